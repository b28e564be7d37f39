//! The terminal: its width, and whether it gets colours.

use anstream::ColorChoice;
use clap::ValueEnum;
use std::io::{IsTerminal as _, stdout};
use terminal_size::{Width, terminal_size_of};

/// The narrowest width that lines are cut to.
const NARROWEST: usize = 40;

/// Returns the width of the terminal on standard output. In a pipe, that is `COLUMNS` if the
/// variable is set, else nothing.
pub(crate) fn width() -> Option<usize> {
    let stated = || std::env::var("COLUMNS").ok()?.parse().ok();
    let measured = || terminal_size_of(stdout()).map(|(Width(width), _)| usize::from(width));
    let width = if stdout().is_terminal() { measured().or_else(stated) } else { stated() };
    width.filter(|width| *width > 0).map(|width| width.max(NARROWEST))
}

/// When to write colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    #[value(help = "On a terminal, unless NO_COLOR is set")]
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl Color {
    /// Makes this the choice of the whole command.
    pub(crate) fn choose(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}
