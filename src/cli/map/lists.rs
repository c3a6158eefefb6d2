//! The files that are mapped, and which of their lists.

use std::sync::Arc;

use crate::cli::arguments::MapArguments;
use crate::cli::failure::Failure;
use crate::diagnostic;
use crate::evidence::discover::FoundFile;
use crate::evidence::extract::Wanted;
use crate::evidence::manifest::{Manifest, same_sheet};
use crate::evidence::{FileFound, Needs, TableFound, read as reader};

use super::place::Place;

/// The most files of an archive that a message names.
const NAMED: usize = 5;

/// Reads the file; of an archive the file in it that is meant, or all of them.
pub(super) fn read(place: &Place) -> Result<Vec<FileFound>, Failure> {
    let size = std::fs::metadata(&place.full).map(|about| about.len());
    let file = FoundFile {
        path: place.path.as_str().into(),
        full: place.full.clone(),
        size: size.map_err(|why| Failure::read(&place.full, why))?,
    };
    let (needs, manifest) = (Needs::new(), Manifest::default());
    let inputs = &place.inputs;
    let maps = &inputs.settings.maps;
    let wanted = Wanted::Needs(&needs);
    let request = reader::Request::new(&inputs.pack.datasets, wanted, maps, &manifest);
    let reads = reader::read_all(&[file], &request.keeping_heads(), &|_| ());
    let mut files: Vec<FileFound> = reads.into_iter().map(|read| read.found).collect();
    if let Some(inside) = &place.inside {
        let wanted = format!("{}/{inside}", place.path);
        let names: Vec<Arc<str>> = files.iter().map(|file| file.path.clone()).collect();
        files.retain(|file| *file.path == *wanted);
        if files.is_empty() {
            return Err(not_inside(place, inside, &names));
        }
    }
    let unread = |file: &FileFound| file.tables.iter().all(|t| t.head.is_empty());
    match files.as_slice() {
        [file] if unread(file) => match &file.problem {
            Some(why) => Err(Failure::usage(
                format!("`{}` could not be read", file.path),
                why.clone(),
            )),
            None => Ok(files),
        },
        _ => Ok(files),
    }
}

fn not_inside(place: &Place, inside: &str, names: &[Arc<str>]) -> Failure {
    let names = names.iter().map(|name| &**name);
    let wanted = format!("{}/{inside}", place.path);
    let help = diagnostic::did_you_mean(&wanted, names.clone());
    let help = help.unwrap_or_else(|| format!("it holds {}", some(names)));
    let message = format!("the archive `{}` holds no file `{inside}`", place.path);
    Failure::usage(message, help)
}

/// The first few of some names, and how many more there are.
fn some<'n>(names: impl Iterator<Item = &'n str> + Clone) -> String {
    let more = names.clone().count().saturating_sub(NAMED);
    let shown = names.take(NAMED).map(|name| format!("`{name}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match more {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The lists to make proposals for, by their files.
pub(super) fn chosen<'f>(
    arguments: &MapArguments,
    place: &Place,
    files: &'f [FileFound],
) -> Result<Vec<(&'f FileFound, Vec<&'f TableFound>)>, Failure> {
    let is_list = |table: &&TableFound| !table.broken && !table.is_of_document();
    let tables = |file: &'f FileFound| file.tables.iter().filter(is_list);
    let chosen: Vec<_> = match &arguments.sheet {
        None => {
            let shown = |t: &&TableFound| !t.hidden && t.aside.is_none();
            let of = |file: &'f FileFound| (file, tables(file).filter(shown).collect::<Vec<_>>());
            files.iter().map(of).collect()
        }
        Some(sheet) => {
            let named = |t: &&TableFound| same_sheet(t.sheet.as_deref(), Some(sheet));
            let of = |file: &'f FileFound| (file, tables(file).filter(named).collect::<Vec<_>>());
            files.iter().map(of).collect()
        }
    };
    let chosen: Vec<_> = chosen.into_iter().filter(|(_, t)| !t.is_empty()).collect();
    match (chosen.as_slice(), &arguments.sheet) {
        ([], None) => Err(Failure::usage(
            format!("`{}` holds no list to map", place.shown()),
            "name a list that is not recognised; a hidden sheet is named with `--sheet`",
        )),
        ([], Some(sheet)) => {
            let known = files.iter().flat_map(tables);
            let known = known.filter_map(|t| t.sheet.as_deref());
            let help = diagnostic::did_you_mean(sheet, known);
            Err(Failure::usage(
                format!("`{}` has no sheet `{sheet}`", place.shown()),
                help.unwrap_or_else(|| "`reinspect evidence list` lists its sheets".to_owned()),
            ))
        }
        ([_, _, ..], _) if arguments.dataset.is_some() => Err(Failure::usage(
            format!(
                "`{}` holds {} files with lists, and `--dataset` is for one of them",
                place.shown(),
                chosen.len()
            ),
            format!(
                "name the one that is meant: it holds {}",
                some(chosen.iter().map(|(file, _)| &*file.path))
            ),
        )),
        ([_, ..], _) => Ok(chosen),
    }
}
