//! Learning with a mistake.

use std::sync::Arc;

use super::super::{Carry, Given, Kind, Learning, Network, Pass, Quantity, Sample, total_error};
use super::{Mistake, WrongPass};

/// The mean `E_total` over all samples before training and after each epoch with a mistake in every pass,
/// in full precision. It ends early where a number stops being finite.
///
/// The error is measured by the right way forward: the curve says what the weights are worth that are
/// learned so. Batches are made as in a right training.
pub fn train_wrong(
    network: &Arc<Network>,
    samples: &[Sample],
    learning: Learning,
    mistake: Mistake,
    epochs: usize,
) -> Vec<f64> {
    let mut network = Arc::clone(network);
    let mut errors = vec![mean_error(&network, samples)];
    for _ in 0..epochs {
        let size = learning.batch.size(samples.len());
        for batch in samples.chunks(size) {
            network = Arc::new(learned(&network, batch, learning, mistake));
        }
        let error = mean_error(&network, samples);
        if !error.is_finite() {
            break;
        }
        errors.push(error);
    }
    errors
}

fn mean_error(network: &Network, samples: &[Sample]) -> f64 {
    let sum = samples.iter().fold(0.0, |sum, sample| sum + total_error(network, sample, Carry::Full));
    sum / samples.len().max(1) as f64
}

/// The network after one learning step for a batch: each weight moves by the mean of what it would move
/// by for each sample.
fn learned(network: &Arc<Network>, batch: &[Sample], learning: Learning, mistake: Mistake) -> Network {
    let passes: Vec<Pass> = batch
        .iter()
        .map(|sample| {
            let given = Given { network: Arc::clone(network), sample: sample.clone(), learning };
            Pass::compute(given, Carry::Full)
        })
        .collect();
    let wrong: Vec<WrongPass<'_>> = passes.iter().map(|pass| WrongPass::new(pass, mistake)).collect();
    let mean = |q: Quantity| {
        let values = wrong.iter().map(|pass| pass.value(q).unwrap_or(f64::NAN));
        values.fold(0.0, |sum, value| sum + value) / wrong.len() as f64
    };
    let mut after = Network::clone(network);
    for layer in 1..network.depth() {
        let changed = after.layer_mut(layer);
        for ((row, column), weight) in changed.weights.indexed_iter_mut() {
            *weight = mean(Quantity { kind: Kind::WeightAfter, layer, row, column });
        }
        for (row, bias) in changed.biases.iter_mut().flatten().enumerate() {
            *bias = mean(Quantity::of(Kind::BiasAfter, layer, row));
        }
    }
    after
}
