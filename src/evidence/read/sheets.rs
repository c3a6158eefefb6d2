//! What the readers of workbooks share: which sheets there are, and what becomes of each.

use std::collections::BTreeMap;

use calamine::{Sheet, SheetType, SheetVisible, WorkbookProperties};

use super::listing::Spot;
use super::rows::SheetRows;
use super::{Content, Format, Unreadable};
use crate::calendar::Day;
use crate::evidence::decode::{self, Epoch};
use crate::evidence::{DatedBy, fold};

/// The sheets of a workbook that have cells, by their places in it.
pub(super) fn with_cells(all: &[Sheet]) -> Vec<(usize, &Sheet)> {
    let all = all.iter().enumerate();
    all.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
        .collect()
}

/// Where one of these sheets stands in the folder.
pub(super) fn spot<'a>(path: &'a str, sheet: &'a Sheet, among: &[(usize, &Sheet)]) -> Spot<'a> {
    let is_shown = |sheet: &Sheet| sheet.visible == SheetVisible::Visible;
    let shown = among.iter().filter(|(_, sheet)| is_shown(sheet)).count();
    Spot {
        path,
        sheet: Some(&sheet.name),
        hidden: !is_shown(sheet),
        only: shown == 1 && is_shown(sheet),
    }
}

/// The day from which a workbook counts.
pub(super) fn epoch(from_1904: bool) -> Epoch {
    if from_1904 {
        Epoch::From1904
    } else {
        Epoch::From1900
    }
}

/// The day that a workbook's own properties give: one made for it, else the last save.
pub(super) fn own_date(properties: WorkbookProperties) -> Option<(Day, DatedBy)> {
    const NAMES: [&str; 10] = [
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
    let made: BTreeMap<String, String> = properties
        .custom_properties
        .into_iter()
        .map(|(name, value)| (fold::key(&name), value))
        .collect();
    let made = NAMES.iter().find_map(|name| decode::day(made.get(*name)?));
    let saved = || properties.modified.as_deref().and_then(decode::day);
    made.map(|day| (day, DatedBy::Property))
        .or_else(|| saved().map(|day| (day, DatedBy::Modified)))
}

impl Content {
    /// Takes in a sheet that was read to its end, or that broke off; the others stand either way.
    pub(super) fn sheet(
        &mut self,
        spot: Spot<'_>,
        rows: SheetRows<'_, '_, '_>,
        read: Result<(), Unreadable>,
    ) {
        let Err(why) = read else {
            self.tables.push(rows.finish());
            return;
        };
        let sentence = why.sentence(Format::of(spot.path));
        self.tables.push((rows.broken(&sentence), None));
        let problem = format!("sheet `{}`: {sentence}", spot.sheet.unwrap_or_default());
        self.problem = Some(match self.problem.take() {
            Some(others) => format!("{others}; {problem}"),
            None => problem,
        });
    }
}
