mod sections;

use std::collections::BTreeSet;

use super::mark::Mark;
use super::*;
use crate::assess::fixture::{
    area_result, assessment, day, measurement_result, result, source_entry,
};
use crate::assessment::{
    ActionResult, ActionState, Assessment, FindingResult, FindingState, Gap, Limits, Shortfall,
    ThresholdsResult,
};
use crate::pack::{AreaKind, Basis, Direction, Effort, KindOfEvidence};
use crate::redact::{Audience, redact};
use crate::state::State;

fn page(assessment: Assessment) -> String {
    render(&redact(assessment, Audience::Internal))
}

/// A page without its style, its script and what is drawn once.
fn content(page: &str) -> String {
    let after = |text: &str, end: &str| text.split_once(end).unwrap().1.to_owned();
    let body = after(page, "</style>");
    let body = body.rsplit_once("<script>").unwrap().0.to_owned();
    after(&body, "</defs>\n</svg>")
}

fn gap(criterion: &str, state: State) -> Gap {
    Gap {
        criterion: criterion.to_owned(),
        rank: 1,
        state,
        reason: None,
        found: "9 of 10 visits (90%) meet this".to_owned(),
        expected: "at least 95%".to_owned(),
        shortfall: Some(Shortfall {
            rows: 1,
            words: "1 more visit that meets this".to_owned(),
        }),
        source: String::new(),
        first: None,
        improve: "Visit more.".to_owned(),
        owner: None,
        due: Some(day("2026-12-10")),
        effort: Effort::Low,
        gain: Vec::new(),
        action: ActionResult {
            state: ActionState::Missing,
            due: None,
        },
        waived: false,
        going_stale: true,
    }
}

/// One criterion in each state, in an outcome and a judgement, with a gap, a finding and a source.
fn whole() -> Assessment {
    let states = [
        ("met", State::Met, false),
        ("nearly", State::Nearly, false),
        ("not-met", State::NotMet, false),
        ("priority", State::NotMet, true),
        ("not-known", State::NotKnown, false),
        ("not-applicable", State::NotApplicable, false),
    ];
    let criteria: Vec<_> = states
        .into_iter()
        .map(|(id, state, priority)| {
            let mut criterion = result(id, state);
            criterion.priority = priority;
            criterion.title = format!("Title of {id}");
            "safe".clone_into(&mut criterion.area);
            criterion.judgements = vec!["help".to_owned()];
            criterion.measurement = Some(measurement_result());
            criterion.thresholds = Some(thresholds());
            criterion
        })
        .collect();
    let mut judgement = area_result("help", &criteria);
    judgement.kind = AreaKind::Judgement;
    judgement.on_inspection = Some(judgement.today.clone());
    let areas = vec![judgement, area_result("safe", &criteria)];
    let mut whole = assessment(criteria);
    whole.areas = areas;
    whole.inspection = Some(day("2027-01-12"));
    whole.gaps = vec![gap("priority", State::NotMet)];
    whole.findings = vec![finding()];
    let mut source = source_entry();
    source.used_by = vec!["met".to_owned()];
    whole.sources = vec![source];
    whole
}

fn thresholds() -> ThresholdsResult {
    ThresholdsResult {
        met: "at least 95%".to_owned(),
        nearly: Some("at least 80%".to_owned()),
        limits: Some(Limits {
            direction: Direction::AtLeast,
            met: "95".to_owned(),
            nearly: Some("80".to_owned()),
        }),
        basis: Basis::Suggested,
        source: None,
        pack_met: None,
        statute_loosened: false,
    }
}

fn finding() -> FindingResult {
    let state = |state| FindingState {
        criterion: "priority".to_owned(),
        state,
    };
    FindingResult {
        id: "F1".to_owned(),
        visited_on: Some(day("2025-10-14")),
        visit: "Focused visit".to_owned(),
        kind: Some("improve".to_owned()),
        text: "Plans lean on parents alone.".to_owned(),
        areas: vec!["safe".to_owned()],
        criteria: vec!["priority".to_owned()],
        then: vec![state(State::Nearly)],
        now: vec![state(State::NotMet)],
        persistent: true,
        activity: vec!["1 action in hand".to_owned()],
        impact: Vec::new(),
    }
}

/// Every attribute of a page's content, as `name="value"` or `name`.
fn attributes(content: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for tag in content.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap();
        let mut rest = inside;
        while let Some((before, after)) = rest.split_once("=\"") {
            let name = before.rsplit(' ').next().unwrap().to_owned();
            let (value, left) = after.split_once('"').unwrap();
            all.push((name, value.to_owned()));
            rest = left;
        }
    }
    all
}

