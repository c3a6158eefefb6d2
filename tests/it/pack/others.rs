//! The code that values not listed are read as, with mistakes.

use super::fixtures::{check, files, folder, place};

/// The code, the underlined place and the help of everything found where `kind` of the small pack's
/// visits is declared so.
fn found(kind: &str) -> Vec<String> {
    let mut files = files(&folder().join("_base"));
    let path = files.keys().find(|path| path.starts_with("datasets/"));
    let path = path.unwrap().clone();
    let list = files.get_mut(&path).unwrap();
    let codes = "codes = { statutory = [\"Stat\"], other = [\"Oth\"] }";
    assert!(list.contains(codes));
    *list = list.replacen(codes, kind, 1);
    let found = check(&files);
    let said = found.iter().map(|d| {
        let place = place(d, &files);
        let (_, text) = place.split_once(' ').unwrap();
        format!(
            "{} {text}: {}",
            d.code,
            d.help.as_deref().unwrap_or_default()
        )
    });
    said.collect()
}

#[test]
fn any_other_value_is_read_as_a_code_of_the_column() {
    let codes = "codes = { statutory = [\"Stat\"], other = [\"Oth\"] }";
    assert_eq!(found(&format!("{codes}\nothers = \"other\"")), [""; 0]);
    assert_eq!(
        found(&format!("{codes}\nothers = \"othr\"")),
        ["bad-value \"othr\": did you mean `other`?"]
    );
    assert_eq!(
        found(&format!("{codes}\nothers = \"elsewhere\"")),
        ["bad-value \"elsewhere\": add the code to `codes`, or take `others` out"]
    );
}

#[test]
fn without_codes_there_is_nothing_to_read_others_as() {
    let told = found("others = \"other\"");
    let expected = "codes-not-used \"other\": add the codes, or take `others` out";
    assert!(told.contains(&expected.to_owned()), "{told:?}");
}
