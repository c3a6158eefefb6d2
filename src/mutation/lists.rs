//! Measures over lists: their columns, limits and conditions changed.

use super::conditions::{changed, filter, rows, scope};
use super::limits::{self, Point};
use super::{Kind, Making};
use crate::pack::Measure;
use crate::pack::measures::{
    Count, Duration, OnTime, Over, PerSubject, Ratio, Repeat, Scope, Share, UpToDate,
};

pub(super) fn share(m: &Share, making: &mut Making<'_>) {
    scope(making, &m.scope, "", &|scope| {
        Measure::Share(Share { scope, ..m.clone() })
    });
    changed(making, &m.scope.of, &m.meets, "`meets`", &|meets| {
        Measure::Share(Share { meets, ..m.clone() })
    });
}

pub(super) fn on_time(m: &OnTime, making: &mut Making<'_>) {
    let of = &m.scope.of;
    scope(making, &m.scope, "", &|scope| {
        Measure::OnTime(OnTime { scope, ..m.clone() })
    });
    column(making, of, &m.from, "from", &|from| {
        Measure::OnTime(OnTime { from, ..m.clone() })
    });
    column(making, of, &m.to, "to", &|to| {
        Measure::OnTime(OnTime { to, ..m.clone() })
    });
    let help = "a row finished exactly {n} after it began";
    limits::span(
        making,
        "limit",
        m.within,
        (0, Point::Within),
        help,
        &|within| {
            Measure::OnTime(OnTime {
                within,
                ..m.clone()
            })
        },
    );
}

pub(super) fn up_to_date(m: &UpToDate, making: &mut Making<'_>) {
    let subjects = &m.scope.of;
    scope(making, &m.scope, "", &|scope| {
        Measure::UpToDate(UpToDate { scope, ..m.clone() })
    });
    let events = m.events.as_ref().unwrap_or(subjects);
    column(making, events, &m.latest, "latest", &|latest| {
        Measure::UpToDate(UpToDate {
            latest,
            ..m.clone()
        })
    });
    shared_column(making, [subjects, events], &m.by, &|by| {
        Measure::UpToDate(UpToDate { by, ..m.clone() })
    });
    if let Some(since) = &m.since {
        column(making, subjects, since, "since", &|since| {
            let since = Some(since);
            Measure::UpToDate(UpToDate { since, ..m.clone() })
        });
        let how = format!("without `since`, which is `{since}`");
        let help = "add a test with one that has had no event and is not yet due".to_owned();
        let without = UpToDate {
            since: None,
            ..m.clone()
        };
        making.measure(
            Kind::ConditionDropped,
            how,
            help,
            Measure::UpToDate(without),
        );
    }
    let help = "a latest event exactly {n} before the day that the lists speak for";
    limits::span(
        making,
        "limit",
        m.within,
        (1, Point::Within),
        help,
        &|within| {
            Measure::UpToDate(UpToDate {
                within,
                ..m.clone()
            })
        },
    );
}

pub(super) fn repeat(m: &Repeat, making: &mut Making<'_>) {
    let of = &m.scope.of;
    rows(making, &m.scope, "", &|scope| {
        Measure::Repeat(Repeat { scope, ..m.clone() })
    });
    column(making, of, &m.by, "by", &|by| {
        Measure::Repeat(Repeat { by, ..m.clone() })
    });
    // One key of the criterion stands for all three.
    column(making, of, &m.dated, "dated", &|dated| {
        let exchange = |column: &String| if *column == m.dated { &dated } else { column }.clone();
        let period = m.scope.period.as_ref();
        Measure::Repeat(Repeat {
            scope: Scope {
                period: period.map(|(span, column)| (*span, exchange(column))),
                ..m.scope.clone()
            },
            earlier: exchange(&m.earlier),
            dated: dated.clone(),
            ..m.clone()
        })
    });
    column(making, of, &m.earlier, "earlier", &|earlier| {
        Measure::Repeat(Repeat {
            earlier,
            ..m.clone()
        })
    });
    let help = "an earlier event exactly {n} before";
    limits::span(
        making,
        "limit",
        m.within,
        (1, Point::Within),
        help,
        &|within| {
            Measure::Repeat(Repeat {
                within,
                ..m.clone()
            })
        },
    );
}

