//! A training that can be left and gone on with after every sample.

use std::sync::Arc;

use ndarray::Array1;

use super::super::{Backward, Carry, Forward, Learning, Network, Sample, pass};

/// What a training says after each epoch, and before the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// How many epochs are done; 0 is the start.
    pub epoch: usize,
    /// The mean `E_total` over all samples, in full precision.
    pub error: f64,
}

/// What a piece of work came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece {
    /// The epoch goes on.
    Within,
    /// It is done and measured.
    Row(Row),
    /// It made a number that is not finite, and is void: there is nothing beyond the last row.
    Diverged,
}

/// What the network makes of the samples after an epoch.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    outputs: Vec<f64>,
    errors: Vec<f64>,
}

impl Outcome {
    fn new(samples: usize, width: usize) -> Self {
        Self { outputs: vec![0.0; samples * width], errors: vec![0.0; samples] }
    }

    /// One sample's outputs, one for each neuron of the last layer.
    pub fn outputs(&self, sample: usize) -> &[f64] {
        let width = self.outputs.len() / self.errors.len().max(1);
        &self.outputs[sample * width..(sample + 1) * width]
    }

    /// One sample's `E_total`.
    pub fn error(&self, sample: usize) -> f64 {
        self.errors[sample]
    }
}

/// The sample that is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// To learn from.
    Learning(usize),
    /// To measure the error of.
    Measuring(usize),
    /// There is nothing more to do.
    Stopped,
}

/// A network in training, with the room that its passes need.
///
/// Work goes sample by sample ([`Trainer::step`]) or epoch by epoch (it is an iterator of [`Row`]s,
/// the first of which measures the start). It holds a copy of the weights that learns, the weights of
/// the last whole epoch, and where a batch has several samples, its gradient.
///
/// ```
/// use chainrule::engine::Trainer;
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// # let network = std::sync::Arc::clone(scenario.network());
/// let mut trainer = Trainer::new(network, scenario.samples.as_slice(), scenario.learning);
/// let errors: Vec<f64> = trainer.by_ref().take(3).map(|row| row.error).collect();
/// assert!(errors[2] < errors[0]);
/// assert_eq!(trainer.next().map(|row| row.epoch), Some(3));
/// ```
#[derive(Debug, Clone)]
pub struct Trainer {
    samples: Arc<[Sample]>,
    learning: Learning,
    /// What learns. In the middle of an epoch it is no epoch's.
    network: Network,
    /// The network after the last whole epoch.
    whole: Arc<Network>,
    forward: Forward,
    /// Its gradients are the sums over a batch; there are none where each sample is one.
    backward: Backward,
    bias_gradient: Vec<Array1<f64>>,
    at: At,
    /// The epoch that is at work, whose row is the next one.
    epoch: usize,
    /// Whether the first row is there.
    has_begun: bool,
    /// The errors measured so far.
    sum: f64,
    outcome: Outcome,
    /// What is measured now.
    measured: Outcome,
}

impl Trainer {
    /// A training from the start.
    pub fn new(network: Arc<Network>, samples: impl Into<Arc<[Sample]>>, learning: Learning) -> Self {
        Self::from_epoch(0, network, samples, learning)
    }

    /// A training that goes on from the weights after an epoch. Its first row is that epoch's.
    pub fn from_epoch(
        epoch: usize,
        network: Arc<Network>,
        samples: impl Into<Arc<[Sample]>>,
        learning: Learning,
    ) -> Self {
        let samples = samples.into();
        let outcome = Outcome::new(samples.len(), network.width(network.last()));
        let zeros = (1..network.depth()).map(|layer| Array1::zeros(network.width(layer)));
        let backward = match learning.batch.size(samples.len()) {
            1 => Backward::of_neurons(&network),
            _ => Backward::for_network(&network),
        };
        Self {
            learning,
            network: Network::clone(&network),
            forward: Forward::for_network(&network),
            backward,
            bias_gradient: zeros.collect(),
            whole: network,
            samples,
            at: At::Measuring(0),
            epoch,
            has_begun: false,
            sum: 0.0,
            measured: outcome.clone(),
            outcome,
        }
    }

    /// The network after the last whole epoch.
    pub fn network(&self) -> &Arc<Network> {
        &self.whole
    }

    /// The same, when there is no more to do.
    pub fn into_network(self) -> Arc<Network> {
        self.whole
    }

    /// The epoch that is at work, whose row is the next one.
    pub fn next_epoch(&self) -> usize {
        self.epoch
    }

    /// The samples.
    pub fn samples(&self) -> &Arc<[Sample]> {
        &self.samples
    }

    /// How it learns.
    pub fn learning(&self) -> Learning {
        self.learning
    }

    /// What that network makes of the samples; zeros before the first row.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Whether it ended because numbers grew beyond what `f64` holds.
    pub fn diverged(&self) -> bool {
        self.at == At::Stopped
    }

    /// About how many multiplications the next piece of work takes.
    pub fn cost(&self) -> usize {
        /// What a piece costs besides, in a network of a few weights.
        const LEAST: usize = 50;
        let ways = match self.at {
            // Forward, back, the gradient, the step.
            At::Learning(_) => 4,
            At::Measuring(_) => 1,
            At::Stopped => 0,
        };
        LEAST + ways * self.network.weight_count()
    }

