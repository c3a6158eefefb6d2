//! `evidence map`: what the lists of a file are proposed to be, for people and machines.

use serde::Serialize;

use super::Style;
use super::style::wrap;
use crate::evidence::propose::{By, How, Other, Proposal, Proposed, Unsure};

/// What became of the lists of one file.
#[derive(Debug, Clone, Serialize)]
pub struct Mapped {
    /// The name and number of this shape.
    pub schema: &'static str,
    /// The file's path below the evidence folder.
    pub file: String,
    /// The settings file.
    pub settings: String,
    /// Whether the settings were changed.
    pub written: bool,
    /// Its lists.
    pub lists: Vec<MappedList>,
    /// The command that shows what the mappings do.
    #[serde(skip)]
    pub next: String,
}

/// The name and number of the JSON's shape.
pub const SCHEMA: &str = "reinspect.map/1";

/// What became of one list.
#[derive(Debug, Clone, Serialize)]
pub struct MappedList {
    /// The path of the file that it is in, below the evidence folder.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Why nothing is proposed for it.
    pub why: Option<String>,
    /// What to know of the proposal.
    pub note: Option<String>,
    /// What it is proposed to be.
    pub proposal: Option<Proposal>,
    /// The nearest datasets, where nothing is proposed.
    pub nearest: Vec<Other>,
    /// What columns of it could be that are not used: for a person to decide, and never written.
    pub unsure: Vec<Unsure>,
    /// The file as the mapping that is new or different names it: its path, or a pattern.
    pub mapped_as: Option<String>,
    /// Why it is named so, where that is to be known.
    pub naming: Option<String>,
    /// Headings that its mapping names and that are not there, with their columns.
    pub gone: Vec<Gone>,
}

impl MappedList {
    /// A list of which nothing is known yet.
    pub fn new(file: &str, sheet: Option<&str>) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            status: Status::NotUsed,
            why: None,
            note: None,
            proposal: None,
            nearest: Vec::new(),
            unsure: Vec::new(),
            mapped_as: None,
            naming: None,
            gone: Vec::new(),
        }
    }
}

/// A heading that a mapping names and that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// The heading.
    pub heading: String,
    /// The column.
    pub column: String,
}

/// What became of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its mapping is new or different.
    Changed,
    /// Its mapping says all of it already.
    Unchanged,
    /// It is recognised without a mapping.
    Recognised,
    /// It is mapped as not used.
    NotUsed,
    /// Nothing can be proposed.
    Nothing,
}

/// Renders it as text.
pub fn render(mapped: &Mapped, style: &Style) -> String {
    let mut out = Vec::new();
    let mut file = None;
    for list in &mapped.lists {
        if file != Some(&list.file) {
            out.push(style.bold(&list.file));
            file = Some(&list.file);
        }
        out.extend(one(list, style));
    }
    let changed = mapped.lists.iter().any(|l| l.status == Status::Changed);
    out.push(String::new());
    out.extend(
        mapped
            .lists
            .iter()
            .filter_map(|list| incomplete(list, style)),
    );
    out.push(match (mapped.written, changed) {
        (true, _) => format!("Written to `{}`.\nNext:  {}", mapped.settings, mapped.next),
        (false, true) => format!(
            "Nothing is written: without `--dry-run` it goes into `{}`.",
            mapped.settings
        ),
        (false, false) => "Nothing is written.".to_owned(),
    });
    style.plain(&(out.join("\n") + "\n"))
}

