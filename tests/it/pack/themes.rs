//! Themes: read with every mistake at its place, counted over a list, and found by criterion.

use std::collections::BTreeMap;

use reinspect::diagnostic::{Diagnostic, SourceText, Spot};
use reinspect::pack::theme::count::{Counts, count};
use reinspect::pack::theme::{Agreement, Totals};
use reinspect::pack::{self, Pack};

use super::fixtures::{files, folder};
use crate::engine::PACK;

const THEMES: &str = r#"
[points]
source        = "invented points, counted by these rules"
licence       = "none is needed"
list_ends_at  = ["Findings"]
reasons       = ["so that", "to drive"]
from          = 2020
until         = 2021
points        = 10
visits        = 4
without_theme = 2
left_out      = 1

[[theme]]
id       = "supervision"
title    = "Supervision"
covers   = "supervision of workers"
any_of   = ["supervision*", "manager* & direction*"]
except   = ["supervision of contact"]
criteria = ["children-are-seen-alone"]
points   = 4
visits   = 3

[[theme]]
id       = "plans"
title    = "Plans"
covers   = "children's plans"
any_of   = ["plan", "plans"]
except   = ["pathway plan*"]
criteria = ["visits-per-head", "children-are-seen-alone"]
points   = 3
visits   = 3

[[theme]]
id              = "drift"
title           = "Drift"
covers          = "plans that do not move on"
any_of          = ["drift*"]
also_in_reasons = true
untested        = "no list says how plans move on"
points          = 2
visits          = 2
"#;

/// The digests are those of `Supervision`, `Pathway plans`, `Work to drive plans` and of nothing here.
const LABELS: &str = "sha256,urn,published,themes
70b7011b3ce011ea1e5ad4bd958b385111e1f674fa64a1a220bb99a1c839cd6d,2,2 June 2021,supervision
c6aab92cd20cb190860ac18180ad9950fb3033036726fde0b2400455e1341942,2,2 June 2021,plans
d835aeef77bc2acd2b36431d9fd7f6f2a336aac6c8ced309f7cceca8cb5bdc83,5,3 July 2021,
0000000000000000000000000000000000000000000000000000000000000000,9,3 July 2021,drift
";

/// One letter is filed under authorities 2 and 3. The last point of the first letter ends its list.
const POINTS: &str = "urn,la,published,area_for_improvement
1,north,1 May 2020,\"The quality of SUPERVISION, so that plans improve\"
1,north,1 May 2020,The supervision of contact
1,north,1 May 2020,Children’s plans so that there is no drift Findings Plans are good
1,north,1 May 2020,\"Plans, and supervision, are good\"
2,south,2 June 2021,Supervision
2,south,2 June 2021,Pathway  plans
2,south,2 June 2021,Managers who give clear direction
3,west,2 June 2021,Supervision
3,west,2 June 2021,Pathway plans
3,west,2 June 2021,So that plans improve
4,east,2 June 2021,Supervision
4,east,2 June 2021,Drift
5,mid,3 July 2021,Work to drive plans
";

/// The small pack with themes and labels beside it.
fn load(themes: &str, labels: &str) -> (Option<Pack>, Vec<Diagnostic>) {
    let tables = [
        ("themes/themes.toml", themes),
        ("themes/sample.csv", labels),
    ];
    let base = files(&folder().join("_base"));
    let mut texts: Vec<SourceText> = base
        .iter()
        .map(|(name, text)| SourceText::new(&**name, &**text))
        .collect();
    texts.extend(tables.map(|(name, text)| SourceText::new(name, text)));
    pack::load(&texts)
}

fn small() -> Pack {
    let (pack, found) = load(THEMES, LABELS);
    assert_eq!(found, []);
    pack.unwrap()
}

fn counted(themes: &str, points: &str) -> Counts {
    let (pack, found) = load(themes, LABELS);
    assert_eq!(found, []);
    let mut found = Vec::new();
    let points = SourceText::new("points.csv", points);
    let counts = count(&pack.unwrap().themes, &points, &mut found);
    assert_eq!(found, []);
    counts.unwrap()
}

#[test]
fn points_and_visits_are_counted_as_by_hand() {
    let counts = counted(THEMES, POINTS);
    let totals = Totals {
        points: 10,
        visits: 4,
        without_theme: 2,
        left_out: 1,
    };
    assert_eq!(counts.totals, totals);
    assert_eq!(counts.totals, small().themes.totals);
    let expected = [
        ("drift", (2, 2)),
        ("plans", (3, 3)),
        ("supervision", (4, 3)),
    ];
    let expected: BTreeMap<String, (u64, u64)> = expected.map(|(id, n)| (id.to_owned(), n)).into();
    assert_eq!(counts.themes, expected);
}

