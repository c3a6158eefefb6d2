//! Published figures in words, as they stand beside a value.

use crate::assessment::Benchmark;
use crate::judge::number;
use crate::pack::BenchmarkKind;

/// Each figure with whose it is, such as `England 85.7%`.
pub(super) fn figures(benchmarks: &[Benchmark]) -> Vec<String> {
    let each = benchmarks.iter().map(|benchmark| {
        let whose = match benchmark.kind {
            BenchmarkKind::England | BenchmarkKind::Region => benchmark.area.clone(),
            BenchmarkKind::NeighboursMedian => "statistical neighbours' median".to_owned(),
            BenchmarkKind::Authority => format!("{} as published", benchmark.area),
        };
        format!("{whose} {}", value(benchmark))
    });
    each.collect()
}

/// One line for a gap: England and the neighbours, with the year; none where neither is published.
pub(super) fn in_short(benchmarks: &[Benchmark]) -> Option<String> {
    let of = |kind| benchmarks.iter().find(move |b| b.kind == kind);
    let england = of(BenchmarkKind::England).map(|b| (format!("England {}", value(b)), b));
    let neighbours = of(BenchmarkKind::NeighboursMedian);
    let neighbours = neighbours.map(|b| (format!("neighbours {}", value(b)), b));
    let both: Vec<_> = england.into_iter().chain(neighbours).collect();
    let year = &both.first()?.1.year;
    let said: Vec<&str> = both.iter().map(|(said, _)| said.as_str()).collect();
    Some(format!(
        "Published beside it: {} ({year}).",
        said.join(", ")
    ))
}

fn value(benchmark: &Benchmark) -> String {
    number::with_unit(&benchmark.value, benchmark.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Unit;

    fn benchmark(kind: BenchmarkKind, area: &str, value: &str, unit: Unit) -> Benchmark {
        Benchmark {
            kind,
            area: area.to_owned(),
            measure: "Children seen".to_owned(),
            value: value.to_owned(),
            unit,
            year: "2024/25".to_owned(),
            source: "A publisher".to_owned(),
            address: "https://example.org".to_owned(),
            differs: None,
        }
    }

    #[test]
    fn a_gap_has_england_and_the_neighbours_and_nothing_where_neither_is_published() {
        let region = benchmark(BenchmarkKind::Region, "North", "15", Unit::Quotient);
        let england = benchmark(BenchmarkKind::England, "England", "15.2", Unit::Quotient);
        let neighbours = BenchmarkKind::NeighboursMedian;
        let neighbours = benchmark(neighbours, "Northmere", "71", Unit::Percent);
        assert_eq!(in_short(&[]), None);
        assert_eq!(in_short(std::slice::from_ref(&region)), None);
        assert_eq!(
            in_short(&[england.clone(), region.clone()]).as_deref(),
            Some("Published beside it: England 15.2 (2024/25).")
        );
        assert_eq!(
            in_short(&[region, neighbours.clone()]).as_deref(),
            Some("Published beside it: neighbours 71% (2024/25).")
        );
        assert_eq!(
            figures(&[england, neighbours]),
            ["England 15.2", "statistical neighbours' median 71%"]
        );
    }
}
