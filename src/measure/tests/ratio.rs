use crate::measure::testing::{World, all, ratio as fraction, whole};
use crate::measure::{LeftOut, Outcome, Unit};
use crate::pack::Measure;
use crate::pack::measures::{Over, Ratio, Scope};
use crate::state::Reason;

fn ratio(scope: Scope, sum: Option<&str>, over: Over, per: u64) -> Measure {
    Measure::Ratio(Ratio {
        scope,
        sum: sum.map(str::to_owned),
        over,
        per,
    })
}

fn over(of: &str, sum: Option<&str>) -> Over {
    Over::List {
        scope: all(of),
        sum: sum.map(str::to_owned),
    }
}

fn world(cases: &str, workers: &str) -> World {
    World::new("2026-09-30")
        .list("cases", "id:text size:number open:yes_no", cases)
        .list("workers", "worker_id:text fte:number", workers)
}

const CASES: &str = "a 2 yes \n b 3 yes \n c 4 no \n d 5 -";
const WORKERS: &str = "w 1 \n x 0.5 \n y 0.25";

fn caseload() -> Measure {
    ratio(all("cases"), None, over("workers", Some("fte")), 1)
}

#[test]
fn rows_over_rows() {
    let m = world(CASES, WORKERS).value(ratio(all("cases"), None, over("workers", None), 1));
    assert_eq!(
        (m.value, m.of(), m.unit),
        (fraction(4, 3), (4, 3), Unit::Quotient)
    );
    assert_eq!(m.bounds(), (fraction(4, 3), fraction(4, 3)));
}

#[test]
fn rows_over_a_sum_are_exact() {
    // Four cases over 1.75 full-time workers: sixteen sevenths.
    let m = world(CASES, WORKERS).value(caseload());
    assert_eq!((m.value, m.of()), (fraction(16, 7), (4, 1)));
}

#[test]
fn a_sum_over_a_figure_per_ten_thousand() {
    // 14 over 2,000, times 10,000.
    let over = Over::Figure("children".into());
    let m = world(CASES, WORKERS).figure("children", 2_000).value(ratio(
        all("cases"),
        Some("size"),
        over,
        10_000,
    ));
    assert_eq!((m.value, m.of()), (whole(70), (14, 2_000)));
}

#[test]
fn a_missing_figure_could_not_be_computed() {
    let over = Over::Figure("children".into());
    let (reason, why) = world(CASES, WORKERS).not_known(ratio(all("cases"), None, over, 1));
    assert_eq!(reason, Reason::CouldNotCompute);
    assert_eq!(
        why,
        "settings give no figure `children`; add it under `[figures]`"
    );
}

#[test]
fn over_nothing_is_too_few() {
    let world = world(CASES, "w 0").figure("none", 0);
    assert_eq!(world.not_known(caseload()).0, Reason::TooFew);
    let figure = ratio(all("cases"), None, Over::Figure("none".into()), 1);
    assert_eq!(world.not_known(figure).0, Reason::TooFew);
}

#[test]
fn over_less_than_nothing_could_not_be_computed() {
    assert_eq!(
        world(CASES, "w -1").not_known(caseload()).0,
        Reason::CouldNotCompute
    );
}

#[test]
fn a_product_too_large_could_not_be_computed() {
    // 9e18 millionths times 1.8e19 is 1.66e38: it fits in 127 bits, and twice as much does not.
    let columns = "id:text size:number open:yes_no";
    let measure = || {
        let over = Over::Figure("one".into());
        ratio(all("cases"), Some("size"), over, u64::MAX)
    };
    let of = |rows: &str| {
        World::new("2026-09-30")
            .list("cases", columns, rows)
            .figure("one", 1)
    };
    let one = of("a 9000000000000 yes").measure(measure());
    assert!(matches!(one.outcome, Outcome::Measured(_)));
    let two = of("a 9000000000000 yes \n b 9000000000000 yes");
    let (reason, why) = two.not_known(measure());
    assert_eq!(reason, Reason::CouldNotCompute);
    assert_eq!(why, "a sum or product is too large to hold exactly");
}

#[test]
fn a_blank_on_top_has_no_upper_bound() {
    let world = world("a 2 yes \n b - yes", "w 1 \n x 1");
    let m = world.value(ratio(
        all("cases"),
        Some("size"),
        over("workers", Some("fte")),
        1,
    ));
    assert_eq!(
        (m.value, m.out(LeftOut::BlankAnswer), m.blank),
        (whole(1), 1, 1)
    );
    assert_eq!(m.bounds(), (whole(1), None));
}

#[test]
fn a_blank_below_could_bring_it_to_nothing() {
    let m = world(CASES, "w 1 \n x -").value(caseload());
    assert_eq!((m.value, m.bounds()), (whole(4), (whole(0), whole(4))));
}

#[test]
fn a_blank_in_a_filter_could_add_its_row() {
    // Two open cases, perhaps a third, over two workers; by size 5, perhaps 10.
    let world = world(CASES, "w 1 \n x 1");
    let open = world.filtered("cases", "open");
    let m = world.value(ratio(open.clone(), None, over("workers", None), 1));
    assert_eq!((m.value, m.out(LeftOut::FilterUnknown)), (whole(1), 1));
    assert_eq!(m.bounds(), (whole(1), fraction(3, 2)));
    let m = world.value(ratio(open, Some("size"), over("workers", None), 1));
    assert_eq!(
        (m.value, m.bounds()),
        (fraction(5, 2), (fraction(5, 2), whole(5)))
    );
}

#[test]
fn a_blank_in_the_filter_below_could_add_its_row() {
    // Four over two open cases, perhaps three.
    let world = world(CASES, WORKERS);
    let over = Over::List {
        scope: world.filtered("cases", "open"),
        sum: None,
    };
    let m = world.value(ratio(all("cases"), None, over, 1));
    assert_eq!(
        (m.value, m.bounds()),
        (whole(2), (fraction(4, 3), whole(2)))
    );
}

#[test]
fn nothing_on_top_of_a_register_that_means_none_is_nothing() {
    let world = world("", WORKERS).dataset("cases", |d| d.empty_means_none = true);
    assert_eq!(world.value(caseload()).value, whole(0));
    let world = world.dataset("workers", |d| d.empty_means_none = true);
    let upside_down = ratio(all("workers"), None, over("cases", None), 1);
    assert!(matches!(
        world.measure(upside_down).outcome,
        Outcome::NotApplicable(_)
    ));
}

#[test]
fn an_all_blank_sum_is_never_good() {
    let m = world("a - yes", WORKERS).value(ratio(
        all("cases"),
        Some("size"),
        over("workers", None),
        1,
    ));
    assert_eq!((m.value, m.highest), (whole(0), None));
    let below = ratio(all("workers"), None, over("cases", Some("size")), 1);
    assert_eq!(world("a - yes", WORKERS).not_known(below).0, Reason::TooFew);
}

#[test]
fn the_minimum_is_of_what_is_below() {
    let world = world(CASES, WORKERS).minimum(2);
    assert_eq!(world.not_known(caseload()).0, Reason::TooFew);
    assert_eq!(
        world
            .value(ratio(all("cases"), None, over("workers", None), 1))
            .of(),
        (4, 3)
    );
}
