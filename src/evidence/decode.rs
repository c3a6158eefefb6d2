//! One cell of a file made into one value of its column, or the kind of fault it has.

mod code;
mod date;
mod nothing;
mod number;
mod order;
mod yes_no;

use std::fmt::Write as _;

use super::{DatesFit, ProblemKind, fold};
use crate::calendar::Day;
use crate::pack::{ColumnSpec, Personal};
use crate::table::hash;
use crate::table::{Cell, ColumnType};

use code::CodeTable;
pub use nothing::says_nothing;
use nothing::{LONGEST_NOTHING, is_nothing, misfit};
pub use order::Doubt;
use order::Orders;

/// A cell as the file gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Raw<'a> {
    /// Nothing there.
    Blank,
    /// Text without padding; never empty.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date, as the number of days that a workbook counts.
    Serial(f64),
    /// A length of time in days.
    Duration(f64),
    /// A formula that failed.
    Failed,
}

/// Where a workbook's count of days starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    /// In 1900, with a 29 February 1900 that never was.
    #[default]
    From1900,
    /// In 1904.
    From1904,
}

impl<'a> Raw<'a> {
    /// A text without its padding; blank where nothing is left.
    #[inline]
    pub fn text(text: &'a str) -> Self {
        match fold::trim(text) {
            "" => Self::Blank,
            text => Self::Text(text),
        }
    }

    /// Whether nothing is there.
    #[inline]
    pub fn is_blank(self) -> bool {
        self == Self::Blank
    }
}

/// Decodes the cells of one column.
#[derive(Debug)]
pub struct Decoder<'s> {
    spec: &'s ColumnSpec,
    epoch: Epoch,
    codes: CodeTable,
    scratch: String,
    orders: Orders,
}

/// Decodes one text by its column's rules.
///
/// For many cells of one column keep a [`Decoder`]: it builds its table of spellings once.
pub fn decode<'a>(
    text: &'a str,
    spec: &ColumnSpec,
    scratch: &'a mut String,
) -> Result<Cell<'a>, ProblemKind> {
    let mut decoder = Decoder::new(spec, Epoch::default());
    let hash = hash::of(fold::trim(text).as_bytes());
    let cell = match decoder.decode(Raw::text(text), hash)? {
        Cell::Text(folded) => {
            scratch.clear();
            scratch.push_str(folded);
            Cell::Text(scratch)
        }
        Cell::Date(day) => Cell::Date(day),
        Cell::Number(number) => Cell::Number(number),
        Cell::YesNo(yes) => Cell::YesNo(yes),
        Cell::Code(code) => Cell::Code(code),
        Cell::Blank => Cell::Blank,
    };
    Ok(cell)
}

/// The text as a problem may show it: only where it has the shape of a date and is nobody's.
///
/// A date where no date belongs is not shown either: cells that slipped may be birth dates.
pub fn shown(raw: Raw<'_>, spec: &ColumnSpec) -> Option<String> {
    let is_event = spec.kind == ColumnType::Date && spec.personal.is_none();
    match raw {
        Raw::Text(text) if is_event => date::parse(text).map(|_| text.to_owned()),
        Raw::Text(_)
        | Raw::Blank
        | Raw::Number(_)
        | Raw::Bool(_)
        | Raw::Serial(_)
        | Raw::Duration(_)
        | Raw::Failed => None,
    }
}

/// Whether a cell may hold a value of a column in which every word is one; a date is of another column.
#[cold]
pub fn is_a_word(raw: Raw<'_>) -> bool {
    match raw {
        Raw::Text(text) => text.contains(char::is_alphanumeric) && date::parse(text).is_none(),
        Raw::Number(_) => true,
        Raw::Blank | Raw::Bool(_) | Raw::Serial(_) | Raw::Duration(_) | Raw::Failed => false,
    }
}

/// Whether a cell holds a formula that failed, or the text that one leaves in an export.
#[inline]
pub fn is_failed(raw: Raw<'_>) -> bool {
    match raw {
        Raw::Failed => true,
        Raw::Text(text) => says_failed(text),
        Raw::Blank | Raw::Number(_) | Raw::Bool(_) | Raw::Serial(_) | Raw::Duration(_) => false,
    }
}

/// A date as evidence writes it, wherever in the product such a text turns up.
pub fn day(text: &str) -> Option<Day> {
    date::parse(fold::trim(text)).and_then(|written| written.day)
}

