//! What changed since an earlier run, where one was named.

use super::markup::Html;
use super::view::View;

/// The changes; nothing without an earlier run to compare with.
pub(super) fn section(_view: &View<'_>) -> Html {
    Html::none()
}
