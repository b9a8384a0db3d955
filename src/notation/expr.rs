//! The formula tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::engine::{Part, Quantity};

/// How a number in a formula is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A named quantity: with the decimals that are carried.
    Named,
    /// A given number: all its digits, padded to this many decimals.
    Given(usize),
    /// A product or a sum on its way: 15 significant digits, trailing zeros dropped.
    Exact,
}

/// A number in a formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// Which quantity's number it is, if it is one's.
    pub of: Option<Quantity>,
    /// How it is written.
    pub form: Form,
    /// Not known yet: `?` stands in its place.
    pub hidden: bool,
}

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// The name of a number, vector or matrix.
    Symbol(Part),
    /// A vector or matrix with `ᵀ`.
    Transposed(Part),
    /// The name of a neuron: `c2`.
    Neuron(usize, usize),
    /// A number.
    Number(Number),
    /// Anything that is not an entity: `sig`, `Σ`, `1`.
    Word(Cow<'static, str>),
    /// One over the other.
    Fraction(Box<Expr>, Box<Expr>),
    /// Terms with `+` between them; a [`Expr::Negative`] term with `−`.
    Sum(Vec<Expr>),
    /// A term that is subtracted.
    Negative(Box<Expr>),
    /// Factors with a sign between them.
    Product(Times, Vec<Expr>),
    /// In parentheses.
    Group(Box<Expr>),
    /// Raised to a power.
    Power(Box<Expr>, Box<Expr>),
    /// A bracketed matrix, row by row; a vector has rows of one.
    Matrix(Vec<Vec<Expr>>),
    /// The same of a matrix too large to be written whole: some of its rows and columns.
    Window(Window, Vec<Vec<Expr>>),
    /// A label below a brace.
    Under(Box<Expr>, Box<Expr>),
    /// Pieces side by side, as in `sig(net_b)`.
    Row(Vec<Expr>),
    /// The piece as a whole belongs to this entity.
    Of(Part, Box<Expr>),
}

/// Where the written part of a matrix stands in the whole; rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first row and the first column that are written.
    pub first: (usize, usize),
    /// How many rows and columns the whole has.
    pub of: (usize, usize),
}

/// The sign of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// `·` close to its factors, for terms of a sum.
    Tight,
    /// `·` with room around it.
    Wide,
    /// `⊙`, element by element.
    Hadamard,
}

impl Expr {
    /// Goes through a formula and its pieces, each before what it consists of.
    pub fn visit(&self, look: &mut impl FnMut(&Self)) {
        look(self);
        match self {
            Self::Symbol(_) | Self::Transposed(_) | Self::Neuron(..) | Self::Number(_) | Self::Word(_) => {}
            Self::Fraction(one, other) | Self::Power(one, other) | Self::Under(one, other) => {
                one.visit(look);
                other.visit(look);
            }
            Self::Negative(inner) | Self::Group(inner) | Self::Of(_, inner) => inner.visit(look),
            Self::Sum(pieces) | Self::Product(_, pieces) | Self::Row(pieces) => {
                for piece in pieces {
                    piece.visit(look);
                }
            }
            Self::Matrix(rows) | Self::Window(_, rows) => {
                for piece in rows.iter().flatten() {
                    piece.visit(look);
                }
            }
        }
    }

    /// A word.
    pub fn word(word: impl Into<Cow<'static, str>>) -> Self {
        Self::Word(word.into())
    }

    /// A quantity's name.
    pub fn symbol(part: impl Into<Part>) -> Self {
        Self::Symbol(part.into())
    }

    /// A number on its way.
    pub fn exact(value: f64) -> Self {
        Self::Number(Number { value, of: None, form: Form::Exact, hidden: false })
    }

    /// `top` over `bottom`.
    pub fn over(self, bottom: Self) -> Self {
        Self::Fraction(Box::new(self), Box::new(bottom))
    }

    /// In parentheses.
    pub fn grouped(self) -> Self {
        Self::Group(Box::new(self))
    }

    /// Subtracted.
    pub fn negative(self) -> Self {
        Self::Negative(Box::new(self))
    }

    /// Raised to a power; a negative number in parentheses, since −2² is not (−2)².
    pub fn power(self, exponent: Self) -> Self {
        let base = if self.is_negative_number() { self.grouped() } else { self };
        Self::Power(Box::new(base), Box::new(exponent))
    }

    /// With a label under a brace.
    pub fn under(self, label: Self) -> Self {
        Self::Under(Box::new(self), Box::new(label))
    }

    /// As a whole this entity.
    pub fn of(self, part: impl Into<Part>) -> Self {
        Self::Of(part.into(), Box::new(self))
    }

    /// Factors with `·`, close together.
    pub fn tight(factors: impl Into<Vec<Self>>) -> Self {
        Self::Product(Times::Tight, factors.into())
    }

    /// Factors with room around the `·`.
    pub fn wide(factors: impl Into<Vec<Self>>) -> Self {
        Self::Product(Times::Wide, factors.into())
    }

    /// Factors multiplied element by element.
    pub fn hadamard(factors: impl Into<Vec<Self>>) -> Self {
        Self::Product(Times::Hadamard, factors.into())
    }

