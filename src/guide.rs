//! The guide to a pack: Markdown that says what each criterion asks, how it is worked out and why.
//!
//! It is written from the pack and its rule tests alone, so the same rules give the same bytes. Pages
//! of criteria lie in a folder of their own, where no criterion can be called as an index is.

mod coverage;
pub mod drift;
mod evidence;
mod example;
mod index;
mod markdown;
mod page;
pub mod told;

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::{self, REGISTER, STATEMENTS};
use crate::pack::rule_test::RuleTest;
use crate::pack::{Criterion, Measure, Pack};

/// The pages of a guide, by their paths with `/` in them.
pub type Pages = BTreeMap<String, String>;

/// The first line of every page, by which one is known.
pub const MARK: &str = "<!-- Written by `reinspect rules docs`: change the rules and run it again, never this file. -->";

/// The folder of the pages of criteria.
pub const CRITERIA: &str = "criteria";

/// Writes the guide to a pack; worked examples come from its rule tests.
pub fn write(pack: &Pack, tests: &[RuleTest]) -> Pages {
    let mut pages = index::pages(pack, tests);
    pages.insert("coverage.md".to_owned(), coverage::page(pack));
    for criterion in &pack.criteria {
        let path = format!("{CRITERIA}/{}.md", criterion.id);
        pages.insert(path, page::page(criterion, pack, tests));
    }
    pages
}

/// Whether a text is a page of a guide.
pub fn is_page(text: &str) -> bool {
    text.lines().next() == Some(MARK)
}

/// A page from its parts: the mark, a title and blocks, with a blank line between each two.
fn whole(title: &str, blocks: &[String]) -> String {
    let title = format!("# {}", markdown::prose(title));
    let head = [MARK.to_owned(), title];
    let parts: Vec<&str> = head
        .iter()
        .chain(blocks)
        .map(|part| part.trim_end())
        .collect();
    parts.join("\n\n") + "\n"
}

/// The datasets that a criterion rests on; for a document the register that may date and approve it.
fn datasets_of(criterion: &Criterion) -> BTreeSet<&str> {
    match &criterion.measure {
        Measure::Document(_) => [REGISTER].into(),
        Measure::Statement(_) => [STATEMENTS].into(),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => {
            let lists = measure::lists_of(criterion);
            lists.into_iter().map(|(dataset, _)| dataset).collect()
        }
    }
}
