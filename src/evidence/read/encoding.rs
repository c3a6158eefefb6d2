//! Bytes as text: UTF-8, UTF-16, or Windows-1252 where they are neither.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Unreadable;

/// How the bytes of a file stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8; what is not UTF-8 is Windows-1252.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// The text of a whole file; UTF-8 is not copied.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let (encoding, mark) = Encoding::of(bytes);
    let text = encoding.text(bytes.get(mark..).unwrap_or_default());
    check(&text)?;
    Ok(with_line_ends(text))
}

/// Refuses what is no text.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    const SAMPLE: usize = 8192;
    let start = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    if start.contains(&0) {
        return Err(Unreadable::NotText);
    }
    Ok(())
}

/// Gives a text of bare carriage returns the line ends of today.
pub(super) fn with_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    const SAMPLE: usize = 8192;
    let start = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    if start.contains(&b'\r') && !text.as_bytes().contains(&b'\n') {
        return Cow::Owned(text.replace('\r', "\n"));
    }
    text
}

impl Encoding {
    /// The encoding that the start of a file shows, and how many bytes its mark takes.
    pub(super) fn of(start: &[u8]) -> (Self, usize) {
        match start {
            [0xef, 0xbb, 0xbf, ..] => (Self::Utf8, 3),
            [0xff, 0xfe, ..] => (Self::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Self::Utf16Be, 2),
            [b'\t'..=b'~', 0, b'\t'..=b'~', 0, ..] => (Self::Utf16Le, 0),
            [0, b'\t'..=b'~', 0, b'\t'..=b'~', ..] => (Self::Utf16Be, 0),
            _ => (Self::Utf8, 0),
        }
    }

    /// The bytes as text.
    pub(super) fn text(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
            },
            Self::Utf16Le => UTF_16LE.decode_without_bom_handling(bytes).0,
            Self::Utf16Be => UTF_16BE.decode_without_bom_handling(bytes).0,
        }
    }

    /// Where the last line that these bytes end lies behind them; 0 where none ends.
    pub(super) fn whole_lines(self, bytes: &[u8]) -> usize {
        let ends = |unit: [u8; 2]| {
            let units = bytes.as_chunks::<2>().0;
            units.iter().rposition(|u| *u == unit).map(|at| at * 2 + 2)
        };
        let end = match self {
            Self::Utf8 => bytes.iter().rposition(|b| *b == b'\n').map(|at| at + 1),
            Self::Utf16Le => ends([b'\n', 0]),
            Self::Utf16Be => ends([0, b'\n']),
        };
        end.unwrap_or(0)
    }

    /// How many of the bytes a text takes that was made of their start.
    pub(super) fn length(self, text: &str, bytes: &[u8]) -> usize {
        match self {
            Self::Utf8 if bytes.starts_with(text.as_bytes()) => text.len(),
            Self::Utf8 => text.chars().count(),
            Self::Utf16Le | Self::Utf16Be => text.encode_utf16().count() * 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Child’s ID,Straße\r\n1,é\r\n";
        let utf16 = |le: bool| -> Vec<u8> {
            let order = |unit: u16| {
                if le {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            };
            text.encode_utf16().flat_map(order).collect()
        };
        let (cp1252, _, lossy) = WINDOWS_1252.encode(text);
        assert!(!lossy);
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [b"\xff\xfe".to_vec(), utf16(true)].concat(),
            [b"\xfe\xff".to_vec(), utf16(false)].concat(),
            utf16(true),
            utf16(false),
            cp1252.to_vec(),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text);
        }
    }

    #[test]
    fn utf_8_is_not_copied() {
        assert!(matches!(decode(b"a,b\r\n"), Ok(Cow::Borrowed("a,b\r\n"))));
        assert!(matches!(
            decode(b"\xef\xbb\xbfa,b"),
            Ok(Cow::Borrowed("a,b"))
        ));
    }

    #[test]
    fn zeros_are_not_text_and_bare_returns_end_lines() {
        assert_eq!(decode(b"PK\x03\x04\x00\x00"), Err(Unreadable::NotText));
        assert_eq!(decode(b"a\rb").unwrap(), "a\nb");
    }
}
