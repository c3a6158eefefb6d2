//! `reinspect evidence map`: what the lists of a file are, proposed and written to the settings.

mod place;

use crate::diagnostic::{self, SourceText};
use crate::error::ExitStatus;
use crate::evidence::extract::Wanted;
use crate::evidence::manifest::{Manifest, Mapping, same_path, same_sheet};
use crate::evidence::propose::{self, Answer, Asked, How, Proposal};
use crate::evidence::recognise::Catalogue;
use crate::evidence::{FileFound, Needs, TableFound, read as reader};
use crate::report::map::{self as report, Gone, Mapped, MappedList, Status};
use crate::report::{Format, json};
use crate::settings::{self, MapEdit};

use super::again::Again;
use super::arguments::{InputOptions, MapArguments};
use super::failure::Failure;
use super::inputs::Inputs;
use super::reading::{is_there, text_of};
use super::terminal::Terminal;
use super::{output, streams};
use place::{Place, find};

/// Said in place of a dataset: listed and not used.
const NONE: &str = "none";

/// Proposes what the lists of a file are, and writes it.
pub(super) fn run(arguments: &MapArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let place = find(arguments)?;
    known_dataset(arguments, &place.inputs)?;
    let file = read(&place)?;
    let tables = chosen(arguments, &place, &file)?;
    let catalogue = Catalogue::new(&place.inputs.pack.datasets);
    let desk = Desk {
        arguments,
        place: &place,
        catalogue: &catalogue,
        only: file.tables.iter().filter(|t| !t.hidden).count() == 1,
    };
    let (lists, edits): (Vec<_>, Vec<_>) = tables.iter().map(|table| desk.list(table)).unzip();
    let edits: Vec<MapEdit> = edits.into_iter().flatten().collect();
    let written = !arguments.dry_run && write(&place, &edits)?;
    let mapped = Mapped {
        schema: report::SCHEMA,
        file: place.path.clone(),
        settings: place.settings.to_string_lossy().into_owned(),
        written,
        lists,
        next: next(arguments, &place),
    };
    let style = terminal.results();
    output::write_reports(&arguments.reports.report, false, |format| match format {
        Format::Text => report::render(&mapped, &style),
        Format::Json => json::render(&mapped),
    })?;
    Ok(match fault(&mapped, edits.is_empty()) {
        Some(fault) => {
            streams::complain(&format!("error: {fault}\n"));
            ExitStatus::Usage
        }
        None => ExitStatus::Met,
    })
}

/// Why nothing is written that should be, and what to do.
fn fault(mapped: &Mapped, nothing_new: bool) -> Option<String> {
    let mut lists = mapped.lists.iter();
    if lists.all(|list| list.status == Status::Nothing) {
        return Some(format!(
            "nothing could be proposed for `{}`; say what it is with `--dataset`, and its sheet with \
             `--sheet`; `reinspect explain datasets` lists the datasets",
            mapped.file
        ));
    }
    let gone: usize = mapped.lists.iter().map(|list| list.gone.len()).sum();
    let noun = if gone == 1 { "heading" } else { "headings" };
    (nothing_new && gone > 0).then(|| {
        format!(
            "{gone} {noun} that the mapping of `{}` names not found, and nothing could be proposed \
             instead; write what is said above into `{}`",
            mapped.file, mapped.settings
        )
    })
}

/// The command that shows what the mapping does.
fn next(arguments: &MapArguments, place: &Place) -> String {
    let inputs = InputOptions {
        rules: arguments.rules.clone(),
        settings: arguments.settings.clone(),
        ..InputOptions::default()
    };
    let again = Again {
        evidence: place.evidence.as_deref(),
        inputs: &inputs,
    };
    again.command(&["evidence", "list"])
}

fn known_dataset(arguments: &MapArguments, inputs: &Inputs) -> Result<(), Failure> {
    let known = &inputs.pack.datasets;
    match &arguments.dataset {
        Some(id) if id != NONE && !known.contains_key(id) => {
            let help = diagnostic::did_you_mean(id, known.keys().map(String::as_str));
            let help = help.unwrap_or_else(|| "`reinspect explain datasets` lists them".to_owned());
            let message = format!("`--dataset` cannot be `{id}`: the rules have no such dataset");
            Err(Failure::usage(message, help))
        }
        Some(_) | None => Ok(()),
    }
}

