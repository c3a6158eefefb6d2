//! The day that a source speaks for, and how long it stands.
//!
//! In order: the manifest; the document's front matter or a custom property; the register of
//! documents; a date in the file or sheet name; the time of the last save only where nothing else
//! speaks, because any save refreshes it. Where they disagree the older holds. The file system's
//! own dates are never asked.

mod name;
#[cfg(test)]
mod tests;

use super::DatedBy;
use super::gather::DOCUMENT;
use crate::calendar::{Day, Span, Unit};

pub use name::{
    NotRead, dates_in, is_dated, not_read_in, with_stars, words_of_both, words_without_dates,
};

/// One day, or the month that a name such as `September 2026` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Its first day.
    pub first: Day,
    /// Its last day, which evidence dated by it speaks for.
    pub last: Day,
}

impl Stretch {
    /// A single day.
    pub fn day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    fn as_seen_on(self, as_at: Day) -> Self {
        Self {
            first: self.first,
            last: if self.holds(as_at) { as_at } else { self.last },
        }
    }

    fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// One voice on the date of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// When it says.
    pub stretch: Stretch,
    /// Who says so.
    pub by: DatedBy,
}

impl Claim {
    /// A claim of a single day.
    pub fn new(day: Day, by: DatedBy) -> Self {
        Self {
            stretch: Stretch::day(day),
            by,
        }
    }
}

/// The date of a source, and the claims that say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dating {
    /// The day it speaks for.
    pub day: Option<Day>,
    /// How that day is known.
    pub by: DatedBy,
    /// Claims of another day, none of them older.
    pub against: Vec<Claim>,
}

/// Settles the date of a source from everything that speaks for it: the oldest holds.
///
/// A month and a day within it agree, and the day holds. The time of the last save counts only
/// when nothing else speaks.
pub fn settle(claims: &[Claim]) -> Dating {
    let said = |weak: bool| {
        claims
            .iter()
            .copied()
            .filter(move |c| (c.by == DatedBy::Modified) == weak)
    };
    let oldest = said(false)
        .min_by_key(|c| (c.stretch.last, c.by))
        .or_else(|| said(true).min_by_key(|c| c.stretch.last));
    let Some(holds) = oldest else {
        return Dating {
            day: None,
            by: DatedBy::Undated,
            against: Vec::new(),
        };
    };
    let day = holds.stretch.last;
    Dating {
        day: Some(day),
        by: holds.by,
        against: said(holds.by == DatedBy::Modified)
            .filter(|c| !c.stretch.holds(day))
            .collect(),
    }
}

/// Which of the names of a file and of its sheet holds a day, for the middle of a sentence.
pub fn name_in_words(path: &str, as_at: Day, day: Day) -> &'static str {
    let holds = |name: &str| {
        let mut found = dates_in(name).into_iter();
        found.any(|stretch| stretch.as_seen_on(as_at).last == day)
    };
    if holds(file_stem(path)) {
        "by its name"
    } else {
        "by its sheet's name"
    }
}

/// The claims that the names of a file and of its sheet make on the day that is judged at.
///
/// The names of folders and archives claim nothing: putting a list into another makes it no fresher.
/// A list named after the month of that day cannot speak for the days still to come.
pub fn claims_of_names(path: &str, sheet: Option<&str>, as_at: Day) -> Vec<Claim> {
    std::iter::once(file_stem(path))
        .chain(sheet)
        .flat_map(dates_in)
        .map(|stretch| Claim {
            stretch: stretch.as_seen_on(as_at),
            by: DatedBy::Name,
        })
        .collect()
}

/// What in the names of a file and of its sheet looks like a date or a period and is not read.
pub fn not_read_in_names<'a>(path: &'a str, sheet: Option<&'a str>) -> Option<NotRead<'a>> {
    let mut names = std::iter::once(file_stem(path)).chain(sheet);
    names.find_map(not_read_in)
}

/// The last day on which evidence of this date still stands.
pub fn expiry(dated: Day, valid_for: Span) -> Day {
    let count = i64::from(valid_for.count);
    match valid_for.unit {
        // A pack does not give a list's life in working days; counted as days it is shorter.
        Unit::Days | Unit::WorkingDays => dated.plus_days(count),
        Unit::Weeks => dated.plus_days(count * 7),
        Unit::Months => dated.plus_months(i32::try_from(valid_for.count).unwrap_or(i32::MAX)),
    }
}

/// What becomes of a list or a document without a date, in the words of every report.
///
/// `expires` is the last day that it stood, where the newest day in it shows that it has passed;
/// `ageless` is a list in which no day at all shows how old it is.
pub fn undated(dataset: &str, expires: Option<Day>, ageless: bool) -> String {
    match expires {
        Some(last) => format!(
            "undated, and out of date since {} by the newest day in it",
            last.plus_days(1).long()
        ),
        None if dataset == DOCUMENT => {
            "undated and out of date, as nothing else says how old it is".to_owned()
        }
        None if ageless => "undated and out of date, as no day in it says how old it is".to_owned(),
        None => {
            "undated: nearly met at best today, and only while a day read in it is recent; out \
                 of date on the inspection date"
                .to_owned()
        }
    }
}

/// How a date is known, for the middle of a sentence.
pub fn in_words(by: DatedBy) -> &'static str {
    match by {
        DatedBy::Manifest => "by `evidence.toml`",
        DatedBy::FrontMatter => "by its front matter",
        DatedBy::Property => "by its document property",
        DatedBy::Notes => "by its first row",
        DatedBy::Register => "by the register of documents",
        DatedBy::Name => "by its name",
        DatedBy::Modified => "by when it was last saved",
        DatedBy::Undated => "by nothing",
    }
}

/// The name of a file without its folders and its ending.
pub(super) fn file_stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        Some(_) | None => name,
    }
}

/// The name of a file without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
