//! Actions against the gaps that they are for: which have no gap left, and which were done in vain.

use crate::assessment::{ActionsAgainst, CriterionResult};
use crate::evidence::actions::{Action, Stands};
use crate::state::State;

use super::has_gap;

/// Sets the actions of a run beside its results, by criterion in the order of the results.
///
/// An action that is stopped is for nothing any more. Where one action is done and another open, the
/// gap is still worked on.
pub fn against(results: &[CriterionResult], actions: &[Action]) -> ActionsAgainst {
    let mut told = ActionsAgainst::default();
    for result in results {
        let own = actions.iter().filter(|a| a.criteria.contains(&result.id));
        let (mut open, mut done) = (false, false);
        for action in own {
            match action.stands {
                Stands::Overdue | Stands::Undated | Stands::InHand => open = true,
                Stands::Done => done = true,
                Stands::Stopped => {}
            }
        }
        match result.today.state {
            State::Met if open && !has_gap(result) => told.gap_closed.push(result.id.clone()),
            State::NotMet | State::Nearly | State::NotKnown if done && !open => {
                told.gap_open_still.push(result.id.clone());
            }
            State::Met | State::NotMet | State::Nearly | State::NotKnown | State::NotApplicable => {
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::result;

    fn action(criterion: &str, stands: Stands) -> Action {
        Action {
            criteria: vec![criterion.to_owned()],
            findings: Vec::new(),
            stands,
            due: None,
        }
    }

    #[test]
    fn an_open_action_on_what_is_met_and_a_done_one_on_what_is_not_are_told() {
        use Stands::{Done, InHand, Overdue, Stopped, Undated};
        let cases = [
            // Met with an open action: it can be closed.
            ("a", State::Met, vec![Overdue], [true, false]),
            ("b", State::Met, vec![Undated, Done], [true, false]),
            ("c", State::Met, vec![Done], [false, false]),
            // Not met when all is done: in vain, or not yet to be seen.
            ("d", State::NotMet, vec![Done, Stopped], [false, true]),
            ("e", State::NotKnown, vec![Done], [false, true]),
            ("f", State::Nearly, vec![Done, InHand], [false, false]),
            ("g", State::NotMet, vec![Stopped], [false, false]),
            ("h", State::NotMet, vec![], [false, false]),
            (
                "i",
                State::NotApplicable,
                vec![InHand, Done],
                [false, false],
            ),
        ];
        let results: Vec<CriterionResult> = cases
            .iter()
            .map(|(id, state, ..)| result(id, *state))
            .collect();
        let actions: Vec<Action> = cases
            .iter()
            .flat_map(|(id, _, stands, _)| stands.iter().map(|s| action(id, *s)))
            .collect();
        let told = against(&results, &actions);
        for (id, _, _, [closed, still]) in &cases {
            let within = |ids: &[String]| ids.iter().any(|told| told == id);
            assert_eq!(within(&told.gap_closed), *closed, "{id}");
            assert_eq!(within(&told.gap_open_still), *still, "{id}");
        }
    }

    #[test]
    fn what_is_met_and_going_out_of_date_is_still_worked_on() {
        let mut stale = result("a", State::Met);
        let later = crate::state::StateResult::not_known(crate::state::Reason::Stale, "");
        stale.on_inspection = Some(later);
        let told = against(&[stale], &[action("a", Stands::InHand)]);
        assert_eq!(told, ActionsAgainst::default());
    }
}
