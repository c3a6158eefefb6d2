//! The names that PDF fonts give to letters, and how wide the letters of the ordinary font are.

/// Names of letters that do not name themselves, after the Adobe Glyph List.
const NAMES: [(&str, char); 101] = [
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("sfthyphen", '\u{ad}'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '\u{2018}'),
    ("quoteright", '\u{2019}'),
    ("quotedblleft", '\u{201c}'),
    ("quotedblright", '\u{201d}'),
    ("quotesinglbase", '\u{201a}'),
    ("quotedblbase", '\u{201e}'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("endash", '\u{2013}'),
    ("emdash", '\u{2014}'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("ellipsis", '…'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("degree", '°'),
    ("sterling", '£'),
    ("Euro", '€'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("threequarters", '¾'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("plusminus", '±'),
    ("fi", '\u{fb01}'),
    ("fl", '\u{fb02}'),
    ("ff", '\u{fb00}'),
    ("ffi", '\u{fb03}'),
    ("ffl", '\u{fb04}'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acircumflex", 'â'),
    ("adieresis", 'ä'),
    ("ccedilla", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecircumflex", 'ê'),
    ("edieresis", 'ë'),
    ("icircumflex", 'î'),
    ("iacute", 'í'),
    ("ntilde", 'ñ'),
    ("ocircumflex", 'ô'),
    ("oacute", 'ó'),
    ("odieresis", 'ö'),
    ("ucircumflex", 'û'),
    ("uacute", 'ú'),
    ("udieresis", 'ü'),
    ("wcircumflex", 'ŵ'),
    ("ycircumflex", 'ŷ'),
    ("germandbls", 'ß'),
];

/// The letter that goes by a name; none where the name says nothing.
pub(super) fn letter(name: &str) -> Option<char> {
    // What follows a point is the form of the letter, such as small capitals.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    if let Some((_, letter)) = NAMES.iter().find(|(own, _)| *own == name) {
        return Some(*letter);
    }
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let digits = digits.get(..4.max(digits.len().min(6))).unwrap_or(digits);
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// How wide the letters from a space to a tilde are in Helvetica, in thousandths of its size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How wide a letter of a font is whose widths every reader knows; they are much alike.
pub(super) fn width(code: u32) -> f64 {
    let place = code.checked_sub(32).and_then(|at| usize::try_from(at).ok());
    let width = place.and_then(|at| WIDTHS.get(at));
    width.map_or(556.0, |width| f64::from(*width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_by_themselves_by_a_name_and_by_a_number() {
        for (name, expected) in [
            ("A", Some('A')),
            ("a.sc", Some('a')),
            ("quoteright", Some('\u{2019}')),
            ("fi", Some('\u{fb01}')),
            ("uni20AC", Some('€')),
            ("u1F600", Some('\u{1f600}')),
            ("g37", None),
            (".notdef", None),
        ] {
            assert_eq!(letter(name), expected, "{name}");
        }
        assert_eq!((width(32), width(65), width(200)), (278.0, 667.0, 556.0));
    }
}
