//! Which styles of a document are headings, and which hide their text.

use std::collections::BTreeMap;

use super::parts::{Parts, Piece, Start};
use crate::evidence::fold;
use crate::evidence::read::Unreadable;

/// The longest chain of styles that is followed: one that goes in a circle has no end.
const MOST_STEPS: usize = 32;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of the document.
    Title,
    /// A heading.
    Heading,
    /// Anything else.
    Plain,
}

impl Kind {
    /// The kind that an outline level says: nine of them are headings.
    pub(super) fn of_level(level: &str) -> Option<Self> {
        match level.trim().parse::<u8>().ok()? {
            0..=8 => Some(Self::Heading),
            _ => Some(Self::Plain),
        }
    }

    /// The kind that a style's own name says, in the English that Word writes in every language.
    fn of_name(name: &str) -> Option<Self> {
        match fold::key(name).as_str() {
            "title" => Some(Self::Title),
            "subtitle" => Some(Self::Plain),
            name => {
                let level = name.strip_prefix("heading")?;
                matches!(level.as_bytes(), [b'1'..=b'9']).then_some(Self::Heading)
            }
        }
    }
}

#[derive(Default)]
struct Style {
    name: Option<String>,
    based_on: Option<String>,
    level: Option<String>,
    hidden: Option<bool>,
}

/// The styles of a document, by their ids.
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

impl Styles {
    /// Reads the styles; a document without any has none.
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, Unreadable> {
        let mut styles = BTreeMap::new();
        let Some(mut part) = parts.styles()? else {
            return Ok(Self { styles });
        };
        let mut open: Option<(String, Style)> = None;
        while let Some(piece) = part.next()? {
            match piece {
                Piece::Start(start) if start.name == "style" => {
                    let id = start.value("styleId").unwrap_or_default().to_owned();
                    open = Some((id, Style::default()));
                }
                Piece::Start(start) => {
                    if let Some((_, style)) = &mut open {
                        style.take(&start);
                    }
                }
                Piece::End(name) if name == "style" => styles.extend(open.take()),
                Piece::End(_) | Piece::Text(_) => {}
            }
        }
        Ok(Self { styles })
    }

    /// What the paragraphs of a style are.
    pub(super) fn kind(&self, id: &str) -> Kind {
        let said = self.chain(id).find_map(|style| {
            let level = style.level.as_deref().and_then(Kind::of_level);
            level.or_else(|| Kind::of_name(style.name.as_deref()?))
        });
        // A style that the document does not define is Word's own, under its English name.
        let unknown = || Kind::of_name(id).filter(|_| !self.styles.contains_key(id));
        said.or_else(unknown).unwrap_or(Kind::Plain)
    }

    /// Whether the text of a style is hidden.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.chain(id).find_map(|s| s.hidden).unwrap_or(false)
    }

    /// A style and those that it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        let next = |style: &&Style| self.styles.get(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(MOST_STEPS)
    }
}

impl Style {
    fn take(&mut self, start: &Start) {
        let value = || start.value("val").map(str::to_owned);
        match start.name.as_str() {
            "name" => self.name = value(),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.level = value(),
            "vanish" => self.hidden = Some(start.is_on()),
            _ => {}
        }
    }
}
