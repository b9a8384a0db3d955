//! What steps show that is no named quantity of the pass: other samples' errors, counts of
//! multiplications, measured slopes, a training.

use std::sync::Arc;

use super::Lesson;
use super::words::inspect::ABOUT;
use crate::engine::{
    BatchPass, Carry, Checked, Count, Curve, Forward, HandCost, Network, Paths, Sample, Shape, Standing,
    WeightId, affordable_checks, check_all, check_one, check_weight, epoch_cost, total_error, train_curve,
};
use crate::scenario::Scenario;

/// Epochs that the training of the lesson runs: the first of these that costs little enough. Where none
/// does, the start alone is measured.
const EPOCHS: [usize; 11] = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
/// Multiplications that the training of the lesson may cost at most, about: a step is made while one waits
/// for it, so it must be there in a tenth of a second.
const MOST_WORK: usize = 30_000_000;
/// Multiplications that checking may cost at most, about, for the same reason.
const MOST_CHECK_WORK: usize = 10_000_000;
/// Multiplications that looking at all samples may cost at most, about.
const MOST_LOOKING_WORK: usize = 20_000_000;
/// Weights and biases that are checked at least, where there are so many, and at most.
const CHECKS: (usize, usize) = (8, 1000);

/// Whether two are the same, which is quickly seen where they are shared.
fn is_same<T: PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// A row of the bill path by path, as it is read.
pub(super) struct HandRow {
    pub is_bias: bool,
    pub count: String,
    pub paths: String,
    pub each: String,
    pub total: String,
}

/// Whether any weight has more than one path to the error.
pub(super) fn has_forks(network: &Network) -> bool {
    network.forks_at_output() || (2..=network.last()).any(|layer| network.width(layer) > 1)
}

/// What a layer's weights, and its biases, cost path by path.
pub(super) fn hand_costs(network: &Network, layer: usize) -> Vec<HandRow> {
    let shape = Shape::of(network);
    let row = |is_bias, cost: HandCost| HandRow {
        is_bias,
        count: cost.parameters.to_string(),
        paths: count_text(cost.paths),
        each: cost.each.to_string(),
        total: count_text(cost.total),
    };
    let mut rows = vec![row(false, HandCost::of_weights(&shape, layer))];
    rows.extend(shape.biased[layer].then(|| row(true, HandCost::of_biases(&shape, layer))));
    rows
}

/// A count as it is read: whole up to a billion, beyond that its power of ten.
pub fn count_text(count: Count) -> String {
    match count {
        Count::Exact(n) if n < 1_000_000_000 => n.to_string(),
        Count::Exact(n) => format!("about 10^{}", (n as f64).log10().round()),
        Count::PowerOfTen(power) => format!("about 10^{power}"),
    }
}

/// How many paths of a weight there are, as it is read: `5,120`, or of what no number holds the power
/// of ten.
pub(super) fn paths_text(network: &Network, weight: WeightId, count: Option<u128>) -> String {
    let behind = weight.layer + 1..=network.last();
    let fork = network.forks_at_output().then(|| network.last());
    let power = || behind.chain(fork).map(|layer| (network.width(layer) as f64).log10()).sum::<f64>();
    match count {
        Some(count) => grouped(count),
        None => ABOUT.replace("{power}", &power().round().to_string()),
    }
}

/// The digits of a count in groups of three.
fn grouped(count: u128) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The bill path by path if every layer were twice as wide.
pub fn hand_if_wider(network: &Network) -> Count {
    Shape::of(network).wider().by_hand()
}

/// The bill path by path with two more layers, as wide as the widest, behind the inputs.
pub fn hand_if_deeper(network: &Network) -> Count {
    Shape::of(network).deeper().by_hand()
}

/// One weight nudged: its gradient measured, and the error over it around where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Nudged {
    /// The measurement, with backpropagation's gradient.
    pub checked: Checked,
    /// Points `(weight, E_total)`, from left to right.
    pub points: Vec<(f64, f64)>,
    /// Where the weight stands now.
    pub here: (f64, f64),
    /// Where one learning step of this weight alone would take it, if that is to be shown.
    pub landing: Option<(f64, f64)>,
}

