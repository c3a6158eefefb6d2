//! What a data officer should mend about a list, the gravest first, each with its likely fix.

mod around;
mod cells;

use serde::Serialize;

use super::unasked::Unasked;
use super::{ListedCells, ListedMissing, ListedTable};
use crate::calendar::Day;
use crate::evidence::account::Joined;
use crate::evidence::template::{Aside, NOTHING, Nothing};
use crate::evidence::{DatedBy, Effect, Evidence, ProblemKind, Role, Source, TableFound, dated};

/// The kinds of thing that want mending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// What somebody wrote into a template does not count.
    Template,
    /// It waits for an answer in the manifest.
    Question,
    /// It was read, and is not used as another part of the same list could not be.
    Voided,
    /// A column could not be read well enough to judge by.
    UnreadableColumn,
    /// A column that it is incomplete without is not there.
    ColumnMissing,
    /// A column that it is incomplete without is blank in every row.
    ColumnBlank,
    /// It holds headings and no rows, and its dataset does not say that there were none.
    Empty,
    /// It has far fewer rows than the extract before it.
    Shrunk,
    /// It is hidden and fits a dataset, so nothing of it is counted.
    Hidden,
    /// It is a table of a document and fits a dataset, so nothing of it is counted.
    OfDocument,
    /// It is out of date.
    Stale,
    /// It is dated after the day that it is judged at.
    Future,
    /// It has no date.
    Undated,
    /// Only the time of its last save dates it.
    WeakDate,
    /// Records of it stand in hidden rows and count.
    HiddenRows,
    /// Another list stands to the right of it, of which nothing is read.
    ListBeside,
    /// Rows at its end look like a table of their own.
    TableBelow,
    /// Some of its cells could not be read.
    Cells,
    /// Rows end before they start.
    OutOfOrder,
    /// Answers to questions that nothing asks.
    Unasked,
    /// Dates of what happened are after the day that it is judged at.
    DatesAhead,
    /// Some of its cells say that nothing is known, such as TBC.
    NothingSaid,
    /// Some of its values are withheld, as small numbers are.
    Withheld,
}

/// One thing that wants mending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedAttention {
    /// The kind.
    pub kind: Attention,
    /// What it is, in words.
    pub what: String,
    /// One likely fix.
    pub fix: String,
}

const GIVE_A_DATE: &str = "add `dated` for it to `evidence.toml`, or put a date in its name, as in \
    `complaints-2026-09-30.csv`";

const EXPORT_WITH_ROWS: &str = "export it again with its rows, or take it out";

/// What wants mending about a list that is judged, waits, or lies ahead.
pub(super) fn of_table(
    table: &ListedTable,
    source: Option<&Source>,
    evidence: &Evidence,
) -> Vec<ListedAttention> {
    let mut all: Vec<ListedAttention> = template(table).into_iter().collect();
    all.extend(match table.role {
        None | Some(Role::History) => return all,
        Some(Role::Future) => return vec![ahead(table.dated)],
        Some(Role::Question) => vec![one(
            Attention::Question,
            "another list holds the same rows, and nothing says which to judge",
            "say in `evidence.toml` which is `use = \"judge\"`, `\"history\"` or `\"part\"`",
        )],
        Some(Role::Judged | Role::Unreadable) => Vec::new(),
    });
    all.extend(voided(table));
    all.extend(unreadable_columns(table, evidence));
    let missing = table.wanted.iter().filter(|w| w.required);
    all.extend(missing.map(column_missing));
    let columns = table.columns.iter();
    let required = columns.filter(|c| c.required && !c.may_be_blank && table.rows > 0);
    let blank = required.filter(|c| c.cells.is_some_and(|cells| cells.filled == 0));
    all.extend(blank.map(|column| {
        one(
            Attention::ColumnBlank,
            format!("`{}` is blank in every row", column.column),
            format!("export it with \"{}\" filled in", column.heading),
        )
    }));
    all.extend(shrunk(table));
    all.extend(age(table, source));
    all.extend(around::of(table));
    all.extend(cells::of(table));
    all
}

/// What lies on the sheet of a list, whatever became of the list.
pub(super) fn around(table: &ListedTable) -> impl Iterator<Item = ListedAttention> {
    around::of(table)
}

/// What wants mending about a list of headings and no rows, which says nothing.
pub(super) fn empty() -> ListedAttention {
    one(
        Attention::Empty,
        "it holds headings and no rows, so nothing is known by it",
        EXPORT_WITH_ROWS,
    )
}

/// Answers to a question that no criterion asks, so that nothing rests on them.
pub(super) fn unasked(found: &Unasked) -> ListedAttention {
    let [noun, is] = if found.answers == 1 {
        ["answer", "is"]
    } else {
        ["answers", "are"]
    };
    let question = match &found.question {
        Some(question) => format!("`{question}`"),
        None => "a question".to_owned(),
    };
    let what = format!(
        "{} {noun} {is} to {question}, which no criterion asks",
        found.answers
    );
    let fix = match &found.near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "correct the question, or take the answer out".to_owned(),
    };
    one(Attention::Unasked, what, fix)
}

