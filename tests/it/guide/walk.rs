//! The guide held against the TOML of the rules, walked without the program's own reading of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use toml::{Table, Value};

use super::{GUIDE, ROOT};

/// Every `[[criterion]]` of the default pack, by its id.
static CRITERIA: LazyLock<BTreeMap<String, Table>> = LazyLock::new(|| {
    let all = tables("criteria", "criterion").into_iter();
    all.map(|table| (text(&table, "id").to_owned(), table))
        .collect()
});

/// The tables of one name in the files of a folder of the rules, in the order of the files.
fn tables(folder: &str, name: &str) -> Vec<Table> {
    let folder = Path::new(ROOT).join("rules").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let whole: Table = fs::read_to_string(&file).unwrap().parse().unwrap();
        for one in whole
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            all.push(one.as_table().unwrap().clone());
        }
    }
    all
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn texts<'t>(table: &'t Table, key: &str) -> Vec<&'t str> {
    let list = table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    list.map(|value| value.as_str().unwrap()).collect()
}

/// Markdown as it is read: without the backslashes that keep marks from being marks.
fn read(markdown: &str) -> String {
    let mut out = String::new();
    let mut characters = markdown.chars();
    while let Some(c) = characters.next() {
        out.push(if c == '\\' {
            characters.next().unwrap()
        } else {
            c
        });
    }
    out
}

#[test]
fn every_criterion_has_a_page_with_its_own_words() {
    let pages = GUIDE.keys().filter(|path| path.starts_with("criteria/"));
    assert_eq!(pages.count(), CRITERIA.len());
    for (id, criterion) in CRITERIA.iter() {
        let page = read(&GUIDE[&format!("criteria/{id}.md")]);
        for (before, key, after) in [
            ("# ", "title", "\n"),
            ("**", "asks", "**\n"),
            ("## Why it matters\n\n", "why", "\n"),
            ("## How to close a gap\n\n", "improve", "\n"),
        ] {
            let said = format!("{before}{}{after}", text(criterion, key));
            assert!(page.contains(&said), "{id}: {said}");
        }
        let owner = criterion.get("owner").and_then(Value::as_str);
        if let Some(owner) = owner {
            assert!(page.contains(&format!("\n- Owner: {owner}\n")), "{id}");
        }
        let effort = format!("\n- Effort: {} (", text(criterion, "effort"));
        assert!(page.contains(&effort), "{id}");
        for expectation in texts(criterion, "expectations") {
            assert!(page.contains(expectation), "{id}: {expectation}");
        }
        let source = text(criterion, "threshold_source").trim_end_matches('.');
        // The sentence it stands in has said "suggested" where the basis is that.
        let source = source.strip_prefix("Suggested: ").unwrap_or(source);
        assert!(page.contains(source), "{id}: {source}");
    }
}

/// The criteria that an index lists under each of its anchors.
fn listed(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let sections = GUIDE[page].split("<a id=\"").skip(1);
    sections
        .map(|section| {
            let (anchor, body) = section.split_once('"').unwrap();
            let links = body.split("](criteria/").skip(1);
            let ids: Vec<&str> = links
                .map(|rest| rest.split(".md)").next().unwrap())
                .collect();
            let once: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
            assert_eq!(once.len(), ids.len(), "{anchor} lists one twice");
            (anchor.to_owned(), once)
        })
        .collect()
}

/// Criteria by what `of` says that each belongs to, with the anchors that nothing belongs to.
fn expected(
    anchors: impl IntoIterator<Item = String>,
    of: impl Fn(&Table) -> BTreeSet<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = anchors
        .into_iter()
        .map(|anchor| (anchor, BTreeSet::new()))
        .collect();
    for (id, criterion) in CRITERIA.iter() {
        for anchor in of(criterion) {
            all.get_mut(&anchor).unwrap().insert(id.clone());
        }
    }
    all
}

