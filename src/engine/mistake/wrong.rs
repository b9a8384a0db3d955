//! A mistake made all the way through.

use std::sync::Arc;

use super::super::recipe::Recipe;
use super::super::{Kind, Network, Pass, Quantity, total_error};
use super::Mistake;
use super::vectors::Vectors;

/// A pass in which one mistake is made wherever it can be, with what follows from it.
#[derive(Debug, Clone)]
pub struct WrongPass<'a> {
    right: &'a Pass,
    mistake: Mistake,
    vectors: Vectors,
}

impl<'a> WrongPass<'a> {
    /// What a pass becomes with a mistake in it.
    pub fn new(right: &'a Pass, mistake: Mistake) -> Self {
        let mut wrong = Self { right, mistake, vectors: Vectors::of(right.network()) };
        for q in Vectors::order(right.network()) {
            let value = wrong.computed(q).unwrap_or(f64::NAN);
            wrong.vectors.set(q, value);
        }
        wrong
    }

    /// The mistake.
    pub fn mistake(&self) -> Mistake {
        self.mistake
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
        match q.kind {
            Kind::Out if q.layer == 0 => self.right.value(q),
            Kind::Net
            | Kind::Out
            | Kind::Error
            | Kind::ErrorTotal
            | Kind::ErrorByOut
            | Kind::Slope
            | Kind::Delta => {
                self.right.value(q)?;
                self.vectors.value(q)
            }
            Kind::Jacobian | Kind::Gradient | Kind::BiasGradient | Kind::WeightAfter | Kind::BiasAfter => {
                self.right.value(q)?;
                self.computed(q)
            }
            Kind::OutAfter | Kind::ErrorTotalAfter | Kind::MeanGradient | Kind::MeanBiasGradient => None,
            Kind::Weight | Kind::Bias | Kind::Target | Kind::LearningRate => self.right.value(q),
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
