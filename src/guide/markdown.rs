//! Markdown that says what a text says: nothing in it is taken for markup, but for code in backticks.

use std::fmt::Write as _;

/// A text as a paragraph, or as a part of one.
pub(super) fn prose(text: &str) -> String {
    escaped(text, false)
}

/// A text as a cell of a table.
pub(super) fn cell(text: &str) -> String {
    escaped(text, true)
}

/// A table; its cells are Markdown already. Where there are no rows there is no table.
pub(super) fn table(heads: &[String], rows: &[Vec<String>]) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let line = |cells: &[String]| {
        let cells = cells.iter().fold(String::new(), |mut line, cell| {
            // A blank cell has one space, so that no line ends in two.
            let _ = match cell.as_str() {
                "" => write!(line, " |"),
                cell => write!(line, " {cell} |"),
            };
            line
        });
        format!("|{cells}")
    };
    let under: Vec<String> = heads.iter().map(|_| "---".to_owned()).collect();
    let mut lines = vec![line(heads), line(&under)];
    lines.extend(rows.iter().map(|row| line(row)));
    Some(lines.join("\n"))
}

/// The heads of a table.
pub(super) fn heads<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).into()
}

/// A list, one line an item.
pub(super) fn bullets(items: impl IntoIterator<Item = String>) -> String {
    let items = items.into_iter().map(|item| format!("- {item}"));
    items.collect::<Vec<_>>().join("\n")
}

/// A text that leads to another page, or to a place in it.
pub(super) fn link(text: &str, to: &str) -> String {
    format!("[{}]({to})", cell(text))
}

/// An address as a link where it is one, else as it is written.
pub(super) fn address(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_graphic() && !"<>|\\`".contains(c);
    let is_link = text.starts_with("https://") || text.starts_with("http://");
    if is_link && text.chars().all(is_plain) {
        format!("<{text}>")
    } else {
        prose(text)
    }
}

/// A heading that links lead to by its anchor, whatever its words are.
pub(super) fn anchored(anchor: &str, heading: &str) -> String {
    format!("<a id=\"{anchor}\"></a>\n\n## {}", prose(heading))
}

/// A name of a column or code as words.
pub(super) fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn escaped(text: &str, in_table: bool) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    if let Some(before) = taken_for_a_block(rest) {
        let (digits, after) = rest.split_at(before);
        out.push_str(digits);
        out.push('\\');
        rest = after;
        take(&mut out, &mut rest);
    }
    while let Some(next) = rest.chars().next() {
        if let Some((inside, after)) = code(rest) {
            // Only in a table does a bar inside code end the cell.
            let bar = if in_table { "\\|" } else { "|" };
            let _ = write!(out, "`{}`", inside.replace('|', bar));
            rest = after;
        } else {
            if is_markup(next, rest.chars().nth(1)) {
                out.push('\\');
            }
            take(&mut out, &mut rest);
        }
    }
    out
}

/// Moves one character.
fn take(out: &mut String, rest: &mut &str) {
    let mut characters = rest.chars();
    out.extend(characters.next());
    *rest = characters.as_str();
}

/// Code that a text starts with, without its backticks, and what follows it.
fn code(text: &str) -> Option<(&str, &str)> {
    let (inside, after) = text.strip_prefix('`')?.split_once('`')?;
    // Two backticks side by side would be another kind of mark.
    (!inside.is_empty() && !after.starts_with('`')).then_some((inside, after))
}

fn is_markup(character: char, next: Option<char>) -> bool {
    match character {
        '&' => next.is_some_and(|n| n.is_ascii_alphanumeric() || n == '#'),
        other => "\\`*_[]<|~$".contains(other),
    }
}

/// How many bytes stand before the character that would make a heading, a list or the like of a text.
fn taken_for_a_block(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = text.get(digits..)?.chars();
    let next = after.next()?;
    // A numbered list has a space after the mark; 1.2 is a number.
    let marks = match digits {
        0 => "#+-=>",
        _ if after.next().is_some_and(|c| c != ' ') => "",
        _ => ".)",
    };
    marks.contains(next).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_markup() {
        for (text, expected) in [
            (
                "plain, with (these) - and 5 > 3.",
                "plain, with (these) - and 5 > 3.",
            ),
            (
                "a*b_c [d] <e> f|g ~h $i",
                r"a\*b\_c \[d\] \<e> f\|g \~h \$i",
            ),
            (r"back\slash", r"back\\slash"),
            ("R&D, D & C, &#35;", r"R\&D, D & C, \&#35;"),
            ("- no list", r"\- no list"),
            ("# no heading", r"\# no heading"),
            ("> no quotation", r"\> no quotation"),
            ("12. no list", r"12\. no list"),
            ("12 plans", "12 plans"),
            ("1.2 plans", "1.2 plans"),
            ("two\n lines", "two lines"),
            ("`a_b|c` and d_e", r"`a_b|c` and d\_e"),
            ("one ` alone", r"one \` alone"),
            ("``two``", r"\`\`two\`\`"),
            ("", ""),
        ] {
            assert_eq!(prose(text), expected, "{text}");
        }
        assert_eq!(cell("`a|b` c|d"), r"`a\|b` c\|d");
    }

    #[test]
    fn a_table_has_a_line_under_its_heads_and_blank_cells() {
        let rows = [vec!["1".to_owned(), String::new()]];
        let said = table(&heads(["A", "B"]), &rows);
        assert_eq!(said.as_deref(), Some("| A | B |\n| --- | --- |\n| 1 | |"));
        assert_eq!(table(&heads(["A"]), &[]), None);
    }

    #[test]
    fn an_address_is_a_link_only_where_it_is_one() {
        assert_eq!(
            address("https://example.org/a_b"),
            "<https://example.org/a_b>"
        );
        assert_eq!(
            address("https://example.org/a b"),
            "https://example.org/a b"
        );
        assert_eq!(address("a leaflet_2"), r"a leaflet\_2");
    }
}
