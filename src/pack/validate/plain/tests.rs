use super::words::AVOID;
use super::*;
use crate::diagnostic::Spot;
use crate::pack::{check, embedded};

/// What is underlined in a text, and what is said of it.
fn said(text: &str, kind: Kind) -> Vec<(String, &'static str)> {
    let letters: Vec<char> = text.chars().collect();
    let words = |fault: Fault| (letters[fault.at.clone()].iter().collect(), fault.what);
    faults(text, kind).into_iter().map(words).collect()
}

fn one(text: &str, kind: Kind) -> (String, &'static str) {
    let mut all = said(text, kind);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.remove(0)
}

/// So many words of one letter.
fn words(many: usize) -> String {
    vec!["a"; many].join(" ")
}

#[test]
fn a_sentence_has_at_most_25_words() {
    let long = "a sentence that is too long to follow";
    assert_eq!(said(&format!("{}.", words(25)), Kind::Reason), []);
    assert_eq!(
        one(&format!("{}.", words(26)), Kind::Reason),
        (words(26), long)
    );
    // The second sentence alone is too long, and a colon ends none.
    let text = format!("Short. {}: {}.", words(13), words(13));
    let meant = format!("{}: {}", words(13), words(13));
    assert_eq!(one(&text, Kind::Advice), (meant, long));
    assert_eq!(
        said(&format!("{}. {}.", words(25), words(25)), Kind::Reason),
        []
    );
}

#[test]
fn a_title_is_one_statement_of_at_most_14_words() {
    assert_eq!(said(&words(14), Kind::Title), []);
    let long = "a title that is too long to take in at once";
    assert_eq!(one(&words(15), Kind::Title), (words(15), long));
    let not_one = "a title that is not one statement";
    assert_eq!(
        one("Plans work.", Kind::Title),
        ("Plans work".into(), not_one)
    );
    assert_eq!(one("Do plans work?", Kind::Title).1, not_one);
    assert_eq!(one("Plans work. They hold", Kind::Title).1, not_one);
    // A point within a number ends nothing.
    assert_eq!(said("At most 2.5 days are lost", Kind::Title), []);
}

#[test]
fn a_question_is_one_sentence_that_asks() {
    let not_one = "a question that is not one question";
    assert_eq!(said("Is the child seen?", Kind::Question), []);
    for text in [
        "The child is seen.",
        "Is the child seen",
        "Seen? By whom?",
        "Say. Is it so?",
    ] {
        assert_eq!(one(text, Kind::Question).1, not_one, "{text}");
    }
}

#[test]
fn reasons_and_advice_have_two_sentences_and_advice_says_what_to_do() {
    let many = "more sentences than are read";
    assert_eq!(said("One. Two.", Kind::Advice), []);
    assert_eq!(
        one("One. Two. Three.", Kind::Advice),
        ("One. Two. Three".into(), many)
    );
    assert_eq!(one("One! Two? Three.", Kind::Reason).1, many);
    let idle = "advice that nobody can carry out";
    for verb in ["Consider", "continue", "Strive"] {
        let text = format!("{verb} with the plan.");
        assert_eq!(one(&text, Kind::Advice), (verb.to_owned(), idle));
        assert_eq!(said(&text, Kind::Reason), []);
    }
}

#[test]
fn signs_are_words_that_nobody_can_read_aloud() {
    let bracket = "a remark in brackets";
    assert_eq!(one("Plans (all of them) work.", Kind::Reason).1, bracket);
    assert_eq!(
        one("Write the plan [now].", Kind::Advice),
        ("[now].".into(), bracket)
    );
    let stroke = "a stroke between words";
    assert_eq!(
        one("Plans and/or letters", Kind::Title),
        ("and/or".into(), stroke)
    );
    let sign = "a sign for a word";
    assert_eq!(one("Are 85% seen?", Kind::Question), ("85%".into(), sign));
    assert_eq!(said("So 85% are seen.", Kind::Reason), []);
}

