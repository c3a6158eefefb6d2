//! One list on its way in: its head recognised, then each row hashed and its needed cells decoded.

mod beside;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Request;
use super::cell::{self, RowCells};
use super::columns::Columns;
use super::lower::{Looks, Words};
use super::trailing;
use crate::evidence::decode::Epoch;
use crate::evidence::extract::Extract;
use crate::evidence::recognise::{
    self, Advice, Fit, HeadRow, Known, Lower, Means, Place, Recognition, Said,
};
use crate::evidence::{HeadingAgain, HeadingMatch, NotARecord, TableFound, template};
use crate::table::ColumnType;

/// Where a list stands in the folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The file's path.
    pub(super) path: &'a str,
    /// The sheet.
    pub(super) sheet: Option<&'a str>,
    /// Whether the sheet is hidden.
    pub(super) hidden: bool,
    /// Whether the file holds no other list.
    pub(super) only: bool,
    /// The line of the headings that a list below another one begins with; 0 of the first.
    pub(super) below: u32,
}

impl<'a> Spot<'a> {
    /// A file that is one list and has no sheets.
    pub(super) fn of_file(path: &'a str) -> Self {
        Self {
            path,
            sheet: None,
            hidden: false,
            only: true,
            below: 0,
        }
    }
}

/// A list whose head was read.
pub(super) struct Listing<'r> {
    found: TableFound,
    part: Part<'r>,
    named: bool,
    /// How many cells were filled in from cells merged over rows, and the first.
    merged: usize,
    first_merged: Option<(u32, u32)>,
}

/// What was read of some rows of a list.
pub(super) struct Part<'r> {
    columns: Option<Columns<'r>>,
    first_line: u32,
    /// The rows of a list that was not recognised.
    rows: usize,
    /// None where no other list is looked for below this one.
    looks: Option<Arc<Looks<'r>>>,
}

impl Part<'_> {
    /// Takes in a row; why it is no record, where it is known for something else.
    #[inline]
    pub(super) fn row(&mut self, line: u32, cells: &impl RowCells) -> Option<NotARecord> {
        if line < self.first_line {
            return None;
        }
        match &mut self.columns {
            Some(columns) => return columns.row(line, cells),
            None if cells.is_blank() => return Some(NotARecord::Nothing),
            None => self.rows += 1,
        }
        None
    }

    /// What a row is to the list, where it holds headings: its own again or those of the next list.
    #[inline]
    pub(super) fn lower(&self, line: u32, cells: &impl RowCells) -> Option<Lower> {
        self.looks.as_ref()?.at(line, cells)
    }

    /// The next list, where a row ends its headings and those are several rows.
    #[inline]
    pub(super) fn lower_of_rows(
        &self,
        line: u32,
        cells: &impl RowCells,
        words: &mut Words,
    ) -> Option<Lower> {
        words.take(line, cells, self.looks.as_ref()?)
    }

    /// Leaves out a row that says the headings again, in whatever spelling.
    pub(super) fn headings_again(&mut self, line: u32) {
        if let Some(columns) = &mut self.columns {
            columns.headings_again(line);
        }
    }

    fn join(&mut self, more: Self) {
        self.rows += more.rows;
        match (&mut self.columns, more.columns) {
            (Some(columns), Some(more)) if columns.has_begun() => columns.join(more),
            (columns, more) => *columns = more,
        }
    }
}

impl<'r> Listing<'r> {
    /// Recognises a list by the rows near its top.
    pub(super) fn open(
        request: &'r Request<'_>,
        spot: Spot<'_>,
        head: &[HeadRow],
        epoch: Epoch,
    ) -> Self {
        if spot.below == 0 {
            return Self::beside(request, spot, head, epoch, request.said(spot));
        }
        // What a person says of a sheet is said of the first list on it.
        let mut lower = Self::beside(request, spot, head, epoch, Said::Nothing);
        let (line, reason) = (spot.below, &lower.found.reason);
        lower.found.reason = match lower.part.columns {
            Some(_) => format!("begins at row {line}, below other rows; {reason}"),
            None => format!(
                "begins at row {line}, below other rows; {reason}; what is said of a sheet or a file \
                 is said of its first list, so give this one its own"
            ),
        };
        lower
    }

