//! The gradient check: is backpropagation's gradient the slope that a nudge measures?
//!
//! Always in full precision; of the error of one sample, or of the mean error of several.

use super::{Backward, Carry, Forward, Kind, Network, Quantity, Sample, WeightId, choice, pass};

/// The usual nudge, `ε`.
pub const EPSILON: f64 = 1e-5;
/// How far the two may be apart, whatever the gradient is.
pub const TOLERANCE: f64 = 1e-7;
/// How far they may be apart beyond that, as a share of the gradient.
pub const RELATIVE_TOLERANCE: f64 = 1e-5;
/// Nudges that are tried before two numbers are said to differ: a curve that bends sharply wants a
/// smaller one than the usual, a large error, whose last digits are noise, a larger one.
const OTHER_EPSILONS: [f64; 5] = [1e-6, 1e-4, 1e-7, 1e-3, 1e-2];

/// The gradient by one weight or bias, by backpropagation and by nudging.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checked {
    /// Which weight or bias.
    pub parameter: Quantity,
    /// The error with it `ε` larger.
    pub error_above: f64,
    /// The error with it `ε` smaller.
    pub error_below: f64,
    /// The nudge.
    pub epsilon: f64,
    /// The gradient by backpropagation.
    pub gradient: f64,
    /// Whether a net value passes a kink of its activation function on the way: the error has a
    /// corner there, and no slope to measure.
    pub crosses_kink: bool,
}

/// How the two compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// At most [`TOLERANCE`]` + `[`RELATIVE_TOLERANCE`]` · |gradient|` apart.
    Agrees,
    /// Further apart, across a kink, where that is no contradiction.
    Kink,
    /// Further apart. One of the two is wrong.
    Differs,
}

impl Checked {
    /// The central difference `(E(w + ε) − E(w − ε)) / 2ε`.
    pub fn numeric(&self) -> f64 {
        (self.error_above - self.error_below) / (2.0 * self.epsilon)
    }

    /// How far the two are apart.
    pub fn difference(&self) -> f64 {
        (self.numeric() - self.gradient).abs()
    }

    /// How the two compare.
    pub fn agreement(&self) -> Agreement {
        match self.difference() <= TOLERANCE + RELATIVE_TOLERANCE * self.gradient.abs() {
            true => Agreement::Agrees,
            false if self.crosses_kink => Agreement::Kink,
            false => Agreement::Differs,
        }
    }

    /// Whether they agree.
    pub fn agrees(&self) -> bool {
        self.agreement() == Agreement::Agrees
    }

    /// The name of its gradient.
    pub fn gradient_name(&self) -> Quantity {
        self.parameter.with(match self.parameter.kind {
            Kind::Bias => Kind::BiasGradient,
            _ => Kind::Gradient,
        })
    }
}

/// How many agree and how many do not.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// How many agree.
    pub agreeing: usize,
    /// How many have a kink in the way.
    pub kinks: usize,
    /// How many differ.
    pub differing: usize,
    /// The largest difference; those across a kink are left out, since they tell nothing. Infinite
    /// where numbers are not finite.
    pub largest: f64,
}

impl Tally {
    /// Counts them.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Checked>) -> Self {
        let mut tally = Self::default();
        for checked in all {
            match checked.agreement() {
                Agreement::Agrees => tally.agreeing += 1,
                Agreement::Kink => {
                    tally.kinks += 1;
                    continue;
                }
                Agreement::Differs => tally.differing += 1,
            }
            let difference = checked.difference();
            tally.largest = tally.largest.max(if difference.is_nan() { f64::INFINITY } else { difference });
        }
        tally
    }

    /// How many were checked.
    pub fn count(&self) -> usize {
        self.agreeing + self.kinks + self.differing
    }
}

/// Checks one weight, with this nudge and no other.
pub fn check_weight(network: &Network, sample: &Sample, weight: WeightId, epsilon: f64) -> Checked {
    let parameters = [Quantity::at(Kind::Weight, weight)];
    let samples = std::slice::from_ref(sample);
    let gradients = mean_gradients(network, samples, &parameters);
    measure(network, samples, &parameters, &gradients, epsilon).remove(0)
}

/// Checks weights and biases by the mean error of the samples: at most about `most` of them, chosen
/// evenly from each layer, in the order of the layers.
///
/// Where the usual nudge finds a difference that no kink explains, others are tried; the nudge that
/// was used stands with the result.
///
/// ```
/// use chainrule::engine::check_all;
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// let checked = check_all(scenario.network(), &scenario.samples, 1000);
/// assert_eq!(checked.len(), 26);
/// assert!(checked.iter().all(|checked| checked.agrees()));
/// ```
pub fn check_all(network: &Network, samples: &[Sample], most: usize) -> Vec<Checked> {
    check(network, samples, &choice::choose(network, most))
}

