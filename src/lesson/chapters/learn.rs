//! Chapter 6: the weights move, forward again, the error before and after.

use crate::engine::{Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step};
use crate::lesson::words::learn as words;
use crate::notation::{Expr, Formula, Stage};

/// `old − η · gradient`
fn moved(old: Expr, rate: Expr, gradient: Expr) -> Expr {
    Expr::Sum(vec![old, Expr::wide([rate, gradient]).negative()])
}

pub(super) fn update(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => update_row(desk, layer, row),
        Place::Cell(row, column) => update_cell(desk, layer, row, column),
        _ => update_layer(desk, layer),
    };
    step.flow = Flow::Backward;
    step.shows =
        [Kind::Weight, Kind::Gradient, Kind::WeightAfter].map(|kind| Part::all(kind, layer)).to_vec();
    step
}

fn rate() -> Quantity {
    Quantity::whole(Kind::LearningRate)
}

fn update_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let [w, gradient, new] =
        [Kind::Weight, Kind::Gradient, Kind::WeightAfter].map(|kind| Part::all(kind, layer));
    let holes = [("W", Piece::from(w)), ("gradient", gradient.into()), ("eta", rate().into())];
    let mut step = desk.step(Prose::fill(words::UPDATE_TITLE, &holes));
    let wide = |kind| desk.matrix(kind, layer, (None, None));
    step.formula = Formula::default()
        .line(
            Stage::Symbols,
            Some(Expr::symbol(w)),
            "←",
            moved(Expr::symbol(w), Expr::symbol(rate()), Expr::symbol(gradient)),
        )
        .numbers(moved(wide(Kind::Weight), desk.num(rate()), wide(Kind::Gradient)))
        .result(wide(Kind::WeightAfter));
    step.values = vec![Part::all(Kind::WeightAfter, layer).into()];
    step.new = vec![new];
    step.lit = vec![w, gradient];
    step.why = words::UPDATE.iter().map(|text| Prose::fill(text, &holes)).collect();
    if layer == 1 {
        let learns = !desk.pass().given().learning.biases_frozen;
        let text =
            match desk.network().layer(1).biases.as_ref().filter(|_| learns).map(ndarray::ArrayBase::len) {
                None => words::UPDATE_FIRST,
                Some(1) => words::UPDATE_FIRST_ONE_BIAS,
                Some(_) => words::UPDATE_FIRST_BIASED,
            };
        step.why[1] = Prose::text(text);
    }
    step.refresh = vec!["gradient"];
    step
}

fn update_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let count = desk.network().width(layer - 1);
    let at = |kind: Kind, column: usize| Quantity { kind, layer, row, column };
    let holes = [
        ("W", Piece::all(Kind::Weight, layer)),
        ("i", (row + 1).into()),
        ("neuron", Piece::Neuron(layer, row)),
    ];
    let mut step = desk.step(Prose::fill(words::UPDATE_ROW_TITLE, &holes));
    let shown = desk.columns(layer - 1, None);
    let decimals = desk.decimals(Kind::Weight, layer, row..row + 1, shown.clone());
    let mut formula = Formula::default();
    for column in shown.clone() {
        let [w, gradient, new] =
            [Kind::Weight, Kind::Gradient, Kind::WeightAfter].map(|kind| at(kind, column));
        let numbers = moved(desk.num_padded(w, decimals), desk.num(rate()), desk.num(gradient));
        formula = formula.line(Stage::Numbers, Some(Expr::symbol(w)), "←", numbers);
        let exact = desk.value(w) - desk.value(rate()) * desk.value(gradient);
        formula = desk.close_in_line(formula, exact, new);
    }
    step.formula = Desk::more(formula, &shown, count);
    step.values = vec![Part::row(Kind::WeightAfter, layer, row).into()];
    step.new = vec![Part::row(Kind::WeightAfter, layer, row)];
    step.lit = vec![Part::row(Kind::Weight, layer, row), Part::row(Kind::Gradient, layer, row)];
    step.why = vec![Prose::fill(words::UPDATE_ROW, &holes)];
    if (0..count.min(64)).any(|j| desk.is_zero(at(Kind::Gradient, j))) {
        step.why.push(Prose::text(words::UPDATE_ROW_SILENT));
    }
    step
}

