use super::place;
use crate::diagnostic::SourceText;
use toml::de::{DeTable, DeValue};

/// Finds a word in the decoded text of `where`, and says where it is underlined in the file.
fn underlined(file: &str, word: &str) -> (usize, usize, String) {
    let table = DeTable::parse(file).unwrap();
    let value = table.get_ref().get("where").unwrap();
    let DeValue::String(decoded) = value.get_ref() else {
        panic!("`where` is a text");
    };
    let byte = decoded.find(word).unwrap();
    let start = decoded.get(..byte).unwrap().chars().count();
    let source = SourceText::new("a.toml", file);
    let place = place(
        &source,
        &value.span(),
        &(start..start + word.chars().count()),
    );
    let text = source.text.get(place.start..place.end).unwrap().to_owned();
    (place.line, place.column, text)
}

fn at(line: usize, column: usize, text: &str) -> (usize, usize, String) {
    (line, column, text.to_owned())
}

#[test]
fn a_plain_string_is_underlined_as_it_stands() {
    assert_eq!(
        underlined("where = \"age > nott\"", "nott"),
        at(1, 16, "nott")
    );
}

#[test]
fn a_literal_string_has_no_escapes() {
    assert_eq!(
        underlined(r"where = 'a \n nott'", "nott"),
        at(1, 15, "nott")
    );
}

#[test]
fn short_escapes_are_two_characters_of_the_file() {
    assert_eq!(
        underlined(r#"where = "a = \"b\"\t nott""#, "nott"),
        at(1, 22, "nott")
    );
}

#[test]
fn a_short_escape_is_underlined_whole() {
    assert_eq!(
        underlined(r#"where = "a \"nott b""#, "\"nott"),
        at(1, 12, "\\\"nott")
    );
}

#[test]
fn four_digit_escapes_are_six_characters_of_the_file() {
    assert_eq!(
        underlined(r#"where = "\u00e9\u00E9 nott""#, "nott"),
        at(1, 23, "nott")
    );
}

#[test]
fn eight_digit_escapes_are_ten_characters_of_the_file() {
    assert_eq!(
        underlined(r#"where = "\U0001F600 nott""#, "nott"),
        at(1, 21, "nott")
    );
}

#[test]
fn two_digit_escapes_are_four_characters_of_the_file() {
    assert_eq!(
        underlined(r#"where = "\x41\e nott""#, "nott"),
        at(1, 17, "nott")
    );
}

#[test]
fn columns_count_characters_and_not_bytes() {
    assert_eq!(
        underlined("where = \"é😀 nott\"", "nott"),
        at(1, 13, "nott")
    );
}

#[test]
fn the_first_line_end_of_a_several_line_string_is_dropped() {
    assert_eq!(
        underlined("where = \"\"\"\nage > 3\n and nott\"\"\"", "nott"),
        at(3, 6, "nott")
    );
}

#[test]
fn a_several_line_string_may_begin_on_its_first_line() {
    assert_eq!(
        underlined("where = \"\"\"age > 3\n and nott\"\"\"", "nott"),
        at(2, 6, "nott")
    );
}

#[test]
fn a_several_line_literal_string_keeps_backslashes() {
    assert_eq!(
        underlined("where = '''\na \\ b\nand nott'''", "nott"),
        at(3, 5, "nott")
    );
}

#[test]
fn a_backslash_at_the_end_of_a_line_joins_it_to_the_next_words() {
    let file = "where = \"\"\"\\\n    age > 3 \\  \n\n    and nott\"\"\"";
    assert_eq!(underlined(file, "nott"), at(4, 9, "nott"));
}

#[test]
fn windows_line_ends_count_as_they_are_decoded() {
    let file = "a = 1\r\nwhere = \"\"\"\r\nage > 3\r\n  and nott\"\"\"\r\n";
    assert_eq!(underlined(file, "nott"), at(4, 7, "nott"));
    let file = "where = '''\r\nage > 3\r\nand nott'''";
    assert_eq!(underlined(file, "nott"), at(3, 5, "nott"));
    let file = "where = \"\"\"age \\\r\n   > nott\"\"\"";
    assert_eq!(underlined(file, "nott"), at(2, 6, "nott"));
}

#[test]
fn quotes_at_the_end_of_a_several_line_string_belong_to_its_text() {
    assert_eq!(
        underlined("where = \"\"\"a = \"nott\"\"\"\"", "\"nott\""),
        at(1, 16, "\"nott\"")
    );
}

#[test]
fn the_end_of_the_text_is_its_closing_quote() {
    let file = "where = \"age >\"";
    let source = SourceText::new("a.toml", file);
    let end = place(&source, &(8..15), &(5..5));
    assert_eq!((end.column, end.start, end.end), (15, 14, 14));
    let beyond = place(&source, &(8..15), &(3..9));
    assert_eq!((beyond.start, beyond.end), (12, 14));
}
