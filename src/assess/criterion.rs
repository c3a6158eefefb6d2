//! One criterion's result: measured, judged for both days, and told in words.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::{Measuring, Plan};
use crate::assessment::{
    Benchmark, CriterionResult, ExemptionResult, LeftOutEntry, Limits, MeasurementResult,
    NoteEntry, StateResult, TailoringResult, ThemeResult, ThresholdsResult, WaiverResult,
};
use crate::calendar::Day;
use crate::evidence::Evidence;
use crate::expiry::renewal;
use crate::gap::{Candidate, first::first, shortfall::shortfall};
use crate::judge::{Reason, When, judge, number, sentence, wilson};
use crate::measure::{Inputs, Measured, Measurement, Outcome, Unit, english, population};
use crate::pack::{Criterion, Exemption, Measure, Pack, Tailored};

/// A criterion with its result and what its gap would say.
pub(super) struct Computed<'a> {
    criterion: &'a Criterion,
    pub(super) result: CriterionResult,
    found: String,
    expected: String,
    source: String,
    first: Option<String>,
    undated: bool,
    renew_from: Option<Day>,
    /// The day of the answer that it rests on.
    pub(super) answered: Option<Day>,
}

impl Computed<'_> {
    pub(super) fn candidate(&self) -> Candidate<'_> {
        Candidate {
            criterion: self.criterion,
            result: &self.result,
            found: &self.found,
            expected: &self.expected,
            source: &self.source,
            first: self.first.as_deref(),
            undated: self.undated,
            renew_from: self.renew_from,
        }
    }
}

/// Computes every criterion, in parallel and in the order given.
pub(super) fn compute_all<'a>(
    chosen: &[&'a Criterion],
    pack: &Pack,
    evidence: &Evidence,
    plan: &Plan<'_>,
    measuring: &Measuring<'_>,
) -> Vec<Computed<'a>> {
    let inputs = Inputs {
        pack,
        evidence,
        as_at: plan.as_at,
        figures: &plan.figures,
    };
    let each = chosen.par_iter();
    each.map(|criterion| compute(criterion, &inputs, plan, measuring))
        .collect()
}

/// The exemption that makes a criterion not applicable on the day the run speaks for.
pub(super) fn exemption<'a>(criterion: &str, plan: &'a Plan<'_>) -> Option<&'a Exemption> {
    let mut naming = plan
        .waivers
        .exemptions
        .iter()
        .filter(|e| e.criterion == criterion);
    naming.find(|e| e.on.is_none_or(|on| on <= plan.as_at))
}

fn compute<'a>(
    criterion: &'a Criterion,
    inputs: &Inputs<'_>,
    plan: &Plan<'_>,
    measuring: &Measuring<'_>,
) -> Computed<'a> {
    let exemption = exemption(&criterion.id, plan);
    let (measured, later) = match exemption {
        Some(exemption) => (exempted(exemption), None),
        None => measure_twice(criterion, inputs, plan, measuring),
    };
    let today = judge(criterion, &measured, When::Today(plan.as_at));
    let on_inspection = plan.inspection.map(|day| {
        let then = later.as_ref().unwrap_or(&measured);
        judge(criterion, then, When::Inspection(day))
    });
    let found = sentence::found(inputs.pack, criterion, &measured, &today);
    let expected = sentence::expected(criterion, &measured);
    let source = sentence::sources(inputs.pack, inputs.evidence, &measured.sources);
    let mut result = described(criterion, plan, &measured);
    let unit = sentence::unit(&criterion.measure, &measured);
    result.steps = english::measuring(criterion, inputs.pack);
    result.benchmarks = benchmarks(criterion, inputs.pack, plan, unit);
    result.themes = ThemeResult::all(&criterion.id, &inputs.pack.themes);
    result.explanation =
        sentence::explanation(&found, result.thresholds.is_some(), &expected, &source);
    result.expected.clone_from(&expected);
    result.source.clone_from(&source);
    result.shortfall = shortfall(inputs.pack, criterion, &measured, &today);
    result.exemption = exemption.map(|e| ExemptionResult {
        reason: e.reason.clone(),
        by: e.by.clone(),
    });
    let first = first(inputs.pack, inputs.evidence, criterion, &measured, &today);
    (result.today, result.on_inspection) = (today, on_inspection);
    let dataset = |at: &usize| Some(inputs.evidence.sources.get(*at)?.dataset.as_str());
    Computed {
        criterion,
        result,
        found,
        expected,
        source,
        first,
        // An answer's day is asked for with the answer.
        undated: measured.undated && !matches!(criterion.measure, Measure::Statement(_)),
        renew_from: renewal::renew_from(
            criterion,
            inputs.pack,
            measured.sources.iter().filter_map(dataset),
            plan.inspection.unwrap_or(plan.as_at),
        ),
        answered: measured.answered,
    }
}

