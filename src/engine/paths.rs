//! Every path from a weight to the error: how many, which, and the product along one.

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
        self.count_from(self.weight.layer)
    }

    /// How many paths lead from one neuron of `layer` to the outputs.
    fn count_from(self, layer: usize) -> Option<u128> {
        (layer + 1..self.network.depth())
            .try_fold(self.forks(), |count, l| count.checked_mul(self.network.width(l) as u128))
    }

    /// Into how many outputs a net value of the last layer goes.
    fn forks(self) -> u128 {
        if self.network.forks_at_output() { self.network.width(self.network.last()) as u128 } else { 1 }
    }

    /// What each neuron of the last layer contributes by each output it reaches: the products of
    /// `∂E/∂out` and `∂out/∂net`, with the number of the output among those reached.
    fn ends(self, pass: &Pass) -> Vec<Vec<(f64, u128)>> {
        let value = |q| pass.value(q).unwrap_or(f64::NAN);
        let last = self.network.last();
        let width = self.network.width(last);
        let by_out = |row: usize| value(Quantity::of(Kind::ErrorByOut, last, row));
        let end = |neuron: usize| {
            if !self.network.forks_at_output() {
                return vec![(by_out(neuron) * value(Quantity::of(Kind::Slope, last, neuron)), 0)];
            }
            let entry = |row: usize| Quantity { kind: Kind::Jacobian, layer: last, row, column: neuron };
            (0..width).map(|row| (by_out(row) * value(entry(row)), row as u128)).collect()
        };
        (0..width).map(end).collect()
    }

    /// The path of this number, if there is one.
    pub fn nth(self, mut number: u128) -> Option<Path> {
        if number >= self.count()? {
            return None;
        }
        let mut neurons = Vec::new();
        for layer in self.weight.layer + 1..self.network.depth() {
            let behind = self.count_from(layer)?;
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
        let sum = |ends: &Vec<(f64, u128)>| ends.iter().fold(0.0, |sum, (product, _)| sum + product);
        let mut behind: Vec<f64> = self.ends(pass).iter().map(sum).collect();
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
    /// their numbers. Without listing all: from the outputs back, each neuron keeps its best.
    pub fn largest(self, pass: &Pass, most: usize) -> Vec<u128> {
        let Some(count) = self.count() else { return Vec::new() };
        if count <= most as u128 {
            return (0..count).collect();
        }
        let value = |q| pass.value(q).unwrap_or(0.0);
        let last = self.network.last();
        let slope = |layer, row| value(Quantity::of(Kind::Slope, layer, row));
        // best[i]: products from neuron i of the layer to the error, with the number of their path.
        let by_size = |products: &mut Vec<(f64, u128)>| {
            products.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
            products.truncate(most);
        };
        let mut best = self.ends(pass);
        if self.weight.layer == last {
            best = vec![best.swap_remove(self.weight.neuron)];
        }
        best.iter_mut().for_each(by_size);
        for layer in (self.weight.layer..last).rev() {
            let behind = self.count_from(layer + 1).unwrap_or(1);
            let rows = if layer == self.weight.layer {
                self.weight.neuron..self.weight.neuron + 1
            } else {
                0..self.network.width(layer)
            };
            best = rows
                .map(|row| {
                    let own_slope = slope(layer, row);
                    let mut products: Vec<(f64, u128)> = Vec::new();
                    for (k, behind_k) in best.iter().enumerate() {
                        let weight = WeightId { layer: layer + 1, neuron: k, input: row };
                        let factor = value(Quantity::at(Kind::Weight, weight)) * own_slope;
                        products.extend(behind_k.iter().map(|&(v, n)| (v * factor, k as u128 * behind + n)));
                    }
                    by_size(&mut products);
                    products
                })
                .collect();
        }
        let mut numbers: Vec<u128> = best.concat().into_iter().map(|(_, number)| number).collect();
        numbers.sort_unstable();
        numbers
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
        self.factors().into_iter().map(|q| pass.value(q).unwrap_or(f64::NAN)).product()
    }
}
