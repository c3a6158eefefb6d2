use super::likeness::{self, ENOUGH, Folded};

fn of(one: &str, other: &str) -> u32 {
    likeness::of(&Folded::new(one), &Folded::new(other))
}

#[test]
fn headings_with_the_same_meaning_are_alike() {
    for (one, other) in [
        ("Date of supervison", "Date of supervision"),
        ("Visit date (actual)", "Visit date"),
        ("Was child seen", "Child seen"),
        ("Supervision session date", "Date of supervision session"),
        ("Strated on", "Started on"),
    ] {
        assert!(of(one, other) >= ENOUGH, "{one}: {}", of(one, other));
    }
}

#[test]
fn headings_with_another_meaning_are_not() {
    for (one, other) in [
        ("Previous review date", "Review date"),
        ("Planned visit date", "Visit date"),
        ("Date of birth", "Date of audit"),
        ("Start date", "End date"),
        ("Child name", "Child ID"),
        ("Child not seen", "Child seen"),
        ("Notes", "Note of a visit"),
        ("", "Visit date"),
        ("12/09/2026", "Visit date"),
    ] {
        assert!(of(one, other) < ENOUGH, "{one}: {}", of(one, other));
    }
}
