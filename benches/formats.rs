//! Every format beside the library that it stands on: rows and megabytes a second.
//!
//! Ours is everything from the bytes on: digest, recognising, hashing and decoding each column that is
//! not personal. The library alone goes through the same bytes and keeps nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot run may stop"
)]

#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test support file"
)]
#[path = "../tests/it/evidence/datasets.rs"]
mod datasets;

#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test support file"
)]
#[path = "../tests/it/evidence/made_xls.rs"]
mod made_xls;

#[cfg(feature = "xlsb")]
#[expect(clippy::unwrap_used, dead_code, reason = "a test support file")]
#[path = "../tests/it/evidence/made_xlsb.rs"]
mod made_xlsb;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use calamine::{Ods, Reader as _, Xls, Xlsx};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use quick_xml::events::Event;
use reinspect::evidence::extract::Wanted;
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_file};
use reinspect::pack::Dataset;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn main() {
    divan::main();
}

const ROWS: usize = 20_000;
const HEADINGS: [&str; 6] = [
    "Child ID",
    "Visit date",
    "Visit type",
    "Child seen",
    "Seen alone",
    "Direct work",
];

static DATASETS: LazyLock<BTreeMap<String, Dataset>> = LazyLock::new(datasets::all);

fn row(at: usize) -> [String; 6] {
    let day = format!("2026-{:02}-{:02}", at / 28 % 9 + 1, at % 28 + 1);
    let kind = ["CP visit", "CIN visit", "CLA visit"][at % 3];
    let yes = |every: usize| {
        if at.is_multiple_of(every) {
            "No"
        } else {
            "Yes"
        }
        .to_owned()
    };
    [
        format!("C{at:06}"),
        day,
        kind.to_owned(),
        yes(7),
        yes(3),
        yes(5),
    ]
}

fn ours(bencher: Bencher, path: &str, bytes: &[u8], rows: usize) {
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
    let bencher = bencher.counter(BytesCount::new(bytes.len()));
    bencher.counter(ItemsCount::new(rows)).bench(|| {
        let read = read_file(path.into(), bytes, &request);
        let found: usize = read.extracts.iter().map(|e| e.table.rows()).sum();
        assert_eq!(found, rows, "{:?}", read.found.problem);
        read
    });
}

fn alone<T>(bencher: Bencher, bytes: &[u8], rows: usize, read: impl Fn(&[u8]) -> T + Sync) {
    let bencher = bencher.counter(BytesCount::new(bytes.len()));
    bencher.counter(ItemsCount::new(rows)).bench(|| read(bytes));
}

mod csv {
    use super::*;

    fn bytes() -> Vec<u8> {
        let mut text = HEADINGS.join(",");
        (0..ROWS).for_each(|at| write!(text, "\n{}", row(at).join(",")).unwrap());
        text.into_bytes()
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.csv", &bytes(), ROWS);
    }

    #[divan::bench]
    fn csv_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            let mut reader = ::csv::Reader::from_reader(bytes);
            let mut record = ::csv::ByteRecord::new();
            while reader.read_byte_record(&mut record).unwrap() {
                black_box(&record);
            }
        });
    }
}

mod json {
    use super::*;

    fn bytes() -> Vec<u8> {
        let fields = |at| {
            HEADINGS
                .iter()
                .zip(row(at))
                .map(|(h, v)| format!("{h:?}:{v:?}"))
        };
        let records =
            (0..ROWS).map(|at| format!("{{{}}}", fields(at).collect::<Vec<_>>().join(",")));
        format!("[{}]", records.collect::<Vec<_>>().join(",\n")).into_bytes()
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.json", &bytes(), ROWS);
    }

    #[divan::bench]
    fn serde_json_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            serde_json::from_slice::<serde_json::Value>(bytes).unwrap()
        });
    }
}

mod xlsx {
    use super::*;

    pub(super) fn bytes() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, HEADINGS).unwrap();
        for at in 0..ROWS {
            sheet
                .write_row(u32::try_from(at).unwrap() + 1, 0, row(at))
                .unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.xlsx", &bytes(), ROWS);
    }

    #[divan::bench]
    fn calamine_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let name = book.sheet_names()[0].clone();
            let mut reader = book.worksheet_cells_reader(&name).unwrap();
            while let Some(cell) = reader.next_cell().unwrap() {
                black_box(&cell);
            }
        });
    }
}

mod xls {
    use super::*;

    fn bytes() -> Vec<u8> {
        let rows = std::iter::once(HEADINGS.map(str::to_owned)).chain((0..ROWS).map(row));
        made_xls::workbook(&rows.map(Vec::from).collect::<Vec<_>>())
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.xls", &bytes(), ROWS);
    }

    #[divan::bench]
    fn calamine_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).unwrap();
            book.worksheet_range("Visits").unwrap()
        });
    }
}

#[cfg(feature = "xlsb")]
mod xlsb {
    use super::made_xlsb::{Cell, parts, sheet};
    use super::*;

