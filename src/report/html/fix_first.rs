//! Fix first: at most seven gaps, the first to close first.

use super::mark::Mark;
use super::markup::{Html, prose, tag};
use super::table::{Table, cell};
use super::view::View;
use super::{link_to, section as section_of};
use crate::assessment::{Audience, Gap};
use crate::calendar::Day;
use crate::judge::sentence::upper_first;
use crate::report::words;
use crate::state::State;

/// How many gaps are shown.
const SHOWN: usize = 7;

/// The first gaps: what is wrong, what would close each, who and by when.
pub(super) fn section(view: &View<'_>) -> Html {
    let gaps = &view.assessment.gaps;
    if gaps.is_empty() {
        return section_of("fix-first", "Fix first", super::p("No gaps."));
    }
    let mut table = Table::new(
        "The first gaps to close, priority first",
        ["What is wrong", "What would fix it", "Who, and by when"],
    )
    .class("fix-first");
    for gap in gaps.iter().take(SHOWN) {
        table.row([
            cell(wrong(view, gap)),
            cell(remedy(gap)),
            cell(who(view, gap)),
        ]);
    }
    let mut all = Html::from(table);
    all.push(others(gaps));
    section_of("fix-first", "Fix first", all)
}

fn wrong(view: &View<'_>, gap: &Gap) -> Html {
    let priority = view.criterion(&gap.criterion).is_some_and(|c| c.priority);
    let mark = Mark::of(gap.state, priority);
    let mut said = Html::from(
        tag("span")
            .class("what")
            .with(mark.shape())
            .with(link_to(view, &gap.criterion)),
    );
    said.push(
        tag("span")
            .class("found")
            .with(prose(&found(view, gap, mark))),
    );
    said
}

/// What was found against what; a state that is kept and only ages needs no standard beside it.
fn found(view: &View<'_>, gap: &Gap, mark: Mark) -> String {
    let found = gap.found.trim_end_matches('.');
    let expires = view.criterion(&gap.criterion).and_then(|c| c.expires);
    match gap.state {
        State::Met => match (view.audience, expires) {
            (Audience::Board | Audience::Public, Some(day)) => format!(
                "Met today, on evidence that stands until {}: {found}.",
                day.long()
            ),
            // Its own words say it already.
            (Audience::Internal, _) | (Audience::Board | Audience::Public, None) => {
                format!("{}.", upper_first(found))
            }
        },
        State::NotKnown | State::Nearly | State::NotMet | State::NotApplicable => format!(
            "{}: {found}; the standard here is {}.",
            upper_first(mark.words()),
            gap.expected
        ),
    }
}

/// How far it is, then what to do.
pub(super) fn remedy(gap: &Gap) -> Html {
    let mut said = Html::none();
    match (&gap.first, &gap.shortfall) {
        (Some(first), _) => {
            said.push(prose(first));
            said.push(" If that shows a gap: ");
        }
        (None, Some(shortfall)) => {
            said.push(tag("strong").with(prose(&format!("{}.", upper_first(&shortfall.words)))));
            said.push(" ");
        }
        (None, None) => {}
    }
    said.push(prose(&gap.improve));
    said
}

fn who(view: &View<'_>, gap: &Gap) -> Html {
    let mut said = Html::from(tag("strong").with(owner(view, gap)));
    let due = gap.due.map_or_else(|| "no date".to_owned(), Day::long);
    said.push(format!(", by {due}. "));
    said.push(format!("{}.", upper_first(words::action(gap.action.state))));
    said.push(gap.waived.then_some(" Accepted by a waiver."));
    said
}

/// Who closes it; not every audience sees who.
pub(super) fn owner<'a>(view: &View<'_>, gap: &'a Gap) -> &'a str {
    let none = match view.audience {
        Audience::Internal => "no owner named",
        Audience::Board | Audience::Public => "owner not shown",
    };
    let named = gap.owner.as_deref().filter(|owner| !owner.is_empty());
    named.unwrap_or(none)
}

/// How many follow, by state.
fn others(gaps: &[Gap]) -> Option<Html> {
    let rest: Vec<&Gap> = gaps.iter().skip(SHOWN).collect();
    if rest.is_empty() {
        return None;
    }
    let of = |state: State| rest.iter().filter(|gap| gap.state == state).count();
    let each = [
        (of(State::NotMet), "not met"),
        (of(State::NotKnown), "not known"),
        (of(State::Nearly), "nearly met"),
        (of(State::Met), "met on evidence that will be out of date"),
    ];
    let each = each.into_iter().filter(|(number, _)| *number > 0);
    let each: Vec<String> = each
        .map(|(number, words)| format!("{number} {words}"))
        .collect();
    let number = words::count(rest.len() as u64, "more gap", "more gaps");
    let said = format!("{number}: {}. ", each.join(", "));
    let link = tag("a")
        .class("screen")
        .attribute("href", "#plans")
        .with("See every gap");
    Some(tag("p").with(said).with(link).into())
}
