//! The lines of a PDF's pages, put together from the letters that its instructions place.

mod line;
mod matrix;

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;

use super::letters::Font;
pub(super) use line::{Line, Pages};
use line::{Lines, Place};
use matrix::Matrix;

/// How deep forms may stand in forms, and states be kept on states.
const MOST_DEEP: usize = 12;
const MOST_STATES: usize = 256;

/// The lines of every page.
pub(super) fn of(pdf: &Pdf) -> Pages {
    let mut reading = Reading {
        fonts: BTreeMap::new(),
        lines: Lines::default(),
        tags: Vec::new(),
    };
    for page in pdf.pages().iter() {
        reading.tags.clear();
        let state = State::default();
        reading.run(page.typed_operations(), page.resources(), state, 0);
        reading.lines.end_page();
    }
    reading.lines.done()
}

/// What the instructions of a page set before letters are placed.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_letters: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    /// Where the next letter stands, and where its line begins.
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Matrix::SAME,
            font: None,
            size: 0.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::SAME,
            line: Matrix::SAME,
        }
    }
}

/// What a part of a page is tagged as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A heading.
    Heading,
    /// A header or a footer, which is on every page.
    Furniture,
    /// Anything else, or nothing.
    Other,
}

struct Reading {
    /// Fonts by the number of their object.
    fonts: BTreeMap<u32, Rc<Font>>,
    lines: Lines,
    tags: Vec<Tag>,
}

impl Reading {
    fn run(&mut self, mut ops: TypedIter<'_>, around: &Resources<'_>, mut now: State, deep: usize) {
        let mut kept: Vec<State> = Vec::new();
        while let Some(op) = ops.next() {
            match op {
                Op::SaveState(_) if kept.len() < MOST_STATES => kept.push(now.clone()),
                Op::RestoreState(_) => now = kept.pop().unwrap_or(now),
                Op::Transform(m) => {
                    now.page = matrix([m.0, m.1, m.2, m.3, m.4, m.5]).then(now.page);
                }
                Op::XObject(named) => {
                    if let Some(form) = around.get_x_object(named.0) {
                        self.form(&form, around, &now, deep);
                    }
                }
                Op::TextFont(set) => {
                    now.font = around.get_font(set.0).map(|dict| self.font(&dict));
                    now.size = set.1.as_f64();
                }
                Op::BeginMarkedContent(tag) => self.tags.push(tag_of(tag.0)),
                Op::BeginMarkedContentWithProperties(tag) => self.tags.push(tag_of(tag.0)),
                Op::EndMarkedContent(_) => drop(self.tags.pop()),
                Op::ShowText(shown) => self.show(&mut now, shown.0),
                Op::ShowTexts(shown) => self.show_all(&mut now, shown.0),
                Op::NextLineAndShowText(shown) => {
                    now.next_line(0.0, -now.leading);
                    self.show(&mut now, shown.0);
                }
                Op::ShowTextWithParameters(shown) => {
                    now.between_words = shown.0.as_f64();
                    now.between_letters = shown.1.as_f64();
                    now.next_line(0.0, -now.leading);
                    self.show(&mut now, shown.2);
                }
                other => now.set(&other),
            }
        }
    }

    /// A form is a page in a page.
    fn form(&mut self, form: &Stream<'_>, around: &Resources<'_>, now: &State, deep: usize) {
        let dict = form.dict();
        if deep >= MOST_DEEP || dict.get::<Name<'_>>("Subtype").as_deref() != Some(b"Form") {
            return;
        }
        let Ok(data) = form.decoded_data() else {
            return;
        };
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let mut state = now.clone();
        if let Some(numbers) = dict.get::<Array<'_>>("Matrix") {
            let mut numbers = numbers.iter::<Number>();
            let six: [Option<Number>; 6] = std::array::from_fn(|_| numbers.next());
            if let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)] = six {
                state.page = matrix([a, b, c, d, e, f]).then(state.page);
            }
        }
        self.run(
            TypedIter::new(&data),
            own.as_ref().unwrap_or(around),
            state,
            deep + 1,
        );
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let Some(id) = dict.obj_id() else {
            return Rc::new(Font::new(dict));
        };
        let font = self.fonts.entry(id.obj_number);
        font.or_insert_with(|| Rc::new(Font::new(dict))).clone()
    }

    fn show_all(&mut self, now: &mut State, items: &Array<'_>) {
        for item in items.iter::<Object<'_>>() {
            match item {
                Object::Number(back) => {
                    let by = -back.as_f64() / 1000.0 * now.size * now.stretch;
                    now.text = Matrix::shift(by, 0.0).then(now.text);
                }
                Object::String(string) => self.show(now, &string),
                _ => {}
            }
        }
    }

    fn show(&mut self, now: &mut State, string: &[u8]) {
        let Some(font) = now.font.clone() else {
            return;
        };
        let tag = [Tag::Furniture, Tag::Heading]
            .into_iter()
            .find(|tag| self.tags.contains(tag));
        let tag = tag.unwrap_or(Tag::Other);
        let mut letters = String::new();
        for code in font.codes(string) {
            letters.clear();
            let known = font.letters(code, &mut letters);
            let is_space = font.is_simple() && code == u32::from(b' ');
            let words = if is_space { now.between_words } else { 0.0 };
            let width = font.width(code) / 1000.0 * now.size + now.between_letters + words;
            let to_page = now.text.then(now.page);
            let place = Place {
                start: to_page.point([0.0, now.rise]),
                end: to_page.point([width * now.stretch, now.rise]),
                direction: to_page.direction(),
                size: to_page.height(now.size),
                bold: font.bold,
                tag,
            };
            let letters = known.then_some(letters.as_str());
            self.lines.letters(letters, &place);
            now.text = Matrix::shift(width * now.stretch, 0.0).then(now.text);
        }
    }
}

impl State {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    /// What an instruction sets; those that draw anything but letters set nothing here.
    fn set(&mut self, op: &Op<'_, '_>) {
        match op {
            Op::BeginText(_) => {
                self.text = Matrix::SAME;
                self.line = Matrix::SAME;
            }
            Op::SetTextMatrix(m) => {
                self.line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.text = self.line;
            }
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.leading),
            Op::CharacterSpacing(by) => self.between_letters = by.0.as_f64(),
            Op::WordSpacing(by) => self.between_words = by.0.as_f64(),
            Op::HorizontalScaling(by) => self.stretch = by.0.as_f64() / 100.0,
            Op::TextLeading(by) => self.leading = by.0.as_f64(),
            Op::TextRise(by) => self.rise = by.0.as_f64(),
            _ => {}
        }
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix::new(numbers.map(|number| number.as_f64()))
}

fn tag_of(tag: &[u8]) -> Tag {
    match tag {
        b"H" | b"Title" | [b'H', b'1'..=b'9'] => Tag::Heading,
        b"Artifact" => Tag::Furniture,
        _ => Tag::Other,
    }
}
