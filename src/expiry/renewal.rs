//! From when on evidence must be anew, so that it stands on a day to come.

use crate::calendar::{Day, Span};
use crate::evidence::dated;
use crate::pack::{Criterion, Measure, Pack};

/// The first day of which everything that a criterion rests on still stands on a day.
///
/// A document or an answer has the time that the criterion gives it; lists have their datasets', and the
/// one that runs out soonest decides. None where nothing says how long it stands.
pub fn renew_from<'a>(
    criterion: &Criterion,
    pack: &Pack,
    datasets: impl Iterator<Item = &'a str>,
    on: Day,
) -> Option<Day> {
    if let Some(span) = own_time(criterion, pack) {
        return first_standing(on, |day| pack.calendar.plus(day, span).ok());
    }
    let spans = datasets.filter_map(|id| Some(pack.datasets.get(id)?.valid_for));
    spans
        .filter_map(|span| first_standing(on, |day| Some(dated::expiry(day, span))))
        .max()
}

/// How long a document or an answer stands for a criterion.
pub fn own_time(criterion: &Criterion, pack: &Pack) -> Option<Span> {
    match &criterion.measure {
        Measure::Document(document) => document.life(pack),
        Measure::Statement(statement) => Some(statement.within),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => None,
    }
}

/// The first day of which evidence still stands on a day; `last` tells the last day that it stands.
pub fn first_standing(on: Day, last: impl Fn(Day) -> Option<Day>) -> Option<Day> {
    let stands = |number: i32| last(Day::from_number(number)).is_some_and(|day| day >= on);
    if !stands(on.number()) {
        return None;
    }
    // Evidence of a later day never ends sooner, so the first is found by halves.
    let (mut not, mut yes) = (Day::MIN.number(), on.number());
    while yes - not > 1 {
        let middle = not + (yes - not) / 2;
        if stands(middle) {
            yes = middle;
        } else {
            not = middle;
        }
    }
    Some(Day::from_number(yes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{criterion, dataset, pack, statement};
    use crate::pack::Dataset;
    use crate::pack::measures::Cap;

    fn first(on: &str, span: &str) -> String {
        let span = Span::parse(span).unwrap();
        let on = Day::parse_iso(on).unwrap();
        let first = first_standing(on, |day| Some(dated::expiry(day, span)));
        first.unwrap().to_string()
    }

    #[test]
    fn the_list_that_runs_out_soonest_decides_and_a_document_has_its_own_time() {
        let mut pack = pack(Vec::new());
        let month = Span::parse("1 month").unwrap();
        let quarter = Span::parse("3 months").unwrap();
        for (id, span) in [("short", month), ("long", quarter)] {
            let valid_for = span;
            let dataset = Dataset {
                valid_for,
                ..dataset(id, id, "rows")
            };
            pack.datasets.insert(id.to_owned(), dataset);
        }
        let on = Day::parse_iso("2027-01-12").unwrap();
        let from = |criterion: &Criterion, lists: &[&str]| {
            let from = renew_from(criterion, &pack, lists.iter().copied(), on);
            from.map(|day| day.to_string())
        };
        let visits = criterion("a");
        assert_eq!(from(&visits, &["long"]).unwrap(), "2026-10-12");
        assert_eq!(from(&visits, &["long", "short"]).unwrap(), "2026-12-12");
        assert_eq!(from(&visits, &[]), None);
        // The answer stands for the 3 months that its criterion says.
        assert_eq!(
            from(&statement("b", Cap::Met), &["short"]).unwrap(),
            "2026-10-12"
        );
    }

    #[test]
    fn the_first_day_that_still_stands_is_a_life_before() {
        assert_eq!(first("2027-01-12", "1 month"), "2026-12-12");
        assert_eq!(first("2027-01-12", "14 days"), "2026-12-29");
        assert_eq!(first("2027-01-12", "2 weeks"), "2026-12-29");
        assert_eq!(first("2027-01-12", "12 months"), "2026-01-12");
    }

    #[test]
    fn at_the_end_of_a_month_the_day_that_is_cut_short_counts() {
        // A month after 28 February is 28 March, so that nothing of February stands on the 29th.
        assert_eq!(first("2027-03-29", "1 month"), "2027-03-01");
        assert_eq!(first("2027-03-28", "1 month"), "2027-02-28");
        // A month after 31 January is 28 February, and so is one after the 28th.
        assert_eq!(first("2027-02-28", "1 month"), "2027-01-28");
    }
}