    /// A column of entries in brackets.
    pub fn vector(entries: impl IntoIterator<Item = Self>) -> Self {
        Self::Matrix(entries.into_iter().map(|entry| vec![entry]).collect())
    }

    /// These rows and columns of a matrix that has `of` of them, each entry as `entry` writes it.
    pub fn window(
        of: (usize, usize),
        rows: Range<usize>,
        columns: Range<usize>,
        entry: impl Fn(usize, usize) -> Self,
    ) -> Self {
        let window = Window { first: (rows.start, columns.start), of };
        let is_whole = (rows.len(), columns.len()) == of;
        let row = |row: usize| columns.clone().map(|column| entry(row, column)).collect();
        let entries = rows.map(row).collect();
        if is_whole { Self::Matrix(entries) } else { Self::Window(window, entries) }
    }

    /// A function of something: `sig(net_b)`. Brackets of a matrix serve as parentheses.
    pub fn call(function: impl Into<Cow<'static, str>>, argument: Self) -> Self {
        Self::Row(vec![Self::word(function), argument.grouped()])
    }

    /// The same with `?` for each of its numbers.
    #[must_use]
    pub fn hidden(&self) -> Self {
        self.hidden_where(&|_| true)
    }

    /// The same with `?` for some of its numbers.
    #[must_use]
    pub fn hidden_where(&self, hides: &impl Fn(&Number) -> bool) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.hidden_where(hides)).collect::<Vec<_>>();
        let one = |part: &Self| Box::new(part.hidden_where(hides));
        let rows = |rows: &[Vec<Self>]| rows.iter().map(|row| all(row)).collect::<Vec<_>>();
        match self {
            Self::Number(n) => Self::Number(Number { hidden: n.hidden || hides(n), ..*n }),
            Self::Fraction(top, bottom) => Self::Fraction(one(top), one(bottom)),
            Self::Sum(terms) => Self::Sum(all(terms)),
            Self::Negative(body) => Self::Negative(one(body)),
            Self::Product(times, factors) => Self::Product(*times, all(factors)),
            Self::Group(body) => Self::Group(one(body)),
            Self::Power(base, exponent) => Self::Power(one(base), one(exponent)),
            Self::Matrix(entries) => Self::Matrix(rows(entries)),
            Self::Window(window, entries) => Self::Window(*window, rows(entries)),
            Self::Under(body, label) => Self::Under(one(body), one(label)),
            Self::Row(parts) => Self::Row(all(parts)),
            Self::Of(part, body) => Self::Of(*part, one(body)),
            Self::Symbol(_) | Self::Transposed(_) | Self::Neuron(..) | Self::Word(_) => self.clone(),
        }
    }

    /// Whether it begins with a minus sign when written as a number.
    pub fn is_negative_number(&self) -> bool {
        match self {
            Self::Number(n) => n.value < 0.0 && !n.hidden,
            Self::Of(_, body) => body.is_negative_number(),
            _ => false,
        }
    }
}

/// What a line of a formula is in the order of working: symbols, then numbers, then the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// In symbols.
    Symbols,
    /// With numbers put in, and worked out part by part.
    Numbers,
    /// What comes out.
    Result,
}

/// One line: what stands left of the sign (nothing where the line goes on), the sign, the right.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Symbols, numbers or result.
    pub stage: Stage,
    /// The left side of an equation.
    pub left: Option<Expr>,
    /// `=`, `→` (rounded), `←` (becomes), or nothing for a line of its own.
    pub sign: &'static str,
    /// The right side.
    pub right: Expr,
    /// It goes on where the line before it ends, if there is room.
    pub joins: bool,
}

/// A formula: symbols, numbers, result, aligned at their signs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Formula {
    /// Its lines from the top.
    pub lines: Vec<Line>,
}

impl Formula {
    /// `left = right` in symbols, to go on from.
    pub fn new(left: Expr, right: Expr) -> Self {
        Self::default().symbols(left, right)
    }

    /// A further equation in symbols.
    #[must_use]
    pub fn symbols(self, left: Expr, right: Expr) -> Self {
        self.line(Stage::Symbols, Some(left), "=", right)
    }

    /// A further way to write the left side in symbols.
    #[must_use]
    pub fn also(self, right: Expr) -> Self {
        self.line(Stage::Symbols, None, "=", right)
    }

    /// The next form with numbers in it.
    #[must_use]
    pub fn numbers(self, right: Expr) -> Self {
        self.line(Stage::Numbers, None, "=", right)
    }

    /// What comes out.
    #[must_use]
    pub fn result(self, right: Expr) -> Self {
        self.line(Stage::Result, None, "=", right)
    }

    /// What comes out, rounded.
    #[must_use]
    pub fn rounded(self, right: Expr) -> Self {
        self.line(Stage::Result, None, "→", right).joined()
    }

    /// The last line goes on where the one before it ends, if there is room.
    #[must_use]
    pub fn joined(mut self) -> Self {
        if let Some(line) = self.lines.last_mut() {
            line.joins = true;
        }
        self
    }

    /// Any line.
    #[must_use]
    pub fn line(mut self, stage: Stage, left: Option<Expr>, sign: &'static str, right: Expr) -> Self {
        self.lines.push(Line { stage, left, sign, right, joins: false });
        self
    }
}
