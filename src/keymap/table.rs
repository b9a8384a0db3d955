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
use ModeKind::{Command, Help, Walk, What};

/// Every key of the program.
pub static BINDINGS: &[Binding] = &[
    bind(Walk, &["→", "l", "Space", "PageDown"], A::Next, Moving, "the next step").hint(0, "← →", "step"),
    bind(Walk, &["←", "h", "Backspace", "PageUp"], A::Back, Moving, "the step before"),
    bind(Walk, &["]"], A::NextChapter, Moving, "the next chapter").hint(5, "[ ]", "chapter"),
    bind(Walk, &["["], A::PreviousChapter, Moving, "the start of this chapter, or the one before"),
    bind(Walk, &["gg", "Home"], A::First, Moving, "the first step"),
    bind(Walk, &["G", "End"], A::Last, Moving, "the last step; with a number before it, that step: 42G"),
    bind(
        Walk,
        &["z"],
        A::ZoomIn,
        Looking,
        "zoom in: from a matrix operation to a neuron to a single product",
    )
    .hint(4, "z Z", "zoom"),
    bind(Walk, &["Z"], A::ZoomOut, Looking, "zoom out"),
    bind(Walk, &["d"], A::ToggleDecimals, Looking, "carry rounded decimals, or full precision")
        .hint(6, "d", "decimals"),
    bind(Walk, &["s"], A::NextSample, Looking, "the next sample of the table").hint(7, "s", "sample"),
    bind(Walk, &["u"], A::Undo, Editing, "take the last change of a number (:set) back"),
    bind(Walk, &["Ctrl-R"], A::Redo, Editing, "make it again"),
    bind(Walk, &["Tab"], A::NextPanel, Screen, "the next panel; where it has no room, it is brought up")
        .hint(3, "Tab", "panel"),
    bind(Walk, &["↑"], A::ScrollUp, Screen, "scroll the panel up"),
    bind(Walk, &["↓"], A::ScrollDown, Screen, "scroll the panel down"),
    bind(Walk, &["f"], A::Enlarge, Screen, "one panel large, and back").hint(9, "f", "large"),
    bind(Walk, &["n"], A::ToggleNotes, Screen, "notes shown or hidden"),
    bind(Walk, &["T"], A::NextTheme, Screen, "the next theme: dark, light, without colour"),
    bind(Walk, &[":"], A::CommandLine, Program, "the command line, with completion: :goto, :set, :what, …")
        .hint(8, ":", "command"),
    bind(Walk, &["?"], A::Help, Program, "this list, searchable").hint(1, "?", "help"),
    bind(Walk, &["Esc"], A::Leave, Program, "leave what is open, one level at a time"),
    bind(Walk, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Walk, &["q", "Ctrl-C"], A::Quit, Program, "quit").hint(2, "q", "quit"),
    bind(Help, &["Esc", "?"], A::Leave, Program, "clear the search, then close").hint(0, "Esc", "close"),
    bind(Help, &["↑"], A::ScrollUp, Screen, "scroll up").hint(1, "↑ ↓", "scroll"),
    bind(Help, &["↓"], A::ScrollDown, Screen, "scroll down").hint(2, "a-z", "search"),
    bind(Help, &["PageUp"], A::PageUp, Screen, "a page up"),
    bind(Help, &["PageDown"], A::PageDown, Screen, "a page down"),
    bind(Help, &["Backspace"], A::Erase, Typing, "erase"),
    bind(Help, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
    bind(Help, &["Ctrl-C"], A::Quit, Program, "quit"),
    bind(What, &["Esc", "Enter", "q", "Space"], A::Leave, Program, "close").hint(0, "Esc", "close"),
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
    bind(Command, &["Backspace", "Ctrl-H"], A::Erase, Typing, "erase"),
    bind(Command, &["Ctrl-U"], A::EraseAll, Typing, "erase all"),
    bind(Command, &["←"], A::CursorLeft, Typing, "to the left"),
    bind(Command, &["→"], A::CursorRight, Typing, "to the right"),
    bind(Command, &["Ctrl-Z"], A::Suspend, Program, "suspend"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        let mut seen = std::collections::HashSet::new();
        for binding in BINDINGS {
            for name in binding.keys {
                assert!(seen.insert((binding.mode, Key::sequence(name))), "{name} in {:?}", binding.mode);
            }
        }
    }

    #[test]
    fn no_key_hides_a_longer_one() {
        for binding in BINDINGS {
            for name in binding.keys {
                let keys = Key::sequence(name);
                let hides = |other: &Binding| other.mode == binding.mode && other.begins_with(&keys);
                assert!(!BINDINGS.iter().any(hides), "{name} in {:?}", binding.mode);
            }
        }
    }

    #[test]
    fn every_mode_can_be_left_and_says_how() {
        for mode in [Walk, Help, What, Command] {
            let leaves = |b: &&Binding| b.mode == mode && matches!(b.action, A::Leave | A::Quit);
            assert!(BINDINGS.iter().any(|b| leaves(&b) && b.hint.is_some()), "{mode:?}");
        }
    }
}
