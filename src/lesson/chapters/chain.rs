//! Chapter 4: why weights, a weight of the output layer factor by factor, the bill.

use crate::engine::{Activation, Kind, Part, Quantity, WeightId};
use crate::lesson::address::{Address, Factor, Place, Section};
use crate::lesson::desk::Desk;
use crate::lesson::functions;
use crate::lesson::measure;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step, Value};
use crate::lesson::words::activation as activation_words;
use crate::lesson::words::chain as words;
use crate::lesson::words::loss as loss_words;
use crate::notation::{Expr, Formula, Stage};

pub(super) fn weights(desk: &Desk<'_>) -> Step {
    let last = desk.last();
    let mut step = desk.step(Prose::text(words::WEIGHTS_TITLE));
    let total = Quantity::whole(Kind::ErrorTotal);
    let mut arguments =
        vec![Expr::symbol(Part::all(Kind::Out, 0)), Expr::symbol(Part::all(Kind::Target, last))];
    for layer in 1..=last.min(6) {
        arguments.push(Expr::symbol(Part::all(Kind::Weight, layer)));
        if desk.network().layer(layer).biases.is_some() {
            arguments.push(Expr::symbol(Part::all(Kind::Bias, layer)));
        }
    }
    if last > 6 {
        arguments.push(Expr::word("…"));
    }
    let mut list = Vec::new();
    for (index, argument) in arguments.into_iter().enumerate() {
        if index > 0 {
            list.push(Expr::word(", "));
        }
        list.push(argument);
    }
    step.formula = Formula::new(Expr::symbol(total), Expr::call("E", Expr::Row(list)));
    step.shows = (1..=last).map(|layer| Part::all(Kind::Weight, layer)).collect();
    step.lit.clone_from(&step.shows);
    let each = match desk.network().weight_count() {
        1 => words::ONLY_WEIGHT.to_owned(),
        count => words::EACH_WEIGHT.replace("{weights}", &count.to_string()),
    };
    let holes = [("each", each.into())];
    step.why = words::WEIGHTS.iter().map(|text| Prose::fill(text, &holes)).collect();
    if desk.network().has_biases() {
        let is_frozen = desk.pass().given().learning.biases_frozen;
        let text = if is_frozen { words::WEIGHTS_FROZEN } else { words::WEIGHTS_BIASED };
        step.why.push(Prose::text(text));
    }
    step
}

/// `∂top/∂bottom` as a stacked fraction in the ink of the entity that it is.
pub(in crate::lesson) fn derivative(
    desk: &Desk<'_>,
    top: Option<Quantity>,
    bottom: Quantity,
    of: Quantity,
) -> Expr {
    let names = desk.lesson.names();
    let top = top.map_or(Expr::word("∂E"), |q| Expr::word(names.differential(q)));
    top.over(Expr::word(names.differential(bottom))).of(of)
}

/// `∂E/∂w` as a stacked fraction.
pub(in crate::lesson) fn gradient_fraction(desk: &Desk<'_>, weight: WeightId) -> Expr {
    derivative(desk, None, Quantity::at(Kind::Weight, weight), Quantity::at(Kind::Gradient, weight))
}

/// The quantities on the way from a weight outward through its own neuron.
pub(in crate::lesson) struct Way {
    weight: Quantity,
    gradient: Quantity,
    net: Quantity,
    out: Quantity,
    input: Quantity,
    by_out: Quantity,
    slope: Quantity,
    delta: Quantity,
}

impl Way {
    pub fn from(weight: WeightId) -> Self {
        let at = |kind| Quantity::of(kind, weight.layer, weight.neuron);
        Self {
            weight: Quantity::at(Kind::Weight, weight),
            gradient: Quantity::at(Kind::Gradient, weight),
            net: at(Kind::Net),
            out: at(Kind::Out),
            input: Quantity::of(Kind::Out, weight.layer - 1, weight.input),
            by_out: at(Kind::ErrorByOut),
            slope: at(Kind::Slope),
            delta: at(Kind::Delta),
        }
    }
}

