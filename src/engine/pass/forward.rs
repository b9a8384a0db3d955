//! The way forward: net values and outputs from layer to layer.

use ndarray::Array1;

use crate::engine::{Carry, Network};

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
        let sum = |layer: usize, row: usize, previous: &Array1<f64>| {
            let weights = network.layer(layer).weights.row(row);
            weights.iter().zip(previous).fold(0.0, |sum, (&weight, x)| sum + taken(weight) * x)
        };
        let bias = |layer: usize, row: usize| network.layer(layer).biases.as_ref().map(|b| taken(b[row]));
        self.run_with(network, from, carry, sum, bias);
    }

    /// The same with sums whose weights are computed on the way, so that no second copy of them is needed.
    pub(super) fn run_with(
        &mut self,
        network: &Network,
        (first, input): (usize, &Array1<f64>),
        carry: Carry,
        sum: impl Fn(usize, usize, &Array1<f64>) -> f64,
        bias: impl Fn(usize, usize) -> Option<f64>,
    ) {
        for layer in first..network.depth() {
            let (before, here) = self.out.split_at_mut(layer - 1);
            let previous = before.last().unwrap_or(input);
            let (nets, outs) = (&mut self.net[layer - 1], &mut here[0]);
            for (row, net) in nets.iter_mut().enumerate() {
                *net = carry.round(sum(layer, row, previous) + bias(layer, row).unwrap_or(0.0));
            }
            network.layer(layer).activation.apply_all(nets, outs);
            for out in outs.iter_mut() {
                *out = carry.round(*out);
            }
        }
    }

    /// The outputs of layer `layer`, from 1.
    pub fn out_of(&self, layer: usize) -> &Array1<f64> {
        &self.out[layer - 1]
    }

    /// The outputs of the last layer.
    pub fn output(&self) -> &Array1<f64> {
        &self.out[self.out.len() - 1]
    }
}
