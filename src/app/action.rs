//! What can be asked of the program, and what it asks of its surroundings.

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
    /// To the step of this number, from 1.
    StepNumber(usize),
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
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// End the program.
    Quit,
}

/// What the runtime is to do after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the state is as before, and so is the frame.
    None,
    /// Draw the frame anew.
    Redraw,
    /// Suspend the process.
    Suspend,
    /// End the program.
    Quit,
}
