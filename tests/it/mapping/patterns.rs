//! Mappings for the files of months to come, and for lists in an archive.

use std::path::Path;

use super::*;

#[test]
fn a_date_in_the_name_becomes_a_pattern_that_reads_next_months_export_too() {
    let folder = folder("pattern", "a\n", "evidence = \"evidence\"\n");
    let put = |name: &str, list: &str| fs::write(folder.join("evidence").join(name), list).unwrap();
    put("caseload 2026-09-30.csv", ODD);
    let given = ["evidence", "map", "caseload 2026-09-30.csv"];
    let shown = json(&folder, &given);
    assert_eq!(shown["lists"][0]["mapped_as"], "caseload *.csv");
    let pattern = NEW.replace("trackers/odd.csv", "caseload *.csv");
    let before = "evidence = \"evidence\"\n\n";
    assert_eq!(settings(&folder), format!("{before}{pattern}"));
    let naming = shown["lists"][0]["naming"].as_str().unwrap();
    assert!(naming.contains("`caseload *.csv`") && naming.contains("`--exact`"));

    // The next month's file is read by the same words, and told where it no longer fits them.
    let dataset = |name: &str| {
        let listed = json(&folder, &["evidence", "list"]);
        let files = listed["files"].as_array().unwrap().clone();
        let file = files.iter().find(|f| f["path"] == name).unwrap();
        file["tables"][0]["dataset"].clone()
    };
    put("caseload 2026-10-31.csv", &ODD.replace("03/09", "03/10"));
    assert_eq!(dataset("caseload 2026-10-31.csv"), "visits");
    assert_eq!(told(&folder), []);
    put(
        "caseload 2026-10-31.csv",
        &ODD.replace("Was child seen", "Qqq"),
    );
    let misfit = told(&folder);
    assert_eq!(misfit.len(), 1);
    assert_eq!((&*misfit[0].0, misfit[0].1), ("mapping-misfit", 6));
    assert!(
        misfit[0].3.contains("`caseload 2026-10-31.csv`"),
        "{misfit:?}"
    );

    // One file alone, where it is another list: its exact name comes first.
    let exact = [
        &given[..2],
        &["caseload 2026-10-31.csv", "--exact", "--dataset", "none"],
    ]
    .concat();
    assert_eq!(run(&folder, &exact).status.code(), Some(0));
    let alone = "\n[[map]]\nfile = \"caseload 2026-10-31.csv\"\ndataset = \"none\"\n";
    assert_eq!(settings(&folder), format!("{before}{pattern}{alone}"));
    assert_eq!(dataset("caseload 2026-10-31.csv"), Value::Null);
    assert_eq!(dataset("caseload 2026-09-30.csv"), "visits");
    assert_eq!(told(&folder), []);
}

#[test]
fn no_pattern_is_written_that_would_fit_another_list() {
    let folder = folder("pattern-not", "a\n", "");
    for name in [
        "visits-ish 2026-09-30.csv",
        "visits-ish north 2026-09-30.csv",
    ] {
        fs::write(folder.join("evidence").join(name), ODD).unwrap();
    }
    let given = ["evidence", "map", "evidence/visits-ish 2026-09-30.csv"];
    let shown = json(&folder, &given);
    assert_eq!(shown["lists"][0]["mapped_as"], "visits-ish 2026-09-30.csv");
    let naming = shown["lists"][0]["naming"].as_str().unwrap();
    assert_eq!(
        naming,
        "mapped by its exact name, since the pattern `visits-ish *.csv` would fit \
         `visits-ish north 2026-09-30.csv` too"
    );
}

#[test]
fn a_list_in_an_archive_is_mapped_by_its_place_and_an_archive_list_by_list() {
    let folder = folder("archive", "a\n", "evidence = \"evidence\"\n");
    let known = "Child ID,Visit date,Visit type,Child seen\na,01/09/2026,CP visit,Y\n";
    let files = [
        ("in/odd.csv", ODD),
        ("known.csv", known),
        ("note.txt", "hello"),
    ];
    write_zip(&folder.join("evidence/returns 2026-09.zip"), &files);
    let all = json(
        &folder,
        &["evidence", "map", "returns 2026-09.zip", "--dry-run"],
    );
    let lists = all["lists"].as_array().unwrap();
    let said: Vec<_> = lists
        .iter()
        .map(|l| (l["file"].as_str().unwrap(), &l["status"]))
        .collect();
    assert_eq!(
        said,
        [
            ("returns 2026-09.zip/in/odd.csv", &Value::from("changed")),
            ("returns 2026-09.zip/known.csv", &Value::from("recognised")),
        ]
    );
    let one = "evidence/returns 2026-09.zip/in/odd.csv";
    let said = run(&folder, &["evidence", "map", one]);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    let new = NEW.replace("trackers/odd.csv", "returns *.zip/in/odd.csv");
    assert_eq!(
        settings(&folder),
        format!("evidence = \"evidence\"\n\n{new}")
    );
    let listed = json(&folder, &["evidence", "list"]);
    let mut files = listed["files"].as_array().unwrap().iter();
    let odd = files
        .find(|f| f["path"] == "returns 2026-09.zip/in/odd.csv")
        .unwrap();
    assert_eq!(odd["tables"][0]["dataset"], "visits");
    assert_eq!(told(&folder), []);

    let fault = |arguments: &[&str]| {
        let said = run(&folder, &[&["evidence", "map"], arguments].concat());
        assert_eq!(said.status.code(), Some(2), "{said:?}");
        String::from_utf8(said.stderr).unwrap()
    };
    let err = fault(&["returns 2026-09.zip/in/ood.csv"]);
    assert!(
        err.contains("holds no file `in/ood.csv`; did you mean"),
        "{err}"
    );
    let err = fault(&["returns 2026-09.zip", "--dataset", "visits"]);
    assert!(
        err.contains("2 files with lists") && err.contains("known.csv`"),
        "{err}"
    );
}

fn write_zip(path: &Path, files: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}
