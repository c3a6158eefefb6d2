//! A ratio over a figure that only the authority knows.

use crate::engine::{Files, add_folder, committed, rows};
use crate::program::{copy, criterion, result};

/// A criterion of the authority's own, which the default rules do not have.
pub(super) const OWN: &str = "children-in-need-are-not-many";

/// Annex A's list 6, children in need.
const LIST_6: &str = "evidence/annex-a/list-06-children-in-need-2026-09-30.csv";

/// The sample with its own rules: the default ones and one criterion more.
pub(super) fn with_own_rules() -> Files {
    let mut files = committed();
    add_folder("rules", &mut files);
    let rule = format!(
        r#"
[[criterion]]
id           = "{OWN}"
title        = "Children in need are not many for an authority of our size"
asks         = "How many children of each 10,000 who live here are in need?"
area         = "safe"
judgements   = ["help-and-protection"]
expectations = ["nf:O3-L4"]
why          = "A rate far above others says that help comes late."
improve      = "Review thirty open plans with partners."
effort       = "medium"
priority     = true
threshold_basis = "suggested"

[criterion.ratio]
of   = "children_in_need"
over = {{ figure = "population_0_17" }}
per  = 10000
met  = {{ at_most = 400 }}
"#
    );
    files.insert("rules/criteria/own.toml".to_owned(), rule.into_bytes());
    set(&mut files, "rules = \"rules\"\n");
    files
}

/// Puts a line above the settings' tables.
fn set(files: &mut Files, line: &str) {
    let settings = files.get_mut("reinspect.toml").unwrap();
    settings.splice(0..0, line.bytes());
}

#[test]
fn a_ratio_over_a_figure_is_known_once_the_settings_give_it() {
    let mut files = with_own_rules();
    let without = result(&copy("figure", &files));
    let today = &criterion(&without, OWN)["today"];
    assert_eq!(today["state"], "not_known");
    assert_eq!(today["reason"], "could_not_compute");
    let detail = today["detail"].as_str().unwrap();
    assert!(detail.contains("`population_0_17`"), "{detail}");
    assert!(detail.contains("settings"), "{detail}");
    assert!(detail.contains("`[figures]`"), "{detail}");

    let children = rows(&files[LIST_6]).len() - 1;
    set(&mut files, "figures.population_0_17 = 50000\n");
    let with = result(&copy("figure", &files));
    let own = criterion(&with, OWN);
    let measured = &own["measurement"];
    assert_eq!(measured["numerator"], children);
    assert_eq!(measured["denominator"], 50_000);
    // Of 10,000: a fifth of the rows, and so many at most are met.
    let state = if children <= 5 * 400 {
        "met"
    } else {
        "not_met"
    };
    assert_eq!(own["today"]["state"], state);
}
