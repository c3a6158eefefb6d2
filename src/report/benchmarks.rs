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
