//! A formula as mathematical setting takes it: letters, names, numbers and signs, scripts, fractions.
//!
//! [`Math`] stands between the formula tree, which knows what each part is, and the languages of documents,
//! which want to know how it is set: [`latex`](super::latex) and [`mathml`](super::mathml) write it.

mod name;
mod rows;

use super::expr::{Expr, Form, Number, Times, Window};
use super::number;
use super::symbol::Names;
use crate::engine::{Carry, Part};

pub use rows::MathRow;

/// A piece of a formula that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Math {
    /// Pieces side by side.
    Row(Vec<Math>),
    /// A variable: slanted.
    Letter(String),
    /// What is called by more than a letter: upright, as `net` and `sig`.
    Name(String),
    /// Digits, with `−` before them if need be.
    Number(String),
    /// A sign: `=`, `·`, `∂`.
    Sign(char),
    /// Words, with the spaces that set them off.
    Words(String),
    /// Room between two pieces.
    Space,
    /// What belongs below the line at the right.
    Sub(Box<Math>, Box<Math>),
    /// What belongs above it.
    Sup(Box<Math>, Box<Math>),
    /// One over the other.
    Fraction(Box<Math>, Box<Math>),
    /// In parentheses.
    Group(Box<Math>),
    /// In brackets, row by row.
    Matrix(Vec<Vec<Math>>),
    /// A label under a brace.
    Under(Box<Math>, Box<Math>),
    /// A number that is to be filled in.
    Blank,
}

impl Math {
    /// Pieces side by side; a single one is itself.
    fn row(mut pieces: Vec<Self>) -> Self {
        if pieces.len() == 1 { pieces.remove(0) } else { Self::Row(pieces) }
    }

    fn sub(self, below: Self) -> Self {
        Self::Sub(Box::new(self), Box::new(below))
    }

    fn sup(self, above: Self) -> Self {
        Self::Sup(Box::new(self), Box::new(above))
    }

    fn over(self, bottom: Self) -> Self {
        Self::Fraction(Box::new(self), Box::new(bottom))
    }

    fn grouped(self) -> Self {
        Self::Group(Box::new(self))
    }

    /// A number as [`number`] writes it; a power of ten in place of an exponent.
    pub fn number(text: &str) -> Self {
        let text = number::with_minus(text.to_owned());
        match text.trim_start_matches('−') {
            "∞" => return Self::Number(text),
            digits if !digits.starts_with(|c: char| c.is_ascii_digit()) => return Self::Words(text),
            _ => {}
        }
        match text.split_once('e') {
            Some((mantissa, exponent)) => {
                let power = Self::Number("10".into()).sup(Self::Number(exponent.to_owned()));
                Self::Row(vec![Self::Number(mantissa.to_owned()), Self::Sign('×'), power])
            }
            None => Self::Number(text),
        }
    }

    /// Whether there is a number to be filled in.
    pub(super) fn has_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Row(pieces) => pieces.iter().any(Self::has_blank),
            Self::Matrix(rows) => rows.iter().flatten().any(Self::has_blank),
            Self::Group(body) => body.has_blank(),
            Self::Fraction(one, other)
            | Self::Under(one, other)
            | Self::Sup(one, other)
            | Self::Sub(one, other) => one.has_blank() || other.has_blank(),
            _ => false,
        }
    }

    /// Whether parentheses around it must grow.
    pub(super) fn is_tall(&self) -> bool {
        match self {
            Self::Fraction(..) | Self::Matrix(_) | Self::Under(..) => true,
            Self::Row(pieces) => pieces.iter().any(Self::is_tall),
            Self::Group(body) => body.is_tall(),
            Self::Sup(base, above) => base.is_tall() || above.is_tall(),
            Self::Sub(base, _) => base.is_tall(),
            _ => false,
        }
    }

    /// How many cells it would take in a line, about.
    pub fn width(&self) -> usize {
        let all = |pieces: &[Self]| pieces.iter().map(Self::width).sum::<usize>();
        match self {
            Self::Row(pieces) => all(pieces),
            Self::Letter(text) | Self::Name(text) | Self::Number(text) | Self::Words(text) => {
                crate::text::width(text)
            }
            Self::Sign('/' | '∂') => 1,
            Self::Sign(_) => 3,
            Self::Space => 2,
            Self::Sub(base, script) | Self::Sup(base, script) => base.width() + script.width() * 2 / 3,
            Self::Fraction(top, bottom) => top.width().max(bottom.width()) + 1,
            Self::Under(body, label) => body.width().max(label.width() * 2 / 3),
            Self::Group(body) => body.width() + 2,
            Self::Matrix(rows) => {
                let widest = rows.iter().map(|row| all(row) + 2 * row.len()).max().unwrap_or(0);
                widest + 2
            }
            Self::Blank => 7,
        }
    }
}

