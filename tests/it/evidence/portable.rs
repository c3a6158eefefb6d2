//! PDF documents: read by the program itself in a process of its own, held to its time and memory.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use reinspect::evidence::extract::{FileRead, RawDocument, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_file};
use reinspect::evidence::{DatedBy, Reading};

use super::support::{DATASETS, read};

const LOCKED: &[u8] = include_bytes!("../../fixtures/evidence/locked.pdf");
const OPEN: &[u8] = include_bytes!("../../fixtures/evidence/no-user-password.pdf");
const PACKED: &[u8] = include_bytes!("../../fixtures/evidence/object-streams.pdf");
const BOMB: &[u8] = include_bytes!("../../fixtures/evidence/unpacks-to-a-gigabyte.pdf");

/// What the fixtures and most tests here have on their one page.
const PAGE: &str = "BT /F1 18 Tf 72 760 Td (Needs) Tj /F1 11 Tf 0 -40 Td (Our kinship carers look after \
    children who need a home.) Tj 0 -14 Td (They live near the schools and the friends that they know.) Tj ET";
pub(crate) const FONT: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const INFO: &str = "<< /Title (Homes for our children) /ModDate (D:20260501100000Z) >>";

/// A PDF of these objects, the sixth of which is its information.
fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let (start, size) = (file.len(), objects.len() + 1);
    write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n\
         << /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

fn stream(entries: &str, content: &str) -> String {
    let length = content.len();
    format!("<< /Length {length} {entries} >>\nstream\n{content}\nendstream")
}

/// A PDF of one page, with more in its catalog, another font, other information, and more objects.
pub(crate) fn pdf(
    content: &str,
    catalog: &str,
    font: &str,
    info: &str,
    more: &[String],
) -> Vec<u8> {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
        /Resources << /Font << /F1 5 0 R >> /XObject << /X 7 0 R >> >> >>";
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page.to_owned(),
        stream("", content),
        font.to_owned(),
        info.to_owned(),
    ];
    assemble(&[&objects[..], more].concat())
}

fn simple(content: &str) -> Vec<u8> {
    pdf(content, "", FONT, INFO, &[])
}

fn ask(bytes: &[u8]) -> FileRead {
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
    let request = request.reading_pdf_with(env!("CARGO_BIN_EXE_reinspect").into());
    read_file("plans/strategy.pdf".into(), bytes, &request)
}

fn only(read: FileRead) -> RawDocument {
    assert_eq!(read.documents.len(), 1, "{:?}", read.found.problem);
    read.documents.into_iter().next().unwrap()
}

fn whole(bytes: &[u8]) -> RawDocument {
    let read = ask(bytes);
    assert_eq!(read.found.problem, None);
    assert_eq!(read.found.reading(), Reading::Whole);
    only(read)
}

/// A document without its text, and why.
fn textless(bytes: &[u8]) -> (RawDocument, String) {
    let read = ask(bytes);
    assert_eq!(read.found.reading(), Reading::InPart);
    let problem = read.found.problem.clone().unwrap();
    let document = only(read);
    assert_eq!((document.text.as_ref(), document.headings.len()), (None, 0));
    assert_eq!(document.unread.as_ref(), Some(&problem));
    (document, problem)
}

#[test]
fn text_headings_title_and_date() {
    for (what, bytes) in [
        ("plain", &simple(PAGE)[..]),
        ("no user password", OPEN),
        ("object streams", PACKED),
    ] {
        let found = whole(bytes);
        assert_eq!(
            found.title.as_deref(),
            Some("Homes for our children"),
            "{what}"
        );
        assert_eq!(found.headings, ["Needs"], "{what}");
        let expected = "needs our kinship carers look after children who need a home. they live near \
            the schools and the friends that they know.";
        assert_eq!(found.text.as_deref(), Some(expected), "{what}");
        let date = found.own_date.map(|(day, by)| (day.to_string(), by));
        assert_eq!(
            date,
            Some(("2026-05-01".to_owned(), DatedBy::Modified)),
            "{what}"
        );
        assert_eq!((found.approved, found.approved_on), (None, None), "{what}");
    }
}

