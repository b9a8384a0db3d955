//! Carrying decimals: each named quantity is the rounding of its definition, applied to the numbers
//! that are carried. The definitions stand here once more, as plain loops.

use std::ops::RangeInclusive;

use chainrule::engine::{Activation, Carry, Given, Kind, Learning, Loss, Pass, Quantity};
use proptest::prelude::*;

use super::plain::{Plain, plain};

/// What a pass carries, read as the definitions need it.
struct Carried<'a> {
    plain: &'a Plain,
    pass: &'a Pass,
    carry: Carry,
    learning: Learning,
}

impl Carried<'_> {
    fn value(&self, kind: Kind, layer: usize, row: usize, column: usize) -> f64 {
        self.pass.value(Quantity { kind, layer, row, column }).unwrap()
    }

    fn vector(&self, kind: Kind, layer: usize) -> Vec<f64> {
        (0..self.plain.widths[layer]).map(|row| self.value(kind, layer, row, 0)).collect()
    }

    fn activation(&self, layer: usize) -> Activation {
        self.plain.activations[layer - 1]
    }

    fn is_last(&self, layer: usize) -> bool {
        layer + 1 == self.plain.widths.len()
    }

    fn targets(&self) -> &[f64] {
        &self.plain.samples[0].1
    }

    fn weight(&self, layer: usize, row: usize, column: usize) -> f64 {
        self.plain.weights[layer - 1][row][column]
    }

    /// What a quantity is by its definition, not rounded; nothing for those without one here.
    fn defined(&self, q: Quantity) -> Option<f64> {
        let Quantity { layer, row, column, .. } = q;
        let value = |kind: Kind| self.value(kind, layer, row, column);
        let rate = self.learning.rate;
        Some(match q.kind {
            Kind::Net => {
                let inputs = self.vector(Kind::Out, layer - 1);
                let mut sum = 0.0;
                for (column, x) in inputs.iter().enumerate() {
                    sum += self.weight(layer, row, column) * x;
                }
                sum + self.plain.biases[layer - 1].as_ref().map_or(0.0, |biases| biases[row])
            }
            Kind::Out => out(self.activation(layer), &self.vector(Kind::Net, layer), row),
            Kind::Slope => slope(self.activation(layer), value(Kind::Net), value(Kind::Out)),
            Kind::Jacobian => {
                let (i, j) = (self.value(Kind::Out, layer, row, 0), self.value(Kind::Out, layer, column, 0));
                if row == column { i * (1.0 - i) } else { i * (0.0 - j) }
            }
            Kind::Error => {
                let (nets, outs) = (self.vector(Kind::Net, layer), self.vector(Kind::Out, layer));
                error(self.plain.loss, self.targets()[row], &nets, outs[row], row)
            }
            Kind::ErrorTotal => {
                let last = self.plain.widths.len() - 1;
                self.vector(Kind::Error, last).iter().fold(0.0, |sum, e| sum + e)
            }
            Kind::ErrorByOut if self.is_last(layer) => {
                let (nets, outs) = (self.vector(Kind::Net, layer), self.vector(Kind::Out, layer));
                by_out(self.plain.loss, self.targets()[row], &nets, outs[row], row)
            }
            Kind::ErrorByOut => {
                let mut sum = 0.0;
                for (k, delta) in self.vector(Kind::Delta, layer + 1).iter().enumerate() {
                    sum += self.weight(layer + 1, k, row) * delta;
                }
                sum
            }
            Kind::Delta if self.is_last(layer) => self.output_delta(layer, row),
            Kind::Delta => value(Kind::ErrorByOut) * value(Kind::Slope),
            Kind::Gradient => {
                self.value(Kind::Delta, layer, row, 0) * self.value(Kind::Out, layer - 1, column, 0)
            }
            Kind::BiasGradient => value(Kind::Delta),
            Kind::WeightAfter => self.weight(layer, row, column) - rate * value(Kind::Gradient),
            Kind::BiasAfter => {
                let bias = self.plain.biases[layer - 1].as_ref().unwrap()[row];
                if self.learning.biases_frozen {
                    // Given, and so never rounded.
                    prop_assert_given(value(Kind::BiasAfter), bias);
                    return None;
                }
                bias - rate * value(Kind::Delta)
            }
            _ => return None,
        })
    }

    fn output_delta(&self, layer: usize, row: usize) -> f64 {
        let (outs, targets) = (self.vector(Kind::Out, layer), self.targets());
        match (self.plain.loss, self.activation(layer)) {
            (Loss::BinaryCrossEntropy, _) => outs[row] - targets[row],
            (Loss::CrossEntropy, _) => {
                let sum: f64 = targets.iter().sum();
                let sum = if (sum - 1.0).abs() < 1e-12 { 1.0 } else { sum };
                outs[row] * sum - targets[row]
            }
            (_, Activation::Softmax) => {
                let mut sum = 0.0;
                for i in 0..outs.len() {
                    let entry = self.value(Kind::Jacobian, layer, i, row);
                    sum += entry * self.value(Kind::ErrorByOut, layer, i, 0);
                }
                sum
            }
            _ => self.value(Kind::ErrorByOut, layer, row, 0) * self.value(Kind::Slope, layer, row, 0),
        }
    }

    /// `E_total` of a second way forward, with the weights after the learning step, and that way's
    /// outputs.
    fn after(&self) -> (Vec<Vec<f64>>, RangeInclusive<f64>) {
        let mut outs = self.plain.samples[0].0.clone();
        let mut all = vec![outs.clone()];
        let mut nets = Vec::new();
        for layer in 1..self.plain.widths.len() {
            nets.clear();
            for row in 0..self.plain.widths[layer] {
                let mut sum = 0.0;
                for (column, x) in outs.iter().enumerate() {
                    sum += self.value(Kind::WeightAfter, layer, row, column) * x;
                }
                let bias = self.pass.value(Quantity::of(Kind::BiasAfter, layer, row));
                nets.push(self.carry.round(sum + bias.unwrap_or(0.0)));
            }
            let rounded = |row: usize| self.carry.round(out(self.activation(layer), &nets, row));
            outs = (0..nets.len()).map(rounded).collect();
            all.push(outs.clone());
        }
        let (mut least, mut most) = (0.0, 0.0);
        for (row, &target) in self.targets().iter().enumerate() {
            let error = error(self.plain.loss, target, &nets, outs[row], row);
            let (low, high) = self.roundings(error, slack(self.plain.loss, target, outs[row]));
            (least, most) = (least + low, most + high);
        }
        (all, self.carry.round(least)..=self.carry.round(most))
    }

    /// The roundings of a number less and more this share of it.
    fn roundings(&self, value: f64, slack: f64) -> (f64, f64) {
        let width = slack * value.abs();
        (self.carry.round(value - width), self.carry.round(value + width))
    }

    /// By how much, as a share, what a quantity is by its definition may be off.
    fn slack(&self, q: Quantity) -> f64 {
        match q.kind {
            Kind::Error | Kind::ErrorByOut if self.is_last(q.layer) => {
                let out = self.value(Kind::Out, q.layer, q.row, 0);
                slack(self.plain.loss, self.targets()[q.row], out)
            }
            _ => 0.0,
        }
    }
}

