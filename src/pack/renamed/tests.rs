use super::*;

fn found(change: impl Fn(&mut SourceText)) -> Option<Diagnostic> {
    let mut files = embedded();
    files.iter_mut().for_each(change);
    let (pack, _) = load::load(&files);
    check(&pack.unwrap(), &files)
}

fn rewrite(file: &mut SourceText, name: &str, from: &str, to: &str) {
    if file.file.ends_with(name) {
        *file = SourceText::new(file.file.clone(), file.text.replace(from, to));
    }
}

fn looser(file: &mut SourceText) {
    rewrite(
        file,
        "criteria/workforce.toml",
        "at_least = 90",
        "at_least = 80",
    );
}

#[test]
fn the_built_in_rules_have_their_name_to_themselves() {
    assert!(found(|_| {}).is_none());
    let said = found(looser).unwrap();
    assert_eq!(said.code, Code::NotRenamed);
    let version = env!("CARGO_PKG_VERSION");
    assert!(said.found.unwrap().contains(version));
    let place = said.place.unwrap();
    assert!(format!("{place:?}").contains("pack.toml"), "{place:?}");
}

#[test]
fn a_copy_with_a_version_or_an_id_of_its_own_may_differ() {
    let own_version = |file: &mut SourceText| {
        looser(file);
        rewrite(file, "rules/pack.toml", "\"0.1.0\"", "\"0.1.0-ours\"");
    };
    assert!(found(own_version).is_none());
    let own_id = |file: &mut SourceText| {
        looser(file);
        rewrite(
            file,
            "rules/pack.toml",
            "\"england-childrens-services\"",
            "\"ours\"",
        );
    };
    assert!(found(own_id).is_none());
}
