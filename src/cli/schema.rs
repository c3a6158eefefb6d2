//! `reinspect schema`: the JSON Schemas of the rule and settings files, and of the JSON report.

use crate::error::ExitStatus;
use crate::pack::schema;
use crate::{assessment, diagnostic, history};

use super::arguments::SchemaArguments;
use super::failure::Failure;
use super::output;

/// Prints one schema, or writes them all to a folder.
pub(super) fn run(arguments: &SchemaArguments) -> Result<ExitStatus, Failure> {
    let mut all = schema::all();
    all.extend([
        assessment::schema::schema(),
        assessment::schema::comparison(),
    ]);
    all.push(history::schema());
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    if let Some(folder) = &arguments.to {
        output::make_folder(folder)?;
        for (file, schema) in &all {
            output::write_file(
                &folder.join(file),
                crate::report::json::render(schema).as_bytes(),
            )?;
        }
        return Ok(ExitStatus::Met);
    }
    let names: Vec<&str> = all.iter().map(|(file, _)| name(file)).collect();
    let Some(wanted) = &arguments.name else {
        return Err(Failure::usage(
            "no schema is named",
            format!(
                "write one of {}, or give --to a folder to write them all",
                names.join(", ")
            ),
        ));
    };
    let found = all
        .iter()
        .find(|(file, _)| name(file) == wanted)
        .ok_or_else(|| {
            let help = diagnostic::did_you_mean(wanted, names.iter().copied())
                .unwrap_or_else(|| format!("write one of {}", names.join(", ")));
            Failure::usage(format!("there is no schema `{wanted}`"), help)
        })?;
    output::print(&crate::report::json::render(&found.1))?;
    Ok(ExitStatus::Met)
}

fn name(file: &str) -> &str {
    file.strip_suffix(".schema.json").unwrap_or(file)
}