    fn bytes() -> Vec<u8> {
        let rows: Vec<[String; 6]> = std::iter::once(HEADINGS.map(str::to_owned))
            .chain((0..ROWS).map(row))
            .collect();
        let cells = |row: &'static [String; 6]| row.iter().map(|text| Cell::Text(text)).collect();
        let rows: &'static [[String; 6]] = rows.leak();
        let rows: Vec<Vec<Cell<'_>>> = rows.iter().map(cells).collect();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts(false, &[("Visits", false, sheet(&rows))]) {
            let options = SimpleFileOptions::default();
            writer.start_file(name, options).unwrap();
            writer.write_all(&bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.xlsb", &bytes(), ROWS);
    }

    #[divan::bench]
    fn calamine_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            let mut book: calamine::Xlsb<_> = calamine::Xlsb::new(Cursor::new(bytes)).unwrap();
            let mut reader = book.worksheet_cells_reader("Visits").unwrap();
            while let Some(cell) = reader.next_cell().unwrap() {
                black_box(&cell);
            }
        });
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use ::parquet::data_type::{ByteArray, ByteArrayType};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    use super::*;

    /// Texts under the names that the columns go by, as a name may hold no space in a schema in words.
    fn bytes() -> Vec<u8> {
        const COLUMNS: [&str; 6] = [
            "child_id",
            "visit_date",
            "visit_type",
            "child_seen",
            "seen_alone",
            "direct_work",
        ];
        let fields = COLUMNS.map(|name| format!("required binary {name} (UTF8);"));
        let schema = format!("message visits {{ {} }}", fields.concat());
        let schema = Arc::new(parse_message_type(&schema).unwrap());
        let properties = Arc::new(WriterProperties::default());
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let rows: Vec<[String; 6]> = (0..ROWS).map(row).collect();
        for at in 0..COLUMNS.len() {
            let values = rows.iter().map(|row| ByteArray::from(row[at].as_str()));
            let values: Vec<ByteArray> = values.collect();
            let mut column = group.next_column().unwrap().unwrap();
            let typed = column.typed::<ByteArrayType>();
            typed.write_batch(&values, None, None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
        writer.into_inner().unwrap()
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.parquet", &bytes(), ROWS);
    }

    #[divan::bench]
    fn parquet_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            let bytes = ::bytes::Bytes::copy_from_slice(bytes);
            let reader = SerializedFileReader::new(bytes).unwrap();
            for record in reader.get_row_iter(None).unwrap() {
                black_box(record.unwrap());
            }
        });
    }
}

#[path = "formats/pdf.rs"]
mod pdf;

mod ods {
    use super::*;

    fn bytes() -> Vec<u8> {
        let cell = |text: &str| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let line =
            |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
        let headings: Vec<String> = HEADINGS.iter().map(|h| cell(h)).collect();
        let rows = (0..ROWS).map(|at| line(&row(at).map(|text| cell(&text))));
        let rows = rows.collect::<String>();
        let content = format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
             xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
             <office:spreadsheet><table:table table:name=\"Visits\">{}{rows}</table:table>\
             </office:spreadsheet></office:body></office:document-content>",
            line(&headings)
        );
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        let manifest = "<manifest:manifest/>";
        package(&[
            ("mimetype", kind),
            ("META-INF/manifest.xml", manifest),
            ("content.xml", &content),
        ])
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "visits.ods", &bytes(), ROWS);
    }

    #[divan::bench]
    fn calamine_alone(bencher: Bencher) {
        alone(bencher, &bytes(), ROWS, |bytes| {
            let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).unwrap();
            book.worksheet_range("Visits").unwrap()
        });
    }
}

mod xml {
    use super::*;

    const CHILDREN: usize = 10_000;

    /// A CIN census whose children each have identifiers, details and an assessment.
    fn bytes() -> Vec<u8> {
        let mut text = "<Message><Header/><Children>".to_owned();
        for at in 0..CHILDREN {
            write!(
                text,
                "<Child><ChildIdentifiers><LAchildID>C{at}</LAchildID>\
                 <PersonBirthDate>2019-02-01</PersonBirthDate></ChildIdentifiers>\n<CINdetails>\
                 <CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>1A</ReferralSource>\
                 <Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>\
                 </Assessments></CINdetails></Child>\n"
            )
            .unwrap();
        }
        text.push_str("</Children></Message>");
        text.into_bytes()
    }

    #[divan::bench]
    fn reinspect(bencher: Bencher) {
        ours(bencher, "census.xml", &bytes(), CHILDREN * 3);
    }

    #[divan::bench]
    fn quick_xml_alone(bencher: Bencher) {
        alone(bencher, &bytes(), CHILDREN * 3, |bytes| {
            let text = std::str::from_utf8(bytes).unwrap();
            let mut reader = quick_xml::Reader::from_str(text);
            while !matches!(black_box(reader.read_event().unwrap()), Event::Eof) {}
        });
    }
}

mod archive {
    use super::*;

    fn bytes() -> Vec<u8> {
        package(&[("word/document.xml", &document())])
    }

    fn document() -> String {
        let paragraph = |at: usize| {
            format!(
                "<w:p><w:r><w:t>Paragraph {at} says what children need and who does it.</w:t></w:r></w:p>"
            )
        };
        let body = (0..ROWS).map(paragraph).collect::<String>();
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>")
    }

    /// A Word document of as many paragraphs as the lists have rows.
    #[divan::bench]
    fn reinspect_docx(bencher: Bencher) {
        ours(bencher, "strategy.docx", &bytes(), 0);
    }

    #[divan::bench]
    fn zip_and_quick_xml_alone(bencher: Bencher) {
        alone(bencher, &bytes(), 0, |bytes| {
            let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
            let mut text = String::new();
            package
                .by_name("word/document.xml")
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(black_box(reader.read_event().unwrap()), Event::Eof) {}
        });
    }
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
