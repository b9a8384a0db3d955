//! The worked example's 101 named quantities, computed elsewhere by the same rules.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use chainrule::engine::{Carry, Kind, Pass, Quantity, WeightId};
use chainrule::scenario::builtin;

/// What the example's layers hold, from the input layer on.
const WIDTHS: [usize; 4] = [2, 4, 3, 2];

fn golden(way: &str) -> BTreeMap<String, f64> {
    let all: serde_json::Value = serde_json::from_str(include_str!("golden.json")).unwrap();
    let values = all[way].as_object().unwrap();
    values.iter().map(|(name, value)| (name.clone(), value.as_f64().unwrap())).collect()
}

/// "d1": layer 3, place 0.
fn place(name: &str) -> (usize, usize) {
    let (letter, number) = name.split_at(1);
    ("abcd".find(letter).unwrap(), number.parse::<usize>().unwrap() - 1)
}

fn neuron(kind: Kind, name: &str) -> Quantity {
    let (layer, row) = place(name);
    Quantity::of(kind, layer, row)
}

/// Weights count row by row.
fn weight(kind: Kind, name: &str) -> Quantity {
    let (layer, number) = place(name);
    let inputs = WIDTHS[layer - 1];
    Quantity::at(kind, WeightId { layer, neuron: number / inputs, input: number % inputs })
}

fn quantity(name: &str) -> Quantity {
    match name {
        "E_total" => return Quantity::whole(Kind::ErrorTotal),
        "E_total after the update" => return Quantity::whole(Kind::ErrorTotalAfter),
        _ => {}
    }
    if let Some((above, below)) = name.split_once("/dnet_") {
        assert_eq!(above, format!("dout_{below}"));
        return neuron(Kind::Slope, below);
    }
    for (start, kind) in [("updated w_", Kind::WeightAfter), ("dE/dw_", Kind::Gradient)] {
        if let Some(rest) = name.strip_prefix(start) {
            return weight(kind, rest);
        }
    }
    for (start, kind) in [
        ("dE/dout_", Kind::ErrorByOut),
        ("delta_", Kind::Delta),
        ("net_", Kind::Net),
        ("out_", Kind::Out),
        ("E_", Kind::Error),
    ] {
        if let Some(rest) = name.strip_prefix(start) {
            return neuron(kind, rest);
        }
    }
    panic!("{name} is no name");
}

/// Sample 2 of the example: input (1, 0), target (0, 1).
fn pass(carry: Carry) -> Pass {
    builtin("swap").unwrap().pass(1, carry)
}

#[test]
fn carrying_4_decimals_every_quantity_is_exact() {
    let pass = pass(Carry::Decimals(4));
    for (name, value) in golden("carrying 4 decimals") {
        let computed = pass.value(quantity(&name)).unwrap();
        assert_eq!(computed, value, "{name}");
        assert_eq!(computed == 0.0, computed.to_bits() == 0, "{name}: −0 is 0");
    }
}

#[test]
fn in_full_precision_every_quantity_agrees() {
    let pass = pass(Carry::Full);
    for (name, value) in golden("full precision") {
        let computed = pass.value(quantity(&name)).unwrap();
        assert!((computed - value).abs() <= 1e-12, "{name}: {computed}, not {value}");
    }
}

#[test]
fn a_pass_names_these_101_quantities_and_no_other() {
    for (carry, way) in [(Carry::Decimals(4), "carrying 4 decimals"), (Carry::Full, "full precision")] {
        let expected: BTreeSet<Quantity> = golden(way).keys().map(|name| quantity(name)).collect();
        assert_eq!(expected.len(), 101);
        let pass = pass(carry);
        let named = pass.named();
        assert_eq!(named.len(), 101);
        assert!(named.iter().all(|&(q, value)| pass.value(q) == Some(value)));
        assert_eq!(named.into_iter().map(|(q, _)| q).collect::<BTreeSet<_>>(), expected);
    }
}
