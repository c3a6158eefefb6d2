//! A first rule test of a criterion, to be changed by hand: one row of each list that it reads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::measure::{self, STATEMENTS};
use crate::pack::{ColumnSpec, Criterion, Measure, Pack};
use crate::table::ColumnType;

/// A rule test as it stands in a file, with columns that the criterion reads and a result to change.
pub fn example(criterion: &Criterion, pack: &Pack) -> String {
    let mut text = format!(
        "[[test]]\ncriterion = \"{}\"\nname      = \"say here what it shows\"\nas_at     = 2026-09-30\n",
        criterion.id
    );
    let lists = match &criterion.measure {
        Measure::Statement(_) => vec![(STATEMENTS, BTreeSet::new())],
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_)
        | Measure::Document(_) => measure::lists_of(criterion),
    };
    let mut lists = lists.iter();
    if let Some((own, columns)) = lists.next() {
        let _ = writeln!(text, "rows      = [ {} ]", row(pack, own, columns));
    }
    let others: Vec<String> = lists
        .map(|(id, columns)| format!("{id} = [ {} ]", row(pack, id, columns)))
        .collect();
    if !others.is_empty() {
        let _ = writeln!(text, "others    = {{ {} }}", others.join(", "));
    }
    if matches!(criterion.measure, Measure::Document(_)) {
        text.push_str("documents = [ { name = \"plan.md\", dated = 2026-06-01 } ]\n");
    }
    text.push_str("expect    = { state = \"not_met\" }\n");
    text
}

/// A row with a value in each column; of a list of which no column is named, in those that it requires.
fn row(pack: &Pack, dataset: &str, named: &BTreeSet<&str>) -> String {
    let columns = pack.datasets.get(dataset).map(|d| d.columns.as_slice());
    let columns = columns.unwrap_or_default().iter();
    let wanted = columns.filter(|column| {
        if named.is_empty() {
            column.required
        } else {
            named.contains(&*column.name)
        }
    });
    let values: Vec<String> = wanted
        .map(|column| format!("{} = {}", column.name, value(column)))
        .collect();
    format!("{{ {} }}", values.join(", "))
}

fn value(column: &ColumnSpec) -> String {
    match column.kind {
        ColumnType::Text => "\"a\"".to_owned(),
        ColumnType::Date => "2026-09-01".to_owned(),
        ColumnType::Number => "1".to_owned(),
        ColumnType::YesNo => "true".to_owned(),
        ColumnType::Code => {
            let code = column.codes.first().map_or("", String::as_str);
            format!("\"{code}\"")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceText, any_error};
    use crate::pack::rule_test;

    #[test]
    fn the_example_of_every_criterion_is_a_test_that_runs() {
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        let pack = pack.unwrap();
        for criterion in &pack.criteria {
            let offered = example(criterion, &pack);
            let (tests, found) =
                rule_test::parse(&SourceText::new("tests/a.toml", offered.as_str()), &pack);
            assert!(!any_error(&found), "{offered}{found:#?}");
            let [test] = tests.as_slice() else {
                panic!("{offered}");
            };
            let result = crate::rule_test::run(test, &pack);
            assert_eq!(result.criterion, criterion.id);
        }
    }

    #[test]
    fn a_list_that_it_reads_beside_its_own_is_among_the_others() {
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        let pack = pack.unwrap();
        let text = example(pack.criterion("core-groups-keep-meeting").unwrap(), &pack);
        assert!(
            text.contains("\nrows      = [ { child_id = \"a\", "),
            "{text}"
        );
        assert!(text.contains("plan_started_on = "), "{text}");
        let others = "\nothers    = { core_groups = [ { child_id = \"a\", held_on = ";
        assert!(text.contains(others), "{text}");
    }
}
