//! What keeps a network from learning, as far as it can be told from its numbers as they stand.

use super::{Activation, Carry, Forward, Network, Sample};

/// A slope below this hardly lets an error through; a sigmoid's is at most ¼, that of tanh 1.
pub const FLAT: f64 = 0.01;

/// Something that is worth knowing before such a network is trained or shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// `ReLU` neurons whose net value is never above 0: their slope is 0 for every sample, and so are
    /// the gradients of their weights. One sample tells nothing: it leaves half of such neurons at 0.
    Dead {
        /// Their layer, from 1.
        layer: usize,
        /// Which ones, from 0.
        neurons: Vec<usize>,
    },
    /// Neurons of an inner layer whose slope is below [`FLAT`] for every sample.
    Saturated {
        /// Their layer, from 1.
        layer: usize,
        /// Which ones, from 0.
        neurons: Vec<usize>,
    },
    /// An inner layer whose neurons have the same weights, coming in and going out: their gradients
    /// are the same for every sample, so that learning never tells them apart.
    Alike {
        /// The layer, from 1.
        layer: usize,
    },
    /// Targets that no output can be: a learning step always leads on.
    OutOfReach {
        /// The first sample with one, from 0.
        sample: usize,
        /// Its output neuron, from 0.
        row: usize,
        /// The least and the most that an output can be.
        range: (f64, f64),
        /// How many such targets there are in all samples.
        count: usize,
    },
    /// Targets of a distribution that do not add up to 1, so that no outputs can be.
    NoDistribution {
        /// The first sample with such targets, from 0.
        sample: usize,
        /// What they add up to.
        sum: f64,
        /// How many samples have such targets.
        count: usize,
    },
}

/// Looks through a network with its samples, in full precision: one way forward for each.
pub fn findings(network: &Network, samples: &[Sample]) -> Vec<Finding> {
    let mut standing = Standing::new(network);
    let mut forward = Forward::for_network(network);
    for sample in samples {
        forward.run(network, &sample.input, Carry::Full);
        standing.look_at(network, &forward);
    }
    let of_layer = |layer: usize| {
        let which = |flags: &Vec<Vec<bool>>| -> Vec<usize> {
            flags[layer - 1].iter().enumerate().filter(|(_, flag)| **flag).map(|(row, _)| row).collect()
        };
        let (dead, flat) = (which(&standing.dead), which(&standing.flat));
        [
            (!dead.is_empty() && samples.len() > 1).then_some(Finding::Dead { layer, neurons: dead }),
            (!flat.is_empty() && layer < network.last())
                .then_some(Finding::Saturated { layer, neurons: flat }),
            is_alike(network, layer).then_some(Finding::Alike { layer }),
        ]
    };
    (1..network.depth())
        .flat_map(of_layer)
        .flatten()
        .chain(out_of_reach(network, samples))
        .chain(no_distribution(network, samples))
        .collect()
}

fn no_distribution(network: &Network, samples: &[Sample]) -> Option<Finding> {
    let is_none = |sample: &&Sample| network.forks_at_output() && sample.target_scale() != 1.0;
    let sample = samples.iter().position(|sample| is_none(&sample))?;
    let count = samples.iter().filter(is_none).count();
    Some(Finding::NoDistribution { sample, sum: samples[sample].target_scale(), count })
}

/// Which neurons have been dead, or flat, for all samples so far; by layer.
#[derive(Debug, Clone)]
pub struct Standing {
    dead: Vec<Vec<bool>>,
    flat: Vec<Vec<bool>>,
}

impl Standing {
    /// Before any sample was looked at.
    pub fn new(network: &Network) -> Self {
        let flags = |fits: fn(Activation) -> bool| {
            let of_layer = |l: usize| vec![fits(network.layer(l).activation); network.width(l)];
            (1..network.depth()).map(of_layer).collect()
        };
        Self {
            dead: flags(|activation| activation == Activation::Relu),
            flat: flags(|activation| matches!(activation, Activation::Sigmoid | Activation::Tanh)),
        }
    }

    /// Takes in where the neurons stand after one sample's way forward.
    pub fn look_at(&mut self, network: &Network, forward: &Forward) {
        for layer in 1..network.depth() {
            let (at, activation) = (layer - 1, network.layer(layer).activation);
            for (row, (&net, &out)) in forward.net[at].iter().zip(&forward.out[at]).enumerate() {
                self.dead[at][row] &= net <= 0.0;
                self.flat[at][row] &= activation.slope(net, out) < FLAT;
            }
        }
    }

    /// Whether a neuron is a `ReLU` whose net value was above 0 for no sample.
    pub fn is_dead(&self, layer: usize, row: usize) -> bool {
        self.dead[layer - 1][row]
    }
}

