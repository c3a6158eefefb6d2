//! Evidence read from files to typed columns.

#![expect(clippy::string_slice, reason = "tests cut texts that they made")]

mod archives;
mod broken_sheets;
mod corpus;
mod datasets;
mod discovering;
mod documents;
mod hidden_rows;
mod hostile;
mod json_records;
mod listed;
mod lists_below;
mod lists_beside;
mod long_lists;
mod made_xls;
#[cfg(feature = "xlsb")]
mod made_xlsb;
mod mending;
mod merged_cells;
mod messy_csv;
mod names;
mod nasty;
mod nasty_books;
mod open_document;
pub(crate) mod packages;
#[cfg(feature = "parquet")]
mod parquet;
pub(crate) mod portable;
mod recognising;
mod records_or_not;
mod returns;
mod support;
mod word;
mod workbooks;
#[cfg(feature = "xlsb")]
mod xlsb;