/// Checks one weight by a sample's error. Where the usual nudge finds a difference, others are tried,
/// as [`check_all`] does.
pub fn check_one(network: &Network, sample: &Sample, weight: WeightId) -> Checked {
    check(network, std::slice::from_ref(sample), &[Quantity::at(Kind::Weight, weight)]).remove(0)
}

/// Checks these weights and biases, with the usual nudge and, where it finds a difference, others.
fn check(network: &Network, samples: &[Sample], parameters: &[Quantity]) -> Vec<Checked> {
    let gradients = mean_gradients(network, samples, parameters);
    let mut checked = measure(network, samples, parameters, &gradients, EPSILON);
    for epsilon in OTHER_EPSILONS {
        let differs = |&n: &usize| checked[n].agreement() == Agreement::Differs;
        let open: Vec<usize> = (0..checked.len()).filter(differs).collect();
        if open.is_empty() {
            break;
        }
        let (parameters, gradients): (Vec<_>, Vec<_>) =
            open.iter().map(|&n| (parameters[n], gradients[n])).unzip();
        let again = measure(network, samples, &parameters, &gradients, epsilon);
        for (n, again) in open.into_iter().zip(again).filter(|(_, again)| again.agrees()) {
            checked[n] = again;
        }
    }
    checked
}

/// The gradients by these parameters, as backpropagation has them: the mean over the samples.
fn mean_gradients(network: &Network, samples: &[Sample], parameters: &[Quantity]) -> Vec<f64> {
    let mut forward = Forward::for_network(network);
    let mut backward = Backward::of_neurons(network);
    let mut sums = vec![0.0; parameters.len()];
    for sample in samples {
        forward.run(network, &sample.input, Carry::Full);
        backward.run(network, sample, &forward, Carry::Full);
        for (sum, q) in sums.iter_mut().zip(parameters) {
            *sum += match q.kind {
                Kind::Bias => backward.delta[q.layer - 1][q.row],
                _ if q.layer == 1 => backward.delta[0][q.row] * sample.input[q.column],
                _ => backward.delta[q.layer - 1][q.row] * forward.out_of(q.layer - 1)[q.column],
            };
        }
    }
    sums.into_iter().map(|sum| sum / samples.len() as f64).collect()
}

/// Nudges each parameter and measures the mean error of the samples.
fn measure(
    network: &Network,
    samples: &[Sample],
    parameters: &[Quantity],
    gradients: &[f64],
    epsilon: f64,
) -> Vec<Checked> {
    let blank = |(&parameter, &gradient): (&Quantity, &f64)| Checked {
        parameter,
        error_above: 0.0,
        error_below: 0.0,
        epsilon,
        gradient,
        crosses_kink: false,
    };
    let mut all: Vec<Checked> = parameters.iter().zip(gradients).map(blank).collect();
    let mut bench = Bench { usual: Forward::for_network(network), nudged: Forward::for_network(network) };
    for sample in samples {
        bench.usual.run(network, &sample.input, Carry::Full);
        for checked in &mut all {
            let (above, crosses_above) = bench.error(network, sample, checked.parameter, epsilon);
            let (below, crosses_below) = bench.error(network, sample, checked.parameter, -epsilon);
            checked.error_above += above;
            checked.error_below += below;
            checked.crosses_kink |= crosses_above || crosses_below;
        }
    }
    for checked in &mut all {
        checked.error_above /= samples.len() as f64;
        checked.error_below /= samples.len() as f64;
    }
    all
}

/// The way forward of a sample as it is and as it is after a nudge. No weight is copied or changed.
struct Bench {
    usual: Forward,
    nudged: Forward,
}

