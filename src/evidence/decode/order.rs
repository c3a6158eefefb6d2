//! Whether the dates of a column are day-first, month-first, or cannot be told apart.

use super::date::Order;
use crate::evidence::DatesFit;

/// From this many dates on, that each of them fits both orders is no chance.
const ENOUGH: u64 = 10;
/// How many days and how many months such dates spread over at least: the first days of each month,
/// or the days of one month, fit both orders as they should.
const SPREAD: u32 = 5;

/// From this many times as many dates that fit month-first only, those that fit day-first only are
/// slips.
const SLIPS: u64 = 10;

/// Why the dates of a column cannot be read day-first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Some fit month-first only, and none or hardly any day-first only.
    MonthFirst,
    /// Every one fits both orders, and they are too many and too spread for that to be chance.
    EitherWay,
}

/// In which orders the dates of a column fit.
#[derive(Debug, Default)]
pub(super) struct Orders {
    day_first: u64,
    month_first: u64,
    /// Dates with slashes that fit both ways, and one bit for each first and second number.
    either: u64,
    firsts: u16,
    seconds: u16,
    /// Dates with other marks that fit both ways.
    unmarked: u64,
    /// Dates that are written so that the order is plain, or that do not exist.
    other: u64,
}

impl Orders {
    /// Takes in a date that a text was read as.
    #[inline]
    pub(super) fn take(&mut self, order: Order) {
        match order {
            Order::DayFirst => self.day_first += 1,
            Order::MonthFirst => self.month_first += 1,
            Order::Either {
                numbers: [first, second],
                slashed: true,
            } => {
                self.either += 1;
                self.firsts |= 1 << first;
                self.seconds |= 1 << second;
            }
            Order::Either { slashed: false, .. } => {
                self.unmarked += 1;
                self.other += 1;
            }
            Order::Plain | Order::Neither => self.other += 1,
        }
    }

    /// Takes in a day that the file counts or that is no text of a date.
    #[inline]
    pub(super) fn take_typed(&mut self) {
        self.other += 1;
    }

    /// Takes in the dates of other rows.
    pub(super) fn join(&mut self, more: &Self) {
        let Self {
            day_first,
            month_first,
            either,
            firsts,
            seconds,
            unmarked,
            other,
        } = more;
        self.day_first += day_first;
        self.month_first += month_first;
        self.either += either;
        self.firsts |= firsts;
        self.seconds |= seconds;
        self.unmarked += unmarked;
        self.other += other;
    }

    /// How many dates fit with the month first.
    pub(super) fn fit(&self) -> DatesFit {
        DatesFit {
            dates: self.day_first + self.month_first + self.either + self.other,
            month_first: self.month_first,
            either: self.either + self.unmarked,
        }
    }

    /// Whether some dates fit day first and no other way.
    pub(super) fn is_day_first(&self) -> bool {
        self.day_first > 0
    }

    /// Whether there are dates that fit both orders and no other that would tell.
    pub(super) fn is_day_first_untold(&self) -> bool {
        let tells = self.day_first + self.month_first + self.other;
        self.either > 0 && tells == 0 && self.doubt().is_none()
    }

    /// Whether dates fit both orders, and none of the others only day first.
    pub(super) fn could_be_month_first(&self) -> bool {
        self.either + self.unmarked > 0 && self.day_first == 0
    }

    pub(super) fn doubt(&self) -> Option<Doubt> {
        if self.month_first > 0 && self.month_first >= self.day_first * SLIPS {
            return Some(Doubt::MonthFirst);
        }
        let alike = self.day_first == 0 && self.other == 0 && self.either >= ENOUGH;
        let spread = self.firsts.count_ones() >= SPREAD && self.seconds.count_ones() >= SPREAD;
        (alike && spread).then_some(Doubt::EitherWay)
    }
}
