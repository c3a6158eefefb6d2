//! One typed column with a validity bit for each row.

use std::sync::Arc;

use super::{ColumnType, Dictionary, Mask, hash};
use crate::calendar::Day;

/// One value on its way into a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A day.
    Date(Day),
    /// A number in millionths.
    Number(i64),
    /// A text; an identifier arrives already folded.
    Text(&'a str),
    /// Yes or no.
    YesNo(bool),
    /// The position of a code in its column's list.
    Code(u16),
    /// Nothing there, or something that could not be read.
    Blank,
}

/// The values of a column; a slot whose validity bit is off means nothing.
#[derive(Debug, Clone)]
pub enum Values {
    /// Days since 1970-01-01.
    Date(Vec<i32>),
    /// Numbers in millionths.
    Number(Vec<i64>),
    /// Codes into the dictionary.
    Text(Vec<u32>, Dictionary),
    /// Yes or no.
    YesNo(Mask),
    /// Positions in the list of canonical codes.
    Code(Vec<u16>, Arc<[String]>),
}

/// A column: its values and which of them are known.
#[derive(Debug, Clone)]
pub struct Column {
    /// The values.
    pub values: Values,
    /// A set bit where the value is known.
    pub known: Mask,
}

impl Values {
    /// Adds slots that mean nothing.
    fn lengthen(&mut self, by: usize) {
        match self {
            Self::Date(days) => days.resize(days.len() + by, 0),
            Self::Number(numbers) => numbers.resize(numbers.len() + by, 0),
            Self::Text(codes, _) => codes.resize(codes.len() + by, 0),
            Self::YesNo(bits) => bits.append(&Mask::filled(by, false)),
            Self::Code(codes, _) => codes.resize(codes.len() + by, 0),
        }
    }
}

impl Column {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The column's type.
    pub fn kind(&self) -> ColumnType {
        match &self.values {
            Values::Date(_) => ColumnType::Date,
            Values::Number(_) => ColumnType::Number,
            Values::Text(..) => ColumnType::Text,
            Values::YesNo(_) => ColumnType::YesNo,
            Values::Code(..) => ColumnType::Code,
        }
    }

