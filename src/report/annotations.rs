//! Annotations: one line an area for the pages of GitHub Actions and Azure Pipelines, worst first.
//!
//! Both read commands from what a step prints. GitHub shows ten errors and ten warnings of a step and
//! drops the rest without a word, so that areas are told here, never criteria, and what is over is
//! said in the tenth. An area that is ready has no line: nothing is asked of anybody.

use super::one_line::one_line;
use super::words;
use crate::assessment::{AreaResult, Assessment, Level};

/// How many lines of one kind GitHub shows of a step.
const SHOWN: usize = 10;
/// How many criteria that hold an area back are named.
const NAMED: usize = 3;

/// Whose commands they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Workflow commands of GitHub Actions.
    Github,
    /// Logging commands of Azure Pipelines.
    Azure,
}

/// How loud a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Error,
    Warning,
}

/// Renders the annotations; nothing where every area is ready.
pub(super) fn render(assessment: &Assessment, dialect: Dialect) -> String {
    let mut out = String::new();
    for kind in [Kind::Error, Kind::Warning] {
        let areas: Vec<&AreaResult> = assessment
            .areas
            .iter()
            .filter(|area| loudness(area.today.level) == Some(kind))
            .collect();
        // The last line that is shown is kept for what would not be.
        let told = if areas.len() > SHOWN {
            SHOWN - 1
        } else {
            SHOWN
        };
        for area in areas.iter().take(told) {
            let title = format!("{}: {}", area.short, words::level(area.today.level));
            out.push_str(&line(kind, &title, &message(area, assessment), dialect));
        }
        let rest: Vec<&str> = areas.iter().skip(told).map(|a| a.short.as_str()).collect();
        if !rest.is_empty() {
            let title = words::count(rest.len() as u64, "more area", "more areas");
            out.push_str(&line(
                kind,
                &title,
                &format!("{}.", rest.join("; ")),
                dialect,
            ));
        }
    }
    out
}

/// Short of ready is an error; close to it, or too little known to say, a warning.
fn loudness(level: Level) -> Option<Kind> {
    match level {
        Level::NotReady => Some(Kind::Error),
        Level::NearlyReady | Level::CannotSay => Some(Kind::Warning),
        Level::Ready => None,
    }
}

/// How many criteria are in each state, what holds the area back, and what to do first.
fn message(area: &AreaResult, assessment: &Assessment) -> String {
    let counts = area.today.counts;
    let mut said = vec![format!(
        "{} met, {} nearly met, {} not met, {} not known.",
        counts.met, counts.nearly, counts.not_met, counts.not_known
    )];
    let (why, ids) = if area.today.capped_by.is_empty() {
        ("Not known", &area.today.missing)
    } else {
        ("Capped by", &area.today.capped_by)
    };
    if !ids.is_empty() {
        let named = ids.iter().take(NAMED).map(|id| title(id, assessment));
        let named: Vec<&str> = named.collect();
        let more = match ids.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        said.push(format!("{why}: {}{more}.", named.join("; ")));
    }
    said.extend(first(area, assessment));
    said.join(" ")
}

/// The first gap of the path to ready: what to put in the folder, or else what to do.
fn first(area: &AreaResult, assessment: &Assessment) -> Option<String> {
    let id = area.path_to_ready.first()?;
    let gap = assessment.gaps.iter().find(|gap| gap.criterion == *id)?;
    let step = gap.first.as_deref().unwrap_or(&gap.improve);
    Some(format!("Do first: {}: {step}", title(id, assessment)))
}

fn title<'a>(id: &'a str, assessment: &'a Assessment) -> &'a str {
    let criterion = assessment.criteria.iter().find(|c| c.id == id);
    criterion.map_or(id, |criterion| criterion.title.as_str())
}

fn line(kind: Kind, title: &str, message: &str, dialect: Dialect) -> String {
    let kind = match kind {
        Kind::Error => "error",
        Kind::Warning => "warning",
    };
    let (title, message) = (one_line(title), one_line(message));
    match dialect {
        Dialect::Github => {
            let title = github(&title).replace(':', "%3A").replace(',', "%2C");
            format!("::{kind} title={title}::{}\n", github(&message))
        }
        Dialect::Azure => {
            let said = format!("{title}. {message}").replace('%', "%AZP25");
            format!("##vso[task.logissue type={kind}]{said}\n")
        }
    }
}

/// What would be taken for an escape, escaped; line breaks are gone already.
fn github(text: &str) -> String {
    text.replace('%', "%25")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{area_result, assessment, result};
    use crate::report::fixture::gap;
    use crate::state::State;

    fn area(id: &str, level: Level) -> AreaResult {
        let mut area = area_result(id, &[result("a", State::Met), result("b", State::NotMet)]);
        area.today.level = level;
        area.today.capped_by = Vec::new();
        area.today.missing = Vec::new();
        area
    }

    fn of(areas: Vec<AreaResult>) -> Assessment {
        let mut assessment = assessment(vec![result("b", State::NotMet)]);
        assessment.areas = areas;
        assessment
    }

    #[test]
    fn the_worst_come_first_and_what_is_ready_is_silent() {
        let mut safe = area("safe", Level::NotReady);
        safe.today.capped_by = vec!["b".to_owned()];
        safe.path_to_ready = vec!["b".to_owned()];
        let homes = area("homes", Level::Ready);
        let mut assessment = of(vec![area("50%, a: b", Level::CannotSay), homes, safe]);
        assessment.gaps = vec![gap("b", State::NotMet)];
        let title = assessment.criteria.first().unwrap().title.clone();
        assert_eq!(
            render(&assessment, Dialect::Github),
            format!(
                "::error title=safe%3A not ready::1 met, 0 nearly met, 1 not met, 0 not known. \
                 Capped by: {title}. Do first: {title}: Do it.\n\
                 ::warning title=50%25%2C a%3A b%3A cannot say::1 met, 0 nearly met, 1 not met, 0 not known.\n"
            )
        );
        assert_eq!(
            render(&assessment, Dialect::Azure).lines().last().unwrap(),
            "##vso[task.logissue type=warning]50%AZP25, a: b: cannot say. \
             1 met, 0 nearly met, 1 not met, 0 not known."
        );
    }

    #[test]
    fn what_is_over_the_ten_that_are_shown_is_said_in_the_tenth() {
        let areas = |many: usize| (0..many).map(|n| area(&format!("a{n}"), Level::NotReady));
        let ten = render(&of(areas(10).collect()), Dialect::Github);
        assert_eq!(ten.lines().count(), 10);
        assert!(!ten.contains("more area"));
        let twelve = render(&of(areas(12).collect()), Dialect::Github);
        assert_eq!(twelve.lines().count(), 10);
        assert_eq!(
            twelve.lines().last().unwrap(),
            "::error title=3 more areas::a9; a10; a11."
        );
    }

    #[test]
    fn no_text_of_the_rules_is_a_command_of_its_own() {
        let hostile = area(
            "x\n::stop-commands::y\r\n##vso[task.setvariable]z",
            Level::NotReady,
        );
        for dialect in [Dialect::Github, Dialect::Azure] {
            assert_eq!(
                render(&of(vec![hostile.clone()]), dialect).lines().count(),
                1
            );
        }
    }

    #[test]
    fn all_ready_says_nothing() {
        let ready = of(vec![area("safe", Level::Ready)]);
        assert_eq!(render(&ready, Dialect::Azure), "");
    }
}
