//! One child or worker of a return: the modules met in it, made into rows at its end.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::returns::{Module, Return};
use crate::evidence::read::fields::{Lists, Place, Unfit};
use crate::evidence::read::rows::Value;
use crate::evidence::{decode, fold};

/// One row of a module.
struct Row<'f> {
    module: usize,
    /// The row that it lies in.
    parent: Option<usize>,
    line: u32,
    cells: Vec<(&'f str, Cow<'f, str>)>,
}

/// An element that is open inside the record.
#[derive(Default)]
struct Open {
    /// The row that it is, where it is one.
    row: Option<usize>,
    /// Rows made of elements that stand in it outside their own module.
    made: Vec<usize>,
}

/// The lists of a return's modules, by their places in it.
#[derive(Default)]
pub(super) struct Places(Vec<Option<usize>>);

impl Places {
    fn list(
        &mut self,
        at: usize,
        module: &Module,
        lists: &mut Lists<'_, '_>,
    ) -> Result<usize, Unfit> {
        if let Some(Some(list)) = self.0.get(at) {
            return Ok(*list);
        }
        let list = lists.list(Some(module.name))?;
        lists.is_dataset(list, module.dataset);
        self.0.resize(self.0.len().max(at + 1), None);
        if let Some(place) = self.0.get_mut(at) {
            *place = Some(list);
        }
        Ok(list)
    }
}

/// The record on its way in.
pub(super) struct Record<'f> {
    form: &'static Return,
    open: Vec<Open>,
    rows: Vec<Row<'f>>,
    strays: BTreeSet<(usize, String)>,
}

impl<'f> Record<'f> {
    pub(super) fn new(form: &'static Return) -> Self {
        Self {
            form,
            open: Vec::new(),
            rows: Vec::new(),
            strays: BTreeSet::new(),
        }
    }

    /// An element begins.
    pub(super) fn start(&mut self, name: &str, line: u32) {
        let row = self
            .form
            .of_element(name)
            .map(|module| self.add(module, line));
        self.open.push(Open {
            row,
            made: Vec::new(),
        });
    }

    /// The element that began last ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Something stands in the record that is no cell.
    pub(super) fn stray(&mut self, what: String) {
        let module = self.innermost().and_then(|row| self.rows.get(row));
        let module = module.map_or(0, |row| row.module);
        self.strays.insert((module, what));
    }

    /// The element that began last holds no other: it is a cell, or a row by itself.
    pub(super) fn leaf(&mut self, name: &'f str, line: u32, text: Cow<'f, str>) {
        let is_blank = fold::trim(&text).is_empty();
        if let Some(row) = self.open.last().and_then(|open| open.row) {
            // A module without elements; a text in it is none of its cells.
            if !is_blank {
                let module = self.rows.get(row).map_or(0, |row| row.module);
                let what = format!("text beside the elements of {name}");
                self.strays.insert((module, what));
            }
            return;
        }
        if is_blank && self.form.wrappers.contains(&name) {
            return;
        }
        let row = if let Some(module) = self.form.of_value(name) {
            if is_blank {
                return;
            }
            self.add(module, line)
        } else {
            let within = self.innermost();
            let module = within
                .and_then(|row| self.rows.get(row))
                .map_or(0, |r| r.module);
            match (self.form.owner(name), within) {
                (Some(owner), _) if owner != module && is_blank => return,
                (Some(owner), _) if owner != module => self.made(owner, name, line),
                (_, Some(row)) => row,
                (_, None) => self.made(0, name, line),
            }
        };
        if let Some(row) = self.rows.get_mut(row) {
            row.cells.push((name, text));
        }
    }