/// A formula with what it takes to work out the error's derivative by an output.
pub(super) fn error_formula(desk: &Desk<'_>, formula: Formula, by_out: Quantity) -> Formula {
    let (out, target) = (by_out.with(Kind::Out), by_out.with(Kind::Target));
    let loss = desk.network().loss();
    let mut formula = formula.symbols(
        derivative(desk, None, out, by_out),
        functions::by_out(loss, Expr::symbol(target), Expr::symbol(out)),
    );
    if !desk.pass().takes_nets(by_out.row) {
        formula = formula.numbers(functions::by_out_in_numbers(desk, by_out.row));
    }
    desk.close(formula, desk.before_rounding(by_out), by_out)
}

/// A weight of the output layer.
pub(super) fn output_weight(desk: &Desk<'_>, weight: WeightId, place: Place) -> Step {
    let way = Way::from(weight);
    let (layer, row) = (weight.layer, weight.neuron);
    let shown = |factor| desk.reached(Address::at(Section::Derive(weight), Place::Factor(factor)));
    let holes = [
        ("gradient", Piece::from(way.gradient)),
        ("w", way.weight.into()),
        ("net", way.net.into()),
        ("out", way.out.into()),
        ("x", way.input.into()),
        ("delta", way.delta.into()),
        ("E", way.out.with(Kind::Error).into()),
        ("target", way.out.with(Kind::Target).into()),
        ("layer", desk.layer(layer)),
        ("neuron", Piece::Neuron(layer, row)),
        ("function", activation_words::of(desk.network().layer(layer).activation).name.into()),
    ];
    let under = |fraction: Expr, q: Quantity, factor: Factor| {
        let label = if shown(factor) { desk.num(q) } else { Expr::word("?") };
        fraction.under(label)
    };
    let factors = Expr::wide([
        under(derivative(desk, None, way.out, way.by_out), way.by_out, Factor::Error),
        under(derivative(desk, Some(way.out), way.net, way.slope), way.slope, Factor::Slope),
        under(derivative(desk, Some(way.net), way.weight, way.input), way.input, Factor::Input),
    ]);
    let chain = Formula::new(gradient_fraction(desk, weight), factors);
    let (title, texts, formula, new) = match place {
        Place::Factor(Factor::Error) => {
            let formula = error_formula(desk, chain, way.by_out);
            (words::ERROR_TITLE, &words::ERROR[..], formula, way.by_out)
        }
        Place::Factor(Factor::Slope) => {
            let formula = slope_formula(desk, chain, &way);
            (words::SLOPE_TITLE, &words::SLOPE[..], formula, way.slope)
        }
        Place::Factor(Factor::Input) => {
            let formula = chain
                .symbols(Expr::symbol(way.net), net_sum(desk, weight))
                .symbols(derivative(desk, Some(way.net), way.weight, way.input), Expr::symbol(way.input))
                .result(desk.num(way.input));
            (words::INPUT_TITLE, &words::INPUT[..], formula, way.input)
        }
        Place::Factor(_) => {
            let formula = product_formula(desk, chain, &way);
            (words::PRODUCT_TITLE, &words::PRODUCT[..], formula, way.gradient)
        }
        _ => {
            let formula = if shown(Factor::Product) { product_formula(desk, chain, &way) } else { chain };
            (words::OUTPUT_TITLE, &words::OUTPUT[..], formula, way.gradient)
        }
    };
    let mut step = desk.step(Prose::fill(title, &holes));
    step.formula = formula;
    step.values = vec![new.into()];
    step.new = vec![new.into()];
    step.lit = vec![way.weight.into(), way.input.into(), way.net.into(), way.out.into()];
    step.flow = Flow::Backward;
    step.why = texts.iter().map(|text| Prose::fill(text, &holes)).collect();
    if place == Place::Factor(Factor::Error) {
        let factor = loss_words::of(desk.network().loss()).factor;
        step.why.insert(0, Prose::fill(factor, &holes));
        if desk.pass().takes_nets(row) {
            step.why.push(Prose::fill(loss_words::DIVIDED_FROM_NETS, &[("out", desk.said(way.out))]));
        }
    }
    if place == Place::Factor(Factor::Slope) {
        let activation = desk.network().layer(layer).activation;
        let said = activation_words::of(activation);
        let derived = said.derived.join(" ");
        let texts = [derived.as_str(), said.slopes].into_iter().filter(|text| !text.is_empty());
        step.why.extend(texts.map(|text| Prose::text(activation_words::with_leak(text, activation))));
        if desk.network().collapses() {
            step.why.push(Prose::text(activation_words::SLOPE_CANCELS));
        }
        step.why.extend(functions::said_of(desk, way.slope));
    }
    if place == Place::Factor(Factor::Product) {
        if desk.network().collapses() {
            step.why.push(Prose::fill(words::PRODUCT_COLLAPSES, &holes));
        }
        step.why.push(meaning(desk, way.gradient, way.weight));
    }
    if place == Place::Head && desk.network().width(layer) == 1 {
        step.why[1] = Prose::fill(words::OUTPUT_ALONE, &holes);
    }
    if place == Place::Factor(Factor::Input) && desk.network().width(layer - 1) == 1 {
        step.why = vec![Prose::fill(words::INPUT_ALONE, &holes)];
    }
    furnish(desk, &mut step, weight, place);
    step
}