#[test]
fn abbreviations_are_written_out() {
    let short = "an abbreviation";
    for (text, meant) in [
        ("The RAG is met.", "RAG"),
        ("The child's CIN-plan holds.", "CIN-plan"),
        ("Social workers (IROs) ask.", "IROs"),
        ("Ask the LADO's office.", "LADO's"),
    ] {
        assert!(
            said(text, Kind::Reason).contains(&(meant.to_owned(), short)),
            "{text}"
        );
    }
    for text in [
        "The GP, the GPs and the NHS's nurse meet.",
        "DfE pays. I do.",
        "An Anglo-Saxon.",
    ] {
        assert_eq!(said(text, Kind::Reason), [], "{text}");
    }
}

/// A form as it could stand in a text.
fn example(form: &str) -> String {
    form.replace('*', "xx")
}

#[test]
fn every_word_of_the_table_is_found_and_no_part_of_another() {
    for form in AVOID.iter().flat_map(|(forms, _)| forms.split('|')) {
        let meant = example(form);
        for text in [
            format!("We {meant} it"),
            format!("We, {}, hold", meant.to_uppercase().to_lowercase()),
            format!("It is “{meant}”"),
        ] {
            let found = (meant.clone(), "a word that families would not use");
            assert!(said(&text, Kind::Reason).contains(&found), "{text}");
        }
    }
    assert_eq!(
        one("We Ensure it", Kind::Reason),
        ("Ensure".into(), "a word that families would not use")
    );
    for text in [
        "The aviary, a prior order, the sort of kinship carer and a key worker.",
        "In case of need, the student on placement delivers the letter to the mother and baby unit.",
        "Contacts lead to a step, and a step down the road.",
    ] {
        assert_eq!(said(text, Kind::Reason), [], "{text}");
    }
}

#[test]
fn the_words_are_underlined_where_they_stand_in_the_file() {
    let text = "[[criterion]]\ntitle = \"Plans hold \\\"robust\\\" help\"\nasks = 'Is é via it?'\n";
    let files = [
        SourceText::new("rules/criteria/mine.toml", text),
        SourceText::new(
            "rules/datasets/mine.toml",
            "[[dataset]]\n[[dataset.column]]\nasks = \"Is it so\"\n",
        ),
    ];
    let found = plain_english(&files);
    let place = |d: &Diagnostic| match &d.place {
        Some(Spot::Text(place)) => (place.file.to_string(), place.line, place.column),
        other => panic!("{other:?}"),
    };
    let places: Vec<_> = found.iter().map(place).collect();
    let criteria = "rules/criteria/mine.toml".to_owned();
    let datasets = "rules/datasets/mine.toml".to_owned();
    assert_eq!(
        places,
        [
            (criteria.clone(), 2, 23),
            (criteria, 3, 14),
            (datasets, 3, 9)
        ]
    );
}

#[test]
fn the_default_pack_is_in_plain_english() {
    let files = embedded();
    let found = plain_english(&files);
    let said: Vec<_> = found.iter().map(|d| (&d.place, &d.found)).collect();
    assert!(said.is_empty(), "{said:?}");
    // One word put into each text is found in each: nothing was passed over.
    let spoil = |file: &SourceText| {
        let lines = file.text.lines().map(|line| {
            let key = line.split_once('=').map(|(key, _)| key.trim());
            match key {
                Some("title" | "asks" | "why" | "improve") => line.replacen('"', "\"Via it ", 1),
                _ => line.to_owned(),
            }
        });
        SourceText::new(&*file.file, lines.collect::<Vec<_>>().join("\n"))
    };
    let spoilt: Vec<SourceText> = files.iter().map(spoil).collect();
    let via = |d: &&Diagnostic| d.found.as_deref() == Some("`Via`");
    let texts = |folder: &str, keys: &[&str]| {
        let own = files.iter().filter(|f| f.file.contains(folder));
        let lines = own.flat_map(|f| f.text.lines());
        let keys = |line: &&str| {
            line.split_once('=')
                .is_some_and(|(k, _)| keys.contains(&k.trim()))
        };
        lines.filter(keys).count()
    };
    let expected =
        texts("criteria/", &["title", "asks", "why", "improve"]) + texts("datasets/", &["asks"]);
    assert_eq!(plain_english(&spoilt).iter().filter(via).count(), expected);
}

/// What is not plain in the texts of a pack, whatever else is wrong with it.
fn plain_english(files: &[SourceText]) -> Vec<Diagnostic> {
    let (_, mut found) = check(files);
    found.retain(|d| d.code == Code::PlainEnglish);
    found
}
