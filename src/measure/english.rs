//! A criterion's measure in plain English, from its own fields.

mod nouns;

use std::fmt::Write as _;

use crate::expression::AS_AT_IN_WORDS as UP_TO;
use crate::pack::criterion::{Criterion, Direction, Limit};
use crate::pack::measures::{
    Blank, Cap, Document, Measure, OnTime, Open, Over, PerSubject, Ratio, Repeat, Scope, Share,
    Statement, Statistic, UpToDate,
};
use crate::pack::{Dataset, Pack};
use crate::table::SCALE;

pub use nouns::{first_few, headings, noun, patterns, quoted, so_many};

/// Says how a criterion's value is obtained and judged, one sentence a step.
pub fn steps(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let mut steps = measuring(criterion, pack);
    if let Some(thresholds) = criterion.thresholds {
        let wanted = |limit| wanted(limit, &criterion.measure);
        let nearly = thresholds
            .nearly
            .map(|nearly| format!("; nearly met: {}", wanted(nearly)))
            .unwrap_or_default();
        steps.push(format!("Met: {}{nearly}.", wanted(thresholds.met)));
    }
    steps
}

/// Says how a criterion's value is obtained, one sentence a step, without the thresholds.
pub fn measuring(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let words = Words { pack };
    let mut steps: Vec<String> = criterion
        .measure
        .scope()
        .map(|scope| words.scope(scope))
        .into_iter()
        .collect();
    let few_are_wanted = criterion
        .thresholds
        .is_some_and(|t| t.met.direction == Direction::AtMost);
    steps.extend(words.value(&criterion.measure, few_are_wanted));
    // Of nothing nothing is said in any case, and a count of nothing is 0.
    if criterion.minimum > 1 && !matches!(criterion.measure, Measure::Count(_)) {
        steps.push(format!(
            "Say nothing when there are fewer than {}.",
            criterion.minimum
        ));
    }
    steps
}

/// What a limit of a measure asks for, such as `at least 85%` or `all`.
pub fn wanted(limit: Limit, measure: &Measure) -> String {
    match all_or_none(limit, measure) {
        Some(word) => word.to_owned(),
        None => self::limit(limit, &unit(measure)),
    }
}

/// The word for a limit that only all, or only none, of what is counted can reach.
pub fn all_or_none(limit: Limit, measure: &Measure) -> Option<&'static str> {
    let is_count = matches!(measure, Measure::Count(_));
    match (limit.direction, limit.value) {
        (Direction::AtLeast, ALL) if measure.is_percentage() => Some("all"),
        (Direction::AtMost, 0) if measure.is_percentage() || is_count => Some("none"),
        (Direction::AtLeast | Direction::AtMost, _) => None,
    }
}

/// A hundred percent, in millionths.
const ALL: i64 = 100 * SCALE;

/// A limit in words, such as `at least 85%`.
pub fn limit(limit: Limit, unit: &str) -> String {
    let direction = match limit.direction {
        Direction::AtLeast => "at least",
        Direction::AtMost => "at most",
    };
    let number = number(limit.value);
    let unit = match unit.strip_suffix('s') {
        Some(one) if number == "1" => one,
        Some(_) | None => unit,
    };
    format!("{direction} {number}{unit}")
}

/// The unit of a measure's value, as it follows a number.
pub fn unit(measure: &Measure) -> String {
    use crate::calendar::Unit;
    let unit = match measure {
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_) => "%",
        Measure::Duration(duration) => match duration.unit {
            Unit::Days => " days",
            Unit::WorkingDays => " working days",
            Unit::Weeks => " weeks",
            Unit::Months => " months",
        },
        Measure::Ratio(ratio) if ratio.per == 100 => "%",
        Measure::Ratio(ratio) => return per(ratio.per),
        Measure::Count(_) | Measure::Document(_) | Measure::Statement(_) => "",
    };
    unit.to_owned()
}

/// What a quotient is per: nothing for 1, and for 100, which is percent.
pub fn per(per: u64) -> String {
    match per {
        1 | 100 => String::new(),
        _ => format!(" per {}", thousands(per)),
    }
}

/// A whole number with commas between thousands.
pub fn thousands(number: u64) -> String {
    let (more, last) = (number / 1_000, number % 1_000);
    match more {
        0 => last.to_string(),
        _ => format!("{},{last:03}", thousands(more)),
    }
}

/// A number held in millionths, without needless zeros.
pub fn number(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let whole = millionths.unsigned_abs() / SCALE.unsigned_abs();
    let part = millionths.unsigned_abs() % SCALE.unsigned_abs();
    let decimals = format!("{part:06}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{decimals}")
    }
}

struct Words<'a> {
    pack: &'a Pack,
}

