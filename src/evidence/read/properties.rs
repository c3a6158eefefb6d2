//! What a file's own properties say of it: a date made for it, an approval, the last save.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::evidence::{DatedBy, decode, fold};

/// The names that a property with the day of the evidence goes by, the first that is there holds.
const DATED: [&str; 10] = [
    "dated",
    "asat",
    "asatdate",
    "dataasat",
    "datadate",
    "dateofdata",
    "extractdate",
    "extractedon",
    "reportdate",
    "snapshotdate",
];

/// The day that properties give: one made for it, else the last save.
pub(super) fn own_date<'a>(
    made: impl IntoIterator<Item = (&'a str, &'a str)>,
    saved: Option<&str>,
) -> Option<(Day, DatedBy)> {
    let made: BTreeMap<String, &str> = made
        .into_iter()
        .map(|(name, value)| (fold::key(name), value))
        .collect();
    let made = DATED.iter().find_map(|name| decode::day(made.get(*name)?));
    made.map(|day| (day, DatedBy::Property))
        .or_else(|| Some((saved.and_then(decode::day)?, DatedBy::Modified)))
}

/// Whether a document says that it is approved, and since when.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Approval {
    pub(super) approved: Option<bool>,
    pub(super) on: Option<Day>,
}

impl Approval {
    /// Takes in what is said under one name; anything else is left alone.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        match fold::key(name).as_str() {
            "approved" | "isapproved" => {
                // A date of approval says that it is, once that day has come.
                self.on = decode::day(value).or(self.on);
                let dated = decode::day(value).map(|_| true);
                self.approved = dated.or_else(|| decode::yes_or_no(value));
            }
            "approvedon" => {
                self.on = decode::day(value);
                self.approved = self.approved.or(self.on.map(|_| true));
            }
            "status" => {
                let status = fold::key(value);
                let said = matches!(status.as_str(), "approved" | "final" | "published");
                self.approved = self.approved.or(Some(said));
            }
            _ => {}
        }
    }
}
