//! The tables of published figures: comma-separated text, with the place of every cell.
//!
//! The reader of evidence takes whatever a spreadsheet writes. This one takes one form only, and
//! keeps the bytes of each cell, so that a mistake is shown where it stands.

use std::ops::Range;

use super::fields::listed;
use super::{Spanned, quote};
use crate::diagnostic::{Code, Diagnostic, SourceText, did_you_mean};

/// A table whose headings are all known.
#[derive(Debug)]
pub(crate) struct Csv {
    headings: Vec<String>,
    /// Its rows, in order.
    pub(crate) rows: Vec<Row>,
}

/// A row that has a cell under every heading.
#[derive(Debug)]
pub(crate) struct Row {
    cells: Vec<Spanned<String>>,
    /// The bytes of the whole row.
    pub(crate) span: Range<usize>,
}

impl Csv {
    /// Reads a table whose headings are these, in any order; none where its headings are not.
    pub(crate) fn read(
        source: &SourceText,
        columns: &[&str],
        found: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut lines = lines(&source.text);
        let Some(first) = lines.next() else {
            found.push(lacks(source, 0..0, &listed(columns)));
            return None;
        };
        let headings = cells(&source.text, first.clone());
        let headings = headings
            .map_err(|at| found.push(unclosed(source, at)))
            .ok()?;
        if !fit(source, first, &headings, columns, found) {
            return None;
        }
        let mut rows = Vec::new();
        for span in lines {
            match cells(&source.text, span.clone()) {
                Ok(cells) if cells.len() == headings.len() => rows.push(Row { cells, span }),
                Ok(cells) => found.push(uneven(source, span, cells.len(), headings.len())),
                Err(at) => found.push(unclosed(source, at)),
            }
        }
        let headings = headings.into_iter().map(|heading| heading.value).collect();
        Some(Self { headings, rows })
    }

    /// What a row says under a heading; none where the cell is blank.
    pub(crate) fn cell<'r>(&self, row: &'r Row, heading: &str) -> Option<&'r Spanned<String>> {
        let at = self.headings.iter().position(|known| known == heading)?;
        row.cells.get(at).filter(|cell| !cell.value.is_empty())
    }
}

/// The bytes of every line that is not blank, without its end.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mark = '\u{feff}'.len_utf8();
    let mut start = 0;
    let line = move |line: &str| {
        let skipped = if start == 0 && line.starts_with('\u{feff}') {
            mark
        } else {
            0
        };
        let span = start + skipped..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        let blank = line
            .trim_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
            .is_empty();
        (!blank).then_some(span)
    };
    text.split_inclusive('\n').filter_map(line)
}

/// The cells of a line, trimmed; the bytes of a quoted one that does not end as it should.
fn cells(text: &str, line: Range<usize>) -> Result<Vec<Spanned<String>>, Range<usize>> {
    let mut cells = Vec::new();
    let mut at = line.start;
    loop {
        let rest = text.get(at..line.end).unwrap_or_default();
        let end = end_of_cell(rest).ok_or(at..line.end)?;
        let raw = rest.get(..end).unwrap_or_default();
        let value = raw.trim();
        let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
        let start = at + raw.len() - raw.trim_start().len();
        cells.push(Spanned {
            value: inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\"\"", "\"")),
            span: start..start + value.len(),
        });
        at += end + 1;
        if at > line.end {
            return Ok(cells);
        }
    }
}

/// Where the first cell of a text ends; none where its quotes are not in pairs around the whole.
fn end_of_cell(text: &str) -> Option<usize> {
    // Most cells hold no quote, and of those the first comma is the end.
    let first = text.find(',').unwrap_or(text.len());
    if !text.get(..first)?.contains('"') {
        return Some(first);
    }
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b',' && !quoted
    });
    let cell = text.get(..end.unwrap_or(text.len()))?.trim();
    let closed = !quoted && (!cell.contains('"') || (cell.starts_with('"') && cell.ends_with('"')));
    closed.then(|| end.unwrap_or(text.len()))
}

/// Reports headings that are not known, stand twice or are not there; whether there are none.
fn fit(
    source: &SourceText,
    line: Range<usize>,
    headings: &[Spanned<String>],
    columns: &[&str],
    found: &mut Vec<Diagnostic>,
) -> bool {
    let before = found.len();
    if !headings.iter().any(|h| columns.contains(&h.value.as_str())) {
        found.push(another(source, columns));
        return false;
    }
    for (at, heading) in headings.iter().enumerate() {
        let name = heading.value.as_str();
        let is_again = headings.iter().take(at).any(|h| h.value == name);
        let fault = if !columns.contains(&name) {
            let known = columns.iter().copied();
            Diagnostic::new(
                Code::UnknownKey,
                format!("this table has no column `{name}`"),
            )
            .expected(format!("one of {}", listed(columns)))
            .help(did_you_mean(name, known).unwrap_or_else(|| "take it out".to_owned()))
        } else if is_again {
            Diagnostic::new(Code::SaidTwice, format!("two columns are headed `{name}`"))
                .expected("each heading once")
                .help("take one of the two out")
        } else {
            continue;
        };
        let fault = fault.found(quote(source, &heading.span));
        found.push(fault.at(source.place(heading.span.clone())));
    }
    let is_there = |column: &&str| headings.iter().any(|heading| heading.value == **column);
    let missing: Vec<&str> = columns.iter().filter(|c| !is_there(c)).copied().collect();
    // A heading that is misspelt is missing too, and one report of it is enough.
    if !missing.is_empty() && found.len() == before {
        found.push(lacks(source, line, &listed(&missing)));
    }
    found.len() == before
}