impl Words<'_> {
    fn dataset(&self, id: &str) -> Option<&Dataset> {
        self.pack.datasets.get(id)
    }

    fn list(&self, id: &str) -> String {
        self.dataset(id)
            .map_or_else(|| id.to_owned(), |d| format!("`{}`", d.title))
    }

    /// A column by the heading that it first goes by.
    fn column(&self, of: &str, name: &str) -> String {
        let spec = self.dataset(of).and_then(|dataset| dataset.column(name));
        match spec.and_then(|spec| spec.names.first()) {
            Some(heading) => format!("`{heading}`"),
            None => name.replace('_', " "),
        }
    }

    fn scope(&self, scope: &Scope) -> String {
        let noun = self
            .dataset(&scope.of)
            .map_or("rows", |d| d.rows_are.as_str());
        let mut said = format!("Take the {noun} in the list {}", self.list(&scope.of));
        if let Some(filter) = &scope.filter {
            let _ = write!(said, ", where {}", filter.english());
        }
        if let Some((span, dated)) = &scope.period {
            let dated = self.column(&scope.of, dated);
            let _ = write!(said, ", with {dated} in the {span} up to {UP_TO}");
        }
        said + "."
    }

    fn value(&self, measure: &Measure, few_are_wanted: bool) -> Vec<String> {
        match measure {
            Measure::Share(m) => share(m, few_are_wanted),
            Measure::OnTime(m) => self.on_time(m),
            Measure::UpToDate(m) => self.up_to_date(m),
            Measure::Repeat(m) => self.repeat(m),
            Measure::PerSubject(m) => self.per_subject(m),
            Measure::Duration(m) => self.duration(m),
            Measure::Count(_) => vec!["The value is how many there are.".to_owned()],
            Measure::Ratio(m) => self.ratio(m),
            Measure::Document(m) => document(m),
            Measure::Statement(m) => statement(m),
        }
    }

    fn up_to_date(&self, m: &UpToDate) -> Vec<String> {
        let of = &m.scope.of;
        let by = self.column(of, &m.by);
        let latest = self.column(m.events.as_deref().unwrap_or(of), &m.latest);
        let place = m
            .events
            .as_ref()
            .map(|events| format!(" in the list {}, matched by {by}", self.list(events)))
            .unwrap_or_default();
        let without = m.since.as_ref().map_or_else(
            || "Without any, it is late.".to_owned(),
            |since| {
                format!(
                    "Without any, the clock starts on {}.",
                    self.column(of, since)
                )
            },
        );
        vec![
            format!("For each {by}, find the latest {latest}{place}."),
            format!(
                "Count those whose latest is at most {} before {UP_TO}. {without}",
                m.within
            ),
            percentage(),
        ]
    }

    fn per_subject(&self, m: &PerSubject) -> Vec<String> {
        let by = self.column(&m.scope.of, &m.by);
        let of = match &m.subjects {
            Some((dataset, Some(filter))) => {
                format!(
                    "Out of every {by} in the list {} where {}",
                    self.list(dataset),
                    filter.english()
                )
            }
            Some((dataset, None)) => {
                format!("Out of every {by} in the list {}", self.list(dataset))
            }
            None => format!("Out of every {by} with at least one"),
        };
        vec![
            format!(
                "{of}, count those with at least {} of them.",
                m.at_least_events
            ),
            percentage(),
        ]
    }

    fn ratio(&self, m: &Ratio) -> Vec<String> {
        let top = m.sum.as_ref().map_or("their number".to_owned(), |c| {
            format!("the sum of {}", self.column(&m.scope.of, c))
        });
        let mut steps = vec![format!("Above the line: {top}.")];
        let below = match &m.over {
            Over::Figure(name) => format!("the figure {} from settings", name.replace('_', " ")),
            Over::List { scope, sum } => {
                steps.push(self.scope(scope));
                sum.as_ref().map_or("the number of those".to_owned(), |c| {
                    format!("the sum of their {}", self.column(&scope.of, c))
                })
            }
        };
        let per = if m.per == 1 {
            String::new()
        } else {
            format!(", times {}", thousands(m.per))
        };
        steps.push(format!("Below the line: {below}{per}."));
        steps
    }

    fn on_time(&self, m: &OnTime) -> Vec<String> {
        vec![
            format!(
                "The clock starts on {} and stops on {}.",
                self.column(&m.scope.of, &m.from),
                self.column(&m.scope.of, &m.to)
            ),
            format!("Count those that took at most {}.", m.within),
            "Those not finished and past the limit are late. Those not yet due are left out."
                .to_owned(),
            percentage(),
        ]
    }

    fn repeat(&self, m: &Repeat) -> Vec<String> {
        vec![
            format!(
                "Count those where the same {} has an earlier {} in the {} before {}.",
                self.column(&m.scope.of, &m.by),
                self.column(&m.scope.of, &m.earlier),
                m.within,
                self.column(&m.scope.of, &m.dated)
            ),
            percentage(),
        ]
    }

    fn duration(&self, m: &crate::pack::measures::Duration) -> Vec<String> {
        let open = match m.open {
            Open::LeftOut => "Those not finished are left out and reported.".to_owned(),
            Open::Count => format!("Those not finished count up to {UP_TO}."),
        };
        let statistic = match m.statistic {
            Statistic::Median => "The value is the median.",
            Statistic::Mean => "The value is the mean.",
            Statistic::Percentile90 => "The value is the 90th percentile, by nearest rank.",
        };
        vec![
            format!(
                "Measure each from {} to {}.",
                self.column(&m.scope.of, &m.from),
                self.column(&m.scope.of, &m.to)
            ),
            open,
            statistic.to_owned(),
        ]
    }
}

