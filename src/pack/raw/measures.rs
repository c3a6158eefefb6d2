//! The measure tables of a criterion.

use super::Spanned;
use super::fields::table;
use super::values::{AtLeastOne, Decimal, Length};
use super::words::{Slug, UnitWord};
use crate::pack::measures::{Blank, Cap, Open, Statistic};

table! {
    /// Where a state begins.
    LimitTable ("a threshold") {
        /// High values are wanted: reached at or above this.
        choice at_least: Decimal,
        /// Low values are wanted: reached at or below this.
        choice at_most: Decimal,
    }

    /// Percentage of rows that meet a condition.
    ShareTable ("a `share` measure") {
        /// The dataset.
        required of: String,
        /// Which rows are looked at: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for rows are looked at.
        optional period: Length<1>,
        /// The column that places a row in the period.
        optional dated: String,
        /// The condition to meet.
        required meets: String,
        /// What becomes of a row whose condition is unknown; `not_met` if left out.
        optional blank: Blank,
        /// The smallest number of rows that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins, in percent.
        required met: LimitTable,
        /// Where nearly met begins, in percent; the looser one.
        optional nearly: LimitTable,
    }

    /// Percentage finished within a limit.
    OnTimeTable ("an `on_time` measure") {
        /// The dataset.
        required of: String,
        /// Which rows are looked at: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for rows are looked at.
        optional period: Length<1>,
        /// The column that places a row in the period.
        optional dated: String,
        /// The date column that starts the clock.
        required from: String,
        /// The date column that stops it.
        required to: String,
        /// The limit; day 0 is left out.
        required within: Length<0>,
        /// The smallest number of rows that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins, in percent.
        required met: LimitTable,
        /// Where nearly met begins, in percent; the looser one.
        optional nearly: LimitTable,
    }

    /// Percentage of subjects whose latest event is recent enough.
    UpToDateTable ("an `up_to_date` measure") {
        /// The dataset of the subjects.
        required of: String,
        /// Which subjects are looked at: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for rows are looked at.
        optional period: Length<1>,
        /// The column that places a row in the period.
        optional dated: String,
        /// The date of the latest event: a column of this dataset, or `dataset.column`.
        required latest: String,
        /// The column that names a subject, in both datasets.
        required by: String,
        /// How recent is recent enough.
        required within: Length<1>,
        /// The date column from which a subject without an event counts.
        optional since: String,
        /// The smallest number of subjects that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins, in percent.
        required met: LimitTable,
        /// Where nearly met begins, in percent; the looser one.
        optional nearly: LimitTable,
    }

    /// Percentage of events with an earlier one for the same subject.
    RepeatTable ("a `repeat` measure") {
        /// The dataset of the events.
        required of: String,
        /// Which events are judged: a condition. Earlier ones are not chosen by it.
        optional r#where: String,
        /// How far back from the day that its lists speak for events are judged.
        optional period: Length<1>,
        /// The column that names a subject.
        required by: String,
        /// The date column of an event.
        required dated: String,
        /// How far back an earlier event counts.
        required within: Length<1>,
        /// The earlier event's date column that counts; `dated` if left out.
        optional earlier: String,
        /// The smallest number of events that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins, in percent.
        required met: LimitTable,
        /// Where nearly met begins, in percent; the looser one.
        optional nearly: LimitTable,
    }

    /// Percentage of subjects with at least so many events.
    PerSubjectTable ("a `per_subject` measure") {
        /// The dataset of the events.
        required of: String,
        /// Which events count: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for events count.
        optional period: Length<1>,
        /// The column that places an event in the period.
        optional dated: String,
        /// The column that names a subject, in both datasets.
        required by: String,
        /// How many events are enough.
        required at_least_events: u64,
        /// The dataset of the subjects; those with an event if left out.
        optional subjects: String,
        /// Which of the subjects are looked at: a condition over their dataset.
        optional subjects_where: String,
        /// The smallest number of subjects that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins, in percent.
        required met: LimitTable,
        /// Where nearly met begins, in percent; the looser one.
        optional nearly: LimitTable,
    }

    /// Median, mean or 90th percentile of a span.
    DurationTable ("a `duration` measure") {
        /// The dataset.
        required of: String,
        /// Which rows are looked at: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for rows are looked at.
        optional period: Length<1>,
        /// The column that places a row in the period.
        optional dated: String,
        /// The date column that starts the span.
        required from: String,
        /// The date column that ends it.
        required to: String,
        /// Which statistic.
        required statistic: Statistic,
        /// The unit of the value.
        required unit: UnitWord,
        /// What becomes of a span that has not ended; `left_out` if left out.
        optional open: Open,
        /// The smallest number of rows that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins, in that unit.
        required met: LimitTable,
        /// Where nearly met begins, in that unit; the looser one.
        optional nearly: LimitTable,
    }

    /// Number of rows.
    CountTable ("a `count` measure") {
        /// The dataset.
        required of: String,
        /// Which rows are counted: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for rows are counted.
        optional period: Length<1>,
        /// The column that places a row in the period.
        optional dated: String,
        /// The smallest number of rows that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins.
        required met: LimitTable,
        /// Where nearly met begins; the looser one.
        optional nearly: LimitTable,
    }

    /// A count or sum over another, or over a figure from settings.
    RatioTable ("a `ratio` measure") {
        /// The dataset on top.
        required of: String,
        /// Which rows are on top: a condition.
        optional r#where: String,
        /// How far back from the day that its lists speak for rows are on top.
        optional period: Length<1>,
        /// The column that places a row in the period.
        optional dated: String,
        /// The number column to sum on top; rows are counted if left out.
        optional sum: String,
        /// What it is divided by.
        required over: OverTable,
        /// What it is multiplied by: 1, 100, 10000; 1 if left out.
        optional per: u64,
        /// The smallest number on the bottom that can be judged; 1 if left out.
        optional minimum: u64,
        /// Where met begins.
        required met: LimitTable,
        /// Where nearly met begins; the looser one.
        optional nearly: LimitTable,
    }

    /// What a ratio is divided by: a dataset or a figure.
    OverTable ("what a ratio is divided by") {
        /// The dataset below.
        choice of: String,
        /// The figure from settings.
        choice figure: String,
        /// Which rows are below: a condition.
        optional r#where: String,
        /// The number column to sum below; rows are counted if left out.
        optional sum: String,
    }

    /// A document that exists, is current, approved and says what it must.
    DocumentTable ("a `document` measure") {
        /// Patterns of its file name or title, with `*` for any characters.
        required matches: AtLeastOne<String>,
        /// Patterns of names and titles of other documents, which it is not.
        optional except: Vec<Spanned<String>>,
        /// How old it may be.
        optional dated_within: Length<1>,
        /// Headings it must have.
        optional must_have: Vec<Spanned<String>>,
        /// Words it must mention.
        optional must_mention: Vec<Spanned<String>>,
        /// Whether it must be approved; false if left out.
        optional approved: bool,
    }

    /// A named role's answer.
    StatementTable ("a `statement` measure") {
        /// The slug of the question in the list of statements.
        required question: Slug,
        /// The role that must answer.
        required by: String,
        /// How old the answer may be.
        required within: Length<1>,
        /// How many sources the answer must name; 0 if left out.
        optional sources_at_least: u64,
        /// The best state it can reach; nearly if left out.
        optional cap: Cap,
    }
}
