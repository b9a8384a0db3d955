//! The built-in scenarios do what their notes say.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

use chainrule::engine::{Carry, Forward, Kind, Network, Quantity, Training, train};
use chainrule::lesson::{Lesson, Reveal, View, Zoom};
use chainrule::scenario::{Scenario, WeightsFrom, builtin, builtins};

fn scenario(name: &str) -> Scenario {
    builtin(name).unwrap()
}

fn trained(scenario: &Scenario, epochs: usize) -> Training {
    let training = train(scenario.network(), &scenario.samples, scenario.learning, epochs);
    assert!(!training.diverged());
    training
}

/// What the network gives for a sample, counted from 1.
fn outputs(network: &Network, scenario: &Scenario, sample: usize) -> Vec<f64> {
    let mut forward = Forward::for_network(network);
    forward.run(network, &scenario.samples[sample - 1].input, Carry::Full);
    forward.output().to_vec()
}

/// How many samples get their largest output where their largest target is.
fn right(network: &Network, scenario: &Scenario) -> usize {
    let largest = |values: &[f64]| (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b]));
    let is_right = |number: &usize| {
        let target = scenario.samples[number - 1].target.to_vec();
        largest(&outputs(network, scenario, *number)) == largest(&target)
    };
    (1..=scenario.samples.len()).filter(is_right).count()
}

/// Asserts that all single outputs are on the target's side of ½.
fn says_yes_and_no(network: &Network, scenario: &Scenario) {
    for (sample, number) in scenario.samples.iter().zip(1..) {
        let output = outputs(network, scenario, number)[0];
        assert_eq!(output > 0.5, sample.target[0] > 0.5, "sample {number}: {output}");
    }
}

fn value(scenario: &Scenario, sample: usize, kind: Kind, layer: usize, row: usize) -> f64 {
    scenario.pass(sample - 1, Carry::Full).value(Quantity::of(kind, layer, row)).unwrap()
}

#[test]
fn every_one_has_a_lesson_with_its_notes() {
    for builtin in builtins() {
        let scenario = scenario(builtin.name);
        let view = View::of(&scenario);
        let notes = scenario.notes.clone();
        let lesson = Lesson::new(scenario, view).unwrap_or_else(|error| panic!("{}: {error}", builtin.name));
        assert!(!notes.is_empty(), "{}", builtin.name);
        for note in notes.iter() {
            let at = note.at.as_str();
            let address = lesson.parse_address(at).unwrap_or_else(|| panic!("{}: {at}", builtin.name));
            let step = lesson.step(address, Reveal::All);
            let is_shown = step.notes.iter().any(|shown| shown.text == note.text.as_str());
            assert!(
                is_shown && lesson.outline().index(Zoom::Term, address).is_some(),
                "{}: {at}",
                builtin.name
            );
        }
    }
}

#[test]
fn and_learns_and_its_step_makes_the_others_worse() {
    let and = scenario("and");
    let training = trained(&and, 100);
    assert!(training.errors[100] < 0.01);
    says_yes_and_no(&training.network, &and);
    assert_eq!(and.plan.sample, 3);
    let pass = and.pass(3, Carry::Full);
    let mut after = (**and.network()).clone();
    let layer = after.layer_mut(1);
    for column in 0..2 {
        let weight = Quantity { kind: Kind::WeightAfter, layer: 1, row: 0, column };
        layer.weights[[0, column]] = pass.value(weight).unwrap();
    }
    layer.biases.as_mut().unwrap()[0] = pass.value(Quantity::of(Kind::BiasAfter, 1, 0)).unwrap();
    for sample in 1..=4 {
        assert!(outputs(&after, &and, sample) > outputs(and.network(), &and, sample), "all rise");
    }
}

#[test]
fn or_begins_as_and_does_and_learns() {
    let (or, and) = (scenario("or"), scenario("and"));
    assert_eq!(or.network().layer(1), and.network().layer(1));
    says_yes_and_no(&trained(&or, 100).network, &or);
    let down: Vec<bool> = (1..=4).map(|sample| value(&or, sample, Kind::BiasGradient, 1, 0) > 0.0).collect();
    assert_eq!(down, [true, false, false, false], "only the first pulls the bias down");
}

