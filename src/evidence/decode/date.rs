//! Dates in every way that evidence writes them.

use super::Epoch;
use crate::calendar::{Day, month_named};

/// A text with the shape of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// The day it stands for, read day-first; none where there is no such date.
    pub(super) day: Option<Day>,
    /// Which ways of reading it give a date.
    pub(super) order: Order,
}

/// Which ways of reading a date give one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Day-first only: `25/01/2026`.
    DayFirst,
    /// Month-first only: `01/25/2026`.
    MonthFirst,
    /// Both: `01/02/2026`.
    Either {
        /// The day and the month, read day first.
        numbers: [u32; 2],
        /// Whether slashes stand between the numbers.
        slashed: bool,
    },
    /// The order is plain from the way it is written.
    Plain,
    /// No way at all.
    Neither,
}

/// Reads a text with the shape of a date; the time after it is cut off.
#[inline]
pub(super) fn parse(text: &str) -> Option<Written> {
    match text.as_bytes() {
        [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] => {
            match (
                number(&[*d1, *d2]),
                number(&[*m1, *m2]),
                number(&[*y1, *y2, *y3, *y4]),
            ) {
                (Some(day), Some(month), Some(year)) => Some(numeric([day, month, year], b'/')),
                (_, _, _) => None,
            }
        }
        [_, _, _, _, b'-', _, _, b'-', _, _] if let Some(day) = Day::parse_iso(text) => {
            Some(plain(Some(day)))
        }
        bytes => Scan { rest: bytes }.date(),
    }
}

/// The day of a workbook's count of days.
///
/// The 1900 count holds a day 60 that never was, 29 February 1900; days before it are one further on.
pub(super) fn from_serial(days: f64, epoch: Epoch) -> Option<Day> {
    const LAST: f64 = 2_958_466.0;
    if !(0.0..LAST).contains(&days) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it lies within the range above"
    )]
    let whole = days.floor() as i64;
    match epoch {
        Epoch::From1904 => Day::new(1904, 1, 1).map(|first| first.plus_days(whole)),
        Epoch::From1900 if whole == 60 || whole == 0 => None,
        Epoch::From1900 if whole < 60 => Day::new(1899, 12, 31).map(|zero| zero.plus_days(whole)),
        Epoch::From1900 => Day::new(1899, 12, 30).map(|zero| zero.plus_days(whole)),
    }
}

/// A date of three numbers with marks between them, day-first as the United Kingdom writes it.
fn numeric([day, month, year]: [u32; 3], mark: u8) -> Written {
    let year = year.cast_signed();
    if let Some(read) = Day::new(year, month, day) {
        let order = if day > 12 {
            Order::DayFirst
        } else {
            Order::Either {
                numbers: [day, month],
                slashed: mark == b'/',
            }
        };
        return Written {
            day: Some(read),
            order,
        };
    }
    let order = match Day::new(year, day, month) {
        Some(_) => Order::MonthFirst,
        None => Order::Neither,
    };
    Written { day: None, order }
}

/// A date that can be read in one way only.
fn plain(day: Option<Day>) -> Written {
    let order = if day.is_some() {
        Order::Plain
    } else {
        Order::Neither
    };
    Written { day, order }
}

struct Scan<'a> {
    rest: &'a [u8],
}

/// A month, as a number or as a name.
enum Month {
    Number(u32),
    Named(u32),
}

