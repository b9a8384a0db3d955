//! `chainrule` explains backpropagation by doing it: one visible operation a keypress.
//!
//! The house, from the ground up. A module may use those named, and what they may use; a test reads
//! the sources and holds this table.
//!
//! | module | is | may use |
//! | --- | --- | --- |
//! | [`engine`] | the mathematics: network, activation, loss, forward, backward, batches, rounding, paths, check, train, what a change reaches, known mistakes as other recipes for the same numbers; knows no text and no terminal | – |
//! | [`text`] | untrusted text made safe, widths, wrapping | – |
//! | [`scenario`] | scenario files: raw → validated, with errors that point into the file; written again with other numbers | engine, text |
//! | [`notation`] | a formula as a tree, and how it is written: in two dimensions, in one line, in words, as LaTeX and MathML | engine, text |
//! | [`lesson`] | the steps as data: addresses, chapters, zoom; every word that a reader sees | scenario, notation |
//! | [`edit`] | changes of given numbers, their inverses, the history | scenario |
//! | [`app`] | the state, the modes, `Action`, `update(action) -> Effect` | lesson, edit |
//! | [`keymap`] | the one table of keys: dispatch, hints, help, the tables of keys in the documents | app |
//! | [`ui`] | draws the state, changes nothing: layout, theme, one panel a file | app, keymap |
//! | [`export`] | values, weights, steps, frames and checks as text and data, with their schemas; worksheets and solutions; frames as pictures, steps as a recording | ui |
//! | [`runtime`] | the terminal, the event loop, signals, saving, reading line by line, the second screen's socket, the clock: the only place that touches them | export |
//! | [`cli`] | arguments to calls, errors to exit codes | runtime |
//!
//! Data flows one way: key → [`keymap`] → [`app::Action`] → [`app::App::update`] → state →
//! [`ui::draw`] → frame. A number is asked for in one place, [`lesson::Lesson::value`], which has it from
//! [`engine::Pass::value`] or, over several samples, from [`engine::BatchPass`]. An edit makes a new lesson
//! of the changed scenario ([`lesson::Lesson::edited`]); nothing is patched. What speaks of places on the
//! screen (a click, an arrow key while pointing) becomes what is there by [`ui::resolve`], since the state
//! knows no geometry. A training goes on piece by piece, a piece an [`app::Action::Tick`]; while presenting, the
//! runtime says the time by an [`app::Action::Clock`]. Nothing but the runtime looks at a clock.
//!
//! Where to go for a change: a new step is a [`lesson::Section`] with its place in the outline, a
//! function in `lesson/chapters` and words in `lesson/words`; a new activation function begins at
//! [`engine::Activation`], an error function at [`engine::Loss`]. `docs/building.md` has
//! recipes for these, for a panel's picture and for a theme. A new mistake is a [`engine::Mistake`] with its recipes
//! and its sentences in `lesson/words/mistakes.rs`; predicting and the wrong way then know it. A new
//! key is a line in `keymap/table.rs`; a new panel is a file in `ui`; a new way to change numbers is a rule
//! in [`engine::Fill`] and a form in [`edit::Edit`]; a new mode that a second screen is to show has its lines
//! in `runtime/second_screen/view.rs`; a new scenario is a file in `scenarios` with a line in
//! `scenario/builtin.rs`, which says what it shows.

pub mod app;
pub mod cli;
pub mod edit;
pub mod engine;
pub mod export;
pub mod keymap;
pub mod lesson;
pub mod notation;
pub mod runtime;
pub mod scenario;
pub mod text;
pub mod ui;
