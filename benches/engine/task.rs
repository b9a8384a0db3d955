//! What all compute: the gradients of one sample; and how the engine does it.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chainrule::engine::{
    Activation, Backward, Batch, Carry, Forward, Init, Layer, Learning, Loss, Network, Piece, Sample, Trainer,
};
use ndarray::Array1;

/// A network and a sample, the same at every run.
pub struct Task {
    pub widths: Vec<usize>,
    pub network: Network,
    pub sample: Sample,
}

/// `2-4-3-2`.
pub fn name(widths: &[usize]) -> String {
    widths.iter().map(usize::to_string).collect::<Vec<_>>().join("-")
}

/// Gradients that differ by no more than the order of their sums.
pub fn assert_same(name: &str, gradients: &[f64], wanted: &[f64]) {
    assert_eq!(gradients.len(), wanted.len(), "{name}");
    for (n, (gradient, wanted)) in gradients.iter().zip(wanted).enumerate() {
        assert!((gradient - wanted).abs() <= 1e-12, "{name}, number {n}: {gradient}, not {wanted}");
    }
}

impl Task {
    pub fn new(widths: &[usize]) -> Self {
        let layers = widths.windows(2).zip(1..).map(|(pair, layer)| Layer {
            weights: Init::Xavier.draw(7, layer, pair[0], pair[1]),
            biases: None,
            activation: Activation::Sigmoid,
        });
        let network = Network::new(layers.collect(), Loss::HalfSquaredError).expect("the shapes fit");
        let ends = (widths[0], widths[widths.len() - 1]);
        let input = Array1::from_shape_fn(ends.0, |n| (n % 10) as f64 / 10.0 + 0.05);
        let target = Array1::from_shape_fn(ends.1, |n| (n % 2) as f64);
        Self { widths: widths.to_vec(), network, sample: Sample { input, target } }
    }

    /// All weights, layer after layer, row by row.
    pub fn weights(&self) -> Vec<f64> {
        self.network.weight_ids().map(|id| self.network.weight(id)).collect()
    }

    /// About how many a run takes.
    pub fn multiplications(&self) -> usize {
        3 * self.network.weight_count() + 20
    }
}

/// The engine, as a training runs it for the first sample of a batch.
pub struct Engine<'a> {
    task: &'a Task,
    forward: Forward,
    backward: Backward,
}

impl<'a> Engine<'a> {
    pub fn new(task: &'a Task) -> Self {
        let (forward, backward) = (Forward::for_network(&task.network), Backward::for_network(&task.network));
        Self { task, forward, backward }
    }

    pub fn run(&mut self) {
        let Task { network, sample, .. } = black_box(self.task);
        self.forward.run(network, &sample.input, Carry::Full);
        self.backward.run(network, sample, &self.forward, Carry::Full);
        black_box(&self.backward);
    }

    pub fn gradients(&mut self) -> Vec<f64> {
        self.run();
        self.backward.gradient.iter().flatten().copied().collect()
    }
}

/// The engine in training: a sample's gradients formed while the weights learn from them.
pub struct Learner<'a> {
    task: &'a Task,
    trainer: Trainer,
    /// Learning pieces that are left until the epoch is measured.
    left: usize,
}

/// Samples of an epoch: it is measured after them, which does not count.
const EPOCH: usize = 256;
/// So small that a network's numbers stay what they are to many digits, however long one measures.
const RATE: f64 = 1e-9;

impl<'a> Learner<'a> {
    pub fn new(task: &'a Task) -> Self {
        let samples = vec![task.sample.clone(); EPOCH];
        let learning = Learning { rate: RATE, biases_frozen: false, batch: Batch::Sample };
        let trainer = Trainer::new(Arc::new(task.network.clone()), samples, learning);
        Self { task, trainer, left: 0 }
    }

    /// How long so many learning pieces take.
    pub fn run(&mut self, times: usize) -> Duration {
        let (mut took, mut to_do) = (Duration::ZERO, times);
        while to_do > 0 {
            if self.left == 0 {
                while self.trainer.step() == Piece::Within {}
                self.left = EPOCH;
            }
            let pieces = self.left.min(to_do);
            let start = Instant::now();
            for _ in 0..pieces {
                black_box(self.trainer.step());
            }
            took += start.elapsed();
            (self.left, to_do) = (self.left - pieces, to_do - pieces);
        }
        took
    }

    /// What one sample's learning took from the weights, at a rate of 1.
    pub fn gradients(&mut self) -> Vec<f64> {
        let learning = Learning { rate: 1.0, biases_frozen: false, batch: Batch::Sample };
        let network = Arc::new(self.task.network.clone());
        let mut trainer = Trainer::new(network, vec![self.task.sample.clone()], learning);
        assert!(trainer.by_ref().take(2).count() == 2, "it learns from the one sample");
        let after = trainer.into_network();
        self.task.network.weight_ids().map(|id| self.task.network.weight(id) - after.weight(id)).collect()
    }
}