/// That a list that is mapped lacks columns which its criteria need.
fn incomplete(list: &MappedList, style: &Style) -> Option<String> {
    let proposal = list.proposal.as_ref()?;
    let (final_one, before) = proposal.required.split_last()?;
    let names = match before {
        [] => format!("`{final_one}`"),
        more => {
            let more: Vec<String> = more.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{final_one}`", more.join(", "))
        }
    };
    let sheet = list.sheet.as_ref();
    let sheet = sheet.map(|s| format!(", sheet `{s}`")).unwrap_or_default();
    let text = format!(
        "{}{sheet} is incomplete: no heading is known for {names}, which `{}` requires, and what needs \
         {} stays not known until `columns` of its `[[map]]` says the heading, as in `{final_one} = \"heading \
         here\"`",
        list.file,
        proposal.dataset,
        if before.is_empty() { "it" } else { "them" },
    );
    Some(wrap(&text, style.width, "", "  "))
}

fn one(list: &MappedList, style: &Style) -> Vec<String> {
    let item = |text: &str| wrap(text, style.width, "  ", "      ");
    let sheet = list.sheet.as_ref();
    let sheet = sheet.map(|s| format!("sheet `{s}`: ")).unwrap_or_default();
    let Some(proposal) = &list.proposal else {
        let why = list.why.as_deref().unwrap_or_default();
        let nearest = nearest("; nearest: ", &list.nearest);
        let why = item(&format!("{sheet}{why}{nearest}"));
        let naming = list.naming.iter().map(|naming| item(naming));
        let unsure = unsure(list).into_iter().map(|line| item(&line));
        return std::iter::once(why).chain(naming).chain(unsure).collect();
    };
    let what = match list.status {
        Status::Unchanged => "; its mapping says so already",
        Status::Changed | Status::Recognised | Status::NotUsed | Status::Nothing => "",
    };
    let mut out = vec![item(&format!(
        "{sheet}{}, score {}{}{what}",
        proposal.dataset,
        proposal.score,
        nearest("; next nearest: ", &proposal.others)
    ))];
    out.extend(list.note.iter().map(|note| item(note)));
    out.extend(list.naming.iter().map(|naming| item(naming)));
    out.push(item(&format!("headings in row {}", proposal.header_row)));
    out.extend(proposal.columns.iter().map(|c| item(&column(c))));
    out.extend(list.gone.iter().map(|gone| {
        item(&format!(
            "\"{}\" → {}: its mapping says so, and neither that heading nor one like it is there; in \
             `columns` of its `[[map]]` write `{1} = \"…\"` with the heading that means it now, or take \
             `{1}` out",
            gone.heading, gone.column
        ))
    }));
    out.extend(unsure(list).iter().map(|line| item(line)));
    if !proposal.missing.is_empty() {
        let mark = |name: &String| {
            if proposal.required.contains(name) {
                format!("`{name}` (required)")
            } else {
                format!("`{name}`")
            }
        };
        let missing: Vec<String> = proposal.missing.iter().map(mark).collect();
        out.push(item(&format!("missing: {}", missing.join(", "))));
    }
    if !proposal.ignored.is_empty() {
        let columns = proposal.ignored.join(", ");
        out.push(item(&format!("columns of the sheet not used: {columns}")));
    }
    out
}

fn column(proposed: &Proposed) -> String {
    let how = match proposed.how {
        How::Known => "",
        How::Said => " (its mapping says so)",
        How::Likely => " (likely: check it)",
    };
    format!("\"{}\" → {}{how}", proposed.heading, proposed.column)
}

/// What columns could be, and how to say so.
fn unsure(list: &MappedList) -> Vec<String> {
    let line = |one: &Unsure| {
        let heading = one.heading.as_ref();
        let heading = heading.map(|heading| format!(", \"{heading}\""));
        let names: Vec<String> = one.columns.iter().map(|name| format!("`{name}`")).collect();
        let more = match one.more {
            0 => String::new(),
            more => format!(" or one of {more} more"),
        };
        let by = match one.by {
            By::Heading => "",
            By::Dates => " (it holds dates)",
            By::Codes => " (it holds its codes)",
        };
        format!(
            "column {}{}: not sure: could be {}{more}{by}",
            one.letters,
            heading.unwrap_or_default(),
            names.join(" or ")
        )
    };
    let mut lines: Vec<String> = list.unsure.iter().map(line).collect();
    if let Some(name) = list.unsure.iter().find_map(|one| one.columns.first()) {
        lines.push(format!(
            "what is not sure is not written: where it is right, write it in `columns` of the \
             `[[map]]`, as in `{name} = \"the heading\"`"
        ));
    }
    lines
}

fn nearest(before: &str, others: &[Other]) -> String {
    if others.is_empty() {
        return String::new();
    }
    let others = others
        .iter()
        .map(|o| format!("{} ({})", o.dataset, o.score));
    format!("{before}{}", others.collect::<Vec<_>>().join(", "))
}
