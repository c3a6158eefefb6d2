//! What inspectors most often raise, as the pack counts it and as a list of points does.

use serde::Serialize;

use crate::pack::theme::count::Counts;
use crate::pack::theme::{Agreement, Totals};
use crate::pack::{Pack, Theme, Themes};

/// The themes of a pack, and what a list of points says of them.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// `reinspect.themes/1`.
    pub schema: &'static str,
    /// What was counted, and by whom.
    pub source: String,
    /// Under which licence the points can be used.
    pub licence: String,
    /// The first year that points were published in.
    pub from: u64,
    /// The last year that points were published in.
    pub until: u64,
    /// What was counted in all.
    pub totals: Totals,
    /// How far the rules and a reader agree.
    pub agreement: Option<Agreement>,
    /// The themes, the most raised first.
    pub themes: Vec<Entry>,
    /// What a list of points says; none where no list was given.
    pub counted: Option<Counted>,
}

/// One theme.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its slug.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub covers: String,
    /// At how many visits it was raised.
    pub visits: u64,
    /// How many in a hundred visits raised it, cut off to whole ones.
    pub in_a_hundred: u64,
    /// How many points come under it.
    pub points: u64,
    /// The criteria that test it.
    pub criteria: Vec<String>,
    /// Why no criterion tests it, where none does.
    pub untested: Option<String>,
}

/// What a list of points says.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    /// The list.
    pub file: String,
    /// What was counted in all.
    pub totals: Totals,
    /// How far the rules and a reader agree; none where the list holds no point that was labelled.
    pub agreement: Option<Agreement>,
    /// The same of each theme that either of them gave, in the order of the rules.
    pub by_theme: Vec<OfTheme>,
    /// Where it differs from what the pack says.
    pub differences: Vec<Difference>,
}

/// How far the rules and a reader agree on one theme.
#[derive(Debug, Clone, Serialize)]
pub struct OfTheme {
    /// The theme.
    pub theme: String,
    /// How many points both gave it.
    pub right: u64,
    /// How many points the rules alone gave it.
    pub wrong: u64,
    /// How many points the reader alone gave it.
    pub missed: u64,
}

/// A number that is not what the pack says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The theme; none for what was counted in all.
    pub theme: Option<String>,
    /// What is counted, such as `visits`.
    pub what: &'static str,
    /// What the pack says.
    pub committed: u64,
    /// What the list says.
    pub counted: u64,
}

/// The themes of a pack.
pub fn table(pack: &Pack) -> Table {
    let themes = &pack.themes;
    let (from, until) = themes.years;
    let most_raised = themes.most_raised_first();
    Table {
        schema: "reinspect.themes/1",
        source: themes.source.clone(),
        licence: themes.licence.clone(),
        from,
        until,
        totals: themes.totals,
        agreement: themes.agreement,
        themes: most_raised.iter().map(|t| entry(t, themes)).collect(),
        counted: None,
    }
}

fn entry(theme: &Theme, themes: &Themes) -> Entry {
    Entry {
        id: theme.id.clone(),
        title: theme.title.clone(),
        covers: theme.covers.clone(),
        visits: theme.visits,
        in_a_hundred: themes.in_a_hundred(theme),
        points: theme.points,
        criteria: theme.criteria.clone(),
        untested: theme.untested.clone(),
    }
}

/// What a list of points says beside what the pack says.
pub fn compare(themes: &Themes, counts: &Counts, file: &str) -> Counted {
    let of = |theme: &Theme| {
        let agreement = counts.by_theme.get(&theme.id)?;
        Some(OfTheme {
            theme: theme.id.clone(),
            right: agreement.right,
            wrong: agreement.wrong,
            missed: agreement.missed,
        })
    };
    Counted {
        file: file.to_owned(),
        totals: counts.totals,
        agreement: counts.agreement,
        by_theme: themes.all.iter().filter_map(of).collect(),
        differences: differences(themes, counts),
    }
}

fn differences(themes: &Themes, counts: &Counts) -> Vec<Difference> {
    let mut all = in_all(themes.totals, counts.totals);
    if let (Some(committed), Some(counted)) = (themes.agreement, counts.agreement) {
        all.extend(in_the_sample(committed, counted));
    }
    for theme in &themes.all {
        let (points, visits) = counts.themes.get(&theme.id).copied().unwrap_or_default();
        let of = |what, committed, counted| Difference {
            theme: Some(theme.id.clone()),
            what,
            committed,
            counted,
        };
        all.push(of("visits", theme.visits, visits));
        all.push(of("points", theme.points, points));
    }
    all.retain(|one| one.committed != one.counted);
    all
}

fn in_all(committed: Totals, counted: Totals) -> Vec<Difference> {
    vec![
        whole("visits", committed.visits, counted.visits),
        whole("points", committed.points, counted.points),
        whole(
            "points without a theme",
            committed.without_theme,
            counted.without_theme,
        ),
        whole("rows left out", committed.left_out, counted.left_out),
    ]
}

fn in_the_sample(committed: Agreement, counted: Agreement) -> Vec<Difference> {
    vec![
        whole("points labelled by hand", committed.points, counted.points),
        whole("labels right", committed.right, counted.right),
        whole("labels wrong", committed.wrong, counted.wrong),
        whole("labels missed", committed.missed, counted.missed),
        whole(
            "points wholly right",
            committed.wholly_right,
            counted.wholly_right,
        ),
    ]
}

fn whole(what: &'static str, committed: u64, counted: u64) -> Difference {
    Difference {
        theme: None,
        what,
        committed,
        counted,
    }
}
