//! Which mappings of the settings hold for a file: by its exact name, or by a pattern.
//!
//! In a pattern `*` stands for anything but `/`, and for nothing too. An exact name comes before a
//! pattern, and of patterns the one with the longest literal text. Two that are equally good and do
//! not say the same leave it open: neither holds.

use super::dated;
use super::manifest::{Mapping, same_path, same_sheet, tidy};

/// Whether a mapping's file is a pattern.
pub fn is_pattern(file: &str) -> bool {
    file.contains('*')
}

/// How closely the file of a mapping names a path; the later the closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Naming {
    /// A pattern with so many characters that are not `*`.
    Pattern(usize),
    Exact,
}

/// Whether the file of a mapping names a path, by itself or as a pattern.
pub fn names(file: &str, path: &str) -> bool {
    naming(file, path).is_some()
}

fn naming(file: &str, path: &str) -> Option<Naming> {
    if same_path(file, path) {
        return Some(Naming::Exact);
    }
    let pattern = tidy(file);
    if !is_pattern(&pattern) || !matches(&pattern, path) {
        return None;
    }
    let literal = pattern.chars().filter(|c| *c != '*').count();
    Some(Naming::Pattern(literal))
}

/// Whether a path is one that a pattern stands for.
fn matches(pattern: &str, path: &str) -> bool {
    let (mut patterns, mut parts) = (pattern.split('/'), path.split('/'));
    loop {
        match (patterns.next(), parts.next()) {
            (None, None) => return true,
            (Some(pattern), Some(part)) if part_matches(pattern, part) => {}
            (Some(_), Some(_) | None) | (None, Some(_)) => return false,
        }
    }
}

/// The pieces between the stars are looked for from the left, each at its first place, which leaves
/// the most for those after it.
fn part_matches(pattern: &str, part: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == part;
    };
    let (between, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let inner = part.strip_prefix(start).and_then(|p| p.strip_suffix(end));
    let Some(mut inner) = inner else {
        return false;
    };
    for piece in between.split('*') {
        match inner.split_once(piece) {
            Some((_, after)) => inner = after,
            None => return false,
        }
    }
    true
}

/// The mappings that hold for a file, the closest first.
pub fn of_file<'m>(mappings: &'m [Mapping], path: &str) -> Vec<&'m Mapping> {
    let mut found = fitting(mappings, path);
    found.sort_by_key(|(_, naming)| std::cmp::Reverse(*naming));
    let holds = found.iter().filter(|one| !is_tied(one, &found));
    let holds = holds.filter(|(map, naming)| closest(map, &found) == Some(*naming));
    holds.map(|(map, _)| *map).collect()
}

/// The mappings of which two are equally good for a sheet of a file and do not say the same, so that
/// none of them holds.
pub fn tied<'m>(mappings: &'m [Mapping], path: &str) -> Vec<&'m Mapping> {
    let found = fitting(mappings, path);
    let tied = found.iter().filter(|one| is_tied(one, &found));
    tied.map(|(map, _)| *map).collect()
}

fn fitting<'m>(mappings: &'m [Mapping], path: &str) -> Vec<(&'m Mapping, Naming)> {
    let fits = |map: &'m Mapping| Some((map, naming(&map.file, path)?));
    mappings.iter().filter_map(fits).collect()
}

/// How closely the best mapping for the sheet of this one names the file.
fn closest(map: &Mapping, found: &[(&Mapping, Naming)]) -> Option<Naming> {
    let same = found.iter().filter(|(other, _)| is_rival(map, other));
    same.map(|(_, naming)| *naming).max()
}

fn is_tied((map, naming): &(&Mapping, Naming), found: &[(&Mapping, Naming)]) -> bool {
    let other = |(other, theirs): &(&Mapping, Naming)| {
        theirs == naming && is_rival(map, other) && !says_the_same(map, other)
    };
    matches!(naming, Naming::Pattern(_))
        && closest(map, found) == Some(*naming)
        && found.iter().any(other)
}

fn is_rival(one: &Mapping, other: &Mapping) -> bool {
    same_sheet(one.sheet.as_deref(), other.sheet.as_deref())
}

fn says_the_same(one: &Mapping, other: &Mapping) -> bool {
    (&one.dataset, one.header_row, &one.columns)
        == (&other.dataset, other.header_row, &other.columns)
}

/// The path as a pattern with `*` in the place of the dates in its file's name, and in that of an
/// archive that it is in; none where there is no date, or too little besides it to tell files apart.
pub fn pattern_for(path: &str) -> Option<String> {
    let last = path.split('/').count().saturating_sub(1);
    let part = |(at, part): (usize, &str)| {
        let is_archive = part.to_lowercase().ends_with(".zip");
        if at == last || is_archive {
            undated(part).unwrap_or_else(|| part.to_owned())
        } else {
            part.to_owned()
        }
    };
    let parts: Vec<String> = path.split('/').enumerate().map(part).collect();
    Some(parts.join("/")).filter(|pattern| pattern != path && !path.contains('*'))
}

