//! A list as CSV, written cell by cell.

use crate::calendar::Day;

use super::population::Child;

/// How a list writes its dates.
#[derive(Clone, Copy)]
pub(super) enum Dates {
    /// `30/09/2026`, as Ofsted's template asks.
    DayFirst,
    /// `2026-09-30`.
    Iso,
    /// `09/30/2026`: the fault of a spreadsheet set for another country.
    MonthFirst,
}

/// A list being written.
pub(super) struct Sheet {
    bytes: Vec<u8>,
    dates: Dates,
    within_row: bool,
}

/// The headings that every child-level list of Annex A starts with.
pub(super) const ABOUT_THE_CHILD: [&str; 5] = [
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
];

impl Sheet {
    /// A list with its headings.
    pub(super) fn new(dates: Dates, headings: &[&str]) -> Self {
        let mut sheet = Self {
            bytes: Vec::new(),
            dates,
            within_row: false,
        };
        for heading in headings {
            sheet.text(heading);
        }
        sheet.end();
        sheet
    }

    /// A list of Annex A: the child's own headings, then these.
    pub(super) fn of_children(headings: &[&str]) -> Self {
        let all: Vec<&str> = ABOUT_THE_CHILD.iter().chain(headings).copied().collect();
        Self::new(Dates::DayFirst, &all)
    }

    /// The finished list.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.bytes.push(b'\n');
        self.within_row = false;
    }

    /// A text, quoted where it must be.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.next_cell();
        if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n')) {
            let quoted = text.replace('"', "\"\"");
            self.bytes.push(b'"');
            self.bytes.extend_from_slice(quoted.as_bytes());
            self.bytes.push(b'"');
        } else {
            self.bytes.extend_from_slice(text.as_bytes());
        }
        self
    }

    /// An empty cell.
    pub(super) fn blank(&mut self) -> &mut Self {
        self.text("")
    }

    /// A whole number.
    pub(super) fn number(&mut self, number: i32) -> &mut Self {
        self.next_cell();
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.digits(usize::try_from(number.unsigned_abs()).unwrap_or(0), 1);
        self
    }

    /// Tenths as a decimal: 8 is `0.8`.
    pub(super) fn tenths(&mut self, tenths: i32) -> &mut Self {
        self.text(&format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// An identifier such as `C000123`.
    pub(super) fn id(&mut self, letter: u8, number: usize) -> &mut Self {
        self.next_cell();
        self.bytes.push(letter);
        let width = if letter == b'W' { 4 } else { 6 };
        self.digits(number, width);
        self
    }

    /// `Y` or `N`.
    pub(super) fn yes(&mut self, yes: bool) -> &mut Self {
        self.text(if yes { "Y" } else { "N" })
    }

    /// Ofsted's spelling of yes and no.
    pub(super) fn a_yes(&mut self, yes: bool) -> &mut Self {
        self.text(if yes { "a) Yes" } else { "b) No" })
    }

    /// A date in the list's own way.
    pub(super) fn day(&mut self, day: Day) -> &mut Self {
        self.next_cell();
        let [year, month, number] = [day.year().unsigned_abs(), day.month(), day.day()]
            .map(|part| usize::try_from(part).unwrap_or(0));
        let (parts, between) = match self.dates {
            Dates::DayFirst => ([(number, 2), (month, 2), (year, 4)], b'/'),
            Dates::MonthFirst => ([(month, 2), (number, 2), (year, 4)], b'/'),
            Dates::Iso => ([(year, 4), (month, 2), (number, 2)], b'-'),
        };
        for (place, (part, width)) in parts.into_iter().enumerate() {
            if place > 0 {
                self.bytes.push(between);
            }
            self.digits(part, width);
        }
        self
    }

    /// A date, or an empty cell.
    pub(super) fn maybe(&mut self, day: Option<Day>) -> &mut Self {
        match day {
            Some(day) => self.day(day),
            None => self.blank(),
        }
    }

    /// The child's identifier, sex, ethnicity, birth date and age on the day of the list.
    pub(super) fn child(&mut self, child: &Child, on: Day) -> &mut Self {
        self.id(b'C', child.number)
            .text(child.sex)
            .text(child.ethnicity)
            .day(child.born)
            .number(child.age(on))
    }

    /// The team, and the worker by identifier.
    pub(super) fn allocated(&mut self, worker: usize) -> &mut Self {
        self.text(&super::staff::team(worker)).id(b'W', worker)
    }

    fn next_cell(&mut self) {
        if self.within_row {
            self.bytes.push(b',');
        }
        self.within_row = true;
    }

    /// The number with at least so many digits; written without an allocation, since most cells are this.
    fn digits(&mut self, number: usize, width: usize) {
        let start = self.bytes.len();
        let mut left = number;
        let mut written = 0;
        while left > 0 || written < width {
            self.bytes.push(b'0' + u8::try_from(left % 10).unwrap_or(0));
            left /= 10;
            written += 1;
        }
        if let Some(digits) = self.bytes.get_mut(start..) {
            digits.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dates, Sheet};
    use crate::calendar::Day;

    #[test]
    fn cells_are_written_and_quoted() {
        let day = Day::new(2026, 9, 3).unwrap();
        let mut sheet = Sheet::new(Dates::DayFirst, &["A", "B, C"]);
        sheet.id(b'C', 123).day(day).yes(true).blank().tenths(8);
        sheet.end();
        sheet.text("say \"no\"").number(-1).id(b'W', 7);
        sheet.end();
        let text = String::from_utf8(sheet.into_bytes()).unwrap();
        assert_eq!(
            text,
            "A,\"B, C\"\nC000123,03/09/2026,Y,,0.8\n\"say \"\"no\"\"\",-1,W0007\n"
        );
    }

    #[test]
    fn each_way_of_writing_dates() {
        let day = Day::new(2026, 9, 3).unwrap();
        let written = |dates| {
            let mut sheet = Sheet::new(dates, &[]);
            sheet.day(day);
            String::from_utf8(sheet.into_bytes()).unwrap()
        };
        assert_eq!(written(Dates::Iso), "\n2026-09-03");
        assert_eq!(written(Dates::MonthFirst), "\n09/03/2026");
    }
}
