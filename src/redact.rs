//! Redaction: what each audience may see of an assessment.
//!
//! Reports take a [`Redacted`] and nothing else, so no report can show more than its audience may see.
//! For the board and the public, numbers are taken out before any sentence is written: a number from 1
//! to 5, one that could be worked out from others that show, and every name of a file or text that
//! somebody typed into one.

mod small;
mod states;
mod strip;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Deref;

pub use crate::assessment::Audience;
use crate::assessment::{Assessment, Withheld};
pub(crate) use strip::WITHHELD;

/// An assessment as one audience may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    assessment: Assessment,
}

impl Redacted {
    /// Who it is for.
    pub fn audience(&self) -> Audience {
        self.assessment.audience
    }
}

impl Redacted {
    /// The same with how its areas stood earlier, of results that show its audience no more than this.
    #[must_use]
    pub fn following(mut self, earlier: Vec<Self>) -> Self {
        let mut runs = earlier;
        runs.retain(|run| run.as_at < self.as_at && run.audience() >= self.audience());
        runs.push(self.clone());
        if runs.len() > 1 {
            self.assessment.trends = crate::history::trends(&runs);
        }
        self
    }
}

impl Deref for Redacted {
    type Target = Assessment;

    fn deref(&self) -> &Assessment {
        &self.assessment
    }
}

/// Takes out what an audience may not see.
///
/// One that was redacted already stays as it is where it was meant for an audience that may see less.
pub fn redact(mut assessment: Assessment, audience: Audience) -> Redacted {
    let audience = assessment.audience.max(audience);
    match audience {
        // An assessment holds nothing about a child, so its own authority may see all of it.
        Audience::Internal => {}
        Audience::Board | Audience::Public if assessment.audience == audience => {}
        Audience::Board | Audience::Public => outward(&mut assessment, audience),
    }
    assessment.audience = audience;
    Redacted { assessment }
}

/// Numbers first, while they can be compared; then states that tell a number; then texts and names.
fn outward(assessment: &mut Assessment, audience: Audience) {
    let already = assessment.withheld.unwrap_or_default();
    let small = small::withheld(&assessment.criteria, audience);
    let told = states::withheld(&assessment.criteria, audience);
    let not_read = assessment.not_read.len() as u64;
    words::rewrite(assessment, &small, &told, audience);
    states::take_out(assessment, &told);
    strip::strip(assessment, audience);
    assessment.trends.clear();
    if let Some(changes) = &mut assessment.changes {
        // Worked out before states were taken out, so that a difference could tell one.
        changes.areas.clear();
    }
    let count = |withheld: &[bool]| withheld.iter().filter(|withheld| **withheld).count() as u64;
    assessment.withheld = Some(Withheld {
        measurements: already.measurements + count(&small),
        states: already.states + count(&told),
        not_read: already.not_read + not_read,
    });
}