fn update_cell(desk: &Desk<'_>, layer: usize, row: usize, column: usize) -> Step {
    let [w, gradient, new] =
        [Kind::Weight, Kind::Gradient, Kind::WeightAfter].map(|kind| Quantity { kind, layer, row, column });
    let holes = [("w", Piece::from(w)), ("gradient", gradient.into()), ("eta", rate().into())];
    let mut step = desk.step(Prose::fill(words::UPDATE_CELL_TITLE, &holes));
    let formula = Formula::default()
        .line(
            Stage::Symbols,
            Some(Expr::symbol(w)),
            "←",
            moved(Expr::symbol(w), Expr::symbol(rate()), Expr::symbol(gradient)),
        )
        .numbers(moved(desk.num(w), desk.num(rate()), desk.num(gradient)));
    let exact = desk.value(w) - desk.value(rate()) * desk.value(gradient);
    step.formula = desk.close(formula, exact, new);
    step.values = vec![new.into()];
    step.new = vec![new.into()];
    step.lit = vec![w.into(), gradient.into()];
    let value = desk.value(gradient);
    let text = if value > 0.0 {
        words::UPDATE_CELL_DOWN
    } else if value < 0.0 {
        words::UPDATE_CELL_UP
    } else {
        words::UPDATE_CELL_STAY
    };
    step.why = vec![Prose::fill(text, &holes)];
    step
}

pub(super) fn bias(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let is_frozen = desk.pass().given().learning.biases_frozen;
    let symbol_line = |bias: Part, gradient: Part| {
        let right = if is_frozen {
            Expr::symbol(bias)
        } else {
            moved(Expr::symbol(bias), Expr::symbol(rate()), Expr::symbol(gradient))
        };
        Formula::default().line(Stage::Symbols, Some(Expr::symbol(bias)), "←", right)
    };
    let mut step = match place {
        Place::Row(row) => {
            let at = |kind| Quantity::of(kind, layer, row);
            let holes = [
                ("bias", Piece::from(at(Kind::Bias))),
                ("gradient", at(Kind::BiasGradient).into()),
                ("eta", rate().into()),
                ("neuron", Piece::Neuron(layer, row)),
            ];
            let title = if is_frozen { words::BIAS_FROZEN_TITLE } else { words::BIAS_ROW_TITLE };
            let mut step = desk.step(Prose::fill(title, &holes));
            let mut formula = symbol_line(at(Kind::Bias).into(), at(Kind::BiasGradient).into());
            if is_frozen {
                step.formula = formula.result(desk.num(at(Kind::BiasAfter)));
            } else {
                let numbers = [Kind::Bias, Kind::BiasGradient].map(|kind| desk.num(at(kind)));
                let [old, gradient] = numbers;
                formula = formula.numbers(moved(old, desk.num(rate()), gradient));
                let exact =
                    desk.value(at(Kind::Bias)) - desk.value(rate()) * desk.value(at(Kind::BiasGradient));
                step.formula = desk.close(formula, exact, at(Kind::BiasAfter));
            }
            step.values = vec![at(Kind::BiasAfter).into()];
            step.new = vec![at(Kind::BiasAfter).into()];
            step.lit = vec![at(Kind::Bias).into(), at(Kind::BiasGradient).into()];
            let text = match () {
                () if is_frozen => words::BIAS_FROZEN,
                () if desk.is_zero(at(Kind::BiasGradient)) => words::BIAS_ROW_STAY,
                () => words::BIAS_ROW,
            };
            step.why = vec![Prose::fill(text, &holes)];
            step
        }
        _ => {
            let all = |kind| Part::all(kind, layer);
            let holes = [
                ("bias", Piece::from(all(Kind::Bias))),
                ("gradient", all(Kind::BiasGradient).into()),
                ("eta", rate().into()),
            ];
            let title = if is_frozen { words::BIAS_FROZEN_TITLE } else { words::BIAS_TITLE };
            let mut step = desk.step(Prose::fill(title, &holes));
            let vector = |kind| desk.vector(kind, layer, None);
            let mut formula = symbol_line(all(Kind::Bias), all(Kind::BiasGradient));
            if !is_frozen {
                formula =
                    formula.numbers(moved(vector(Kind::Bias), desk.num(rate()), vector(Kind::BiasGradient)));
            }
            step.formula = formula.result(vector(Kind::BiasAfter));
            step.values = vec![Part::all(Kind::BiasAfter, layer).into()];
            step.new = vec![all(Kind::BiasAfter)];
            step.lit = vec![all(Kind::Bias), all(Kind::BiasGradient)];
            step.why = vec![Prose::text(words::BIAS)];
            step
        }
    };
    if is_frozen {
        step.why = vec![Prose::text(words::BIAS_FROZEN)];
    }
    step.flow = Flow::Backward;
    step.shows =
        [Kind::Bias, Kind::BiasGradient, Kind::BiasAfter].map(|kind| Part::all(kind, layer)).to_vec();
    step
}

