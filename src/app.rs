//! The state of a running explainer and the one function that changes it.
//!
//! Keys become [`Action`]s, [`App::update`] carries them out and says what is to be done outside
//! as an [`Effect`]. The view reads the state and changes nothing.

mod action;
mod command;
mod editing;
mod field;
mod moving;
mod state;
mod update;

pub use action::{Action, Effect};
pub use command::{COMMANDS, Command, CommandError};
pub use field::Field;
pub use state::{App, Message, Mode, ModeKind, Panel, Start, ThemeName};
