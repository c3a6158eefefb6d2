//! The table of codes: each unique, well formed, explained, and shown somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reinspect::diagnostic::Code;

#[test]
fn codes_are_unique_well_formed_and_explained() {
    let mut names = BTreeSet::new();
    for code in Code::ALL {
        let name = code.name();
        assert!(names.insert(name), "`{name}` stands once");
        let kebab = name
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()));
        assert!(kebab, "`{name}` is in kebab case");
        assert_eq!(Code::parse(name), Some(*code));
        assert!(
            !code.title().ends_with('.'),
            "the title of `{name}` is a fragment"
        );
        assert!(
            code.explanation().ends_with('.'),
            "`{name}` is explained in sentences"
        );
    }
}

/// A code is shown by a folder of its name under `tests/fixtures/<stage>`, or by a test that names it.
#[test]
fn every_code_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = String::new();
    for folder in ["src", "tests"] {
        gather(&root.join(folder), &mut tests);
    }
    let stages: Vec<_> = fs::read_dir(root.join("tests/fixtures"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let unshown: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !stages.iter().any(|stage| stage.join(code.name()).is_dir()))
        .filter(|code| !tests.contains(&format!("Code::{code:?}")))
        .filter(|code| !tests.contains(&format!("\"{}\"", code.name())))
        .map(|code| code.name())
        .collect();
    assert_eq!(unshown, Vec::<&str>::new());
}

/// Collects the text of test files: those in a `tests` folder or named `tests.rs`.
fn gather(folder: &Path, texts: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let test = path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            part == "tests" || part == "tests.rs"
        });
        if path.is_dir() {
            gather(&path, texts);
        } else if test && path.extension().is_some_and(|extension| extension == "rs") {
            texts.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
