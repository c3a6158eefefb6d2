//! Text that somebody else wrote, as Markdown that shows it letter by letter.

use crate::report::one_line::at_most;

/// A character that takes no room, put where a word would otherwise become a mention or a link.
const NOTHING: &str = "&#8203;";

/// The text on one line, cut to so many characters, with nothing in it that Markdown or HTML acts on.
///
/// Character references are used throughout: unlike a backslash, they also hold inside tables.
pub(super) fn escaped(text: &str, characters: usize) -> String {
    let line = at_most(text, characters);
    let mut out = String::with_capacity(line.len() + 16);
    for (at, c) in line.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '~' | '$' => refer(&mut out, c),
            // A list, a rule or the line under a heading.
            '-' | '+' | '=' if at == 0 => refer(&mut out, c),
            // Somebody who would be told, an entry of a tracker, a link that makes itself.
            '@' | '#' => {
                out.push(c);
                out.push_str(NOTHING);
            }
            ':' if line.get(at..).is_some_and(|rest| rest.starts_with("://")) => {
                out.push(c);
                out.push_str(NOTHING);
            }
            '.' if ends_in_www(&out) => {
                out.push(c);
                out.push_str(NOTHING);
            }
            c => out.push(c),
        }
    }
    out
}

fn refer(out: &mut String, c: char) {
    out.push_str("&#");
    out.push_str(&u32::from(c).to_string());
    out.push(';');
}

fn ends_in_www(text: &str) -> bool {
    let mut last = text.chars().rev();
    (0..3).all(|_| last.next().is_some_and(|c| c.eq_ignore_ascii_case(&'w')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_markdown_acts_on_is_left() {
        let all = |text| escaped(text, 1_000);
        assert_eq!(all("a|b`c"), "a&#124;b&#96;c");
        assert_eq!(all("<img src=x>&amp;"), "&lt;img src=x&gt;&amp;amp;");
        assert_eq!(
            all("[a](b) *c* __d__"),
            "&#91;a&#93;(b) &#42;c&#42; &#95;&#95;d&#95;&#95;"
        );
        assert_eq!(all("@all #12"), "@&#8203;all #&#8203;12");
        assert_eq!(
            all("https://a.b www.c.d"),
            "https:&#8203;//a.b www.&#8203;c.d"
        );
        assert_eq!(all("=cmd\n- x"), "&#61;cmd - x");
        assert_eq!(all("a - b: c. WWW."), "a - b: c. WWW.&#8203;");
        assert_eq!(
            all("$x$ \\ ~~y~~"),
            "&#36;x&#36; &#92; &#126;&#126;y&#126;&#126;"
        );
    }
}
