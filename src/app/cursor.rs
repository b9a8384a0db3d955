//! The cursor over given numbers, and the text of the one that is being typed.

use super::field::Field;
use super::state::App;
use crate::engine::{Kind, Network, Part, Quantity, WeightId};
use crate::lesson::{Address, Place, Section, Step};
use crate::scenario::givens;

/// Where one is among the given numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The number under the cursor.
    pub at: Quantity,
    /// What has been typed for it; empty while nothing has.
    pub typed: Field,
    /// The sign that was the last thing typed, which nudged the number: a digit right behind it makes
    /// it the sign of a number that is being typed.
    pub(super) sign: Option<Signed>,
}

/// A sign that was typed where no number was being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signed {
    pub sign: char,
    /// Whether it nudged the number.
    pub nudged: bool,
}

/// Where a key moves the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Left,
    Right,
    /// To the first number of the next vector or matrix.
    NextPart,
    /// To the first number of the one before.
    PreviousPart,
}

impl Cursor {
    /// At a number, with nothing typed.
    pub fn new(at: Quantity) -> Self {
        Self { at, typed: Field::default(), sign: None }
    }

    /// The vector or matrix that it is in.
    pub fn part(&self) -> Part {
        Part::all(self.at.kind, self.at.layer)
    }
}

/// Rows and columns of a vector or matrix of given numbers.
fn size(part: Part, network: &Network) -> (usize, usize) {
    match part.kind {
        Kind::LearningRate => (1, 1),
        Kind::Weight => (network.width(part.layer), network.width(part.layer - 1)),
        _ => (network.width(part.layer), 1),
    }
}

/// Where the cursor is after a move: within its vector or matrix, or beyond its edge in the next.
pub(super) fn moved(at: Quantity, way: Way, network: &Network) -> Quantity {
    let parts = givens(network);
    let index = parts.iter().position(|part| part.contains(at)).unwrap_or(0);
    let (rows, columns) = size(parts[index], network);
    let beyond = |step: usize| parts[(index + step) % parts.len()];
    let in_part = |part: Part, row: usize, column: usize| {
        let (rows, columns) = size(part, network);
        let (row, column) = (row.min(rows - 1), column.min(columns - 1));
        Quantity { kind: part.kind, layer: part.layer, row, column }
    };
    let (next, previous) = (beyond(1), beyond(parts.len() - 1));
    match way {
        Way::Up if at.row > 0 => Quantity { row: at.row - 1, ..at },
        Way::Up => in_part(previous, usize::MAX, at.column),
        Way::Down if at.row + 1 < rows => Quantity { row: at.row + 1, ..at },
        Way::Down => in_part(next, 0, at.column),
        Way::Left if at.column > 0 => Quantity { column: at.column - 1, ..at },
        Way::Left => in_part(previous, at.row, usize::MAX),
        Way::Right if at.column + 1 < columns => Quantity { column: at.column + 1, ..at },
        Way::Right => in_part(next, at.row, 0),
        Way::NextPart => in_part(next, 0, 0),
        Way::PreviousPart => in_part(previous, 0, 0),
    }
}

impl App {
    /// The given number that the step is about: where changing begins.
    pub(super) fn given_at_step(&self) -> Quantity {
        let Address { section, place } = self.place;
        let (row, column) = match place {
            Place::Row(row) => (row, 0),
            Place::Cell(row, column) => (row, column),
            _ => (0, 0),
        };
        let weight = |layer: usize, row: usize, column: usize| {
            Some(Quantity { kind: Kind::Weight, layer, row, column })
        };
        let found = match section {
            Section::Derive(at) | Section::CheckWeight(at) => Some(Quantity::at(Kind::Weight, at)),
            Section::Net(layer) | Section::Gradient(layer) | Section::Update(layer) => {
                weight(layer, row, column)
            }
            Section::Out(layer) | Section::Delta(layer) => weight(layer, row, 0),
            // Backward, a column of the next layer's weights.
            Section::ByOut(layer) => weight(layer + 1, column, row),
            _ => given_of(&self.step(), self.lesson.pass().network()),
        };
        found.unwrap_or(Quantity { kind: Kind::Weight, layer: 1, row: 0, column: 0 })
    }

    /// The weight that is looked at where a step is about none: the first that the lesson derives.
    pub(super) fn first_weight(&self) -> WeightId {
        let derived = self.lesson.scenario().plan.derive.first().copied();
        derived.unwrap_or(WeightId { layer: 1, neuron: 0, input: 0 })
    }
}

/// The first given number among those that are new or take part, else the weight that is behind the
/// first of them, else the first weight that is shown.
fn given_of(step: &Step, network: &Network) -> Option<Quantity> {
    let parts = || step.new.iter().chain(&step.lit);
    let first = |part: &Part| Quantity {
        kind: part.kind,
        layer: part.layer,
        row: part.row.unwrap_or(0),
        column: part.column.unwrap_or(0),
    };
    let given = parts().map(first).find(|&q| q.is_given() && (q.kind != Kind::Bias || has_bias(network, q)));
    let behind = || {
        let of_layer = parts().map(first).find(|q| q.layer > 0);
        of_layer.map(|q| Quantity {
            kind: Kind::Weight,
            column: if q.kind.is_matrix() { q.column } else { 0 },
            ..q
        })
    };
    let shown = || step.shows.iter().map(first).find(|q| q.kind == Kind::Weight);
    given.or_else(behind).or_else(shown)
}

fn has_bias(network: &Network, q: Quantity) -> bool {
    q.layer > 0 && network.layer(q.layer).biases.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::builtin;

    #[test]
    fn the_cursor_goes_through_every_given_number_and_comes_back() {
        let swap = builtin("swap").unwrap();
        let network = swap.network();
        let start = Quantity::of(Kind::Out, 0, 0);
        for (way, back) in [(Way::Right, Way::Left), (Way::Down, Way::Up), (Way::NextPart, Way::PreviousPart)]
        {
            let mut at = start;
            let mut seen = std::collections::HashSet::new();
            for _ in 0..200 {
                let next = moved(at, way, network);
                assert!(swap.given_number(next, 1).is_some(), "{next:?}");
                let part = |q: Quantity| (q.kind, q.layer);
                if part(next) == part(at) {
                    assert_eq!(moved(next, back, network), at);
                }
                seen.insert(part(next));
                at = next;
            }
            assert_eq!(seen.len(), givens(network).len(), "{way:?} reaches every vector and matrix");
        }
    }
}
