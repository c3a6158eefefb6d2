//! Audits: the template asks what the criteria read, each column by its question.

use std::fs;
use std::path::{Path, PathBuf};

use reinspect::diagnostic::Code;
use reinspect::pack::{self, ColumnSpec, KindOfEvidence};
use reinspect::table::ColumnType;
use serde_json::Value;

use super::*;
use crate::program::run;

/// Every criterion of the default pack as it is written, with its own text.
fn criteria() -> Vec<(String, String)> {
    let texts = pack::embedded();
    let files = texts.iter().filter(|t| t.file.contains("criteria/"));
    let each = files.flat_map(|file| {
        let text = file.text.clone();
        let parts: Vec<String> = text
            .split("[[criterion]]")
            .skip(1)
            .map(str::to_owned)
            .collect();
        parts
    });
    let id = |text: &str| {
        let line = text.lines().find(|l| l.starts_with("id ")).unwrap();
        line.split('"').nth(1).unwrap().to_owned()
    };
    each.map(|text| (id(&text), text)).collect()
}

/// The words of a criterion's measure.
fn words(text: &str) -> BTreeSet<String> {
    let measure = text.split_once("\n[criterion.").unwrap().1;
    let parts = measure.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    parts.map(str::to_owned).collect()
}

fn audits() -> Vec<&'static Dataset> {
    let all = PACK.datasets.values();
    all.filter(|d| d.kind_of_evidence == KindOfEvidence::Audit)
        .collect()
}

fn template_of(dataset: &Dataset) -> Vec<u8> {
    let name = template::file_name(dataset);
    templates().into_iter().find(|(n, _)| *n == name).unwrap().1
}

fn text(cell: &Data) -> String {
    cell.to_string()
}

fn headings(bytes: &[u8]) -> Vec<String> {
    sheets(bytes)[0].1[0].iter().map(text).collect()
}

/// The heading, the question and the first criterion of each row of the sheet of questions.
fn questions(bytes: &[u8]) -> Vec<(String, String, String)> {
    let sheets = sheets(bytes);
    let (name, rows) = sheets.last().unwrap();
    assert_eq!(name, "Questions");
    let rows = rows[3..].iter().filter(|row| row[0] != Data::Empty);
    rows.map(|r| (text(&r[0]), text(&r[1]), text(&r[3])))
        .collect()
}

#[test]
fn an_audit_asks_for_what_criteria_read_and_for_nothing_else() {
    let mut served = BTreeSet::new();
    for dataset in audits() {
        let bytes = template_of(dataset);
        let shown = headings(&bytes);
        let asked = questions(&bytes);
        let reading: Vec<_> = criteria()
            .into_iter()
            .map(|(id, text)| (id, words(&text)))
            .filter(|(_, words)| words.contains(&dataset.id))
            .collect();
        assert!(!reading.is_empty(), "{}", dataset.id);
        for column in &dataset.columns {
            let is_key = dataset.key.contains(&column.name.to_string());
            let readers: Vec<_> = reading
                .iter()
                .filter(|(_, words)| words.contains(&*column.name))
                .collect();
            let heading = column.names[0].clone();
            let expected = column.required || is_key || !readers.is_empty();
            assert_eq!(shown.contains(&heading), expected, "{heading}");
            let question = asked.iter().find(|(of, _, _)| *of == heading);
            assert_eq!(
                question.is_some(),
                !readers.is_empty() && (!is_key || column.asks.is_some()),
                "{} {heading}",
                dataset.id
            );
            if let Some((_, asks, serves)) = question {
                assert_eq!(Some(asks), column.asks.as_ref());
                let titles = readers
                    .iter()
                    .map(|(id, _)| &PACK.criterion(id).unwrap().title);
                assert!(titles.into_iter().any(|title| title == serves), "{heading}");
            }
            served.extend(readers.iter().map(|(id, _)| id.clone()));
        }
    }
    let kinds = |c: &&pack::Criterion| {
        reinspect::measure::kinds_of_evidence(c, &PACK.datasets).contains(&KindOfEvidence::Audit)
    };
    let all: BTreeSet<String> = PACK
        .criteria
        .iter()
        .filter(kinds)
        .map(|c| c.id.clone())
        .collect();
    assert_eq!(served, all);
    assert!(all.len() > 40);
}

#[test]
fn what_names_and_dates_a_record_comes_first_and_what_a_criterion_reads_stands_together() {
    let all = headings(&template_of(&PACK.datasets["case_audits"]));
    assert_eq!(all[..2], ["Audit ID", "Audit date"]);
    let at = |heading: &str| all.iter().position(|h| h == heading).unwrap();
    let actions = at("Actions needed");
    assert_eq!(
        all[actions..actions + 3],
        [
            "Actions needed",
            "Audit actions due",
            "Date audit actions closed"
        ]
    );
    // By outcome, then enabler: children's voices, the network, then how audits are done.
    let by_area = ["Voice of the child", "Family network explored", "Moderated"].map(at);
    assert!(by_area.is_sorted(), "{by_area:?}");
    // Nobody reads when the letter was sent.
    let letters = headings(&template_of(&PACK.datasets["letter_audits"]));
    assert!(!letters.contains(&"Letter date".to_owned()), "{letters:?}");
}

