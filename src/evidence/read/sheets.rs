//! What the readers of workbooks share: which sheets there are, and what becomes of each.

use calamine::{Sheet, SheetType, SheetVisible, WorkbookProperties};

use super::listing::Spot;
use super::rows::SheetRows;
use super::{Content, Unreadable, properties};
use crate::calendar::Day;
use crate::evidence::DatedBy;
use crate::evidence::decode::Epoch;

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
        below: 0,
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
pub(super) fn own_date(properties: &WorkbookProperties) -> Option<(Day, DatedBy)> {
    let made = properties.custom_properties.iter();
    let made = made.map(|(name, value)| (name.as_str(), value.as_str()));
    properties::own_date(made, properties.modified.as_deref())
}

impl Content {
    /// Takes in a sheet that was read to its end, or that broke off; the others stand either way.
    pub(super) fn sheet(
        &mut self,
        spot: Spot<'_>,
        rows: SheetRows<'_, '_, '_>,
        read: Result<(), Unreadable>,
    ) {
        let (tables, why) = rows.finish(read);
        self.tables.extend(tables);
        let Some(sentence) = why else {
            return;
        };
        let problem = format!("sheet `{}`: {sentence}", spot.sheet.unwrap_or_default());
        self.problem = Some(match self.problem.take() {
            Some(others) => format!("{others}; {problem}"),
            None => problem,
        });
    }
}
