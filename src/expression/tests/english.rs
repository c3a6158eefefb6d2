//! What conditions sound like.

use super::compile;

fn assert_said(worked: &[(&str, &str)]) {
    for (text, english) in worked {
        assert_eq!(compile(text).english(), *english, "{text}");
    }
}

#[test]
fn conditions_are_said_in_plain_english() {
    assert_said(&[
        (
            "ended_on is null and days(started_on, as_at()) <= 10",
            "ended on is blank and started on is at most 10 days before the day that its lists speak for",
        ),
        (
            "visits >= 2 and seen",
            "visits is at least 2 and seen is yes",
        ),
        ("not seen", "seen is no"),
        (
            "seen = false or seen_alone <> false",
            "seen is no or seen alone is yes",
        ),
        (
            "started_on > as_at() - 180",
            "started on is less than 180 days before the day that its lists speak for",
        ),
        (
            "started_on >= as_at() - 1",
            "started on is at most 1 day before the day that its lists speak for",
        ),
        (
            "started_on < as_at() - 5",
            "started on is more than 5 days before the day that its lists speak for",
        ),
        (
            "planned_on <= as_at() + 30",
            "planned on is at most 30 days after the day that its lists speak for",
        ),
        (
            "started_on < date '2026-04-01'",
            "started on is before 1 April 2026",
        ),
        (
            "started_on between as_at() - 30 and as_at()",
            "started on is from 30 days before the day that its lists speak for to the day that its lists speak for",
        ),
        ("visits not between 1 and 3", "visits is outside 1 to 3"),
        (
            "status in ('open', 'CLOSED')",
            "status is one of 'open' or 'closed'",
        ),
        (
            "status not in ('open', 'closed', 'not_known')",
            "status is none of 'open', 'closed' or 'not_known'",
        ),
        ("status = 'open'", "status is 'open'"),
        ("not status = 'open'", "status is not 'open'"),
        (
            "status = checked_status",
            "status is the same as checked status",
        ),
        (
            "status <> checked_status",
            "status differs from checked status",
        ),
        (
            "not status <> checked_status",
            "status is the same as checked status",
        ),
        (
            "status <> coalesce(checked_status, 'open')",
            "status differs from checked status (if blank, 'open')",
        ),
        (
            "(seen or visits > 1) and team is not null",
            "(seen is yes or visits is more than 1) and team is not blank",
        ),
        (
            "seen or visits > 1 and hours < 2",
            "seen is yes or (visits is more than 1 and hours is less than 2)",
        ),
        (
            "not (seen and seen_alone)",
            "not (seen is yes and seen alone is yes)",
        ),
        ("not visits < 3", "visits is at least 3"),
        ("3 > visits", "visits is less than 3"),
    ]);
}

#[test]
fn values_are_said_in_plain_english() {
    assert_said(&[
        (
            "age(started_on, as_at()) >= 16",
            "the age on the day that its lists speak for (from started on) is at least 16",
        ),
        (
            "working_days(started_on, ended_on) <> 3",
            "the working days from started on to ended on are not 3",
        ),
        (
            "months(started_on, ended_on) > 6",
            "the whole months from started on to ended on are more than 6",
        ),
        (
            "months(started_on, as_at()) < 12",
            "started on is less than 12 months before the day that its lists speak for",
        ),
        (
            "months(started_on, as_at()) >= 1",
            "started on is at least 1 month before the day that its lists speak for",
        ),
        (
            "not months(started_on, as_at() - 1) >= 6",
            "started on is at most 6 months before the day that its lists speak for",
        ),
        (
            "months(started_on, as_at() - 1) >= 6",
            "started on is more than 6 months before the day that its lists speak for",
        ),
        (
            "working_days(started_on, as_at()) > 12",
            "started on is more than 12 working days before the day that its lists speak for",
        ),
        // Six whole months and a week are at most six: no plainer words are as exact.
        (
            "months(started_on, as_at()) <= 6",
            "the whole months from started on to the day that its lists speak for are at most 6",
        ),
        (
            "(visits + hours) * 2 > 10 / (visits - 1)",
            "(visits plus hours) times 2 is more than 10 divided by (visits minus 1)",
        ),
        ("team like 'nor%'", "team starts with 'nor'"),
        ("team not like '%nor%'", "team does not contain 'nor'"),
        ("team like '%nor'", "team ends with 'nor'"),
        ("team like 'n_r%'", "team matches 'n_r%'"),
        (
            "length(trim(team)) > 3",
            "the length of team without outer spaces is more than 3",
        ),
        ("coalesce(seen, false)", "seen is yes (blank counts as no)"),
        ("coalesce(visits, 0) = 0", "visits (if blank, 0) is 0"),
        (
            "coalesce(status, 'open') = 'open'",
            "status (if blank, 'open') is 'open'",
        ),
        (
            "(visits > 3) is null",
            "it is not known whether (visits is more than 3)",
        ),
        ("team > 'm'", "team is after 'm' in the alphabet"),
        ("seen <> seen_alone", "seen differs from seen alone"),
        ("-visits < -3", "minus visits is less than -3"),
        ("true", "always"),
    ]);
}
