//! Word documents: headings by style, text as a reader sees it, properties, and what is refused.

use std::time::{Duration, Instant};

use reinspect::evidence::DatedBy;
use reinspect::evidence::extract::{RawDocument, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::Format;

use super::packages::{docx, package, protected};
use super::returns::entry;
use super::support::{read, read_with};

const STYLES: &str = r#"
    <w:style w:type="paragraph" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/></w:style>
    <w:style w:type="paragraph" w:styleId="Council2"><w:name w:val="Council sub"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Levelled"><w:name w:val="Section"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="NotOne"><w:name w:val="Loud"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="About"/></w:style>
    <w:style w:type="paragraph" w:styleId="About"><w:name w:val="About"/><w:basedOn w:val="Round"/></w:style>
    <w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn document(bytes: &[u8]) -> RawDocument {
    let read = read("plans/strategy.docx", bytes);
    assert_eq!((read.found.problem, read.extracts.len()), (None, 0));
    assert!(read.found.document);
    assert_eq!(read.documents.len(), 1);
    read.documents.into_iter().next().unwrap()
}

fn text(body: &str) -> String {
    document(&docx(body, STYLES, &[])).text.unwrap()
}

fn problem(name: &str, bytes: &[u8]) -> String {
    let read = read(name, bytes);
    assert!(read.documents.is_empty());
    read.found.problem.unwrap()
}

#[test]
fn headings_are_told_by_the_names_and_levels_of_their_styles() {
    let own_level =
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>By itself</w:t></w:r></w:p>";
    let body = [
        paragraph("Titel", "Homes for our children"),
        paragraph("berschrift1", "Needs"),
        paragraph("Standard", "Plain words"),
        paragraph("Council2", "Supply"),
        paragraph("Levelled", "Partners"),
        paragraph("NotOne", "Not one"),
        paragraph("Round", "Nor this"),
        paragraph("Heading3", "Never defined"),
        paragraph("berschrift1", "  "),
        own_level.to_owned(),
    ];
    let found = document(&docx(&body.concat(), STYLES, &[]));
    assert_eq!(found.title.as_deref(), Some("Homes for our children"));
    let expected = [
        "Homes for our children",
        "Needs",
        "Supply",
        "Partners",
        "Never defined",
        "By itself",
    ];
    assert_eq!(found.headings, expected);
    assert!(found.text.unwrap().contains("needs plain words supply"));
    assert_eq!((found.approved, found.own_date), (None, None));
}

#[test]
fn the_text_is_what_a_reader_sees() {
    let deleted = "<w:del w:author=\"x\"><w:r><w:delText>gone</w:delText></w:r><w:r><w:t>gone</w:t></w:r></w:del>";
    let inserted = format!("<w:ins w:author=\"x\">{}</w:ins>", run("kept "));
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>";
    let by_style = "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>hidden</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>shown </w:t></w:r>";
    let mark = "<w:pPr><w:rPr><w:vanish/></w:rPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr></w:pPrChange></w:pPr>";
    let field = "<w:r><w:instrText>TOC hidden</w:instrText></w:r>";
    let breaks = "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>";
    let moved = "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>";
    let body = format!(
        "<w:p>{mark}{deleted}{moved}{inserted}{hidden}{by_style}{shown}{field}{breaks}</w:p>\
         <w:p>{}{}</w:p>",
        run("Chil"),
        run("dren\u{2019}s &amp; parents&#39;")
    );
    assert_eq!(
        text(&body),
        "kept shown one two three children's & parents'"
    );
}

#[test]
fn tables_and_text_boxes_are_text_once() {
    let cell = |words: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(words));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("Foster care"),
        cell("Homes")
    );
    let inside = format!(
        "<w:txbxContent><w:p>{}</w:p></w:txbxContent>",
        run("In a box")
    );
    let text_box = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{inside}</mc:Choice>\
         <mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        run("Before "),
        run("after")
    );
    assert_eq!(
        text(&format!("{table}{text_box}")),
        "foster care homes in a box before after"
    );
}