#[test]
fn words_are_put_together_as_they_stand_on_the_page() {
    for (content, expected) in [
        (
            "BT /F1 10 Tf [(Kin) -20 (ship) -400 (care)] TJ ET",
            "kinship care",
        ),
        ("BT /F1 10 Tf (Kin) Tj (ship) Tj ET", "kinship"),
        ("BT /F1 10 Tf (One) Tj 0 -12 Td (two) Tj ET", "one two"),
        (
            "BT /F1 10 Tf 12 TL (One) Tj (two) ' 1 0 (three) \" ET",
            "one two three",
        ),
        (
            "BT /F1 10 Tf 0 1 -1 0 50 50 Tm (Side) Tj (ways) Tj ET",
            "sideways",
        ),
        ("BT /F1 10 Tf (A) Tj 200 0 Td (B) Tj ET", "a b"),
        ("q 2 0 0 2 0 0 cm BT /F1 10 Tf (Large) Tj ET Q", "large"),
        ("BT /F1 10 Tf 3 Tr (Recognised) Tj ET", "recognised"),
        ("BT /F1 10 Tf (Child\\222s) Tj ET", "child's"),
        (
            "BT /F1 10 Tf (Well-) Tj 0 -12 Td (being) Tj ET",
            "well being",
        ),
        (
            "q /X Do Q BT /F1 10 Tf (missing form) Tj ET",
            "missing form",
        ),
    ] {
        assert_eq!(
            whole(&simple(content)).text.as_deref(),
            Some(expected),
            "{content}"
        );
    }
}

#[test]
fn forms_on_a_page_are_read_where_they_stand() {
    let entries =
        "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 5 0 R >> >>";
    let form = stream(entries, "BT /F1 10 Tf (In a form) Tj ET");
    let content = "/X Do BT /F1 10 Tf 0 50 Td (after it) Tj ET";
    let found = whole(&pdf(content, "", FONT, INFO, &[form]));
    assert_eq!(found.text.as_deref(), Some("in a form after it"));
}

#[test]
fn letters_are_known_by_the_font() {
    let named = "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /S /a /fi /f /e] >> >>";
    let shown = "BT /F1 10 Tf (\\001\\002\\004\\005 \\003) Tj ET";
    assert_eq!(
        whole(&pdf(shown, "", named, INFO, &[])).text.as_deref(),
        Some("safe fi")
    );

    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <0001> <004e> \
        <0002> <00650065> endbfchar\n1 beginbfrange <0010> <0012> <0064> endbfrange";
    let composite = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R \
        /DescendantFonts [<< /Subtype /CIDFontType2 /DW 500 /W [1 [700 600] 16 18 450] >>] >>";
    let shown = "BT /F1 10 Tf <000100020010> Tj ET";
    let found = whole(&pdf(shown, "", composite, INFO, &[stream("", map)]));
    assert_eq!(found.text.as_deref(), Some("need"));

    let secret = composite.replace("/ToUnicode 7 0 R", "");
    let (_, why) = textless(&pdf(shown, "", &secret, INFO, &[]));
    assert_eq!(
        why,
        "its text could not be read, as its fonts do not say which letters they show: save it as docx, \
         or run text recognition over it"
    );
}

#[test]
fn headings_are_those_that_the_author_marked() {
    let outlines = [
        "<< /First 8 0 R >>".to_owned(),
        "<< /Title (1. Needs) /Next 9 0 R /First 10 0 R >>".to_owned(),
        "<< /Title <FEFF0053007500700070006C0079> /Next 8 0 R >>".to_owned(),
        "<< /Title (Of young people) >>".to_owned(),
    ];
    let found = whole(&pdf(PAGE, "/Outlines 7 0 R", FONT, INFO, &outlines));
    assert_eq!(found.headings, ["1. Needs", "Of young people", "Supply"]);

    let tagged = "/H1 << /MCID 0 >> BDC BT /F1 11 Tf 72 700 Td (Needs) Tj ET EMC /P << /MCID 1 >> BDC \
        BT /F1 11 Tf 72 600 Td (Some words) Tj ET EMC /H2 BMC BT /F1 11 Tf 72 500 Td (Supply) Tj ET EMC";
    assert_eq!(whole(&simple(tagged)).headings, ["Needs", "Supply"]);
}

