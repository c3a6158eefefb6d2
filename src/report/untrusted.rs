//! However hostile a text is, it arrives harmless in every format, and every report is the same twice.

use std::io::{Cursor, Read as _};

use super::fixture::gap;
use super::{AssessmentFormat, Choice as _, Options, Rendered, render};
use crate::assess::fixture::{area_result, assessment, day, result, source_entry};
use crate::assessment::{
    Assessment, Benchmark, DiagnosticEntry, FindingResult, FindingState, NotRead, Shortfall,
    StateResult, ThresholdsResult, WaiverResult,
};
use crate::diagnostic::Severity;
use crate::judge::State;
use crate::measure::Unit;
use crate::pack::{Basis, BenchmarkKind};
use crate::redact::{Audience, redact};
use crate::state::Reason;

/// A formula, a table's edge, code, markup, a mention, links, a header of a calendar, what a terminal
/// obeys, an end of text, and what turns the direction of writing.
const HOSTILE: &str = "=cmd|' /C calc'!A0 `x` <script>alert(1)</script> @all [a](http://evil.example) \
                       {0} ]]> \"q\" \r\nATTACH:http://evil.example\r\nEND:VCALENDAR\n| a | b |\n# h\
                       \u{1b}[2J\u{0}\u{8}\u{202e}\u{fffe}";

fn waiver() -> WaiverResult {
    WaiverResult {
        in_force: true,
        reason: HOSTILE.to_owned(),
        by: HOSTILE.to_owned(),
        from: day("2026-09-01"),
        until: day("2027-12-31"),
    }
}

/// An assessment in which whatever a person wrote is hostile.
fn hostile() -> Assessment {
    let text = || HOSTILE.to_owned();
    let mut criteria = vec![
        result("a", State::NotMet),
        result("b", State::NotKnown),
        result("c", State::Nearly),
        result("d", State::NotKnown),
    ];
    criteria[1].today = StateResult::not_known(Reason::Stale, HOSTILE);
    criteria[2].waiver = Some(waiver());
    criteria[3].today = StateResult::not_known(Reason::CouldNotCompute, HOSTILE);
    for criterion in &mut criteria {
        criterion.title = text();
        criterion.asks = text();
        criterion.explanation = text();
        criterion.owner = Some(text());
        criterion.rule = format!("{HOSTILE}:7");
        criterion.thresholds = Some(ThresholdsResult {
            met: text(),
            nearly: Some(text()),
            basis: Basis::Suggested,
            source: Some(text()),
            pack_met: None,
            statute_loosened: false,
            limits: None,
        });
        criterion.benchmarks = vec![Benchmark {
            kind: BenchmarkKind::England,
            area: text(),
            measure: text(),
            value: text(),
            unit: Unit::Percent,
            year: text(),
            source: text(),
            address: text(),
            differs: Some(text()),
        }];
    }
    let mut whole = assessment(criteria);
    whole.authority.name = text();
    whole.inspection = Some(day("2027-01-12"));
    whole.areas = vec![area_result("safe", &whole.criteria)];
    whole.areas[0].title = text();
    whole.areas[0].short = text();
    whole.gaps = ["a", "b", "c", "d"].map(|id| gap(id, State::NotMet)).into();
    whole.gaps[2].waived = true;
    for gap in &mut whole.gaps {
        gap.found = text();
        gap.expected = text();
        gap.source = text();
        gap.first = Some(text());
        gap.improve = text();
        gap.owner = Some(text());
        gap.due = Some(day("2026-12-10"));
        gap.shortfall = Some(Shortfall {
            rows: 7,
            words: text(),
        });
    }
    evidence(&mut whole);
    whole
}

fn evidence(whole: &mut Assessment) {
    let text = || HOSTILE.to_owned();
    let mut source = source_entry();
    source.path = text();
    source.sheet = Some(text());
    source.dataset = text();
    source.used_by = vec!["a".to_owned()];
    whole.sources = vec![source];
    whole.not_read = vec![NotRead {
        path: text(),
        sheet: Some(text()),
        why: text(),
    }];
    whole.findings = vec![FindingResult {
        id: text(),
        visited_on: None,
        visit: text(),
        kind: Some(text()),
        text: text(),
        areas: vec![text()],
        criteria: vec!["a".to_owned()],
        then: Vec::new(),
        now: vec![FindingState {
            criterion: "a".to_owned(),
            state: State::NotMet,
        }],
        persistent: true,
        activity: vec![text()],
        impact: vec![text()],
    }];
    whole.diagnostics = vec![DiagnosticEntry {
        code: "waiver-expired".to_owned(),
        severity: Severity::Warning,
        message: text(),
        file: Some("waivers.toml".to_owned()),
        sheet: None,
        line: Some(3),
        column: Some(1),
        found: Some(text()),
        expected: Some(text()),
        help: Some(text()),
    }];
}

