//! One pass of one sample: forward, the error, backward, and the learning step that follows.

mod named;

use std::sync::Arc;

use ndarray::{Array1, Array2, ArrayView1, Axis};

use super::loss::Logarithms;
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

/// Net values and outputs of every layer after the input layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Forward {
    /// `net[l - 1]` has one value for each neuron of layer `l`.
    pub net: Vec<Array1<f64>>,
    /// `out[l - 1]`, likewise.
    pub out: Vec<Array1<f64>>,
}

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
    pub(super) fn run_from(&mut self, network: &Network, first: usize, input: &Array1<f64>, carry: Carry) {
        self.run_through(network, (first, input), carry, |weight| weight);
    }

    /// The same with weights and biases each of which `taken` makes something of on the way.
    pub(super) fn run_through(
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
    fn run_with(
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
        self.run_with(network, sample, forward, carry, |weight| weight, |gradient, value| *gradient = value);
    }

    /// The same where `taken` makes something of each weight on the way.
    pub(super) fn run_through(
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
    pub(super) fn run_adding(&mut self, network: &Network, sample: &Sample, forward: &Forward) {
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
                let outcome = Outcome::new(network, sample, forward, carry);
                for (row, by_out) in self.by_out[at].iter_mut().enumerate() {
                    *by_out = carry.round(outcome.by_out(row));
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

/// A weight or bias as a pass goes on with it.
fn taken(weight: f64, carry: Carry, is_rounded: bool) -> f64 {
    if is_rounded { carry.round(weight) } else { weight }
}

/// `out − target`, which is what an error function and an activation function that cancel leave of
/// `∂E/∂net`. With softmax that takes targets that add up to 1; `out · Σ target − target` holds for
/// any.
fn collapsed(network: &Network, sample: &Sample, outs: &Array1<f64>, row: usize) -> f64 {
    let scale = match network.output_activation() {
        Activation::Softmax => sample.target_scale(),
        _ => 1.0,
    };
    outs[row] * scale - sample.target[row]
}

/// Row `row` of `Jᵀ · ∂E/∂out`, with each entry of the Jacobian rounded once.
fn through_jacobian(outs: &Array1<f64>, by_out: &Array1<f64>, row: usize, carry: Carry) -> f64 {
    let entry = |i: usize| carry.round(Activation::jacobian(outs[i], outs[row], i == row));
    by_out.iter().enumerate().fold(0.0, |sum, (i, by_out)| sum + entry(i) * by_out)
}

/// The output layer held against the targets.
struct Outcome<'a> {
    network: &'a Network,
    sample: &'a Sample,
    outs: &'a Array1<f64>,
    carry: Carry,
    /// For an error function that counts logarithms.
    logarithms: Option<Logarithms<'a>>,
}

impl<'a> Outcome<'a> {
    fn new(network: &'a Network, sample: &'a Sample, forward: &'a Forward, carry: Carry) -> Self {
        let nets = &forward.net[network.last() - 1];
        let logarithms =
            network.loss().is_logarithmic().then(|| Logarithms::new(network.output_activation(), nets));
        Self { network, sample, outs: forward.output(), carry, logarithms }
    }

    /// The logarithms of the net values where they are to be used: in full precision always, else
    /// only where the rounded output has none. What is carried goes from number to number, as far
    /// as it can.
    fn logarithms(&self, row: usize) -> Option<&Logarithms<'a>> {
        let has_value = self.network.loss().has_value(self.sample.target[row], self.outs[row]);
        self.logarithms.as_ref().filter(|_| self.carry == Carry::Full || !has_value)
    }

    fn error(&self, row: usize) -> f64 {
        let (loss, target) = (self.network.loss(), self.sample.target[row]);
        match self.logarithms(row) {
            Some(logarithms) => logarithms.error(loss, target, row),
            None => loss.error(target, self.outs[row]),
        }
    }

    fn by_out(&self, row: usize) -> f64 {
        let (loss, target) = (self.network.loss(), self.sample.target[row]);
        match self.logarithms(row) {
            Some(logarithms) => logarithms.by_out(loss, target, row),
            None => loss.by_out(target, self.outs[row]),
        }
    }
}

/// The error of each output and their sum, each rounded once.
pub(super) fn errors(
    network: &Network,
    sample: &Sample,
    forward: &Forward,
    carry: Carry,
) -> (Array1<f64>, f64) {
    let outcome = Outcome::new(network, sample, forward, carry);
    let errors: Array1<f64> = (0..sample.target.len()).map(|row| carry.round(outcome.error(row))).collect();
    let total = carry.round(errors.iter().fold(0.0, |sum, e| sum + e));
    (errors, total)
}

/// Their sum alone, the same to the last bit, which needs no room.
pub(super) fn total(network: &Network, sample: &Sample, forward: &Forward, carry: Carry) -> f64 {
    let outcome = Outcome::new(network, sample, forward, carry);
    carry.round((0..sample.target.len()).fold(0.0, |sum, row| sum + carry.round(outcome.error(row))))
}

/// `E_total` of one sample by a way forward alone.
pub fn total_error(network: &Network, sample: &Sample, carry: Carry) -> f64 {
    let mut forward = Forward::for_network(network);
    forward.run(network, &sample.input, carry);
    total(network, sample, &forward, carry)
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
        after.run_with(
            network,
            (1, &self.given.sample.input),
            self.carry,
            |layer, row, previous| {
                let weights = network.layer(layer).weights.row(row);
                let (delta, outs) = (self.backward.delta[layer - 1][row], self.outs_before(layer));
                weights.iter().zip(outs).zip(previous).fold(0.0, |sum, ((&weight, out), x)| {
                    sum + self.moved(self.taken(weight), self.carry.round(delta * out)) * x
                })
            },
            |layer, row| self.bias_after(layer, row),
        );
        self.total_after = self::errors(network, &self.given.sample, &after, self.carry).1;
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
        let outcome = Outcome::new(network, sample, &self.forward, self.carry);
        let at = q.layer - 1;
        match q.kind {
            Kind::Error => Some(outcome.error(q.row)),
            Kind::ErrorByOut => Some(outcome.by_out(q.row)),
            Kind::Delta if network.collapses() => {
                Some(collapsed(network, sample, &self.forward.out[at], q.row))
            }
            Kind::Delta if network.forks_at_output() => {
                Some(through_jacobian(&self.forward.out[at], &self.backward.by_out[at], q.row, self.carry))
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
