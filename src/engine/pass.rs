//! One pass of one sample: forward, the error, backward, and the learning step that follows.

mod backward;
mod error;
mod forward;
mod named;
mod slices;

pub use backward::Backward;
pub(super) use error::total;
pub use error::total_error;
pub use forward::Forward;
pub(super) use slices::{input_slice, slice, slice_mut};

use std::sync::Arc;

use backward::{collapsed, through_jacobian};
use error::{OutputError, errors};
use ndarray::Array1;

use super::{Activation, Carry, Kind, Learning, Network, Quantity, Sample};

/// What is there before a pass begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The weights; shared, since a large network's are not copied for a pass.
    pub network: Arc<Network>,
    /// The sample shown.
    pub sample: Sample,
    /// The learning rate and what learns.
    pub learning: Learning,
}

/// One sample's pass with every named quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Pass {
    given: Given,
    carry: Carry,
    /// Whether weights and biases are rounded before anything is done with them. There is no second copy
    /// of them: each is rounded when it is needed.
    rounds_weights: bool,
    forward: Forward,
    errors: Array1<f64>,
    total: f64,
    backward: Backward,
    after: Forward,
    total_after: f64,
}

/// A weight or bias as a pass goes on with it.
pub(super) fn taken(weight: f64, carry: Carry, is_rounded: bool) -> f64 {
    if is_rounded { carry.round(weight) } else { weight }
}

impl Pass {
    /// Computes everything for one sample.
    ///
    /// The sample must fit the network: as many inputs and targets as it has.
    pub fn compute(given: Given, carry: Carry) -> Self {
        Self::through(given, carry, false)
    }

    /// The same with weights and biases rounded once, as what was drawn or trained is when a pass begins
    /// that carries decimals.
    pub fn compute_rounded(given: Given, carry: Carry) -> Self {
        Self::through(given, carry, carry != Carry::Full)
    }

    fn through(given: Given, carry: Carry, rounds_weights: bool) -> Self {
        let network = Arc::clone(&given.network);
        let mut forward = Forward::for_network(&network);
        let taken = |weight: f64| taken(weight, carry, rounds_weights);
        forward.run_through(&network, (1, &given.sample.input), carry, taken);
        let (errors, total) = errors(&network, &given.sample, &forward, carry);
        let mut backward = Backward::of_neurons(&network);
        backward.run_through(&network, &given.sample, &forward, carry, taken);
        let after = Forward::for_network(&network);
        let total_after = 0.0;
        let mut pass =
            Self { given, carry, rounds_weights, forward, errors, total, backward, after, total_after };
        pass.learn(&network);
        pass
    }

    /// The way forward of another input through the same weights.
    pub fn run_forward(&self, input: &Array1<f64>, forward: &mut Forward) {
        forward.run_through(self.network(), (1, input), self.carry, |weight| self.taken(weight));
    }

    /// `E_total` of another sample with the same weights.
    pub fn error_of(&self, sample: &Sample) -> f64 {
        let mut forward = Forward::for_network(self.network());
        self.run_forward(&sample.input, &mut forward);
        total(self.network(), sample, &forward, self.carry)
    }

    /// A weight or bias of the network as the pass goes on with it.
    fn taken(&self, weight: f64) -> f64 {
        taken(weight, self.carry, self.rounds_weights)
    }

    /// Runs forward once more with the weights after the learning step.
    fn learn(&mut self, network: &Network) {
        let mut after = std::mem::replace(&mut self.after, Forward { net: vec![], out: vec![] });
        after.run_with(network, (1, &self.given.sample.input), self.carry, |layer, previous, nets| {
            let (outs, deltas) = (self.outs_before(layer), &self.backward.delta[layer - 1]);
            let rows = network.layer(layer).weights.outer_iter().zip(deltas);
            for (row, (net, (weights, delta))) in nets.iter_mut().zip(rows).enumerate() {
                let sum = weights.iter().zip(outs).zip(previous).fold(0.0, |sum, ((&weight, out), x)| {
                    sum + self.moved(self.taken(weight), self.carry.round(delta * out)) * x
                });
                *net = self.carry.round(sum + self.bias_after(layer, row).unwrap_or(0.0));
            }
        });
        self.total_after = total(network, &self.given.sample, &after, self.carry);
        self.after = after;
    }

