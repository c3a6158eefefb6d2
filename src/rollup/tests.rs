use super::*;
use crate::assess::fixture::result;
use crate::assessment::Contradiction;
use crate::pack::KindOfEvidence;

const MARKS: Marks = Marks {
    ready: 80,
    nearly: 60,
    coverage_minimum: 70,
};

fn counted(id: &str, weight: u32, priority: bool, state: State) -> Counted<'_> {
    Counted {
        id,
        weight,
        priority,
        state,
    }
}

fn pair(fraction: Option<Fraction>) -> (u64, u64) {
    let fraction = fraction.unwrap();
    (fraction.numerator, fraction.denominator)
}

#[test]
fn credit_is_weighed_and_kept_as_whole_numbers() {
    let area = roll_up(
        &[
            counted("a", 3, false, State::Met),
            counted("b", 2, false, State::Nearly),
            counted("c", 1, false, State::NotMet),
            counted("d", 1, false, State::NotKnown),
            counted("e", 5, true, State::NotApplicable),
        ],
        MARKS,
    );
    // Weights 3 + 2 + 1 + 1 = 7; credits 3 + 1 = 4, so 8 halves of 14; 6 of the 7 are known.
    assert_eq!(pair(area.assured), (8, 14));
    assert_eq!(pair(area.observed), (8, 12));
    assert_eq!(pair(area.coverage), (6, 7));
    // 8 of 14 is 57 %.
    assert_eq!(area.level, Level::NotReady);
    assert_eq!(
        area.counts,
        Counts {
            met: 1,
            nearly: 1,
            not_met: 1,
            not_known: 1,
            not_applicable: 1
        }
    );
}

#[test]
fn marks_are_reached_exactly() {
    let with = |met, not_met| {
        let met = std::iter::repeat_n(counted("m", 1, false, State::Met), met);
        let not = std::iter::repeat_n(counted("n", 1, false, State::NotMet), not_met);
        roll_up(&met.chain(not).collect::<Vec<_>>(), MARKS).level
    };
    assert_eq!(with(4, 1), Level::Ready);
    assert_eq!(with(79, 21), Level::NearlyReady);
    assert_eq!(with(3, 2), Level::NearlyReady);
    assert_eq!(with(59, 41), Level::NotReady);
}

#[test]
fn a_priority_criterion_that_is_not_met_caps_the_area_before_anything_else() {
    let area = roll_up(
        &[
            counted("z", 1, true, State::NotMet),
            counted("b", 1, true, State::NotMet),
            counted("c", 5, true, State::NotKnown),
        ],
        MARKS,
    );
    assert_eq!(area.level, Level::NotReady);
    assert_eq!(area.capped_by, ["b", "z"]);
    assert!(area.missing.is_empty());
}

#[test]
fn too_little_known_means_nothing_can_be_said_and_names_what_is_missing() {
    // 2 of 3 known is 66 %, under the minimum of 70 %.
    let area = roll_up(
        &[
            counted("a", 1, false, State::Met),
            counted("b", 1, false, State::Met),
            counted("c", 1, false, State::NotKnown),
        ],
        MARKS,
    );
    assert_eq!(area.level, Level::CannotSay);
    assert_eq!(area.missing, ["c"]);
    // 7 of 10 is enough, and unless a priority criterion is missing it is levelled.
    let area = |priority| {
        let mut all = vec![counted("c", 1, priority, State::NotKnown); 1];
        all.push(counted("d", 2, false, State::NotKnown));
        all.push(counted("m", 7, false, State::Met));
        roll_up(&all, MARKS)
    };
    assert_eq!(area(false).level, Level::NearlyReady);
    assert_eq!(area(true).level, Level::CannotSay);
    assert_eq!(area(true).missing, ["c"]);
}

#[test]
fn an_area_without_applicable_criteria_says_nothing() {
    for criteria in [vec![], vec![counted("a", 1, true, State::NotApplicable)]] {
        let area = roll_up(&criteria, MARKS);
        assert_eq!(area.level, Level::CannotSay);
        assert_eq!(
            (area.assured, area.observed, area.coverage),
            (None, None, None)
        );
        assert!(area.missing.is_empty());
    }
    let unknown = roll_up(&[counted("a", 1, false, State::NotKnown)], MARKS);
    assert_eq!(unknown.observed, None);
    assert_eq!(pair(unknown.assured), (0, 2));
}

#[test]
fn audits_that_say_met_and_data_that_say_not_met_contradict() {
    let mut audit = result("audit", State::Met);
    audit.kinds_of_evidence = vec![KindOfEvidence::Audit];
    audit.expectations = vec!["nf:O2-V4".to_owned(), "ilacs:HP-5".to_owned()];
    let mut data = result("data", State::NotMet);
    data.area = "homes".to_owned();
    data.expectations = vec!["nf:O2-V4".to_owned(), "ilacs:HP-5".to_owned()];
    let mut other = result("other", State::NotMet);
    other.expectations = vec!["nf:O1-V1".to_owned()];
    let known = kinds_of_evidence("safe", &[audit.clone(), data.clone(), other.clone()]);
    assert_eq!(known.kinds, [KindOfEvidence::Data, KindOfEvidence::Audit]);
    assert_eq!(known.single_source, ["other"]);
    assert_eq!(
        known.contradictions,
        [Contradiction {
            audit: "audit".to_owned(),
            data: "data".to_owned(),
            expectation: "ilacs:HP-5".to_owned(),
        }]
    );
    // What is not known neither speaks nor contradicts.
    data.today.state = State::NotKnown;
    let known = kinds_of_evidence("safe", &[audit, data, other]);
    assert_eq!(known.single_source, ["audit", "other"]);
    assert!(known.contradictions.is_empty());
    assert!(kinds_of_evidence("homes", &[]).kinds.is_empty());
}
