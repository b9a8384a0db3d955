//! The one table of keys. Dispatch, the hint line, the help page and the tables in the documents all come from it.

mod binding;
mod following;
mod key;
mod table;

pub use binding::{Binding, Group, Hint};
pub use following::{Following, following, following_key};
pub use key::{Code, Key};
pub use table::BINDINGS;

use crate::app::{Action, ModeKind};

/// Reads keys: gathers those that belong together (`gg`, `42G`) and looks them up.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    pending: Vec<Key>,
    count: Option<usize>,
}

impl Reader {
    /// What a key asks for in this mode; nothing yet where more keys must follow.
    pub fn read(&mut self, mode: ModeKind, key: Key) -> Option<Action> {
        if falls_back(mode) == ModeKind::Walk && self.pending.is_empty() && self.take_digit(key) {
            return None;
        }
        self.pending.push(key);
        let of_mode = || bindings(mode);
        if let Some(binding) = of_mode().find(|binding| binding.is(&self.pending)) {
            self.pending.clear();
            let count = self.count.take();
            return Some(match (&binding.action, count) {
                (Action::Last, Some(number)) => Action::StepNumber(number),
                (action, _) => action.clone(),
            });
        }
        if of_mode().any(|binding| binding.begins_with(&self.pending)) {
            return None;
        }
        let was_chord = self.pending.len() > 1;
        self.pending.clear();
        self.count = None;
        if was_chord {
            return self.read(mode, key);
        }
        match key {
            Key { code: Code::Char(c), ctrl: false } if takes_text(mode) => Some(Action::Type(c)),
            // Whoever sees nothing need not know which key it was.
            _ if mode == ModeKind::Blank => Some(Action::Leave),
            _ => None,
        }
    }

    fn take_digit(&mut self, key: Key) -> bool {
        let Key { code: Code::Char(c), ctrl: false } = key else { return false };
        let Some(digit) = c.to_digit(10) else { return false };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        let number = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
        self.count = Some(number.min(1_000_000_000));
        true
    }
}

/// Whether characters without a binding are text in this mode.
fn takes_text(mode: ModeKind) -> bool {
    matches!(
        mode,
        ModeKind::Help
            | ModeKind::Find
            | ModeKind::Command
            | ModeKind::Edit
            | ModeKind::Epochs
            | ModeKind::Train
            | ModeKind::Predict
    )
}

/// The mode whose keys do what they do there, where a mode has no other use for them; else itself.
fn falls_back(mode: ModeKind) -> ModeKind {
    match mode {
        ModeKind::Present => ModeKind::Walk,
        mode => mode,
    }
}

/// The keys of a mode: its own, then those that it leaves as they are elsewhere.
pub fn bindings(mode: ModeKind) -> impl Iterator<Item = &'static Binding> {
    let of = |mode: ModeKind| BINDINGS.iter().filter(move |binding| binding.mode == mode);
    let elsewhere = falls_back(mode);
    of(mode).chain(of(elsewhere).filter(move |_| elsewhere != mode))
}

/// What the bottom line says about the keys of a mode, in the order of the table, and what they do.
pub fn hints(mode: ModeKind) -> impl Iterator<Item = (Hint, &'static Action)> {
    let own = BINDINGS.iter().filter(move |binding| binding.mode == mode);
    own.filter_map(|binding| Some((binding.hint?, &binding.action)))
}

/// The key that asks for an action in a mode, the first if there are several: for texts that name it.
pub fn key_of(mode: ModeKind, action: &Action) -> Option<&'static str> {
    let found = bindings(mode).find(|binding| binding.action == *action);
    found.and_then(|binding| binding.keys.first().copied())
}

/// A mode's own keys as a table in Markdown, for the documents.
pub fn markdown(mode: ModeKind) -> String {
    let mut text = String::from("| keys | what they do |\n| --- | --- |\n");
    for binding in BINDINGS.iter().filter(|binding| binding.mode == mode) {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
        text.extend(["| ", &keys.join(" "), " | ", binding.label, " |\n"]);
    }
    text
}
