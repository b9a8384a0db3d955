//! The words around the entries of the glossary.

/// Title of the list of a step's words.
pub(crate) const OF_STEP: &str = "Words of this step";
/// Title of the list of all words.
pub(crate) const ALL: &str = "All words";
/// Before the entries that one leads to.
pub(crate) const RELATED: &str = "Go on with ";
/// Before the step that treats a word.
pub(crate) const STEP: &str = "In the lesson ";
/// Where a lesson has no step on a word.
pub(crate) const NO_STEP: &str = "This lesson has no step of its own on that.";
