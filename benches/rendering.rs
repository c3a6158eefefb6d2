//! How long an assessment takes to render in every format, beside the mark of 300 ms for 140 criteria.
//!
//! `cargo bench --bench rendering` assesses the sample once, as its users do, and prints the median of
//! its runs for the first 140 criteria and for all of them, a format a line.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that cannot run may stop, and prints what it found"
)]

use std::process::Command;
use std::time::{Duration, Instant};

use reinspect::assessment::{Assessment, Audience};
use reinspect::redact::redact;
use reinspect::report::{AssessmentFormat, Choice as _, Options, render};

/// How many criteria the mark is set for.
const CRITERIA: usize = 140;
/// The mark.
const MARK: Duration = Duration::from_millis(300);
/// Counted runs.
const RUNS: usize = 15;

fn main() {
    let all = sample();
    let mut some = all.clone();
    some.criteria.truncate(CRITERIA);
    some.gaps
        .retain(|gap| some.criteria.iter().any(|c| c.id == gap.criterion));
    for assessment in [some, all] {
        let took = every_format(&assessment);
        let held = if took <= MARK { "within" } else { "OVER" };
        println!(
            "{} criteria in every format: {:.1} ms, {held} the {} ms set for {CRITERIA}",
            assessment.criteria.len(),
            took.as_secs_f64() * 1000.0,
            MARK.as_millis(),
        );
    }
}

/// The result over the sample evidence, as a machine gets it.
fn sample() -> Assessment {
    let run = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(["--report", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    serde_json::from_slice(&run.stdout).expect("a result")
}

/// Renders it in each format, prints the median of each, and gives back their sum.
fn every_format(assessment: &Assessment) -> Duration {
    let redacted = redact(assessment.clone(), Audience::Internal);
    let mut all = Duration::ZERO;
    for format in AssessmentFormat::ALL {
        let mut times: Vec<Duration> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(render(*format, &redacted, &Options::PLAIN));
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        let median = times[RUNS / 2];
        println!(
            "  {:<9}{:>8.2} ms",
            format.name(),
            median.as_secs_f64() * 1000.0
        );
        all += median;
    }
    all
}
