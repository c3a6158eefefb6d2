//! What a template lets into its cells, and that it is made alike each time.

use super::*;

#[test]
fn the_same_pack_gives_the_same_bytes_without_the_time() {
    assert_eq!(template::all(&PACK).unwrap(), templates());
    let (_, bytes) = &templates()[0];
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut about = String::new();
    package
        .by_name("docProps/core.xml")
        .unwrap()
        .read_to_string(&mut about)
        .unwrap();
    assert_eq!(about.matches("2000-01-01T00:00:00Z").count(), 2, "{about}");
}

#[test]
fn each_column_takes_what_the_pack_says() {
    let find = |name: &str| {
        templates()
            .into_iter()
            .find(|(file, _)| file == name)
            .unwrap()
            .1
    };
    let bytes = find("supervisions.xlsx");
    let mut package = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut sheet = String::new();
    package
        .by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    for part in [
        // Supervision type is the fifth column; its three values stand in the notes.
        "sqref=\"E2:E1048576\"",
        "<formula1>Notes!$D$16:$D$18</formula1>",
        "\"Yes,No\"",
        "type=\"date\"",
        "type=\"decimal\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:K1048576\"/>",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    let notes = &sheets(&bytes)[2].1;
    let values: Vec<String> = (15..18).map(|row| notes[row][3].to_string()).collect();
    assert_eq!(values, ["Personal", "Case supervision", "Group"]);
    assert_eq!(notes[15][0].to_string(), "Supervision type");
}

#[test]
fn the_statements_say_what_is_asked_of_whom() {
    let asked: Vec<(&str, &str, &str)> = PACK
        .criteria
        .iter()
        .filter_map(|criterion| {
            let Measure::Statement(s) = &criterion.measure else {
                return None;
            };
            Some((&*s.question, &*s.by, &*criterion.asks))
        })
        .collect();
    assert!(asked.len() > 2);
    let all = templates();
    let (_, bytes) = all
        .iter()
        .find(|(name, _)| name == "statements.xlsx")
        .unwrap();
    let notes = &sheets(bytes)[2].1;
    let head = notes
        .iter()
        .position(|row| row[2] == Data::String("What it asks".into()))
        .unwrap();
    let below: Vec<_> = notes[head + 1..]
        .iter()
        .map(|row| [0, 3, 2].map(|at| row[at].to_string()))
        .collect();
    for (question, by, asks) in &asked {
        assert!(
            below.contains(&[question, by, asks].map(|text| (*text).to_owned())),
            "{question}"
        );
    }
    assert_eq!(below.len(), asked.len());
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    let mut part = package.by_name("xl/worksheets/sheet1.xml").unwrap();
    part.read_to_string(&mut sheet).unwrap();
    let rule = format!(
        "<formula1>Notes!$A${}:$A${}</formula1>",
        head + 2,
        notes.len()
    );
    assert!(sheet.contains(&rule), "{rule}: {sheet}");
}