    /// Recognises a list whose file may say by its own form which dataset it is.
    pub(super) fn open_itself(
        request: &'r Request<'_>,
        spot: Spot<'_>,
        head: &[HeadRow],
        dataset: Option<&'static str>,
    ) -> Self {
        let said = match (request.said(spot), dataset) {
            (Said::Nothing, Some(dataset)) => Said::Itself(dataset),
            (said, _) => said,
        };
        Self::said(request, spot, head, Epoch::default(), said)
    }

    fn said(
        request: &'r Request<'_>,
        spot: Spot<'_>,
        head: &[HeadRow],
        epoch: Epoch,
        said: Said<'_>,
    ) -> Self {
        let place = Place {
            path: spot.path,
            sheet: spot.sheet,
            said,
        };
        let mut found = TableFound {
            sheet: spot.sheet.map(str::to_owned),
            hidden: spot.hidden,
            ..TableFound::default()
        };
        if request.keeps_heads {
            found.head = head.to_vec();
        }
        if let (Said::Nothing, Some(aside)) =
            (said, template::aside(head, &request.catalogue, place))
        {
            found.aside = Some(aside);
            return Self::unrecognised(found, None, 0, aside.reason(), &[]);
        }
        let counted = !spot.hidden || matches!(said, Said::Mapped(_));
        match recognise::recognise(&request.catalogue, place, head) {
            Recognition::List(fit) if counted => {
                Self::recognised(request, &fit, head, found, epoch)
            }
            Recognition::List(fit) => {
                let reason = format!(
                    "the sheet is hidden, so it is not counted; it fits `{}`",
                    fit.dataset.id
                );
                let advice = "show the sheet if it is the list, or say `dataset = \"none\"` for it in \
                              `evidence.toml`";
                found.advice = Advice::Write(advice.to_owned());
                found.fits = Some(fit.dataset.id.clone());
                let mut hidden = Self::unrecognised(found, None, fit.score, reason, head);
                hidden.part.first_line = fit.line.saturating_add(1);
                hidden.part.looks = None;
                hidden
            }
            Recognition::No {
                said,
                score,
                reason,
                advice,
                is_question,
            } => {
                found.advice = advice;
                let mut unknown = Self::unrecognised(found, said, score, reason, head);
                if matches!(place.said, Said::Nothing) && !spot.hidden && !is_question {
                    let last = head.iter().map(|row| row.line).max().unwrap_or(0);
                    let looks = Looks::new(&request.catalogue, None, last);
                    unknown.part.looks = Some(Arc::new(looks));
                }
                unknown
            }
        }
    }

    /// How well its headings fit.
    pub(super) fn score(&self) -> (bool, u8) {
        (self.part.columns.is_some(), self.found.score)
    }

    /// The line of its headings, where it was recognised.
    pub(super) fn heading_line(&self) -> Option<u32> {
        let part = &self.part;
        part.columns.as_ref().map(|_| part.first_line - 1)
    }

    /// Whether anything asks for a column: all of them where the list was not recognised.
    pub(super) fn claims(&self, column: u32) -> bool {
        let columns = self.part.columns.as_ref();
        columns.is_none_or(|c| c.claims(column))
    }

    /// How many columns of the sheet matter.
    pub(super) fn width(&self) -> u32 {
        let columns = self.part.columns.as_ref();
        columns.map_or(u32::MAX, Columns::width)
    }

    /// Takes in a row.
    #[inline]
    pub(super) fn row(&mut self, line: u32, cells: &impl RowCells) {
        self.part.row(line, cells);
    }

