//! How far a criterion is from met: the fewest rows that would have to change, nothing else moving.

use crate::assessment::{Shortfall, StateResult};
use crate::judge::sentence::{Events, direction, events};
use crate::judge::{Reason, State, blanks, number, unfilled};
use crate::measure::{Measured, Measurement, Outcome, Ratio, english};
use crate::pack::{Criterion, Direction, Limit, Measure, Pack};
use crate::table::SCALE;

/// The fewest rows that would have to change at the same denominator; none where rows do not say.
///
/// Documents, statements, durations and sums have no such number. Where blanks alone stand in the
/// way it is the blanks.
pub fn shortfall(
    pack: &Pack,
    criterion: &Criterion,
    measured: &Measured,
    today: &StateResult,
) -> Option<Shortfall> {
    let Outcome::Measured(m) = &measured.outcome else {
        return None;
    };
    match today.state {
        State::Nearly | State::NotMet => {
            let rows = rows_to_change(criterion, m)?;
            Some(Shortfall {
                rows,
                words: words(pack, criterion, m, rows),
            })
        }
        State::NotKnown if today.reason == Some(Reason::Blanks) => {
            if let [column, ..] = unfilled(criterion, m) {
                let rows = column.rows;
                let words = format!("`{}` filled in where it should be", column.heading);
                return Some(Shortfall { rows, words });
            }
            if let [column, ..] = m.unanswered.as_slice() {
                let each = m.unanswered.iter().map(|c| format!("`{}`", c.heading));
                let each: Vec<String> = each.collect();
                let words = format!("{} filled in", each.join(" and "));
                let rows = column.rows;
                return Some(Shortfall { rows, words });
            }
            let rows = blanks(m);
            let answers = if rows == 1 { "answer" } else { "answers" };
            Some(Shortfall {
                rows,
                words: format!("{} blank {answers} filled in", number::whole(rows)),
            })
        }
        State::NotKnown | State::Met | State::NotApplicable => None,
    }
}

fn rows_to_change(criterion: &Criterion, m: &Measurement) -> Option<u64> {
    let limit = criterion.thresholds?.met;
    let wanted = rows_wanted(limit, worth_of_a_row(criterion, m)?)?;
    let found = i128::from(m.numerator);
    if criterion.measure.is_percentage() && !(0..=i128::from(m.denominator)).contains(&wanted) {
        return None;
    }
    let rows = match limit.direction {
        Direction::AtLeast => wanted - found,
        Direction::AtMost if wanted >= 0 => found - wanted,
        // No number of rows is low enough.
        Direction::AtMost => return None,
    };
    u64::try_from(rows).ok().filter(|rows| *rows > 0)
}

/// How much one row adds to the value.
fn worth_of_a_row(criterion: &Criterion, m: &Measurement) -> Option<Ratio> {
    match &criterion.measure {
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_) => Some(Ratio {
            numerator: 100,
            denominator: i128::from(m.denominator),
        }),
        Measure::Count(_) => Some(Ratio {
            numerator: 1,
            denominator: 1,
        }),
        // A sum has rows of different worth; of no rows nothing can be learnt.
        Measure::Ratio(r) if r.sum.is_none() && m.numerator > 0 => {
            let value = m.value.filter(|v| v.numerator > 0)?;
            Some(Ratio {
                numerator: value.numerator,
                denominator: value.denominator.checked_mul(i128::from(m.numerator))?,
            })
        }
        Measure::Ratio(_) | Measure::Duration(_) | Measure::Document(_) | Measure::Statement(_) => {
            None
        }
    }
}

/// The first number of rows that reaches a limit, coming from the side that does not.
fn rows_wanted(limit: Limit, worth: Ratio) -> Option<i128> {
    let above = i128::from(limit.value).checked_mul(worth.denominator)?;
    let below = worth.numerator.checked_mul(i128::from(SCALE))?;
    let down = above.checked_div_euclid(below)?;
    let exact = above.checked_rem_euclid(below)? == 0;
    Some(match limit.direction {
        Direction::AtLeast if !exact => down + 1,
        Direction::AtLeast | Direction::AtMost => down,
    })
}

