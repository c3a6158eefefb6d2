//! How do we know it?

use std::collections::BTreeSet;

use super::markup::{Html, prose, tag};
use super::picture::{Axis, span};
use super::table::{Cell, Table, cell, folded};
use super::view::View;
use super::{link_to, list, p, section as section_of};
use crate::assessment::{Contradiction, CriterionResult, SourceEntry};
use crate::calendar::Day;
use crate::evidence::Role;
use crate::evidence::gather::DOCUMENT;
use crate::report::words;
use crate::state::State;

/// What the results rest on, where it is thin, where it disagrees, and how long it stands.
pub(super) fn section(view: &View<'_>) -> Html {
    let content = [
        disagreeing(view),
        alone(view),
        own_word(view),
        unsure(view),
        evidence(view),
    ];
    section_of("grounds", "How do we know it?", Html::all(content))
}

/// Audits that say met beside data that say not met.
fn disagreeing(view: &View<'_>) -> Html {
    let areas = view.assessment.areas.iter();
    let pairs: BTreeSet<&Contradiction> = areas
        .flat_map(|area| &area.kinds_of_evidence.contradictions)
        .collect();
    let pairs: BTreeSet<(&str, &str)> = pairs
        .into_iter()
        .map(|pair| (pair.audit.as_str(), pair.data.as_str()))
        .collect();
    let heading = tag("h3").with("Where audits and data disagree");
    if pairs.is_empty() {
        return Html::all([
            heading.into(),
            p("Nowhere: no audit says met where data say not met."),
        ]);
    }
    let mut table = Table::new(
        "Criteria that test the same expectation",
        ["Audits say met", "Data say not met"],
    );
    for (audit, data) in &pairs {
        table.row([cell(link_to(view, audit)), cell(link_to(view, data))]);
    }
    let number = words::count(pairs.len() as u64, "pair disagrees", "pairs disagree");
    let said = p(format!(
        "{number}. Ask which is right before an inspector does."
    ));
    Html::all([heading.into(), said, table.into()])
}

/// Areas that few kinds of evidence speak for, and claims that rest on one kind alone.
fn alone(view: &View<'_>) -> Html {
    let areas = view.assessment.areas.iter();
    let single: BTreeSet<&str> = areas
        .flat_map(|area| {
            area.kinds_of_evidence
                .single_source
                .iter()
                .map(String::as_str)
        })
        .collect();
    let mut table = Table::new(
        "Kinds of evidence that speak for each area",
        ["Area", "How many of 7", "Which"],
    );
    for area in &view.assessment.areas {
        let kinds = &area.kinds_of_evidence.kinds;
        let named: Vec<&str> = kinds.iter().map(|kind| kind.words()).collect();
        let named = if named.is_empty() {
            "none".to_owned()
        } else {
            named.join(", ")
        };
        table.row([
            cell(&area.short),
            cell(kinds.len().to_string()).number(),
            cell(named),
        ]);
    }
    let heading = tag("h3").with("How many kinds of evidence speak");
    let many = single.len() as u64;
    let said = match many {
        0 => p("Every expectation that is tested rests on more than one kind of evidence."),
        _ => p(format!(
            "{} on one kind of evidence, and no other criterion tests the same expectation.",
            words::count(many, "criterion rests", "criteria rest")
        )),
    };
    let named = (many > 0).then(|| {
        folded(
            "Show which",
            list(single.into_iter().map(|id| link_to(view, id))),
        )
    });
    Html::all([
        Some(heading.into()),
        Some(Html::from(table)),
        Some(said),
        named,
    ])
}

/// What rests on the word of whoever owns it.
fn own_word(view: &View<'_>) -> Html {
    let criteria = view.assessment.criteria.iter();
    let those = criteria.filter(|c| c.own_word && c.today.state.is_known());
    let those: Vec<&CriterionResult> = those.collect();
    if those.is_empty() {
        return Html::none();
    }
    let number = words::count(those.len() as u64, "criterion rests", "criteria rest");
    Html::all([
        tag("h3").with("Said by the role that owns it").into(),
        p(format!(
            "{number} on a statement by the role that owns the work. Ask somebody else to look too."
        )),
        folded(
            "Show which",
            list(those.into_iter().map(|c| link_to(view, &c.id))),
        ),
    ])
}

/// What is met, and could be so by chance.
fn unsure(view: &View<'_>) -> Html {
    let unsure = |c: &&CriterionResult| {
        c.today.state == State::Met && c.measurement.as_ref().and_then(|m| m.sure) == Some(false)
    };
    let those: Vec<&CriterionResult> = view.assessment.criteria.iter().filter(unsure).collect();
    if those.is_empty() {
        return Html::none();
    }
    let number = words::count(those.len() as u64, "criterion is", "criteria are");
    Html::all([
        tag("h3").with("Met, but the numbers are small").into(),
        p(format!(
            "{number} met with numbers too small to be sure: the 95% interval of the value crosses the standard."
        )),
        folded(
            "Show which",
            list(those.into_iter().map(|c| link_to(view, &c.id))),
        ),
    ])
}

