//! The yardstick: the same arithmetic as loops over flat slices, written for nothing else.

use std::hint::black_box;

use crate::task::Task;

/// How the products of a net value are summed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    /// From left to right, each addition after the one before.
    InOrder,
    /// Eight sums side by side, added up at the end, so that additions need not wait for each other.
    Eight,
}

/// Loops for any size. All weights lie in one piece, layer after layer, row by row; so do the gradients.
pub struct Flat<'a> {
    task: &'a Task,
    sums: Sums,
    weights: Vec<f64>,
    /// Inputs, then the outputs of each layer.
    outs: Vec<Vec<f64>>,
    /// By layer after the inputs.
    deltas: Vec<Vec<f64>>,
    gradients: Vec<f64>,
}

fn sigmoid(net: f64) -> f64 {
    1.0 / (1.0 + (-net).exp())
}

fn dot_in_order(row: &[f64], x: &[f64]) -> f64 {
    row.iter().zip(x).fold(0.0, |sum, (w, x)| sum + w * x)
}

fn dot_eight(row: &[f64], x: &[f64]) -> f64 {
    let (rows, xs) = (row.chunks_exact(8), x.chunks_exact(8));
    let rest = dot_in_order(rows.remainder(), xs.remainder());
    if row.len() < 8 {
        return rest;
    }
    let mut sums = [0.0; 8];
    for (ws, xs) in rows.zip(xs) {
        for ((sum, w), x) in sums.iter_mut().zip(ws).zip(xs) {
            *sum += w * x;
        }
    }
    sums.iter().sum::<f64>() + rest
}

impl<'a> Flat<'a> {
    pub fn new(task: &'a Task, sums: Sums) -> Self {
        let zeros = |width: &usize| vec![0.0; *width];
        let weights = task.weights();
        Self {
            task,
            sums,
            outs: task.widths.iter().map(zeros).collect(),
            deltas: task.widths[1..].iter().map(zeros).collect(),
            gradients: vec![0.0; weights.len()],
            weights,
        }
    }

    pub fn run(&mut self) {
        match self.sums {
            Sums::InOrder => self.run_with(dot_in_order),
            Sums::Eight => self.run_with(dot_eight),
        }
        black_box(&self.gradients);
    }

    fn run_with(&mut self, dot: impl Fn(&[f64], &[f64]) -> f64) {
        let (task, weights) = (black_box(self.task), black_box(&self.weights[..]));
        let (input, target) = (task.sample.input.as_slice(), task.sample.target.as_slice());
        let (input, target) = (input.expect("it lies in one piece"), target.expect("so does this"));
        self.outs[0].copy_from_slice(input);
        let mut rest = weights;
        for layer in 1..self.outs.len() {
            let (before, here) = self.outs.split_at_mut(layer);
            let (x, outs) = (&before[layer - 1], &mut here[0]);
            let (matrix, behind) = rest.split_at(x.len() * outs.len());
            rest = behind;
            for (out, row) in outs.iter_mut().zip(matrix.chunks_exact(x.len())) {
                *out = sigmoid(dot(row, x));
            }
        }
        let last = self.deltas.len() - 1;
        for ((delta, out), target) in self.deltas[last].iter_mut().zip(&self.outs[last + 1]).zip(target) {
            *delta = (out - target) * out * (1.0 - out);
        }
        let mut end = weights.len();
        for layer in (0..=last).rev() {
            let (before, here) = self.deltas.split_at_mut(layer);
            let (deltas, x) = (&here[0], &self.outs[layer]);
            let start = end - deltas.len() * x.len();
            for (gradients, delta) in self.gradients[start..end].chunks_exact_mut(x.len()).zip(deltas) {
                for (gradient, x) in gradients.iter_mut().zip(x) {
                    *gradient = delta * x;
                }
            }
            if let Some(sums) = before.last_mut() {
                sums.fill(0.0);
                for (row, delta) in weights[start..end].chunks_exact(x.len()).zip(deltas) {
                    for (sum, w) in sums.iter_mut().zip(row) {
                        *sum += w * delta;
                    }
                }
                for (sum, out) in sums.iter_mut().zip(x) {
                    *sum *= out * (1.0 - out);
                }
            }
            end = start;
        }
    }

    pub fn gradients(&mut self) -> Vec<f64> {
        self.run();
        self.gradients.clone()
    }
}

/// The same for 2-4-3-2 alone, whose loops the compiler unrolls.
pub struct Fixed {
    w_b: [[f64; 2]; 4],
    w_c: [[f64; 4]; 3],
    w_d: [[f64; 3]; 2],
    input: [f64; 2],
    target: [f64; 2],
    by_w_b: [[f64; 2]; 4],
    by_w_c: [[f64; 4]; 3],
    by_w_d: [[f64; 3]; 2],
}

fn outs<const N: usize, const M: usize>(w: &[[f64; N]; M], x: &[f64; N]) -> [f64; M] {
    w.map(|row| sigmoid(dot_in_order(&row, x)))
}

fn gradients<const N: usize, const M: usize>(delta: &[f64; M], x: &[f64; N]) -> [[f64; N]; M] {
    delta.map(|delta| x.map(|x| delta * x))
}

fn delta_before<const N: usize, const M: usize>(
    w: &[[f64; N]; M],
    delta: &[f64; M],
    out: &[f64; N],
) -> [f64; N] {
    std::array::from_fn(|j| {
        let sum = w.iter().zip(delta).fold(0.0, |sum, (row, delta)| sum + row[j] * delta);
        sum * out[j] * (1.0 - out[j])
    })
}

impl Fixed {
    /// Of another network, none.
    pub fn new(task: &Task) -> Option<Self> {
        if task.widths != [2, 4, 3, 2] {
            return None;
        }
        let weights = task.weights();
        let w = |at: usize| weights[at];
        let at = |array: &ndarray::Array1<f64>| std::array::from_fn(|n| array[n]);
        Some(Self {
            w_b: std::array::from_fn(|i| std::array::from_fn(|j| w(2 * i + j))),
            w_c: std::array::from_fn(|i| std::array::from_fn(|j| w(8 + 4 * i + j))),
            w_d: std::array::from_fn(|i| std::array::from_fn(|j| w(20 + 3 * i + j))),
            input: at(&task.sample.input),
            target: at(&task.sample.target),
            by_w_b: Default::default(),
            by_w_c: Default::default(),
            by_w_d: Default::default(),
        })
    }

    pub fn run(&mut self) {
        let Self { w_b, w_c, w_d, input, target, .. } = black_box(&*self);
        let b = outs(w_b, input);
        let c = outs(w_c, &b);
        let d = outs(w_d, &c);
        let delta_d = std::array::from_fn(|k| (d[k] - target[k]) * d[k] * (1.0 - d[k]));
        let delta_c = delta_before(w_d, &delta_d, &c);
        let delta_b = delta_before(w_c, &delta_c, &b);
        let found = (gradients(&delta_b, input), gradients(&delta_c, &b), gradients(&delta_d, &c));
        (self.by_w_b, self.by_w_c, self.by_w_d) = found;
        black_box(&*self);
    }

    pub fn gradients(&mut self) -> Vec<f64> {
        self.run();
        [self.by_w_b.as_flattened(), self.by_w_c.as_flattened(), self.by_w_d.as_flattened()].concat()
    }
}
