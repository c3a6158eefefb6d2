//! Profiles: parts of a pack that a run can be narrowed to.

use super::framework::Frameworks;
use super::{Check, Seen, criterion, tables};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::Profile;
use crate::pack::raw::pack::ProfileTable;
use crate::pack::raw::values::AtLeastOne;
use crate::pack::raw::{Key, Spanned};

/// Validates every profile; one that has a mistake is left out.
pub(super) fn check_all(
    list: &Key<Vec<Spanned<ProfileTable>>>,
    frameworks: &Frameworks,
    check: &mut Check<'_>,
) -> Vec<Profile> {
    let mut seen = Seen::default();
    let mut profiles = Vec::new();
    for table in tables(list) {
        if let Some(id) = table.value.id.get() {
            seen.note(check, "profiles", &id.value.0, &id.span);
        }
        profiles.extend(profile(table, frameworks, check));
    }
    profiles
}

fn profile(
    table: &Spanned<ProfileTable>,
    frameworks: &Frameworks,
    check: &mut Check<'_>,
) -> Option<Profile> {
    let raw = &table.value;
    if raw.areas.is_absent() && raw.expectations.is_absent() {
        let diagnostic = Diagnostic::new(Code::MissingKey, "a profile chooses nothing")
            .found("neither `areas` nor `expectations`")
            .expected("areas, expectations or both")
            .help("add `expectations` with what it is about, such as [\"ilacs:HP-2\"]");
        check.report(diagnostic, &table.span);
    }
    for area in given(&raw.areas) {
        criterion::any_area(area, frameworks, check);
    }
    check.repeats("areas", given(&raw.areas));
    for expectation in given(&raw.expectations) {
        criterion::known_expectation(expectation, frameworks, check);
    }
    check.repeats("expectations", given(&raw.expectations));
    let plain = |list: &Key<AtLeastOne<String>>| super::plain(given(list));
    Some(Profile {
        id: raw.id.copy()?.0,
        title: raw.title.copy()?,
        areas: plain(&raw.areas),
        expectations: plain(&raw.expectations),
    })
}

fn given(list: &Key<AtLeastOne<String>>) -> &[Spanned<String>] {
    list.value().map_or(&[], |list| list.0.as_slice())
}