/// A table of something else may be a list of children, so none of it is shown: it gets no place.
fn another(source: &SourceText, columns: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not a table that a pack has", source.file);
    Diagnostic::new(Code::MissingKey, message)
        .found("none of its headings in the first row")
        .expected(format!("the columns {}", listed(columns)))
        .help("move the file elsewhere, or add the headings as its first row")
}

fn lacks(source: &SourceText, line: Range<usize>, columns: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingKey,
        format!("the table needs the columns {columns}"),
    )
    .at(source.place(line))
    .found("no such headings in its first row")
    .expected(columns)
    .help("add them to the first row, and a cell for each to every other")
}

fn uneven(source: &SourceText, line: Range<usize>, cells: usize, headings: usize) -> Diagnostic {
    Diagnostic::new(
        Code::CsvSyntax,
        "the row has not one cell under each heading",
    )
    .at(source.place(line))
    .found(format!("{cells} cells"))
    .expected(format!("{headings} cells"))
    .help("put a text that holds a comma in double quotes, and leave no comma out")
}

fn unclosed(source: &SourceText, at: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::CsvSyntax,
        "the quotes of a cell do not stand around the whole of it",
    )
    .at(source.place(at))
    .found("a double quote without its other")
    .expected("a quote at each end of the cell, and any inside it doubled")
    .help("close the quote before the comma or the end of the line")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Spot;

    fn read(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let source = SourceText::new("values.csv", text);
        let mut found = Vec::new();
        let csv = Csv::read(&source, &["measure", "value"], &mut found);
        let rows = csv.iter().flat_map(|csv| {
            let cell = |row, heading| csv.cell(row, heading).map_or("-", |cell| &*cell.value);
            let row = |row| {
                ["measure", "value"]
                    .map(|h| cell(row, h).to_owned())
                    .to_vec()
            };
            csv.rows.iter().map(row).collect::<Vec<_>>()
        });
        let short = |d: &Diagnostic| {
            let place = d.place.as_ref().and_then(Spot::text).unwrap();
            let text = text.get(place.start..place.end).unwrap();
            format!("{} {}:{} {text}", d.code, place.line, place.column)
        };
        (rows.collect(), found.iter().map(short).collect())
    }

    #[test]
    fn cells_are_found_by_their_heading_whatever_the_line_ends_and_quotes() {
        let (rows, found) = read(
            "\u{feff}value,measure\r\n1.5,plain\r\n\r\n \"2\" ,\"with, a comma\"\r\n,\"said \"\"so\"\"\"",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(
            rows,
            [
                ["plain", "1.5"],
                ["with, a comma", "2"],
                ["said \"so\"", "-"]
            ]
        );
    }

    #[test]
    fn a_row_of_another_length_and_a_quote_left_open_are_shown_and_the_rest_is_read() {
        let (rows, found) = read("measure,value\na,1,2\nb\n\"c,3\nd\"e,4\nf,5\n");
        let expected = [
            "csv-syntax 2:1 a,1,2",
            "csv-syntax 3:1 b",
            "csv-syntax 4:1 \"c,3",
            "csv-syntax 5:1 d\"e,4",
        ];
        assert_eq!(found, expected);
        assert_eq!(rows, [["f", "5"]]);
    }

    #[test]
    fn headings_that_are_wrong_are_shown_and_no_row_is_guessed_at() {
        let of = |text| {
            let (rows, found) = read(text);
            assert!(rows.is_empty());
            found
        };
        assert_eq!(of("measure,vale\na,1\n"), ["unknown-key 1:9 vale"]);
        assert_eq!(of("measure,measure\na,1\n")[0], "said-twice 1:9 measure");
        assert_eq!(of("measure\na\n"), ["missing-key 1:1 measure"]);
        assert_eq!(of(""), ["missing-key 1:1 "]);
    }

    #[test]
    fn nothing_of_a_table_of_something_else_is_shown() {
        let source = SourceText::new("list.csv", "Jo Bloggs,2019-01-02\nA N Other,2018-03-04\n");
        let mut found = Vec::new();
        assert!(Csv::read(&source, &["measure", "value"], &mut found).is_none());
        let shown = crate::diagnostic::draw::plain(&found, &[source]);
        assert!(
            shown.contains("`list.csv` is not a table that a pack has"),
            "{shown}"
        );
        assert!(
            !shown.contains("Bloggs") && !shown.contains("Other"),
            "{shown}"
        );
    }
}
