//! How a number is computed from others, as data: what a formula is written from and what can be done
//! with a mistake in it.

use super::{Activation, Carry, Kind, Loss, Network, Pass, Quantity, Sample, WeightId};

/// A small tree of arithmetic over named quantities.
#[derive(Debug, Clone, PartialEq)]
pub enum Recipe {
    /// A named quantity as it stands.
    Of(Quantity),
    /// A number that has no name.
    Constant(f64),
    /// Added up from left to right.
    Sum(Vec<Recipe>),
    /// Multiplied from left to right.
    Product(Vec<Recipe>),
    /// Taken off.
    Negative(Box<Recipe>),
    /// Times itself.
    Square(Box<Recipe>),
    /// The output of a neuron by its activation function: softmax takes all net values of the layer.
    Applied(Quantity),
    /// The slope of a neuron's activation function, had from its net value and from what is taken for
    /// its output.
    Slope {
        /// The neuron's slope.
        of: Quantity,
        /// What stands where its output should.
        at: Quantity,
    },
    /// The error of one output by an error function that counts logarithms.
    Error(Quantity),
    /// Its derivative by the output.
    ErrorByOut(Quantity),
    /// A named quantity that is computed on the way, and rounded as such.
    Named(Quantity, Box<Recipe>),
}

impl Recipe {
    /// The product of some quantities.
    pub(super) fn product(factors: impl IntoIterator<Item = Quantity>) -> Self {
        Self::Product(factors.into_iter().map(Self::Of).collect())
    }

    /// The recipe taken off.
    pub(super) fn negative(self) -> Self {
        Self::Negative(Box::new(self))
    }

    /// The number that comes out, not rounded at the end, from quantities that `of` tells.
    pub fn value(&self, network: &Network, carry: Carry, of: &dyn Fn(Quantity) -> f64) -> f64 {
        let value = |part: &Self| part.value(network, carry, of);
        match self {
            Self::Of(q) => of(*q),
            Self::Constant(number) => *number,
            Self::Sum(terms) => terms.iter().fold(0.0, |sum, term| sum + value(term)),
            Self::Product(factors) => factors.iter().map(value).reduce(|a, b| a * b).unwrap_or(1.0),
            Self::Negative(part) => -value(part),
            Self::Square(part) => {
                let root = value(part);
                root * root
            }
            Self::Applied(q) => applied(network, *q, of),
            Self::Slope { of: q, at } => {
                let activation = network.layer(q.layer).activation;
                activation.slope(of(q.with(Kind::Net)), of(*at))
            }
            Self::Error(q) => network.loss().error(of(q.with(Kind::Target)), of(q.with(Kind::Out))),
            Self::ErrorByOut(q) => network.loss().by_out(of(q.with(Kind::Target)), of(q.with(Kind::Out))),
            Self::Named(_, part) => carry.round(value(part)),
        }
    }
}

/// A neuron's output from its net value, or through softmax from those of its layer.
fn applied(network: &Network, q: Quantity, of: &dyn Fn(Quantity) -> f64) -> f64 {
    let activation = network.layer(q.layer).activation;
    if activation != Activation::Softmax {
        return activation.apply(of(q.with(Kind::Net)));
    }
    let nets: Vec<f64> =
        (0..network.width(q.layer)).map(|row| of(Quantity::of(Kind::Net, q.layer, row))).collect();
    let mut outs = nets.clone();
    activation.apply_all(&nets, &mut outs);
    outs[q.row]
}

impl Pass {
    /// How a named quantity is computed from others; `None` for what is given, for what this network
    /// does not have, and for the second way forward.
    ///
    /// ```
    /// use chainrule::engine::{Carry, Kind, Quantity};
    /// # let scenario = chainrule::scenario::builtin("swap").unwrap();
    /// let pass = scenario.pass(1, Carry::Decimals(4));
    /// let net = Quantity::of(Kind::Net, 2, 1);
    /// let recipe = pass.recipe(net).unwrap();
    /// let exact = recipe.value(pass.network(), pass.carry(), &|q| pass.value(q).unwrap());
    /// assert_eq!(Some(pass.carry().round(exact)), pass.value(net));
    /// ```
    pub fn recipe(&self, q: Quantity) -> Option<Recipe> {
        self.value(q)?;
        let (network, sample) = (self.network(), &self.given().sample);
        let last = network.last();
        let at = |kind: Kind| Quantity::of(kind, q.layer, q.row);
        Some(match q.kind {
            Kind::Out if q.layer == 0 => return None,
            Kind::Net => net(network, q, |column| Quantity { kind: Kind::Weight, column, ..q }),
            Kind::Out => Recipe::Applied(q),
            Kind::Error => error(network, q),
            Kind::ErrorTotal => errors(network, Recipe::Of),
            Kind::ErrorByOut if q.layer == last => by_out(network, q),
            Kind::ErrorByOut => by_out_hidden(network, q, |k| weight_back(q, k)),
            Kind::Slope => Recipe::Slope { of: q, at: at(Kind::Out) },
            Kind::Jacobian => jacobian(q),
            Kind::Delta => delta(network, sample, q),
            Kind::Gradient => {
                let from = Quantity::of(Kind::Out, q.layer - 1, q.column);
                Recipe::product([at(Kind::Delta), from])
            }
            Kind::BiasGradient => Recipe::Of(at(Kind::Delta)),
            Kind::WeightAfter => moved(q.with(Kind::Weight), q.with(Kind::Gradient)),
            Kind::BiasAfter if self.given().learning.biases_frozen => Recipe::Of(at(Kind::Bias)),
            Kind::BiasAfter => moved(at(Kind::Bias), at(Kind::BiasGradient)),
            Kind::Weight
            | Kind::Bias
            | Kind::Target
            | Kind::LearningRate
            | Kind::MeanGradient
            | Kind::MeanBiasGradient
            | Kind::OutAfter
            | Kind::ErrorTotalAfter => return None,
        })
    }
}