pub(super) fn per_subject(m: &PerSubject, making: &mut Making<'_>) {
    let events = &m.scope.of;
    scope(making, &m.scope, "", &|scope| {
        Measure::PerSubject(PerSubject { scope, ..m.clone() })
    });
    if let Some((subjects, condition)) = &m.subjects {
        let key = "`subjects_where`";
        filter(making, subjects, condition.as_ref(), key, &|condition| {
            let subjects = Some((subjects.clone(), condition));
            Measure::PerSubject(PerSubject {
                subjects,
                ..m.clone()
            })
        });
    }
    let subjects = m.subjects.as_ref().map_or(events, |(dataset, _)| dataset);
    shared_column(making, [subjects, events], &m.by, &|by| {
        Measure::PerSubject(PerSubject { by, ..m.clone() })
    });
    let (was, help) = (m.at_least_events, "one that has had exactly {n}");
    // No events are always enough, and refused.
    limits::count(
        making,
        "at_least_events",
        was,
        1,
        help,
        &|at_least_events| {
            Measure::PerSubject(PerSubject {
                at_least_events,
                ..m.clone()
            })
        },
    );
}

pub(super) fn duration(m: &Duration, making: &mut Making<'_>) {
    let of = &m.scope.of;
    scope(making, &m.scope, "", &|scope| {
        Measure::Duration(Duration { scope, ..m.clone() })
    });
    column(making, of, &m.from, "from", &|from| {
        Measure::Duration(Duration { from, ..m.clone() })
    });
    column(making, of, &m.to, "to", &|to| {
        Measure::Duration(Duration { to, ..m.clone() })
    });
}

pub(super) fn count(m: &Count, making: &mut Making<'_>) {
    scope(making, &m.scope, "", &|scope| {
        Measure::Count(Count { scope })
    });
}

pub(super) fn ratio(m: &Ratio, making: &mut Making<'_>) {
    scope(making, &m.scope, "", &|scope| {
        Measure::Ratio(Ratio { scope, ..m.clone() })
    });
    sum(making, &m.scope, m.sum.as_ref(), "", &|sum| {
        Measure::Ratio(Ratio { sum, ..m.clone() })
    });
    let Over::List {
        scope: below,
        sum: summed,
    } = &m.over
    else {
        return;
    };
    scope(making, below, " of `over`", &|scope| {
        let over = Over::List {
            scope,
            sum: summed.clone(),
        };
        Measure::Ratio(Ratio { over, ..m.clone() })
    });
    sum(making, below, summed.as_ref(), " of `over`", &|sum| {
        let over = Over::List {
            scope: below.clone(),
            sum,
        };
        Measure::Ratio(Ratio { over, ..m.clone() })
    });
}

fn sum(
    making: &mut Making<'_>,
    scope: &Scope,
    column: Option<&String>,
    of: &str,
    measure: &dyn Fn(Option<String>) -> Measure,
) {
    let Some(summed) = column else { return };
    let how = format!("with rows{of} counted instead of `{summed}` summed");
    let help = format!("add a test with a row whose `{summed}` is not 1");
    making.measure(Kind::ColumnSwapped, how, help, measure(None));
    self::column(making, &scope.of, summed, "sum", &|column| {
        measure(Some(column))
    });
}

/// Exchanges a column for others of its type; `key` tells what it is there for.
pub(super) fn column(
    making: &mut Making<'_>,
    dataset: &str,
    was: &str,
    key: &str,
    measure: &dyn Fn(String) -> Measure,
) {
    for now in making.others(dataset, was) {
        swapped(making, (was, now), key, measure);
    }
}

/// Exchanges the column that names a subject for others that both datasets have.
fn shared_column(
    making: &mut Making<'_>,
    [one, other]: [&String; 2],
    was: &str,
    measure: &dyn Fn(String) -> Measure,
) {
    let (one, other) = (making.others(one, was), making.others(other, was));
    let both = one.into_iter().filter(|column| other.contains(column));
    for now in both.collect::<Vec<_>>() {
        swapped(making, (was, now), "by", measure);
    }
}

fn swapped(
    making: &mut Making<'_>,
    (was, now): (&str, String),
    key: &str,
    measure: &dyn Fn(String) -> Measure,
) {
    let how = format!("with `{now}` instead of `{was}` as `{key}`");
    let help = format!("add a test with a row that comes out otherwise by `{now}` than by `{was}`");
    making.measure(Kind::ColumnSwapped, how, help, measure(now));
}
