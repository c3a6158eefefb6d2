//! What holds of every gate, whatever the criteria.

use proptest::prelude::*;

use super::*;
use crate::assess::fixture::{area_result, assessment, day, result};
use crate::assessment::{StateResult, WaiverResult};
use crate::judge::{Reason, State};

#[derive(Debug, Clone)]
struct Made {
    weight: u32,
    priority: bool,
    today: State,
    goes_stale: bool,
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let states = [
        State::Met,
        State::Met,
        State::Met,
        State::Nearly,
        State::NotMet,
        State::NotKnown,
        State::NotApplicable,
    ];
    let one = (
        1_u32..=5,
        prop::bool::weighted(0.2),
        prop::sample::select(states.to_vec()),
        prop::bool::weighted(0.1),
    );
    let one = one.prop_map(|(weight, priority, today, goes_stale)| Made {
        weight,
        priority,
        today,
        goes_stale,
    });
    prop::collection::vec(one, 1..8)
}

fn state(state: State, reason: Reason) -> StateResult {
    match state {
        State::NotKnown => StateResult::not_known(reason, ""),
        State::Met | State::Nearly | State::NotMet | State::NotApplicable => StateResult::of(state),
    }
}

fn of(made: &[Made]) -> Assessment {
    let criteria = made.iter().enumerate().map(|(at, made)| {
        let mut c = result(&format!("c{at}"), made.today);
        (c.weight, c.priority) = (made.weight, made.priority);
        c.today = state(made.today, Reason::NoEvidence);
        let stale = made.goes_stale && made.today != State::NotApplicable;
        c.on_inspection = Some(if stale {
            StateResult::not_known(Reason::Stale, "")
        } else {
            c.today.clone()
        });
        c
    });
    areas_of(criteria.collect())
}

fn areas_of(criteria: Vec<CriterionResult>) -> Assessment {
    let mut a = assessment(criteria);
    a.inspection = Some(day("2027-01-12"));
    a.areas = vec![area_result("safe", &a.criteria)];
    a
}

/// The same with some criteria changed.
fn changed(a: &Assessment, pick: u32, change: impl Fn(&mut CriterionResult)) -> Assessment {
    let mut criteria = a.criteria.clone();
    for (at, c) in criteria.iter_mut().enumerate() {
        if pick >> at & 1 == 1 {
            change(c);
        }
    }
    areas_of(criteria)
}

fn hide(c: &mut CriterionResult) {
    if c.today.state != State::NotApplicable {
        c.today = StateResult::not_known(Reason::NoEvidence, "");
        c.on_inspection = Some(c.today.clone());
    }
}

fn waive(c: &mut CriterionResult) {
    c.waiver = Some(WaiverResult {
        in_force: true,
        reason: String::new(),
        by: String::new(),
        from: day("2026-11-01"),
        until: day("2026-12-31"),
    });
}

proptest! {
    #[test]
    fn taking_evidence_away_never_opens_a_gate(now in made(), then in made(), pick in any::<u32>()) {
        let (now, then) = (of(&now), of(&then));
        let fewer = changed(&now, pick, hide);
        for require in Require::ALL {
            if decide(&fewer, &[require], Some(&then)) == Verdict::Met {
                prop_assert_eq!(decide(&now, &[require], Some(&then)), Verdict::Met, "{:?}", require);
            }
        }
    }

    #[test]
    fn a_waiver_never_closes_a_gate(now in made(), then in made(), pick in any::<u32>()) {
        let (now, then) = (of(&now), of(&then));
        let waived = changed(&now, pick, waive);
        for require in Require::ALL {
            if decide(&now, &[require], Some(&then)) == Verdict::Met {
                prop_assert_eq!(decide(&waived, &[require], Some(&then)), Verdict::Met, "{:?}", require);
            }
        }
    }

    /// With anything applicable not known, no level is met.
    #[test]
    fn a_level_is_met_only_where_everything_is_known(now in made()) {
        let unknown = now.iter().any(|made| made.today == State::NotKnown);
        let now = of(&now);
        for require in [Require::Ready, Require::NearlyReady] {
            if unknown {
                prop_assert_ne!(decide(&now, &[require], None), Verdict::Met, "{:?}", require);
            }
        }
    }

    /// A verdict other than undecided holds however the unknowns turn out.
    #[test]
    fn what_is_decided_on_levels_stays_decided(now in made(), outcomes in prop::collection::vec(0_u8..3, 8)) {
        let now = of(&now);
        let mut criteria = now.criteria.clone();
        for (c, outcome) in criteria.iter_mut().zip(outcomes) {
            if c.today.state == State::NotKnown {
                c.today = StateResult::of([State::Met, State::Nearly, State::NotMet][usize::from(outcome)]);
            }
        }
        let later = areas_of(criteria);
        for require in [Require::Ready, Require::NearlyReady, Require::NoPriorityGaps] {
            match decide(&now, &[require], None) {
                Verdict::Met => prop_assert_eq!(decide(&later, &[require], None), Verdict::Met),
                Verdict::NotMet(_) => {
                    let kept = matches!(decide(&later, &[require], None), Verdict::NotMet(_));
                    prop_assert!(kept, "{:?}", require);
                }
                Verdict::Undecided(_) => {}
            }
        }
    }

    /// A gate that waivers alone let pass says so, and names only criteria that are waived.
    #[test]
    fn what_waivers_let_pass_is_said(now in made(), then in made(), pick in any::<u32>()) {
        let (now, then) = (of(&now), of(&then));
        let waived = changed(&now, pick, waive);
        for require in Require::ALL {
            let met = |a: &Assessment| decide(a, &[require], Some(&then)) == Verdict::Met;
            let said = excuses(&waived, &[require], Some(&then));
            prop_assert_eq!(said.len(), usize::from(met(&waived) && !met(&now)), "{:?}", require);
            let named = said.iter().filter_map(|line| line.split(": ").nth(1));
            for named in named.flat_map(|names| names.split(", ")) {
                let waived = waived.criteria.iter().any(|c| c.id == named && excused(c));
                prop_assert!(waived, "{named}");
            }
        }
    }
}
