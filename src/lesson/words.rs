//! Every word that the lesson says, chapter by chapter. What stands in braces is filled with the
//! network's own names and numbers; no number is written here.

pub(crate) mod activation;
pub(crate) mod batch;
pub(crate) mod bookmarks;
pub(crate) mod chain;
pub(crate) mod check;
pub(crate) mod edit;
pub(crate) mod error;
pub(crate) mod finding;
pub(crate) mod forward;
pub(crate) mod glossary;
pub(crate) mod handout;
pub(crate) mod inspect;
pub(crate) mod learn;
pub(crate) mod loss;
pub(crate) mod mistakes;
pub(crate) mod network;
pub(crate) mod pattern;
pub(crate) mod predict;
pub(crate) mod presenting;
pub(crate) mod reading;
pub(crate) mod recap;
pub(crate) mod recovery;
pub(crate) mod screen;
pub(crate) mod second_screen;
pub(crate) mod speech;
pub(crate) mod tour;
pub(crate) mod training;
pub(crate) mod wrong;
