//! Everything the README shows: commands and their output, settings, rules and exit statuses.

use std::process::Command;

use reinspect::diagnostic::SourceText;
use reinspect::error::ExitStatus;
use reinspect::pack;
use reinspect::report::{AssessmentFormat, Choice as _};

const README: &str = include_str!("../../README.md");

/// The fenced blocks of one language.
fn blocks(language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    README
        .split(&opening)
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_command_prints_what_the_readme_shows() {
    let blocks = blocks("console");
    assert_eq!(blocks.len(), 3, "the picture, an explanation and a gate");
    for block in blocks {
        let (command, shown) = block.split_once('\n').unwrap();
        let arguments = command.strip_prefix("$ ").unwrap();
        let arguments = match arguments {
            "cargo run --release" => "",
            other => other.strip_prefix("reinspect ").unwrap(),
        };
        let output = Command::new(env!("CARGO_BIN_EXE_reinspect"))
            .args(arguments.split_whitespace())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        match shown.strip_prefix("? ") {
            Some(status) => assert_eq!(output.status.code(), Some(status.parse().unwrap())),
            None => assert_in_order(&text, shown, command),
        }
    }
}

/// Every stretch between lines of dots stands in the text, whole and in this order.
fn assert_in_order(text: &str, shown: &str, command: &str) {
    let mut rest = text;
    for stretch in shown.split("\n...") {
        let stretch = stretch.trim_matches('\n');
        let Some((_, after)) = rest.split_once(stretch) else {
            panic!("`{command}` does not print, after what came before:\n{stretch}");
        };
        rest = after;
    }
}

#[test]
fn the_settings_and_the_manifest_shown_are_good() {
    let toml = blocks("toml");
    let settings = toml.iter().find(|b| b.contains("[authority]")).unwrap();
    let (settings, found) =
        reinspect::settings::parse(&SourceText::new("README", settings.as_str()));
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(settings.maps[0].dataset, "pre_proceedings");
    let (pack, _) = pack::load(&pack::embedded());
    let found = reinspect::settings::check(&settings, &pack.unwrap());
    assert!(found.is_empty(), "{found:?}");
    let manifest = toml.iter().find(|b| b.contains("[[source]]")).unwrap();
    let manifest = SourceText::new("README", manifest.as_str());
    let (manifest, found) = reinspect::evidence::manifest::parse(&manifest);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(manifest.entries.len(), 1);
}

#[test]
fn the_rule_shown_is_good() {
    let toml = blocks("toml");
    let rule = toml.iter().find(|b| b.contains("[[criterion]]")).unwrap();
    let shipped = include_str!("../../rules/criteria/safe.toml");
    assert!(shipped.contains(rule), "the rule shown is one of the rules");
    let mut files = pack::embedded();
    let of_others = [
        "rules/criteria/",
        "rules/tests/",
        "rules/benchmarks/",
        "rules/themes/",
    ];
    files.retain(|f| !of_others.iter().any(|folder| f.file.starts_with(folder)));
    files.push(SourceText::new("rules/criteria/shown.toml", rule.as_str()));
    let (pack, found) = pack::load(&files);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(pack.unwrap().criteria.len(), 1);
}

#[test]
fn the_rule_test_shown_is_one_of_the_rules_own() {
    let toml = blocks("toml");
    let test = toml.iter().find(|b| b.contains("[[test]]")).unwrap();
    assert!(include_str!("../../rules/tests/safe-thresholds.toml").contains(test));
}

#[test]
fn the_table_of_exit_statuses_is_the_programs_own() {
    let table: Vec<u8> = README
        .split("| exit status | meaning |")
        .nth(1)
        .unwrap()
        .lines()
        .skip(2)
        .map_while(|line| line.split('|').nth(1)?.trim().parse().ok())
        .collect();
    let own = [
        ExitStatus::Met,
        ExitStatus::NotMet,
        ExitStatus::Usage,
        ExitStatus::Undecided,
        ExitStatus::Fault,
    ];
    assert_eq!(table, own.map(ExitStatus::code));
}

#[test]
fn the_table_of_reports_is_the_programs_own() {
    let table = README.split("| report | for |").nth(1).unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let table: Vec<&str> = rows
        .map(|row| row.split('|').nth(1).unwrap().trim())
        .collect();
    let own = AssessmentFormat::ALL.iter().map(|format| format.name());
    assert_eq!(table, own.collect::<Vec<_>>());
}

#[test]
fn the_rust_version_stated_is_the_one_in_the_manifest() {
    let manifest = include_str!("../../Cargo.toml");
    let line = manifest
        .lines()
        .find(|l| l.starts_with("rust-version"))
        .unwrap();
    let version = line.split('"').nth(1).unwrap();
    assert!(README.contains(&format!("({version} or later)")));
}

#[test]
fn the_front_matter_shown_is_read_as_a_date_and_an_approval() {
    let shown = &blocks("markdown")[0];
    let (pack, _) = pack::load(&pack::embedded());
    let pack = pack.unwrap();
    let manifest = reinspect::evidence::manifest::Manifest::default();
    let wanted = reinspect::evidence::extract::Wanted::NotPersonal;
    let request = reinspect::evidence::read::Request::new(&pack.datasets, wanted, &[], &manifest);
    let read =
        reinspect::evidence::read::read_file("strategy.md".into(), shown.as_bytes(), &request);
    let document = &read.documents[0];
    assert_eq!(document.approved, Some(true));
    let day = reinspect::calendar::Day::parse_iso("2026-03-18");
    assert_eq!(document.own_date.map(|(day, _)| day), day);
}
