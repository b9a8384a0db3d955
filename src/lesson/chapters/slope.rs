//! Chapter 4: the slope of an activation function, derived.

use crate::engine::{Activation, Kind, Part, Quantity};
use crate::lesson::chapters::chain::derivative;
use crate::lesson::desk::Desk;
use crate::lesson::functions::{applied, definition, derived, exponential, minus, one_minus};
use crate::lesson::prose::Prose;
use crate::lesson::step::{Flow, Picture, Step};
use crate::lesson::words::activation::{of, with_leak};
use crate::lesson::words::chain as words;
use crate::notation::{Expr, Formula, Stage};

/// The slope of a layer's activation function; for softmax all its derivatives.
pub(super) fn slope(desk: &Desk<'_>, layer: usize) -> Step {
    let activation = desk.network().layer(layer).activation;
    let said = of(activation);
    let holes = [("function", said.name.into()), ("layer", desk.layer(layer))];
    let title = if activation.is_softmax() { words::JACOBIAN_TITLE } else { words::DERIVED_TITLE };
    let mut step = desk.step(Prose::fill(title, &holes));
    step.formula = if activation.is_softmax() { softmax(desk, layer) } else { function(desk, layer) };
    step.flow = Flow::Backward;
    step.lit = vec![Part::all(Kind::Net, layer), Part::all(Kind::Out, layer)];
    step.shows.clone_from(&step.lit);
    step.picture = if activation.is_softmax() {
        Picture::Curve { layer, row: Some(0), tangent: false }
    } else {
        Picture::Curve { layer, row: None, tangent: false }
    };
    let texts = said.derived.iter().chain([&said.slopes]).filter(|text| !text.is_empty());
    step.why = texts.map(|text| Prose::text(with_leak(text, activation))).collect();
    step.refresh = vec![said.glossary, "partial-derivative"];
    step
}

/// For any neuron of the layers that have the function, by the first one's names.
fn function(desk: &Desk<'_>, layer: usize) -> Formula {
    let activation = desk.network().layer(layer).activation;
    let (net, out) = (Quantity::of(Kind::Net, layer, 0), Quantity::of(Kind::Out, layer, 0));
    let slope = Quantity::of(Kind::Slope, layer, 0);
    let formula = Formula::new(Expr::symbol(out), applied(activation, Expr::symbol(net)));
    let formula = match activation {
        Activation::Identity => formula.also(Expr::symbol(net)),
        _ => formula.also(definition(activation, &Expr::symbol(net), None)),
    };
    let left = derivative(desk, Some(out), net, slope);
    derived(formula, left, activation, &Expr::symbol(net), &Expr::symbol(out))
}

/// The two kinds of derivatives, and what they are in short.
fn softmax(desk: &Desk<'_>, layer: usize) -> Formula {
    let at = |kind: Kind, row: usize| Quantity::of(kind, layer, row);
    let (one, other) = (0, 1);
    let entry = |row: usize, column: usize| Quantity { kind: Kind::Jacobian, layer, row, column };
    let symbol = |kind: Kind, row: usize| Expr::symbol(at(kind, row));
    let sum = || {
        Expr::Row(vec![
            Expr::word("S = "),
            Desk::short_sum(desk.network().width(layer), |j| exponential(symbol(Kind::Net, j))),
        ])
    };
    let e = |row: usize| exponential(symbol(Kind::Net, row));
    let s = || Expr::word("S");
    let square = || s().power(Expr::word("2"));
    let own = Expr::Sum(vec![Expr::wide([e(one), s()]), Expr::wide([e(one), e(one)]).negative()]);
    let of_other = Expr::wide([e(one), e(other)]);
    let left = |row: usize, column: usize| {
        derivative(desk, Some(at(Kind::Out, row)), at(Kind::Net, column), entry(row, column))
    };
    Formula::new(symbol(Kind::Out, one), e(one).over(s()))
        .line(Stage::Symbols, None, ",", sum())
        .joined()
        .symbols(left(one, one), own.over(square()))
        .also(Expr::wide([symbol(Kind::Out, one), one_minus(symbol(Kind::Out, one))]))
        .joined()
        .symbols(left(one, other), minus(of_other.over(square())))
        .also(minus(Expr::wide([symbol(Kind::Out, one), symbol(Kind::Out, other)])))
        .joined()
}