/// `Σ w · out + bias`, with the weight that `weight` has for each neuron of the layer before.
pub(super) fn net(network: &Network, q: Quantity, weight: impl Fn(usize) -> Quantity) -> Recipe {
    let product = |column| Recipe::product([weight(column), Quantity::of(Kind::Out, q.layer - 1, column)]);
    let bias = network.layer(q.layer).biases.is_some().then_some(Recipe::Of(q.with(Kind::Bias)));
    Recipe::Sum((0..network.width(q.layer - 1)).map(product).chain(bias).collect())
}

fn error(network: &Network, q: Quantity) -> Recipe {
    match network.loss() {
        Loss::HalfSquaredError => {
            let square = Recipe::Square(Box::new(missed(q)));
            Recipe::Product(vec![Recipe::Constant(0.5), square])
        }
        Loss::BinaryCrossEntropy | Loss::CrossEntropy => Recipe::Error(q),
    }
}

/// `target − out`
pub(super) fn missed(q: Quantity) -> Recipe {
    Recipe::Sum(vec![Recipe::Of(q.with(Kind::Target)), Recipe::Of(q.with(Kind::Out)).negative()])
}

/// `out − target`
pub(super) fn difference(q: Quantity) -> Recipe {
    Recipe::Sum(vec![Recipe::Of(q.with(Kind::Out)), Recipe::Of(q.with(Kind::Target)).negative()])
}

/// The sum of the errors of all outputs.
pub(super) fn errors(network: &Network, error: impl Fn(Quantity) -> Recipe) -> Recipe {
    let last = network.last();
    Recipe::Sum((0..network.width(last)).map(|row| error(Quantity::of(Kind::Error, last, row))).collect())
}

fn by_out(network: &Network, q: Quantity) -> Recipe {
    match network.loss() {
        Loss::HalfSquaredError => difference(q),
        Loss::BinaryCrossEntropy | Loss::CrossEntropy => Recipe::ErrorByOut(q),
    }
}

/// The weight by which a neuron's output goes to neuron `k` of the next layer.
pub(super) fn weight_back(q: Quantity, k: usize) -> Quantity {
    Quantity::at(Kind::Weight, WeightId { layer: q.layer + 1, neuron: k, input: q.row })
}

/// `Σ w · δ` over the neurons of the next layer.
pub(super) fn by_out_hidden(network: &Network, q: Quantity, weight: impl Fn(usize) -> Quantity) -> Recipe {
    let delta = |k| Quantity::of(Kind::Delta, q.layer + 1, k);
    Recipe::Sum((0..network.width(q.layer + 1)).map(|k| Recipe::product([weight(k), delta(k)])).collect())
}

/// `out_i · ([i = j] − out_j)`
fn jacobian(q: Quantity) -> Recipe {
    let [i, j] = [q.row, q.column].map(|row| Recipe::Of(Quantity::of(Kind::Out, q.layer, row)));
    let one = Recipe::Constant(f64::from(u8::from(q.row == q.column)));
    Recipe::Product(vec![i, Recipe::Sum(vec![one, j.negative()])])
}

fn delta(network: &Network, sample: &Sample, q: Quantity) -> Recipe {
    let is_output = q.layer == network.last();
    if is_output && network.collapses() {
        let scale = if network.forks_at_output() { sample.target_scale() } else { 1.0 };
        if scale == 1.0 {
            return difference(q);
        }
        let scaled = Recipe::Product(vec![Recipe::Of(q.with(Kind::Out)), Recipe::Constant(scale)]);
        return Recipe::Sum(vec![scaled, Recipe::Of(q.with(Kind::Target)).negative()]);
    }
    if is_output && network.forks_at_output() {
        return through_softmax(network, q);
    }
    Recipe::product([q.with(Kind::ErrorByOut), q.with(Kind::Slope)])
}

/// `Σ ∂out_i/∂net_j · ∂E/∂out_i` over the outputs.
fn through_softmax(network: &Network, q: Quantity) -> Recipe {
    Recipe::Sum((0..network.width(q.layer)).map(|i| softmax_term(q, i)).collect())
}

/// What a net value of a softmax layer has for its error term by way of output `i`.
pub(super) fn softmax_term(q: Quantity, i: usize) -> Recipe {
    let entry = Quantity { kind: Kind::Jacobian, layer: q.layer, row: i, column: q.row };
    Recipe::product([entry, Quantity::of(Kind::ErrorByOut, q.layer, i)])
}

/// `old − η · gradient`
fn moved(old: Quantity, gradient: Quantity) -> Recipe {
    let step = Recipe::product([Quantity::whole(Kind::LearningRate), gradient]);
    Recipe::Sum(vec![Recipe::Of(old), step.negative()])
}
