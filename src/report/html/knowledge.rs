//! What do we know about the quality and impact of our work?

use super::markup::{Html, tag};
use super::view::View;
use super::{areas, heat, measures, section as section_of};

/// Outcomes and enablers, then what inspectors raise, then each measure.
pub(super) fn section(view: &View<'_>) -> Html {
    let others = areas::others(view);
    let mut content = Html::none();
    if !others.is_empty() {
        content.push(tag("h3").with("Outcomes and enablers"));
        content.push(areas::strips(view, &others));
    }
    content.push(areas::numbers(view));
    content.push(heat::kinds(view));
    content.push(heat::themes(view));
    content.push(measures::all(view));
    section_of(
        "knowledge",
        "What do we know about the quality and impact of our work?",
        content,
    )
}
