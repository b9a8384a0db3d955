//! The engine against automatic differentiation, which knows no backpropagation, and its paths
//! against listing them all; on random networks.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

use chainrule::engine::{
    Activation, Carry, EPSILON, Given, Kind, Layer, Learning, Loss, Network, Pass, Path, Paths, Quantity,
    Sample, WeightId, check_all, train, train_to,
};
use ndarray::{Array1, Array2};
use num_dual::{Dual64, DualNum};
use proptest::prelude::*;
use proptest::sample::Index;

/// A network as plain numbers.
#[derive(Debug, Clone)]
struct Plain {
    widths: Vec<usize>,
    /// By layer, neuron and input.
    weights: Vec<Vec<Vec<f64>>>,
    biases: Vec<Option<Vec<f64>>>,
    samples: Vec<(Vec<f64>, Vec<f64>)>,
}

/// One number to differentiate by.
#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    Weight(usize, usize, usize),
    /// A bias, or where there is none, one of 0: its derivative is that by the net value.
    Bias(usize, usize),
    /// Something added to an output: its derivative is that by the output.
    Out(usize, usize),
}

impl Plain {
    /// `E_total` of the first sample, by the definition and with any kind of number. `number` makes
    /// one from a value and what it is.
    fn error<D: DualNum + Copy>(&self, number: impl Fn(f64, Option<By>) -> D) -> D {
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
    fn derivative(&self, by: By) -> f64 {
        self.error(|value, is| Dual64::new(value, if is == Some(by) { 1.0 } else { 0.0 })).eps
    }

    fn network(&self) -> Network {
        let layers = self.weights.iter().zip(&self.biases).map(|(rows, biases)| Layer {
            weights: Array2::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j]),
            biases: biases.clone().map(Array1::from),
            activation: Activation::Sigmoid,
        });
        Network::new(layers.collect(), Loss::HalfSquaredError).unwrap()
    }

    fn samples(&self) -> Vec<Sample> {
        let sample = |(input, target): &(Vec<f64>, Vec<f64>)| Sample {
            input: Array1::from(input.clone()),
            target: Array1::from(target.clone()),
        };
        self.samples.iter().map(sample).collect()
    }

    fn pass(&self) -> Pass {
        let given = Given {
            network: self.network().into(),
            sample: self.samples().remove(0),
            learning: Learning { rate: 0.5, biases_frozen: false },
        };
        Pass::compute(given, Carry::Full)
    }
}

/// 1 to 6 layers with weights, 1 to 8 wide, with and without biases.
fn plain() -> impl Strategy<Value = Plain> {
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

fn close(computed: f64, expected: f64) -> bool {
    (computed - expected).abs() <= 1e-10 + 1e-10 * expected.abs()
}

/// A weight with few enough paths to list.
fn few_paths(network: &Network, index: Index) -> WeightId {
    let few = |weight: &WeightId| Paths::new(network, *weight).count().is_some_and(|count| count <= 4096);
    let ids: Vec<_> = network.weight_ids().filter(few).collect();
    *index.get(&ids)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_derivative_is_that_of_automatic_differentiation(plain in plain()) {
        let (pass, network) = (plain.pass(), plain.network());
        let total = plain.error(|value, _| value);
        prop_assert!(close(pass.value(Quantity::whole(Kind::ErrorTotal)).unwrap(), total));
        for w in network.weight_ids() {
            let expected = plain.derivative(By::Weight(w.layer - 1, w.neuron, w.input));
            let computed = pass.value(Quantity::at(Kind::Gradient, w)).unwrap();
            prop_assert!(close(computed, expected), "{:?}: {} {}", w, computed, expected);
        }
        for layer in 1..network.depth() {
            for row in 0..network.width(layer) {
                let by_net = plain.derivative(By::Bias(layer - 1, row));
                let by_out = plain.derivative(By::Out(layer - 1, row));
                let value = |kind| pass.value(Quantity::of(kind, layer, row));
                prop_assert!(close(value(Kind::Delta).unwrap(), by_net), "δ {} {}", layer, row);
                prop_assert!(close(value(Kind::ErrorByOut).unwrap(), by_out), "∂E/∂out {} {}", layer, row);
                let has_bias = plain.biases[layer - 1].is_some();
                prop_assert_eq!(value(Kind::BiasGradient), has_bias.then(|| value(Kind::Delta).unwrap()));
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

        // In lexicographic order, each once, each through neurons that there are.
        let later = &plain.widths[weight.layer + 1..];
        prop_assert_eq!(count, later.iter().map(|&width| width as u128).product::<u128>());
        prop_assert!(all.windows(2).all(|pair| pair[0].neurons < pair[1].neurons));
        for path in &all {
            prop_assert_eq!(path.weight, weight);
            prop_assert_eq!(path.neurons.len(), later.len());
            prop_assert!(path.neurons.iter().zip(later).all(|(neuron, width)| neuron < width));
            prop_assert_eq!(path.factors().len(), 3 + 2 * later.len());
        }

        let products: Vec<f64> = all.iter().map(|path| path.product(&pass)).collect();
        let sum: f64 = products.iter().sum();
        let gradient = pass.value(Quantity::at(Kind::Gradient, weight)).unwrap();
        prop_assert!(close(sum, gradient), "{} {}", sum, gradient);

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
        let (network, sample) = (plain.network(), plain.samples().remove(0));
        let checked = check_all(&network, &sample, EPSILON, usize::MAX);
        prop_assert_eq!(checked.len(), network.weight_count());
        for one in checked {
            prop_assert!(one.agrees(), "{:?}: {} {}", one.weight, one.numeric(), one.gradient);
            let expected = plain.derivative(By::Weight(one.weight.layer - 1, one.weight.neuron, one.weight.input));
            prop_assert!(close(one.gradient, expected));
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
        let learning = Learning { rate, biases_frozen };
        let trained = train(&network, &samples, learning, epochs);
        let reached = train_to(&network, &samples, learning, epochs);
        prop_assert_eq!(trained.epochs(), epochs);
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
        let learning = Learning { rate: 0.5, biases_frozen };
        let sample = plain.samples().remove(0);
        let given = Given { network: network.clone().into(), sample: sample.clone(), learning };
        let pass = Pass::compute(given, Carry::Full);
        let stepped = train_to(&network, &[sample], learning, 1);
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
        prop_assert!(close(total_after, after.error(|value, _| value)));
    }
}
