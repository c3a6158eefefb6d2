//! What the run rests on and what is wrong with it: sources, files not read, problems, diagnostics.

use std::collections::{BTreeMap, BTreeSet};

use super::{Plan, chosen, criterion};
use crate::assessment::{
    CriterionResult, DataProblemEntry, FirstAnswer, NotRead, SourceEntry, Templates,
};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, EvidencePlace, did_you_mean};
use crate::evidence::account::Joined;
use crate::evidence::actions::{self, Action};
use crate::evidence::findings::{self, Finding};
use crate::evidence::template::Aside;
use crate::evidence::{Evidence, FileFound, Role, Source, TableFound, gather};
use crate::gap::has_gap;
use crate::measure;
use crate::pack::{Measure, Pack};

/// Every source, in the evidence's order, with the criteria that rest on it.
///
/// `answered` says on which day the answer was given that a criterion rests on.
pub(super) fn sources(
    pack: &Pack,
    evidence: &Evidence,
    results: &[CriterionResult],
    answered: &BTreeMap<&str, Day>,
) -> Vec<SourceEntry> {
    let sources = evidence.sources.iter().enumerate();
    sources
        .map(|(at, source)| SourceEntry {
            path: source.path.to_string(),
            sheet: source.sheet.clone(),
            dataset: source.dataset.clone(),
            title: title(pack, &source.dataset),
            sha256: source.sha256.clone(),
            dated: source.dated,
            dated_by: source.dated_by,
            expires: expires(at, source, results),
            rows: Some(source.rows),
            role: source.role,
            joined: joined(at, source, evidence),
            first_answer: first_answer(at, pack, results, answered),
            used_by: results
                .iter()
                .filter(|c| c.sources.contains(&at))
                .map(|c| c.id.clone())
                .collect(),
        })
        .collect()
}

fn title(pack: &Pack, dataset: &str) -> String {
    let known = pack.datasets.get(dataset);
    known.map_or_else(|| "Document".to_owned(), |known| known.title.clone())
}

/// The last day that a source stands: for a document and for answers, as long as the criteria that
/// rest on it let it.
fn expires(at: usize, source: &Source, results: &[CriterionResult]) -> Option<Day> {
    if ![gather::DOCUMENT, measure::STATEMENTS].contains(&source.dataset.as_str()) {
        return source.expires;
    }
    let resting = results.iter().filter(|c| c.sources.contains(&at));
    let own = resting.filter_map(|c| c.expires).min();
    own.or(source.expires)
}

/// The answer of a list that goes out of date first.
fn first_answer(
    at: usize,
    pack: &Pack,
    results: &[CriterionResult],
    answered: &BTreeMap<&str, Day>,
) -> Option<FirstAnswer> {
    let resting = results.iter().filter(|c| c.sources.contains(&at));
    let answers = resting.filter_map(|c| Some((c, *answered.get(c.id.as_str())?)));
    let of = answers.clone().count() as u64;
    let (first, on) = answers.min_by_key(|(c, on)| (c.expires, *on))?;
    match &pack.criterion(&first.id)?.measure {
        Measure::Statement(statement) => Some(FirstAnswer {
            by: statement.by.clone(),
            on,
            of,
        }),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_)
        | Measure::Document(_) => None,
    }
}

/// How a source that is judged is joined to others.
fn joined(at: usize, source: &Source, evidence: &Evidence) -> Option<Joined> {
    let account = evidence.accounts.get(&at);
    account
        .filter(|_| source.role == Role::Judged)
        .and_then(|account| account.joined)
}