    /// The value of a row; blank where it is not known or beyond the end.
    pub fn cell(&self, row: usize) -> Cell<'_> {
        if !self.known.get(row) {
            return Cell::Blank;
        }
        let cell = match &self.values {
            Values::Date(days) => days.get(row).map(|d| Cell::Date(Day::from_number(*d))),
            Values::Number(numbers) => numbers.get(row).map(|n| Cell::Number(*n)),
            Values::Text(codes, dictionary) => codes
                .get(row)
                .and_then(|c| dictionary.text(*c))
                .map(Cell::Text),
            Values::YesNo(bits) => Some(Cell::YesNo(bits.get(row))),
            Values::Code(codes, _) => codes.get(row).map(|c| Cell::Code(*c)),
        };
        cell.unwrap_or(Cell::Blank)
    }

    /// The day of a row, when the column holds dates and the row has one.
    pub fn day(&self, row: usize) -> Option<Day> {
        match &self.values {
            Values::Date(days) if self.known.get(row) => {
                days.get(row).copied().map(Day::from_number)
            }
            Values::Date(_)
            | Values::Number(_)
            | Values::Text(..)
            | Values::YesNo(_)
            | Values::Code(..) => None,
        }
    }

    /// The text of a row, or its canonical code, when it has one.
    pub fn word(&self, row: usize) -> Option<&str> {
        match (&self.values, self.cell(row)) {
            (_, Cell::Text(text)) => Some(text),
            (Values::Code(_, codes), Cell::Code(code)) => {
                codes.get(usize::from(code)).map(String::as_str)
            }
            (_, Cell::Code(_) | Cell::Date(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Blank) => {
                None
            }
        }
    }

    /// The same column with only some rows, in the order given.
    #[must_use]
    pub fn take(&self, rows: &[usize]) -> Self {
        let known = rows.iter().map(|r| self.known.get(*r)).collect();
        let values = match &self.values {
            Values::Date(v) => Values::Date(pick(v, rows)),
            Values::Number(v) => Values::Number(pick(v, rows)),
            Values::Text(v, dictionary) => Values::Text(pick(v, rows), dictionary.clone()),
            Values::YesNo(v) => Values::YesNo(rows.iter().map(|r| v.get(*r)).collect()),
            Values::Code(v, names) => Values::Code(pick(v, rows), names.clone()),
        };
        Self { values, known }
    }

    /// Adds the rows of another column; cells of another type arrive blank.
    pub fn append(&mut self, more: &Self) {
        match (&mut self.values, &more.values) {
            (Values::Date(all), Values::Date(days)) => all.extend_from_slice(days),
            (Values::Number(all), Values::Number(numbers)) => all.extend_from_slice(numbers),
            (Values::Text(all, words), Values::Text(codes, others)) => {
                let known: Vec<u32> = others.texts().map(|text| words.intern(text)).collect();
                let code = |code: &u32| known.get(*code as usize).copied().unwrap_or_default();
                all.extend(codes.iter().map(code));
            }
            (Values::YesNo(all), Values::YesNo(bits)) => all.append(bits),
            (Values::Code(all, _), Values::Code(codes, _)) => all.extend_from_slice(codes),
            (
                _,
                Values::Date(_)
                | Values::Number(_)
                | Values::Text(..)
                | Values::YesNo(_)
                | Values::Code(..),
            ) => {
                let blank = Mask::filled(more.len(), false);
                self.known.append(&blank);
                return self.values.lengthen(more.len());
            }
        }
        self.known.append(&more.known);
    }

    fn empty(kind: ColumnType, codes: &Arc<[String]>) -> Self {
        let values = match kind {
            ColumnType::Date => Values::Date(Vec::new()),
            ColumnType::Number => Values::Number(Vec::new()),
            ColumnType::Text => Values::Text(Vec::new(), Dictionary::default()),
            ColumnType::YesNo => Values::YesNo(Mask::default()),
            ColumnType::Code => Values::Code(Vec::new(), codes.clone()),
        };
        Self {
            values,
            known: Mask::default(),
        }
    }
}

fn pick<T: Copy + Default>(values: &[T], rows: &[usize]) -> Vec<T> {
    rows.iter()
        .map(|r| values.get(*r).copied().unwrap_or_default())
        .collect()
}

/// Builds a column one cell at a time.
#[derive(Debug, Clone)]
pub struct ColumnBuilder {
    column: Column,
}

impl ColumnBuilder {
    /// Starts a column; `codes` are the canonical codes of a code column, else empty.
    pub fn new(kind: ColumnType, codes: &Arc<[String]>) -> Self {
        Self {
            column: Column::empty(kind, codes),
        }
    }

    /// Adds a text whose hash is already known; to a column of another type it is blank.
    #[inline]
    pub fn push_text(&mut self, text: &str, hash: u64) {
        match &mut self.column.values {
            Values::Text(codes, words) => {
                codes.push(words.intern_hashed(text, hash));
                self.column.known.push(true);
            }
            Values::Date(_) | Values::Number(_) | Values::YesNo(_) | Values::Code(..) => {
                self.push_blank();
            }
        }
    }

    /// Adds a day; to a column of another type it is blank.
    #[inline]
    pub fn push_date(&mut self, day: Day) {
        match &mut self.column.values {
            Values::Date(days) => {
                days.push(day.number());
                self.column.known.push(true);
            }
            Values::Number(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..) => {
                self.push_blank();
            }
        }
    }

    /// Adds a number in millionths; to a column of another type it is blank.
    #[inline]
    pub fn push_number(&mut self, number: i64) {
        match &mut self.column.values {
            Values::Number(numbers) => {
                numbers.push(number);
                self.column.known.push(true);
            }
            Values::Date(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..) => {
                self.push_blank();
            }
        }
    }

