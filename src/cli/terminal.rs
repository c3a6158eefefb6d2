//! What the environment and the terminal allow.

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::report::Style;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the environment and the terminal allow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    results: Style,
    errors: Style,
    /// Whether standard error is a terminal that a person watches.
    pub(super) watched: bool,
}

impl Terminal {
    /// Reads `NO_COLOR`, `CLICOLOR_FORCE`, `TERM`, `COLUMNS`, the locale and the width of the terminal.
    pub(super) fn from_environment(color: ColorChoice, ascii: bool) -> Self {
        let ascii = ascii || !locale_is_utf8();
        let given = std::env::var("COLUMNS").ok().and_then(|w| w.parse().ok());
        let width = given.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)));
        let out = std::io::stdout().is_terminal();
        let err = std::io::stderr().is_terminal();
        let style = |terminal: bool| {
            let width = width.filter(|_| terminal || given.is_some());
            let width = width.unwrap_or(Style::PLAIN.width);
            Style {
                width,
                colour: coloured(color, terminal),
                ascii,
            }
            .with_width(width)
        };
        let (results, errors) = (style(out), style(err));
        if results.colour || errors.colour {
            // Each style decides for itself; the library behind it must not decide again.
            colored::control::set_override(true);
        }
        Self {
            results,
            errors,
            watched: err && std::env::var_os("CI").is_none(),
        }
    }

    /// How results are drawn on standard output.
    pub(super) fn results(&self) -> Style {
        self.results
    }

    /// How messages are drawn on standard error.
    pub(super) fn errors(&self) -> Style {
        self.errors
    }
}

fn coloured(choice: ColorChoice, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
                return false;
            }
            let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
            set("CLICOLOR_FORCE") || (terminal && !dumb)
        }
    }
}

/// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides; Windows consoles take UTF-8.
fn locale_is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) => {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => cfg!(windows),
    }
}