/// How far to each side the error over a weight is looked at.
const USUAL_REACH: f64 = 2.0;
/// Points of the curve to each side.
const POINTS: i32 = 20;
/// A learning step is in sight where it goes at least this share of the reach.
const LEAST_SHARE: f64 = 0.15;

impl Lesson {
    /// `E_total` of a sample, carried as the lesson carries numbers. Computed once: it takes a way
    /// through the network.
    pub fn error_of(&self, sample: usize) -> f64 {
        let error = || self.pass.error_of(&self.scenario.samples[sample]);
        *self.errors[sample].get_or_init(error)
    }

    /// The sum over all paths of a weight, not rounded. Of those that are derived by hand it is computed
    /// once: it goes through all weights behind.
    pub(super) fn path_sum(&self, weight: WeightId) -> f64 {
        let sum = || Paths::new(self.pass.network(), weight).total(&self.pass);
        let index = self.scenario.plan.derive.iter().position(|&derived| derived == weight);
        let kept = index.and_then(|index| self.path_sums.get(index));
        kept.map_or_else(sum, |kept| *kept.get_or_init(sum))
    }

    /// `E_total` of each sample of the batch after its learning step. Computed once.
    pub(super) fn batch_totals_after(&self) -> &[f64] {
        self.batch_totals_after.get_or_init(|| self.batch().totals_after())
    }

    /// One weight's gradient measured, in full precision.
    pub(super) fn checked(&self, weight: WeightId) -> Checked {
        check_one(&self.trained, &self.pass.given().sample, weight)
    }

    /// One of the weights that are derived by hand, nudged. Computed once: it takes many passes.
    pub fn nudged(&self, weight: WeightId) -> Option<&Nudged> {
        let index = self.scenario.plan.derive.iter().position(|&derived| derived == weight)?;
        Some(self.nudged.get(index)?.get_or_init(|| self.nudge(weight)))
    }

    /// The error from two below to two above where the weight stands.
    fn nudge(&self, weight: WeightId) -> Nudged {
        self.around(self.checked(weight), USUAL_REACH, None)
    }

    /// The error over a weight that was measured, so far to each side of where it stands.
    fn around(&self, checked: Checked, reach: f64, landing: Option<(f64, f64)>) -> Nudged {
        let weight = checked.parameter.weight_id();
        let value = self.trained.weight(weight);
        let mut error_with = self.error_with(weight);
        let place = |n: i32| value + f64::from(n) * (reach / f64::from(POINTS));
        let points = (-POINTS..=POINTS).map(place).map(|w| (w, error_with(w))).collect();
        Nudged { checked, points, here: (value, error_with(value)), landing }
    }

    /// `E_total` as a function of one weight alone, in full precision.
    fn error_with(&self, weight: WeightId) -> impl FnMut(f64) -> f64 {
        let sample = &self.pass.given().sample;
        let mut network = Network::clone(&self.trained);
        move |w| {
            network.layer_mut(weight.layer).weights[[weight.neuron, weight.input]] = w;
            total_error(&network, sample, Carry::Full)
        }
    }

    /// One weight's gradient measured with this nudge, in full precision.
    pub(super) fn checked_with(&self, weight: WeightId, epsilon: f64) -> Checked {
        check_weight(&self.trained, &self.pass.given().sample, weight, epsilon)
    }

    /// The error over a weight with where one learning step of it alone would land; where that is
    /// too close to be told from where the weight stands, only in a second curve, from closer.
    pub(super) fn step_curves(&self, checked: Checked) -> Vec<Nudged> {
        let weight = checked.parameter.weight_id();
        let value = self.trained.weight(weight);
        let goal = value - self.pass.given().learning.rate * checked.gradient;
        let landing = (goal, self.error_with(weight)(goal));
        let length = (goal - value).abs();
        let reach = if length.is_finite() { USUAL_REACH.max(length * 1.25) } else { USUAL_REACH };
        let closer = length * 2.0;
        // Closer than this, neighbouring numbers are too far apart for a curve.
        let is_drawable = closer > 1e-9 * value.abs().max(1.0);
        if length < LEAST_SHARE * reach && is_drawable {
            return vec![self.around(checked, reach, None), self.around(checked, closer, Some(landing))];
        }
        vec![self.around(checked, reach, Some(landing))]
    }

