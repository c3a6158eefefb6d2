//! What are our plans?

use std::collections::{BTreeMap, BTreeSet};

use super::fix_first::owner;
use super::mark::Mark;
use super::markup::{Html, prose, tag};
use super::table::{Table, cell};
use super::view::View;
use super::{link_to, list, p, section as section_of};
use crate::assessment::{ActionState, AreaResult, Gap};
use crate::calendar::Day;
use crate::judge::sentence::upper_first;
use crate::report::words;
use crate::state::{Reason, State};

/// Actions in hand and missing, by owner; every gap; and the shortest way to ready.
pub(super) fn section(view: &View<'_>) -> Html {
    let gaps = &view.assessment.gaps;
    let plans = if gaps.is_empty() {
        p("No gaps, so nothing to plan for.")
    } else {
        Html::all([summary(gaps), by_owner(view), every_gap(view), paths(view)])
    };
    let content = Html::all([plans, to_look_at(view)]);
    section_of(
        "plans",
        "What are our plans to keep and improve it?",
        content,
    )
}

fn summary(gaps: &[Gap]) -> Html {
    let of = |state: ActionState| gaps.iter().filter(|gap| gap.action.state == state).count();
    let undated = of(ActionState::Undated);
    let undated = if undated > 0 {
        format!(", {undated} an action without a date")
    } else {
        String::new()
    };
    let done = match of(ActionState::Done) {
        0 => String::new(),
        done => format!(", {done} an action that is done and left its gap"),
    };
    p(format!(
        "{}: {} have an action in hand, {} an overdue action{undated}{done}, and {} no action yet.",
        words::count(gaps.len() as u64, "gap", "gaps"),
        of(ActionState::InHand),
        of(ActionState::Overdue),
        of(ActionState::Missing),
    ))
}

fn by_owner(view: &View<'_>) -> Html {
    let mut owners: BTreeMap<&str, Vec<&Gap>> = BTreeMap::new();
    for gap in &view.assessment.gaps {
        owners.entry(owner(view, gap)).or_default().push(gap);
    }
    let heads = [
        "Owner",
        "Gaps",
        "Action in hand",
        "Overdue",
        "Action done, gap still there",
        "No action yet",
        "First needed by",
    ];
    let mut table = Table::new("Gaps by who closes them", heads).class("sortable");
    for (owner, gaps) in owners {
        let of = |states: &[ActionState]| {
            let number = gaps
                .iter()
                .filter(|gap| states.contains(&gap.action.state))
                .count();
            cell(number.to_string()).number()
        };
        let due = gaps.iter().filter_map(|gap| gap.due).min();
        let sort = due.map_or_else(String::new, |day| day.number().to_string());
        table.row([
            cell(owner),
            cell(gaps.len().to_string()).number(),
            of(&[ActionState::InHand, ActionState::Undated]),
            of(&[ActionState::Overdue]),
            of(&[ActionState::Done]),
            of(&[ActionState::Missing]),
            cell(due.map_or_else(|| "no date".to_owned(), Day::long)).sort(sort),
        ]);
    }
    Html::all([Html::from(tag("h3").with("Who closes what")), table.into()])
}

fn every_gap(view: &View<'_>) -> Html {
    let heads = [
        "Gap",
        "No.",
        "State",
        "How far",
        "Owner",
        "Needed by",
        "Action",
    ];
    let mut table = Table::new("Every gap, the first to close first", heads).class("gaps sortable");
    for gap in &view.assessment.gaps {
        let priority = view.criterion(&gap.criterion).is_some_and(|c| c.priority);
        let mark = Mark::of(gap.state, priority);
        let mut state = mark.badge();
        state.push(
            (gap.going_stale && gap.state != State::Met)
                .then(|| tag("span").class("badge").with("Out of date by inspection")),
        );
        let action = words::action(gap.action.state);
        // An action may be planned to end when it is too late for the gap.
        let late = |day: &Day| gap.due.is_some_and(|needed| needed < *day);
        let action = match gap.action.due {
            Some(day) if late(&day) => format!("{action}, due {}, later than needed", day.long()),
            Some(day) => format!("{action}, due {}", day.long()),
            None => action.to_owned(),
        };
        let waived = if gap.waived {
            "; accepted by a waiver"
        } else {
            ""
        };
        let due = gap
            .due
            .map_or_else(String::new, |day| day.number().to_string());
        table.row([
            cell(link_to(view, &gap.criterion)),
            cell(gap.rank.to_string()).number(),
            cell(state).sort(mark.rank().to_string()).unlabelled(),
            cell(prose(&distance(gap))).unlabelled(),
            cell(owner(view, gap)).unlabelled(),
            cell(gap.due.map_or_else(|| "no date".to_owned(), Day::long)).sort(due),
            cell(upper_first(&format!("{action}{waived}"))).unlabelled(),
        ]);
    }
    Html::all([Html::from(tag("h3").with("Every gap")), table.into()])
}

