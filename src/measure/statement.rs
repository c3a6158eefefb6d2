//! `statement`: a named role's answer.

use crate::calendar::Day;
use crate::pack::KindOfEvidence;
use crate::pack::measures::{Cap, Statement};
use crate::state::{Reason, State};
use crate::table::{Cell, Column, Origin, SCALE, Values};

use super::english;
use super::lists::{At, Needed, Provenance, Stop, WhenNone};
use super::rows::{Rows, When};
use super::{Decides, Inputs, Measured, Outcome, Record, RowVerdict, Verdict};

/// The list of statements.
pub const DATASET: &str = "statements";

const QUESTION: &str = "question";
const BY: &str = "by";
const ANSWERED_ON: &str = "answered_on";
const ANSWER: &str = "answer";
const SOURCES: &str = "sources";

impl Decides for Statement {
    fn kind_of_evidence(&self) -> KindOfEvidence {
        KindOfEvidence::Statement
    }

    fn decide(
        &self,
        inputs: &Inputs<'_>,
        age_at: Day,
        record: Option<&mut Record<'_>>,
    ) -> Measured {
        let answer = match self.latest(inputs) {
            Ok(answer) => answer,
            Err(stop) => {
                let list = Needed::list(DATASET, WhenNone::Counts);
                return Provenance::of_lists(inputs, &[list]).with(stop.into());
            }
        };
        if let Some(record) = record {
            record(RowVerdict {
                dataset: DATASET,
                row: answer.row,
                origin: answer.origin,
                verdict: Verdict::Counts,
            });
        }
        let expires = inputs.pack.calendar.plus(answer.on, self.within).ok();
        let source = answer.origin.source;
        let provenance = Provenance::of_source(source, KindOfEvidence::Statement, expires, false);
        let outcome = self.judge(inputs, &answer, age_at);
        Measured {
            answered: Some(answer.on),
            ..provenance.with(outcome.unwrap_or_else(Outcome::from))
        }
    }
}

/// The answer that stands.
struct Answer {
    row: usize,
    origin: Origin,
    on: Day,
    state: State,
    /// Sources that it names, in millionths.
    sources: i64,
    /// Why a later answer of the same role is not used.
    passed_over: Option<&'static str>,
}

/// An answer after the day of the run has not been given.
const AFTER_AS_AT: &str = "is dated after the day of this run, so it is not used";

/// A list cannot hold an answer that was given after it was drawn up.
const AFTER_ITS_LIST: &str = "is dated after the day that its list speaks for, so it is not used";

impl Statement {
    /// The latest answer by that role to that question.
    ///
    /// An answer carries its own day. The day of its list matters only where it comes before that.
    fn latest(&self, inputs: &Inputs<'_>) -> Result<Answer, Stop> {
        let at = At {
            inputs,
            day: inputs.as_at,
        };
        if !inputs.evidence.lists.contains_key(DATASET) {
            return Err(self.awaited("no list of statements was found"));
        }
        let rows = Rows::filtered(&at, DATASET, None)?;
        if rows.table.rows() == 0 {
            return Err(self.awaited("the list of statements has no rows"));
        }
        let needed = [QUESTION, BY, ANSWERED_ON, ANSWER];
        at.stands(&Needed::list(DATASET, WhenNone::Counts).with(needed))?;
        let dates = rows.dates(ANSWERED_ON)?;
        let (question, by) = (rows.table.column(QUESTION), rows.table.column(BY));
        let (answers, sources) = (rows.table.column(ANSWER), rows.table.column(SOURCES));
        let mut latest: Option<(Day, Option<State>, usize)> = None;
        let mut undated: Option<State> = None;
        let mut passed_over: Option<(Day, &str)> = None;
        for row in 0..rows.table.rows() {
            if !says(question, row, &self.question) || !says(by, row, &self.by) {
                continue;
            }
            let state = answers.and_then(|column| state(column, row));
            match dates.at(row) {
                When::On(day) if drawn_up(inputs, &rows, row).is_some_and(|list| list < day) => {
                    passed_over = passed_over.max(Some((day, AFTER_ITS_LIST)));
                }
                When::On(day) if latest.is_none_or(|l| supersedes((day, state), l)) => {
                    latest = Some((day, state, row));
                }
                When::On(_) => {}
                When::AfterAsAt => passed_over = passed_over.max(Some((Day::MAX, AFTER_AS_AT))),
                // An undated answer is never used, but a worse one is not passed over in silence.
                When::Blank => undated = undated.max(state),
            }
        }
        let Some((on, state, row)) = latest else {
            return Err(match passed_over {
                Some((_, why)) => self.awaited(&format!(
                    "the only dated answer by that role to this question {why}"
                )),
                None => self.awaited("there is no dated answer by that role to this question"),
            });
        };
        let Some(state) = state else {
            return Err(self.awaited("the latest answer is blank or unreadable"));
        };
        if undated > Some(state) {
            let why = "another answer by that role has no date and says less than the dated one";
            return Err(Stop::NotKnown(Reason::Blanks, why.to_owned()));
        }
        let number = sources.map(|column| column.cell(row));
        Ok(Answer {
            row,
            origin: rows
                .table
                .origin(row)
                .unwrap_or(Origin { source: 0, line: 0 }),
            on,
            state,
            sources: if let Some(Cell::Number(number)) = number {
                number
            } else {
                0
            },
            passed_over: passed_over.filter(|(day, _)| *day > on).map(|(_, why)| why),
        })
    }

