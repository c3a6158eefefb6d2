//! One sheet or list of a listing.

use std::collections::BTreeMap;

use super::{
    Against, ListedCells, ListedColumn, ListedMissing, ListedNotUsed, ListedPrevious,
    ListedProblem, ListedProblemGroup, ListedTable, attention, unasked,
};
use crate::diagnostic::nearest;
use crate::evidence::account::{Account, Before, Joined};
use crate::evidence::extract::CellCount;
use crate::evidence::{
    DataProblem, DatesUntold, Evidence, HeadingMatch, ProblemKind, Role, Source, Standing,
    TableFound,
};
use crate::pack::{ColumnSpec, Dataset};

pub(super) fn listed(
    table: &TableFound,
    evidence: &Evidence,
    against: &Against<'_>,
) -> ListedTable {
    let source = table.source.and_then(|s| evidence.sources.get(s));
    let account = table.source.and_then(|s| evidence.accounts.get(&s));
    let dataset = table
        .dataset
        .as_ref()
        .and_then(|id| against.datasets.get(id));
    let problems = evidence
        .problems
        .iter()
        .filter(|p| table.source == Some(p.source));
    let joined = account.and_then(|a| a.joined);
    let joined = joined.filter(|_| source.is_some_and(|s| s.role == Role::Judged));
    // A date that does not count for its log does not pass either.
    let expires = source.filter(|_| joined.is_none_or(Joined::date_counts));
    let expires = expires.and_then(|s| s.expires);
    let mut listed = ListedTable {
        sheet: table.sheet.clone(),
        dataset: table.dataset.clone(),
        title: dataset.map(|d| d.title.clone()),
        score: table.score,
        reason: table.reason.clone(),
        advice: table.advice.clone(),
        rows: table.rows,
        rows_used: account.map(|a| a.used),
        says_none: dataset.is_some_and(|d| d.empty_means_none) && stands_empty(source, evidence),
        rows_not_used: not_used(table, source, account, evidence),
        columns: table
            .columns
            .iter()
            .map(|c| column(c, table, dataset, account))
            .collect(),
        missing: table.missing.clone(),
        wanted: wanted(table, dataset),
        ignored: table.ignored.clone(),
        again: table.again.clone(),
        left_out: table.left_out.clone(),
        dates: table.dates.clone(),
        around: table.around.clone(),
        hidden: table.hidden,
        fits: table.fits.clone(),
        aside: table.aside,
        nothing: table.nothing,
        broken: table.broken,
        dated: source.and_then(|s| s.dated),
        dated_by: source.map(|s| s.dated_by),
        valid_for: source.and(dataset).map(|d| d.valid_for.to_string()),
        expires,
        stale: expires.is_some_and(|last| last < against.as_at),
        ageless: account.is_some_and(|a| a.ageless),
        role: source.map(|s| s.role),
        history_by_hand: account.is_some_and(|a| a.by_hand),
        passed_over: account.is_some_and(|a| a.passed_over),
        joined,
        together_with: table
            .source
            .map(|at| together_with(at, evidence))
            .unwrap_or_default(),
        previous: account
            .and_then(|a| a.before)
            .and_then(|before| previous(before, evidence)),
        voided_by: account.map_or_else(Vec::new, |a| a.voided_by.clone()),
        out_of_order: account.map_or_else(Vec::new, |a| a.out_of_order.clone()),
        problems: problems
            .map(|found| problem(found, table.sheet.as_deref()))
            .collect(),
        problem_groups: Vec::new(),
        attention: Vec::new(),
    };
    listed.problem_groups = problem_groups(&listed);
    listed.attention = attention::of_table(&listed, source, evidence);
    let judged = table.source.filter(|_| listed.role == Some(Role::Judged));
    let unasked = judged.map(|source| unasked::of(source, evidence, against.questions));
    let unasked = unasked.iter().flatten().map(attention::unasked);
    listed.attention.extend(unasked);
    listed.attention.extend(attention::of_hidden(table));
    // An instalment of a log may well be empty, as a month is in which nothing happened.
    let says_nothing = judged.is_some() && listed.rows == 0 && joined.is_none();
    if says_nothing && dataset.is_some_and(|d| !d.empty_means_none) {
        listed.attention.push(attention::empty());
    }
    listed
}

/// Whether a source is judged and no row stands for its dataset.
fn stands_empty(source: Option<&Source>, evidence: &Evidence) -> bool {
    let judged = source.filter(|source| source.role == Role::Judged);
    let list = judged.and_then(|source| evidence.lists.get(&source.dataset));
    match list.map(|list| &list.standing) {
        Some(Standing::Rows(table)) => table.rows() == 0,
        Some(Standing::Unreadable(_) | Standing::Unresolved(_)) | None => false,
    }
}

/// Why rows do not stand for the dataset, with how many each.
fn not_used(
    table: &TableFound,
    source: Option<&Source>,
    account: Option<&Account>,
    evidence: &Evidence,
) -> Vec<ListedNotUsed> {
    let (Some(source), Some(account)) = (source, account) else {
        return Vec::new();
    };
    let list = evidence.lists.get(&source.dataset).map(|l| &l.standing);
    let whole = match (source.role, list) {
        (Role::Future, _) => Some("as it is dated after the as-at date"),
        (Role::Question, _) | (Role::Judged, Some(Standing::Unresolved(_))) => {
            Some("until evidence.toml says which list is judged")
        }
        (Role::Unreadable, _) => Some("as it could not be read well enough"),
        (Role::Judged, Some(Standing::Unreadable(_))) => {
            Some("as another part of the list could not be read")
        }
        (Role::History, _) if account.by_hand => Some("as evidence.toml says it is history"),
        (Role::History, _) if account.passed_over => {
            Some("as another extract was chosen in evidence.toml")
        }
        (Role::History, _) if account.superseded + account.repeated == 0 => {
            Some("as a newer extract stands in its place")
        }
        (Role::History | Role::Judged, _) => None,
    };
    if let Some(why) = whole {
        let rows = table.rows;
        return Some(ListedNotUsed { rows, why })
            .filter(|_| rows > 0)
            .into_iter()
            .collect();
    }
    [
        (
            account.superseded,
            "for which a newer extract holds the record, not written alike",
        ),
        (
            account.repeated,
            "which another extract holds word for word",
        ),
    ]
    .into_iter()
    .filter(|(rows, _)| *rows > 0)
    .map(|(rows, why)| ListedNotUsed { rows, why })
    .collect()
}

