//! The text report: the answer first, then what to do, then what it rests on.

mod areas;
mod changes;
mod evidence;
mod findings;
mod fix_first;
mod going_stale;
mod local;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::Style;
use super::style::{columns, pad, wrap};
use super::words;
use crate::assessment::{Assessment, Audience, Counts, CriterionResult};
use crate::judge::State;

/// What every report says of itself.
pub(super) const NO_GRADE: &str = "A self-assessment against the authority's own rules. It is not an \
                                   Ofsted grade and does not forecast one.";

/// Renders the text report.
pub fn render(assessment: &Assessment, style: &Style) -> String {
    let sections = [
        title(assessment, style),
        paragraph(assessment, style),
        areas::section(assessment, style),
        fix_first::section(assessment, style),
        going_stale::section(assessment, style),
        changes::section(assessment, style),
        findings::section(assessment, style),
        evidence::section(assessment, style),
        local::section(assessment, style),
    ];
    let mut text = String::new();
    for section in sections.iter().filter(|s| !s.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(section);
    }
    if style.ascii {
        style.plain(&text)
    } else {
        text
    }
}

/// Joins lines, each ended.
fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().fold(String::new(), |mut text, line| {
        text.push_str(line.trim_end());
        text.push('\n');
        text
    })
}

fn title(assessment: &Assessment, style: &Style) -> String {
    let name = if assessment.authority.name.is_empty() {
        "Children's services"
    } else {
        &assessment.authority.name
    };
    let as_at = format!("as at {}", assessment.as_at.long());
    let planning = assessment.inspection.map_or_else(
        || "no inspection date given".to_owned(),
        |day| format!("planning for {}", day.long()),
    );
    let pack = format!("Rules: {} {}", assessment.pack.id, assessment.pack.version);
    let read = format!(
        "Evidence: {}, {} not read{}",
        words::count(
            assessment.sources.len() as u64,
            "list or document",
            "lists and documents"
        ),
        unread(assessment),
        match assessment.templates.unfilled {
            0 => String::new(),
            unfilled => format!(
                ", {unfilled} of {} templates still empty",
                assessment.templates.all
            ),
        }
    );
    let first = format!("{}   {as_at}   {planning}", style.bold(name));
    let mut out = vec![wrap_keeping(&first, style)];
    out.push(wrap(
        &format!("{pack} ({})", assessment.pack.editions.join("; ")),
        style.width,
        "",
        "  ",
    ));
    out.push(wrap(&read, style.width, "", "  "));
    out.push(wrap(NO_GRADE, style.width, "", ""));
    out.extend(audience(assessment).map(|said| wrap(&said, style.width, "", "")));
    out.extend(narrowed(assessment).map(|said| wrap(&said, style.width, "", "")));
    lines(out)
}

/// How many files were not read, where their names are withheld too.
fn unread(assessment: &Assessment) -> u64 {
    let withheld = assessment.withheld.map_or(0, |withheld| withheld.not_read);
    assessment.not_read.len() as u64 + withheld
}

/// Whom the report is for, and how much is withheld from them.
fn audience(assessment: &Assessment) -> Option<String> {
    let who = match assessment.audience {
        Audience::Internal => return None,
        Audience::Board => "the improvement board",
        Audience::Public => "the public: counts are rounded up to the next 5",
    };
    let withheld = assessment.withheld.unwrap_or_default();
    Some(format!(
        "For {who}. Numbers are withheld for {}, and states for {}, where fewer than six children \
         could be told from them.",
        words::count(withheld.measurements, "criterion", "criteria"),
        withheld.states,
    ))
}

/// What the run was narrowed to, since an area is then judged on part of its criteria alone.
pub(super) fn narrowed(assessment: &Assessment) -> Option<String> {
    let scope = &assessment.scope;
    let profile = scope.profile.iter().map(|id| format!("the profile {id}"));
    // A profile stands for its criteria, which may be many.
    let criteria = scope.criteria.iter().filter(|_| scope.profile.is_none());
    let named = scope.areas.iter().chain(criteria).cloned();
    let asked: Vec<String> = profile.chain(named).collect();
    (!asked.is_empty()).then(|| {
        format!(
            "NARROWED to {}: {} here. Other criteria of an area below are left out, so its level \
             is not the area's own.",
            asked.join(", "),
            words::count(assessment.criteria.len() as u64, "criterion", "criteria"),
        )
    })
}

/// Keeps the wide gaps of a title where they fit, else wraps it.
fn wrap_keeping(text: &str, style: &Style) -> String {
    if columns(text) <= style.width {
        text.to_owned()
    } else {
        wrap(text, style.width, "", "  ")
    }
}

fn paragraph(assessment: &Assessment, style: &Style) -> String {
    lines([wrap(&answer(assessment), style.width, "", "")])
}