fn prop_assert_given(value: f64, given: f64) {
    assert_eq!(value.to_bits(), given.to_bits(), "what is given is not rounded");
}

fn out(activation: Activation, nets: &[f64], row: usize) -> f64 {
    let net = nets[row];
    match activation {
        Activation::Sigmoid => 1.0 / (1.0 + (-net).exp()),
        Activation::Tanh => net.tanh(),
        Activation::Relu => net.max(0.0),
        Activation::LeakyRelu { leak } => {
            if net > 0.0 {
                net
            } else {
                leak * net
            }
        }
        Activation::Identity => net,
        Activation::Softmax => {
            let mut largest = nets[0];
            for &net in nets {
                largest = if net > largest { net } else { largest };
            }
            let mut sum = 0.0;
            for &net in nets {
                sum += (net - largest).exp();
            }
            (net - largest).exp() / sum
        }
    }
}

fn slope(activation: Activation, net: f64, out: f64) -> f64 {
    match activation {
        Activation::Sigmoid => out * (1.0 - out),
        Activation::Tanh => 1.0 - out * out,
        Activation::Relu => {
            if net > 0.0 {
                1.0
            } else {
                0.0
            }
        }
        Activation::LeakyRelu { leak } => {
            if net > 0.0 {
                1.0
            } else {
                leak
            }
        }
        Activation::Identity => 1.0,
        Activation::Softmax => panic!("softmax has a Jacobian"),
    }
}

/// By how much each other net value of softmax is above an output's own; of a sigmoid, where the
/// other one is always 0.
fn against(loss: Loss, nets: &[f64], row: usize) -> Vec<f64> {
    match loss {
        Loss::CrossEntropy => {
            (0..nets.len()).filter(|other| *other != row).map(|other| nets[other] - nets[row]).collect()
        }
        _ => vec![-nets[row]],
    }
}

