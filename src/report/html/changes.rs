//! What changed since an earlier run, where one was named.

use super::markup::Html;
use super::table::{Table, cell};
use super::view::View;
use super::{comparison, link_to, p, section as section_of};
use crate::assessment::{Changes, Way};
use crate::report::words;

/// The changes; nothing without an earlier run to compare with.
pub(super) fn section(view: &View<'_>) -> Html {
    let Some(changes) = &view.assessment.changes else {
        return Html::none();
    };
    let mut content = p(summary(changes));
    if changes.rules_changed {
        content.push(p(
            "The rules changed too, so what the evidence did cannot be told apart from what they \
                        did.",
        ));
    }
    content.push(comparison::areas_table(changes));
    if !changes.changes.is_empty() {
        content.push(Html::from(table(view, changes)));
    }
    let title = format!("What changed since {}", changes.since.long());
    section_of("changes", &title, content)
}

fn summary(changes: &Changes) -> String {
    let number = |way| changes.changes.iter().filter(|c| c.way == way).count();
    format!(
        "{} better, {} worse, {} changed otherwise, {} as before. What was met and is no longer known counts \
         as worse.",
        number(Way::Better),
        number(Way::Worse),
        number(Way::Neither),
        words::thousands(changes.unchanged),
    )
}

fn table(view: &View<'_>, changes: &Changes) -> Table {
    let heads = [
        "Criterion",
        "Which way",
        "Then",
        "Now",
        "What made the difference",
    ];
    let mut table = Table::new("Criteria whose state is another than it was", heads);
    for change in &changes.changes {
        table.row([
            cell(link_to(view, &change.criterion)),
            cell(words::way(change.way)),
            cell(words::state_or_none(change.then)),
            cell(words::state_or_none(change.now)),
            cell(words::cause(change.cause)),
        ]);
    }
    table
}
