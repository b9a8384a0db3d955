//! The gradient check: is backpropagation's gradient the slope that a nudge measures?
//!
//! Always in full precision.

use super::{Backward, Carry, Forward, Network, Sample, WeightId, pass};

/// The usual nudge, `ε`.
pub const EPSILON: f64 = 1e-5;

/// One weight's gradient, by backpropagation and by nudging.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checked {
    /// Which weight.
    pub weight: WeightId,
    /// `E_total` with the weight `ε` larger.
    pub error_above: f64,
    /// `E_total` with the weight `ε` smaller.
    pub error_below: f64,
    /// The nudge.
    pub epsilon: f64,
    /// The gradient by backpropagation.
    pub gradient: f64,
}

impl Checked {
    /// The central difference `(E(w + ε) − E(w − ε)) / 2ε`.
    pub fn numeric(&self) -> f64 {
        (self.error_above - self.error_below) / (2.0 * self.epsilon)
    }

    /// How far the two are apart.
    pub fn difference(&self) -> f64 {
        (self.numeric() - self.gradient).abs()
    }

    /// Whether they agree: at most `1e-7 + 1e-5 · |gradient|` apart.
    pub fn agrees(&self) -> bool {
        self.difference() <= 1e-7 + 1e-5 * self.gradient.abs()
    }
}

fn error_in(network: &Network, sample: &Sample, forward: &mut Forward) -> f64 {
    forward.run(network, &sample.input, Carry::Full);
    pass::errors(network, sample, forward, Carry::Full).1
}

fn gradients(network: &Network, sample: &Sample) -> Backward {
    let mut forward = Forward::for_network(network);
    forward.run(network, &sample.input, Carry::Full);
    let mut backward = Backward::for_network(network);
    backward.run(network, sample, &forward, Carry::Full);
    backward
}

/// Checks one weight.
pub fn check_weight(network: &Network, sample: &Sample, weight: WeightId, epsilon: f64) -> Checked {
    let backward = gradients(network, sample);
    let mut nudged = network.clone();
    nudge(&mut nudged, sample, &backward, weight, epsilon, &mut Forward::for_network(network))
}

/// Checks weights of the whole network, at most about `most` of them, spread evenly over all.
pub fn check_all(network: &Network, sample: &Sample, epsilon: f64, most: usize) -> Vec<Checked> {
    let backward = gradients(network, sample);
    let mut nudged = network.clone();
    let mut forward = Forward::for_network(network);
    let stride = network.weight_count().div_ceil(most.max(1)).max(1);
    network
        .weight_ids()
        .step_by(stride)
        .map(|weight| nudge(&mut nudged, sample, &backward, weight, epsilon, &mut forward))
        .collect()
}

/// Measures at `nudged`, which is as before when this returns.
fn nudge(
    nudged: &mut Network,
    sample: &Sample,
    backward: &Backward,
    weight: WeightId,
    epsilon: f64,
    forward: &mut Forward,
) -> Checked {
    let place = [weight.neuron, weight.input];
    let value = nudged.weight(weight);
    let mut error_with = |w: f64| {
        nudged.layer_mut(weight.layer).weights[place] = w;
        error_in(nudged, sample, forward)
    };
    let (error_above, error_below) = (error_with(value + epsilon), error_with(value - epsilon));
    nudged.layer_mut(weight.layer).weights[place] = value;
    Checked {
        weight,
        error_above,
        error_below,
        epsilon,
        gradient: backward.gradient[weight.layer - 1][place],
    }
}
