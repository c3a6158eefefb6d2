//! Templates that are recognised, and are no evidence until somebody fills them in.

mod audits;
mod cells;
mod words;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_file};
use reinspect::evidence::template::{Aside, NOTHING, Nothing};
use reinspect::evidence::{DatedBy, Source, Standing, gather};
use reinspect::pack::{Dataset, Measure};
use reinspect::template;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::engine::PACK;

/// Made once: that they come out the same again has a test of its own.
fn templates() -> Vec<(String, Vec<u8>)> {
    static TEMPLATES: LazyLock<Vec<(String, Vec<u8>)>> =
        LazyLock::new(|| template::all(&PACK).unwrap());
    TEMPLATES.clone()
}

fn dataset(file: &str) -> &'static Dataset {
    let mut all = PACK.datasets.values();
    all.find(|d| template::file_name(d) == file).unwrap()
}

fn read(path: &str, bytes: &[u8]) -> FileRead {
    static MANIFEST: Manifest = Manifest {
        entries: Vec::new(),
    };
    // Kept, for making the headings of a pack ready takes longer than a template.
    static REQUEST: LazyLock<Request<'_>> =
        LazyLock::new(|| Request::new(&PACK.datasets, Wanted::NotPersonal, &[], &MANIFEST));
    read_file(path.into(), bytes, &REQUEST)
}

/// The sheets of a template by name, row and column.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    let cells = |name: &String| {
        let range = book.worksheet_range(name).unwrap();
        let (end, width) = range
            .end()
            .map_or((0, 0), |(row, column)| (row + 1, column + 1));
        let row = |row| {
            let value = |column| range.get_value((row, column)).cloned();
            (0..width)
                .map(|c| value(c).unwrap_or(Data::Empty))
                .collect()
        };
        (name.clone(), (0..end).map(row).collect())
    };
    names.iter().map(cells).collect()
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Data) {
    let dates = Format::new().set_num_format("dd/mm/yyyy");
    match cell {
        Data::Empty => {}
        Data::DateTime(day) => {
            let day = ExcelDateTime::from_serial_datetime(day.as_f64()).unwrap();
            sheet.write_with_format(row, column, day, &dates).unwrap();
        }
        Data::Float(number) => {
            sheet.write(row, column, *number).unwrap();
        }
        other => {
            sheet.write(row, column, other.to_string()).unwrap();
        }
    }
}

/// A template saved again by somebody who took the example over, or wrote a day on its first row.
fn saved(bytes: &[u8], example: bool, nothing_on: Option<&str>) -> Vec<u8> {
    let mut sheets = sheets(bytes);
    if example {
        let row = sheets[1].1.last().unwrap().clone();
        sheets[0].1.push(row);
    }
    if let Some(day) = nothing_on {
        assert_eq!(sheets[0].1[0][0], Data::String(NOTHING.into()));
        sheets[0].1[0][1] = Data::String(day.to_owned());
    }
    book(&sheets)
}

