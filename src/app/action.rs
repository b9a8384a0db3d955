//! What can be asked of the program, and what it asks of its surroundings.

use std::path::PathBuf;
use std::time::Duration;

use super::pointing::Pointer;
use crate::engine::{Quantity, WeightId};
use crate::lesson::Chapter;
use crate::lesson::glossary::Entry;

/// Something to do, as a key, a command or a test asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// To the next step.
    Next,
    /// To the step before.
    Back,
    /// To the first step of the next chapter.
    NextChapter,
    /// To the first step of this chapter, or of the one before.
    PreviousChapter,
    /// To the first step.
    First,
    /// To the last step.
    Last,
    /// To the step of this number, from 1; on a tour, to the stop.
    StepNumber(usize),
    /// To the first step of this chapter.
    ToChapter(Chapter),
    /// Look closer.
    ZoomIn,
    /// Look from further away.
    ZoomOut,
    /// Decimals carried, or full precision.
    ToggleDecimals,
    /// The next sample of the table.
    NextSample,
    /// Take the last edit back.
    Undo,
    /// Make it again.
    Redo,
    /// Change given numbers where they stand.
    Edit,
    /// Change this one.
    EditAt(Quantity),
    /// A given number a little larger.
    NudgeUp,
    /// A little smaller.
    NudgeDown,
    /// Nudge by a tenth of what it was.
    NudgeFiner,
    /// Nudge by ten times as much.
    NudgeCoarser,
    /// All numbers of the matrix 0.
    FillZero,
    /// All numbers of the matrix as the one at the cursor, or as typed.
    FillEqual,
    /// The matrix drawn anew.
    FillRandom,
    /// All numbers of the matrix times the number that was typed.
    FillScaled,
    /// The next vector or matrix of given numbers.
    NextMatrix,
    /// The one before.
    PreviousMatrix,
    /// Marks compare with the last edit, or with the start.
    CompareStart,
    /// Look at all that makes a weight's gradient.
    Inspect,
    /// Look at this one.
    InspectAt(WeightId),
    /// Show where carried decimals and full precision differ.
    ComparePrecision,
    /// Point at a number of the panel with the focus.
    Point,
    /// Point at this one.
    PointAt(Pointer),
    /// Go to the step that computed the number pointed at.
    Jump,
    /// Back to where one jumped from, else to the step before.
    Return,
    /// Something on the screen was clicked, at this column and row.
    Click(u16, u16),
    /// The same with the other button of the mouse.
    OtherClick(u16, u16),
    /// The wheel was turned up or down, at this column and row.
    Wheel(u16, u16, bool),
    /// The pointer of the mouse moved to this column and row.
    Hover(u16, u16),
    /// It is over this now, or over nothing that has a name.
    HoverAt(Option<Quantity>),
    /// Scroll this panel, up or down.
    Scroll(super::Panel, bool),
    /// This panel gets the focus.
    Focus(super::Panel),
    /// Look for a step, in the index of all or by words.
    Find,
    /// Take this one of what a page lists, counted from 0.
    Choose(usize),
    /// List the words that the step uses.
    Words,
    /// Read this entry of the glossary.
    Read(&'static Entry),
    /// Mark the step, or no longer.
    Bookmark,
    /// Go to the next marked step, or to where one left off while that is offered.
    NextBookmark,
    /// List the marked steps.
    Bookmarks,
    /// Show the edits made.
    History,
    /// The command line that leads to this view.
    Link,
    /// Write the scenario where it came from.
    Save,
    /// Another panel has the focus.
    NextPanel,
    /// The panel with the focus takes all the room, or gives it back.
    Enlarge,
    /// Up in the panel with the focus, or in the page that is open.
    ScrollUp,
    /// Down likewise.
    ScrollDown,
    /// Up by a page.
    PageUp,
    /// Down by a page.
    PageDown,
    /// Show a teacher's notes, or not.
    ToggleNotes,
    /// The next theme.
    NextTheme,
    /// Open the page of keys.
    Help,
    /// Open the command line.
    CommandLine,
    /// A character for the open field.
    Type(char),
    /// Text for the open field: never a command.
    Paste(String),
    /// Drop the character before the cursor.
    Erase,
    /// Drop the character behind the cursor.
    EraseAhead,
    /// Drop what the field holds.
    EraseAll,
    /// The cursor of the field to the left.
    CursorLeft,
    /// To the right.
    CursorRight,
    /// Complete the word in the field.
    Complete,
    /// Carry out what the field says.
    Submit,
    /// Leave the mode, one level.
    Leave,
    /// Ask for the next number before it is shown.
    Predict,
    /// Show more of the way to the number that is asked for.
    Hint,
    /// Train: the page of it, or first the question for how many epochs.
    Train,
    /// Pause the training, or go on with it.
    Pause,
    /// One epoch more.
    OneEpoch,
    /// The error over a linear or a logarithmic axis.
    Scale,
    /// Write the weights of the training.
    SaveWeights,
    /// Do a piece of the training's work. So much time has gone by since the one before.
    Tick(Duration),
    /// Present to a class, or no longer.
    Present,
    /// While presenting: nothing on the screen, until any key is pressed.
    Blank,
    /// While presenting: all that takes no part in the step steps back, or no longer.
    Dim,
    /// While presenting: go on by itself, or no longer.
    Play,
    /// More time for each part.
    Slower,
    /// Less.
    Faster,
    /// The time for one part more has come.
    PlayOn,
    /// This is what time it is.
    Clock(super::Moment),
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// End the program.
    Quit,
}

/// What the runtime is to do after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the state is as before, and so is the frame.
    None,
    /// Draw the frame anew.
    Redraw,
    /// Draw the frame anew and put this text on the clipboard.
    Copy(String),
    /// Write a file, and say with [`super::App::saved`] how it went.
    Save(Saving),
    /// Write the weights of [`super::App::weights_to_write`] to a file, and say with
    /// [`super::App::weights_saved`] how it went.
    SaveWeights {
        /// Where.
        path: PathBuf,
        /// What may stand there.
        replaces: Replaces,
    },
    /// Draw the frame anew and keep [`super::App::remembering`] for the next run.
    Remember,
    /// Suspend the process.
    Suspend,
    /// End the program.
    Quit,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// Where.
    pub path: PathBuf,
    /// What it is to hold.
    pub text: String,
    /// What must stand there already, if anything does.
    pub replaces: Replaces,
    /// The command that writes such a file, for a sentence that names it.
    pub command: &'static str,
}

/// What a file that is written may take the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replaces {
    /// Nothing: there must be no such file.
    Nothing,
    /// A file that holds just this.
    Exactly(String),
    /// Whatever is there.
    Anything,
}
