//! `reinspect.toml`.

use super::Spanned;
use super::fields::table;
use super::values::{Date, Decimal, Entries};

table! {
    /// Settings of one authority.
    SettingsFile ("a settings file") {
        /// The day the run speaks for; today if left out.
        optional as_at: Date,
        /// The planned inspection date.
        optional inspection: Date,
        /// The evidence folder, relative to this file.
        optional evidence: String,
        /// The folder of the pack, relative to this file; the built-in pack if left out.
        optional rules: String,
        /// The tailoring file, relative to this file; tailoring.toml beside it if left out.
        optional tailoring: String,
        /// The waivers file, relative to this file; waivers.toml beside it if left out.
        optional waivers: String,
        /// Whose evidence it is.
        optional authority: AuthorityTable,
        /// Figures that ratios divide by, such as `population_0_17`.
        optional figures: Entries<Decimal>,
        /// The role that owns a criterion, by criterion.
        optional owners: Entries<String>,
        /// Recognition by hand, one file or sheet each.
        optional map: Vec<Spanned<MapTable>>,
    }

    /// Whose evidence it is.
    AuthorityTable ("an authority") {
        /// Its name.
        required name: String,
        /// Its nine-character code, such as E06000000.
        optional code: String,
        /// When it was last inspected.
        optional previous_inspection: Date,
    }

    /// What one file or sheet is, said by hand.
    MapTable ("a mapping") {
        /// Its path below the evidence folder, with forward slashes; `*` stands for anything but `/`.
        required file: String,
        /// The sheet; the file's only list if left out.
        optional sheet: String,
        /// The dataset it is, or none: listed and not used.
        required dataset: String,
        /// The row of its headings, from 1.
        optional header_row: u64,
        /// The heading of a column, by column.
        optional columns: Entries<String>,
    }
}
