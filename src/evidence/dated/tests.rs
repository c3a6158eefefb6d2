use super::*;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn said(text: &str, by: DatedBy) -> Claim {
    Claim::new(day(text), by)
}

fn last_days(name: &str) -> Vec<String> {
    dates_in(name).iter().map(|s| s.last.to_string()).collect()
}

#[test]
fn a_day_is_read_in_every_plain_way_of_writing_it() {
    for name in [
        "list7-2026-09-30",
        "list7_2026_09_30",
        "20260930 list 7",
        "List 7 30-09-2026",
        "List 7 30.09.2026 final",
        "annexa30092026",
        "30 September 2026",
        "30th Sept 2026",
        "30Sep2026",
        "List 7 as at 30-SEP-2026 v2",
        "2026.09.30",
        "List 7 30.09.26",
        "visits 30.9.26 final",
        "7 10 2026-09-30",
    ] {
        assert_eq!(last_days(name), ["2026-09-30"], "{name}");
    }
}

#[test]
fn a_month_speaks_for_its_last_day() {
    for name in [
        "Sept 2026",
        "september_2026",
        "list-2026-09",
        "Visits SEP2026",
        "2026_09 visits",
    ] {
        let found = dates_in(name);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].first, day("2026-09-01"), "{name}");
        assert_eq!(found[0].last, day("2026-09-30"), "{name}");
    }
    assert_eq!(last_days("Feb 2028"), ["2028-02-29"]);
}

#[test]
fn a_list_number_before_a_month_is_not_a_day() {
    assert_eq!(last_days("List 7 September 2026"), ["2026-09-30"]);
    assert_eq!(last_days("Children 7 September 2026"), ["2026-09-07"]);
    assert_eq!(last_days("list-7-9-2026"), Vec::<String>::new());
}

