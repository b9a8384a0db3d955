//! Chapter 2: net values, outputs, the chain of functions.

use crate::engine::{Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::functions::applied;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Step};
use crate::lesson::words::activation::of;
use crate::lesson::words::forward as words;
use crate::notation::number::{sum_and_largest, without_noise};
use crate::notation::{Expr, Formula, Stage};

fn weight(layer: usize, row: usize, column: usize) -> Quantity {
    Quantity { kind: Kind::Weight, layer, row, column }
}

/// The names that the words of this chapter use for a layer.
fn holes(desk: &Desk<'_>, layer: usize) -> Vec<(&'static str, Piece)> {
    let network = desk.network();
    vec![
        ("net", Piece::all(Kind::Net, layer)),
        ("W", Piece::all(Kind::Weight, layer)),
        ("bias", Piece::all(Kind::Bias, layer)),
        ("out", Piece::all(Kind::Out, layer - 1)),
        ("layer", desk.layer(layer)),
        ("before", desk.layer(layer - 1)),
        ("rows", network.width(layer).into()),
        ("columns", network.width(layer - 1).into()),
    ]
}

fn has_bias(desk: &Desk<'_>, layer: usize) -> bool {
    desk.network().layer(layer).biases.is_some()
}

/// What belongs beside a step on net values.
fn shows(desk: &Desk<'_>, layer: usize) -> Vec<Part> {
    let mut parts = vec![Part::all(Kind::Weight, layer), Part::all(Kind::Out, layer - 1)];
    if has_bias(desk, layer) {
        parts.push(Part::all(Kind::Bias, layer));
    }
    parts.push(Part::all(Kind::Net, layer));
    parts
}

pub(super) fn net(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => net_row(desk, layer, row),
        Place::Cell(row, column) => net_term(desk, layer, row, column),
        _ => net_layer(desk, layer),
    };
    step.flow = Flow::Forward;
    step.shows = shows(desk, layer);
    step
}

fn net_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let biased = has_bias(desk, layer);
    let holes = holes(desk, layer);
    let title = if biased { words::NET_BIASED_TITLE } else { words::NET_TITLE };
    let mut step = desk.step(Prose::fill(title, &holes));
    let (w, x) = (Part::all(Kind::Weight, layer), Part::all(Kind::Out, layer - 1));
    let with_bias = |product: Expr, bias: Expr| {
        if biased { Expr::Sum(vec![product, bias]) } else { product }
    };
    step.formula = Formula::new(
        Expr::symbol(Part::all(Kind::Net, layer)),
        with_bias(Expr::wide([Expr::symbol(w), Expr::symbol(x)]), Expr::symbol(Part::all(Kind::Bias, layer))),
    )
    .numbers(with_bias(
        Expr::wide([desk.matrix(Kind::Weight, layer, (None, None)), desk.vector(Kind::Out, layer - 1, None)]),
        if biased { desk.vector(Kind::Bias, layer, None) } else { Expr::word("") },
    ))
    .result(desk.vector(Kind::Net, layer, None));
    step.values = vec![Part::all(Kind::Net, layer).into()];
    step.new = vec![Part::all(Kind::Net, layer)];
    step.lit = vec![w, x];
    if biased {
        step.lit.push(Part::all(Kind::Bias, layer));
    }
    let texts = if biased { words::NET_BIASED } else { words::NET };
    step.why = texts.map(|text| Prose::fill(text, &holes)).to_vec();
    step.refresh = vec!["matrix-vector"];
    step
}

