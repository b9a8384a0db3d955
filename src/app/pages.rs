//! Pages that list things to go to: the edits made, where the two ways of carrying differ; the link;
//! the question before unsaved edits are left.

use super::action::{Action, Effect};
use super::mode::Mode;
use super::state::App;
use crate::lesson::Partings;
use crate::scenario::Origin;

/// Rows that a key turning pages goes on by.
const PAGE: usize = 10;

/// Moves the row pointed at among `count`, if that is what the action asks for.
pub(super) fn chosen(row: &mut usize, count: usize, action: &Action) -> bool {
    let last = count.saturating_sub(1);
    *row = match action {
        Action::ScrollUp => row.saturating_sub(1),
        Action::ScrollDown => row.saturating_add(1),
        Action::PageUp => row.saturating_sub(PAGE),
        Action::PageDown => row.saturating_add(PAGE),
        Action::First => 0,
        Action::Last => last,
        _ => return false,
    }
    .min(last);
    true
}

impl App {
    /// Where carried decimals and full precision differ: as carried now, or as they would be.
    pub fn partings(&self) -> &Partings {
        self.lesson.partings(self.decimals)
    }

    pub(super) fn read_history(&mut self, action: &Action) -> Effect {
        let count = self.history.all().len() + 1;
        let Mode::History { row } = &mut self.mode else { return Effect::None };
        if chosen(row, count, action) {
            return Effect::Redraw;
        }
        let row = *row;
        match action {
            Action::Submit => self.go_to_edit(row),
            Action::Undo => {
                self.undo();
                self.follow_history()
            }
            Action::Redo => {
                self.redo();
                self.follow_history()
            }
            _ => self.read_page(action),
        }
    }

    /// The row pointed at is the edit that holds.
    fn follow_history(&mut self) -> Effect {
        let present = self.history.present();
        if let Mode::History { row } = &mut self.mode {
            *row = present;
        }
        Effect::Redraw
    }

    pub(super) fn read_comparison(&mut self, action: &Action) -> Effect {
        let count = self.partings().list.len();
        let Mode::Compare { row } = &mut self.mode else { return Effect::None };
        if chosen(row, count, action) {
            return Effect::Redraw;
        }
        let row = *row;
        match action {
            Action::Submit => match self.partings().list.get(row).map(|parting| parting.quantity) {
                Some(q) => self.jump(q),
                None => Effect::None,
            },
            _ => self.read_page(action),
        }
    }

    pub(super) fn read_link(&mut self, action: &Action) -> Effect {
        let Mode::Link { text, scroll } = &mut self.mode else { return Effect::None };
        if super::update::scrolled(scroll, action) {
            return Effect::Redraw;
        }
        match action {
            Action::Link => Effect::Copy(text.clone()),
            _ => self.read_page(action),
        }
    }

    pub(super) fn asked_to_quit(&mut self, action: &Action) -> Effect {
        match action {
            Action::Save => {
                self.leave_all();
                self.quits_when_saved = true;
                match self.lesson.scenario().origin {
                    Origin::File(_) => self.save(""),
                    // It came from nowhere that can be written to: a name is wanted.
                    Origin::Builtin(_) | Origin::Text => {
                        let mut field = super::Field::default();
                        field.insert("save ");
                        self.enter(Mode::Command(field))
                    }
                }
            }
            _ => self.read_page(action),
        }
    }

    /// What all pages have in common.
    pub(super) fn read_page(&mut self, action: &Action) -> Effect {
        match action {
            Action::CommandLine => self.enter(Mode::Command(super::Field::default())),
            Action::Help => self.help(),
            Action::Leave => self.leave(),
            Action::Quit => self.quit(),
            Action::Suspend => Effect::Suspend,
            _ => Effect::None,
        }
    }

    /// Ends the program, or asks first where edits would be lost.
    pub(super) fn quit(&mut self) -> Effect {
        if !self.is_unsaved() || self.mode == Mode::Unsaved {
            return Effect::Quit;
        }
        // What would be lost are the numbers from before the tour.
        self.leave_tour();
        self.enter(Mode::Unsaved)
    }

    /// Whether numbers would be lost: edits were made, and they tell the scenario from what its file
    /// holds.
    pub(super) fn is_unsaved(&self) -> bool {
        let (lesson, history) = self.own();
        let (now, base) = (lesson.scenario(), &self.base);
        let is_same =
            now.network() == base.network() && now.samples == base.samples && now.learning == base.learning;
        history.is_unsaved() && !is_same
    }
}
