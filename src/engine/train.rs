//! Training: plain gradient descent, batch by batch in the samples' order, in full precision.
//!
//! A [`Trainer`] does it piece by piece; [`train`] and [`train_to`] run one to an epoch, and a
//! [`Course`] is one that remembers the way. All of them reach the same weights, bit for bit.

mod checkpoints;
mod course;
mod trails;
mod trainer;

use std::sync::Arc;

pub use course::Course;
pub use trainer::{Outcome, Piece, Row, Trainer};

use super::{Learning, Network, Sample};

/// Epochs that a training may have at most: so many errors are kept.
pub const MOST_EPOCHS: usize = 1_000_000;

/// About how many multiplications an epoch takes: forward, back, the gradient and the step for each
/// sample, and forward once more.
pub fn epoch_cost(weights: usize, samples: usize) -> usize {
    weights.saturating_mul(5).saturating_add(100).saturating_mul(samples)
}

/// A training run.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The mean `E_total` over all samples: at index 0 before training, at `n` after epoch `n`. It
    /// ends early where a number stops being finite.
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

/// The errors of a training run whose weights nobody needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// As those of a [`Training`].
    pub errors: Vec<f64>,
    diverged: bool,
}

impl Curve {
    /// How many epochs were run.
    pub fn epochs(&self) -> usize {
        self.errors.len() - 1
    }

    /// Whether it ended because numbers grew beyond what `f64` holds.
    pub fn diverged(&self) -> bool {
        self.diverged
    }
}

/// A network that was trained.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// Its weights and biases.
    pub network: Arc<Network>,
    /// The epochs behind it: fewer than were asked for where the next one's numbers are not finite.
    pub epochs: usize,
}

/// Trains for `epochs` epochs and keeps the error after each.
///
/// ```
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// let training = chainrule::engine::train(scenario.network(), &scenario.samples, scenario.learning, 10);
/// assert_eq!(training.errors.len(), 11);
/// ```
pub fn train(network: &Network, samples: &[Sample], learning: Learning, epochs: usize) -> Training {
    let mut trainer = Trainer::new(Arc::new(network.clone()), samples, learning);
    let Curve { errors, diverged } = curve_of(&mut trainer, epochs);
    Training { errors, diverged, network: Arc::unwrap_or_clone(trainer.into_network()) }
}

/// The errors of the same training.
pub fn train_curve(network: &Arc<Network>, samples: &[Sample], learning: Learning, epochs: usize) -> Curve {
    curve_of(&mut Trainer::new(Arc::clone(network), samples, learning), epochs)
}

fn curve_of(trainer: &mut Trainer, epochs: usize) -> Curve {
    let errors = trainer.by_ref().take(epochs.saturating_add(1)).map(|row| row.error).collect();
    Curve { errors, diverged: trainer.diverged() }
}

/// The network after `epochs` epochs: the same weights as [`train`] reaches, without the errors.
/// Where numbers stop being finite, it is the last one whose are, and says of which epoch it is.
pub fn train_to(network: &Arc<Network>, samples: &[Sample], learning: Learning, epochs: usize) -> Trained {
    let mut trainer = Trainer::new(Arc::clone(network), samples, learning);
    let epochs = trainer.by_ref().take(epochs.saturating_add(1)).last().map_or(0, |row| row.epoch);
    Trained { network: trainer.into_network(), epochs }
}
