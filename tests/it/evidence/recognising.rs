//! What a list is recognised as, and what a person's word changes.

use reinspect::diagnostic::Place;
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::manifest::{Entry, Manifest, Mapping};
use reinspect::evidence::read::{Request, read_file};

use super::datasets;
use super::support::{DATASETS, column, lines, only, read, read_with};

const VISITS: &str = include_str!("../../fixtures/evidence/visits.csv");

fn place() -> Place {
    Place {
        file: "reinspect.toml".into(),
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    }
}

fn map(file: &str, dataset: &str) -> Mapping {
    Mapping {
        file: file.to_owned(),
        sheet: None,
        dataset: dataset.to_owned(),
        header_row: None,
        columns: Vec::new(),
        place: place(),
    }
}

fn mapped(path: &str, text: &str, map: Mapping) -> FileRead {
    read_with(
        path,
        text,
        Wanted::NotPersonal,
        &[map],
        &Manifest::default(),
    )
}

fn manifest(path: &str, dataset: &str) -> Manifest {
    Manifest {
        entries: vec![Entry {
            path: path.to_owned(),
            sheet: None,
            dated: None,
            dataset: Some(dataset.to_owned()),
            standing: None,
            title: None,
            approved: None,
            place: place(),
        }],
    }
}

#[test]
fn every_datasets_own_headings_are_recognised_whatever_the_file_is_called() {
    for dataset in DATASETS.values().filter(|d| d.auto) {
        for nth in 0..3 {
            let heading = |names: &[String]| names[nth.min(names.len() - 1)].clone();
            let headings: Vec<String> = dataset
                .columns
                .iter()
                .map(|c| format!("\"{}\"", heading(&c.names)))
                .collect();
            let read = read("x.csv", headings.join(","));
            let table = &read.found.tables[0];
            assert_eq!(
                table.dataset.as_deref(),
                Some(&*dataset.id),
                "{nth}: {table:?}"
            );
        }
    }
}

#[test]
fn required_headings_alone_are_their_dataset_or_an_honest_question_but_never_another() {
    for dataset in DATASETS.values().filter(|d| d.auto) {
        let headings: Vec<String> = dataset
            .columns
            .iter()
            .filter(|c| c.required)
            .map(|c| format!("\"{}\"", c.names[0]))
            .collect();
        let unnamed = read("x.csv", headings.join(","));
        let table = &unnamed.found.tables[0];
        let fair = match table.dataset.as_deref() {
            Some(found) => found == dataset.id,
            None => table.reason.contains("equally") || headings.len() < 2,
        };
        assert!(fair, "{}: {table:?}", dataset.id);
        // The name of the file settles it.
        let named = read(&format!("{}-2026-09.csv", dataset.id), headings.join(","));
        if headings.len() > 1 {
            assert_eq!(
                only(&named).dataset,
                dataset.id,
                "{:?}",
                named.found.tables[0]
            );
        }
    }
}

/// Short lists of children, and the dataset that they are nearest to.
const OF_ANY_LIST: [(&str, &str); 6] = [
    ("Child ID,Gender", "referrals"),
    ("Child ID,Team", "referrals"),
    ("Child ID,Worker", "referrals"),
    ("Child ID,Gender,DOB", "referrals"),
    (
        "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)",
        "referrals",
    ),
    ("Child ID,DOB", "ssda903_uasc"),
];

#[test]
fn headings_that_many_lists_have_make_no_list() {
    for (headings, nearest) in OF_ANY_LIST {
        let read = read(
            "holiday club 2026-09-30.csv",
            format!("{headings}\nC001,x\n"),
        );
        assert!(read.extracts.is_empty(), "{headings}");
        let table = &read.found.tables[0];
        assert_eq!(table.dataset, None, "{headings}");
        let said = format!(
            "only headings that many lists have ({}): if it is `{nearest}`, map it with `reinspect \
             evidence map`",
            headings.replace(',', ", ")
        );
        assert_eq!(table.why(), said);
        assert!(table.score >= 55, "{headings}: {}", table.score);
    }
    // One heading that is the list's own settles it.
    for (headings, dataset) in [
        ("Child ID,Gender,Date of Referral", "referrals"),
        ("CHILD,SEX,DOB,DUC", "ssda903_uasc"),
        ("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER", "ssda903_header"),
    ] {
        let read = read("x.csv", format!("{headings}\nC001,1\n"));
        assert_eq!(only(&read).dataset, dataset);
    }
}