    /// Gives every row to the list of its module; says whether there was any.
    pub(super) fn give(
        mut self,
        lists: &mut Lists<'_, 'f>,
        places: &mut Places,
    ) -> Result<bool, Unfit> {
        self.show();
        let mut given = false;
        for row in &self.rows {
            let Some(module) = self.form.modules.get(row.module) else {
                continue;
            };
            let is_blank = row.cells.iter().all(|(_, t)| fold::trim(t).is_empty());
            if !is_blank || module.shown_by.is_some() {
                let list = places.list(row.module, module, lists)?;
                self.row(row, module, list, lists)?;
                given = true;
            }
        }
        for (at, what) in &self.strays {
            if let Some(module) = self.form.modules.get(*at) {
                let list = places.list(*at, module, lists)?;
                lists.stray(list, what.clone());
            }
        }
        Ok(given)
    }

    fn row(
        &self,
        row: &Row<'f>,
        module: &Module,
        list: usize,
        lists: &mut Lists<'_, 'f>,
    ) -> Result<(), Unfit> {
        lists.begin(list, row.line);
        let carried = module.carried.iter();
        let carried = carried.filter_map(|name| self.carried(row, name));
        for (name, text) in carried.chain(row.cells.iter()) {
            if let Place::Column(column) = lists.place(list, name)? {
                lists.cell(list, column, Value::Text(text.clone()));
            }
        }
        lists.end(list);
        Ok(())
    }

    /// A cell of the rows that a row lies in, else of the record's first module.
    fn carried(&self, row: &Row<'f>, name: &str) -> Option<&(&'f str, Cow<'f, str>)> {
        let own = |row: &'_ Row<'f>| row.cells.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        if own(row) {
            return None;
        }
        let around = std::iter::successors(row.parent, |at| self.rows.get(*at)?.parent);
        let around = around.filter_map(|at| self.rows.get(at));
        let mut cells = around.chain(self.first()).flat_map(|row| &row.cells);
        cells.find(|(n, _)| n.eq_ignore_ascii_case(name))
    }

    /// The rows of the first module that speak for all of the record: there is one, as a rule.
    fn first(&self) -> impl Iterator<Item = &Row<'f>> {
        const MOST: usize = 2;
        const NEAR: usize = 100;
        let near = self.rows.iter().take(NEAR);
        near.filter(|row| row.module == 0).take(MOST)
    }

    /// Makes the rows that an element of the first module says there are.
    fn show(&mut self) {
        for (at, module) in self.form.modules.iter().enumerate() {
            let Some(name) = module.shown_by else {
                continue;
            };
            if self.rows.iter().any(|row| row.module == at) {
                continue;
            }
            let says_yes = |row: &&Row<'_>| {
                let mut cells = row.cells.iter();
                cells.any(|(n, text)| *n == name && decode::yes_or_no(text) == Some(true))
            };
            let shown = self.first().find(says_yes).map(|row| row.line);
            if let Some(line) = shown {
                self.rows.push(Row {
                    module: at,
                    parent: None,
                    line,
                    cells: Vec::new(),
                });
            }
        }
    }

    fn innermost(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| open.row)
    }

    fn add(&mut self, module: usize, line: u32) -> usize {
        self.rows.push(Row {
            module,
            parent: self.innermost(),
            line,
            cells: Vec::new(),
        });
        self.rows.len() - 1
    }

    /// The row of a module made of elements outside it, in the element around this one; a new one
    /// where it has had such a cell.
    fn made(&mut self, module: usize, name: &str, line: u32) -> usize {
        let around = self.open.len().saturating_sub(2);
        let made = self.open.get(around).into_iter().flat_map(|o| &o.made);
        let is_of = |at: &usize| self.rows.get(*at).is_some_and(|row| row.module == module);
        let last = made.copied().rev().find(is_of);
        let found = last.filter(|at| {
            let mut cells = self.rows.get(*at).into_iter().flat_map(|row| &row.cells);
            module == 0 || cells.all(|(n, _)| *n != name)
        });
        found.unwrap_or_else(|| {
            let row = self.add(module, line);
            if let Some(around) = self.open.get_mut(around) {
                around.made.push(row);
            }
            row
        })
    }
}