    /// Adds yes or no; to a column of another type it is blank.
    #[inline]
    pub fn push_yes_no(&mut self, yes: bool) {
        match &mut self.column.values {
            Values::YesNo(bits) => {
                bits.push(yes);
                self.column.known.push(true);
            }
            Values::Date(_) | Values::Number(_) | Values::Text(..) | Values::Code(..) => {
                self.push_blank();
            }
        }
    }

    /// Adds the position of a code; to a column of another type it is blank.
    #[inline]
    pub fn push_code(&mut self, code: u16) {
        match &mut self.column.values {
            Values::Code(codes, _) => {
                codes.push(code);
                self.column.known.push(true);
            }
            Values::Date(_) | Values::Number(_) | Values::Text(..) | Values::YesNo(_) => {
                self.push_blank();
            }
        }
    }

    /// Adds a cell in which nothing is known.
    #[inline]
    pub fn push_blank(&mut self) {
        match &mut self.column.values {
            Values::Date(days) => days.push(0),
            Values::Number(numbers) => numbers.push(0),
            Values::Text(codes, _) => codes.push(0),
            Values::YesNo(bits) => bits.push(false),
            Values::Code(codes, _) => codes.push(0),
        }
        self.column.known.push(false);
    }

    /// Adds a cell; one of another type than the column's is blank.
    pub fn push(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Date(day) => self.push_date(day),
            Cell::Number(number) => self.push_number(number),
            Cell::Text(text) => self.push_text(text, hash::of(text.as_bytes())),
            Cell::YesNo(yes) => self.push_yes_no(yes),
            Cell::Code(code) => self.push_code(code),
            Cell::Blank => self.push_blank(),
        }
    }

    /// Adds what another builder of the same column holds.
    pub fn append(&mut self, more: &Self) {
        self.column.append(&more.column);
    }

    /// The finished column.
    pub fn finish(self) -> Column {
        self.column
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A column of a type, with a cell for each number; every third is blank.
    fn column(kind: ColumnType, numbers: &[u16]) -> Column {
        let codes: Arc<[String]> = (0..9).map(|n| format!("code-{n}")).collect();
        let mut builder = ColumnBuilder::new(kind, &codes);
        for number in numbers {
            let text = format!("text {}", number % 11);
            builder.push(match kind {
                _ if number % 3 == 0 => Cell::Blank,
                ColumnType::Date => Cell::Date(Day::from_number(i32::from(*number))),
                ColumnType::Number => Cell::Number(i64::from(*number)),
                ColumnType::Text => Cell::Text(&text),
                ColumnType::YesNo => Cell::YesNo(number % 2 == 0),
                ColumnType::Code => Cell::Code(number % 9),
            });
        }
        builder.finish()
    }

    proptest! {
        #[test]
        fn columns_end_to_end_are_the_column_of_all_their_cells(
            first in prop::collection::vec(any::<u16>(), 0..200),
            second in prop::collection::vec(any::<u16>(), 0..200),
            third in prop::collection::vec(any::<u16>(), 0..70),
        ) {
            for kind in [
                ColumnType::Date,
                ColumnType::Number,
                ColumnType::Text,
                ColumnType::YesNo,
                ColumnType::Code,
            ] {
                let mut joined = column(kind, &first);
                joined.append(&column(kind, &second));
                joined.append(&column(kind, &third));
                let whole = column(kind, &[&first[..], &second, &third].concat());
                prop_assert_eq!(joined.len(), whole.len());
                prop_assert_eq!(&joined.known, &whole.known);
                for row in 0..whole.len() {
                    prop_assert_eq!(joined.cell(row), whole.cell(row));
                }
            }
        }
    }

    #[test]
    fn cells_of_another_type_arrive_blank() {
        let mut days = column(ColumnType::Date, &[1, 2]);
        days.append(&column(ColumnType::Text, &[1, 2]));
        let cells: Vec<Cell<'_>> = (0..5).map(|row| days.cell(row)).collect();
        let day = |number| Cell::Date(Day::from_number(number));
        assert_eq!(
            cells,
            [day(1), day(2), Cell::Blank, Cell::Blank, Cell::Blank]
        );
        assert_eq!(days.len(), 4);
    }
}
