//! Rule tests, held against the criterion they test and the datasets it reads.

use std::collections::BTreeMap;

use super::{Expect, RuleTest, TestDocument, rows};
use crate::diagnostic::{Code, Diagnostic, SourceText, did_you_mean};
use crate::pack::measures::{Measure, Over};
use crate::pack::raw::Spanned;
use crate::pack::raw::tests::{ExpectTable, TestDocument as RawDocument, TestTable};
use crate::pack::validate::lists::unknown_dataset;
use crate::pack::validate::{Check, tables, texts};
use crate::pack::{Criterion, Pack};
use crate::state::State;

/// Reads one test and reports what does not fit its criterion.
pub(super) fn test(
    table: &Spanned<TestTable>,
    source: &SourceText,
    pack: &Pack,
    found: &mut Vec<Diagnostic>,
) -> Option<RuleTest> {
    let raw = &table.value;
    let mut check = Check { source, found };
    let criterion = criterion(raw.criterion.get()?, pack, &mut check)?;
    let read = reads(&criterion.measure);
    let mut rows = BTreeMap::new();
    if let (Some(own), false) = (read.first(), raw.rows.is_absent()) {
        let own_rows = rows::read(tables(&raw.rows), own, pack, &mut check);
        rows.insert((*own).to_owned(), own_rows);
    }
    for (name, list) in raw.others.entries() {
        if other(name, &read, pack, &mut check) {
            let more = rows::read(&list.value, &name.value, pack, &mut check);
            rows.insert(name.value.clone(), more);
        }
    }
    figures(raw, criterion, &mut check);
    documents_fit(raw, criterion, &mut check);
    let expect = raw.expect.get().and_then(|e| expect(e, &mut check));
    days(raw, &mut check);
    let as_at = raw.as_at.value()?.0;
    let name = raw.name.get()?;
    Some(RuleTest {
        criterion: criterion.id.clone(),
        name: name.value.clone(),
        as_at,
        dated: raw.dated.value().map_or(as_at, |date| date.0),
        rows,
        figures: raw
            .figures
            .entries()
            .iter()
            .map(|(name, figure)| (name.value.clone(), figure.value.0))
            .collect(),
        documents: tables(&raw.documents)
            .iter()
            .filter_map(|d| document(&d.value))
            .collect(),
        expect: expect?,
        place: check.place(&name.span),
    })
}

/// Says that a criterion has two tests of one name.
pub(super) fn same_name(test: &RuleTest) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, "two tests of a criterion have one name")
        .at(test.place.clone())
        .found(format!("`{}`", test.name))
        .expected("another name for each test")
        .help("say in the name what this test shows that the other does not")
}

fn criterion<'p>(
    id: &Spanned<String>,
    pack: &'p Pack,
    check: &mut Check<'_>,
) -> Option<&'p Criterion> {
    let criterion = pack.criterion(&id.value);
    if criterion.is_none() {
        let ids = pack.criteria.iter().map(|c| c.id.as_str());
        let help = did_you_mean(&id.value, ids);
        let fault = Diagnostic::new(Code::UnknownCriterion, "the pack has no such criterion")
            .found(format!("`{}`", id.value))
            .expected("the id of a criterion")
            .help(help.unwrap_or_else(|| "correct the id or take the test out".to_owned()));
        check.report(fault, &id.span);
    }
    criterion
}