#[test]
fn what_can_mean_more_than_one_day_is_not_read() {
    for name in [
        "Q2 2026-27",
        "2026-27",
        "2011-12",
        "30-09-26",
        "30_09_26",
        "09.30.26",
        "31.09.26",
        "v2.10.21",
        "version 2.10.21",
        "3.2.11 Neglect",
        "1.2.26.1",
        "4.1.2.26",
        "list 7.9.26",
        "09-30-2026",
        "September 30",
        "2026-09-31",
        "2026",
        "list 7",
        "1234567890",
        "300926",
        "2026-13",
        "",
        "—",
    ] {
        assert_eq!(last_days(name), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_looks_like_a_date_and_is_not_read_is_told() {
    let told = |name: &str| {
        let found = not_read_in(name)?;
        Some((found.text.to_owned(), found.day.map(|day| day.to_string())))
    };
    let surely = |text: &str, day: &str| Some((text.to_owned(), Some(day.to_owned())));
    assert_eq!(
        told("visits 11-15-2026"),
        surely("11-15-2026", "2026-11-15")
    );
    assert_eq!(told("09-30-2026"), surely("09-30-2026", "2026-09-30"));
    assert_eq!(
        told("visits_September 30th, 2026"),
        surely("September 30th, 2026", "2026-09-30")
    );
    for (name, text) in [
        ("visits Q2 2026-27 final", "Q2 2026-27"),
        ("visits q2", "q2"),
        ("Quarter 2 of 2026", "Quarter 2"),
        ("week 12", "week 12"),
        ("wk12 2026", "wk12 2026"),
        ("plan 2026-27", "2026-27"),
        ("plan 2026-2027", "2026-2027"),
        ("30-09-26", "30-09-26"),
        ("visits 2026-09-31", "2026-09-31"),
        ("strategy 2026", "2026"),
    ] {
        assert_eq!(told(name), Some((text.to_owned(), None)), "{name}");
    }
    for name in [
        "visits 2026-09-30",
        "visits September 2026",
        "list 7",
        "week 60",
        "FAQ2",
        "3.2.11 Neglect",
        "v2.10.21",
        "1234567890",
        "300926",
        "",
    ] {
        assert_eq!(told(name), None, "{name}");
    }
}

#[test]
fn a_period_speaks_for_its_end_and_two_loose_dates_for_both() {
    assert_eq!(last_days("visits 2026-04-01 to 2026-09-30"), ["2026-09-30"]);
    assert_eq!(
        last_days("visits 2026-09-30 (seen 2026-10-02)"),
        ["2026-09-30", "2026-10-02"]
    );
}

#[test]
fn names_are_compared_without_their_dates() {
    for name in [
        "List 7 2026-09-30",
        "list_7",
        "LIST-7 Sept 2026",
        "20260930 list7",
        "list-07-2026-09-30",
    ] {
        assert_eq!(words_without_dates(name), ["list", "7"], "{name}");
    }
    assert_eq!(words_without_dates("list 70"), ["list", "70"]);
}

#[test]
fn folders_and_endings_hold_no_date() {
    assert!(claims_of_names("2026-09-30/list7.csv", None, day("2026-12-31")).is_empty());
    assert!(claims_of_names("list7.20260930", None, day("2026-12-31")).is_empty());
    let both = claims_of_names(
        "a/2026-08-31.xlsx",
        Some("List 7 2026-09-30"),
        day("2026-12-31"),
    );
    assert_eq!(both.len(), 2);
}

#[test]
fn the_older_claim_holds_and_the_others_are_kept_to_report() {
    let dating = settle(&[
        said("2026-09-30", DatedBy::Manifest),
        said("2026-08-31", DatedBy::Name),
    ]);
    assert_eq!(dating.day, Some(day("2026-08-31")));
    assert_eq!(dating.by, DatedBy::Name);
    assert_eq!(dating.against, [said("2026-09-30", DatedBy::Manifest)]);
}

#[test]
fn equal_claims_are_the_manifests() {
    let dating = settle(&[
        said("2026-09-30", DatedBy::Name),
        said("2026-09-30", DatedBy::FrontMatter),
        said("2026-09-30", DatedBy::Manifest),
    ]);
    assert_eq!((dating.by, dating.against.len()), (DatedBy::Manifest, 0));
}

#[test]
fn a_day_within_a_named_month_agrees_with_it() {
    let mut claims = claims_of_names("Sept 2026.csv", None, day("2026-12-31"));
    claims.push(said("2026-09-12", DatedBy::Manifest));
    let dating = settle(&claims);
    assert_eq!(dating.day, Some(day("2026-09-12")));
    assert!(dating.against.is_empty());
    claims.push(said("2026-10-01", DatedBy::Property));
    assert_eq!(settle(&claims).against.len(), 1);
}

#[test]
fn the_last_save_counts_only_when_nothing_else_speaks() {
    let saved = said("2026-01-01", DatedBy::Modified);
    let dating = settle(&[saved, said("2026-09-30", DatedBy::Name)]);
    assert_eq!(
        (dating.day, dating.by),
        (Some(day("2026-09-30")), DatedBy::Name)
    );
    assert!(dating.against.is_empty());
    assert_eq!(settle(&[saved]).by, DatedBy::Modified);
    assert_eq!(settle(&[]).by, DatedBy::Undated);
}

#[test]
fn evidence_stands_to_the_last_day_of_its_life() {
    let on = |text: &str| expiry(day("2026-01-31"), Span::parse(text).unwrap()).to_string();
    assert_eq!(on("10 days"), "2026-02-10");
    assert_eq!(on("2 weeks"), "2026-02-14");
    assert_eq!(on("1 month"), "2026-02-28");
    assert_eq!(on("12 months"), "2027-01-31");
}

#[test]
fn a_month_speaks_for_its_end_or_for_as_at_if_that_is_earlier() {
    let last = |as_at: &str| {
        let claims = claims_of_names("supervision log Nov 2026.csv", None, day(as_at));
        settle(&claims).day.unwrap().to_string()
    };
    assert_eq!(last("2026-11-22"), "2026-11-22");
    assert_eq!(last("2026-11-01"), "2026-11-01");
    assert_eq!(last("2026-11-30"), "2026-11-30");
    assert_eq!(last("2026-12-05"), "2026-11-30");
    // The month is still to come.
    assert_eq!(last("2026-10-31"), "2026-11-30");
    let whole = claims_of_names("log 2026-11-30.csv", None, day("2026-11-22"));
    assert_eq!(settle(&whole).day, Some(day("2026-11-30")));
}
