//! Documents in Markdown and plain text.

use reinspect::evidence::DatedBy;
use reinspect::evidence::extract::RawDocument;

use super::support::{only, read};

fn document(path: &str, text: &str) -> RawDocument {
    let read = read(path, text);
    assert_eq!((read.found.problem, read.extracts.len()), (None, 0));
    assert_eq!(read.documents.len(), 1);
    read.documents.into_iter().next().unwrap()
}

#[test]
fn front_matter_headings_and_words() {
    let text = "---\ntitle: \"Sufficiency strategy\"\ndated: 2026-05-01   # signed then\napproved: yes\n---\n\n\
        # Homes for our children\n\nThe children’s   homes –\nneeds\n\n## Needs ##\n\n```\n# not a heading\n```\n\n\
        What we will do\n---------------\n\n| a |\n|---|\n\n#hashtag\n";
    let document = document("plans/sufficiency.md", text);
    assert_eq!(document.title.as_deref(), Some("Sufficiency strategy"));
    assert_eq!(document.approved, Some(true));
    assert_eq!(
        document.headings,
        ["Homes for our children", "Needs", "What we will do"]
    );
    let text = document.text.unwrap();
    assert!(
        text.contains("the children's homes needs ## needs"),
        "{text}"
    );
    assert!(
        !text.contains("sufficiency strategy"),
        "front matter is not its text"
    );
    let (day, by) = document.own_date.unwrap();
    assert_eq!(
        (day.to_string().as_str(), by),
        ("2026-05-01", DatedBy::FrontMatter)
    );
    assert_eq!(&*document.path, "plans/sufficiency.md");
    assert_eq!(document.sha256.len(), 64);
}

#[test]
fn front_matter_between_pluses() {
    let text = "+++\ntitle = 'Plan'\ndate = 1 May 2026\napproved = 2026-06-01\n+++\nText\n";
    let document = document("plan.md", text);
    assert_eq!(document.title.as_deref(), Some("Plan"));
    assert_eq!(document.approved, Some(true), "a date of approval");
    assert_eq!(document.own_date.unwrap().0.to_string(), "2026-05-01");
    assert_eq!(document.text.as_deref(), Some("text"));
}

#[test]
fn without_front_matter_the_first_heading_is_the_title() {
    let plain = document("plan.md", "Words before\n\n# The plan\r\n");
    assert_eq!(plain.title.as_deref(), Some("The plan"));
    assert_eq!((plain.approved, plain.own_date), (None, None));
    let open = document("plan.md", "---\ntitle: never closed\n");
    assert_eq!(open.title, None);
    let draft = document("plan.md", "---\nstatus: Draft\n---\n");
    assert_eq!(draft.approved, Some(false));
}

#[test]
fn a_text_file_is_a_list_only_if_one_is_recognised_in_it() {
    let csv = include_str!("../../fixtures/evidence/visits.csv");
    assert_eq!(
        only(&read("visits.txt", csv.replace(',', "\t")))
            .table
            .rows(),
        5
    );
    let note = document(
        "notes.txt",
        "Practice standards\n==================\nVisit, see, listen.\n",
    );
    assert_eq!(note.headings, ["Practice standards"]);
}

#[test]
fn a_day_of_approval_is_kept_whichever_key_says_it() {
    for (front, approved) in [
        ("approved: 2026-12-01", Some(true)),
        ("approved: yes\napproved_on: 2026-12-01", Some(true)),
        ("approved_on: 2026-12-01\napproved: no", Some(false)),
        ("approved: no\napproved_on: 2026-12-01", Some(false)),
    ] {
        let document = document("plan.md", &format!("---\n{front}\n---\n# Plan\n"));
        assert_eq!(document.approved, approved, "{front}");
        let on = document.approved_on.map(|day| day.to_string());
        assert_eq!(on.as_deref(), Some("2026-12-01"), "{front}");
    }
}

#[test]
fn a_text_longer_than_any_document_is_refused() {
    let long = "# a\n".repeat(1_100_000);
    for name in ["plan.md", "plan.txt"] {
        let read = read(name, &long);
        assert!(read.documents.is_empty(), "{name}");
        let why = read.found.problem.unwrap();
        assert!(why.starts_with("more than a document holds"), "{why}");
    }
}
