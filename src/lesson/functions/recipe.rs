//! A recipe of the engine as a formula.

use super::{activation, loss, minus};
use crate::engine::{Activation, Kind, Quantity, Recipe};
use crate::lesson::desk::Desk;
use crate::notation::Expr;

/// How a recipe is written: with names, or with numbers.
#[derive(Clone, Copy)]
pub(in crate::lesson) struct Written<'a> {
    desk: &'a Desk<'a>,
    leaf: &'a dyn Fn(Quantity) -> Expr,
    in_numbers: bool,
}

impl<'a> Written<'a> {
    /// With the numbers that `leaf` writes.
    pub fn in_numbers(desk: &'a Desk<'a>, leaf: &'a dyn Fn(Quantity) -> Expr) -> Self {
        Self { desk, leaf, in_numbers: true }
    }

    /// With names.
    pub fn in_symbols(desk: &'a Desk<'a>) -> Self {
        Self { desk, leaf: &|q| Expr::symbol(q), in_numbers: false }
    }

    /// The right side of the equation.
    pub fn expr(self, recipe: &Recipe) -> Expr {
        match recipe {
            Recipe::Of(q) => (self.leaf)(*q),
            Recipe::Constant(number) => constant(*number),
            Recipe::Sum(terms) => Desk::sum_of(terms.len(), None, |index| match &terms[index] {
                Recipe::Negative(term) => self.factor(term).negative(),
                Recipe::Product(factors) => self.product(factors, Expr::tight),
                term => self.factor(term),
            }),
            Recipe::Product(factors) => self.product(factors, Expr::wide),
            Recipe::Negative(part) => minus(self.factor(part)),
            Recipe::Square(part) => self.expr(part).grouped().power(Expr::word("2")),
            Recipe::Applied(q) => self.applied(*q),
            Recipe::Slope { of, at } => {
                let function = self.desk.network().layer(of.layer).activation;
                activation::slope(function, (self.leaf)(of.with(Kind::Net)), (self.leaf)(*at))
            }
            Recipe::Error(q) => self.of_output(loss::error, *q),
            Recipe::ErrorByOut(q) => self.of_output(loss::by_out, *q),
            Recipe::Named(_, part) => self.expr(part),
        }
    }

    fn of_output(self, written: fn(crate::engine::Loss, Expr, Expr) -> Expr, q: Quantity) -> Expr {
        let [target, out] = [Kind::Target, Kind::Out].map(|kind| (self.leaf)(q.with(kind)));
        written(self.desk.network().loss(), target, out)
    }

    /// Factors beside each other; a number before a bracket needs no sign.
    fn product(self, factors: &[Recipe], write: fn(Vec<Expr>) -> Expr) -> Expr {
        match factors {
            [Recipe::Constant(number), rest @ (Recipe::Square(_) | Recipe::Sum(_))] => {
                Expr::Row(vec![constant(*number), self.factor(rest)])
            }
            _ => write(factors.iter().map(|factor| self.factor(factor)).collect()),
        }
    }

    /// In parentheses where several terms stand beside factors.
    fn factor(self, recipe: &Recipe) -> Expr {
        match recipe {
            Recipe::Sum(_) | Recipe::Negative(_) => self.expr(recipe).grouped(),
            Recipe::Product(factors) => self.product(factors, Expr::tight),
            Recipe::Named(_, part) => self.factor(part),
            // A slope may be a product or a difference.
            Recipe::Slope { .. } => match self.expr(recipe) {
                slope @ Expr::Sum(_) => slope.grouped(),
                slope => slope,
            },
            _ => self.expr(recipe),
        }
    }

    /// A neuron's output: by the name of its function, or by what the function does.
    fn applied(self, q: Quantity) -> Expr {
        let function = self.desk.network().layer(q.layer).activation;
        let net = |row| (self.leaf)(Quantity::of(Kind::Net, q.layer, row));
        if function == Activation::Softmax {
            let sum = Desk::short_sum(self.desk.network().width(q.layer), |row| super::exponential(net(row)));
            return activation::definition(function, &net(q.row), Some(sum));
        }
        if self.in_numbers {
            activation::definition(function, &net(q.row), None)
        } else {
            activation::applied(function, net(q.row))
        }
    }
}

/// A number without a name.
fn constant(number: f64) -> Expr {
    if number == 0.5 { Expr::word("½") } else { Expr::exact(number) }
}
