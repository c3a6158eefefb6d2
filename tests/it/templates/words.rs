//! What a template says in words: what codes mean, which dates may be blank, an example to follow.

use super::*;

#[test]
fn codes_that_are_letters_are_put_in_words_and_dates_that_may_be_blank_say_so() {
    let find = |name: &str| {
        let mut all = templates().into_iter();
        sheets(&all.find(|(file, _)| file == name).unwrap().1)[2]
            .1
            .clone()
    };
    let notes = find("pre-proceedings.xlsx");
    let text = |row: &[Data], at: usize| row[at].to_string();
    let at = notes
        .iter()
        .position(|row| text(row, 0) == "Reason for short notice");
    let rows = &notes[at.unwrap()..][..4];
    let said: Vec<_> = rows
        .iter()
        .map(|row| (text(row, 3), text(row, 4)))
        .collect();
    let expected = [
        ("A", "immediate safety"),
        ("B", "emergency protection order"),
        ("C", "other"),
        ("No short notice applications", ""),
    ];
    assert_eq!(said, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert!(text(&rows[0], 2).contains("Standard Safeguarding Dataset"));
    let mut notes = find("missing-episodes.xlsx").into_iter();
    let returned = notes.find(|row| text(row, 0) == "Date returned").unwrap();
    assert_eq!(
        text(&returned, 2),
        "A date as dd/mm/yyyy. Blank while the child is still missing."
    );
}

#[test]
fn the_days_of_an_example_come_one_after_the_other() {
    let find = |name: &str| {
        let mut all = templates().into_iter();
        sheets(&all.find(|(file, _)| file == name).unwrap().1)[1]
            .1
            .clone()
    };
    let day = |name: &str, heading: &str| {
        let rows = find(name);
        let at = rows[2]
            .iter()
            .position(|cell| *cell == Data::String(heading.into()));
        match &rows[3][at.unwrap()] {
            Data::DateTime(day) => day.as_f64(),
            other => panic!("{other}"),
        }
    };
    for (name, days) in [
        (
            "pre-proceedings.xlsx",
            &[
                "Date decision made to enter pre-proceedings",
                "Date family group meeting offered",
                "Pre-proceedings letter date",
                "Date of initial pre-proceedings meeting",
                "Last pre-proceedings review",
                "Date agreed to step down/issue",
                "Letter of issue sent",
            ][..],
        ),
        (
            "improvement-actions.xlsx",
            &["Start date", "Date closed", "Due date"],
        ),
        (
            "workers.xlsx",
            &["Date qualified", "Date started", "Date left"],
        ),
    ] {
        let days: Vec<f64> = days.iter().map(|heading| day(name, heading)).collect();
        assert!(days.is_sorted(), "{name} {days:?}");
    }
}