impl Bench {
    /// The error with a nudge, and whether a net value is then on the other side of a kink. What
    /// lies before the nudge stays: one net value is computed anew, then the layers behind it.
    fn error(&mut self, network: &Network, sample: &Sample, q: Quantity, by: f64) -> (f64, bool) {
        let at = q.layer - 1;
        let layer = network.layer(q.layer);
        let previous = if at == 0 { &sample.input } else { &self.usual.out[at - 1] };
        let mut net = 0.0;
        for (column, (weight, x)) in layer.weights.row(q.row).iter().zip(previous).enumerate() {
            let nudge = if q.kind == Kind::Weight && q.column == column { by } else { 0.0 };
            net += (weight + nudge) * x;
        }
        if let Some(biases) = &layer.biases {
            net += biases[q.row] + if q.kind == Kind::Bias { by } else { 0.0 };
        }
        let (nets, outs) = (&mut self.nudged.net[at], &mut self.nudged.out[at]);
        nets.assign(&self.usual.net[at]);
        nets[q.row] = net;
        layer.activation.apply_all(pass::slice(nets), pass::slice_mut(outs));
        self.nudged.run_from(network, q.layer + 1, &sample.input, Carry::Full);
        let error = pass::total(network, sample, &self.nudged, Carry::Full);
        let crosses =
            (q.layer..network.depth()).filter(|&l| network.layer(l).activation.has_kink()).any(|l| {
                let mut nets = self.usual.net[l - 1].iter().zip(&self.nudged.net[l - 1]);
                nets.any(|(usual, nudged)| (*usual > 0.0) != (*nudged > 0.0))
            });
        (error, crosses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Activation, Layer, Loss};
    use ndarray::array;

    fn one(activation: Activation, weight: f64, bias: Option<f64>) -> Network {
        let layer = Layer { weights: array![[weight]], biases: bias.map(|b| array![b]), activation };
        Network::new(vec![layer], Loss::HalfSquaredError).unwrap()
    }

    fn sample(input: f64, target: f64) -> Sample {
        Sample { input: array![input], target: array![target] }
    }

    #[test]
    fn a_kink_between_the_nudges_is_no_contradiction() {
        // net = 0: above, the error falls; below, nothing changes.
        let checked = check_all(&one(Activation::Relu, 1.0, Some(-1.0)), &[sample(1.0, 1.0)], 10);
        assert_eq!(checked.len(), 2);
        for one in checked {
            assert_eq!((one.agreement(), one.gradient), (Agreement::Kink, 0.0), "{one:?}");
            assert!((one.numeric() + 0.5).abs() < 1e-4, "{one:?}");
        }
        // Just above it, only the smaller one crosses; just below, only the larger one.
        for bias in [5e-6 - 1.0, -5e-6 - 1.0] {
            let near = check_all(&one(Activation::Relu, 1.0, Some(bias)), &[sample(1.0, 1.0)], 10);
            assert!(near.iter().all(|one| one.agreement() == Agreement::Kink), "{near:?}");
        }
        let clear = check_all(&one(Activation::Relu, 1.0, Some(-0.5)), &[sample(1.0, 1.0)], 10);
        assert!(clear.iter().all(|one| one.agrees() && !one.crosses_kink));
    }

    #[test]
    fn the_mean_over_samples_is_that_of_their_gradients() {
        let network = one(Activation::Sigmoid, 0.5, Some(0.25));
        let samples = [sample(1.0, 1.0), sample(-2.0, 0.0), sample(0.5, 0.3)];
        let mean = check_all(&network, &samples, 10);
        for (n, mean) in mean.iter().enumerate() {
            let of_each =
                samples.iter().map(|s| check_all(&network, std::slice::from_ref(s), 10)[n].gradient);
            assert!((of_each.sum::<f64>() / 3.0 - mean.gradient).abs() < 1e-15);
            assert!(mean.agrees(), "{mean:?}");
        }
    }

    #[test]
    fn other_nudges_are_tried_before_numbers_are_said_to_differ() {
        // An input of 1000 makes the usual nudge one of a hundredth of the net value.
        let sharp = check_all(&one(Activation::Tanh, 0.0005, None), &[sample(1000.0, 2.0)], 10);
        assert!(sharp[0].agrees() && sharp[0].epsilon < EPSILON, "{sharp:?}");
        // An error of five million has no digits left for it.
        let large = check_all(&one(Activation::Identity, 1.0, None), &[sample(1e-4, 3e3)], 10);
        assert!(large[0].agrees() && large[0].epsilon > EPSILON, "{large:?}");
        let usual = check_all(&one(Activation::Tanh, 0.5, None), &[sample(1.0, 2.0)], 10);
        assert_eq!(usual[0].epsilon, EPSILON);
    }

    #[test]
    fn what_is_too_far_apart_or_no_number_differs() {
        let right = check_all(&one(Activation::Sigmoid, 0.5, None), &[sample(1.0, 1.0)], 1)[0];
        assert!(right.agrees());
        for gradient in [right.gradient + 1e-5, right.gradient * 1.001, -right.gradient, 0.0, f64::NAN] {
            assert_eq!(Checked { gradient, ..right }.agreement(), Agreement::Differs, "{gradient}");
        }
        let endless = check_all(&one(Activation::Identity, 1e200, None), &[sample(1e200, 0.0)], 1)[0];
        assert_eq!(endless.agreement(), Agreement::Differs);
        let tally = Tally::of(&[right, Checked { gradient: 9.0, ..right }, endless]);
        assert_eq!((tally.agreeing, tally.differing, tally.count(), tally.largest), (1, 2, 3, f64::INFINITY));
    }
}
