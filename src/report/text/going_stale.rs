//! What goes out of date before the inspection.

use std::collections::BTreeMap;

use crate::assessment::{Assessment, SourceEntry};
use crate::calendar::Day;
use crate::evidence::Role;
use crate::report::style::wrap;
use crate::report::{Style, words};

/// Every judged source that expires before the inspection, by day.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    // Without an inspection date, what is out of date already is still said.
    let before = assessment.inspection.unwrap_or(assessment.as_at);
    let judged =
        |s: &&SourceEntry| s.role == Role::Judged && s.date_counts() && !s.used_by.is_empty();
    let rested_on: Vec<&SourceEntry> = assessment.sources.iter().filter(judged).collect();
    if rested_on.is_empty() {
        // Where nothing is judged, that nothing goes out of date is no comfort.
        return String::new();
    }
    let mut by_day: BTreeMap<_, Vec<&SourceEntry>> = BTreeMap::new();
    for source in rested_on {
        if source.expires.is_none_or(|day| day < before) {
            by_day.entry(source.expires).or_default().push(source);
        }
    }
    if by_day.is_empty() {
        return match assessment.inspection {
            Some(day) => super::lines([format!("Nothing goes out of date before {}.", day.long())]),
            None => String::new(),
        };
    }
    let heading = match assessment.inspection {
        Some(day) => format!("Out of date before {} unless refreshed", day.long()),
        None => "Out of date".to_owned(),
    };
    let mut out = vec![super::heading(&heading, style)];
    for (day, sources) in by_day {
        let when = day.map_or_else(|| "undated".to_owned(), Day::long);
        let past = day.is_some_and(|d| d < assessment.as_at);
        let names: Vec<String> = sources.iter().map(|s| name(s)).collect();
        let text = format!(
            "{when}{}: {}",
            if past { " (already)" } else { "" },
            names.join(", ")
        );
        out.push(wrap(&text, style.width, "  ", "    "));
    }
    super::lines(out)
}

fn name(source: &SourceEntry) -> String {
    let sheet = source
        .sheet
        .as_ref()
        .map(|s| format!(", sheet {s}"))
        .unwrap_or_default();
    let used = words::count(source.used_by.len() as u64, "criterion", "criteria");
    let answer = source.first_answer.as_ref().map(|answer| {
        let which = match answer.of {
            1 => "its answer is that".to_owned(),
            of => format!("the first of its {of} answers to go is that"),
        };
        format!("; {which} of the {}, {}", answer.by, answer.on.long())
    });
    let answer = answer.unwrap_or_default();
    format!("{}{sheet} ({used}{answer})", source.name())
}