impl Scan<'_> {
    fn date(mut self) -> Option<Written> {
        if self.rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let word = self.letters();
            if let Some(month) = month_named(word) {
                return self.month_then_day(month);
            }
            if !is_weekday(word) {
                return None;
            }
            self.separator();
        }
        let (first, digits) = self.digits()?;
        match digits {
            1 | 2 => self.day_then_month(first),
            4 => self.year_then_month(first),
            8 => self.eight_digits(first),
            _ => None,
        }
    }

    /// `21/01/2012`, `21-1-12`, `21.01.2012`, `21 January 2012`, `21st Jan 2012`.
    fn day_then_month(mut self, day: u32) -> Option<Written> {
        self.ordinal();
        let before = self.separator();
        let month = self.month()?;
        let after = self.separator();
        let (year, digits) = self.digits()?;
        let year = match digits {
            4 => year,
            2 => century(year),
            _ => return None,
        };
        self.end()?;
        match month {
            Month::Number(month) => {
                let mark = before.filter(|_| before == after)?;
                Some(numeric([day, month, year], mark))
            }
            Month::Named(month) => Some(plain(Day::new(year.cast_signed(), month, day))),
        }
    }

    /// `2012-01-21`, `2012-Jan-21`, `2012/1/21`.
    fn year_then_month(mut self, year: u32) -> Option<Written> {
        let before = self.separator()?;
        let month = match self.month()? {
            Month::Number(month) | Month::Named(month) => month,
        };
        let after = self.separator()?;
        let day = self.short_number()?;
        self.end()?;
        (before == after).then(|| plain(Day::new(year.cast_signed(), month, day)))
    }

    /// `January 21, 2012`, `Jan 21 2012 12:00AM`.
    fn month_then_day(mut self, month: u32) -> Option<Written> {
        self.separator();
        let day = self.short_number()?;
        self.ordinal();
        self.separator()?;
        let (year, 4) = self.digits()? else {
            return None;
        };
        self.end()?;
        Some(plain(Day::new(year.cast_signed(), month, day)))
    }

    /// `20120121`; other numbers of eight digits are not dates.
    fn eight_digits(self, number: u32) -> Option<Written> {
        self.end()?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let real = Day::new(year.cast_signed(), month, day)?;
        (1900..2200).contains(&year).then(|| plain(Some(real)))
    }

    fn month(&mut self) -> Option<Month> {
        if self.rest.first().is_some_and(u8::is_ascii_alphabetic) {
            return month_named(self.letters()).map(Month::Named);
        }
        self.short_number().map(Month::Number)
    }

    fn short_number(&mut self) -> Option<u32> {
        match self.digits()? {
            (number, 1 | 2) => Some(number),
            (_, _) => None,
        }
    }

    /// A run of at most eight digits, and how many there are.
    fn digits(&mut self) -> Option<(u32, usize)> {
        let taken = self.take_while(u8::is_ascii_digit);
        let known = (1..=8).contains(&taken.len());
        known
            .then(|| number(taken))
            .flatten()
            .map(|n| (n, taken.len()))
    }

    fn letters(&mut self) -> &[u8] {
        self.take_while(u8::is_ascii_alphabetic)
    }

    /// One of `/`, `-` and `.`, or spaces and commas, which count as one space.
    fn separator(&mut self) -> Option<u8> {
        if let [mark @ (b'/' | b'-' | b'.'), rest @ ..] = self.rest {
            self.rest = rest;
            return Some(*mark);
        }
        let spaces = self.take_while(|b| matches!(b, b' ' | b','));
        (!spaces.is_empty()).then_some(b' ')
    }

    fn ordinal(&mut self) {
        if let [a, b, rest @ ..] = self.rest
            && matches!(
                [a.to_ascii_lowercase(), b.to_ascii_lowercase()],
                [b's', b't'] | [b'n' | b'r', b'd'] | [b't', b'h']
            )
        {
            self.rest = rest;
        }
    }

    /// Nothing more, or a time.
    fn end(&self) -> Option<()> {
        let [b' ' | b'T' | b't' | b',', time @ ..] = self.rest else {
            return self.rest.is_empty().then_some(());
        };
        let time = time.trim_ascii_start();
        let hour = time.iter().take_while(|b| b.is_ascii_digit()).count();
        let is_time = (1..=2).contains(&hour)
            && time.get(hour) == Some(&b':')
            && time.iter().all(|b| {
                b.is_ascii_digit()
                    || matches!(
                        b.to_ascii_lowercase(),
                        b':' | b'.' | b'+' | b'-' | b' ' | b'z' | b'a' | b'p' | b'm'
                    )
            });
        is_time.then_some(())
    }

    fn take_while(&mut self, wanted: impl Fn(&u8) -> bool) -> &[u8] {
        let end = self.rest.iter().position(|b| !wanted(b));
        let (taken, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }
}

/// Years of two digits run from 1950 to 2049.
fn century(year: u32) -> u32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

fn is_weekday(word: &[u8]) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3
        && DAYS.iter().any(|day| {
            let start = day.as_bytes().get(..word.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word))
        })
}

#[inline]
fn number(digits: &[u8]) -> Option<u32> {
    let mut number = 0;
    let mut are_digits = true;
    for byte in digits {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        are_digits &= digit < 10;
        number = number * 10 + digit;
    }
    are_digits.then_some(number)
}
