//! The lists of a text that stand below one another: each is read as if it were alone.

use super::Head;
use super::parts::{Below, Parts};
use crate::evidence::read::cell::RowCells;
use crate::evidence::read::listing::{Listing, Spot};
use crate::evidence::read::lower::{self, MOST_ABOVE, MOST_LISTS};
use crate::evidence::read::records::{Record, Records};
use crate::evidence::read::{Content, Format, Unreadable};

/// Reads every list of a text, the first by its head.
pub(super) fn all_of(mut head: Head<'_>, mut text: &str) -> Content {
    let mut all = Content::default();
    loop {
        let (request, spot, line, separator) = (head.request, head.spot, head.line, head.separator);
        let mut parts = Parts::new(head);
        parts.take(text, true);
        // Headings that did not make a list of their own would be met again and again.
        let is_new = |below: &&Below| below.line > spot.below;
        let Some(below) = parts.below().filter(is_new).cloned() else {
            return joined(all, parts.finish());
        };
        if all.tables.len() >= MOST_LISTS {
            let why = Unreadable::TooManyLists.sentence(Format::of(spot.path));
            all.tables = lower::unused(all.tables, &why);
            all.problem = Some(why);
            return all;
        }
        let records = Records::on_line(text, separator, line);
        let (start, start_line) = with_title(records, parts.listing(), &below);
        let (upper, rest) = text.split_at_checked(start).unwrap_or((text, ""));
        let mut parts = Parts::new(Head::at(spot, request, upper, line));
        parts.take(upper, true);
        all = joined(all, parts.finish());
        let spot = Spot {
            below: below.line,
            ..spot
        };
        head = Head::at(spot, request, rest, start_line);
        text = rest;
    }
}

fn joined(mut all: Content, more: Content) -> Content {
    all.tables.extend(more.tables);
    all.problem = all.problem.or(more.problem);
    all
}

/// The byte and the line that the next list starts at with its title, or the groups above its headings.
fn with_title(mut records: Records<'_>, upper: &Listing<'_>, below: &Below) -> (usize, u32) {
    let mut record = Record::default();
    let mut above: Vec<(usize, u32)> = Vec::new();
    while records.next(&mut record) && records.start() < below.start {
        if upper.may_be_title(record.line, &record) {
            above.push((records.start(), record.line));
        } else if !record.is_blank() {
            above.clear();
        }
    }
    let title = above.len().saturating_sub(MOST_ABOVE);
    let first = above.get(title).copied();
    first.unwrap_or((below.start, below.line))
}
