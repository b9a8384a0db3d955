//! Where the given numbers of a scenario are, one by one or a whole vector or matrix at once.

use std::sync::Arc;

use crate::engine::{Fill, Kind, Network, Part, Quantity, weights_stream, xavier};

use super::Scenario;

impl Scenario {
    /// The value of a given number; inputs and targets are those of `sample`, counted from 0.
    /// `None` for what is computed, or is not there.
    pub fn given_number(&self, q: Quantity, sample: usize) -> Option<f64> {
        let network = self.network();
        let has_layer = (1..network.depth()).contains(&q.layer);
        match q.kind {
            Kind::Weight if has_layer => network.layer(q.layer).weights.get([q.row, q.column]).copied(),
            Kind::Bias if has_layer => network.layer(q.layer).biases.as_ref()?.get(q.row).copied(),
            Kind::Out if q.layer == 0 => self.samples.get(sample)?.input.get(q.row).copied(),
            Kind::Target if q.layer == network.last() => self.samples.get(sample)?.target.get(q.row).copied(),
            Kind::LearningRate => Some(self.learning.rate),
            _ => None,
        }
    }

    /// The same number, to change it. Copies the network first where passes still share it.
    pub fn given_number_mut(&mut self, q: Quantity, sample: usize) -> Option<&mut f64> {
        // Asked before the network is copied, so that a refusal costs nothing.
        self.given_number(q, sample)?;
        match q.kind {
            Kind::Weight => self.network_mut().layer_mut(q.layer).weights.get_mut([q.row, q.column]),
            Kind::Bias => self.network_mut().layer_mut(q.layer).biases.as_mut()?.get_mut(q.row),
            Kind::Out => Arc::make_mut(&mut self.samples).get_mut(sample)?.input.get_mut(q.row),
            Kind::Target => Arc::make_mut(&mut self.samples).get_mut(sample)?.target.get_mut(q.row),
            _ => Some(&mut self.learning.rate),
        }
    }

    /// The numbers of a whole given vector or matrix, row by row; `None` where there is no such.
    pub fn given_numbers(&self, part: Part, sample: usize) -> Option<Vec<f64>> {
        self.given_number(Quantity::of(part.kind, part.layer, 0), sample)?;
        Some(match part.kind {
            Kind::Weight => self.network().layer(part.layer).weights.iter().copied().collect(),
            Kind::Bias => self.network().layer(part.layer).biases.as_ref()?.to_vec(),
            Kind::Out => self.samples.get(sample)?.input.to_vec(),
            Kind::Target => self.samples.get(sample)?.target.to_vec(),
            _ => vec![self.learning.rate],
        })
    }

    /// Changes them by a rule; says whether there are such numbers.
    ///
    /// Weights and biases are drawn as far around 0 as suits their layer, inputs and targets
    /// between −1 and 1; targets that are probabilities between 0 and 1.
    pub fn fill(&mut self, part: Part, sample: usize, rule: Fill) -> bool {
        let range = match part.kind {
            Kind::Weight | Kind::Bias if (1..self.network().depth()).contains(&part.layer) => {
                xavier(self.network().width(part.layer - 1), self.network().width(part.layer))
            }
            _ => 1.0,
        };
        // Weights and biases of a layer are drawn apart.
        let stream = weights_stream(part.layer) + u64::from(part.kind == Kind::Bias);
        let is_probability = part.kind == Kind::Target && self.network().loss().is_logarithmic();
        let is_found = self.for_each_given(part, sample, |numbers| rule.apply(numbers, range, stream));
        if is_probability && matches!(rule, Fill::Random { .. }) {
            self.for_each_given(part, sample, |numbers| numbers.for_each(|number| *number = number.abs()));
        }
        is_found
    }

    /// Writes them as they were read by [`Scenario::given_numbers`]; says whether there are such.
    pub fn put(&mut self, part: Part, sample: usize, values: &[f64]) -> bool {
        self.for_each_given(part, sample, |numbers| {
            for (number, value) in numbers.zip(values) {
                *number = *value;
            }
        })
    }

    fn for_each_given(
        &mut self,
        part: Part,
        sample: usize,
        change: impl FnOnce(&mut dyn Iterator<Item = &mut f64>),
    ) -> bool {
        if self.given_number(Quantity::of(part.kind, part.layer, 0), sample).is_none() {
            return false;
        }
        match part.kind {
            Kind::Weight => change(&mut self.network_mut().layer_mut(part.layer).weights.iter_mut()),
            Kind::Bias => {
                change(&mut self.network_mut().layer_mut(part.layer).biases.iter_mut().flatten());
            }
            Kind::Out => change(&mut Arc::make_mut(&mut self.samples)[sample].input.iter_mut()),
            Kind::Target => change(&mut Arc::make_mut(&mut self.samples)[sample].target.iter_mut()),
            _ => change(&mut std::iter::once(&mut self.learning.rate)),
        }
        true
    }
}

/// The vectors and matrices of given numbers, in the order in which they are gone through: the
/// inputs, each layer's weights and biases, the targets, the learning rate.
pub fn givens(network: &Network) -> Vec<Part> {
    let last = network.last();
    let of_layer = |layer: usize| {
        let biases = network.layer(layer).biases.is_some().then(|| Part::all(Kind::Bias, layer));
        std::iter::once(Part::all(Kind::Weight, layer)).chain(biases)
    };
    std::iter::once(Part::all(Kind::Out, 0))
        .chain((1..=last).flat_map(of_layer))
        .chain([Part::all(Kind::Target, last), Part::all(Kind::LearningRate, 0)])
        .collect()
}
