//! A step: everything that is to be shown at one address.

use super::Lesson;
use super::address::Address;
use super::prose::Prose;
use crate::engine::{Kind, Part, Quantity};
use crate::notation::Formula;

/// Which way values flow through the network at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// Nothing flows.
    #[default]
    Still,
    /// From the inputs to the outputs.
    Forward,
    /// From the error back.
    Backward,
}

/// What picture goes with a step, besides the network and the matrices.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Picture {
    /// None.
    #[default]
    None,
    /// The activation function of a layer; with the point where a neuron stands, if one is shown,
    /// and the tangent there, if the step is about its slope.
    Curve {
        /// The layer whose activation it is.
        layer: usize,
        /// The neuron on the curve.
        row: Option<usize>,
        /// Whether the tangent is drawn.
        tangent: bool,
    },
    /// The error of one output as a function of that output; with the tangent, if asked.
    Error {
        /// The output neuron.
        row: usize,
        /// Whether the tangent is drawn.
        tangent: bool,
    },
    /// The table of samples; with each one's error, if asked.
    Samples {
        /// Whether the errors are shown.
        errors: bool,
    },
    /// Bars, each a number of multiplications.
    Bill,
    /// The error over one weight, with the two nudged points.
    Nudge(crate::engine::WeightId),
    /// Gradients by backpropagation and by nudging, weight by weight.
    Checks,
    /// The error over the epochs of a training.
    Training,
}

/// What a step computes. A whole vector or matrix is named only: of a large network nobody looks at
/// all its numbers, unless they are asked for by [`Lesson::values_of`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The numbers of a vector or matrix: all, a row, or a single one.
    Of(Part),
    /// A number that is no quantity, and what it is.
    Words(String, f64),
}

impl From<Part> for Value {
    fn from(part: Part) -> Self {
        Self::Of(part)
    }
}

impl From<Quantity> for Value {
    fn from(q: Quantity) -> Self {
        Self::Of(q.into())
    }
}

/// The name of a value in data.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// A named quantity of the pass.
    Quantity(Quantity),
    /// Anything else, in words.
    Words(String),
}

/// A teacher's words on a step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepNote {
    /// The words.
    pub text: String,
    /// They quote a source.
    pub quotes: bool,
}

/// One step of the lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its name.
    pub address: Address,
    /// What it is, in a line.
    pub title: Prose,
    /// Symbols, numbers, result.
    pub formula: Formula,
    /// What it computes.
    pub values: Vec<Value>,
    /// What is new at this step.
    pub new: Vec<Part>,
    /// What takes part: rows, columns and cells of matrices, outputs of neurons, weights on edges.
    pub lit: Vec<Part>,
    /// Which way values flow.
    pub flow: Flow,
    /// The vectors and matrices that belong beside it.
    pub shows: Vec<Part>,
    /// The picture that goes with it.
    pub picture: Picture,
    /// The reason, a paragraph each.
    pub why: Vec<Prose>,
    /// Words of the glossary that refresh what the step takes for granted.
    pub refresh: Vec<&'static str>,
    /// What the scenario's author says here.
    pub notes: Vec<StepNote>,
}

impl Lesson {
    /// The numbers that a step computes, one by one, under their names.
    pub fn values_of<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = (Label, f64)> + 'a {
        step.values.iter().flat_map(move |value| {
            let (words, part) = match value {
                Value::Words(words, number) => (Some((Label::Words(words.clone()), *number)), None),
                Value::Of(part) => (None, Some(*part)),
            };
            words.into_iter().chain(part.into_iter().flat_map(move |part| self.numbers_of(part)))
        })
    }

    fn numbers_of(&self, part: Part) -> impl Iterator<Item = (Label, f64)> + '_ {
        self.quantities_of(part).map(|q| (Label::Quantity(q), self.value(q).unwrap_or(f64::NAN)))
    }

    /// The names of the numbers of a vector or matrix, or of a part of it, row by row.
    pub fn quantities_of(&self, part: Part) -> impl Iterator<Item = Quantity> + use<> {
        let Part { kind, layer, .. } = part;
        let all = |one: Option<usize>, count: usize| one.map_or(0..count, |one| one..one + 1);
        let columns = all(part.column, self.columns(kind, layer));
        let rows = if kind.is_of_whole() { 1 } else { self.pass().network().width(layer) };
        all(part.row, rows)
            .flat_map(move |row| columns.clone().map(move |column| Quantity { kind, layer, row, column }))
    }

    /// How many columns a layer's numbers of a kind have.
    pub(super) fn columns(&self, kind: Kind, layer: usize) -> usize {
        match kind {
            kind if kind.is_square() => self.pass().network().width(layer),
            kind if kind.is_matrix() => self.pass().network().width(layer - 1),
            _ => 1,
        }
    }
}