/// Makes pieces that are set from the formula tree.
#[derive(Debug, Clone, Copy)]
pub struct Setter<'a> {
    /// How things are called.
    pub names: &'a Names,
    /// How numbers are carried, and so shown.
    pub carry: Carry,
}

impl Setter<'_> {
    /// A quantity, vector or matrix by its name. A derivative is a fraction, within a sentence one in line.
    pub fn symbol(self, part: Part, in_line: bool) -> Math {
        name::math(&self.names.in_ascii(false).screen_part(part), in_line)
    }

    /// A neuron.
    pub fn neuron(self, layer: usize, row: usize) -> Math {
        Math::Name(self.names.neuron(layer, row))
    }

    /// A number; a blank where it is hidden.
    pub fn number(self, n: &Number) -> Math {
        if n.hidden {
            return Math::Blank;
        }
        Math::number(&match n.form {
            Form::Named => number::named(n.value, self.carry, number::MOST_DIGITS),
            Form::Given(decimals) => number::given(n.value, decimals),
            Form::Exact => number::significant(n.value, number::MOST_DIGITS),
        })
    }

    /// One expression.
    pub fn expr(self, expr: &Expr) -> Math {
        match expr {
            Expr::Symbol(part) => self.symbol(*part, false),
            Expr::Transposed(part) => {
                let symbol = self.symbol(*part, false);
                let is_fraction = matches!(symbol, Math::Fraction(..));
                (if is_fraction { symbol.grouped() } else { symbol }).sup(Math::Sign('ᵀ'))
            }
            Expr::Neuron(layer, row) => self.neuron(*layer, *row),
            Expr::Number(n) => self.number(n),
            Expr::Word(word) if word == "?" => Math::Blank,
            Expr::Word(word) => Math::row(name::words(word)),
            Expr::Fraction(top, bottom) => self.expr(top).over(self.expr(bottom)),
            Expr::Sum(terms) => Math::row(self.terms(terms).into_iter().flatten().collect()),
            Expr::Negative(term) => Math::Row(vec![Math::Sign('−'), self.factor(term, false)]),
            Expr::Product(times, factors) => {
                Math::row(self.factors(*times, factors).into_iter().flatten().collect())
            }
            Expr::Group(body) => self.expr(body).grouped(),
            Expr::Power(base, exponent) => self.base(base).sup(self.expr(exponent)),
            Expr::Matrix(rows) => self.matrix(rows, None),
            Expr::Window(window, rows) => self.matrix(rows, Some(*window)),
            Expr::Under(body, label) => Math::Under(Box::new(self.expr(body)), Box::new(self.expr(label))),
            Expr::Row(parts) => self.beside(parts),
            Expr::Of(_, body) => self.expr(body),
        }
    }

    /// What an exponent stands at: in parentheses unless it is one name, one number, or grouped already.
    fn base(self, base: &Expr) -> Math {
        match self.expr(base) {
            base @ (Math::Row(_) | Math::Fraction(..) | Math::Sup(..)) => base.grouped(),
            base => base,
        }
    }

    /// Terms, each with the sign before it.
    fn terms(self, terms: &[Expr]) -> Vec<Vec<Math>> {
        let mut all: Vec<Vec<Math>> = Vec::with_capacity(terms.len());
        for (index, term) in terms.iter().enumerate() {
            let (sign, math) = match term {
                Expr::Negative(body) => ('−', self.factor(body, false)),
                // A number that comes out negative is subtracted rather than added in parentheses.
                Expr::Number(n) if n.value < 0.0 && !n.hidden && index > 0 => {
                    ('−', self.number(&Number { value: -n.value, ..*n }))
                }
                Expr::Product(times, factors) if index > 0 => {
                    ('+', Math::row(self.signed_factors(*times, factors, false).concat()))
                }
                _ => ('+', self.expr(term)),
            };
            all.push(match (index, sign) {
                (0, '+') => vec![math],
                _ => vec![Math::Sign(sign), math],
            });
        }
        all
    }

    fn factors(self, times: Times, factors: &[Expr]) -> Vec<Vec<Math>> {
        self.signed_factors(times, factors, true)
    }

    /// Factors, each with the sign before it; negative numbers in parentheses unless first in line.
    fn signed_factors(self, times: Times, factors: &[Expr], leads: bool) -> Vec<Vec<Math>> {
        let sign = match times {
            Times::Tight | Times::Wide => '·',
            Times::Hadamard => '⊙',
        };
        let with_sign = |(index, factor): (usize, &Expr)| {
            let math = self.factor(factor, leads && index == 0);
            if index == 0 { vec![math] } else { vec![Math::Sign(sign), math] }
        };
        factors.iter().enumerate().map(with_sign).collect()
    }

    /// In parentheses where it would otherwise be read differently.
    fn factor(self, factor: &Expr, leads: bool) -> Math {
        let is_sum = matches!(factor, Expr::Sum(terms) if terms.len() > 1);
        let math = self.expr(factor);
        if is_sum || !leads && (factor.is_negative_number() || matches!(factor, Expr::Negative(_))) {
            math.grouped()
        } else {
            math
        }
    }

    /// Pieces side by side. Some belong to the one before them.
    fn beside(self, parts: &[Expr]) -> Math {
        let mut all: Vec<Math> = Vec::with_capacity(parts.len());
        for part in parts {
            let word = if let Expr::Word(word) = part { &**word } else { "" };
            match (word, all.pop()) {
                ("ᵀ", Some(before)) => all.push(before.sup(Math::Sign('ᵀ'))),
                (index, Some(before)) if index.starts_with('_') => {
                    all.push(before.sub(name::place(&index[1..])));
                }
                (_, before) => {
                    all.extend(before);
                    match self.expr(part) {
                        Math::Row(pieces) if !word.is_empty() => all.extend(pieces),
                        piece => all.push(piece),
                    }
                }
            }
        }
        Math::row(all)
    }

    /// Rows and columns that are left out have dots in their place.
    fn matrix(self, rows: &[Vec<Expr>], window: Option<Window>) -> Math {
        let columns = rows.first().map_or(0, Vec::len);
        let window = window.unwrap_or(Window { first: (0, 0), of: (rows.len(), columns) });
        let before = window.first.1 > 0;
        let after = window.first.1 + columns < window.of.1;
        let row = |cells: Vec<Math>, dots: char| -> Vec<Math> {
            let dots = |is_there: bool| is_there.then_some(Math::Sign(dots)).into_iter();
            dots(before).chain(cells).chain(dots(after)).collect()
        };
        let left_out =
            |is_there: bool| is_there.then(|| row(vec![Math::Sign('⋮'); columns], '⋱')).into_iter();
        let written = rows.iter().map(|cells| row(cells.iter().map(|cell| self.expr(cell)).collect(), '⋯'));
        let above = left_out(window.first.0 > 0);
        let below = left_out(window.first.0 + rows.len() < window.of.0);
        Math::Matrix(above.chain(written).chain(below).collect())
    }
}