#[test]
fn a_name_or_a_person_says_what_headings_of_many_lists_are() {
    let text = "Child ID,Gender\nC001,Female\n";
    let by_name = read("referrals-2026-09-30.csv", text);
    assert_eq!(only(&by_name).dataset, "referrals");
    let by_part_of_name = read("north referrals holiday club.csv", text);
    assert_eq!(only(&by_part_of_name).dataset, "referrals");
    let by_map = mapped("x.csv", text, map("x.csv", "referrals"));
    assert_eq!(only(&by_map).dataset, "referrals");
    let said = manifest("x.csv", "referrals");
    let by_manifest = read_with("x.csv", text, Wanted::NotPersonal, &[], &said);
    assert_eq!(only(&by_manifest).dataset, "referrals");
}

#[test]
fn a_list_below_headings_of_many_lists_is_still_found() {
    let children = "C001,Female,2015-03-09\n".repeat(60);
    let text = format!("Child ID,Gender,DOB\n{children}\n{VISITS}");
    let read = read("x.csv", text);
    let found: Vec<_> = read
        .found
        .tables
        .iter()
        .map(|t| t.dataset.as_deref())
        .collect();
    assert_eq!(found, [None, Some("visits")]);
    assert_eq!(read.found.tables[0].rows, 60);
}

#[test]
fn the_eleven_lists_of_annex_a_by_their_published_headings() {
    let lists = [
        "contacts",
        "early_help",
        "referrals",
        "assessments",
        "section_47_enquiries",
        "children_in_need",
        "child_protection_plans",
        "children_in_care",
        "care_leavers",
        "adoption",
        "adopters",
    ];
    let text = include_str!("../../fixtures/evidence/annex-a-headings.txt");
    let sheets: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(sheets.len(), 22);
    for (sheet, expected) in sheets.iter().zip(lists.iter().cycle()) {
        let (_, headings) = sheet.split_once('|').unwrap();
        let (_, headings) = headings.split_once('|').unwrap();
        let read = read("x.csv", headings);
        let table = &read.found.tables[0];
        assert_eq!(table.dataset.as_deref(), Some(*expected), "{table:?}");
        assert_eq!(table.ignored, Vec::<String>::new());
        assert_eq!(table.columns.len(), headings.split('|').count());
    }
}

#[test]
fn a_number_in_a_hint_is_a_whole_word() {
    let two = r#"
        [[dataset]]
        id = "first"
        sheet_hints = ["list 1"]
        file_hints = ["list 1"]
        key = ["child_id"]
        column = [
          { name = "child_id", names = ["Child ID"], type = "text", required = true },
          { name = "seen_on", names = ["Seen on"], type = "date", required = true },
        ]
        [[dataset]]
        id = "tenth"
        sheet_hints = ["list 10"]
        file_hints = ["list 10"]
        key = ["child_id"]
        column = [
          { name = "child_id", names = ["Child ID"], type = "text", required = true },
          { name = "seen_on", names = ["Seen on"], type = "date", required = true },
        ]
    "#;
    let datasets = datasets::parse(two);
    let manifest = Manifest::default();
    let request = Request::new(&datasets, Wanted::NotPersonal, &[], &manifest);
    let dataset = |path: &str| {
        let read = read_file(path.into(), b"Child ID,Seen on\n1,2026-01-05\n", &request);
        read.found.tables[0].dataset.clone()
    };
    for path in [
        "list 1.csv",
        "List_1.csv",
        "LIST-1 2026.csv",
        "List1.csv",
        "2026 list 1 final.csv",
        "list 1/a.csv",
    ] {
        assert_eq!(dataset(path).as_deref(), Some("first"), "{path}");
    }
    for path in ["list 10.csv", "annex-a_list_10.csv", "List10.csv"] {
        assert_eq!(dataset(path).as_deref(), Some("tenth"), "{path}");
    }
    for path in ["list 11.csv", "checklist 1.csv", "a.csv"] {
        assert_eq!(dataset(path), None, "{path}");
    }
    let read = read_file("a.csv".into(), b"Child ID,Seen on\n", &request);
    let reason = read.found.tables[0].why();
    assert!(
        reason.starts_with("fits `first` and `tenth` equally: say which"),
        "{reason}"
    );
    assert!(read.extracts.is_empty());
}

