//! A mistake made all the way through.

use std::sync::Arc;

use ndarray::Array1;

use super::super::recipe::Recipe;
use super::super::{Kind, Network, Pass, Quantity, total_error};
use super::Mistake;

/// A pass in which one mistake is made wherever it can be, with what follows from it.
#[derive(Debug, Clone)]
pub struct WrongPass<'a> {
    right: &'a Pass,
    mistake: Mistake,
    net: Vec<Array1<f64>>,
    out: Vec<Array1<f64>>,
    by_out: Vec<Array1<f64>>,
    slope: Vec<Array1<f64>>,
    delta: Vec<Array1<f64>>,
    errors: Array1<f64>,
    total: f64,
}

impl<'a> WrongPass<'a> {
    /// What a pass becomes with a mistake in it.
    pub fn new(right: &'a Pass, mistake: Mistake) -> Self {
        let network = right.network();
        let zeros = || (1..network.depth()).map(|layer| Array1::zeros(network.width(layer))).collect();
        let errors = Array1::zeros(network.width(network.last()));
        let (net, out, by_out, slope, delta) = (zeros(), zeros(), zeros(), zeros(), zeros());
        let mut wrong = Self { right, mistake, net, out, by_out, slope, delta, errors, total: 0.0 };
        wrong.run();
        wrong
    }

    fn run(&mut self) {
        let last = self.right.network().last();
        for layer in 1..=last {
            self.fill(Kind::Net, layer);
            self.fill(Kind::Out, layer);
        }
        self.fill(Kind::Error, last);
        self.total = self.computed(Quantity::whole(Kind::ErrorTotal)).unwrap_or(f64::NAN);
        for layer in (1..=last).rev() {
            for kind in [Kind::ErrorByOut, Kind::Slope, Kind::Delta] {
                self.fill(kind, layer);
            }
        }
    }

    /// Computes a layer's numbers of a kind.
    fn fill(&mut self, kind: Kind, layer: usize) {
        for row in 0..self.right.network().width(layer) {
            let value = self.computed(Quantity::of(kind, layer, row)).unwrap_or(f64::NAN);
            if let Some(place) = self.place(kind, layer) {
                place[row] = value;
            }
        }
    }

    fn place(&mut self, kind: Kind, layer: usize) -> Option<&mut Array1<f64>> {
        match kind {
            Kind::Net => self.net.get_mut(layer - 1),
            Kind::Out => self.out.get_mut(layer - 1),
            Kind::ErrorByOut => self.by_out.get_mut(layer - 1),
            Kind::Slope => self.slope.get_mut(layer - 1),
            Kind::Delta => self.delta.get_mut(layer - 1),
            Kind::Error => Some(&mut self.errors),
            _ => None,
        }
    }

    /// The recipe by which it computes a quantity, and whether the mistake is in it.
    pub fn recipe(&self, q: Quantity) -> Option<(Recipe, bool)> {
        let network = self.right.network();
        let is_output = q.layer == network.last();
        let is_first_sign = match q.kind {
            Kind::ErrorByOut => is_output && !network.collapses(),
            Kind::Delta => is_output && network.collapses(),
            _ => false,
        };
        // A sign that is wrong at the start of the way back is wrong all the way.
        let applies = self.mistake != Mistake::Sign || is_first_sign;
        // Of several ways the one that a program would go: it reads all numbers, in the wrong order.
        let way = match (self.mistake, q.kind) {
            (Mistake::Untransposed | Mistake::RowForColumn, _) => 1,
            _ => 0,
        };
        let wrong = applies.then(|| self.mistake.recipe(self.right, q, way)).flatten();
        match wrong {
            Some(recipe) => Some((recipe, true)),
            None => Some((self.right.recipe(q)?, false)),
        }
    }

    fn computed(&self, q: Quantity) -> Option<f64> {
        let (recipe, _) = self.recipe(q)?;
        let (network, carry) = (self.right.network(), self.right.carry());
        Some(carry.round(recipe.value(network, carry, &|q| self.value(q).unwrap_or(f64::NAN))))
    }

    /// The value of a named quantity; `None` where this network has no such quantity. What is given is
    /// as it is in the right pass.
    pub fn value(&self, q: Quantity) -> Option<f64> {
        let neuron = |values: &[Array1<f64>]| values.get(q.layer.checked_sub(1)?)?.get(q.row).copied();
        match q.kind {
            Kind::Net => neuron(&self.net),
            Kind::Out if q.layer > 0 => neuron(&self.out),
            Kind::Error => {
                self.right.value(q)?;
                self.errors.get(q.row).copied()
            }
            Kind::ErrorTotal => Some(self.total),
            Kind::ErrorByOut => neuron(&self.by_out),
            Kind::Slope => self.right.value(q).and_then(|_| neuron(&self.slope)),
            Kind::Delta => neuron(&self.delta),
            Kind::Jacobian | Kind::Gradient | Kind::BiasGradient | Kind::WeightAfter | Kind::BiasAfter => {
                self.right.value(q)?;
                self.computed(q)
            }
            Kind::OutAfter | Kind::ErrorTotalAfter | Kind::MeanGradient | Kind::MeanBiasGradient => None,
            Kind::Weight | Kind::Bias | Kind::Target | Kind::LearningRate | Kind::Out => self.right.value(q),
        }
    }

    /// The first number, in the order in which they are computed, that is another than in the right pass;
    /// `None` where the mistake makes no difference.
    pub fn parts_at(&self) -> Option<Quantity> {
        let is_other = |q: Quantity, right: f64| self.value(q).is_some_and(|wrong| wrong != right);
        self.right.numbers().find(|&(q, right)| is_other(q, right)).map(|(q, _)| q)
    }

    /// The network after one learning step.
    pub fn network_after(&self) -> Network {
        let mut network = Network::clone(self.right.network());
        for layer in 1..network.depth() {
            let after = |kind, row, column| self.value(Quantity { kind, layer, row, column });
            let changed = network.layer_mut(layer);
            for ((row, column), weight) in changed.weights.indexed_iter_mut() {
                *weight = after(Kind::WeightAfter, row, column).unwrap_or(*weight);
            }
            for (row, bias) in changed.biases.iter_mut().flatten().enumerate() {
                *bias = after(Kind::BiasAfter, row, 0).unwrap_or(*bias);
            }
        }
        network
    }

    /// `E_total` after the learning step, by the right way forward: what the weights that were learned so
    /// are worth.
    pub fn error_after(&self) -> f64 {
        let after = Arc::new(self.network_after());
        total_error(&after, &self.right.given().sample, self.right.carry())
    }
}