#[test]
fn xor_is_learned_from_one_sign_and_not_from_the_other() {
    let (xor, stuck) = (scenario("xor"), scenario("xor-stuck"));
    let mut turned = (**xor.network()).clone();
    turned.layer_mut(1).weights[[0, 1]] *= -1.0;
    assert_eq!(turned, **stuck.network());
    assert_eq!((xor.learning, &xor.samples), (stuck.learning, &stuck.samples));

    let training = trained(&xor, 1000);
    let rounded: Vec<f64> = [0, 100].map(|epoch| Carry::Decimals(3).round(training.errors[epoch])).into();
    assert_eq!(rounded, [0.136, 0.110]);
    assert!(training.errors[200] < 0.01);
    says_yes_and_no(&training.network, &xor);
    // b1 answers to (0, 1) alone, b2 to (1, 0) alone.
    for (sample, number) in xor.samples.iter().zip(1..) {
        let mut forward = Forward::for_network(&training.network);
        forward.run(&training.network, &sample.input, Carry::Full);
        let answers: Vec<bool> = forward.out_of(1).iter().map(|&out| out > 0.5).collect();
        assert_eq!(answers, [number == 2, number == 3], "sample {number}");
    }

    let training = trained(&stuck, 20_000);
    assert!((0.0625..0.064).contains(&training.errors[1000]), "{}", training.errors[1000]);
    assert!((0.0625..0.063).contains(&training.errors[20_000]), "{}", training.errors[20_000]);
    let after = trained(&stuck, 1000).network;
    let output = |sample: usize| outputs(&after, &stuck, sample)[0];
    assert!(output(1) < 0.05 && output(3) > 0.95);
    assert!((output(2) - output(4)).abs() < 0.01 && (0.45..0.5).contains(&output(2)));
    for sample in [2, 4] {
        let mut forward = Forward::for_network(&after);
        forward.run(&after, &stuck.samples[sample - 1].input, Carry::Full);
        assert!(forward.out_of(1).iter().all(|&out| out < 0.01), "{}", forward.out_of(1));
    }
}

#[test]
fn symmetry_never_breaks() {
    let symmetry = scenario("symmetry");
    let delta = |row: usize| value(&symmetry, 4, Kind::Delta, 1, row);
    assert!(delta(0) != 0.0 && delta(0) == delta(1) && delta(1) == delta(2));
    let training = trained(&symmetry, 20_000);
    let layer = training.network.layer(1);
    let rows: Vec<Vec<f64>> = layer.weights.outer_iter().map(|row| row.to_vec()).collect();
    assert_eq!((&rows[0], &rows[1]), (&rows[1], &rows[2]), "to the last bit");
    let last = training.errors[20_000];
    assert!(last < training.errors[0] && (last - 1.0 / 12.0).abs() < 0.0005, "{last}");
    let output = |sample: usize| outputs(&training.network, &symmetry, sample)[0];
    assert!(output(1) < 0.05 && (2..=4).all(|sample| (output(sample) - 2.0 / 3.0).abs() < 0.01));
}

