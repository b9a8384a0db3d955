//! Chapter 2: the activation function, for a layer and for a neuron.

use crate::engine::{Activation, Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::functions::{applied, definition, exponential, said_of};
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step};
use crate::lesson::words::activation::{of, with_leak};
use crate::lesson::words::forward as words;
use crate::notation::{Expr, Formula};

pub(super) fn out(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => out_row(desk, layer, row),
        _ => out_layer(desk, layer),
    };
    step.flow = Flow::Forward;
    step.shows = vec![Part::all(Kind::Net, layer), Part::all(Kind::Out, layer)];
    step.refresh = vec![of(desk.network().layer(layer).activation).glossary];
    step
}

fn out_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let activation = desk.network().layer(layer).activation;
    let (net, out) = (Part::all(Kind::Net, layer), Part::all(Kind::Out, layer));
    let function = of(activation).function;
    let holes = [("out", Piece::from(out)), ("net", net.into()), ("function", function.into())];
    let mut step = desk.step(Prose::fill(words::OUT_TITLE, &holes));
    let defined = if activation.is_softmax() {
        let (x, sum) = (Expr::word("x_i"), Expr::Row(vec![Expr::word("Σ "), exponential(Expr::word("x_j"))]));
        Formula::new(
            Expr::Row(vec![Expr::call(function, Expr::word("x")), Expr::word("_i")]),
            definition(activation, &x, Some(sum)),
        )
    } else {
        Formula::new(Expr::call(function, Expr::word("x")), definition(activation, &Expr::word("x"), None))
    };
    step.formula = defined
        .symbols(Expr::symbol(out), applied(activation, Expr::symbol(net)))
        .numbers(applied(activation, desk.vector(Kind::Net, layer, None)))
        .result(desk.vector(Kind::Out, layer, None));
    step.values = vec![Part::all(Kind::Out, layer).into()];
    step.new = vec![out];
    step.lit = vec![net];
    if !activation.is_softmax() {
        step.picture = Picture::Curve { layer, row: None, tangent: false };
    }
    let holes = [("layer", desk.layer(layer))];
    step.why = vec![Prose::fill_owned(&with_leak(of(activation).about, activation), &holes)];
    let is_straight = |layer: usize| desk.network().layer(layer).activation == Activation::Identity;
    step.why.extend(match activation {
        Activation::Softmax => None,
        Activation::Identity if (1..desk.last()).all(is_straight) && is_straight(desk.last()) => {
            (desk.last() > 1).then(|| Prose::text(words::OUT_ALL_STRAIGHT))
        }
        Activation::Identity => Some(Prose::text(words::OUT_STRAIGHT)),
        _ => Some(Prose::text(words::OUT_CURVE)),
    });
    step
}

fn out_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let (net, out) = (Quantity::of(Kind::Net, layer, row), Quantity::of(Kind::Out, layer, row));
    let activation = desk.network().layer(layer).activation;
    let is_last = layer == desk.last();
    let mut holes = vec![
        ("net", Piece::from(net)),
        ("out", out.into()),
        ("neuron", Piece::Neuron(layer, row)),
        ("function", of(activation).function.into()),
    ];
    if !is_last {
        holes.push(("next", desk.layer(layer + 1)));
    }
    let mut step = desk.step(Prose::fill(words::OUT_ROW_TITLE, &holes));
    step.formula = if activation.is_softmax() {
        share(desk, layer, row)
    } else {
        let formula = Formula::new(Expr::symbol(out), applied(activation, Expr::symbol(net)));
        let formula = if activation == Activation::Identity {
            // What it does with a number is that number, which is about to come out.
            formula.numbers(applied(activation, desk.num(net)))
        } else {
            let defined = |x: &Expr| definition(activation, x, None);
            formula.also(defined(&Expr::symbol(net))).numbers(defined(&desk.num(net)))
        };
        desk.close(formula, activation.apply(desk.value(net)), out)
    };
    step.values = vec![out.into()];
    step.new = vec![out.into()];
    step.lit = vec![net.into(), out.into()];
    step.picture = Picture::Curve { layer, row: Some(row), tangent: false };
    let first = if activation.is_softmax() { words::OUT_ROW_SHARE } else { words::OUT_ROW };
    let further = if is_last { words::OUT_ROW_LAST } else { words::OUT_ROW_NEXT };
    step.why = vec![Prose::fill(first, &holes), Prose::fill(further, &holes)];
    if activation.is_softmax() {
        step.lit = vec![Part::all(Kind::Net, layer), out.into()];
        if !desk.exponentials(layer).iter().all(|e| e.is_normal()) {
            step.why.push(Prose::text(words::OUT_ROW_LARGE));
        }
    }
    step.why.extend(said_of(desk, net).filter(|_| desk.knows(out)));
    // The first number of the lesson that has more digits than are carried.
    if let (Some(decimals), true) = (desk.pass().carry().decimals(), layer == 1 && row == 0)
        && desk.is_rounded(activation.apply(desk.value(net)), out)
    {
        let holes = [("decimals", usize::from(decimals).into())];
        step.why.push(Prose::fill(words::OUT_ROW_ROUNDED, &holes));
    }
    step
}

/// An output of softmax: its exponential over the sum of all.
fn share(desk: &Desk<'_>, layer: usize, row: usize) -> Formula {
    let (net, out) = (Quantity::of(Kind::Net, layer, row), Quantity::of(Kind::Out, layer, row));
    let count = desk.network().width(layer);
    let nets = |j: usize| Quantity::of(Kind::Net, layer, j);
    let fraction = |of: &dyn Fn(Quantity) -> Expr| {
        let sum = Desk::short_sum(count, |j| exponential(of(nets(j))));
        definition(Activation::Softmax, &of(net), Some(sum))
    };
    let mut formula =
        Formula::new(Expr::symbol(out), fraction(&|q| Expr::symbol(q))).numbers(fraction(&|q| desk.num(q)));
    let exponentials = desk.exponentials(layer);
    let sum = exponentials.iter().fold(0.0, |sum, e| sum + e);
    if desk.knows(out) && exponentials.iter().all(|e| e.is_normal()) && sum.is_finite() {
        formula = formula.numbers(Expr::exact(exponentials[row]).over(Expr::exact(sum)));
    }
    desk.close(formula, desk.shares(layer)[row], out)
}
