//! The way back: the pattern from the output layer to the first.

use ndarray::{Array1, Array2, ArrayView1, Axis};

use super::Forward;
use super::error::OutputError;
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
        let last = network.last();
        for layer in (1..=last).rev() {
            let at = layer - 1;
            if layer == last {
                let at_output = OutputError::new(network, sample, forward, carry);
                for (row, by_out) in self.by_out[at].iter_mut().enumerate() {
                    *by_out = carry.round(at_output.by_out(row));
                }
            } else {
                let (here, next) = (&mut self.by_out[at], &self.delta[layer]);
                here.fill(0.0);
                for (row, &delta) in network.layer(layer + 1).weights.outer_iter().zip(next) {
                    for (sum, &weight) in here.iter_mut().zip(row) {
                        *sum += taken(weight) * delta;
                    }
                }
                for sum in here.iter_mut() {
                    *sum = carry.round(*sum);
                }
            }
            let activation = network.layer(layer).activation;
            let previous: ArrayView1<'_, f64> =
                if layer == 1 { sample.input.view() } else { forward.out_of(layer - 1).view() };
            for row in 0..network.width(layer) {
                let slope = carry.round(activation.slope(forward.net[at][row], forward.out[at][row]));
                self.slope[at][row] = slope;
                let delta = match layer == last {
                    true if network.collapses() => collapsed(network, sample, &forward.out[at], row),
                    true if activation.is_softmax() => {
                        through_jacobian(&forward.out[at], &self.by_out[at], row, carry)
                    }
                    _ => self.by_out[at][row] * slope,
                };
                let delta = carry.round(delta);
                self.delta[at][row] = delta;
                let Some(gradients) = self.gradient.get_mut(at) else { continue };
                let mut gradients = gradients.index_axis_mut(Axis(0), row);
                for (gradient, &x) in gradients.iter_mut().zip(previous) {
                    put(gradient, carry.round(delta * x));
                }
            }
        }
    }
}

/// `out − target`, which is what an error function and an activation function that cancel leave of
/// `∂E/∂net`. With softmax that takes targets that add up to 1; `out · Σ target − target` holds for
/// any.
pub(super) fn collapsed(network: &Network, sample: &Sample, outs: &Array1<f64>, row: usize) -> f64 {
    let scale = match network.output_activation() {
        Activation::Softmax => sample.target_scale(),
        _ => 1.0,
    };
    outs[row] * scale - sample.target[row]
}

/// Row `row` of `Jᵀ · ∂E/∂out`, with each entry of the Jacobian rounded once.
pub(super) fn through_jacobian(outs: &Array1<f64>, by_out: &Array1<f64>, row: usize, carry: Carry) -> f64 {
    let entry = |i: usize| carry.round(Activation::jacobian(outs[i], outs[row], i == row));
    by_out.iter().enumerate().fold(0.0, |sum, (i, by_out)| sum + entry(i) * by_out)
}
