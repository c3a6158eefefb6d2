//! Names that stay the same from run to run and give nothing away.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// SHA-256 of these texts, a line each, as 64 hexadecimal digits.
pub(super) fn sha256(lines: &[&str]) -> String {
    let digest = Sha256::digest(lines.join("\n"));
    digest
        .iter()
        .fold(String::with_capacity(64), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `printf 'a\nb' | sha256sum` says.
    #[test]
    fn it_is_what_other_programs_make_of_the_same_lines() {
        assert_eq!(
            sha256(&["a", "b"]),
            "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78"
        );
    }
}
