//! Chapter 5: the gradients of a layer's weights and biases from its error terms.

use crate::engine::{Carry, Kind, Part, Quantity, WeightId};
use crate::lesson::address::Place;
use crate::lesson::chapter::Chapter;
use crate::lesson::chapters::forward::silent;
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Step};
use crate::lesson::words::pattern as words;
use crate::notation::{Expr, Formula};

pub(in crate::lesson::chapters) fn gradient(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => gradient_row(desk, layer, row),
        Place::Cell(row, column) => gradient_cell(desk, layer, row, column),
        _ => gradient_layer(desk, layer),
    };
    step.flow = Flow::Backward;
    step.shows = vec![
        Part::all(Kind::Delta, layer),
        Part::all(Kind::Out, layer - 1),
        Part::all(Kind::Gradient, layer),
    ];
    step
}

fn gradient_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let (gradient, delta, out) =
        (Part::all(Kind::Gradient, layer), Part::all(Kind::Delta, layer), Part::all(Kind::Out, layer - 1));
    let holes = [
        ("gradient", Piece::from(gradient)),
        ("delta", delta.into()),
        ("out", out.into()),
        ("W", Piece::all(Kind::Weight, layer)),
        ("rows", desk.network().width(layer).into()),
        ("columns", desk.network().width(layer - 1).into()),
    ];
    let mut step = desk.step(Prose::fill(words::GRADIENT_TITLE, &holes));
    step.formula =
        Formula::new(Expr::symbol(gradient), Expr::wide([Expr::symbol(delta), Expr::Transposed(out)]))
            .numbers(Expr::wide([desk.vector(Kind::Delta, layer, None), outputs_as_row(desk, layer, None)]))
            .result(desk.matrix(Kind::Gradient, layer, (None, None)));
    step.values = vec![Part::all(Kind::Gradient, layer).into()];
    step.new = vec![gradient];
    step.lit = vec![delta, out, Part::all(Kind::Weight, layer)];
    step.why = words::GRADIENT.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.refresh = vec!["outer-product", "transpose"];
    step
}

/// The outputs of the layer before, lying: a row.
fn outputs_as_row(desk: &Desk<'_>, layer: usize, focus: Option<usize>) -> Expr {
    let decimals = desk.decimals(Kind::Out, layer - 1, desk.columns(layer - 1, focus), 0..1);
    desk.lying(layer - 1, focus, |j| desk.num_padded(Quantity::of(Kind::Out, layer - 1, j), decimals))
}

fn gradient_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let delta = Quantity::of(Kind::Delta, layer, row);
    let cell = |column| Quantity { kind: Kind::Gradient, layer, row, column };
    let holes = [
        ("gradient", Piece::all(Kind::Gradient, layer)),
        ("delta", delta.into()),
        ("out", Piece::all(Kind::Out, layer - 1)),
        ("neuron", Piece::Neuron(layer, row)),
        ("before", desk.layer(layer - 1)),
        ("i", (row + 1).into()),
    ];
    let mut step = desk.step(Prose::fill(words::GRADIENT_ROW_TITLE, &holes));
    let row_of = |entry: &dyn Fn(usize) -> Expr| desk.lying(layer - 1, None, entry);
    step.formula = Formula::new(
        row_of(&|j| Expr::symbol(cell(j))),
        Expr::wide([Expr::symbol(delta), Expr::Transposed(Part::all(Kind::Out, layer - 1))]),
    )
    .numbers(Expr::wide([desk.num(delta), outputs_as_row(desk, layer, None)]))
    .result(row_of(&|j| desk.num(cell(j))));
    step.values = vec![Part::row(Kind::Gradient, layer, row).into()];
    step.new = vec![Part::row(Kind::Gradient, layer, row)];
    step.lit = vec![delta.into(), Part::all(Kind::Out, layer - 1), Part::row(Kind::Weight, layer, row)];
    step.why = vec![Prose::fill(words::GRADIENT_ROW, &holes)];
    if desk.value(delta) == 0.0 {
        step.why.push(Prose::fill(words::GRADIENT_ROW_STILL, &holes));
    } else {
        step.why.extend(silent(desk, layer, [words::GRADIENT_ROW_SILENT, words::GRADIENT_ROW_SILENT_MORE]));
    }
    let by_hand = by_hand(desk, layer, row);
    step.why.extend(by_hand.first().map(|&weight| {
        let gradient = Piece::from(Quantity::at(Kind::Gradient, weight));
        let is_all = by_hand.len() == desk.network().width(layer - 1);
        let text = if is_all { words::GRADIENT_ROW_ALL_BY_HAND } else { words::GRADIENT_ROW_BY_HAND };
        Prose::fill(text, &[("gradient", gradient)])
    }));
    step.refresh = vec!["outer-product"];
    step
}