/// Every list and document, the first to run out first.
fn evidence(view: &View<'_>) -> Html {
    let mut all: Vec<(usize, &SourceEntry)> = view.assessment.sources.iter().enumerate().collect();
    all.sort_by_key(|(at, source)| (source.expires, *at));
    let heads = [
        "List or document",
        "Dated",
        "Stands until",
        "Over time",
        "Rests on it",
    ];
    let caption = "Evidence by when it runs out: bar from its date to its last day, hatched from then to \
                   the inspection (double line); the single line is today";
    let mut table = Table::new(caption, heads).class("evidence sortable");
    let axis = axis(view);
    for (at, source) in all {
        table.row(row(view, at, source, axis.as_ref()));
    }
    tag("div")
        .attribute("id", "evidence")
        .with(tag("h3").with("Every list and document"))
        .with(table)
        .into()
}

fn row(view: &View<'_>, at: usize, source: &SourceEntry, axis: Option<&Axis>) -> Vec<Cell> {
    let iso = |day: Option<Day>| day.map_or_else(String::new, |day| day.number().to_string());
    let long = |day: Option<Day>| day.map_or_else(|| "undated".to_owned(), Day::long);
    let days = source
        .dated
        .zip(source.expires)
        .filter(|_| source.date_counts());
    let drawn = days.zip(axis).map(|(days, axis)| {
        let title = format!("Dated {}, stands until {}", days.0.long(), days.1.long());
        let words = late(view, days.1).unwrap_or_else(|| "in date".to_owned());
        span(&format!("e{at}"), &title, &words, axis, days)
    });
    let drawn = drawn.unwrap_or_else(|| {
        let joined = source
            .joined
            .map_or_else(|| "no date to draw".to_owned(), words::joined);
        tag("span").class("note").with(joined).into()
    });
    let mut over_time = drawn;
    over_time.push(
        days.and_then(|(_, last)| late(view, last))
            .map(|said| tag("span").class("note").with(said)),
    );
    vec![
        cell(name(source)).id(format!("s{at}")),
        cell(long(source.dated)).sort(iso(source.dated)),
        cell(long(source.expires)).sort(iso(source.expires)),
        cell(over_time).sort(iso(source.expires)).unlabelled(),
        cell(words::count(
            source.used_by.len() as u64,
            "criterion",
            "criteria",
        ))
        .sort(source.used_by.len().to_string()),
    ]
}

/// What it is called where its path may not be shown.
pub(super) fn title(source: &SourceEntry) -> &str {
    source.name()
}

/// Its name with what it is, how it came by its date, and what of its digest tells it apart.
fn name(source: &SourceEntry) -> Html {
    let mut name = Html::from(title(source));
    name.push(
        source
            .sheet
            .as_ref()
            .map(|sheet| format!(", sheet {sheet}")),
    );
    let what = if source.dataset == DOCUMENT {
        "document".to_owned()
    } else {
        match source.rows {
            Some(rows) => words::count(rows as u64, "row", "rows"),
            None => "rows withheld".to_owned(),
        }
    };
    let role = match source.role {
        Role::Judged => None,
        Role::History => Some("not judged: a newer extract stands in its place"),
        Role::Future => Some("not judged: dated after this report"),
        Role::Unreadable => Some("could not be read well enough"),
        Role::Question => Some("waits for an answer: which list is right"),
    };
    let digest: String = source.sha256.chars().take(8).collect();
    let digest = (!digest.is_empty()).then(|| format!("SHA-256 {digest}"));
    let dated = format!("date {}", words::dated_by(source.dated_by));
    let role = role.map(str::to_owned);
    let answer = source.first_answer.as_ref().map(|answer| {
        let of = words::count(answer.of, "answer", "answers");
        let on = answer.on.long();
        format!(
            "{of}; the first to go out of date is that of the {}, given on {on}",
            answer.by
        )
    });
    let notes: Vec<String> = [Some(what), Some(dated), answer, digest, role]
        .into_iter()
        .flatten()
        .collect();
    name.push(tag("span").class("note").with(prose(&notes.join("; "))));
    name
}

/// How long before the inspection it runs out.
fn late(view: &View<'_>, last: Day) -> Option<String> {
    let inspection = view.assessment.inspection.filter(|day| last < *day)?;
    let days = inspection.number() - last.number();
    let days = u64::try_from(days).unwrap_or(0);
    Some(format!(
        "out of date {} before",
        words::count(days, "day", "days")
    ))
}

/// From a year before today to two months after the inspection.
fn axis(view: &View<'_>) -> Option<Axis> {
    let today = view.assessment.as_at;
    let last = view.assessment.inspection.unwrap_or(today).max(today);
    let dated = view
        .assessment
        .sources
        .iter()
        .filter_map(|source| source.dated)
        .min()?;
    Some(Axis {
        from: dated.max(today.plus_days(-365)).min(today),
        until: last.plus_days(60),
        today,
        inspection: view.assessment.inspection,
    })
}
