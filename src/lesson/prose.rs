//! Words with entities in them: sentences whose symbols and numbers know what they are.

use std::borrow::Cow;

use super::words::speech::heard;
use crate::engine::{Carry, Kind, Part, Quantity};
use crate::notation::expr::{Form, Number};
use crate::notation::number::with_minus;
use crate::notation::plain::Plain;
use crate::notation::{Expr, Names};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words.
    Text(Cow<'static, str>),
    /// The name of a quantity, vector or matrix.
    Symbol(Part),
    /// The name of a neuron.
    Neuron(usize, usize),
    /// A number.
    Number(Number),
}

/// A sentence or a few.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prose(pub Vec<Piece>);

/// What stands in the holes of a template, by the name of the hole.
pub type Holes<'a> = &'a [(&'a str, Piece)];

impl Prose {
    /// Fills a template of the program's own: `"{neuron} takes row {row}"`. A hole that nothing fills stays
    /// as it is, with all behind it, which a test over all steps looks for.
    pub fn fill(template: &'static str, holes: Holes<'_>) -> Self {
        Self::filled(template, holes, Cow::Borrowed)
    }

    /// The same of a template that was put together on the way.
    pub fn fill_owned(template: &str, holes: Holes<'_>) -> Self {
        Self::filled(template, holes, |words| Cow::Owned(words.to_owned()))
    }

    fn filled<'t>(template: &'t str, holes: Holes<'_>, words: impl Fn(&'t str) -> Cow<'static, str>) -> Self {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let filled = after
                .split_once('}')
                .and_then(|(name, rest)| Some((holes.iter().find(|(hole, _)| *hole == name)?, rest)));
            let Some(((_, piece), after)) = filled else { break };
            if !before.is_empty() {
                pieces.push(Piece::Text(words(before)));
            }
            pieces.push(piece.clone());
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(words(rest)));
        }
        Self(pieces)
    }

    /// Plain words.
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// In one line of plain text, for data.
    pub fn plain(&self, names: &Names, carry: Carry) -> String {
        let writer = Plain { names, carry };
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Symbol(part) => text.push_str(&names.plain_part(*part)),
                Piece::Neuron(layer, row) => text.push_str(&names.neuron(*layer, *row)),
                Piece::Number(n) => text.push_str(&writer.expr(&Expr::Number(*n))),
            }
        }
        text
    }

    /// In one line with names and numbers as they stand on the screen.
    pub fn screen(&self, names: &Names, carry: Carry) -> String {
        let plain = Plain { names, carry };
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Symbol(part) => text.push_str(&names.screen_part(*part)),
                Piece::Neuron(layer, row) => text.push_str(&names.neuron(*layer, *row)),
                Piece::Number(n) => text.push_str(&with_minus(plain.expr(&Expr::Number(*n)))),
            }
        }
        text
    }

    /// As it is read aloud: names, numbers and signs in words.
    pub fn spoken(&self, names: &Names, carry: Carry) -> String {
        // A number that is not known yet must not be taken for a question.
        let known = |piece: &Piece| match piece {
            Piece::Number(n) if n.hidden => Piece::Text("unknown".into()),
            piece => piece.clone(),
        };
        let known = Self(self.0.iter().map(known).collect());
        heard(&known.screen(&names.in_ascii(false), carry))
    }
}

impl From<&'static str> for Piece {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<usize> for Piece {
    fn from(count: usize) -> Self {
        Self::Text(count.to_string().into())
    }
}

impl From<Part> for Piece {
    fn from(part: Part) -> Self {
        Self::Symbol(part)
    }
}

impl From<Quantity> for Piece {
    fn from(q: Quantity) -> Self {
        Self::Symbol(q.into())
    }
}

impl Piece {
    /// A layer's vector or matrix.
    pub fn all(kind: Kind, layer: usize) -> Self {
        Self::Symbol(Part::all(kind, layer))
    }

    /// A number that is no named quantity.
    pub fn exact(value: f64) -> Self {
        Self::Number(Number { value, of: None, form: Form::Exact, hidden: false })
    }
}
