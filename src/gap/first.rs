//! What to do before anything else: what to put where, so that a criterion can be judged at all.

use crate::evidence::{Evidence, Standing};
use crate::judge::{Reason, StateResult};
use crate::measure::{self, Measured, Outcome, STATEMENTS, Unfilled, english};
use crate::pack::{Criterion, Dataset, Measure, Pack};

/// What to put in the evidence folder, whom to ask, what to fill in or to mend; none where the criterion
/// is known, and where its evidence is only too old.
pub fn first(
    pack: &Pack,
    evidence: &Evidence,
    criterion: &Criterion,
    measured: &Measured,
    today: &StateResult,
) -> Option<String> {
    match today.reason? {
        Reason::NoEvidence => match &criterion.measure {
            Measure::Document(document) => Some(format!(
                "Put this in the evidence folder: {}.",
                document.expected()
            )),
            Measure::Statement(_) => lists(pack, evidence, &[(STATEMENTS, Vec::new())]),
            Measure::Share(_)
            | Measure::OnTime(_)
            | Measure::UpToDate(_)
            | Measure::Repeat(_)
            | Measure::PerSubject(_)
            | Measure::Duration(_)
            | Measure::Count(_)
            | Measure::Ratio(_) => {
                let needed = measure::lists_of(criterion).into_iter();
                let needed: Vec<_> = needed
                    .map(|(id, columns)| (id, columns.into_iter().collect()))
                    .collect();
                lists(pack, evidence, &needed)
            }
        },
        Reason::AwaitingStatement => asked(pack, criterion),
        Reason::Blanks => fill_in(pack, measured),
        Reason::TooFew => Some(
            "Check that the lists are whole and reach back far enough. If they are, there is nothing \
             to mend: look at each of these yourselves."
                .to_owned(),
        ),
        Reason::Unreadable => Some(
            "Run `reinspect evidence list`, and mend the file, column or cells that it names.".to_owned(),
        ),
        Reason::Unresolved => Some(
            "Run `reinspect evidence list`, and answer its question in `evidence.toml`.".to_owned(),
        ),
        Reason::CouldNotCompute => Some(match criterion.measure.figure() {
            Some(figure) => format!("Give the figure `{figure}` in the settings, under `[figures]`."),
            None => "Tell whoever looks after the rules what stands above: no evidence mends it.".to_owned(),
        }),
        // What to do about age is to make the evidence anew, which the gap says.
        Reason::Stale | Reason::Withheld => None,
    }
}

/// Lists that are not there, then columns and rows that are not in a list that is.
fn lists(pack: &Pack, evidence: &Evidence, needed: &[(&str, Vec<&str>)]) -> Option<String> {
    let known = |id: &str| pack.datasets.get(id);
    let absent = || {
        let absent = needed.iter().map(|(id, _)| *id);
        absent.filter(|id| !evidence.lists.contains_key(*id))
    };
    let titled = |id: &str| known(id).map(|dataset| format!("`{}`", dataset.title));
    let missing: Vec<String> = absent()
        .filter(|id| evidence.ahead(id).is_none())
        .filter_map(titled)
        .collect();
    let mut said: Vec<String> = absent()
        .filter_map(|id| Some((evidence.ahead(id)?, titled(id)?)))
        .map(|(day, title)| {
            format!(
                "Correct the date of the list {title}, or judge on {} or later.",
                day.long()
            )
        })
        .collect();
    match missing.as_slice() {
        [] => {}
        [one] => said.push(format!("Put the list {one} in the evidence folder.")),
        several => said.push(format!(
            "Put the lists {} in the evidence folder.",
            several.join(" and ")
        )),
    }
    said.extend(needed.iter().filter_map(|(id, columns)| {
        let list = evidence.lists.get(*id)?;
        match &list.standing {
            Standing::Rows(table) => lacking(
                known(id)?,
                columns,
                |c| table.column(c).is_some(),
                table.rows(),
            ),
            Standing::Unreadable(_) | Standing::Unresolved(_) => None,
        }
    }));
    (!said.is_empty()).then(|| said.join(" "))
}

/// What a list that is there lacks: columns, or any row.
fn lacking(
    dataset: &Dataset,
    columns: &[&str],
    is_there: impl Fn(&str) -> bool,
    rows: usize,
) -> Option<String> {
    let missing = columns.iter().filter(|column| !is_there(column));
    let headings: Vec<&str> = missing.map(|column| dataset.heading(column)).collect();
    let title = &dataset.title;
    match headings.as_slice() {
        [] if rows == 0 => Some(format!("Export the list `{title}` again: it has no rows.")),
        [] => None,
        [one] => Some(format!("Add the column `{one}` to the list `{title}`.")),
        several => Some(format!(
            "Add the columns {} to the list `{title}`.",
            english::quoted(several)
        )),
    }
}

fn asked(pack: &Pack, criterion: &Criterion) -> Option<String> {
    let Measure::Statement(statement) = &criterion.measure else {
        return None;
    };
    let list = pack.datasets.get(STATEMENTS);
    let list = list.map_or(STATEMENTS, |dataset| dataset.title.as_str());
    Some(format!(
        "Ask the {} to answer the question `{}` in the list `{list}`, with the day of the answer.",
        statement.by, statement.question
    ))
}

