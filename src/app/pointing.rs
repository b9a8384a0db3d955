//! Pointing at numbers on the screen, and going to where they come from.

use super::action::Effect;
use super::mode::Mode;
use super::state::{App, Panel};
use crate::engine::{Kind, Quantity};

/// A number on the screen. The same number may stand in several places of several panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// In which panel.
    pub panel: Panel,
    /// What it is.
    pub quantity: Quantity,
    /// Which of the places of this number in this panel, from 0.
    pub nth: usize,
}

impl App {
    /// Points at a number.
    pub(super) fn point_at(&mut self, pointer: Pointer) -> Effect {
        if self.mode == Mode::Point(pointer) {
            return Effect::None;
        }
        self.focus_on(pointer.panel);
        self.enter(Mode::Point(pointer))
    }

    /// Another panel gets the focus; one that has it stays scrolled as it is.
    pub(super) fn focus_on(&mut self, panel: Panel) -> Effect {
        if panel == self.focus || !Panel::ALL.contains(&panel) {
            return Effect::None;
        }
        (self.focus, self.scroll) = (panel, 0);
        Effect::Redraw
    }

    /// Goes to the step that computed a number, from which one can return.
    pub(super) fn jump(&mut self, q: Quantity) -> Effect {
        let name = self.names().screen(q);
        let Some(home) = self.lesson.source(q, self.place, self.zoom) else {
            let reason = if q.is_given() { "is given" } else { "is computed in a chapter that is left out" };
            return self.say(format!("{name} {reason}; no step of this lesson computes it."));
        };
        let from = (self.place, self.zoom);
        self.leave_all();
        let mut earlier = std::mem::take(&mut self.jumped_from);
        let moved = self.go_to(home) != Effect::None;
        if moved {
            self.leave_partly(from.0);
            earlier.push(from);
        }
        self.jumped_from = earlier;
        self.jumped_to = Some(self.place.section);
        if moved {
            return self.say(format!("{name} comes from here. Backspace goes back."));
        }
        let reason = if q.is_given() { "is given here" } else { "is computed at this very step" };
        self.say(format!("{name} {reason}."))
    }

    /// Back to where one jumped from, else to the step before.
    pub(super) fn go_back(&mut self) -> Effect {
        let Some((place, zoom)) = self.jumped_from.pop() else { return self.back() };
        self.zoom = zoom;
        let earlier = std::mem::take(&mut self.jumped_from);
        self.go_to(place);
        self.return_partly();
        self.jumped_from = earlier;
        self.jumped_to = Some(self.place.section);
        Effect::Redraw
    }

    /// The weight that a number belongs to, where it belongs to one.
    pub(super) fn weight_of(q: Quantity) -> Option<Quantity> {
        let is_at_weight = matches!(q.kind, Kind::Weight | Kind::Gradient | Kind::WeightAfter);
        is_at_weight.then(|| q.with(Kind::Weight))
    }
}
