//! Error functions and their derivatives by an output, as formulas.

use super::{exponential, minus, one_minus};
use crate::engine::{Kind, Loss, Quantity};
use crate::lesson::desk::Desk;
use crate::notation::{Expr, Formula};

fn ln(of: Expr) -> Expr {
    Expr::call("ln", of)
}

/// The error of one output: `½ (target − out)²`, say.
pub(in crate::lesson) fn error(loss: Loss, target: Expr, out: Expr) -> Expr {
    match loss {
        Loss::HalfSquaredError => {
            let difference = Expr::Sum(vec![target, out.negative()]).grouped();
            Expr::Row(vec![Expr::word("½"), difference.power(Expr::word("2"))])
        }
        Loss::BinaryCrossEntropy => {
            let rest = Expr::Sum(vec![Expr::word("1"), out.clone().negative()]);
            // Two terms rather than minus a bracket, so that a long one can be broken between them.
            Expr::Sum(vec![
                Expr::tight([target.clone(), ln(out)]).negative(),
                Expr::tight([one_minus(target), ln(rest)]).negative(),
            ])
        }
        Loss::CrossEntropy => minus(Expr::tight([target, ln(out)])),
    }
}

/// The same from the net values, where the rounded output has no logarithm; `sum` is that of
/// softmax's exponentials.
pub(in crate::lesson) fn error_from_nets(loss: Loss, target: Expr, net: Expr, sum: Expr) -> Expr {
    match loss {
        Loss::HalfSquaredError => error(loss, target, net),
        Loss::BinaryCrossEntropy => {
            let log = |exponent: Expr| ln(Expr::Sum(vec![Expr::word("1"), exponential(exponent)]));
            Expr::Sum(vec![
                Expr::tight([target.clone(), log(minus(net.clone()))]),
                Expr::tight([one_minus(target), log(net)]),
            ])
        }
        Loss::CrossEntropy => {
            let difference = Expr::Sum(vec![ln(sum), net.negative()]).grouped();
            Expr::tight([target, difference])
        }
    }
}

/// Its derivative by the output: `out − target`, say.
pub(in crate::lesson) fn by_out(loss: Loss, target: Expr, out: Expr) -> Expr {
    match loss {
        Loss::HalfSquaredError => Expr::Sum(vec![out, target.negative()]),
        Loss::BinaryCrossEntropy => {
            let rest = |e: Expr| Expr::Sum(vec![Expr::word("1"), e.negative()]);
            Expr::Sum(vec![rest(target.clone()).over(rest(out.clone())), target.over(out).negative()])
        }
        Loss::CrossEntropy => minus(target.over(out)),
    }
}

/// The derivative `left = ∂E/∂out` of one output's error, step by step.
pub(in crate::lesson) fn by_out_derived(
    formula: Formula,
    left: Expr,
    loss: Loss,
    target: &Expr,
    out: &Expr,
) -> Formula {
    let computed = by_out(loss, target.clone(), out.clone());
    match loss {
        Loss::HalfSquaredError => {
            let difference = Expr::Sum(vec![target.clone(), out.clone().negative()]).grouped();
            let factors = [Expr::word("½"), Expr::word("2"), difference, Expr::word("−1").grouped()];
            formula.symbols(left, Expr::wide(factors)).also(computed)
        }
        Loss::BinaryCrossEntropy => {
            let one_over = |e: Expr| Expr::word("1").over(e);
            let rest = Expr::Sum(vec![Expr::word("1"), out.clone().negative()]);
            let inner = Expr::wide([one_minus(target.clone()), one_over(rest), Expr::word("−1").grouped()]);
            let first = Expr::wide([target.clone(), one_over(out.clone())]);
            formula.symbols(left, Expr::Sum(vec![first.negative(), inner.negative()])).also(computed)
        }
        Loss::CrossEntropy => {
            let product = Expr::wide([target.clone(), Expr::word("1").over(out.clone())]);
            formula.symbols(left, minus(product)).also(computed)
        }
    }
}

/// Target and output of an output neuron.
fn at_output(desk: &Desk<'_>, row: usize) -> [Quantity; 2] {
    [Kind::Target, Kind::Out].map(|kind| Quantity::of(kind, desk.last(), row))
}

/// Whether a term with a factor of 0 is left out in numbers: it would have the logarithm of 0, or be
/// divided by it.
pub(in crate::lesson) fn drops_term(desk: &Desk<'_>, row: usize) -> bool {
    let [target, out] = at_output(desk, row).map(|q| desk.value(q));
    match desk.network().loss() {
        Loss::HalfSquaredError => false,
        Loss::BinaryCrossEntropy => out == target && (out == 0.0 || out == 1.0),
        Loss::CrossEntropy => out == 0.0 && target == 0.0,
    }
}

/// The error of one output in numbers.
pub(in crate::lesson) fn error_in_numbers(desk: &Desk<'_>, row: usize) -> Expr {
    let [target, out] = at_output(desk, row).map(|q| desk.num(q));
    in_numbers(desk, row, target, out, error, |target, out| minus(Expr::tight([target, ln(out)])))
}

/// Its derivative by the output in numbers.
pub(in crate::lesson) fn by_out_in_numbers(desk: &Desk<'_>, row: usize) -> Expr {
    let [target, out] = at_output(desk, row).map(|q| desk.num(q));
    let is_rest = desk.value(Quantity::of(Kind::Target, desk.last(), row)) == 0.0;
    in_numbers(desk, row, target, out, by_out, |target, out| {
        if is_rest { target.over(out) } else { minus(target.over(out)) }
    })
}

/// The whole formula, or the one term of it that counts.
fn in_numbers(
    desk: &Desk<'_>,
    row: usize,
    target: Expr,
    out: Expr,
    whole: impl Fn(Loss, Expr, Expr) -> Expr,
    term: impl Fn(Expr, Expr) -> Expr,
) -> Expr {
    let loss = desk.network().loss();
    if !drops_term(desk, row) {
        return whole(loss, target, out);
    }
    let is_one = desk.value(Quantity::of(Kind::Target, desk.last(), row)) == 1.0;
    match loss {
        Loss::CrossEntropy => Expr::word("0"),
        _ if is_one => term(target, out),
        _ => term(one_minus(target), Expr::Sum(vec![Expr::word("1"), out.negative()])),
    }
}
