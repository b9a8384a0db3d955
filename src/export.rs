//! The lesson as files: values, weights, steps, hand-outs, frames, pictures, recordings, checks and
//! trainings, written to whatever takes bytes.
//!
//! Nothing here knows a terminal; the command line decides where the bytes go.

pub mod check;
pub mod colour;
pub mod frame;
pub mod handout;
pub mod pen;
pub mod recording;
pub mod scenarios;
pub mod schemas;
pub mod speech;
pub mod steps;
pub mod svg;
mod table;
pub mod training;
pub mod values;
pub mod weights;