#[test]
fn gradients_vanish_with_the_sigmoid_less_with_tanh_and_not_with_relu() {
    let all = ["vanishing-sigmoid", "vanishing-tanh", "vanishing-relu"].map(scenario);
    for other in &all[1..] {
        assert_eq!((&other.samples, other.learning), (&all[0].samples, all[0].learning));
        for layer in 1..other.network().depth() {
            assert_eq!(other.network().layer(layer).weights, all[0].network().layer(layer).weights);
        }
    }
    let [sigmoid, tanh, relu] = &all;
    let left =
        |scenario: &Scenario| value(scenario, 1, Kind::Delta, 1, 0) / value(scenario, 1, Kind::Delta, 6, 0);
    assert!(left(sigmoid) < 1e-3 && left(sigmoid) > 1e-4, "{}", left(sigmoid));
    assert!((left(tanh) - 0.05).abs() < 0.005, "about a twentieth: {}", left(tanh));
    assert!(left(relu) > 0.5, "{}", left(relu));
    assert_eq!(value(relu, 1, Kind::Net, 1, 1), 4.0);
    let slope = |scenario: &Scenario| value(scenario, 1, Kind::Slope, 1, 1);
    assert!(slope(sigmoid) < 0.02 && slope(tanh) < slope(sigmoid) && slope(relu) == 1.0);
    let error = |scenario: &Scenario, epochs: usize| trained(scenario, epochs).errors[epochs];
    assert!((error(sigmoid, 5000) - 0.125).abs() < 0.001);
    assert!(error(tanh, 1000) < 1e-5 && error(relu, 1000) < 1e-4);
    let (before, after) = (Kind::ErrorTotal, Kind::ErrorTotalAfter);
    let rounded = [before, after].map(|kind| Carry::Decimals(1).round(value(relu, 1, kind, 0, 0)));
    assert_eq!(rounded, [7.7, 0.1]);
}

#[test]
fn a_dead_neuron_stays_dead() {
    let dead = scenario("dead-relu");
    for sample in 1..=4 {
        assert!(value(&dead, sample, Kind::Net, 1, 1) < 0.0);
        assert_eq!(value(&dead, sample, Kind::Delta, 1, 1), 0.0);
        assert_ne!(value(&dead, sample, Kind::ErrorByOut, 1, 1), 0.0);
        assert_eq!(value(&dead, sample, Kind::Out, 1, 2) == 0.0, sample == 3);
    }
    let training = trained(&dead, 1000);
    assert!(training.errors[1000] < 1e-6);
    let (before, after) = (dead.network().layer(1), training.network.layer(1));
    assert_eq!(after.weights.row(1), before.weights.row(1));
    assert_eq!(after.biases.as_ref().unwrap()[1], before.biases.as_ref().unwrap()[1]);
    assert_ne!(after.weights.row(0), before.weights.row(0));
}

#[test]
fn a_curve_is_drawn_through_the_points() {
    let regression = scenario("regression");
    let network = trained(&regression, 1000).network;
    for (sample, number) in regression.samples.iter().zip(1..) {
        let x = sample.input[0];
        assert_eq!(sample.target[0], x * x);
        assert!((outputs(&network, &regression, number)[0] - x * x).abs() < 0.02);
    }
    let mut beyond = regression.clone();
    std::sync::Arc::make_mut(&mut beyond.samples)[0].input[0] = 2.0;
    assert!(outputs(&network, &beyond, 1)[0] < 3.0, "not 4");
}

#[test]
fn three_classes_are_told_apart() {
    let classes = scenario("three-classes");
    let network = trained(&classes, 100).network;
    assert_eq!(right(&network, &classes), 9);
    for number in 1..=9 {
        assert!(outputs(&network, &classes, number).iter().any(|&p| p > 0.97));
    }
}

#[test]
fn digits_are_learned_in_a_few_epochs() {
    let digits = scenario("digits");
    assert_eq!(digits.samples.len(), 200);
    for (index, sample) in digits.samples.iter().enumerate() {
        assert_eq!(sample.target[index % 10], 1.0);
        assert!(
            sample.input.iter().all(|pixel| (0.0..=1.0).contains(pixel) && (pixel * 16.0).fract() == 0.0)
        );
    }
    let training = trained(&digits, 6);
    assert!(training.errors[0] > 10.0_f64.ln() - 0.1);
    let right = right(&training.network, &digits);
    assert!(right >= 190, "{right} of 200");
}

#[test]
fn the_large_one_is_drawn() {
    let large = scenario("large");
    assert_eq!(large.network().weight_count(), 535_040);
    assert_eq!(large.weights_from(), &WeightsFrom::Seed);
    let pass = large.pass(0, Carry::Full);
    let off = pass.forward().out_of(1).iter().filter(|&&out| out == 0.0).count();
    assert!((200..312).contains(&off), "about half of 512: {off}");
    for weight in &large.plan.derive {
        assert_ne!(pass.value(Quantity::at(Kind::Gradient, *weight)), Some(0.0), "a gradient to show");
    }
}
