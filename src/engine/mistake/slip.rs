//! A mistake made once.

use super::super::recipe::{self, Recipe};
use super::super::{Kind, Pass, Paths, Quantity};
use super::{Mistake, has_sign};

/// Paths that are looked at one by one, to find the only one that was taken.
const MOST_PATHS: u128 = 256;

/// What a number becomes when one mistake is made on the way to it, all numbers before being right.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// The mistake.
    pub mistake: Mistake,
    /// In which way: which of several paths was the only one taken, say. It counts from 0.
    pub way: usize,
    /// How the number came about.
    pub recipe: Recipe,
    /// The number, rounded as a named quantity is.
    pub value: f64,
}

impl Pass {
    /// Every known mistake in computing a quantity that can be made there and makes a number other than
    /// the right one.
    ///
    /// A mistake is made in computing the number itself, or in what belongs to the same step by hand:
    /// the slope within `δ`, `δ` within a gradient.
    pub fn slips(&self, q: Quantity) -> Vec<Slip> {
        let right = self.value(q);
        let slips = Mistake::ALL.into_iter().flat_map(|mistake| {
            let recipes = self.recipes_with(mistake, q).into_iter().enumerate();
            recipes.map(move |(way, recipe)| (mistake, way, recipe))
        });
        let slips = slips.map(|(mistake, way, recipe)| {
            let value = self.carry().round(self.run(&recipe));
            Slip { mistake, way, recipe, value }
        });
        slips.filter(|slip| slip.value.is_finite() && Some(slip.value) != right).collect()
    }

    /// What comes of a recipe with the numbers of this pass, before it is rounded.
    pub fn run(&self, recipe: &Recipe) -> f64 {
        recipe.value(self.network(), self.carry(), &|q| self.value(q).unwrap_or(f64::NAN))
    }

    /// The recipes for a quantity with a mistake in them: its own, else those in which it is made in what
    /// the quantity is made of.
    fn recipes_with(&self, mistake: Mistake, q: Quantity) -> Vec<Recipe> {
        if self.value(q).is_none() {
            return Vec::new();
        }
        if mistake == Mistake::Sign && has_sign(self.network(), q.kind) {
            return vec![Recipe::Of(q).negative()];
        }
        let ways = 0..mistake.ways(self.network(), q);
        let mut recipes: Vec<Recipe> = ways.filter_map(|way| mistake.recipe(self, q, way)).collect();
        if recipes.is_empty() {
            recipes = self.recipes_within(mistake, q);
        }
        if mistake == Mistake::OnePath && q.kind == Kind::Gradient {
            recipes.extend(self.single_paths(q));
        }
        recipes
    }

    fn recipes_within(&self, mistake: Mistake, q: Quantity) -> Vec<Recipe> {
        let with = |inner: Quantity| {
            let named = move |recipe| Recipe::Named(inner, Box::new(recipe));
            self.recipes_with(mistake, inner).into_iter().map(named)
        };
        let times = |inner: Quantity, other: Quantity| {
            with(inner).map(move |recipe| Recipe::Product(vec![recipe, Recipe::Of(other)]))
        };
        let is_product = matches!(self.recipe(q), Some(Recipe::Product(_)));
        match q.kind {
            Kind::Delta if is_product => {
                let (by_out, slope) = (q.with(Kind::ErrorByOut), q.with(Kind::Slope));
                let in_slope = with(slope).map(|recipe| Recipe::Product(vec![Recipe::Of(by_out), recipe]));
                times(by_out, slope).chain(in_slope).collect()
            }
            Kind::Gradient => {
                let (delta, from) = (
                    Quantity::of(Kind::Delta, q.layer, q.row),
                    Quantity::of(Kind::Out, q.layer - 1, q.column),
                );
                times(delta, from).collect()
            }
            Kind::BiasGradient => with(q.with(Kind::Delta)).collect(),
            Kind::ErrorTotal => {
                let each = recipe::errors(self.network(), |error| {
                    let wrong = mistake.recipe(self, error, 0);
                    wrong.map_or(Recipe::Of(error), |recipe| Recipe::Named(error, Box::new(recipe)))
                });
                vec![each]
            }
            _ => Vec::new(),
        }
    }

    /// The gradient of a weight that is several layers from the outputs, by a single path.
    fn single_paths(&self, q: Quantity) -> Vec<Recipe> {
        let paths = Paths::new(self.network(), q.weight_id());
        let count = paths.count().unwrap_or(u128::MAX);
        if count < 2 {
            return Vec::new();
        }
        let products = (0..count.min(MOST_PATHS)).filter_map(|number| paths.nth(number));
        products.map(|path| Recipe::product(path.factors())).collect()
    }
}
