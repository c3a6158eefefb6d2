//! `reinspect sample`: an invented authority's evidence.

use crate::calendar::Day;
use crate::error::ExitStatus;
use crate::{pack, sample};

use super::arguments::SampleArguments;
use super::failure::Failure;
use super::{again, output};

/// Writes the sample to a new or empty folder.
pub(super) fn run(arguments: &SampleArguments) -> Result<ExitStatus, Failure> {
    let folder = &arguments.folder;
    let shown = folder.display();
    let what = if folder.is_file() {
        Some("is a file")
    } else if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        Some("is not empty")
    } else {
        None
    };
    if let Some(what) = what {
        return Err(Failure::usage(
            format!("`{shown}` {what}"),
            "name a folder that is new or empty, so that nothing of yours is mixed with invented evidence",
        ));
    }
    within_the_calendar(arguments.as_at)?;
    output::make_folder(folder)?;
    let files = sample::write(arguments.seed, arguments.children, arguments.as_at);
    for (path, bytes) in &files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            output::make_folder(parent)?;
        }
        output::write_file(&path, bytes)?;
    }
    output::print(&format!(
        "{} files of an invented authority, as at {}, are in `{shown}`.\n\
         Next:  reinspect assess {} --as-at {}\n",
        files.len(),
        arguments.as_at.long(),
        again::path(folder),
        arguments.as_at,
    ))?;
    Ok(ExitStatus::Met)
}

/// Refuses a day that the built-in rules could not count working days to.
fn within_the_calendar(as_at: Day) -> Result<(), Failure> {
    let pack = pack::load(&pack::embedded()).0;
    let Some(calendar) = pack.map(|pack| pack.calendar) else {
        return Ok(());
    };
    let (first, last) = (calendar.first(), calendar.last());
    if (first..=last).contains(&as_at) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("`--as-at` cannot be {as_at}: the bank holidays of that time are not in the rules"),
        format!("give a date from {first} to {last}"),
    ))
}
