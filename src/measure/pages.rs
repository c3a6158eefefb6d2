//! The page of each kind of measure.

/// The page of a kind of measure in Markdown, by the name that a criterion gives the kind.
pub fn page(kind: &str) -> Option<&'static str> {
    PAGES
        .iter()
        .find(|(name, _)| *name == kind)
        .map(|(_, page)| *page)
}

/// The name of every kind of measure, in the order of the manual.
pub const KINDS: [&str; 10] = [
    "share",
    "on_time",
    "up_to_date",
    "repeat",
    "per_subject",
    "duration",
    "count",
    "ratio",
    "document",
    "statement",
];

/// Every kind of measure with its page, in the order of the manual.
pub(super) const PAGES: [(&str, &str); 10] = [
    ("share", include_str!("share.md")),
    ("on_time", include_str!("on_time.md")),
    ("up_to_date", include_str!("up_to_date.md")),
    ("repeat", include_str!("repeat.md")),
    ("per_subject", include_str!("per_subject.md")),
    ("duration", include_str!("duration.md")),
    ("count", include_str!("count.md")),
    ("ratio", include_str!("ratio.md")),
    ("document", include_str!("document.md")),
    ("statement", include_str!("statement.md")),
];

#[cfg(test)]
mod tests {
    use super::{KINDS, PAGES, page};

    const HEADINGS: [&str; 7] = [
        "## What it asks",
        "## Why it matters",
        "## Its fields",
        "## How blanks and dates are treated",
        "## Example",
        "## How to close the gap",
        "## Source",
    ];

    #[test]
    fn every_page_has_the_fixed_headings_in_order() {
        for (kind, page) in PAGES {
            let headings: Vec<&str> = page.lines().filter(|l| l.starts_with("## ")).collect();
            assert_eq!(headings, HEADINGS, "{kind}");
            let title = format!("# `{kind}`");
            assert_eq!(page.lines().next(), Some(title.as_str()));
        }
    }

    #[test]
    fn every_section_says_something() {
        for (kind, page) in PAGES {
            for section in page.split("## ").skip(1) {
                let body = section.split_once('\n').map_or("", |(_, body)| body.trim());
                assert!(body.len() > 20, "{kind}: {section}");
            }
        }
    }

    #[test]
    fn no_sentence_of_a_page_is_longer_than_25_words() {
        for (kind, page) in PAGES {
            for sentence in sentences(page) {
                let words = sentence.split_whitespace().count();
                assert!(words <= 25, "{kind}: {words} words: {sentence}");
            }
        }
    }

    #[test]
    fn every_kind_has_a_page() {
        assert_eq!(PAGES.map(|(kind, _)| kind), KINDS);
    }

    #[test]
    fn a_page_is_found_by_its_kind_only() {
        assert!(page("share").unwrap().starts_with("# `share`"));
        assert_eq!(page("shares"), None);
    }

    /// The sentences outside code blocks; a heading, a bullet or a table row ends one.
    fn sentences(page: &str) -> Vec<String> {
        let outside = page
            .split("```")
            .step_by(2)
            .collect::<Vec<_>>()
            .join("\n\n");
        let lines: Vec<String> = outside
            .lines()
            .map(|line| match line.trim_start().get(..1) {
                Some("#" | "-" | "|") => format!("\n\n{line}\n\n"),
                Some(_) | None => format!("{line}\n"),
            })
            .collect();
        let text = lines.concat();
        text.split("\n\n")
            .flat_map(|block| block.split(". ").map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }
}
