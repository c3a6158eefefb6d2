//! Calendars of bank holidays.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Check, Seen, tables};
use crate::calendar::{Calendar, Day};
use crate::diagnostic::{Code, Diagnostic, SourceText};
use crate::pack::raw::calendars::{CalendarFile, CalendarHead, HolidayTable};
use crate::pack::raw::read_file;

/// The calendars of a pack; none in place of one with a mistake.
#[derive(Debug, Default)]
pub(in crate::pack) struct Calendars {
    /// Every calendar by its id.
    pub(in crate::pack) known: BTreeMap<String, Option<Calendar>>,
    /// Whether parts could not be read, so that an unknown id may be the fault of that.
    pub(in crate::pack) partial: bool,
}

/// Reads and validates every calendar file.
pub(in crate::pack) fn check_all(files: &[&SourceText], found: &mut Vec<Diagnostic>) -> Calendars {
    let mut all = Calendars::default();
    let mut seen = Seen::default();
    for source in files {
        let file = read_file::<CalendarFile>(source, found);
        let mut check = Check { source, found };
        all.partial |= file.broken;
        let head = file.content.as_ref().and_then(|c| c.calendar.value());
        let (Some(content), Some(id)) = (&file.content, head.and_then(|head| head.id.get())) else {
            all.partial = true;
            continue;
        };
        seen.note(&mut check, "calendars", &id.value.0, &id.span);
        let calendar = calendar(content, &mut check);
        all.known.insert(id.value.0.clone(), calendar);
    }
    all
}

fn calendar(file: &CalendarFile, check: &mut Check<'_>) -> Option<Calendar> {
    let head = file.calendar.value()?;
    let (first, last) = (head.first.copy(), head.last.get());
    let horizon = first.zip(last).map(|(first, last)| (first.0, last.value.0));
    if let (Some((first, end)), Some(last)) = (horizon, last)
        && end < first
    {
        let diagnostic = Diagnostic::new(
            Code::CalendarBackwards,
            "the calendar ends before it begins",
        )
        .found(format!(
            "`last` is {}, `first` is {}",
            end.long(),
            first.long()
        ))
        .expected("a `last` after `first`")
        .help("swap the two, or correct the year");
        check.report(diagnostic, &last.span);
    }
    let forwards = horizon.filter(|(first, last)| first <= last);
    let mut holidays = BTreeMap::new();
    for table in tables(&file.holiday) {
        holiday(&table.value, head, forwards, &mut holidays, check);
    }
    let (first, last) = forwards?;
    Some(Calendar::new(
        head.title.copy()?,
        first,
        last,
        holidays.into_keys(),
    ))
}

fn holiday(
    holiday: &HolidayTable,
    head: &CalendarHead,
    horizon: Option<(Day, Day)>,
    holidays: &mut BTreeMap<Day, Range<usize>>,
    check: &mut Check<'_>,
) {
    let Some(date) = holiday.date.get() else {
        return;
    };
    let day = date.value.0;
    let words = [holiday.name.value(), holiday.note.value()];
    let words = words.into_iter().flatten().map(String::as_str);
    let found: Vec<String> = std::iter::once(day.long())
        .chain(words.map(str::to_owned))
        .collect();
    let fault = if let Some(first) = holidays.get(&day) {
        let line = check.place(first).line;
        Some(
            Diagnostic::new(Code::DuplicateHoliday, "a bank holiday stands twice")
                .expected(format!("each day once; it stands on line {line} already"))
                .help("take one out, or correct its year"),
        )
    } else if horizon.is_some_and(|(first, last)| day < first || last < day) {
        Some(
            Diagnostic::new(
                Code::HolidayOutsideCalendar,
                "a bank holiday lies outside the days that the calendar knows",
            )
            .expected("a day from `first` to `last`")
            .help("correct the year, or move `first` or `last`"),
        )
    } else if day.weekday().is_weekend() {
        Some(
            Diagnostic::new(
                Code::HolidayAtWeekend,
                "a bank holiday falls at a weekend and changes nothing",
            )
            .expected("a day from Monday to Friday")
            .help("enter the weekday that is given in its place"),
        )
    } else {
        None
    };
    if let Some(fault) = fault {
        let mut fault = fault.found(found.join(", "));
        if let (Some(help), Some(source)) = (&mut fault.help, head.source.value()) {
            help.push_str("; published at ");
            help.push_str(source);
        }
        check.report(fault, &date.span);
    }
    holidays.entry(day).or_insert_with(|| date.span.clone());
}