#[test]
fn the_question_shows_in_the_cell_and_on_the_heading() {
    let bytes = template_of(&PACK.datasets["letter_audits"]);
    let mut package = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        package
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let asks = "Does the letter offer a family group meeting?";
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains(&format!("prompt=\"{asks} Yes or No.\"")),
        "{sheet}"
    );
    assert!(part("xl/comments1.xml").contains(asks));
    assert!(!part("xl/comments1.xml").contains("On which day was the letter sent?"));
}

#[test]
fn each_question_can_be_answered_in_its_column() {
    for dataset in audits() {
        for (column, asks) in dataset
            .columns
            .iter()
            .filter_map(|c| Some((c, c.asks.as_ref()?)))
        {
            let starts: &[&str] = match column.kind {
                ColumnType::YesNo => &["Is ", "Does ", "Did ", "Has ", "Was ", "Could "],
                ColumnType::Date => &["On which day ", "By which day "],
                ColumnType::Number => &["How many "],
                ColumnType::Code => &["Which ", "What "],
                ColumnType::Text => &[],
            };
            assert!(starts.iter().any(|start| asks.starts_with(start)), "{asks}");
            // A cell's prompt holds 255 characters; the question must be whole in it.
            assert!(asks.len() <= 120, "{asks}");
        }
    }
}

/// Where a criterion turns on a no, or on a fact that is neither good nor bad, the template says so.
#[test]
fn yes_is_the_good_answer_or_it_is_said_that_neither_is() {
    let facts = ["change_seen", "disabled_child", "actions_agreed"];
    for dataset in audits() {
        for column in dataset
            .columns
            .iter()
            .filter(|c| c.kind == ColumnType::YesNo)
        {
            let about = column.about.as_deref().unwrap_or_default();
            let said = about.starts_with("Neither answer is a fault");
            assert_eq!(said, facts.contains(&&*column.name), "{}", column.name);
        }
    }
    // No criterion of the pack is met by a no.
    for (id, text) in criteria() {
        let meets = text.lines().find(|line| line.starts_with("meets"));
        let meets = meets.unwrap_or_default();
        let of_audits = audits().iter().any(|d| words(&text).contains(&d.id));
        assert!(
            !of_audits || !meets.contains("not ") || meets.contains("not null"),
            "{id}"
        );
    }
}

/// A cell that answers a column as an auditor would.
fn answer(column: &ColumnSpec, row: u32) -> Data {
    match column.kind {
        ColumnType::YesNo => Data::String(["Yes", "No"][row as usize % 2].into()),
        ColumnType::Date => Data::String(format!("{:02}/09/2026", row + 1)),
        ColumnType::Number => Data::Float(f64::from(row)),
        ColumnType::Code => Data::String(column.spellings[0][0].clone()),
        ColumnType::Text => Data::String(format!("A{row}")),
    }
}