/// `ln(1 + Σ e^x)`, which is `−ln out`, put together number by number.
fn logarithm(against: &[f64]) -> f64 {
    let mut logarithm = 0.0_f64;
    for &x in against {
        logarithm = logarithm.max(x) + (-(logarithm - x).abs()).exp().ln_1p();
    }
    logarithm
}

/// `1 + Σ e^x`, which is `1 / out`.
fn inverse(against: &[f64]) -> f64 {
    let mut sum = 1.0;
    for x in against {
        sum += x.exp();
    }
    sum
}

/// Whether a carried output is rounded to 0 or 1 where the error counts its logarithm.
fn is_lost(loss: Loss, t: f64, out: f64) -> bool {
    match loss {
        Loss::HalfSquaredError => false,
        Loss::CrossEntropy => t != 0.0 && out == 0.0,
        Loss::BinaryCrossEntropy => (t > 0.0 && out == 0.0) || (t < 1.0 && out == 1.0),
    }
}

/// By how much, as a share, two exact ways to the same number may differ: where a logarithm is had
/// from net values, the engine goes another way than these definitions, and last bits may part.
fn slack(loss: Loss, t: f64, out: f64) -> f64 {
    if is_lost(loss, t, out) { 1e-13 } else { 0.0 }
}

/// An error from the carried output; where that is rounded to 0 or 1 and has no logarithm, from the
/// net values.
fn error(loss: Loss, t: f64, nets: &[f64], out: f64, row: usize) -> f64 {
    let against = against(loss, nets, row);
    let some = |factor: f64, value: f64| if factor == 0.0 { 0.0 } else { factor * value };
    let is_lost = is_lost(loss, t, out);
    match loss {
        Loss::HalfSquaredError => 0.5 * (t - out) * (t - out),
        Loss::CrossEntropy => some(t, if is_lost { logarithm(&against) } else { -out.ln() }),
        Loss::BinaryCrossEntropy if is_lost => {
            some(t, logarithm(&against)) + some(1.0 - t, logarithm(&[nets[row]]))
        }
        Loss::BinaryCrossEntropy => some(t, -out.ln()) + some(1.0 - t, -(1.0 - out).ln()),
    }
}

/// The derivative of that error by the output.
fn by_out(loss: Loss, t: f64, nets: &[f64], out: f64, row: usize) -> f64 {
    let against = against(loss, nets, row);
    let some = |factor: f64, value: f64| if factor == 0.0 { 0.0 } else { factor * value };
    let is_lost = is_lost(loss, t, out);
    match loss {
        Loss::HalfSquaredError => out - t,
        Loss::CrossEntropy => -some(t, if is_lost { inverse(&against) } else { 1.0 / out }),
        Loss::BinaryCrossEntropy if is_lost => {
            some(1.0 - t, inverse(&[nets[row]])) - some(t, inverse(&against))
        }
        Loss::BinaryCrossEntropy => some(1.0 - t, 1.0 / (1.0 - out)) - some(t, 1.0 / out),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_carried_is_the_rounding_of_its_definition(
        plain in plain(),
        decimals in 1..=12_u8,
        rate in 0.01..2.0_f64,
        biases_frozen: bool,
        // Far out, outputs are rounded to 0 and 1.
        louder in prop_oneof![3 => Just(1.0), 1 => Just(8.0)],
    ) {
        let mut plain = plain;
        for weight in plain.weights.last_mut().unwrap().iter_mut().flatten() {
            *weight *= louder;
        }
        let carry = Carry::Decimals(decimals);
        let learning = Learning { rate, biases_frozen, ..Learning::default() };
        let given = Given { network: plain.network().into(), sample: plain.samples().remove(0), learning };
        let pass = Pass::compute(given, carry);
        let carried = Carried { plain: &plain, pass: &pass, carry, learning };
        for (q, value) in pass.named() {
            if let Some(defined) = carried.defined(q) {
                let (least, most) = carried.roundings(defined, carried.slack(q));
                prop_assert!((least..=most).contains(&value), "{:?}: {} {}", q, value, defined);
            }
        }
        let (outs, total) = carried.after();
        for (layer, outs) in outs.iter().enumerate() {
            for (row, &out) in outs.iter().enumerate() {
                prop_assert_eq!(pass.value(Quantity::of(Kind::OutAfter, layer, row)), Some(out));
            }
        }
        let after = pass.value(Quantity::whole(Kind::ErrorTotalAfter)).unwrap();
        prop_assert!(total.contains(&after), "{} {:?}", after, total);
    }
}
