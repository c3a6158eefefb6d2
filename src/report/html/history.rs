//! Many results as a page: a row of points an area, then what changed since the run before.

use super::markup::{Html, tag};
use super::picture::{run_chart, sparkline};
use super::run::marking;
use super::table::{Table, cell, folded};
use super::view::View;
use super::{STYLE, comparison, document, p, section as section_of};
use crate::assessment::{AreaTrend, TrendPoint};
use crate::history::chart::chart;
use crate::history::projection;
use crate::history::{AreaHistory, History};
use crate::judge::sentence::upper_first;
use crate::report::history as text;
use crate::report::words;

/// What the pictures show.
const HOW: &str = "How much of each area could be shown, in percent, a point a run; points stand at equal \
                   distances, however far apart their days are. A run chart takes twelve runs by the same \
                   rules; with fewer there is a row of the last twelve points.";

/// Renders a history as one file.
pub fn render(history: &History) -> String {
    let title = text::title(history);
    let style = STYLE.replace("\r\n", "\n");
    let notes = text::notes(history).into_iter().map(p);
    let marked = tag("p").class("marking").with(marking(history.audience));
    let header = tag("header")
        .class("title")
        .with(marked)
        .with(tag("h1").with(&title))
        .with_all(notes);
    let main = tag("main")
        .attribute("id", "report")
        .with(section_of("areas", "Areas over time", areas(history)))
        .with(changes(history));
    let made = format!(
        "{}. Made by reinspect {}.",
        marking(history.audience),
        env!("CARGO_PKG_VERSION")
    );
    let body = tag("body")
        .with(header)
        .with(main)
        .with(tag("footer").with(p(made)));
    // What stands on the tab is short.
    let runs = words::count(history.runs.len() as u64, "run", "runs");
    document(&format!("Readiness over {runs}"), &style, "", body.into())
}

fn areas(history: &History) -> Html {
    let each = history.areas.iter().zip(1..);
    let each = each.map(|(area, number)| one(area, number));
    Html::all([p(HOW), Html::all(each)])
}

fn one(area: &AreaHistory, number: usize) -> Html {
    let id = format!("row-{number}");
    let title = format!("{} over time", area.trend.short);
    let drawn = match chart(&area.trend.points) {
        Some(chart) => {
            let shifted = chart.shifted.iter().filter(|shifted| **shifted).count();
            let mut said = format!(
                "{} The dashed line is the median, {:.0}%.",
                in_words(&area.trend),
                chart.median
            );
            if shifted > 0 {
                said.push_str(
                    " Squares stay on one side of it, seven or more in a row: more than chance.",
                );
            }
            let picture = run_chart(&id, (&title, &said), &chart);
            Html::all([picture, p(said)])
        }
        None => row(&id, &area.trend),
    };
    let leads = text::leads(&area.leads_to).map(|said| p(upper_first(&said)));
    Html::all([
        tag("h3").with(&area.trend.short).into(),
        drawn,
        leads.unwrap_or_else(Html::none),
        folded("Show the numbers", numbers(&area.trend)),
    ])
}

/// The areas of a run that has a history, run by run; nothing where it has none.
pub(super) fn section(view: &View<'_>) -> Html {
    let assessment = view.assessment;
    if assessment.trends.is_empty() {
        return Html::none();
    }
    let areas = assessment.trends.iter().map(|trend| AreaHistory {
        leads_to: projection::of(&trend.points, assessment.inspection),
        trend: trend.clone(),
    });
    let each = areas.zip(1..).map(|(area, number)| one(&area, number));
    let content = Html::all([p(HOW), Html::all(each)]);
    section_of("history", "Areas over time", content)
}

/// The last points of an area, small enough to stand beside its name.
pub(super) fn beside(view: &View<'_>, area: &str) -> Html {
    let trend = view.assessment.trends.iter().find(|trend| trend.id == area);
    trend.map_or_else(Html::none, |trend| {
        let title = format!("{} over time", trend.short);
        sparkline(
            &format!("spark-{area}"),
            (&title, &in_words(trend)),
            &trend.points,
        )
    })
}

/// The last points of an area, with what they say in words.
fn row(id: &str, trend: &AreaTrend) -> Html {
    let title = format!("{} over time", trend.short);
    let said = in_words(trend);
    let picture = sparkline(id, (&title, &said), &trend.points);
    Html::all([picture, tag("span").class("note").with(said).into()])
}

/// Such as `40% on 31 July 2026, 52% on 30 September 2026.`
fn in_words(trend: &AreaTrend) -> String {
    let said = |point: &TrendPoint| format!("{} on {}", percent(point), point.as_at.long());
    match trend.points.as_slice() {
        [] => "No run has it.".to_owned(),
        [only] => format!("{}.", said(only)),
        [first, .., last] => format!("{}, {}.", said(first), said(last)),
    }
}

fn percent(point: &TrendPoint) -> String {
    words::percent(point.assured).map_or("nothing applied".to_owned(), |p| format!("{p}%"))
}

fn numbers(trend: &AreaTrend) -> Html {
    let heads = ["Run of", "Could be shown", "Known", "Level", "Rules"];
    let mut table = Table::new(format!("{}, run by run", trend.short), heads);
    for point in &trend.points {
        let known = words::percent(point.coverage);
        table.row([
            cell(point.as_at.long()),
            cell(percent(point)).number(),
            cell(known.map_or("nothing applied".to_owned(), |p| format!("{p}%"))).number(),
            cell(words::level(point.level)),
            cell(if point.same_rules {
                "as the newest"
            } else {
                "others"
            }),
        ]);
    }
    table.into()
}

fn changes(history: &History) -> Html {
    let Some(changes) = &history.changes else {
        return Html::none();
    };
    let title = format!("Since the run before, of {}", changes.since.long());
    section_of("changes", &title, comparison::criteria_table(changes))
}
