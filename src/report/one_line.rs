//! Text that somebody else wrote, made fit to stand on one line of any report.

/// The text on one line: no control characters, no line breaks, nothing that turns the direction of
/// writing, no space at either end and never two together.
///
/// Titles, owners and reasons come from rules, settings and evidence; a report must not be broken or
/// led astray by what stands in them.
pub(super) fn one_line(text: &str) -> String {
    let shown = |c: char| if is_hidden(c) { ' ' } else { c };
    let text: String = text.chars().map(shown).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text on one line, cut to so many characters.
pub(super) fn at_most(text: &str, characters: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= characters {
        return line;
    }
    let kept: String = line.chars().take(characters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Line and paragraph separators; marks, overrides and isolates of direction.
            '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}'
            // No characters, which XML forbids.
            | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_becomes_a_space() {
        assert_eq!(one_line(" a\r\n\u{0}b\u{1b}[31m\tc\u{85}"), "a b [31m c");
        assert_eq!(one_line("x\u{202e}y\u{2028}z\u{ffff}"), "x y z");
        assert_eq!(one_line("children’s – 5 → 6"), "children’s – 5 → 6");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(at_most("four", 4), "four");
        assert_eq!(at_most("four and", 6), "four…");
        assert_eq!(at_most("éééé", 3), "éé…");
    }
}