fn rendered(format: AssessmentFormat) -> Rendered {
    let redacted = redact(hostile(), Audience::Internal);
    let again = redact(hostile(), Audience::Internal);
    let first = render(format, &redacted, &Options::PLAIN);
    assert_eq!(
        first,
        render(format, &again, &Options::PLAIN),
        "{}",
        format.name()
    );
    first
}

fn text(format: AssessmentFormat) -> String {
    let Rendered::Text(text) = rendered(format) else {
        panic!("{} is a text", format.name());
    };
    let hidden = |c: &char| (c.is_control() && *c != '\n' && *c != '\r') || *c == '\u{202e}';
    assert_eq!(text.chars().find(hidden), None, "{}", format.name());
    text
}

#[test]
fn every_format_is_the_same_twice() {
    for format in AssessmentFormat::ALL {
        rendered(*format);
    }
}

#[test]
fn markdown_shows_it_letter_by_letter() {
    let text = text(AssessmentFormat::Markdown);
    for acted_on in [
        "<script", "`", "@all", "](http", "http://", "\n=", "\n| a |", "\n# h",
    ] {
        assert!(!text.contains(acted_on), "{acted_on}");
    }
    let mut width = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            width = None;
            continue;
        }
        let cells = line.matches('|').count();
        assert_eq!(*width.get_or_insert(cells), cells, "{line}");
    }
}

#[test]
fn junit_is_still_xml() {
    let text = text(AssessmentFormat::Junit);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut tests = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => {
                tests += usize::from(tag.name().as_ref() == "testcase");
                let attributes: Result<Vec<_>, _> = tag.attributes().collect();
                attributes.unwrap();
            }
            quick_xml::events::Event::CData(_) => panic!("nothing here is written as it stands"),
            _ => {}
        }
    }
    assert_eq!(tests, 4);
    assert!(text.contains("not met: =cmd|&apos; /C calc&apos;!A0 `x` &lt;script&gt;alert(1)"));
}

#[test]
fn a_calendar_gets_no_line_of_its_own_from_a_text() {
    let text = text(AssessmentFormat::Ics);
    let unfolded = text.replace("\r\n ", "");
    assert_eq!(unfolded.matches("\r\nEND:VCALENDAR\r\n").count(), 1);
    assert!(!unfolded.contains("\r\nATTACH") && !unfolded.replace("\r\n", "").contains('\n'));
}

#[test]
fn json_and_sarif_hold_it_as_a_text() {
    // JSON gives the text as it is: it is for machines, and what reads it may need to find it again.
    let Rendered::Text(json) = rendered(AssessmentFormat::Json) else {
        panic!("a text");
    };
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["criteria"][0]["title"], HOSTILE);
    let sarif: serde_json::Value = serde_json::from_str(&text(AssessmentFormat::Sarif)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    for result in results {
        let message = result["message"]["text"].as_str().unwrap();
        assert!(
            !message.contains("[a](") && !message.contains(" {0} "),
            "{message}"
        );
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let place = place.as_str().unwrap();
        assert!(place.bytes().all(|b| b.is_ascii_graphic()), "{place}");
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let Rendered::Folder(files) = rendered(AssessmentFormat::Csv) else {
        panic!("a folder");
    };
    assert_eq!(files.len(), 15);
    for (name, text) in files {
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records() {
            // The reader refuses a row that is wider or narrower than the headings.
            for cell in &row.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{name}: {cell}");
                assert!(!cell.contains(|c: char| c.is_control()), "{name}: {cell}");
            }
        }
    }
}

#[test]
fn no_part_of_the_workbook_holds_a_formula_or_what_xml_forbids() {
    let Rendered::Binary(bytes) = rendered(AssessmentFormat::Xlsx) else {
        panic!("a file of bytes");
    };
    let mut files = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..files.len() {
        let mut part = files.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert!(!text.contains("<f>") && !text.contains("<hyperlink"));
        assert!(!text.contains(|c: char| c.is_control() && !"\t\r\n".contains(c)));
    }
}
