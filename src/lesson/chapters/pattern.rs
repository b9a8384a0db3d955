//! Chapter 5: error terms, gradients, and the way back to the layer before.

mod bill;
mod gradient;

pub(super) use bill::{bill, rule};
pub(super) use gradient::{bias, gradient};

use crate::engine::{Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step};
use crate::lesson::words::pattern as words;
use crate::notation::{Expr, Formula};

pub(super) fn delta(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => delta_row(desk, layer, row),
        _ => delta_layer(desk, layer),
    };
    step.flow = Flow::Backward;
    step.shows =
        [Kind::Out, Kind::Slope, Kind::ErrorByOut, Kind::Delta].map(|kind| Part::all(kind, layer)).to_vec();
    step
}

fn delta_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let parts = [Kind::Delta, Kind::ErrorByOut, Kind::Slope].map(|kind| Part::all(kind, layer));
    let [delta, by_out, slope] = parts;
    let mut holes = vec![
        ("delta", Piece::from(delta)),
        ("by_out", by_out.into()),
        ("slope", slope.into()),
        ("layer", desk.layer(layer)),
        ("rows", desk.network().width(layer).into()),
    ];
    let texts = if layer == desk.last() {
        &words::DELTA_LAST
    } else {
        holes.push(("next", desk.layer(layer + 1)));
        &words::DELTA_HIDDEN
    };
    let mut step = desk.step(Prose::fill(words::DELTA_TITLE, &holes));
    step.formula = Formula::new(
        desk.symbols(Kind::Delta, layer, None),
        Expr::hadamard([desk.symbols(Kind::ErrorByOut, layer, None), desk.symbols(Kind::Slope, layer, None)]),
    )
    .numbers(Expr::hadamard([
        desk.vector(Kind::ErrorByOut, layer, None),
        desk.vector(Kind::Slope, layer, None),
    ]))
    .result(desk.vector(Kind::Delta, layer, None));
    step.values = desk.all_of(Kind::Slope, layer);
    step.values.extend(desk.all_of(Kind::Delta, layer));
    step.new = vec![delta, slope];
    step.lit = vec![by_out, Part::all(Kind::Out, layer)];
    step.why = texts.iter().map(|text| Prose::fill(text, &holes)).collect();
    if layer == 1 && layer < desk.last() {
        step.why[1] = Prose::fill(words::DELTA_FIRST, &holes);
    }
    step.refresh = vec!["error-term", "element-wise"];
    step
}

fn delta_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let at = |kind| Quantity::of(kind, layer, row);
    let (delta, by_out, slope, out) = (at(Kind::Delta), at(Kind::ErrorByOut), at(Kind::Slope), at(Kind::Out));
    let holes = [
        ("delta", Piece::from(delta)),
        ("by_out", by_out.into()),
        ("slope", slope.into()),
        ("net", at(Kind::Net).into()),
        ("neuron", Piece::Neuron(layer, row)),
    ];
    let mut step = desk.step(Prose::fill(words::DELTA_ROW_TITLE, &holes));
    let slope_formula = Formula::new(Expr::symbol(slope), Desk::slope_from(&Expr::symbol(out)))
        .numbers(Desk::slope_from(&desk.num(out)));
    let exact_slope =
        desk.network().layer(layer).activation.slope(desk.value(out.with(Kind::Net)), desk.value(out));
    let mut formula = desk.close(slope_formula, exact_slope, slope);
    for line in formula.lines.iter_mut().filter(|line| line.stage == crate::notation::Stage::Result) {
        // The step's result is the error term; its slope is on the way there.
        line.stage = crate::notation::Stage::Numbers;
    }
    formula = formula
        .symbols(Expr::symbol(delta), Expr::wide([Expr::symbol(by_out), Expr::symbol(slope)]))
        .numbers(Expr::wide([desk.num(by_out), desk.num(slope)]));
    step.formula = desk.close(formula, desk.value(by_out) * desk.value(slope), delta);
    step.values = vec![desk.labelled(slope), desk.labelled(delta)];
    step.new = vec![delta.into(), slope.into()];
    step.lit = vec![by_out.into(), out.into()];
    step.picture = Picture::Curve { layer, row: Some(row), tangent: true };
    step.why = vec![Prose::fill(words::DELTA_ROW, &holes)];
    if layer < desk.last() && desk.value(by_out) != 0.0 {
        step.why.push(Prose::fill(words::DELTA_ROW_FLAT, &holes));
    }
    step.refresh = vec!["error-term", "sigmoid"];
    step
}

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
    step.values = desk.all_of(Kind::ErrorByOut, layer);
    step.new = vec![by_out];
    step.lit = vec![w, delta];
    step.why = words::DOUT.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.refresh = vec!["transpose", "matrix-vector"];
    step
}

/// A layer's weights with rows and columns exchanged, in numbers.
fn transposed(desk: &Desk<'_>, layer: usize) -> Expr {
    let decimals = desk.decimals(Part::all(Kind::Weight, layer), None);
    let rows = Desk::window(desk.network().width(layer - 1), None);
    let columns = Desk::window(desk.network().width(layer), None);
    let entry = |row: Option<usize>, column: Option<usize>| match (row, column) {
        (Some(input), Some(neuron)) => {
            let w = Quantity { kind: Kind::Weight, layer, row: neuron, column: input };
            desk.num_padded(w, decimals)
        }
        (None, _) => Expr::word("⋮"),
        (_, None) => Expr::word("⋯"),
    };
    Expr::Matrix(rows.iter().map(|&r| columns.iter().map(|&c| entry(r, c)).collect()).collect())
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
    let exact = (0..count).fold(0.0, |sum, k| sum + product(k));
    let mut formula = Formula::new(
        Expr::symbol(by_out),
        Desk::sum(count, |k| Expr::tight([Expr::symbol(w(k)), Expr::symbol(delta(k))])),
    )
    .numbers(Desk::sum(count, |k| Expr::tight([desk.num(w(k)), desk.num(delta(k))])));
    if desk.knows(by_out) && count > 1 {
        formula = formula.numbers(Desk::sum(count, |k| Expr::exact(product(k))));
    }
    step.formula = desk.close(formula, exact, by_out);
    step.values = vec![desk.labelled(by_out)];
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
    let before = (0..k).fold(0.0, |sum, k| sum + product(k));
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
        step.values = vec![desk.labelled(by_out)];
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