/// What wants mending about a hidden sheet, or a table of a document, that fits a dataset and holds rows.
pub(super) fn of_hidden(table: &TableFound) -> Option<ListedAttention> {
    let dataset = table.fits.as_ref().filter(|_| table.rows > 0)?;
    if table.is_of_document() {
        let noun = if table.rows == 1 { "row" } else { "rows" };
        return Some(one(
            Attention::OfDocument,
            format!(
                "a table in it fits `{dataset}` ({} {noun}) and is not read as a list",
                table.rows
            ),
            "copy the table to a sheet of a workbook if it is the list",
        ));
    }
    Some(one(
        Attention::Hidden,
        format!("a hidden sheet fits `{dataset}` and is not counted"),
        "show the sheet if it is the list, or say `dataset = \"none\"` for it in `evidence.toml`",
    ))
}

/// What was written into a template where it does not count, or against its rows.
fn template(table: &ListedTable) -> Option<ListedAttention> {
    if let Some(Aside::Example(rows @ 1..)) = table.aside {
        let noun = if rows == 1 { "row is" } else { "rows are" };
        return Some(one(
            Attention::Template,
            format!("{rows} {noun} on the example, which is not counted"),
            "move what is yours to the list itself",
        ));
    }
    match table.nothing? {
        Nothing::Unclear => Some(one(
            Attention::Template,
            format!("what stands beside `{NOTHING}` on its first row is no date"),
            "write the day there, or clear it",
        )),
        Nothing::On(_) if table.rows > 0 => Some(one(
            Attention::Template,
            format!(
                "its first row says that there was nothing to record, but its rows count ({})",
                table.rows
            ),
            "clear the day, or the rows",
        )),
        Nothing::On(_) | Nothing::Unsaid => None,
    }
}

/// What wants mending about a document.
pub(super) fn of_document(source: &Source) -> Vec<ListedAttention> {
    match source.role {
        Role::Future => vec![ahead(source.dated)],
        Role::Judged | Role::Question | Role::Unreadable | Role::History => {
            if let Some(day) = source.dated {
                return weak(source.dated_by, day).into_iter().collect();
            }
            let what = dated::undated(&source.dataset, None, false);
            let told = not_read(source, &what);
            vec![told.unwrap_or_else(|| one(Attention::Undated, what, GIVE_A_DATE))]
        }
    }
}

fn one(kind: Attention, what: impl Into<String>, fix: impl Into<String>) -> ListedAttention {
    ListedAttention {
        kind,
        what: what.into(),
        fix: fix.into(),
    }
}

fn ahead(dated: Option<Day>) -> ListedAttention {
    let day = dated.map_or_else(String::new, |day| format!(" ({})", day.long()));
    one(
        Attention::Future,
        format!("dated after the as-at date{day}, so not used"),
        "correct its date, or run with a later `--as-at`",
    )
}

/// What there is to say of how old a list is.
fn age(table: &ListedTable, source: Option<&Source>) -> Vec<ListedAttention> {
    if !table.joined.is_none_or(Joined::date_counts) {
        return Vec::new();
    }
    let Some(day) = table.dated else {
        let dataset = table.dataset.as_deref().unwrap_or_default();
        let what = dated::undated(dataset, table.expires, table.ageless);
        if let Some(told) = source.and_then(|source| not_read(source, &what)) {
            return vec![told];
        }
        let fix = match table.expires {
            Some(_) => "export it again, with its date in its name",
            None => GIVE_A_DATE,
        };
        return vec![one(Attention::Undated, what, fix)];
    };
    let mend = match table.joined {
        Some(Joined::Gap { after, before, .. }) => format!(
            "add the instalment of its log between {} and {}, or give the log in one extract",
            after.long(),
            before.long()
        ),
        Some(Joined::Earlier | Joined::Instalment { .. } | Joined::Newest { .. }) | None => {
            "export it again".to_owned()
        }
    };
    let stale = table.expires.filter(|_| table.stale).map(|last| {
        let since = last.plus_days(1).long();
        one(Attention::Stale, format!("out of date since {since}"), mend)
    });
    let weak = table.dated_by.and_then(|by| weak(by, day));
    stale.into_iter().chain(weak).collect()
}

/// That what is undated has in its name what looks like a date and is not read.
fn not_read(source: &Source, undated: &str) -> Option<ListedAttention> {
    let found = dated::not_read_in_names(&source.path, source.sheet.as_deref())?;
    let fix = match found.day {
        Some(day) => format!("write it as `{day}`, or add `dated = {day}` for it to `evidence.toml`"),
        None => "write the day that it speaks for into the name, as in `2026-09-30`, or add `dated` for \
                 it to `evidence.toml`"
            .to_owned(),
    };
    let what = format!(
        "`{}` in its name is not read as a date, so it is {undated}",
        found.text
    );
    Some(one(Attention::Undated, what, fix))
}