/// How far it is from met, or what was found where that is not counted; what to do stands with the criterion.
fn distance(gap: &Gap) -> String {
    let words = gap
        .shortfall
        .as_ref()
        .map(|shortfall| shortfall.words.as_str());
    let why = match gap.state {
        State::Met => Some("out of date by the inspection"),
        State::Nearly | State::NotMet | State::NotKnown | State::NotApplicable => {
            gap.reason.map(Reason::words)
        }
    };
    upper_first(words.or(why).unwrap_or(&gap.found))
}

/// The fewest gaps whose closing makes each area ready.
fn paths(view: &View<'_>) -> Html {
    let areas = view
        .assessment
        .areas
        .iter()
        .filter(|area| !area.path_to_ready.is_empty());
    let each: Vec<Html> = areas.map(|area| path(view, area)).collect();
    if each.is_empty() {
        return Html::none();
    }
    Html::all([
        Html::from(tag("h3").with("The shortest way to ready")),
        p("For each area, the fewest gaps whose closing makes it ready, by their numbers above."),
        list(each),
    ])
}

fn path(view: &View<'_>, area: &AreaResult) -> Html {
    let number = words::count(area.path_to_ready.len() as u64, "gap", "gaps");
    let ranks = area
        .path_to_ready
        .iter()
        .filter_map(|id| view.gap(id).map(|gap| gap.rank));
    let ranks = ranges(ranks.collect());
    let reaches = if area.path_reaches {
        ""
    } else {
        ", and even these do not make it ready"
    };
    let name = tag("strong").with(&area.short);
    Html::all([
        Html::from(name),
        format!(": {number}{reaches}: numbers {ranks}").into(),
    ])
}

/// Actions that can be closed, and actions that were done and left their gap.
fn to_look_at(view: &View<'_>) -> Html {
    let actions = &view.assessment.actions;
    let named = |heading: &str, said: &str, ids: &[String]| {
        if ids.is_empty() {
            return Html::none();
        }
        Html::all([
            Html::from(tag("h3").with(heading)),
            p(said),
            list(ids.iter().map(|id| link_to(view, id))),
        ])
    };
    Html::all([
        named(
            "Actions whose gap has closed",
            "Met today and on the inspection date, with an action still open. Close it, and keep what shows its effect.",
            &actions.gap_closed,
        ),
        named(
            "Actions done, and the gap is still there",
            "Every action is done. Ask whether it was the right one, or whether its effect cannot be seen yet.",
            &actions.gap_open_still,
        ),
    ])
}

/// Numbers in words, runs of three or more drawn together, such as `1 to 4, 7`.
fn ranges(numbers: BTreeSet<u64>) -> String {
    let numbers: Vec<u64> = numbers.into_iter().collect();
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let runs = runs.map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{first} to {last}"),
        few => few
            .iter()
            .map(u64::to_string)
            .collect::<Vec<_>>()
            .join(", "),
    });
    runs.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_three_or_more_are_drawn_together() {
        let said = |numbers: &[u64]| ranges(numbers.iter().copied().collect());
        assert_eq!(said(&[7]), "7");
        assert_eq!(said(&[1, 2, 5]), "1, 2, 5");
        assert_eq!(said(&[1, 2, 3, 5, 8, 9, 10, 11]), "1 to 3, 5, 8 to 11");
    }
}
