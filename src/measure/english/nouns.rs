//! Nouns in the number that they are counted in, and names as a reader would say them.

use super::thousands;

/// A plural noun for so many: `1 challenge`, `2 challenges`.
pub fn so_many(count: u64, plural: &str) -> String {
    format!("{} {}", thousands(count), noun(count, plural))
}

/// A plural noun, or the singular where there is one thing.
pub fn noun(count: u64, plural: &str) -> String {
    match count {
        1 => singular(plural),
        _ => plural.to_owned(),
    }
}

/// The singular of a plural noun, as datasets name their rows: of `sets of proceedings` the `set`.
fn singular(plural: &str) -> String {
    let (head, rest) = match plural.split_once(" of ") {
        Some((head, what)) => (head, format!(" of {what}")),
        None => (plural, String::new()),
    };
    let one = |end: &str, instead: &str| Some(format!("{}{instead}", head.strip_suffix(end)?));
    let one = one("children", "child")
        .or_else(|| one("people", "person"))
        .or_else(|| one("ies", "y"))
        .or_else(|| one("s", ""));
    one.unwrap_or_else(|| head.to_owned()) + &rest
}

/// Patterns of a document's name as a reader would say them: `"needs" or "supply … plan"`.
///
/// Where spaces, hyphens and underscores alone tell two apart they are one.
pub fn patterns(patterns: &[String]) -> String {
    let mut said: Vec<String> = Vec::new();
    for pattern in patterns {
        let words = pattern.replace(['-', '_'], " ").to_lowercase();
        let parts: Vec<&str> = words.split('*').map(str::trim).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let quoted = format!("\"{}\"", parts.join(" … "));
        if !said.contains(&quoted) {
            said.push(quoted);
        }
    }
    said.join(" or ")
}

/// Headings as they follow "with": the heading `Needs`.
pub fn headings(names: &[&str]) -> String {
    let plural = if names.len() == 1 { "" } else { "s" };
    format!("the heading{plural} {}", quoted(names))
}

/// Names between backticks.
pub fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    names.join(", ")
}

/// The first few of some words, and how many more there are.
pub fn first_few<T: AsRef<str>>(words: &[T], most: usize) -> String {
    let named: Vec<&str> = words.iter().take(most).map(AsRef::as_ref).collect();
    let more = match words.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    named.join(", ") + &more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_noun_of_the_rules_has_its_singular() {
        let expected = [
            ("actions", "action"),
            ("adopters", "adopter"),
            ("allegations", "allegation"),
            ("answers", "answer"),
            ("arrangements", "arrangement"),
            ("assessments", "assessment"),
            ("audits", "audit"),
            ("authorities", "authority"),
            ("care entries", "care entry"),
            ("care leavers", "care leaver"),
            ("challenges", "challenge"),
            ("children", "child"),
            ("complaints", "complaint"),
            ("conferences", "conference"),
            ("contacts", "contact"),
            ("core groups", "core group"),
            ("course completions", "course completion"),
            ("decisions", "decision"),
            ("disabilities", "disability"),
            ("documents", "document"),
            ("early help assessments", "early help assessment"),
            ("enquiries", "enquiry"),
            ("episodes", "episode"),
            ("factors", "factor"),
            ("fostering households", "fostering household"),
            ("incidents", "incident"),
            ("kinds of home", "kind of home"),
            ("letters", "letter"),
            ("manager entries", "manager entry"),
            ("missing episodes", "missing episode"),
            ("observations", "observation"),
            ("orders", "order"),
            ("panel referrals", "panel referral"),
            ("placements", "placement"),
            ("plans", "plan"),
            ("points", "point"),
            ("posts", "post"),
            ("questionnaires", "questionnaire"),
            ("referrals", "referral"),
            ("returns", "return"),
            ("reviews", "review"),
            ("safety plans", "safety plan"),
            ("schools", "school"),
            ("section 47 enquiries", "section 47 enquiry"),
            ("sets of proceedings", "set of proceedings"),
            ("strategy discussions", "strategy discussion"),
            ("supervision records", "supervision record"),
            ("supervision sessions", "supervision session"),
            ("survey answers", "survey answer"),
            ("visits", "visit"),
            ("workers", "worker"),
            ("young people", "young person"),
        ];
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        let datasets = pack.unwrap().datasets;
        let nouns: std::collections::BTreeSet<String> =
            datasets.into_values().map(|d| d.rows_are).collect();
        let nouns: Vec<(&str, String)> = nouns.iter().map(|n| (n.as_str(), singular(n))).collect();
        let nouns: Vec<(&str, &str)> = nouns.iter().map(|(n, one)| (*n, one.as_str())).collect();
        assert_eq!(nouns, expected);
        assert_eq!(
            [so_many(1, "plans"), so_many(1_200, "plans")],
            ["1 plan", "1,200 plans"]
        );
    }

    #[test]
    fn patterns_are_said_without_their_stars() {
        let said = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
            patterns(&texts)
        };
        assert_eq!(said(&["*sufficiency*"]), "\"sufficiency\"");
        assert_eq!(
            said(&["*practice-model*", "*Practice model*", "care*offer"]),
            "\"practice model\" or \"care … offer\""
        );
    }
}
