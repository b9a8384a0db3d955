//! The table.

use super::key::Key;
use crate::app::{Action, ModeKind};

/// Under which heading help lists a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// From step to step.
    Moving,
    /// How the lesson is looked at.
    Looking,
    /// Numbers.
    Editing,
    /// The screen.
    Screen,
    /// Text fields.
    Typing,
    /// The program.
    Program,
}

impl Group {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Looking => "Looking",
            Self::Editing => "Editing",
            Self::Screen => "Screen",
            Self::Typing => "Typing",
            Self::Program => "Program",
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Names of keys, any of which does it.
    pub keys: &'static [&'static str],
    /// The mode in which they do.
    pub mode: ModeKind,
    /// What they ask for.
    pub action: Action,
    /// What that is, in words.
    pub label: &'static str,
    /// The heading in help.
    pub group: Group,
    /// How the bottom line names it, if it does.
    pub hint: Option<Hint>,
}

/// A binding, or a pair of them, in the bottom line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// The keys.
    pub keys: &'static str,
    /// What they do, in a word.
    pub word: &'static str,
    /// Where room is short, the larger numbers give way first.
    pub rank: u8,
}

impl Binding {
    /// Whether these keys are one of its own.
    pub(super) fn is(&self, keys: &[Key]) -> bool {
        self.keys.iter().any(|name| Key::sequence(name) == keys)
    }

    /// Whether more keys could make them one of its own.
    pub(super) fn begins_with(&self, keys: &[Key]) -> bool {
        self.keys.iter().any(|name| {
            let sequence = Key::sequence(name);
            sequence.len() > keys.len() && sequence.starts_with(keys)
        })
    }
}

const fn bind(
    mode: ModeKind,
    keys: &'static [&'static str],
    action: Action,
    group: Group,
    label: &'static str,
) -> Binding {
    Binding { keys, mode, action, label, group, hint: None }
}

impl Binding {
    const fn hint(mut self, rank: u8, keys: &'static str, word: &'static str) -> Self {
        self.hint = Some(Hint { keys, word, rank });
        self
    }
}

use Action as A;
use Group::{Editing, Looking, Moving, Program, Screen, Typing};
use ModeKind::{
    Blank, Bookmarks, Command, Compare, Edit, Epochs, Find, Help, History, Inspect, Link, Point, Predict,
    Present, Recap, Train, Unsaved, Walk, What, Words, Wrong,
};

