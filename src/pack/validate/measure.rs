//! Measures: the tables of each kind, held against the datasets.

use super::lists::Lists;
use super::plain;
use crate::calendar::Span;
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::raw::measures::{
    CountTable, DocumentTable, DurationTable, LimitTable, OnTimeTable, OverTable, PerSubjectTable,
    RatioTable, RepeatTable, ShareTable, StatementTable, UpToDateTable,
};
use crate::pack::raw::values::Length;
use crate::pack::raw::{Key, Spanned};
use crate::pack::{Dataset, measures as model};
use crate::table::ColumnType;

/// What a measure table comes to: the measure, when whole, and what all kinds have in common.
#[derive(Debug)]
pub(super) struct Read<'t> {
    pub(super) measure: Option<model::Measure>,
    pub(super) minimum: Option<u64>,
    pub(super) met: Option<&'t Spanned<LimitTable>>,
    pub(super) nearly: Option<&'t Spanned<LimitTable>>,
    /// Whether the value is a percentage.
    pub(super) percent: bool,
}

/// Puts together what the tabular kinds have in common.
macro_rules! read {
    ($table:expr, percent: $percent:expr, $measure:expr) => {{
        let table = $table;
        Read {
            minimum: table.minimum.copy(),
            met: table.met.get(),
            nearly: table.nearly.get(),
            percent: $percent,
            measure: $measure,
        }
    }};
}

type Text = Key<String>;

/// Which rows a tabular measure looks at, as it was written.
struct Rows<'t> {
    of: &'t Text,
    condition: &'t Text,
    period: &'t Key<Length<1>>,
    dated: &'t Text,
}

macro_rules! rows {
    ($table:expr) => {
        Rows {
            of: &$table.of,
            condition: &$table.r#where,
            period: &$table.period,
            dated: &$table.dated,
        }
    };
}

pub(super) fn share<'t>(table: &'t ShareTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    let (dataset, scope) = scope(&rows!(table), lists);
    let meets = lists.condition(dataset, table.meets.get());
    let measure = || {
        Some(model::Measure::Share(model::Share {
            scope: scope?,
            meets: meets?,
            blank: table.blank.copy().unwrap_or_default(),
        }))
    };
    read!(table, percent: true, measure())
}

pub(super) fn on_time<'t>(table: &'t OnTimeTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    let (dataset, scope) = scope(&rows!(table), lists);
    let from = lists.column(dataset, table.from.get(), ColumnType::Date);
    let to = lists.column(dataset, table.to.get(), ColumnType::Date);
    let within = length(&table.within);
    reach(dataset, &table.within, lists);
    let measure = || {
        Some(model::Measure::OnTime(model::OnTime {
            scope: scope?,
            from: from?,
            to: to?,
            within: within?,
        }))
    };
    read!(table, percent: true, measure())
}

pub(super) fn up_to_date<'t>(table: &'t UpToDateTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    let (dataset, scope) = scope(&rows!(table), lists);
    let by = lists.column(dataset, table.by.get(), ColumnType::Text);
    let since = lists.column(dataset, table.since.get(), ColumnType::Date);
    let latest = latest(table, dataset, lists);
    let within = length(&table.within);
    let measure = || {
        let (events, latest) = latest?;
        Some(model::Measure::UpToDate(model::UpToDate {
            scope: scope?,
            events,
            latest,
            by: by?,
            within: within?,
            since,
        }))
    };
    read!(table, percent: true, measure())
}

/// The dataset of the events, where it is another one, and the column that dates them.
fn latest(
    table: &UpToDateTable,
    subjects: Option<&Dataset>,
    lists: &mut Lists<'_, '_, '_>,
) -> Option<(Option<String>, String)> {
    let latest = table.latest.get()?;
    let (events, column) = match latest.value.split_once('.') {
        Some((dataset, column)) => {
            let events = lists.dataset(dataset, &latest.span)?;
            lists.column(Some(events), table.by.get(), ColumnType::Text);
            (Some(events), column)
        }
        None => (None, latest.value.as_str()),
    };
    let dated = match events {
        Some(events) => Some(events.id.as_str()),
        None => subjects.map(|dataset| dataset.id.as_str()),
    };
    let dataset = lists.dataset(dated?, &latest.span)?;
    reach(Some(dataset), &table.within, lists);
    let column = lists.column_at(dataset, column, &latest.span, ColumnType::Date)?;
    Some((events.map(|events| events.id.clone()), column))
}

