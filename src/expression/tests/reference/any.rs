//! Any condition and any row.

use proptest::prelude::*;

use super::{Ask, Coded, Moment, Num, PATTERNS, Row, SIGNS, TEXTS, Words};

fn moment() -> BoxedStrategy<Moment> {
    let columns = prop::sample::select(vec!["started_on", "ended_on", "planned_on"]);
    let number = prop_oneof![Just(Num::Visits), (0_i64..9).prop_map(Num::Literal)];
    let leaf = prop_oneof![
        3 => columns.prop_map(Moment::Column),
        1 => Just(Moment::AsAt),
        1 => (-9_i64..9).prop_map(Moment::Literal),
    ];
    leaf.prop_recursive(2, 4, 2, move |inner| {
        let sign = prop::sample::select(vec!['+', '-']);
        (inner, sign, number.clone())
            .prop_map(|(date, sign, n)| Moment::Shift(Box::new(date), sign, Box::new(n)))
    })
    .boxed()
}

fn words() -> BoxedStrategy<Words> {
    let leaf = prop_oneof![
        prop::sample::select(vec!["team", "place"]).prop_map(Words::Column),
        prop::sample::select(&TEXTS[..]).prop_map(Words::Literal),
    ];
    leaf.prop_recursive(2, 4, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|t| Words::Trim(Box::new(t))),
            (inner.clone(), inner).prop_map(|(a, b)| Words::Coalesce(Box::new(a), Box::new(b))),
        ]
    })
    .boxed()
}

fn num() -> BoxedStrategy<Num> {
    let spans = prop::sample::select(vec!["days", "working_days", "months", "age"]);
    let leaf = prop_oneof![
        Just(Num::Visits),
        Just(Num::Hours),
        (0_i64..6).prop_map(Num::Literal),
        (spans, moment(), moment()).prop_map(|(name, a, b)| Num::Span(name, a, b)),
        words().prop_map(Num::Length),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let sign = prop::sample::select(vec!['+', '-', '*', '/']);
        let two = (inner.clone(), sign, inner.clone());
        prop_oneof![
            two.prop_map(|(a, sign, b)| Num::Two(Box::new(a), sign, Box::new(b))),
            inner.clone().prop_map(|n| Num::Minus(Box::new(n))),
            (inner.clone(), inner).prop_map(|(a, b)| Num::Coalesce(Box::new(a), Box::new(b))),
        ]
    })
    .boxed()
}

fn coded() -> impl Strategy<Value = Coded> {
    (any::<bool>(), prop::option::of(0_u16..3))
}

pub(super) fn ask() -> BoxedStrategy<Ask> {
    let sign = || prop::sample::select(&SIGNS[..]);
    let pattern = prop::sample::select(&PATTERNS[..]);
    let leaf = prop_oneof![
        prop::sample::select(vec!["seen", "seen_alone"]).prop_map(Ask::Column),
        (num(), sign(), num()).prop_map(|(a, s, b)| Ask::Nums(a, s, b)),
        (Just(Num::Visits), sign(), (0_i64..4)).prop_map(|(a, s, b)| Ask::Nums(
            a,
            s,
            Num::Literal(b)
        )),
        (moment(), sign(), moment()).prop_map(|(a, s, b)| Ask::Moments(a, s, b)),
        (words(), sign(), words()).prop_map(|(a, s, b)| Ask::Texts(a, s, b)),
        (num(), prop::collection::vec(num(), 1..4)).prop_map(|(n, list)| Ask::NumIn(n, list)),
        (moment(), moment(), moment()).prop_map(|(a, b, c)| Ask::MomentBetween(a, b, c)),
        (num(), num(), num()).prop_map(|(a, b, c)| Ask::NumBetween(a, b, c)),
        (words(), pattern).prop_map(|(t, p)| Ask::Like(t, p)),
        (prop::collection::vec(0_usize..3, 1..3), any::<bool>())
            .prop_map(|(c, n)| Ask::Codes(c, n)),
        (coded(), prop::sample::select(vec!["=", "<>"]), coded())
            .prop_map(|(a, s, b)| Ask::SameCode(a, s, b)),
        num().prop_map(Ask::NumBlank),
        moment().prop_map(Ask::MomentBlank),
    ];
    leaf.prop_recursive(3, 10, 2, |inner| {
        let two = (inner.clone(), inner.clone());
        let same = prop::sample::select(vec!["=", "<>"]);
        prop_oneof![
            two.clone()
                .prop_map(|(a, b)| Ask::And(Box::new(a), Box::new(b))),
            two.clone()
                .prop_map(|(a, b)| Ask::Or(Box::new(a), Box::new(b))),
            inner.clone().prop_map(|a| Ask::Not(Box::new(a))),
            (two, same).prop_map(|((a, b), s)| Ask::Same(
                Box::new(Ask::Unknown(Box::new(a))),
                s,
                Box::new(Ask::Not(Box::new(b)))
            )),
            (inner.clone(), any::<bool>()).prop_map(|(a, t)| Ask::Coalesce(Box::new(a), t)),
            inner.prop_map(|a| Ask::Unknown(Box::new(Ask::Not(Box::new(a))))),
        ]
    })
    .boxed()
}

pub(super) fn row() -> impl Strategy<Value = Row> {
    let text = || prop::option::of(prop::sample::select(&TEXTS[..]));
    let numbers = (prop::option::of(-4_i64..9), prop::option::of(-4_i64..9));
    let dates = || prop::option::of(prop_oneof![-9_i64..4, -5_000_i64..4]);
    let truths = (any::<Option<bool>>(), any::<Option<bool>>());
    (
        numbers,
        (dates(), dates(), dates()),
        (text(), text()),
        truths,
        (prop::option::of(0_u16..3), prop::option::of(0_u16..3)),
    )
        .prop_map(|(numbers, dates, texts, truths, codes)| Row {
            visits: numbers.0,
            hours: numbers.1,
            started: dates.0,
            ended: dates.1,
            planned: dates.2,
            team: texts.0,
            place: texts.1,
            seen: truths.0,
            alone: truths.1,
            status: codes.0,
            checked: codes.1,
        })
}
