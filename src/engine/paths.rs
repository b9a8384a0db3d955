//! Every path from a weight to the error: how many, which, and the product along one.

mod largest;

pub use largest::Largest;

use super::{Kind, Network, Pass, Quantity, WeightId};

/// The paths that start at one weight. They are numbered from 0 in lexicographic order of the
/// neurons they pass, so that a number means the same path whatever the weights are.
///
/// Through softmax a path forks once more: a net value of the output layer reaches every output.
#[derive(Debug, Clone, Copy)]
pub struct Paths<'a> {
    network: &'a Network,
    weight: WeightId,
}

/// One path: the neuron it passes in each layer after the weight's own; through softmax, last the
/// output that it arrives at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The weight where it starts.
    pub weight: WeightId,
    /// Neurons of the layers `weight.layer + 1 ..= last`, and behind softmax one more of the last.
    pub neurons: Vec<usize>,
    /// Whether it ends in softmax's Jacobian.
    pub forks: bool,
}

impl<'a> Paths<'a> {
    /// The paths from `weight`.
    pub fn new(network: &'a Network, weight: WeightId) -> Self {
        Self { network, weight }
    }

    /// How many there are: the product of the widths of the later layers, with softmax times the
    /// outputs; `None` beyond `u128`.
    pub fn count(self) -> Option<u128> {
        Self::count_from(self.network, self.weight.layer)
    }

    /// How many paths lead from one neuron of `layer` to the outputs.
    fn count_from(network: &Network, layer: usize) -> Option<u128> {
        let widths = (layer + 1..network.depth()).map(|layer| network.width(layer) as u128);
        widths.chain([Self::forks(network) as u128]).try_fold(1, u128::checked_mul)
    }

    /// Into how many outputs a net value of the last layer goes.
    fn forks(network: &Network) -> usize {
        if network.forks_at_output() { network.width(network.last()) } else { 1 }
    }

    /// What a neuron of the last layer contributes by each output it reaches: the products of
    /// `∂E/∂out` and `∂out/∂net`, with the number of the output among those reached.
    fn ends(network: &Network, pass: &Pass, neuron: usize) -> impl Iterator<Item = (f64, u128)> {
        let value = |q| pass.value(q).unwrap_or(f64::NAN);
        let (layer, forks) = (network.last(), network.forks_at_output());
        (0..Self::forks(network)).map(move |end| {
            let (row, by_net) = if forks {
                (end, Quantity { kind: Kind::Jacobian, layer, row: end, column: neuron })
            } else {
                (neuron, Quantity::of(Kind::Slope, layer, neuron))
            };
            (value(Quantity::of(Kind::ErrorByOut, layer, row)) * value(by_net), end as u128)
        })
    }

    /// The path of this number, if there is one.
    pub fn nth(self, mut number: u128) -> Option<Path> {
        if number >= self.count()? {
            return None;
        }
        let mut neurons = Vec::new();
        for layer in self.weight.layer + 1..self.network.depth() {
            let behind = Self::count_from(self.network, layer)?;
            neurons.push((number / behind) as usize);
            number %= behind;
        }
        let forks = self.network.forks_at_output();
        if forks {
            neurons.push(number as usize);
        }
        Some(Path { weight: self.weight, neurons, forks })
    }

    /// The sum of the products of all paths, without listing them and without rounding: from the
    /// outputs back, each neuron adds up what lies behind it.
    pub fn total(self, pass: &Pass) -> f64 {
        let value = |q| pass.value(q).unwrap_or(f64::NAN);
        let slope = |layer, row| value(Quantity::of(Kind::Slope, layer, row));
        let last = self.network.last();
        let end =
            |neuron| Self::ends(self.network, pass, neuron).fold(0.0, |sum, (product, _)| sum + product);
        let mut behind: Vec<f64> = (0..self.network.width(last)).map(end).collect();
        for layer in (self.weight.layer..last).rev() {
            let weight = |row: usize, k: usize| WeightId { layer: layer + 1, neuron: k, input: row };
            let share =
                |row: usize, k: usize, total: f64| value(Quantity::at(Kind::Weight, weight(row, k))) * total;
            behind = (0..self.network.width(layer))
                .map(|row| {
                    let sum = behind.iter().enumerate().fold(0.0, |sum, (k, &t)| sum + share(row, k, t));
                    sum * slope(layer, row)
                })
                .collect();
        }
        behind[self.weight.neuron] * value(Quantity::of(Kind::Out, self.weight.layer - 1, self.weight.input))
    }

    /// The numbers of the `most` paths whose products are largest in absolute value, in order of
    /// their numbers; see [`Largest`].
    pub fn largest(self, pass: &Pass, most: usize) -> Vec<u128> {
        Largest::new(self.network, pass, most).of(self.weight)
    }
}

impl Path {
    /// The factors along the path, from the error to the weight:
    /// `∂E/∂out · slope · w · slope · … · slope · out_prev`; through softmax, an entry of its
    /// Jacobian stands for the first slope.
    pub fn factors(&self) -> Vec<Quantity> {
        let mut factors = Vec::with_capacity(3 + 2 * self.neurons.len());
        let neuron_at = |layer: usize| match layer.checked_sub(self.weight.layer + 1) {
            Some(index) => self.neurons[index],
            None => self.weight.neuron,
        };
        let last = self.weight.layer + self.neurons.len() - usize::from(self.forks);
        let output = match self.neurons.last() {
            Some(&output) if self.forks => output,
            _ => neuron_at(last),
        };
        factors.push(Quantity::of(Kind::ErrorByOut, last, output));
        for layer in (self.weight.layer..=last).rev() {
            factors.push(if self.forks && layer == last {
                Quantity { kind: Kind::Jacobian, layer, row: output, column: neuron_at(layer) }
            } else {
                Quantity::of(Kind::Slope, layer, neuron_at(layer))
            });
            if layer > self.weight.layer {
                let weight = WeightId { layer, neuron: neuron_at(layer), input: neuron_at(layer - 1) };
                factors.push(Quantity::at(Kind::Weight, weight));
            }
        }
        factors.push(Quantity::of(Kind::Out, self.weight.layer - 1, self.weight.input));
        factors
    }

    /// The product of the factors, not rounded on the way.
    pub fn product(&self, pass: &Pass) -> f64 {
        let product: f64 = self.factors().into_iter().map(|q| pass.value(q).unwrap_or(f64::NAN)).product();
        // A factor of 0 makes it 0, whatever the signs of the others.
        product + 0.0
    }
}
