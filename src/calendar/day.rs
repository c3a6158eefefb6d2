//! A calendar day as one whole number, so that comparing and adding cost nothing.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

/// Days from 1 March of the year 0 to 1 January 1970: counting from March puts the leap day last.
const MARCH_ZERO: i32 = 719_468;
const DAYS_IN_400_YEARS: u32 = 146_097;
const LAST_YEAR: i32 = 9999;

/// A day of the Gregorian calendar between the years 1 and 9999.
///
/// Held as the number of days since 1 January 1970. It has no time and no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// The first day of the week.
    Monday,
    /// The second day of the week.
    Tuesday,
    /// The third day of the week.
    Wednesday,
    /// The fourth day of the week.
    Thursday,
    /// The fifth day of the week.
    Friday,
    /// The first day of the weekend.
    Saturday,
    /// The second day of the weekend.
    Sunday,
}

impl Weekday {
    /// Whether this is a Saturday or a Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

impl Day {
    /// The earliest day there is: 1 January of the year 1.
    pub const MIN: Self = Self(-719_162);
    /// The latest day there is: 31 December 9999.
    pub const MAX: Self = Self(2_932_896);

    /// The day with this year, month and day number, if there is one.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let real = (1..=LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        real.then(|| Self::from_parts(year, month, day))
    }

    /// The day this many days after 1 January 1970, kept within [`Day::MIN`] and [`Day::MAX`].
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// How many days after 1 January 1970 this day is.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Reads a day written exactly as `2026-11-22`.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let written: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = written else {
            return None;
        };
        let year = number_of(&[*y1, *y2, *y3, *y4])?;
        Self::new(
            year.cast_signed(),
            number_of(&[*m1, *m2])?,
            number_of(&[*d1, *d2])?,
        )
    }

    /// The day this many days later, or earlier if negative; stops at the first and last day there is.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let furthest = if days < 0 { i32::MIN } else { i32::MAX };
        let days = i32::try_from(days).unwrap_or(furthest);
        Self::from_number(self.0.saturating_add(days))
    }

    /// The same day number this many months later, or earlier if negative.
    ///
    /// A day number that the month does not have becomes its last day: 31 January and one month is
    /// 28 or 29 February. Stops at the first and last day there is.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.parts();
        let total = months_since_year_zero(year, month).saturating_add(months);
        let (year, month) = (
            total.div_euclid(12),
            total.rem_euclid(12).cast_unsigned() + 1,
        );
        if year < 1 {
            Self::MIN
        } else if year > LAST_YEAR {
            Self::MAX
        } else {
            Self::from_parts(year, month, day.min(days_in_month(year, month)))
        }
    }

    /// Whole months completed from this day to the other; negative if the other is earlier.
    ///
    /// For a later day it is the most months that can be added without passing it, so
    /// 31 January to 28 February of a common year is one month. For an earlier day it is the
    /// months from that day to this one, with a minus sign.
    #[must_use]
    pub fn months_until(self, other: Self) -> i32 {
        if other < self {
            return -other.months_until(self);
        }
        let (from_year, from_month, from_day) = self.parts();
        let (year, month, day) = other.parts();
        let months =
            months_since_year_zero(year, month) - months_since_year_zero(from_year, from_month);
        let completed = day >= from_day.min(days_in_month(year, month));
        if completed { months } else { months - 1 }
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.parts().0
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.parts().1
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.parts().2
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday, three days after a Monday.
        match (self.0 + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The day written for reading: `22 November 2026`.
    #[must_use]
    pub fn long(self) -> String {
        let (year, month, day) = self.parts();
        format!("{day} {} {year}", month_name(month))
    }

    /// The first three letters of the month, for narrow tables and axes: `Nov`.
    #[must_use]
    pub fn short_month(self) -> &'static str {
        let name = month_name(self.month());
        name.get(..3).unwrap_or(name)
    }

    fn from_parts(year: i32, month: u32, day: u32) -> Self {
        let year = year.cast_unsigned() - u32::from(month <= 2);
        let (era, year_of_era) = (year / 400, year % 400);
        let months_from_march = (month + 9) % 12;
        let day_of_year = (153 * months_from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self((era * DAYS_IN_400_YEARS + day_of_era).cast_signed() - MARCH_ZERO)
    }

    fn parts(self) -> (i32, u32, u32) {
        let days = (self.0 + MARCH_ZERO).cast_unsigned();
        let (era, day_of_era) = (days / DAYS_IN_400_YEARS, days % DAYS_IN_400_YEARS);
        // Takes off the leap days gone by (one in 4 years, none in 100, one in 400), leaving whole years of 365.
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // From March, the lengths of five months running always add up to 153 days.
        let months_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * months_from_march + 2) / 5 + 1;
        let month = (months_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + u32::from(month <= 2);
        (year.cast_signed(), month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl schemars::JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The text itself stays out of the message: in evidence it may be anything.
        let text = String::deserialize(deserializer)?;
        Self::parse_iso(&text).ok_or_else(|| {
            D::Error::custom("expected a date written as year-month-day, such as `2026-11-22`")
        })
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn months_since_year_zero(year: i32, month: u32) -> i32 {
    year * 12 + month.cast_signed() - 1
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: u32) -> &'static str {
    let [.., last] = MONTHS;
    let mut names = MONTHS.into_iter().zip(1..);
    names
        .find(|(_, number)| *number == month)
        .map_or(last, |(name, _)| name)
}

/// The month of a name: whole, its first three letters, or `Sept`, in any case.
pub fn month_named(word: &[u8]) -> Option<u32> {
    let is_word = |name: &str| name.as_bytes().eq_ignore_ascii_case(word);
    let is_meant = |name: &str| is_word(name) || name.get(..3).is_some_and(is_word);
    let mut names = MONTHS.into_iter().zip(1..);
    names
        .find(|(name, _)| is_meant(name) || (*name == "September" && is_word("Sept")))
        .map(|(_, number)| number)
}

fn number_of(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests;
