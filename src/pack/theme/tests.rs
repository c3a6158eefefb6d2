use super::phrase::{Phrase, words};

fn holds(phrase: &str, text: &str) -> bool {
    Phrase::parse(phrase).unwrap().is_in(&words(text))
}

#[test]
fn words_are_small_letters_and_digits_and_apostrophes_join_what_they_part() {
    assert_eq!(
        words("16- and 17-year-olds’ PRE- proceedings (PLO), children's."),
        [
            "16",
            "and",
            "17",
            "year",
            "olds",
            "pre",
            "proceedings",
            "plo",
            "childrens"
        ]
    );
    assert_eq!(words(" – "), Vec::<String>::new());
}

#[test]
fn a_phrase_is_whole_words_that_stand_together_unless_it_says_otherwise() {
    assert!(holds("go missing", "children who go missing"));
    assert!(!holds("go missing", "go and are missing"));
    assert!(!holds("plan", "plans"));
    assert!(holds("plan*", "plans") && holds("plan*", "plan") && !holds("plan*", "explan"));
    assert!(holds("case direction*", "the case directions given"));
    assert!(holds("manager* & direction*", "direction by managers"));
    assert!(!holds("manager* & direction*", "direction by leaders"));
}

#[test]
fn what_is_struck_out_leaves_a_gap_that_nothing_is_found_across() {
    let strike = |phrase: &str, text: &str| {
        let mut words = words(text);
        Phrase::parse(phrase).unwrap().strike(&mut words);
        words.join(" ")
    };
    assert_eq!(
        strike("safety plan*", "a safety plan and safety plans"),
        "a | and |"
    );
    assert_eq!(
        strike("safety plan*", "plans for safety"),
        "plans for safety"
    );
    // Each is struck once, however short what is left.
    assert_eq!(strike("plan*", "plans plan"), "| |");
}

#[test]
fn a_phrase_without_words_or_with_marks_is_none() {
    for bad in ["", " ", "*", "&", "a &", "a, b", "Plan", "a**"] {
        assert_eq!(Phrase::parse(bad), None, "{bad}");
    }
    assert!(!Phrase::parse("so that").unwrap().has_parts());
    assert!(Phrase::parse("a & b").unwrap().has_parts());
}
