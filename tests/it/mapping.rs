//! `evidence map`: proposals written to the settings, and mappings that no longer fit.

mod patterns;
mod written;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::program::run;

const ODD: &str = "Team tracker,,,,\n,,,,\nChild ref,Visit date (actual),Kind of visitt,Was child seen,Family\n\
                   A1,03/09/2026,CP visit,Y,Mrs Canary was seen at home\nA2,04/09/2026,CP visit,N,Canary\n";

fn folder(name: &str, list: &str, settings: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("map")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(folder.join("evidence/trackers")).unwrap();
    fs::write(folder.join("evidence/trackers/odd.csv"), list).unwrap();
    if !settings.is_empty() {
        fs::write(folder.join("reinspect.toml"), settings).unwrap();
    }
    folder
}

fn settings(folder: &Path) -> String {
    fs::read_to_string(folder.join("reinspect.toml")).unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let said = run(folder, &[arguments, &["--report", "json"]].concat());
    let text = String::from_utf8_lossy(&said.stdout);
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}{said:?}"))
}

/// The diagnostics of an assessment: code, line, column, help.
fn told(folder: &Path) -> Vec<(String, u64, u64, String)> {
    let result = json(folder, &["assess", "evidence"]);
    let all = result["diagnostics"].as_array().unwrap().iter();
    let mapping = all.filter(|d| d["code"].as_str().unwrap().starts_with("mapping"));
    mapping
        .map(|d| {
            let number = |key: &str| d[key].as_u64().unwrap();
            let text = |key: &str| d[key].as_str().unwrap().to_owned();
            (text("code"), number("line"), number("column"), text("help"))
        })
        .collect()
}

const NEW: &str = "[[map]]\nfile = \"trackers/odd.csv\"\ndataset = \"visits\"\n\
                   columns = { visited_on = \"Visit date (actual)\", kind = \"Kind of visitt\", \
                   seen = \"Was child seen\" }\n";

#[test]
fn what_is_proposed_is_written_used_and_proposed_again_without_a_change() {
    let before = "# ours\r\nevidence = \"evidence\"   # here\r\n\r\n[owners]\r\n# nobody";
    let folder = folder("round", ODD, before);
    let said = run(&folder, &["evidence", "map", "trackers/odd.csv"]);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let after = settings(&folder);
    assert_eq!(
        after,
        format!("{before}\r\n\r\n{}", NEW.replace('\n', "\r\n"))
    );
    let out = String::from_utf8(said.stdout).unwrap();
    assert!(
        out.contains("\"Kind of visitt\" → kind (likely: check it)"),
        "{out}"
    );
    assert!(
        !out.contains("Canary") && !out.contains("Family") && !out.contains("A1"),
        "{out}"
    );

    let listed = json(&folder, &["evidence", "list"]);
    let table = &listed["files"][0]["tables"][0];
    assert_eq!(
        (&table["dataset"], &table["rows"]),
        (&"visits".into(), &2.into())
    );
    assert_eq!(table["columns"].as_array().unwrap().len(), 4);
    assert_eq!(table["problems"].as_array().unwrap().len(), 0);
    assert_eq!(told(&folder), []);

    let again = json(&folder, &["evidence", "map", "evidence/trackers/odd.csv"]);
    assert_eq!(
        (&again["written"], &again["lists"][0]["status"]),
        (&false.into(), &"unchanged".into())
    );
    assert_eq!(settings(&folder), after);
}

#[test]
fn without_settings_they_are_made_beside_the_folder_and_a_dry_run_makes_none() {
    let folder = folder("made", ODD, "");
    let dry = ["evidence", "map", "evidence/trackers/odd.csv", "--dry-run"];
    let shown = json(&folder, &dry);
    assert_eq!(shown["lists"][0]["status"], "changed");
    assert!(!folder.join("reinspect.toml").exists());
    let said = run(
        &folder,
        &["evidence", "map", "odd.csv", "evidence/trackers"],
    );
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let written = fs::read_to_string(folder.join("evidence/reinspect.toml")).unwrap();
    assert_eq!(written, NEW.replace("trackers/", ""));
    // Where the folder is told by the settings above the file, these are used.
    let other = self::folder("above", ODD, "evidence = \"evidence\"\n");
    let elsewhere = self::folder("elsewhere", "a\n", "");
    let file = other.join("evidence/trackers/odd.csv");
    let said = run(&elsewhere, &["evidence", "map", file.to_str().unwrap()]);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    assert_eq!(
        settings(&other),
        format!("evidence = \"evidence\"\n\n{NEW}")
    );
}