#[test]
fn answers_are_read_back_without_a_mapping() {
    for dataset in audits() {
        let mut all = sheets(&template_of(dataset));
        let columns: Vec<&ColumnSpec> = all[0].1[0]
            .iter()
            .map(|h| {
                dataset
                    .columns
                    .iter()
                    .find(|c| c.names[0] == text(h))
                    .unwrap()
            })
            .collect();
        for row in 0..6 {
            let cells = columns.iter().map(|column| answer(column, row)).collect();
            all[0].1.push(cells);
        }
        // The name says nothing of what is in it.
        let read = read("ours-2026-09-30.xlsx", &book(&all));
        let [list] = &read.extracts[..] else {
            panic!("{}", dataset.id);
        };
        assert_eq!((&list.dataset, list.table.rows()), (&dataset.id, 6));
        assert_eq!(list.problems, [], "{}", dataset.id);
        for count in &list.cells {
            assert_eq!((count.filled, count.unreadable), (6, 0), "{}", count.column);
        }
        let found = read.found.tables[0]
            .columns
            .iter()
            .map(|c| c.column.clone());
        let expected: Vec<String> = columns.iter().map(|c| c.name.to_string()).collect();
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("audits")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A copy of the default pack in a folder, with its texts changed.
fn rules(folder: &Path, change: impl Fn(&str, String) -> String) {
    for file in pack::embedded() {
        let name = file
            .file
            .split_once('/')
            .map_or(&*file.file, |(_, name)| name);
        let path = folder.join("rules").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, change(name, file.text.to_string())).unwrap();
    }
}

fn made(folder: &Path, given: &[&str]) -> Vec<u8> {
    let said = run(folder, given);
    assert!(said.status.success(), "{said:?}");
    fs::read(folder.join("work/evidence/letter-audits.xlsx")).unwrap()
}

const COLUMN: &str = r#"
[[dataset.column]]
name  = "in_own_language"
names = ["In the parents' language"]
type  = "yes_no"
asks  = "Is the letter in the language that the parents read best?"
"#;

const CRITERION: &str = r#"
[[criterion]]
id              = "letters-are-in-the-parents-language"
title           = "Letters are in a language that parents read"
asks            = "Are letters in the language that the parents read best?"
area            = "safe"
judgements      = ["help-and-protection"]
expectations    = ["nf:O3-L4"]
why             = "Nobody can act on a letter that they cannot read."
improve         = "Ask for the language at the first visit."
effort          = "low"
threshold_basis = "suggested"

[criterion.share]
of      = "letter_audits"
period  = "6 months"
dated   = "audited_on"
meets   = "in_own_language"
met     = { at_least = 95 }
minimum = 5
"#;

#[test]
fn a_new_criterion_makes_the_template_grow_a_column() {
    let folder = folder("grown");
    let before = template_of(&PACK.datasets["letter_audits"]);
    let with = |column: bool, criterion: bool| {
        let _ = fs::remove_dir_all(folder.join("rules"));
        let _ = fs::remove_dir_all(folder.join("work"));
        rules(&folder, |name, text| match name {
            "datasets/letter-audits.toml" if column => text + COLUMN,
            "criteria/safe-pre-proceedings.toml" if criterion => text + CRITERION,
            _ => text,
        });
        made(&folder, &["init", "work", "--rules", "rules"])
    };
    // A column that nobody reads is not asked for.
    assert_eq!(headings(&with(true, false)), headings(&before));
    let after = with(true, true);
    let mut expected = headings(&before);
    expected.push("In the parents' language".into());
    assert_eq!(headings(&after), expected);
    let new: Vec<_> = questions(&after)
        .into_iter()
        .filter(|q| !questions(&before).contains(q))
        .collect();
    assert_eq!(
        new,
        [(
            "In the parents' language".into(),
            "Is the letter in the language that the parents read best?".into(),
            "Letters are in a language that parents read".into()
        )]
    );
    // And its answers are counted: four of five.
    let mut all = sheets(&after);
    for row in 0..5 {
        let yes = |heading: &String| match heading.as_str() {
            "Audit ID" => Data::String(format!("L{row}")),
            "Audit date" => Data::String("11/09/2026".into()),
            "In the parents' language" if row == 3 => Data::String("No".into()),
            _ => Data::String("Yes".into()),
        };
        all[0].1.push(expected.iter().map(yes).collect());
    }
    fs::write(
        folder.join("work/evidence/letters-2026-09-30.xlsx"),
        book(&all),
    )
    .unwrap();
    let listed = run(&folder, &["evidence", "list", "work/evidence"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(!listed.contains("; missing:"), "{listed}");
    assert!(listed.contains("letters-2026-09-30.xlsx"), "{listed}");
    let given = ["--as-at", "2026-10-01", "--report", "json", "--criterion"];
    let given = [&given[..], &["letters-are-in-the-parents-language"]].concat();
    let said = run(&folder.join("work"), &given);
    let result: Value = serde_json::from_slice(&said.stdout).unwrap();
    let measured = &result["criteria"][0]["measurement"];
    assert_eq!(
        (&measured["numerator"], &measured["denominator"]),
        (&4.into(), &5.into())
    );
}

#[test]
fn what_only_a_criterion_that_is_off_reads_is_not_asked() {
    let folder = folder("off");
    assert!(run(&folder, &["init", "work"]).status.success());
    let made = |folder: &Path| fs::read(folder.join("work/evidence/case-audits.xlsx")).unwrap();
    let before = headings(&made(&folder));
    fs::write(
        folder.join("work/tailoring.toml"),
        "[[tailoring]]\ncriterion = \"audits-find-life-stories-kept\"\noff = true\n\
         reason = \"Another team asks it.\"\nby = \"Head of Quality\"\non = 2026-01-12\n",
    )
    .unwrap();
    fs::remove_file(folder.join("work/evidence/case-audits.xlsx")).unwrap();
    let said = run(&folder, &["init", "work"]);
    assert!(said.status.success(), "{said:?}");
    let after = headings(&made(&folder));
    let gone: Vec<&String> = before.iter().filter(|h| !after.contains(h)).collect();
    // The list of events is read by another criterion too.
    assert_eq!(gone, ["Life story work"]);
}

#[test]
fn the_default_pack_asks_for_all_that_it_reads() {
    let (_, found) = pack::load(&pack::embedded());
    assert!(!found.iter().any(|d| d.code == Code::NoQuestion));
    // Without the question it is told, at each criterion that reads the column.
    let mut files = pack::embedded();
    for file in &mut files {
        if file.file.ends_with("datasets/letter-audits.toml") {
            let asks = "asks     = \"Does the letter offer a family group meeting?\"\n";
            let without = file.text.replace(asks, "");
            *file = reinspect::diagnostic::SourceText::new(&*file.file, without);
        }
    }
    let (pack, found) = pack::load(&files);
    let told: Vec<_> = found
        .iter()
        .filter(|d| d.code == Code::NoQuestion)
        .collect();
    assert!(pack.is_some());
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        told[0].found.as_deref(),
        Some("`family_meeting_offered` of `letter_audits`")
    );
}
