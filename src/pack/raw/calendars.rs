//! `calendars/*.toml`.

use super::Spanned;
use super::fields::table;
use super::values::Date;
use super::words::Slug;

table! {
    /// The bank holidays of one place over a stretch of years.
    CalendarFile ("a calendar file") {
        /// What the calendar is called and how far it reaches.
        required calendar: CalendarHead,
        /// One bank holiday each.
        required holiday: Vec<Spanned<HolidayTable>>,
    }

    /// What a calendar is called and how far it reaches.
    CalendarHead ("a calendar") {
        /// Its id, which `pack.toml` names.
        required id: Slug,
        /// Its title.
        required title: String,
        /// The first day whose bank holidays are known.
        required first: Date,
        /// The last day whose bank holidays are known.
        required last: Date,
        /// Where they are published.
        required source: String,
    }

    /// One bank holiday.
    HolidayTable ("a holiday") {
        /// The day off.
        required date: Date,
        /// What it is called.
        required name: String,
        /// What is unusual about it, such as: substitute day.
        optional note: String,
    }
}
