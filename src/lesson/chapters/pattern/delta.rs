//! Chapter 5: the error terms of a layer.

use super::jacobian::difference;
use crate::engine::{Activation, Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::functions::{self, said_of};
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step};
use crate::lesson::words::activation::of;
use crate::lesson::words::pattern as words;
use crate::notation::{Expr, Formula, Stage};

/// How a layer's error terms come about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `∂E/∂out ⊙ slope`.
    Slope,
    /// `Jᵀ · ∂E/∂out`.
    Jacobian,
    /// `out − target`.
    Difference,
}

fn way(desk: &Desk<'_>, layer: usize) -> Way {
    match layer == desk.last() {
        true if desk.network().collapses() => Way::Difference,
        true if desk.network().forks_at_output() => Way::Jacobian,
        _ => Way::Slope,
    }
}

pub(in crate::lesson::chapters) fn delta(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => delta_row(desk, layer, row),
        _ => delta_layer(desk, layer),
    };
    step.flow = Flow::Backward;
    let kinds: &[Kind] = match way(desk, layer) {
        Way::Slope => &[Kind::Out, Kind::Slope, Kind::ErrorByOut, Kind::Delta],
        Way::Jacobian => &[Kind::Jacobian, Kind::ErrorByOut, Kind::Delta],
        Way::Difference => &[Kind::Out, Kind::Target, Kind::Delta],
    };
    step.shows = kinds.iter().map(|&kind| Part::all(kind, layer)).collect();
    step
}

fn delta_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let all = |kind: Kind| Part::all(kind, layer);
    let (delta, slope) = (all(Kind::Delta), all(Kind::Slope));
    let mut holes = vec![
        ("delta", Piece::from(delta)),
        ("by_out", all(Kind::ErrorByOut).into()),
        ("slope", slope.into()),
        ("J", all(Kind::Jacobian).into()),
        ("out", all(Kind::Out).into()),
        ("target", all(Kind::Target).into()),
        ("layer", desk.layer(layer)),
        ("rows", desk.network().width(layer).into()),
        ("scale", Piece::exact(desk.target_scale())),
        ("function", of(desk.network().layer(layer).activation).name.into()),
    ];
    if layer < desk.last() {
        holes.push(("next", desk.layer(layer + 1)));
    }
    let way = way(desk, layer);
    let title = match way {
        Way::Slope => words::DELTA_TITLE,
        Way::Jacobian => words::DELTA_SOFTMAX_TITLE,
        Way::Difference if desk.target_scale() != 1.0 => words::DELTA_SCALED_TITLE,
        Way::Difference => words::DELTA_COLLAPSED_TITLE,
    };
    let mut step = desk.step(Prose::fill(title, &holes));
    let vector = |kind: Kind| desk.vector(kind, layer, None);
    let symbols = |kind: Kind| desk.symbols(kind, layer, None);
    let formula = match way {
        Way::Slope => Formula::new(
            symbols(Kind::Delta),
            Expr::hadamard([symbols(Kind::ErrorByOut), symbols(Kind::Slope)]),
        )
        .numbers(Expr::hadamard([vector(Kind::ErrorByOut), vector(Kind::Slope)])),
        Way::Jacobian => {
            let transposed = Expr::Transposed(all(Kind::Jacobian));
            // Softmax's Jacobian is its own transpose.
            let numbers = desk.matrix(Kind::Jacobian, layer, (None, None));
            Formula::new(Expr::symbol(delta), Expr::wide([transposed, Expr::symbol(all(Kind::ErrorByOut))]))
                .numbers(Expr::wide([numbers, vector(Kind::ErrorByOut)]))
        }
        Way::Difference => {
            let minus = |out: Expr, target: Expr| Expr::Sum(vec![out, target.negative()]);
            let scale = desk.target_scale();
            let scaled = |out: Expr| if scale == 1.0 { out } else { Expr::wide([out, Expr::exact(scale)]) };
            Formula::new(
                Expr::symbol(delta),
                minus(scaled(Expr::symbol(all(Kind::Out))), Expr::symbol(all(Kind::Target))),
            )
            .numbers(minus(scaled(vector(Kind::Out)), vector(Kind::Target)))
        }
    };
    step.formula = formula.result(vector(Kind::Delta));
    step.values = vec![Part::all(Kind::Delta, layer).into()];
    step.new = vec![delta];
    if way == Way::Slope {
        step.values.insert(0, Part::all(Kind::Slope, layer).into());
        step.new.push(slope);
    }
    step.lit = match way {
        Way::Slope => vec![all(Kind::ErrorByOut), all(Kind::Out)],
        Way::Jacobian => vec![all(Kind::ErrorByOut), all(Kind::Jacobian)],
        Way::Difference => vec![all(Kind::Target), all(Kind::Out)],
    };
    let elements = words::ELEMENTS[usize::from(desk.network().width(layer) > 1)];
    let texts = layer_words(desk, layer).into_iter().map(|text| text.replace("{elements}", elements));
    step.why = texts.map(|text| Prose::fill_owned(&text, &holes)).collect();
    if way == Way::Difference && desk.target_scale() != 1.0 {
        step.why.push(Prose::fill(words::DELTA_SCALED, &holes));
    }
    step.refresh = vec![
        "error-term",
        match way {
            Way::Slope => "element-wise",
            Way::Jacobian => "jacobian",
            Way::Difference => "vector",
        },
    ];
    step
}