#[test]
fn properties_that_someone_made_hold() {
    let info = "<< /Producer (x) /ModDate (D:20260601) /Dated (2026-05-01) /Approved (yes) /Author (CANARYNAME123) >>";
    let found = whole(&pdf(PAGE, "", FONT, info, &[]));
    let date = found.own_date.map(|(day, by)| (day.to_string(), by));
    assert_eq!(date, Some(("2026-05-01".to_owned(), DatedBy::Property)));
    assert_eq!(found.approved, Some(true));
    assert_eq!(found.title.as_deref(), Some("Needs"), "what stands largest");

    let xml = "<x:xmpmeta><rdf:RDF><rdf:Description xmp:ModifyDate=\"2026-04-03T10:00:00Z\"><dc:title><rdf:Alt>\
        <rdf:li>From the metadata</rdf:li></rdf:Alt></dc:title><pdfx:Approved>2026-04-01</pdfx:Approved>\
        </rdf:Description></rdf:RDF></x:xmpmeta>";
    let more = [stream("/Type /Metadata /Subtype /XML", xml)];
    let word = "<< /Title (Microsoft Word - strategy FINAL v3.docx) >>";
    let found = whole(&pdf(PAGE, "/Metadata 7 0 R", FONT, word, &more));
    assert_eq!(found.title.as_deref(), Some("From the metadata"));
    let date = found.own_date.map(|(day, by)| (day.to_string(), by));
    assert_eq!(date, Some(("2026-04-03".to_owned(), DatedBy::Modified)));
    let on = found.approved_on.map(|day| day.to_string());
    assert_eq!(
        (found.approved, on.as_deref()),
        (Some(true), Some("2026-04-01"))
    );
}

#[test]
fn without_its_text_a_document_is_still_there() {
    let (found, why) = textless(&simple("0 0 100 100 re f"));
    let pictures = "its text could not be read, as its pages are pictures: save it as docx, or run text \
        recognition over it";
    assert_eq!(why, pictures);
    assert_eq!(found.title.as_deref(), Some("Homes for our children"));
    assert_eq!(found.own_date.unwrap().0.to_string(), "2026-05-01");

    let (found, why) = textless(LOCKED);
    let protected =
        "its text could not be read, as it is protected: save a copy without a password";
    assert_eq!((why.as_str(), found.title), (protected, None));

    let file = simple(PAGE);
    let (_, why) = textless(&file[..file.len() - 40]);
    let cut =
        "its text could not be read, as the file is cut short: get it again from where it came";
    assert_eq!(why, cut);

    // A library that names no program reads none.
    let unasked = read("plans/strategy.pdf", &file);
    let why = unasked.found.problem.clone().unwrap();
    assert!(
        why.starts_with("its text was not read, as nothing was named"),
        "{why}"
    );
    assert_eq!(only(unasked).text, None);
}

#[test]
fn what_is_no_pdf_is_damaged() {
    let zeros = [&b"%PDF-1.7\n"[..], &vec![0; 100_000]].concat();
    for bytes in [&b""[..], b"CANARYNAME123", b"%PDF-1.7\n", &zeros] {
        let read = ask(bytes);
        assert!(read.documents.is_empty());
        let why = "damaged, cut short or not pdf at all: open it, save a copy and use that";
        assert_eq!(read.found.problem.as_deref(), Some(why));
    }
}

#[test]
fn hostile_files_end_in_time_with_a_refusal_of_their_text() {
    // Each form shows the next one ten times: ten thousand million in the end.
    let form = |next: usize| {
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {next} 0 R >> >>"
        );
        stream(&entries, &"/X Do ".repeat(10))
    };
    let forms: Vec<String> = (8..18).map(form).collect();
    let endless = pdf("/X Do", "", FONT, INFO, &forms);
    for (what, bytes, expected) in [
        (
            "a gigabyte",
            BOMB,
            "as something in it is broken or too large",
        ),
        ("without end", &endless, "as that took too long"),
    ] {
        let start = Instant::now();
        let (found, why) = textless(bytes);
        let took = start.elapsed();
        assert!(took < Duration::from_millis(2_500), "{what}: {took:?}");
        // On a busy machine the time may run out before the memory does.
        let too_long = why.contains("as that took too long");
        assert!(why.contains(expected) || too_long, "{what}: {why}");
        assert_eq!(
            found.title.as_deref(),
            Some("Homes for our children"),
            "{what}"
        );
    }
}

#[test]
fn whatever_is_done_to_a_file_it_is_read_or_refused() {
    let file = simple(PAGE);
    for at in (0..file.len()).step_by(41) {
        let mut bytes = file.clone();
        bytes[at] = b'9';
        let read = ask(&bytes);
        let texts = read.documents.iter().filter(|d| d.text.is_some()).count();
        assert!(texts == 1 || read.found.problem.is_some(), "{at}");
    }
}

#[test]
fn the_process_keeps_to_itself_what_went_wrong() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .arg("__read-pdf")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"CANARY").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(70));
    assert_eq!((output.stdout.len(), output.stderr.len()), (0, 0));
}