#[test]
fn a_mapping_that_no_longer_fits_is_told_at_its_place_and_mended_in_its_place() {
    let old = "# top\n[[map]] # the tracker\nfile = \"trackers/odd.csv\"\ndataset = \"visits\"\n\
               header_row = 3 # below the banner\n\
               columns = { visited_on = \"Visit date (planed)\", seen = \"Was child seen\" } # mine\n\n\
               [authority] # us\nname = \"X\"\n";
    let folder = folder("misfit", ODD, old);
    assert_eq!(
        told(&folder),
        [(
            "mapping-misfit".to_owned(),
            6,
            26,
            "run `reinspect evidence map` for `trackers/odd.csv`, which mends it or says what to write"
                .to_owned()
        )]
    );
    let result = json(&folder, &["evidence", "list"]);
    let missing = &result["files"][0]["tables"][0]["missing"];
    assert!(
        missing.as_array().unwrap().contains(&"visited_on".into()),
        "{missing}"
    );
    let said = run(&folder, &["evidence", "map", "trackers/odd.csv"]);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let new = old.replace(
        "visited_on = \"Visit date (planed)\", seen = \"Was child seen\"",
        "visited_on = \"Visit date (actual)\", seen = \"Was child seen\", kind = \"Kind of visitt\"",
    );
    assert_eq!(settings(&folder), new);
    assert_eq!(told(&folder), []);

    // A row of headings that has moved.
    let moved = new.replace("header_row = 3", "header_row = 2");
    fs::write(folder.join("reinspect.toml"), &moved).unwrap();
    let (code, line, column, _) = &told(&folder)[0];
    assert_eq!((code.as_str(), *line, *column), ("mapping-misfit", 5, 14));
    let said = run(&folder, &["evidence", "map", "trackers/odd.csv"]);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    assert_eq!(told(&folder), []);
    assert!(settings(&folder).contains("[authority] # us\nname = \"X\"\n"));

    // A slip in a heading is told with the heading that is meant.
    let slip = new.replace("Was child seen", "Was child sen");
    fs::write(folder.join("reinspect.toml"), slip).unwrap();
    let (_, _, _, help) = &told(&folder)[0];
    assert_eq!(help, "did you mean `Was child seen`?");
}

