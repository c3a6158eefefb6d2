//! `pack.toml`.

use super::Spanned;
use super::fields::table;
use super::values::{AtLeastOne, Length};
use super::words::Slug;

table! {
    /// The head of a pack: its name, and the marks and limits it sets.
    PackFile ("a pack file") {
        /// What the pack is called.
        required pack: Head,
        /// The marks that areas are levelled by, in percent.
        required marks: MarksTable,
        /// Limits; each has a default.
        optional limits: LimitsTable,
        /// Parts of the pack that a run can be narrowed to, such as the theme of a visit.
        optional profile: Vec<Spanned<ProfileTable>>,
    }

    /// A part of the pack that a run can be narrowed to: the criteria of some areas, and those that
    /// test some expectations.
    ProfileTable ("a profile") {
        /// Its slug, which `--profile` names.
        required id: Slug,
        /// What it is for.
        required title: String,
        /// Areas whose criteria belong to it.
        optional areas: AtLeastOne<String>,
        /// Expectations whose criteria belong to it, such as ilacs:HP-2.
        optional expectations: AtLeastOne<String>,
    }

    /// What a pack is called.
    Head ("a pack") {
        /// Its id: small letters, digits and hyphens.
        required id: Slug,
        /// Its title.
        required title: String,
        /// Its version, such as 1.0.0.
        required version: String,
        /// The id of its calendar; needed only where there are several.
        optional calendar: String,
    }

    /// The marks that areas are levelled by, in percent.
    MarksTable ("the marks") {
        /// An area whose assured score is at or over this is ready.
        required ready: u64,
        /// An area whose assured score is at or over this is nearly ready; lower than `ready`.
        required nearly: u64,
        /// Under this coverage nothing can be said about an area; at most `ready`.
        required coverage_minimum: u64,
    }

    /// Limits that the pack sets.
    LimitsTable ("the limits") {
        /// More than this percentage of needed cells unreadable makes a list unreadable; 5 if left out.
        optional unreadable_percent: u64,
        /// The longest a waiver may run; 6 months if left out.
        optional waiver: Length<1>,
        /// A waiver that ends within this of the as-at date is reported; 30 days if left out.
        optional expiring_soon: Length<0>,
        /// Working days before the inspection by which a gap should be closed; 20 if left out.
        optional closing_days: u64,
    }
}
