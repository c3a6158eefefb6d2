//! Cells that could not be read, what is wrong with them and what becomes of them.

/// A cell that could not be read as its column's type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataProblem {
    /// The source it is in.
    pub source: usize,
    /// The cell as a spreadsheet names it, such as `C17`.
    pub cell: String,
    /// Row and column as numbers, so that they sort.
    pub order: (u32, u32),
    /// The heading of its column.
    pub heading: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The text, only where it has the shape of a date.
    pub shown: Option<String>,
}

impl DataProblem {
    /// The cell with its sheet: `List 4!C17`, and `Assessments, line 57` where a file has no cells.
    pub fn cell_in(&self, sheet: Option<&str>) -> String {
        match sheet {
            Some(sheet) if self.cell.contains(' ') => format!("{sheet}, {}", self.cell),
            Some(sheet) => format!("{sheet}!{}", self.cell),
            None => self.cell.clone(),
        }
    }
}

/// What is wrong with a cell.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Not a date.
    NotADate,
    /// A date that does not exist.
    NoSuchDate,
    /// Not a number.
    NotANumber,
    /// Not yes or no.
    NotYesOrNo,
    /// Not one of the codes.
    NotACode,
    /// A formula that failed.
    FormulaError,
    /// A mark for a suppressed value: the cell counts as blank.
    Suppressed,
    /// A word or a mark that says that nothing is known, such as TBC: the cell counts as blank.
    SaysNothing,
    /// Two columns of one meaning that hold different things.
    TwoValues,
    /// A number in a cell merged over several rows, which counts in the first alone.
    Merged,
    /// A date that is read and used, and earlier than the one that it follows.
    EndsBeforeStart,
}

/// What becomes of a cell of which there is something to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It could not be read, counts as blank and towards a column that is unreadable.
    Unread,
    /// It says that nothing is known, and counts as blank.
    SaysNothing,
    /// Its value is withheld, and counts as blank.
    Withheld,
    /// It is read and used.
    Used,
}

impl ProblemKind {
    /// What to do about such cells.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::NotADate => "export its dates as 2026-09-30 or 30/09/2026",
            Self::NoSuchDate => "correct the days that do not exist, such as 31 February",
            Self::NotANumber => "leave only the number in each cell",
            Self::NotYesOrNo => "write yes or no in each cell",
            Self::NotACode => {
                "correct the cells, or add the spellings used to `codes` of the column in the rules"
            }
            Self::FormulaError => "mend the formulas that failed",
            Self::Merged => "unmerge the cells, and write each row's number in its own",
            Self::TwoValues => "keep one of the two columns of this heading",
            Self::Suppressed => "an export that gives them would be judged by them",
            Self::SaysNothing => "fill in what is known by now",
            Self::EndsBeforeStart => "correct the date that is wrong where it is kept",
        }
    }

    /// What becomes of the cell.
    pub(crate) fn effect(self) -> Effect {
        match self {
            Self::Suppressed => Effect::Withheld,
            Self::SaysNothing => Effect::SaysNothing,
            Self::EndsBeforeStart => Effect::Used,
            Self::NotADate
            | Self::NoSuchDate
            | Self::NotANumber
            | Self::NotYesOrNo
            | Self::NotACode
            | Self::FormulaError
            | Self::TwoValues
            | Self::Merged => Effect::Unread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_cells_is_no_cell_of_its_sheet() {
        let problem = |cell: &str| DataProblem {
            source: 0,
            cell: cell.to_owned(),
            order: (17, 2),
            heading: "Date".to_owned(),
            kind: ProblemKind::NotADate,
            shown: None,
        };
        assert_eq!(problem("C17").cell_in(Some("List 4")), "List 4!C17");
        assert_eq!(problem("C17").cell_in(None), "C17");
        assert_eq!(
            problem("line 57").cell_in(Some("Assessments")),
            "Assessments, line 57"
        );
    }
}
