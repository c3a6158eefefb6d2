//! Criteria: their references, weight, measure and thresholds.

use super::dataset::Datasets;
use super::framework::Frameworks;
use super::lists::Lists;
use super::measure::{self, Read};
use super::threshold::thresholds;
use super::{Check, Seen, plain, tables};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::pack::raw::criteria::{CriteriaFile, CriterionTable};
use crate::pack::raw::{FileRead, Key, Spanned};
use crate::pack::{AreaKind, Criterion};

/// Validates every criteria file; criteria with a mistake are left out.
pub(in crate::pack) fn check_all(
    files: &[FileRead<'_, CriteriaFile>],
    frameworks: &Frameworks,
    datasets: &Datasets,
    found: &mut Vec<Diagnostic>,
) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    let mut seen = Seen::default();
    for (source, file) in files {
        // A broken file shows only its syntax; references from what is left of it say little.
        if file.broken {
            continue;
        }
        let mut check = Check { source, found };
        let list = file
            .content
            .as_ref()
            .map_or(&[][..], |c| tables(&c.criterion));
        for table in list {
            if let Some(id) = table.value.id.get() {
                seen.note(&mut check, "criteria", &id.value.0, &id.span);
            }
            criteria.extend(criterion(table, frameworks, datasets, &mut check));
        }
    }
    criteria.sort_by(|a, b| a.id.cmp(&b.id));
    criteria
}

fn criterion(
    table: &Spanned<CriterionTable>,
    frameworks: &Frameworks,
    datasets: &Datasets,
    check: &mut Check<'_>,
) -> Option<Criterion> {
    let raw = &table.value;
    references(raw, frameworks, check);
    weight(&raw.weight, check);
    let read = read_measure(raw, &mut Lists::new(check, datasets));
    let read = read?;
    let limits = thresholds(read.met, read.nearly, read.percent, check);
    let place = raw.id.get().map_or(&table.span, |id| &id.span);
    Some(Criterion {
        id: raw.id.copy()?.0,
        title: raw.title.copy()?,
        asks: raw.asks.copy()?,
        area: raw.area.copy()?,
        judgements: plain(&raw.judgements.value()?.0),
        expectations: plain(&raw.expectations.value()?.0),
        why: raw.why.copy()?,
        improve: raw.improve.copy()?,
        effort: raw.effort.copy()?,
        weight: raw
            .weight
            .copy()
            .and_then(|w| u32::try_from(w).ok())
            .unwrap_or(1),
        priority: raw.priority.copy().unwrap_or(false),
        owner: raw.owner.copy(),
        basis: raw.threshold_basis.copy()?,
        basis_source: raw.threshold_source.copy(),
        measure: read.measure?,
        thresholds: limits,
        minimum: read.minimum.unwrap_or(1),
        place: check.place(place),
    })
}

fn read_measure<'t>(raw: &'t CriterionTable, lists: &mut Lists<'_, '_, '_>) -> Option<Read<'t>> {
    let mut reads = Vec::new();
    reads.extend(raw.share.value().map(|t| measure::share(t, lists)));
    reads.extend(raw.on_time.value().map(|t| measure::on_time(t, lists)));
    reads.extend(
        raw.up_to_date
            .value()
            .map(|t| measure::up_to_date(t, lists)),
    );
    reads.extend(raw.repeat.value().map(|t| measure::repeat(t, lists)));
    reads.extend(
        raw.per_subject
            .value()
            .map(|t| measure::per_subject(t, lists)),
    );
    reads.extend(raw.duration.value().map(|t| measure::duration(t, lists)));
    reads.extend(raw.count.value().map(|t| measure::count(t, lists)));
    reads.extend(raw.ratio.value().map(|t| measure::ratio(t, lists)));
    reads.extend(raw.document.value().map(measure::document));
    reads.extend(raw.statement.value().map(measure::statement));
    for (key, dataset) in [
        (raw.document.get().map(|t| &t.span), "documents"),
        (raw.statement.get().map(|t| &t.span), "statements"),
    ] {
        if let Some(span) = key {
            lists.dataset(dataset, span);
        }
    }
    reads.into_iter().next()
}

fn weight(weight: &Key<u64>, check: &mut Check<'_>) {
    if let Some(weight) = weight.get()
        && !(1..=5).contains(&weight.value)
    {
        let diagnostic = Diagnostic::new(Code::BadValue, "`weight` does not take this value")
            .found(format!("`{}`", weight.value))
            .expected("a whole number from 1 to 5")
            .help("write a number from 1 to 5");
        check.report(diagnostic, &weight.span);
    }
}

fn references(raw: &CriterionTable, frameworks: &Frameworks, check: &mut Check<'_>) {
    if let Some(area) = raw.area.get() {
        self::area(
            "area",
            &[AreaKind::Outcome, AreaKind::Enabler],
            area,
            frameworks,
            check,
        );
    }
    if let Some(judgements) = raw.judgements.value() {
        check.repeats("judgements", &judgements.0);
        for judgement in &judgements.0 {
            area(
                "judgements",
                &[AreaKind::Judgement],
                judgement,
                frameworks,
                check,
            );
        }
    }
    if let Some(expectations) = raw.expectations.value() {
        check.repeats("expectations", &expectations.0);
        for expectation in &expectations.0 {
            self::expectation(expectation, frameworks, check);
        }
    }
}