/// Every key of the program.
pub static BINDINGS: &[Binding] = &[
    bind(Walk, &["→", "l", "Space", "PageDown"], A::Next, Moving, "the next step; on a tour, the next stop")
        .hint(0, "← →", "step"),
    bind(Walk, &["←", "h", "PageUp"], A::Back, Moving, "the step before; on a tour, the stop before"),
    bind(Walk, &["Backspace"], A::Return, Moving, "back to where one jumped from, else the step before"),
    bind(Walk, &["]"], A::NextChapter, Moving, "the next chapter").hint(7, "[ ]", "chapter"),
    bind(Walk, &["["], A::PreviousChapter, Moving, "the start of this chapter, or the one before"),
    bind(Walk, &["gg", "Home"], A::First, Moving, "the first step"),
    bind(Walk, &["G", "End"], A::Last, Moving, "the last step; with a number before it, that step: 42G; on a tour, that stop"),
    bind(Walk, &["/"], A::Find, Moving, "find a step by words, a name or an address; all steps, to choose from")
        .hint(6, "/", "find"),
    bind(Walk, &["m"], A::Bookmark, Moving, "mark this step, or no longer"),
    bind(Walk, &["'"], A::NextBookmark, Moving, "to the next marked step; at the start, where one left off"),
    bind(Walk, &["M"], A::Bookmarks, Moving, "the marked steps"),
    bind(Walk, &["w"], A::Words, Moving, "the words that the step uses, each explained")
        .hint(12, "w", "words"),
    bind(
        Walk,
        &["z"],
        A::ZoomIn,
        Looking,
        "zoom in: from a matrix operation to a neuron to a single product",
    )
    .hint(5, "z Z", "zoom"),
    bind(Walk, &["Z"], A::ZoomOut, Looking, "zoom out"),
    bind(Walk, &["d"], A::ToggleDecimals, Looking, "carry rounded decimals, or full precision")
        .hint(9, "d", "decimals"),
    bind(Walk, &["s"], A::NextSample, Looking, "the next sample of the table").hint(10, "s", "sample"),
    bind(Walk, &["c"], A::ComparePrecision, Looking, "where carried decimals and full precision differ"),
    bind(Walk, &["e"], A::Edit, Editing, "change any given number in place; all follows")
        .hint(3, "e", "edit"),
    bind(Walk, &["i"], A::Inspect, Editing, "inspect a weight: its chain, its paths, its gradient measured")
        .hint(4, "i", "inspect"),
    bind(Walk, &["+"], A::NudgeUp, Editing, "nudge up: the number changed last here, else the step's own"),
    bind(Walk, &["-", "−"], A::NudgeDown, Editing, "nudge it down"),
    bind(Walk, &["u"], A::Undo, Editing, "take the last edit back"),
    bind(Walk, &["Ctrl-R"], A::Redo, Editing, "make it again"),
    bind(Walk, &["r"], A::CompareStart, Editing, "mark what differs from the start, or from the last edit"),
    bind(Walk, &["p"], A::Predict, Moving, "predict: the next number is asked for before it is shown")
        .hint(6, "p", "predict"),
    bind(
        Walk,
        &["t"],
        A::Train,
        Editing,
        "train: asks for how many epochs, then shows the error, the outputs and the weights on their way",
    )
    .hint(7, "t", "train"),
    bind(Walk, &["y"], A::Link, Editing, "the command line that leads to just this view, on the clipboard"),
    bind(
        Walk,
        &["Enter"],
        A::Point,
        Screen,
        "point at a number of the panel: arrows go on, Enter to the step that computed it",
    )
    .hint(5, "Enter", "point"),
    bind(Walk, &["Tab"], A::NextPanel, Screen, "the next panel; where it has no room, it is brought up")
        .hint(8, "Tab", "panel"),
    bind(Walk, &["↑"], A::ScrollUp, Screen, "scroll the panel up"),
    bind(Walk, &["↓"], A::ScrollDown, Screen, "scroll the panel down"),
    bind(Walk, &["f"], A::Enlarge, Screen, "one panel large, and back").hint(11, "f", "large"),
    bind(Walk, &["n"], A::ToggleNotes, Screen, "notes shown or hidden"),
    bind(Walk, &["T"], A::NextTheme, Screen, "the next theme: dark, light, high contrast, the terminal's own, without colour"),
    bind(Walk, &[":"], A::CommandLine, Program, "the command line, with completion: :goto, :set, :what, …")
        .hint(9, ":", "command"),
    bind(Walk, &["?"], A::Help, Program, "this list, searchable").hint(1, "?", "help"),
    bind(Walk, &["Esc"], A::Leave, Program, "leave what is open, one level at a time; a tour, if nothing else is")
        .hint(1, "Esc", "leave tour"),
    bind(Walk, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Walk, &["q", "Ctrl-C"], A::Quit, Program, "quit").hint(2, "q", "quit"),
    bind(
        Present,
        &["→", "l", "Space", "PageDown"],
        A::Next,
        Moving,
        "one part more: a line in symbols, the numbers, the result; after the last, the next step",
    )
    .hint(0, "→", "go on"),
    bind(
        Present,
        &["←", "h", "PageUp"],
        A::Back,
        Moving,
        "one part less; before the first, the step before, all of it told",
    ),
    bind(Present, &["b", "."], A::Blank, Screen, "blank the screen; any key brings it back").hint(3, "b", "blank"),
    bind(Present, &["o"], A::Dim, Screen, "only what takes part in the step, the rest dimmed")
        .hint(4, "o", "only what is lit"),
    bind(
        Present,
        &["a"],
        A::Play,
        Moving,
        "play: a part after the other by itself; any other key stops it, and so does the end",
    )
    .hint(5, "a", "play"),
    bind(Present, &["<"], A::Slower, Moving, "playing: more seconds a part"),
    bind(Present, &[">"], A::Faster, Moving, "playing: fewer seconds a part"),
    bind(Present, &["?"], A::Help, Program, "this list, searchable").hint(1, "?", "help"),
    bind(Present, &["q", "Ctrl-C"], A::Quit, Program, "quit; :present goes on without presenting")
        .hint(2, "q", "quit"),
    bind(Blank, &["b", "Esc"], A::Leave, Screen, "the screen again; any other key does the same")
        .hint(0, "b", "the screen again"),
    bind(Edit, &["↑"], A::ScrollUp, Moving, "the number above; beyond the first, the matrix before").hint(
        4,
        "↑ ↓ ← →",
        "cell",
    ),
    bind(Edit, &["↓"], A::ScrollDown, Moving, "the number below; beyond the last, the next matrix"),
    bind(Edit, &["←"], A::CursorLeft, Moving, "the number to the left"),
    bind(Edit, &["→"], A::CursorRight, Moving, "the number to the right"),
    bind(Edit, &["Tab"], A::NextMatrix, Moving, "the next vector or matrix").hint(3, "Tab", "next matrix"),
    bind(Edit, &["Shift-Tab"], A::PreviousMatrix, Moving, "the one before"),
    bind(
        Edit,
        &["Enter"],
        A::Submit,
        Typing,
        "keep the number that was typed (0.35, 0,35, 1e-3, 1/3); with none, done",
    )
    .hint(0, "Enter", "keep"),
    bind(Edit, &["Esc"], A::Leave, Typing, "drop what was typed; with nothing typed, done")
        .hint(1, "Esc", "drop"),
    bind(Edit, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Edit, &["Ctrl-U"], A::EraseAll, Typing, "erase all"),
    bind(Edit, &["+"], A::NudgeUp, Editing, "nudge up; right before a digit, the number's sign")
        .hint(5, "+ -", "nudge"),
    bind(Edit, &["-", "−"], A::NudgeDown, Editing, "nudge down; right before a digit, the number's sign"),
    bind(Edit, &["<"], A::NudgeFiner, Editing, "nudge by a tenth of what it was"),
    bind(Edit, &[">"], A::NudgeCoarser, Editing, "nudge by ten times as much"),
    bind(Edit, &["x"], A::FillZero, Editing, "the whole matrix zero"),
    bind(
        Edit,
        &["="],
        A::FillEqual,
        Editing,
        "the whole matrix equal: to what was typed, else to this number",
    ),
    bind(Edit, &["*"], A::FillScaled, Editing, "the whole matrix times the number that was typed"),
    bind(Edit, &["R"], A::FillRandom, Editing, "the whole matrix drawn from the next seed"),
    bind(Edit, &["u"], A::Undo, Editing, "take the last edit back").hint(6, "u", "undo"),
    bind(Edit, &["Ctrl-R"], A::Redo, Editing, "make it again"),
    bind(Edit, &["r"], A::CompareStart, Editing, "mark what differs from the start, or from the last edit")
        .hint(8, "r", "compare"),
    bind(Edit, &["i"], A::Inspect, Editing, "inspect this weight").hint(7, "i", "inspect"),
    bind(Edit, &["PageDown"], A::Next, Moving, "the next step, numbers staying open"),
    bind(Edit, &["PageUp"], A::Back, Moving, "the step before"),
    bind(Edit, &["]"], A::NextChapter, Moving, "the next chapter"),
    bind(Edit, &["["], A::PreviousChapter, Moving, "the chapter before"),
    bind(Edit, &["Z"], A::ZoomOut, Looking, "zoom out"),
    bind(Edit, &["z"], A::ZoomIn, Looking, "zoom in"),
    bind(Edit, &["n"], A::ToggleNotes, Screen, "notes shown or hidden"),
    bind(Edit, &["T"], A::NextTheme, Screen, "the next theme"),
    bind(Edit, &["y"], A::Link, Editing, "the command line that leads to just this view"),
    bind(Edit, &["d"], A::ToggleDecimals, Looking, "carry rounded decimals, or full precision"),
    bind(Edit, &["s"], A::NextSample, Looking, "the next sample of the table"),
    bind(Edit, &[":"], A::CommandLine, Program, "the command line"),
    bind(Edit, &["?"], A::Help, Program, "the list of keys").hint(2, "?", "help"),
    bind(Edit, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Edit, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Point, &["↑", "k"], A::ScrollUp, Moving, "the next number above").hint(3, "↑ ↓ ← →", "number"),
    bind(Point, &["↓", "j"], A::ScrollDown, Moving, "the next number below"),
    bind(Point, &["←", "h"], A::CursorLeft, Moving, "the next number to the left"),
    bind(Point, &["→", "l"], A::CursorRight, Moving, "the next number to the right"),
    bind(Point, &["Tab"], A::NextPanel, Moving, "to the next panel's numbers").hint(4, "Tab", "panel"),
    bind(Point, &["Enter"], A::Jump, Moving, "to the step that computed it; Backspace then goes back").hint(
        0,
        "Enter",
        "where it comes from",
    ),
    bind(Point, &["e"], A::Edit, Editing, "change it, if it is given").hint(5, "e", "edit"),
    bind(Point, &["i"], A::Inspect, Editing, "inspect its weight").hint(6, "i", "inspect"),
    bind(Point, &["Space", "PageDown"], A::Next, Moving, "done; the next step"),
    bind(Point, &["PageUp"], A::Back, Moving, "done; the step before"),
    bind(Point, &["u"], A::Undo, Editing, "take the last edit back"),
    bind(Point, &["Ctrl-R"], A::Redo, Editing, "make it again"),
    bind(Point, &["r"], A::CompareStart, Editing, "mark what differs from the start, or from the last edit"),
    bind(Point, &[":"], A::CommandLine, Program, "the command line"),
    bind(Point, &["?"], A::Help, Program, "the list of keys").hint(2, "?", "help"),
    bind(Point, &["Esc", "q"], A::Leave, Program, "done").hint(1, "Esc", "done"),
    bind(Point, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Point, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Inspect, &["←", "h"], A::CursorLeft, Moving, "the weight before").hint(2, "← →", "weight"),
    bind(Inspect, &["→", "l"], A::CursorRight, Moving, "the next weight"),
    bind(Inspect, &["↑", "k"], A::ScrollUp, Screen, "scroll up").hint(3, "↑ ↓", "scroll"),
    bind(Inspect, &["↓", "j"], A::ScrollDown, Screen, "scroll down"),
    bind(Inspect, &["PageUp"], A::PageUp, Screen, "a page up"),
    bind(Inspect, &["PageDown"], A::PageDown, Screen, "a page down"),
    bind(Inspect, &["<"], A::NudgeFiner, Looking, "measure with a tenth of ε").hint(4, "< >", "ε"),
    bind(Inspect, &[">"], A::NudgeCoarser, Looking, "measure with ten times ε"),
    bind(Inspect, &["d"], A::ToggleDecimals, Looking, "carry rounded decimals, or full precision"),
    bind(Inspect, &["s"], A::NextSample, Looking, "the next sample of the table"),
    bind(Inspect, &["+"], A::NudgeUp, Editing, "nudge the weight up").hint(5, "+ -", "nudge"),
    bind(Inspect, &["-"], A::NudgeDown, Editing, "nudge it down"),
    bind(Inspect, &["u"], A::Undo, Editing, "take the last edit back"),
    bind(Inspect, &["Ctrl-R"], A::Redo, Editing, "make it again"),
    bind(Inspect, &["e"], A::Edit, Editing, "change the weight in place").hint(6, "e", "edit"),
    bind(Inspect, &["Enter"], A::Jump, Moving, "to the step that computes its gradient")
        .hint(1, "Enter", "its step"),
    bind(Inspect, &[":"], A::CommandLine, Program, "the command line"),
    bind(Inspect, &["?"], A::Help, Program, "the list of keys").hint(7, "?", "help"),
    bind(Inspect, &["Esc", "q"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(Inspect, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Inspect, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(History, &["↑", "k"], A::ScrollUp, Moving, "the edit before").hint(2, "↑ ↓", "choose"),
    bind(History, &["↓", "j"], A::ScrollDown, Moving, "the edit after"),
    bind(History, &["PageUp"], A::PageUp, Moving, "ten edits up"),
    bind(History, &["PageDown"], A::PageDown, Moving, "ten edits down"),
    bind(History, &["Home"], A::First, Moving, "the start"),
    bind(History, &["End"], A::Last, Moving, "the last edit"),
    bind(History, &["Enter"], A::Submit, Editing, "go to that point").hint(1, "Enter", "go there"),
    bind(History, &["u"], A::Undo, Editing, "one edit back").hint(3, "u Ctrl-R", "undo, redo"),
    bind(History, &["Ctrl-R"], A::Redo, Editing, "one edit on"),
    bind(History, &[":"], A::CommandLine, Program, "the command line"),
    bind(History, &["Esc", "q"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(History, &["?"], A::Help, Program, "the list of keys"),
    bind(History, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(History, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Compare, &["↑", "k"], A::ScrollUp, Moving, "the number before").hint(2, "↑ ↓", "choose"),
    bind(Compare, &["↓", "j"], A::ScrollDown, Moving, "the number after"),
    bind(Compare, &["PageUp"], A::PageUp, Moving, "ten numbers up"),
    bind(Compare, &["PageDown"], A::PageDown, Moving, "ten numbers down"),
    bind(Compare, &["Home"], A::First, Moving, "the first"),
    bind(Compare, &["End"], A::Last, Moving, "the last"),
    bind(Compare, &["Enter"], A::Submit, Moving, "to the step that computes it").hint(1, "Enter", "go there"),
    bind(Compare, &[":"], A::CommandLine, Program, "the command line"),
    bind(Compare, &["Esc", "q", "c"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(Compare, &["?"], A::Help, Program, "the list of keys"),
    bind(Compare, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Compare, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Train, &["Space"], A::Pause, Editing, "pause, and go on; at the goal, for as many epochs more")
        .hint(2, "Space", "pause"),
    bind(Train, &["."], A::OneEpoch, Editing, "one epoch, then pause").hint(3, ".", "one epoch"),
    bind(Train, &["t"], A::Train, Editing, "for so many epochs more").hint(9, "t", "more epochs"),
    bind(Train, &["←"], A::CursorLeft, Moving, "look at the epoch before").hint(7, "← →", "epoch"),
    bind(Train, &["→"], A::CursorRight, Moving, "look at the next epoch; beyond the last, one is trained"),
    bind(Train, &["["], A::PreviousChapter, Moving, "a tenth of the epochs back"),
    bind(Train, &["]"], A::NextChapter, Moving, "a tenth of the epochs on"),
    bind(Train, &["Home"], A::First, Moving, "look at the start"),
    bind(Train, &["End"], A::Last, Moving, "look at the last epoch, and at each one to come"),
    bind(
        Train,
        &["Enter"],
        A::Submit,
        Moving,
        "walk through the lesson with the weights after the epoch that is looked at; with a number typed, go to that epoch, training if it is yet to come",
    )
    .hint(1, "Enter", "walk"),
    bind(Train, &["Backspace"], A::Erase, Typing, "erase a digit"),
    bind(Train, &["l"], A::Scale, Looking, "the error over a logarithmic axis, or a linear one")
        .hint(4, "l", "scale"),
    bind(Train, &["Tab"], A::NextMatrix, Looking, "the weights of the next layer").hint(5, "Tab", "layer"),
    bind(Train, &["Shift-Tab"], A::PreviousMatrix, Looking, "the weights of the layer before"),
    bind(Train, &["↑"], A::ScrollUp, Screen, "the table of outputs up"),
    bind(Train, &["↓"], A::ScrollDown, Screen, "the table of outputs down"),
    bind(Train, &["PageUp"], A::PageUp, Screen, "ten samples up"),
    bind(Train, &["PageDown"], A::PageDown, Screen, "ten samples down"),
    bind(Train, &["T"], A::NextTheme, Screen, "the next theme"),
    bind(Train, &["w"], A::SaveWeights, Program, "write the weights after the last epoch to a file")
        .hint(8, "w", "write weights"),
    bind(Train, &[":"], A::CommandLine, Program, "the command line"),
    bind(Train, &["?"], A::Help, Program, "the list of keys").hint(6, "?", "help"),
    bind(
        Train,
        &["Esc", "q"],
        A::Leave,
        Program,
        "drop what was typed, else leave; t comes back, and training goes on",
    )
    .hint(0, "Esc", "leave"),
    bind(Train, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Train, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Predict, &["Enter"], A::Submit, Typing, "give the answer; once the number is shown, on to the next")
        .hint(0, "Enter", "answer"),
    bind(Predict, &["Tab"], A::Hint, Looking, "a hint: first the formula, then the numbers in it")
        .hint(2, "Tab", "hint"),
    bind(Predict, &["PageDown"], A::Next, Moving, "show the answer; once it is shown, on to the next number")
        .hint(3, "PageDown", "skip"),
    bind(Predict, &["Esc"], A::Leave, Program, "drop what was typed; with nothing typed, stay at this step")
        .hint(1, "Esc", "done"),
    bind(Predict, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Predict, &["Delete"], A::EraseAhead, Typing, "erase what is ahead"),
    bind(Predict, &["Ctrl-U"], A::EraseAll, Typing, "erase all"),
    bind(Predict, &["←"], A::CursorLeft, Typing, "to the left"),
    bind(Predict, &["→"], A::CursorRight, Typing, "to the right; once the number is shown, on to the next"),
    bind(Predict, &["Home"], A::First, Typing, "to the start"),
    bind(Predict, &["End"], A::Last, Typing, "to the end"),
    bind(Predict, &["Shift-Tab"], A::NextPanel, Screen, "another panel has the focus"),
    bind(Predict, &["↑"], A::ScrollUp, Screen, "scroll up"),
    bind(Predict, &["↓"], A::ScrollDown, Screen, "scroll down"),
    bind(Predict, &[":"], A::CommandLine, Program, "the command line"),
    bind(Predict, &["?"], A::Help, Program, "the list of keys").hint(4, "?", "help"),
    bind(Predict, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Predict, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Wrong, &["←", "h"], A::CursorLeft, Moving, "the mistake before").hint(2, "← →", "mistake"),
    bind(Wrong, &["→", "l"], A::CursorRight, Moving, "the next mistake"),
    bind(Wrong, &["↑", "k"], A::ScrollUp, Screen, "scroll up").hint(3, "↑ ↓", "scroll"),
    bind(Wrong, &["↓", "j"], A::ScrollDown, Screen, "scroll down"),
    bind(Wrong, &["PageUp"], A::PageUp, Screen, "a page up"),
    bind(Wrong, &["PageDown"], A::PageDown, Screen, "a page down"),
    bind(Wrong, &["d"], A::ToggleDecimals, Looking, "carry rounded decimals, or full precision")
        .hint(4, "d", "decimals"),
    bind(Wrong, &["s"], A::NextSample, Looking, "the next sample of the table").hint(5, "s", "sample"),
    bind(Wrong, &["T"], A::NextTheme, Screen, "the next theme"),
    bind(Wrong, &[":"], A::CommandLine, Program, "the command line"),
    bind(Wrong, &["?"], A::Help, Program, "the list of keys").hint(6, "?", "help"),
    bind(Wrong, &["Esc", "Enter", "q"], A::Leave, Program, "close; the step at which both ways part stays open")
        .hint(0, "Esc", "close"),
    bind(Wrong, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Wrong, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Epochs, &["Enter"], A::Submit, Typing, "start training").hint(0, "Enter", "start"),
    bind(Epochs, &["Esc", "Ctrl-C"], A::Leave, Typing, "drop it").hint(0, "Esc", "drop"),
    bind(Epochs, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Epochs, &["Ctrl-U"], A::EraseAll, Typing, "erase all"),
    bind(Epochs, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Link, &["y"], A::Link, Program, "copy it again").hint(1, "y", "copy again"),
    bind(Link, &["↑", "k"], A::ScrollUp, Screen, "scroll up"),
    bind(Link, &["↓", "j"], A::ScrollDown, Screen, "scroll down"),
    bind(Link, &["Esc", "Enter", "q", "Space"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(Link, &["?"], A::Help, Program, "the list of keys"),
    bind(Link, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Link, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Unsaved, &["q", "Ctrl-C"], A::Quit, Program, "end without them").hint(0, "q", "end without them"),
    bind(
        Unsaved,
        &["s"],
        A::Save,
        Program,
        "write them: to the file that the scenario came from, else to one whose name it asks for",
    )
    .hint(2, "s", "save"),
    bind(Unsaved, &[":"], A::CommandLine, Program, "the command line: :save FILE").hint(3, ":save FILE", ""),
    bind(Unsaved, &["Esc"], A::Leave, Program, "stay").hint(1, "Esc", "stay"),
    bind(Unsaved, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Recap, &["→", "l", "Space", "PageDown", "Enter"], A::Next, Moving, "on to the next chapter")
        .hint(0, "→", "next chapter"),
    bind(Recap, &["←", "h", "PageUp", "Backspace"], A::Back, Moving, "back to the last step").hint(1, "←", "back"),
    bind(Recap, &["]"], A::NextChapter, Moving, "the next chapter"),
    bind(Recap, &["["], A::PreviousChapter, Moving, "the start of this chapter"),
    bind(Recap, &["↑", "k"], A::ScrollUp, Screen, "scroll up"),
    bind(Recap, &["↓", "j"], A::ScrollDown, Screen, "scroll down"),
    bind(Recap, &["/"], A::Find, Moving, "find a step").hint(4, "/", "find"),
    bind(Recap, &["d"], A::ToggleDecimals, Looking, "carry rounded decimals, or full precision"),
    bind(Recap, &["s"], A::NextSample, Looking, "the next sample of the table"),
    bind(Recap, &["e"], A::Edit, Editing, "change any given number in place").hint(5, "e", "edit"),
    bind(Recap, &["t"], A::Train, Editing, "train").hint(6, "t", "train"),
    bind(Recap, &["T"], A::NextTheme, Screen, "the next theme"),
    bind(Recap, &[":"], A::CommandLine, Program, "the command line").hint(7, ":", "command"),
    bind(Recap, &["?"], A::Help, Program, "the list of keys").hint(3, "?", "help"),
    bind(Recap, &["Esc", "q"], A::Leave, Program, "back to the last step").hint(2, "Esc", "close"),
    bind(Recap, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Recap, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Bookmarks, &["Enter"], A::Submit, Moving, "to that step; Backspace then goes back")
        .hint(1, "Enter", "go there"),
    bind(Bookmarks, &["↑", "k"], A::ScrollUp, Moving, "the step above").hint(2, "↑ ↓", "choose"),
    bind(Bookmarks, &["↓", "j"], A::ScrollDown, Moving, "the step below"),
    bind(Bookmarks, &["PageUp"], A::PageUp, Moving, "ten steps up"),
    bind(Bookmarks, &["PageDown"], A::PageDown, Moving, "ten steps down"),
    bind(Bookmarks, &["Home"], A::First, Moving, "the first marked step"),
    bind(Bookmarks, &["End"], A::Last, Moving, "the last one"),
    bind(Bookmarks, &["m", "Delete"], A::Bookmark, Moving, "mark it no longer").hint(3, "m", "remove"),
    bind(Bookmarks, &[":"], A::CommandLine, Program, "the command line"),
    bind(Bookmarks, &["?"], A::Help, Program, "the list of keys").hint(4, "?", "help"),
    bind(Bookmarks, &["Esc", "q", "M"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(Bookmarks, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Bookmarks, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Words, &["Enter"], A::Submit, Moving, "read it").hint(1, "Enter", "read"),
    bind(Words, &["↑", "k"], A::ScrollUp, Moving, "the word above").hint(2, "↑ ↓", "choose"),
    bind(Words, &["↓", "j"], A::ScrollDown, Moving, "the word below"),
    bind(Words, &["PageUp"], A::PageUp, Moving, "ten words up"),
    bind(Words, &["PageDown"], A::PageDown, Moving, "ten words down"),
    bind(Words, &["Home"], A::First, Moving, "the first word"),
    bind(Words, &["End"], A::Last, Moving, "the last word"),
    bind(Words, &["Tab"], A::NextPanel, Screen, "all words, or those of the step").hint(3, "Tab", "all, this step's"),
    bind(Words, &[":"], A::CommandLine, Program, "the command line"),
    bind(Words, &["?"], A::Help, Program, "the list of keys").hint(4, "?", "help"),
    bind(Words, &["Esc", "q", "w"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(Words, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Words, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Find, &["Enter"], A::Submit, Moving, "to that step; Backspace then goes back").hint(1, "Enter", "go there"),
    bind(Find, &["Esc"], A::Leave, Program, "clear what is looked for, then close").hint(0, "Esc", "close"),
    bind(Find, &["↑"], A::ScrollUp, Moving, "the step above").hint(2, "↑ ↓", "choose"),
    bind(Find, &["↓"], A::ScrollDown, Moving, "the step below").hint(3, "a-z", "look for"),
    bind(Find, &["PageUp"], A::PageUp, Moving, "ten steps up").hint(4, "PageUp PageDown", "ten steps"),
    bind(Find, &["PageDown"], A::PageDown, Moving, "ten steps down"),
    bind(Find, &["Home"], A::First, Moving, "the first one listed").hint(5, "Home End", "first, last"),
    bind(Find, &["End"], A::Last, Moving, "the last one listed"),
    bind(Find, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Find, &["Ctrl-U"], A::EraseAll, Typing, "erase all"),
    bind(Find, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Find, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Help, &["Esc", "?"], A::Leave, Program, "clear the search, then close").hint(0, "Esc", "close"),
    bind(Help, &["↑"], A::ScrollUp, Screen, "scroll up").hint(1, "↑ ↓", "scroll"),
    bind(Help, &["↓"], A::ScrollDown, Screen, "scroll down").hint(2, "a-z", "search"),
    bind(Help, &["PageUp"], A::PageUp, Screen, "a page up"),
    bind(Help, &["PageDown"], A::PageDown, Screen, "a page down"),
    bind(Help, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Help, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Help, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(What, &["Esc", "q", "Space"], A::Leave, Program, "close").hint(0, "Esc", "close"),
    bind(What, &["←", "h"], A::CursorLeft, Moving, "point at the word before, among those to go on with")
        .hint(2, "← → Enter", "go on with"),
    bind(What, &["→", "l"], A::CursorRight, Moving, "point at the next of them"),
    bind(What, &["Enter"], A::Submit, Moving, "read the word pointed at"),
    bind(What, &["Backspace"], A::Return, Moving, "back to the word that one came from")
        .hint(3, "Backspace", "back"),
    bind(What, &["g"], A::Jump, Moving, "to the step that treats this word").hint(4, "g", "its step"),
    bind(What, &["w"], A::Words, Moving, "all words").hint(5, "w", "all words"),
    bind(What, &["↑", "k"], A::ScrollUp, Screen, "scroll up").hint(1, "↑ ↓", "scroll"),
    bind(What, &["↓", "j"], A::ScrollDown, Screen, "scroll down"),
    bind(What, &["PageUp"], A::PageUp, Screen, "a page up"),
    bind(What, &["PageDown"], A::PageDown, Screen, "a page down"),
    bind(What, &[":"], A::CommandLine, Program, "another command").hint(8, ":", "command"),
    bind(What, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(What, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(Command, &["Enter"], A::Submit, Typing, "carry out").hint(0, "Enter", "do it"),
    bind(Command, &["Tab"], A::Complete, Typing, "complete the word").hint(7, "Tab", "complete"),
    bind(Command, &["Esc", "Ctrl-C"], A::Leave, Typing, "drop it").hint(0, "Esc", "drop"),
    bind(Command, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Command, &["Delete"], A::EraseAhead, Typing, "erase what is ahead"),
    bind(Command, &["Home"], A::First, Typing, "to the start"),
    bind(Command, &["End"], A::Last, Typing, "to the end"),
    bind(Command, &["Ctrl-U"], A::EraseAll, Typing, "erase all"),
    bind(Command, &["←"], A::CursorLeft, Typing, "to the left"),
    bind(Command, &["→"], A::CursorRight, Typing, "to the right"),
    bind(Command, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
];

#[cfg(test)]
mod tests;
