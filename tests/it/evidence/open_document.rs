//! `OpenDocument` workbooks, written by hand.

use reinspect::evidence::{DatedBy, ProblemKind};

use super::packages::{change, ods};
use super::support::{column, lines, only, read};
use super::workbooks::problem;

const ODS_ROWS: &str = r#"
<table:table-row><table:table-cell office:value-type="string"><text:p>Visits &amp; more</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row>
  <table:table-cell office:value-type="string"><text:p>Child <text:span>ID</text:span></text:p></table:table-cell>
  <table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>Visit</text:p><text:p>date</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>Visit<text:s/>type</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>Child seen</text:p></table:table-cell>
</table:table-row>
<table:table-row>
  <table:table-cell office:value-type="float" office:value="17"><text:p>17</text:p></table:table-cell>
  <table:table-cell office:value-type="date" office:date-value="2026-01-05"><text:p>5 Jan</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>CP visit</text:p></table:table-cell>
  <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="2">
  <table:table-cell/>
  <table:table-cell office:value-type="date" office:date-value="2026-01-06T10:00:00"/>
  <table:table-cell office:value-type="string" calcext:value-type="error" office:string-value=""><text:p>#REF!</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
"#;

#[test]
fn open_document_workbooks() {
    let sheet = format!("<table:table table:name=\"One\">{ODS_ROWS}</table:table>");
    let read = read("book.ods", ods("", &sheet));
    let list = only(&read);
    assert_eq!(
        column(list, "visited_on"),
        ["2026-01-05", "2026-01-06", "2026-01-06"]
    );
    assert_eq!(column(list, "kind"), ["child_protection", "-", "-"]);
    assert_eq!(column(list, "seen"), ["true", "-", "-"]);
    assert_eq!(lines(list), [5, 6, 7]);
    let told: Vec<_> = list
        .problems
        .iter()
        .map(|p| (p.cell.as_str(), p.kind))
        .collect();
    assert_eq!(
        told,
        [
            ("C6", ProblemKind::FormulaError),
            ("C7", ProblemKind::FormulaError)
        ]
    );
    let (day, by) = list.own_date.unwrap();
    assert_eq!(
        (day.to_string().as_str(), by),
        ("2026-10-02", DatedBy::Modified)
    );
}

#[test]
fn open_document_sheets_hidden_protected_cut_short_or_swollen() {
    let style = r#"<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>"#;
    let sheet = format!(
        "<table:table table:name=\"One\" table:style-name=\"ta2\">{ODS_ROWS}</table:table>"
    );
    let hidden = read("book.ods", ods(style, &sheet));
    assert!(hidden.extracts.is_empty() && hidden.found.tables[0].hidden);
    let whole = ods("", &sheet);
    let locked = change(&whole, "META-INF/manifest.xml", |_| {
        "<manifest:encryption-data/>".to_owned()
    });
    assert_eq!(
        problem(&read("book.ods", locked)),
        "protected: save a copy without a password"
    );
    let cut = change(&whole, "content.xml", |xml| xml[..xml.len() / 2].to_owned());
    assert!(
        problem(&read("book.ods", cut)).starts_with("sheet `One`: damaged, cut short or not ods")
    );
    let swollen = ODS_ROWS.replace("number-rows-repeated=\"2\">\n  <table:table-cell/>", "number-rows-repeated=\"900000\"><table:table-cell table:number-columns-repeated=\"9000\"/>");
    let swollen = ods(
        "",
        &format!("<table:table table:name=\"One\">{swollen}</table:table>"),
    );
    assert!(problem(&read("book.ods", swollen)).starts_with("sheet `One`: unpacks to more"));
}
