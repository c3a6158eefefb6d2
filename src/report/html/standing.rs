//! How it stands, in one paragraph.

use super::markup::{Html, tag};
use super::section as section_of;
use super::view::View;
use crate::report::text;

/// One paragraph, numbers first.
pub(super) fn section(view: &View<'_>) -> Html {
    let said = text::answer(view.assessment);
    section_of(
        "standing",
        "In one paragraph",
        tag("p").class("lead").with(said),
    )
}
