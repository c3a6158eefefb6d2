//! Running rule tests with the same measuring and judging as the main job.

mod example;

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::calendar::Day;
use crate::evidence::decode::decode;
use crate::evidence::{DatedBy, Document, Evidence, List, Role, Source, Standing, dated, fold};
use crate::judge::{Reason, State, StateResult, When, judge, number};
use crate::measure::{Inputs, Measured, Measurement, Outcome, Ratio, Unfilled, measure};
use crate::pack::rule_test::{Row, RuleTest, Scalar, TestDocument};
use crate::pack::{ColumnSpec, Criterion, Dataset, Pack, Personal};
use crate::table::{Cell, ColumnBuilder, SCALE, Table};

pub use example::example;

/// What came of one rule test.
#[derive(Debug, Clone, Serialize)]
pub struct TestResult {
    /// The criterion.
    pub criterion: String,
    /// What the test shows, in words.
    pub name: String,
    /// The file that it stands in.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// Whether everything expected was found.
    pub passed: bool,
    /// What was not as expected, a sentence each.
    pub differences: Vec<String>,
}

/// Runs one rule test.
pub fn run(test: &RuleTest, pack: &Pack) -> TestResult {
    let differences = match pack.criterion(&test.criterion) {
        None => vec!["the rules have no such criterion".to_owned()],
        Some(criterion) => Case::new(test, pack).differences(criterion, pack),
    };
    TestResult {
        criterion: test.criterion.clone(),
        name: test.name.clone(),
        file: test.place.file.to_string(),
        line: test.place.line,
        passed: differences.is_empty(),
        differences,
    }
}

/// A rule test with the evidence that it describes, ready to be held against a criterion.
#[derive(Debug)]
pub struct Case<'a> {
    test: &'a RuleTest,
    evidence: Evidence,
}

impl<'a> Case<'a> {
    /// Makes the evidence that a test describes.
    pub fn new(test: &'a RuleTest, pack: &Pack) -> Self {
        Self {
            test,
            evidence: evidence(test, pack),
        }
    }

    /// What is not as the test expects, a sentence each, where it is held against this criterion.
    pub fn differences(&self, criterion: &Criterion, pack: &Pack) -> Vec<String> {
        let found = self.reckon(criterion, pack);
        differences(self.test, &found.measured, &found.state)
    }

    /// What this criterion comes to over the evidence of the test, whatever the test expects.
    pub fn reckon(&self, criterion: &Criterion, pack: &Pack) -> Reckoned {
        let test = self.test;
        let inputs = Inputs {
            pack,
            evidence: &self.evidence,
            as_at: test.as_at,
            figures: &test.figures,
        };
        let mut measured = measure(criterion, &inputs, test.as_at, None);
        take_unnamed_blanks_as_meant(test, &mut measured);
        let state = judge(criterion, &measured, When::Today(test.as_at));
        Reckoned { measured, state }
    }
}

/// What a criterion comes to over the evidence of a test.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// What was measured.
    pub measured: Measured,
    /// The state that follows from it.
    pub state: StateResult,
}

impl Reckoned {
    /// What was measured, also where it was too little to judge; none for documents and statements.
    pub fn measurement(&self) -> Option<&Measurement> {
        measurement(&self.measured.outcome)
    }
}

/// The rows of a test are all that there is, so a column that none of them names is blank because
/// nobody has it, and not because nobody fills it in. A test of the latter writes `""` in it.
fn take_unnamed_blanks_as_meant(test: &RuleTest, measured: &mut Measured) {
    let named = |c: &Unfilled| {
        let mut rows = test.rows.get(&c.dataset).into_iter().flatten();
        rows.any(|row| row.values.iter().any(|(name, ..)| *name == c.column))
    };
    if let Outcome::Measured(m) = &mut measured.outcome {
        m.doubt = m.doubt.take().filter(|d| d.columns.iter().any(named));
    }
}