#[test]
fn every_criterion_stands_under_its_area_and_its_judgements() {
    let areas = tables("frameworks", "area");
    let of_kind = |judgement: bool| {
        let wanted = areas
            .iter()
            .filter(move |area| (text(area, "kind") == "judgement") == judgement);
        wanted
            .map(|area| text(area, "id").to_owned())
            .collect::<Vec<_>>()
    };
    let own = |criterion: &Table| [text(criterion, "area").to_owned()].into();
    assert_eq!(listed("by-area.md"), expected(of_kind(false), own));
    let judgements = |criterion: &Table| {
        texts(criterion, "judgements")
            .into_iter()
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(
        listed("by-judgement.md"),
        expected(of_kind(true), judgements)
    );
}

#[test]
fn every_criterion_stands_under_its_timescales() {
    let anchor = |full: &str| full.replace(':', "-").to_lowercase();
    let timescales = tables("frameworks", "expectation").into_iter();
    let timescales = timescales.filter(|e| e.contains_key("limit"));
    let anchors: Vec<String> = timescales
        .map(|e| anchor(&format!("ts:{}", text(&e, "id"))))
        .collect();
    assert!(anchors.len() > 70);
    let own = |criterion: &Table| {
        let all = texts(criterion, "expectations").into_iter();
        all.filter(|e| e.starts_with("ts:")).map(anchor).collect()
    };
    assert_eq!(listed("by-timescale.md"), expected(anchors, own));
}

#[test]
fn every_criterion_stands_under_its_datasets() {
    let datasets = tables("datasets", "dataset").into_iter();
    let own = |criterion: &Table| {
        let mut own = BTreeSet::new();
        for (kind, measure) in criterion.iter().filter(|(_, value)| value.is_table()) {
            let measure = measure.as_table().unwrap();
            let over = measure.get("over").and_then(Value::as_table);
            let latest = text(measure, "latest")
                .split_once('.')
                .map(|(dataset, _)| dataset);
            // What `per_subject` names is a dataset, or one with a condition.
            let subjects = measure.get("subjects");
            let named = subjects.and_then(Value::as_str);
            let chosen = subjects.and_then(Value::as_table).map(|t| text(t, "of"));
            let over = over.map(|over| text(over, "of"));
            let by_kind = match kind.as_str() {
                "document" => Some("documents"),
                "statement" => Some("statements"),
                _ => Some(text(measure, "of")),
            };
            let all = [by_kind, over, latest, named, chosen];
            let all = all
                .into_iter()
                .flatten()
                .filter(|dataset| !dataset.is_empty());
            own.extend(all.map(str::to_owned));
        }
        own
    };
    let anchors = datasets.map(|dataset| text(&dataset, "id").to_owned());
    assert_eq!(listed("by-dataset.md"), expected(anchors, own));
}

/// The numbers behind a word on a page, such as `numerator 8`.
fn number(page: &str, word: &str) -> Option<i64> {
    let after = page.split(&format!("{word} ")).nth(1)?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The lines of rows and documents that a test has.
fn lines(test: &Table) -> usize {
    let many = |key: &str| test.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    let others = test.get("others").and_then(Value::as_table);
    let others = others.into_iter().flat_map(|lists| lists.values());
    let others: usize = others.map(|list| list.as_array().unwrap().len()).sum();
    many("rows") + many("documents") + others
}

/// Of those that are met or nearly met in at most six lines, the first of the longest: a met one first.
fn most_telling<'t>(tests: &[&'t Table]) -> &'t Table {
    for most in (0..=6).rev() {
        for state in ["met", "nearly"] {
            let fits = |test: &&&Table| {
                lines(test) == most && text(test["expect"].as_table().unwrap(), "state") == state
            };
            if let Some(found) = tests.iter().find(fits) {
                return found;
            }
        }
    }
    tests[0]
}

#[test]
fn every_worked_example_comes_to_what_its_test_expects() {
    let tests = tables("tests", "test");
    let (mut numerators, mut known) = (0, 0);
    for id in CRITERIA.keys() {
        let page = read(&GUIDE[&format!("criteria/{id}.md")]);
        let example = page.split("\n## Worked example\n").nth(1).unwrap();
        let example = example.split("\n## ").next().unwrap();
        let own = tests.iter().filter(|test| text(test, "criterion") == id);
        let named = |test: &&Table| example.contains(&format!("*{}*.\n", text(test, "name")));
        let shown: Vec<&Table> = own.filter(named).collect();
        let [test] = shown.as_slice() else {
            panic!("{id}: {} tests are shown", shown.len());
        };
        let own = tests.iter().filter(|test| text(test, "criterion") == id);
        assert_eq!(
            text(test, "name"),
            text(most_telling(&own.collect::<Vec<_>>()), "name"),
            "{id}"
        );
        let expect = test["expect"].as_table().unwrap();
        let state = match text(expect, "state") {
            "met" => "met",
            "nearly" => "nearly met",
            "not_met" => "not met",
            "not_known" => "not known",
            "not_applicable" => "does not apply",
            other => panic!("{id}: {other}"),
        };
        assert!(
            example.contains(&format!("\n- Result: **{state}**")),
            "{id}: {state}"
        );
        known += usize::from(state == "met" || state == "nearly met");
        for word in ["numerator", "denominator"] {
            if let Some(expected) = expect.get(word).and_then(Value::as_integer) {
                assert_eq!(number(example, word), Some(expected), "{id}: {word}");
                numerators += 1;
            }
        }
    }
    assert!(numerators > CRITERIA.len(), "{numerators}");
    assert_eq!(
        known,
        CRITERIA.len(),
        "each shows one that is met, or nearly"
    );
}