pub(super) fn repeat<'t>(table: &'t RepeatTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    // Here `dated` is needed without a period too, so it is not the period's business.
    let (dataset, mut scope) = scope(
        &Rows {
            of: &table.of,
            condition: &table.r#where,
            period: &Key::Absent,
            dated: &Key::Absent,
        },
        lists,
    );
    let by = lists.column(dataset, table.by.get(), ColumnType::Text);
    let dated = lists.column(dataset, table.dated.get(), ColumnType::Date);
    let earlier = lists.column(dataset, table.earlier.get(), ColumnType::Date);
    reach(dataset, &table.period, lists);
    reach(dataset, &table.within, lists);
    if let (Some(scope), Some(period), Some(dated)) = (&mut scope, length(&table.period), &dated) {
        scope.period = Some((period, dated.clone()));
    }
    let measure = || {
        let dated = dated?;
        Some(model::Measure::Repeat(model::Repeat {
            scope: scope?,
            by: by?,
            within: length(&table.within)?,
            earlier: earlier.unwrap_or_else(|| dated.clone()),
            dated,
        }))
    };
    read!(table, percent: true, measure())
}

pub(super) fn per_subject<'t>(
    table: &'t PerSubjectTable,
    lists: &mut Lists<'_, '_, '_>,
) -> Read<'t> {
    let (dataset, scope) = scope(&rows!(table), lists);
    let by = lists.column(dataset, table.by.get(), ColumnType::Text);
    let subjects = subjects(table, lists);
    if let Some(least) = table.at_least_events.get()
        && least.value == 0
    {
        let diagnostic = Diagnostic::new(Code::BadValue, "no events are always enough")
            .found("`0`")
            .expected("a number from 1")
            .help("say how many events are enough");
        lists.check.report(diagnostic, &least.span);
    }
    let measure = || {
        Some(model::Measure::PerSubject(model::PerSubject {
            scope: scope?,
            by: by?,
            at_least_events: table.at_least_events.copy()?,
            subjects,
        }))
    };
    read!(table, percent: true, measure())
}

fn subjects(
    table: &PerSubjectTable,
    lists: &mut Lists<'_, '_, '_>,
) -> Option<(String, Option<crate::expression::Condition>)> {
    if let (Some(condition), true) = (table.subjects_where.get(), table.subjects.is_absent()) {
        let diagnostic = Diagnostic::new(
            Code::MissingKey,
            "`subjects_where` chooses among subjects of no dataset",
        )
        .found("no key `subjects`")
        .expected("`subjects` with the dataset of the subjects")
        .help("add `subjects`, or write the condition in `where`");
        lists.check.report(diagnostic, &condition.span);
    }
    let name = table.subjects.get()?;
    let dataset = lists.dataset(&name.value, &name.span)?;
    lists.column(Some(dataset), table.by.get(), ColumnType::Text);
    let filter = lists.condition(Some(dataset), table.subjects_where.get());
    Some((name.value.clone(), filter))
}

pub(super) fn duration<'t>(table: &'t DurationTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    let (dataset, scope) = scope(&rows!(table), lists);
    let from = lists.column(dataset, table.from.get(), ColumnType::Date);
    let to = lists.column(dataset, table.to.get(), ColumnType::Date);
    let measure = || {
        Some(model::Measure::Duration(model::Duration {
            scope: scope?,
            from: from?,
            to: to?,
            statistic: table.statistic.copy()?,
            unit: table.unit.copy()?.into(),
            open: table.open.copy().unwrap_or_default(),
        }))
    };
    read!(table, percent: false, measure())
}

pub(super) fn count<'t>(table: &'t CountTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    let (_, scope) = scope(&rows!(table), lists);
    let measure = scope.map(|scope| model::Measure::Count(model::Count { scope }));
    read!(table, percent: false, measure)
}

pub(super) fn ratio<'t>(table: &'t RatioTable, lists: &mut Lists<'_, '_, '_>) -> Read<'t> {
    let (dataset, scope) = scope(&rows!(table), lists);
    let sum = lists.column(dataset, table.sum.get(), ColumnType::Number);
    let over = table.over.value().and_then(|table| over(table, lists));
    if let Some(per) = table.per.get()
        && per.value == 0
    {
        let diagnostic = Diagnostic::new(Code::BadValue, "anything times 0 is 0")
            .found("`0`")
            .expected("a number from 1, such as 1, 100 or 10000")
            .help("say per how many");
        lists.check.report(diagnostic, &per.span);
    }
    let measure = || {
        Some(model::Measure::Ratio(model::Ratio {
            scope: scope?,
            sum,
            over: over?,
            per: table.per.copy().unwrap_or(1),
        }))
    };
    read!(table, percent: false, measure())
}

