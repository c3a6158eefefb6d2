//! What names a run on every page of it.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::view::View;
use crate::redact::{Audience, Redacted};

/// A short name for what is shown: the same evidence, rules and dates have the same one.
pub(super) fn id(redacted: &Redacted) -> String {
    let shown = serde_json::to_vec(&**redacted).unwrap_or_default();
    let digest = Sha256::digest(&shown);
    digest.iter().take(6).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// The protective marking that an audience's copy carries.
pub(super) fn marking(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal | Audience::Board => "OFFICIAL-SENSITIVE",
        Audience::Public => "OFFICIAL",
    }
}

/// The rule that puts marking, run and page number at the foot of each printed page.
pub(super) fn page_footer(view: &View<'_>, run: &str) -> String {
    // Nothing in it comes from a file: a style sheet has no escaping that every reader shares.
    let left = format!(
        "{} \u{b7} as at {} \u{b7} run {run}",
        marking(view.audience),
        view.assessment.as_at.long()
    );
    format!(
        "@page{{@bottom-left{{content:\"{left}\"}}@bottom-right{{content:\"Page \" counter(page) \" of \" \
         counter(pages)}}}}\n"
    )
}