fn layer_words(desk: &Desk<'_>, layer: usize) -> Vec<&'static str> {
    match way(desk, layer) {
        Way::Jacobian => return words::DELTA_SOFTMAX.to_vec(),
        Way::Difference => return words::DELTA_COLLAPSED.to_vec(),
        Way::Slope => {}
    }
    if layer == desk.last() {
        return words::DELTA_LAST.to_vec();
    }
    let onward = match layer {
        // What it is compared with is the output layer, of which the sentence before speaks.
        1 if layer + 1 == desk.last() => words::DELTA_FIRST_OF_TWO,
        1 => words::DELTA_FIRST,
        _ => words::DELTA_HIDDEN[1],
    };
    // The first layer whose error terms are formed in this way, where the output layer's are not.
    match layer + 1 == desk.last() && way(desk, layer + 1) != Way::Slope {
        true if desk.network().forks_at_output() => vec![words::DELTA_HIDDEN_NEW, words::DELTA_ELEMENTS],
        true => vec![words::DELTA_HIDDEN_SLOPE, words::DELTA_ELEMENTS],
        false => vec![words::DELTA_HIDDEN[0], onward],
    }
}

fn delta_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let at = |kind| Quantity::of(kind, layer, row);
    let (delta, by_out, slope, out) = (at(Kind::Delta), at(Kind::ErrorByOut), at(Kind::Slope), at(Kind::Out));
    let activation = desk.network().layer(layer).activation;
    let holes = [
        ("delta", Piece::from(delta)),
        ("by_out", by_out.into()),
        ("slope", slope.into()),
        ("net", at(Kind::Net).into()),
        ("out", out.into()),
        ("target", at(Kind::Target).into()),
        ("neuron", Piece::Neuron(layer, row)),
        ("J", Piece::all(Kind::Jacobian, layer)),
        ("by_outs", Piece::all(Kind::ErrorByOut, layer)),
        ("i", (row + 1).into()),
        ("scale", Piece::exact(desk.target_scale())),
        ("function", of(activation).name.into()),
    ];
    let way = way(desk, layer);
    let title = match way {
        Way::Slope => words::DELTA_ROW_TITLE,
        Way::Jacobian => words::DELTA_ROW_SOFTMAX_TITLE,
        Way::Difference if desk.target_scale() != 1.0 => words::DELTA_SCALED_TITLE,
        Way::Difference => words::DELTA_COLLAPSED_TITLE,
    };
    let mut step = desk.step(Prose::fill(title, &holes));
    let formula = if activation.is_softmax() { Formula::default() } else { slope_lines(desk, slope) };
    let formula = match way {
        Way::Slope => formula
            .symbols(Expr::symbol(delta), Expr::wide([Expr::symbol(by_out), Expr::symbol(slope)]))
            .numbers(Expr::wide([desk.num(by_out), desk.num(slope)])),
        Way::Difference => formula
            .symbols(Expr::symbol(delta), difference(desk, delta, Expr::symbol))
            .numbers(difference(desk, delta, |q| desk.num(q))),
        Way::Jacobian => {
            let entry = |i: usize| Quantity { kind: Kind::Jacobian, layer, row: i, column: row };
            let brought = |i: usize| Quantity::of(Kind::ErrorByOut, layer, i);
            let sum = |write: &dyn Fn(Quantity) -> Expr| {
                desk.sum(layer, |i| Expr::tight([write(entry(i)), write(brought(i))]))
            };
            let product = |i: usize| Expr::exact(desk.value(entry(i)) * desk.value(brought(i)));
            formula
                .symbols(Expr::symbol(delta), sum(&|q| Expr::symbol(q)))
                .numbers(sum(&|q| desk.num(q)))
                .numbers(desk.sum(layer, product))
        }
    };
    step.formula = desk.close(formula, exact_delta(desk, delta), delta);
    step.values = vec![delta.into()];
    step.new = vec![delta.into()];
    if !activation.is_softmax() {
        step.values.insert(0, slope.into());
        step.new.push(slope.into());
        step.picture = Picture::Curve { layer, row: Some(row), tangent: true };
    }
    step.lit = match way {
        Way::Slope => vec![by_out.into(), out.into()],
        Way::Difference => vec![out.into(), at(Kind::Target).into()],
        Way::Jacobian => vec![Part::all(Kind::ErrorByOut, layer), Part::column(Kind::Jacobian, layer, row)],
    };
    step.why = row_words(desk, delta).into_iter().map(|text| Prose::fill(text, &holes)).collect();
    if way != Way::Difference {
        step.why.extend(said_of(desk, delta));
    }
    step.refresh = vec!["error-term", of(activation).glossary];
    step
}

