use super::{Settings, check, parse};
use crate::diagnostic::Severity;
use crate::pack::testing::{day, pack, short, source, underlined};

fn read(text: &str) -> Settings {
    let (settings, found) = parse(&source(text));
    assert_eq!(found, [], "{text}");
    settings
}

#[test]
fn every_setting_is_read() {
    let settings = read(
        "as_at = 2026-11-22\ninspection = 2027-01-12\nevidence = \"evidence\"\nrules = \"rules\"\n\
         tailoring = \"local/t.toml\"\nwaivers = \"local/w.toml\"\n\
         [authority]\nname = \"Northmere (invented)\"\ncode = \"E06000000\"\n\
         previous_inspection = 2022-12-05\n[figures]\npopulation_0_17 = 29000.5\n\
         [owners]\n\"short-waits\" = \"Head of Front Door\"\n\
         [[map]]\nfile = \"lists/odd.csv\"\nsheet = \"Sheet1\"\ndataset = \"visits\"\n\
         header_row = 3\ncolumns = { seen_on = \"Seen\", due_on = \"Due\" }\n",
    );
    assert_eq!(settings.as_at, Some(day("2026-11-22")));
    assert_eq!(settings.inspection, Some(day("2027-01-12")));
    let paths = [
        &settings.evidence,
        &settings.rules,
        &settings.tailoring,
        &settings.waivers,
    ];
    let paths = paths.map(|path| path.as_deref().unwrap());
    assert_eq!(paths, ["evidence", "rules", "local/t.toml", "local/w.toml"]);
    let authority = settings.authority.unwrap();
    assert_eq!(authority.name, "Northmere (invented)");
    assert_eq!(authority.code.as_deref(), Some("E06000000"));
    assert_eq!(authority.previous_inspection, Some(day("2022-12-05")));
    assert_eq!(settings.figures["population_0_17"], 29_000_500_000);
    assert_eq!(settings.owners["short-waits"], "Head of Front Door");
    let map = &settings.maps[0];
    assert_eq!(
        (map.file.as_str(), map.sheet.as_deref()),
        ("lists/odd.csv", Some("Sheet1"))
    );
    assert_eq!((map.dataset.as_str(), map.header_row), ("visits", Some(3)));
    let columns = [("due_on", "Due"), ("seen_on", "Seen")];
    assert_eq!(
        map.columns,
        columns.map(|(c, h)| (c.to_owned(), h.to_owned()))
    );
    assert_eq!((map.place.line, map.place.column), (18, 11));
}

#[test]
fn an_empty_file_sets_nothing() {
    let settings = read("");
    assert!(settings.as_at.is_none() && settings.maps.is_empty() && settings.figures.is_empty());
    assert!(settings.authority.is_none());
}

#[test]
fn every_mistake_of_the_text_is_reported_at_once() {
    let text = "as_at = \"2026-11-22\"\ninspektion = 2027-01-12\n[authority]\ncode = \"6000000\"\n\
                [figures]\npopulation_0_17 = 0\nhomes = \"9\"\n[owners]\na = 3\n\
                [[map]]\nfile = \"a.csv\"\nheader_row = 0\n";
    let (_, found) = parse(&source(text));
    let expected = [
        "wrong-type 1:9",
        "unknown-key 2:1",
        "missing-key 3:1",
        "bad-value 4:8",
        "bad-value 6:19",
        "wrong-type 7:9",
        "wrong-type 9:5",
        "missing-key 10:1",
        "bad-value 12:14",
    ];
    assert_eq!(short(&found), expected);
    assert_eq!(found[1].help.as_deref(), Some("did you mean `inspection`?"));
}

#[test]
fn a_mapping_is_said_once_and_a_heading_is_read_as_one_column() {
    let text = "[[map]]\nfile = \"a.csv\"\ndataset = \"visits\"\n\
                columns = { due_on = \"Date\", seen_on = \" date\" }\n\
                [[map]]\nfile = \"a.csv\"\ndataset = \"none\"\n\
                [[map]]\nfile = \"a.csv\"\nsheet = \"x\"\ndataset = \"none\"\n";
    let (_, found) = parse(&source(text));
    assert_eq!(short(&found), ["ambiguous-heading 4:40", "said-twice 6:8"]);
    assert_eq!(underlined(text, &found), ["\" date\"", "\"a.csv\""]);
}

#[test]
fn owners_and_figures_that_nothing_uses_are_warnings() {
    let settings = read(
        "[figures]\npopulation_0_17 = 29000\npopulation_0_18 = 31000\nhomes = 4\n\
         [owners]\n\"short-waits\" = \"a\"\n\"short-wait\" = \"b\"\n",
    );
    let found = check(&settings, &pack());
    let expected = [
        "unused-setting 3:1",
        "unused-setting 4:1",
        "unused-setting 7:1",
    ];
    assert_eq!(short(&found), expected);
    assert!(found.iter().all(|d| d.severity == Severity::Warning));
    let helps: Vec<&str> = found.iter().filter_map(|d| d.help.as_deref()).collect();
    let expected = [
        "did you mean `population_0_17`?",
        "correct the name or take the line out",
        "did you mean `short-waits`?",
    ];
    assert_eq!(helps, expected);
}

#[test]
fn mappings_name_datasets_and_columns_of_the_pack() {
    let settings = read(
        "[[map]]\nfile = \"a.csv\"\ndataset = \"visit\"\n\
         [[map]]\nfile = \"b.csv\"\ndataset = \"visits\"\ncolumns = { seen = \"Seen\", due_on = \"Due\" }\n\
         [[map]]\nfile = \"c.csv\"\ndataset = \"none\"\n",
    );
    let found = check(&settings, &pack());
    assert_eq!(
        short(&found),
        ["unknown-dataset 3:11", "unknown-column 7:13"]
    );
    assert_eq!(found[0].help.as_deref(), Some("did you mean `visits`?"));
}

#[test]
fn an_inspection_before_the_day_of_the_run_is_over() {
    let (_, found) = parse(&source("as_at = 2026-11-22\ninspection = 2026-01-12\n"));
    assert_eq!(short(&found), ["bad-value 2:14"]);
    read("as_at = 2026-11-22\ninspection = 2026-11-22\n");
}

#[test]
fn an_english_authority_without_published_figures_is_a_warning_and_an_invented_one_is_not() {
    use crate::pack::benchmark::{PublishedArea, PublishedKind};
    let mut pack = pack();
    let warned = |pack: &crate::Pack, code: &str| {
        let settings = read(&format!("[authority]\nname = \"A\"\ncode = \"{code}\"\n"));
        short(&check(&settings, pack))
    };
    // A pack without figures has nothing to miss.
    assert!(warned(&pack, "E06000099").is_empty());
    let area = |name: &str, kind| PublishedArea {
        name: name.to_owned(),
        kind,
        region: None,
    };
    pack.benchmarks.areas.extend([
        ("E12000001".to_owned(), area("North", PublishedKind::Region)),
        (
            "E06000001".to_owned(),
            area("Northmere", PublishedKind::Authority),
        ),
    ]);
    assert!(warned(&pack, "E06000001").is_empty());
    assert!(warned(&pack, "X06000000").is_empty());
    assert_eq!(warned(&pack, "E06000099"), ["unused-setting 3:8"]);
    assert_eq!(warned(&pack, "E12000001"), ["unused-setting 3:8"]);
}
