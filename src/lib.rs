//! Scores a children's services authority's evidence against inspection criteria.
//!
//! The flow, where `texts` are the files of a pack, `folder` is the evidence, and `plan` holds the
//! dates and what settings say:
//!
//! ```text
//! let (pack, diagnostics) = pack::load(&texts);
//! let needs = measure::needs(&pack.criteria, &pack.datasets);
//! let walk = evidence::discover::walk(folder)?;
//! let request = read::Request::new(&pack.datasets, Wanted::Needs(&needs), &mappings, &manifest);
//! let reads = read::read_all(&walk.files, &request, &|_| ());
//! let evidence = gather::gather(reads, &context);
//! let assessment = assess::assess(&pack, &evidence, &plan);
//! let redacted = redact::redact(assessment, Audience::Internal);
//! let text = report::render(AssessmentFormat::Text, &redacted, &Options::PLAIN);
//! ```
//!
//! Every mistake of the inputs is a [`Diagnostic`]; each criterion is measured and judged today and
//! on the planned inspection date; the result is one [`Assessment`], of which every report is a
//! rendering. Nothing outside `cli` reads the clock or the environment, and nothing at all the
//! network.

pub mod assess;
pub mod assessment;
pub mod calendar;
pub mod cli;
pub mod compare;
pub mod coverage;
pub mod diagnostic;
pub mod error;
pub mod evidence;
pub mod expiry;
pub mod expression;
pub mod finding;
pub mod gap;
pub mod guide;
pub mod history;
pub mod judge;
pub mod measure;
pub mod mutation;
pub mod pack;
pub mod redact;
pub mod report;
pub mod requirement;
pub mod rollup;
pub mod rule_test;
pub mod sample;
pub mod settings;
pub mod state;
pub mod table;
pub mod template;
pub mod themes;

pub use assessment::{Assessment, Benchmark, FindingResult, Gap};
pub use diagnostic::Diagnostic;
pub use error::ExitStatus;
pub use evidence::findings::Finding;
pub use evidence::{Evidence, Source};
pub use measure::Measurement;
pub use pack::tailoring::Tailoring;
pub use pack::{Area, Criterion, Dataset, Expectation, Measure, Pack, Thresholds, Waiver};
pub use state::State;
