//! How values are worked out; steps that many criteria share are told once and referred to.

use std::collections::BTreeMap;

use super::markup::{Html, prose, tag};
use super::view::View;

/// How many criteria must share a step before it is told once for all of them.
const MANY: usize = 20;

/// The steps that many criteria share, each with its number.
pub(super) struct Shared<'a> {
    numbers: BTreeMap<&'a str, usize>,
    told: Vec<&'a str>,
}

impl<'a> Shared<'a> {
    /// Finds the shared steps, the most shared first.
    pub(super) fn among(view: &View<'a>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let criteria = view.assessment.criteria.iter();
        for step in criteria.flat_map(|criterion| &criterion.steps) {
            *counts.entry(step).or_default() += 1;
        }
        let many = counts.into_iter().filter(|(_, count)| *count >= MANY);
        let mut many: Vec<(&str, usize)> = many.collect();
        many.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let told: Vec<&str> = many.into_iter().map(|(step, _)| step).collect();
        let numbers = told.iter().zip(1..).map(|(step, number)| (*step, number));
        Self {
            numbers: numbers.collect(),
            told,
        }
    }

    /// The shared steps, once.
    pub(super) fn told(&self) -> Html {
        if self.told.is_empty() {
            return Html::none();
        }
        let steps = self.told.iter().map(|step| tag("li").with(prose(step)));
        Html::all([
            Html::from(tag("h3").with("Steps that many criteria share")),
            super::p(
                "Each criterion above says how it is worked out, and names these by their numbers.",
            ),
            tag("ol").with_all(steps).into(),
        ])
    }

    /// A criterion's own steps, then the numbers of those it shares.
    pub(super) fn of(&self, steps: &[String]) -> Html {
        let own = steps
            .iter()
            .filter(|step| !self.numbers.contains_key(step.as_str()));
        let own: Vec<&str> = own.map(String::as_str).collect();
        let mut numbers: Vec<usize> = steps
            .iter()
            .filter_map(|step| self.numbers.get(step.as_str()).copied())
            .collect();
        numbers.sort_unstable();
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let shared = match numbers.as_slice() {
            [] => None,
            [one] => Some(format!("Then shared step {one}.")),
            [first @ .., last] => Some(format!(
                "Then shared steps {} and {last}.",
                first.join(", ")
            )),
        };
        let all: Vec<&str> = own.into_iter().chain(shared.as_deref()).collect();
        prose(&all.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{assessment, result};
    use crate::redact::{Audience, redact};
    use crate::state::State;

    /// So many criteria, each with one step of its own and two that all share.
    fn told(count: usize) -> (String, String) {
        let criteria = (0..count).map(|at| {
            let mut criterion = result(&format!("c{at}"), State::Met);
            criterion.steps = ["Take them.", "Divide.", "Round."]
                .map(str::to_owned)
                .to_vec();
            criterion.steps[0] = format!("Take list {at}.");
            criterion
        });
        let redacted = redact(assessment(criteria.collect()), Audience::Internal);
        let view = View::new(&redacted);
        let shared = Shared::among(&view);
        let first = &redacted.criteria[0];
        (
            shared.told().into_string(),
            shared.of(&first.steps).into_string(),
        )
    }

    #[test]
    fn a_step_is_told_once_where_twenty_share_it() {
        let (all, one) = told(20);
        assert!(all.contains("<li>Divide.</li><li>Round.</li>"), "{all}");
        assert!(!all.contains("Take"), "{all}");
        assert_eq!(one, "Take list 0. Then shared steps 1 and 2.");
    }

    #[test]
    fn few_criteria_tell_every_step() {
        let (all, one) = told(19);
        assert_eq!(all, "");
        assert_eq!(one, "Take list 0. Divide. Round.");
    }
}
