//! Chapter 5: softmax's derivative as a matrix, and where error and activation function cancel.

use crate::engine::{Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::chapters::path::{exact_jacobian, jacobian as symbols, jacobian_in_numbers};
use crate::lesson::desk::Desk;
use crate::lesson::functions::{self, minus, one_minus};
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Step};
use crate::lesson::words::loss as loss_words;
use crate::lesson::words::pattern as words;
use crate::notation::{Expr, Formula, Stage};

fn entry(layer: usize, row: usize, column: usize) -> Quantity {
    Quantity { kind: Kind::Jacobian, layer, row, column }
}

pub(in crate::lesson::chapters) fn jacobian(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => row_of(desk, layer, row),
        Place::Cell(row, column) => cell(desk, layer, row, column),
        _ => matrix(desk, layer),
    };
    step.flow = Flow::Backward;
    step.shows = vec![Part::all(Kind::Out, layer), Part::all(Kind::Jacobian, layer)];
    step.refresh = vec!["jacobian", "softmax"];
    step
}

fn matrix(desk: &Desk<'_>, layer: usize) -> Step {
    let part = Part::all(Kind::Jacobian, layer);
    let count = desk.network().width(layer);
    let holes = [("J", Piece::from(part)), ("layer", desk.layer(layer)), ("rows", count.into())];
    let mut step = desk.step(Prose::fill(words::JACOBIAN_TITLE, &holes));
    let all = |e: &dyn Fn(usize, usize) -> Expr| desk.matrix_of((layer, layer), (None, None), e);
    let mut formula = Formula::default();
    // Written out, the products of a large matrix would be wider than any screen.
    if count <= MOST_WRITTEN {
        formula = formula.symbols(Expr::symbol(part), all(&|i, j| symbols(entry(layer, i, j))));
    } else {
        let (i, j) = (Expr::word("out_i"), Expr::word("out_j"));
        let inside = Expr::Sum(vec![Expr::word("[i = j]"), j.negative()]).grouped();
        formula = formula.symbols(Expr::word("J_ij"), Expr::wide([i, inside]));
    }
    let result = desk.matrix(Kind::Jacobian, layer, (None, None));
    step.formula = if count <= MOST_WRITTEN {
        formula.result(result)
    } else {
        formula.line(Stage::Result, Some(Expr::symbol(part)), "=", result)
    };
    step.values = vec![Part::all(Kind::Jacobian, layer).into()];
    step.new = vec![part];
    step.lit = vec![Part::all(Kind::Out, layer)];
    step.why = words::JACOBIAN.iter().map(|text| Prose::fill(text, &holes)).collect();
    step
}

/// Rows of a Jacobian beyond which its entries are not written as products.
const MOST_WRITTEN: usize = 2;

fn row_of(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let count = desk.network().width(layer);
    let holes = [
        ("J", Piece::all(Kind::Jacobian, layer)),
        ("i", (row + 1).into()),
        ("out", Quantity::of(Kind::Out, layer, row).into()),
        ("net", Quantity::of(Kind::Net, layer, row).into()),
        ("neuron", Piece::Neuron(layer, row)),
    ];
    let mut step = desk.step(Prose::fill(words::JACOBIAN_ROW_TITLE, &holes));
    let mut formula = Formula::default();
    let shown = desk.columns(layer, Some(row));
    for column in shown.clone() {
        let q = entry(layer, row, column);
        formula = formula.line(Stage::Numbers, Some(Expr::symbol(q)), "=", jacobian_in_numbers(desk, q));
        formula = desk.close_in_line(formula, exact_jacobian(desk, q), q);
    }
    step.formula = Desk::more(formula, &shown, count);
    step.values = vec![Part::row(Kind::Jacobian, layer, row).into()];
    step.new = vec![Part::row(Kind::Jacobian, layer, row)];
    step.lit = vec![Part::all(Kind::Out, layer)];
    step.why = words::JACOBIAN_ROW.iter().map(|text| Prose::fill(text, &holes)).collect();
    step
}

