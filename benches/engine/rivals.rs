//! ndarray as one finds it, and what no way of computing can go below.

use std::hint::black_box;

use ndarray::linalg::general_mat_vec_mul;
use ndarray::{Array1, Array2, Axis};

use crate::task::Task;

fn sigmoid(net: f64) -> f64 {
    1.0 / (1.0 + (-net).exp())
}

fn matrices(task: &Task) -> Vec<Array2<f64>> {
    (1..task.network.depth()).map(|layer| task.network.layer(layer).weights.clone()).collect()
}

/// As one writes it first: each operation makes its result.
pub struct Allocating<'a> {
    task: &'a Task,
    weights: Vec<Array2<f64>>,
}

impl<'a> Allocating<'a> {
    pub fn new(task: &'a Task) -> Self {
        Self { task, weights: matrices(task) }
    }

    /// From the last layer to the first.
    fn backward(&self) -> Vec<Array2<f64>> {
        let (sample, weights) = (black_box(&self.task.sample), black_box(&self.weights));
        let mut outs = vec![sample.input.clone()];
        for w in weights {
            outs.push(w.dot(&outs[outs.len() - 1]).mapv(sigmoid));
        }
        let slope = |out: &Array1<f64>| out * &(1.0 - out);
        let output = &outs[weights.len()];
        let mut delta = (output - &sample.target) * slope(output);
        let mut gradients = Vec::with_capacity(weights.len());
        for (layer, w) in weights.iter().enumerate().rev() {
            let x = &outs[layer];
            gradients.push(delta.view().insert_axis(Axis(1)).dot(&x.view().insert_axis(Axis(0))));
            if layer > 0 {
                delta = w.t().dot(&delta) * slope(x);
            }
        }
        gradients
    }

    pub fn run(&mut self) {
        black_box(self.backward());
    }

    pub fn gradients(&mut self) -> Vec<f64> {
        self.backward().into_iter().rev().flatten().collect()
    }
}

/// With room that is kept. The transposed product is either that of a transposed view, or the sum of the
/// weights' rows.
pub struct InPlace<'a> {
    task: &'a Task,
    is_by_row: bool,
    weights: Vec<Array2<f64>>,
    outs: Vec<Array1<f64>>,
    deltas: Vec<Array1<f64>>,
    gradients: Vec<Array2<f64>>,
}

impl<'a> InPlace<'a> {
    pub fn new(task: &'a Task, is_by_row: bool) -> Self {
        let weights = matrices(task);
        let zeros = |width: &usize| Array1::zeros(*width);
        Self {
            task,
            is_by_row,
            outs: task.widths.iter().map(zeros).collect(),
            deltas: task.widths[1..].iter().map(zeros).collect(),
            gradients: weights.iter().map(|w| Array2::zeros(w.dim())).collect(),
            weights,
        }
    }

    pub fn run(&mut self) {
        let (sample, weights) = (black_box(&self.task.sample), black_box(&self.weights));
        let Self { outs, deltas, gradients, .. } = self;
        outs[0].assign(&sample.input);
        for (layer, w) in weights.iter().enumerate() {
            let (before, here) = outs.split_at_mut(layer + 1);
            general_mat_vec_mul(1.0, w, &before[layer], 0.0, &mut here[0]);
            here[0].mapv_inplace(sigmoid);
        }
        let last = weights.len() - 1;
        deltas[last].assign(&outs[last + 1]);
        deltas[last] -= &sample.target;
        deltas[last].zip_mut_with(&outs[last + 1], |delta, out| *delta *= out * (1.0 - out));
        for (layer, w) in weights.iter().enumerate().rev() {
            let (before, here) = deltas.split_at_mut(layer);
            let (delta, x) = (&here[0], &outs[layer]);
            for (mut row, &delta) in gradients[layer].outer_iter_mut().zip(delta) {
                row.zip_mut_with(x, |gradient, x| *gradient = delta * x);
            }
            let Some(sums) = before.last_mut() else { continue };
            if self.is_by_row {
                sums.fill(0.0);
                for (row, &delta) in w.outer_iter().zip(delta) {
                    sums.scaled_add(delta, &row);
                }
            } else {
                general_mat_vec_mul(1.0, &w.t(), delta, 0.0, sums);
            }
            sums.zip_mut_with(x, |sum, out| *sum *= out * (1.0 - out));
        }
        black_box(&self.gradients);
    }

    pub fn gradients(&mut self) -> Vec<f64> {
        self.run();
        self.gradients.iter().flatten().copied().collect()
    }
}

/// One exponential for each neuron.
pub fn exponentials(nets: &[f64]) {
    for &net in black_box(nets) {
        black_box((-net).exp());
    }
}

/// All weights read, then all gradients written: before the last weight is read, no gradient is known.
pub struct Floor {
    weights: Vec<f64>,
    gradients: Vec<f64>,
}

impl Floor {
    pub fn new(task: &Task) -> Self {
        let weights = task.weights();
        Self { gradients: vec![0.0; weights.len()], weights }
    }

    pub fn run(&mut self) {
        // So many sums side by side that no addition has to wait for another.
        let mut sums = [0.0; 32];
        for weights in black_box(&self.weights).chunks(sums.len()) {
            for (sum, w) in sums.iter_mut().zip(weights) {
                *sum += w;
            }
        }
        self.gradients.fill(sums.iter().sum());
        black_box(&self.gradients);
    }
}
