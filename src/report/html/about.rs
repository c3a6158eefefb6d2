//! About this report: how results are worked out, local decisions, and what was not read.

use std::collections::BTreeMap;

use super::mark::Mark;
use super::markup::{Html, prose, tag};
use super::points::drawn_from;
use super::table::{Table, cell, folded};
use super::view::View;
use super::{link_to, list, p, section as section_of};
use crate::assessment::{Assessment, DataProblemEntry};
use crate::evidence::ProblemKind;
use crate::redact::Audience;
use crate::report::decisions::{decisions, off};
use crate::report::words;

/// Everything that a reader needs to trust it, or not to.
pub(super) fn section(view: &View<'_>) -> Html {
    let content = [
        states(),
        levels(view.assessment),
        suppression(view.audience),
        local(view),
        drawn_from(&view.assessment.frameworks),
        not_read(view.assessment),
        problems(view.assessment),
        diagnostics(view.assessment),
        accessibility(),
    ];
    section_of("about", "About this report", Html::all(content))
}

fn heading(words: &'static str) -> Html {
    tag("h3").with(words).into()
}

fn states() -> Html {
    let mut table = Table::new("What each mark means", ["State", "Meaning"]);
    for mark in Mark::ALL {
        table.row([cell(mark.badge()), cell(meaning(mark))]);
    }
    Html::all([heading("The states"), table.into()])
}

fn meaning(mark: Mark) -> &'static str {
    match mark {
        Mark::Met => "The value reaches the standard.",
        Mark::Nearly => "The value falls short of the standard and reaches the looser one.",
        Mark::NotMet => "The value reaches neither.",
        Mark::Priority => {
            "The value reaches neither, and no area that rests on it can be ready until it does."
        }
        Mark::NotKnown => {
            "We do not know yet: the evidence is missing, out of date, too little or unreadable. It never \
             counts as good."
        }
        Mark::NotApplicable => "It does not apply here; who said so, and why, stands beside it.",
    }
}

/// What each level of an area asks for.
pub(super) fn levels_in_short(assessment: &Assessment) -> String {
    let marks = assessment.pack.marks;
    format!(
        "Ready: at least {}% assured. Nearly ready: at least {}%. Not ready: less, or a priority criterion \
         is not met. Cannot say: under {}% known, or a priority criterion is not known.",
        marks.ready, marks.nearly, marks.coverage_minimum
    )
}

fn levels(assessment: &Assessment) -> Html {
    let points = [
        levels_in_short(assessment),
        "Assured is what an inspector could be shown today: met counts one, nearly met a half, and missing \
         evidence nothing. Of what is known is the same without what is not known."
            .to_owned(),
        "Percentages are cut towards the worse side, never rounded up: 89.9% shows as 89%.".to_owned(),
        "There is no overall score, and no area is averaged with another.".to_owned(),
        "Nothing is measured anew for the inspection date. Only the age of evidence changes.".to_owned(),
    ];
    Html::all([heading("How areas are judged"), list(points)])
}

fn suppression(audience: Audience) -> Html {
    let said = match audience {
        Audience::Internal => {
            "This copy is for the authority\u{2019}s own quality and data teams. Nothing is suppressed: it shows \
             file names and exact counts, and nothing about any one child."
        }
        Audience::Board => {
            "This copy is for the improvement board. It shows no file names and nothing that somebody typed. \
             Numbers are withheld wherever fewer than six children could be told from them, alone or with other \
             numbers here."
        }
        Audience::Public => {
            "This copy is for everyone. It shows no file names, no owners and nothing that somebody typed. Counts \
             are rounded up to the next 5. Numbers are withheld wherever fewer than six children could be told \
             from them, alone or with other numbers here."
        }
    };
    Html::all([heading("Who may see it"), p(said)])
}

/// Every local decision, so that nobody reads a result without it.
fn local(view: &View<'_>) -> Html {
    let mut all = Vec::new();
    for criterion in &view.assessment.criteria {
        for said in decisions(criterion) {
            let mut line = link_to(view, &criterion.id);
            line.push(": ");
            line.push(prose(&said));
            all.push(line);
        }
    }
    all.extend(view.assessment.off.iter().map(|entry| off(entry).into()));
    let said = if all.is_empty() {
        p("None: no rule was changed, no gap accepted and nothing exempted.")
    } else {
        list(all)
    };
    Html::all([heading("Local decisions"), said])
}

fn not_read(assessment: &Assessment) -> Html {
    let each = assessment.not_read.iter().map(|file| {
        let path = if file.path.is_empty() {
            "a file"
        } else {
            &file.path
        };
        let sheet = file
            .sheet
            .as_ref()
            .map_or_else(String::new, |s| format!(", sheet {s}"));
        prose(&format!("{path}{sheet}: {}", file.why))
    });
    let each: Vec<Html> = each.collect();
    let withheld = assessment.withheld.map_or(0, |withheld| withheld.not_read);
    let said = match (each.is_empty(), withheld) {
        (true, 0) => p("None: every file that was found was read."),
        (true, withheld) => p(format!(
            "{} not read; names and reasons are withheld from this copy.",
            words::count(withheld, "file was", "files were")
        )),
        (false, _) => list(each),
    };
    Html::all([heading("Files not read"), said])
}

/// Cells that could not be read, by list, heading and fault.
fn problems(assessment: &Assessment) -> Html {
    type Key<'a> = (&'a str, &'a str, &'a str, ProblemKind);
    let mut groups: BTreeMap<Key<'_>, (&DataProblemEntry, u64)> = BTreeMap::new();
    for problem in &assessment.data_problems {
        let key = (
            problem.path.as_str(),
            problem.dataset.as_str(),
            problem.heading.as_str(),
            problem.kind,
        );
        groups.entry(key).or_insert((problem, 0)).1 += 1;
    }
    if groups.is_empty() {
        return Html::none();
    }
    let heads = ["List", "Heading", "Fault", "Cells", "First at"];
    let mut table = Table::new("Cells that could not be read, which count as blank", heads);
    for ((path, dataset, head, kind), (first, number)) in groups {
        let list = if path.is_empty() { dataset } else { path };
        table.row([
            cell(list),
            cell(head),
            cell(words::fault(kind)),
            cell(words::thousands(number)).number(),
            cell(if first.cell.is_empty() {
                "withheld"
            } else {
                &first.cell
            }),
        ]);
    }
    let number = words::count(
        assessment.data_problems.len() as u64,
        "cell could not be read",
        "cells could not be read",
    );
    Html::all([
        heading("Cells not read"),
        p(format!("{number}.")),
        folded("Show the numbers", table),
    ])
}

fn diagnostics(assessment: &Assessment) -> Html {
    if assessment.diagnostics.is_empty() {
        return Html::none();
    }
    let each = assessment
        .diagnostics
        .iter()
        .map(|d| prose(&words::diagnostic(d)));
    Html::all([heading("What else is wrong with the inputs"), list(each)])
}

fn accessibility() -> Html {
    Html::all([
        heading("Accessibility"),
        p(
            "This page is built to meet the Web Content Accessibility Guidelines 2.2 at level AA. It reads whole \
           without scripts, by keyboard, at 320 pixels, in print and in high contrast. Every state has a shape \
           and a word as well as a colour, and every picture has its numbers in a table. Tell the team that made \
           it if anything cannot be read; they can send the same numbers as text or as a workbook.",
        ),
    ])
}
