//! Mistakes that learners make, as variants of the arithmetic.
//!
//! A [`Mistake`] is no list of wrong answers: it is another [`Recipe`] for some quantities, run on the
//! numbers at hand. [`Pass::slips`] makes each mistake once, with all numbers before it right;
//! [`WrongPass`] makes one all the way through, and [`train_wrong`] learns with it.

mod slip;
mod training;
mod vectors;
mod verdict;
mod wrong;

pub use slip::Slip;
pub use training::train_wrong;
pub use verdict::{DIGITS_ASKED, Verdict};
pub use wrong::WrongPass;

use super::recipe::{self, Recipe};
use super::{Kind, Loss, Network, Pass, Quantity, WeightId};

/// A mistake that learners make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mistake {
    /// The slope of the activation function is left out of `δ`.
    NoSlope,
    /// The slope is taken at the net value, where its formula wants the output.
    NetInSlope,
    /// One path, or one output, where several are to be added up.
    OnePath,
    /// `W` where `Wᵀ` belongs, on the way back.
    Untransposed,
    /// A column where a row belongs: in a net value, or rows and columns of a gradient exchanged.
    RowForColumn,
    /// The opposite sign.
    Sign,
    /// The updated weights where the old ones belong, in `∂E/∂out` of a hidden layer.
    EarlyUpdate,
    /// Without the ½ of the half squared error.
    NoHalf,
    /// Without its square.
    NoSquare,
    /// The bias is forgotten.
    NoBias,
    /// The net value goes on as if it were the output.
    NoActivation,
    /// A weight's gradient without the output that the weight is multiplied with.
    NoInput,
    /// The learning rate is forgotten.
    NoRate,
}

impl Mistake {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::NoSlope,
        Self::NetInSlope,
        Self::OnePath,
        Self::Untransposed,
        Self::RowForColumn,
        Self::Sign,
        Self::EarlyUpdate,
        Self::NoHalf,
        Self::NoSquare,
        Self::NoBias,
        Self::NoActivation,
        Self::NoInput,
        Self::NoRate,
    ];

    /// Whether gradients that are computed with it are those of the error that is computed with it: a
    /// gradient check that measures this error then finds nothing.
    pub fn is_consistent(self) -> bool {
        matches!(self, Self::NoHalf | Self::NoSquare | Self::NoBias | Self::NoRate)
    }

    /// In how many ways it can be made in computing a quantity itself, everything before it being right.
    fn ways(self, network: &Network, q: Quantity) -> usize {
        let is_output = q.layer == network.last();
        match (self, q.kind) {
            (Self::OnePath, Kind::ErrorByOut) if !is_output => network.width(q.layer + 1),
            (Self::OnePath, Kind::Delta) if is_output && goes_through_jacobian(network) => {
                network.width(q.layer)
            }
            // The square forgotten before the derivative was taken, or its 2 not brought down; the line of
            // that number, where there is one, or all numbers read in the other order.
            (Self::Untransposed | Self::NoSquare, Kind::ErrorByOut)
            | (Self::RowForColumn, Kind::Net | Kind::Gradient) => 2,
            _ => 1,
        }
    }

    /// The recipe for a quantity with this mistake in it, where it can be made there.
    fn recipe(self, pass: &Pass, q: Quantity, way: usize) -> Option<Recipe> {
        let network = pass.network();
        let is_output = q.layer == network.last();
        let squares = network.loss() == Loss::HalfSquaredError;
        let right = || pass.recipe(q);
        match (self, q.kind) {
            (Self::NoSlope, Kind::Delta) if !(is_output && network.collapses()) => {
                Some(Recipe::Of(q.with(Kind::ErrorByOut)))
            }
            (Self::NetInSlope, Kind::Slope) if network.layer(q.layer).activation.has_slope_of_output() => {
                Some(Recipe::Slope { of: q, at: q.with(Kind::Net) })
            }
            (Self::OnePath, Kind::ErrorByOut) if !is_output => match right()? {
                Recipe::Sum(terms) if terms.len() > 1 => terms.into_iter().nth(way),
                _ => None,
            },
            (Self::OnePath, Kind::Delta) if is_output && goes_through_jacobian(network) => {
                Some(recipe::softmax_term(q, way))
            }
            (Self::Untransposed, Kind::ErrorByOut) if !is_output => untransposed(network, q, way),
            (Self::RowForColumn, Kind::Net) => column_for_row(network, q, way),
            (Self::RowForColumn, Kind::Gradient) => exchanged(network, q, way),
            (Self::Sign, kind) if has_sign(network, kind) => right().map(Recipe::negative),
            (Self::Sign, Kind::WeightAfter | Kind::BiasAfter) => with_step(right()?, |step| match step {
                Recipe::Negative(step) => *step,
                step => step.negative(),
            }),
            (Self::EarlyUpdate, Kind::ErrorByOut) if !is_output => {
                let after = |k| recipe::weight_back(q, k).with(Kind::WeightAfter);
                Some(recipe::by_out_hidden(network, q, after))
            }
            (Self::NoHalf, Kind::Error) if squares => Some(Recipe::Square(Box::new(recipe::missed(q)))),
            (Self::NoHalf, Kind::ErrorByOut) if squares && is_output => {
                Some(Recipe::Product(vec![Recipe::Constant(2.0), recipe::difference(q)]))
            }
            (Self::NoSquare, Kind::Error) if squares => {
                Some(Recipe::Product(vec![Recipe::Constant(0.5), recipe::missed(q)]))
            }
            (Self::NoSquare, Kind::ErrorByOut) if squares && is_output => Some(match way {
                0 => Recipe::Constant(-0.5),
                _ => Recipe::Product(vec![Recipe::Constant(0.5), recipe::difference(q)]),
            }),
            (Self::NoBias, Kind::Net) if network.layer(q.layer).biases.is_some() => match right()? {
                Recipe::Sum(mut terms) => {
                    terms.pop();
                    Some(Recipe::Sum(terms))
                }
                _ => None,
            },
            (Self::NoActivation, Kind::Out) => Some(Recipe::Of(q.with(Kind::Net))),
            (Self::NoInput, Kind::Gradient) => Some(Recipe::Of(Quantity::of(Kind::Delta, q.layer, q.row))),
            (Self::NoRate, Kind::WeightAfter | Kind::BiasAfter) => with_step(right()?, |step| match step {
                Recipe::Negative(product) => match *product {
                    Recipe::Product(mut factors) => factors.remove(1).negative(),
                    other => other.negative(),
                },
                step => step,
            }),
            _ => None,
        }
    }
}