fn column(
    matched: &HeadingMatch,
    table: &TableFound,
    dataset: Option<&Dataset>,
    account: Option<&Account>,
) -> ListedColumn {
    let rows = table.rows as u64;
    let cells = account.and_then(|account| {
        let decoded = account.cells.iter().map(|c| (c, Some(c.unreadable)));
        // Of these is only known what failed, and nothing is said where nothing did.
        let failed = |c: &CellCount| Some(c.unreadable).filter(|cells| *cells > 0);
        let others = account.undecoded.iter().map(|c| (c, failed(c)));
        let mut all = decoded.chain(others);
        let (count, unreadable) = all.find(|(c, _)| c.column == matched.column)?;
        Some(ListedCells {
            blank: rows.saturating_sub(count.filled),
            filled: count.filled,
            unreadable,
            others: count.others,
            after_as_at: account.after_as_at.get(&count.column).copied().unwrap_or(0),
        })
    });
    let spec = dataset.and_then(|d| d.column(&matched.column));
    ListedColumn {
        heading: matched.heading.clone(),
        column: matched.column.clone(),
        required: spec.is_some_and(|spec| spec.required),
        may_be_blank: spec.is_some_and(|spec| spec.may_be_blank),
        cells,
    }
}

fn previous(before: Before, evidence: &Evidence) -> Option<ListedPrevious> {
    let source = evidence.sources.get(before.source)?;
    let signed = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    Some(ListedPrevious {
        path: source.path.to_string(),
        sheet: source.sheet.clone(),
        dated: source.dated,
        rows: before.then,
        rows_now: before.now,
        parts: before.parts,
        change: signed(before.now) - signed(before.then),
    })
}

/// The lists that are judged with a source as one, by file and sheet.
fn together_with(at: usize, evidence: &Evidence) -> Vec<String> {
    let lists = evidence.lists.values();
    let mut lists = lists.filter(|list| matches!(list.standing, Standing::Rows(_)));
    let list = lists.find(|list| list.sources.contains(&at));
    let others = list.into_iter().flat_map(|list| &list.sources);
    let others = others.filter(|other| **other != at);
    let place = |source: &Source| match &source.sheet {
        Some(sheet) => format!("{} sheet {sheet}", source.path),
        None => source.path.to_string(),
    };
    let others = others.filter_map(|other| evidence.sources.get(*other));
    others.map(place).collect()
}

/// The columns that a list lacks, with the ignored heading that may be meant for each.
fn wanted(table: &TableFound, dataset: Option<&Dataset>) -> Vec<ListedMissing> {
    // What no auditor is asked is not missed; the template of an audit leaves it out.
    let unasked = |spec: &ColumnSpec| !spec.required && spec.asks.is_none();
    let is_missed = |spec: Option<&ColumnSpec>| {
        let audit = dataset.is_some_and(Dataset::is_audit_return);
        !(audit && spec.is_some_and(unasked))
    };
    let specs = table.missing.iter().map(|column| {
        let spec = dataset.and_then(|d| d.column(column));
        (column, spec)
    });
    let missing = specs
        .filter(|(_, spec)| is_missed(*spec))
        .map(|(column, spec)| {
            let names = spec.map(|spec| spec.names.as_slice()).unwrap_or_default();
            // The letter of a column without a heading is like nothing.
            let ignored = || table.ignored.iter().map(String::as_str);
            let ignored = || ignored().filter(|heading| heading.chars().count() > 3);
            let near = names.iter().find_map(|name| nearest(name, ignored()));
            ListedMissing {
                column: column.clone(),
                heading: names.first().cloned(),
                near: near.map(str::to_owned),
                required: spec.is_some_and(|spec| spec.required),
            }
        });
    missing.collect()
}

/// The cells that could not be read by heading and kind of fault.
fn problem_groups(table: &ListedTable) -> Vec<ListedProblemGroup> {
    let mut groups: BTreeMap<(&str, ProblemKind), (usize, &str)> = BTreeMap::new();
    for problem in &table.problems {
        let key = (problem.heading.as_str(), problem.kind);
        let (cells, _) = groups.entry(key).or_insert((0, &problem.cell));
        *cells += 1;
    }
    let group = |((heading, kind), (cells, first)): ((&str, ProblemKind), (usize, &str))| {
        let untold = table.month_first(heading, kind);
        ListedProblemGroup {
            heading: heading.to_owned(),
            kind,
            cells,
            first: first.to_owned(),
            advice: untold.and_then(DatesUntold::fix).unwrap_or(kind.advice()),
        }
    };
    groups.into_iter().map(group).collect()
}

fn problem(problem: &DataProblem, sheet: Option<&str>) -> ListedProblem {
    ListedProblem {
        cell: problem.cell_in(sheet),
        within_sheet: problem.cell.clone(),
        heading: problem.heading.clone(),
        kind: problem.kind,
        shown: problem.shown.clone(),
    }
}
