//! Which dates of one row follow each other.

use std::ops::Range;

use super::Check;
use super::subject::column;
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::raw::datasets::DatasetTable;
use crate::pack::raw::{Key, Spanned};
use crate::table::ColumnType;

/// Every pair of a dataset, that of `open` first.
pub(super) fn pairs(raw: &DatasetTable, check: &mut Check<'_>) -> Vec<[String; 2]> {
    let open = raw.open.value();
    let open =
        open.and_then(|open| Some([open.from.value()?.clone(), open.until.value()?.clone()]));
    let mut all: Vec<[String; 2]> = open.into_iter().collect();
    for text in raw.order.value().into_iter().flatten() {
        let Some(pair) = pair(raw, text, check) else {
            continue;
        };
        if all.contains(&pair) {
            let diagnostic = Diagnostic::new(Code::RepeatedEntry, "a pair of dates is said twice")
                .found(format!("`{}`", text.value))
                .expected("each pair once; that of `open` is one already")
                .help("take it out");
            check.report(diagnostic, &text.span);
        } else {
            all.push(pair);
        }
    }
    all
}

fn pair(raw: &DatasetTable, text: &Spanned<String>, check: &mut Check<'_>) -> Option<[String; 2]> {
    let sides = text.value.split_once("<=");
    let sides = sides.map(|(first, second)| [first.trim(), second.trim()]);
    let Some([first, second]) = sides.filter(|[first, second]| first != second) else {
        let diagnostic = Diagnostic::new(Code::BadValue, "no two dates that follow each other")
            .found(format!("`{}`", text.value))
            .expected("two date columns with `<=` between them")
            .help("write the earlier one first, as in `started_on <= ended_on`");
        check.report(diagnostic, &text.span);
        return None;
    };
    // Both are looked at, so that both are reported.
    let [first, second] = [first, second].map(|name| date(raw, name, &text.span, check));
    Some([first?, second?])
}

fn date(
    raw: &DatasetTable,
    name: &str,
    span: &Range<usize>,
    check: &mut Check<'_>,
) -> Option<String> {
    let found = column(raw, name, span, check)?;
    if let Some(kind) = found.r#type.copy().filter(|kind| *kind != ColumnType::Date) {
        let diagnostic = Diagnostic::new(Code::WrongColumnType, "only dates follow each other")
            .found(format!("`{name}` of type `{}`", kind.name()))
            .expected("columns of type `date`")
            .help("name another column, or correct the type");
        check.report(diagnostic, span);
        return None;
    }
    if !matches!(found.personal, Key::Absent) {
        let message = "a column about a person is not read where evidence is listed";
        let diagnostic = Diagnostic::new(Code::WrongColumnType, message)
            .found(format!("`{name}` with `personal`"))
            .expected("dates of what happened")
            .help("take the pair out");
        check.report(diagnostic, span);
        return None;
    }
    Some(name.to_owned())
}