/// Files that could not be read, and sheets that are hidden or were not recognised.
pub(super) fn not_read(evidence: &Evidence) -> Vec<NotRead> {
    let mut all: Vec<NotRead> = evidence
        .files
        .iter()
        .flat_map(|file| {
            let whole = whole_file(file, evidence).map(|why| not_read_as(file, None, why));
            let tables = file.tables.iter().filter_map(|table| {
                Some(not_read_as(
                    file,
                    table.sheet.clone(),
                    table_not_read(table)?,
                ))
            });
            whole.into_iter().chain(tables).collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all
}

/// The templates among the files, and those whose list nobody has filled in.
pub(super) fn templates(evidence: &Evidence) -> Templates {
    let parts = |file: &FileFound| {
        file.tables
            .iter()
            .filter_map(|t| t.aside)
            .collect::<Vec<_>>()
    };
    let parts = evidence.files.iter().map(parts);
    let made: Vec<Vec<Aside>> = parts.filter(|parts| !parts.is_empty()).collect();
    let unfilled = made.iter().filter(|parts| parts.contains(&Aside::Unfilled));
    Templates {
        all: made.len(),
        unfilled: unfilled.count(),
    }
}

fn not_read_as(file: &FileFound, sheet: Option<String>, why: String) -> NotRead {
    NotRead {
        path: file.path.to_string(),
        sheet,
        why,
    }
}

fn whole_file(file: &FileFound, evidence: &Evidence) -> Option<String> {
    if let Some(problem) = &file.problem {
        return Some(problem.clone());
    }
    let is_source = evidence.sources.iter().any(|s| s.path == file.path);
    let nothing = file.tables.is_empty() && !is_source;
    nothing.then(|| match file.format {
        "unknown" => "files of this format are not read".to_owned(),
        _ => "it holds no list and is no document".to_owned(),
    })
}

fn table_not_read(table: &TableFound) -> Option<String> {
    if table.hidden && table.source.is_none() {
        return Some(
            "the sheet is hidden, so it is not counted unless it is mapped by hand".into(),
        );
    }
    let is_list = table.aside.is_none();
    (table.dataset.is_none() && is_list).then(|| table.why())
}

/// Every cell that could not be read, in order of file, sheet, row and column.
pub(super) fn data_problems(evidence: &Evidence) -> Vec<DataProblemEntry> {
    let mut problems: Vec<_> = evidence.problems.iter().collect();
    problems.sort_by_key(|p| (p.source, p.order));
    let entry = |problem: &crate::evidence::DataProblem| {
        let source = evidence.sources.get(problem.source)?;
        Some(DataProblemEntry {
            path: source.path.to_string(),
            sheet: source.sheet.clone(),
            dataset: source.dataset.clone(),
            heading: problem.heading.clone(),
            cell: problem.cell_in(source.sheet.as_deref()),
            kind: problem.kind,
            shown: problem.shown.clone(),
        })
    };
    problems.into_iter().filter_map(entry).collect()
}

/// What is wrong with pack, settings and evidence, with waivers and exemptions that change nothing.
pub(super) fn diagnostics(
    pack: &Pack,
    evidence: &Evidence,
    plan: &Plan<'_>,
    results: &[CriterionResult],
) -> Vec<Diagnostic> {
    let given = plan.diagnostics.iter().chain(&evidence.diagnostics);
    let mut all: Vec<Diagnostic> = given.cloned().collect();
    all.extend(unused_waivers(plan, results));
    all.extend(unused_exemptions(pack, plan));
    all
}

fn unused_waivers<'a>(
    plan: &'a Plan<'_>,
    results: &'a [CriterionResult],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let in_force = plan
        .waivers
        .waivers
        .iter()
        .filter(|w| w.in_force(plan.as_at));
    in_force.filter_map(move |waiver| {
        let off = plan
            .tailored
            .iter()
            .any(|t| t.off && t.criterion == waiver.criterion);
        let result = results.iter().find(|c| c.id == waiver.criterion);
        // A criterion outside the scope says nothing about its waiver.
        let why = match result {
            Some(result) if has_gap(result) => return None,
            Some(result) => result.today.state.words(),
            None if off => "out of the run",
            None => return None,
        };
        let message = format!("the waiver of `{}` has no gap to excuse", waiver.criterion);
        let diagnostic = Diagnostic::new(Code::UnusedWaiver, message)
            .at(waiver.place.clone())
            .found(format!("the criterion is {why}"))
            .expected("a criterion with a gap")
            .help(format!(
                "end it before {}, or take it out",
                plan.as_at.long()
            ));
        Some(diagnostic)
    })
}

fn unused_exemptions<'a>(
    pack: &'a Pack,
    plan: &'a Plan<'_>,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let in_run: BTreeSet<&str> = chosen(pack, &plan.scope, &plan.tailored)
        .iter()
        .map(|c| c.id.as_str())
        .collect();
    plan.waivers.exemptions.iter().filter_map(move |exemption| {
        let id = exemption.criterion.as_str();
        let off = plan.tailored.iter().any(|t| t.off && t.criterion == id);
        let used = criterion::exemption(id, plan);
        let why = if off {
            "tailoring takes the criterion out of the run".to_owned()
        } else if exemption.on.is_some_and(|on| on > plan.as_at) {
            format!("it was decided after {}", plan.as_at.long())
        } else if in_run.contains(id) && used.is_some_and(|used| used.place != exemption.place) {
            "the criterion is exempted already".to_owned()
        } else {
            return None;
        };
        let diagnostic = Diagnostic::new(
            Code::UnusedExemption,
            format!("the exemption of `{id}` changes nothing"),
        )
        .at(exemption.place.clone())
        .found(why)
        .help("take it out, or correct its criterion or its date");
        Some(diagnostic)
    })
}

