//! Known mistakes: who makes one is told that one, and who is right is told so. The learners here are
//! plain loops that know nothing of the engine's recipes.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/plain.rs"]
mod plain;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chainrule::engine::{
    Activation, Carry, Kind, Learning, Loss, Mistake, Network, Pass, Quantity, Sample, Verdict, WeightId,
    WrongPass, train, train_wrong,
};
use plain::{Plain, plain};
use proptest::prelude::*;
use proptest::sample::Index;

/// One who computes numbers from the right ones before them.
struct Learner<'a> {
    plain: &'a Plain,
    pass: &'a Pass,
}

impl Learner<'_> {
    fn value(&self, kind: Kind, layer: usize, row: usize, column: usize) -> f64 {
        self.pass.value(Quantity { kind, layer, row, column }).unwrap()
    }

    fn vector(&self, kind: Kind, layer: usize) -> Vec<f64> {
        (0..self.plain.widths[layer]).map(|row| self.value(kind, layer, row, 0)).collect()
    }

    fn last(&self) -> usize {
        self.plain.widths.len() - 1
    }

    fn round(&self, value: f64) -> f64 {
        self.pass.carry().round(value)
    }

    /// The numbers of a layer's weights as they stand, row by row.
    fn flat(&self, kind: Kind, layer: usize) -> Vec<f64> {
        let (rows, columns) = (self.plain.widths[layer], self.plain.widths[layer - 1]);
        (0..rows * columns).map(|n| self.value(kind, layer, n / columns, n % columns)).collect()
    }

    /// Slope with the net value where the output belongs.
    fn slope_of_net(&self, layer: usize, row: usize) -> Option<f64> {
        let net = self.value(Kind::Net, layer, row, 0);
        match self.plain.activations[layer - 1] {
            Activation::Sigmoid => Some(self.round(net * (1.0 - net))),
            Activation::Tanh => Some(self.round(1.0 - net * net)),
            _ => None,
        }
    }

    /// What `∂E/∂out` of a neuron becomes with a mistake, in each way.
    fn by_out(&self, mistake: Mistake, layer: usize, row: usize) -> Vec<f64> {
        let squared = self.plain.loss == Loss::HalfSquaredError;
        if layer == self.last() {
            let difference = self.value(Kind::Out, layer, row, 0) - self.value(Kind::Target, layer, row, 0);
            return match mistake {
                Mistake::Sign => vec![-self.value(Kind::ErrorByOut, layer, row, 0)],
                Mistake::NoHalf if squared => vec![2.0 * difference],
                Mistake::NoSquare if squared => vec![-0.5, difference / 2.0],
                _ => vec![],
            };
        }
        let deltas = self.vector(Kind::Delta, layer + 1);
        let (here, next) = (self.plain.widths[layer], deltas.len());
        let weights = self.flat(Kind::Weight, layer + 1);
        match mistake {
            Mistake::Sign => vec![-self.value(Kind::ErrorByOut, layer, row, 0)],
            Mistake::OnePath if next > 1 => (0..next).map(|k| weights[k * here + row] * deltas[k]).collect(),
            Mistake::Untransposed => {
                let sum =
                    |terms: &mut dyn Iterator<Item = (f64, f64)>| terms.map(|(w, d)| w * d).sum::<f64>();
                let as_lines = weights[row * next..].iter().copied().zip(deltas.iter().copied());
                let mut ways = vec![sum(&mut as_lines.take(next))];
                if row < next {
                    let line = weights[row * here..(row + 1) * here].iter().copied();
                    ways.push(sum(&mut line.zip(deltas.iter().copied())));
                }
                ways
            }
            Mistake::EarlyUpdate => {
                let after = self.flat(Kind::WeightAfter, layer + 1);
                vec![(0..next).map(|k| after[k * here + row] * deltas[k]).sum()]
            }
            _ => vec![],
        }
    }

    /// What `δ` becomes.
    fn delta(&self, mistake: Mistake, layer: usize, row: usize) -> Vec<f64> {
        let right = self.value(Kind::Delta, layer, row, 0);
        if mistake == Mistake::Sign {
            return vec![-right];
        }
        let is_output = layer == self.last();
        let activation = self.plain.activations[layer - 1];
        let collapses = is_output && self.plain.loss != Loss::HalfSquaredError;
        if collapses {
            return vec![];
        }
        let by_out = self.value(Kind::ErrorByOut, layer, row, 0);
        if activation == Activation::Softmax {
            let outs = self.vector(Kind::Out, layer);
            let term = |i: usize| {
                let entry = outs[i] * (f64::from(u8::from(i == row)) - outs[row]);
                self.round(entry) * self.value(Kind::ErrorByOut, layer, i, 0)
            };
            return match mistake {
                Mistake::NoSlope => vec![by_out],
                Mistake::OnePath => (0..outs.len()).map(term).collect(),
                _ => vec![],
            };
        }
        let slope = self.value(Kind::Slope, layer, row, 0);
        match mistake {
            Mistake::NoSlope => vec![by_out],
            Mistake::NetInSlope => {
                self.slope_of_net(layer, row).into_iter().map(|slope| by_out * slope).collect()
            }
            _ => {
                let by_outs = self.by_out(mistake, layer, row).into_iter();
                by_outs.map(|by_out| self.round(by_out) * slope).collect()
            }
        }
    }

    /// What any quantity becomes.
    fn answers(&self, mistake: Mistake, q: Quantity) -> Vec<f64> {
        let Quantity { layer, row, column, .. } = q;
        let squared = self.plain.loss == Loss::HalfSquaredError;
        let missed = |row: usize| {
            self.value(Kind::Target, self.last(), row, 0) - self.value(Kind::Out, self.last(), row, 0)
        };
        let wrong_error = |row: usize| match mistake {
            Mistake::NoHalf if squared => Some(missed(row) * missed(row)),
            Mistake::NoSquare if squared => Some(missed(row) / 2.0),
            _ => None,
        };
        match q.kind {
            Kind::Net => {
                let (rows, inputs) = (self.plain.widths[layer], self.vector(Kind::Out, layer - 1));
                let weights = self.flat(Kind::Weight, layer);
                let bias =
                    self.plain.biases[layer - 1].as_ref().map(|_| self.value(Kind::Bias, layer, row, 0));
                let columns = inputs.len();
                match mistake {
                    Mistake::NoBias => {
                        let line = &weights[row * columns..(row + 1) * columns];
                        let sum = line.iter().zip(&inputs).map(|(w, x)| w * x).sum();
                        bias.map(|_| sum).into_iter().collect()
                    }
                    Mistake::RowForColumn => {
                        let bias = bias.unwrap_or(0.0);
                        let as_columns: f64 =
                            inputs.iter().enumerate().map(|(j, x)| weights[j * rows + row] * x).sum();
                        let mut ways = vec![as_columns + bias];
                        if row < columns {
                            let column = (0..rows).map(|j| weights[j * columns + row]);
                            ways.push(column.zip(&inputs).map(|(w, x)| w * x).sum::<f64>() + bias);
                        }
                        ways
                    }
                    _ => vec![],
                }
            }
            Kind::Out if mistake == Mistake::NoActivation => vec![self.value(Kind::Net, layer, row, 0)],
            Kind::Error if mistake == Mistake::Sign && !squared => vec![-self.value(q.kind, layer, row, 0)],
            Kind::Error => wrong_error(row).into_iter().collect(),
            Kind::ErrorTotal if mistake == Mistake::Sign && !squared => vec![-self.value(q.kind, 0, 0, 0)],
            Kind::ErrorTotal => {
                let all =
                    (0..self.plain.widths[self.last()]).map(|row| wrong_error(row).map(|e| self.round(e)));
                all.sum::<Option<f64>>().into_iter().collect()
            }
            Kind::ErrorByOut => self.by_out(mistake, layer, row),
            Kind::Slope if mistake == Mistake::NetInSlope => {
                self.slope_of_net(layer, row).into_iter().collect()
            }
            Kind::Delta => self.delta(mistake, layer, row),
            Kind::Gradient => {
                let from = self.vector(Kind::Out, layer - 1);
                let deltas = self.vector(Kind::Delta, layer);
                match mistake {
                    Mistake::Sign => vec![-self.value(q.kind, layer, row, column)],
                    Mistake::NoInput => vec![deltas[row]],
                    Mistake::RowForColumn => {
                        let exchanged: Vec<f64> =
                            from.iter().flat_map(|x| deltas.iter().map(move |d| d * x)).collect();
                        let mut ways = vec![exchanged[row * from.len() + column]];
                        if row < from.len() && column < deltas.len() {
                            ways.push(deltas[column] * from[row]);
                        }
                        ways
                    }
                    _ => {
                        let deltas = self.delta(mistake, layer, row).into_iter();
                        deltas.map(|delta| self.round(delta) * from[column]).collect()
                    }
                }
            }
            Kind::WeightAfter => {
                let (old, gradient) = (
                    self.value(Kind::Weight, layer, row, column),
                    self.value(Kind::Gradient, layer, row, column),
                );
                match mistake {
                    Mistake::Sign => vec![old + Learning::default().rate * gradient],
                    Mistake::NoRate => vec![old - gradient],
                    _ => vec![],
                }
            }
            _ => vec![],
        }
    }
}

