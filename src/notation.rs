//! Formulas: a tree of entities and numbers, and the ways in which it is written.
//!
//! An [`Expr`] knows what each of its parts is (this number is `out_b1`), so that every writer can
//! name, colour or hide it. [`set`] writes it in two dimensions on a grid of characters,
//! [`plain`] in one line, [`speech`] in words; [`math`] sets it for documents, in which [`latex`] and
//! [`mathml`] write it. [`symbol`] knows how a quantity is called in each of these.

pub mod expr;
pub mod grid;
pub mod latex;
pub mod math;
pub mod mathml;
mod named;
pub mod number;
pub mod plain;
pub mod set;
pub mod speech;
pub mod symbol;

pub use expr::{Expr, Form, Formula, Line, Number, Stage};
pub use grid::{Grid, Ink, Tone};
pub use symbol::Names;
