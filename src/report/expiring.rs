//! `evidence expiring` as text: what goes out of date when, and from when on it must be anew.

use super::style::wrap;
use super::{Style, words};
use crate::calendar::Day;
use crate::evidence::dated;
use crate::evidence::gather::DOCUMENT;
use crate::expiry::Lasts;
use crate::expiry::outlook::{Outlook, Prospect, Resting};

/// Renders the outlook.
pub fn render(outlook: &Outlook, style: &Style) -> String {
    let title = if outlook.on == outlook.as_at {
        format!("What stands on {}", outlook.on.long())
    } else {
        format!(
            "What stands on {}, seen from {}",
            outlook.on.long(),
            outlook.as_at.long()
        )
    };
    let mut out = vec![
        style.bold(&title),
        wrap(&summary(outlook), style.width, "", "  "),
    ];
    for lasts in [
        Lasts::Expired,
        Lasts::GoesBefore,
        Lasts::Undated,
        Lasts::Stands,
    ] {
        let of = |rested: bool| {
            let sources = outlook.sources.iter();
            sources.filter(move |s| s.lasts == lasts && s.criteria.is_empty() != rested)
        };
        if of(true).next().is_some() {
            out.push(String::new());
            out.push(style.bold(&heading(lasts, outlook)));
            out.extend(by_day(of(true), outlook.on, style));
        }
    }
    out.extend(no_criterion(outlook, style));
    if outlook.waiting > 0 {
        let lists = words::count(outlook.waiting as u64, "list waits", "lists wait");
        let text =
            format!("{lists} for an answer in evidence.toml: see `reinspect evidence list`.");
        out.push(String::new());
        out.push(wrap(&text, style.width, "", "  "));
    }
    style.plain(&(out.join("\n") + "\n"))
}

fn summary(outlook: &Outlook) -> String {
    let rested = || outlook.sources.iter().filter(|s| !s.criteria.is_empty());
    let count = |lasts: Lasts| rested().filter(|s| s.lasts == lasts).count();
    let sources = words::count(
        rested().count() as u64,
        "list or document",
        "lists and documents",
    );
    let mut parts = vec![format!("{} out of date already", count(Lasts::Expired))];
    if outlook.on > outlook.as_at {
        let before = count(Lasts::GoesBefore);
        parts.push(format!("{before} out of date before {}", outlook.on.long()));
    }
    parts.push(format!("{} undated", count(Lasts::Undated)));
    parts.push(format!("{} stand", count(Lasts::Stands)));
    format!("Of {sources} that criteria rest on: {}.", parts.join(", "))
}

fn heading(lasts: Lasts, outlook: &Outlook) -> String {
    let day = outlook.on.long();
    match lasts {
        Lasts::Expired => "Out of date already".to_owned(),
        Lasts::GoesBefore => format!("Out of date before {day} unless refreshed"),
        // Today it may still stand.
        Lasts::Undated if outlook.on == outlook.as_at => "Undated".to_owned(),
        Lasts::Undated => format!("Undated, so out of date on {day}"),
        Lasts::Stands => format!("Stands on {day}"),
    }
}

/// Sources in the order given, those that go on one day and come anew from one day together.
fn by_day<'a>(sources: impl Iterator<Item = &'a Prospect>, on: Day, style: &Style) -> Vec<String> {
    let mut out = Vec::new();
    let mut last = String::new();
    for source in sources {
        let verb = match source.lasts {
            Lasts::Expired => "stood",
            Lasts::GoesBefore | Lasts::Undated | Lasts::Stands => "stands",
        };
        let until = |last: Day| format!("{verb} until {}", last.long());
        let expires = source.expires.map_or("no date".to_owned(), until);
        let anew = match source.lasts {
            Lasts::Stands => String::new(),
            Lasts::Expired | Lasts::GoesBefore | Lasts::Undated => {
                format!("; {}", anew(source, on))
            }
        };
        let head = format!("{expires}{}{anew}", left(source));
        if head != last {
            out.push(wrap(&head, style.width, "  ", "    "));
            last = head;
        }
        let text = format!(
            "{}: {}; {}",
            place(source),
            when(source),
            rests(&source.criteria)
        );
        out.push(wrap(&text, style.width, "    ", "      "));
    }
    out
}