#[test]
fn whatever_a_title_holds_arrives_as_text() {
    let mut whole = whole();
    let hostile = "</title><script>alert(1)</script>&\"'";
    hostile.clone_into(&mut whole.criteria[0].title);
    hostile.clone_into(&mut whole.authority.name);
    hostile.clone_into(&mut whole.findings[0].text);
    hostile.clone_into(&mut whole.gaps[0].improve);
    hostile.clone_into(&mut whole.sources[0].path);
    hostile.clone_into(&mut whole.areas[0].short);
    let page = page(whole);
    assert_eq!(page.matches("<script>").count(), 1, "the page's own");
    assert_eq!(
        page.matches("alert(1)").count(),
        page.matches("&lt;script&gt;alert(1)").count()
    );
    assert!(
        page.matches("&lt;script&gt;alert(1)&lt;/script&gt;&amp;")
            .count()
            >= 6
    );
}

#[test]
fn every_criterion_has_one_block_and_every_id_is_its_own() {
    let content = content(&page(whole()));
    assert_eq!(content.matches("<details data-state=").count(), 6);
    for id in [
        "met",
        "nearly",
        "not-met",
        "priority",
        "not-known",
        "not-applicable",
    ] {
        let block = format!("<b>Title of {id}</b>");
        assert_eq!(content.matches(&block).count(), 1, "{id}");
    }
    let all = attributes(&content);
    let ids: Vec<&String> = all
        .iter()
        .filter(|(n, _)| n == "id")
        .map(|(_, v)| v)
        .collect();
    let once: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), once.len());
    for (name, value) in &all {
        let link = value.strip_prefix('#').filter(|_| name == "href");
        let shape = |link: &str| {
            Mark::ALL
                .iter()
                .any(|m| link.ends_with(m.name()) && link.get(1..2) == Some("-"))
        };
        if let Some(link) = link.filter(|link| !shape(link)) {
            assert!(
                once.contains(&&link.to_owned()),
                "nothing has the id {link}"
            );
        }
        if name == "aria-labelledby" {
            assert!(
                value.split(' ').all(|id| once.contains(&&id.to_owned())),
                "{value}"
            );
        }
    }
}

#[test]
fn strips_and_their_words_count_what_the_assessment_counts() {
    let content = content(&page(whole()));
    let strips: Vec<&str> = content
        .split("<svg class=\"picture strip\"")
        .skip(1)
        .collect();
    assert_eq!(strips.len(), 2);
    for strip in strips {
        let drawn = strip.split("</svg>").next().unwrap();
        for mark in Mark::ALL {
            assert_eq!(
                drawn.matches(&format!("\"#g-{}\"", mark.name())).count(),
                1,
                "{mark:?}"
            );
        }
        for words in [
            "1 met",
            "1 nearly met",
            "1 not met",
            "1 not met, priority",
            "1 not known",
        ] {
            assert!(strip.contains(&format!("</svg>{words}<")), "{words}");
        }
    }
}

#[test]
fn bars_and_heat_tables_say_the_numbers_of_the_assessment() {
    let mut whole = whole();
    whole.criteria[1].kinds_of_evidence = vec![KindOfEvidence::Audit];
    let content = content(&page(whole));
    let row = content
        .split("<tr>")
        .find(|row| row.contains("picture bullet"))
        .unwrap();
    assert!(row.contains("9 of 10 visits (90%)"), "{row}");
    // 90% and 95% of 200.
    assert!(
        row.contains("M0 6h180v8H0z") && row.contains("M190 2v16"),
        "{row}"
    );
    assert!(
        row.contains("at least 95%; nearly met: at least 80%"),
        "{row}"
    );
    // Four with data apply, of which one is met; the only one with audits is nearly met.
    assert!(content.contains("<strong>1 of 4</strong>"), "{content}");
    assert!(content.contains("<strong>0 of 1</strong>"), "{content}");
}

#[test]
fn the_policy_names_the_style_and_the_script_of_the_page() {
    let page = page(whole());
    let between = |open: &str, close: &str| {
        let rest = page.split_once(open).unwrap().1;
        rest.split_once(close).unwrap().0.to_owned()
    };
    let policy = policy::policy(
        &between("<style>", "</style>"),
        &between("<script>", "</script>"),
    );
    let said = between("Content-Security-Policy\" content=\"", "\">");
    assert_eq!(said.replace("&#39;", "'"), policy);
}

#[test]
fn nothing_in_the_page_needs_more_than_the_policy_allows() {
    let page = page(whole());
    for (name, value) in attributes(&content(&page)) {
        assert!(name != "style" && !name.starts_with("on"), "{name}={value}");
        assert!(
            !["src", "srcset", "action", "data"].contains(&name.as_str()),
            "{name}"
        );
        assert!(name != "href" || value.starts_with('#'), "{value}");
    }
    assert!(!page.contains("http:") && !page.contains("url(http") && !page.contains("@import"));
}

#[test]
fn there_is_one_first_heading_and_none_below_is_left_out() {
    let content = content(&page(whole()));
    let levels: Vec<u32> = content
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.chars().next()?.to_digit(10))
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{levels:?}"
    );
}

