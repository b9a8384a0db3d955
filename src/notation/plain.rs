//! A formula in one line of plain text, as data and logs want it.

use std::fmt::Write as _;

use super::expr::{Expr, Form, Formula, Number, Stage, Times, Window};
use super::number;
use super::symbol::Names;
use crate::engine::Carry;

/// Writes formulas in plain names and with the hyphen for minus, so that numbers read back.
#[derive(Debug, Clone, Copy)]
pub struct Plain<'a> {
    /// How things are called.
    pub names: &'a Names,
    /// How numbers are carried, and so shown.
    pub carry: Carry,
}

impl Plain<'_> {
    /// All lines of one stage: equations joined by `;`, forms of the same left side by `=`, or `→` where one
    /// is rounded. Of results only what comes out, so that a single one is the number alone.
    pub fn stage(self, formula: &Formula, stage: Stage) -> String {
        let mut text = String::new();
        // Whether an equation began whose first line this stage does not say.
        let mut began = false;
        for line in &formula.lines {
            // What goes on with an equation has a sign and no left side.
            let begins = line.left.is_some() || line.sign.is_empty();
            if line.stage != stage {
                began |= begins;
                continue;
            }
            if !text.is_empty() {
                let goes_on = !begins && stage != Stage::Result && !began;
                let _ = match line.sign {
                    _ if !goes_on => write!(text, "; "),
                    "," => write!(text, ", "),
                    sign => write!(text, " {sign} "),
                };
            }
            began = false;
            if let Some(left) = line.left.as_ref().filter(|_| stage != Stage::Result) {
                self.write(&mut text, left);
                if !line.sign.is_empty() {
                    let _ = write!(text, " {} ", line.sign);
                }
            }
            self.write(&mut text, &line.right);
        }
        text
    }

    /// One expression.
    pub fn expr(self, expr: &Expr) -> String {
        let mut text = String::new();
        self.write(&mut text, expr);
        text
    }

    fn write(self, text: &mut String, expr: &Expr) {
        match expr {
            Expr::Symbol(part) => text.push_str(&self.names.plain_part(*part)),
            Expr::Transposed(part) => {
                text.push_str(&self.names.plain_part(*part));
                text.push('ᵀ');
            }
            Expr::Neuron(layer, row) => text.push_str(&self.names.neuron(*layer, *row)),
            Expr::Number(n) => text.push_str(&self.number(n)),
            Expr::Word(word) => text.push_str(&word.replace('∂', "d").replace('−', "-")),
            Expr::Fraction(top, bottom) => {
                self.write_factor(text, top);
                text.push('/');
                self.write_factor(text, bottom);
            }
            Expr::Sum(terms) => self.write_sum(text, terms),
            Expr::Negative(term) => {
                text.push('-');
                self.write_factor(text, term);
            }
            Expr::Product(times, factors) => self.write_product(text, *times, factors, true),
            Expr::Group(body) => self.write_group(text, body),
            Expr::Power(base, exponent) => {
                self.write_factor(text, base);
                text.push('^');
                self.write_factor(text, exponent);
            }
            Expr::Matrix(rows) => self.write_matrix(text, rows, None),
            Expr::Window(window, rows) => self.write_matrix(text, rows, Some(*window)),
            Expr::Under(body, _) | Expr::Of(_, body) => self.write(text, body),
            Expr::Row(parts) => parts.iter().for_each(|part| self.write(text, part)),
        }
    }

    fn write_group(self, text: &mut String, body: &Expr) {
        text.push('(');
        self.write(text, body);
        text.push(')');
    }

    /// In parentheses where it would otherwise be read differently.
    fn write_factor(self, text: &mut String, factor: &Expr) {
        if matches!(factor, Expr::Sum(_) | Expr::Product(..) | Expr::Negative(_))
            || factor.is_negative_number()
        {
            self.write_group(text, factor);
        } else {
            self.write(text, factor);
        }
    }

    fn write_sum(self, text: &mut String, terms: &[Expr]) {
        for (index, term) in terms.iter().enumerate() {
            match term {
                Expr::Negative(body) => {
                    text.push_str(if index == 0 { "-" } else { " - " });
                    self.write_factor(text, body);
                }
                Expr::Number(n) if n.value < 0.0 && !n.hidden && index > 0 => {
                    let _ = write!(text, " - {}", self.number(&Number { value: -n.value, ..*n }));
                }
                _ => {
                    if index > 0 {
                        text.push_str(" + ");
                    }
                    match term {
                        Expr::Product(times, factors) => {
                            self.write_product(text, *times, factors, index == 0);
                        }
                        _ => self.write(text, term),
                    }
                }
            }
        }
    }

    /// Factors with their signs between; a negative one in parentheses, but for the first where nothing
    /// stands before it.
    fn write_product(self, text: &mut String, times: Times, factors: &[Expr], begins: bool) {
        for (index, factor) in factors.iter().enumerate() {
            if index > 0 {
                text.push_str(match times {
                    Times::Tight => "·",
                    Times::Wide => " · ",
                    Times::Hadamard => " ⊙ ",
                });
            }
            if index == 0 && begins && factor.is_negative_number() {
                self.write(text, factor);
            } else {
                self.write_factor(text, factor);
            }
        }
    }

    /// Rows and columns that are left out have dots in their place.
    fn write_matrix(self, text: &mut String, rows: &[Vec<Expr>], window: Option<Window>) {
        let columns = rows.first().map_or(0, Vec::len);
        let window = window.unwrap_or(Window { first: (0, 0), of: (rows.len(), columns) });
        let (above, before) = (window.first.0 > 0, window.first.1 > 0);
        let below = window.first.0 + rows.len() < window.of.0;
        let after = window.first.1 + columns < window.of.1;
        let lines = above.then_some(None).into_iter();
        let lines = lines.chain(rows.iter().map(Some)).chain(below.then_some(None));
        text.push('[');
        for (index, line) in lines.enumerate() {
            text.push_str(if index > 0 { "; " } else { "" });
            let dots = |is_there: bool| is_there.then_some(None).into_iter();
            let cells = dots(before).chain((0..columns).map(Some)).chain(dots(after));
            for (index, column) in cells.enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                match (line, column) {
                    (Some(row), Some(column)) => self.write(text, &row[column]),
                    (None, Some(_)) => text.push('⋮'),
                    (Some(_), None) => text.push('⋯'),
                    (None, None) => text.push('⋱'),
                }
            }
        }
        text.push(']');
    }

    fn number(self, n: &Number) -> String {
        if n.hidden {
            return "?".into();
        }
        match n.form {
            Form::Named => number::named(n.value, self.carry, number::MOST_DIGITS),
            Form::Given(decimals) => number::given(n.value, decimals),
            Form::Exact => number::significant(n.value, number::MOST_DIGITS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Activation, Kind, Layer, Loss, Network, Part, Quantity};

    #[test]
    fn formulas_read_back_in_one_line() {
        let weights = ndarray::Array2::zeros((2, 2));
        let layer = Layer { weights, biases: None, activation: Activation::Sigmoid };
        let names = Names::of(&Network::new(vec![layer], Loss::default()).unwrap());
        let plain = Plain { names: &names, carry: Carry::Decimals(3) };
        let out = Quantity::of(Kind::Out, 1, 0);
        let by_out = out.with(Kind::ErrorByOut);
        let number = |value| Expr::Number(Number { value, of: Some(out), form: Form::Named, hidden: false });
        let fraction = Expr::word("∂E").over(Expr::word("∂out_b1")).of(by_out);
        let difference = Expr::Sum(vec![Expr::word("1"), number(-0.5).negative()]).grouped();
        let formula = Formula::new(fraction, Expr::tight([Expr::symbol(out), difference]))
            .numbers(Expr::tight([number(-0.5), number(-0.5)]))
            .numbers(Expr::exact(0.25))
            .result(number(0.25));
        assert_eq!(plain.stage(&formula, Stage::Symbols), "dE/dout_b1 = out_b1·(1 - (-0.500))");
        assert_eq!(plain.stage(&formula, Stage::Numbers), "-0.500·(-0.500) = 0.25");
        assert_eq!(plain.stage(&formula, Stage::Result), "0.250");
        let apart = Formula::new(Expr::word("path"), Expr::word("w"))
            .line(Stage::Numbers, Some(Expr::word("slope")), "=", Expr::exact(0.2494))
            .line(Stage::Numbers, None, "→", number(0.249))
            .line(Stage::Symbols, None, "", Expr::word("product"))
            .numbers(Expr::tight([number(0.249), number(0.5)]));
        assert_eq!(plain.stage(&apart, Stage::Symbols), "path = w; product");
        assert_eq!(plain.stage(&apart, Stage::Numbers), "slope = 0.2494 → 0.249; 0.249·0.500");
        let matrix = Expr::Matrix(vec![vec![number(1.0), number(2.0)], vec![number(0.5), number(-1.0)]]);
        assert_eq!(plain.expr(&matrix), "[1.000, 2.000; 0.500, -1.000]");
        let window = Expr::window((3, 9), 0..2, 1..2, |row, column| number((10 * row + column) as f64));
        assert_eq!(plain.expr(&window), "[⋯, 1.000, ⋯; ⋯, 11.000, ⋯; ⋱, ⋮, ⋱]");
        assert_eq!(plain.expr(&Expr::Transposed(Part::all(Kind::Weight, 1))), "W_bᵀ");
    }
}
