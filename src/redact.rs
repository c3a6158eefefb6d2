//! Redaction: what each audience may see of an assessment.
//!
//! Reports take a [`Redacted`] and nothing else, so no report can show more than its audience may see.

use std::ops::Deref;

use crate::assessment::Assessment;

/// Who reads a report.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The authority's own quality and data teams: paths and cells show.
    #[default]
    Internal,
}

/// An assessment as one audience may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    assessment: Assessment,
    audience: Audience,
}

impl Redacted {
    /// Who it is for.
    pub fn audience(&self) -> Audience {
        self.audience
    }
}

impl Deref for Redacted {
    type Target = Assessment;

    fn deref(&self) -> &Assessment {
        &self.assessment
    }
}

/// Takes out what an audience may not see.
pub fn redact(assessment: Assessment, audience: Audience) -> Redacted {
    match audience {
        // An assessment holds nothing about a child, so its own authority may see all of it.
        Audience::Internal => Redacted {
            assessment,
            audience,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{assessment, source_entry};

    #[test]
    fn the_authority_itself_sees_paths() {
        let mut whole = assessment(Vec::new());
        whole.sources.push(source_entry());
        let redacted = redact(whole.clone(), Audience::Internal);
        assert_eq!(*redacted, whole);
        assert_eq!(redacted.audience(), Audience::default());
    }
}
