//! What an edit reaches and what it leaves alone, in words.

use super::words::edit as words;
use super::{Lesson, Piece, Prose};
use crate::engine::{Activation, Kind, Part, Quantity};
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
    /// Whether the tour changed them, rather than the learner.
    pub by_tour: bool,
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
        holes.push(("who", words::WHO[usize::from(changed.by_tour)].into()));
        let number = |value: Option<f64>| match value {
            Some(value) => Piece::Number(Number { value, of: None, form: Form::Given(0), hidden: false }),
            None => Piece::from("?"),
        };
        holes.extend([("old", number(changed.old)), ("new", number(changed.new))]);
        if let Some(other) = changed.sample.filter(|&sample| sample != self.view().sample) {
            holes.push(("other", (other + 1).into()));
            let is_of_batch = self.batch_samples().contains(&changed.sample.unwrap_or_default());
            let text = if is_of_batch { words::OTHER_OF_BATCH } else { words::OTHER_SAMPLE };
            return vec![Prose::fill(text, &holes)];
        }
        let first = if single.is_some() { words::ONE } else { words::WHOLE };
        let mut sentences = vec![first];
        match single {
            // Trained from other weights, nothing need be as it was.
            _ if self.view().epoch > 0 => sentences.push(words::BEFORE_TRAINING),
            Some(q) => sentences.extend(self.reasons(q, changed)),
            None if matches!(part.kind, Kind::Weight | Kind::Bias | Kind::Out) => {
                sentences.push(words::WHOLE_WEIGHTS);
            }
            None => {}
        }
        vec![Prose::fill_owned(&sentences.join(" "), &holes)]
    }

    /// What follows from a change of one number, and what does not.
    fn reasons(&self, q: Quantity, changed: &Changed) -> Vec<&'static str> {
        let network = self.pass().network();
        let last = network.last();
        match q.kind {
            Kind::Weight => {
                let input = Quantity::of(Kind::Out, q.layer - 1, q.column);
                let is_of_zero = self.exact_value(input) == Some(0.0);
                let is_off = !is_of_zero && self.stays_off(q, changed);
                let mut sentences = vec![match q.layer {
                    _ if is_of_zero => words::WEIGHT_OF_ZERO,
                    _ if is_off => words::WEIGHT_OF_OFF,
                    layer if layer == last => words::LAST_WEIGHT,
                    _ => words::WEIGHT,
                }];
                if q.layer == last && network.width(last) > 1 && !is_of_zero && !is_off {
                    let shares = network.forks_at_output();
                    sentences.push(if shares { words::OTHERS_SHARE } else { words::OTHERS_STAY });
                }
                match q.layer {
                    _ if is_off => {}
                    1 if is_of_zero => {}
                    1 => sentences.push(words::FIRST_LAYER),
                    _ if is_of_zero => sentences.push(words::BEFORE_STAYS_OF_ZERO),
                    _ => sentences.push(words::BEFORE_STAYS),
                }
                sentences
            }
            Kind::Bias if self.stays_off(q, changed) => vec![words::BIAS_OF_OFF],
            Kind::Bias => vec![words::BIAS],
            Kind::Out => vec![words::INPUT],
            Kind::Target if network.forks_at_output() => vec![words::TARGET_SHARED],
            Kind::Target => vec![words::TARGET],
            _ => vec![words::RATE],
        }
    }

    /// Whether a weight or bias leads to a neuron with ReLU that is off, and was before the change:
    /// its output is 0 both times.
    fn stays_off(&self, q: Quantity, changed: &Changed) -> bool {
        let factor = match q.kind {
            Kind::Weight => self.exact_value(Quantity::of(Kind::Out, q.layer - 1, q.column)),
            _ => Some(1.0),
        };
        let net = self.exact_value(Quantity::of(Kind::Net, q.layer, q.row));
        let (Some(net), Some(factor), Some(old), Some(new)) = (net, factor, changed.old, changed.new) else {
            return false;
        };
        let is_relu = self.pass().network().layer(q.layer).activation == Activation::Relu;
        is_relu && net <= 0.0 && net - (new - old) * factor <= 0.0
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