/// Criteria that findings or actions name and the pack does not have.
pub(super) fn unknown_links(
    pack: &Pack,
    plan: &Plan<'_>,
    evidence: &Evidence,
    findings: &[Finding],
    actions: &[Action],
) -> Vec<Diagnostic> {
    let known =
        |id: &str| pack.criterion(id).is_some() || plan.tailored.iter().any(|t| t.criterion == id);
    let from = |list: &str, column: [&str; 2], named: BTreeSet<&str>| -> Vec<Diagnostic> {
        let unknown = named.into_iter().filter(|id| !known(id));
        let links = unknown.map(|id| {
            let at = actions::first_naming(evidence, column, id);
            (unknown_link(list, id, pack), at)
        });
        first_of_each(links.collect())
    };
    let by_findings = findings
        .iter()
        .flat_map(|p| &p.criteria)
        .map(String::as_str);
    let by_actions = actions.iter().flat_map(|a| &a.criteria).map(String::as_str);
    let mut all = from(
        "findings",
        [findings::DATASET, "criteria"],
        by_findings.collect(),
    );
    let column = [actions::DATASET, "criterion"];
    all.extend(from("actions", column, by_actions.collect()));
    all
}

/// Each note once, at the first row that it is about.
fn first_of_each(mut notes: Vec<(Diagnostic, Option<EvidencePlace>)>) -> Vec<Diagnostic> {
    notes.sort_by(|(a, at), (b, other)| (&a.message, at).cmp(&(&b.message, other)));
    notes.dedup_by(|(later, _), (first, _)| later.message == first.message);
    let placed = |(note, at): (Diagnostic, Option<EvidencePlace>)| match at {
        Some(at) => note.at(at),
        None => note,
    };
    notes.into_iter().map(placed).collect()
}

fn unknown_link(list: &str, id: &str, pack: &Pack) -> Diagnostic {
    // What does not look like an id may be anything, and is not repeated.
    let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.chars().all(is_slug) || !id.contains('-') {
        let message =
            format!("the list of {list} names something that is not the id of a criterion");
        return Diagnostic::new(Code::UnknownLink, message)
            .help("write the ids of criteria, separated by commas");
    }
    let message = format!("the list of {list} names `{id}`, which is not a criterion of the pack");
    let ids = pack.criteria.iter().map(|c| c.id.as_str());
    Diagnostic::new(Code::UnknownLink, message)
        .found(id)
        .expected("the id of a criterion")
        .maybe_help(did_you_mean(id, ids))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{criterion, day, pack, result, statement};
    use crate::judge::State;
    use crate::pack::measures::Cap;

    #[test]
    fn of_several_answers_the_first_to_go_is_told_with_its_role() {
        // The older answer stands longer.
        let mut head = statement("b", Cap::Met);
        if let Measure::Statement(statement) = &mut head.measure {
            statement.by = "Head of Service".to_owned();
        }
        let pack = pack(vec![statement("a", Cap::Met), head, criterion("c")]);
        let resting = |id: &str, expires: &str| {
            let mut result = result(id, State::Met);
            result.expires = Some(day(expires));
            result.sources = vec![0];
            result
        };
        let results = vec![
            resting("a", "2027-03-01"),
            resting("b", "2026-12-01"),
            resting("c", "2026-11-01"),
        ];
        let answered = BTreeMap::from([("a", day("2026-03-01")), ("b", day("2026-06-01"))]);
        let first = |at| first_answer(at, &pack, &results, &answered);
        let expected = FirstAnswer {
            by: "Head of Service".to_owned(),
            on: day("2026-06-01"),
            of: 2,
        };
        assert_eq!(first(0), Some(expected));
        assert_eq!(first(1), None);
    }
}
