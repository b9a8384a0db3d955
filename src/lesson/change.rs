//! What an edit reaches and what it leaves alone, in words.

use super::words::edit as words;
use super::{Lesson, Piece, Prose};
use crate::engine::{Kind, Part, Quantity};
use crate::notation::expr::{Form, Number};

/// Given numbers that were changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Changed {
    /// One number, or a vector or matrix as a whole; `None` where all went back to the start.
    pub part: Option<Part>,
    /// The sample that they belong to, where they belong to one.
    pub sample: Option<usize>,
    /// What one number was.
    pub old: Option<f64>,
    /// What it is.
    pub new: Option<f64>,
}

impl Lesson {
    /// The reason why things changed as they did.
    pub fn explain_change(&self, changed: &Changed) -> Vec<Prose> {
        let Some(part) = changed.part else { return vec![Prose::text(words::BACK)] };
        let single = part.row.map(|row| Quantity {
            kind: part.kind,
            layer: part.layer,
            row,
            column: part.column.unwrap_or(0),
        });
        let mut holes = self.holes_of(part, single);
        let number = |value: Option<f64>| match value {
            Some(value) => Piece::Number(Number { value, of: None, form: Form::Given(0), hidden: false }),
            None => Piece::from("?"),
        };
        holes.extend([("old", number(changed.old)), ("new", number(changed.new))]);
        if let Some(other) = changed.sample.filter(|&sample| sample != self.view().sample) {
            holes.push(("other", (other + 1).into()));
            return vec![Prose::fill(words::OTHER_SAMPLE, &holes)];
        }
        let first = if single.is_some() { words::ONE } else { words::WHOLE };
        let mut sentences = vec![first];
        match single {
            // Trained from other weights, nothing need be as it was.
            _ if self.view().epoch > 0 => sentences.push(words::BEFORE_TRAINING),
            Some(q) => sentences.extend(self.reasons(q)),
            None if matches!(part.kind, Kind::Weight | Kind::Bias | Kind::Out) => {
                sentences.push(words::WHOLE_WEIGHTS);
            }
            None => {}
        }
        vec![Prose::fill(&sentences.join(" "), &holes)]
    }

    /// What follows from a change of one number, and what does not.
    fn reasons(&self, q: Quantity) -> Vec<&'static str> {
        let network = self.pass().network();
        let last = network.last();
        match q.kind {
            Kind::Weight => {
                let input = Quantity::of(Kind::Out, q.layer - 1, q.column);
                let is_of_zero = self.exact_value(input) == Some(0.0);
                let mut sentences = vec![match q.layer {
                    _ if is_of_zero => words::WEIGHT_OF_ZERO,
                    layer if layer == last => words::LAST_WEIGHT,
                    _ => words::WEIGHT,
                }];
                if q.layer == last && network.width(last) > 1 && !is_of_zero {
                    sentences.push(words::OTHERS_STAY);
                }
                match q.layer {
                    1 if is_of_zero => {}
                    1 => sentences.push(words::FIRST_LAYER),
                    _ if is_of_zero => sentences.push(words::BEFORE_STAYS_OF_ZERO),
                    _ => sentences.push(words::BEFORE_STAYS),
                }
                sentences
            }
            Kind::Bias => vec![words::BIAS],
            Kind::Out => vec![words::INPUT],
            Kind::Target => vec![words::TARGET],
            _ => vec![words::RATE],
        }
    }

    /// How what was changed, and what is around it, is called.
    fn holes_of(&self, part: Part, single: Option<Quantity>) -> Vec<(&'static str, Piece)> {
        let layer = |layer: usize| Piece::from(format!("layer {}", self.names().layer(layer)));
        let mut holes = Vec::with_capacity(16);
        holes.extend([
            ("epochs", self.view().epoch.into()),
            ("here", (self.view().sample + 1).into()),
            ("layer", layer(part.layer.max(1))),
            ("next", layer(part.layer + 1)),
        ]);
        let Some(q) = single else {
            holes.push(("given", part.into()));
            return holes;
        };
        let is_input = q.kind == Kind::Out;
        let before = q.layer.saturating_sub(1);
        let from = if is_input { Piece::Neuron(0, q.row) } else { Piece::Neuron(before, q.column) };
        holes.extend([
            // An input is called by its neuron.
            ("given", if is_input { Piece::Neuron(0, q.row) } else { part.into() }),
            ("from", from),
            ("to", Piece::Neuron(q.layer, q.row)),
            ("net", q.with(Kind::Net).into()),
            ("out", Quantity::of(Kind::Out, before, q.column).into()),
            ("delta", q.with(Kind::Delta).into()),
            ("error", q.with(Kind::Error).into()),
            ("by_out", q.with(Kind::ErrorByOut).into()),
        ]);
        holes
    }
}