    /// What a row is to the list, where it holds headings: its own again or those of the next list.
    #[inline]
    pub(super) fn lower(&self, line: u32, cells: &impl RowCells) -> Option<Lower> {
        self.part.lower(line, cells)
    }

    /// The next list, where a row ends its headings and those are several rows.
    pub(super) fn lower_of_rows(
        &self,
        line: u32,
        cells: &impl RowCells,
        words: &mut Words,
    ) -> Option<Lower> {
        self.part.lower_of_rows(line, cells, words)
    }

    /// Whether a row could be the title of the next list.
    #[inline]
    pub(super) fn may_be_title(&self, line: u32, cells: &impl RowCells) -> bool {
        let looks = self.part.looks.as_ref();
        looks.is_some_and(|looks| looks.may_be_title(line, cells))
    }

    /// Leaves out a row that says the headings again, in whatever spelling.
    pub(super) fn headings_again(&mut self, line: u32) {
        self.part.headings_again(line);
    }

    /// Takes in a row whose one cell is merged over many columns.
    pub(super) fn title(&mut self, line: u32, cells: &impl RowCells) {
        match &mut self.part.columns {
            Some(columns) if line >= self.part.first_line => columns.title(line, cells),
            Some(_) | None => self.row(line, cells),
        }
    }

    /// Leaves out a row that holds nothing but more of the record above.
    pub(super) fn goes_on(&mut self, line: u32) {
        if let Some(columns) = &mut self.part.columns {
            columns.goes_on(line);
        }
    }

    /// The type of a column of the sheet; none in rows above the first and where nothing needs it.
    pub(super) fn kind(&self, line: u32, column: u32) -> Option<ColumnType> {
        let columns = self.part.columns.as_ref();
        let columns = columns.filter(|_| line >= self.part.first_line);
        columns.and_then(|columns| columns.kind(column))
    }

    /// Tells which cells of the row just taken in were filled in, and which are not known, as they are
    /// merged with cells of rows above.
    pub(super) fn merged(&mut self, line: u32, filled: &[u32], unknown: &[u32]) {
        let Some(columns) = &mut self.part.columns else {
            return;
        };
        if !columns.has_just_read(line) {
            return;
        }
        columns.merged(line, unknown);
        self.merged += filled.len();
        let first = filled.first().map(|column| (*column, line));
        self.first_merged = self.first_merged.or(first);
    }

