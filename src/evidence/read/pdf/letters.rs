//! The fonts of a PDF, as far as letters go: which letters a string shows, and how wide they are.
//!
//! The shapes in a font are never looked at, so no code of it runs. A font that does not say which
//! letters its shapes are leaves them unknown, and they are counted instead of guessed.

use std::collections::BTreeMap;

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::names;

/// The width of a letter whose font does not say, in thousandths of the type size.
const WIDTH: f64 = 500.0;
/// A bit among a font's flags: its letters are not those of the Latin alphabet, or nobody knows.
const SYMBOLIC: u32 = 4;

/// A font.
pub(super) struct Font {
    /// What the font says its codes mean.
    said: Option<CMap>,
    /// What the codes of a font of one byte a letter mean otherwise.
    simple: Option<Vec<Option<char>>>,
    widths: Widths,
    pub(super) bold: bool,
}

impl Font {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let said = dict.get::<Stream<'_>>("ToUnicode");
        let said = said.and_then(|stream| stream.decoded_data().ok());
        let said = said.and_then(|data| CMap::parse(&data, |_| None));
        let name = dict.get::<Name<'_>>("BaseFont");
        let name = name.map(|name| super::about::text(&name).to_lowercase());
        let name = name.unwrap_or_default();
        let bold = ["bold", "black", "heavy"].iter().any(|w| name.contains(w));
        let composite = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type0");
        let (simple, widths) = if composite {
            (None, Widths::of_composite(dict))
        } else {
            let is_standard = !dict.contains_key("Widths") && !name.contains("courier");
            (
                Some(simple(dict, &name)),
                Widths::of_simple(dict, is_standard),
            )
        };
        Self {
            said,
            simple,
            widths,
            bold,
        }
    }

    /// The codes of a string: of one byte each, or of two.
    pub(super) fn codes<'s>(&self, string: &'s [u8]) -> impl Iterator<Item = u32> + use<'s> {
        let length = if self.is_simple() { 1 } else { 2 };
        let code = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte))
        };
        string.chunks(length).map(code)
    }

    /// Whether a code is one byte.
    pub(super) fn is_simple(&self) -> bool {
        self.simple.is_some()
    }

    /// Adds the letters of a code; false where they are unknown.
    pub(super) fn letters(&self, code: u32, to: &mut String) -> bool {
        match self
            .said
            .as_ref()
            .and_then(|said| said.lookup_bf_string(code))
        {
            Some(BfString::Char(letter)) => return push(letter, to),
            Some(BfString::String(letters)) => {
                return !letters.is_empty() && letters.chars().all(|letter| push(letter, to));
            }
            None => {}
        }
        let simple = self.simple.as_ref();
        let letter = simple.and_then(|letters| *letters.get(usize::try_from(code).ok()?)?);
        letter.is_some_and(|letter| push(letter, to))
    }

    /// How far a code moves on, in thousandths of the type size.
    pub(super) fn width(&self, code: u32) -> f64 {
        self.widths.of(code)
    }
}

/// Letters set as one are taken apart; what cannot be shown is unknown.
fn push(letter: char, to: &mut String) -> bool {
    match letter {
        '\u{fb00}' => to.push_str("ff"),
        '\u{fb01}' => to.push_str("fi"),
        '\u{fb02}' => to.push_str("fl"),
        '\u{fb03}' => to.push_str("ffi"),
        '\u{fb04}' => to.push_str("ffl"),
        '\0' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => return false,
        letter => to.push(letter),
    }
    true
}

/// What the codes of a font of one byte a letter mean.
fn simple(dict: &Dict<'_>, name: &str) -> Vec<Option<char>> {
    let encoding = dict.get::<Object<'_>>("Encoding");
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (Some(name.clone()), None),
        Some(Object::Dict(encoding)) => {
            let base = encoding.get::<Name<'_>>("BaseEncoding");
            (base, encoding.get::<Array<'_>>("Differences"))
        }
        Some(_) | None => (None, None),
    };
    let mut letters = match base.as_deref() {
        Some(b"MacRomanEncoding") => all(MACINTOSH),
        None if is_secret(dict, name) => vec![None; 256],
        Some(_) | None => all(WINDOWS_1252),
    };
    let mut code = 0_usize;
    for item in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(code) {
                    *letter = names::letter(&String::from_utf8_lossy(&name));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

/// Whether nothing but the shapes in a font says what its codes mean.
fn is_secret(dict: &Dict<'_>, name: &str) -> bool {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let flags = descriptor.as_ref().and_then(|d| d.get::<u32>("Flags"));
    let own = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
    let pictures = ["symbol", "dingbats", "wingdings"];
    own || flags.is_some_and(|flags| flags & SYMBOLIC != 0)
        || pictures.iter().any(|word| name.contains(word))
}

fn all(encoding: &'static encoding_rs::Encoding) -> Vec<Option<char>> {
    let letter = |byte: u8| {
        let bytes = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        text.chars().next().filter(|letter| !letter.is_control())
    };
    (0..=u8::MAX).map(letter).collect()
}

/// How wide the letters of a font are.
struct Widths {
    otherwise: f64,
    /// By the first code of each stretch: its last code and their width.
    stretches: BTreeMap<u32, (u32, f64)>,
    /// One of the fonts that every reader has, whose widths no file gives.
    standard: bool,
}

impl Widths {
    fn of(&self, code: u32) -> f64 {
        let stretch = self.stretches.range(..=code).next_back();
        let width = stretch.filter(|(_, (last, _))| code <= *last);
        match width {
            Some((_, (_, width))) => *width,
            None if self.standard => names::width(code),
            None => self.otherwise,
        }
    }

    fn of_simple(dict: &Dict<'_>, standard: bool) -> Self {
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths = dict.get::<Array<'_>>("Widths");
        let widths = widths.iter().flat_map(Array::iter::<f64>);
        let one = |(code, width)| (code, (code, width));
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let missing = descriptor.and_then(|d| d.get::<f64>("MissingWidth"));
        // The letters of a font drawn by the page itself are measured in its own units.
        let own = dict.get::<Array<'_>>("FontMatrix");
        let own = own.and_then(|matrix| matrix.iter::<f64>().next());
        let unit = own.map_or(1.0, |unit| unit * 1000.0);
        let widths = widths.map(|width| width * unit);
        Self {
            otherwise: missing.unwrap_or(if standard { WIDTH } else { 600.0 }),
            stretches: (first..=255).zip(widths).map(one).collect(),
            standard,
        }
    }

    fn of_composite(dict: &Dict<'_>) -> Self {
        let below = dict.get::<Array<'_>>("DescendantFonts");
        let below = below.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let below = below.unwrap_or_default();
        let mut stretches = BTreeMap::new();
        let widths = below.get::<Array<'_>>("W");
        let mut waiting: Vec<f64> = Vec::new();
        for item in widths.iter().flat_map(Array::iter::<Object<'_>>) {
            match item {
                Object::Number(number) => waiting.push(number.as_f64()),
                Object::Array(widths) => {
                    let first = waiting.pop().unwrap_or_default();
                    for (code, width) in (code(first)..=0xffff).zip(widths.iter::<f64>()) {
                        stretches.insert(code, (code, width));
                    }
                }
                _ => {}
            }
            if let [first, last, width] = *waiting.as_slice() {
                stretches.insert(code(first), (code(last), width));
                waiting.clear();
            }
        }
        Self {
            otherwise: below.get::<f64>("DW").unwrap_or(1000.0),
            stretches,
            standard: false,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "out of range it is a code that no string has"
)]
fn code(number: f64) -> u32 {
    number as u32
}
