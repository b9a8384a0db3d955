//! The way forward: net values and outputs from layer to layer.

use ndarray::Array1;

use super::slices::{input_slice, slice, slice_mut};
use crate::engine::{Carry, Layer, Network};

/// Net values and outputs of every layer after the input layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Forward {
    /// `net[l - 1]` has one value for each neuron of layer `l`.
    pub net: Vec<Array1<f64>>,
    /// `out[l - 1]`, likewise.
    pub out: Vec<Array1<f64>>,
}

impl Forward {
    /// Room for a network's values.
    pub fn for_network(network: &Network) -> Self {
        let zeros = || (1..network.depth()).map(|l| Array1::zeros(network.width(l))).collect();
        Self { net: zeros(), out: zeros() }
    }

    /// Runs `net = W · out_prev + bias`, `out = activation(net)` from layer to layer.
    ///
    /// Sums run from left to right, the bias last; each net and out is rounded once.
    pub fn run(&mut self, network: &Network, input: &Array1<f64>, carry: Carry) {
        self.run_from(network, 1, input, carry);
    }

    /// The same from layer `first` on, where the outputs before it stand already.
    pub(in crate::engine) fn run_from(
        &mut self,
        network: &Network,
        first: usize,
        input: &Array1<f64>,
        carry: Carry,
    ) {
        self.run_through(network, (first, input), carry, |weight| weight);
    }

    /// The same with weights and biases each of which `taken` makes something of on the way.
    pub(in crate::engine) fn run_through(
        &mut self,
        network: &Network,
        from: (usize, &Array1<f64>),
        carry: Carry,
        taken: impl Fn(f64) -> f64,
    ) {
        self.run_with(network, from, carry, |layer, previous, nets| {
            let Layer { weights, biases, .. } = network.layer(layer);
            sums(slice(weights), previous, nets, &taken, |row, sum| {
                carry.round(sum + biases.as_ref().map_or(0.0, |biases| taken(biases[row])))
            });
        });
    }

    /// The same with net values that are made in another way: `net` writes a layer's from the outputs before
    /// it, each rounded once.
    pub(super) fn run_with(
        &mut self,
        network: &Network,
        (first, input): (usize, &Array1<f64>),
        carry: Carry,
        net: impl Fn(usize, &[f64], &mut [f64]),
    ) {
        let input = input_slice(input);
        for layer in first..network.depth() {
            let (before, here) = self.out.split_at_mut(layer - 1);
            let previous = before.last().map_or(&*input, |outs| slice(outs));
            let (nets, outs) = (slice_mut(&mut self.net[layer - 1]), slice_mut(&mut here[0]));
            net(layer, previous, nets);
            network.layer(layer).activation.apply_all(nets, outs);
            carry.round_all(outs);
        }
    }

    /// The outputs of layer `layer`, from 1.
    pub fn out_of(&self, layer: usize) -> &Array1<f64> {
        &self.out[layer - 1]
    }

    /// What goes into layer `layer` when this is what goes into the network.
    pub(in crate::engine) fn before<'a>(&'a self, layer: usize, input: &'a [f64]) -> &'a [f64] {
        if layer == 1 { input } else { slice(self.out_of(layer - 1)) }
    }

    /// The outputs of the last layer.
    pub fn output(&self) -> &Array1<f64> {
        &self.out[self.out.len() - 1]
    }
}

/// How many rows are summed at once. Within a sum each addition waits for the one before it; those of the
/// other rows are done meanwhile.
const ABREAST: usize = 8;

/// `W · x`: each row's sum from left to right, several rows abreast. `done` makes the result of it.
fn sums(
    mut weights: &[f64],
    x: &[f64],
    results: &mut [f64],
    taken: impl Fn(f64) -> f64,
    done: impl Fn(usize, f64) -> f64,
) {
    let mut next_row = || {
        let (row, behind) = weights.split_at(x.len());
        weights = behind;
        row
    };
    let mut blocks = results.chunks_exact_mut(ABREAST);
    let mut row = 0;
    for results in blocks.by_ref() {
        let rows: [&[f64]; ABREAST] = std::array::from_fn(|_| next_row());
        let mut sums = [0.0; ABREAST];
        for (column, x) in x.iter().enumerate() {
            for (sum, weights) in sums.iter_mut().zip(rows) {
                *sum += taken(weights[column]) * x;
            }
        }
        for (result, sum) in results.iter_mut().zip(sums) {
            *result = done(row, sum);
            row += 1;
        }
    }
    for result in blocks.into_remainder() {
        let sum = next_row().iter().zip(x).fold(0.0, |sum, (&weight, x)| sum + taken(weight) * x);
        *result = done(row, sum);
        row += 1;
    }
}
