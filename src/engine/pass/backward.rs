//! The way back: the pattern from the output layer to the first.

use ndarray::{Array1, Array2};

use super::Forward;
use super::error::OutputError;
use super::slices::{input_slice, slice, slice_mut};
use crate::engine::{Activation, Carry, Network, Sample};

/// What the way back computes for each layer after the input layer; index `l - 1` is layer `l`.
#[derive(Debug, Clone, PartialEq)]
pub struct Backward {
    /// `∂E/∂out`, one for each neuron.
    pub by_out: Vec<Array1<f64>>,
    /// `∂out/∂net`, one for each neuron; of softmax, whose derivative is a matrix, its diagonal.
    pub slope: Vec<Array1<f64>>,
    /// `δ = ∂E/∂net`, one for each neuron. It is also the gradient of the biases.
    pub delta: Vec<Array1<f64>>,
    /// `∂E/∂W`: `neurons × inputs`, as the weights; empty where nobody needs it all at once.
    pub gradient: Vec<Array2<f64>>,
}

impl Backward {
    /// Room for a network's derivatives.
    pub fn for_network(network: &Network) -> Self {
        let gradient = (1..network.depth()).map(|l| Array2::zeros(network.layer(l).weights.dim())).collect();
        Self { gradient, ..Self::of_neurons(network) }
    }

    /// The same without room for `∂E/∂W`, which would be as large as the weights: each entry is `δ`
    /// times an output, and can be had when it is asked for.
    pub fn of_neurons(network: &Network) -> Self {
        let zeros = || (1..network.depth()).map(|l| Array1::zeros(network.width(l))).collect();
        Self { by_out: zeros(), slope: zeros(), delta: zeros(), gradient: Vec::new() }
    }

    /// Runs the pattern from the output layer to the first: `∂E/∂out`, the slope, `δ`, `∂E/∂W`.
    ///
    /// `∂E/∂out` of a hidden layer is `Wᵀ · δ` of the layer after it, summed row by row of `W`
    /// (`k` from the first neuron on), which reads the weights in the order in which they lie.
    pub fn run(&mut self, network: &Network, sample: &Sample, forward: &Forward, carry: Carry) {
        self.run_through(network, sample, forward, carry, |weight| weight);
    }

    /// The same where `taken` makes something of each weight on the way.
    pub(in crate::engine) fn run_through(
        &mut self,
        network: &Network,
        sample: &Sample,
        forward: &Forward,
        carry: Carry,
        taken: impl Fn(f64) -> f64,
    ) {
        self.run_with(network, sample, forward, carry, taken, |gradient, value| *gradient = value);
    }

    /// The same in full precision, but each `∂E/∂w` is added to what stands in its place: the sum over
    /// a batch, whose gradients one by one need no room.
    pub(in crate::engine) fn run_adding(&mut self, network: &Network, sample: &Sample, forward: &Forward) {
        let put = |gradient: &mut f64, value: f64| *gradient += value;
        self.run_with(network, sample, forward, Carry::Full, |weight| weight, put);
    }

    fn run_with(
        &mut self,
        network: &Network,
        sample: &Sample,
        forward: &Forward,
        carry: Carry,
        taken: impl Fn(f64) -> f64,
        put: impl Fn(&mut f64, f64),
    ) {
        let input = input_slice(&sample.input);
        for layer in (1..network.depth()).rev() {
            let at = layer - 1;
            self.run_neurons(network, layer, sample, forward, carry, &taken);
            let Some(gradients) = self.gradient.get_mut(at) else { continue };
            let previous = forward.before(layer, &input);
            let rows = slice_mut(gradients).chunks_exact_mut(previous.len());
            for (gradients, delta) in rows.zip(&self.delta[at]) {
                let products = gradients.iter_mut().zip(previous).map(|(gradient, x)| (gradient, delta * x));
                // Asked once a row, so that the loops of full precision have nothing to ask.
                match carry {
                    Carry::Full => products.for_each(|(gradient, p)| put(gradient, Carry::Full.round(p))),
                    Carry::Decimals(_) => products.for_each(|(gradient, p)| put(gradient, carry.round(p))),
                }
            }
        }
    }

    /// `∂E/∂out`, slope and `δ` of a layer's neurons, when those of the layer after it stand.
    fn run_neurons(
        &mut self,
        network: &Network,
        layer: usize,
        sample: &Sample,
        forward: &Forward,
        carry: Carry,
        taken: impl Fn(f64) -> f64,
    ) {
        let (at, is_last) = (layer - 1, layer == network.last());
        let (nets, outs) = (slice(&forward.net[at]), slice(&forward.out[at]));
        let by_outs = slice_mut(&mut self.by_out[at]);
        if is_last {
            let at_output = OutputError::new(network, sample, forward, carry);
            for (row, by_out) in by_outs.iter_mut().enumerate() {
                *by_out = carry.round(at_output.by_out(row));
            }
        } else {
            sums_of_columns(slice(&network.layer(layer + 1).weights), &self.delta[layer], by_outs, taken);
            carry.round_all(&mut *by_outs);
        }
        let activation = network.layer(layer).activation;
        let (slopes, deltas) = (slice_mut(&mut self.slope[at]), slice_mut(&mut self.delta[at]));
        let neurons = slopes.iter_mut().zip(&mut *deltas).zip(&*by_outs).zip(nets).zip(outs);
        for ((((slope, delta), by_out), &net), &out) in neurons {
            *slope = carry.round(activation.slope(net, out));
            *delta = carry.round(by_out * *slope);
        }
        if is_last && network.collapses() {
            for (row, delta) in deltas.iter_mut().enumerate() {
                *delta = carry.round(collapsed(network, sample, outs, row));
            }
        } else if activation.is_softmax() {
            for (row, delta) in deltas.iter_mut().enumerate() {
                *delta = carry.round(through_jacobian(outs, by_outs, row, carry));
            }
        }
    }
}

/// `Wᵀ · δ`: the rows of `W`, each times its `δ`, added up from the first row on.
fn sums_of_columns(weights: &[f64], deltas: &Array1<f64>, sums: &mut [f64], taken: impl Fn(f64) -> f64) {
    sums.fill(0.0);
    for (row, delta) in weights.chunks_exact(sums.len()).zip(deltas) {
        for (sum, &weight) in sums.iter_mut().zip(row) {
            *sum += taken(weight) * delta;
        }
    }
}

/// `out − target`, which is what an error function and an activation function that cancel leave of
/// `∂E/∂net`. With softmax that takes targets that add up to 1; `out · Σ target − target` holds for
/// any.
pub(super) fn collapsed(network: &Network, sample: &Sample, outs: &[f64], row: usize) -> f64 {
    let scale = match network.output_activation() {
        Activation::Softmax => sample.target_scale(),
        _ => 1.0,
    };
    outs[row] * scale - sample.target[row]
}

/// Row `row` of `Jᵀ · ∂E/∂out`, with each entry of the Jacobian rounded once.
pub(super) fn through_jacobian(outs: &[f64], by_out: &[f64], row: usize, carry: Carry) -> f64 {
    let entry = |i: usize| carry.round(Activation::jacobian(outs[i], outs[row], i == row));
    by_out.iter().enumerate().fold(0.0, |sum, (i, by_out)| sum + entry(i) * by_out)
}