fn differences(test: &RuleTest, measured: &Measured, judged: &StateResult) -> Vec<String> {
    let expect = &test.expect;
    let mut out = Vec::new();
    if judged.state != expect.state || (judged.reason != expect.reason && expect.reason.is_some()) {
        out.push(format!(
            "state: expected {}, found {}{}",
            state(expect.state, expect.reason),
            state(judged.state, judged.reason),
            because(&judged.detail),
        ));
    }
    let measurement = measurement(&measured.outcome);
    let mut compare = |what: &str, expected: Option<u64>, found: Option<u64>| {
        if let Some(expected) = expected.filter(|e| Some(*e) != found) {
            let found = found.map_or("nothing measured".to_owned(), |f| f.to_string());
            out.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    compare(
        "numerator",
        expect.numerator,
        measurement.map(|m| m.numerator),
    );
    compare(
        "denominator",
        expect.denominator,
        measurement.map(|m| m.denominator),
    );
    compare("blank", expect.blank, measurement.map(|m| m.blank));
    let left_out = measurement.map(|m| m.left_out.iter().map(|(_, rows)| rows).sum());
    compare("left_out", expect.left_out, left_out);
    out.extend(
        expect
            .value
            .and_then(|expected| value_difference(expected, measurement)),
    );
    out
}

fn value_difference(expected: i64, measurement: Option<&Measurement>) -> Option<String> {
    let found = measurement.and_then(|m| m.value);
    let wanted = Ratio::new(i128::from(expected), i128::from(SCALE));
    if found == wanted {
        return None;
    }
    let shown = |value: Option<Ratio>| {
        value
            .and_then(|v| number::truncated(v, 6))
            .unwrap_or("nothing measured".to_owned())
    };
    Some(format!(
        "value: expected {}, found {}",
        shown(wanted),
        shown(found)
    ))
}

/// What was measured, also where it was too little to judge.
fn measurement(outcome: &Outcome) -> Option<&Measurement> {
    match outcome {
        Outcome::Measured(measurement) | Outcome::TooFew(measurement, _) => Some(measurement),
        Outcome::Decided { .. } | Outcome::NotKnown(..) | Outcome::NotApplicable(_) => None,
    }
}

fn state(state: State, reason: Option<Reason>) -> String {
    match reason {
        Some(reason) => format!("{} ({})", state.words(), reason.words()),
        None => state.words().to_owned(),
    }
}

fn because(detail: &str) -> String {
    if detail.is_empty() {
        String::new()
    } else {
        format!(": {detail}")
    }
}

/// The evidence that a test describes: one source a dataset, all dated the same day.
fn evidence(test: &RuleTest, pack: &Pack) -> Evidence {
    let mut evidence = Evidence::default();
    for (id, rows) in &test.rows {
        let Some(dataset) = pack.datasets.get(id) else {
            continue;
        };
        let source = evidence.sources.len();
        let table = table(dataset, rows, source);
        evidence
            .sources
            .push(source_of(dataset, &table, test.dated));
        let list = List {
            standing: Standing::Rows(table),
            sources: vec![source],
            dated: Some(test.dated),
            expires: Some(dated::expiry(test.dated, dataset.valid_for)),
            weak_date: false,
            unreadable: std::collections::BTreeMap::new(),
            says: None,
            repeats: Vec::new(),
        };
        evidence.lists.insert(id.clone(), list);
    }
    for document in &test.documents {
        add_document(&mut evidence, document, pack);
    }
    evidence
}

fn source_of(dataset: &Dataset, table: &Table, day: Day) -> Source {
    Source {
        path: "the test's own rows".into(),
        sheet: None,
        dataset: dataset.id.clone(),
        sha256: String::new(),
        dated: Some(day),
        dated_by: DatedBy::Manifest,
        expires: Some(dated::expiry(day, dataset.valid_for)),
        rows: table.rows(),
        role: Role::Judged,
    }
}

/// Every column of the dataset, so that one a row leaves out is a blank cell and not a missing column.
fn table(dataset: &Dataset, rows: &[Row], source: usize) -> Table {
    let columns = dataset
        .columns
        .iter()
        .map(|spec| {
            let mut column = ColumnBuilder::new(spec.kind, &spec.codes);
            for row in rows {
                push(&mut column, spec, row);
            }
            (spec.name.clone(), column.finish())
        })
        .collect();
    let count: u32 = rows.iter().map(|r| r.repeat).sum();
    Table::new(columns, (1..=count).collect(), source)
}

fn push(column: &mut ColumnBuilder, spec: &ColumnSpec, row: &Row) {
    let value = row
        .values
        .iter()
        .find(|(name, ..)| **name == *spec.name)
        .map(|(_, value, _)| value);
    for copy in 1..=row.repeat {
        // Rows that stand for several are about different people.
        let apart = row.repeat > 1 && spec.personal == Some(Personal::Identifier);
        match value {
            None => column.push(Cell::Blank),
            Some(Scalar::Text(text)) if apart => push_text(column, spec, &format!("{text}-{copy}")),
            Some(Scalar::Text(text)) => push_text(column, spec, text),
            Some(Scalar::Number(number)) => column.push(Cell::Number(*number)),
            Some(Scalar::YesNo(yes)) => column.push(Cell::YesNo(*yes)),
            Some(Scalar::Date(day)) => column.push(Cell::Date(*day)),
        }
    }
}

fn push_text(column: &mut ColumnBuilder, spec: &ColumnSpec, text: &str) {
    let mut scratch = String::new();
    // A text that cannot be read is blank here as it is in a file.
    column.push(decode(text, spec, &mut scratch).unwrap_or(Cell::Blank));
}

fn add_document(evidence: &mut Evidence, document: &TestDocument, pack: &Pack) {
    let source = evidence.sources.len();
    let valid_for = pack.datasets.get("documents").map(|d| d.valid_for);
    let expires = document
        .dated
        .zip(valid_for)
        .map(|(day, span)| dated::expiry(day, span));
    let dated_by = if document.dated.is_some() {
        DatedBy::FrontMatter
    } else {
        DatedBy::Undated
    };
    evidence.sources.push(Source {
        path: Arc::from(document.name.as_str()),
        sheet: None,
        dataset: "document".to_owned(),
        sha256: String::new(),
        dated: document.dated,
        dated_by,
        expires,
        rows: 0,
        role: Role::Judged,
    });
    evidence.documents.push(Document {
        name: document.name.clone(),
        title: document.title.clone(),
        approved: document.approved,
        headings: document.headings.clone(),
        text: Some(fold::prose(&document.text)),
        unread: None,
        source,
        dated: document.dated,
        dated_by,
        folded: OnceLock::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;

    fn of_the_default_pack() -> (Pack, Vec<RuleTest>) {
        let files = pack::embedded();
        let (loaded, found) = pack::load_with_tests(&files);
        assert!(found.is_empty(), "{found:?}");
        loaded.unwrap()
    }

    #[test]
    fn a_test_that_expects_something_else_does_not_pass() {
        let (pack, mut tests) = of_the_default_pack();
        let test = tests
            .iter_mut()
            .find(|t| t.expect.numerator.is_some())
            .unwrap();
        assert!(run(test, &pack).passed);
        test.expect.numerator = test.expect.numerator.map(|n| n + 1);
        let result = run(test, &pack);
        assert!(!result.passed);
        assert!(
            result.differences[0].starts_with("numerator: expected"),
            "{result:?}"
        );
    }

    #[test]
    fn a_column_that_a_test_names_and_leaves_blank_shows_nothing() {
        let (pack, mut tests) = of_the_default_pack();
        let on_plans = tests.iter_mut().find(|t| {
            let rows = t.rows.get("child_protection_plans").into_iter().flatten();
            let mut named = rows.flat_map(|row| &row.values);
            t.expect.state == State::Met
                && t.criterion == "protection-plans-do-not-drift"
                && !named.any(|(name, ..)| name == "plan_ended_on")
        });
        let test = on_plans.unwrap();
        assert!(run(test, &pack).passed);
        let place = test.place.clone();
        let row = &mut test.rows.get_mut("child_protection_plans").unwrap()[0];
        let nothing = Scalar::Text(String::new());
        row.values
            .push(("plan_ended_on".to_owned(), nothing, place));
        let differences = run(test, &pack).differences;
        assert_eq!(differences.len(), 1, "{differences:?}");
        let expected = "state: expected met, found not known (blanks could change it): `Child Protection Plan End Date` is blank";
        assert!(differences[0].starts_with(expected), "{differences:?}");
    }

    #[test]
    fn numbers_can_be_expected_where_there_are_too_few_to_judge() {
        let (mut pack, tests) = of_the_default_pack();
        let test = tests
            .iter()
            .find(|t| t.expect.state == State::Met && t.expect.numerator.is_some())
            .unwrap();
        let criterion = pack
            .criteria
            .iter_mut()
            .find(|c| c.id == test.criterion)
            .unwrap();
        criterion.minimum = u64::MAX;
        let differences = run(test, &pack).differences;
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert!(differences[0].starts_with("state: expected met, found not known (too few"));
    }

    #[test]
    fn rows_that_stand_for_several_are_about_different_people() {
        let (pack, _) = of_the_default_pack();
        let dataset = &pack.datasets["child_protection_plans"];
        let place = pack.criteria[0].place.clone();
        let values = vec![(
            "child_id".to_owned(),
            Scalar::Text("A".to_owned()),
            place.clone(),
        )];
        let table = table(
            dataset,
            &[Row {
                values,
                repeat: 3,
                place,
            }],
            0,
        );
        let ids: Vec<Cell<'_>> = (0..3)
            .map(|r| table.column("child_id").unwrap().cell(r))
            .collect();
        assert_eq!(
            ids,
            [Cell::Text("a-1"), Cell::Text("a-2"), Cell::Text("a-3")]
        );
    }
}
