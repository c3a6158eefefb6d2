//! Packs: loading, mistakes, schemas.

mod benchmarks;
mod codes;
mod fixtures;
mod local;
mod others;
mod recovery;
mod schemas;
mod subjects;
mod themes;
mod twelve_mistakes;

use crate::engine::PACK;
use reinspect::diagnostic::draw;
use reinspect::pack;

#[test]
fn every_profile_of_the_default_pack_chooses_criteria_and_the_graded_one_all() {
    let held = |id: &str| {
        let profile = PACK.profiles.iter().find(|profile| profile.id == id);
        let profile = profile.unwrap();
        PACK.criteria.iter().filter(|c| profile.holds(c)).count()
    };
    assert_eq!(held("graded"), PACK.criteria.len());
    let of_visits = [
        "front-door",
        "need-and-protection",
        "children-in-care",
        "care-leavers",
        "permanence",
        "vulnerable-adolescents",
    ];
    for id in of_visits {
        assert!(held(id) > 10, "{id} has {}", held(id));
        assert!(held(id) < PACK.criteria.len(), "{id} has all");
    }
}

#[test]
fn the_default_pack_tests_every_expectation_or_says_why_none_can() {
    let found = reinspect::coverage::coverage(&PACK);
    assert!(found.is_whole());
    // What cannot be tested is the exception.
    let beyond: usize = found.frameworks.iter().map(|f| f.not_assessable).sum();
    assert!(beyond < 5, "{beyond}");
}

#[test]
fn the_default_pack_has_no_mistakes() {
    let files = pack::embedded();
    let (pack, found) = pack::load(&files);
    assert_eq!(draw::plain(&found, &[]), "");
    let pack = pack.expect("a pack without errors");
    assert_eq!(pack.frameworks.len(), 3);
}

#[test]
fn the_rule_tests_of_the_default_pack_have_no_mistakes() {
    let files = pack::embedded();
    let (loaded, found) = pack::load_with_tests(&files);
    assert_eq!(draw::plain(&found, &[]), "");
    let (pack, tests) = loaded.expect("a pack without errors");
    for criterion in &pack.criteria {
        assert!(
            tests.iter().any(|test| test.criterion == criterion.id),
            "`{}` has a test",
            criterion.id
        );
    }
}

#[test]
fn the_digest_depends_on_names_and_contents_but_not_on_the_folder_or_the_order() {
    let text = |name: &str, text: &str| reinspect::diagnostic::SourceText::new(name, text);
    let here = [text("pack.toml", "a"), text("criteria/b.toml", "c")];
    let there = [text("x/y/criteria/b.toml", "c"), text("x/y/pack.toml", "a")];
    assert_eq!(pack::digest(&here), pack::digest(&there));
    let renamed = [text("pack.toml", "a"), text("criteria/bc.toml", "")];
    assert_ne!(pack::digest(&here), pack::digest(&renamed));
    let changed = [text("pack.toml", "a"), text("criteria/b.toml", "d")];
    assert_ne!(pack::digest(&here), pack::digest(&changed));
}