fn net_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let biased = has_bias(desk, layer);
    let count = desk.network().width(layer - 1);
    let net = Quantity::of(Kind::Net, layer, row);
    let bias = Quantity::of(Kind::Bias, layer, row);
    let input = |column| Quantity::of(Kind::Out, layer - 1, column);
    let mut holes = vec![
        ("net", Piece::from(net)),
        ("i", (row + 1).into()),
        ("neuron", Piece::Neuron(layer, row)),
        ("bias", bias.into()),
    ];
    holes.extend(self::holes(desk, layer).into_iter().filter(|(name, _)| !matches!(*name, "net" | "bias")));

    let mut step = desk.step(Prose::fill(words::NET_ROW_TITLE, &holes));
    let (w_decimals, x_decimals) = (
        desk.decimals(Kind::Weight, layer, row..row + 1, desk.columns(layer - 1, None)),
        desk.decimals(Kind::Out, layer - 1, desk.rows(layer - 1, None), 0..1),
    );
    let with_bias = |sum: Expr, term: Expr| match sum {
        Expr::Sum(mut terms) if biased => {
            terms.push(term);
            Expr::Sum(terms)
        }
        sum => sum,
    };
    let symbols =
        desk.sum(layer - 1, |j| Expr::tight([Expr::symbol(weight(layer, row, j)), Expr::symbol(input(j))]));
    let numbers = desk.sum(layer - 1, |j| {
        Expr::tight([
            desk.num_padded(weight(layer, row, j), w_decimals),
            desk.num_padded(input(j), x_decimals),
        ])
    });
    let product = |j| desk.value(weight(layer, row, j)) * desk.value(input(j));
    let added = if biased { desk.value(bias) } else { 0.0 };
    let (sum, largest) = sum_and_largest(desk.pass().products(layer, row));
    let exact = without_noise(sum + added, [largest, added]);
    let mut formula = Formula::new(Expr::symbol(net), with_bias(symbols, Expr::symbol(bias)))
        .numbers(with_bias(numbers, desk.num(bias)));
    if desk.knows(net) && (count > 1 || biased) {
        let products = desk.sum(layer - 1, |j| Expr::exact(product(j)));
        formula = formula.numbers(with_bias(products, desk.num(bias)));
    }
    step.formula = desk.close(formula, exact, net);
    step.values = vec![net.into()];
    step.new = vec![net.into()];
    step.lit = vec![Part::row(Kind::Weight, layer, row), Part::all(Kind::Out, layer - 1)];
    if biased {
        step.lit.push(bias.into());
    }
    step.why = vec![Prose::fill(if biased { words::NET_ROW_BIASED } else { words::NET_ROW }, &holes)];
    step.why.extend(silent(desk, layer, [words::NET_ROW_SILENT, words::NET_ROW_SILENT_MORE]));
    step.refresh = vec!["matrix-vector"];
    step
}

/// What is said of the neurons of the layer before whose outputs are exactly 0, by how many there are: one, or more.
pub(super) fn silent(desk: &Desk<'_>, layer: usize, [one, more]: [&'static str; 2]) -> Option<Prose> {
    let outs = match layer - 1 {
        0 => &desk.pass().given().sample.input,
        before => desk.pass().forward().out_of(before),
    };
    let mut silent = outs.iter().enumerate().filter(|(_, out)| **out == 0.0).map(|(row, _)| row);
    let first = silent.next()?;
    let count = 1 + silent.count();
    let holes = [
        ("silent", Piece::Neuron(layer - 1, first)),
        ("count", count.into()),
        ("before", desk.layer(layer - 1)),
    ];
    Some(Prose::fill(if count == 1 { one } else { more }, &holes))
}

fn net_term(desk: &Desk<'_>, layer: usize, row: usize, column: usize) -> Step {
    let biased = has_bias(desk, layer);
    let count = desk.network().width(layer - 1);
    let is_last = column + 1 == count;
    let (w, x) = (weight(layer, row, column), Quantity::of(Kind::Out, layer - 1, column));
    let (net, bias) = (Quantity::of(Kind::Net, layer, row), Quantity::of(Kind::Bias, layer, row));
    let holes = [
        ("net", Piece::from(net)),
        ("j", (column + 1).into()),
        ("count", count.into()),
        ("from", Piece::Neuron(layer - 1, column)),
        ("neuron", Piece::Neuron(layer, row)),
        ("w", w.into()),
        ("bias", bias.into()),
    ];
    let mut step = desk.step(Prose::fill(words::NET_TERM_TITLE, &holes));
    let product = |j| desk.value(weight(layer, row, j)) * desk.value(Quantity::of(Kind::Out, layer - 1, j));
    let (before, largest) = sum_and_largest(desk.pass().products(layer, row).take(column));
    let before = without_noise(before, [largest]);
    let mut sum = without_noise(before + product(column), [largest, product(column)]);
    let mut formula = Formula::new(
        Expr::tight([Expr::symbol(w), Expr::symbol(x)]),
        Expr::tight([desk.num(w), desk.num(x)]),
    )
    .numbers(Expr::exact(product(column)));
    let mut terms = vec![Expr::exact(product(column))];
    if column > 0 {
        terms.insert(0, Expr::exact(before));
    }
    if is_last && biased {
        terms.push(desk.num(bias));
        sum = without_noise(sum + desk.value(bias), [largest, product(column), desk.value(bias)]);
    }
    let left = if is_last { Expr::symbol(net) } else { Expr::word(words::SO_FAR) };
    formula = formula.symbols(left, Expr::Sum(terms));
    if is_last {
        formula = desk.close(formula, sum, net);
        step.values = vec![net.into()];
        step.new = vec![net.into()];
    } else {
        formula = formula.result(Expr::exact(sum));
    }
    step.formula = formula;
    step.lit = vec![w.into(), x.into(), Part::row(Kind::Net, layer, row)];
    let more = match (column, is_last, biased) {
        (0, true, false) => words::NET_TERM_ONLY,
        (0, true, true) => words::NET_TERM_ONLY_BIASED,
        (0, false, _) => words::NET_TERM_FIRST,
        (_, false, _) => words::NET_TERM_MORE,
        (_, true, false) => words::NET_TERM_LAST,
        (_, true, true) => words::NET_TERM_LAST_BIASED,
    };
    step.why = vec![Prose::fill(words::NET_TERM, &holes), Prose::fill(more, &holes)];
    step
}

