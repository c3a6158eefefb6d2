//! Real tables: a caption, headings with a scope, and a label on every cell for narrow screens.

use super::markup::{Html, tag};

/// The class of numbers.
const NUMBER: &str = "n";

/// A table under construction.
pub(super) struct Table {
    caption: String,
    class: &'static str,
    heads: Vec<String>,
    /// Which columns hold numbers.
    numbers: Vec<usize>,
    rows: Html,
}

/// One cell under construction.
pub(super) struct Cell {
    content: Html,
    class: Option<&'static str>,
    sort: Option<String>,
    labelled: bool,
    id: Option<String>,
}

/// A cell.
pub(super) fn cell(content: impl Into<Html>) -> Cell {
    Cell {
        content: content.into(),
        class: None,
        sort: None,
        labelled: true,
        id: None,
    }
}

impl Cell {
    /// Names its class.
    pub(super) fn class(mut self, class: &'static str) -> Self {
        self.class = Some(class);
        self
    }

    /// Sets it as a number.
    pub(super) fn number(self) -> Self {
        self.class(NUMBER)
    }

    /// Says what it is sorted by, where that is not its text.
    pub(super) fn sort(mut self, by: impl Into<String>) -> Self {
        self.sort = Some(by.into());
        self
    }

    /// Leaves out its label on narrow screens, as its own words say what it is.
    pub(super) fn unlabelled(mut self) -> Self {
        self.labelled = false;
        self
    }

    /// Gives it an id to be linked to.
    pub(super) fn id(mut self, id: String) -> Self {
        self.id = Some(id);
        self
    }
}

impl Table {
    /// A table with this caption and these headings, the first of which heads the rows' own headings.
    pub(super) fn new<T: Into<String>>(
        caption: impl Into<String>,
        heads: impl IntoIterator<Item = T>,
    ) -> Self {
        Self {
            caption: caption.into(),
            class: "",
            heads: heads.into_iter().map(Into::into).collect(),
            numbers: Vec::new(),
            rows: Html::none(),
        }
    }

    /// Names its class.
    pub(super) fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Adds a row; its first cell heads it.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        if self.rows.is_empty() {
            let numbers = cells.iter().enumerate();
            let numbers = numbers.filter(|(_, cell)| cell.class == Some(NUMBER));
            self.numbers = numbers.map(|(at, _)| at).collect();
        }
        let cells = cells.into_iter().zip(&self.heads).enumerate();
        let cells = cells.map(|(at, (cell, head))| {
            let element = if at == 0 {
                tag("th").attribute("scope", "row")
            } else if cell.labelled {
                tag("td").attribute("data-label", head)
            } else {
                tag("td")
            };
            let element = match cell.class {
                Some(class) => element.class(class),
                None => element,
            };
            let element = match cell.sort {
                Some(by) => element.attribute("data-sort", by),
                None => element,
            };
            let element = match cell.id {
                Some(id) => element.attribute("id", id),
                None => element,
            };
            element.with(cell.content)
        });
        self.rows.push(tag("tr").with_all(cells));
    }

    /// Whether it has no row.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl From<Table> for Html {
    fn from(table: Table) -> Self {
        let heads = table.heads.iter().enumerate().map(|(at, head)| {
            let element = tag("th").attribute("scope", "col").with(head);
            if table.numbers.contains(&at) {
                element.class(NUMBER)
            } else {
                element
            }
        });
        let element = if table.class.is_empty() {
            tag("table")
        } else {
            tag("table").class(table.class)
        };
        element
            .with(tag("caption").with(table.caption))
            .with(tag("thead").with(tag("tr").with_all(heads)))
            .with(tag("tbody").with(table.rows))
            .into()
    }
}

/// What is folded away on a screen and always printed.
pub(super) fn folded(summary: &str, content: impl Into<Html>) -> Html {
    tag("details")
        .class("fold")
        .with(tag("summary").with(summary))
        .with(content)
        .into()
}
