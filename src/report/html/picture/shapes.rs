//! The shapes of the marks, drawn once and referred to wherever one stands.

use crate::report::html::markup::Html;

/// Every shape and every pattern, on a picture that takes no room.
pub(in crate::report::html) fn shapes() -> Html {
    Html::written(include_str!("shapes.svg"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::html::mark::Mark;

    /// What stands between a shape's opening and closing tags.
    fn drawn(mark: Mark) -> String {
        let all = shapes().into_string();
        let open = format!("<symbol id=\"m-{}\"", mark.name());
        let (_, rest) = all.split_once(&open).expect("every mark is drawn");
        rest.split_once("</symbol>").unwrap().0.to_owned()
    }

    /// A drawing without anything that says its colour: what is left differs in form alone.
    fn form(mark: Mark) -> String {
        let drawn = drawn(mark);
        let words = drawn
            .split_whitespace()
            .filter(|w| !w.starts_with("class="));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn no_two_states_share_a_shape() {
        for (at, one) in Mark::ALL.into_iter().enumerate() {
            for other in Mark::ALL.into_iter().skip(at + 1) {
                assert_ne!(form(one), form(other), "{one:?} and {other:?}");
            }
        }
    }
}
