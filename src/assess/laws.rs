//! What holds of every assessment, from values to levels.

use proptest::prelude::*;

use super::tests::{plan, waiver};
use super::*;
use crate::assess::fixture::{criterion, evidence, measured, pack, share};
use crate::assessment::{Fraction, Level};
use crate::judge::Reason;
use crate::measure::Outcome;

/// One criterion: how many of 20 visits were in time, its weight and whether it is a priority.
type Made = (u64, u32, bool);

fn made() -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec((0_u64..=20, 1_u32..=5, prop::bool::weighted(0.2)), 1..8)
}

fn pack_of(made: &[Made]) -> Pack {
    let criteria = made.iter().enumerate().map(|(at, (_, weight, priority))| {
        let mut c = criterion(&format!("c{at}"));
        (c.weight, c.priority) = (*weight, *priority);
        if at % 2 == 1 {
            c.judgements = vec!["help-and-protection".to_owned()];
        }
        c
    });
    pack(criteria.collect())
}

/// Assesses with the criteria of some bits hidden, and those of others with one visit more in time.
fn assessed(made: &[Made], hidden: u32, better: u32, plan: &Plan<'_>) -> Assessment {
    let bit = |set: u32, at: usize| set >> at & 1 == 1;
    let measuring = |c: &Criterion, _: &Inputs<'_>, _: Day| {
        let at: usize = c.id.trim_start_matches('c').parse().unwrap();
        if bit(hidden, at) {
            return measured(Outcome::NotKnown(Reason::NoEvidence, "gone".to_owned()));
        }
        share((made[at].0 + u64::from(bit(better, at))).min(20), 20)
    };
    assess_by(&pack_of(made), &evidence(), plan, &measuring)
}

fn height(level: Level) -> u8 {
    match level {
        Level::Ready => 2,
        Level::NearlyReady => 1,
        Level::NotReady | Level::CannotSay => 0,
    }
}

fn parts(fraction: Option<Fraction>) -> (u64, u64) {
    fraction.map_or((0, 1), |f| (f.numerator, f.denominator))
}

fn never_higher(lower: &Assessment, higher: &Assessment) -> bool {
    let pairs = lower.areas.iter().zip(&higher.areas);
    pairs.into_iter().all(|(l, h)| {
        let ((a, b), (c, d)) = (parts(l.today.assured), parts(h.today.assured));
        height(l.today.level) <= height(h.today.level) && a * d <= c * b
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn better_values_never_lower_a_level(made in made(), better in any::<u32>()) {
        let plan = plan();
        prop_assert!(never_higher(&assessed(&made, 0, 0, &plan), &assessed(&made, 0, better, &plan)));
    }

    #[test]
    fn hidden_evidence_never_raises_a_level(made in made(), before in any::<u32>(), more in any::<u32>()) {
        let plan = plan();
        let fewer = assessed(&made, before | more, 0, &plan);
        prop_assert!(never_higher(&fewer, &assessed(&made, before, 0, &plan)));
    }

    #[test]
    fn waivers_change_nothing_but_their_marks(made in made(), waived in any::<u32>()) {
        let plain = assessed(&made, 0, 0, &plan());
        let mut plan = plan();
        let ids = (0..made.len()).filter(|at| waived >> at & 1 == 1).map(|at| format!("c{at}"));
        plan.waivers.waivers = ids.map(|id| waiver(&id, "2026-11-01", "2026-12-31")).collect();
        let mut marked = assessed(&made, 0, 0, &plan);
        for c in &mut marked.criteria {
            c.waiver = None;
        }
        for gap in &mut marked.gaps {
            gap.waived = false;
        }
        marked.diagnostics.clear();
        prop_assert_eq!(marked, plain);
    }
}