/// Whether the neurons of an inner layer cannot be told apart.
fn is_alike(network: &Network, layer: usize) -> bool {
    if layer == network.last() || network.width(layer) < 2 {
        return false;
    }
    let (own, next) = (network.layer(layer), network.layer(layer + 1));
    let first = own.weights.row(0);
    own.weights.outer_iter().all(|row| row == first)
        && own.biases.as_ref().is_none_or(|biases| biases.iter().all(|bias| *bias == biases[0]))
        && next.weights.outer_iter().all(|row| row.iter().all(|weight| *weight == row[0]))
}

fn out_of_reach(network: &Network, samples: &[Sample]) -> Option<Finding> {
    let range = match network.output_activation() {
        Activation::Sigmoid | Activation::Softmax => (0.0, 1.0),
        Activation::Tanh => (-1.0, 1.0),
        Activation::Relu => (0.0, f64::INFINITY),
        Activation::LeakyRelu { .. } | Activation::Identity => return None,
    };
    let is_out = |(_, target): &(usize, &f64)| !(range.0..=range.1).contains(*target);
    let targets = |sample: &Sample| sample.target.iter().enumerate().filter(is_out).count();
    let sample = samples.iter().position(|sample| targets(sample) > 0)?;
    let (row, _) = samples[sample].target.iter().enumerate().find(is_out)?;
    Some(Finding::OutOfReach { sample, row, range, count: samples.iter().map(targets).sum() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Layer, Loss};
    use ndarray::{Array1, Array2, array};

    fn layer(weights: Array2<f64>, biases: Option<Array1<f64>>, activation: Activation) -> Layer {
        Layer { weights, biases, activation }
    }

    fn found(layers: Vec<Layer>, samples: &[(Array1<f64>, Array1<f64>)]) -> Vec<Finding> {
        let sample = |(input, target): &(Array1<f64>, Array1<f64>)| Sample {
            input: input.clone(),
            target: target.clone(),
        };
        let samples: Vec<Sample> = samples.iter().map(sample).collect();
        findings(&Network::new(layers, Loss::HalfSquaredError).unwrap(), &samples)
    }

    #[test]
    fn dead_and_saturated_are_what_is_so_for_every_sample() {
        let weights = || array![[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]];
        let out = || layer(array![[0.1, 0.2, 0.3]], None, Activation::Identity);
        let samples = [(array![6.0, 0.5], array![1.0]), (array![0.5, 6.0], array![0.0])];
        let relu = found(vec![layer(weights(), None, Activation::Relu), out()], &samples);
        assert_eq!(relu, [Finding::Dead { layer: 1, neurons: vec![1] }]);
        let sigmoid = found(vec![layer(weights(), None, Activation::Sigmoid), out()], &samples);
        assert_eq!(sigmoid, [Finding::Saturated { layer: 1, neurons: vec![0, 1, 2] }]);
        let once = [samples[0].clone(), (array![0.5, 0.5], array![0.0])];
        let less = found(vec![layer(weights(), None, Activation::Sigmoid), out()], &once);
        assert_eq!(less, []);
    }

    #[test]
    fn neurons_are_alike_only_if_all_about_them_is() {
        let sample = [(array![1.0, 0.5], array![0.5])];
        let inner =
            |w: f64, b: f64| layer(array![[0.1, 0.2], [0.1, w]], Some(array![0.5, b]), Activation::Sigmoid);
        let outer = |w: f64| layer(array![[0.3, w]], None, Activation::Sigmoid);
        assert_eq!(found(vec![inner(0.2, 0.5), outer(0.3)], &sample), [Finding::Alike { layer: 1 }]);
        for (w, b, out) in [(0.3, 0.5, 0.3), (0.2, 0.4, 0.3), (0.2, 0.5, 0.4)] {
            assert_eq!(found(vec![inner(w, b), outer(out)], &sample), []);
        }
    }

    #[test]
    fn a_target_out_of_reach_is_found_with_its_place() {
        let out = |activation| vec![layer(array![[0.1], [0.2]], None, activation)];
        let samples = [(array![1.0], array![0.0, 1.0]), (array![1.0], array![0.5, 1.5])];
        let expected = Finding::OutOfReach { sample: 1, row: 1, range: (0.0, 1.0), count: 1 };
        assert_eq!(found(out(Activation::Sigmoid), &samples), std::slice::from_ref(&expected));
        // For softmax they are no distribution either.
        let shares = Finding::NoDistribution { sample: 1, sum: 2.0, count: 1 };
        assert_eq!(found(out(Activation::Softmax), &samples), [expected, shares]);
        assert_eq!(found(out(Activation::Identity), &samples), []);
    }
}
