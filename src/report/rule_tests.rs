//! `rules test` as text: failures with what was expected and found, then a count.

use serde::Serialize;

use super::style::wrap;
use super::{Style, words};
use crate::rule_test::TestResult;

/// Every rule test that was run.
#[derive(Debug, Clone, Serialize)]
pub struct TestRun {
    /// How many passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// Criteria without a single test.
    pub untested: Vec<String>,
    /// A test to begin with for the first criterion without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// One entry a test, in order of file and line.
    pub tests: Vec<TestResult>,
}

impl TestRun {
    /// Counts results.
    ///
    /// The example is a test to begin with for the first criterion without one.
    pub fn new(tests: Vec<TestResult>, untested: Vec<String>, example: Option<String>) -> Self {
        let passed = tests.iter().filter(|t| t.passed).count();
        Self {
            passed,
            failed: tests.len() - passed,
            untested,
            example,
            tests,
        }
    }

    /// Whether tests were run and all of them passed; nothing run is not a pass.
    pub fn passed(&self) -> bool {
        self.failed == 0 && self.passed > 0 && self.untested.is_empty()
    }
}

/// Renders a run of rule tests.
pub fn render(run: &TestRun, style: &Style) -> String {
    let mut out = Vec::new();
    for test in run.tests.iter().filter(|t| !t.passed) {
        out.push(style.bold(&format!("{}: {}", test.criterion, test.name)));
        out.push(format!("  {}:{}", test.file, test.line));
        for difference in &test.differences {
            out.push(wrap(difference, style.width, "  ", "    "));
        }
        out.push(String::new());
    }
    for criterion in &run.untested {
        out.push(format!("{criterion} has no test"));
    }
    if let Some(example) = &run.example {
        let how = "To begin with, put this in a file of the folder `tests` of the rules, change its \
                   rows and say what they come to:";
        out.push(wrap(how, style.width, "", "  "));
        // Not wrapped, so that it can be copied whole.
        out.extend(example.lines().map(|line| format!("  {line}")));
        out.push(String::new());
    }
    out.push(format!(
        "{} passed, {} failed",
        words::count(run.passed as u64, "rule test", "rule tests"),
        run.failed
    ));
    style.plain(&(out.join("\n") + "\n"))
}
