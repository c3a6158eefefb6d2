//! Every page is well formed, and every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::GUIDE;
use reinspect::guide::{MARK, Pages};

#[test]
fn every_link_of_the_guide_leads_to_a_page_and_to_a_place_in_it() {
    let links = all_resolve(&GUIDE);
    // At least: each criterion from its area, and back.
    assert!(links > 2 * criteria(), "{links}");
}

fn criteria() -> usize {
    GUIDE
        .keys()
        .filter(|path| path.starts_with("criteria/"))
        .count()
}

/// Follows every link, and says how many there are.
pub(super) fn all_resolve(pages: &Pages) -> usize {
    let anchors: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), anchors(text)))
        .collect();
    let mut links = 0;
    for (path, text) in pages {
        for link in targets(text) {
            links += 1;
            let (page, place) = link.split_once('#').unwrap_or((link, ""));
            let page = resolved(path, page);
            let known = anchors.get(page.as_str());
            let known = known.unwrap_or_else(|| panic!("{path}: no page for {link}"));
            assert!(
                place.is_empty() || known.contains(place),
                "{path}: no place {link}"
            );
        }
    }
    links
}

/// What stands in `](…)`.
fn targets(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1);
    after.map(|rest| rest.split(')').next().unwrap()).collect()
}

fn anchors(text: &str) -> BTreeSet<&str> {
    let after: Vec<&str> = text.split("<a id=\"").skip(1).collect();
    let names: BTreeSet<&str> = after
        .iter()
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(names.len(), after.len(), "an anchor stands twice");
    names
}

fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(
                parts.pop().is_some(),
                "{from}: {link} leads out of the guide"
            ),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn every_page_is_well_formed() {
    for (path, text) in GUIDE.iter() {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], MARK, "{path}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
        assert!(
            !text.contains(['\r', '\t']) && !text.contains("\n\n\n"),
            "{path}"
        );
        assert!(lines.iter().all(|line| line.trim_end() == *line), "{path}");
        let titles = lines.iter().filter(|line| line.starts_with("# "));
        assert_eq!(titles.count(), 1, "{path}");
        for (before, line) in lines.iter().zip(&lines[1..]) {
            let starts_block = line.starts_with('#') || line.starts_with("<a ");
            assert!(!starts_block || before.is_empty(), "{path}: {line}");
            let (table, above) = (line.starts_with('|'), before.starts_with('|'));
            assert!(!table || above || before.is_empty(), "{path}: {line}");
            assert!(!above || table || line.is_empty(), "{path}: {line}");
            if table && above {
                assert_eq!(bars(line), bars(before), "{path}: {line}");
            }
        }
    }
}

/// The bars that part the cells of a line: all but those behind a backslash.
fn bars(line: &str) -> usize {
    line.matches('|').count() - line.matches("\\|").count()
}

#[test]
fn a_page_is_short() {
    for (path, text) in GUIDE
        .iter()
        .filter(|(path, _)| path.starts_with("criteria/"))
    {
        let lines = text.lines().count();
        assert!(lines <= 120, "{path} has {lines} lines");
    }
}