/// The weights of this row that the chapter Chain rule has derived to the same number: where paths were
/// added up, rounding may have set the last digit apart.
fn by_hand(desk: &Desk<'_>, layer: usize, row: usize) -> Vec<WeightId> {
    let plan = &desk.lesson.scenario().plan;
    let has_chapter = plan
        .chapters
        .as_ref()
        .is_none_or(|chapters| chapters.iter().any(|c| c.as_str() == Chapter::Chain.word()));
    let is_same = |weight: WeightId| {
        let sum = desk.path_sum(weight);
        let gradient = desk.value(Quantity::at(Kind::Gradient, weight));
        (layer == desk.last() && !desk.network().forks_at_output())
            || desk.pass().carry() == Carry::Full
            || desk.pass().carry().round(sum) == gradient
    };
    let is_here = |w: WeightId| has_chapter && w.layer == layer && w.neuron == row && is_same(w);
    plan.derive.iter().copied().filter(|&w| is_here(w)).collect()
}

fn gradient_cell(desk: &Desk<'_>, layer: usize, row: usize, column: usize) -> Step {
    let weight = WeightId { layer, neuron: row, input: column };
    let (gradient, delta, out) = (
        Quantity::at(Kind::Gradient, weight),
        Quantity::of(Kind::Delta, layer, row),
        Quantity::of(Kind::Out, layer - 1, column),
    );
    let holes = [
        ("gradient", Piece::from(gradient)),
        ("delta", delta.into()),
        ("out", out.into()),
        ("w", Quantity::at(Kind::Weight, weight).into()),
        ("from", Piece::Neuron(layer - 1, column)),
        ("to", Piece::Neuron(layer, row)),
    ];
    let mut step = desk.step(Prose::fill(words::GRADIENT_CELL_TITLE, &holes));
    let formula = Formula::new(Expr::symbol(gradient), Expr::wide([Expr::symbol(delta), Expr::symbol(out)]))
        .numbers(Expr::wide([desk.num(delta), desk.num(out)]));
    step.formula = desk.close(formula, desk.value(delta) * desk.value(out), gradient);
    step.values = vec![gradient.into()];
    step.new = vec![gradient.into()];
    step.lit = vec![delta.into(), out.into(), Quantity::at(Kind::Weight, weight).into()];
    step.why = vec![Prose::fill(words::GRADIENT_CELL, &holes)];
    step
}

pub(in crate::lesson::chapters) fn bias(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => {
            let at = |kind| Quantity::of(kind, layer, row);
            let gradient = at(Kind::BiasGradient);
            let holes = [
                ("gradient", Piece::from(gradient)),
                ("delta", at(Kind::Delta).into()),
                ("net", at(Kind::Net).into()),
                ("bias", at(Kind::Bias).into()),
            ];
            let mut step = desk.step(Prose::fill(words::BIAS_ROW_TITLE, &holes));
            step.formula = Formula::new(
                Expr::symbol(gradient),
                Expr::wide([Expr::symbol(at(Kind::Delta)), Expr::word("1")]),
            )
            .result(desk.num(gradient));
            step.values = vec![gradient.into()];
            step.new = vec![gradient.into()];
            step.lit = vec![at(Kind::Delta).into()];
            step.why = vec![Prose::fill(words::BIAS_ROW, &holes)];
            step
        }
        _ => {
            let (gradient, delta) = (Part::all(Kind::BiasGradient, layer), Part::all(Kind::Delta, layer));
            let holes = [("gradient", Piece::from(gradient)), ("delta", delta.into())];
            let mut step = desk.step(Prose::fill(words::BIAS_TITLE, &holes));
            step.formula = Formula::new(Expr::symbol(gradient), Expr::symbol(delta)).result(desk.vector(
                Kind::BiasGradient,
                layer,
                None,
            ));
            step.values = vec![Part::all(Kind::BiasGradient, layer).into()];
            step.new = vec![gradient];
            step.lit = vec![delta];
            step.why = vec![Prose::fill(words::BIAS, &holes)];
            step
        }
    };
    step.flow = Flow::Backward;
    step.shows = vec![Part::all(Kind::Delta, layer), Part::all(Kind::BiasGradient, layer)];
    step
}
