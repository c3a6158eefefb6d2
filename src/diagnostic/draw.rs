//! Diagnostics as text for people and machines: plain, rich and JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, DiagnosticEntry, Severity, SourceText, Spot};

/// The name and number of the JSON's shape.
const SCHEMA: &str = "reinspect.diagnostics/1";

/// One line a diagnostic, for scripts and screen readers; `texts` say where their files lie.
pub fn plain(diagnostics: &[Diagnostic], texts: &[SourceText]) -> String {
    let line = |d: &Diagnostic| plain_line(d, texts) + "\n";
    diagnostics.iter().map(line).collect()
}

/// Each diagnostic with its line of the file underlined, and a count at the end.
///
/// `texts` are the files that places point into; a place in a file that is not among them is given
/// as file, line and column alone.
pub fn rich(diagnostics: &[Diagnostic], texts: &[SourceText], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut drawn = String::new();
    for diagnostic in diagnostics {
        drawn.push_str(&renderer.render(&groups(diagnostic, texts)));
        drawn.push_str("\n\n");
    }
    drawn.push_str(&total(diagnostics));
    drawn
}

/// A JSON object with its schema and one list, `diagnostics`, each with its code, place and help.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    #[derive(Serialize)]
    struct List {
        schema: &'static str,
        diagnostics: Vec<DiagnosticEntry>,
    }
    let list = List {
        schema: SCHEMA,
        diagnostics: diagnostics.iter().map(DiagnosticEntry::from).collect(),
    };
    // Plain structs with text keys always serialise; an empty text would say that one did not.
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}

fn plain_line(diagnostic: &Diagnostic, texts: &[SourceText]) -> String {
    let place = diagnostic.place.as_ref().map_or_else(String::new, |p| {
        let text = text_of(p, texts);
        let path = text.map_or(p.file(), |text| &text.path);
        let number = |number: Option<usize>| number.map(|n| format!(":{n}")).unwrap_or_default();
        format!("{path}{}{}: ", number(p.line()), number(p.column()))
    });
    let mut line = format!(
        "{place}{}[{}]: {}",
        word(diagnostic.severity),
        diagnostic.code,
        diagnostic.message
    );
    for (name, part) in [
        ("found", &diagnostic.found),
        ("expected", &diagnostic.expected),
        ("help", &diagnostic.help),
    ] {
        if let Some(part) = part {
            line.push_str("; ");
            line.push_str(name);
            line.push(' ');
            line.push_str(part);
        }
    }
    line
}

fn groups<'a>(diagnostic: &'a Diagnostic, texts: &'a [SourceText]) -> Vec<Group<'a>> {
    let title = level(diagnostic.severity)
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name());
    let place = diagnostic.place.as_ref();
    let shown = place.and_then(|spot| Some((spot.text()?, text_of(spot, texts)?)));
    let mut group = match (place, shown) {
        (None, _) => title.elements(std::iter::empty::<
            Snippet<'_, annotate_snippets::Annotation<'_>>,
        >()),
        (Some(_), Some((place, text))) => title.element(
            Snippet::source(&*text.text)
                .path(&*text.path)
                .annotation(underline(diagnostic, place.start, place.end, &text.text)),
        ),
        (Some(spot), None) => title.element(origin(spot)),
    };
    if shown.is_none()
        && let Some(found) = &diagnostic.found
    {
        group = group.element(Level::NOTE.message(format!("found {found}")));
    }
    if let Some(expected) = &diagnostic.expected {
        group = group.element(Level::NOTE.message(format!("expected {expected}")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

/// The text that a place points into; a file of the evidence is never one of them.
fn text_of<'a>(spot: &Spot, texts: &'a [SourceText]) -> Option<&'a SourceText> {
    let place = spot.text()?;
    texts.iter().find(|text| text.file == place.file)
}

/// A place of which there is nothing to show.
fn origin(spot: &Spot) -> Origin<'_> {
    let mut origin = Origin::path(&**spot.file());
    if let Some(line) = spot.line() {
        origin = origin.line(line);
    }
    if let Some(column) = spot.column() {
        origin = origin.char_column(column);
    }
    origin
}