fn over(table: &OverTable, lists: &mut Lists<'_, '_, '_>) -> Option<model::Over> {
    if let Some(figure) = table.figure.get() {
        for (key, text) in [("where", table.r#where.get()), ("sum", table.sum.get())] {
            if let Some(text) = text {
                let diagnostic =
                    Diagnostic::new(Code::OnlyOneOf, "a figure has no rows to choose or sum")
                        .found(format!("`{key}` beside `figure`"))
                        .expected("`figure` alone, or `of` with a dataset")
                        .help(format!("take `{key}` out"));
                lists.check.report(diagnostic, &text.span);
            }
        }
        return Some(model::Over::Figure(figure.value.clone()));
    }
    let of = table.of.get()?;
    let dataset = lists.dataset(&of.value, &of.span);
    let filter = lists.condition(dataset, table.r#where.get());
    let sum = lists.column(dataset, table.sum.get(), ColumnType::Number);
    Some(model::Over::List {
        scope: model::Scope {
            of: dataset?.id.clone(),
            filter,
            period: None,
        },
        sum,
    })
}

pub(super) fn document(table: &DocumentTable) -> Read<'_> {
    let texts = |key: &Key<Vec<Spanned<String>>>| super::texts(key);
    let measure = || {
        Some(model::Measure::Document(model::Document {
            matches: plain(&table.matches.value()?.0),
            except: texts(&table.except),
            dated_within: length(&table.dated_within),
            must_have: texts(&table.must_have),
            must_mention: texts(&table.must_mention),
            approved: table.approved.copy().unwrap_or(false),
        }))
    };
    decided(measure())
}

pub(super) fn statement(table: &StatementTable) -> Read<'_> {
    let measure = || {
        Some(model::Measure::Statement(model::Statement {
            question: table.question.copy()?.0,
            by: table.by.copy()?,
            within: length(&table.within)?,
            sources_at_least: table.sources_at_least.copy().unwrap_or(0),
            cap: table.cap.copy().unwrap_or_default(),
        }))
    };
    decided(measure())
}

fn decided(measure: Option<model::Measure>) -> Read<'static> {
    Read {
        measure,
        minimum: None,
        met: None,
        nearly: None,
        percent: false,
    }
}

fn scope<'d>(
    rows: &Rows<'_>,
    lists: &mut Lists<'_, '_, 'd>,
) -> (Option<&'d Dataset>, Option<model::Scope>) {
    let Some(of) = rows.of.get() else {
        return (None, None);
    };
    let dataset = lists.dataset(&of.value, &of.span);
    let filter = lists.condition(dataset, rows.condition.get());
    let dated = lists.column(dataset, rows.dated.get(), ColumnType::Date);
    reach(dataset, rows.period, lists);
    period_and_column(rows, lists);
    let scope = dataset.map(|dataset| model::Scope {
        of: dataset.id.clone(),
        filter,
        period: length(rows.period).zip(dated),
    });
    (dataset, scope)
}

fn period_and_column(rows: &Rows<'_>, lists: &mut Lists<'_, '_, '_>) {
    if let (Some(period), true) = (rows.period.get(), rows.dated.is_absent()) {
        let diagnostic = Diagnostic::new(
            Code::PeriodWithoutColumn,
            "a period needs the column that places a row in it",
        )
        .found("`period` without `dated`")
        .expected("`dated` with a date column")
        .help("add `dated`");
        lists.check.report(diagnostic, &period.span);
    }
    if let (true, Some(dated)) = (rows.period.is_absent(), rows.dated.get()) {
        let diagnostic = Diagnostic::new(
            Code::ColumnWithoutPeriod,
            "`dated` does nothing without a period",
        )
        .found("`dated` without `period`")
        .expected("both or neither")
        .help("add `period`, or take `dated` out");
        lists.check.report(diagnostic, &dated.span);
    }
}

fn reach<const LEAST: u32>(
    dataset: Option<&Dataset>,
    length: &Key<Length<LEAST>>,
    lists: &mut Lists<'_, '_, '_>,
) {
    if let (Some(dataset), Some(length)) = (dataset, length.get()) {
        lists.reaches(dataset, length.value.0, &length.span);
    }
}

fn length<const LEAST: u32>(key: &Key<Length<LEAST>>) -> Option<Span> {
    key.copy().map(|length| length.0)
}
