//! Which texts are shown, and which words say that nothing is known.

use super::*;

#[test]
fn only_the_shape_of_a_date_is_shown_and_never_a_birth_date() {
    let show = |given, spec: &ColumnSpec| shown(Raw::text(given), spec);
    let dates = spec(ColumnType::Date);
    assert_eq!(show(" 31/02/2026 ", &dates).as_deref(), Some("31/02/2026"));
    assert_eq!(show("2026-13-01", &dates).as_deref(), Some("2026-13-01"));
    for other in [
        "1234567",
        "Alex Smith",
        "44197",
        "12 High Street",
        "Jan Smith 2012",
    ] {
        assert_eq!(show(other, &dates), None, "{other:?}");
    }
    let born = ColumnSpec {
        personal: Some(Personal::BirthDate),
        ..spec(ColumnType::Date)
    };
    assert_eq!(show("31/02/2016", &born), None);
    for slipped in [ColumnType::Number, ColumnType::YesNo, ColumnType::Code] {
        assert_eq!(show("07/12/2016", &spec(slipped)), None, "{slipped:?}");
    }
}

#[test]
fn words_of_people_for_nothing_known_are_told_and_those_of_systems_are_not() {
    let said = |text, kind| says_nothing(Raw::Text(text), kind);
    for text in [
        "TBC",
        "tba",
        "n/a",
        "N/A",
        "-",
        "none",
        "Unknown",
        "not known",
        "Pending",
    ] {
        for kind in [
            ColumnType::Date,
            ColumnType::Number,
            ColumnType::YesNo,
            ColumnType::Code,
        ] {
            assert!(said(text, kind), "{text}");
        }
        assert!(!said(text, ColumnType::Text), "{text}");
        // They come out blank wherever they are no code.
        let mut scratch = String::new();
        let date = spec(ColumnType::Date);
        assert_eq!(decode(text, &date, &mut scratch), Ok(Cell::Blank), "{text}");
    }
    for text in ["NULL", "NaN", "NaT", "<NA>", "soon", "c"] {
        assert!(!said(text, ColumnType::Date), "{text}");
    }
}