fn book(sheets: &[(String, Vec<Vec<Data>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let saved = ExcelDateTime::from_ymd(2026, 9, 28).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                write_cell(sheet, row, column, cell);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn every_list_kept_by_hand_has_one_and_no_return_has() {
    let made: BTreeSet<String> = templates().into_iter().map(|(name, _)| name).collect();
    for register in [
        "pre-proceedings",
        "supervisions",
        "core-groups",
        "safety-plan-audits",
        "case-audits",
        "return-interviews",
        "education-plans",
        "private-fostering",
        "homeless-16-17",
        "unregistered-placements",
        "front-door-decisions",
        "family-group-meetings",
        "staff-survey",
        "complaints",
        "training",
        "improvement-actions",
        "inspection-findings",
        "statements",
        "documents",
    ] {
        assert!(made.contains(&format!("{register}.xlsx")), "{register}");
    }
    for dataset in PACK.datasets.values() {
        let source = dataset.source.as_deref().unwrap_or_default().to_lowercase();
        let is_return = ["annex a", "census", "ssda903"]
            .iter()
            .any(|word| source.contains(word));
        let has_one = made.contains(&template::file_name(dataset));
        assert_eq!(has_one, !is_return && dataset.auto, "{}", dataset.id);
    }
}

#[test]
fn each_is_recognised_without_a_mapping_and_is_no_evidence() {
    for (name, bytes) in templates() {
        let dataset = dataset(&name);
        let read = read(&name, &bytes);
        assert_eq!(
            (read.extracts.len(), read.found.problem),
            (0, None),
            "{name}"
        );
        let asks = usize::from(dataset.is_audit_return());
        let [list, example, notes, questions @ ..] = &read.found.tables[..] else {
            panic!("{name}");
        };
        assert_eq!(questions.len(), asks, "{name}");
        assert!(questions.iter().all(|q| q.aside == Some(Aside::Notes)));
        assert_eq!(list.dataset.as_deref(), Some(&*dataset.id));
        assert_eq!((list.score, list.rows), (100, 0), "{name}");
        assert!(list.ignored.is_empty(), "{name}");
        let left_out = |column: &String| dataset.column(column).unwrap().asks.is_none();
        assert!(list.missing.iter().all(left_out), "{name}");
        assert!(list.missing.is_empty() || dataset.is_audit_return());
        let columns: Vec<&str> = list.columns.iter().map(|c| c.column.as_str()).collect();
        // Which columns of an audit there are is tested beside its questions.
        if !dataset.is_audit_return() {
            let expected: Vec<&str> = dataset.columns.iter().map(|c| &*c.name).collect();
            assert_eq!(columns, expected);
        }
        assert_eq!(list.aside, Some(Aside::Unfilled), "{name}");
        assert_eq!(example.aside, Some(Aside::Example(0)), "{name}");
        assert!(notes.aside == Some(Aside::Notes), "{name}");
        // Under a name that dates it, it still says nothing.
        let dated = name.replace(".xlsx", "-2026-09-30.xlsx");
        assert!(self::read(&dated, &bytes).extracts.is_empty());
    }
}

#[test]
fn an_example_taken_over_is_a_row_that_can_be_read_whole() {
    for (name, bytes) in templates() {
        let read = read(&name, &saved(&bytes, true, None));
        let [list] = &read.extracts[..] else {
            panic!("{name}");
        };
        assert_eq!((&list.dataset, list.table.rows()), (&dataset(&name).id, 1));
        assert_eq!(list.problems, [], "{name}");
        assert_eq!(
            list.own_date.map(|(_, by)| by),
            Some(DatedBy::Modified),
            "{name}"
        );
        for count in &list.cells {
            assert_eq!(
                (count.filled, count.unreadable),
                (1, 0),
                "{name} {}",
                count.column
            );
        }
        // Nothing but the filled list is evidence.
        assert_eq!(
            read.found
                .tables
                .iter()
                .filter(|t| t.aside.is_some())
                .count(),
            2 + usize::from(dataset(&name).is_audit_return())
        );
    }
}

fn standing(path: &str, bytes: &[u8], dataset: &str) -> (Option<usize>, Vec<Source>) {
    let manifest = Manifest::default();
    let context = gather::Context {
        datasets: &PACK.datasets,
        manifest: &manifest,
        mappings: &[],
        limits: &PACK.limits,
        as_at: reinspect::calendar::Day::parse_iso("2026-10-05").unwrap(),
    };
    let evidence = gather::gather(vec![read(path, bytes)], &context);
    assert_eq!(
        evidence
            .diagnostics
            .iter()
            .filter(|d| d.code.name() == "list-unreadable")
            .count(),
        0
    );
    let rows = evidence
        .lists
        .get(dataset)
        .and_then(|list| match &list.standing {
            Standing::Rows(table) => Some(table.rows()),
            Standing::Unreadable(_) | Standing::Unresolved(_) => None,
        });
    (rows, evidence.sources)
}

#[test]
fn only_a_day_on_the_first_row_says_that_there_was_nothing_to_record() {
    let none: Vec<&Dataset> = PACK
        .datasets
        .values()
        .filter(|d| d.empty_means_none)
        .collect();
    assert!(none.len() > 3);
    for dataset in none {
        let name = template::file_name(dataset);
        let (_, bytes) = templates()
            .into_iter()
            .find(|(file, _)| *file == name)
            .unwrap();
        let seen = |bytes: &[u8]| standing(&name, bytes, &dataset.id);
        assert_eq!(seen(&bytes).0, None);
        assert_eq!(seen(&saved(&bytes, false, None)).0, None);
        assert_eq!(seen(&saved(&bytes, false, Some("none at all"))).0, None);
        let (rows, sources) = seen(&saved(&bytes, false, Some("30/09/2026")));
        assert_eq!(rows, Some(0), "{name}");
        assert_eq!(sources[0].dated_by, DatedBy::Notes);
        assert_eq!(sources[0].dated.unwrap().to_string(), "2026-09-30");
        // Rows count, whatever the first row says.
        assert_eq!(seen(&saved(&bytes, true, Some("30/09/2026"))).0, Some(1));
    }
}

/// A list saved as CSV.
fn csv(rows: &[Vec<Data>]) -> Vec<u8> {
    let line = |row: &Vec<Data>| {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        cells.join(",") + "\n"
    };
    rows.iter().map(line).collect::<String>().into_bytes()
}

#[test]
fn an_untouched_template_says_nothing_however_it_is_saved() {
    for (name, bytes) in templates() {
        let dataset = dataset(&name);
        let all = sheets(&bytes);
        let dated = name.replace(".xlsx", "-2026-09-30.xlsx");
        let mut ways = vec![(dated.clone(), book(&all[..2]))];
        if dataset.empty_means_none {
            ways.push((dated.clone(), book(&all[..1])));
            ways.push((dated.replace(".xlsx", ".csv"), csv(&all[0].1)));
            let mut said = all[0].1.clone();
            said[0][1] = Data::String("30/09/2026".into());
            let rows = standing(&dated.replace(".xlsx", ".csv"), &csv(&said), &dataset.id).0;
            assert_eq!(rows, Some(0), "{name}");
        }
        for (path, bytes) in ways {
            let read = read(&path, &bytes);
            let list = &read.found.tables[0];
            assert_eq!(
                (list.aside, list.score),
                (Some(Aside::Unfilled), 100),
                "{path}"
            );
            assert_eq!(standing(&path, &bytes, &dataset.id).0, None, "{path}");
        }
    }
}

#[test]
fn the_headings_alone_say_nothing_even_when_the_first_row_is_gone() {
    let none = templates().into_iter();
    let none = none.filter(|(name, _)| dataset(name).empty_means_none);
    for (name, bytes) in none {
        let dataset = dataset(&name);
        let path = name.replace(".xlsx", "-2026-09-30.csv");
        let headings = sheets(&bytes)[0].1[1].clone();
        let seen = |rows: &[Vec<Data>]| standing(&path, &csv(rows), &dataset.id).0;
        assert_eq!(seen(std::slice::from_ref(&headings)), None, "{name}");
        let blank = vec![Data::Empty; headings.len()];
        assert_eq!(
            seen(&[blank.clone(), headings.clone(), blank]),
            None,
            "{name}"
        );
        let table = read(&path, &csv(std::slice::from_ref(&headings)))
            .found
            .tables
            .remove(0);
        assert_eq!(table.aside, Some(Aside::Unfilled));
        assert!(table.reason.contains(NOTHING), "{}", table.reason);
        assert_eq!(seen(&[headings.clone(), headings.clone()]), None, "{name}");
        // A system's own list without rows has other headings, and says that there is none.
        let fewer = headings[..headings.len() - 1].to_vec();
        assert_eq!(seen(&[fewer]), Some(0), "{name}");
        let mut turned = headings.clone();
        turned.reverse();
        assert_eq!(seen(&[turned]), Some(0), "{name}");
        // So does whoever writes it in words, or writes the row again.
        let mut words = vec![Data::Empty; headings.len()];
        words[0] = Data::String("Nil return".into());
        assert_eq!(seen(&[headings.clone(), words]), Some(0), "{name}");
        let mut day = vec![Data::Empty; headings.len()];
        day[0] = Data::String(NOTHING.into());
        day[1] = Data::String("30/09/2026".into());
        assert_eq!(seen(&[day, headings]), Some(0), "{name}");
    }
}

#[test]
fn the_day_may_stand_in_any_cell_of_its_row_and_words_are_told() {
    let (name, bytes) = templates()
        .into_iter()
        .find(|(name, _)| name == "private-fostering.xlsx")
        .unwrap();
    let asked = |cells: &[&str]| {
        let mut sheets = sheets(&bytes);
        let row = &mut sheets[0].1[0];
        for (cell, text) in row.iter_mut().zip(cells) {
            if !text.is_empty() {
                *cell = Data::String((*text).to_owned());
            }
        }
        read(&name, &book(&sheets)).found.tables[0].nothing
    };
    let on = reinspect::calendar::Day::parse_iso("2026-09-30").unwrap();
    assert_eq!(asked(&[]), Some(Nothing::Unsaid));
    assert_eq!(asked(&["", "30/09/2026"]), Some(Nothing::On(on)));
    assert_eq!(asked(&["", "", "30/09/2026"]), Some(Nothing::On(on)));
    assert_eq!(asked(&["", "", "", "2026-09-30"]), Some(Nothing::On(on)));
    assert_eq!(
        asked(&["Nothing to record on: 30/09/2026"]),
        Some(Nothing::On(on))
    );
    assert_eq!(asked(&["", "none"]), Some(Nothing::Unclear));
    assert_eq!(
        asked(&["", "30/09/2026", "29/09/2026"]),
        Some(Nothing::Unclear)
    );
}

#[test]
fn what_is_filled_in_on_the_example_is_told() {
    for (name, bytes) in templates() {
        let aside = |change: &dyn Fn(&mut Vec<Vec<Data>>)| {
            let mut sheets = sheets(&bytes);
            change(&mut sheets[1].1);
            let table = read(&name, &book(&sheets)).found.tables.remove(1);
            (table.aside, table.reason)
        };
        let none = Some(Aside::Example(0));
        assert_eq!(aside(&|_| {}).0, none, "{name}");
        let cleared = aside(&|rows| {
            rows.pop();
        });
        assert_eq!(cleared.0, none, "{name}");
        let other = aside(&|rows| rows[3][0] = Data::String("Mine".into()));
        assert_eq!(other.0, Some(Aside::Example(1)), "{name}");
        let (aside, reason) = aside(&|rows| {
            let mut row = rows[3].clone();
            rows.push(row.clone());
            row[0] = Data::String("Mine".into());
            rows.push(row);
        });
        assert_eq!(aside, Some(Aside::Example(2)), "{name}");
        assert_eq!(
            reason,
            "an example; not counted: 2 rows on it, move them to the list"
        );
    }
}
