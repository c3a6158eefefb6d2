use crate::evidence::{DatedBy, Document as Found, FileFound, Standing};
use crate::measure::testing::{World, day, span};
use crate::measure::{Measured, Outcome};
use crate::pack::measures::Document;
use crate::pack::{KindOfEvidence, Measure};
use crate::state::{Reason, State};

fn rule() -> Document {
    Document {
        matches: vec!["*sufficiency*".into()],
        except: vec!["*childcare*".into()],
        dated_within: Some(span("12 months")),
        must_have: vec!["Needs".into(), "Supply".into()],
        must_mention: vec!["kinship".into()],
        approved: true,
    }
}

fn file() -> Found {
    Found {
        name: "sufficiency-strategy.md".into(),
        title: "Homes for our children".into(),
        approved: true,
        headings: vec!["1. NEEDS".into(), "2 Supply:".into()],
        text: Some("our kinship carers".into()),
        unread: None,
        source: 0,
        dated: Some(day("2026-05-01")),
        dated_by: DatedBy::FrontMatter,
        folded: std::sync::OnceLock::new(),
    }
}

fn world() -> World {
    World::new("2026-09-30")
}

fn with(change: impl FnOnce(&mut Found)) -> World {
    let mut found = file();
    change(&mut found);
    world().document(found)
}

fn decided(measured: Measured) -> (State, String) {
    match measured.outcome {
        Outcome::Decided { state, found, .. } => (state, found),
        other => panic!("not decided: {other:?}"),
    }
}

fn state(world: &World) -> State {
    decided(world.measure(Measure::Document(rule()))).0
}

#[test]
fn all_that_it_must_be_is_met() {
    let measured = with(|_| {}).measure(Measure::Document(rule()));
    assert_eq!(measured.sources, [0]);
    assert_eq!(measured.kinds, [KindOfEvidence::Document]);
    assert_eq!(
        (measured.expires, measured.undated),
        (Some(day("2027-05-01")), false)
    );
    let Outcome::Decided {
        state,
        found,
        expected,
    } = measured.outcome
    else {
        panic!("not decided");
    };
    assert_eq!(state, State::Met);
    assert_eq!(found, "a document dated 1 May 2026, approved");
    assert_eq!(
        expected,
        "a document named with \"sufficiency\", and not with \"childcare\", no more than 12 months old, approved, \
         with the headings `Needs`, `Supply`, with a mention of `kinship`"
    );
}

#[test]
fn a_document_of_another_name_is_passed_over() {
    let newer = |name: &str, title: &str| {
        let mut other = file();
        other.name = name.into();
        other.title = title.into();
        other.dated = Some(day("2026-08-01"));
        other.approved = false;
        with(|_| {}).document(other)
    };
    // Its name or its title says that it is another.
    assert_eq!(
        state(&newer("sufficiency-childcare.md", "Places")),
        State::Met
    );
    assert_eq!(
        state(&newer("sufficiency.md", "Childcare places")),
        State::Met
    );
    assert_eq!(state(&newer("sufficiency.md", "Places")), State::NotMet);
    let only = with(|found| found.name = "childcare-sufficiency.md".into());
    let measured = only.measure(Measure::Document(rule()));
    assert!(
        matches!(measured.outcome, Outcome::NotKnown(Reason::NoEvidence, _)),
        "{:?}",
        measured.outcome
    );
}

#[test]
fn a_missing_heading_or_mention_is_nearly_met() {
    let world = with(|d| d.headings = vec!["Needs".into()]);
    let (state, found) = decided(world.measure(Measure::Document(rule())));
    assert_eq!(state, State::Nearly);
    assert_eq!(
        found,
        "a document dated 1 May 2026, approved, without the heading `Supply`"
    );
    let world = with(|d| d.text = Some("foster carers".into()));
    let (state, found) = decided(world.measure(Measure::Document(rule())));
    assert_eq!(state, State::Nearly);
    assert!(found.ends_with("without a mention of `kinship`"), "{found}");
}

#[test]
fn not_approved_is_not_met_unless_approval_is_not_asked() {
    let world = with(|d| d.approved = false);
    assert_eq!(state(&world), State::NotMet);
    let rule = Document {
        approved: false,
        ..rule()
    };
    assert_eq!(
        decided(world.measure(Measure::Document(rule))).0,
        State::Met
    );
}

#[test]
fn too_old_is_not_met_on_the_day_it_is_aged() {
    // Twelve months after 1 May 2026 is 1 May 2027, which is still in time.
    let world = with(|_| {});
    let on = |text| decided(world.measure_on(Measure::Document(rule()), day(text)));
    assert_eq!(on("2027-05-01").0, State::Met);
    let (state, found) = on("2027-05-02");
    assert_eq!(state, State::NotMet);
    assert_eq!(
        found,
        "a document dated 1 May 2026, which is more than 12 months old, approved"
    );
}

#[test]
fn without_a_date_it_is_not_current_where_an_age_is_asked() {
    let world = with(|d| d.dated = None);
    assert_eq!(state(&world), State::NotMet);
    let rule = Document {
        dated_within: None,
        ..rule()
    };
    let measured = world.measure(Measure::Document(rule));
    assert!(measured.undated && measured.ageless && measured.expires.is_none());
    assert_eq!(decided(measured).0, State::Met);
}

