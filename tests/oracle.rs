//! The engine against automatic differentiation, which knows no backpropagation, and its paths
//! against listing them all; on random networks of all functions.
//!
//! Where a function has a kink, a derivative jumps; the networks drawn keep their net values away from
//! it (see `support/plain.rs`), and nudges that still cross one are told apart.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

#[path = "oracle/carried.rs"]
mod carried;
#[path = "support/plain.rs"]
mod plain;

use chainrule::engine::{
    Activation, Agreement, Carry, Cone, Given, Kind, Layer, Learning, Loss, Network, Pass, Path, Paths,
    Quantity, Share, WeightId, check_all, differs, train, train_to,
};
use plain::{By, Plain, plain};
use proptest::prelude::*;
use proptest::sample::Index;

fn close(computed: f64, expected: f64) -> bool {
    (computed - expected).abs() <= 1e-10 + 1e-10 * expected.abs()
}

/// A weight with few enough paths to list.
fn few_paths(network: &Network, index: Index) -> WeightId {
    let few = |weight: &WeightId| Paths::new(network, *weight).count().is_some_and(|count| count <= 4096);
    let ids: Vec<_> = network.weight_ids().filter(few).collect();
    *index.get(&ids)
}

/// Every given number of a network.
fn givens(network: &Network) -> Vec<Quantity> {
    let last = network.last();
    let neurons =
        |kind: Kind, layer: usize| (0..network.width(layer)).map(move |row| Quantity::of(kind, layer, row));
    let biases = (1..=last).filter(|&layer| network.layer(layer).biases.is_some());
    let weights = network.weight_ids().map(|id| Quantity::at(Kind::Weight, id));
    let rest = [Quantity::whole(Kind::LearningRate)];
    let biases = biases.flat_map(|layer| neurons(Kind::Bias, layer));
    weights
        .chain(biases)
        .chain(neurons(Kind::Out, 0))
        .chain(neurons(Kind::Target, last))
        .chain(rest)
        .collect()
}

/// What a pass begins with when `by` is added to one given number.
fn changed(given: &Given, q: Quantity, by: f64) -> Given {
    let mut given = given.clone();
    let mut network = Network::clone(&given.network);
    match q.kind {
        Kind::Weight => network.layer_mut(q.layer).weights[[q.row, q.column]] += by,
        Kind::Bias => network.layer_mut(q.layer).biases.as_mut().unwrap()[q.row] += by,
        Kind::Out => given.sample.input[q.row] += by,
        Kind::Target => given.sample.target[q.row] += by,
        Kind::LearningRate => given.learning.rate += by,
        other => panic!("{other:?} is not given"),
    }
    given.network = network.into();
    given
}

/// Every number of a pass: those named, those given, and the outputs after the learning step.
fn all_numbers(pass: &Pass) -> Vec<(Quantity, f64)> {
    let network = pass.network();
    let after = (0..network.depth())
        .flat_map(|l| (0..network.width(l)).map(move |row| Quantity::of(Kind::OutAfter, l, row)));
    let more = givens(network).into_iter().chain(after).map(|q| (q, pass.value(q).unwrap()));
    pass.named().into_iter().chain(more).collect()
}

/// The numbers that differ between two passes through networks of one shape.
fn differing(before: &Pass, now: &Pass) -> Vec<Quantity> {
    let pairs = all_numbers(before).into_iter().zip(all_numbers(now));
    pairs.filter(|((_, one), (_, other))| differs(*one, *other)).map(|((q, _), _)| q).collect()
}

/// A 2-4-3-2 network whose numbers are all different and not 0, with curves that are nowhere straight.
fn all_different(inner: Activation, output: Activation, loss: Loss) -> Plain {
    let widths = [2, 4, 3, 2];
    let mut numbers = (1..).map(|n| (f64::from(n) * 0.7).sin());
    let mut next = |count: usize| -> Vec<f64> { numbers.by_ref().take(count).collect() };
    let weights = widths.windows(2).map(|w| (0..w[1]).map(|_| next(w[0])).collect()).collect();
    let biases = vec![Some(next(4)), None, Some(next(2))];
    let targets = next(2).into_iter().map(f64::abs).collect();
    let activations = vec![inner, Activation::Sigmoid, output];
    Plain { widths: widths.to_vec(), weights, biases, activations, loss, samples: vec![(next(2), targets)] }
}

