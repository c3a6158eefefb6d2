//! How a new mapping names its file: exactly, or by a pattern that fits next month's too.

use crate::cli::arguments::MapArguments;
use crate::cli::failure::Failure;
use crate::evidence::{discover, mapping};

use super::place::Place;

/// A file as a new mapping names it.
pub(super) struct Named {
    /// The path or the pattern.
    pub(super) file: String,
    /// What to know of it.
    pub(super) note: Option<String>,
}

/// The file by its exact name where that was asked for, where the name holds no date, or where the
/// pattern would fit a file that is another list by its name.
pub(super) fn named(arguments: &MapArguments, place: &Place, path: &str) -> Result<Named, Failure> {
    let exact = |note| Named {
        file: path.to_owned(),
        note,
    };
    let maps = &place.inputs.settings.maps;
    let pattern = mapping::pattern_for(path).filter(|_| !arguments.exact);
    // Among patterns that fit equally well only the exact name decides.
    let pattern = pattern.filter(|_| mapping::tied(maps, path).is_empty());
    let Some(pattern) = pattern else {
        return Ok(exact(None));
    };
    let walk = discover::walk(&place.folder).map_err(|why| Failure::read(&place.folder, why))?;
    let mut others = walk.files.iter().map(|file| &*file.path);
    let other = others
        .find(|other| mapping::names(&pattern, other) && !mapping::differ_by_date(path, other));
    Ok(match other {
        Some(other) => exact(Some(format!(
            "mapped by its exact name, since the pattern `{pattern}` would fit `{other}` too"
        ))),
        None => Named {
            note: Some(format!(
                "mapped as the pattern `{pattern}`, so that an export of another day is read the same \
                 way; `--exact` maps this file alone"
            )),
            file: pattern,
        },
    })
}
