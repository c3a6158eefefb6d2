//! The sheets that are only read: the summary, criteria, evidence, findings.

use super::sheet::{Cell, Sheet, column};
use crate::assessment::{
    AreaResult, AreaTrend, Assessment, Changes, CriterionResult, FindingResult, Fraction,
    SourceEntry, StateResult,
};
use crate::evidence::Role;
use crate::pack::AreaKind;
use crate::report::{text, words};
use crate::state::State;

/// The answer, and one row an area; never a total.
pub(super) fn summary(assessment: &Assessment) -> Sheet {
    let name = match assessment.authority.name.as_str() {
        "" => "Children's services",
        name => name,
    };
    let planning = assessment.inspection.map_or_else(
        || "No inspection date is given.".to_owned(),
        |day| format!("Planning for an inspection on {}.", day.long()),
    );
    let pack = &assessment.pack;
    let lines = std::iter::once(text::answer(assessment))
        .chain(text::narrowed(assessment))
        .chain([
            format!("{planning} Rules: {} {}.", pack.id, pack.version),
            text::NO_GRADE.to_owned(),
            "Sheets: Summary, Gaps (the action list), Criteria, Evidence, Findings, Owners, Definitions."
                .to_owned(),
        ]);
    Sheet {
        name: "Summary",
        title: format!(
            "{name}: inspection readiness as at {}",
            assessment.as_at.long()
        ),
        lines: lines.collect(),
        columns: vec![
            column("Area", 30),
            column("What it is", 12),
            column("Today", 14),
            column("Met", 8),
            column("Nearly met", 12),
            column("Not met", 10),
            column("Not known", 12),
            column("Do not apply", 14),
            column("Assured %", 12),
            column("Known %", 10),
            column("On the inspection date", 24),
            column("Capped by", 50),
        ],
        rows: assessment.areas.iter().map(area).collect(),
    }
}

fn area(area: &AreaResult) -> Vec<Cell> {
    let kind = match area.kind {
        AreaKind::Outcome => "outcome",
        AreaKind::Enabler => "enabler",
        AreaKind::Judgement => "judgement",
    };
    let today = &area.today;
    let counts = today.counts;
    let later = area.on_inspection.as_ref();
    let capped = match today.capped_by.as_slice() {
        [] => "nothing".to_owned(),
        ids => ids.join(", "),
    };
    let mut row = vec![
        Cell::text(&area.title),
        Cell::text(kind),
        Cell::text(words::level(today.level)),
    ];
    let counts = [
        counts.met,
        counts.nearly,
        counts.not_met,
        counts.not_known,
        counts.not_applicable,
    ];
    row.extend(counts.map(Cell::Count));
    row.extend([percent(today.assured), percent(today.coverage)]);
    row.push(Cell::text(
        later.map_or("not judged", |s| words::level(s.level)),
    ));
    row.push(Cell::text(capped));
    row
}

fn percent(fraction: Option<Fraction>) -> Cell {
    words::percent(fraction).map_or_else(|| Cell::text("nothing applies"), Cell::Count)
}

/// One row a criterion whose state is another than it was, what got worse first.
pub(super) fn changes(changes: &Changes) -> Sheet {
    let told_apart = if changes.rules_changed {
        "The rules changed too, so what the evidence did cannot be told apart from what they did."
    } else {
        "The rules are the same."
    };
    let rows = changes.changes.iter().map(|change| {
        vec![
            Cell::text(words::way(change.way)),
            Cell::text(&change.title),
            Cell::text(words::state_or_none(change.then)),
            Cell::text(words::state_or_none(change.now)),
            Cell::text(words::cause(change.cause)),
            Cell::text(&change.criterion),
        ]
    });
    Sheet {
        name: "Changes",
        title: format!("What changed since {}", changes.since.long()),
        lines: vec![told_apart.to_owned()],
        columns: vec![
            column("Which way", 12),
            column("Criterion", 60),
            column("Then", 18),
            column("Now", 18),
            column("Because of", 30),
            column("Id", 40),
        ],
        rows: rows.collect(),
    }
}

/// One row an area and run.
pub(super) fn history(trends: &[AreaTrend]) -> Sheet {
    let percent = |of| words::percent(of).map_or(Cell::text("nothing applied"), Cell::Count);
    let rows = trends.iter().flat_map(|trend| {
        trend.points.iter().map(move |point| {
            vec![
                Cell::text(&trend.short),
                Cell::Day(point.as_at),
                percent(point.assured),
                percent(point.coverage),
                Cell::text(words::level(point.level)),
                Cell::text(if point.same_rules {
                    "as today"
                } else {
                    "others"
                }),
            ]
        })
    });
    Sheet {
        name: "History",
        title: "Areas over time".to_owned(),
        lines: vec!["Runs that other rules judged are not comparable with today's.".to_owned()],
        columns: vec![
            column("Area", 30),
            column("Run of", 14),
            column("Could be shown, %", 20),
            column("Known, %", 12),
            column("Level", 16),
            column("Rules", 12),
        ],
        rows: rows.collect(),
    }
}

/// One row a criterion.
pub(super) fn criteria(assessment: &Assessment) -> Sheet {
    Sheet {
        name: "Criteria",
        title: format!("Every criterion, as at {}", assessment.as_at.long()),
        lines: Vec::new(),
        columns: vec![
            column("Criterion", 40),
            column("Area", 16),
            column("Judgements", 24),
            column("Priority", 10),
            column("State", 18),
            column("Why not known", 22),
            column("On the inspection date", 24),
            column("Why", 70),
            column("Value", 10),
            column("Unit", 14),
            column("Met from", 20),
            column("Nearly met from", 20),
            column("Owner", 30),
            column("Stands until", 14),
            column("Question", 60),
            column("Rule", 40),
            column("Id", 40),
        ],
        rows: assessment.criteria.iter().map(criterion).collect(),
    }
}

