//! Small changes to a condition, to find out whether a rule test would notice them.
//!
//! What comes out is written in the language again and typed like any other condition, so a change
//! that `rules check` would refuse is none.

mod alike;
mod relations;
mod values;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::tree::{Codes, Test, Value};
use super::written::Writer;
use super::{Condition, Field};
use relations::Of;
use values::{Moved, Values};

#[cfg(test)]
pub(super) use alike::key;

/// A condition with one small change, and what would show it.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The changed condition.
    pub condition: Condition,
    /// What kind of change it is.
    pub kind: Change,
    /// What was changed, as it follows "with" or "without" in a sentence.
    pub how: String,
    /// The row that would show the change, as it follows "a row" in a sentence.
    pub shows: String,
}

/// What kind of change is made to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A number or a day moved by one.
    Limit,
    /// A comparison that takes the limit itself in or leaves it out, or says the opposite.
    Comparison,
    /// A part left out.
    Part,
    /// Another column of the same type.
    Column,
    /// One code taken out of a list.
    Code,
}

/// A test with one small change.
struct Changed {
    test: Test,
    kind: Change,
    how: String,
    shows: String,
}

impl Condition {
    /// The condition with each small change made by itself, those that make no difference left out.
    ///
    /// `fields` are all columns of the dataset; `others` names those that a column is exchanged for.
    pub fn mutants(&self, fields: &[Field], others: &dyn Fn(&str) -> Vec<String>) -> Vec<Mutant> {
        let mut known = self.fields.clone();
        let is_new = |f: &&Field| !self.fields.iter().any(|own| own.name == f.name);
        known.extend(fields.iter().filter(is_new).cloned());
        let writer = Writer { fields: &known };
        let exchanged = |column: usize| exchanged(&known, column, others);
        let maker = Maker {
            writer,
            values: Values {
                exchanged: &exchanged,
            },
        };
        let mut seen = BTreeSet::from([alike::key(&self.test, writer)]);
        let mut made = Vec::new();
        for changed in maker.tests(&self.test) {
            if !seen.insert(alike::key(&changed.test, writer)) {
                continue;
            }
            let text = writer.test(&changed.test);
            if let Ok(condition) = Condition::compile(&text, fields) {
                made.push(Mutant {
                    condition,
                    kind: changed.kind,
                    how: changed.how,
                    shows: changed.shows,
                });
            }
        }
        made
    }
}

/// The positions of the columns that a column is exchanged for: of its type, with its codes.
fn exchanged(known: &[Field], column: usize, others: &dyn Fn(&str) -> Vec<String>) -> Vec<usize> {
    let Some(own) = known.get(column) else {
        return Vec::new();
    };
    let names: Vec<Arc<str>> = others(&own.name).into_iter().map(Arc::from).collect();
    let at = |name: &Arc<str>| known.iter().position(|f| f.name == *name);
    let fits = |at: &usize| {
        let other = known.get(*at);
        *at != column && other.is_some_and(|f| f.kind == own.kind && f.codes == own.codes)
    };
    names.iter().filter_map(at).filter(fits).collect()
}

struct Maker<'a> {
    writer: Writer<'a>,
    values: Values<'a>,
}

