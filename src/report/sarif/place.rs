//! Places in rules and settings, as SARIF writes them.

use std::fmt::Write as _;

use super::log::{ArtifactLocation, Location, PhysicalLocation, Region};

/// The place of a rule, given as `file:line`.
pub(super) fn of_rule(rule: &str) -> Location {
    let parted = rule.rsplit_once(':');
    let line = parted.and_then(|(_, line)| line.parse().ok());
    match (parted, line) {
        (Some((file, _)), Some(line)) => of(file, Some(line), None),
        _ => of(rule, None, None),
    }
}

/// A place; the first character of the file where no line is known.
pub(super) fn of(file: &str, line: Option<usize>, column: Option<usize>) -> Location {
    let line = line.unwrap_or(1).max(1);
    let column = column.unwrap_or(1).max(1);
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(file) },
            region: Region {
                start_line: line,
                start_column: column,
                end_line: line,
                end_column: column.saturating_add(1),
            },
        },
    }
}

/// A path as an address: relative as it was given, or of this machine where it is absolute.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let drive = path.chars().nth(1) == Some(':');
    let mut out = String::from(match (path.starts_with('/'), drive) {
        (true, _) => "file://",
        (false, true) => "file:///",
        (false, false) => "",
    });
    for (at, byte) in path.trim_start_matches("./").bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            b':' if drive && at == 1 => out.push(':'),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    if out.is_empty() {
        // A result must have a place; rules built into the program may have none on disk.
        out.push_str("rules");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(uri("rules/criteria/safe.toml"), "rules/criteria/safe.toml");
        assert_eq!(uri("./my rules\\é.toml"), "my%20rules/%C3%A9.toml");
        assert_eq!(uri("/srv/a#b.toml"), "file:///srv/a%23b.toml");
        assert_eq!(uri("C:\\rules\\a.toml"), "file:///C:/rules/a.toml");
        assert_eq!(uri(""), "rules");
    }

    #[test]
    fn a_rule_is_found_by_its_line() {
        let place = of_rule("C:\\rules\\a.toml:103").physical_location;
        assert_eq!(place.artifact_location.uri, "file:///C:/rules/a.toml");
        let region = place.region;
        let of = [
            region.start_line,
            region.start_column,
            region.end_line,
            region.end_column,
        ];
        assert_eq!(of, [103, 1, 103, 2]);
        assert_eq!(of_rule("").physical_location.region.start_line, 1);
    }
}
