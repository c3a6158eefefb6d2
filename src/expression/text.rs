//! Comparing texts as people who use spreadsheets expect: capitals make no difference.

use std::cmp::Ordering;

/// Compares two texts letter by letter, in lower case.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    lower(left).cmp(lower(right))
}

/// Whether a text matches a pattern: `%` is any run of characters, `_` is any one.
pub(super) fn like(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text.chars(), pattern.chars());
    // Where to go on when a later part does not match: after the last `%`, one character further.
    let mut again = None;
    loop {
        let text_before = text.clone();
        match (text.next(), pattern.next()) {
            (_, Some('%')) => {
                text = text_before;
                again = Some((text.clone(), pattern.clone()));
                continue;
            }
            (Some(_), Some('_')) => continue,
            (Some(a), Some(b)) if same(a, b) => continue,
            (None, None) => return true,
            (None, Some(_)) => return false,
            (Some(_), Some(_) | None) => {}
        }
        let Some((mut from, rest)) = again.take() else {
            return false;
        };
        from.next();
        text = from.clone();
        pattern = rest.clone();
        again = Some((from, rest));
    }
}

fn lower(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

fn same(left: char, right: char) -> bool {
    left == right || left.to_lowercase().eq(right.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{compare, like};
    use std::cmp::Ordering;

    #[test]
    fn capitals_make_no_difference() {
        assert_eq!(compare("Open", "oPEN"), Ordering::Equal);
        assert_eq!(compare("\u{c9}COLE", "\u{e9}cole"), Ordering::Equal);
        assert_eq!(compare("a", "B"), Ordering::Less);
        assert_eq!(compare("ab", "A"), Ordering::Greater);
    }

    #[test]
    fn patterns_match_as_in_sql() {
        let worked = [
            ("", "", true),
            ("", "%", true),
            ("", "_", false),
            ("a", "", false),
            ("Section 47", "section%", true),
            ("Section 47", "%47", true),
            ("Section 47", "%TION%", true),
            ("Section 47", "section_7", false),
            ("Section 47", "section_47", true),
            ("aab", "%ab", true),
            ("aaab", "a%ab", true),
            ("abcbc", "a%bc", true),
            ("abcbd", "a%bc", false),
            ("mississippi", "m%iss%ip%i", true),
            ("mississippi", "m%iss%ip%x", false),
            ("ab", "a%%b", true),
            ("50%", "50_", true),
            ("\u{e9}t\u{e9}", "_T\u{c9}", true),
        ];
        for (text, pattern, expected) in worked {
            assert_eq!(like(text, pattern), expected, "{text:?} like {pattern:?}");
        }
    }
}
