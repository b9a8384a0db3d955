//! Looking at one weight: its chain, its paths, its gradient measured, the error over it.

use super::action::{Action, Effect};
use super::mode::Mode;
use super::state::App;
use crate::engine::{EPSILON, Kind, Network, Quantity, WeightId};

/// A weight that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inspecting {
    /// Which.
    pub weight: WeightId,
    /// The nudge of the numerical gradient.
    pub epsilon: f64,
    /// Lines scrolled.
    pub scroll: usize,
}

/// The smallest and the largest nudge that can be chosen.
const NUDGES: (f64, f64) = (1e-12, 1.0);

impl App {
    /// Looks at a weight.
    pub(super) fn inspect(&mut self, weight: WeightId) -> Effect {
        self.enter(Mode::Inspect(Inspecting { weight, epsilon: EPSILON, scroll: 0 }))
    }

    pub(super) fn read_inspection(&mut self, action: &Action) -> Effect {
        let Mode::Inspect(at) = &mut self.mode else { return Effect::None };
        if super::update::scrolled(&mut at.scroll, action) {
            return Effect::Redraw;
        }
        let weight = at.weight;
        match action {
            Action::NudgeFiner => at.epsilon = shifted(at.epsilon, -1),
            Action::NudgeCoarser => at.epsilon = shifted(at.epsilon, 1),
            Action::NudgeUp => return self.nudge_or_say(Quantity::at(Kind::Weight, weight), 1.0),
            Action::NudgeDown => return self.nudge_or_say(Quantity::at(Kind::Weight, weight), -1.0),
            Action::CursorLeft | Action::CursorRight => {
                let network = self.lesson.pass().network();
                at.weight = neighbour(weight, network, *action == Action::CursorRight);
                at.scroll = 0;
            }
            Action::Edit => return self.edit_at(Quantity::at(Kind::Weight, weight)),
            Action::ToggleDecimals | Action::NextSample => return self.walk(action),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Jump => return self.jump(Quantity::at(Kind::Gradient, weight)),
            _ => return self.read_page(action),
        }
        Effect::Redraw
    }
}

/// The weight after or before this one, row by row and layer by layer; beyond the last, the first.
fn neighbour(weight: WeightId, network: &Network, is_next: bool) -> WeightId {
    let WeightId { layer, neuron, input } = weight;
    let columns = network.width(layer - 1);
    let (count, number) = (columns * network.width(layer), neuron * columns + input);
    let at = |layer: usize, number: usize| {
        let columns = network.width(layer - 1);
        WeightId { layer, neuron: number / columns, input: number % columns }
    };
    match (is_next, number) {
        (true, n) if n + 1 < count => at(layer, n + 1),
        (true, _) => at(layer % network.last() + 1, 0),
        (false, 0) => {
            let before = if layer > 1 { layer - 1 } else { network.last() };
            at(before, network.width(before) * network.width(before - 1) - 1)
        }
        (false, n) => at(layer, n - 1),
    }
}

/// A nudge ten times as large or small, as the power of ten that it is.
fn shifted(epsilon: f64, by: i32) -> f64 {
    let power = epsilon.log10().round() as i32 + by;
    let shifted: f64 = format!("1e{power}").parse().unwrap_or(epsilon);
    shifted.clamp(NUDGES.0, NUDGES.1)
}
