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
    /// By layer.
    pub activations: Vec<Activation>,
    /// Of the whole network.
    pub loss: Loss,
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

/// A way forward with any kind of number, by layer.
pub struct Run<D> {
    pub nets: Vec<Vec<D>>,
    pub outs: Vec<Vec<D>>,
    pub error: D,
}

/// Net values this close to a kink are not asked for: a derivative jumps there.
const NEAR_KINK: f64 = 1e-3;
/// Outputs beyond this leave a measured slope too few digits.
const MOST_OUT: f64 = 20.0;

impl Plain {
    /// The way forward of a sample and its `E_total`, by the definition and with any kind of number.
    /// `number` makes one from a value and what it is.
    pub fn run<D: DualNum + Copy>(&self, sample: usize, number: impl Fn(f64, Option<By>) -> D) -> Run<D> {
        let (input, target) = &self.samples[sample];
        let plain = |value: f64| number(value, None);
        let (mut all_nets, mut all_outs) = (Vec::new(), Vec::new());
        let mut outs: Vec<D> = input.iter().map(|&x| plain(x)).collect();
        for (layer, rows) in self.weights.iter().enumerate() {
            let net = |i: usize| {
                let bias = self.biases[layer].as_ref().map_or(0.0, |biases| biases[i]);
                let mut net = number(bias, Some(By::Bias(layer, i)));
                for (j, &x) in outs.iter().enumerate() {
                    net += number(rows[i][j], Some(By::Weight(layer, i, j))) * x;
                }
                net
            };
            let nets: Vec<D> = (0..rows.len()).map(net).collect();
            let out = |i: usize| {
                let added = number(0.0, Some(By::Out(layer, i)));
                activated(self.activations[layer], &nets, i, plain) + added
            };
            outs = (0..rows.len()).map(out).collect();
            all_nets.push(nets);
            all_outs.push(outs.clone());
        }
        let last = self.weights.len() - 1;
        let one = plain(1.0);
        let error = |k: usize, &t: &f64| match self.loss {
            Loss::HalfSquaredError => plain(0.5) * (plain(t) - outs[k]).powi(2),
            Loss::BinaryCrossEntropy => {
                // 1 − out, of which nothing is lost where out is close to 1.
                let rest = one / (one + all_nets[last][k].exp()) - number(0.0, Some(By::Out(last, k)));
                -(plain(t) * outs[k].ln() + plain(1.0 - t) * rest.ln())
            }
            Loss::CrossEntropy => -(plain(t) * outs[k].ln()),
        };
        let error = target.iter().enumerate().map(|(k, t)| error(k, t)).sum();
        Run { nets: all_nets, outs: all_outs, error }
    }

    /// `E_total` of the first sample.
    pub fn error(&self) -> f64 {
        self.run(0, |value, _| value).error
    }

    /// The way forward of a sample with the derivatives by one number, by dual numbers.
    pub fn dual(&self, sample: usize, by: By) -> Run<Dual64> {
        self.run(sample, |value, is| Dual64::new(value, if is == Some(by) { 1.0 } else { 0.0 }))
    }

    /// The derivative of the first sample's `E_total`, by dual numbers.
    pub fn derivative(&self, by: By) -> f64 {
        self.dual(0, by).error.eps
    }

    /// The same network, for the engine.
    pub fn network(&self) -> Network {
        let layer = |l: usize| {
            let rows = &self.weights[l];
            Layer {
                weights: Array2::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j]),
                biases: self.biases[l].clone().map(Array1::from),
                activation: self.activations[l],
            }
        };
        Network::new((0..self.weights.len()).map(layer).collect(), self.loss).unwrap()
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
        self.pass_carrying(Carry::Full)
    }

    /// The pass of its first sample.
    pub fn pass_carrying(&self, carry: Carry) -> Pass {
        let given = Given {
            network: self.network().into(),
            sample: self.samples().remove(0),
            learning: Learning::default(),
        };
        Pass::compute(given, carry)
    }

    /// On which side of its kink each neuron that has one stands, in a sample.
    pub fn sides(&self, sample: usize) -> Vec<bool> {
        self.kinked_nets(sample).into_iter().map(|net| net > 0.0).collect()
    }

    fn kinked_nets(&self, sample: usize) -> Vec<f64> {
        let nets = self.run(sample, |value, _| value).nets;
        let kinked = nets.into_iter().zip(&self.activations).filter(|(_, activation)| activation.has_kink());
        kinked.flat_map(|(nets, _)| nets).collect()
    }

    /// Whether it stands well: no net value close to a kink, where the derivative jumps, and no number
    /// so large that others drown in it. Exactly at the kink a neuron stands only if nothing comes
    /// in, and then a derivative by anything before it is 0 on both sides.
    fn stands_well(&self) -> bool {
        (0..self.samples.len()).all(|sample| {
            let outs = self.run(sample, |value, _| value).outs;
            outs.iter().flatten().all(|out| out.abs() <= MOST_OUT)
                && self.kinked_nets(sample).iter().all(|&net| net == 0.0 || net.abs() >= NEAR_KINK)
        })
    }
}

