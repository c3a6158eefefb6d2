//! A second evaluator, as plain and slow as can be, and random conditions for both to answer.
//!
//! It shares only `Day` with the real one. Unknown is `None`; fractions are kept in lowest terms.

mod any;

use proptest::prelude::*;

use super::super::written::Writer;
use super::super::{Clock, Truth, mutate};
use super::{calendar, compile, day, table};
use crate::calendar::Day;
use crate::table::Cell;
use any::{ask, row};

const AS_AT: &str = "2026-04-10";
const TEXTS: [&str; 5] = ["", "a", "Ab", "aB ", "ba"];
const PATTERNS: [&str; 6] = ["", "%", "a%", "%B", "_b%", "%a%b%"];
const CODES: [&str; 3] = ["open", "closed", "not_known"];
const SIGNS: [&str; 6] = ["=", "<>", "<", "<=", ">", ">="];

#[derive(Debug, Clone)]
enum Num {
    Visits,
    Hours,
    Literal(i64),
    Minus(Box<Num>),
    Two(Box<Num>, char, Box<Num>),
    Span(&'static str, Moment, Moment),
    Length(Words),
    Coalesce(Box<Num>, Box<Num>),
}

#[derive(Debug, Clone)]
enum Moment {
    Column(&'static str),
    AsAt,
    Literal(i64),
    Shift(Box<Moment>, char, Box<Num>),
}

#[derive(Debug, Clone)]
enum Words {
    Column(&'static str),
    Literal(&'static str),
    Trim(Box<Words>),
    Coalesce(Box<Words>, Box<Words>),
}

/// Whether it is the column of checked codes, and the code that stands for a blank.
type Coded = (bool, Option<u16>);

#[derive(Debug, Clone)]
enum Ask {
    Column(&'static str),
    And(Box<Ask>, Box<Ask>),
    Or(Box<Ask>, Box<Ask>),
    Not(Box<Ask>),
    Same(Box<Ask>, &'static str, Box<Ask>),
    Coalesce(Box<Ask>, bool),
    Unknown(Box<Ask>),
    Nums(Num, &'static str, Num),
    Moments(Moment, &'static str, Moment),
    Texts(Words, &'static str, Words),
    NumIn(Num, Vec<Num>),
    MomentBetween(Moment, Moment, Moment),
    NumBetween(Num, Num, Num),
    Like(Words, &'static str),
    Codes(Vec<usize>, bool),
    SameCode(Coded, &'static str, Coded),
    NumBlank(Num),
    MomentBlank(Moment),
}

/// One row: blanks are `None`, dates are days from as-at.
#[derive(Debug, Clone)]
struct Row {
    visits: Option<i64>,
    hours: Option<i64>,
    started: Option<i64>,
    ended: Option<i64>,
    planned: Option<i64>,
    team: Option<&'static str>,
    place: Option<&'static str>,
    seen: Option<bool>,
    alone: Option<bool>,
    status: Option<u16>,
    checked: Option<u16>,
}

impl Row {
    fn without(&self, column: &str) -> Self {
        let mut row = self.clone();
        match column {
            "hours" => row.hours = None,
            "ended_on" => row.ended = None,
            "team" => row.team = None,
            "seen" => row.seen = None,
            "status" => row.status = None,
            other => panic!("no column {other}"),
        }
        row
    }
}

type Fraction = (i128, i128);

fn fraction(upper: i128, lower: i128) -> Fraction {
    let (mut a, mut b) = (upper.abs(), lower.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let sign = if lower < 0 { -1 } else { 1 };
    (sign * upper / a.max(1), sign * lower / a.max(1))
}

fn day_at(offset: i64) -> Day {
    day(AS_AT).plus_days(offset)
}

impl Num {
    fn sql(&self) -> String {
        match self {
            Self::Visits => "visits".into(),
            Self::Hours => "hours".into(),
            Self::Literal(n) => n.to_string(),
            Self::Minus(n) => format!("(- {})", n.sql()),
            Self::Two(a, sign, b) => format!("({} {sign} {})", a.sql(), b.sql()),
            Self::Span(name, a, b) => format!("{name}({}, {})", a.sql(), b.sql()),
            Self::Length(t) => format!("length({})", t.sql()),
            Self::Coalesce(a, b) => format!("coalesce({}, {})", a.sql(), b.sql()),
        }
    }

    fn value(&self, row: &Row) -> Option<Fraction> {
        let halves = |n: Option<i64>| n.map(|n| fraction(i128::from(n), 2));
        match self {
            Self::Visits => halves(row.visits),
            Self::Hours => halves(row.hours),
            Self::Literal(n) => Some((i128::from(*n), 1)),
            Self::Minus(n) => n.value(row).map(|(u, l)| (-u, l)),
            Self::Two(a, sign, b) => {
                let ((au, al), (bu, bl)) = (a.value(row)?, b.value(row)?);
                match sign {
                    '+' => Some(fraction(au * bl + bu * al, al * bl)),
                    '-' => Some(fraction(au * bl - bu * al, al * bl)),
                    '*' => Some(fraction(au * bu, al * bl)),
                    _ => (bu != 0).then(|| fraction(au * bl, al * bu)),
                }
            }
            Self::Span(name, a, b) => span(name, a.value(row)?, b.value(row)?),
            Self::Length(t) => t.value(row).map(|t| (t.len() as i128, 1)),
            Self::Coalesce(a, b) => a.value(row).or_else(|| b.value(row)),
        }
    }
}

/// Counts one day, one month or one year at a time.
fn span(name: &str, from: Day, to: Day) -> Option<Fraction> {
    let (first, last) = (from.min(to), from.max(to));
    let mut count = 0_i128;
    match name {
        "months" => {
            while first.plus_months(i32::try_from(count + 1).unwrap()) <= last {
                count += 1;
            }
        }
        "age" if to < from => return None,
        "age" => {
            let turns = |year| Day::new(year, from.month(), from.day());
            let later = |year| turns(year).unwrap_or_else(|| Day::new(year, 3, 1).unwrap());
            count = (from.year() + 1..=to.year())
                .filter(|y| later(*y) <= to)
                .count() as i128;
        }
        _ => {
            let holidays = [day("2026-04-03"), day("2026-04-06")];
            for number in first.number() + 1..=last.number() {
                let one = Day::from_number(number);
                let off = one.weekday().is_weekend() || holidays.contains(&one);
                count += i128::from(name == "days" || !off);
            }
        }
    }
    Some((if to < from { -count } else { count }, 1))
}

impl Moment {
    fn sql(&self) -> String {
        match self {
            Self::Column(name) => (*name).into(),
            Self::AsAt => "as_at()".into(),
            Self::Literal(offset) => format!("date '{}'", day_at(*offset)),
            Self::Shift(date, sign, n) => format!("({} {sign} {})", date.sql(), n.sql()),
        }
    }

    fn value(&self, row: &Row) -> Option<Day> {
        match self {
            Self::Column("started_on") => row.started.filter(|d| *d <= 0).map(day_at),
            Self::Column("ended_on") => row.ended.filter(|d| *d <= 0).map(day_at),
            Self::Column(_) => row.planned.map(day_at),
            Self::AsAt => Some(day(AS_AT)),
            Self::Literal(offset) => Some(day_at(*offset)),
            Self::Shift(date, sign, n) => {
                let (date, (upper, lower)) = (date.value(row)?, n.value(row)?);
                let days = if *sign == '+' { upper } else { -upper };
                let number = i128::from(date.number()) + days;
                let real = i128::from(Day::MIN.number())..=i128::from(Day::MAX.number());
                (lower == 1 && real.contains(&number))
                    .then(|| Day::from_number(i32::try_from(number).unwrap()))
            }
        }
    }
}

impl Words {
    fn sql(&self) -> String {
        match self {
            Self::Column(name) => (*name).into(),
            Self::Literal(text) => format!("'{text}'"),
            Self::Trim(inner) => format!("trim({})", inner.sql()),
            Self::Coalesce(a, b) => format!("coalesce({}, lower({}))", a.sql(), b.sql()),
        }
    }

    fn value(&self, row: &Row) -> Option<String> {
        match self {
            Self::Column("team") => row.team.map(str::to_lowercase),
            Self::Column(_) => row.place.map(str::to_lowercase),
            Self::Literal(text) => Some(text.to_lowercase()),
            Self::Trim(inner) => inner.value(row).map(|t| t.trim().to_owned()),
            Self::Coalesce(a, b) => a.value(row).or_else(|| b.value(row)),
        }
    }
}

fn compared<T: Ord>(left: Option<T>, sign: &str, right: Option<T>) -> Option<bool> {
    let (left, right) = (left?, right?);
    Some(match sign {
        "=" => left == right,
        "<>" => left != right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    })
}

fn nums(left: Option<Fraction>, sign: &str, right: Option<Fraction>) -> Option<bool> {
    let ((au, al), (bu, bl)) = (left?, right?);
    compared(Some(au * bl), sign, Some(bu * al))
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    and(left.map(|t| !t), right.map(|t| !t)).map(|t| !t)
}

fn matches(text: &[u8], pattern: &[u8]) -> bool {
    match (text, pattern) {
        ([], []) => true,
        (_, [b'%', rest @ ..]) => (0..=text.len()).any(|skip| matches(&text[skip..], rest)),
        ([_, text @ ..], [b'_', rest @ ..]) => matches(text, rest),
        ([a, text @ ..], [b, rest @ ..]) => a == b && matches(text, rest),
        _ => false,
    }
}

fn coded_sql((checked, otherwise): Coded) -> String {
    let column = if checked { "checked_status" } else { "status" };
    match otherwise {
        Some(code) => format!("coalesce({column}, '{}')", CODES[usize::from(code)]),
        None => column.into(),
    }
}

fn coded_value((checked, otherwise): Coded, row: &Row) -> Option<u16> {
    let code = if checked { row.checked } else { row.status };
    code.or(otherwise)
}

impl Ask {
    fn sql(&self) -> String {
        match self {
            Self::Column(name) => (*name).into(),
            Self::And(a, b) => format!("({} and {})", a.sql(), b.sql()),
            Self::Or(a, b) => format!("({} or {})", a.sql(), b.sql()),
            Self::Not(a) => format!("(not {})", a.sql()),
            Self::Same(a, sign, b) => format!("({} {sign} {})", a.sql(), b.sql()),
            Self::Coalesce(a, truth) => format!("coalesce({}, {truth})", a.sql()),
            Self::Unknown(a) => format!("({} is null)", a.sql()),
            Self::Nums(a, sign, b) => format!("{} {sign} {}", a.sql(), b.sql()),
            Self::Moments(a, sign, b) => format!("{} {sign} {}", a.sql(), b.sql()),
            Self::Texts(a, sign, b) => format!("{} {sign} {}", a.sql(), b.sql()),
            Self::NumIn(n, list) => {
                let list: Vec<String> = list.iter().map(Num::sql).collect();
                format!("{} in ({})", n.sql(), list.join(", "))
            }
            Self::MomentBetween(a, b, c) => {
                format!("{} between {} and {}", a.sql(), b.sql(), c.sql())
            }
            Self::NumBetween(a, b, c) => {
                format!("{} not between {} and {}", a.sql(), b.sql(), c.sql())
            }
            Self::Like(t, pattern) => format!("{} not like '{pattern}'", t.sql()),
            Self::Codes(among, negated) => {
                let list: Vec<String> = among.iter().map(|c| format!("'{}'", CODES[*c])).collect();
                let not = if *negated { "not " } else { "" };
                format!("status {not}in ({})", list.join(", "))
            }
            Self::SameCode(a, sign, b) => format!("{} {sign} {}", coded_sql(*a), coded_sql(*b)),
            Self::NumBlank(n) => format!("{} is not null", n.sql()),
            Self::MomentBlank(d) => format!("{} is null", d.sql()),
        }
    }

    fn value(&self, row: &Row) -> Option<bool> {
        match self {
            Self::Column("seen") => row.seen,
            Self::Column(_) => row.alone,
            Self::And(a, b) => and(a.value(row), b.value(row)),
            Self::Or(a, b) => or(a.value(row), b.value(row)),
            Self::Not(a) => a.value(row).map(|t| !t),
            Self::Same(a, sign, b) => compared(a.value(row), sign, b.value(row)),
            Self::Coalesce(a, truth) => Some(a.value(row).unwrap_or(*truth)),
            Self::Unknown(a) => Some(a.value(row).is_none()),
            Self::Nums(a, sign, b) => nums(a.value(row), sign, b.value(row)),
            Self::Moments(a, sign, b) => compared(a.value(row), sign, b.value(row)),
            Self::Texts(a, sign, b) => compared(a.value(row), sign, b.value(row)),
            Self::NumIn(n, list) => list
                .iter()
                .map(|item| nums(n.value(row), "=", item.value(row)))
                .fold(Some(false), or),
            Self::MomentBetween(a, b, c) => {
                let value = || a.value(row);
                and(
                    compared(value(), ">=", b.value(row)),
                    compared(value(), "<=", c.value(row)),
                )
            }
            Self::NumBetween(a, b, c) => {
                let value = || a.value(row);
                and(
                    nums(value(), ">=", b.value(row)),
                    nums(value(), "<=", c.value(row)),
                )
                .map(|t| !t)
            }
            Self::Like(t, pattern) => {
                let pattern = pattern.to_lowercase();
                t.value(row)
                    .map(|t| !matches(t.as_bytes(), pattern.as_bytes()))
            }
            Self::Codes(among, negated) => row
                .status
                .map(|code| among.contains(&usize::from(code)) != *negated),
            Self::SameCode(a, sign, b) => {
                compared(coded_value(*a, row), sign, coded_value(*b, row))
            }
            Self::NumBlank(n) => Some(n.value(row).is_some()),
            Self::MomentBlank(d) => Some(d.value(row).is_none()),
        }
    }
}

fn held(rows: &[Row]) -> crate::table::Table {
    let number = |n: Option<i64>| n.map_or(Cell::Blank, |n| Cell::Number(n * 500_000));
    let date = |d: Option<i64>| d.map_or(Cell::Blank, |d| Cell::Date(day_at(d)));
    let truth = |t: Option<bool>| t.map_or(Cell::Blank, Cell::YesNo);
    let text = |t: Option<&'static str>| t.map_or(Cell::Blank, Cell::Text);
    let all = |cell: &dyn Fn(&Row) -> Cell<'static>| rows.iter().map(cell).collect::<Vec<_>>();
    table(&[
        ("visits", all(&|r| number(r.visits))),
        ("hours", all(&|r| number(r.hours))),
        ("started_on", all(&|r| date(r.started))),
        ("ended_on", all(&|r| date(r.ended))),
        ("planned_on", all(&|r| date(r.planned))),
        ("team", all(&|r| text(r.team))),
        ("place", all(&|r| text(r.place))),
        ("seen", all(&|r| truth(r.seen))),
        ("seen_alone", all(&|r| truth(r.alone))),
        ("status", all(&|r| r.status.map_or(Cell::Blank, Cell::Code))),
        (
            "checked_status",
            all(&|r| r.checked.map_or(Cell::Blank, Cell::Code)),
        ),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn both_evaluators_agree(ask in ask(), rows in prop::collection::vec(row(), 1..12)) {
        let (condition, calendar) = (compile(&ask.sql()), calendar());
        let clock = Clock { as_at: day(AS_AT), calendar: &calendar };
        let table = held(&rows);
        let bound = condition.bind(&table, clock).unwrap();
        for (at, row) in rows.iter().enumerate() {
            prop_assert_eq!(bound.truth(at), Truth::from(ask.value(row)), "{}", ask.sql());
        }
    }

    /// Written out again it is the same, and in the form that shows which are alike it says the same.
    #[test]
    fn a_condition_written_out_says_what_it_said(
        ask in ask(),
        rows in prop::collection::vec(row(), 1..12),
    ) {
        let (condition, calendar) = (compile(&ask.sql()), calendar());
        let writer = Writer { fields: &condition.fields };
        let again = compile(&writer.test(&condition.test));
        prop_assert_eq!(&again.test, &condition.test, "{}", ask.sql());
        let plain = compile(&mutate::key(&condition.test, writer));
        let clock = Clock { as_at: day(AS_AT), calendar: &calendar };
        let table = held(&rows);
        let (said, plainly) = (condition.bind(&table, clock), plain.bind(&table, clock));
        let (said, plainly) = (said.unwrap(), plainly.unwrap());
        for at in 0..rows.len() {
            prop_assert_eq!(said.truth(at), plainly.truth(at), "{}", plain.text());
        }
    }

    /// What a condition that doubts a blank column still knows is so whatever the column held.
    #[test]
    fn what_is_known_in_doubt_is_so_whatever_the_cells_held(
        ask in ask(),
        filled in prop::collection::vec(row(), 1..12),
        column in prop::sample::select(&["hours", "ended_on", "team", "seen", "status"][..]),
    ) {
        let (condition, calendar) = (compile(&ask.sql()), calendar());
        let clock = Clock { as_at: day(AS_AT), calendar: &calendar };
        let doubting = condition.doubting(|name| name == column);
        let doubting = doubting.map_or(condition, |(doubting, columns)| {
            assert_eq!(columns, [column.into()]);
            doubting
        });
        let blank: Vec<Row> = filled.iter().map(|row| row.without(column)).collect();
        let table = held(&blank);
        let bound = doubting.bind(&table, clock).unwrap();
        for (at, row) in filled.iter().enumerate() {
            if bound.truth(at) != Truth::Unknown {
                prop_assert_eq!(bound.truth(at), Truth::from(ask.value(row)), "{}", ask.sql());
            }
        }
    }
}
