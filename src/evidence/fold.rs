//! Texts made comparable: headings, spellings, names of files and sheets, identifiers, prose.

use std::borrow::Cow;

/// Adds the comparable form of a heading or a code's spelling: its letters and digits in lower case.
///
/// Padding, spaces of every kind, punctuation and quotes are gone from it; `&` reads as `and`.
pub fn key_into(text: &str, key: &mut String) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else if c == '&' {
            key.push_str("and");
        } else if !c.is_ascii() && c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        }
    }
}

/// The comparable form of a heading or a code's spelling.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    key_into(text, &mut key);
    key
}

/// A name or heading that may come from anyone, made safe to show: nothing in it moves a terminal's
/// cursor or turns the direction of reading.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !c.is_control() && !turns_direction(c);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' if shown.ends_with(' ') => {}
            '\n' | '\r' | '\t' => shown.push(' '),
            c if is_plain(c) => shown.push(c),
            c => shown.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(shown)
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text without the spaces around it, whatever kind of space they are.
pub fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [one] if one.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_padding),
    }
}

/// The text after a letter and a bracket, as in `b) No`; none where it does not start so.
pub fn after_letter(text: &str) -> Option<&str> {
    let (prefix, rest) = text.split_once(')')?;
    let letters = prefix.len() <= 2 && prefix.starts_with(|c: char| c.is_ascii_alphabetic());
    (letters && !rest.is_empty()).then(|| trim(rest))
}

/// The words of a file or sheet name in lower case: `Annex_A-List10` is `annex`, `a`, `list`, `10`.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = Kind::Other;
    for c in name.chars() {
        let kind = Kind::of(c);
        if kind != Kind::Other {
            let joined = before == kind || (before == Kind::Upper && kind == Kind::Lower);
            match words.last_mut() {
                Some(word) if joined => word.extend(c.to_lowercase()),
                Some(_) | None => words.push(c.to_lowercase().collect()),
            }
        }
        before = kind;
    }
    words
}

/// Prose made searchable: lower case, straight quotes, plain dashes, single spaces.
pub fn text(prose: &str) -> String {
    let mut folded = String::with_capacity(prose.len());
    for c in prose.chars() {
        if is_padding(c) {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            continue;
        }
        match c {
            '\u{2018}' | '\u{2019}' => folded.push('\''),
            '\u{201c}' | '\u{201d}' => folded.push('"'),
            '\u{2010}'..='\u{2015}' => folded.push('-'),
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Prose made searchable, in which hyphens and underscores are spaces.
pub fn prose(prose: &str) -> String {
    let dashes = |c: char| matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}');
    text(&prose.replace(dashes, " "))
}

/// An identifier as it is compared: trimmed, lower case, no non-breaking spaces, `123.0` as `123`.
///
/// Most identifiers are that already and come back untouched.
pub fn identifier<'a>(text: &'a str, scratch: &'a mut String) -> &'a str {
    let text = without_zero_fraction(trim(text));
    if text
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
    {
        return text;
    }
    scratch.clear();
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        scratch.extend(c.to_lowercase());
    }
    scratch
}

fn without_zero_fraction(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.bytes().all(|b| b.is_ascii_digit())
                && zeros.bytes().all(|b| b == b'0') =>
        {
            whole
        }
        Some(_) | None => text,
    }
}

fn is_padding(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{202f}' | '\u{200b}' | '\u{2060}' | '\u{feff}'
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Upper,
    Lower,
    Digit,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        if c.is_numeric() {
            Self::Digit
        } else if c.is_uppercase() {
            Self::Upper
        } else if c.is_alphabetic() {
            Self::Lower
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shown_moves_a_cursor_or_turns_the_direction() {
        assert!(matches!(visible("Child’s ID – é"), Cow::Borrowed(_)));
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c"), "a\\u{1b}[2Jb\\u{202e}c");
        assert_eq!(visible("Date of\r\nbirth\tX"), "Date of birth X");
    }

    #[test]
    fn headings_compare_by_letters_and_digits_alone() {
        let expected = "wasthechildseenalone";
        for heading in [
            "Was the Child Seen Alone?",
            "  was the child\u{a0}seen alone ",
            "WAS_THE_CHILD-SEEN ALONE",
            "Was the child\r\nseen alone",
        ] {
            assert_eq!(key(heading), expected, "{heading:?}");
        }
        assert_eq!(key("Child’s need"), key("Child's Need"));
        assert_eq!(key("Health & care"), key("health and care"));
    }

    #[test]
    fn names_split_into_whole_words() {
        assert_eq!(words("Annex_A-List10"), ["annex", "a", "list", "10"]);
        assert_eq!(
            words("ChildProtection.plans"),
            ["child", "protection", "plans"]
        );
        assert_eq!(words("CP visits"), ["cp", "visits"]);
        assert_eq!(words("--"), Vec::<String>::new());
    }

    #[test]
    fn identifiers_lose_case_padding_and_a_zero_fraction() {
        let mut scratch = String::new();
        for (given, expected) in [
            (" 123.0 ", "123"),
            ("123.00", "123"),
            ("123.5", "123.5"),
            ("AB\u{a0}12", "ab12"),
            ("\u{a0}ab12", "ab12"),
            ("1.2.0", "1.2.0"),
            ("x.0", "x.0"),
        ] {
            assert_eq!(identifier(given, &mut scratch), expected, "{given:?}");
        }
    }

    #[test]
    fn prose_folds_to_single_spaced_lower_case() {
        assert_eq!(
            text("  Children’s\n\n Homes\u{a0}– needs "),
            "children's homes - needs"
        );
    }

    #[test]
    fn a_letter_prefix_is_cut() {
        assert_eq!(after_letter("b) No"), Some("No"));
        assert_eq!(after_letter("p1) 5D: LA services"), Some("5D: LA services"));
        assert_eq!(after_letter("No (see notes)"), None);
        assert_eq!(after_letter("1) No"), None);
    }
}