    /// A place for some of its rows, which may be read beside others.
    pub(super) fn part(&self) -> Part<'r> {
        Part {
            columns: self.part.columns.as_ref().map(Columns::anew),
            first_line: self.part.first_line,
            rows: 0,
            looks: self.part.looks.clone(),
        }
    }

    /// Takes in the rows that follow those taken in so far.
    pub(super) fn join(&mut self, part: Part<'r>) {
        self.part.join(part);
    }

    /// What was found, and the list if it was recognised.
    pub(super) fn finish(mut self) -> (TableFound, Option<Extract>) {
        let Some(mut columns) = self.part.columns else {
            self.found.rows = self.part.rows;
            return (self.found, None);
        };
        columns.settle();
        if let Some((column, line)) = self.first_merged {
            let cell = cell::name(column, line);
            let merged = match self.merged {
                1 => {
                    format!("; blank cell {cell} is read as the cell above that it is merged with")
                }
                some => format!(
                    "; {some} blank cells, the first {cell}, are read as the cells above that they are \
                     merged with"
                ),
            };
            self.found.reason.push_str(&merged);
        }
        self.found.rows = columns.rows();
        self.found.left_out = columns.left_out();
        self.found.dates = columns.dates();
        for (again, differ) in self.found.again.iter_mut().zip(columns.differ()) {
            again.differ = differ;
        }
        let extract = columns.finish(self.found.sheet.clone(), self.named);
        self.found.around.below = trailing::table_below(&extract, &self.found.left_out);
        (self.found, Some(extract))
    }

    /// What was found of a list that broke off; nothing of it is used.
    pub(super) fn broken(mut self, why: &str) -> TableFound {
        why.clone_into(&mut self.found.reason);
        self.found.rows = self.part.rows;
        self.found.broken = true;
        self.found
    }

    fn recognised(
        request: &'r Request<'_>,
        fit: &Fit<'r>,
        head: &[HeadRow],
        mut found: TableFound,
        epoch: Epoch,
    ) -> Self {
        let dataset = fit.dataset;
        found.dataset = Some(dataset.id.clone());
        found.score = fit.score;
        found.reason.clone_from(&fit.reason);
        found.nothing = template::nothing(head, fit.line);
        let spec = |column: usize| dataset.columns.get(column);
        for heading in &fit.headings {
            match heading.means {
                Means::Column(column) => {
                    let matched = spec(column).map(|spec| HeadingMatch {
                        heading: heading.text.clone(),
                        column: spec.name.to_string(),
                    });
                    found.columns.extend(matched);
                }
                Means::Again(column) => {
                    let again = spec(column).map(|spec| HeadingAgain {
                        heading: heading.text.clone(),
                        letters: super::cell::letters(heading.at),
                        column: spec.name.to_string(),
                        differ: 0,
                    });
                    found.again.extend(again);
                }
                Means::Nothing => found.ignored.push(heading.text.clone()),
            }
        }
        found.ignored.extend(without_heading(head, fit));
        let is_missing = |column: &usize| {
            !fit.headings
                .iter()
                .any(|h| h.means == Means::Column(*column))
        };
        let missing = (0..dataset.columns.len()).filter(is_missing);
        found.missing = missing
            .filter_map(spec)
            .map(|c| c.name.to_string())
            .collect();
        Self {
            found,
            part: Part {
                columns: Some(Columns::new(request.wanted, fit, head, epoch)),
                first_line: fit.line.saturating_add(1),
                rows: 0,
                looks: Some(Arc::new(Looks::new(
                    &request.catalogue,
                    Some(known(fit)),
                    fit.line,
                ))),
            },
            named: fit.named,
            merged: 0,
            first_merged: None,
        }
    }

    fn unrecognised(
        mut found: TableFound,
        said: Option<String>,
        score: u8,
        reason: String,
        head: &[HeadRow],
    ) -> Self {
        found.dataset = said;
        found.score = score;
        found.reason = reason;
        let filled = head
            .iter()
            .flat_map(|row| row.cells.iter().map(|(at, _)| *at));
        let filled: BTreeSet<u32> = filled.collect();
        found.ignored = filled.into_iter().map(super::cell::letters).collect();
        // What is no list that is known mostly begins with its headings all the same.
        let headings = head.first().map_or(0, |row| row.line);
        Self {
            found,
            part: Part {
                columns: None,
                first_line: if headings > 0 { headings + 1 } else { 0 },
                rows: 0,
                looks: None,
            },
            named: false,
            merged: 0,
            first_merged: None,
        }
    }
}

fn known(fit: &Fit<'_>) -> Known {
    let columns = fit.headings.iter().filter_map(|h| match h.means {
        Means::Column(column) => Some((h.at, column)),
        Means::Nothing | Means::Again(_) => None,
    });
    Known {
        dataset: fit.dataset.id.clone(),
        columns: columns.collect(),
    }
}

/// The letters of columns that hold something under no heading, as row numbers often do.
fn without_heading(head: &[HeadRow], fit: &Fit<'_>) -> Vec<String> {
    let below = head.iter().filter(|row| row.line > fit.line);
    let filled: BTreeSet<u32> = below
        .flat_map(|row| row.cells.iter().map(|(at, _)| *at))
        .collect();
    let is_bare = |column: &u32| fit.headings.iter().all(|heading| heading.at != *column);
    filled
        .into_iter()
        .filter(is_bare)
        .map(super::cell::letters)
        .collect()
}
