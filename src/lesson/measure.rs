//! What steps show that is no named quantity of the pass: other samples' errors, counts of
//! multiplications, measured slopes, a training.

use super::Lesson;
use crate::engine::{
    Carry, Checked, Count, EPSILON, HandCost, Network, Training, WeightId, by_hand_of, check_all,
    check_weight, total_error, train,
};

/// Epochs that the training of the lesson runs, where the network is small enough.
const EPOCHS: usize = 2000;
/// Weights times samples times epochs that the training of the lesson may cost at most.
const MOST_WORK: usize = 60_000_000;
/// Forward passes times weights that checking may cost at most.
const MOST_CHECK_WORK: usize = 20_000_000;

/// A row of the bill path by path, as it is read.
pub(super) struct HandRow {
    pub is_bias: bool,
    pub count: String,
    pub paths: String,
    pub each: String,
    pub total: String,
}

/// What a layer's weights, and its biases, cost path by path.
pub(super) fn hand_costs(network: &Network, layer: usize) -> Vec<HandRow> {
    let widths = network.widths();
    let row = |is_bias, cost: HandCost| HandRow {
        is_bias,
        count: cost.parameters.to_string(),
        paths: count_text(cost.paths),
        each: cost.each.to_string(),
        total: count_text(cost.total),
    };
    let biases = network.layer(layer).biases.is_some();
    let mut rows = vec![row(false, HandCost::of_weights(&widths, layer))];
    rows.extend(biases.then(|| row(true, HandCost::of_biases(&widths, layer))));
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

/// The bill path by path if every layer were twice as wide.
pub fn hand_if_wider(network: &Network) -> Count {
    let widths: Vec<usize> = network.widths().iter().map(|w| w * 2).collect();
    by_hand_of(&widths, |layer| network.layer(layer).biases.is_some())
}

/// The bill path by path with two more layers, as wide as the widest, behind the inputs.
pub fn hand_if_deeper(network: &Network) -> Count {
    let mut widths = network.widths();
    let widest = widths.iter().copied().max().unwrap_or(1);
    widths.splice(1..1, [widest; 2]);
    by_hand_of(&widths, |_| network.has_biases())
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
}

impl Lesson {
    /// `E_total` of a sample, carried as the lesson carries numbers.
    pub fn error_of(&self, sample: usize) -> f64 {
        let given = self.scenario.given(sample);
        total_error(self.pass.network(), &given.sample, self.view.carry)
    }

    /// One weight's gradient measured, in full precision.
    pub(super) fn checked(&self, weight: WeightId) -> Checked {
        check_weight(&self.trained, &self.pass.given().sample, weight, EPSILON)
    }

    /// One of the weights that are derived by hand, nudged. Computed once: it takes many passes.
    pub fn nudged(&self, weight: WeightId) -> Option<&Nudged> {
        let index = self.scenario.plan.derive.iter().position(|&derived| derived == weight)?;
        Some(self.nudged.get(index)?.get_or_init(|| self.nudge(weight)))
    }

    /// The error from two below to two above where the weight stands.
    fn nudge(&self, weight: WeightId) -> Nudged {
        let sample = &self.pass.given().sample;
        let mut network = Network::clone(&self.trained);
        let value = network.weight(weight);
        let mut error_with = |w: f64| {
            network.layer_mut(weight.layer).weights[[weight.neuron, weight.input]] = w;
            total_error(&network, sample, Carry::Full)
        };
        let points = (-20..=20).map(|n| value + f64::from(n) * 0.1).map(|w| (w, error_with(w))).collect();
        Nudged { checked: self.checked(weight), points, here: (value, error_with(value)) }
    }

    /// The weights' gradients measured; of a large network's weights a part, spread evenly.
    pub fn all_checked(&self) -> &[Checked] {
        self.checks.get_or_init(|| {
            let weights = self.trained.weight_count();
            let most = (MOST_CHECK_WORK / (2 * weights)).clamp(8, 1000);
            check_all(&self.trained, &self.pass.given().sample, EPSILON, most)
        })
    }

    /// The training that the lesson shows: from the scenario's weights, in full precision.
    pub fn training(&self) -> &Training {
        self.training.get_or_init(|| {
            let network = self.scenario.network();
            let work = network.weight_count() * self.scenario.samples.len();
            let epochs = (MOST_WORK / work.max(1)).clamp(1, EPOCHS);
            train(network, &self.scenario.samples, self.scenario.learning, epochs)
        })
    }

    /// How the lesson carries its numbers.
    pub fn carry(&self) -> Carry {
        self.view.carry
    }
}