/// The underlined characters; an empty range is given one character so that it can be seen.
fn underline<'a>(
    diagnostic: &'a Diagnostic,
    start: usize,
    end: usize,
    text: &str,
) -> annotate_snippets::Annotation<'a> {
    let next = |from: usize| {
        text.get(from..)
            .and_then(|rest| rest.chars().next())
            .map_or(from, |c| from + c.len_utf8())
    };
    let end = if end > start { end } else { next(start) };
    let annotation = AnnotationKind::Primary.span(start..end);
    match &diagnostic.found {
        Some(found) => annotation.label(format!("found {found}")),
        None => annotation,
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// How many of each severity, as the last line.
fn total(diagnostics: &[Diagnostic]) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let count = diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} {}{plural}", word(severity)))
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}\n", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn one() -> (Diagnostic, SourceText) {
        let text = SourceText::new("criteria/safe.toml", "a = 1\nbad key = 2\n");
        let diagnostic = Diagnostic::new(Code::UnknownKey, "`bad` is not a key of a criterion")
            .at(text.place(6..9))
            .found("`bad`")
            .help("did you mean `band`?");
        (diagnostic, text)
    }

    #[test]
    fn plain_is_one_line_with_every_part_and_the_path_to_open() {
        let (diagnostic, text) = one();
        assert_eq!(
            plain(&[diagnostic], &[text.lying_at("rules/criteria/safe.toml")]),
            "rules/criteria/safe.toml:2:1: error[unknown-key]: `bad` is not a key of a criterion; \
             found `bad`; help did you mean `band`?\n"
        );
    }

    #[test]
    fn rich_shows_the_line_and_underlines_the_word() {
        let (diagnostic, text) = one();
        let text = text.lying_at("../rules/criteria/safe.toml");
        let drawn = rich(&[diagnostic], &[text], false);
        assert!(drawn.contains("../rules/criteria/safe.toml:2:1"), "{drawn}");
        assert!(drawn.contains("bad key = 2"), "{drawn}");
        assert!(drawn.contains("^^^ found `bad`"), "{drawn}");
        assert!(drawn.contains("help: did you mean `band`?"), "{drawn}");
        assert!(drawn.ends_with("1 error\n"), "{drawn}");
    }

    #[test]
    fn rich_gives_the_place_alone_when_the_text_is_not_at_hand() {
        let (diagnostic, _) = one();
        let drawn = rich(&[diagnostic], &[], false);
        assert!(drawn.contains("criteria/safe.toml:2:1"), "{drawn}");
    }

    #[test]
    fn json_has_the_names_that_machines_rely_on() {
        let (diagnostic, _) = one();
        let value: serde_json::Value = serde_json::from_str(&json(&[diagnostic])).unwrap();
        assert_eq!(value["schema"], "reinspect.diagnostics/1");
        let entry = &value["diagnostics"][0];
        assert_eq!(entry["code"], "unknown-key");
        assert_eq!(entry["severity"], "error");
        assert_eq!(entry["file"], "criteria/safe.toml");
        assert_eq!(entry["line"], 2);
        assert_eq!(entry["column"], 1);
    }

    #[test]
    fn a_file_of_the_evidence_is_a_place_without_characters() {
        let place = |sheet| crate::diagnostic::EvidencePlace::new("lists/teams.xlsx", sheet);
        let of = |place: crate::diagnostic::EvidencePlace| {
            Diagnostic::new(Code::DatesOld, "it is old")
                .at(place)
                .found("`x`")
        };
        let (whole, row) = (of(place(None)), of(place(Some("A")).row(7)));
        // A text of the same name is not what it points into.
        let text = SourceText::new("lists/teams.xlsx", "a = 1\n").lying_at("elsewhere");
        assert_eq!(
            plain(&[whole.clone(), row.clone()], std::slice::from_ref(&text)),
            "lists/teams.xlsx: warning[dates-old]: it is old; found `x`\n\
             lists/teams.xlsx:7: warning[dates-old]: it is old; found `x`\n"
        );
        let drawn = rich(std::slice::from_ref(&whole), &[text], false);
        assert!(drawn.contains("--> lists/teams.xlsx\n"), "{drawn}");
        assert!(drawn.contains("found `x`"), "{drawn}");
        let value: serde_json::Value = serde_json::from_str(&json(&[whole, row])).unwrap();
        let [whole, row] = [0, 1].map(|at| value["diagnostics"][at].clone());
        assert_eq!(whole["file"], "lists/teams.xlsx");
        for null in ["sheet", "line", "column"] {
            assert!(whole[null].is_null(), "{null}");
        }
        assert_eq!(row["sheet"], "A");
        assert_eq!(row["line"], 7);
        assert!(row["column"].is_null());
    }

    #[test]
    fn places_are_sorted_by_file_then_sheet_then_line() {
        let at = |place: Spot| Diagnostic::new(Code::DatesOld, "x").at(place);
        let of = |file: &str, sheet| crate::diagnostic::EvidencePlace::new(file, sheet);
        let text = SourceText::new("b.toml", "a = 1\nb = 2\n");
        let mut all = vec![
            at(of("c.csv", None).into()),
            at(text.place(6..7).into()),
            at(of("b.xlsx", Some("B")).into()),
            at(of("b.xlsx", Some("A")).row(9).into()),
            at(of("b.xlsx", Some("A")).row(4).into()),
            at(of("b.xlsx", None).into()),
            at(text.place(0..1).into()),
            Diagnostic::new(Code::DatesOld, "x"),
        ];
        crate::diagnostic::sort(&mut all);
        let lines = plain(&all, &[]);
        let places: Vec<&str> = lines
            .lines()
            .map(|line| line.split(" warning").next().unwrap_or_default())
            .map(|line| line.trim_start_matches("warning[dates-old]: x"))
            .collect();
        assert_eq!(
            places,
            [
                "",
                "b.toml:1:1:",
                "b.toml:2:1:",
                "b.xlsx:",
                "b.xlsx:4:",
                "b.xlsx:9:",
                "b.xlsx:",
                "c.csv:"
            ]
        );
    }
}