/// The picture, the matrices and the refreshers of a step on a weight of the output layer.
fn furnish(desk: &Desk<'_>, step: &mut Step, weight: WeightId, place: Place) {
    let (layer, row) = (weight.layer, weight.neuron);
    let beside = |kinds: &[Kind]| kinds.iter().map(|&kind| Part::all(kind, layer)).collect::<Vec<_>>();
    match place {
        Place::Factor(Factor::Error) => {
            step.picture = Picture::Error { row, tangent: true };
            step.shows = beside(&[Kind::Out, Kind::Target, Kind::ErrorByOut]);
        }
        Place::Factor(Factor::Slope) => {
            step.picture = Picture::Curve { layer, row: Some(row), tangent: true };
            step.shows = beside(&[Kind::Net, Kind::Out, Kind::Slope]);
            step.refresh = vec![activation_words::of(desk.network().layer(layer).activation).glossary];
        }
        Place::Factor(Factor::Input) => {
            step.shows = vec![Part::all(Kind::Weight, layer), Part::all(Kind::Out, layer - 1)];
            step.refresh = vec!["partial-derivative"];
        }
        _ => {
            step.shows = beside(&[Kind::Weight, Kind::ErrorByOut, Kind::Slope]);
            step.shows.insert(1, Part::all(Kind::Out, layer - 1));
            step.shows.push(Part::all(Kind::Gradient, layer));
            step.refresh = vec!["chain-rule"];
        }
    }
    if desk.lesson.pass().network().width(desk.last()) == 1 && place == Place::Factor(Factor::Error) {
        step.why.truncate(1); // with one output there are no other terms to drop out
    }
}

/// What the sign of a gradient means for its weight.
fn meaning(desk: &Desk<'_>, gradient: Quantity, weight: Quantity) -> Prose {
    let value = desk.value(gradient);
    let decimals = desk.pass().carry().decimals().unwrap_or(0);
    let text = if value > 0.0 {
        words::UPHILL
    } else if value < 0.0 {
        words::DOWNHILL
    } else if desk.is_zero(gradient) {
        words::FLAT
    } else {
        words::ROUNDED_AWAY
    };
    Prose::fill(text, &[("w", weight.into()), ("decimals", usize::from(decimals).into())])
}

fn slope_formula(desk: &Desk<'_>, chain: Formula, way: &Way) -> Formula {
    let place = functions::Place::of(desk, way.slope);
    let left = derivative(desk, Some(way.out), way.net, way.slope);
    let activation = desk.network().layer(way.out.layer).activation;
    let mut formula =
        functions::derived(chain, left, activation, &Expr::symbol(way.net), &Expr::symbol(way.out));
    if activation != Activation::Identity {
        formula = formula.numbers(place.slope_in_numbers());
    }
    desk.close(formula, place.exact_slope(), way.slope)
}