fn share(m: &Share, few_are_wanted: bool) -> Vec<String> {
    let blank = match m.blank {
        // Where few are wanted that would read as if a blank counted against it.
        Blank::NotMet if few_are_wanted => {
            "A blank answer is not one of those. If the blanks could change the answer, it is not known."
        }
        Blank::NotMet => {
            "A blank answer counts as not met. Where nobody has answered, it is not known."
        }
        Blank::LeftOut => "A blank answer is left out and reported.",
    };
    vec![
        format!("Count those for which {}.", m.meets.english()),
        blank.to_owned(),
        percentage(),
    ]
}

fn document(m: &Document) -> Vec<String> {
    let mut steps = vec![format!(
        "Look for a document with {} in its name or title.",
        patterns(&m.matches)
    )];
    if !m.except.is_empty() {
        steps.push(format!("Pass over those with {}.", patterns(&m.except)));
    }
    if let Some(span) = m.dated_within {
        steps.push(format!("It must be dated within {span}."));
    }
    if m.approved {
        steps.push("It must be approved.".to_owned());
    }
    if !m.must_have.is_empty() {
        let names: Vec<&str> = m.must_have.iter().map(String::as_str).collect();
        steps.push(format!("It must have {}.", headings(&names)));
    }
    if !m.must_mention.is_empty() {
        let words: Vec<&str> = m.must_mention.iter().map(String::as_str).collect();
        steps.push(format!("It must mention {}.", quoted(&words)));
    }
    steps.push(
        "All of these: met. Only a heading or mention missing: nearly met. Else not met."
            .to_owned(),
    );
    steps
}

fn statement(m: &Statement) -> Vec<String> {
    let cap = match m.cap {
        Cap::Nearly => "nearly met",
        Cap::Met => "met",
    };
    vec![
        format!(
            "Take the latest answer of the {} to the question `{}`.",
            m.by, m.question
        ),
        match m.sources_at_least {
            0 => format!("It stands for {}.", m.within),
            least => format!(
                "It stands for {} and must name at least {}.",
                m.within,
                so_many(least, "sources")
            ),
        },
        format!("It reaches {cap} at the most."),
    ]
}

fn percentage() -> String {
    "The value is that count as a percentage.".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_needless_zeros_and_nothing_else() {
        assert_eq!(number(85_000_000), "85");
        assert_eq!(number(15_200_000), "15.2");
        assert_eq!(number(-500_000), "-0.5");
        assert_eq!(number(1), "0.000001");
        assert_eq!(per(10_000), " per 10,000");
        assert_eq!([per(1), per(100)], ["", ""]);
        assert_eq!(thousands(12_005_040), "12,005,040");
    }

    #[test]
    fn steps_leave_out_what_says_nothing() {
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        let pack = pack.unwrap();
        let said = |id: &str| steps(pack.criterion(id).unwrap(), &pack).join(" ");
        // Few are wanted, so a blank counted as not met would read as if it counted against it.
        let few = said("few-children-are-referred-again");
        assert!(!few.contains("counts as not met"), "{few}");
        assert!(
            few.contains("Say nothing when there are fewer than 10."),
            "{few}"
        );
        let many = said("care-leavers-are-in-touch");
        assert!(many.contains("A blank answer counts as not met."), "{many}");
        // A count of none is 0.
        let count = said("no-challenge-open-past-20-working-days");
        assert!(!count.contains("Say nothing"), "{count}");
    }

    #[test]
    fn a_limit_that_all_or_none_must_reach_is_said_in_a_word() {
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        let pack = pack.unwrap();
        let said = |id: &str, direction, value| {
            let limit = Limit { direction, value };
            wanted(limit, &pack.criterion(id).unwrap().measure)
        };
        let (least, most) = (Direction::AtLeast, Direction::AtMost);
        let share = "care-leavers-are-in-touch";
        assert_eq!(said(share, least, ALL), "all");
        assert_eq!(said(share, most, 0), "none");
        assert_eq!(said(share, least, 99 * SCALE), "at least 99%");
        assert_eq!(said(share, most, ALL), "at most 100%");
        let count = "no-challenge-open-past-20-working-days";
        assert_eq!(said(count, most, 0), "none");
        assert_eq!(said(count, least, ALL), "at least 100");
    }

    #[test]
    fn a_limit_of_one_has_a_singular_unit() {
        let limit_of = |value| Limit {
            direction: Direction::AtMost,
            value,
        };
        assert_eq!(
            limit(limit_of(1_000_000), " working days"),
            "at most 1 working day"
        );
        assert_eq!(limit(limit_of(2_000_000), " days"), "at most 2 days");
        assert_eq!(limit(limit_of(1_000_000), "%"), "at most 1%");
    }
}
