//! Tables of a document that are lists of a dataset: told, for only sheets are read as lists.

use crate::evidence::TableFound;
use crate::evidence::read::Request;
use crate::evidence::read::listing::Spot;
use crate::evidence::recognise::{self, HEAD_ROWS, HeadRow, Means, Place, Recognition, Said};

/// The most tables of a document that are looked at.
const MOST_TABLES: usize = 200;
/// The most cells of a row, and the most bytes of one, that are looked at.
const MOST_CELLS: usize = 200;
const MOST_TEXT: usize = 1000;
/// The fewest headings that show what a table is.
const FEWEST: usize = 3;

/// The tables of a document on its way in.
#[derive(Debug, Default)]
pub(super) struct Tables {
    all: Vec<Table>,
    /// How many tables are open, each inside the one before.
    depth: usize,
    /// The column of the cell that is open, how many it takes, and whether it is open.
    at: u32,
    wide: u32,
    in_cell: bool,
    /// Whether the table that is open is looked at.
    is_kept: bool,
}

/// One table: its first rows, and how many hold anything.
#[derive(Debug, Default)]
struct Table {
    head: Vec<HeadRow>,
    row: HeadRow,
    filled: usize,
}

impl Tables {
    /// Begins an element of the document's text.
    pub(super) fn start(&mut self, name: &str) {
        match (name, self.depth) {
            ("tbl", _) => {
                self.depth += 1;
                if self.depth == 1 {
                    self.is_kept = self.all.len() < MOST_TABLES;
                    self.all.extend(self.is_kept.then(Table::default));
                }
            }
            ("tr", 1) => self.with(|table| {
                table.row.line += 1;
                table.row.cells.clear();
            }),
            ("tc", 1) => (self.wide, self.in_cell) = (1, true),
            _ => {}
        }
        if name == "tr" && self.depth == 1 {
            self.at = 0;
        }
    }

    /// Takes in over how many columns the open cell is merged.
    pub(super) fn span(&mut self, columns: &str) {
        if self.depth == 1 && self.in_cell {
            self.wide = columns.parse().unwrap_or(1);
        }
    }

    /// Ends an element.
    pub(super) fn end(&mut self, name: &str) {
        match (name, self.depth) {
            ("tbl", _) => self.depth = self.depth.saturating_sub(1),
            ("tr", 1) => self.with(Table::end_row),
            ("tc", 1) => {
                self.at = self.at.saturating_add(self.wide);
                self.in_cell = false;
            }
            _ => {}
        }
    }

    /// Takes in a paragraph, where it stands in a cell.
    pub(super) fn paragraph(&mut self, line: &str) {
        if self.depth != 1 || !self.in_cell {
            return;
        }
        let at = self.at;
        self.with(|table| {
            let cells = &mut table.row.cells;
            let is_full = cells.len() >= MOST_CELLS;
            match cells.last_mut() {
                Some((column, text)) if *column == at => {
                    if text.len() + line.len() < MOST_TEXT {
                        text.push(' ');
                        text.push_str(line);
                    }
                }
                Some(_) | None if is_full => {}
                Some(_) | None => cells.push((at, line.chars().take(MOST_TEXT).collect())),
            }
        });
    }

    /// The datasets that tables fit and that have rows, each with how many tables and rows.
    ///
    /// None where a person has said that the file is no list.
    pub(super) fn found(&self, path: &str, request: &Request<'_>) -> Vec<TableFound> {
        if recognise::is_no_list(request.said(Spot::of_file(path))) {
            return Vec::new();
        }
        let mut all: Vec<(TableFound, usize)> = Vec::new();
        for (dataset, score, rows) in self.all.iter().filter_map(|table| table.fits(request)) {
            let same =
                |(found, _): &&mut (TableFound, usize)| found.fits.as_ref() == Some(&dataset);
            if let Some((found, tables)) = all.iter_mut().find(same) {
                found.rows += rows;
                *tables += 1;
                continue;
            }
            let found = TableFound {
                fits: Some(dataset),
                score,
                rows,
                ..TableFound::default()
            };
            all.push((found, 1));
        }
        let told = |(mut found, tables): (TableFound, usize)| {
            let dataset = found.fits.as_deref().unwrap_or_default();
            found.reason = match tables {
                1 => format!(
                    "a table in it fits `{dataset}` and is not read as a list: copy it to a sheet of a \
                     workbook"
                ),
                some => format!(
                    "{some} tables in it fit `{dataset}` and are not read as lists: copy them to a sheet \
                     of a workbook"
                ),
            };
            found
        };
        all.into_iter().map(told).collect()
    }

    fn with(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.all.last_mut().filter(|_| self.is_kept) {
            change(table);
        }
    }
}

impl Table {
    fn end_row(&mut self) {
        if self.row.cells.is_empty() {
            return;
        }
        self.filled += 1;
        if self.head.len() < HEAD_ROWS {
            self.head.push(self.row.clone());
        }
    }

    /// The dataset whose list it is, how well it fits, and how many rows it has.
    fn fits(&self, request: &Request<'_>) -> Option<(String, u8, usize)> {
        let place = Place {
            path: "",
            sheet: None,
            said: Said::Nothing,
        };
        let Recognition::List(fit) = recognise::recognise(&request.catalogue, place, &self.head)
        else {
            return None;
        };
        let is_known = |means: Means| matches!(means, Means::Column(_));
        let known = fit.headings.iter().filter(|h| is_known(h.means)).count();
        let above = self.head.iter().filter(|row| row.line <= fit.line).count();
        let rows = self.filled.saturating_sub(above);
        let is_list = known >= FEWEST && known * 2 > fit.headings.len() && rows > 0;
        is_list.then(|| (fit.dataset.id.clone(), fit.score, rows))
    }
}
