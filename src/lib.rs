//! `chainrule` explains backpropagation by doing it: one visible operation a keypress.
//!
//! The house, from the ground up; each room may use only those named, and what they use:
//!
//! | module | is | may use |
//! | --- | --- | --- |
//! | [`engine`] | the mathematics; knows no text and no terminal | – |
//! | [`text`] | untrusted text made safe, widths, wrapping | – |
//! | [`scenario`] | scenario files, from TOML to a validated network | engine, text |

pub mod app;
pub mod edit;
pub mod engine;
pub mod keymap;
pub mod lesson;
pub mod notation;
pub mod scenario;
pub mod text;
