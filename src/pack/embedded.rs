//! The default pack, which is part of the program.

use include_dir::{Dir, include_dir};

use crate::diagnostic::SourceText;

static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The files of the default pack, in the order of their names, which begin with `rules/`.
pub fn embedded() -> Vec<SourceText> {
    let mut files = Vec::new();
    collect(&RULES, &mut files);
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<SourceText>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        let extension = file.path().extension();
        let of_a_pack = extension.is_some_and(|e| e == "toml" || e == "csv");
        if let (true, Some(text)) = (of_a_pack, file.contents_utf8()) {
            files.push(SourceText::new(format!("rules/{name}"), text));
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