    fn awaited(&self, why: &str) -> Stop {
        let role = &self.by;
        let why = format!(
            "{why}; the {role} is asked for an answer no older than {}",
            self.within
        );
        Stop::NotKnown(Reason::AwaitingStatement, why)
    }

    fn judge(&self, inputs: &Inputs<'_>, answer: &Answer, age_at: Day) -> Result<Outcome, Stop> {
        let (role, on) = (&self.by, answer.on.long());
        if !inputs
            .pack
            .calendar
            .within(answer.on, age_at, self.within)?
        {
            let why = format!(
                "the {role} answered on {on}, and an answer stands for {}{}",
                self.within,
                answer.not_used()
            );
            return Err(Stop::NotKnown(Reason::Stale, why));
        }
        let needed = i128::from(self.sources_at_least) * i128::from(SCALE);
        let sourced = i128::from(answer.sources) >= needed;
        let mut state = answer.state;
        if !sourced {
            state = state.max(State::Nearly);
        }
        state = match self.cap {
            Cap::Met => state,
            Cap::Nearly => state.max(State::Nearly),
        };
        let mut found = vec![format!(
            "the {role} answered {} on {on}",
            word(answer.state)
        )];
        if self.sources_at_least > 0 {
            found.push(format!(
                "naming {}",
                sources(u64::try_from(answer.sources / SCALE).unwrap_or(0))
            ));
        }
        if !sourced {
            found.push("too few for more than nearly met".to_owned());
        }
        Ok(Outcome::Decided {
            state,
            found: found.join(", ") + &answer.not_used(),
            expected: self.expected(),
        })
    }

    fn expected(&self) -> String {
        let (role, limit, least) = (&self.by, self.within, self.sources_at_least);
        let mut parts = vec![format!(
            "an answer of met by the {role}, no more than {limit} old"
        )];
        if least > 0 {
            parts.push(format!("naming at least {}", sources(least)));
        }
        let capped = match self.cap {
            Cap::Met => "",
            Cap::Nearly => "; a statement alone is at most nearly met",
        };
        parts.join(", ") + capped
    }
}

impl Answer {
    /// That a later answer is not used, and why, as it ends a sentence.
    fn not_used(&self) -> String {
        let said = |why| format!("; a later answer {why}");
        self.passed_over.map(said).unwrap_or_default()
    }
}

/// The day that the list speaks for in which a row was found.
fn drawn_up(inputs: &Inputs<'_>, rows: &Rows<'_>, row: usize) -> Option<Day> {
    let source = rows.table.origin(row)?.source;
    inputs.evidence.sources.get(source)?.dated
}

/// Whether an answer stands in the place of another: a later one, or a worse one of the same day.
fn supersedes(new: (Day, Option<State>), old: (Day, Option<State>, usize)) -> bool {
    // No readable answer is the worst of all.
    let rank = |state: Option<State>| state.unwrap_or(State::NotKnown);
    (new.0, rank(new.1)) > (old.0, rank(old.1))
}

/// Whether a cell says this, whatever its capitals and spaces.
fn says(column: Option<&Column>, row: usize, wanted: &str) -> bool {
    let Some(Cell::Text(text)) = column.map(|c| c.cell(row)) else {
        return false;
    };
    let words = |text: &str| text.to_lowercase().replace('’', "'");
    let (text, wanted) = (words(text), words(wanted));
    text.split_whitespace().eq(wanted.split_whitespace())
}

/// The state that an answer names.
fn state(column: &Column, row: usize) -> Option<State> {
    let word = match (column.cell(row), &column.values) {
        (Cell::Code(code), Values::Code(_, names)) => names.get(usize::from(code))?.as_str(),
        (Cell::Text(text), _) => text,
        (Cell::Code(_) | Cell::Date(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Blank, _) => {
            return None;
        }
    };
    match word {
        "met" => Some(State::Met),
        "nearly" => Some(State::Nearly),
        "not_met" => Some(State::NotMet),
        _ => None,
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Nearly => "nearly met",
        State::NotMet => "not met",
        State::NotKnown => "not known",
        State::NotApplicable => "not applicable",
    }
}

fn sources(count: u64) -> String {
    english::so_many(count, "sources")
}