    /// `w − η · ∂E/∂w`, rounded once.
    fn weight_after(&self, layer: usize, row: usize, column: usize) -> f64 {
        let weight = self.taken(self.network().layer(layer).weights[[row, column]]);
        self.moved(weight, self.gradient(layer, row, column))
    }

    /// A weight or bias after the learning step.
    fn moved(&self, number: f64, gradient: f64) -> f64 {
        self.carry.round(number - self.given.learning.rate * gradient)
    }

    /// What goes into a layer.
    pub(super) fn outs_before(&self, layer: usize) -> &Array1<f64> {
        if layer == 1 { &self.given.sample.input } else { self.forward.out_of(layer - 1) }
    }

    /// `∂E/∂w`, rounded once. The matrices are not kept: they are as large as the weights.
    fn gradient(&self, layer: usize, row: usize, column: usize) -> f64 {
        self.carry.round(self.backward.delta[layer - 1][row] * self.outs_before(layer)[column])
    }

    /// `bias − η · δ`, rounded once; the bias itself where biases are frozen.
    fn bias_after(&self, layer: usize, row: usize) -> Option<f64> {
        let bias = self.taken(*self.network().layer(layer).biases.as_ref()?.get(row)?);
        if self.given.learning.biases_frozen {
            return Some(bias);
        }
        Some(self.moved(bias, self.backward.delta[layer - 1][row]))
    }

