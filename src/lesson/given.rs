//! The scenario's given numbers as they are changed: before any training, with nothing hidden.

use super::Lesson;
use super::desk::Desk;
use crate::engine::{Kind, Part, Quantity};
use crate::notation::Expr;
use crate::notation::expr::{Form, Number};
use crate::notation::number::decimals_of;

impl Lesson {
    /// A given number of the scenario.
    pub fn given(&self, q: Quantity) -> Option<f64> {
        self.scenario().given_number(q, self.view().sample)
    }

    /// A vector or matrix of given numbers, of a large one the part around `at`. While a number is
    /// being typed, `typed` stands in its place.
    pub fn given_tensor(&self, part: Part, at: Quantity, typed: Option<&str>) -> Expr {
        let network = self.pass().network();
        let (count, inputs) = match part.kind {
            Kind::LearningRate => (1, 1),
            Kind::Weight => (network.width(part.layer), network.width(part.layer - 1)),
            _ => (network.width(part.layer), 1),
        };
        let rows = Desk::window(count, Some(at.row));
        let columns = Desk::window(inputs, Some(at.column));
        let quantity =
            |row: usize, column: usize| Quantity { kind: part.kind, layer: part.layer, row, column };
        let value = |q: Quantity| self.given(q).unwrap_or(f64::NAN);
        let shown = || rows.clone().flat_map(|row| columns.clone().map(move |column| (row, column)));
        // One number with very many digits would make every other as long.
        let decimals = shown().map(|(row, column)| decimals_of(value(quantity(row, column))));
        let decimals = decimals.filter(|&count| count <= 6).max().unwrap_or(0);
        let entry = |row: usize, column: usize| {
            let q = quantity(row, column);
            match typed {
                Some(text) if q == at => Expr::word(text.to_owned()).of(q),
                _ => Expr::Number(Number {
                    value: value(q),
                    of: Some(q),
                    form: Form::Given(decimals),
                    hidden: false,
                }),
            }
        };
        Expr::window((count, inputs), rows.clone(), columns.clone(), entry).of(part)
    }
}
