//! What the program is doing with keys.

use super::cursor::Cursor;
use super::field::Field;
use super::inspecting::Inspecting;
use super::pointing::Pointer;
use super::predicting::Predicting;
use crate::engine::Mistake;
use crate::lesson::{Chapter, glossary};

/// What the program is doing with keys: exactly one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Mode {
    /// Walking through the lesson.
    Walk,
    /// Reading the page of keys; what is typed picks among them.
    Help {
        /// What is looked for.
        query: Field,
        /// Lines scrolled.
        scroll: usize,
    },
    /// Typing a command.
    Command(Field),
    /// Reading an entry of the glossary.
    What {
        /// The entry.
        entry: &'static glossary::Entry,
        /// Lines scrolled.
        scroll: usize,
        /// Which of the entries to go on with is pointed at.
        chosen: usize,
        /// The entries that one came from, the last one first to go back to.
        back: Vec<&'static glossary::Entry>,
    },
    /// Changing given numbers where they stand.
    Edit(Cursor),
    /// Pointing at a number on the screen.
    Point(Pointer),
    /// Looking at all that makes one weight's gradient.
    Inspect(Inspecting),
    /// Reading the edits that were made.
    History {
        /// The edit pointed at, counted from 1; 0 is the start.
        row: usize,
    },
    /// Reading where carried decimals and full precision differ.
    Compare {
        /// The quantity pointed at, among those that differ.
        row: usize,
    },
    /// Reading the command line that leads to this view.
    Link {
        /// The command line.
        text: String,
        /// Lines scrolled.
        scroll: usize,
    },
    /// Asked for how many epochs to train.
    Epochs(Field),
    /// Watching a training.
    Train {
        /// The digits of an epoch to go to.
        typed: Field,
    },
    /// Asked for a number before it is shown.
    Predict(Predicting),
    /// Looking at what a known mistake does.
    Wrong {
        /// The mistake.
        mistake: Mistake,
        /// Lines scrolled.
        scroll: usize,
    },
    /// Asked to end while edits are not saved.
    Unsaved,
    /// Presenting with nothing on the screen.
    Blank,
    /// Looking for a step, in the index of all or by words.
    Find {
        /// What is looked for.
        query: Field,
        /// The step pointed at: its number from 0, or its place among those found.
        row: usize,
    },
    /// Choosing among the words that the step uses, or among all.
    Words {
        /// Whether all words are listed.
        all: bool,
        /// The word pointed at.
        row: usize,
    },
    /// Choosing among the marked steps.
    Bookmarks {
        /// The step pointed at; behind the last one stands where one left off.
        row: usize,
    },
    /// Reading what was done in a chapter, at its end.
    Recap {
        /// The chapter.
        chapter: Chapter,
        /// Lines scrolled.
        scroll: usize,
    },
}

impl Mode {
    /// The mode without what it holds.
    pub fn kind(&self) -> ModeKind {
        match self {
            Mode::Walk => ModeKind::Walk,
            Mode::Help { .. } => ModeKind::Help,
            Mode::Command(_) => ModeKind::Command,
            Mode::What { .. } => ModeKind::What,
            Mode::Edit(_) => ModeKind::Edit,
            Mode::Point(_) => ModeKind::Point,
            Mode::Inspect(_) => ModeKind::Inspect,
            Mode::History { .. } => ModeKind::History,
            Mode::Compare { .. } => ModeKind::Compare,
            Mode::Link { .. } => ModeKind::Link,
            Mode::Epochs(_) => ModeKind::Epochs,
            Mode::Train { .. } => ModeKind::Train,
            Mode::Predict(_) => ModeKind::Predict,
            Mode::Wrong { .. } => ModeKind::Wrong,
            Mode::Unsaved => ModeKind::Unsaved,
            Mode::Blank => ModeKind::Blank,
            Mode::Find { .. } => ModeKind::Find,
            Mode::Words { .. } => ModeKind::Words,
            Mode::Bookmarks { .. } => ModeKind::Bookmarks,
            Mode::Recap { .. } => ModeKind::Recap,
        }
    }
}

/// A mode without what it holds, for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModeKind {
    /// [`Mode::Walk`]
    Walk,
    /// [`Mode::Help`]
    Help,
    /// [`Mode::Command`]
    Command,
    /// [`Mode::What`]
    What,
    /// [`Mode::Edit`]
    Edit,
    /// [`Mode::Point`]
    Point,
    /// [`Mode::Inspect`]
    Inspect,
    /// [`Mode::History`]
    History,
    /// [`Mode::Compare`]
    Compare,
    /// [`Mode::Link`]
    Link,
    /// [`Mode::Epochs`]
    Epochs,
    /// [`Mode::Train`]
    Train,
    /// [`Mode::Predict`]
    Predict,
    /// [`Mode::Wrong`]
    Wrong,
    /// [`Mode::Unsaved`]
    Unsaved,
    /// [`Mode::Walk`] while presenting: with keys of its own besides those of walking.
    Present,
    /// [`Mode::Blank`]
    Blank,
    /// [`Mode::Find`]
    Find,
    /// [`Mode::Words`]
    Words,
    /// [`Mode::Bookmarks`]
    Bookmarks,
    /// [`Mode::Recap`]
    Recap,
}

impl ModeKind {
    /// Every mode, in the order in which help lists their keys.
    pub const ALL: [Self; 21] = [
        Self::Walk,
        Self::Present,
        Self::Blank,
        Self::Predict,
        Self::Wrong,
        Self::Recap,
        Self::Find,
        Self::Edit,
        Self::Point,
        Self::Inspect,
        Self::History,
        Self::Compare,
        Self::Train,
        Self::Epochs,
        Self::Command,
        Self::Link,
        Self::Bookmarks,
        Self::Words,
        Self::What,
        Self::Unsaved,
        Self::Help,
    ];
}
