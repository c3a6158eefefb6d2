//! `rules docs` as text: where the guide is, or which of its pages are not as the rules write them.

use serde::Serialize;

use super::drift::Drift;
use crate::report::style::wrap;
use crate::report::{Style, words};

/// The most pages that are named of each sort.
const MOST_NAMED: usize = 20;

/// What became of a guide, or how it stands.
#[derive(Debug, Clone, Serialize)]
pub struct GuideReport {
    /// The shape of this result.
    pub schema: &'static str,
    /// The folder of the guide.
    pub folder: String,
    /// How many pages the rules write.
    pub pages: usize,
    /// Whether they were written, so that what differed does so no more.
    pub written: bool,
    /// What was not as the rules write it.
    #[serde(flatten)]
    pub drift: Drift,
    /// The command that writes the guide.
    pub command: String,
}

/// Renders what became of a guide, or how it stands.
pub fn render(report: &GuideReport, style: &Style) -> String {
    let text = if report.written {
        written(report)
    } else if report.drift.is_none() {
        let pages = words::count(report.pages as u64, "page", "pages");
        format!(
            "{pages} of the guide in `{}`, as the rules write them\n",
            report.folder
        )
    } else {
        drifted(report, style)
    };
    style.plain(&text)
}

fn written(report: &GuideReport) -> String {
    let drift = &report.drift;
    format!(
        "{} of the guide in `{}`: {} new, {} changed, {} removed\n",
        words::count(report.pages as u64, "page", "pages"),
        report.folder,
        drift.missing.len(),
        drift.different.len(),
        drift.extra.len(),
    )
}

fn drifted(report: &GuideReport, style: &Style) -> String {
    let drift = &report.drift;
    let mut out = vec![format!(
        "The guide in `{}` is not as the rules write it",
        report.folder
    )];
    for (paths, what) in [
        (&drift.missing, "Missing"),
        (&drift.different, "Different"),
        (&drift.extra, "Left over, for the rules write no such page"),
        (
            &drift.foreign,
            "No page of a guide, so to be moved away by hand",
        ),
    ] {
        if !paths.is_empty() {
            out.push(format!("{what} ({}):", paths.len()));
            let named = paths.iter().take(MOST_NAMED);
            out.extend(named.map(|path| wrap(path, style.width, "  ", "    ")));
            let more = paths.len().saturating_sub(MOST_NAMED);
            out.extend((more > 0).then(|| format!("  and {more} more")));
        }
    }
    // Not wrapped, so that it can be copied whole.
    out.push(format!("Write it again:  {}", report.command));
    out.join("\n") + "\n"
}