impl Maker<'_> {
    /// Every test that differs from this one by one small change.
    fn tests(&self, test: &Test) -> Vec<Changed> {
        match test {
            Test::Literal(_) | Test::Unknown => Vec::new(),
            Test::Column(column) => {
                let others = (self.values.exchanged)(*column);
                let flipped = Test::Not(Box::new(test.clone()));
                let mut made = vec![self.flipped(test, flipped)];
                made.extend(
                    others
                        .into_iter()
                        .map(|c| self.swapped(test, Test::Column(c))),
                );
                made
            }
            Test::All(parts) => self.parts(parts, &Test::All),
            Test::Any(parts) => self.parts(parts, &Test::Any),
            Test::Coalesce(parts) => self.each(parts, &Test::Coalesce),
            Test::Not(inner) => self.denied(inner),
            Test::Numbers(relation) => self.relation(
                relation,
                &Of {
                    test: &Test::Numbers,
                    changes: &|n| self.values.numbers(n),
                    say: &|n| self.writer.number(n),
                    larger: &values::number_moved,
                },
            ),
            Test::Dates(relation) => self.relation(
                relation,
                &Of {
                    test: &Test::Dates,
                    changes: &|d| self.values.dates(d),
                    say: &|d| self.writer.date(d),
                    larger: &values::date_moved,
                },
            ),
            Test::Texts(relation) => self.relation(
                relation,
                &Of {
                    test: &Test::Texts,
                    changes: &|t| self.values.texts(t),
                    say: &|t| self.writer.text(t),
                    larger: &|_, _| None,
                },
            ),
            Test::Codes(codes) => self.codes(test, codes),
            Test::SameCode {
                left,
                right,
                negated,
            } => {
                let with = |left, right, negated| Test::SameCode {
                    left,
                    right,
                    negated,
                };
                let mut made = vec![self.flipped(test, with(*left, *right, !negated))];
                let lefts = self.values.codes(*left).into_iter();
                made.extend(lefts.map(|l| self.swapped(test, with(l, *right, *negated))));
                let rights = self.values.codes(*right).into_iter();
                made.extend(rights.map(|r| self.swapped(test, with(*left, r, *negated))));
                made
            }
            Test::Same {
                left,
                right,
                negated,
            } => self.same(test, (left, right), *negated),
            Test::Like {
                text,
                pattern,
                negated,
            } => {
                let with = |text| Test::Like {
                    text,
                    pattern: pattern.clone(),
                    negated: *negated,
                };
                let texts = self.values.texts(text).into_iter();
                texts
                    .map(|(text, _)| self.swapped(test, with(text)))
                    .collect()
            }
            Test::Blank { value, negated } => self.blank(test, value, *negated),
        }
    }

    /// Each part left out, and each change within a part.
    fn parts(&self, parts: &[Test], join: &dyn Fn(Vec<Test>) -> Test) -> Vec<Changed> {
        let all = matches!(join(Vec::new()), Test::All(_));
        let mut made = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let rest = parts.iter().enumerate().filter(|(other, _)| *other != at);
            let mut rest: Vec<Test> = rest.map(|(_, part)| part.clone()).collect();
            let test = match rest.pop() {
                None => continue,
                Some(only) if rest.is_empty() => only,
                Some(last) => {
                    rest.push(last);
                    join(rest)
                }
            };
            let minds_a_blank = matches!(part, Test::Blank { .. });
            let part = self.writer.test(part);
            let shows = match (all, minds_a_blank) {
                // Without it the row is unknown, which may come to the same state.
                (true, true) => format!(
                    "in which only `{part}` does not hold, and say how many are `blank` and `left_out`"
                ),
                (true, false) => format!("in which only `{part}` does not hold"),
                (false, _) => format!("in which only `{part}` holds"),
            };
            made.push(Changed {
                test,
                kind: Change::Part,
                how: format!("without the condition `{part}`"),
                shows,
            });
        }
        made.extend(self.each(parts, join));
        made
    }

    /// Each change within a part.
    fn each(&self, parts: &[Test], join: &dyn Fn(Vec<Test>) -> Test) -> Vec<Changed> {
        let each = parts.iter().enumerate();
        each.flat_map(|(at, part)| {
            let put = move |changed: Changed| {
                let mut parts = parts.to_vec();
                if let Some(place) = parts.get_mut(at) {
                    *place = changed.test;
                }
                Changed {
                    test: join(parts),
                    ..changed
                }
            };
            self.tests(part).into_iter().map(put)
        })
        .collect()
    }

    /// The `not` left out, and each change within.
    fn denied(&self, inner: &Test) -> Vec<Changed> {
        let part = self.writer.test(inner);
        let mut made = vec![Changed {
            test: inner.clone(),
            kind: Change::Part,
            how: format!("without `not` before `{part}`"),
            shows: format!("in which `{part}` holds"),
        }];
        let within = self.tests(inner).into_iter().map(|changed| Changed {
            test: Test::Not(Box::new(changed.test)),
            ..changed
        });
        made.extend(within);
        made
    }

    fn same(&self, test: &Test, sides: (&Test, &Test), negated: bool) -> Vec<Changed> {
        let (left, right) = sides;
        let with = |left: Test, right: Test, negated| Test::Same {
            left: Box::new(left),
            right: Box::new(right),
            negated,
        };
        let mut made = vec![self.flipped(test, with(left.clone(), right.clone(), !negated))];
        made.extend(self.tests(left).into_iter().map(|changed| Changed {
            test: with(changed.test, right.clone(), negated),
            ..changed
        }));
        made.extend(self.tests(right).into_iter().map(|changed| Changed {
            test: with(left.clone(), changed.test, negated),
            ..changed
        }));
        made
    }

    fn codes(&self, test: &Test, codes: &Codes) -> Vec<Changed> {
        let with = |codes| Test::Codes(codes);
        let others = self.values.codes(codes.code).into_iter();
        let swapped = others.map(|code| {
            self.swapped(
                test,
                with(Codes {
                    code,
                    ..codes.clone()
                }),
            )
        });
        if codes.among.len() < 2 {
            let flipped = with(Codes {
                negated: !codes.negated,
                ..codes.clone()
            });
            return std::iter::once(self.flipped(test, flipped))
                .chain(swapped)
                .collect();
        }
        let column = self.writer.code(codes.code);
        let out = codes.among.iter().map(|out| {
            let among = codes.among.iter().filter(|code| *code != out).copied();
            let name = self.writer.code_name(codes.code.column, *out);
            Changed {
                test: with(Codes {
                    among: among.collect(),
                    ..codes.clone()
                }),
                kind: Change::Code,
                how: format!("without `'{name}'` among the codes of `{column}`"),
                shows: format!("in which `{column}` is `'{name}'`"),
            }
        });
        out.chain(swapped).collect()
    }

    fn blank(&self, test: &Test, value: &Value, negated: bool) -> Vec<Changed> {
        let with = |value| Test::Blank {
            value: Box::new(value),
            negated,
        };
        let values: Vec<(Value, Moved)> = match value {
            Value::Number(number) => wrapped(self.values.numbers(number), Value::Number),
            Value::Date(date) => wrapped(self.values.dates(date), Value::Date),
            Value::Text(words) => wrapped(self.values.texts(words), Value::Text),
            Value::Code(code) => {
                let codes = self.values.codes(*code).into_iter();
                codes.map(|c| (Value::Code(c), Moved::Column)).collect()
            }
            Value::Test(Test::Column(column)) => {
                let others = (self.values.exchanged)(*column).into_iter();
                let column = |c| (Value::Test(Test::Column(c)), Moved::Column);
                others.map(column).collect()
            }
            Value::Test(_) => Vec::new(),
        };
        // Whether a value is blank does not hang on a number within it, but on its columns.
        let swaps = values
            .into_iter()
            .filter(|(_, moved)| *moved == Moved::Column);
        swaps
            .map(|(value, _)| self.swapped(test, with(value)))
            .collect()
    }

    fn flipped(&self, was: &Test, now: Test) -> Changed {
        let (old, new) = (self.writer.test(was), self.writer.test(&now));
        Changed {
            test: now,
            kind: Change::Comparison,
            how: format!("with `{old}` made `{new}`"),
            shows: format!("in which `{old}` holds and all else does too"),
        }
    }

    fn moved(&self, was: &Test, now: Test, shows: Option<String>) -> Changed {
        let (old, new) = (self.writer.test(was), self.writer.test(&now));
        Changed {
            test: now,
            kind: Change::Limit,
            shows: shows.unwrap_or_else(|| apart(&old, &new)),
            how: format!("with `{old}` made `{new}`"),
        }
    }

    fn swapped(&self, was: &Test, now: Test) -> Changed {
        let (old, new) = (self.writer.test(was), self.writer.test(&now));
        Changed {
            test: now,
            kind: Change::Column,
            shows: apart(&old, &new),
            how: format!("with `{old}` made `{new}`"),
        }
    }
}

fn apart(was: &str, now: &str) -> String {
    format!("for which `{was}` and `{now}` differ")
}

fn wrapped<T>(changes: Vec<(T, Moved)>, value: impl Fn(T) -> Value) -> Vec<(Value, Moved)> {
    let changes = changes.into_iter();
    changes.map(|(now, moved)| (value(now), moved)).collect()
}