#[test]
fn a_letter_of_two_authorities_is_one_visit_only_where_more_than_half_of_each_is_the_same() {
    let visits = |points: &str| {
        let head = "urn,published,area_for_improvement\n";
        counted(THEMES, &format!("{head}{points}")).totals.visits
    };
    assert_eq!(visits("1,a,Plans\n2,a,Plans\n"), 1);
    assert_eq!(visits("1,a,Plans\n2,b,Plans\n"), 2);
    assert_eq!(visits("1,a,Plans\n2,a,plans\n"), 2);
    // One of two is half, and no more.
    assert_eq!(visits("1,a,Plans\n1,a,Drift\n2,a,Plans\n2,a,X\n"), 2);
    assert_eq!(visits("1,a,Plans\n1,a,Drift\n2,a,Plans\n"), 2);
    assert_eq!(visits("1,a,Plans\n1,b,Plans\n"), 2);
}

#[test]
fn the_reader_and_the_rules_are_compared_label_by_label() {
    let counts = counted(THEMES, POINTS);
    let all = Agreement {
        points: 3,
        right: 1,
        wrong: 1,
        missed: 1,
        wholly_right: 1,
    };
    assert_eq!(counts.agreement, Some(all));
    let of = |theme: &str| {
        let of = counts.by_theme[theme];
        (of.right, of.wrong, of.missed)
    };
    assert_eq!((of("supervision"), of("plans")), ((1, 0, 0), (0, 1, 1)));
    assert_eq!(counts.by_theme.len(), 2);
    let none = "urn,published,area_for_improvement\n1,a,Plans\n";
    assert_eq!(counted(THEMES, none).agreement, None);
}

#[test]
fn a_list_without_the_columns_is_refused_and_none_of_it_is_shown() {
    let themes = small().themes;
    let mut found = Vec::new();
    let other = SourceText::new("children.csv", "urn,name\n1,Someone\n");
    assert_eq!(count(&themes, &other, &mut found), None);
    let said = |d: &Diagnostic| {
        (
            d.code.to_string(),
            d.found.clone().unwrap(),
            d.place.clone(),
        )
    };
    let missing = |name: &str| format!("no column `{name}` in its first row");
    let expected = ["published", "area_for_improvement"]
        .map(|name| ("missing-key".to_owned(), missing(name), None));
    assert_eq!(found.iter().map(said).collect::<Vec<_>>(), expected);
    found.clear();
    let uneven = SourceText::new("p.csv", "urn,published,area_for_improvement\n1,Someone\n");
    assert_eq!(count(&themes, &uneven, &mut found), None);
    assert_eq!(found[0].code.to_string(), "csv-syntax");
    assert!(!format!("{:?}", found[0]).contains("Someone"));
}

#[test]
fn the_themes_of_a_criterion_are_the_most_raised_first_then_the_first() {
    let of = |themes: &str, criterion: &str| -> Vec<String> {
        let pack = load(themes, LABELS).0.unwrap();
        let themes = pack.themes.of(criterion).into_iter();
        themes.map(|theme| theme.id.clone()).collect()
    };
    // Both have three visits.
    let both = ["supervision", "plans"];
    assert_eq!(of(THEMES, "children-are-seen-alone"), both);
    assert_eq!(of(THEMES, "visits-per-head"), ["plans"]);
    assert_eq!(of(THEMES, "another"), Vec::<String>::new());
    let fewer = THEMES.replace("points   = 4\nvisits   = 3", "points   = 4\nvisits   = 2");
    let other = ["plans", "supervision"];
    assert_eq!(of(&fewer, "children-are-seen-alone"), other);
}

/// What is wrong as `code file:line text`.
fn wrong(themes: &str, labels: &str) -> Vec<String> {
    let (pack, found) = load(themes, labels);
    assert!(pack.is_none() || found.iter().all(|d| d.code.to_string() == "repeated-entry"));
    let said = |d: &Diagnostic| {
        let place = d.place.as_ref().and_then(Spot::text).unwrap();
        assert!(d.help.is_some() && d.found.is_some() && d.expected.is_some());
        let (file, text) = match place.file.rsplit('/').next().unwrap() {
            "themes.toml" => ("themes", themes),
            _ => ("sample", labels),
        };
        let at = text.get(place.start..place.end).unwrap();
        format!("{} {file}:{} {at}", d.code, place.line)
    };
    found.iter().map(said).collect()
}

