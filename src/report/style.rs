//! How text is drawn: width, colour, and ASCII where the locale is not UTF-8.

use colored::{Color, Colorize};

use crate::judge::State;

/// How text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns, 60 to 120.
    pub width: usize,
    /// Whether colour may be used; shape and word always carry the meaning.
    pub colour: bool,
    /// Whether only ASCII may be used.
    pub ascii: bool,
}

/// The narrowest and the widest that text is drawn.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

impl Style {
    /// A style for text that is piped or kept: 100 columns, no colour.
    pub const PLAIN: Self = Self {
        width: 100,
        colour: false,
        ascii: false,
    };

    /// The same style at another width, kept within 60 to 120.
    #[must_use]
    pub fn with_width(self, width: usize) -> Self {
        Self {
            width: width.clamp(*WIDTHS.start(), *WIDTHS.end()),
            ..self
        }
    }

    /// The shape of a state; a priority criterion that is not met has its own.
    pub fn mark(&self, state: State, priority: bool) -> String {
        let (shape, plain, colour) = match (state, priority) {
            (State::Met, _) => ("●", "[x]", Color::Blue),
            (State::Nearly, _) => ("◐", "[/]", Color::Cyan),
            (State::NotMet, false) => ("▲", "[!]", Color::Yellow),
            (State::NotMet, true) => ("■", "[!!]", Color::Magenta),
            (State::NotKnown, _) => ("?", "[?]", Color::White),
            (State::NotApplicable, _) => ("–", "[-]", Color::White),
        };
        self.paint(if self.ascii { plain } else { shape }, colour)
    }

    /// Text in one of the sixteen base colours, where colour may be used.
    pub fn paint(&self, text: &str, colour: Color) -> String {
        if self.colour {
            text.color(colour).to_string()
        } else {
            text.to_owned()
        }
    }

    /// Bold text, where that may be used.
    pub fn bold(&self, text: &str) -> String {
        if self.colour {
            text.bold().to_string()
        } else {
            text.to_owned()
        }
    }

    /// Faint text, where that may be used.
    pub fn faint(&self, text: &str) -> String {
        if self.colour {
            text.dimmed().to_string()
        } else {
            text.to_owned()
        }
    }

    /// An arrow.
    pub fn arrow(&self) -> &'static str {
        if self.ascii { "->" } else { "→" }
    }

    /// Text with only ASCII in it, where only ASCII may be used.
    pub fn plain(&self, text: &str) -> String {
        if self.ascii {
            ascii(text)
        } else {
            text.to_owned()
        }
    }
}

/// Replaces what is not ASCII by its nearest plain form, else by `?`.
fn ascii(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut out, c| {
            match c {
                '–' | '—' => out.push('-'),
                '’' | '‘' => out.push('\''),
                '“' | '”' => out.push('"'),
                '…' => out.push_str("..."),
                '→' => out.push_str("->"),
                '·' | '•' => out.push('*'),
                '\u{a0}' => out.push(' '),
                c if c.is_ascii() => out.push(c),
                _ => out.push('?'),
            }
            out
        })
}

/// The columns that a text takes, not counting colour codes.
pub fn columns(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for c in text.chars() {
        match (inside, c) {
            (false, '\u{1b}') => inside = true,
            (false, _) => count += 1,
            (true, 'm') => inside = false,
            (true, _) => {}
        }
    }
    count
}

/// Pads a text with spaces on the right to so many columns.
pub fn pad(text: &str, to: usize) -> String {
    let short = to.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(short))
}

/// Wraps words to a width; the first line and the others have their own indents.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = String::from(first);
    let mut used = columns(first);
    let mut at_start = true;
    for word in text.split_whitespace() {
        let long = columns(word);
        if !at_start && used + 1 + long > width {
            out.push('\n');
            out.push_str(rest);
            used = columns(rest);
            at_start = true;
        }
        if !at_start {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += long;
        at_start = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_at_the_width_and_are_never_cut() {
        let text = wrap("one two three incomprehensibilities", 10, "- ", "  ");
        assert_eq!(text, "- one two\n  three\n  incomprehensibilities");
    }

    #[test]
    fn colour_codes_take_no_columns() {
        assert_eq!(columns("\u{1b}[34mmet\u{1b}[0m"), 3);
        assert_eq!(pad("●", 3), "●  ");
    }

    #[test]
    fn ascii_text_has_no_other_characters() {
        let style = Style {
            ascii: true,
            ..Style::PLAIN
        };
        assert_eq!(style.plain("children’s – 5 → 6 é"), "children's - 5 -> 6 ?");
        assert!(style.mark(State::NotMet, true).is_ascii());
    }

    #[test]
    fn every_state_has_a_shape_of_its_own() {
        for ascii in [false, true] {
            let style = Style {
                ascii,
                ..Style::PLAIN
            };
            let mut shapes = vec![
                style.mark(State::Met, false),
                style.mark(State::Nearly, false),
                style.mark(State::NotMet, false),
                style.mark(State::NotMet, true),
                style.mark(State::NotKnown, false),
                style.mark(State::NotApplicable, false),
            ];
            shapes.sort();
            shapes.dedup();
            assert_eq!(shapes.len(), 6);
        }
    }
}