#[test]
fn no_document_is_no_evidence() {
    let (reason, why) = with(|d| d.name = "other.md".into()).not_known(Measure::Document(rule()));
    assert_eq!(reason, Reason::NoEvidence);
    assert_eq!(
        why,
        "no document was found whose file name or title matches"
    );
}

#[test]
fn the_title_and_the_last_part_of_a_path_match_too() {
    let by_title = with(|d| {
        d.name = "x.pdf".into();
        d.title = "Our SUFFICIENCY  duty".into();
    });
    assert_eq!(state(&by_title), State::Met);
    let by_folder = with(|d| d.name = "sufficiency/plan.pdf".into());
    assert_eq!(
        by_folder.not_known(Measure::Document(rule())).0,
        Reason::NoEvidence
    );
}

#[test]
fn the_newest_of_several_is_judged() {
    let newer = Found {
        dated: Some(day("2026-08-01")),
        approved: false,
        ..file()
    };
    let world = world().document(file()).document(newer);
    let measured = world.measure(Measure::Document(rule()));
    assert_eq!(measured.sources, [1]);
    assert_eq!(decided(measured).0, State::NotMet);
}

#[test]
fn a_document_dated_after_as_at_is_not_used() {
    let later = Found {
        dated: Some(day("2026-10-01")),
        approved: false,
        ..file()
    };
    let world_with_both = world().document(file()).document(later.clone());
    assert_eq!(state(&world_with_both), State::Met);
    let (reason, why) = world().document(later).not_known(Measure::Document(rule()));
    assert_eq!(reason, Reason::NoEvidence);
    assert_eq!(
        why,
        "the only document whose name matches is dated after the day of this run"
    );
}

#[test]
fn what_only_the_register_knows_is_nearly_met_where_contents_are_asked() {
    let world = with(|d| {
        d.text = None;
        d.headings = Vec::new();
    });
    let (state, found) = decided(world.measure(Measure::Document(rule())));
    assert_eq!(state, State::Nearly);
    assert!(
        found.ends_with("known to the register only, so its contents cannot be seen"),
        "{found}"
    );
    let rule = Document {
        must_have: Vec::new(),
        must_mention: Vec::new(),
        ..rule()
    };
    assert_eq!(
        decided(world.measure(Measure::Document(rule))).0,
        State::Met
    );
}

#[test]
fn a_file_beside_its_row_in_the_register_is_the_one_looked_into() {
    let row = Found {
        text: None,
        headings: Vec::new(),
        ..file()
    };
    assert_eq!(
        state(&world().document(row.clone()).document(file())),
        State::Met
    );
    assert_eq!(state(&world().document(file()).document(row)), State::Met);
}

#[test]
fn a_document_whose_text_could_not_be_read_is_not_known_where_its_text_matters() {
    let pdf = |change: &dyn Fn(&mut Found)| {
        with(|file| {
            file.text = None;
            file.headings = Vec::new();
            file.unread = Some("its text could not be read, as its pages are pictures".into());
            change(file);
        })
    };
    let (reason, why) = pdf(&|_| {}).not_known(Measure::Document(rule()));
    assert_eq!(reason, Reason::Unreadable);
    assert!(why.ends_with("its pages are pictures"), "{why}");
    // Out of date or not approved, it would not be met whatever it says.
    for change in [
        (|file: &mut Found| file.dated = Some(day("2024-05-01"))) as fn(&mut Found),
        |file| file.approved = false,
    ] {
        assert_eq!(state(&pdf(&change)), State::NotMet);
    }
    // Nothing is asked of its text.
    let asks_nothing = Document {
        must_have: Vec::new(),
        must_mention: Vec::new(),
        ..rule()
    };
    let decided = decided(pdf(&|_| {}).measure(Measure::Document(asks_nothing)));
    assert_eq!(decided.0, State::Met);
}

#[test]
fn a_file_that_cannot_be_read_is_unreadable_and_not_absent() {
    let mut world = world();
    let file = |path: &str| FileFound {
        path: path.into(),
        sha256: String::new(),
        format: "pdf",
        problem: Some("it holds no text".into()),
        document: false,
        tables: Vec::new(),
    };
    world.evidence.files = vec![file("lists/sufficiency.csv")];
    assert_eq!(
        world.not_known(Measure::Document(rule())).0,
        Reason::NoEvidence
    );
    world
        .evidence
        .files
        .push(file("strategies/Sufficiency.PDF"));
    let (reason, why) = world.not_known(Measure::Document(rule()));
    assert_eq!(reason, Reason::Unreadable);
    assert_eq!(
        why,
        "a document whose name matches could not be read: it holds no text"
    );
}

#[test]
fn a_register_that_cannot_be_read_leaves_approval_open() {
    let world = with(|_| {}).list("documents", "title:text", "x").standing(
        "documents",
        Standing::Unreadable("the sheet is damaged".into()),
    );
    let (reason, why) = world.not_known(Measure::Document(rule()));
    assert_eq!(
        (reason, why.as_str()),
        (Reason::Unreadable, "the sheet is damaged")
    );
}
