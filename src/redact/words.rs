//! Sentences written anew from what an audience may see.
//!
//! Nothing is cut out of a sentence that was there: a number may stand in words that no rule foresees.

use super::small::{is_small, rounded};
use crate::assessment::{Assessment, Audience, CriterionResult, Gap, MeasurementResult};
use crate::judge::number::{self, Cut};
use crate::judge::{Reason, StateResult, sentence};
use crate::measure::Unit;
use crate::pack::Direction;

/// What is said instead of numbers that are withheld.
const WITHHELD: &str =
    "withheld: alone or with other numbers here, it could tell of single children";

/// Takes numbers out of every criterion and gap, and says what may be said.
pub(super) fn rewrite(
    assessment: &mut Assessment,
    small: &[bool],
    told: &[bool],
    audience: Audience,
) {
    let flags = small.iter().zip(told);
    for (criterion, (small, told)) in assessment.criteria.iter_mut().zip(flags) {
        let found = criterion_in_words(criterion, *small || *told, audience);
        let own = assessment.gaps.iter_mut();
        for gap in own.filter(|gap| gap.criterion == criterion.id) {
            gap_in_words(gap, criterion, &found);
        }
    }
}

/// Takes numbers out of one criterion; what was found, in the words that are left.
fn criterion_in_words(
    criterion: &mut CriterionResult,
    withheld: bool,
    audience: Audience,
) -> String {
    let cut = match criterion
        .thresholds
        .as_ref()
        .and_then(|t| t.limits.as_ref())
    {
        Some(limits) => match limits.direction {
            Direction::AtLeast => Cut::Down,
            Direction::AtMost => Cut::Up,
        },
        None => Cut::Off,
    };
    if withheld {
        criterion.measurement = None;
        criterion.withheld = true;
    } else if let Some(measurement) = &mut criterion.measurement {
        fewer(measurement, audience, cut);
    }
    criterion.shortfall = criterion.shortfall.take().filter(|shortfall| {
        criterion.measurement.is_some() && audience != Audience::Public && !is_small(shortfall.rows)
    });
    for state in std::iter::once(&mut criterion.today).chain(&mut criterion.on_inspection) {
        reason_in_words(state);
    }
    let found = found(criterion, audience, cut);
    let (expected, source) = (&criterion.expected, &criterion.source);
    criterion.explanation =
        sentence::explanation(&found, criterion.thresholds.is_some(), expected, source);
    found
}

/// Leaves out what is small beside the value, and for the public what is exact.
fn fewer(m: &mut MeasurementResult, audience: Audience, cut: Cut) {
    m.left_out.retain(|entry| !is_small(entry.rows));
    m.notes.retain(|entry| !is_small(entry.rows));
    m.blank = m.blank.filter(|blank| !is_small(*blank));
    match audience {
        Audience::Internal | Audience::Board => {}
        Audience::Public => {
            let places = u32::from(m.unit != Unit::Percent && m.unit != Unit::Count);
            let value = m.value.take();
            m.value = if m.kind == "count" {
                Some(rounded(m.numerator).to_string())
            } else {
                value.map(|value| number::shortened(&value, places, cut))
            };
            (m.numerator, m.denominator) = (rounded(m.numerator), rounded(m.denominator));
            m.blank = None;
            m.left_out.clear();
            m.notes.clear();
            m.interval = None;
        }
    }
}

/// Keeps the sentences that hold days and names of lists alone.
fn reason_in_words(state: &mut StateResult) {
    let keeps = match state.reason {
        Some(Reason::Stale | Reason::NoEvidence | Reason::AwaitingStatement) => true,
        Some(
            Reason::TooFew
            | Reason::Blanks
            | Reason::Unreadable
            | Reason::Unresolved
            | Reason::CouldNotCompute
            | Reason::Withheld,
        )
        | None => false,
    };
    if !keeps {
        state.detail.clear();
        state
            .detail
            .push_str(state.reason.map(Reason::words).unwrap_or_default());
    }
}

/// What was found, from the numbers that are left.
fn found(criterion: &CriterionResult, audience: Audience, cut: Cut) -> String {
    if criterion.withheld {
        return WITHHELD.to_owned();
    }
    if !criterion.today.detail.is_empty() {
        return criterion.today.detail.clone();
    }
    match &criterion.measurement {
        Some(m) => value(m, audience, cut),
        None => criterion.today.state.words().to_owned(),
    }
}

fn value(m: &MeasurementResult, audience: Audience, cut: Cut) -> String {
    let whole = number::whole(m.denominator);
    let exact = m.value.as_deref().unwrap_or_default();
    let places = u32::from(m.unit != Unit::Percent || m.denominator >= 200);
    let short = number::with_unit(&number::shortened(exact, places, cut), m.unit);
    match (m.kind.as_str(), audience) {
        ("count", _) => format!("{} {}", number::whole(m.numerator), m.of),
        ("duration", _) => format!("{short} over {whole} {}", m.of),
        ("ratio", _) => short,
        (_, Audience::Public) => format!("{short} of about {whole} {}", m.of),
        (_, Audience::Internal | Audience::Board) => {
            format!(
                "{} of {whole} {} ({short})",
                number::whole(m.numerator),
                m.of
            )
        }
    }
}

fn gap_in_words(gap: &mut Gap, criterion: &CriterionResult, found: &str) {
    found.clone_into(&mut gap.found);
    gap.shortfall.clone_from(&criterion.shortfall);
    let safe = matches!(
        gap.reason,
        Some(Reason::NoEvidence | Reason::AwaitingStatement)
    );
    gap.first = gap.first.take().filter(|_| safe);
}
