//! Published figures: read with every mistake at its place, and found by criterion and authority.

use reinspect::diagnostic::{Diagnostic, SourceText, Spot};
use reinspect::pack::benchmark::PublishedKind;
use reinspect::pack::{self, BenchmarkKind, Pack};

use super::fixtures::{files, folder};
use crate::engine::PACK;

const AREAS: &str = "code,name,kind,region\nE92000001,England,england,\nE12000001,North,region,\n\
                     E06000001,Northmere,authority,E12000001\nE06000002,Southmere,authority,E12000001\n";
const MEASURES: &str = "criterion,measure,title,unit,year,source,address,differs\n\
     children-are-seen-alone,seen,Children seen,percent,2025,\"A publisher, 2026\",https://example.org,by the year\n";
const VALUES: &str = "measure,area,value,neighbours_median\nseen,E92000001,71.5,\nseen,E12000001,70,\n\
                      seen,E06000001,68.2,70.1\nseen,E06000002,,69.9\n";

/// The small pack with three tables beside it.
fn load(areas: &str, measures: &str, values: &str) -> (Option<Pack>, Vec<Diagnostic>) {
    let tables = [
        ("benchmarks/areas.csv", areas),
        ("benchmarks/measures.csv", measures),
        ("benchmarks/values.csv", values),
    ];
    let base = files(&folder().join("_base"));
    let mut texts: Vec<SourceText> = base
        .iter()
        .map(|(name, text)| SourceText::new(&**name, &**text))
        .collect();
    texts.extend(tables.map(|(name, text)| SourceText::new(name, text)));
    pack::load(&texts)
}

/// Each figure beside the criterion as `kind area value`.
fn beside(pack: &Pack, criterion: &str, code: Option<&str>) -> Vec<String> {
    let found = pack.benchmarks.beside(criterion, code);
    let said = found.iter().map(|f| {
        let kind = match f.kind {
            BenchmarkKind::England => "england",
            BenchmarkKind::Region => "region",
            BenchmarkKind::NeighboursMedian => "neighbours",
            BenchmarkKind::Authority => "authority",
        };
        format!("{kind} {} {}", f.area, f.value)
    });
    said.collect()
}

#[test]
fn figures_are_found_by_the_code_of_the_authority_and_what_is_suppressed_is_absent() {
    let (pack, found) = load(AREAS, MEASURES, VALUES);
    assert_eq!(found, []);
    let pack = pack.unwrap();
    let seen = |code| beside(&pack, "children-are-seen-alone", code);
    let north = [
        "england England 71.5",
        "region North 70",
        "neighbours Northmere 70.1",
        "authority Northmere 68.2",
    ];
    assert_eq!(seen(Some("E06000001")), north);
    // Its own value is not published, which is not a value of nought.
    let south = [north[0], north[1], "neighbours Southmere 69.9"];
    assert_eq!(seen(Some("E06000002")), south);
    assert_eq!(seen(None), north[..1]);
    assert_eq!(seen(Some("X06000000")), north[..1]);
    // A region is no authority.
    assert_eq!(seen(Some("E12000001")), north[..1]);
    assert_eq!(beside(&pack, "visits-per-head", None), Vec::<String>::new());
    let england = pack.benchmarks.beside("children-are-seen-alone", None);
    assert_eq!(england[0].measure.source, "A publisher, 2026");
    assert_eq!(england[0].measure.differs.as_deref(), Some("by the year"));
}

/// What is wrong as `code file:line:column text`.
fn wrong(areas: &str, measures: &str, values: &str) -> Vec<String> {
    let text = |file: &str| match file {
        "benchmarks/areas.csv" => areas.to_owned(),
        "benchmarks/measures.csv" => measures.to_owned(),
        _ => values.to_owned(),
    };
    let said = |d: &Diagnostic| {
        let place = d.place.as_ref().and_then(Spot::text).unwrap();
        assert!(d.help.is_some() && d.found.is_some() && d.expected.is_some());
        let (file, text) = (place.file.rsplit('/').next().unwrap(), text(&place.file));
        let at = text.get(place.start..place.end).unwrap();
        format!("{} {file}:{}:{} {at}", d.code, place.line, place.column)
    };
    let (pack, found) = load(areas, measures, values);
    assert!(pack.is_none());
    found.iter().map(said).collect()
}