/// Where all numbers are different and none is 0, what can change does: the cone is not too large.
#[test]
fn the_cone_of_each_given_number_is_exactly_what_changes() {
    for (inner, output, loss) in [
        (Activation::Sigmoid, Activation::Sigmoid, Loss::HalfSquaredError),
        (Activation::Tanh, Activation::Tanh, Loss::HalfSquaredError),
        (Activation::Tanh, Activation::Sigmoid, Loss::BinaryCrossEntropy),
        (Activation::Sigmoid, Activation::Softmax, Loss::HalfSquaredError),
        (Activation::Sigmoid, Activation::Softmax, Loss::CrossEntropy),
    ] {
        let before = all_different(inner, output, loss).pass();
        for q in givens(before.network()) {
            let now = Pass::compute(changed(before.given(), q, 0.25), Carry::Full);
            let cone = Cone::of(before.network(), [q.into()]);
            let all = all_numbers(&before).into_iter().map(|(q, _)| q);
            let reached: Vec<_> = all.filter(|&q| cone.contains(q)).collect();
            assert_eq!(differing(&before, &now), reached, "{q:?} with {output:?} and {loss:?}");
        }
    }
}

/// Net values far out: whatever the functions are, the error and all error terms are numbers.
#[test]
fn nothing_overflows_far_out() {
    let leaky = Activation::LeakyRelu { leak: 0.01 };
    let mut pairs: Vec<(Activation, Loss)> = [
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Relu,
        leaky,
        Activation::Identity,
        Activation::Softmax,
    ]
    .map(|activation| (activation, Loss::HalfSquaredError))
    .to_vec();
    pairs.push((Activation::Sigmoid, Loss::BinaryCrossEntropy));
    pairs.push((Activation::Softmax, Loss::CrossEntropy));
    let targets = [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.2, 0.3, 0.5], [0.5, 0.9, 0.7]];
    for (((output, loss), nets), carry) in pairs
        .into_iter()
        .flat_map(|pair| {
            [[1000.0, -1000.0, 0.5], [-1000.0; 3], [1000.0; 3], [-40.0, 40.0, 0.0]].map(|n| (pair, n))
        })
        .flat_map(|case| [Carry::Full, Carry::Decimals(4), Carry::Decimals(12)].map(|carry| (case, carry)))
    {
        for target in targets {
            let plain = Plain {
                widths: vec![1, 1, 3],
                weights: vec![vec![vec![1.0]], nets.map(|net| vec![net]).to_vec()],
                biases: vec![None, None],
                activations: vec![Activation::Identity, output],
                loss,
                samples: vec![(vec![1.0], target.to_vec())],
            };
            let pass = plain.pass_carrying(carry);
            for (q, value) in pass.named() {
                // 1/out has no bound; all that is computed from something else than that has.
                let is_bounded = q.kind != Kind::ErrorByOut || q.layer == 1 || !loss.is_logarithmic();
                assert!(!is_bounded || value.is_finite(), "{q:?} {value} of {plain:?}");
                assert!(!value.is_nan(), "{q:?} of {plain:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_changes_with_a_given_number_is_in_its_cone(
        plain in plain(),
        indices in prop::collection::vec(any::<Index>(), 1..4),
        zeros in prop::collection::vec(any::<Index>(), 0..12),
        by in prop_oneof![-1.0..-0.01_f64, 0.01..1.0_f64],
        carried: bool,
        biases_frozen: bool,
    ) {
        let carry = if carried { Carry::Decimals(4) } else { Carry::Full };
        let mut given = plain.pass().given().clone();
        given.learning.biases_frozen = biases_frozen;
        let numbers = givens(&given.network);
        // A factor of 0 lets nothing through.
        for zero in zeros.iter().map(|index| *index.get(&numbers)).filter(|q| q.kind != Kind::LearningRate) {
            let value = Pass::compute(given.clone(), carry).value(zero).unwrap();
            given = changed(&given, zero, -value);
        }
        let before = Pass::compute(given.clone(), carry);
        let chosen: Vec<Quantity> = indices.iter().map(|index| *index.get(&numbers)).collect();
        let given = chosen.iter().fold(given, |given, &q| changed(&given, q, by));
        let now = Pass::compute(given, carry);
        let parts = || chosen.iter().map(|&q| q.into());
        let (cone, through) = (Cone::of(before.network(), parts()), Cone::between(&before, &now, parts()));
        let differing = differing(&before, &now);
        prop_assert!(chosen.iter().all(|q| differing.contains(q)));
        for q in differing {
            prop_assert!(cone.contains(q), "{:?} changes {:?}", chosen, q);
            prop_assert!(through.contains(q), "{:?} changes {:?} through what is not 0", chosen, q);
        }
    }

    #[test]
    fn differences_are_counted_as_by_hand(plain in plain(), index: Index, by in 0.01..1.0_f64, carried: bool) {
        let carry = if carried { Carry::Decimals(4) } else { Carry::Full };
        let before = Pass::compute(plain.pass().given().clone(), carry);
        let numbers = givens(before.network());
        let now = Pass::compute(changed(before.given(), *index.get(&numbers), by), carry);
        let counted = now.differences(&before);
        let pairs: Vec<_> = before.named().into_iter().zip(now.named()).collect();
        let count = |kinds: &[Kind]| {
            let here = pairs.iter().filter(|((q, _), _)| kinds.contains(&q.kind));
            let of = here.clone().count();
            Share { changed: here.filter(|((_, one), (_, other))| one != other).count(), of }
        };
        prop_assert_eq!(counted.nets, count(&[Kind::Net]));
        prop_assert_eq!(counted.outs, count(&[Kind::Out]));
        prop_assert_eq!(counted.errors, count(&[Kind::Error]));
        prop_assert_eq!(counted.gradients, count(&[Kind::Gradient, Kind::BiasGradient]));
        let total = |pass: &Pass| pass.value(Quantity::whole(Kind::ErrorTotal)).unwrap();
        prop_assert_eq!(counted.total, (total(&before), total(&now)));
    }

    #[test]
    fn every_derivative_is_that_of_automatic_differentiation(plain in plain()) {
        let (pass, network) = (plain.pass(), plain.network());
        prop_assert!(close(pass.value(Quantity::whole(Kind::ErrorTotal)).unwrap(), plain.error()));
        for w in network.weight_ids() {
            let expected = plain.derivative(By::Weight(w.layer - 1, w.neuron, w.input));
            let computed = pass.value(Quantity::at(Kind::Gradient, w)).unwrap();
            prop_assert!(close(computed, expected), "{:?}: {} {}", w, computed, expected);
        }
        for layer in 1..network.depth() {
            let is_softmax = plain.activations[layer - 1].is_softmax();
            for row in 0..network.width(layer) {
                let by_net = plain.dual(0, By::Bias(layer - 1, row));
                let by_out = plain.derivative(By::Out(layer - 1, row));
                let value = |kind| pass.value(Quantity::of(kind, layer, row));
                prop_assert!(close(value(Kind::Delta).unwrap(), by_net.error.eps), "δ {} {}", layer, row);
                prop_assert!(close(value(Kind::ErrorByOut).unwrap(), by_out), "∂E/∂out {} {}", layer, row);
                let has_bias = plain.biases[layer - 1].is_some();
                prop_assert_eq!(value(Kind::BiasGradient), has_bias.then(|| value(Kind::Delta).unwrap()));
                // The derivatives of the layer's outputs by this net value: a slope, or a column of the
                // Jacobian.
                prop_assert_eq!(value(Kind::Slope).is_none(), is_softmax);
                for (i, out) in by_net.outs[layer - 1].iter().enumerate() {
                    let entry = Quantity { kind: Kind::Jacobian, layer, row: i, column: row };
                    let computed = match pass.value(entry) {
                        Some(entry) => entry,
                        None if i == row => value(Kind::Slope).unwrap(),
                        None => 0.0,
                    };
                    prop_assert_eq!(pass.value(entry).is_some(), is_softmax);
                    prop_assert!(close(computed, out.eps), "∂out_{} by net_{} of {}", i, row, layer);
                }
            }
        }
    }

    #[test]
    fn the_paths_of_a_weight_add_up_to_its_gradient(plain in plain(), index: Index) {
        let (pass, network) = (plain.pass(), plain.network());
        let weight = few_paths(&network, index);
        let paths = Paths::new(&network, weight);
        let count = paths.count().unwrap();
        let all: Vec<Path> = (0..count).map(|number| paths.nth(number).unwrap()).collect();
        prop_assert_eq!(paths.nth(count), None);

        // In lexicographic order, each once, each through neurons that there are; behind softmax's net
        // values through any of its outputs.
        let mut later = plain.widths[weight.layer + 1..].to_vec();
        let forks = plain.activations[network.last() - 1].is_softmax();
        let slopes = later.len() + 1;
        later.extend(forks.then(|| network.width(network.last())));
        prop_assert_eq!(count, later.iter().map(|&width| width as u128).product::<u128>());
        prop_assert!(all.windows(2).all(|pair| pair[0].neurons < pair[1].neurons));
        for path in &all {
            prop_assert_eq!(path.weight, weight);
            prop_assert_eq!(path.neurons.len(), later.len());
            prop_assert!(path.neurons.iter().zip(&later).all(|(neuron, width)| neuron < width));
            let factors = path.factors();
            prop_assert_eq!(factors.len(), 2 * slopes + 1);
            prop_assert_eq!(factors.iter().filter(|q| q.kind == Kind::Jacobian).count(), usize::from(forks));
        }

        let products: Vec<f64> = all.iter().map(|path| path.product(&pass)).collect();
        let sum: f64 = products.iter().sum();
        let gradient = pass.value(Quantity::at(Kind::Gradient, weight)).unwrap();
        // Through binary cross-entropy a path has the factors 1/(1 − out) and 1 − out, and the second has
        // lost digits where an output is close to 1.
        let outs = pass.forward().output();
        let keeps_digits = plain.loss != Loss::BinaryCrossEntropy || outs.iter().all(|&out| out < 1.0 - 1e-5);
        for sum in [sum, paths.total(&pass)] {
            prop_assert!(close(sum, gradient) || !keeps_digits, "{} {}", sum, gradient);
        }

        for most in [1, 5, 24] {
            let largest = paths.largest(&pass, most);
            prop_assert_eq!(largest.len() as u128, count.min(most as u128));
            prop_assert!(largest.windows(2).all(|pair| pair[0] < pair[1]));
            let is_in = |number: usize| largest.binary_search(&(number as u128)).is_ok();
            let size = |number: usize| products[number].abs();
            let smallest_in = (0..products.len()).filter(|&n| is_in(n)).map(size).fold(f64::INFINITY, f64::min);
            let largest_out = (0..products.len()).filter(|&n| !is_in(n)).map(size).fold(0.0, f64::max);
            // Products that differ in their last digits only may change places.
            prop_assert!(smallest_in >= largest_out * (1.0 - 1e-12), "{} {}", smallest_in, largest_out);
        }
    }

    #[test]
    fn nudging_agrees_with_every_gradient(plain in plain()) {
        let (network, samples) = (plain.network(), plain.samples());
        let of_one = check_all(&network, &samples[..1], usize::MAX);
        let of_mean = check_all(&network, &samples, usize::MAX);
        let biases: usize = plain.biases.iter().flatten().map(Vec::len).sum();
        prop_assert_eq!(of_one.len(), network.weight_count() + biases);
        prop_assert_eq!(of_mean.len(), of_one.len());
        for (checked, count) in [(of_one, 1), (of_mean, samples.len())] {
            for one in checked {
                let Quantity { layer, row, column, .. } = one.parameter;
                let is_bias = one.parameter.kind == Kind::Bias;
                let by = if is_bias { By::Bias(layer - 1, row) } else { By::Weight(layer - 1, row, column) };
                let sides = |by: f64| {
                    let mut plain = plain.clone();
                    match &mut plain.biases[layer - 1] {
                        Some(biases) if is_bias => biases[row] += by,
                        _ => plain.weights[layer - 1][row][column] += by,
                    }
                    (0..count).map(|sample| plain.sides(sample)).collect::<Vec<_>>()
                };
                let epsilon = one.epsilon;
                let crosses = sides(epsilon) != sides(0.0) || sides(-epsilon) != sides(0.0);
                prop_assert_eq!(one.crosses_kink, crosses, "{:?}", one);
                let is_right = one.agrees() || one.agreement() == Agreement::Kink && crosses;
                prop_assert!(is_right, "{:?}: {}", one, one.numeric());
                let derivatives = (0..count).map(|sample| plain.dual(sample, by).error.eps);
                let expected = derivatives.sum::<f64>() / count as f64;
                prop_assert!(close(one.gradient, expected), "{:?}: {}", one, expected);
            }
        }
    }

    #[test]
    fn both_ways_to_train_reach_the_same_weights(
        plain in plain(),
        epochs in 0..6_usize,
        rate in 0.01..2.0_f64,
        biases_frozen: bool,
    ) {
        let (network, samples) = (plain.network(), plain.samples());
        let learning = Learning { rate, biases_frozen, ..Learning::default() };
        let trained = train(&network, &samples, learning, epochs);
        // Where numbers grow beyond all bounds, it ends before.
        prop_assert!(trained.epochs() == epochs || trained.diverged());
        let reached = train_to(&network.clone().into(), &samples, learning, trained.epochs());
        prop_assert_eq!(reached.epochs, trained.epochs());
        let reached = reached.network;
        for layer in 1..network.depth() {
            let (one, other) = (trained.network.layer(layer), reached.layer(layer));
            let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(
                bits(one.weights.as_slice().unwrap()),
                bits(other.weights.as_slice().unwrap())
            );
            let biases = |layer: &Layer| layer.biases.as_ref().map(|b| bits(b.as_slice().unwrap()));
            prop_assert_eq!(biases(one), biases(other));
            if biases_frozen {
                prop_assert_eq!(biases(one), biases(network.layer(layer)));
            }
        }
    }

    #[test]
    fn a_step_of_one_sample_is_what_its_pass_says(plain in plain(), biases_frozen: bool) {
        let network = plain.network();
        let learning = Learning { biases_frozen, ..Learning::default() };
        let sample = plain.samples().remove(0);
        let given = Given { network: network.clone().into(), sample: sample.clone(), learning };
        let pass = Pass::compute(given, Carry::Full);
        let stepped = train_to(&network.clone().into(), &[sample], learning, 1).network;
        let mut after = plain.clone();
        for w in network.weight_ids() {
            let by = plain.derivative(By::Weight(w.layer - 1, w.neuron, w.input));
            let computed = pass.value(Quantity::at(Kind::WeightAfter, w)).unwrap();
            prop_assert_eq!(computed, stepped.weight(w));
            prop_assert!(close(computed, network.weight(w) - 0.5 * by));
            after.weights[w.layer - 1][w.neuron][w.input] = computed;
        }
        for layer in 1..network.depth() {
            for row in 0..network.width(layer) {
                let computed = pass.value(Quantity::of(Kind::BiasAfter, layer, row));
                prop_assert_eq!(computed, stepped.layer(layer).biases.as_ref().map(|biases| biases[row]));
                let Some(biases) = &mut after.biases[layer - 1] else { continue };
                let by = if biases_frozen { 0.0 } else { plain.derivative(By::Bias(layer - 1, row)) };
                prop_assert!(close(computed.unwrap(), biases[row] - 0.5 * by));
                biases[row] = computed.unwrap();
            }
        }
        let total_after = pass.value(Quantity::whole(Kind::ErrorTotalAfter)).unwrap();
        // The definition overflows where a step went very far; the engine does not.
        let expected = after.error();
        prop_assert!(total_after.is_finite());
        prop_assert!(close(total_after, expected) || !expected.is_finite(), "{} {}", total_after, expected);
    }
}
