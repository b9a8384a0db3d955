//! `chainrule weights`: the weights that a lesson begins with, for a file.

use super::args::{Common, Writing};
use super::opened::Opened;
use super::{Failure, output};
use crate::export::weights;

/// Writes those of the scenario as set and trained, never rounded.
pub(super) fn weights(common: &Common, writing: &Writing) -> Result<(), Failure> {
    let opened = Opened::new(common)?;
    output::write(writing, |to| weights::json(opened.lesson.trained(), to))
}