/// Yes or no as evidence spells it.
pub fn yes_or_no(text: &str) -> Option<bool> {
    yes_no::parse(fold::trim(text))
}

/// The day that a workbook's count of days stands for.
pub fn serial_day(days: f64, epoch: Epoch) -> Option<Day> {
    date::from_serial(days, epoch)
}

impl<'s> Decoder<'s> {
    /// A decoder for a column of a file that counts its days from `epoch`.
    pub fn new(spec: &'s ColumnSpec, epoch: Epoch) -> Self {
        Self {
            spec,
            epoch,
            codes: CodeTable::new(&spec.codes, &spec.spellings),
            scratch: String::new(),
            orders: Orders::default(),
        }
    }

    /// A decoder of the same column for other rows, which has met nothing.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self {
            spec: self.spec,
            epoch: self.epoch,
            codes: self.codes.anew(),
            scratch: String::new(),
            orders: Orders::default(),
        }
    }

    /// The cell's value; blank where nothing is there. A text comes with its hash.
    #[inline]
    pub fn decode<'a>(&'a mut self, raw: Raw<'a>, hash: u64) -> Result<Cell<'a>, ProblemKind> {
        match raw {
            Raw::Blank => Ok(Cell::Blank),
            Raw::Failed => Err(ProblemKind::FormulaError),
            Raw::Text(text) => self.written(text, hash),
            Raw::Number(_) | Raw::Bool(_) | Raw::Serial(_) | Raw::Duration(_) => self.typed(raw),
        }
    }

    /// The value of a cell of text.
    fn written<'a>(&'a mut self, text: &'a str, hash: u64) -> Result<Cell<'a>, ProblemKind> {
        if says_failed(text) {
            return Err(ProblemKind::FormulaError);
        }
        match self.spec.kind {
            ColumnType::Text => Ok(self.text(text)),
            ColumnType::Date => self.date(text),
            ColumnType::Number => number::parse(text)
                .map(Cell::Number)
                .map_or_else(|| misfit(text, ProblemKind::NotANumber), Ok),
            // Kept by hand, a cross may be a tick: only a person can say.
            ColumnType::YesNo if text.eq_ignore_ascii_case("x") => Err(ProblemKind::NotYesOrNo),
            ColumnType::YesNo => yes_no::parse(text)
                .map(Cell::YesNo)
                .map_or_else(|| misfit(text, ProblemKind::NotYesOrNo), Ok),
            ColumnType::Code => self
                .codes
                .find(text, hash)
                .map(Cell::Code)
                .map_or_else(|| misfit(text, ProblemKind::NotACode), Ok),
        }
    }

    /// Takes in what a decoder of the same column met in other rows.
    pub fn join(&mut self, more: &Self) {
        self.orders.join(&more.orders);
    }

    /// Why the dates so far cannot be told day-first, where they cannot.
    pub fn doubt(&self) -> Option<Doubt> {
        self.orders.doubt()
    }

    /// The same in a list of which other columns may show that it writes its dates month first.
    pub fn doubt_in(&self, is_month_first: bool) -> Option<Doubt> {
        if is_month_first && self.orders.could_be_month_first() {
            return Some(Doubt::MonthFirst);
        }
        self.doubt()
    }

    /// How many dates so far fit with the month first.
    pub fn fit(&self) -> DatesFit {
        self.orders.fit()
    }

    /// Whether some dates fit day first and no other way.
    pub fn is_day_first(&self) -> bool {
        self.orders.is_day_first()
    }

    /// Whether dates were read day first that fit month first as well, and no other date tells.
    pub fn is_day_first_untold(&self) -> bool {
        self.orders.is_day_first_untold()
    }

    fn text<'a>(&'a mut self, text: &'a str) -> Cell<'a> {
        // Such as `-` and `??`: many a system writes them where nothing is known.
        let says_nothing = !text.contains(char::is_alphanumeric);
        if says_nothing || text == "NULL" {
            return Cell::Blank;
        }
        if self.spec.personal == Some(Personal::Identifier) {
            // Else all whose identifier is not known would be one person.
            let has_digit = text.bytes().any(|b| b.is_ascii_digit());
            if !has_digit && text.len() <= LONGEST_NOTHING && is_nothing(text) {
                return Cell::Blank;
            }
            return Cell::Text(fold::identifier(text, &mut self.scratch));
        }
        Cell::Text(text)
    }

    fn date<'a>(&mut self, text: &str) -> Result<Cell<'a>, ProblemKind> {
        if let Some(written) = date::parse(text) {
            self.orders.take(written.order);
            return written.day.map(Cell::Date).ok_or(ProblemKind::NoSuchDate);
        }
        let serial = number::five_digits(text).and_then(|days| date::from_serial(days, self.epoch));
        if serial.is_some() {
            self.orders.take_typed();
        }
        serial
            .map(Cell::Date)
            .map_or_else(|| misfit(text, ProblemKind::NotADate), Ok)
    }

    /// A cell that the file gives a type of its own.
    fn typed(&mut self, raw: Raw<'_>) -> Result<Cell<'_>, ProblemKind> {
        self.orders.take_typed();
        match (self.spec.kind, raw) {
            (ColumnType::Date, Raw::Serial(days)) => date::from_serial(days, self.epoch)
                .map(Cell::Date)
                .ok_or(ProblemKind::NoSuchDate),
            (ColumnType::Date, Raw::Number(days)) if (10_000.0..100_000.0).contains(&days) => {
                date::from_serial(days, self.epoch)
                    .map(Cell::Date)
                    .ok_or(ProblemKind::NotADate)
            }
            (ColumnType::Date, Raw::Number(day)) if (1.0e7..1.0e8).contains(&day) => {
                self.write(raw);
                date::parse(&self.scratch)
                    .and_then(|written| written.day)
                    .map(Cell::Date)
                    .ok_or(ProblemKind::NotADate)
            }
            (ColumnType::Number, Raw::Number(value)) => number::from_f64(value)
                .map(Cell::Number)
                .ok_or(ProblemKind::NotANumber),
            (ColumnType::YesNo, Raw::Bool(yes)) => Ok(Cell::YesNo(yes)),
            (ColumnType::YesNo, Raw::Number(_)) => {
                self.write(raw);
                yes_no::parse(&self.scratch)
                    .map(Cell::YesNo)
                    .ok_or(ProblemKind::NotYesOrNo)
            }
            (ColumnType::Code, Raw::Number(_) | Raw::Bool(_)) => {
                self.write(raw);
                self.codes
                    .find(&self.scratch, hash::of(self.scratch.as_bytes()))
                    .map(Cell::Code)
                    .ok_or(ProblemKind::NotACode)
            }
            (ColumnType::Text, _) => {
                self.write(raw);
                Ok(Cell::Text(&self.scratch))
            }
            (kind, _) => Err(not_a(kind)),
        }
    }

    /// Writes a typed cell as the text that a person would see.
    fn write(&mut self, raw: Raw<'_>) {
        self.scratch.clear();
        write(raw, self.epoch, &mut self.scratch);
    }
}

