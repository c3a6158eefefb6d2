//! `themes/*.toml`.

use super::Spanned;
use super::fields::table;
use super::values::AtLeastOne;
use super::words::Slug;

table! {
    /// What inspectors most often raise: themes of their points, with counts.
    ThemesFile ("a themes file") {
        /// The points that were counted, and how a list of them is read.
        required points: PointsTable,
        /// How far the rules and a reader agree on the points that the reader labelled.
        optional sample: SampleTable,
        /// The themes.
        optional theme: Vec<Spanned<ThemeTable>>,
    }

    /// The points that were counted, and how a list of them is read.
    PointsTable ("the points") {
        /// What was counted, and by whom.
        required source: String,
        /// Under which licence the points can be used.
        required licence: String,
        /// Words of a report that end its list of points, as they are written; rows after them are left out.
        optional list_ends_at: AtLeastOne<String>,
        /// Phrases after which a point says why, and no longer what.
        optional reasons: AtLeastOne<String>,
        /// The first year that points were published in.
        required from: u64,
        /// The last year that points were published in.
        required until: u64,
        /// How many points were counted.
        required points: u64,
        /// How many visits made them.
        required visits: u64,
        /// How many of the points come under no theme.
        required without_theme: u64,
        /// How many rows were left out because they are no points.
        required left_out: u64,
    }

    /// How far the rules and a reader agree on the points that the reader labelled.
    SampleTable ("the sample") {
        /// How many points were labelled.
        required points: u64,
        /// How many labels both gave.
        required right: u64,
        /// How many the rules alone gave.
        required wrong: u64,
        /// How many the reader alone gave.
        required missed: u64,
        /// How many points have the same labels from both.
        required wholly_right: u64,
    }

    /// One thing that inspectors ask authorities to improve.
    ThemeTable ("a theme") {
        /// Its slug.
        required id: Slug,
        /// What it is called.
        required title: String,
        /// What it is about, as a reader who labels points is told.
        required covers: String,
        /// Phrases of which a point holds at least one: `supervision*`, `go missing`, `manager* & direction*`.
        required any_of: AtLeastOne<String>,
        /// Phrases that are struck out of a point before the others are looked for.
        optional except: AtLeastOne<String>,
        /// Whether it counts even where it is only the reason given for a point; it does not if left out.
        optional also_in_reasons: bool,
        /// The criteria that test it.
        choice criteria: AtLeastOne<String>,
        /// Why no criterion tests it.
        choice untested: String,
        /// How many points come under it.
        required points: u64,
        /// At how many visits it was raised.
        required visits: u64,
    }
}