/// Measures for today and, where age itself is measured, again for the inspection date.
fn measure_twice(
    criterion: &Criterion,
    inputs: &Inputs<'_>,
    plan: &Plan<'_>,
    measuring: &Measuring<'_>,
) -> (Measured, Option<Measured>) {
    let at = |day| {
        // A fault in one criterion is that criterion's own; the run goes on.
        let attempt = AssertUnwindSafe(|| measuring(criterion, inputs, day));
        catch_unwind(attempt).unwrap_or_else(|_| faulted())
    };
    // A document or an answer has an age of its own; rows are never measured anew.
    let ages = plan
        .inspection
        .filter(|_| criterion.measure.scope().is_none());
    (at(plan.as_at), ages.map(at))
}

fn faulted() -> Measured {
    let why = "a fault in the program stopped this criterion; the others are not affected";
    resting_on_nothing(Outcome::NotKnown(Reason::CouldNotCompute, why.to_owned()))
}

fn exempted(exemption: &Exemption) -> Measured {
    let why = format!("exempted by the {}", exemption.by);
    resting_on_nothing(Outcome::NotApplicable(why))
}

fn resting_on_nothing(outcome: Outcome) -> Measured {
    Measured {
        outcome,
        sources: Vec::new(),
        kinds: Vec::new(),
        expires: None,
        undated: false,
        ageless: false,
        answered: None,
    }
}

/// All that does not depend on the states.
fn described(criterion: &Criterion, plan: &Plan<'_>, measured: &Measured) -> CriterionResult {
    let unit = sentence::unit(&criterion.measure, measured);
    let tailored = plan
        .tailored
        .iter()
        .find(|t| t.criterion == criterion.id && !t.off);
    let owner = plan.owners.get(&criterion.id).or(criterion.owner.as_ref());
    CriterionResult {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        asks: criterion.asks.clone(),
        why: criterion.why.clone(),
        steps: Vec::new(),
        area: criterion.area.clone(),
        judgements: criterion.judgements.clone(),
        expectations: criterion.expectations.clone(),
        priority: criterion.priority,
        weight: criterion.weight,
        owner: owner.cloned(),
        own_word: own_word(criterion, owner),
        today: StateResult::of(crate::judge::State::NotKnown),
        on_inspection: None,
        explanation: String::new(),
        expected: String::new(),
        source: String::new(),
        withheld: false,
        measurement: match &measured.outcome {
            Outcome::Measured(m) | Outcome::TooFew(m, _) => Some(measurement(criterion, m)),
            Outcome::Decided { .. } | Outcome::NotKnown(..) | Outcome::NotApplicable(_) => None,
        },
        thresholds: thresholds(criterion, tailored, unit),
        shortfall: None,
        benchmarks: Vec::new(),
        themes: Vec::new(),
        waiver: waiver(&criterion.id, plan),
        tailoring: tailored.map(tailoring),
        exemption: None,
        kinds_of_evidence: measured.kinds.clone(),
        sources: measured.sources.clone(),
        expires: measured.expires,
        rule: format!("{}:{}", criterion.place.file, criterion.place.line),
    }
}

