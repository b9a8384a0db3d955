//! The lesson as files: values, weights, steps, frames, checks and trainings, written to whatever takes
//! bytes.
//!
//! Nothing here knows a terminal; the command line decides where the bytes go.

pub mod check;
pub mod frame;
pub mod handout;
pub mod speech;
pub mod steps;
pub mod training;
pub mod values;
pub mod weights;