pub(super) fn forward(desk: &Desk<'_>) -> Step {
    let last = desk.last();
    let mut step = desk.step(Prose::text(words::FORWARD_TITLE));
    let mut formula = Formula::default();
    let layers = Desk::window(last, Some(last)).map(|layer| layer + 1);
    for layer in layers.clone() {
        formula = formula.line(
            Stage::Result,
            Some(Expr::symbol(Part::all(Kind::OutAfter, layer))),
            "=",
            desk.vector(Kind::OutAfter, layer, None),
        );
    }
    step.formula = formula;
    step.values = layers.map(|layer| Part::all(Kind::OutAfter, layer).into()).collect();
    step.new = (1..=last).map(|layer| Part::all(Kind::OutAfter, layer)).collect();
    step.lit = (1..=last).map(|layer| Part::all(Kind::WeightAfter, layer)).collect();
    step.flow = Flow::Forward;
    step.shows = [Kind::Target, Kind::Out, Kind::OutAfter].map(|kind| Part::all(kind, last)).to_vec();
    let count = desk.network().width(last);
    let distance = |kind: Kind, k: usize| {
        let target = desk.value(Quantity::of(Kind::Target, last, k));
        (target - desk.value(Quantity::of(kind, last, k))).abs()
    };
    // An output on its target has nowhere closer to go.
    let off = (0..count).filter(|&k| distance(Kind::Out, k) > 0.0);
    let (closer, count) = off.fold((0_usize, 0_usize), |(closer, count), k| {
        (closer + usize::from(distance(Kind::OutAfter, k) < distance(Kind::Out, k)), count + 1)
    });
    let meaning = match (closer, count) {
        (_, 0) => words::MOVED_NOT,
        _ if closer == count => words::MOVED_CLOSER,
        _ => words::MOVED_SOME,
    };
    let holes = [("closer", Piece::from(closer)), ("count", count.into())];
    step.why = vec![Prose::text(words::FORWARD), Prose::fill(meaning, &holes)];
    step
}

/// The output neuron with the largest error.
fn worst_output(desk: &Desk<'_>) -> usize {
    let error = |row: usize| desk.value(Quantity::of(Kind::Error, desk.last(), row));
    (0..desk.network().width(desk.last())).max_by(|&a, &b| error(a).total_cmp(&error(b))).unwrap_or(0)
}

pub(super) fn error(desk: &Desk<'_>) -> Step {
    let (before, after) = (Quantity::whole(Kind::ErrorTotal), Quantity::whole(Kind::ErrorTotalAfter));
    let mut step = desk.step(Prose::text(words::ERROR_TITLE));
    let change = desk.value(after) - desk.value(before);
    step.formula = Formula::default()
        .line(Stage::Numbers, Some(Expr::symbol(before)), "=", desk.num(before))
        .line(Stage::Result, Some(Expr::symbol(after)), "=", desk.num(after));
    step.values = vec![after.into()];
    step.new = vec![after.into()];
    step.lit = vec![before.into()];
    step.flow = Flow::Forward;
    step.picture = Picture::Error { row: worst_output(desk), tangent: false };
    step.shows = vec![
        Part::all(Kind::Target, desk.last()),
        Part::all(Kind::Out, desk.last()),
        Part::all(Kind::OutAfter, desk.last()),
    ];
    let text = if desk.value(before) == 0.0 && change == 0.0 {
        let is_none = desk.is_zero(before);
        if is_none { words::ERROR_NONE } else { words::ERROR_NONE_SHOWN }
    } else if change < 0.0 {
        words::ERROR_DOWN
    } else if change > 0.0 {
        words::ERROR_UP
    } else {
        words::ERROR_SAME
    };
    step.why = vec![Prose::text(text)];
    step
}
