use super::likeness::{self, ENOUGH, Folded, MAYBE};

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
        ("Staff no", "Staff ID"),
        ("Staff no.", "Staff number"),
        ("SW ref", "Social worker ID"),
        ("Dt of sup", "Date of supervision"),
        ("Sup mtg date", "Supervision meeting date"),
        ("YP number", "Young person ID"),
        ("DoB", "Date of birth"),
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
        ("Team manager staff no", "Staff ID"),
        ("Child no longer seen", "Child ID"),
        ("Staff no", "Child ID"),
        ("Staff name", "Staff ID"),
        ("Number of children", "Children ID"),
        ("12/09/2026", "Visit date"),
    ] {
        assert!(of(one, other) < ENOUGH, "{one}: {}", of(one, other));
    }
}

fn akin(one: &str, other: &str) -> u32 {
    likeness::akin(&Folded::new(one), &Folded::new(other))
}

#[test]
fn words_of_weight_that_may_stand_for_each_other_make_a_maybe() {
    for (one, other) in [
        (
            "Date panel agreed entry",
            "Date decision made to enter pre-proceedings",
        ),
        ("Worker no", "Staff ID"),
        ("Closed date", "PLO end date"),
        ("Type of session", "Kind of supervision session"),
    ] {
        assert!(akin(one, other) >= MAYBE, "{one}: {}", akin(one, other));
        assert!(of(one, other) < ENOUGH, "{one}: {}", of(one, other));
    }
    for (one, other) in [
        ("Agreed at panel", "Date entered PLO"),
        ("Date seen", "Date of audit"),
        ("Child ref", "Child ID"),
        ("Start date", "End date"),
        ("Date commenced", "Date closed"),
        ("Planned visit", "Visit date"),
        ("Staff name", "Staff ID"),
    ] {
        assert!(akin(one, other) < MAYBE, "{one}: {}", akin(one, other));
    }
}