fn criterion(c: &CriterionResult) -> Vec<Cell> {
    let thresholds = c.thresholds.as_ref();
    let later = c.on_inspection.as_ref();
    let value = c
        .measurement
        .as_ref()
        .and_then(|m| Some((m.value.clone()?, m.unit)));
    let (value, unit) = match value {
        Some((value, unit)) => (Cell::Decimal(value), unit_words(unit)),
        None if c.withheld => (Cell::text("withheld"), "–"),
        None => (Cell::text("–"), "–"),
    };
    vec![
        Cell::text(&c.title),
        Cell::text(&c.area),
        Cell::text_or(&c.judgements.join(", "), "–"),
        Cell::text(if c.priority { "yes" } else { "no" }),
        Cell::text(words::state(c.today.state, c.priority)),
        Cell::text(c.today.reason.map_or("–", |reason| reason.words())),
        Cell::text(later.map_or("not judged", |s: &StateResult| s.state.words())),
        Cell::text_or(&c.explanation, "withheld"),
        value,
        Cell::text(unit),
        Cell::text(thresholds.map_or("–", |t| t.met.as_str())),
        Cell::text(thresholds.and_then(|t| t.nearly.as_deref()).unwrap_or("–")),
        Cell::text(c.owner.as_deref().unwrap_or("no owner named")),
        Cell::day_or(c.expires, "–"),
        Cell::text(&c.asks),
        Cell::text_or(&c.rule, "–"),
        Cell::text(&c.id),
    ]
}

fn unit_words(unit: crate::measure::Unit) -> &'static str {
    use crate::measure::Unit;
    match unit {
        Unit::Percent => "percent",
        Unit::Count => "count",
        Unit::Days => "days",
        Unit::WorkingDays => "working days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Quotient => "quotient",
        Unit::None => "–",
    }
}

/// One row a list or document, then one a file that was not read.
pub(super) fn evidence(assessment: &Assessment) -> Sheet {
    let read = assessment.sources.iter().map(source);
    let not_read = assessment.not_read.iter().map(|file| {
        let mut row = vec![
            Cell::text_or(&file.path, "file name withheld"),
            Cell::text(file.sheet.as_deref().unwrap_or("–")),
            Cell::text("–"),
            Cell::text(format!("not read: {}", file.why)),
        ];
        row.extend(std::iter::repeat_n(Cell::text("–"), 5));
        row
    });
    Sheet {
        name: "Evidence",
        title: format!(
            "What the result rests on, as at {}",
            assessment.as_at.long()
        ),
        lines: Vec::new(),
        columns: vec![
            column("File", 50),
            column("Sheet", 20),
            column("List", 30),
            column("What became of it", 34),
            column("Dated", 12),
            column("How it is dated", 28),
            column("Stands until", 14),
            column("Rows", 10),
            column("Criteria that rest on it", 12),
        ],
        rows: read.chain(not_read).collect(),
    }
}

fn source(source: &SourceEntry) -> Vec<Cell> {
    let role = match source.role {
        Role::Judged => "judged",
        Role::History => "a newer one stands in its place",
        Role::Future => "dated after the day of the run",
        Role::Unreadable => "could not be read well enough",
        Role::Question => "waits for an answer in evidence.toml",
    };
    vec![
        Cell::text_or(&source.path, "file name withheld"),
        Cell::text(source.sheet.as_deref().unwrap_or("–")),
        Cell::text_or(&source.title, &source.dataset),
        Cell::text(role),
        Cell::day_or(source.dated, "undated"),
        Cell::text(words::dated_by(source.dated_by)),
        Cell::day_or(source.expires, "–"),
        match source.rows {
            Some(rows) => Cell::Count(rows as u64),
            None => Cell::text("withheld"),
        },
        Cell::Count(source.used_by.len() as u64),
    ]
}

/// One row a point that inspectors made.
pub(super) fn findings(assessment: &Assessment) -> Sheet {
    Sheet {
        name: "Findings",
        title: "What inspectors said before".to_owned(),
        lines: Vec::new(),
        columns: vec![
            column("Visited on", 12),
            column("Visit", 30),
            column("Finding", 60),
            column("At more than one visit", 14),
            column("Criteria that test it, now", 60),
            column("Evidence of activity", 50),
            column("Evidence of impact", 50),
            column("Id", 14),
        ],
        rows: assessment.findings.iter().map(finding).collect(),
    }
}

fn finding(finding: &FindingResult) -> Vec<Cell> {
    let state = |state: State| words::state(state, false);
    let now: Vec<String> = finding
        .now
        .iter()
        .map(|now| format!("{}: {}", now.criterion, state(now.state)))
        .collect();
    vec![
        Cell::day_or(finding.visited_on, "no date"),
        Cell::text_or(&finding.visit, "withheld"),
        Cell::text_or(&finding.text, "withheld"),
        Cell::text(if finding.persistent { "yes" } else { "no" }),
        Cell::text_or(&now.join("; "), "no criterion tests it"),
        Cell::text_or(&finding.activity.join("; "), "no evidence"),
        Cell::text_or(&finding.impact.join("; "), "no evidence"),
        Cell::text(&finding.id),
    ]
}