    /// Does the next piece of work: learns from one sample, or measures the error of one.
    pub fn step(&mut self) -> Piece {
        match self.at {
            At::Learning(sample) => self.learn_from(sample),
            At::Measuring(sample) => self.measure(sample),
            At::Stopped => Piece::Diverged,
        }
    }

    fn learn_from(&mut self, number: usize) -> Piece {
        let Self { samples, network, forward, backward, bias_gradient, .. } = self;
        let count = samples.len();
        if let Some(sample) = samples.get(number) {
            forward.run(network, &sample.input, Carry::Full);
            if backward.gradient.is_empty() {
                backward.run(network, sample, forward, Carry::Full);
                self.learn_at_once(number);
            } else {
                let batch = self.learning.batch.around(number, count);
                if number == batch.start {
                    backward.run(network, sample, forward, Carry::Full);
                    bias_gradient.iter_mut().zip(&backward.delta).for_each(|(sum, delta)| sum.assign(delta));
                } else {
                    backward.run_adding(network, sample, forward);
                    bias_gradient.iter_mut().zip(&backward.delta).for_each(|(sum, delta)| *sum += delta);
                }
                if number + 1 == batch.end {
                    self.learn(batch.len());
                }
            }
        }
        self.at = if number + 1 < count { At::Learning(number + 1) } else { At::Measuring(0) };
        Piece::Within
    }

    /// One step against the gradient of a single sample, which is formed on the way: `δ` times an output.
    /// The same to the last bit as the mean of that one.
    fn learn_at_once(&mut self, number: usize) {
        let (rate, input) = (self.learning.rate, pass::input_slice(&self.samples[number].input));
        for layer in 1..self.network.depth() {
            let outs = self.forward.before(layer, &input);
            let deltas = &self.backward.delta[layer - 1];
            let changed = self.network.layer_mut(layer);
            let rows = pass::slice_mut(&mut changed.weights).chunks_exact_mut(outs.len());
            for (weights, delta) in rows.zip(deltas) {
                weights.iter_mut().zip(outs).for_each(|(w, out)| *w -= rate * Carry::Full.round(delta * out));
            }
            if let Some(biases) = changed.biases.as_mut().filter(|_| !self.learning.biases_frozen) {
                biases.zip_mut_with(deltas, |b, delta| *b -= rate * delta);
            }
        }
    }

    /// One step against the mean of so many gradients, all weights from the old ones.
    fn learn(&mut self, samples: usize) {
        let (rate, count) = (self.learning.rate, samples as f64);
        for layer in 1..self.network.depth() {
            let changed = self.network.layer_mut(layer);
            changed
                .weights
                .zip_mut_with(&self.backward.gradient[layer - 1], |w, sum| *w -= rate * (sum / count));
            if let Some(biases) = changed.biases.as_mut().filter(|_| !self.learning.biases_frozen) {
                biases.zip_mut_with(&self.bias_gradient[layer - 1], |b, sum| *b -= rate * (sum / count));
            }
        }
    }

    fn measure(&mut self, number: usize) -> Piece {
        let Self { samples, network, forward, measured, .. } = self;
        if let Some(sample) = samples.get(number) {
            forward.run(network, &sample.input, Carry::Full);
            let error = pass::total(network, sample, forward, Carry::Full);
            let width = sample.target.len();
            let outputs = measured.outputs[number * width..].iter_mut();
            outputs.zip(forward.output()).for_each(|(kept, out)| *kept = *out);
            measured.errors[number] = error;
            self.sum += error;
        }
        if number + 1 < self.samples.len() {
            self.at = At::Measuring(number + 1);
            return Piece::Within;
        }
        self.finish()
    }

    /// The epoch is measured: it counts, or it is void.
    fn finish(&mut self) -> Piece {
        let row = Row { epoch: self.epoch, error: self.sum / self.samples.len().max(1) as f64 };
        let is_sound = row.error.is_finite() && self.network.is_finite();
        // What there is before any learning cannot be void: there is nothing to fall back on.
        let is_first = !self.has_begun;
        if !is_sound && !is_first {
            self.at = At::Stopped;
            return Piece::Diverged;
        }
        std::mem::swap(&mut self.outcome, &mut self.measured);
        if !is_first {
            match Arc::get_mut(&mut self.whole) {
                Some(whole) => whole.assign(&self.network),
                // Someone keeps the one before.
                None => self.whole = Arc::new(self.network.clone()),
            }
        }
        (self.sum, self.epoch) = (0.0, self.epoch + 1);
        self.has_begun = true;
        self.at = if is_sound { At::Learning(0) } else { At::Stopped };
        Piece::Row(row)
    }
}

impl Iterator for Trainer {
    type Item = Row;

    /// Works to the end of the epoch; nothing where that is not reached in finite numbers.
    fn next(&mut self) -> Option<Row> {
        loop {
            match self.step() {
                Piece::Within => {}
                Piece::Row(row) => return Some(row),
                Piece::Diverged => return None,
            }
        }
    }
}