/// Whether `δ` of the output layer is a sum through softmax's derivative.
fn goes_through_jacobian(network: &Network) -> bool {
    network.forks_at_output() && !network.collapses()
}

/// Whether a quantity of this kind is one whose sign one can get wrong.
fn has_sign(network: &Network, kind: Kind) -> bool {
    match kind {
        Kind::ErrorByOut | Kind::Delta | Kind::Gradient | Kind::BiasGradient => true,
        // A square has no sign; minus a logarithm has.
        Kind::Error | Kind::ErrorTotal => network.loss().is_logarithmic(),
        _ => false,
    }
}

/// The step of a learning step as `change` makes it; `None` for a bias that does not learn.
fn with_step(right: Recipe, change: impl Fn(Recipe) -> Recipe) -> Option<Recipe> {
    let Recipe::Sum(mut terms) = right else { return None };
    let step = terms.pop()?;
    terms.push(change(step));
    Some(Recipe::Sum(terms))
}

/// The weight that stands n-th in the matrix into a layer, row by row.
fn nth_weight(network: &Network, layer: usize, n: usize) -> Quantity {
    let inputs = network.width(layer - 1);
    Quantity::at(Kind::Weight, WeightId { layer, neuron: n / inputs, input: n % inputs })
}

/// `∂E/∂out` with `W` in place of `Wᵀ`: its row of that number as far as it goes, or its numbers row by
/// row as if they were those of a matrix with the transposed shape.
fn untransposed(network: &Network, q: Quantity, way: usize) -> Option<Recipe> {
    let (layer, next) = (q.layer + 1, network.width(q.layer + 1));
    if way == 1 {
        let weight = |k| nth_weight(network, layer, q.row * next + k);
        return Some(recipe::by_out_hidden(network, q, weight));
    }
    let terms = next.min(network.width(q.layer));
    let product = |k| {
        let weight = Quantity::at(Kind::Weight, WeightId { layer, neuron: q.row, input: k });
        Recipe::product([weight, Quantity::of(Kind::Delta, layer, k)])
    };
    (q.row < next).then(|| Recipe::Sum((0..terms).map(product).collect()))
}

/// A net value from a column of `W`: that of its number as far as it goes, or the numbers of `W` as if
/// they stood column by column.
fn column_for_row(network: &Network, q: Quantity, way: usize) -> Option<Recipe> {
    let (neurons, inputs) = (network.width(q.layer), network.width(q.layer - 1));
    if way == 1 {
        return Some(recipe::net(network, q, |j| nth_weight(network, q.layer, j * neurons + q.row)));
    }
    let Recipe::Sum(mut terms) = recipe::net(network, q, |j| {
        Quantity::at(Kind::Weight, WeightId { layer: q.layer, neuron: j, input: q.row })
    }) else {
        return None;
    };
    terms.drain(neurons.min(inputs)..inputs);
    (q.row < inputs).then_some(Recipe::Sum(terms))
}

/// An entry of `∂E/∂W` from the row times the column, which is its transpose: the entry of that place,
/// where there is one, or the numbers of the transpose in the shape of `W`.
fn exchanged(network: &Network, q: Quantity, way: usize) -> Option<Recipe> {
    let (neurons, inputs) = (network.width(q.layer), network.width(q.layer - 1));
    let (input, neuron) = if way == 0 {
        (q.row, q.column)
    } else {
        let n = q.row * inputs + q.column;
        (n / neurons, n % neurons)
    };
    let has_place = input < inputs && neuron < neurons;
    has_place.then(|| {
        let from = Quantity::of(Kind::Out, q.layer - 1, input);
        Recipe::product([Quantity::of(Kind::Delta, q.layer, neuron), from])
    })
}
