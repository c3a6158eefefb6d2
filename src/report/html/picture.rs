//! Pictures: hand-written SVG, each with a title and a description, its numbers in a table beside it.

mod bullet;
mod dumbbell;
mod row;
mod shapes;
mod span;
mod strip;

use super::markup::{Element, Html, tag};

pub(super) use bullet::{Bullet, bullet};
pub(super) use dumbbell::{Dumbbell, dumbbell};
pub(super) use row::{run_chart, sparkline};
pub(super) use shapes::shapes;
pub(super) use span::{Axis, span};
pub(super) use strip::strip;

/// A picture that says in words what it shows; `id` is its own within the page.
fn picture(
    class: &str,
    id: &str,
    title: &str,
    description: &str,
    size: (f64, f64),
    content: Html,
) -> Html {
    let (named, described) = (format!("{id}-t"), format!("{id}-d"));
    tag("svg")
        .class(format!("picture {class}"))
        .attribute("viewBox", format!("0 0 {} {}", size.0, size.1))
        .attribute("role", "img")
        .attribute("aria-labelledby", format!("{named} {described}"))
        .with(tag("title").attribute("id", named).with(title))
        .with(tag("desc").attribute("id", described).with(description))
        .with(content)
        .into()
}

/// A path with a class.
fn path(class: &str, drawn: impl AsRef<str>) -> Element {
    tag("path").class(class).attribute("d", drawn)
}

/// A place on a picture, to a tenth.
fn at(place: f64) -> String {
    let tenths = (place * 10.0).round() / 10.0;
    tenths.to_string()
}

/// A rectangle as a path; nothing where it has no width.
fn bar(class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) -> Option<Element> {
    let drawn = || {
        format!(
            "M{} {}h{}v{}H{}z",
            at(x),
            at(y),
            at(width),
            at(height),
            at(x)
        )
    };
    (width > 0.0).then(|| path(class, drawn()))
}
