//! The wrong way: a known mistake, and what it does to this network.

use super::action::{Action, Effect};
use super::mode::Mode;
use super::state::App;
use crate::engine::Mistake;

impl App {
    /// Goes to the step at which a mistake first makes another number, and shows both ways.
    pub(super) fn go_wrong(&mut self, mistake: Mistake) -> Effect {
        let way = self.lesson.wrong_way(mistake);
        if let Some(at) = way.parting.as_ref().and_then(|parting| parting.at) {
            self.go_to(at);
        }
        self.enter(Mode::Wrong { mistake, scroll: 0 })
    }

    pub(super) fn read_wrong_way(&mut self, action: &Action) -> Effect {
        let Mode::Wrong { mistake, scroll } = &mut self.mode else { return Effect::None };
        if super::update::scrolled(scroll, action) {
            return Effect::Redraw;
        }
        let all = Mistake::ALL;
        let here = all.iter().position(|other| other == mistake).unwrap_or(0);
        match action {
            Action::CursorLeft => self.go_wrong(all[(here + all.len() - 1) % all.len()]),
            Action::CursorRight => self.go_wrong(all[(here + 1) % all.len()]),
            Action::ToggleDecimals | Action::NextSample | Action::NextTheme => self.walk(action),
            _ => self.read_page(action),
        }
    }
}
