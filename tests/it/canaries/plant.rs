//! An evidence folder with a canary wherever a person can stand in it.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use reinspect::evidence::extract::FileRead;
use reinspect::pack::{Dataset, Personal};
use reinspect::table::ColumnType;
use rust_xlsxwriter::{DocProperties, Workbook};

use crate::engine::{ENGINE, Files, list, path_of, rows, sample, write_all};
use crate::evidence::packages::docx;
use crate::evidence::portable::{FONT, pdf};

const NAME: &str = "CANARYNAME123";
const ID: &str = "CANARY-ID-77";
const BORN: &str = "07/12/1999";
const HOME: &str = "1 Canary Row, ZZ9 9ZZ";

/// The texts that a report may print, which show that the search can find anything at all.
pub(super) const SHOWN: [&str; 2] = ["SHOWN FINDING 42", "SHOWN ACTION 42"];

/// What canaries are planted in, and how it is read before.
static SOUND: LazyLock<(Files, Vec<FileRead>)> = LazyLock::new(|| {
    let files = sample(3, 150);
    let reads = ENGINE.read(&files);
    (files, reads)
});

/// The dataset of a list of the folder by its path; none of what is no list.
pub(super) fn dataset(path: &str) -> Option<&'static str> {
    let read = SOUND.1.iter().find(|read| &*read.found.path == path)?;
    read.extracts.first().map(|extract| &*extract.dataset)
}

/// Writes the folder: `evidence`, and `settings.toml` beside it.
pub(super) fn folder(name: &str) -> PathBuf {
    let (mut files, reads) = SOUND.clone();
    for (nth, read) in reads.iter().enumerate() {
        let Some(extract) = read.extracts.first() else {
            continue;
        };
        let dataset = &ENGINE.pack.datasets[&extract.dataset];
        let mut table = rows(&files[&*read.found.path]);
        let spec = |heading: &str| {
            let matched = read.found.tables[0].columns.iter();
            let mut matched = matched.filter(|m| m.heading == heading.trim());
            matched.next().map(|m| m.column.clone())
        };
        let columns: Vec<Option<String>> = table[0].iter().map(|h| spec(h)).collect();
        plant(&mut table, &columns, dataset, nth);
        files.insert(read.found.path.to_string(), list(&table));
    }
    show(&mut files);
    add_strays(&mut files);
    let evidence: Files = files
        .into_iter()
        .map(|(path, bytes)| (format!("evidence/{path}"), bytes))
        .collect();
    let folder = write_all(name, &evidence);
    fs::write(folder.join("settings.toml"), settings()).unwrap();
    fs::write(folder.join("key"), "a key that is long enough").unwrap();
    folder
}

/// Canaries in a list that is recognised: some rows for who they are about, one for what is unreadable.
fn plant(table: &mut Vec<Vec<String>>, columns: &[Option<String>], dataset: &Dataset, nth: usize) {
    for (line, row) in table.iter_mut().enumerate().skip(1) {
        for (cell, column) in row.iter_mut().zip(columns) {
            let Some(spec) = column.as_ref().and_then(|name| dataset.column(name)) else {
                continue;
            };
            // Every other list keeps its cells readable, so that it is judged.
            if spec.personal.is_none() && spec.kind != ColumnType::Text && nth.is_multiple_of(2) {
                continue;
            }
            let planted = match (spec.personal, spec.kind, line % 40) {
                (Some(Personal::BirthDate), _, 1..=20) => BORN,
                (Some(Personal::Identifier), _, 3) => ID,
                (Some(_), ColumnType::Text, 1..=20) | (None, ColumnType::Code, 13) => NAME,
                (None, ColumnType::Text, 5) if !spec.show && !is_told(dataset) => NAME,
                (None, ColumnType::Date, 7) => "CANARY 07/12/1999",
                (None, ColumnType::Date, 11) if !is_told(dataset) => BORN,
                (None, ColumnType::Date, 17) => "31/02/2026 CANARY",
                (None, ColumnType::Number | ColumnType::YesNo, 9) => HOME,
                _ => continue,
            };
            planted.clone_into(cell);
        }
    }
    for (line, row) in table.iter_mut().enumerate() {
        let more = if line == 0 {
            ["Full name", "Home", "Case note"]
        } else {
            [NAME, HOME, BORN]
        };
        row.extend(more.map(str::to_owned));
    }
    if nth.is_multiple_of(3) {
        let banner = vec![
            format!("Report on {NAME}"),
            format!("born {BORN}"),
            HOME.to_owned(),
        ];
        table.insert(0, banner);
        table.insert(1, vec![ID.to_owned()]);
    }
}

/// Whether a report tells its rows one by one, with their days.
fn is_told(dataset: &Dataset) -> bool {
    ["inspection_findings", "improvement_actions", "statements"].contains(&dataset.id.as_str())
}

/// Texts that may be shown, in the lists whose texts may be.
fn show(files: &mut Files) {
    let lists = [
        "inspection/inspection-findings",
        "inspection/improvement-actions",
    ];
    for ((beginning, heading), shown) in lists.iter().zip(["Text", "Action"]).zip(SHOWN) {
        let path = path_of(files, beginning);
        let mut table = rows(&files[&path]);
        let head = table
            .iter()
            .position(|row| row.iter().any(|cell| cell == heading));
        let head = head.unwrap();
        let at = table[head].iter().position(|cell| cell == heading).unwrap();
        for row in &mut table[head + 1..] {
            shown.clone_into(&mut row[at]);
        }
        files.insert(path, list(&table));
    }
}

