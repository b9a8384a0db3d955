//! What a line of the table of keys says.

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

/// A line of the table that the bottom line does not name.
pub(super) const fn bind(
    mode: ModeKind,
    keys: &'static [&'static str],
    action: Action,
    group: Group,
    label: &'static str,
) -> Binding {
    Binding { keys, mode, action, label, group, hint: None }
}

impl Binding {
    /// The same, named in the bottom line.
    pub(super) const fn hint(mut self, rank: u8, keys: &'static str, word: &'static str) -> Self {
        self.hint = Some(Hint { keys, word, rank });
        self
    }
}