    /// The gradients by weights and biases measured; of a large network's a part, spread evenly.
    pub fn all_checked(&self) -> &[Checked] {
        self.checks.get_or_init(|| {
            let most = affordable_checks(&self.trained, 1, MOST_CHECK_WORK).clamp(CHECKS.0, CHECKS.1);
            check_all(&self.trained, std::slice::from_ref(&self.pass.given().sample), most)
        })
    }

    /// The training that the lesson shows: from the scenario's weights, in full precision, for as many
    /// epochs as take no time to speak of. Kept as long as the scenario's numbers stay.
    pub fn training(&self) -> &Curve {
        self.training.get_or_init(|| {
            let Scenario { samples, learning, .. } = &self.scenario;
            let network = self.scenario.network();
            let cost = epoch_cost(network.weight_count(), samples.len());
            let is_little = |epochs: &usize| epochs.saturating_mul(cost) <= MOST_WORK;
            train_curve(network, samples, *learning, EPOCHS.into_iter().find(is_little).unwrap_or(0))
        })
    }

    /// Whether the training of the lesson has fewer epochs than that of a small network.
    pub(super) fn trains_briefly(&self) -> bool {
        !self.training().diverged() && self.training().epochs() < EPOCHS[0]
    }

    /// Whether training a scenario is training that of the lesson.
    pub(super) fn trains_as(&self, scenario: &Scenario) -> bool {
        let own = &self.scenario;
        is_same(own.network(), scenario.network())
            && own.learning == scenario.learning
            && is_same(&own.samples, &scenario.samples)
    }

    /// Whether what is measured in full precision of these weights and this sample is what is of the
    /// lesson's.
    pub(super) fn measures_as(&self, trained: &Arc<Network>, sample: &Sample) -> bool {
        is_same(&self.trained, trained) && self.pass.given().sample == *sample
    }

    /// The samples of the batch that the walked one belongs to, in the order of the table.
    pub fn batch_samples(&self) -> std::ops::Range<usize> {
        self.scenario.learning.batch.around(self.view.sample, self.scenario.samples.len())
    }

    /// The batch that the walked sample belongs to, carried as the lesson carries numbers.
    pub fn batch(&self) -> &BatchPass {
        self.batch.get_or_init(|| self.batch_when(self.view.carry))
    }

    /// The same in full precision.
    pub(super) fn exact_batch(&self) -> &BatchPass {
        self.exact_batch.get_or_init(|| self.batch_when(Carry::Full))
    }

    fn batch_when(&self, carry: Carry) -> BatchPass {
        let (network, learning) = (Arc::clone(&self.trained), self.scenario.learning);
        let samples = &self.scenario.samples[self.batch_samples()];
        BatchPass::compute(network, samples, learning, carry, self.has_long_weights())
    }

    /// Whether the net value of a `ReLU` is above 0 for no sample at all; `None` where there are too many
    /// to look at.
    pub(super) fn is_dead(&self, layer: usize, row: usize) -> Option<bool> {
        let standing = self.standing.get_or_init(|| {
            let (network, samples) = (self.pass.network(), &self.scenario.samples);
            if network.weight_count().saturating_mul(samples.len()) > MOST_LOOKING_WORK {
                return None;
            }
            let mut forward = Forward::for_network(network);
            let mut standing = Standing::new(network);
            for sample in samples.iter() {
                self.pass.run_forward(&sample.input, &mut forward);
                standing.look_at(network, &forward);
            }
            Some(standing)
        });
        standing.as_ref().map(|standing| standing.is_dead(layer, row))
    }

    /// The curve on which a neuron's output moves with its net value, in full precision. Through
    /// softmax that depends on the net values of the others, which stay as they are.
    pub fn curve(&self, layer: usize, row: Option<usize>) -> impl Fn(f64) -> f64 + use<> {
        let activation = self.pass.network().layer(layer).activation;
        activation.curve(&self.pass.forward().net[layer - 1], row.unwrap_or(0))
    }

    /// How the lesson carries its numbers.
    pub fn carry(&self) -> Carry {
        self.view.carry
    }
}
