use proptest::prelude::*;

use super::path::{Path, Step, to_ready};
use crate::assessment::Level;
use crate::judge::State;
use crate::pack::{Effort, Marks};
use crate::rollup::{Counted, roll_up};

fn step(id: &str, weight: u32, state: State, effort: Effort) -> Step<'_> {
    Step {
        id,
        weight,
        priority: false,
        state,
        effort,
    }
}

fn steps(criteria: &[Step<'_>]) -> Vec<String> {
    let path = to_ready(criteria, 80);
    assert!(path.reaches);
    path.steps
}

#[test]
fn the_fewest_gaps_come_first_then_the_least_effort_then_the_id() {
    use Effort::{High, Low, Medium};
    use State::{Met, Nearly, NotKnown, NotMet};
    // 6 of 11 are assured and 8.8 are wanted: one gap of weight 3 does it, at any effort.
    let six = step("m", 6, Met, Low);
    let by_size = [
        six,
        step("a", 3, NotMet, High),
        step("b", 1, NotMet, Low),
        step("c", 1, NotMet, Low),
    ];
    assert_eq!(steps(&by_size), ["a"]);
    // 6 of 15 are assured and 12 are wanted: any two of the three, so the two cheaper ones.
    let by_effort = [
        six,
        step("a", 3, NotMet, High),
        step("b", 3, NotKnown, Medium),
        step("c", 3, NotMet, Medium),
    ];
    assert_eq!(steps(&by_effort), ["b", "c"]);
    // 7 of 10 are assured and 8 are wanted: either would do, so the first by id.
    let by_id = [six, step("z", 2, Nearly, Low), step("y", 2, NotMet, Low)];
    assert_eq!(steps(&by_id), ["y"]);
    let level = [six, step("z", 1, NotMet, Low), step("y", 1, NotMet, Low)];
    // 6 of 8 are assured and 6.4 are wanted: again either would do.
    assert_eq!(steps(&level), ["y"]);
}

#[test]
fn priority_gaps_are_forced_unless_they_are_nearly_met() {
    use Effort::Low;
    let forced = |state| {
        let mut priority = step("p", 1, state, Effort::High);
        priority.priority = true;
        steps(&[
            priority,
            step("m", 9, State::Met, Low),
            step("n", 1, State::NotMet, Low),
        ])
    };
    assert_eq!(forced(State::NotMet), ["p"]);
    assert_eq!(forced(State::NotKnown), ["p"]);
    assert!(forced(State::Nearly).is_empty());
    assert!(forced(State::Met).is_empty());
}

#[test]
fn there_is_no_path_where_nothing_applies() {
    let nothing = [step("a", 1, State::NotApplicable, Effort::Low)];
    assert_eq!(to_ready(&nothing, 80), Path::default());
    assert_eq!(to_ready(&[], 80), Path::default());
}

fn area() -> impl Strategy<Value = Vec<(u32, bool, State, Effort)>> {
    let states = [
        State::Met,
        State::Nearly,
        State::NotMet,
        State::NotKnown,
        State::NotApplicable,
    ];
    let efforts = [Effort::Low, Effort::Medium, Effort::High];
    let one = (
        1_u32..=5,
        prop::bool::weighted(0.15),
        prop::sample::select(states.to_vec()),
        prop::sample::select(efforts.to_vec()),
    );
    prop::collection::vec(one, 0..=10)
}

/// Whether an area is ready once the gaps of a set are closed, by the roll-up itself.
fn is_ready(criteria: &[Step<'_>], closed: u32, marks: Marks) -> bool {
    let counted: Vec<Counted<'_>> = criteria
        .iter()
        .enumerate()
        .map(|(at, c)| Counted {
            id: c.id,
            weight: c.weight,
            priority: c.priority,
            state: if closed >> at & 1 == 1 {
                State::Met
            } else {
                c.state
            },
        })
        .collect();
    roll_up(&counted, marks).level == Level::Ready
}

/// Every set of gaps, tried one by one: fewest, least effort, first by id.
fn by_brute_force(criteria: &[Step<'_>], marks: Marks) -> Option<Vec<String>> {
    let gaps = |set: u32| {
        criteria
            .iter()
            .enumerate()
            .filter(move |(at, _)| set >> at & 1 == 1)
    };
    (0..1_u32 << criteria.len())
        .filter(|set| {
            gaps(*set).all(|(_, c)| !matches!(c.state, State::Met | State::NotApplicable))
        })
        .filter(|set| is_ready(criteria, *set, marks))
        .map(|set| {
            let effort: u32 = gaps(set).map(|(_, c)| c.effort as u32 + 1).sum();
            let mut ids: Vec<String> = gaps(set).map(|(_, c)| c.id.to_owned()).collect();
            ids.sort();
            (ids.len(), effort, ids)
        })
        .min()
        .map(|(_, _, ids)| ids)
}

proptest! {
    #[test]
    fn no_smaller_or_cheaper_set_reaches_ready(
        area in area().prop_shuffle(),
        (ready, minimum) in (1_u8..=100).prop_flat_map(|ready| (Just(ready), 0..=ready)),
    ) {
        let ids = ["j", "i", "h", "g", "f", "e", "d", "c", "b", "a"];
        let criteria: Vec<Step<'_>> = area
            .iter()
            .zip(ids)
            .map(|((weight, priority, state, effort), id)| Step {
                id,
                weight: *weight,
                priority: *priority,
                state: *state,
                effort: *effort,
            })
            .collect();
        let marks = Marks { ready, nearly: 0, coverage_minimum: minimum };
        let path = to_ready(&criteria, ready);
        let best = by_brute_force(&criteria, marks);
        prop_assert_eq!(path.reaches.then_some(path.steps), best);
    }
}