fn words(pack: &Pack, criterion: &Criterion, m: &Measurement, rows: u64) -> String {
    let of = english::noun(rows, &m.of);
    let side = match direction(criterion) {
        Direction::AtLeast => "more",
        Direction::AtMost => "fewer",
    };
    let how = match &criterion.measure {
        Measure::Share(_) => match direction(criterion) {
            Direction::AtLeast if rows == 1 => " that meets this".to_owned(),
            Direction::AtLeast => " that meet this".to_owned(),
            Direction::AtMost => " of this kind".to_owned(),
        },
        Measure::OnTime(_) => " on time".to_owned(),
        Measure::UpToDate(_) => " up to date".to_owned(),
        Measure::Repeat(_) => " with an earlier one".to_owned(),
        Measure::PerSubject(p) => match events(pack, p) {
            Events::Named(noun) => format!(" with enough {noun}"),
            Events::Entries(list) => format!(" with enough entries in `{list}`"),
        },
        Measure::Count(_)
        | Measure::Ratio(_)
        | Measure::Duration(_)
        | Measure::Document(_)
        | Measure::Statement(_) => String::new(),
    };
    format!("{} {side} {of}{how}", number::whole(rows))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assess::fixture::{
        at_least, at_most, criterion, measured, measurement, pack, percent, rows, thresholds,
    };
    use crate::judge::state_of;
    use crate::pack::measures;

    fn short_of(criterion: &Criterion, m: Measurement, state: State) -> Option<Shortfall> {
        let measured = measured(Outcome::Measured(Box::new(m)));
        shortfall(
            &pack(Vec::new()),
            criterion,
            &measured,
            &StateResult::of(state),
        )
    }

    fn words_of(criterion: &Criterion, m: Measurement) -> String {
        short_of(criterion, m, State::NotMet).map_or_else(String::new, |s| s.words)
    }

    #[test]
    fn a_share_needs_the_first_whole_number_of_rows_that_reaches_its_limit() {
        let c = criterion("a");
        // 90 % of 96 is 86.4, so 87 are wanted: 5 more than 82, and 1 more than 86.
        assert_eq!(words_of(&c, measurement(82, 96)), "5 more visits on time");
        assert_eq!(words_of(&c, measurement(86, 96)), "1 more visit on time");
        // 90 of 100 is exactly enough.
        assert_eq!(
            short_of(&c, measurement(81, 100), State::Nearly)
                .unwrap()
                .rows,
            9
        );
        assert_eq!(short_of(&c, measurement(90, 100), State::Met), None);
        // Held back by something else than rows: undated evidence.
        assert_eq!(short_of(&c, measurement(95, 100), State::Nearly), None);
        assert_eq!(
            words_of(&c, measurement(0, 10_000)),
            "9,000 more visits on time"
        );
    }

    #[test]
    fn each_kind_of_measure_has_its_words() {
        let mut c = criterion("a");
        c.thresholds = Some(thresholds(at_most(10), at_most(15)));
        let within = crate::assess::fixture::days(365);
        c.measure = Measure::Repeat(measures::Repeat {
            scope: rows("visits"),
            by: "child_id".to_owned(),
            dated: "on".to_owned(),
            within,
            earlier: "on".to_owned(),
        });
        // 10 % of 96 is 9.6, so 9 may stay of 13.
        assert_eq!(
            words_of(&c, measurement(13, 96)),
            "4 fewer visits with an earlier one"
        );
        c.measure = Measure::Count(measures::Count {
            scope: rows("visits"),
        });
        c.thresholds = Some(thresholds(at_most(0), at_most(2)));
        assert_eq!(words_of(&c, measurement(3, 3)), "3 fewer visits");
        c.thresholds = Some(thresholds(at_least(5), at_least(4)));
        assert_eq!(words_of(&c, measurement(4, 4)), "1 more visit");
        c.measure = Measure::PerSubject(measures::PerSubject {
            scope: rows("visits"),
            by: "worker_id".to_owned(),
            at_least_events: 3,
            subjects: Some(("workers".to_owned(), None)),
        });
        c.thresholds = Some(thresholds(at_least(90), at_least(80)));
        let mut m = measurement(40, 50);
        m.of = "workers".to_owned();
        assert_eq!(words_of(&c, m.clone()), "5 more workers with enough visits");
        // Visits with enough visits would say nothing.
        if let Measure::PerSubject(measure) = &mut c.measure {
            measure.subjects = Some(("visits".to_owned(), None));
        }
        let said = "5 more workers with enough entries in `Visits`";
        assert_eq!(words_of(&c, m), said);
    }

    #[test]
    fn a_ratio_of_rows_counts_rows_and_a_ratio_of_sums_does_not() {
        let mut c = criterion("a");
        let mut ratio = measures::Ratio {
            scope: rows("visits"),
            sum: None,
            over: measures::Over::Figure("population_0_17".to_owned()),
            per: 10_000,
        };
        c.measure = Measure::Ratio(ratio.clone());
        c.thresholds = Some(thresholds(at_most(40), at_most(50)));
        let mut m = measurement(130, 29_000);
        // 130 of 29,000 is 44.8 per 10,000; 116 is exactly 40.
        m.value = Some(percent(13_000, 29_000));
        assert_eq!(words_of(&c, m.clone()), "14 fewer visits");
        ratio.sum = Some("fte".to_owned());
        c.measure = Measure::Ratio(ratio);
        assert_eq!(words_of(&c, m), "");
    }

    #[test]
    fn blanks_in_the_way_are_counted_as_answers_to_fill_in() {
        let mut m = measurement(82, 96);
        m.blank = 7;
        let measured = measured(Outcome::Measured(Box::new(m)));
        let today = StateResult::not_known(Reason::Blanks, "");
        let short = shortfall(&pack(Vec::new()), &criterion("a"), &measured, &today);
        assert_eq!(short.unwrap().words, "7 blank answers filled in");
        let mut m = measurement(95, 100);
        m.doubt = Some(crate::measure::Doubt {
            columns: vec![crate::measure::Unfilled {
                dataset: "workers".to_owned(),
                column: "left_on".to_owned(),
                heading: "Left on".to_owned(),
                of: "workers".to_owned(),
                rows: 120,
            }],
            lowest: None,
            highest: None,
        });
        let unfilled = self::measured(Outcome::Measured(Box::new(m)));
        let short = shortfall(&pack(Vec::new()), &criterion("a"), &unfilled, &today).unwrap();
        assert_eq!(short.rows, 120);
        assert_eq!(short.words, "`Left on` filled in where it should be");
        let mut m = measurement(0, 60);
        let column = |heading: &str| crate::measure::Unfilled {
            dataset: "audits".to_owned(),
            column: heading.to_lowercase(),
            heading: heading.to_owned(),
            of: "audits".to_owned(),
            rows: 60,
        };
        m.unanswered = vec![column("Agreed"), column("Recorded")];
        m.highest = Some(percent(60, 60));
        let unanswered = self::measured(Outcome::Measured(Box::new(m)));
        let short = shortfall(&pack(Vec::new()), &criterion("a"), &unanswered, &today).unwrap();
        assert_eq!(short.rows, 60);
        assert_eq!(short.words, "`Agreed` and `Recorded` filled in");
        let stale = StateResult::not_known(Reason::Stale, "");
        assert_eq!(
            shortfall(&pack(Vec::new()), &criterion("a"), &measured, &stale),
            None
        );
    }

    proptest! {
        #[test]
        fn so_many_rows_reach_met_and_one_fewer_does_not(
            (x, n) in (1_u64..500).prop_flat_map(|n| (0..=n, Just(n))),
            at in 0_i64..=100,
            high in any::<bool>(),
        ) {
            let mut c = criterion("a");
            let limit = if high { at_least(at) } else { at_most(at) };
            c.thresholds = Some(thresholds(limit, limit));
            let state = state_of(percent(x, n), &c.thresholds.unwrap()).unwrap();
            let short = short_of(&c, measurement(x, n), state);
            prop_assert_eq!(short.is_none(), state == State::Met);
            if let Some(short) = short {
                let change = |rows| if high { x + rows } else { x - rows };
                let after = |rows| state_of(percent(change(rows), n), &c.thresholds.unwrap());
                prop_assert_eq!(after(short.rows), Some(State::Met));
                prop_assert_eq!(after(short.rows - 1), Some(State::NotMet));
            }
        }
    }
}
