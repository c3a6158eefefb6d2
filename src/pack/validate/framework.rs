//! Frameworks: areas and expectations.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Seen, tables};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::pack::raw::frameworks::{AreaTable, ExpectationTable, FrameworkFile};
use crate::pack::raw::{FileRead, Spanned};
use crate::pack::{Area, AreaKind, Expectation, Framework, framework::Timescale};

/// The frameworks of a pack, and everything that criteria may refer to.
#[derive(Debug, Default)]
pub(in crate::pack) struct Frameworks {
    /// Those without a mistake.
    pub(in crate::pack) whole: Vec<Framework>,
    /// Every area by its slug; its kind where that could be read.
    pub(in crate::pack) areas: BTreeMap<String, Option<AreaKind>>,
    /// Every expectation by its full id.
    pub(in crate::pack) expectations: BTreeSet<String>,
    /// Those of them that no criterion can test.
    pub(in crate::pack) not_assessable: BTreeSet<String>,
    /// Whether parts could not be read, so that an unknown id may be the fault of that.
    pub(in crate::pack) partial: bool,
    ids_seen: Seen,
    areas_seen: Seen,
}

/// Validates every framework file.
pub(in crate::pack) fn check_all(
    files: &[FileRead<'_, FrameworkFile>],
    found: &mut Vec<Diagnostic>,
) -> Frameworks {
    let mut all = Frameworks::default();
    for (source, file) in files {
        let mut check = Check { source, found };
        all.partial |= file.broken;
        match &file.content {
            Some(content) => check_one(content, &mut check, &mut all),
            None => all.partial = true,
        }
    }
    all
}

fn check_one(file: &FrameworkFile, check: &mut Check<'_>, all: &mut Frameworks) {
    let areas: Vec<_> = tables(&file.area)
        .iter()
        .map(|table| area(table, check, all))
        .collect();
    let head = file.framework.value();
    let id = head.and_then(|head| head.id.get());
    all.partial |= id.is_none();
    if let Some(id) = id {
        all.ids_seen
            .note(check, "frameworks", &id.value.0, &id.span);
    }
    let prefix = id.map_or("", |id| id.value.0.as_str());
    let own: BTreeSet<&str> = tables(&file.area)
        .iter()
        .filter_map(|table| table.value.id.value())
        .map(|id| id.0.as_str())
        .collect();
    let mut seen = Seen::default();
    let expectations: Vec<_> = tables(&file.expectation)
        .iter()
        .map(|table| {
            all.partial |= table.value.id.value().is_none();
            if let Some(id) = table.value.id.get() {
                seen.note(check, "expectations", &id.value.0, &id.span);
                let full = format!("{prefix}:{}", id.value.0);
                if !table.value.not_assessable.is_absent() {
                    all.not_assessable.insert(full.clone());
                }
                all.expectations.insert(full);
            }
            expectation(table, &own, check)
        })
        .collect();
    let Some(head) = head else { return };
    let framework = || {
        Some(Framework {
            id: head.id.copy()?.0,
            title: head.title.copy()?,
            edition: head.edition.copy()?,
            source: head.source.copy()?,
            status: head.status.copy()?,
            areas: areas.into_iter().collect::<Option<_>>()?,
            expectations: expectations.into_iter().collect::<Option<_>>()?,
        })
    };
    all.whole.extend(framework());
}

fn area(table: &Spanned<AreaTable>, check: &mut Check<'_>, all: &mut Frameworks) -> Option<Area> {
    const MOST: usize = 24;
    let area = &table.value;
    if let Some(short) = area.short.get()
        && short.value.chars().count() > MOST
    {
        let diagnostic = Diagnostic::new(Code::BadValue, "`short` is too long for narrow tables")
            .found(format!("{} characters", short.value.chars().count()))
            .expected(format!("at most {MOST} characters"))
            .help("shorten it; `title` holds the full name");
        check.report(diagnostic, &short.span);
    }
    let Some(id) = area.id.get() else {
        all.partial = true;
        return None;
    };
    all.areas_seen.note(check, "areas", &id.value.0, &id.span);
    all.areas.insert(id.value.0.clone(), area.kind.copy());
    Some(Area {
        id: id.value.0.clone(),
        kind: area.kind.copy()?,
        title: area.title.copy()?,
        short: area.short.copy()?,
    })
}

fn expectation(
    table: &Spanned<ExpectationTable>,
    areas: &BTreeSet<&str>,
    check: &mut Check<'_>,
) -> Option<Expectation> {
    let raw = &table.value;
    if let Some(area) = raw.area.get()
        && !areas.contains(area.value.as_str())
    {
        let help = did_you_mean(&area.value, areas.iter().copied());
        let diagnostic = Diagnostic::new(Code::UnknownArea, "this framework has no such area")
            .found(format!("`{}`", area.value))
            .expected("the id of an area in this file")
            .help(help.unwrap_or_else(|| "correct the slug or add the area above".to_owned()));
        check.report(diagnostic, &area.span);
    }
    let timescale = timescale(table, check);
    if timescale.is_none() && raw.area.is_absent() {
        lacks(check, table, "area");
    }
    Some(Expectation {
        id: raw.id.copy()?.0,
        area: raw.area.copy(),
        role: raw.role.copy().map(|role| role.0),
        gist: raw.gist.copy()?,
        pages: raw.pages.copy(),
        source: raw.source.copy(),
        verified: raw.verified.copy().unwrap_or(true),
        not_assessable: raw.not_assessable.copy(),
        timescale: timescale.flatten(),
        place: check.place(&table.span),
    })
}

/// The parts of a timescale; the outer none when there are no such parts at all.
#[expect(
    clippy::option_option,
    reason = "absent and faulty are told apart once, by the caller"
)]
fn timescale(
    table: &Spanned<ExpectationTable>,
    check: &mut Check<'_>,
) -> Option<Option<Timescale>> {
    let raw = &table.value;
    let absent = [
        ("starts", raw.starts.is_absent()),
        ("ends", raw.ends.is_absent()),
        ("limit", raw.limit.is_absent()),
        ("basis", raw.basis.is_absent()),
    ];
    if absent.iter().all(|(_, absent)| *absent) && raw.needs.is_absent() {
        return None;
    }
    for (key, _) in absent.iter().filter(|(_, absent)| *absent) {
        lacks(check, table, key);
    }
    let whole = || {
        Some(Timescale {
            starts: raw.starts.copy()?,
            ends: raw.ends.copy()?,
            limit: raw.limit.copy()?,
            basis: raw.basis.copy()?.0,
            needs: raw.needs.copy(),
        })
    };
    Some(whole())
}

fn lacks(check: &mut Check<'_>, table: &Spanned<ExpectationTable>, key: &str) {
    let diagnostic = Diagnostic::new(Code::MissingKey, format!("an expectation needs `{key}`"))
        .found("no such key")
        .expected("an area, or the start, end, limit and basis of a timescale")
        .help(format!("add `{key}`"));
    check.report(diagnostic, &table.span);
}
