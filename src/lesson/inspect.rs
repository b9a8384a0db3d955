//! All that makes one weight's gradient: its chain, its paths, the pattern, a measurement, and where
//! a learning step would take it.

mod along;
mod passages;

use std::sync::Arc;

use super::Lesson;
use super::address::{Address, Section};
use super::desk::Desk;
use super::known::Reveal;
use super::measure::Nudged;
use super::prose::Prose;
use crate::engine::{Checked, EPSILON, Path, Paths, WeightId};
use crate::notation::Formula;
use crate::notation::number::{MOST_DIGITS, significant};
use passages::Inspector;

/// Paths beyond which only the largest are listed.
pub const MOST_LISTED: usize = 24;

/// Everything about one weight, with nothing hidden.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// Which weight.
    pub weight: WeightId,
    /// What is looked at, in a line.
    pub title: Prose,
    /// What is said and worked out, from the top.
    pub passages: Vec<Passage>,
    /// The paths to the error, as the lesson carries its numbers.
    pub paths: Routes,
    /// The gradient measured with the nudge that was asked for, in full precision.
    pub measured: Checked,
    /// The error over the weight in full precision: as a whole, and where a learning step is too
    /// short to be seen there, from closer. The last shows where the step lands.
    pub curves: Vec<Nudged>,
    /// What the marks in the curves are.
    pub legend: Vec<Prose>,
}

/// A piece of an inspection under its own heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The heading.
    pub heading: &'static str,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// A sentence or a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Words.
    Says(Prose),
    /// A formula.
    Shows(Formula),
}

/// The paths from a weight to the error.
#[derive(Debug, Clone, PartialEq)]
pub struct Routes {
    /// How many there are; `None` beyond `u128`.
    pub count: Option<u128>,
    /// All of them, or of more than [`MOST_LISTED`] those with the largest products.
    pub listed: Vec<Route>,
    /// The sum of the products of all paths, not rounded.
    pub total: f64,
}

/// One path.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Its number among all, from 0.
    pub number: u128,
    /// The neurons on it.
    pub path: Path,
    /// The product of its factors, not rounded.
    pub product: f64,
}

impl Routes {
    /// Whether every path is listed.
    pub fn is_all(&self) -> bool {
        self.count == Some(self.listed.len() as u128)
    }

    /// What the listed paths add up to.
    pub fn listed_sum(&self) -> f64 {
        self.listed.iter().fold(0.0, |sum, route| sum + route.product)
    }
}

impl Lesson {
    /// Everything about one weight of this network, measured with the nudge `epsilon`. Nothing is
    /// hidden, wherever the lesson stands. What was asked for last is kept: it takes many passes.
    pub fn inspect(&self, weight: WeightId, epsilon: f64) -> Arc<Inspection> {
        let mut kept = self.inspected.borrow_mut();
        let same = kept.as_ref().filter(|inspection| inspection.weight == weight);
        if let Some(inspection) = same.filter(|inspection| inspection.measured.epsilon == epsilon) {
            return Arc::clone(inspection);
        }
        let curves = same.map(|inspection| inspection.curves.clone());
        let curves = curves.unwrap_or_else(|| self.step_curves(self.checked_with(weight, EPSILON)));
        let desk = Desk::new(self, Address::head(Section::Weights), Reveal::All);
        let inspector = Inspector { desk: &desk, weight };
        Arc::clone(kept.insert(Arc::new(inspector.inspect(epsilon, curves))))
    }

    fn routes(&self, weight: WeightId) -> Routes {
        let pass = self.pass();
        let paths = Paths::new(pass.network(), weight);
        let route = |number| {
            let path = paths.nth(number)?;
            Some(Route { number, product: path.product(pass), path })
        };
        let listed = paths.largest(pass, MOST_LISTED).into_iter().filter_map(route).collect();
        let mut routes = Routes { count: paths.count(), listed, total: 0.0 };
        routes.total = if routes.is_all() { routes.listed_sum() } else { paths.total(pass) };
        routes
    }
}

/// As many significant digits as tell two numbers apart, with one more; at least 4.
pub fn digits_apart(a: f64, b: f64) -> usize {
    let differ = (4..MOST_DIGITS).find(|&digits| significant(a, digits) != significant(b, digits));
    differ.map_or(4, |digits| if digits == 4 { 4 } else { digits + 1 })
}