/// Files that are no list, are not recognised, or cannot be read.
fn add_strays(files: &mut Files) {
    let person = format!("{ID},{NAME},{BORN},\"{HOME}\"\n");
    let mut stray = |path: &str, bytes: Vec<u8>| files.insert(path.to_owned(), bytes);
    stray(
        "notes/visitors.csv",
        format!(
            "Canary number,Canary name,Born {BORN},{NAME}\n{}",
            person.repeat(9)
        )
        .into(),
    );
    stray("notes/no-headings.csv", person.repeat(20).into());
    stray(
        "notes/mapped.csv",
        format!("Number,Day,Kind\n{}", person.repeat(20)).into(),
    );
    stray(
        "notes/open-quote.csv",
        format!(
            "Child ID,Visit date,Visit kind\n{ID},{BORN},\"{NAME}\n{}",
            person.repeat(5)
        )
        .into(),
    );
    stray(
        "notes/meeting.txt",
        format!("# About {NAME}\n\n{NAME} lives at {HOME}.\n").into(),
    );
    stray(
        "documents/letter-2026-09-01.md",
        format!(
            "---\nauthor: {NAME}\ndated: {NAME}\n---\n\n# To {NAME}\n\n## Born {BORN}\n\n{HOME}\n"
        )
        .into(),
    );
    let comment = format!("<w:comments><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:comments>");
    let core = format!("<c><dc:creator>{NAME}</dc:creator><dc:title>{NAME}</dc:title></c>");
    let custom = format!(
        "<Properties><property name=\"{NAME}\"><v>{ID}</v></property>\
         <property name=\"approved\"><v>{NAME}</v></property></Properties>"
    );
    let body = format!("<w:p><w:r><w:t>{NAME}, born {BORN}, {HOME}</w:t></w:r></w:p>");
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>";
    let body = format!("{heading}About {NAME}</w:t></w:r></w:p>{body}");
    let parts = [
        ("word/comments.xml", comment),
        ("docProps/core.xml", core),
        ("docProps/custom.xml", custom),
    ];
    let whole = docx(&body, "", &parts);
    stray(
        "documents/sufficiency-strategy-2026-09-02.docx",
        whole.clone(),
    );
    stray("notes/entity.docx", docx(&format!("&{NAME};"), "", &[]));
    stray("notes/cut.docx", whole[..whole.len() / 2].to_vec());
    let letter = pdf(
        &format!("BT /F1 18 Tf (About {NAME}) Tj /F1 9 Tf 0 -20 Td ({HOME}, {BORN}) Tj ET"),
        "",
        FONT,
        &format!("<< /Title ({NAME}) /Author ({NAME}) /Approved ({NAME}) >>"),
        &[],
    );
    stray("documents/letter-2026-09-02.pdf", letter.clone());
    stray(
        "notes/cut-2026-09-02.pdf",
        letter[..letter.len() - 30].to_vec(),
    );
    stray("notes/broken.pdf", format!("%PDF-1.7\n{person}").into());
    stray("notes/broken.xlsx", person.clone().into());
    stray("notes/photo.jpg", person.clone().into());
    stray(
        "notes/cut-2026-09-30.ods",
        format!("PK\u{3}\u{4}{person}").into(),
    );
    let mut wide: Vec<u8> = vec![0xFF, 0xFE];
    let lines = format!("Child ID,Visit date,Visit kind\n{}", person.repeat(3));
    wide.extend(lines.encode_utf16().flat_map(u16::to_le_bytes));
    stray("notes/wide.csv", wide);
    stray("registers/visits-2026-09-30.xlsx", workbook());
}

/// A recognised sheet, one that is not, and a hidden one.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_author(NAME).set_title(NAME));
    let sheets = [
        (
            "Visits",
            ["Child ID", "Visit date", "Visit kind", "Seen alone"],
        ),
        ("Other", ["Canary", "Canary born", NAME, HOME]),
        ("Hidden", ["Child ID", "Visit date", "Visit kind", NAME]),
    ];
    for (name, headings) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(name == "Hidden");
        sheet
            .write_string(0, 0, format!("Report on {NAME}"))
            .unwrap();
        sheet.write_row(2, 0, headings).unwrap();
        for row in 3..30 {
            sheet
                .write_row(row, 0, [ID, "2026-09-12", "Statutory", "Yes"])
                .unwrap();
        }
        sheet
            .write_row(30, 0, [NAME, "CANARY day", HOME, NAME])
            .unwrap();
        sheet
            .insert_note(3, 0, &rust_xlsxwriter::Note::new(NAME))
            .unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// Settings that map two strays by hand, one of them with a person in the place of its headings.
fn settings() -> String {
    "as_at = 2026-10-05
inspection = 2027-01-12

[[map]]
file = \"notes/mapped.csv\"
dataset = \"visits\"
columns = { child_id = \"Number\", visited_on = \"Day\", kind = \"Kind\" }

[[map]]
file = \"notes/visitors.csv\"
dataset = \"visits\"
header_row = 3
columns = { child_id = \"Name\", visited_on = \"Born\" }
"
    .to_owned()
}