#[test]
fn every_mistake_of_the_figures_is_shown_where_it_stands() {
    let values = "measure,area,value,neighbours_median\nseen,E92000001,71.5%,\nseen,E12000001,-1,\n\
                  seen,E06000001,100.1,\nseen,E12000001,2,\nseen,E06000009,3,\nsean,E06000002,4,\n\
                  seen,E06000002,,\n,E06000002,5,\n";
    let expected = [
        "bad-value values.csv:2:16 71.5%",
        "bad-value values.csv:3:16 -1",
        "bad-value values.csv:4:16 100.1",
        "said-twice values.csv:5:6 E12000001",
        "unknown-benchmark values.csv:6:6 E06000009",
        "unknown-benchmark values.csv:7:1 sean",
        "missing-key values.csv:8:1 seen,E06000002,,",
        "missing-key values.csv:9:1 ,E06000002,5,",
    ];
    assert_eq!(wrong(AREAS, MEASURES, values), expected);
    let values = "measure,area,value,neighbours_median\nseen,E12000001,70,71\n";
    let expected = ["bad-value values.csv:2:19 71"];
    assert_eq!(wrong(AREAS, MEASURES, values), expected);
}

#[test]
fn every_mistake_of_areas_and_measures_is_shown_and_brings_no_others() {
    let areas = AREAS.replace("Northmere,authority", "Northmere,county");
    let expected = ["bad-value areas.csv:4:21 county"];
    assert_eq!(wrong(&areas, MEASURES, VALUES), expected);
    let areas = AREAS.replace(
        "authority,E12000001\nE06000002",
        "authority,E92000001\nE06000002",
    );
    let expected = ["unknown-benchmark areas.csv:4:31 E92000001"];
    assert_eq!(wrong(&areas, MEASURES, VALUES), expected);
    let areas = format!("{AREAS}E06000002,Southmere,authority,E12000001\n");
    let expected = ["said-twice areas.csv:6:1 E06000002"];
    assert_eq!(wrong(&areas, MEASURES, VALUES), expected);
    let with = |from: &str, to: &str| MEASURES.replace(from, to);
    let expected = ["unknown-criterion measures.csv:2:1 children-are-sean"];
    let measures = with("children-are-seen-alone", "children-are-sean");
    assert_eq!(wrong(AREAS, &measures, VALUES), expected);
    let expected = ["bad-value measures.csv:2:44 percents"];
    assert_eq!(wrong(AREAS, &with("percent", "percents"), VALUES), expected);
    let again = MEASURES.lines().nth(1).unwrap();
    let expected = ["said-twice measures.csv:3:1 children-are-seen-alone"];
    assert_eq!(
        wrong(AREAS, &format!("{MEASURES}{again}\n"), VALUES),
        expected
    );
    // Per 10,000 is a number, and no share.
    let measures = with("children-are-seen-alone", "visits-per-head");
    let expected = ["benchmark-misfit measures.csv:2:36 percent"];
    assert_eq!(wrong(AREAS, &measures, VALUES), expected);
}

#[test]
fn the_digest_of_a_pack_covers_its_figures() {
    let digest = |values| load(AREAS, MEASURES, values).0.unwrap().digest;
    assert_ne!(digest(VALUES), digest(&VALUES.replace("68.2", "68.3")));
}

/// The figures beside each criterion as they were published, read off the publications by eye.
#[test]
fn the_default_packs_figures_are_those_that_were_published() {
    let blackpool = |criterion| beside(&PACK, criterion, Some("E06000009"));
    assert_eq!(
        blackpool("few-children-are-referred-again"),
        [
            "england England 22.6",
            "region North West 21.7",
            "neighbours Blackpool 22.2",
            "authority Blackpool 23.4"
        ]
    );
    assert_eq!(
        blackpool("assessments-within-45-working-days"),
        [
            "england England 85.7",
            "region North West 81.9",
            "neighbours Blackpool 84.8",
            "authority Blackpool 87.3"
        ]
    );
    assert_eq!(
        beside(&PACK, "agency-rate-no-higher-than-most", Some("E08000024")),
        // Sunderland's own is published as `low`, which is no number.
        [
            "england England 13.0",
            "region North East 8.2",
            "neighbours Sunderland 9.3"
        ]
    );
}

#[test]
fn the_default_packs_figures_cover_every_authority_and_stay_small() {
    let benchmarks = &PACK.benchmarks;
    let of = |kind| benchmarks.areas.values().filter(|a| a.kind == kind).count();
    assert_eq!(
        [
            of(PublishedKind::England),
            of(PublishedKind::Region),
            of(PublishedKind::Authority)
        ],
        [1, 9, 153]
    );
    for measure in benchmarks.measures.values() {
        let figures = &benchmarks.figures[&measure.id];
        assert!(figures["E92000001"].value.is_some(), "{}", measure.id);
        assert!(figures.len() > 150, "{}", measure.id);
    }
    assert_eq!(benchmarks.measures.len(), benchmarks.figures.len());
    let texts = pack::embedded();
    let tables = texts.iter().filter(|text| text.file.ends_with(".csv"));
    assert!(tables.map(|table| table.text.len()).sum::<usize>() < 300_000);
}
