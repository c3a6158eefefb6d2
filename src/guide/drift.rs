//! How a folder differs from the guide that the rules write.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{CRITERIA, Pages, is_page};

/// What a folder holds: the text of each file by its path with `/` in it, none of what is not text or
/// not a file. What is hidden is no part of it.
pub type Held = BTreeMap<String, Option<String>>;

/// The pages that are not as the rules write them, by their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// Pages of the guide that are not there.
    pub missing: Vec<String>,
    /// Pages that say something else.
    pub different: Vec<String>,
    /// Pages of a guide that the rules do not write, such as those of criteria that are gone.
    pub extra: Vec<String>,
    /// What is no page of a guide.
    pub foreign: Vec<String>,
}

impl Drift {
    /// Holds what is in a folder against the pages of a guide.
    pub fn of(pages: &Pages, held: &Held) -> Self {
        let mut drift = Self::default();
        for (path, text) in held {
            let is_page = is_place(path) && text.as_deref().is_some_and(is_page);
            let list = match pages.get(path) {
                Some(page) if text.as_deref().is_some_and(|text| same(page, text)) => continue,
                // Without the mark it may be somebody's own.
                Some(_) if is_page => &mut drift.different,
                None if is_page => &mut drift.extra,
                Some(_) | None => &mut drift.foreign,
            };
            list.push(path.clone());
        }
        let there: BTreeSet<&String> = held.keys().collect();
        let missing = pages.keys().filter(|path| !there.contains(path));
        drift.missing = missing.cloned().collect();
        drift
    }

    /// Whether every page is as the rules write it and nothing else is there.
    pub fn is_none(&self) -> bool {
        let lists = [&self.missing, &self.different, &self.extra, &self.foreign];
        lists.iter().all(|list| list.is_empty())
    }
}

/// Whether a page of a guide could lie there.
fn is_place(path: &str) -> bool {
    let name = path
        .strip_prefix(CRITERIA)
        .and_then(|rest| rest.strip_prefix('/'));
    let name = name.unwrap_or(path);
    !name.contains('/') && name.strip_suffix(".md").is_some()
}

/// Whether a page says the same; line ends may have been changed by the tool that fetched it.
fn same(page: &str, text: &str) -> bool {
    page == text || page == text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::MARK;

    #[test]
    fn every_difference_is_named_once_by_what_it_is() {
        let page = |text: &str| format!("{MARK}\n\n{text}\n");
        let pages = Pages::from([
            ("README.md".to_owned(), page("a")),
            ("by-area.md".to_owned(), page("b")),
            ("coverage.md".to_owned(), page("c")),
            ("criteria/one.md".to_owned(), page("d")),
            ("criteria/two.md".to_owned(), page("e")),
        ]);
        let held: Held = [
            ("README.md", Some(page("a"))),
            ("by-area.md", Some(page("b").replace('\n', "\r\n"))),
            // Somebody's own page of the same name.
            (
                "coverage.md",
                Some("# Coverage of another kind\n".to_owned()),
            ),
            ("criteria/one.md", Some(page("edited"))),
            ("criteria/gone.md", Some(page("was"))),
            ("criteria/deep/er.md", Some(page("f"))),
            ("notes.md", Some("mine\n".to_owned())),
            ("photograph.png", None),
        ]
        .map(|(path, text)| (path.to_owned(), text))
        .into();
        let found = Drift::of(&pages, &held);
        assert_eq!(found.missing, ["criteria/two.md"]);
        assert_eq!(found.different, ["criteria/one.md"]);
        assert_eq!(found.extra, ["criteria/gone.md"]);
        let foreign = [
            "coverage.md",
            "criteria/deep/er.md",
            "notes.md",
            "photograph.png",
        ];
        assert_eq!(found.foreign, foreign);
        assert!(!found.is_none());
        let same: Held = pages
            .iter()
            .map(|(p, t)| (p.clone(), Some(t.clone())))
            .collect();
        assert!(Drift::of(&pages, &same).is_none());
    }
}