/// Quantities that a learner could be asked for.
fn asked(pass: &Pass) -> impl Iterator<Item = Quantity> + '_ {
    pass.numbers().map(|(q, _)| q).filter(|q| pass.recipe(*q).is_some())
}

/// Some of them, of every kind that there is.
fn some(pass: &Pass, index: Index) -> Vec<Quantity> {
    let mut of_kind: BTreeMap<Kind, Vec<Quantity>> = BTreeMap::new();
    asked(pass).for_each(|q| of_kind.entry(q.kind).or_default().push(q));
    let two = |all: &Vec<Quantity>| [all[index.index(all.len())], all[all.len() - 1]];
    of_kind.values().flat_map(two).collect()
}

fn carries() -> impl Strategy<Value = Carry> {
    prop_oneof![Just(Carry::Full), (2..=8_u8).prop_map(Carry::Decimals)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_right_recipe_makes_the_right_number(plain in plain(), carry in carries()) {
        let pass = plain.pass_carrying(carry);
        for q in asked(&pass) {
            let right = pass.value(q).unwrap();
            let made = carry.round(pass.run(&pass.recipe(q).unwrap()));
            // An output that is rounded to 0 or 1 has no logarithm, so its error is had from net values.
            let takes_nets = matches!(q.kind, Kind::Error | Kind::ErrorByOut)
                && q.layer == pass.network().last()
                && pass.takes_nets(q.row);
            if takes_nets {
                continue;
            }
            let is_close = (made - right).abs() <= 1e-9 + 1e-9 * right.abs();
            prop_assert!(if carry == Carry::Full { is_close } else { made == right }, "{q:?}: {made} {right}");
        }
    }

    #[test]
    fn who_makes_a_mistake_is_told_this_mistake(plain in plain(), carry in carries(), index: Index) {
        let pass = plain.pass_carrying(carry);
        let learner = Learner { plain: &plain, pass: &pass };
        for q in some(&pass, index) {
            for mistake in Mistake::ALL {
                for answer in learner.answers(mistake, q) {
                    match pass.judge(q, answer).unwrap() {
                        // The mistake makes no difference that one could see.
                        Verdict::Right => {
                            let off = (carry.round(answer) - pass.value(q).unwrap()).abs();
                            prop_assert!(off <= pass.last_digit(pass.value(q).unwrap()) * 1.000_01);
                        }
                        Verdict::Wrong(slips) => {
                            let told: Vec<Mistake> = slips.iter().map(|slip| slip.mistake).collect();
                            prop_assert!(told.contains(&mistake), "{q:?} {mistake:?} {answer}: {told:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn who_is_right_is_never_told_otherwise(plain in plain(), carry in carries(), off in -1.0..1.0_f64) {
        let pass = plain.pass_carrying(carry);
        for (q, right) in pass.named() {
            let unit = pass.last_digit(right);
            let shown = match carry {
                Carry::Decimals(n) => format!("{right:.*}", usize::from(n)),
                Carry::Full => format!("{right:.3e}"),
            };
            // As shown, unrounded, and off by one in the last digit either way.
            for answer in [shown.parse().unwrap(), right + off * unit * 0.499, right + unit, right - unit] {
                prop_assert_eq!(pass.judge(q, answer), Some(Verdict::Right), "{:?} {} {}", q, right, answer);
            }
            // Of numbers so large that their last digit is beyond what binary tells, none is far.
            if right.abs() * 16.0 * f64::EPSILON > unit {
                continue;
            }
            let far = right + 2.5 * unit;
            prop_assert!(pass.judge(q, far) != Some(Verdict::Right), "{:?} {} {}", q, right, far);
        }
    }

    #[test]
    fn two_mistakes_that_give_one_number_are_both_told(plain in plain(), index: Index) {
        let pass = plain.pass();
        for q in some(&pass, index) {
            let slips = pass.slips(q);
            for slip in slips.iter().step_by(5) {
                let Some(Verdict::Wrong(told)) = pass.judge(q, slip.value) else { continue };
                let same = slips.iter().filter(|other| other.value == slip.value);
                let same: BTreeSet<Mistake> = same.map(|slip| slip.mistake).collect();
                let told: BTreeSet<Mistake> = told.iter().map(|slip| slip.mistake).collect();
                prop_assert!(told.is_superset(&same), "{q:?} {}: {told:?} {same:?}", slip.value);
            }
        }
    }
}

/// A network's pass with a mistake in it, in loops of its own: `δ` of every layer.
fn deltas_with(plain: &Plain, mistake: Mistake) -> Vec<Vec<f64>> {
    let (input, target) = &plain.samples[0];
    let (mut outs, mut nets) = (vec![input.clone()], vec![vec![]]);
    for (l, rows) in plain.weights.iter().enumerate() {
        let net: Vec<f64> = rows
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let bias =
                    plain.biases[l].as_ref().filter(|_| mistake != Mistake::NoBias).map_or(0.0, |b| b[i]);
                row.iter().zip(&outs[l]).map(|(w, x)| w * x).sum::<f64>() + bias
            })
            .collect();
        let passes_on = mistake == Mistake::NoActivation;
        outs.push(net.iter().map(|&x| if passes_on { x } else { plain.activations[l].apply(x) }).collect());
        nets.push(net);
    }
    let last = plain.weights.len();
    let mut deltas = vec![vec![]; last + 1];
    for l in (1..=last).rev() {
        let rate = Learning::default().rate;
        deltas[l] = (0..plain.widths[l])
            .map(|i| {
                let difference = |factor: f64| factor * (outs[last][i] - target[i]);
                let by_out = match mistake {
                    _ if l < last => {
                        let next = &plain.weights[l];
                        let term = |k: usize| {
                            let moved = next[k][i] - rate * deltas[l + 1][k] * outs[l][i];
                            let early = mistake == Mistake::EarlyUpdate;
                            (if early { moved } else { next[k][i] }) * deltas[l + 1][k]
                        };
                        let terms = if mistake == Mistake::OnePath { 1 } else { next.len() };
                        (0..terms).map(term).sum()
                    }
                    Mistake::Sign => difference(-1.0),
                    Mistake::NoHalf => difference(2.0),
                    Mistake::NoSquare => -0.5,
                    _ => difference(1.0),
                };
                let out = if mistake == Mistake::NetInSlope && plain.activations[l - 1].has_slope_of_output()
                {
                    nets[l][i]
                } else {
                    outs[l][i]
                };
                let slope = plain.activations[l - 1].slope(nets[l][i], out);
                by_out * if mistake == Mistake::NoSlope { 1.0 } else { slope }
            })
            .collect();
    }
    deltas
}

fn squared() -> impl Strategy<Value = Plain> {
    plain().prop_filter("softmax or logarithms", |plain| {
        plain.loss == Loss::HalfSquaredError && plain.activations.iter().all(|a| !a.is_softmax())
    })
}

/// Mistakes that this file's own loops make.
const OWN: [Mistake; 9] = [
    Mistake::NoSlope,
    Mistake::NetInSlope,
    Mistake::OnePath,
    Mistake::Sign,
    Mistake::EarlyUpdate,
    Mistake::NoHalf,
    Mistake::NoSquare,
    Mistake::NoBias,
    Mistake::NoActivation,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_wrong_pass_is_wrong_all_the_way(plain in squared()) {
        let pass = plain.pass();
        for mistake in OWN {
            let wrong = WrongPass::new(&pass, mistake);
            let expected = deltas_with(&plain, mistake);
            for (layer, deltas) in expected.iter().enumerate().skip(1) {
                for (row, &delta) in deltas.iter().enumerate() {
                    let made = wrong.value(Quantity::of(Kind::Delta, layer, row)).unwrap();
                    prop_assert!((made - delta).abs() <= 1e-9 + 1e-9 * delta.abs(), "{mistake:?} {layer} {row}: {made} {delta}");
                }
            }
        }
    }

    /// The first number that differs differs, and all before it do not.
    #[test]
    fn a_wrong_pass_parts_where_it_says(plain in plain(), carry in carries()) {
        let pass = plain.pass_carrying(carry);
        for mistake in Mistake::ALL {
            let wrong = WrongPass::new(&pass, mistake);
            let at = wrong.parts_at();
            for (q, right) in pass.named() {
                if at == Some(q) {
                    prop_assert!(wrong.value(q) != Some(right));
                    break;
                }
                prop_assert!(wrong.value(q).is_none_or(|value| value == right), "{mistake:?} {q:?}");
            }
        }
    }
}

/// The gradient of a pass with a mistake, and what nudging a weight measures of its own error.
fn own_check(pass: &Pass, mistake: Mistake, weight: WeightId) -> (f64, f64) {
    const EPSILON: f64 = 1e-5;
    let error = |by: f64| {
        let mut given = pass.given().clone();
        let mut network = Network::clone(&given.network);
        network.layer_mut(weight.layer).weights[[weight.neuron, weight.input]] += by;
        given.network = network.into();
        let pass = Pass::compute(given, Carry::Full);
        WrongPass::new(&pass, mistake).value(Quantity::whole(Kind::ErrorTotal)).unwrap()
    };
    let gradient = WrongPass::new(pass, mistake).value(Quantity::at(Kind::Gradient, weight)).unwrap();
    (gradient, (error(EPSILON) - error(-EPSILON)) / (2.0 * EPSILON))
}

/// A gradient check that measures the error as it is computed with a mistake finds just those mistakes that
/// are not consistent.
#[test]
fn a_check_of_its_own_error_finds_what_is_not_consistent() {
    let mazur = chainrule::scenario::builtin("mazur").unwrap();
    let pass = mazur.pass(0, Carry::Full);
    for mistake in Mistake::ALL {
        let all_agree = pass.network().weight_ids().all(|weight| {
            let (gradient, measured) = own_check(&pass, mistake, weight);
            (gradient - measured).abs() <= 1e-7 + 1e-5 * gradient.abs()
        });
        assert_eq!(all_agree, mistake.is_consistent(), "{mistake:?}");
    }
}

fn swap_like() -> (Arc<chainrule::engine::Network>, Vec<Sample>, Learning) {
    let scenario = chainrule::scenario::builtin("swap").unwrap();
    (Arc::clone(scenario.network()), scenario.samples.to_vec(), scenario.learning)
}

/// A mistake that a network cannot make changes nothing, so the curve is that of the right training.
#[test]
fn a_mistake_that_cannot_be_made_trains_as_the_right_way_does() {
    let (network, samples, learning) = swap_like();
    let right = train(&network, &samples, learning, 50).errors;
    let wrong = train_wrong(&network, &samples, learning, Mistake::NoBias, 50);
    assert_eq!(right.len(), wrong.len());
    for (one, other) in right.iter().zip(&wrong) {
        assert!((one - other).abs() < 1e-12, "{one} {other}");
    }
}

#[test]
fn training_uphill_makes_the_error_grow() {
    let (network, samples, learning) = swap_like();
    let errors = train_wrong(&network, &samples, learning, Mistake::Sign, 100);
    assert!(errors.is_sorted() && errors[100] > errors[0] + 0.1, "{errors:?}");
    let twice = train_wrong(&network, &samples, learning, Mistake::NoHalf, 20);
    let doubled = Learning { rate: learning.rate * 2.0, ..learning };
    for (one, other) in train(&network, &samples, doubled, 20).errors.iter().zip(&twice) {
        assert!((one - other).abs() < 1e-12, "without the half, one learns at twice the rate: {one} {other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// One epoch of training is one learning step of the pass with the mistake in it.
    #[test]
    fn training_goes_the_way_of_the_pass(plain in plain()) {
        let (network, pass) = (Arc::new(plain.network()), plain.pass());
        let samples = &plain.samples()[..1];
        for mistake in Mistake::ALL {
            let after = WrongPass::new(&pass, mistake).error_after();
            let errors = train_wrong(&network, samples, Learning::default(), mistake, 1);
            match errors.get(1) {
                Some(&error) => prop_assert!((error - after).abs() <= 1e-9 + 1e-9 * after.abs(), "{mistake:?} {error} {after}"),
                None => prop_assert!(!after.is_finite(), "{mistake:?} {after}"),
            }
        }
    }
}