/// The datasets that a measure reads, its own first.
fn reads(measure: &Measure) -> Vec<&str> {
    let own = match measure {
        Measure::Document(_) => "documents",
        Measure::Statement(_) => "statements",
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => measure.scope().map_or("", |scope| &scope.of),
    };
    let other = match measure {
        Measure::UpToDate(m) => m.events.as_deref(),
        Measure::PerSubject(m) => m.subjects.as_ref().map(|(name, _)| name.as_str()),
        Measure::Ratio(m) => match &m.over {
            Over::List { scope, .. } => Some(scope.of.as_str()),
            Over::Figure(_) => None,
        },
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::Repeat(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Document(_)
        | Measure::Statement(_) => None,
    };
    let other = other.filter(|other| *other != own);
    std::iter::once(own).chain(other).collect()
}

/// Whether rows may be given for another dataset.
fn other(name: &Spanned<String>, read: &[&str], pack: &Pack, check: &mut Check<'_>) -> bool {
    if !pack.datasets.contains_key(&name.value) {
        let known = pack.datasets.keys().map(String::as_str);
        check.report(unknown_dataset(&name.value, known), &name.span);
        return false;
    }
    let (own, others) = read
        .split_first()
        .map_or(("", read), |(own, rest)| (*own, rest));
    if others.contains(&name.value.as_str()) {
        return true;
    }
    let help = if name.value == own {
        "write these rows under `rows`"
    } else {
        "take them out"
    };
    let fault = Diagnostic::new(Code::BadValue, "the measure reads no such other dataset")
        .found(format!("`{}`", name.value))
        .expected(match others {
            [] => "no `others`".to_owned(),
            others => format!("`{}`", others.join("`, `")),
        })
        .help(help);
    check.report(fault, &name.span);
    false
}

fn figures(raw: &TestTable, criterion: &Criterion, check: &mut Check<'_>) {
    let used = criterion.measure.figure();
    for (name, _) in raw.figures.entries() {
        if Some(name.value.as_str()) != used {
            let fault = Diagnostic::new(Code::BadValue, "the measure uses no such figure")
                .found(format!("`{}`", name.value))
                .expected(used.map_or_else(|| "no `figures`".to_owned(), |f| format!("`{f}`")))
                .help("correct the name or take it out");
            check.report(fault, &name.span);
        }
    }
}

/// Evidence dated after as-at is not used, so that a test of it would test nothing.
fn days(raw: &TestTable, check: &mut Check<'_>) {
    let Some(as_at) = raw.as_at.value() else {
        return;
    };
    let of_documents = tables(&raw.documents).iter().map(|d| &d.value.dated);
    for dated in std::iter::once(&raw.dated).chain(of_documents) {
        if let Some(dated) = dated.get().filter(|dated| dated.value.0 > as_at.0) {
            let fault = Diagnostic::new(Code::BadValue, "this is dated after the test's `as_at`")
                .found(check.quote(&dated.span))
                .expected(format!("a day up to {}", as_at.0))
                .help("correct the date, or move `as_at`");
            check.report(fault, &dated.span);
        }
    }
}

fn documents_fit(raw: &TestTable, criterion: &Criterion, check: &mut Check<'_>) {
    if let Some(documents) = raw.documents.get()
        && !matches!(criterion.measure, Measure::Document(_))
    {
        let kind = criterion.measure.kind();
        let fault = Diagnostic::new(Code::BadValue, "the measure reads no documents")
            .found(format!("`documents` for a `{kind}` measure"))
            .expected("`rows`")
            .help("take `documents` out");
        check.report(fault, &documents.span);
    }
}

fn document(raw: &RawDocument) -> Option<TestDocument> {
    let name = raw.name.copy()?;
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    Some(TestDocument {
        title: raw.title.copy().unwrap_or_else(|| stem.to_owned()),
        dated: raw.dated.copy().map(|date| date.0),
        approved: raw.approved.copy().unwrap_or(false),
        headings: texts(&raw.headings),
        text: raw.text.copy().unwrap_or_default(),
        name,
    })
}

fn expect(table: &Spanned<ExpectTable>, check: &mut Check<'_>) -> Option<Expect> {
    let raw = &table.value;
    if let (Some(state), Some(reason)) = (raw.state.copy(), raw.reason.get())
        && state != State::NotKnown
    {
        let fault = Diagnostic::new(
            Code::BadValue,
            "only a state that is not known has a reason",
        )
        .found(format!(
            "`reason = {}`",
            check.quote(&reason.span).trim_matches('`')
        ))
        .expected("no `reason`, or `state = \"not_known\"`")
        .help("take `reason` out, or correct the state");
        check.report(fault, &reason.span);
    }
    Some(Expect {
        state: raw.state.copy()?,
        reason: raw.reason.copy(),
        value: raw.value.copy().map(|number| number.0),
        numerator: raw.numerator.copy(),
        denominator: raw.denominator.copy(),
        blank: raw.blank.copy(),
        left_out: raw.left_out.copy(),
        place: check.place(&table.span),
    })
}