fn place(source: &Prospect) -> String {
    match &source.sheet {
        Some(sheet) => format!("{}, sheet `{sheet}`", source.path),
        None => source.path.clone(),
    }
}

fn left(source: &Prospect) -> String {
    match source.days_left {
        None => String::new(),
        Some(0) => " (today is the last day)".to_owned(),
        Some(days) if days < 0 => {
            let days = u64::from(days.unsigned_abs());
            format!(" ({} ago)", words::count(days, "day", "days"))
        }
        Some(days) => {
            let days = u64::from(days.unsigned_abs());
            format!(" ({} left)", words::count(days, "day", "days"))
        }
    }
}

fn when(source: &Prospect) -> String {
    let what = if source.title.is_some() {
        format!("`{}`", source.dataset)
    } else {
        source.dataset.clone()
    };
    let dated = match source.dated {
        Some(day) if source.dataset == DOCUMENT => {
            format!("dated {}, {}", day.long(), words::dated_by(source.dated_by))
        }
        Some(day) => format!(
            "dated {}, {}",
            day.long(),
            words::list_dated_by(source.dated_by)
        ),
        None => format!(
            "{}: give it a date in its name, as in `complaints-2026-09-30.csv`, or in evidence.toml",
            dated::undated(&source.dataset, source.expires, false)
        ),
    };
    let weak = if source.weak_date {
        " (weak: any save moves it)"
    } else {
        ""
    };
    let stands = source.valid_for.as_ref();
    let stands = stands.map(|span| format!("; stands for {span}"));
    format!("{what}, {dated}{weak}{}", stands.unwrap_or_default())
}

fn rests(criteria: &[Resting]) -> String {
    let number = words::count(criteria.len() as u64, "criterion rests", "criteria rest");
    let priority = criteria.iter().filter(|c| c.priority);
    let priority: Vec<&str> = priority.map(|c| c.criterion.as_str()).collect();
    let named = match (criteria, priority.as_slice()) {
        ([only], _) if only.priority => format!(": {} (priority)", only.criterion),
        ([only], _) => format!(": {}", only.criterion),
        (_, []) => String::new(),
        (_, ids) => format!("; priority: {}", ids.join(", ")),
    };
    let own = criteria.iter().filter(|c| c.within.is_some());
    let own: Vec<String> = own
        .filter(|_| criteria.len() > 1)
        .map(|c| {
            let until = c
                .expires
                .map_or("undated".to_owned(), |day| format!("until {}", day.long()));
            format!("{} {until}", c.criterion)
        })
        .collect();
    let own = if own.is_empty() {
        String::new()
    } else {
        format!("; {}", own.join(", "))
    };
    format!("{number} on it{named}{own}")
}

/// From when on it must be anew.
fn anew(source: &Prospect, on: Day) -> String {
    let what = match source.dataset.as_str() {
        "document" => "a document",
        _ if source.criteria.iter().any(|c| c.within.is_some()) => "an answer",
        _ => "an extract",
    };
    match source.renew_from {
        Some(day) if day == on => format!("only {what} of that very day stands on {}", on.long()),
        Some(day) => format!("{what} of {} or later stands on {}", day.long(), on.long()),
        None => format!("nothing says how old {what} may be on {}", on.long()),
    }
}

fn no_criterion(outlook: &Outlook, style: &Style) -> Vec<String> {
    let sources = outlook.sources.iter().filter(|s| s.criteria.is_empty());
    let gone = sources.clone().filter(|s| s.lasts != Lasts::Stands).count();
    let number = sources.count();
    if number == 0 {
        return Vec::new();
    }
    let lists = words::count(number as u64, "list or document", "lists and documents");
    let text = format!(
        "No criterion rests on {lists} more, {gone} of them out of date or undated by then: see the JSON \
         report."
    );
    vec![String::new(), wrap(&text, style.width, "", "  ")]
}