#[test]
fn every_table_has_a_caption_and_every_heading_a_scope() {
    let content = content(&page(whole()));
    assert_eq!(
        content.matches("<table").count(),
        content.matches("<caption>").count()
    );
    assert_eq!(
        content.matches("<th ").count(),
        content.matches("<th scope=\"").count()
    );
    assert!(!content.contains("<th>"));
    let pictures = content.matches("<svg class=\"picture").count();
    assert_eq!(
        pictures,
        content.matches("role=\"img\" aria-labelledby=\"").count()
    );
    assert_eq!(pictures, content.matches("<desc id=").count());
}

#[test]
fn the_same_assessment_makes_the_same_bytes() {
    assert_eq!(page(whole()), page(whole()));
}

#[test]
fn what_an_audience_may_not_see_is_told_in_words() {
    let mut whole = whole();
    whole.findings[0].text.clear();
    whole.findings[0].visit.clear();
    whole.sources[0].path.clear();
    whole.sources[0].sha256.clear();
    whole.criteria[0].measurement = None;
    whole.criteria[0].owner = None;
    let content = content(&page(whole));
    assert!(content.contains("The wording is withheld from this copy."));
    assert!(content.contains("<h3>14 October 2025</h3>"));
    assert!(
        content.contains(">Visits<span class=\"note\">"),
        "the dataset in the place of the path"
    );
    assert!(!content.contains("SHA-256"));
    assert!(content.contains("<strong>no owner named</strong>"));
}

#[test]
fn what_was_taken_out_of_a_public_copy_is_not_said_to_be_none() {
    let mut whole = whole();
    whole.audience = Audience::Public;
    whole.withheld = Some(crate::assessment::Withheld {
        not_read: 3,
        ..crate::assessment::Withheld::default()
    });
    let page = render(&redact(whole, Audience::Public));
    assert!(page.contains("; 3 not read</dd>"));
    assert!(page.contains("<strong>owner not shown</strong>"));
    assert!(page.contains("3 files were not read; names and reasons are withheld"));
    assert!(page.contains("<p class=\"marking\">OFFICIAL</p>"));
}

#[test]
fn an_assessment_of_nothing_says_so() {
    let content = content(&page(assessment(Vec::new())));
    assert!(content.contains("<p>No gaps.</p>"));
    assert!(content.contains("No evidence that can be judged was found."));
    assert!(!content.contains("<td></td>"));
}

#[test]
fn a_finding_is_answered_with_then_and_now_and_what_is_open() {
    let content = content(&page(whole()));
    let block = content.split("<article").nth(1).unwrap();
    assert!(block.contains(
        "Not met, priority: <a href=\"#c-priority\">Title of priority</a> (then nearly met)"
    ));
    assert!(block.contains("<dt>Evidence of activity</dt><dd><ul><li>1 action in hand</li></ul>"));
    assert!(block.contains("<dt>Evidence of impact</dt><dd>No evidence.</dd>"));
    assert!(block.contains("Made at more than one visit"));
}

/// The colours of one theme of the style sheet.
fn colours(theme: &str) -> std::collections::BTreeMap<&str, [f64; 3]> {
    let block = STYLE
        .split_once(theme)
        .unwrap()
        .1
        .split('}')
        .next()
        .unwrap();
    let named = block
        .split([';', '{', '\n'])
        .filter_map(|rule| rule.split_once(":#"));
    let number =
        |hex: &str, at| f64::from(u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap());
    named
        .map(|(name, hex)| (name, [0, 2, 4].map(|at| number(hex, at))))
        .collect()
}

/// The contrast of two colours by WCAG 2.2.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let [red, green, blue] = colour.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn texts_and_marks_stand_out_in_light_and_in_dark() {
    // Known beforehand: black on white is 21 to 1, and this grey on white 4.54.
    assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 0.001);
    assert!((contrast([118.0; 3], [255.0; 3]) - 4.54).abs() < 0.01);
    for theme in [":root{", "(prefers-color-scheme:dark){:root{"] {
        let of = colours(theme);
        let holds = |front: &str, back: &str, least: f64| {
            let found = contrast(of[front], of[back]);
            assert!(found >= least, "{theme} {front} on {back}: {found:.2}");
        };
        for text in ["--text", "--quiet", "--link", "--hover", "--visited"] {
            holds(text, "--paper", 4.5);
        }
        for tint in [
            "--tint-0", "--tint-1", "--tint-2", "--tint-3", "--tint-4", "--panel",
        ] {
            holds("--text", tint, 4.5);
        }
        holds("--badge-text", "--badge", 4.5);
        holds("--focus-text", "--focus", 4.5);
        for mark in Mark::ALL {
            let name = format!("--{}", mark.name());
            holds(&name, "--paper", 3.0);
        }
        for mark in [
            "--met",
            "--nearly",
            "--not-met",
            "--priority",
            "--not-known",
        ] {
            for tint in ["--tint-1", "--tint-2", "--tint-3", "--tint-4"] {
                holds(mark, tint, 3.0);
            }
        }
        holds("--not-met", "--not-met-tint", 3.0);
        holds("--axis", "--paper", 3.0);
    }
}