fn row_words(desk: &Desk<'_>, delta: Quantity) -> Vec<&'static str> {
    let layer = delta.layer;
    let activation = desk.network().layer(layer).activation;
    match way(desk, layer) {
        Way::Jacobian => return vec![words::DELTA_ROW_SOFTMAX],
        Way::Difference if desk.target_scale() != 1.0 => return vec![words::DELTA_ROW_SCALED],
        Way::Difference if activation.is_softmax() => return vec![words::DELTA_ROW_COLLAPSED],
        Way::Difference => {
            let product = desk.value(delta.with(Kind::ErrorByOut)) * desk.value(delta.with(Kind::Slope));
            let is_near = (product - desk.value(delta)).abs() <= 0.05 * desk.value(delta).abs() + 0.001;
            let compared = if is_near { words::DELTA_ROW_SAME } else { words::DELTA_ROW_LOST };
            return vec![words::DELTA_ROW_COLLAPSED, compared];
        }
        Way::Slope => {}
    }
    if activation == Activation::Identity {
        return vec![words::DELTA_ROW_STRAIGHT];
    }
    let mut texts = vec![if activation.has_kink() { words::DELTA_ROW_BY_NET } else { words::DELTA_ROW }];
    if layer < desk.last() && desk.value(delta.with(Kind::ErrorByOut)) != 0.0 {
        match activation {
            Activation::Sigmoid => texts.push(words::DELTA_ROW_FLAT),
            Activation::Tanh => texts.push(words::DELTA_ROW_LEVEL),
            _ => {}
        }
    }
    texts
}

/// A neuron's slope, which is on the way to its error term.
fn slope_lines(desk: &Desk<'_>, slope: Quantity) -> Formula {
    let place = functions::Place::of(desk, slope);
    let mut formula = Formula::new(Expr::symbol(slope), place.slope());
    if desk.network().layer(slope.layer).activation != Activation::Identity {
        formula = formula.numbers(place.slope_in_numbers());
    }
    let mut formula = desk.close(formula, place.exact_slope(), slope);
    for line in formula.lines.iter_mut().filter(|line| line.stage == Stage::Result) {
        // The step's result is the error term.
        line.stage = Stage::Numbers;
    }
    formula
}

/// An error term before it is rounded.
fn exact_delta(desk: &Desk<'_>, delta: Quantity) -> f64 {
    if delta.layer == desk.last() {
        return desk.before_rounding(delta);
    }
    desk.value(delta.with(Kind::ErrorByOut)) * desk.value(delta.with(Kind::Slope))
}