fn read(place: &Place) -> Result<FileFound, Failure> {
    if reader::Format::of(&place.path) == reader::Format::Zip {
        return Err(Failure::usage(
            format!(
                "`{}` is an archive, whose lists are not looked at one by one here",
                place.path
            ),
            "take the list out of it, or write its mapping by hand with `file = \"ARCHIVE.zip/LIST.csv\"`",
        ));
    }
    let bytes = std::fs::read(&place.full).map_err(|why| Failure::read(&place.full, why))?;
    let (needs, manifest) = (Needs::new(), Manifest::default());
    let inputs = &place.inputs;
    let maps = &inputs.settings.maps;
    let wanted = Wanted::Needs(&needs);
    let request = reader::Request::new(&inputs.pack.datasets, wanted, maps, &manifest);
    let read = reader::read_file(place.path.as_str().into(), &bytes, &request.keeping_heads());
    match read.found.problem {
        Some(why) if read.found.tables.iter().all(|t| t.head.is_empty()) => Err(Failure::usage(
            format!("`{}` could not be read", place.path),
            why,
        )),
        Some(_) | None => Ok(read.found),
    }
}

/// The lists to make proposals for.
fn chosen<'f>(
    arguments: &MapArguments,
    place: &Place,
    file: &'f FileFound,
) -> Result<Vec<&'f TableFound>, Failure> {
    let is_list = |table: &&TableFound| !table.broken && !table.is_of_document();
    let tables = file.tables.iter().filter(is_list);
    let Some(sheet) = &arguments.sheet else {
        let shown: Vec<_> = tables.filter(|t| !t.hidden && t.aside.is_none()).collect();
        return match shown.as_slice() {
            [] => Err(Failure::usage(
                format!("`{}` holds no list to map", place.path),
                "name a list that is not recognised; a hidden sheet is named with `--sheet`",
            )),
            [..] => Ok(shown),
        };
    };
    let named: Vec<_> = tables
        .clone()
        .filter(|t| same_sheet(t.sheet.as_deref(), Some(sheet)))
        .collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let known = tables.filter_map(|t| t.sheet.as_deref());
    let help = diagnostic::did_you_mean(sheet, known);
    Err(Failure::usage(
        format!("`{}` has no sheet `{sheet}`", place.path),
        help.unwrap_or_else(|| "`reinspect evidence list` lists its sheets".to_owned()),
    ))
}

struct Desk<'a> {
    arguments: &'a MapArguments,
    place: &'a Place,
    catalogue: &'a Catalogue<'a>,
    /// Whether the file holds one list alone.
    only: bool,
}

