//! Documents and statements: what is asked of them left out, limits moved, roles exchanged.

use super::limits::{self, Point};
use super::{Kind, Making};
use crate::pack::Measure;
use crate::pack::measures::{Cap, Document, Statement};

pub(super) fn document(m: &Document, making: &mut Making<'_>) {
    for at in 0..m.must_have.len() {
        let mut must_have = m.must_have.clone();
        let heading = must_have.remove(at);
        let without = Document {
            must_have,
            ..m.clone()
        };
        said_less(making, "heading", &heading, without);
    }
    for at in 0..m.must_mention.len() {
        let mut must_mention = m.must_mention.clone();
        let words = must_mention.remove(at);
        let without = Document {
            must_mention,
            ..m.clone()
        };
        said_less(making, "mention of", &words, without);
    }
    for at in 0..m.except.len() {
        let mut except = m.except.clone();
        let pattern = except.remove(at);
        let how = format!("without passing over `{pattern}`");
        let help = format!("add a test with a document named `{pattern}` beside the one wanted");
        let without = Document {
            except,
            ..m.clone()
        };
        making.measure(
            Kind::ConditionDropped,
            how,
            help,
            Measure::Document(without),
        );
    }
    if m.approved {
        let how = "without asking that it is approved".to_owned();
        let help = "add a test with a document that lacks nothing but its approval".to_owned();
        let without = Document {
            approved: false,
            ..m.clone()
        };
        making.measure(
            Kind::ConditionDropped,
            how,
            help,
            Measure::Document(without),
        );
    }
    if let Some(span) = m.dated_within {
        let help = "a document dated exactly {n} before as-at";
        limits::span(making, "limit", span, (1, Point::Within), help, &|span| {
            Measure::Document(Document {
                dated_within: Some(span),
                ..m.clone()
            })
        });
    }
}

fn said_less(making: &mut Making<'_>, what: &str, said: &str, without: Document) {
    let how = format!("without asking for the {what} `{said}`");
    let help = format!("add a test with a document that lacks only the {what} `{said}`");
    making.measure(
        Kind::ConditionDropped,
        how,
        help,
        Measure::Document(without),
    );
}

pub(super) fn statement(m: &Statement, making: &mut Making<'_>) {
    let help = "an answer given exactly {n} before as-at";
    limits::span(
        making,
        "limit",
        m.within,
        (1, Point::Within),
        help,
        &|within| {
            Measure::Statement(Statement {
                within,
                ..m.clone()
            })
        },
    );
    let (cap, how, help) = match m.cap {
        Cap::Nearly => (
            Cap::Met,
            "with an answer of met counting as met instead of nearly met",
            "add a test with an answer of met that names enough sources",
        ),
        Cap::Met => (
            Cap::Nearly,
            "with an answer of met counting as nearly met instead of met",
            "add a test with an answer of met that names enough sources",
        ),
    };
    let capped = Measure::Statement(Statement { cap, ..m.clone() });
    making.measure(Kind::CapMoved, how.to_owned(), help.to_owned(), capped);
    // Too few sources make an answer nearly met at best, which the cap does in any case.
    if m.cap == Cap::Met {
        let (was, help) = (
            m.sources_at_least,
            "an answer of met in which the number of sources is {n}",
        );
        limits::count(
            making,
            "sources_at_least",
            was,
            0,
            help,
            &|sources_at_least| {
                Measure::Statement(Statement {
                    sources_at_least,
                    ..m.clone()
                })
            },
        );
    }
    if let Some(by) = other_role(m, making) {
        let how = format!(
            "with the answer of the {by} asked for instead of the {}",
            m.by
        );
        let help = format!("add a test with an answer of the {}", m.by);
        let exchanged = Measure::Statement(Statement { by, ..m.clone() });
        making.measure(Kind::ColumnSwapped, how, help, exchanged);
    }
}

/// The next role, by name, that the pack asks for a statement.
fn other_role(m: &Statement, making: &Making<'_>) -> Option<String> {
    let roles = making
        .pack
        .criteria
        .iter()
        .filter_map(|c| match &c.measure {
            Measure::Statement(other) if other.by != m.by => Some(&other.by),
            Measure::Statement(_)
            | Measure::Document(_)
            | Measure::Share(_)
            | Measure::OnTime(_)
            | Measure::UpToDate(_)
            | Measure::Repeat(_)
            | Measure::PerSubject(_)
            | Measure::Duration(_)
            | Measure::Count(_)
            | Measure::Ratio(_) => None,
        });
    let order = |role: &&String| (**role < m.by, (*role).clone());
    roles.min_by_key(order).cloned()
}
