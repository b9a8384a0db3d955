//! Training: plain gradient descent, sample by sample in their order, in full precision.

use super::{Backward, Carry, Forward, Learning, Network, Sample, total_error};

/// A training run.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The mean `E_total` over all samples: at index 0 before training, at `n` after epoch `n`.
    /// It ends early where the weights stop being finite.
    pub errors: Vec<f64>,
    /// The network after the last of these epochs.
    pub network: Network,
    diverged: bool,
}

impl Training {
    /// How many epochs were run.
    pub fn epochs(&self) -> usize {
        self.errors.len() - 1
    }

    /// Whether it ended because numbers grew beyond what `f64` holds.
    pub fn diverged(&self) -> bool {
        self.diverged
    }
}

/// Trains for `epochs` epochs and keeps the error after each.
///
/// ```
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// let training = chainrule::engine::train(scenario.network(), &scenario.samples, scenario.learning, 10);
/// assert_eq!(training.errors.len(), 11);
/// ```
pub fn train(network: &Network, samples: &[Sample], learning: Learning, epochs: usize) -> Training {
    let mut trainer = Trainer::new(network, learning);
    let mut errors = vec![mean_error(network, samples)];
    let mut diverged = false;
    for _ in 0..epochs {
        let before = trainer.network.clone();
        trainer.epoch(samples);
        let error = mean_error(&trainer.network, samples);
        if !error.is_finite() {
            trainer.network = before;
            diverged = true;
            break;
        }
        errors.push(error);
    }
    Training { errors, network: trainer.network, diverged }
}

/// The network after `epochs` epochs: the same weights as [`train`] reaches, without the errors.
pub fn train_to(network: &Network, samples: &[Sample], learning: Learning, epochs: usize) -> Network {
    let mut trainer = Trainer::new(network, learning);
    for _ in 0..epochs {
        trainer.epoch(samples);
    }
    trainer.network
}

/// The mean of `E_total` over the samples; 0 without any.
fn mean_error(network: &Network, samples: &[Sample]) -> f64 {
    let sum = samples.iter().fold(0.0, |sum, sample| sum + total_error(network, sample, Carry::Full));
    sum / samples.len().max(1) as f64
}

/// A network in training, with the room that its passes need.
struct Trainer {
    network: Network,
    learning: Learning,
    forward: Forward,
    backward: Backward,
}

impl Trainer {
    fn new(network: &Network, learning: Learning) -> Self {
        Self {
            network: network.clone(),
            learning,
            forward: Forward::for_network(network),
            backward: Backward::for_network(network),
        }
    }

    /// Shows every sample once and learns after each, all weights from the old ones.
    fn epoch(&mut self, samples: &[Sample]) {
        for sample in samples {
            self.forward.run(&self.network, &sample.input, Carry::Full);
            self.backward.run(&self.network, sample, &self.forward, Carry::Full);
            let rate = self.learning.rate;
            for layer in 1..self.network.depth() {
                let changed = self.network.layer_mut(layer);
                changed.weights.zip_mut_with(&self.backward.gradient[layer - 1], |w, g| *w -= rate * g);
                if let Some(biases) = changed.biases.as_mut().filter(|_| !self.learning.biases_frozen) {
                    biases.zip_mut_with(&self.backward.delta[layer - 1], |b, d| *b -= rate * d);
                }
            }
        }
    }
}
