//! What the pointer of the mouse is over, which is named until something is done.

use super::action::Effect;
use super::state::App;
use crate::engine::Quantity;

impl App {
    /// What the pointer of the mouse is over, if it has moved since something was done.
    pub fn hovered(&self) -> Option<Quantity> {
        self.hovered
    }

    /// The pointer is over this now. A message stays, and so does all else.
    pub(super) fn hover(&mut self, over: Option<Quantity>) -> Effect {
        if self.hovered == over {
            return Effect::None;
        }
        self.hovered = over;
        Effect::Redraw
    }
}
