//! The state of a running explainer and the one function that changes it.
//!
//! Keys become [`Action`]s, [`App::update`] carries them out and says what is to be done outside
//! as an [`Effect`]. The view reads the state and changes nothing.

mod action;
mod bookmarks;
mod command;
mod cursor;
mod editing;
mod field;
mod finding;
mod hovering;
mod in_place;
mod inspecting;
mod link;
mod look;
mod marks;
mod mirror;
mod mode;
mod moving;
mod pages;
mod pointing;
mod predicting;
mod presenting;
mod recap;
mod recovering;
mod saving;
mod state;
mod told;
mod touring;
mod training;
mod update;
mod words;
mod wrong;

pub use action::{Action, Effect, Replaces, Saving};
pub use bookmarks::{Left, MOST_BOOKMARKS, Memory, Remembering};
pub use command::{COMMANDS, Command, CommandError};
pub use cursor::Cursor;
pub use field::Field;
pub use inspecting::Inspecting;
pub use look::{ColourDepth, Look, ThemeName};
pub use marks::Against;
pub use mirror::Shown;
pub use mode::{Mode, ModeKind};
pub use pointing::Pointer;
pub use predicting::{Predicting, Tally};
pub use presenting::{Moment, Presented, Presenting};
pub use recovering::{Decided, Keeping, Record, Unsaved};
pub use state::{App, Message, Panel, Start};
pub use touring::{StopNumbers, numbers_at_stop};
pub use training::Run;
