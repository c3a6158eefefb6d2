//! Bytes as text: UTF-8, UTF-16, or Windows-1252 where they are neither.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Unreadable;

/// The text of a file; UTF-8 is not copied.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return checked(encoding.decode_without_bom_handling(rest).0);
    }
    match bytes {
        [b'\t'..=b'~', 0, b'\t'..=b'~', 0, ..] => checked(utf_16(bytes, UTF_16LE)),
        [0, b'\t'..=b'~', 0, b'\t'..=b'~', ..] => checked(utf_16(bytes, UTF_16BE)),
        _ => checked(match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }),
    }
}

fn utf_16<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// Refuses what is no text; gives files of bare carriage returns the line ends of today.
fn checked(text: Cow<'_, str>) -> Result<Cow<'_, str>, Unreadable> {
    const SAMPLE: usize = 8192;
    let start = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    if start.contains(&0) {
        return Err(Unreadable::NotText);
    }
    if start.contains(&b'\r') && !text.as_bytes().contains(&b'\n') {
        return Ok(Cow::Owned(text.replace('\r', "\n")));
    }
    Ok(text)
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
