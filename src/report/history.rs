//! `history` as text: a row of small bars an area, then what changed since the run before.

use super::comparison::text::because;
use super::one_line::one_line;
use super::style::{pad, wrap};
use super::{Style, words};
use crate::assessment::{Change, Fraction, TrendPoint};
use crate::history::projection::LeadsTo;
use crate::history::{AreaHistory, History};

/// How many points a row of bars has at most.
pub const SHOWN: usize = 12;
/// The width of an area's name.
const NAME: usize = 24;
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Renders a history.
pub fn render(history: &History, style: &Style) -> String {
    let mut out = vec![style.bold(&title(history))];
    out.extend(
        notes(history)
            .iter()
            .map(|note| wrap(note, style.width, "", "  ")),
    );
    out.push(String::new());
    out.push(style.bold("How much of each area could be shown, in percent"));
    for area in &history.areas {
        out.push(row(area, style));
        let more = [since(area), leads(&area.leads_to)].into_iter().flatten();
        let more = more.collect::<Vec<_>>().join("; ");
        if !more.is_empty() {
            out.push(wrap(&more, style.width, "      ", "      "));
        }
    }
    if let Some(changes) = &history.changes {
        out.push(String::new());
        out.push(style.bold(&format!(
            "Since the run before, of {}",
            changes.since.long()
        )));
        if changes.changes.is_empty() {
            out.push("  nothing changed".to_owned());
        }
        let lines = changes.changes.iter().map(line);
        out.extend(lines.map(|line| wrap(&line, style.width, "  ", "    ")));
    }
    style.plain(&(out.join("\n") + "\n"))
}

/// Whose runs they are, how many, from when to when.
pub fn title(history: &History) -> String {
    let name = match one_line(&history.authority.name) {
        name if name.is_empty() => "Children's services".to_owned(),
        name => name,
    };
    let runs = words::count(history.runs.len() as u64, "run", "runs");
    let days = history.runs.first().zip(history.runs.last());
    let days = days.map_or_else(String::new, |(first, last)| {
        let last = last.as_at.long();
        match history.runs.len() {
            1 => format!(", {last}"),
            _ => format!(", {} to {last}", first.as_at.long()),
        }
    });
    format!("{name}: {runs}{days}")
}

/// What a reader must know of the runs, a sentence each.
pub fn notes(history: &History) -> Vec<String> {
    let mut notes = Vec::new();
    let points = history.areas.first().map(|area| &area.trend.points);
    let points = points.map_or(&[][..], Vec::as_slice);
    let last_other = points.iter().rposition(|point| !point.same_rules);
    if let Some(first) = last_other.and_then(|at| points.get(at + 1)) {
        notes.push(format!(
            "The rules or local decisions changed on or before {}: earlier runs were judged by others \
             and are not comparable; they stand before the line.",
            first.as_at.long()
        ));
    }
    for left in &history.left_out {
        let file = match left.file.as_str() {
            "" => "A file".to_owned(),
            file => format!("`{}`", one_line(file)),
        };
        notes.push(format!(
            "{file} {}, so it is left out.",
            one_line(&left.why)
        ));
    }
    notes
}

fn row(area: &AreaHistory, style: &Style) -> String {
    let points = &area.trend.points;
    let name = pad(&one_line(&area.trend.short), NAME);
    let last = points.last().map_or_else(String::new, |last| {
        format!("{}, {}", shown(last.assured), words::level(last.level))
    });
    // One column more than there are points, for the line where the rules changed.
    format!("  {name}{} {last}", pad(&bars(points, style), SHOWN + 1))
}

/// How it stood at the first run that is comparable.
fn since(area: &AreaHistory) -> Option<String> {
    let points = &area.trend.points;
    let first = points.iter().find(|point| point.same_rules)?;
    let only = points.last() == Some(first);
    (!only).then(|| format!("{} on {}", shown(first.assured), first.as_at.long()))
}

fn shown(of: Option<Fraction>) -> String {
    words::percent(of).map_or("nothing applies".to_owned(), |percent| {
        format!("{percent}%")
    })
}

/// The last points as bars from 0 to 100; as tenths where only ASCII may be used.
pub fn bars(points: &[TrendPoint], style: &Style) -> String {
    let last = points.len().saturating_sub(SHOWN);
    let mut out = String::new();
    let mut before: Option<bool> = None;
    for point in points.iter().skip(last) {
        if before.is_some_and(|same| same != point.same_rules) {
            out.push('|');
        }
        before = Some(point.same_rules);
        out.push(match words::percent(point.assured) {
            None => ' ',
            Some(percent) if style.ascii => {
                let tenth = u32::try_from(percent / 10).unwrap_or(9).min(9);
                char::from_digit(tenth, 10).unwrap_or('9')
            }
            Some(percent) => {
                let step = usize::try_from(percent * 8 / 101).unwrap_or(7);
                BARS.get(step).copied().unwrap_or('█')
            }
        });
    }
    out
}

/// Where it leads, in words; nothing without an inspection date ahead.
pub fn leads(to: &LeadsTo) -> Option<String> {
    match to {
        LeadsTo::Between { on, low, high } => Some(format!(
            "if this continues, between {low}% and {high}% on {} (95 times in 100)",
            on.long()
        )),
        LeadsTo::TooFew { runs, needed } => Some(format!(
            "{runs} of the {needed} runs by the same rules that it takes to say where this leads"
        )),
        LeadsTo::TooFar { on } => Some(format!(
            "{} is further ahead than the runs by the same rules reach back",
            on.long()
        )),
        LeadsTo::NoDay => None,
    }
}

fn line(change: &Change) -> String {
    format!(
        "{}: {} ({}), was {}, is {}: {}",
        words::way(change.way),
        one_line(&change.title),
        change.criterion,
        words::state_or_none(change.then),
        words::state_or_none(change.now),
        because(change),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::day;
    use crate::assessment::Level;

    fn point(percent: Option<u64>, same_rules: bool) -> TrendPoint {
        TrendPoint {
            as_at: day("2026-09-30"),
            level: Level::NotReady,
            assured: percent.map(|numerator| Fraction {
                numerator,
                denominator: 100,
            }),
            coverage: None,
            same_rules,
        }
    }

    #[test]
    fn bars_stand_for_eighths_of_a_hundred() {
        let of = |percent| bars(&[point(Some(percent), true)], &Style::PLAIN);
        assert_eq!([0, 12, 13, 50, 100].map(of), ["▁", "▁", "▂", "▄", "█"]);
        let ascii = Style {
            ascii: true,
            ..Style::PLAIN
        };
        let of = |percent| bars(&[point(Some(percent), true)], &ascii);
        assert_eq!([0, 49, 50, 100].map(of), ["0", "4", "5", "9"]);
    }

    #[test]
    fn at_most_twelve_show_with_a_line_where_the_rules_changed_and_a_gap_where_nothing_applies() {
        let mut points = vec![point(Some(100), false); 3];
        points.extend(vec![point(Some(0), true); 2]);
        points.push(point(None, true));
        assert_eq!(bars(&points, &Style::PLAIN), "███|▁▁ ");
        let many = vec![point(Some(0), true); 30];
        assert_eq!(bars(&many, &Style::PLAIN).chars().count(), 12);
    }
}
