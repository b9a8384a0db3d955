//! A batch: the samples after which one learning step is made, against the mean of their gradients.

use std::sync::Arc;

use ndarray::Array1;

use super::{Backward, Carry, Forward, Learning, Network, Sample, WeightId, pass, total_error};

/// Samples times weights and neurons that a batch may have at most to be gone through: it keeps three
/// numbers of every neuron for every sample, and a learning step takes in every weight's gradient of
/// every sample. That is a quarter of a gigabyte and a second or two at most.
const MOST_NUMBERS: usize = 32 << 20;

/// The way forward and back of every sample of a batch, and the means over them.
///
/// It grows with the number of samples: see [`BatchPass::fits`]. No matrix of gradients is kept: a
/// sample's gradient is `δ · out`, and a mean is formed when it is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchPass {
    network: Arc<Network>,
    learning: Learning,
    carry: Carry,
    /// Whether weights and biases are rounded before anything is done with them.
    rounds_weights: bool,
    samples: Vec<Sample>,
    /// By sample.
    forwards: Vec<Forward>,
    /// By sample and layer.
    deltas: Vec<Vec<Array1<f64>>>,
    /// `E_total` of each sample.
    totals: Vec<f64>,
}

impl BatchPass {
    /// Whether a batch of so many samples is small enough to be gone through.
    pub fn fits(network: &Network, samples: usize) -> bool {
        let neurons: usize = (1..network.depth()).map(|layer| network.width(layer)).sum();
        (network.weight_count() + neurons).checked_mul(samples).is_some_and(|numbers| numbers <= MOST_NUMBERS)
    }

    /// Runs every sample through the network, forward and back. There must be one at least.
    /// `rounds_weights` says whether weights were drawn or trained, so that they are rounded once where
    /// decimals are carried.
    pub fn compute(
        network: Arc<Network>,
        samples: &[Sample],
        learning: Learning,
        carry: Carry,
        rounds_weights: bool,
    ) -> Self {
        let rounds_weights = rounds_weights && carry != Carry::Full;
        let taken = |weight: f64| pass::taken(weight, carry, rounds_weights);
        let mut backward = Backward::of_neurons(&network);
        let (mut forwards, mut deltas, mut totals) = (Vec::new(), Vec::new(), Vec::new());
        for sample in samples {
            let mut forward = Forward::for_network(&network);
            forward.run_through(&network, (1, &sample.input), carry, taken);
            backward.run_through(&network, sample, &forward, carry, taken);
            totals.push(pass::total(&network, sample, &forward, carry));
            deltas.push(backward.delta.clone());
            forwards.push(forward);
        }
        Self { network, learning, carry, rounds_weights, samples: samples.to_vec(), forwards, deltas, totals }
    }

    /// A weight or bias of the network as the batch goes on with it.
    fn taken(&self, weight: f64) -> f64 {
        pass::taken(weight, self.carry, self.rounds_weights)
    }

    /// How many samples it has.
    pub fn len(&self) -> usize {
        self.samples.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }

    /// `E_total` of one of its samples.
    pub fn total(&self, sample: usize) -> f64 {
        self.totals[sample]
    }

    /// `∂E/∂w` of one of its samples, rounded once.
    pub fn gradient_of(&self, sample: usize, weight: WeightId) -> f64 {
        let input = match weight.layer {
            1 => self.samples[sample].input[weight.input],
            layer => self.forwards[sample].out_of(layer - 1)[weight.input],
        };
        self.carry.round(self.deltas[sample][weight.layer - 1][weight.neuron] * input)
    }

    /// `∂E/∂bias` of one of its samples: the neuron's error term.
    pub fn bias_gradient_of(&self, sample: usize, layer: usize, neuron: usize) -> f64 {
        self.deltas[sample][layer - 1][neuron]
    }

    /// The mean over its samples, before it is rounded.
    pub fn mean_of(&self, number: impl Fn(usize) -> f64) -> f64 {
        (0..self.len()).fold(0.0, |sum, sample| sum + number(sample)) / self.len() as f64
    }

    /// The gradient of a weight for the batch: the mean, rounded once.
    pub fn gradient(&self, weight: WeightId) -> f64 {
        self.carry.round(self.mean_of(|sample| self.gradient_of(sample, weight)))
    }

    /// The gradient of a bias for the batch.
    pub fn bias_gradient(&self, layer: usize, neuron: usize) -> f64 {
        self.carry.round(self.mean_of(|sample| self.bias_gradient_of(sample, layer, neuron)))
    }

    /// A weight after the batch's learning step, rounded once.
    pub fn weight_after(&self, weight: WeightId) -> f64 {
        let old = self.taken(self.network.weight(weight));
        self.carry.round(old - self.learning.rate * self.gradient(weight))
    }

    /// The mean of `E_total` over the batch, rounded once.
    pub fn error(&self) -> f64 {
        self.carry.round(self.mean_of(|sample| self.totals[sample]))
    }

    /// `E_total` of each sample once the batch's learning step is made.
    pub fn totals_after(&self) -> Vec<f64> {
        let mut network = Network::clone(&self.network);
        for layer in 1..network.depth() {
            let changed = network.layer_mut(layer);
            for ((neuron, input), weight) in changed.weights.indexed_iter_mut() {
                *weight = self.weight_after(WeightId { layer, neuron, input });
            }
            for (neuron, bias) in changed.biases.iter_mut().flatten().enumerate() {
                *bias = self.taken(*bias);
                if !self.learning.biases_frozen {
                    let step = self.learning.rate * self.bias_gradient(layer, neuron);
                    *bias = self.carry.round(*bias - step);
                }
            }
        }
        self.samples.iter().map(|sample| total_error(&network, sample, self.carry)).collect()
    }
}