/// Adds a typed cell as the text that a person would see: `123`, `true`, `2026-09-30`.
pub fn write(raw: Raw<'_>, epoch: Epoch, text: &mut String) {
    let written = match raw {
        Raw::Text(more) => {
            text.push_str(more);
            Ok(())
        }
        Raw::Number(number) => {
            number::write(number, text);
            Ok(())
        }
        Raw::Bool(yes) => write!(text, "{yes}"),
        Raw::Serial(days) => match date::from_serial(days, epoch) {
            Some(day) => write!(text, "{day}"),
            None => write!(text, "{days}"),
        },
        Raw::Duration(days) => {
            let minutes = (days * 1440.0).round();
            let hours = (minutes / 60.0).trunc();
            write!(text, "{hours}:{:02}", (minutes - hours * 60.0).abs())
        }
        Raw::Blank | Raw::Failed => Ok(()),
    };
    // Writing to a string cannot fail.
    debug_assert!(written.is_ok());
}

fn not_a(kind: ColumnType) -> ProblemKind {
    match kind {
        ColumnType::Date => ProblemKind::NotADate,
        ColumnType::Number => ProblemKind::NotANumber,
        ColumnType::YesNo => ProblemKind::NotYesOrNo,
        ColumnType::Text | ColumnType::Code => ProblemKind::NotACode,
    }
}

#[inline]
fn says_failed(text: &str) -> bool {
    text.starts_with('#') && is_formula_error(text)
}

#[cold]
fn is_formula_error(text: &str) -> bool {
    const ERRORS: [&str; 9] = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    ];
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
}

#[cfg(test)]
mod tests;
