//! `pack.toml`: the head, the marks and the limits.

use super::Check;
use super::calendar::Calendars;
use super::framework::Frameworks;
use super::profile;
use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, SourceText, did_you_mean};
use crate::pack::raw::pack::{Head, LimitsTable, MarksTable, PackFile};
use crate::pack::raw::{Key, Spanned, read_file};
use crate::pack::{Limits, Marks, Profile};

/// What `pack.toml` says.
#[derive(Debug)]
pub(in crate::pack) struct PackHead {
    pub(in crate::pack) id: String,
    pub(in crate::pack) title: String,
    pub(in crate::pack) version: String,
    pub(in crate::pack) marks: Marks,
    pub(in crate::pack) limits: Limits,
    pub(in crate::pack) profiles: Vec<Profile>,
    pub(in crate::pack) calendar: Calendar,
}

/// Reads and validates `pack.toml`.
pub(in crate::pack) fn check(
    source: &SourceText,
    mut calendars: Calendars,
    frameworks: &Frameworks,
    found: &mut Vec<Diagnostic>,
) -> Option<PackHead> {
    let file = read_file::<PackFile>(source, found).content?;
    let mut check = Check { source, found };
    let marks = file
        .marks
        .value()
        .and_then(|table| marks(table, &mut check));
    let limits = match &file.limits {
        Key::Given(table) => limits(&table.value, &mut check),
        Key::Absent | Key::Faulty => Some(Limits::default()),
    };
    let profiles = profile::check_all(&file.profile, frameworks, &mut check);
    let head = file.pack.get()?;
    let calendar = calendar(head, &mut calendars, &mut check);
    Some(PackHead {
        id: head.value.id.copy()?.0,
        title: head.value.title.copy()?,
        version: head.value.version.copy()?,
        marks: marks?,
        limits: limits?,
        profiles,
        calendar: calendar?,
    })
}

fn marks(table: &MarksTable, check: &mut Check<'_>) -> Option<Marks> {
    let ready = percent("ready", &table.ready, check);
    let nearly = percent("nearly", &table.nearly, check);
    let coverage = percent("coverage_minimum", &table.coverage_minimum, check);
    let (ready, nearly, coverage) = (ready?, nearly?, coverage?);
    if nearly >= ready {
        let diagnostic = Diagnostic::new(
            Code::MarksOutOfOrder,
            "nearly ready would begin no earlier than ready",
        )
        .found(format!("`nearly = {nearly}` with `ready = {ready}`"))
        .expected("a `nearly` lower than `ready`")
        .help("lower `nearly`");
        check.report(diagnostic, &table.nearly.get()?.span);
    }
    if coverage > ready {
        let diagnostic = Diagnostic::new(
            Code::MarksOutOfOrder,
            "an area could be ready by its score and still say nothing",
        )
        .found(format!(
            "`coverage_minimum = {coverage}` with `ready = {ready}`"
        ))
        .expected("a `coverage_minimum` of at most `ready`")
        .help("lower `coverage_minimum`");
        check.report(diagnostic, &table.coverage_minimum.get()?.span);
    }
    Some(Marks {
        ready,
        nearly,
        coverage_minimum: coverage,
    })
}

fn percent(key: &str, value: &Key<u64>, check: &mut Check<'_>) -> Option<u8> {
    let value = value.get()?;
    let percent = u8::try_from(value.value).ok().filter(|p| *p <= 100);
    if percent.is_none() {
        let diagnostic = Diagnostic::new(
            Code::MarksOutOfOrder,
            format!("`{key}` is not a percentage"),
        )
        .found(format!("`{}`", value.value))
        .expected("a whole number from 0 to 100")
        .help("write a percentage");
        check.report(diagnostic, &value.span);
    }
    percent
}

fn limits(table: &LimitsTable, check: &mut Check<'_>) -> Option<Limits> {
    let default = Limits::default();
    let unreadable = match &table.unreadable_percent {
        Key::Absent => Some(default.unreadable_percent),
        given => percent("unreadable_percent", given, check),
    };
    let closing = table.closing_days.copy();
    Some(Limits {
        unreadable_percent: unreadable?,
        waiver: table.waiver.copy().map_or(default.waiver, |l| l.0),
        expiring_soon: table
            .expiring_soon
            .copy()
            .map_or(default.expiring_soon, |l| l.0),
        closing_days: closing.map_or(default.closing_days, |days| {
            u32::try_from(days).unwrap_or(u32::MAX)
        }),
    })
}

fn calendar(
    head: &Spanned<Head>,
    calendars: &mut Calendars,
    check: &mut Check<'_>,
) -> Option<Calendar> {
    let names: Vec<String> = calendars.known.keys().cloned().collect();
    let (id, span) = match (head.value.calendar.get(), names.as_slice()) {
        (Some(given), _) => (given.value.clone(), &given.span),
        (None, [only]) => (only.clone(), &head.span),
        (None, []) if calendars.partial => return None,
        (None, names) => {
            let diagnostic = Diagnostic::new(
                Code::UnknownCalendar,
                "the pack does not say which calendar it uses",
            )
            .found(format!("{} calendars and no `calendar`", names.len()))
            .expected("the id of one calendar under calendars")
            .help("add `calendar` to `[pack]`");
            check.report(diagnostic, &head.span);
            return None;
        }
    };
    if let Some(calendar) = calendars.known.remove(&id) {
        return calendar;
    }
    if !calendars.partial {
        let help = did_you_mean(&id, names.iter().map(String::as_str));
        let diagnostic = Diagnostic::new(Code::UnknownCalendar, "the pack has no such calendar")
            .found(format!("`{id}`"))
            .expected("the id of a calendar under calendars")
            .help(help.unwrap_or_else(|| "correct the id or add the calendar".to_owned()));
        check.report(diagnostic, span);
    }
    None
}
