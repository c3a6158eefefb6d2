//! The guide to the rules: what it says, where it leads, and that the committed one is up to date.

mod links;
mod walk;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::engine::PACK;
use reinspect::coverage::coverage;
use reinspect::diagnostic::SourceText;
use reinspect::guide::{self, Pages, drift::Drift};
use reinspect::pack::rule_test::RuleTest;
use reinspect::pack::{self, Pack};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The guide to the default pack.
static GUIDE: LazyLock<Pages> = LazyLock::new(|| {
    let (loaded, found) = pack::load_with_tests(&pack::embedded());
    let (_, tests) = loaded.unwrap_or_else(|| panic!("{found:?}"));
    guide::write(&PACK, &tests)
});

#[test]
fn the_committed_guide_is_what_the_rules_write() {
    let held = held("docs/pack");
    let held = held.into_iter().map(|(path, text)| (path, Some(text)));
    let drift = Drift::of(&GUIDE, &held.collect());
    assert!(
        drift.is_none(),
        "run `cargo run -- rules docs`, look at what changed and commit it: {drift:#?}"
    );
}

/// The pages were worked out by hand from the rules beside them.
#[test]
fn the_guide_to_an_invented_pack_is_as_worked_out_by_hand() {
    let (pack, cases) = invented();
    let written = guide::write(&pack, &cases);
    let by_hand = held("tests/fixtures/guide/pages");
    assert_eq!(written.len(), by_hand.len());
    for (path, text) in by_hand {
        assert_eq!(written[&path], text, "{path}");
    }
    assert_eq!(guide::write(&pack, &cases), written);
}

#[test]
fn a_pack_without_tests_benchmarks_or_timescales_has_a_guide_that_says_so() {
    let (mut pack, _) = invented();
    pack.benchmarks = pack::Benchmarks::default();
    pack.frameworks.retain(|framework| framework.id != "ts");
    let written = guide::write(&pack, &[]);
    let page = &written["criteria/calls-are-returned.md"];
    assert!(page.contains("\n\nNo rule test yet.\n\n"), "{page}");
    assert!(
        page.contains("\n\nNo published figure is set beside it.\n\n"),
        "{page}"
    );
    assert!(!page.contains("ts:T01"), "{page}");
    let timescales = &written["by-timescale.md"];
    assert!(
        timescales.ends_with("\n\nThe rules hold no timescales.\n"),
        "{timescales}"
    );
    links::all_resolve(&written);
}

#[test]
fn the_figures_of_coverage_are_those_of_the_command() {
    let page = &GUIDE["coverage.md"];
    let rows: BTreeMap<&str, Vec<usize>> = page
        .lines()
        .skip_while(|line| !line.starts_with("| in all |"))
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let label = cells.next().unwrap();
            (label, cells.map(|cell| cell.parse().unwrap()).collect())
        })
        .collect();
    let found = coverage(&PACK);
    let each = |of: &dyn Fn(&reinspect::coverage::FrameworkCoverage) -> usize| -> Vec<usize> {
        found.frameworks.iter().map(of).collect()
    };
    assert_eq!(rows["in all"], each(&|f| f.expectations.len()));
    assert_eq!(rows["tested by any"], each(&|f| f.tested));
    assert_eq!(rows["not assessable"], each(&|f| f.not_assessable));
    assert_eq!(rows["tested by nothing"], each(&|f| f.nothing));
    for kind in pack::KindOfEvidence::ALL {
        let label = format!("tested by {}", kind.words());
        assert_eq!(
            rows[label.as_str()],
            each(&|f| f.tested_by[&kind]),
            "{label}"
        );
    }
    assert_eq!(rows.len(), 4 + pack::KindOfEvidence::ALL.len());
}

/// The invented pack, with the texts that it was read from.
fn invented() -> (Pack, Vec<RuleTest>) {
    let texts: Vec<SourceText> = held("tests/fixtures/guide/rules")
        .into_iter()
        .map(|(path, text)| SourceText::new(path.as_str(), text.as_str()))
        .collect();
    let (loaded, found) = pack::load_with_tests(&texts);
    assert!(found.is_empty(), "{found:?}");
    loaded.unwrap()
}

/// Every file of a folder of the project, by its path in it.
fn held(folder: &str) -> BTreeMap<String, String> {
    let root = Path::new(ROOT).join(folder);
    let mut held = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(&root).unwrap().to_str().unwrap();
                let text = fs::read_to_string(&path).unwrap();
                held.insert(inside.replace('\\', "/"), text);
            }
        }
    }
    held
}
