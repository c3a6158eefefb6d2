//! The text of a document, paragraph by paragraph.

use super::parts::{Part, Parts, Piece, Start};
use super::styles::{Kind, Styles};
use super::tables::Tables;
use crate::evidence::read::Unreadable;

/// The longest that one paragraph is; what is longer is made to take memory.
const MOST_IN_PARAGRAPH: usize = 1 << 20;

/// What stands in a document.
#[derive(Default)]
pub(super) struct Body {
    /// The first paragraph that is a title.
    pub(super) title: Option<String>,
    pub(super) headings: Vec<String>,
    /// A line a paragraph.
    pub(super) text: String,
    pub(super) tables: Tables,
}

/// Reads the document's text.
pub(super) fn read(parts: &mut Parts<'_>, styles: &Styles) -> Result<Body, Unreadable> {
    let reading = Reading {
        styles,
        body: Body::default(),
        open: Vec::new(),
        places: Vec::new(),
    };
    reading.read(parts.body()?)
}

/// A paragraph on its way in; a text box stands inside one.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// What its own outline level says.
    level: Option<Kind>,
    /// Whether its style hides it.
    hidden: bool,
    /// Whether the run that is open is hidden.
    run_hidden: Option<bool>,
}

/// Where in the document the reader is, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The properties of a paragraph.
    OfParagraph,
    /// The properties of a run.
    OfRun,
    /// Text.
    Text,
    /// What no reader of the document sees.
    Unseen,
    /// Anywhere else.
    Elsewhere,
}

struct Reading<'s> {
    styles: &'s Styles,
    body: Body,
    open: Vec<Paragraph>,
    places: Vec<Place>,
}

impl Reading<'_> {
    fn read(mut self, mut part: Part<impl std::io::BufRead>) -> Result<Body, Unreadable> {
        while let Some(piece) = part.next()? {
            match piece {
                Piece::Start(start) => self.start(&start),
                Piece::Text(text) if self.place() == Place::Text => {
                    self.push(&text);
                    let open = self.open.last();
                    if open.is_some_and(|open| open.text.len() > MOST_IN_PARAGRAPH) {
                        return Err(Unreadable::LongDocument);
                    }
                }
                Piece::Text(_) => {}
                Piece::End(name) => {
                    self.places.pop();
                    self.end(&name);
                }
            }
        }
        Ok(self.body)
    }

    fn place(&self) -> Place {
        self.places.last().copied().unwrap_or(Place::Elsewhere)
    }

    fn start(&mut self, start: &Start) {
        let around = self.place();
        let place = match start.name.as_str() {
            _ if around == Place::Unseen => Place::Unseen,
            // The second form of a text box, for programs that do not know the first.
            "del" | "moveFrom" | "Fallback" => Place::Unseen,
            name if name.ends_with("PrChange") => Place::Unseen,
            "pPr" => Place::OfParagraph,
            "rPr" if around != Place::OfParagraph => Place::OfRun,
            // The properties of the mark at the end of a paragraph, which is no text.
            "rPr" => Place::Elsewhere,
            "t" => Place::Text,
            _ => around,
        };
        self.places.push(place);
        match (place, start.name.as_str()) {
            (Place::Unseen, _) => {}
            (Place::OfParagraph, _) => self.of_paragraph(start),
            (Place::OfRun, _) => self.of_run(start),
            (_, "p") => self.open.push(Paragraph::default()),
            (_, "r") => self.with(|open| open.run_hidden = None),
            (_, "tbl" | "tr" | "tc") => self.body.tables.start(&start.name),
            (_, "gridSpan") => self
                .body
                .tables
                .span(start.value("val").unwrap_or_default()),
            (_, "tab" | "br" | "cr" | "ptab") => self.push(" "),
            (_, "noBreakHyphen") => self.push("-"),
            (Place::Text | Place::Elsewhere, _) => {}
        }
    }

    fn of_paragraph(&mut self, start: &Start) {
        let value = start.value("val").unwrap_or_default();
        match start.name.as_str() {
            "pStyle" => {
                let hidden = self.styles.hides(value);
                self.with(|open| {
                    open.style = Some(value.to_owned());
                    open.hidden = hidden;
                });
            }
            "outlineLvl" => {
                let level = Kind::of_level(value);
                self.with(|open| open.level = level);
            }
            _ => {}
        }
    }

    fn of_run(&mut self, start: &Start) {
        match start.name.as_str() {
            "vanish" => self.with(|open| open.run_hidden = Some(start.is_on())),
            "rStyle" => {
                let hidden = self.styles.hides(start.value("val").unwrap_or_default());
                // What the run itself says comes after its style and holds.
                self.with(|open| open.run_hidden = open.run_hidden.or(hidden.then_some(true)));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.place() == Place::Unseen {
            return;
        }
        match name {
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.close(&paragraph);
                }
            }
            "r" => self.with(|open| open.run_hidden = None),
            "tbl" | "tr" | "tc" => self.body.tables.end(name),
            _ => {}
        }
    }

    fn close(&mut self, paragraph: &Paragraph) {
        let words: Vec<&str> = paragraph.text.split_whitespace().collect();
        if words.is_empty() {
            return;
        }
        let style = paragraph.style.as_deref();
        let of_style = style.map_or(Kind::Plain, |style| self.styles.kind(style));
        let line = words.join(" ");
        match paragraph.level.unwrap_or(of_style) {
            Kind::Title => {
                self.body.title.get_or_insert_with(|| line.clone());
                self.body.headings.push(line.clone());
            }
            Kind::Heading => self.body.headings.push(line.clone()),
            Kind::Plain => {}
        }
        self.body.tables.paragraph(&line);
        self.body.text.push_str(&line);
        self.body.text.push('\n');
    }

    fn push(&mut self, text: &str) {
        self.with(|open| {
            if !open.run_hidden.unwrap_or(open.hidden) {
                open.text.push_str(text);
            }
        });
    }

    fn with(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(open) = self.open.last_mut() {
            change(open);
        }
    }
}