/// An activation function by its definition.
fn activated<D: DualNum + Copy>(activation: Activation, nets: &[D], i: usize, plain: impl Fn(f64) -> D) -> D {
    let (zero, one, net) = (plain(0.0), plain(1.0), nets[i]);
    match activation {
        Activation::Sigmoid => one / (one + (-net).exp()),
        Activation::Tanh => net.tanh(),
        Activation::Relu => {
            if net > zero {
                net
            } else {
                zero
            }
        }
        Activation::LeakyRelu { leak } => {
            if net > zero {
                net
            } else {
                plain(leak) * net
            }
        }
        Activation::Identity => net,
        // The quotient is the same whatever all net values are shifted by.
        Activation::Softmax => {
            let largest = nets.iter().fold(net, |most, &net| if net > most { net } else { most });
            (net - largest).exp() / nets.iter().map(|&net| (net - largest).exp()).sum::<D>()
        }
    }
}

/// An activation function of an inner layer.
fn activation() -> impl Strategy<Value = Activation> {
    prop_oneof![
        Just(Activation::Sigmoid),
        Just(Activation::Tanh),
        Just(Activation::Relu),
        (0.001..0.9_f64).prop_map(|leak| Activation::LeakyRelu { leak }),
        Just(Activation::Identity),
    ]
}

/// An output layer's function with an error function that makes sense for it.
fn head() -> impl Strategy<Value = (Activation, Loss)> {
    prop_oneof![
        4 => activation().prop_map(|activation| (activation, Loss::HalfSquaredError)),
        1 => Just((Activation::Softmax, Loss::HalfSquaredError)),
        2 => Just((Activation::Sigmoid, Loss::BinaryCrossEntropy)),
        2 => Just((Activation::Softmax, Loss::CrossEntropy)),
    ]
}

/// Targets that an error function takes.
fn targets(loss: Loss, count: usize) -> BoxedStrategy<Vec<f64>> {
    let some = prop::collection::vec(0.01..1.0_f64, count);
    let one_hot = (0..count).prop_map(move |one| (0..count).map(|k| f64::from(u8::from(k == one))).collect());
    let distribution = |numbers: Vec<f64>| {
        let sum: f64 = numbers.iter().sum();
        numbers.into_iter().map(|number| number / sum).collect()
    };
    match loss {
        Loss::HalfSquaredError => prop::collection::vec(-1.0..1.0_f64, count).boxed(),
        Loss::BinaryCrossEntropy => {
            let probability = prop_oneof![2 => 0.0..1.0_f64, 1 => Just(0.0), 1 => Just(1.0)];
            prop::collection::vec(probability, count).boxed()
        }
        // The last of them add up to anything.
        Loss::CrossEntropy => {
            prop_oneof![2 => some.clone().prop_map(distribution), 2 => one_hot, 1 => some].boxed()
        }
    }
}

/// 1 to 6 layers with weights, 1 to 8 wide, with and without biases; every activation function, every
/// error function with those it makes sense for; 1 to 3 samples.
pub fn plain() -> impl Strategy<Value = Plain> {
    let functions = |layers: usize| (prop::collection::vec(activation(), layers - 1), head());
    let shape = prop::collection::vec(1..=8_usize, 2..=7)
        .prop_flat_map(move |widths| (functions(widths.len() - 1), Just(widths)));
    let all = shape.prop_flat_map(|((mut activations, (output, loss)), mut widths)| {
        activations.push(output);
        if let Some(outputs) = widths.last_mut().filter(|_| output.is_softmax()) {
            *outputs = (*outputs).max(2);
        }
        let number = |most: f64| -most..most;
        // What is bounded may be deep in saturation; what is not would grow from layer to layer.
        let most = |layer: usize| match activations[layer] {
            Activation::Sigmoid => 3.0,
            Activation::Softmax => 2.0,
            Activation::Tanh => 3.0 / (widths[layer] as f64).sqrt(),
            _ => 2.0 / (widths[layer] as f64).sqrt(),
        };
        let layers = 0..widths.len() - 1;
        let row = |l: usize| prop::collection::vec(number(most(l)), widths[l]);
        let weights: Vec<_> = layers.clone().map(|l| prop::collection::vec(row(l), widths[l + 1])).collect();
        let biases: Vec<_> =
            layers.map(|l| prop::option::of(prop::collection::vec(number(most(l)), widths[l + 1]))).collect();
        // No input is 0, so that no path's product is for that.
        let input = prop_oneof![-2.0..-0.1_f64, 0.1..2.0_f64];
        let outputs = widths[widths.len() - 1];
        let sample = (prop::collection::vec(input, widths[0]), targets(loss, outputs));
        let samples = prop::collection::vec(sample, 1..4);
        (Just((widths, activations, loss)), weights, biases, samples)
    });
    all.prop_map(|((widths, activations, loss), weights, biases, samples)| Plain {
        widths,
        weights,
        biases,
        activations,
        loss,
        samples,
    })
    .prop_filter("close to a kink, or too large", Plain::stands_well)
}
