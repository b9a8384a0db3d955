//! The paths from a weight to the error, one by one, and what they add up to.

use super::passages::Inspector;
use super::{Block, Passage, Route, Routes};
use crate::engine::{Carry, Kind};
use crate::lesson::chapters::path;
use crate::lesson::measure::paths_text;
use crate::lesson::words::inspect as words;
use crate::notation::expr::{Form, Number};
use crate::notation::number::are_shown_apart;
use crate::notation::{Expr, Formula, Stage};

/// Paths beyond which the sum is written by its first and last path.
const MOST_NAMED: usize = 4;

impl Inspector<'_> {
    fn count_text(&self, count: Option<u128>) -> String {
        paths_text(self.desk.network(), self.weight, count)
    }

    /// The paths one by one, and their sum.
    pub fn paths(&self, paths: &Routes) -> Passage {
        let desk = self.desk;
        let holes = [("count", self.count_text(paths.count).into()), ("listed", paths.listed.len().into())];
        let intro = if desk.network().forks_at_output() {
            words::COUNT_FORKED
        } else if paths.count == Some(1) {
            words::COUNT_ONE
        } else {
            words::COUNT
        };
        let mut blocks = vec![Block::Says(self.fill(intro, &holes))];
        if paths.listed.is_empty() {
            blocks.push(Block::Says(self.say(words::TOO_MANY)));
        } else if !paths.is_all() {
            blocks.push(Block::Says(self.fill(words::LARGEST, &holes)));
        }
        for (index, route) in paths.listed.iter().enumerate() {
            let name = words::PATH.replace("{k}", &(route.number + 1).to_string());
            let head = Expr::Row(vec![Expr::word(name), path::route(&route.path)]);
            let factors = route.path.factors();
            let mut formula = Formula::default().line(Stage::Symbols, None, "", head);
            if index == 0 {
                formula =
                    formula.also(Expr::tight(factors.iter().map(|&q| Expr::symbol(q)).collect::<Vec<_>>()));
            }
            let numbers: Vec<Expr> = factors.iter().map(|&q| desk.num(q)).collect();
            formula = formula.numbers(Expr::tight(numbers)).numbers(Expr::exact(route.product)).joined();
            blocks.push(Block::Shows(formula));
        }
        if paths.count != Some(1) {
            if !paths.listed.is_empty() {
                blocks.push(Block::Says(self.say(words::ADDED)));
            }
            blocks.push(Block::Shows(self.sum(paths)));
        }
        let heading = if paths.is_all() { words::PATHS } else { words::PATHS_MANY };
        Passage { heading, blocks }
    }

    /// The sum over the paths, rounded at its end as a whole.
    fn sum(&self, paths: &Routes) -> Formula {
        let carry = self.desk.pass().carry();
        let name = |route: &Route| {
            let name = words::PATH.replace("{k}", &(route.number + 1).to_string());
            Expr::word(name.trim_end_matches([':', ' ']).to_owned())
        };
        let mut terms: Vec<Expr> = match paths.listed.as_slice() {
            [first, .., last] if paths.listed.len() > MOST_NAMED => {
                vec![name(first), Expr::word("…"), name(last)]
            }
            few => few.iter().map(name).collect(),
        };
        let mut formula = Formula::default();
        if !paths.is_all() {
            let rest = paths.count.map(|count| count - paths.listed.len() as u128);
            let count = self.count_text(rest);
            if paths.listed.is_empty() {
                terms.push(Expr::word(words::ALL.replace("{count}", &count)));
            } else {
                let others = words::OTHERS.replace("{rest}", &count);
                let value = Expr::exact(paths.total - paths.listed_sum());
                formula = formula.line(Stage::Numbers, Some(Expr::word(others.clone())), "=", value);
                terms.push(Expr::word(others));
            }
        }
        formula = formula
            .symbols(Expr::symbol(self.at(Kind::Gradient)), Expr::Sum(terms))
            .numbers(Expr::exact(paths.total));
        if is_rounded(paths.total, carry) { formula.rounded(self.sum_rounded(paths)) } else { formula }
    }

    /// The sum over the paths as the gradient would be written.
    fn sum_rounded(&self, paths: &Routes) -> Expr {
        Expr::Number(Number {
            value: self.desk.pass().carry().round(paths.total),
            of: None,
            form: Form::Named,
            hidden: false,
        })
    }
}

/// Whether rounding changes a number.
fn is_rounded(value: f64, carry: Carry) -> bool {
    carry != Carry::Full && are_shown_apart(value, carry.round(value))
}