#[test]
fn headings_in_other_words_are_written_where_they_are_like_and_shown_where_they_only_could_be() {
    let list = "Child ref,Staff no,Date panel agreed entry,Agreed at panel,LBP,Result,Remarks\n\
                A1,W1,01/06/2026,02/06/2026,10/06/2026,Issue,Mrs Canary came\n\
                A2,W1,03/06/2026,04/06/2026,12/06/2026,Stepped down,Canary\n";
    let folder = folder("unsure", list, "");
    let given = [
        "evidence",
        "map",
        "trackers/odd.csv",
        "--dataset",
        "pre_proceedings",
    ];
    let shown = json(&folder, &given);
    let unsure = shown["lists"][0]["unsure"].as_array().unwrap();
    let could: Vec<_> = unsure
        .iter()
        .map(|one| {
            let first = one["columns"][0].as_str().unwrap();
            (
                one["letters"].as_str().unwrap(),
                first,
                one["by"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        could,
        [
            ("C", "decision_on", "heading"),
            ("D", "decision_on", "heading"),
            ("E", "decision_on", "dates"),
            ("F", "outcome", "codes"),
        ]
    );
    // One heading alone was found, so no other is said: the row may be no row of headings.
    assert!(unsure.iter().all(|one| one["heading"].is_null()));
    let written = settings(&folder);
    assert_eq!(
        written,
        "[[map]]\nfile = \"trackers/odd.csv\"\ndataset = \"pre_proceedings\"\n\n[map.columns]\n\
         # decision_on = \"heading here\"\n# letter_sent_on = \"heading here\"\n"
    );
    let text = run(&folder, &given);
    let text = String::from_utf8(text.stdout).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("column F: not sure: could be `outcome` (it holds its codes)"),
        "{text}"
    );
    assert!(
        text.contains("as in `decision_on = \"the heading\"`"),
        "{text}"
    );
    assert!(
        !text.contains("Canary") && !text.contains("panel"),
        "{text}"
    );

    let log = "Staff no,Dt of sup,Sup type,Closed by,Session no\nW1,01/09/2026,Personal,Canary,1\n";
    fs::write(folder.join("evidence/log.csv"), log).unwrap();
    let shown = json(&folder, &["evidence", "map", "evidence/log.csv"]);
    let columns = shown["lists"][0]["proposal"]["columns"].as_array().unwrap();
    let taken: Vec<_> = columns
        .iter()
        .map(|c| (c["column"].as_str().unwrap(), c["how"].as_str().unwrap()))
        .collect();
    assert_eq!(
        taken,
        [
            ("worker_id", "likely"),
            ("held_on", "likely"),
            ("kind", "likely"),
            ("supervision_id", "likely"),
        ]
    );
    assert_eq!(shown["lists"][0]["proposal"]["dataset"], "supervisions");
}

#[test]
fn what_a_recognised_list_lacks_is_looked_for_among_its_other_columns() {
    let list = "Child ID,PLO decision date,Letter,PLO outcome\nA1,01/06/2026,10/06/2026,Issue\n\
                A2,03/06/2026,12/06/2026,Issue\n";
    let folder = folder("lacks", list, "");
    fs::rename(
        folder.join("evidence/trackers/odd.csv"),
        folder.join("evidence/trackers/plo tracker.csv"),
    )
    .unwrap();
    let shown = json(
        &folder,
        &["evidence", "map", "evidence/trackers/plo tracker.csv"],
    );
    let list = &shown["lists"][0];
    assert_eq!(list["status"], "recognised");
    assert_eq!(list["unsure"][0]["letters"], "C");
    assert_eq!(list["unsure"][0]["columns"][0], "letter_sent_on");
    assert!(!folder.join("evidence/reinspect.toml").exists());
}

#[test]
fn a_heading_that_was_renamed_is_replaced_by_one_like_it_or_it_is_said_what_to_write() {
    let list = "Child ID,Visit date,Zzz marker ink\nA1,03/09/2026,Y\nA2,04/09/2026,N\n";
    let mapping = "[[map]]\nfile = \"trackers/odd.csv\"\ndataset = \"visits\"\n\
                   columns = { seen = \"Zzz marker ink\" }\n";
    let said = |folder: &Path| run(folder, &["evidence", "map", "trackers/odd.csv"]);
    let like = folder("renamed", &list.replace("ink", "inks"), mapping);
    assert_eq!(told(&like).len(), 1);
    assert_eq!(said(&like).status.code(), Some(0));
    assert_eq!(settings(&like), mapping.replace("ink", "inks"));
    assert_eq!(told(&like), []);

    let other = folder(
        "renamed-otherwise",
        &list.replace("Zzz marker ink", "Qqq"),
        mapping,
    );
    let said = said(&other);
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (out, err) = (text(said.stdout), text(said.stderr));
    assert!(out.contains("write `seen = \"…\"`"), "{out}");
    assert!(err.contains("1 heading that the mapping"), "{err}");
    assert_eq!(settings(&other), mapping);
}

#[test]
fn a_hidden_sheet_is_mapped_when_it_is_asked_for() {
    let folder = folder("hidden", "a\n", "evidence = \"evidence\"\n");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Shown").unwrap();
    let sheet = book.add_worksheet().set_name("Hidden old").unwrap();
    sheet.set_hidden(true);
    for (at, heading) in (0..).zip(["Child ID", "Visit date", "Visit type", "Child seen"]) {
        sheet.write(0, at, heading).unwrap();
        sheet.write(1, at, "01/09/2026").unwrap();
    }
    book.save(folder.join("evidence/old.xlsx")).unwrap();
    // Narrowed to its dataset it is listed as well: nothing of it is counted.
    let narrowed = ["evidence", "list", "--dataset", "visits"];
    let listed = json(&folder, &narrowed);
    let table = &listed["files"][0]["tables"][0];
    assert_eq!(
        (&table["sheet"], &table["fits"]),
        (&"Hidden old".into(), &"visits".into())
    );
    assert_eq!(listed["files"].as_array().unwrap().len(), 1);
    let text = String::from_utf8(run(&folder, &narrowed).stdout).unwrap();
    assert!(text.contains("a hidden sheet fits `visits`"), "{text}");
    let other = json(&folder, &["evidence", "list", "--dataset", "supervisions"]);
    assert_eq!(other["files"].as_array().unwrap().len(), 0);
    let given = ["evidence", "map", "old.xlsx", "--sheet", "Hidden old"];
    let said = run(&folder, &given);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let new = "[[map]]\nfile = \"old.xlsx\"\nsheet = \"Hidden old\"\ndataset = \"visits\"\n";
    assert_eq!(
        settings(&folder),
        format!("evidence = \"evidence\"\n\n{new}")
    );
    let listed = json(&folder, &["evidence", "list"]);
    let mut files = listed["files"].as_array().unwrap().iter();
    let tables = &files.find(|f| f["path"] == "old.xlsx").unwrap()["tables"];
    let tables = tables.as_array().unwrap().iter();
    let used: Vec<_> = tables.filter(|t| t["role"] == "judged").collect();
    assert_eq!(used.len(), 1);
    assert_eq!(used[0]["rows"], 1);
}

#[test]
fn without_a_required_column_a_mapping_is_written_only_where_the_dataset_is_said() {
    let list = "Arrangement start dates,Last visits,Seen alones\n02/09/2026,03/09/2026,Y\n";
    let folder = folder("bare", list, "");
    let said = run(&folder, &["evidence", "map", "trackers/odd.csv"]);
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    assert!(!folder.join("reinspect.toml").exists());
    let given = [
        "evidence",
        "map",
        "trackers/odd.csv",
        "--dataset",
        "private_fostering",
    ];
    let said = run(&folder, &given);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let out = String::from_utf8(said.stdout).unwrap();
    assert!(
        out.contains("0 of 3 required columns: criteria that need them stay not known"),
        "{out}"
    );
    assert!(out.ends_with("Next:  reinspect evidence list\n"), "{out}");
}

#[test]
fn settings_are_made_where_the_next_run_looks_for_them() {
    for (from, file) in [
        ("", "evidence/trackers/odd.csv"),
        ("evidence", "trackers/odd.csv"),
        ("evidence/trackers", "odd.csv"),
    ] {
        let folder = folder("looked-for", ODD, "");
        fs::rename(folder.join("evidence"), folder.join("moved")).unwrap();
        fs::create_dir(folder.join("far")).unwrap();
        fs::rename(folder.join("moved"), folder.join("far/evidence")).unwrap();
        let from = folder.join("far").join(from);
        let written = json(&from, &["evidence", "map", file]);
        let path = from.join(written["settings"].as_str().unwrap());
        assert_eq!(
            path.canonicalize().unwrap(),
            folder.join("far/reinspect.toml").canonicalize().unwrap()
        );
        assert_eq!(fs::read_to_string(path).unwrap(), NEW);
        let listed = json(&folder, &["evidence", "list", "far/evidence"]);
        assert_eq!(listed["files"][0]["tables"][0]["dataset"], "visits");
    }
    // A folder by another name that is `.` has its settings beside it as well.
    let folder = folder("here", ODD, "");
    let from = folder.join("evidence/trackers");
    let written = json(&from, &["evidence", "map", "odd.csv", "."]);
    let path = from.join(written["settings"].as_str().unwrap());
    assert_eq!(
        path.canonicalize().unwrap(),
        folder
            .join("evidence/reinspect.toml")
            .canonicalize()
            .unwrap()
    );
}

#[test]
fn what_cannot_be_proposed_says_what_to_do() {
    let folder = folder("nothing", "Anna Canary,Jones\nx,y\n", "");
    let said = run(&folder, &["evidence", "map", "trackers/odd.csv"]);
    assert_eq!(said.status.code(), Some(2));
    let (out, err) = (
        String::from_utf8(said.stdout).unwrap(),
        String::from_utf8(said.stderr).unwrap(),
    );
    assert!(err.contains(
        "nothing could be proposed for `trackers/odd.csv`; say what it is with `--dataset`"
    ));
    assert!(!out.contains("Canary") && !err.contains("Canary"));
    assert!(!folder.join("reinspect.toml").exists());
    let said = run(
        &folder,
        &["evidence", "map", "trackers/odd.csv", "--dataset", "visits"],
    );
    assert_eq!(said.status.code(), Some(2));
    let (out, err) = (
        String::from_utf8(said.stdout).unwrap(),
        String::from_utf8(said.stderr).unwrap(),
    );
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        out.contains(
            "no heading in it (row 1, columns A to B) is known to `visits`: write `[map.columns]` by \
             hand: "
        ),
        "{out}"
    );
    assert!(
        err.contains("nothing could be proposed for `trackers/odd.csv` as `visits`; see above")
            && !err.contains("--dataset"),
        "{err}"
    );
    assert!(!out.contains("Canary") && !err.contains("Canary"));
    let said = run(
        &folder,
        &["evidence", "map", "trackers/odd.csv", "--dataset", "none"],
    );
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    assert_eq!(
        settings(&folder),
        "[[map]]\nfile = \"trackers/odd.csv\"\ndataset = \"none\"\n"
    );
    // A list that is recognised needs no mapping.
    let known = self::folder(
        "known",
        "Child ID,Visit date,Visit type,Child seen\na,01/09/2026,CP visit,Y\n",
        "",
    );
    let said = json(&known, &["evidence", "map", "trackers/odd.csv"]);
    assert_eq!(said["lists"][0]["status"], "recognised");
    assert!(!known.join("reinspect.toml").exists());
}
