//! The flow that the crate's first page shows, as a library user would write it.

use std::path::Path;

use reinspect::assess::{self, Plan};
use reinspect::assessment::{Authority, Scope};
use reinspect::calendar::Day;
use reinspect::evidence::extract::Wanted;
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::{discover, gather, read};
use reinspect::pack::Waivers;
use reinspect::redact::Audience;
use reinspect::report::{AssessmentFormat, Options, Rendered};
use reinspect::{Assessment, Evidence, Pack, State, measure, pack, redact, report};

fn evidence(folder: &Path, pack: &Pack, as_at: Day) -> Evidence {
    let manifest = Manifest::default();
    let needs = measure::needs(&pack.criteria, &pack.datasets);
    let walk = discover::walk(folder).unwrap();
    let request = read::Request::new(&pack.datasets, Wanted::Needs(&needs), &[], &manifest);
    let reads = read::read_all(&walk.files, &request, &|_| ());
    let context = gather::Context {
        datasets: &pack.datasets,
        manifest: &manifest,
        mappings: &[],
        limits: &pack.limits,
        as_at,
    };
    gather::gather(reads, &context)
}

#[test]
fn a_library_user_comes_from_a_pack_and_a_folder_to_a_report() {
    let (pack, diagnostics) = pack::load(&pack::embedded());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let pack = pack.unwrap();
    let as_at = Day::parse_iso("2026-10-05").unwrap();
    // A folder of texts that are no evidence: nothing is known, and nothing is missed.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/calendars");
    let evidence = evidence(&folder, &pack, as_at);
    let plan = Plan {
        authority: Authority::default(),
        as_at,
        inspection: None,
        scope: Scope::default(),
        figures: std::collections::BTreeMap::default(),
        owners: std::collections::BTreeMap::default(),
        tailored: Vec::new(),
        waivers: Waivers::default(),
        diagnostics: Vec::new(),
        baseline: None,
    };
    let assessment: Assessment = assess::assess(&pack, &evidence, &plan);
    assert_eq!(assessment.criteria.len(), pack.criteria.len());
    let known = |state: State| state != State::NotKnown;
    assert!(!assessment.criteria.iter().any(|c| known(c.today.state)));
    let redacted = redact::redact(assessment, Audience::Internal);
    let rendered = report::render(AssessmentFormat::Text, &redacted, &Options::PLAIN);
    let Rendered::Text(text) = rendered else {
        panic!("a text report is a text: {rendered:?}");
    };
    let of_all = format!("0 of {} criteria are met today,", pack.criteria.len());
    assert!(text.contains(&of_all), "{text}");
}
