//! The terminal and the event loop: the only place that touches a terminal or a signal.
//!
//! One thread reads the terminal, one waits for signals, one for the terminal to go away; all send
//! [`Event`]s into one channel. The loop sleeps until something comes, takes what else has come by
//! then, and draws once. What it drew is told to those who follow ([`second_screen`]). Only while presenting
//! it also wakes for the clock.

mod beats;
mod beside;
mod event;
mod looping;
mod memory;
mod pace;
mod reading;
mod recovery;
mod saving;
mod screen;
#[cfg(unix)]
pub mod second_screen;
#[cfg(unix)]
mod unix;
mod wire;

use std::io::{self, IsTerminal as _};
use std::sync::mpsc;

pub use beats::Time;
pub use event::{Event, key};
pub use looping::{Ended, Host, run};
pub use reading::{Reading, read, read_all};
pub use screen::end_on_panic;

use crate::app::App;
use memory::Keeper;
use screen::Screen;

/// Columns of a terminal that does not tell how many it has.
const USUAL_WIDTH: usize = 80;

/// Why an explainer cannot be opened here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTerminal {
    /// Standard input or output goes elsewhere.
    #[error("{0} is not a terminal; `chainrule read`, `chainrule show` and `chainrule steps` need none")]
    Elsewhere(&'static str),
    /// A terminal that cannot place a cursor.
    #[error(
        "the terminal is said to be “dumb” (TERM), so nothing can be drawn on it; `chainrule read` reads the lesson line by line"
    )]
    Dumb,
}

/// Says whether an explainer can be opened here, before anything is written.
///
/// # Errors
/// When standard input or output is not a terminal, or `TERM` is `dumb` or not set.
pub fn check_terminal() -> Result<(), NoTerminal> {
    if !io::stdin().is_terminal() {
        return Err(NoTerminal::Elsewhere("standard input"));
    }
    if !io::stdout().is_terminal() {
        return Err(NoTerminal::Elsewhere("standard output"));
    }
    let term = std::env::var("TERM").unwrap_or_default();
    if !cfg!(windows) && (term.is_empty() || term == "dumb") {
        return Err(NoTerminal::Dumb);
    }
    Ok(())
}

/// The columns of the terminal that standard output is; nothing where it goes elsewhere.
pub fn terminal_width() -> Option<usize> {
    let columns = || crossterm::terminal::size().map_or(USUAL_WIDTH, |(columns, _)| columns.into());
    io::stdout().is_terminal().then(columns)
}

/// Opens the explainer on the terminal and runs it to its end. The terminal is then as before.
///
/// # Errors
/// When the terminal cannot be set up or drawn on.
pub fn explain(app: &mut App) -> io::Result<Ended> {
    let (sender, events) = mpsc::channel();
    // Signals are caught before the terminal is changed, so that none leaves it changed.
    #[cfg(unix)]
    unix::watch(&sender)?;
    let mut screen = Screen::enter(Keeper::of_user())?;
    event::read_terminal(sender);
    #[cfg(unix)]
    screen.let_others_follow();
    let mut terminal = screen.terminal()?;
    let ended = run(&mut terminal, app, &events, &mut screen);
    drop(screen);
    ended
}
