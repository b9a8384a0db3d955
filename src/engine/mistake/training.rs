//! Learning with a mistake.

use std::sync::Arc;

use super::super::recipe::Recipe;
use super::super::{Carry, Given, Kind, Learning, Network, Pass, Quantity, Sample, total_error};
use super::vectors::Vectors;
use super::{Mistake, WrongPass};

/// The mean `E_total` over all samples before training and after each epoch with a mistake in every pass,
/// in full precision. It ends early where a number stops being finite.
///
/// The error is measured by the right way forward: the curve says what the weights are worth that are
/// learned so. Batches are made as in a right training.
pub fn train_wrong(
    network: &Arc<Network>,
    samples: &[Sample],
    learning: Learning,
    mistake: Mistake,
    epochs: usize,
) -> Vec<f64> {
    let plans: Vec<Plan> = samples
        .iter()
        .map(|sample| {
            let given = Given { network: Arc::clone(network), sample: sample.clone(), learning };
            Plan::of(&Pass::compute(given, Carry::Full), mistake)
        })
        .collect();
    let mut network = Network::clone(network);
    let mut errors = vec![mean_error(&network, samples)];
    let size = learning.batch.size(samples.len());
    for _ in 0..epochs {
        for (samples, plans) in samples.chunks(size).zip(plans.chunks(size)) {
            learn(&mut network, samples, plans, learning);
        }
        let error = mean_error(&network, samples);
        if !error.is_finite() || !network.is_finite() {
            break;
        }
        errors.push(error);
    }
    errors
}

fn mean_error(network: &Network, samples: &[Sample]) -> f64 {
    let sum = samples.iter().fold(0.0, |sum, sample| sum + total_error(network, sample, Carry::Full));
    sum / samples.len().max(1) as f64
}

/// One learning step for a batch: each weight moves by the mean of what it would move by for each sample.
fn learn(network: &mut Network, samples: &[Sample], plans: &[Plan], learning: Learning) {
    let mut sums: Vec<f64> = Vec::new();
    for (sample, plan) in samples.iter().zip(plans) {
        let after = plan.run(network, sample, learning);
        if sums.is_empty() {
            sums = after;
        } else {
            sums.iter_mut().zip(after).for_each(|(sum, after)| *sum += after);
        }
    }
    let Some(plan) = plans.first() else { return };
    for ((q, _), sum) in plan.learned.iter().zip(sums) {
        let layer = network.layer_mut(q.layer);
        let mean = sum / samples.len() as f64;
        match (q.kind, &mut layer.biases) {
            (Kind::WeightAfter, _) => layer.weights[[q.row, q.column]] = mean,
            (_, Some(biases)) => biases[q.row] = mean,
            _ => {}
        }
    }
}

/// How a sample's pass with a mistake in it goes, which does not depend on the weights: in training it is
/// the same from epoch to epoch.
struct Plan {
    /// The numbers of neurons in their order.
    steps: Vec<(Quantity, Recipe)>,
    /// Each weight and bias after the learning step.
    learned: Vec<(Quantity, Recipe)>,
}

impl Plan {
    fn of(right: &Pass, mistake: Mistake) -> Self {
        let wrong = WrongPass::new(right, mistake);
        let network = right.network();
        let planned = |q: Quantity| wrong.recipe(q).map(|(recipe, _)| (q, in_vectors(&wrong, recipe)));
        let matrices = (1..network.depth()).flat_map(|layer| {
            let (rows, columns) = network.layer(layer).weights.dim();
            let weights = (0..rows * columns).map(move |n| Quantity {
                kind: Kind::WeightAfter,
                layer,
                row: n / columns,
                column: n % columns,
            });
            let biases = network.layer(layer).biases.as_ref().map_or(0, ndarray::Array1::len);
            weights.chain((0..biases).map(move |row| Quantity::of(Kind::BiasAfter, layer, row)))
        });
        Self {
            steps: Vectors::order(network).into_iter().filter_map(planned).collect(),
            learned: matrices.filter_map(planned).collect(),
        }
    }

    /// Each weight and bias after the learning step, in the order of the plan.
    fn run(&self, network: &Network, sample: &Sample, learning: Learning) -> Vec<f64> {
        let mut vectors = Vectors::of(network);
        let value = |vectors: &Vectors, q: Quantity| match q.kind {
            Kind::Weight => network.weight(q.weight_id()),
            Kind::Bias => network.layer(q.layer).biases.as_ref().map_or(f64::NAN, |biases| biases[q.row]),
            Kind::Out if q.layer == 0 => sample.input[q.row],
            Kind::Target => sample.target[q.row],
            Kind::LearningRate => learning.rate,
            _ => vectors.value(q).unwrap_or(f64::NAN),
        };
        for (q, recipe) in &self.steps {
            let number = recipe.value(network, Carry::Full, &|q| value(&vectors, q));
            vectors.set(*q, number);
        }
        let learned = self.learned.iter();
        learned.map(|(_, recipe)| recipe.value(network, Carry::Full, &|q| value(&vectors, q))).collect()
    }
}

/// A recipe from numbers of neurons and given ones alone.
fn in_vectors(wrong: &WrongPass<'_>, recipe: Recipe) -> Recipe {
    let inside = |part: Recipe| in_vectors(wrong, part);
    match recipe {
        Recipe::Of(q) => match q.kind {
            Kind::Jacobian | Kind::Gradient | Kind::BiasGradient | Kind::WeightAfter | Kind::BiasAfter => {
                let part = wrong.recipe(q).map_or(Recipe::Constant(f64::NAN), |(part, _)| part);
                Recipe::Named(q, Box::new(inside(part)))
            }
            _ => Recipe::Of(q),
        },
        Recipe::Sum(terms) => Recipe::Sum(terms.into_iter().map(inside).collect()),
        Recipe::Product(factors) => Recipe::Product(factors.into_iter().map(inside).collect()),
        Recipe::Negative(part) => Recipe::Negative(Box::new(inside(*part))),
        Recipe::Square(part) => Recipe::Square(Box::new(inside(*part))),
        Recipe::Named(q, part) => Recipe::Named(q, Box::new(inside(*part))),
        Recipe::Constant(_)
        | Recipe::Applied(_)
        | Recipe::Slope { .. }
        | Recipe::Error(_)
        | Recipe::ErrorByOut(_) => recipe,
    }
}