#[test]
fn properties_give_title_date_and_approval() {
    let core = |inside: &str| {
        (
            "docProps/core.xml",
            format!("<cp:coreProperties>{inside}</cp:coreProperties>"),
        )
    };
    let custom = |name: &str, value: &str| {
        let inside = format!("<property name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>");
        (
            "docProps/custom.xml",
            format!("<Properties>{inside}</Properties>"),
        )
    };
    let saved =
        "<dc:title> Strategy </dc:title><dcterms:modified>2026-06-03T09:00:00Z</dcterms:modified>";
    let body = paragraph("berschrift1", "Needs");
    let weak = document(&docx(&body, STYLES, &[core(saved)]));
    assert_eq!(weak.title.as_deref(), Some("Strategy"));
    let date = weak.own_date.map(|(day, by)| (day.to_string(), by));
    assert_eq!(date, Some(("2026-06-03".to_owned(), DatedBy::Modified)));

    let made = document(&docx(
        &body,
        STYLES,
        &[core(saved), custom("Data as at", "01/05/2026")],
    ));
    let date = made.own_date.map(|(day, by)| (day.to_string(), by));
    assert_eq!(date, Some(("2026-05-01".to_owned(), DatedBy::Property)));

    for (name, value, approved, on) in [
        ("Approved", "true", Some(true), None),
        ("approved", "no", Some(false), None),
        (
            "Approved on",
            "2026-05-02T10:00:00Z",
            Some(true),
            Some("2026-05-02"),
        ),
        ("Status", "Draft", Some(false), None),
        ("Status", "Final", Some(true), None),
        ("Client", "true", None, None),
    ] {
        let found = document(&docx(&body, STYLES, &[custom(name, value)]));
        assert_eq!(found.approved, approved, "{name} {value}");
        assert_eq!(found.approved_on.map(|day| day.to_string()).as_deref(), on);
    }
    let untitled = document(&docx(&body, STYLES, &[]));
    assert_eq!(untitled.title.as_deref(), Some("Needs"));
}

#[test]
fn parts_are_found_where_the_package_says() {
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let styles = format!("<w:styles>{STYLES}</w:styles>");
    let body = format!(
        "<w:document>{}</w:document>",
        paragraph("berschrift1", "Needs")
    );
    let moved = package(&[
        (
            "_rels/.rels",
            relations("officeDocument", "/word/document2.xml"),
        ),
        ("word/document2.xml", body),
        (
            "word/_rels/document2.xml.rels",
            relations("styles", "../other/styles2.xml"),
        ),
        ("other/styles2.xml", styles),
    ]);
    assert_eq!(document(&moved).headings, ["Needs"]);
    let macros = read("plan.DOCM", &moved);
    assert_eq!((macros.found.format, macros.documents.len()), ("docm", 1));
    assert_eq!(read("plan.doc", &moved).documents.len(), 1);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let whole = docx(&paragraph("berschrift1", "CANARYNAME123"), STYLES, &[]);
    let old = [
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
        &[0; 2000],
    ]
    .concat();
    let entities = package(&[(
        "word/document.xml",
        "<!DOCTYPE w [<!ENTITY a \"CANARYNAME123\">]><w:document>&a;</w:document>".to_owned(),
    )]);
    let unknown = docx("<w:p><w:r><w:t>&canary;</w:t></w:r></w:p>", STYLES, &[]);
    for (name, bytes, expected) in [
        (
            "a.docx",
            protected(),
            "protected: save a copy without a password",
        ),
        (
            "a.docx",
            old.clone(),
            "a Word document of before 2007: open it and save it as docx",
        ),
        (
            "a.doc",
            old,
            "a Word document of before 2007: open it and save it as docx",
        ),
        (
            "a.docx",
            entities,
            "it declares a document type, as no docx does: open it and save it again",
        ),
        ("a.docx", whole[..whole.len() / 2].to_vec(), "damaged"),
        ("a.docx", Vec::new(), "damaged"),
        (
            "a.docx",
            package(&[("xl/workbook.xml", String::new())]),
            "damaged",
        ),
        ("a.docx", unknown, "damaged"),
    ] {
        let said = problem(name, &bytes);
        assert!(said.starts_with(expected), "{said}");
        assert!(!said.to_lowercase().contains("canary"), "{said}");
    }
}

