//! What becomes of the lists of one file, and the mappings to write for them.

use crate::cli::arguments::MapArguments;
use crate::evidence::manifest::{Mapping, same_path, same_sheet};
use crate::evidence::mapping;
use crate::evidence::propose::{self, Answer, Asked, How, Nothing, Proposal};
use crate::evidence::recognise::Catalogue;
use crate::evidence::{TableFound, dated};
use crate::report::map::{Gone, MappedList, Status};
use crate::settings::MapEdit;

use super::named::Named;
use super::place::Place;

/// Said in place of a dataset: listed and not used.
pub(super) const NONE: &str = "none";

/// The lists of one file, and what there is to map them by.
pub(super) struct Desk<'a> {
    pub(super) arguments: &'a MapArguments,
    pub(super) place: &'a Place,
    pub(super) catalogue: &'a Catalogue<'a>,
    /// The path of the file that the lists are in, below the evidence folder.
    pub(super) path: &'a str,
    /// Whether the file holds one list alone.
    pub(super) only: bool,
    /// The file as a new mapping names it.
    pub(super) named: Named,
}

impl Desk<'_> {
    /// What becomes of a list, and the mapping to write for it.
    pub(super) fn list(&self, table: &TableFound) -> (MappedList, Option<MapEdit>) {
        let (mut list, edit) = self.proposed(table);
        let edit = edit.filter(|edit| self.differs(edit, table));
        if let Some(edit) = &edit {
            list.status = Status::Changed;
            list.mapped_as = Some(edit.file.clone());
            list.naming = match (edit.earlier, mapping::is_pattern(&edit.file)) {
                (None, _) => self.named.note.clone(),
                (Some(_), true) => Some(format!(
                    "its mapping is the pattern `{}`, and is changed for every file that fits it; \
                     `--exact` maps this file alone",
                    edit.file
                )),
                (Some(_), false) => None,
            };
        }
        (list, edit)
    }

    fn proposed(&self, table: &TableFound) -> (MappedList, Option<MapEdit>) {
        let earlier = self.earlier(table);
        let by_map = earlier.map(|map| map.dataset.as_str());
        let wanted = self.arguments.dataset.as_deref().or(by_map);
        let mut list = MappedList::new(self.path, table.sheet.as_deref());
        if wanted == Some(NONE) {
            list.why = Some("listed and not used".to_owned());
            return (
                list,
                Some(self.edit(table, NONE, None, Vec::new(), Vec::new())),
            );
        }
        let same = earlier.filter(|map| Some(map.dataset.as_str()) == wanted);
        let columns = same.map(|map| map.columns.as_slice()).unwrap_or_default();
        let (said, vanished): (Vec<_>, Vec<_>) = columns
            .iter()
            .cloned()
            .partition(|(_, heading)| propose::still_there(&table.head, heading));
        let asked = Asked {
            path: self.path,
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
            Answer::Nothing(nothing) => {
                let Nothing {
                    why,
                    nearest,
                    unsure,
                } = nothing;
                list.status = Status::Nothing;
                (list.why, list.nearest, list.unsure) = (Some(why), nearest, unsure);
                (list, None)
            }
            Answer::Recognised(dataset, score, unsure) => {
                list.status = Status::Recognised;
                list.unsure = unsure;
                let why = format!("recognised as {dataset} without a mapping, score {score}");
                list.why = Some(why);
                (list, None)
            }
            Answer::Proposed(proposal) => self.taken(list, table, proposal, same, wanted),
        }
    }

    /// A proposal that is taken, unless nothing that is needed was found for it.
    fn taken(
        &self,
        mut list: MappedList,
        table: &TableFound,
        mut proposal: Proposal,
        same: Option<&Mapping>,
        wanted: Option<&str>,
    ) -> (MappedList, Option<MapEdit>) {
        list.unsure = std::mem::take(&mut proposal.unsure);
        let needed = self.required(&proposal.dataset);
        let bare = needed > 0 && proposal.required.len() == needed;
        if bare && wanted.is_none() {
            list.status = Status::Nothing;
            list.why = Some(format!(
                "it is most like `{}`, but 0 of {needed} required columns are found: if it is that \
                 list, say `--dataset {0}`",
                proposal.dataset
            ));
            list.nearest = proposal.others;
            return (list, None);
        }
        list.note = bare.then(|| {
            format!("0 of {needed} required columns: criteria that need them stay not known")
        });
        let row = same.and_then(|map| map.header_row);
        let row = row.filter(|row| *row == proposal.header_row);
        let row = row.or(Some(proposal.header_row).filter(|_| proposal.says_row));
        let earlier = same.map(|map| map.columns.as_slice()).unwrap_or_default();
        let columns = mapped_columns(&proposal, earlier);
        let is_gone =
            |(_, heading): &&(String, String)| !propose::still_there(&table.head, heading);
        list.gone = columns.iter().filter(is_gone).cloned().map(gone).collect();
        let is_mapped = |name: &&String| columns.iter().all(|(column, _)| column != *name);
        let wanted: Vec<String> = proposal
            .required
            .iter()
            .filter(is_mapped)
            .cloned()
            .collect();
        let edit = self.edit(table, &proposal.dataset, row, columns, wanted);
        list.status = Status::Unchanged;
        list.proposal = Some(proposal);
        (list, Some(edit))
    }

    /// The mapping that the settings have for a list.
    fn earlier(&self, table: &TableFound) -> Option<&Mapping> {
        let maps = mapping::of_file(&self.place.inputs.settings.maps, self.path);
        maps.into_iter().find(|map| match &map.sheet {
            Some(_) => same_sheet(map.sheet.as_deref(), table.sheet.as_deref()),
            None => self.only && !table.hidden,
        })
    }

    /// The mapping that is to be changed: a pattern is left as it is where the file alone is to be mapped.
    fn changed(&self, table: &TableFound) -> Option<&Mapping> {
        let is_exact = |map: &&Mapping| !self.arguments.exact || same_path(&map.file, self.path);
        self.earlier(table).filter(is_exact)
    }

    fn differs(&self, edit: &MapEdit, table: &TableFound) -> bool {
        self.changed(table).is_none_or(|map| {
            let (mut new, mut old) = (edit.columns.clone(), map.columns.clone());
            new.sort();
            old.sort();
            (&edit.dataset, edit.header_row, new) != (&map.dataset, map.header_row, old)
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
        wanted: Vec<String>,
    ) -> MapEdit {
        let changed = self.changed(table);
        let mut maps = self.place.inputs.settings.maps.iter();
        let at = changed.and_then(|map| maps.position(|one| std::ptr::eq(one, map)));
        let file = changed.map_or(&self.named.file, |map| &map.file);
        // The only sheet of a file may go by its date as well.
        let passing = |sheet: &str| {
            mapping::is_pattern(file) && self.only && !table.hidden && dated::is_dated(sheet)
        };
        MapEdit {
            earlier: at,
            file: file.clone(),
            sheet: table.sheet.clone().filter(|sheet| !passing(sheet)),
            dataset: dataset.to_owned(),
            header_row,
            columns,
            wanted,
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