/// The answer in one paragraph, numbers first.
pub(super) fn answer(assessment: &Assessment) -> String {
    let all = tally(assessment, |c| Some(c.today.state));
    let applicable = all.met + all.nearly + all.not_met + all.not_known;
    let verb = if all.met == 1 || applicable == 1 {
        "is"
    } else {
        "are"
    };
    let mut said = format!(
        "{} of {} {verb} met today, {} nearly met, {} not met and {} not known.",
        all.met,
        words::count(applicable, "criterion", "criteria"),
        all.nearly,
        all.not_met,
        all.not_known,
    );
    if all.not_applicable > 0 {
        let others = words::count(all.not_applicable, "other does", "others do");
        let _ = write!(said, " {others} not apply.");
    }
    if let Some(day) = assessment.inspection.filter(|_| all.met > 0) {
        let lost = assessment
            .criteria
            .iter()
            .filter(|c| c.today.state == State::Met)
            .filter(|c| {
                c.on_inspection
                    .as_ref()
                    .is_some_and(|s| s.state != State::Met)
            })
            .count();
        said.push_str(&standing(lost, all.met, &day.long()));
    }
    said.push_str(&chance(assessment));
    said.push_str(&priorities(assessment));
    said.push_str(&changes::sentence(assessment));
    said
}

/// The priorities that are not met, by name: each alone holds its area back.
fn priorities(assessment: &Assessment) -> String {
    let failed = |c: &&CriterionResult| c.priority && c.today.state == State::NotMet;
    let failed = assessment.criteria.iter().filter(failed);
    let titles: Vec<String> = failed.map(|c| format!("\"{}\"", c.title)).collect();
    match titles.as_slice() {
        [] => String::new(),
        [one] => format!(" One that is not met is a priority: {one}."),
        several => format!(
            " {} that are not met are priorities: {}.",
            several.len(),
            several.join("; ")
        ),
    }
}

/// How many of the criteria that are met rest on evidence that will be out of date.
fn standing(lost: usize, met: u64, day: &str) -> String {
    let stale = format!("on evidence that will be out of date by {day}.");
    match (u64::try_from(lost).unwrap_or(met), met) {
        (0, 1) => format!(" Its evidence still stands on {day}."),
        (0, _) => format!(" The evidence for all {met} still stands on {day}."),
        (_, 1) => format!(" It rests {stale}"),
        (all, _) if all == met => format!(" All {met} rest {stale}"),
        (1, _) => format!(" 1 of the {met} that are met rests {stale}"),
        (some, _) => format!(" {some} of the {met} that are met rest {stale}"),
    }
}

/// How many of the shares that are met could be met by chance.
fn chance(assessment: &Assessment) -> String {
    let met = assessment
        .criteria
        .iter()
        .filter(|c| c.today.state == State::Met);
    let sure = met.filter_map(|c| c.measurement.as_ref()?.sure);
    let unsure = sure.filter(|sure| !sure).count() as u64;
    if unsure == 0 {
        String::new()
    } else {
        // What is withheld may be unsure too, and must not be told.
        let shown = assessment.withheld.is_some_and(|w| w.measurements > 0);
        let which = if shown {
            " that show their numbers"
        } else {
            ""
        };
        format!(
            " {unsure} of the met{which} could be short of the mark: the numbers are too small to be sure \
             (95% interval)."
        )
    }
}

fn tally(
    assessment: &Assessment,
    state: impl Fn(&crate::assessment::CriterionResult) -> Option<State>,
) -> Counts {
    let mut counts = Counts::default();
    for state in assessment.criteria.iter().filter_map(state) {
        match state {
            State::Met => counts.met += 1,
            State::Nearly => counts.nearly += 1,
            State::NotMet => counts.not_met += 1,
            State::NotKnown => counts.not_known += 1,
            State::NotApplicable => counts.not_applicable += 1,
        }
    }
    counts
}

/// The section of commands to go on with, one a line, so that each can be copied whole.
pub fn next(commands: &[String]) -> String {
    let led = std::iter::once("Next:  ").chain(std::iter::repeat("       "));
    lines(
        led.zip(commands)
            .map(|(lead, command)| format!("{lead}{command}")),
    )
}

/// A heading with what it says beside it.
fn heading(text: &str, style: &Style) -> String {
    style.bold(text)
}

/// Marks of a set of counts: a shape and a number for each state, in a fixed order.
fn strip(counts: &Counts, priority_not_met: u64, style: &Style) -> String {
    let other = counts.not_met.saturating_sub(priority_not_met);
    [
        (State::Met, false, counts.met),
        (State::Nearly, false, counts.nearly),
        (State::NotMet, false, other),
        (State::NotMet, true, priority_not_met),
        (State::NotKnown, false, counts.not_known),
    ]
    .map(|(state, priority, number)| {
        let figure = format!("{} {number}", style.mark(state, priority));
        let wide = if style.ascii { 7 } else { 5 };
        // However large a number is, a space parts it from what follows.
        pad(&figure, wide.max(columns(&figure) + 1))
    })
    .concat()
}