/// The sum that is a neuron's net value, as far as it is written out, with the weight in it.
fn net_sum(desk: &Desk<'_>, weight: WeightId) -> Expr {
    let term = |column: usize| {
        let w = Quantity { kind: Kind::Weight, layer: weight.layer, row: weight.neuron, column };
        Expr::tight([Expr::symbol(w), Expr::symbol(Quantity::of(Kind::Out, weight.layer - 1, column))])
    };
    let count = desk.network().width(weight.layer - 1);
    let shown = desk.columns(weight.layer - 1, Some(weight.input));
    let dots = |is_there: bool| is_there.then(|| Expr::word("…"));
    let mut terms: Vec<Expr> = dots(shown.start > 0).into_iter().collect();
    terms.extend(shown.clone().map(term));
    terms.extend(dots(shown.end < count));
    if desk.network().layer(weight.layer).biases.is_some() {
        terms.push(Expr::symbol(Quantity::of(Kind::Bias, weight.layer, weight.neuron)));
    }
    Expr::Sum(terms)
}

/// The three factors multiplied, and through the error term to the gradient.
pub(in crate::lesson) fn product_formula(desk: &Desk<'_>, chain: Formula, way: &Way) -> Formula {
    let mut formula = chain;
    if !desk.network().collapses() {
        // Where the two cancel, what is left of their product may be lost in rounding.
        let factors = [way.by_out, way.slope, way.input].map(|q| desk.num(q));
        formula = formula.numbers(Expr::wide(factors));
    }
    let target = way.out.with(Kind::Target);
    let difference = |out: Expr, target: Expr| Expr::Sum(vec![out, target.negative()]).grouped();
    if desk.network().collapses() {
        let (out, wanted) = (Expr::symbol(way.out), Expr::symbol(target));
        formula = formula
            .symbols(
                Expr::symbol(way.gradient),
                Expr::wide([difference(out, wanted), Expr::symbol(way.input)]),
            )
            .numbers(Expr::wide([difference(desk.num(way.out), desk.num(target)), desk.num(way.input)]));
    }
    let formula = formula.numbers(Expr::wide([desk.num(way.delta), desk.num(way.input)]));
    desk.close(formula, desk.value(way.delta) * desk.value(way.input), way.gradient)
}

pub(super) fn bill(desk: &Desk<'_>) -> Step {
    let network = desk.network();
    let mut step = desk.step(Prose::text(words::BILL_TITLE));
    let mut formula = Formula::default();
    let mut before = None;
    for layer in bill_layers(desk.last()) {
        formula = Desk::between(formula, before.replace(layer), layer);
        for row in measure::hand_costs(network, layer) {
            let [weights, biases, paths, multiplications] = words::BILL_THINGS;
            let counted =
                |count: &str, thing: [&'static str; 2]| Piece::from(thing[usize::from(count != "1")]);
            let things = counted(&row.count, if row.is_bias { biases } else { weights });
            let holes = [
                ("things", things),
                ("ways", counted(&row.paths, paths)),
                ("multiplications", counted(&row.each, multiplications)),
                ("count", row.count.into()),
                ("paths", row.paths.into()),
                ("each", row.each.into()),
            ];
            let words = Prose::fill(words::BILL_ROW, &holes).plain(desk.lesson.names(), desk.pass().carry());
            let kind = if row.is_bias { Kind::Bias } else { Kind::Weight };
            formula = formula
                .line(Stage::Numbers, Some(Expr::symbol(Part::all(kind, layer))), ":", Expr::word(words))
                .numbers(Expr::word(row.total))
                .joined();
        }
    }
    let by_hand = crate::engine::by_hand(network);
    step.formula = formula.line(
        Stage::Result,
        Some(Expr::word(words::TOTAL)),
        "=",
        Expr::word(measure::count_text(by_hand)),
    );
    step.values = vec![Value::Words(words::VALUE.into(), by_hand.as_f64())];
    step.picture = Picture::Bill;
    let holes = [
        ("wider", measure::count_text(measure::hand_if_wider(network)).into()),
        ("deeper", measure::count_text(measure::hand_if_deeper(network)).into()),
    ];
    step.why = words::BILL.iter().map(|text| Prose::fill(text, &holes)).collect();
    if !measure::has_forks(network) {
        step.why[0] = Prose::text(words::BILL_ONE_PATH);
    }
    step
}

/// The layers whose costs are listed: from the output back, of many the nearest and the first.
pub(super) fn bill_layers(last: usize) -> Vec<usize> {
    if last <= 6 {
        return (1..=last).rev().collect();
    }
    (last - 4..=last).rev().chain([1]).collect()
}
