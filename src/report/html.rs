//! The HTML report: one file that leaders read, in a browser or on paper.
//!
//! Made by plain functions and not by templates: the compiler then holds every field to its type, and
//! [`markup`] is the one place that text passes through, so nothing can reach the page unescaped.

mod about;
mod areas;
mod changes;
pub mod comparison;
mod criteria;
mod findings;
mod fix_first;
mod going_stale;
mod grounds;
mod heat;
pub mod history;
mod knowledge;
mod mark;
mod markup;
mod measures;
mod picture;
mod plans;
mod points;
mod policy;
mod run;
mod standing;
mod steps;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod value;
mod view;

use self::markup::{Html, tag};
use self::view::View;
use crate::redact::Redacted;

/// The style sheet.
const STYLE: &str = include_str!("html/style.css");
/// The script, which only filters, sorts, unfolds and prints.
const SCRIPT: &str = include_str!("html/script.js");

/// Renders the HTML report.
pub fn render(redacted: &Redacted) -> String {
    let view = View::new(redacted);
    let run = run::id(redacted);
    let style = format!("{STYLE}{}", run::page_footer(&view, &run)).replace("\r\n", "\n");
    let script = SCRIPT.replace("\r\n", "\n");
    let body = body(&view, &run, &script);
    document(&title::words(&view), &style, &script, body)
}

/// A page that stands alone: its style is in it, and its policy lets nothing else in.
fn document(title: &str, style: &str, script: &str, body: Html) -> String {
    let head = tag("head")
        .with(tag("meta").attribute("charset", "utf-8"))
        .with(
            tag("meta")
                .attribute("http-equiv", "Content-Security-Policy")
                .attribute("content", policy::policy(style, script)),
        )
        .with(
            tag("meta")
                .attribute("name", "viewport")
                .attribute("content", "width=device-width, initial-scale=1"),
        )
        .with(tag("title").with(title))
        .with(Html::sheet(style));
    let page = tag("html").attribute("lang", "en-GB").with(head).with(body);
    format!("<!DOCTYPE html>\n{}\n", Html::from(page).into_string())
}

fn body(view: &View<'_>, run: &str, script: &str) -> Html {
    tag("body")
        .with(
            tag("a")
                .class("skip")
                .attribute("href", "#report")
                .with("Skip to the report"),
        )
        .with(picture::shapes())
        .with(title::block(view))
        .with(title::contents(view))
        .with(
            tag("main")
                .attribute("id", "report")
                .attribute("tabindex", "-1")
                .with(page_one(view))
                .with(rest(view)),
        )
        .with(title::footer(view, run))
        .with(Html::script(script))
        .into()
}

/// What stands alone on one side of A4.
fn page_one(view: &View<'_>) -> Html {
    let sections = [
        standing::section(view),
        areas::judgements(view),
        fix_first::section(view),
        going_stale::section(view),
    ];
    tag("div").class("page-one").with_all(sections).into()
}

fn rest(view: &View<'_>) -> Html {
    Html::all([
        changes::section(view),
        history::section(view),
        findings::section(view),
        knowledge::section(view),
        grounds::section(view),
        plans::section(view),
        criteria::section(view),
        about::section(view),
    ])
}

/// A section with its heading.
fn section(id: &'static str, heading: &str, content: impl Into<Html>) -> Html {
    tag("section")
        .attribute("id", id)
        .attribute("aria-labelledby", format!("{id}-h"))
        .with(tag("h2").attribute("id", format!("{id}-h")).with(heading))
        .with(content)
        .into()
}

/// A paragraph of text.
fn p(text: impl AsRef<str>) -> Html {
    tag("p").with(markup::prose(text.as_ref())).into()
}

/// A list of points.
fn list<T: Into<Html>>(items: impl IntoIterator<Item = T>) -> Html {
    let items = items.into_iter().map(|item| tag("li").with(item));
    tag("ul").with_all(items).into()
}

/// A link to a criterion's own block, by its title.
fn link_to(view: &View<'_>, id: &str) -> Html {
    match view.criterion(id).zip(view.anchor(id)) {
        Some((criterion, anchor)) => tag("a")
            .attribute("href", format!("#{anchor}"))
            .with(&criterion.title)
            .into(),
        None => id.into(),
    }
}