fn cell(desk: &Desk<'_>, layer: usize, row: usize, column: usize) -> Step {
    let q = entry(layer, row, column);
    let holes = [
        ("entry", Piece::from(q)),
        ("out", Quantity::of(Kind::Out, layer, row).into()),
        ("net", Quantity::of(Kind::Net, layer, column).into()),
        ("neuron", Piece::Neuron(layer, row)),
        ("other", Piece::Neuron(layer, column)),
    ];
    let mut step = desk.step(Prose::fill(words::JACOBIAN_CELL_TITLE, &holes));
    let formula = Formula::new(Expr::symbol(q), symbols(q)).numbers(jacobian_in_numbers(desk, q));
    step.formula = desk.close(formula, exact_jacobian(desk, q), q);
    step.values = vec![q.into()];
    step.new = vec![q.into()];
    step.lit = vec![
        Quantity::of(Kind::Out, layer, row).into(),
        Quantity::of(Kind::Out, layer, column).into(),
        Quantity::of(Kind::Net, layer, column).into(),
    ];
    let text = if row == column { words::JACOBIAN_OWN } else { words::JACOBIAN_OTHER };
    step.why = vec![Prose::fill(text, &holes)];
    step
}

/// Where the derivatives of the error and of the activation function cancel: `δ = out − target`.
pub(in crate::lesson::chapters) fn collapse(desk: &Desk<'_>, layer: usize) -> Step {
    let network = desk.network();
    let all = |kind: Kind| Part::all(kind, layer);
    let is_softmax = network.forks_at_output();
    let scale = desk.target_scale();
    let holes = [
        ("delta", Piece::from(all(Kind::Delta))),
        ("out", all(Kind::Out).into()),
        ("target", all(Kind::Target).into()),
        ("J", all(Kind::Jacobian).into()),
        ("loss", loss_words::of(network.loss()).name.into()),
        ("scale", Piece::exact(scale)),
        ("sum", words::ADD_UP.into()),
    ];
    let title = if scale == 1.0 { words::COLLAPSE_TITLE } else { words::COLLAPSE_SCALED_TITLE };
    let mut step = desk.step(Prose::fill(title, &holes));
    step.formula = if is_softmax { softmax_collapses(desk, layer) } else { sigmoid_collapses(desk, layer) };
    step.flow = Flow::Backward;
    step.lit = vec![all(Kind::Out), all(Kind::Target)];
    step.shows = vec![all(Kind::Out), all(Kind::Target), all(Kind::ErrorByOut)];
    step.shows.push(all(if is_softmax { Kind::Jacobian } else { Kind::Out }));
    step.shows.dedup();
    let texts = if is_softmax { &words::COLLAPSE_SOFTMAX } else { &words::COLLAPSE_SIGMOID };
    let add_up =
        |text: &str| if scale == 1.0 { text.to_owned() } else { text.replace("{sum}", words::ADD_UP_TO) };
    step.why = texts.iter().map(|text| Prose::fill_owned(&add_up(text), &holes)).collect();
    if scale != 1.0 {
        step.why.push(Prose::fill(words::COLLAPSE_SCALED, &holes));
    }
    step.refresh = vec![loss_words::of(network.loss()).glossary];
    step
}