/// That only the time of the last save says how old something is.
fn weak(by: DatedBy, day: Day) -> Option<ListedAttention> {
    match by {
        DatedBy::Modified => Some(one(
            Attention::WeakDate,
            format!(
                "dated {} only by when it was last saved, which any save moves",
                day.long()
            ),
            GIVE_A_DATE,
        )),
        DatedBy::Manifest
        | DatedBy::FrontMatter
        | DatedBy::Notes
        | DatedBy::Property
        | DatedBy::Register
        | DatedBy::Name
        | DatedBy::Undated => None,
    }
}

/// That it was read for nothing, as another part of the same list could not be.
fn voided(table: &ListedTable) -> Option<ListedAttention> {
    let (first, rest) = table.voided_by.split_first()?;
    let more = match rest.len() {
        0 => String::new(),
        1 => ", and 1 more of its files gave none either".to_owned(),
        more => format!(", and {more} more of its files gave none either"),
    };
    let what = format!("read but not used, as {}{more}", first.why);
    Some(one(Attention::Voided, what, first.fix.clone()))
}

fn unreadable_columns<'a>(
    table: &'a ListedTable,
    evidence: &'a Evidence,
) -> impl Iterator<Item = ListedAttention> + 'a {
    let list = table.dataset.as_ref().and_then(|id| evidence.lists.get(id));
    let columns = list.into_iter().flat_map(|list| list.unreadable.keys());
    let here = columns.filter_map(|name| {
        let column = table.columns.iter().find(|c| c.column == *name)?;
        let cells = column.cells?;
        let unreadable = cells
            .unreadable
            .filter(|bad| *bad > 0 || of_no_code(cells))?;
        Some((column, cells, unreadable))
    });
    here.map(|(column, cells, unreadable)| {
        let untold = table.dates.iter().find(|d| d.heading == column.heading);
        if let Some((untold, fix)) = untold.and_then(|untold| Some((untold, untold.fix()?))) {
            let what = format!(
                "{}, so none of them is used and what needs `{}` is not known",
                untold.what(),
                column.column
            );
            return one(Attention::UnreadableColumn, what, fix);
        }
        let dataset = table.dataset.as_deref().unwrap_or_default();
        let add = format!(
            "to `codes` of `{}` in the dataset `{dataset}` of the rules",
            column.column
        );
        if of_no_code(cells) {
            return one(
                Attention::UnreadableColumn,
                format!(
                    "no cell of `{}` holds one of its codes, so what needs it is not known",
                    column.column
                ),
                format!("add the spellings that stand for them {add}"),
            );
        }
        let what = if unreadable == cells.filled {
            format!("`{}` could not be read", column.column)
        } else {
            format!(
                "{unreadable} of {} cells of `{}` could not be read",
                cells.filled, column.column
            )
        };
        one(
            Attention::UnreadableColumn,
            format!("{what}, so what needs it is not known"),
            if is_mostly_codes(table, &column.heading) {
                format!(
                    "correct the cells under \"{}\", or add the spellings used {add}",
                    column.heading
                )
            } else {
                format!("mend or export again the column \"{}\"", column.heading)
            },
        )
    })
}

/// Whether every cell that could be read holds a value that is none of the codes of its column.
fn of_no_code(cells: ListedCells) -> bool {
    let read = cells.filled.saturating_sub(cells.unreadable.unwrap_or(0));
    cells.others > 0 && cells.others == read
}

/// Whether most of the cells under a heading that could not be read are none of the codes of their column.
fn is_mostly_codes(table: &ListedTable, heading: &str) -> bool {
    let faults = table
        .problems
        .iter()
        .filter(|problem| problem.heading == heading && problem.kind.effect() == Effect::Unread);
    let [codes, all] = faults.fold([0, 0], |[codes, all]: [usize; 2], problem| {
        let is_code = problem.kind == ProblemKind::NotACode;
        [codes + usize::from(is_code), all + 1]
    });
    codes * 2 > all
}

fn column_missing(missing: &ListedMissing) -> ListedAttention {
    let fix = match (&missing.near, &missing.heading) {
        (Some(near), _) => format!("did you mean `{near}`? Map it in `reinspect.toml`"),
        (None, Some(heading)) => format!("export it with a column \"{heading}\""),
        (None, None) => "export it with that column".to_owned(),
    };
    one(
        Attention::ColumnMissing,
        format!(
            "`{}` is not there, and the list is incomplete without it",
            missing.column
        ),
        fix,
    )
}

fn shrunk(table: &ListedTable) -> Option<ListedAttention> {
    let previous = table.previous.as_ref()?;
    (previous.rows_now * 2 < previous.rows).then(|| {
        one(
            Attention::Shrunk,
            format!(
                "{} rows where the extract before it has {}",
                previous.rows_now, previous.rows
            ),
            "check that the export is whole and not filtered",
        )
    })
}
