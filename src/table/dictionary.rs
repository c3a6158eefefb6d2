//! Each text of a column once.

use super::hash;

/// The texts of a column, each once, in the order they were first seen.
///
/// The texts lie end to end in one string; a table of open slots finds them by their hash.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    texts: String,
    ends: Vec<usize>,
    slots: Vec<Slot>,
}

/// A place in the table: the code and one more, so that 0 is an empty place.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    code_after: u32,
}

impl Dictionary {
    /// The code of a text, giving it one if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        self.intern_hashed(text, hash::of(text.as_bytes()))
    }

    /// The same for a text whose hash is already known.
    #[inline]
    pub fn intern_hashed(&mut self, text: &str, hash: u64) -> u32 {
        if self.ends.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let hash = low(hash);
        let (at, found) = self.find(text, hash);
        if let Some(code) = found {
            return code;
        }
        let code = u32::try_from(self.ends.len()).unwrap_or(u32::MAX - 1);
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        if let Some(slot) = self.slots.get_mut(at) {
            let code_after = code + 1;
            *slot = Slot { hash, code_after };
        }
        code
    }

    /// The code of a text that is already there.
    pub fn code(&self, text: &str) -> Option<u32> {
        self.find(text, low(hash::of(text.as_bytes()))).1
    }

    /// The text of a code.
    pub fn text(&self, code: u32) -> Option<&str> {
        let code = code as usize;
        let end = *self.ends.get(code)?;
        let start = match code.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.texts.get(start..end)
    }

    /// The texts in the order of their codes.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let places = starts.zip(self.ends.iter().copied());
        places.map(|(start, end)| self.texts.get(start..end).unwrap_or_default())
    }

    /// How many different texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The slot of a text, or the empty one where it would go, and its code.
    #[inline]
    fn find(&self, text: &str, hash: u32) -> (usize, Option<u32>) {
        let mut at = self.home(hash);
        while let Some(slot) = self.slots.get(at) {
            let Some(code) = slot.code_after.checked_sub(1) else {
                break;
            };
            if slot.hash == hash && self.text(code) == Some(text) {
                return (at, Some(code));
            }
            at = (at + 1) & self.slots.len().wrapping_sub(1);
        }
        (at, None)
    }

    fn home(&self, hash: u32) -> usize {
        hash as usize & self.slots.len().wrapping_sub(1)
    }

    #[cold]
    fn grow(&mut self) {
        let room = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); room]);
        for filled in old.into_iter().filter(|slot| slot.code_after > 0) {
            let mut at = self.home(filled.hash);
            while self.slots.get(at).is_some_and(|slot| slot.code_after > 0) {
                at = (at + 1) & (room - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = filled;
            }
        }
    }
}

/// The low half of a hash.
#[inline]
fn low(hash: u64) -> u32 {
    let [a, b, c, d, ..] = hash.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_code_however_many_follow() {
        let mut words = Dictionary::default();
        assert_eq!(words.code("0"), None);
        let texts: Vec<String> = (0..5000).map(|n| n.to_string()).collect();
        for (code, text) in (0..).zip(&texts) {
            assert_eq!(words.intern(text), code);
        }
        for (code, text) in (0..).zip(&texts) {
            assert_eq!(words.intern(text), code);
            assert_eq!(words.code(text), Some(code));
            assert_eq!(words.text(code), Some(text.as_str()));
        }
        assert_eq!(words.len(), 5000);
        assert_eq!((words.text(5000), words.code("x")), (None, None));
    }

    #[test]
    fn the_empty_text_is_a_text() {
        let mut words = Dictionary::default();
        assert_eq!(
            (words.intern("a"), words.intern(""), words.intern("")),
            (0, 1, 1)
        );
        assert_eq!(words.text(1), Some(""));
    }
}
