//! Letters put together to lines: side by side is a word, a gap is a space, anything else a new line.

use super::Tag;

/// One line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Line {
    pub(in super::super) text: String,
    /// The size of its type.
    pub(in super::super) size: f64,
    /// Whether all of it is in bold type.
    pub(in super::super) bold: bool,
    /// What its author marked it as.
    pub(in super::super) tag: Tag,
    /// Whether it follows the line before as the lines of one paragraph do.
    pub(in super::super) near: bool,
    /// Its page, from 0.
    pub(in super::super) page: usize,
}

/// The lines of all pages.
#[derive(Debug, Default)]
pub(in super::super) struct Pages {
    pub(in super::super) lines: Vec<Line>,
    /// Letters that are known.
    pub(in super::super) letters: usize,
    /// Letters that are not.
    pub(in super::super) unknown: usize,
}

/// Where letters stand on the page, and how they look.
pub(super) struct Place {
    pub(super) start: [f64; 2],
    pub(super) end: [f64; 2],
    pub(super) direction: [f64; 2],
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) tag: Tag,
}

/// How far off the line a letter may stand, as a share of its size: that of a small raised figure.
const OFF_LINE: f64 = 0.6;
/// How far below the line before it the next line of a paragraph may stand, as a share of its size.
const NEAR: f64 = 1.45;
/// How wide a gap is a space, and how far back a letter may stand, both as shares of its size.
const GAP: f64 = 0.17;
const BACK: f64 = 1.0;

/// The lines as they come.
#[derive(Default)]
pub(super) struct Lines {
    pages: Pages,
    page: usize,
    open: Option<Open>,
}

struct Open {
    line: Line,
    end: [f64; 2],
    direction: [f64; 2],
}

impl Lines {
    /// Takes in letters; none where they are not known.
    pub(super) fn letters(&mut self, letters: Option<&str>, place: &Place) {
        let Some(letters) = letters else {
            self.pages.unknown += 1;
            return;
        };
        let blank = letters.trim().is_empty();
        self.pages.letters += usize::from(!blank);
        let mut near = false;
        if let Some(open) = self.open.as_ref().filter(|open| !open.goes_on(place)) {
            let (_, off) = open.distance(place);
            near = off <= NEAR * place.size && !open.line.text.is_empty();
            self.end_line();
        }
        let open = self
            .open
            .get_or_insert_with(|| Open::new(place, near, self.page));
        open.take(letters, blank, place);
    }

    pub(super) fn end_page(&mut self) {
        self.end_line();
        self.page += 1;
    }

    pub(super) fn done(mut self) -> Pages {
        self.end_line();
        self.pages
    }

    fn end_line(&mut self) {
        if let Some(Open { mut line, .. }) = self.open.take() {
            line.text.truncate(line.text.trim_end().len());
            if !line.text.is_empty() {
                self.pages.lines.push(line);
            }
        }
    }
}

impl Open {
    fn new(place: &Place, near: bool, page: usize) -> Self {
        Self {
            line: Line {
                text: String::new(),
                size: place.size,
                bold: true,
                tag: place.tag,
                near,
                page,
            },
            end: place.start,
            direction: place.direction,
        }
    }

    /// How far on from the end of the line a place is, and how far off it.
    fn distance(&self, place: &Place) -> (f64, f64) {
        let ([x, y], [from_x, from_y]) = (place.start, self.end);
        let ([dx, dy], by) = (self.direction, [x - from_x, y - from_y]);
        let [x, y] = by;
        (x * dx + y * dy, (x * dy - y * dx).abs())
    }

    fn goes_on(&self, place: &Place) -> bool {
        let (on, off) = self.distance(place);
        let size = self.line.size.max(place.size);
        let ([ax, ay], [bx, by]) = (self.direction, place.direction);
        let same_way = ax * bx + ay * by > 0.9;
        same_way && off <= OFF_LINE * size && on >= -BACK * size
    }

    fn take(&mut self, letters: &str, blank: bool, place: &Place) {
        let (on, _) = self.distance(place);
        let line = &mut self.line;
        let apart = on > GAP * place.size && !line.text.is_empty();
        if (apart || blank) && !line.text.ends_with(' ') && !line.text.is_empty() {
            line.text.push(' ');
        }
        if !blank {
            if line.text.is_empty() {
                line.size = place.size;
            }
            line.text.push_str(letters);
            line.bold &= place.bold;
            if line.tag == Tag::Other {
                line.tag = place.tag;
            }
        }
        self.end = place.end;
    }
}
