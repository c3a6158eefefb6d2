//! Lines of a calendar: folded, ended and escaped as RFC 5545 has it.

/// The most bytes of a line without its end.
const WIDTH: usize = 75;

/// Writes one property, folded so that no line is longer than 75 bytes and no character is cut.
pub(super) fn property(out: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if used + c.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text as a value.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let mut out = String::new();
        property(&mut out, "SUMMARY", &"é".repeat(60));
        let lines: Vec<&str> = out.split("\r\n").collect();
        // 8 bytes of name, then 33 of two bytes each: one more would be 76.
        assert_eq!(lines[0], format!("SUMMARY:{}", "é".repeat(33)));
        assert_eq!(lines[1], format!(" {}", "é".repeat(27)));
        assert_eq!(lines[2], "");
    }

    #[test]
    fn a_line_of_75_bytes_is_left_alone() {
        let mut out = String::new();
        property(&mut out, "A", &"x".repeat(73));
        assert_eq!(out, format!("A:{}\r\n", "x".repeat(73)));
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(text("a;b,c\\d\ne:f"), "a\\;b\\,c\\\\d\\ne:f");
    }
}