#[test]
fn headings_stand_against_a_misleading_name() {
    assert_eq!(only(&read("contacts.csv", VISITS)).dataset, "visits");
}

#[test]
fn an_exact_name_is_as_good_as_a_persons_word() {
    assert!(only(&read("lists/Visits.csv", VISITS)).named);
    assert!(only(&read("statutory_visits.csv", VISITS)).named);
    assert!(only(&read("visits 2026-09.csv", VISITS)).named);
    assert!(!only(&read("visits of team a.csv", VISITS)).named);
    assert!(!only(&read("extract.csv", VISITS)).named);
}

#[test]
fn what_is_no_list_is_listed_by_column_letters() {
    let read = read(
        "phone-list.csv",
        "Name,,Telephone\nJo Bloggs,,0161\n\nSam Poe,,0162\n",
    );
    let table = &read.found.tables[0];
    assert_eq!(table.dataset, None);
    assert_eq!(table.ignored, ["A", "C"]);
    assert_eq!(table.rows, 2);
    assert_eq!(table.columns, []);
    assert!(!format!("{read:?}").contains("Bloggs"));
    assert!(!format!("{read:?}").contains("Telephone"));
}

#[test]
fn a_mapping_has_the_last_word() {
    let odd = "Report of visits\n\nref,when,purpose,Direct work\n7,05/01/2026,CP,Y\n";
    let columns = [
        ("child_id", "Ref"),
        ("visited_on", "WHEN "),
        ("kind", "purpose"),
    ];
    let columns = columns.map(|(c, h)| (c.to_owned(), h.to_owned())).to_vec();
    let map = Mapping {
        header_row: Some(3),
        columns,
        ..map("odd.csv", "visits")
    };
    let read = mapped("odd.csv", odd, map.clone());
    let list = only(&read);
    assert!(list.named);
    assert_eq!(column(list, "visited_on"), ["2026-01-05"]);
    assert_eq!(column(list, "kind"), ["child_protection"]);
    assert_eq!(lines(list), [4]);
    // Without the row it is found by its headings.
    let read = mapped(
        "odd.csv",
        odd,
        Mapping {
            header_row: None,
            ..map.clone()
        },
    );
    assert_eq!(lines(only(&read)), [4]);
    // A map that points at another row finds nothing, and says so.
    let read = mapped(
        "odd.csv",
        odd,
        Mapping {
            header_row: Some(4),
            ..map
        },
    );
    let table = &read.found.tables[0];
    assert_eq!(
        (table.dataset.as_deref(), read.extracts.len()),
        (Some("visits"), 0)
    );
    assert!(
        table.reason.contains("headings in row 4"),
        "{}",
        table.reason
    );
}

#[test]
fn a_map_may_point_below_the_rows_that_are_searched() {
    let deep: String = (0..60)
        .map(|n| format!("banner {n}\n"))
        .chain([VISITS.to_owned()])
        .collect();
    let found = read("deep.csv", &deep);
    assert_eq!(lines(only(&found)), [62, 63, 64, 65, 66]);
    let [above, list] = [0, 1].map(|at| &found.found.tables[at]);
    // Rows such as a title has are held for the list: no more than three of them.
    assert_eq!((&above.dataset, above.rows), (&None, 56));
    assert!(
        list.reason
            .starts_with("begins at row 61, below other rows; ")
    );
    let map = Mapping {
        header_row: Some(61),
        ..map("deep.csv", "visits")
    };
    let read = mapped("deep.csv", &deep, map);
    assert_eq!(lines(only(&read)), [62, 63, 64, 65, 66]);
}

#[test]
fn a_document_named_like_a_list_is_not_one() {
    let named = |path: &str| read(path, "\0").found.tables.len();
    assert_eq!(
        [
            named("visits.csv"),
            named("visits.XLSB"),
            named("visits.json")
        ],
        [1, 1, 1]
    );
    assert_eq!(
        [
            named("visits.pdf"),
            named("visits.md"),
            named("visits.pptx")
        ],
        [0, 0, 0]
    );
}

