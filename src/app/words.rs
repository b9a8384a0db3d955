//! Reading the glossary: an entry, the entries that it leads to, the list of a step's words.

use super::action::{Action, Effect};
use super::mode::Mode;
use super::pages::chosen;
use super::state::App;
use super::update::scrolled;
use crate::lesson::glossary::{self, Entry};
use crate::lesson::words::glossary as words;

/// Entries that one can go back through.
const MOST_BACK: usize = 50;

impl App {
    /// Opens an entry; from another one, so that one can go back to it.
    pub(super) fn read(&mut self, entry: &'static Entry) -> Effect {
        let mut back = Vec::new();
        if let Mode::What { entry: before, back: earlier, .. } = &mut self.mode {
            back = std::mem::take(earlier);
            back.push(*before);
            back.drain(..back.len().saturating_sub(MOST_BACK));
        }
        self.enter(Mode::What { entry, scroll: 0, chosen: 0, back })
    }

    /// Opens the list of the words that the step uses, or of all there are.
    pub(super) fn open_words(&mut self, all: bool) -> Effect {
        self.enter(Mode::Words { all, row: 0 })
    }

    /// The entries that such a list has.
    pub fn words(&self, all: bool) -> Vec<&'static Entry> {
        if all { glossary::entries().to_vec() } else { glossary::of_step(&self.step()) }
    }

    pub(super) fn read_words(&mut self, action: &Action) -> Effect {
        let Mode::Words { all, mut row } = self.mode else { return Effect::None };
        let listed = self.words(all);
        if chosen(&mut row, listed.len(), action) {
            self.mode = Mode::Words { all, row };
            return Effect::Redraw;
        }
        let n = match *action {
            Action::Submit => row,
            Action::Choose(n) => n,
            Action::NextPanel => {
                self.mode = Mode::Words { all: !all, row: 0 };
                return Effect::Redraw;
            }
            _ => return self.read_page(action),
        };
        listed.get(n).map_or(Effect::None, |entry| self.read(entry))
    }

    pub(super) fn read_entry(&mut self, action: &Action) -> Effect {
        let Mode::What { entry, scroll, chosen, back } = &mut self.mode else { return Effect::None };
        if scrolled(scroll, action) {
            return Effect::Redraw;
        }
        let count = entry.related.len();
        match action {
            Action::CursorLeft => *chosen = (*chosen + count).saturating_sub(1) % count.max(1),
            Action::CursorRight => *chosen = (*chosen + 1) % count.max(1),
            Action::Submit => {
                let next = entry.related().nth(*chosen);
                return next.map_or(Effect::None, |next| self.read(next));
            }
            Action::Choose(n) => {
                let next = entry.related().nth(*n);
                return next.map_or(Effect::None, |next| self.read(next));
            }
            Action::Read(entry) => return self.read(entry),
            Action::Return => match back.pop() {
                Some(before) => (*entry, *scroll, *chosen) = (before, 0, 0),
                None => return self.leave(),
            },
            Action::Words => return self.open_words(true),
            Action::Jump => {
                let entry = *entry;
                return match entry.step(&self.lesson) {
                    Some(address) => self.travel(address),
                    None => self.say(words::NO_STEP),
                };
            }
            _ => return self.read_page(action),
        }
        Effect::Redraw
    }
}
