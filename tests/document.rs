//! The numbers that the written explanation prints for its network, held against the engine.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

use chainrule::engine::{Carry, Kind, Pass, Quantity};
use chainrule::scenario::{Scenario, builtin};

fn scenario() -> Scenario {
    builtin("swap").unwrap()
}

/// The sample that it walks, carrying four decimals as it does.
fn pass() -> Pass {
    let scenario = scenario();
    scenario.pass(scenario.plan.sample, scenario.plan.carry)
}

fn vector(kind: Kind, layer: usize) -> Vec<f64> {
    let pass = pass();
    (0..).map_while(|row| pass.value(Quantity::of(kind, layer, row))).collect()
}

#[test]
fn the_givens() {
    let scenario = scenario();
    assert_eq!(scenario.plan.carry, Carry::Decimals(4));
    assert_eq!(vector(Kind::Out, 0), [1.0, 0.0]);
    let weights = |layer: usize| -> Vec<Vec<f64>> {
        scenario.network().layer(layer).weights.outer_iter().map(|row| row.to_vec()).collect()
    };
    assert_eq!(weights(1), [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]]);
    assert_eq!(weights(2), [[0.25, 0.30, 0.35, 0.40], [0.45, 0.50, 0.55, 0.60], [0.65, 0.70, 0.75, 0.80]]);
    assert_eq!(weights(3), [[0.3, 0.4, 0.5], [0.6, 0.7, 0.8]]);
}

/// Its columns headed `out_d1` and `out_d2` hold the targets.
#[test]
fn the_table_of_samples() {
    let table: Vec<_> =
        scenario().samples.iter().map(|sample| (sample.input.to_vec(), sample.target.to_vec())).collect();
    let row = |a: [f64; 2], d: [f64; 2]| (a.to_vec(), d.to_vec());
    assert_eq!(
        table,
        [
            row([1.0, 1.0], [1.0, 1.0]),
            row([1.0, 0.0], [0.0, 1.0]),
            row([0.0, 1.0], [1.0, 0.0]),
            row([0.0, 0.0], [0.0, 0.0]),
        ]
    );
}

#[test]
fn the_forward_pass() {
    assert_eq!(vector(Kind::Net, 1), [0.1, 0.3, 0.5, 0.7]);
    assert_eq!(vector(Kind::Out, 1), [0.5250, 0.5744, 0.6225, 0.6682]);
    assert_eq!(vector(Kind::Net, 2), [0.7887, 1.2667, 1.7448]);
    assert_eq!(vector(Kind::Out, 2), [0.6876, 0.7802, 0.8513]);
    assert_eq!(vector(Kind::Net, 3)[1], 1.6397);
    assert_eq!(vector(Kind::Out, 3), [0.7199, 0.8375]);
}

/// The one number that it prints wrongly: its own rounded values give 0.94401.
#[test]
fn the_document_prints_0_9441_for_net_d1_where_0_9440_is_right() {
    let printed = 0.9441;
    let computed = vector(Kind::Net, 3)[0];
    assert_ne!(computed, printed);
    assert_eq!(computed, 0.9440);
    let by_its_own_values: f64 = 0.3 * 0.6876 + 0.4 * 0.7802 + 0.5 * 0.8513;
    assert!((by_its_own_values - 0.94401).abs() < 1e-12);
    // What follows from it is right either way.
    let out = |net: f64| Carry::Decimals(4).round(1.0 / (1.0 + (-net).exp()));
    assert_eq!((out(printed), out(computed)), (0.7199, 0.7199));
}