#[test]
fn a_document_that_unpacks_without_end_is_refused_soon() {
    let most = |text: String| {
        let body = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let bytes = docx(&body, STYLES, &[]);
        let start = Instant::now();
        let said = problem("bomb.docx", &bytes);
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            start.elapsed()
        );
        said
    };
    let expected =
        "more than a document holds: save it again without what is not text, or in parts";
    assert_eq!(most("a".repeat(40 << 20)), expected);
    assert_eq!(most("a b ".repeat(1 << 20)), expected);
    let styles = format!("<!--{}-->", "-x".repeat(5 << 20));
    assert_eq!(problem("bomb.docx", &docx("", &styles, &[])), expected);
}

#[test]
fn the_formats_go_by_the_ends_of_their_names() {
    for (path, expected) in [
        ("a/b.docx", Format::Docx),
        ("b.DOCM", Format::Docm),
        ("b.doc", Format::Doc),
        ("b.Pdf", Format::Pdf),
        ("b.xlsb", Format::Xlsb),
        ("b.parquet", Format::Parquet),
    ] {
        assert_eq!(Format::of(path), expected, "{path}");
    }
}

#[cfg(not(feature = "xlsb"))]
#[test]
fn a_format_that_was_not_built_in_names_the_way_out() {
    let expected = "xlsb is read only by a program built with `--features xlsb`: save it as xlsx";
    assert_eq!(problem("a.xlsb", b"PK\x03\x04"), expected);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn another_format_that_was_not_built_in_names_the_way_out() {
    let expected =
        "parquet is read only by a program built with `--features parquet`: save it as csv";
    assert_eq!(problem("a.parquet", b"PAR1"), expected);
}

fn cell(text: &str) -> String {
    format!("<w:tc>{}</w:tc>", paragraph("Standard", text))
}

fn table(rows: &[&[&str]]) -> String {
    let rows = rows.iter().map(|cells| {
        let cells = cells.iter().map(|text| cell(text)).collect::<String>();
        format!("<w:tr>{cells}</w:tr>")
    });
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.collect::<String>())
}

#[test]
fn a_table_that_is_a_list_is_told_and_not_read() {
    let headings = [
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of referral",
        "Referral Source",
    ];
    let row = ["C-1", "a) Male", "a) WBRI", "01/05/2026", "1A"];
    let blank = [""; 5];
    let list = table(&[&["Referrals of May"], &headings, &row, &blank, &row]);
    // A table of words, and a list that nobody filled in.
    let words = table(&[&["What", "Who"], &["Foster homes", "Head of Placements"]]);
    let empty = table(&[&headings]);
    let told = |body: &str| {
        let read = read("strategy.docx", docx(body, STYLES, &[]));
        assert_eq!((read.documents.len(), read.extracts.len()), (1, 0));
        let tables = read.found.tables.into_iter();
        tables
            .map(|t| (t.fits, t.rows, t.reason))
            .collect::<Vec<_>>()
    };
    let why = "a table in it fits `referrals` and is not read as a list: copy it to a sheet of a workbook";
    let expected = (Some("referrals".to_owned()), 2, why.to_owned());
    assert_eq!(told(&format!("{words}{list}{empty}")), [expected]);
    assert_eq!(told(&format!("{words}{empty}")), []);
    let why = "2 tables in it fit `referrals` and are not read as lists: copy them to a sheet of a workbook";
    let expected = (Some("referrals".to_owned()), 4, why.to_owned());
    assert_eq!(told(&format!("{list}{list}")), [expected]);
    // What was struck out with changes tracked is seen by nobody.
    assert_eq!(told(&format!("<w:del>{list}</w:del>")), []);
}

#[test]
fn a_table_of_what_is_said_to_be_a_document_is_left_alone() {
    let list = table(&[
        &[
            "Child Unique ID",
            "Gender",
            "Ethnicity",
            "Date of referral",
            "Referral Source",
        ],
        &["C-1", "a) Male", "a) WBRI", "01/05/2026", "1A"],
    ]);
    let bytes = docx(&list, STYLES, &[]);
    let told = |dataset: &str| {
        let manifest = Manifest {
            entries: vec![entry("strategy.docx", dataset)],
        };
        let read = read_with("strategy.docx", &bytes, Wanted::NotPersonal, &[], &manifest);
        read.found.tables.len()
    };
    assert_eq!(
        [told("document"), told("none"), told("referrals")],
        [0, 0, 1]
    );
}