impl Desk<'_> {
    /// What becomes of a list, and the mapping to write for it.
    fn list(&self, table: &TableFound) -> (MappedList, Option<MapEdit>) {
        let earlier = self.earlier(table);
        let by_map = earlier.map(|(_, map)| map.dataset.as_str());
        let wanted = self.arguments.dataset.as_deref().or(by_map);
        let mut list = MappedList {
            sheet: table.sheet.clone(),
            status: Status::NotUsed,
            why: None,
            note: None,
            proposal: None,
            nearest: Vec::new(),
            gone: Vec::new(),
        };
        if wanted == Some(NONE) {
            let edit = self.edit(table, NONE, None, Vec::new());
            list.why = Some("listed and not used".to_owned());
            let new = differs(&edit, earlier);
            if new {
                list.status = Status::Changed;
            }
            return (list, Some(edit).filter(|_| new));
        }
        let same = earlier.filter(|(_, map)| Some(map.dataset.as_str()) == wanted);
        let columns = same
            .map(|(_, map)| map.columns.as_slice())
            .unwrap_or_default();
        let (said, vanished): (Vec<_>, Vec<_>) = columns
            .iter()
            .cloned()
            .partition(|(_, heading)| propose::still_there(&table.head, heading));
        let asked = Asked {
            path: &self.place.path,
            sheet: table.sheet.as_deref(),
            head: &table.head,
            dataset: wanted,
            said: &said,
            gone: &vanished,
            // A hidden sheet counts only where a mapping says so.
            mapped: earlier.is_some() || table.hidden,
        };
        let datasets = &self.place.inputs.pack.datasets;
        match propose::propose(datasets, self.catalogue, asked) {
            Answer::Nothing(why, nearest) => {
                list.status = Status::Nothing;
                (list.why, list.nearest) = (Some(why), nearest);
                (list, None)
            }
            Answer::Recognised(dataset, score) => {
                list.status = Status::Recognised;
                let why = format!("recognised as {dataset} without a mapping, score {score}");
                list.why = Some(why);
                (list, None)
            }
            Answer::Proposed(proposal) => {
                let needed = self.required(&proposal.dataset);
                let bare = needed > 0 && proposal.required.len() == needed;
                if bare && wanted.is_none() {
                    list.status = Status::Nothing;
                    list.why = Some(format!(
                        "it is most like `{}`, but 0 of {needed} required columns are found: if it is \
                         that list, say `--dataset {0}`",
                        proposal.dataset
                    ));
                    list.nearest = proposal.others;
                    return (list, None);
                }
                list.note = bare.then(|| {
                    format!(
                        "0 of {needed} required columns: criteria that need them stay not known"
                    )
                });
                let row = same.and_then(|(_, map)| map.header_row);
                let row = row.filter(|row| *row == proposal.header_row);
                let row = row.or(Some(proposal.header_row).filter(|_| proposal.says_row));
                let columns = mapped_columns(&proposal, columns);
                let is_gone =
                    |(_, heading): &&(String, String)| !propose::still_there(&table.head, heading);
                list.gone = columns.iter().filter(is_gone).cloned().map(gone).collect();
                let edit = self.edit(table, &proposal.dataset, row, columns);
                let new = differs(&edit, earlier);
                list.status = if new {
                    Status::Changed
                } else {
                    Status::Unchanged
                };
                list.proposal = Some(proposal);
                (list, Some(edit).filter(|_| new))
            }
        }
    }

    /// The mapping that the settings have for a list.
    fn earlier(&self, table: &TableFound) -> Option<(usize, &Mapping)> {
        let mut maps = self.place.inputs.settings.maps.iter().enumerate();
        maps.find(|(_, map)| {
            same_path(&map.file, &self.place.path)
                && match &map.sheet {
                    Some(_) => same_sheet(map.sheet.as_deref(), table.sheet.as_deref()),
                    None => self.only && !table.hidden,
                }
        })
    }

    /// How many columns a list of a dataset is incomplete without.
    fn required(&self, dataset: &str) -> usize {
        let dataset = self.place.inputs.pack.datasets.get(dataset);
        let columns = dataset.into_iter().flat_map(|dataset| &dataset.columns);
        columns.filter(|column| column.required).count()
    }

    fn edit(
        &self,
        table: &TableFound,
        dataset: &str,
        header_row: Option<u32>,
        columns: Vec<(String, String)>,
    ) -> MapEdit {
        MapEdit {
            earlier: self.earlier(table).map(|(at, _)| at),
            file: self.place.path.clone(),
            sheet: table.sheet.clone(),
            dataset: dataset.to_owned(),
            header_row,
            columns,
        }
    }
}

/// What the mapping has to say of the columns: what it said and still fits, and what is likely.
///
/// What it said of a column that cannot be found otherwise stays, for a person to correct.
fn mapped_columns(proposal: &Proposal, earlier: &[(String, String)]) -> Vec<(String, String)> {
    let found = |column: &str| proposal.columns.iter().find(|c| c.column == column);
    let stays =
        |(column, _): &&(String, String)| found(column).is_none_or(|found| found.how == How::Said);
    let stay = earlier.iter().filter(stays).cloned();
    let likely = proposal.columns.iter().filter(|c| c.how == How::Likely);
    let likely = likely.map(|c| (c.column.clone(), c.heading.clone()));
    stay.chain(likely).collect()
}

fn gone((column, heading): (String, String)) -> Gone {
    Gone { heading, column }
}

fn differs(edit: &MapEdit, earlier: Option<(usize, &Mapping)>) -> bool {
    earlier.is_none_or(|(_, map)| {
        let (mut new, mut old) = (edit.columns.clone(), map.columns.clone());
        new.sort();
        old.sort();
        (&edit.dataset, edit.header_row, new) != (&map.dataset, map.header_row, old)
    })
}

/// Writes the mappings into the settings; false where there is nothing to write.
fn write(place: &Place, edits: &[MapEdit]) -> Result<bool, Failure> {
    if edits.is_empty() {
        return Ok(false);
    }
    let file = &place.settings;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let text = if is_there(file) {
        text_of(file, &name)?.text.to_string()
    } else {
        String::new()
    };
    let why = |why: &dyn std::fmt::Display| {
        Failure::usage(
            format!(
                "the mapping cannot be written to `{}`: {why}",
                file.display()
            ),
            "write each mapping there under `[[map]]`, and run again",
        )
    };
    let new = settings::with_maps(&text, edits).map_err(|fault| why(&fault))?;
    let (_, found) = settings::parse(&SourceText::new(&*name, new.as_str()));
    if diagnostic::any_error(&found) {
        return Err(why(&"it would not be read as it was meant"));
    }
    output::write_file(file, new.as_bytes())?;
    Ok(true)
}
