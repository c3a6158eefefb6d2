//! `rules test --mutate` as text: each change that no test noticed, then a count.

use super::style::wrap;
use super::{Style, words};
use crate::mutation::Mutation;

/// Renders what became of the changes.
pub fn render(mutation: &Mutation, style: &Style) -> String {
    let mut out = Vec::new();
    for survivor in &mutation.survivors {
        out.push(wrap(&survivor.sentence, style.width, "", "  "));
        out.push(format!("  {}:{}", survivor.file, survivor.line));
        out.push(wrap(&survivor.help, style.width, "  ", "    "));
        out.push(String::new());
    }
    out.push(format!(
        "{} made to the rules: {} noticed by a test, {} by none",
        words::count(mutation.mutants as u64, "change", "changes"),
        mutation.noticed,
        mutation.survivors.len()
    ));
    style.plain(&(out.join("\n") + "\n"))
}
