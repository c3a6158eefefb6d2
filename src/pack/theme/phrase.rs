//! Phrases: words that stand together in a point, written without regard to case or marks.

/// Stands in the place of words that were struck out, so that nothing is found across the gap.
const STRUCK: &str = "|";

/// Words to look for: `supervision*`, `go missing`, `manager* & direction*`.
///
/// A word that ends in `*` may go on. Parts with `&` between may stand anywhere in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(Vec<Part>);

type Part = Vec<Word>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    goes_on: bool,
}

impl Phrase {
    /// Reads a phrase; none where a part of it has no words.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<Part>> = text.split('&').map(part).collect();
        parts.map(Self)
    }

    /// Whether it is more than words that stand together.
    pub fn has_parts(&self) -> bool {
        self.0.len() > 1
    }

    /// Whether every part of it stands somewhere in a text.
    pub(super) fn is_in(&self, words: &[String]) -> bool {
        self.0.iter().all(|part| at(part, words).is_some())
    }

    /// Where its first part stands in a text.
    pub(super) fn starts_in(&self, words: &[String]) -> Option<usize> {
        at(self.0.first()?, words)
    }

    /// Strikes its first part out of a text wherever it stands.
    pub(super) fn strike(&self, words: &mut Vec<String>) {
        let Some(part) = self.0.first() else {
            return;
        };
        while let Some(start) = at(part, words) {
            words.splice(start..start + part.len(), [STRUCK.to_owned()]);
        }
    }
}

/// The words of a text: small letters and digits, with marks for breaks. `Children’s` is `childrens`.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['’', '\''], "");
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn part(text: &str) -> Option<Part> {
    let word = |text: &str| {
        let (stem, goes_on) = match text.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (text, false),
        };
        let is_of_a_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_plain = !stem.is_empty() && stem.bytes().all(is_of_a_word);
        is_plain.then(|| Word {
            text: stem.to_owned(),
            goes_on,
        })
    };
    let read: Option<Part> = text.split_whitespace().map(word).collect();
    read.filter(|part| !part.is_empty())
}

fn at(part: &[Word], words: &[String]) -> Option<usize> {
    words.windows(part.len()).position(|window| {
        window.iter().zip(part).all(|(word, sought)| {
            if sought.goes_on {
                word.starts_with(&sought.text)
            } else {
                *word == sought.text
            }
        })
    })
}
