//! Numbers by their places, and sentences with entities in them, as they go over the socket.

use serde::{Deserialize, Serialize};

use super::view::safe;
use crate::engine::{Kind, Part, Quantity};
use crate::lesson::{Lesson, Piece, Prose};
use crate::notation::expr::{Form, Number};

/// Pieces of a sentence at most, and sentences.
const MOST_PIECES: usize = 1000;
/// Decimals to which a given number is padded at most.
const MOST_DECIMALS: usize = 20;

/// Kinds of numbers, each known by its place in this list.
const KINDS: [Kind; 20] = [
    Kind::Weight,
    Kind::Bias,
    Kind::Net,
    Kind::Out,
    Kind::Target,
    Kind::Error,
    Kind::ErrorTotal,
    Kind::ErrorByOut,
    Kind::Slope,
    Kind::Jacobian,
    Kind::Delta,
    Kind::Gradient,
    Kind::BiasGradient,
    Kind::MeanGradient,
    Kind::MeanBiasGradient,
    Kind::WeightAfter,
    Kind::BiasAfter,
    Kind::OutAfter,
    Kind::ErrorTotalAfter,
    Kind::LearningRate,
];

/// A number, a row or a whole of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Where {
    kind: usize,
    layer: usize,
    row: Option<usize>,
    column: Option<usize>,
}

impl From<Part> for Where {
    fn from(Part { kind, layer, row, column }: Part) -> Self {
        let kind = KINDS.iter().position(|other| *other == kind).unwrap_or(KINDS.len());
        Self { kind, layer, row, column }
    }
}

impl From<Quantity> for Where {
    fn from(q: Quantity) -> Self {
        Self { row: Some(q.row), column: Some(q.column), ..Part::from(q).into() }
    }
}

impl Where {
    /// The numbers, if the network has such.
    fn part(self, lesson: &Lesson) -> Option<Part> {
        let Self { layer, row, column, .. } = self;
        let kind = *KINDS.get(self.kind)?;
        let network = lesson.pass().network();
        let first = usize::from(kind.is_matrix());
        let is_layer = (first..network.depth()).contains(&layer);
        let rows = is_layer.then(|| network.width(layer))?;
        let columns = match kind {
            kind if kind.is_square() => rows,
            kind if kind.is_matrix() => network.width(layer - 1),
            _ => 1,
        };
        let is_there = row.is_none_or(|row| row < rows) && column.is_none_or(|column| column < columns);
        is_there.then_some(Part { kind, layer, row, column })
    }

    /// The number, if the lesson has it.
    pub fn quantity(self, lesson: &Lesson) -> Option<Quantity> {
        let Part { kind, layer, row, column } = self.part(lesson)?;
        let q = Quantity { kind, layer, row: row?, column: column? };
        lesson.value(q).map(|_| q)
    }
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Word {
    Text(String),
    Symbol(Where),
    Neuron(usize, usize),
    Number { value: f64, of: Option<Where>, form: Told, is_hidden: bool },
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Told {
    Named,
    Given(usize),
    Exact,
}

/// Sentences in words that go over the socket.
pub(super) fn told(sentences: &[Prose]) -> Vec<Vec<Word>> {
    let word = |piece: &Piece| match piece {
        Piece::Text(text) => Word::Text(text.to_string()),
        Piece::Symbol(part) => Word::Symbol((*part).into()),
        Piece::Neuron(layer, row) => Word::Neuron(*layer, *row),
        Piece::Number(number) => Word::Number {
            value: number.value,
            of: number.of.map(Where::from),
            form: match number.form {
                Form::Named => Told::Named,
                Form::Given(decimals) => Told::Given(decimals),
                Form::Exact => Told::Exact,
            },
            is_hidden: number.hidden,
        },
    };
    sentences.iter().map(|prose| prose.0.iter().map(word).collect()).collect()
}

/// What such words mean in a lesson; nothing where they name what it does not have.
pub(super) fn read(told: &[Vec<Word>], lesson: &Lesson) -> Option<Vec<Prose>> {
    let is_few = told.len() <= MOST_PIECES && told.iter().all(|sentence| sentence.len() <= MOST_PIECES);
    let sentence = |words: &Vec<Word>| {
        words.iter().map(|word| piece(word, lesson)).collect::<Option<Vec<Piece>>>().map(Prose)
    };
    is_few.then(|| told.iter().map(sentence).collect())?
}

fn piece(word: &Word, lesson: &Lesson) -> Option<Piece> {
    Some(match word {
        Word::Text(text) => Piece::from(safe(text)),
        Word::Symbol(at) => Piece::Symbol(at.part(lesson)?),
        &Word::Neuron(layer, row) => {
            let at = Where::from(Part::row(Kind::Out, layer, row)).part(lesson)?;
            Piece::Neuron(at.layer, at.row?)
        }
        Word::Number { value, of, form, is_hidden } => Piece::Number(Number {
            value: *value,
            of: match of {
                Some(of) => Some(of.quantity(lesson)?),
                None => None,
            },
            form: match *form {
                Told::Named => Form::Named,
                Told::Given(decimals) => Form::Given(decimals.min(MOST_DECIMALS)),
                Told::Exact => Form::Exact,
            },
            hidden: *is_hidden,
        }),
    })
}