/// Whether whoever answers for it is whoever owns it.
fn own_word(criterion: &Criterion, owner: Option<&String>) -> bool {
    let by = criterion.measure.answered_by();
    by.zip(owner)
        .is_some_and(|(by, owner)| by.trim().eq_ignore_ascii_case(owner.trim()))
}

/// What is published beside it; nothing above reads it.
fn benchmarks(criterion: &Criterion, pack: &Pack, plan: &Plan<'_>, unit: Unit) -> Vec<Benchmark> {
    let code = plan.authority.code.as_deref();
    let published = pack.benchmarks.beside(&criterion.id, code).into_iter();
    published
        .map(|figure| Benchmark {
            kind: figure.kind,
            area: figure.area.to_owned(),
            measure: figure.measure.title.clone(),
            value: figure.value.to_owned(),
            unit,
            year: figure.measure.year.clone(),
            source: figure.measure.source.clone(),
            address: figure.measure.address.clone(),
            differs: figure.measure.differs.clone(),
        })
        .collect()
}

fn measurement(criterion: &Criterion, m: &Measurement) -> MeasurementResult {
    let is_share = criterion.measure.is_percentage();
    let met = criterion.thresholds.map(|t| t.met).filter(|_| is_share);
    let interval = is_share.then(|| wilson::interval(m.numerator, m.denominator));
    MeasurementResult {
        kind: m.kind.to_owned(),
        value: m.value.and_then(|v| number::truncated(v, 4)),
        unit: m.unit,
        numerator: m.numerator,
        denominator: m.denominator,
        blank: Some(m.blank),
        left_out: m
            .left_out
            .iter()
            .map(|(why, rows)| LeftOutEntry {
                why: *why,
                rows: *rows,
            })
            .collect(),
        notes: m
            .notes
            .iter()
            .map(|(what, rows)| NoteEntry {
                what: *what,
                rows: *rows,
            })
            .collect(),
        interval: interval.flatten(),
        sure: met.and_then(|met| wilson::sure(m.numerator, m.denominator, met)),
        of: m.of.clone(),
        measured_at: m.measured_at,
        population: population(criterion),
    }
}

fn thresholds(
    criterion: &Criterion,
    tailored: Option<&Tailored>,
    unit: Unit,
) -> Option<ThresholdsResult> {
    let thresholds = criterion.thresholds?;
    let pack_met = tailored.and_then(|t| t.pack_met);
    let limit = |limit| sentence::limit(limit, &criterion.measure, unit);
    Some(ThresholdsResult {
        met: limit(thresholds.met),
        nearly: thresholds.nearly.map(limit),
        limits: Some(Limits {
            direction: thresholds.met.direction,
            met: number::bare_limit(thresholds.met),
            nearly: thresholds.nearly.map(number::bare_limit),
        }),
        basis: criterion.basis,
        source: criterion.basis_source.clone(),
        pack_met: pack_met.map(limit),
        statute_loosened: tailored.is_some_and(|t| t.statute_loosened),
    })
}

/// The waiver in force, or else the one that runs longest.
fn waiver(criterion: &str, plan: &Plan<'_>) -> Option<WaiverResult> {
    let naming = plan
        .waivers
        .waivers
        .iter()
        .filter(|w| w.criterion == criterion);
    let waiver = naming.max_by_key(|w| (w.in_force(plan.as_at), w.until))?;
    Some(WaiverResult {
        in_force: waiver.in_force(plan.as_at),
        reason: waiver.reason.clone(),
        by: waiver.by.clone(),
        from: waiver.from,
        until: waiver.until,
    })
}

fn tailoring(tailored: &Tailored) -> TailoringResult {
    TailoringResult {
        changes: tailored.changes.clone(),
        reason: tailored.reason.clone(),
        by: tailored.by.clone(),
        on: tailored.on,
    }
}