fn area(
    key: &str,
    kinds: &[AreaKind],
    slug: &Spanned<String>,
    frameworks: &Frameworks,
    check: &mut Check<'_>,
) {
    let wanted = match kinds {
        [AreaKind::Judgement] => "a judgement",
        _ => "an outcome or enabler",
    };
    let fitting = || {
        frameworks
            .areas
            .iter()
            .filter(|(_, kind)| kind.is_some_and(|kind| kinds.contains(&kind)))
            .map(|(slug, _)| slug.as_str())
    };
    let slugs: Vec<String> = fitting().map(|slug| format!("`{slug}`")).collect();
    let expected = if slugs.is_empty() {
        format!("{wanted}, of which the pack has none")
    } else {
        format!("{wanted}: {}", slugs.join(", "))
    };
    let fault = match frameworks.areas.get(&slug.value) {
        None if frameworks.partial => return,
        None => Diagnostic::new(Code::UnknownArea, "no framework has such an area").help(
            did_you_mean(&slug.value, fitting())
                .unwrap_or_else(|| "correct the slug or add the area to a framework".to_owned()),
        ),
        Some(Some(kind)) if !kinds.contains(kind) => Diagnostic::new(
            Code::WrongKindOfArea,
            format!("`{key}` takes {wanted}, not {}", said(*kind)),
        )
        .help(if key == "area" {
            "name it under `judgements`"
        } else {
            "name it as `area`"
        }),
        Some(Some(_) | None) => return,
    };
    let fault = fault.found(format!("`{}`", slug.value)).expected(expected);
    check.report(fault, &slug.span);
}

/// Reports an area that no framework has, of whatever kind.
pub(super) fn any_area(slug: &Spanned<String>, frameworks: &Frameworks, check: &mut Check<'_>) {
    if frameworks.partial || frameworks.areas.contains_key(&slug.value) {
        return;
    }
    let known = frameworks.areas.keys().map(String::as_str);
    let fault = Diagnostic::new(Code::UnknownArea, "no framework has such an area")
        .found(format!("`{}`", slug.value))
        .expected("the slug of an outcome, an enabler or a judgement")
        .help(
            did_you_mean(&slug.value, known)
                .unwrap_or_else(|| "correct the slug or add the area to a framework".to_owned()),
        );
    check.report(fault, &slug.span);
}

fn said(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Outcome => "an outcome",
        AreaKind::Enabler => "an enabler",
        AreaKind::Judgement => "a judgement",
    }
}

/// The first and the last of some ids, by the number that they end in.
fn ends<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let number = |id: &&str| id.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_by_key(|id| (number(id), *id));
    match (ids.first(), ids.last()) {
        (Some(first), Some(last)) if first != last => format!("`{first}` to `{last}`"),
        (Some(only), _) => format!("`{only}` alone"),
        (None, _) => "none".to_owned(),
    }
}

fn expectation(id: &Spanned<String>, frameworks: &Frameworks, check: &mut Check<'_>) {
    known_expectation(id, frameworks, check);
    if frameworks.not_assessable.contains(&id.value) {
        let fault = Diagnostic::new(
            Code::NotAssessable,
            "the framework says that no criterion can test this",
        )
        .found(format!("`{}`", id.value))
        .expected("an expectation without `not_assessable`")
        .help(
            "take `not_assessable` out of the framework if this tests it, else the id out of here",
        );
        check.report(fault, &id.span);
    }
}

/// Reports an expectation that no framework has.
pub(super) fn known_expectation(
    id: &Spanned<String>,
    frameworks: &Frameworks,
    check: &mut Check<'_>,
) {
    if frameworks.partial || frameworks.expectations.contains(&id.value) {
        return;
    }
    let known = frameworks.expectations.iter().map(String::as_str);
    let family = id.value.trim_end_matches(|c: char| c.is_ascii_digit());
    let kin = || known.clone().filter(|full| full.starts_with(family));
    let help = if id.value.contains(':') && kin().next().is_some() {
        did_you_mean(&id.value, kin())
            .or_else(|| Some(format!("those of its kind are {}", ends(kin()))))
    } else if id.value.contains(':') {
        did_you_mean(&id.value, known)
    } else {
        let with_prefix =
            |full: &&str| full.split_once(':').is_some_and(|(_, own)| own == id.value);
        known
            .clone()
            .find(with_prefix)
            .map(|full| format!("did you mean `{full}`?"))
    };
    let fault = Diagnostic::new(
        Code::UnknownExpectation,
        "no framework has such an expectation",
    )
    .found(format!("`{}`", id.value))
    .expected("the id of a framework, a colon and the id of one of its expectations")
    .help(help.unwrap_or_else(|| "correct the id or add the expectation".to_owned()));
    check.report(fault, &id.span);
}