#[test]
fn a_mapped_heading_that_is_not_there_is_told() {
    let columns = vec![("seen".to_owned(), "Was seen".to_owned())];
    let read = mapped(
        "v.csv",
        VISITS,
        Mapping {
            columns,
            ..map("v.csv", "visits")
        },
    );
    let table = &read.found.tables[0];
    assert_eq!(table.missing, ["seen"]);
    assert!(
        table.reason.contains("`Was seen` for `seen` is not there"),
        "{}",
        table.reason
    );
}

#[test]
fn none_means_listed_and_not_used() {
    let read = mapped("v.csv", VISITS, map("v.csv", "none"));
    assert!(read.extracts.is_empty());
    assert_eq!(read.found.tables[0].dataset, None);
    assert_eq!(
        read.found.tables[0].reason,
        "`reinspect.toml` says that it is not used"
    );
}

#[test]
fn the_manifest_can_say_the_dataset() {
    let thin = "Child ID,When,Why\n7,05/01/2026,CP\n";
    assert!(read("v.csv", thin).extracts.is_empty());
    let read = read_with(
        "v.csv",
        thin,
        Wanted::NotPersonal,
        &[],
        &manifest("v.csv", "visits"),
    );
    assert!(only(&read).named);
    assert_eq!(read.found.tables[0].missing[..2], ["visited_on", "kind"]);
    // Settings come before the manifest.
    let maps = [map("v.csv", "none")];
    let read = read_with(
        "v.csv",
        thin,
        Wanted::NotPersonal,
        &maps,
        &manifest("v.csv", "visits"),
    );
    assert!(read.extracts.is_empty());
}

#[test]
fn the_manifest_can_say_that_it_is_no_list() {
    for (word, reason) in [("none", "is not used"), ("document", "is a document")] {
        let said = manifest("v.csv", word);
        let read = read_with("v.csv", VISITS, Wanted::NotPersonal, &[], &said);
        assert!(read.extracts.is_empty());
        let table = &read.found.tables[0];
        assert_eq!(
            table.reason,
            format!("`evidence.toml` says that it {reason}")
        );
        assert_eq!(table.dataset, None);
    }
    // A path may be written as on Windows.
    let said = manifest(r".\lists\v.csv", "none");
    let read = read_with("lists/v.csv", VISITS, Wanted::NotPersonal, &[], &said);
    assert!(read.extracts.is_empty());
}

#[test]
fn a_named_file_that_cannot_be_read_keeps_its_dataset() {
    let broken = b"\x00\x01\x02 not a list";
    for (path, said) in [("visits.csv", Some("visits")), ("v.csv", None)] {
        let read = read(path, broken);
        assert!(
            read.found
                .problem
                .as_deref()
                .unwrap()
                .starts_with("not text"),
            "{read:?}"
        );
        let tables = read.found.tables.iter();
        let named: Vec<_> = tables.map(|t| t.dataset.as_deref()).collect();
        assert_eq!(named, said.map(Some).into_iter().collect::<Vec<_>>());
        assert!(read.extracts.is_empty());
        assert_eq!(read.found.sha256.len(), 64);
    }
    let read = mapped("v.csv", "\0\0", map("v.csv", "visits"));
    assert_eq!(read.found.tables[0].dataset.as_deref(), Some("visits"));
}

#[test]
fn a_dataset_not_for_automatic_use_waits_for_a_map() {
    let mut datasets = DATASETS.clone();
    datasets.get_mut("visits").unwrap().auto = false;
    let manifest = Manifest::default();
    let maps = [map("b.csv", "visits")];
    let request = Request::new(&datasets, Wanted::NotPersonal, &maps, &manifest);
    let dataset = |path: &str| {
        let read = read_file(path.into(), VISITS.as_bytes(), &request);
        read.extracts.first().map(|e| e.dataset.clone())
    };
    assert_ne!(dataset("a.csv").as_deref(), Some("visits"));
    assert_eq!(dataset("b.csv").as_deref(), Some("visits"));
}
