//! Mazur's worked example, held against every number that he prints.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

use chainrule::engine::{Carry, Kind, Pass, Quantity, WeightId};
use chainrule::scenario::builtin;

/// A layer of his network, `b` or `c`.
const B: usize = 1;
const C: usize = 2;

fn pass() -> Pass {
    let mazur = builtin("mazur").unwrap();
    assert_eq!(mazur.plan.carry, Carry::Full);
    mazur.pass(0, mazur.plan.carry)
}

fn value(pass: &Pass, kind: Kind, layer: usize, row: usize) -> f64 {
    pass.value(Quantity::of(kind, layer, row)).unwrap()
}

fn of_weight(pass: &Pass, kind: Kind, layer: usize, number: usize) -> f64 {
    let weight = WeightId { layer, neuron: (number - 1) / 2, input: (number - 1) % 2 };
    pass.value(Quantity::at(kind, weight)).unwrap()
}

/// Asserts that a number, rounded to as many decimals as are printed, is what is printed.
fn prints(computed: f64, printed: &str) {
    let decimals = printed.split_once('.').unwrap().1.len();
    let value = Carry::Decimals(decimals as u8).round(computed);
    assert_eq!(format!("{value:.decimals$}"), printed, "{computed}");
}

#[test]
fn the_givens() {
    let mazur = builtin("mazur").unwrap();
    let network = mazur.network();
    let weights = |layer: usize| network.layer(layer).weights.iter().copied().collect::<Vec<_>>();
    assert_eq!(weights(B), [0.15, 0.20, 0.25, 0.30]);
    assert_eq!(weights(C), [0.40, 0.45, 0.50, 0.55]);
    let biases = |layer: usize| network.layer(layer).biases.as_ref().unwrap().to_vec();
    assert_eq!((biases(B), biases(C)), (vec![0.35; 2], vec![0.60; 2]));
    assert_eq!((mazur.learning.rate, mazur.learning.biases_frozen), (0.5, true));
    assert_eq!(mazur.samples[0].input.to_vec(), [0.05, 0.10]);
    assert_eq!(mazur.samples[0].target.to_vec(), [0.01, 0.99]);
}

/// He carries all digits; carrying nine would change the last one of some.
#[test]
fn every_printed_number_but_the_last() {
    let pass = pass();
    let neuron = |kind, layer, row| value(&pass, kind, layer, row);
    prints(neuron(Kind::Net, B, 0), "0.3775");
    prints(neuron(Kind::Out, B, 0), "0.593269992");
    prints(neuron(Kind::Out, B, 1), "0.596884378");
    prints(neuron(Kind::Net, C, 0), "1.105905967");
    prints(neuron(Kind::Out, C, 0), "0.75136507");
    prints(neuron(Kind::Out, C, 1), "0.772928465");
    prints(neuron(Kind::Error, C, 0), "0.274811083");
    prints(neuron(Kind::Error, C, 1), "0.023560026");
    prints(neuron(Kind::ErrorTotal, 0, 0), "0.298371109");
    prints(neuron(Kind::ErrorByOut, C, 0), "0.74136507");
    prints(neuron(Kind::Slope, C, 0), "0.186815602");
    prints(neuron(Kind::Delta, C, 0), "0.138498562");
    prints(neuron(Kind::ErrorByOut, B, 0), "0.036350306");
    prints(neuron(Kind::Slope, B, 0), "0.241300709");
    let weight = |kind, layer, number| of_weight(&pass, kind, layer, number);
    prints(weight(Kind::Gradient, C, 1), "0.082167041");
    prints(weight(Kind::WeightAfter, C, 1), "0.35891648");
    prints(weight(Kind::WeightAfter, C, 2), "0.408666186");
    prints(weight(Kind::WeightAfter, C, 3), "0.511301270");
    prints(weight(Kind::WeightAfter, C, 4), "0.561370121");
    prints(weight(Kind::Gradient, B, 1), "0.000438568");
    prints(weight(Kind::WeightAfter, B, 1), "0.149780716");
    prints(weight(Kind::WeightAfter, B, 2), "0.19956143");
    prints(weight(Kind::WeightAfter, B, 3), "0.24975114");
    prints(weight(Kind::WeightAfter, B, 4), "0.29950229");
}

#[test]
fn the_last_printed_number_is_that_of_an_early_update() {
    let pass = pass();
    prints(value(&pass, Kind::ErrorTotalAfter, 0, 0), "0.291027774");
    prints(by_hand(false), "0.291027774");
    prints(by_hand(true), "0.291027924");
    assert!((by_hand(false) - value(&pass, Kind::ErrorTotalAfter, 0, 0)).abs() < 1e-15);
    // The note that says so quotes it.
    let mazur = builtin("mazur").unwrap();
    let note = mazur.notes.iter().find(|note| note.at.as_str() == "learn/error").unwrap();
    assert!(note.quotes && note.text.as_str().contains("“0.291027924”"));
}

/// The error after one step by loops that know nothing of the engine. With an early update, the weights
/// of layer c are changed before the hidden derivatives are taken from them.
fn by_hand(updates_early: bool) -> f64 {
    let (input, target, rate) = ([0.05, 0.10], [0.01, 0.99], 0.5);
    let (bias_b, bias_c) = (0.35, 0.60);
    let mut w_b = [[0.15, 0.20], [0.25, 0.30]];
    let mut w_c = [[0.40, 0.45], [0.50, 0.55]];
    let sigmoid = |net: f64| 1.0 / (1.0 + (-net).exp());
    let layer = |w: &[[f64; 2]; 2], x: &[f64; 2], bias: f64| {
        [0, 1].map(|i| sigmoid(w[i][0] * x[0] + w[i][1] * x[1] + bias))
    };
    let out_b = layer(&w_b, &input, bias_b);
    let out_c = layer(&w_c, &out_b, bias_c);
    let delta_c = [0, 1].map(|i| (out_c[i] - target[i]) * out_c[i] * (1.0 - out_c[i]));
    let old_w_c = w_c;
    for i in 0..2 {
        for j in 0..2 {
            w_c[i][j] -= rate * delta_c[i] * out_b[j];
        }
    }
    let through = if updates_early { w_c } else { old_w_c };
    for j in 0..2 {
        let by_out = delta_c[0] * through[0][j] + delta_c[1] * through[1][j];
        let delta_b = by_out * out_b[j] * (1.0 - out_b[j]);
        for k in 0..2 {
            w_b[j][k] -= rate * delta_b * input[k];
        }
    }
    let out_c = layer(&w_c, &layer(&w_b, &input, bias_b), bias_c);
    (0..2).map(|i| 0.5 * (target[i] - out_c[i]) * (target[i] - out_c[i])).sum()
}
