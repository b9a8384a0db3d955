//! A network as plain numbers, and its error by the definition with any kind of number: what the
//! engine is held against. It knows no backpropagation.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses what it needs; what fails fails it")]

use chainrule::engine::{Activation, Carry, Given, Layer, Learning, Loss, Network, Pass, Sample};
use ndarray::{Array1, Array2};
use num_dual::{Dual64, DualNum};
use proptest::prelude::*;

/// A network as plain numbers.
#[derive(Debug, Clone)]
pub struct Plain {
    /// Neurons of each layer, the inputs first.
    pub widths: Vec<usize>,
    /// By layer, neuron and input.
    pub weights: Vec<Vec<Vec<f64>>>,
    /// By layer, where it has any.
    pub biases: Vec<Option<Vec<f64>>>,
    /// Inputs and targets.
    pub samples: Vec<(Vec<f64>, Vec<f64>)>,
}

/// One number to differentiate by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum By {
    /// Of this layer (the first with weights is 0), neuron and input.
    Weight(usize, usize, usize),
    /// A bias, or where there is none, one of 0: its derivative is that by the net value.
    Bias(usize, usize),
    /// Something added to an output: its derivative is that by the output.
    Out(usize, usize),
}

impl Plain {
    /// `E_total` of the first sample, by the definition and with any kind of number. `number` makes
    /// one from a value and what it is.
    pub fn error<D: DualNum + Copy>(&self, number: impl Fn(f64, Option<By>) -> D) -> D {
        let (input, target) = &self.samples[0];
        let mut out: Vec<D> = input.iter().map(|&x| number(x, None)).collect();
        for (layer, rows) in self.weights.iter().enumerate() {
            out = (0..rows.len())
                .map(|i| {
                    let bias = self.biases[layer].as_ref().map_or(0.0, |biases| biases[i]);
                    let mut net = number(bias, Some(By::Bias(layer, i)));
                    for (j, &x) in out.iter().enumerate() {
                        net += number(rows[i][j], Some(By::Weight(layer, i, j))) * x;
                    }
                    let one = number(1.0, None);
                    number(0.0, Some(By::Out(layer, i))) + one / (one + (-net).exp())
                })
                .collect();
        }
        let half = number(0.5, None);
        out.iter().zip(target).map(|(&out, &t)| half * (number(t, None) - out).powi(2)).sum()
    }

    /// The derivative of `E_total`, by dual numbers.
    pub fn derivative(&self, by: By) -> f64 {
        self.error(|value, is| Dual64::new(value, if is == Some(by) { 1.0 } else { 0.0 })).eps
    }

    /// The same network, for the engine.
    pub fn network(&self) -> Network {
        let layers = self.weights.iter().zip(&self.biases).map(|(rows, biases)| Layer {
            weights: Array2::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j]),
            biases: biases.clone().map(Array1::from),
            activation: Activation::Sigmoid,
        });
        Network::new(layers.collect(), Loss::HalfSquaredError).unwrap()
    }

    /// The same samples.
    pub fn samples(&self) -> Vec<Sample> {
        let sample = |(input, target): &(Vec<f64>, Vec<f64>)| Sample {
            input: Array1::from(input.clone()),
            target: Array1::from(target.clone()),
        };
        self.samples.iter().map(sample).collect()
    }

    /// The pass of its first sample, in full precision.
    pub fn pass(&self) -> Pass {
        let given = Given {
            network: self.network().into(),
            sample: self.samples().remove(0),
            learning: Learning::default(),
        };
        Pass::compute(given, Carry::Full)
    }
}

/// 1 to 6 layers with weights, 1 to 8 wide, with and without biases.
pub fn plain() -> impl Strategy<Value = Plain> {
    let number = |most: f64| -most..most;
    prop::collection::vec(1..=8_usize, 2..=7).prop_flat_map(move |widths| {
        let weights: Vec<_> = widths
            .windows(2)
            .map(|w| prop::collection::vec(prop::collection::vec(number(3.0), w[0]), w[1]))
            .collect();
        let biases: Vec<_> = widths[1..]
            .iter()
            .map(|&width| prop::option::of(prop::collection::vec(number(3.0), width)))
            .collect();
        // No input is 0, so that no path's product is.
        let input = prop_oneof![-2.0..-0.1_f64, 0.1..2.0_f64];
        let sample = (
            prop::collection::vec(input, widths[0]),
            prop::collection::vec(0.0..1.0_f64, widths[widths.len() - 1]),
        );
        let samples = prop::collection::vec(sample, 1..4);
        (Just(widths), weights, biases, samples).prop_map(|(widths, weights, biases, samples)| Plain {
            widths,
            weights,
            biases,
            samples,
        })
    })
}
