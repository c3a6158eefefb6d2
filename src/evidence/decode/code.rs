//! Codes: the spellings of a column folded into one table, built once a read.

use std::collections::HashMap;
use std::sync::Arc;

use crate::evidence::fold;
use crate::table::hash::FixedState;

/// How many texts met and answered are remembered.
const REMEMBERED: usize = 256;
/// How many places from the one its hash gives a text may be remembered in.
const NEAR: usize = 4;

/// The spellings of a column's codes.
#[derive(Debug, Default)]
pub(super) struct CodeTable {
    spellings: Arc<HashMap<String, u16, FixedState>>,
    met: Vec<Met>,
}

/// A text that was met, and its code.
#[derive(Debug, Clone, Default)]
struct Met {
    text: Box<str>,
    code: u16,
}

impl CodeTable {
    /// Builds the table: a whole spelling comes before one without its letter.
    pub(super) fn new(codes: &[String], spellings: &[Vec<String>]) -> Self {
        let mut table = Spellings::default();
        let none = Vec::new();
        let every = || {
            let spelled = spellings.iter().chain(std::iter::repeat(&none));
            (0..).zip(codes.iter().zip(spelled))
        };
        for (code, (canonical, _)) in every() {
            table.add(canonical, code);
        }
        for (code, (_, spelled)) in every() {
            for spelling in spelled {
                table.add(spelling, code);
            }
        }
        for (code, (_, spelled)) in every() {
            for short in spelled.iter().filter_map(|s| fold::after_letter(s)) {
                table.add(short, code);
            }
        }
        Self {
            spellings: Arc::new(table.0),
            met: Vec::new(),
        }
    }

    /// The same spellings, with no text met.
    pub(super) fn anew(&self) -> Self {
        Self {
            spellings: self.spellings.clone(),
            met: Vec::new(),
        }
    }

    /// The code that a text stands for, by the text and its hash.
    #[inline]
    pub(super) fn find(&mut self, text: &str, hash: u64) -> Option<u16> {
        let place = usize::try_from(hash % REMEMBERED as u64).unwrap_or(0);
        let near = self.met.get(place..place + NEAR).unwrap_or_default();
        match near.iter().find(|met| *met.text == *text) {
            Some(met) => Some(met.code),
            None => self.look_up(text, place),
        }
    }

    #[cold]
    fn look_up(&mut self, text: &str, place: usize) -> Option<u16> {
        let code = self
            .spelled(text)
            .or_else(|| self.spelled(fold::after_letter(text)?))?;
        self.met.resize(REMEMBERED + NEAR, Met::default());
        let near = self.met.get_mut(place..place + NEAR).unwrap_or_default();
        let empty = near.iter().position(|met| met.text.is_empty());
        if let Some(met) = near.get_mut(empty.unwrap_or(0)) {
            let text = text.into();
            *met = Met { text, code };
        }
        Some(code)
    }

    fn spelled(&self, text: &str) -> Option<u16> {
        self.spellings.get(&spelling_key(text)).copied()
    }
}

/// Spellings being folded; the first of one key stands.
#[derive(Default)]
struct Spellings(HashMap<String, u16, FixedState>);

impl Spellings {
    fn add(&mut self, spelling: &str, code: u16) {
        self.0.entry(spelling_key(spelling)).or_insert(code);
    }
}

/// The folded spelling, or the text itself where folding leaves nothing of it.
fn spelling_key(text: &str) -> String {
    let key = fold::key(text);
    if key.is_empty() {
        text.to_lowercase()
    } else {
        key
    }
}
