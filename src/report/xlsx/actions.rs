//! The gaps as an action list, and the owners to choose from.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use super::sheet::{Cell, Column, Sheet, column};
use crate::assessment::{ActionState, Assessment, Gap};
use crate::pack::Effort;
use crate::report::one_line::at_most;
use crate::report::words;
use crate::state::State;

/// What an action may be marked as.
const STATUSES: [&str; 6] = [
    "not started",
    "in hand",
    "overdue",
    "done",
    "done but gap remains",
    "not needed",
];
/// Where the owners stand on their sheet: below its title and its headings.
const FIRST_OWNER: usize = 3;

/// Every role that owns a criterion or a gap, with how many gaps it owns.
pub(super) fn owners(assessment: &Assessment) -> BTreeMap<String, u64> {
    let name = |owner: &str| at_most(owner, 200);
    let mut owners = BTreeMap::new();
    for owner in assessment
        .criteria
        .iter()
        .filter_map(|c| c.owner.as_deref())
    {
        owners.entry(name(owner)).or_insert(0);
    }
    for owner in assessment.gaps.iter().filter_map(|g| g.owner.as_deref()) {
        *owners.entry(name(owner)).or_insert(0) += 1;
    }
    owners
}

/// The owners, for the list that an owner is chosen from.
pub(super) fn owners_sheet(assessment: &Assessment, owners: &BTreeMap<String, u64>) -> Sheet {
    let rows = owners
        .iter()
        .map(|(owner, gaps)| vec![Cell::text(owner), Cell::Count(*gaps)]);
    Sheet {
        name: "Owners",
        title: format!("Who owns gaps, as at {}", assessment.as_at.long()),
        lines: Vec::new(),
        columns: vec![column("Owner", 44), column("Gaps", 8)],
        rows: rows.collect(),
    }
}

/// The action list.
pub(super) fn sheet(
    assessment: &Assessment,
    owners: &BTreeMap<String, u64>,
) -> Result<Sheet, XlsxError> {
    Ok(Sheet {
        name: "Gaps",
        title: format!("Gaps, the first to close first, as at {}", assessment.as_at.long()),
        lines: vec![
            "Owner and status are chosen from a list. The program does not read this workbook again."
                .to_owned(),
        ],
        columns: vec![
            column("No.", 6),
            column("Gap", 40),
            column("State", 22),
            column("Found", 40),
            column("Standard", 24),
            column("Distance", 28),
            column("Needed first", 40),
            column("What to do", 50),
            choice("Owner", 30, owner_rule(owners)),
            column("Due", 12),
            choice("Status", 14, status_rule()?),
            column("Action in hand", 24),
            column("Action due", 12),
            column("Effort", 10),
            column("Accepted by waiver", 30),
            column("Criterion", 40),
        ],
        rows: assessment.gaps.iter().map(|gap| row(gap, assessment)).collect(),
    })
}

fn choice(heading: &'static str, width: u16, rule: DataValidation) -> Column {
    Column {
        rule: Some(rule),
        ..column(heading, width)
    }
}

fn row(gap: &Gap, assessment: &Assessment) -> Vec<Cell> {
    let criterion = assessment.criteria.iter().find(|c| c.id == gap.criterion);
    let priority = criterion.is_some_and(|c| c.priority);
    let waiver = criterion
        .and_then(|c| c.waiver.as_ref())
        .filter(|_| gap.waived);
    let waiver = waiver.map(|w| format!("until {} by {}", w.until.long(), w.by));
    vec![
        Cell::Count(gap.rank),
        Cell::text_or(criterion.map_or("", |c| &c.title), &gap.criterion),
        Cell::text(state(gap, priority)),
        Cell::text_or(&gap.found, "withheld"),
        Cell::text_or(&gap.expected, "withheld"),
        Cell::text(gap.shortfall.as_ref().map_or("–", |s| s.words.as_str())),
        Cell::text(gap.first.as_deref().unwrap_or("–")),
        Cell::text(&gap.improve),
        Cell::text(
            gap.owner
                .as_deref()
                .map_or_else(|| "no owner named".to_owned(), |owner| at_most(owner, 200)),
        ),
        Cell::day_or(gap.due, "no date"),
        Cell::text(status(gap.action.state)),
        Cell::text(words::action(gap.action.state)),
        Cell::day_or(gap.action.due, "no date"),
        Cell::text(effort(gap.effort)),
        Cell::text(waiver.unwrap_or_else(|| "no".to_owned())),
        Cell::text(&gap.criterion),
    ]
}

fn state(gap: &Gap, priority: bool) -> String {
    let state = words::state(gap.state, priority);
    let reason = gap.reason.filter(|_| gap.state == State::NotKnown);
    let reason = reason.map_or_else(String::new, |reason| format!(": {}", reason.words()));
    let ageing = if gap.going_stale {
        "; going out of date"
    } else {
        ""
    };
    format!("{state}{reason}{ageing}")
}

/// What an action is marked as to begin with.
fn status(action: ActionState) -> &'static str {
    match action {
        ActionState::InHand | ActionState::Undated => "in hand",
        ActionState::Overdue => "overdue",
        ActionState::Done => "done but gap remains",
        ActionState::Missing => "not started",
    }
}

fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Low => "low",
        Effort::Medium => "medium",
        Effort::High => "high",
    }
}

/// An owner is chosen from the sheet of owners; another one may be written all the same.
fn owner_rule(owners: &BTreeMap<String, u64>) -> DataValidation {
    let last = FIRST_OWNER + owners.len().max(1) - 1;
    let range = Formula::new(format!("=Owners!$A${FIRST_OWNER}:$A${last}"));
    DataValidation::new()
        .allow_list_formula(range)
        .set_error_style(DataValidationErrorStyle::Warning)
}

fn status_rule() -> Result<DataValidation, XlsxError> {
    DataValidation::new().allow_list_strings(&STATUSES)
}
