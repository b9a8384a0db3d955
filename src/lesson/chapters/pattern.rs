//! Chapter 5: error terms, gradients, and the way back to the layer before.

mod bill;
mod delta;
mod gradient;
mod jacobian;

pub(super) use bill::{bill, rule};
pub(super) use delta::delta;
pub(super) use gradient::{bias, gradient};
pub(super) use jacobian::{collapse, jacobian};

use crate::engine::{Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Step};
use crate::lesson::words::pattern as words;
use crate::notation::number::{sum_and_largest, without_noise};
use crate::notation::{Expr, Formula};

pub(super) fn by_out(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => by_out_row(desk, layer, row),
        Place::Cell(row, k) => by_out_term(desk, layer, row, k),
        _ => by_out_layer(desk, layer),
    };
    step.flow = Flow::Backward;
    step.shows = vec![
        Part::all(Kind::Weight, layer + 1),
        Part::all(Kind::Delta, layer + 1),
        Part::all(Kind::ErrorByOut, layer),
    ];
    step
}

fn by_out_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let (w, delta, by_out) = (
        Part::all(Kind::Weight, layer + 1),
        Part::all(Kind::Delta, layer + 1),
        Part::all(Kind::ErrorByOut, layer),
    );
    let holes = [
        ("by_out", Piece::from(by_out)),
        ("W", w.into()),
        ("delta", delta.into()),
        ("layer", desk.layer(layer)),
        ("next", desk.layer(layer + 1)),
        ("rows", desk.network().width(layer).into()),
        ("columns", desk.network().width(layer + 1).into()),
    ];
    let mut step = desk.step(Prose::fill(words::DOUT_TITLE, &holes));
    step.formula = Formula::new(Expr::symbol(by_out), Expr::wide([Expr::Transposed(w), Expr::symbol(delta)]))
        .numbers(Expr::wide([transposed(desk, layer + 1), desk.vector(Kind::Delta, layer + 1, None)]))
        .result(desk.vector(Kind::ErrorByOut, layer, None));
    step.values = vec![Part::all(Kind::ErrorByOut, layer).into()];
    step.new = vec![by_out];
    step.lit = vec![w, delta];
    step.why = words::DOUT.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.refresh = vec!["transpose", "matrix-vector"];
    step
}

/// A layer's weights with rows and columns exchanged, in numbers.
fn transposed(desk: &Desk<'_>, layer: usize) -> Expr {
    let (inputs, neurons) = (desk.rows(layer - 1, None), desk.columns(layer, None));
    let decimals = desk.decimals(Kind::Weight, layer, neurons, inputs);
    desk.matrix_of((layer - 1, layer), (None, None), |input, neuron| {
        let w = Quantity { kind: Kind::Weight, layer, row: neuron, column: input };
        desk.num_padded(w, decimals)
    })
}

fn by_out_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let count = desk.network().width(layer + 1);
    let by_out = Quantity::of(Kind::ErrorByOut, layer, row);
    let w = |k| Quantity { kind: Kind::Weight, layer: layer + 1, row: k, column: row };
    let delta = |k| Quantity::of(Kind::Delta, layer + 1, k);
    let holes = [
        ("by_out", Piece::from(by_out)),
        ("W", Piece::all(Kind::Weight, layer + 1)),
        ("delta", Piece::all(Kind::Delta, layer + 1)),
        ("neuron", Piece::Neuron(layer, row)),
        ("next", desk.layer(layer + 1)),
        ("i", (row + 1).into()),
    ];
    let mut step = desk.step(Prose::fill(words::DOUT_ROW_TITLE, &holes));
    let product = |k| desk.value(w(k)) * desk.value(delta(k));
    let (sum, largest) = sum_and_largest(desk.pass().products_back(layer, row));
    let exact = without_noise(sum, [largest]);
    let mut formula = Formula::new(
        Expr::symbol(by_out),
        desk.sum(layer + 1, |k| Expr::tight([Expr::symbol(w(k)), Expr::symbol(delta(k))])),
    )
    .numbers(desk.sum(layer + 1, |k| Expr::tight([desk.num(w(k)), desk.num(delta(k))])));
    if desk.knows(by_out) && count > 1 {
        formula = formula.numbers(desk.sum(layer + 1, |k| Expr::exact(product(k))));
    }
    step.formula = desk.close(formula, exact, by_out);
    step.values = vec![by_out.into()];
    step.new = vec![by_out.into()];
    step.lit = vec![Part::column(Kind::Weight, layer + 1, row), Part::all(Kind::Delta, layer + 1)];
    step.why = vec![Prose::fill(words::DOUT_ROW, &holes), Prose::fill(words::DOUT_ROW_CONTRAST, &holes)];
    step.refresh = vec!["transpose"];
    step
}

fn by_out_term(desk: &Desk<'_>, layer: usize, row: usize, k: usize) -> Step {
    let count = desk.network().width(layer + 1);
    let by_out = Quantity::of(Kind::ErrorByOut, layer, row);
    let weight = |k| Quantity { kind: Kind::Weight, layer: layer + 1, row: k, column: row };
    let delta = |k| Quantity::of(Kind::Delta, layer + 1, k);
    let product = |k| desk.value(weight(k)) * desk.value(delta(k));
    let is_last = k + 1 == count;
    let holes = [
        ("by_out", Piece::from(by_out)),
        ("k", (k + 1).into()),
        ("count", count.into()),
        ("w", weight(k).into()),
        ("from", Piece::Neuron(layer, row)),
        ("to", Piece::Neuron(layer + 1, k)),
    ];
    let mut step = desk.step(Prose::fill(words::DOUT_TERM_TITLE, &holes));
    let before = desk.pass().products_back(layer, row).take(k).fold(0.0, |sum, product| sum + product);
    let mut terms = vec![Expr::exact(product(k))];
    if k > 0 {
        terms.insert(0, Expr::exact(before));
    }
    let left = if is_last { Expr::symbol(by_out) } else { Expr::word(crate::lesson::words::forward::SO_FAR) };
    let formula = Formula::new(
        Expr::tight([Expr::symbol(weight(k)), Expr::symbol(delta(k))]),
        Expr::tight([desk.num(weight(k)), desk.num(delta(k))]),
    )
    .numbers(Expr::exact(product(k)))
    .symbols(left, Expr::Sum(terms));
    step.formula = if is_last {
        step.values = vec![by_out.into()];
        step.new = vec![by_out.into()];
        desk.close(formula, before + product(k), by_out)
    } else {
        formula.result(Expr::exact(before + product(k)))
    };
    step.lit = vec![weight(k).into(), delta(k).into()];
    let more = match (k, is_last) {
        (0, true) => words::DOUT_TERM_ONLY,
        (0, false) => words::DOUT_TERM_FIRST,
        (_, false) => words::DOUT_TERM_MORE,
        (_, true) => words::DOUT_TERM_LAST,
    };
    step.why = vec![Prose::fill(words::DOUT_TERM, &holes), Prose::fill(more, &holes)];
    step
}
