//! What the words of the workbook mean, and the points that its criteria test.

use super::sheet::{Cell, Sheet, column};
use crate::assessment::{Assessment, PointEntry};
use crate::report::glossary::WORDS;

/// Every word of the reports with its meaning, then every point by its id with what it asks and where.
pub(super) fn sheet(assessment: &Assessment) -> Sheet {
    let rows = WORDS
        .iter()
        .map(|word| vec![Cell::text(word.word), Cell::text(word.meaning)]);
    let points = assessment.frameworks.iter().flat_map(|framework| {
        let point = |point: &PointEntry| {
            let place = point.place.as_ref();
            let place = place.map_or_else(String::new, |place| format!(", {place}"));
            let unsure = if point.verified {
                ""
            } else {
                "; wording not confirmed"
            };
            let said = format!(
                "{} ({}, {}{place}{unsure})",
                point.gist, framework.title, framework.edition
            );
            vec![Cell::text(&point.id), Cell::text(&said)]
        };
        framework.points.iter().map(point)
    });
    Sheet {
        name: "Definitions",
        title: "What the words mean".to_owned(),
        lines: Vec::new(),
        columns: vec![column("Word", 24), column("Meaning", 110)],
        rows: rows.chain(points).collect(),
    }
}