/// A name with `*` for its dates, where three letters of it are left.
fn undated(name: &str) -> Option<String> {
    let stem = dated::file_stem(name);
    let ending = name.strip_prefix(stem)?;
    let starred = dated::with_stars(stem)?;
    let letters = starred.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3).then(|| format!("{starred}{ending}"))
}

/// Whether two paths differ in nothing but dates, and in how they are written.
pub fn differ_by_date(one: &str, other: &str) -> bool {
    dated::words_without_dates(one) == dated::words_without_dates(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceText;

    #[test]
    fn a_star_stands_for_anything_but_a_slash() {
        for (pattern, path) in [
            ("caseload *.xlsx", "caseload 2026-09-30.xlsx"),
            ("caseload *.xlsx", "caseload .xlsx"),
            (
                "exports/*/plo-tracker-*.csv",
                "exports/north/plo-tracker-1.csv",
            ),
            ("./exports\\*.csv", "exports/a.csv"),
            ("*", "a.csv"),
            ("**.csv", "a.csv"),
            ("a*b*ab", "aabab"),
            ("a*.csv", "a*.csv"),
            ("a b.csv", "a b.csv"),
            ("é*.csv", "é 1.csv"),
        ] {
            assert!(names(pattern, path), "{pattern} for {path}");
        }
        for (pattern, path) in [
            ("caseload *.xlsx", "old/caseload 1.xlsx"),
            ("caseload *.xlsx", "caseload 1.xlsx/sheet.xlsx"),
            ("*", "a/b.csv"),
            ("a*a", "a"),
            ("a*b*b", "ab"),
            ("a*.csv", "b.csv"),
            ("exports/*/x.csv", "exports/x.csv"),
            ("a?.csv", "ab.csv"),
        ] {
            assert!(!names(pattern, path), "{pattern} for {path}");
        }
    }

    fn map(file: &str, sheet: Option<&str>, dataset: &str) -> Mapping {
        Mapping {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            dataset: dataset.to_owned(),
            header_row: None,
            columns: Vec::new(),
            place: SourceText::new("", "").place(0..0),
        }
    }

    fn held(maps: &[Mapping], path: &str) -> Vec<String> {
        let held = of_file(maps, path).into_iter();
        held.map(|map| map.dataset.clone()).collect()
    }

    #[test]
    fn an_exact_name_wins_then_the_longest_pattern_and_two_as_good_leave_it_open() {
        let maps = [
            map("*.csv", None, "widest"),
            map("case*.csv", None, "wide"),
            map("*load.csv", None, "ending"),
            map("caseload.csv", None, "exact"),
            map("*.csv", Some("B"), "sheet"),
        ];
        assert_eq!(held(&maps, "caseload.csv"), ["exact", "sheet"]);
        assert_eq!(held(&maps, "case1.csv"), ["wide", "sheet"]);
        assert_eq!(held(&maps, "x.csv"), ["widest", "sheet"]);
        assert!(tied(&maps, "caseload.csv").is_empty());

        let even = [
            map("case*.csv", None, "one"),
            map("*case.csv", None, "two"),
            map("*.csv", None, "wide"),
        ];
        assert_eq!(held(&even, "case.csv"), [""; 0]);
        let names: Vec<&str> = tied(&even, "case.csv")
            .iter()
            .map(|m| &*m.dataset)
            .collect();
        assert_eq!(names, ["one", "two"]);
        assert_eq!(held(&even, "case 1.csv"), ["one"]);
        let same = [map("case*.csv", None, "one"), map("*case.csv", None, "one")];
        assert_eq!(held(&same, "case.csv"), ["one", "one"]);
        assert!(tied(&same, "case.csv").is_empty());
    }

    #[test]
    fn a_date_in_a_name_becomes_a_star_where_enough_is_left_of_it() {
        for (path, pattern) in [
            ("caseload 2026-09-30.xlsx", Some("caseload *.xlsx")),
            (
                "x/2026/PLO-tracker-20260930.csv",
                Some("x/2026/PLO-tracker-*.csv"),
            ),
            ("30th Sept 2026 visits.csv", Some("* visits.csv")),
            (
                "visits 2026-04-01 to 2026-09-30.csv",
                Some("visits * to *.csv"),
            ),
            (
                "returns Sept 2026.zip/visits.csv",
                Some("returns *.zip/visits.csv"),
            ),
            ("2026-09/visits.csv", None),
            ("2026-09-30.csv", None),
            ("visits.csv", None),
            ("visits 2026-27.csv", None),
            ("odd * 2026-09-30.csv", None),
        ] {
            assert_eq!(pattern_for(path).as_deref(), pattern, "{path}");
        }
    }
}
