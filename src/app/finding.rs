//! Finding a step by words, or in the index of them all.

use std::sync::Arc;

use super::action::{Action, Effect};
use super::field::Field;
use super::mode::Mode;
use super::pages::chosen;
use super::state::App;
use crate::lesson::finding::Found;
use crate::lesson::words::finding as words;
use crate::lesson::{Address, Zoom};

impl App {
    /// Opens the index at the step that is shown, or what is found by words.
    pub(super) fn open_index(&mut self, words: &str) -> Effect {
        let mut query = Field::default();
        query.insert(words);
        let row = if words.is_empty() { self.progress().0 - 1 } else { 0 };
        self.enter(Mode::Find { query, row })
    }

    /// The steps found for a query; `None` where it is empty, so that all steps are listed.
    pub fn found(&self, query: &Field) -> Option<Arc<Found>> {
        let text = query.text();
        (!text.trim().is_empty()).then(|| self.lesson.find(text, self.zoom))
    }

    pub(super) fn read_find(&mut self, action: Action) -> Effect {
        let Mode::Find { query, row } = &self.mode else { return Effect::None };
        let (found, mut row, mut query) = (self.found(query), *row, query.clone());
        let count = found.as_ref().map_or(self.lesson.outline().len(self.zoom), |found| found.list.len());
        if !chosen(&mut row, count, &action) {
            match action {
                Action::Type(c) => query.insert(c.encode_utf8(&mut [0; 4])),
                Action::Paste(text) => query.insert(&text),
                Action::Erase => {
                    query.erase();
                }
                Action::EraseAll => query.replace(""),
                Action::Leave if !query.text().is_empty() => query.replace(""),
                Action::Submit => return self.go_to_found(found.as_deref(), row),
                Action::Choose(n) if n < count => return self.go_to_found(found.as_deref(), n),
                other => return self.read_page(&other),
            }
            // What was chosen before is somewhere else now, or not there at all.
            row = if query.text().trim().is_empty() { self.progress().0 - 1 } else { 0 };
        }
        self.mode = Mode::Find { query, row };
        Effect::Redraw
    }

    fn go_to_found(&mut self, found: Option<&Found>, row: usize) -> Effect {
        let address = match found {
            Some(found) => found.list.get(row).copied(),
            None => self.lesson.outline().at(self.zoom, row),
        };
        address.map_or(Effect::None, |address| self.travel(address))
    }

    /// Goes to a step from wherever one is, as closely as it takes to see it; one can return.
    pub(super) fn travel(&mut self, address: Address) -> Effect {
        let from = (self.place, self.zoom);
        self.leave_all();
        let mut earlier = std::mem::take(&mut self.jumped_from);
        self.look_closely_at(address);
        self.go_to(address);
        let moved = (self.place, self.zoom) != from;
        if moved {
            earlier.push(from);
        }
        self.jumped_from = earlier;
        self.jumped_to = Some(self.place.section);
        if moved {
            self.say(words::CAME_FROM.replace("{address}", &self.lesson.address_text(from.0)));
            self.add_key(Action::Return, words::GOES_BACK);
        }
        Effect::Redraw
    }

    /// A step that is shown at a closer look only is looked at so closely.
    pub(super) fn look_closely_at(&mut self, address: Address) {
        let outline = self.lesson.outline();
        let shows = |zoom: &Zoom| *zoom >= self.zoom && outline.index(*zoom, address).is_some();
        self.zoom = Zoom::ALL.into_iter().find(shows).unwrap_or(self.zoom);
    }
}
