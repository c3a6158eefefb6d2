//! Markup under construction: the one place where text becomes HTML, and so the one that escapes it.

use std::fmt::Write as _;

/// Well-formed markup; text gets in escaped, or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// No markup at all.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Markup that is written in this program, letter for letter.
    pub(super) fn written(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// A style sheet, which holds no text of the assessment's.
    pub(super) fn sheet(style: &str) -> Self {
        Self(format!("<style>{style}</style>"))
    }

    /// A script, which holds no text of the assessment's.
    pub(super) fn script(script: &str) -> Self {
        Self(format!("<script>{script}</script>"))
    }

    /// Pieces of markup, one after another.
    pub(super) fn all<T: Into<Html>>(pieces: impl IntoIterator<Item = T>) -> Self {
        let mut all = Self::none();
        for piece in pieces {
            all.push(piece);
        }
        all
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, piece: impl Into<Html>) {
        let Html(piece) = piece.into();
        if self.0.is_empty() {
            self.0 = piece;
        } else {
            self.0.push_str(&piece);
        }
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as a text.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        escape(text, false, &mut out);
        Self(out)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        let Element {
            tag,
            attributes,
            content: Html(content),
        } = element;
        let mut out = String::with_capacity(content.len() + attributes.len() + 2 * tag.len() + 5);
        let _ = if DRAWN.contains(&tag) && content.is_empty() {
            write!(out, "<{tag}{attributes}/>")
        } else if VOID.contains(&tag) {
            write!(out, "<{tag}{attributes}>")
        } else {
            write!(out, "<{tag}{attributes}>{content}</{tag}>")
        };
        Self(out)
    }
}

impl<T: Into<Html>> From<Option<T>> for Html {
    fn from(piece: Option<T>) -> Self {
        piece.map_or_else(Self::none, Into::into)
    }
}

/// Elements that hold nothing and are not closed.
const VOID: [&str; 3] = ["meta", "input", "br"];

/// Elements of pictures, which close themselves where they hold nothing.
const DRAWN: [&str; 3] = ["use", "path", "circle"];

/// One element under construction.
#[derive(Debug, Clone)]
pub(super) struct Element {
    tag: &'static str,
    attributes: String,
    content: Html,
}

/// An element without attributes or content.
pub(super) fn tag(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: String::new(),
        content: Html::none(),
    }
}

impl Element {
    /// Adds an attribute.
    pub(super) fn attribute(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        let _ = write!(self.attributes, " {name}=\"");
        escape(value.as_ref(), true, &mut self.attributes);
        self.attributes.push('"');
        self
    }

    /// Adds an attribute that has no value.
    pub(super) fn flag(mut self, name: &'static str) -> Self {
        let _ = write!(self.attributes, " {name}");
        self
    }

    /// Names its classes.
    pub(super) fn class(self, classes: impl AsRef<str>) -> Self {
        self.attribute("class", classes)
    }

    /// Adds content; text is escaped.
    pub(super) fn with(mut self, content: impl Into<Html>) -> Self {
        self.content.push(content);
        self
    }

    /// Adds several pieces of content.
    pub(super) fn with_all<T: Into<Html>>(mut self, pieces: impl IntoIterator<Item = T>) -> Self {
        self.content.push(Html::all(pieces));
        self
    }
}

/// A sentence for leaders: what stands in backticks for a terminal stands in quotes here.
pub(super) fn prose(text: &str) -> Html {
    let mut said = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        // What is named and holds quotes of its own needs no more around them.
        let quotes = at % 2 == 1 && !part.contains('"');
        if quotes {
            said.push('"');
        }
        said.push_str(part);
        if quotes {
            said.push('"');
        }
    }
    said.into()
}

/// Quotes mean nothing but within an attribute.
fn escape(text: &str, quoted: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quoted => out.push_str("&quot;"),
            // No page may hold them, and no reader sees them.
            c if c.is_control() && !c.is_whitespace() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(element: Element) -> String {
        Html::from(element).into_string()
    }

    #[test]
    fn text_and_attributes_are_escaped() {
        let element = tag("p")
            .attribute("title", "a\"b'<c>&")
            .with("<script>&\"\u{0}x");
        assert_eq!(
            made(element),
            "<p title=\"a&quot;b'&lt;c&gt;&amp;\">&lt;script&gt;&amp;\"x</p>"
        );
    }

    #[test]
    fn names_are_quoted_once() {
        let said = |text: &str| made(tag("p").with(prose(text)));
        assert_eq!(
            said("no `use`, nor `a` or `b`."),
            "<p>no \"use\", nor \"a\" or \"b\".</p>"
        );
        assert_eq!(
            said("say `use = \"judge\"` or `\"part\"`"),
            "<p>say use = \"judge\" or \"part\"</p>"
        );
    }

    #[test]
    fn elements_that_hold_nothing_are_not_closed() {
        assert_eq!(made(tag("br")), "<br>");
        assert_eq!(made(tag("td")), "<td></td>");
        assert_eq!(made(tag("use").with("x")), "<use>x</use>");
        assert_eq!(made(tag("use")), "<use/>");
    }

    #[test]
    fn sentences_quote_what_a_terminal_shows_in_backticks() {
        let said = prose("fill in `a<b`.").into_string();
        assert_eq!(said, "fill in \"a&lt;b\".");
    }
}