/// The columns in which nobody has answered.
fn fill_in(pack: &Pack, measured: &Measured) -> Option<String> {
    let (Outcome::Measured(m) | Outcome::TooFew(m, _)) = &measured.outcome else {
        return None;
    };
    let dataset = |column: &Unfilled| pack.datasets.get(&column.dataset);
    let title = &dataset(m.unanswered.first()?)?.title;
    let headings: Vec<&str> = m.unanswered.iter().map(|c| c.heading.as_str()).collect();
    Some(format!(
        "Fill in {} in the list `{title}`: nobody has answered.",
        english::quoted(&headings)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{
        criterion, document, evidence, measured, measurement, pack, statement,
    };
    use crate::evidence::{Role, Source};
    use crate::pack::measures::Cap;
    use crate::table::ColumnType;

    fn said(criterion: &Criterion, evidence: &Evidence, reason: Reason) -> Option<String> {
        let today = StateResult::not_known(reason, "why");
        let measured = measured(Outcome::NotKnown(reason, "why".to_owned()));
        first(&pack(Vec::new()), evidence, criterion, &measured, &today)
    }

    #[test]
    fn every_other_reason_has_a_first_step_but_age_whose_step_the_gap_says() {
        let visits = criterion("a");
        let said = |reason| said(&visits, &evidence(), reason);
        let begins = |reason, words: &str| assert!(said(reason).unwrap().starts_with(words));
        begins(Reason::TooFew, "Check that the lists are whole");
        begins(
            Reason::Unreadable,
            "Run `reinspect evidence list`, and mend",
        );
        begins(
            Reason::Unresolved,
            "Run `reinspect evidence list`, and answer",
        );
        begins(
            Reason::CouldNotCompute,
            "Tell whoever looks after the rules",
        );
        assert_eq!(said(Reason::Stale), None);
    }

    #[test]
    fn it_says_what_to_put_in_the_folder() {
        let none = Evidence::default();
        let visits = criterion("a");
        assert_eq!(
            said(&visits, &none, Reason::NoEvidence).unwrap(),
            "Put the list `Visits` in the evidence folder."
        );
        let mut plan = document("a");
        let Measure::Document(wanted) = &mut plan.measure else {
            panic!("{plan:?}");
        };
        wanted.matches = vec!["*sufficiency*".to_owned()];
        let said_of_plan = said(&plan, &none, Reason::NoEvidence).unwrap();
        let start = "Put this in the evidence folder: a document named with \"sufficiency\"";
        assert!(said_of_plan.starts_with(start), "{said_of_plan}");
        // What is too old is made anew, which is not told here.
        assert_eq!(said(&visits, &none, Reason::Stale), None);
    }

    #[test]
    fn a_list_of_a_day_to_come_is_there_and_is_not_asked_for_again() {
        let mut found = Evidence::default();
        for day in ["2026-11-30", "2026-10-30"] {
            let ahead = crate::assess::fixture::source("visits.csv", "visits", Some(day));
            found.sources.push(Source {
                role: Role::Future,
                ..ahead
            });
        }
        assert_eq!(
            said(&criterion("a"), &found, Reason::NoEvidence).unwrap(),
            "Correct the date of the list `Visits`, or judge on 30 October 2026 or later."
        );
    }

    #[test]
    fn it_says_which_columns_a_list_lacks() {
        let mut found = evidence();
        let list = crate::assess::fixture::list(&[("team", ColumnType::Text)], "north");
        found.lists.insert("visits".to_owned(), list);
        assert_eq!(
            said(&criterion("a"), &found, Reason::NoEvidence).unwrap(),
            "Add the columns `due_on`, `visited_on` to the list `Visits`."
        );
    }

    #[test]
    fn it_says_whom_to_ask() {
        assert_eq!(
            said(
                &statement("a", Cap::Met),
                &Evidence::default(),
                Reason::AwaitingStatement
            )
            .unwrap(),
            "Ask the Director of Children's Services to answer the question `question` in the list \
             `statements`, with the day of the answer."
        );
    }

    #[test]
    fn it_says_which_column_nobody_has_answered() {
        let mut m = measurement(0, 60);
        m.unanswered = vec![Unfilled {
            dataset: "visits".to_owned(),
            column: "seen_alone".to_owned(),
            heading: "Seen alone".to_owned(),
            of: "visits".to_owned(),
            rows: 60,
        }];
        let found = measured(Outcome::Measured(Box::new(m)));
        let today = StateResult::not_known(Reason::Blanks, "why");
        let pack = pack(Vec::new());
        let said = |found| first(&pack, &evidence(), &criterion("a"), found, &today);
        assert_eq!(
            said(&found).unwrap(),
            "Fill in `Seen alone` in the list `Visits`: nobody has answered."
        );
        // Single blanks are filled in by the practice advice and the shortfall.
        let some = measured(Outcome::Measured(Box::new(measurement(0, 60))));
        assert_eq!(said(&some), None);
    }
}