pub(super) fn bias(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => {
            let (bias, net) = (Quantity::of(Kind::Bias, layer, row), Quantity::of(Kind::Net, layer, row));
            let holes = [
                ("bias", Piece::from(bias)),
                ("net", net.into()),
                ("neuron", Piece::Neuron(layer, row)),
                ("before", desk.layer(layer - 1)),
            ];
            let mut step = desk.step(Prose::fill(words::BIAS_ROW_TITLE, &holes));
            let sum = [Expr::word("…"), Expr::tight([Expr::symbol(bias), Expr::word("1")])];
            step.formula = Formula::new(Expr::symbol(net), Expr::Sum(sum.into())).line(
                Stage::Result,
                Some(Expr::symbol(bias)),
                "=",
                desk.num(bias),
            );
            step.values = vec![bias.into()];
            step.new = vec![bias.into()];
            step.lit = vec![bias.into(), net.into()];
            step.why = vec![Prose::fill(words::BIAS_ROW, &holes)];
            step
        }
        _ => {
            let bias = Part::all(Kind::Bias, layer);
            let holes = [("bias", Piece::from(bias)), ("layer", desk.layer(layer))];
            let mut step = desk.step(Prose::fill(words::BIAS_TITLE, &holes));
            step.formula = Formula::new(Expr::symbol(bias), desk.symbols(Kind::Bias, layer, None))
                .result(desk.vector(Kind::Bias, layer, None));
            step.values = vec![Part::all(Kind::Bias, layer).into()];
            step.new = vec![bias];
            step.lit = vec![bias];
            step.why = vec![Prose::fill(words::BIAS, &holes)];
            step
        }
    };
    step.flow = Flow::Forward;
    step.shows = shows(desk, layer);
    step
}

/// Layers beyond which the chain of functions is not written out whole.
const MOST_LINKS: usize = 5;

/// The first links of the chain in words: `a matrix product, the sigmoid, a matrix product, tanh`.
fn links(desk: &Desk<'_>, from: usize) -> String {
    let name = |layer: usize| of(desk.network().layer(layer).activation).name;
    let last = desk.last();
    let named: Vec<&str> = (from..=last.min(from + 1)).map(name).collect();
    let one_by_one: Vec<String> = named.iter().map(|name| format!("{}, {name}", words::PRODUCT)).collect();
    let more = if last > from + 1 { " …" } else { "." };
    format!("{}{more}", one_by_one.join(", "))
}

pub(super) fn chain(desk: &Desk<'_>) -> Step {
    let last = desk.last();
    let mut step = desk.step(Prose::text(words::CHAIN_TITLE));
    let mut inner = Expr::symbol(Part::all(Kind::Out, 0));
    let from = if last > MOST_LINKS {
        inner = Expr::word("…");
        last - MOST_LINKS + 1
    } else {
        1
    };
    for layer in from..=last {
        let mut argument = Expr::tight([Expr::symbol(Part::all(Kind::Weight, layer)), inner]);
        if has_bias(desk, layer) {
            argument = Expr::Sum(vec![argument, Expr::symbol(Part::all(Kind::Bias, layer))]);
        }
        inner = applied(desk.network().layer(layer).activation, argument);
    }
    step.formula = Formula::new(Expr::symbol(Part::all(Kind::Out, last)), inner).result(desk.vector(
        Kind::Out,
        last,
        None,
    ));
    step.values = vec![Part::all(Kind::Out, last).into()];
    step.new = vec![Part::all(Kind::Out, last)];
    step.lit = (0..=last).map(|layer| Part::all(Kind::Out, layer)).collect();
    step.flow = Flow::Forward;
    step.shows = (0..=last)
        .flat_map(|layer| {
            let net = (layer > 0).then(|| Part::all(Kind::Net, layer));
            net.into_iter().chain([Part::all(Kind::Out, layer)])
        })
        .collect();
    let holes = [("links", links(desk, from).into())];
    step.why = words::CHAIN.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.refresh = vec!["chain-rule"];
    step
}
