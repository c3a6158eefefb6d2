//! The list of improvement actions: what is in hand, overdue or done, and for what.

use super::{Evidence, Standing};
use crate::calendar::Day;
use crate::diagnostic::EvidencePlace;

/// The dataset that holds them.
pub const DATASET: &str = "improvement_actions";
/// Its columns that are read.
pub const COLUMNS: &[&str] = &["criterion", "finding", "due_on", "closed_on", "status"];

/// One improvement action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Slugs of the criteria that it is for.
    pub criteria: Vec<String>,
    /// Ids of the findings that it is for, folded.
    pub findings: Vec<String>,
    /// How it stands.
    pub stands: Stands,
    /// When it is due.
    pub due: Option<Day>,
}

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// Open and past its due date, or marked as overdue.
    Overdue,
    /// Open without a due date that could be read, so nobody can tell that it is not late.
    Undated,
    /// Open and not late.
    InHand,
    /// Finished.
    Done,
    /// No longer pursued.
    Stopped,
}

/// Every action of the list that stands, as it was on a day; none when there is no such list.
pub fn read(evidence: &Evidence, as_at: Day) -> Vec<Action> {
    let Some(list) = evidence.lists.get(DATASET) else {
        return Vec::new();
    };
    let Standing::Rows(table) = &list.standing else {
        return Vec::new();
    };
    let word = |name, row| table.column(name).and_then(|c| c.word(row));
    let day = |name: &str, row| {
        let readable = !list.unreadable.contains_key(name);
        let column = table.column(name).filter(|_| readable);
        column.and_then(|c| c.day(row))
    };
    (0..table.rows())
        .map(|row| {
            let due = day("due_on", row);
            // A closing date after as-at has not happened.
            let closed = day("closed_on", row).is_some_and(|closed| closed <= as_at);
            Action {
                criteria: word("criterion", row).map(slugs).unwrap_or_default(),
                findings: word("finding", row).map(ids).unwrap_or_default(),
                stands: match word("status", row) {
                    Some("stopped") => Stands::Stopped,
                    Some("done") => Stands::Done,
                    _ if closed => Stands::Done,
                    Some("overdue") => Stands::Overdue,
                    _ => match due {
                        Some(due) if due < as_at => Stands::Overdue,
                        Some(_) => Stands::InHand,
                        None => Stands::Undated,
                    },
                },
                due,
            }
        })
        .collect()
}

/// The first row whose cell of a dataset's column names a criterion.
pub fn first_naming(
    evidence: &Evidence,
    [dataset, column]: [&str; 2],
    criterion: &str,
) -> Option<EvidencePlace> {
    let Standing::Rows(table) = &evidence.lists.get(dataset)?.standing else {
        return None;
    };
    let words = table.column(column)?;
    let names = |row: &usize| {
        let word = words.word(*row);
        word.is_some_and(|word| slugs(word).iter().any(|slug| slug == criterion))
    };
    let origin = table.origin((0..table.rows()).find(names)?)?;
    let source = evidence.sources.get(origin.source)?;
    let list = EvidencePlace::new(source.path.clone(), source.sheet.as_deref());
    Some(list.row(origin.line))
}

/// The slugs in a cell that names criteria, split at commas, semicolons and spaces.
pub fn slugs(text: &str) -> Vec<String> {
    split(text, |c| c == ',' || c == ';' || c.is_whitespace())
}

/// The ids in a cell that names findings, split at commas and semicolons.
pub fn ids(text: &str) -> Vec<String> {
    split(text, |c| c == ',' || c == ';')
}

/// An id as it is compared: trimmed and in lower case.
pub fn fold(id: &str) -> String {
    id.trim().trim_matches(['`', '"', '\'']).to_lowercase()
}

fn split(text: &str, at: impl Fn(char) -> bool) -> Vec<String> {
    let parts = text.split(at).map(fold).filter(|part| !part.is_empty());
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        if !kept.contains(&part) {
            kept.push(part);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::Stands::{Done, InHand, Overdue, Stopped, Undated};
    use super::*;
    use crate::assess::fixture::{day, list, with_list};
    use crate::table::ColumnType::{Code, Date, Text};

    #[test]
    fn an_action_stands_as_its_dates_and_its_status_say() {
        let columns = [
            ("criterion", Text),
            ("finding", Text),
            ("due_on", Date),
            ("closed_on", Date),
            ("status", Code),
        ];
        let rows = "\
            a; B-c  | F1, AFI 2 | 2026-12-01 | -          | open
            a       | -         | 2026-11-21 | -          | in_progress
            a       | -         | 2026-11-22 | -          | in_progress
            a       | -         | 2026-12-01 | -          | overdue
            a       | -         | 2026-11-01 | 2026-11-22 | open
            a       | -         | 2026-12-01 | 2026-11-23 | open
            -       | -         | -          | -          | done
            -       | -         | -          | -          | stopped
            -       | -         | -          | -          | -";
        let evidence = with_list(Evidence::default(), DATASET, list(&columns, rows));
        let actions = read(&evidence, day("2026-11-22"));
        let stands: Vec<Stands> = actions.iter().map(|a| a.stands).collect();
        assert_eq!(
            stands,
            [
                InHand, Overdue, InHand, Overdue, Done, InHand, Done, Stopped, Undated
            ]
        );
        assert_eq!(actions[0].criteria, ["a", "b-c"]);
        assert_eq!(actions[0].findings, ["f1", "afi 2"]);
        assert_eq!(actions[0].due, Some(day("2026-12-01")));
        assert!(read(&Evidence::default(), day("2026-11-22")).is_empty());
    }

    #[test]
    fn a_due_date_that_cannot_be_read_makes_no_action_look_in_hand() {
        // A cell that could not be read arrives blank; a whole column may be unreadable too.
        let columns = [("due_on", Date), ("status", Code)];
        let rows = "2026-11-21 | open \n - | open \n 2026-12-01 | open \n - | overdue";
        let stands = |unreadable: bool| -> Vec<Stands> {
            let mut actions = list(&columns, rows);
            if unreadable {
                let why = "`Due date` is written month first".to_owned();
                actions.unreadable.insert("due_on".to_owned(), why);
            }
            let evidence = with_list(Evidence::default(), DATASET, actions);
            let actions = read(&evidence, day("2026-11-22"));
            actions.iter().map(|action| action.stands).collect()
        };
        assert_eq!(stands(false), [Overdue, Undated, InHand, Overdue]);
        assert_eq!(stands(true), [Undated, Undated, Undated, Overdue]);
    }
}
