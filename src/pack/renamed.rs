//! Changed copies of the built-in rules, which need a name of their own.

#[cfg(test)]
mod tests;

use super::{Pack, embedded, load};
use crate::diagnostic::{Code, Diagnostic, SourceText};

/// Says of changed rules that they still go by the id and the version of the built-in ones.
///
/// Every report and every kept result names its rules by these two, so that nobody could tell the
/// authority's own rules from the ones that come with the program.
pub(super) fn check(pack: &Pack, files: &[SourceText]) -> Option<Diagnostic> {
    let built_in = embedded();
    let head = built_in.iter().find(|file| is_head(file))?;
    let head: toml::Table = head.text.parse().ok()?;
    let same =
        |key: &str, value: &str| head.get("pack").and_then(|p| p.get(key)?.as_str()) == Some(value);
    let named_alike = same("id", &pack.id) && same("version", &pack.version);
    if !named_alike || load::digest(&built_in) == pack.digest {
        return None;
    }
    let source = files.iter().find(|file| is_head(file))?;
    let named = format!("`{} {}`", pack.id, pack.version);
    let message = "these rules are not the built-in ones and go by their name";
    Some(
        Diagnostic::new(Code::NotRenamed, message)
            .at(source.place(version_in(&source.text)))
            .found(named)
            .expected("an id or a version of their own")
            .help(format!("write a version such as `{}-ours`", pack.version)),
    )
}

fn is_head(file: &SourceText) -> bool {
    &*file.file == "pack.toml" || file.file.ends_with("/pack.toml")
}

/// The line of the version.
fn version_in(text: &str) -> std::ops::Range<usize> {
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("version") {
            return from..from + line.trim_end().len();
        }
        from += line.len();
    }
    0..0
}