    /// The products of which a neuron's net value is the sum, one for each of its inputs.
    pub fn products(&self, layer: usize, row: usize) -> impl Iterator<Item = f64> + '_ {
        let weights = self.network().layer(layer).weights.row(row).into_iter();
        weights.zip(self.outs_before(layer)).map(|(&weight, out)| self.taken(weight) * out)
    }

    /// The products of which a hidden neuron's `∂E/∂out` is the sum, one for each neuron of the next layer.
    pub fn products_back(&self, layer: usize, row: usize) -> impl Iterator<Item = f64> + '_ {
        let weights = self.network().layer(layer + 1).weights.column(row).into_iter();
        weights.zip(&self.backward.delta[layer]).map(|(&weight, delta)| self.taken(weight) * delta)
    }

    /// What an output's error, `∂E/∂out` or `δ` is before it is rounded; `None` for other
    /// quantities.
    pub fn before_rounding(&self, q: Quantity) -> Option<f64> {
        let (network, sample) = (self.network(), &self.given.sample);
        if q.layer != network.last() || q.row >= network.width(q.layer) {
            return None;
        }
        let at_output = OutputError::new(network, sample, &self.forward, self.carry);
        let at = q.layer - 1;
        match q.kind {
            Kind::Error => Some(at_output.error(q.row)),
            Kind::ErrorByOut => Some(at_output.by_out(q.row)),
            Kind::Delta if network.collapses() => {
                Some(collapsed(network, sample, slice(&self.forward.out[at]), q.row))
            }
            Kind::Delta if network.forks_at_output() => {
                let (outs, by_outs) = (slice(&self.forward.out[at]), slice(&self.backward.by_out[at]));
                Some(through_jacobian(outs, by_outs, q.row, self.carry))
            }
            Kind::Delta => Some(self.backward.by_out[at][q.row] * self.backward.slope[at][q.row]),
            _ => None,
        }
    }

    /// Whether an output's error was had from the net values, since the output as it is carried has
    /// no logarithm.
    pub fn takes_nets(&self, row: usize) -> bool {
        let (target, out) = (self.given.sample.target[row], self.forward.output()[row]);
        !self.network().loss().has_value(target, out)
    }

    /// The network that the pass went through, with its weights as they were before they were rounded.
    pub fn network(&self) -> &Network {
        &self.given.network
    }

    /// What was there before the pass.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// Net values and outputs.
    pub fn forward(&self) -> &Forward {
        &self.forward
    }

    /// The derivatives.
    pub fn backward(&self) -> &Backward {
        &self.backward
    }

    /// The error of each output.
    pub fn errors(&self) -> &Array1<f64> {
        &self.errors
    }

    /// How the numbers were carried.
    pub fn carry(&self) -> Carry {
        self.carry
    }

    /// The value of a named quantity; `None` where this network has no such quantity.
    ///
    /// ```
    /// use chainrule::engine::{Kind, Quantity};
    /// # let scenario = chainrule::scenario::builtin("swap").unwrap();
    /// # let pass = scenario.pass(1, chainrule::engine::Carry::Decimals(4));
    /// assert_eq!(pass.value(Quantity::of(Kind::Out, 3, 0)), Some(0.7199));
    /// assert_eq!(pass.value(Quantity::of(Kind::Out, 9, 0)), None);
    /// ```
    pub fn value(&self, q: Quantity) -> Option<f64> {
        let neuron = |values: &[Array1<f64>]| values.get(q.layer.checked_sub(1)?)?.get(q.row).copied();
        let network = self.network();
        let has_layer = (1..network.depth()).contains(&q.layer);
        let in_matrix = has_layer && q.row < network.width(q.layer) && q.column < network.width(q.layer - 1);
        match q.kind {
            Kind::Weight => in_matrix.then(|| self.taken(network.weight(q.weight_id()))),
            Kind::Bias => network.layers_biases(q.layer)?.get(q.row).map(|&bias| self.taken(bias)),
            Kind::Net => neuron(&self.forward.net),
            Kind::Out | Kind::OutAfter if q.layer == 0 => self.given.sample.input.get(q.row).copied(),
            Kind::Out => neuron(&self.forward.out),
            Kind::OutAfter => neuron(&self.after.out),
            Kind::Target => self.output_value(q, &self.given.sample.target),
            Kind::Error => self.output_value(q, &self.errors),
            Kind::ErrorTotal => Some(self.total),
            Kind::ErrorByOut => neuron(&self.backward.by_out),
            Kind::Slope if self.is_softmax(q.layer) => None,
            Kind::Slope => neuron(&self.backward.slope),
            Kind::Jacobian => self.jacobian(q),
            Kind::Delta => neuron(&self.backward.delta),
            Kind::Gradient => in_matrix.then(|| self.gradient(q.layer, q.row, q.column)),
            Kind::BiasGradient => {
                network.layers_biases(q.layer)?;
                neuron(&self.backward.delta)
            }
            // A single sample has no mean; see BatchPass.
            Kind::MeanGradient | Kind::MeanBiasGradient => None,
            Kind::WeightAfter => in_matrix.then(|| self.weight_after(q.layer, q.row, q.column)),
            Kind::BiasAfter => has_layer.then(|| self.bias_after(q.layer, q.row))?,
            Kind::ErrorTotalAfter => Some(self.total_after),
            Kind::LearningRate => Some(self.given.learning.rate),
        }
    }

    fn is_softmax(&self, layer: usize) -> bool {
        layer == self.network().last() && self.network().forks_at_output()
    }

    /// An entry of softmax's derivative, rounded once. The matrix is not kept: it is as large as the
    /// square of the layer.
    fn jacobian(&self, q: Quantity) -> Option<f64> {
        let outs = self.is_softmax(q.layer).then(|| self.forward.output())?;
        let entry = Activation::jacobian(*outs.get(q.row)?, *outs.get(q.column)?, q.row == q.column);
        Some(self.carry.round(entry))
    }

    fn output_value(&self, q: Quantity, values: &Array1<f64>) -> Option<f64> {
        (q.layer == self.network().last()).then(|| values.get(q.row).copied())?
    }
}

impl Network {
    /// The biases of layer `layer`, where there is such a layer and it has any.
    fn layers_biases(&self, layer: usize) -> Option<&Array1<f64>> {
        (1..self.depth()).contains(&layer).then(|| self.layer(layer).biases.as_ref())?
    }
}
