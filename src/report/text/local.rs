//! Local decisions: waivers, exemptions, tailoring, what was taken out of the run.

use crate::assessment::Assessment;
use crate::report::Style;
use crate::report::decisions::{decisions, off};
use crate::report::style::wrap;

/// Every local decision, so that nobody reads a result without it.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    let mut out = Vec::new();
    for criterion in &assessment.criteria {
        let said = decisions(criterion).into_iter();
        out.extend(said.map(|said| format!("{}: {said}", criterion.id)));
    }
    out.extend(assessment.off.iter().map(off));
    if out.is_empty() {
        return String::new();
    }
    let heading = super::heading("Local decisions", style);
    let items = out.iter().map(|text| wrap(text, style.width, "  ", "    "));
    super::lines(std::iter::once(heading).chain(items))
}