#[test]
fn every_mistake_of_the_themes_is_shown_where_it_stands() {
    let with = |from: &str, to: &str| wrong(&THEMES.replacen(from, to, 1), LABELS);
    assert_eq!(
        with("\"children-are-seen-alone\"", "\"children-are-sean-alone\""),
        ["unknown-criterion themes:20 \"children-are-sean-alone\""]
    );
    assert_eq!(
        with("id       = \"plans\"", "id       = \"supervision\"")[..1],
        ["duplicate-id themes:25 \"supervision\""]
    );
    assert_eq!(
        with("\"plan\", \"plans\"", "\"plan\", \"plan\""),
        ["repeated-entry themes:28 \"plan\""]
    );
    for bad in ["Plans", "child’s", "*", "a & ", "so, that"] {
        let quoted = format!("\"{bad}\"");
        let expected = [format!("bad-value themes:28 {quoted}")];
        assert_eq!(with("\"plan\"", &quoted), expected);
    }
    assert_eq!(
        with("\"pathway plan*\"", "\"pathway & plan*\""),
        ["bad-value themes:29 \"pathway & plan*\""]
    );
    assert_eq!(
        with("visits   = 3", "visits   = 5"),
        ["bad-value themes:22 5"]
    );
    assert_eq!(
        with("untested        = \"no list says how plans move on\"\n", ""),
        ["missing-key themes:34 [[theme]]"]
    );
    assert_eq!(
        with("untested ", "criteria = [\"visits-per-head\"]\nuntested "),
        ["only-one-of themes:41 untested"]
    );
}

#[test]
fn every_mistake_of_the_labels_is_shown_where_it_stands() {
    let with = |from: &str, to: &str| wrong(THEMES, &LABELS.replacen(from, to, 1));
    assert_eq!(
        with("2021,plans", "2021,plan drift"),
        ["bad-value sample:3 plan drift"]
    );
    let first = "70b7011b3ce011ea1e5ad4bd958b385111e1f674fa64a1a220bb99a1c839cd6d";
    assert_eq!(
        with(
            "c6aab92cd20cb190860ac18180ad9950fb3033036726fde0b2400455e1341942",
            first
        ),
        [format!("said-twice sample:3 {first}")]
    );
}

#[test]
fn a_pack_has_one_file_of_themes() {
    let base = files(&folder().join("_base"));
    let mut texts: Vec<SourceText> = base
        .iter()
        .map(|(name, text)| SourceText::new(&**name, &**text))
        .collect();
    texts.push(SourceText::new("themes/a.toml", THEMES));
    assert!(pack::load(&texts).0.is_some());
    texts.push(SourceText::new("themes/b.toml", THEMES));
    let (pack, found) = pack::load(&texts);
    assert!(pack.is_none());
    let codes: Vec<String> = found.iter().map(|d| d.code.to_string()).collect();
    assert_eq!(codes, ["said-twice"]);
}

/// What the visit of 2025 named, and that a theme says what it is about and what tests it.
#[test]
fn the_default_packs_themes_hold_what_the_latest_visit_named() {
    let themes = &PACK.themes;
    let tested_by = |theme: &str, criterion: &str| {
        let theme = themes.all.iter().find(|t| t.id == theme).unwrap();
        assert!(theme.visits > 0 && theme.visits <= themes.totals.visits);
        theme.criteria.iter().any(|c| c == criterion)
    };
    assert!(tested_by(
        "family-network",
        "safety-plans-name-the-family-network"
    ));
    assert!(tested_by(
        "supervision-and-oversight",
        "supervision-actions-dated-and-owned"
    ));
    assert!(tested_by(
        "pre-proceedings-and-court",
        "pre-proceedings-end-within-16-weeks"
    ));
    assert!(tested_by("neglect", "neglect-is-not-left-long"));
    // A hundred points were labelled, none of them twice.
    assert_eq!(themes.labelled.len(), 100);
    let agreement = themes.agreement.unwrap();
    assert_eq!(agreement.points, 100);
    let labels: usize = themes.labelled.iter().map(|point| point.themes.len()).sum();
    assert_eq!(agreement.right + agreement.missed, labels as u64);
}
