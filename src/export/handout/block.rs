//! What a hand-out consists of, whatever language it is written in.

use crate::engine::Carry;
use crate::lesson::{Piece, Prose};
use crate::notation::math::{Math, MathRow, Setter};
use crate::notation::{Expr, Names, number};

use super::network::Network;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    /// Words.
    Text(String),
    /// A name or a number.
    Math(Math),
}

/// How important a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// A part of the sheet, or a chapter.
    Part,
    /// A step.
    Step,
}

/// What stands one below the other.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// The head of a sheet: what it is, of what, and lines below it.
    Title { kind: &'static str, title: String, lines: Vec<String> },
    /// What there is to fill in at the head.
    Fields(&'static [&'static str]),
    /// A heading, with the address of its step, or of a part, whose sheet it is.
    Heading(Level, Vec<Inline>, Option<String>),
    /// Lines one below the other, close.
    List(Vec<Vec<Inline>>),
    /// A paragraph that belongs to what follows it.
    Before(Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A teacher's words, set off.
    Note(Vec<Inline>),
    /// A formula of its own.
    Formula(Vec<MathRow>),
    /// The picture of the network.
    Network(Box<Network>),
    /// So many lines to write on.
    Room(usize),
    /// A command line.
    Code(String),
    /// Another sheet begins.
    NewSheet,
}

impl Block {
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Inline::Text(text.into())])
    }
}

/// A sentence piece by piece.
pub(super) fn inlines(prose: &Prose, names: &Names, carry: Carry) -> Vec<Inline> {
    let setter = Setter { names, carry };
    let piece = |piece: &Piece| match piece {
        Piece::Text(words) => Inline::Text(words.to_string()),
        Piece::Symbol(part) => Inline::Math(setter.symbol(*part, true)),
        Piece::Neuron(layer, row) => Inline::Math(setter.neuron(*layer, *row)),
        Piece::Number(n) => Inline::Math(setter.expr(&Expr::Number(*n))),
    };
    prose.0.iter().map(piece).collect()
}

/// A name and its number, in a line.
pub(super) fn equation(name: Math, value: Math) -> Inline {
    Inline::Math(Math::Row(vec![name, Math::Sign('='), value]))
}

/// A given number in a line.
pub(super) fn given(value: f64) -> Math {
    Math::number(&number::given(value, 0))
}

/// Equations in a line, with words before them; nothing where there are none.
pub(super) fn listed(before: &str, equations: impl Iterator<Item = Inline>) -> Vec<Inline> {
    let mut line = Vec::new();
    for equation in equations {
        line.push(Inline::Text(if line.is_empty() { before } else { ", " }.to_owned()));
        line.push(equation);
    }
    line
}
