//! Two results beside each other as a page: a dumbbell an area, then every criterion that moved.

use super::markup::{Html, tag};
use super::picture::{Dumbbell, dumbbell};
use super::run::marking;
use super::table::{Table, cell};
use super::{STYLE, document, p, section as section_of};
use crate::assessment::{AreaChange, Cause, Changes, Comparison, Fraction};
use crate::report::comparison::{in_words, points, text};
use crate::report::words;

/// Renders a comparison as one file.
pub fn render(comparison: &Comparison) -> String {
    let title = text::title(comparison);
    let style = STYLE.replace("\r\n", "\n");
    let body = tag("body")
        .with(header(comparison, &title))
        .with(
            tag("main")
                .attribute("id", "report")
                .with(standing(comparison))
                .with((!comparison.changes.areas.is_empty()).then(|| {
                    let table = areas_table(&comparison.changes);
                    section_of("areas", "Areas, then and now", table)
                }))
                .with(section_of(
                    "changes",
                    "Criteria that moved",
                    criteria_table(&comparison.changes),
                )),
        )
        .with(tag("footer").with(p(format!(
            "{}. Made by reinspect {}.",
            marking(comparison.audience),
            env!("CARGO_PKG_VERSION")
        ))));
    document(&tab(comparison), &style, "", body.into())
}

/// What stands on the tab: short, and the days before the name.
fn tab(comparison: &Comparison) -> String {
    let (then, now) = (comparison.then.as_at.long(), comparison.now.as_at.long());
    format!("Readiness, {then} to {now}")
}

fn header(comparison: &Comparison, title: &str) -> Html {
    let marked = tag("p").class("marking").with(marking(comparison.audience));
    tag("header")
        .class("title")
        .with(marked)
        .with(tag("h1").with(title))
        .into()
}

fn standing(comparison: &Comparison) -> Html {
    let said = [
        tag("p")
            .class("lead")
            .with(text::summary(comparison))
            .into(),
        p(text::rules(comparison)),
        p(text::told_apart(comparison)),
    ];
    section_of("standing", "In one paragraph", Html::all(said))
}

/// A row an area: then, now and how far, with what each cause added.
pub(super) fn areas_table(changes: &Changes) -> Html {
    if changes.areas.is_empty() {
        return Html::none();
    }
    let apart = changes.areas.iter().any(|area| !area.parts.is_empty());
    let mut heads = vec!["Area", "From then to now", "Then", "Now", "Points"];
    heads.extend(apart.then_some("Because of"));
    let dashed = if changes.rules_changed {
        "; the line is dashed, as the rules changed"
    } else {
        ""
    };
    let caption = format!(
        "How much of each area could be shown, in percent: the ring is then, the dot is now{dashed}"
    );
    let mut table = Table::new(caption, heads).class("dumbbells");
    for (area, number) in changes.areas.iter().zip(1..) {
        let found = points(area);
        let moved = found
            .as_ref()
            .map_or(String::new(), |(whole, _)| in_words(*whole));
        let mut cells = vec![
            cell(&area.short),
            cell(drawn(area, number, changes.rules_changed)).unlabelled(),
            cell(stood(area.then, words::level(area.level_then))),
            cell(stood(area.now, words::level(area.level_now))),
            cell(moved).number(),
        ];
        if apart {
            let parts = found.map_or(Vec::new(), |(_, parts)| parts);
            cells.push(cell(causes(&parts)));
        }
        table.row(cells);
    }
    table.into()
}

fn stood(assured: Option<Fraction>, level: &str) -> String {
    words::percent(assured).map_or_else(
        || "nothing applies".to_owned(),
        |percent| format!("{percent}%, {level}"),
    )
}

fn drawn(area: &AreaChange, number: usize, dashed: bool) -> Html {
    let Some((then, now)) = area.then.zip(area.now) else {
        return Html::none();
    };
    let title = format!("{}, then and now", area.short);
    let said = format!(
        "{} then, {} now.",
        stood(area.then, words::level(area.level_then)),
        stood(area.now, words::level(area.level_now))
    );
    let of = Dumbbell {
        then: then.percent(),
        now: now.percent(),
        shown: &title,
        dashed,
    };
    dumbbell(&format!("dumbbell-{number}"), &said, &of)
}

fn causes(parts: &[(Cause, i64)]) -> String {
    let each: Vec<String> = parts
        .iter()
        .map(|(cause, tenths)| format!("{} {}", words::of_cause(*cause), in_words(*tenths)))
        .collect();
    if each.is_empty() {
        "nothing moved".to_owned()
    } else {
        each.join(", ")
    }
}

/// A row a criterion that moved.
pub(super) fn criteria_table(changes: &Changes) -> Html {
    if changes.changes.is_empty() {
        return p("No criterion moved.");
    }
    let heads = [
        "Criterion",
        "Which way",
        "Then",
        "Now",
        "What made the difference",
    ];
    let mut table = Table::new(
        "Criteria whose state is another, what got worse first",
        heads,
    );
    for change in &changes.changes {
        table.row([
            cell(&change.title),
            cell(words::way(change.way)),
            cell(words::state_or_none(change.then)),
            cell(words::state_or_none(change.now)),
            cell(text::because(change)),
        ]);
    }
    table.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{area_result, assessment, day, result};
    use crate::assessment::Assessment;
    use crate::compare::compare;
    use crate::state::State;

    fn run(state: State, on: &str) -> Assessment {
        let mut criterion = result("a", state);
        "Visits <b>".clone_into(&mut criterion.title);
        let area = area_result("safe", std::slice::from_ref(&criterion));
        let mut run = assessment(vec![criterion]);
        run.areas = vec![area];
        run.as_at = day(on);
        run
    }

    #[test]
    fn the_page_stands_alone_with_a_picture_and_its_numbers_an_area() {
        let then = run(State::Met, "2026-09-30");
        let page = render(&compare(&then, &run(State::NotMet, "2026-11-22"), None));
        assert!(page.contains("default-src 'none'"));
        assert!(page.contains("<title>Readiness, 30 September 2026 to 22 November 2026</title>"));
        // All of it was met, and nothing is: from 100 to 0, which is 100 points less.
        assert!(
            page.contains("100%, ready") && page.contains("0%, not ready"),
            "{page}"
        );
        assert!(page.contains(">-100.0</td>"), "{page}");
        assert_eq!(page.matches("class=\"picture dumbbell\"").count(), 1);
        assert!(
            page.contains("Visits &lt;b&gt;") && !page.contains("<script"),
            "{page}"
        );
    }

    #[test]
    fn other_rules_dash_the_line_and_are_told() {
        let mut then = run(State::Met, "2026-09-30");
        "other".clone_into(&mut then.pack.digest);
        let page = render(&compare(&then, &run(State::NotMet, "2026-11-22"), None));
        assert!(page.contains("thick dashed"), "{page}");
        assert!(
            page.contains("the line is dashed, as the rules changed"),
            "{page}"
        );
    }
}