/// `Σ J·∂E/∂out`, worked out for the first output.
fn softmax_collapses(desk: &Desk<'_>, layer: usize) -> Formula {
    let at = |kind: Kind, row: usize| Quantity::of(kind, layer, row);
    let s = |kind: Kind, row: usize| Expr::symbol(at(kind, row));
    let count = desk.network().width(layer);
    let factors = |i: usize| Expr::wide([Expr::symbol(entry(layer, i, 0)), s(Kind::ErrorByOut, i)]);
    let worked_out = |i: usize| {
        let quotient = Expr::Row(vec![s(Kind::Target, i), Expr::word("/"), s(Kind::Out, i)]);
        Expr::wide([symbols(entry(layer, i, 0)).grouped(), minus(quotient).grouped()])
    };
    let cancelled = |i: usize| match i {
        0 => minus(Expr::wide([s(Kind::Target, 0), one_minus(s(Kind::Out, 0))])),
        i => Expr::wide([s(Kind::Target, i), s(Kind::Out, 0)]),
    };
    let targets = Desk::short_sum(count, |i| s(Kind::Target, i)).grouped();
    let numbers = |i: usize| Expr::wide([desk.num(entry(layer, i, 0)), desk.num(at(Kind::ErrorByOut, i))]);
    let through = (0..count)
        .fold(0.0, |sum, i| sum + desk.value(entry(layer, i, 0)) * desk.value(at(Kind::ErrorByOut, i)));
    // The first term, and those that count; dots wherever some are left out.
    let counts = |i: &usize| *i == 0 || desk.value(at(Kind::ErrorByOut, *i)) != 0.0;
    let mut counted = Vec::new();
    let mut next = 0;
    for i in (0..count).filter(counts).take(3) {
        if i > next {
            counted.push(Expr::word("…"));
        }
        counted.push(numbers(i));
        next = i + 1;
    }
    if next < count {
        counted.push(Expr::word("…"));
    }
    let scaled = Expr::wide([s(Kind::Out, 0), targets]);
    // Two terms show how it goes on.
    let sum = |term: &dyn Fn(usize) -> Expr| match count {
        2 => Expr::Sum(vec![term(0), term(1)]),
        _ => Expr::Sum(vec![term(0), term(1), Expr::word("…")]),
    };
    let mut formula = Formula::new(s(Kind::Delta, 0), sum(&factors))
        .also(sum(&worked_out))
        .also(sum(&cancelled))
        .also(Expr::Sum(vec![scaled, s(Kind::Target, 0).negative()]));
    if desk.target_scale() == 1.0 {
        formula = formula.also(Expr::Sum(vec![s(Kind::Out, 0), s(Kind::Target, 0).negative()]));
    }
    let with_jacobian = Expr::word(words::THROUGH_JACOBIAN);
    formula
        .line(Stage::Numbers, Some(with_jacobian), "=", Expr::Sum(counted))
        .numbers(Expr::exact(through))
        .line(Stage::Numbers, Some(Expr::word(words::AT_ONCE)), "=", at_once(desk, layer))
        .numbers(Expr::exact(desk.before_rounding(at(Kind::Delta, 0))))
}

/// `out − target` of the first output, in numbers.
fn at_once(desk: &Desk<'_>, layer: usize) -> Expr {
    difference(desk, Quantity::of(Kind::Delta, layer, 0), |q| desk.num(q))
}

/// `out − target`; of softmax, where the targets do not add up to 1, the output times their sum.
pub(super) fn difference(desk: &Desk<'_>, delta: Quantity, write: impl Fn(Quantity) -> Expr) -> Expr {
    let scale = desk.target_scale();
    let mut out = write(delta.with(Kind::Out));
    if scale != 1.0 {
        out = Expr::wide([out, Expr::exact(scale)]);
    }
    Expr::Sum(vec![out, write(delta.with(Kind::Target)).negative()])
}

/// `∂E/∂out · slope`, worked out for the first output.
fn sigmoid_collapses(desk: &Desk<'_>, layer: usize) -> Formula {
    let at = |kind: Kind| Quantity::of(kind, layer, 0);
    let s = |kind: Kind| Expr::symbol(at(kind));
    let rest = || one_minus(s(Kind::Out));
    let place = functions::Place::of(desk, at(Kind::Slope));
    let by_out = functions::by_out(desk.network().loss(), s(Kind::Target), s(Kind::Out)).grouped();
    let difference = || Expr::Sum(vec![s(Kind::Out), s(Kind::Target).negative()]);
    let over_both = difference().over(Expr::wide([s(Kind::Out), rest()]));
    Formula::new(s(Kind::Delta), Expr::wide([s(Kind::ErrorByOut), s(Kind::Slope)]))
        .also(Expr::wide([by_out, place.slope()]))
        .also(Expr::wide([over_both, place.slope()]))
        .also(difference())
        .numbers(at_once(desk, layer))
        .numbers(Expr::exact(desk.before_rounding(at(Kind::Delta))))
}
