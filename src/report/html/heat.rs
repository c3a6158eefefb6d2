//! Heat tables: what is met where, by kind of evidence and by what inspectors raise.

use std::collections::BTreeMap;

use super::areas::others;
use super::mark::Mark;
use super::markup::{Html, tag};
use super::p;
use super::table::{Cell, Table, cell};
use super::view::View;
use crate::assessment::{AreaResult, CriterionResult, ThemeResult};
use crate::judge::sentence::upper_first;
use crate::pack::{AreaKind, KindOfEvidence};
use crate::report::words;
use crate::state::State;

/// How many themes are shown.
const THEMES: usize = 20;

/// Areas by kind of evidence.
pub(super) fn kinds(view: &View<'_>) -> Html {
    let areas = view.areas(&[AreaKind::Judgement, AreaKind::Outcome, AreaKind::Enabler]);
    if areas.is_empty() {
        return Html::none();
    }
    let heads = KindOfEvidence::ALL.map(|kind| upper_first(kind.words()));
    let mut table = Table::new(
        "Criteria met today of those that rest on each kind of evidence",
        std::iter::once("Area".to_owned()).chain(heads),
    )
    .class("heat");
    for area in areas {
        let criteria = view.of_area(&area.id);
        let of = |kind| {
            let those = criteria
                .iter()
                .filter(|c| c.kinds_of_evidence.contains(&kind));
            counted(&those.copied().collect::<Vec<_>>(), "no evidence")
        };
        let cells = KindOfEvidence::ALL.map(of);
        table.row(std::iter::once(cell(&area.short)).chain(cells));
    }
    Html::all([
        tag("h3").with("What each kind of evidence says").into(),
        p(HOW_TO_READ),
        table.into(),
    ])
}

/// How both tables are read.
const HOW_TO_READ: &str = "Each cell says how many criteria are met of how many, and what the worst of the \
                           others is. The tint repeats the share that is met.";

/// What inspectors raise, by outcome and enabler, the most raised first.
pub(super) fn themes(view: &View<'_>) -> Html {
    let areas = others(view);
    let themes = by_theme(view);
    if themes.is_empty() || areas.is_empty() {
        return Html::none();
    }
    let first = themes.get(..THEMES).unwrap_or(&themes);
    let caption = format!(
        "{} of the {} that criteria test, the most raised first",
        words::count(first.len() as u64, "theme", "themes"),
        themes.len()
    );
    Html::all([
        tag("h3")
            .with("What inspectors raise most, and how we stand on it")
            .into(),
        p(HOW_TO_READ),
        table(&caption, first, &areas).into(),
    ])
}

type Tested<'a> = (&'a ThemeResult, Vec<&'a CriterionResult>);

fn by_theme<'a>(view: &View<'a>) -> Vec<Tested<'a>> {
    let mut themes: BTreeMap<&str, Tested<'a>> = BTreeMap::new();
    for criterion in &view.assessment.criteria {
        for theme in &criterion.themes {
            let tested = themes.entry(&theme.id).or_insert((theme, Vec::new()));
            tested.1.push(criterion);
        }
    }
    let mut all: Vec<_> = themes.into_values().collect();
    all.sort_by(|(a, _), (b, _)| b.visits.cmp(&a.visits).then_with(|| a.title.cmp(&b.title)));
    all
}

fn table(caption: &str, themes: &[Tested<'_>], areas: &[&AreaResult]) -> Table {
    let heads = ["Theme", "Raised at"].map(str::to_owned).into_iter();
    let mut table = Table::new(caption, heads.chain(areas.iter().map(|a| a.short.clone())));
    table = table.class("heat");
    for (theme, criteria) in themes {
        let raised = format!(
            "{} of {} visits",
            words::thousands(theme.visits),
            words::thousands(theme.of_visits)
        );
        let cells = areas.iter().map(|area| {
            let those = criteria.iter().filter(|c| c.area == area.id);
            counted(&those.copied().collect::<Vec<_>>(), "\u{2013}")
        });
        table.row([cell(&theme.title), cell(raised)].into_iter().chain(cells));
    }
    table
}

/// Met of how many that apply, the worst of the others, and a tint.
fn counted(criteria: &[&CriterionResult], none: &str) -> Cell {
    let applies = |c: &&&CriterionResult| c.today.state != State::NotApplicable;
    let all = criteria.iter().filter(applies).count();
    if all == 0 {
        return cell(none).class("none");
    }
    let met = criteria
        .iter()
        .filter(|c| c.today.state == State::Met)
        .count();
    let mut said = Html::from(tag("strong").with(format!("{met} of {all}")));
    let worst = [Mark::Priority, Mark::NotMet, Mark::NotKnown, Mark::Nearly];
    let counts = worst.map(|mark| {
        (
            mark,
            criteria.iter().filter(|c| Mark::today(c) == mark).count(),
        )
    });
    match counts.into_iter().find(|(_, count)| *count > 0) {
        Some((mark, count)) => said.push(mark.labelled(&format!("{count} {}", mark.words()))),
        None => said.push(Mark::Met.labelled("all met")),
    }
    cell(said).class(tint(met, all))
}

/// One of five tints, by the share that is met.
fn tint(met: usize, all: usize) -> &'static str {
    match met * 4 / all.max(1) {
        0 => "tint-0",
        1 => "tint-1",
        2 => "tint-2",
        3 => "tint-3",
        _ => "tint-4",
    }
}
