//! Chapter 1: layers, names, what is given, the samples.

use ndarray::Array1;

use crate::engine::{Activation, Kind, Loss, Part, Quantity};
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Picture, Step};
use crate::lesson::words::{activation, loss, network as words};
use crate::notation::expr::Form;
use crate::notation::expr::Number;
use crate::notation::number::decimals_of;
use crate::notation::{Expr, Formula, Stage};

/// Layers whose matrices are written out before the rest is left to the panel beside.
const MOST_LAYERS: usize = 4;

pub(super) fn layers(desk: &Desk<'_>) -> Step {
    let network = desk.network();
    let mut step = desk.step(Prose::text(words::LAYERS_TITLE));
    let mut formula = Formula::default();
    let mut before = None;
    for layer in shown_layers(0, desk.last()) {
        formula = Desk::between(formula, before.replace(layer), layer);
        let left = Expr::word(format!("layer {}", desk.lesson.names().layer(layer)));
        let count = network.width(layer);
        let mut parts = vec![Expr::word(if layer == 0 {
            format!("{count} {}", words::INPUTS[usize::from(count > 1)])
        } else {
            format!("{count} {}, ", words::NEURONS[usize::from(count > 1)])
        })];
        if layer > 0 {
            parts.push(Expr::symbol(Part::all(Kind::Weight, layer)));
            parts.push(Expr::word(format!(" {count}×{}", network.width(layer - 1))));
        }
        formula = formula.line(Stage::Symbols, Some(left), ":", Expr::Row(parts));
    }
    step.formula = formula;
    let learns = network.has_biases() && !desk.pass().given().learning.biases_frozen;
    let rest = if learns { words::FIXED_BUT_BIASES } else { words::FIXED };
    let numbers = words::NUMBERS[usize::from(network.weight_count() > 1)];
    let holes = [
        ("a", desk.layer(0)),
        ("weights", network.weight_count().into()),
        ("numbers", numbers.into()),
        ("rest", rest.into()),
    ];
    step.why = words::LAYERS.iter().map(|text| Prose::fill(text, &holes)).collect();
    if network.has_biases() {
        step.why.push(Prose::text(words::LAYERS_BIASED));
    }
    let is_usual = |layer: usize| network.layer(layer).activation == Activation::default();
    if !(1..=desk.last()).all(is_usual) || network.loss() != Loss::default() {
        step.why.push(functions(desk));
    }
    step
}

/// Which functions the layers and the error have.
pub(in crate::lesson) fn functions(desk: &Desk<'_>) -> Prose {
    let network = desk.network();
    let mut named: Vec<String> = Vec::new();
    let mut first = 1;
    for layer in 1..=desk.last() {
        let activation = network.layer(layer).activation;
        if layer < desk.last() && network.layer(layer + 1).activation == activation {
            continue;
        }
        let names = desk.lesson.names();
        let text = match layer - first {
            0 => words::HAS_FUNCTION,
            1 => words::BOTH_HAVE_FUNCTION,
            _ => words::HAVE_FUNCTION,
        };
        let text = text.replace("{first}", &names.layer(first)).replace("{last}", &names.layer(layer));
        named.push(text.replace("{function}", activation::of(activation).name));
        first = layer + 1;
    }
    let list = named.join(", ");
    let holes = [("list", list.into()), ("loss", loss::of(network.loss()).name.into())];
    Prose::fill(words::FUNCTIONS, &holes)
}

/// The layers `from ..= last`, of many the first ones and the last.
fn shown_layers(from: usize, last: usize) -> Vec<usize> {
    if last - from < MOST_LAYERS + 1 {
        return (from..=last).collect();
    }
    (from..from + MOST_LAYERS - 1).chain([last]).collect()
}

pub(super) fn names(desk: &Desk<'_>) -> Step {
    let network = desk.network();
    let mut step = desk.step(Prose::text(words::NAMES_TITLE));
    // The second row shows best how counting goes on.
    let row = 1.min(network.width(1) - 1);
    let example = Quantity { kind: Kind::Weight, layer: 1, row, column: 0 };
    let mut formula = Formula::default();
    let mut before = None;
    for layer in shown_layers(1, desk.last()) {
        formula = Desk::between(formula, before.replace(layer), layer);
        let matrix = desk.matrix_of((layer, layer - 1), (None, None), |row, column| {
            Expr::symbol(Quantity { kind: Kind::Weight, layer, row, column })
        });
        formula = formula.symbols(Expr::symbol(Part::all(Kind::Weight, layer)), matrix);
    }
    step.formula = formula;
    step.new = vec![example.into()];
    step.lit = vec![
        Part::from(example),
        Quantity::of(Kind::Out, 0, 0).into(),
        Quantity::of(Kind::Out, 1, row).into(),
    ];
    let holes = [
        ("w", example.into()),
        ("from", Piece::Neuron(0, 0)),
        ("to", Piece::Neuron(1, row)),
        ("row", (row + 1).into()),
        ("column", 1.into()),
    ];
    step.why = words::NAMES.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.refresh = vec!["matrix"];
    step
}

pub(super) fn givens(desk: &Desk<'_>) -> Step {
    let network = desk.network();
    let (input, target) = (Part::all(Kind::Out, 0), Part::all(Kind::Target, desk.last()));
    let mut step = desk.step(Prose::text(words::GIVENS_TITLE));
    step.formula = Formula::default()
        .symbols(Expr::symbol(input), desk.vector(Kind::Out, 0, None))
        .symbols(Expr::symbol(target), desk.vector(Kind::Target, desk.last(), None));
    step.shows = (1..=desk.last())
        .flat_map(|layer| {
            let biases = network.layer(layer).biases.is_some().then(|| Part::all(Kind::Bias, layer));
            [Some(Part::all(Kind::Weight, layer)), biases].into_iter().flatten()
        })
        .collect();
    step.values = vec![Part::all(Kind::Out, 0).into()];
    step.values.push(Part::all(Kind::Target, desk.last()).into());
    step.new = vec![input, target];
    step.lit = vec![input, target];
    let holes = [
        ("W", Piece::all(Kind::Weight, 1)),
        ("layer", desk.layer(1)),
        ("before", desk.layer(0)),
        ("rows", network.width(1).into()),
        ("columns", network.width(0).into()),
    ];
    step.why = words::GIVENS.iter().map(|text| Prose::fill(text, &holes)).collect();
    if network.has_biases() {
        step.why.push(Prose::text(words::GIVENS_BIASED));
    }
    step.refresh = vec!["matrix", "vector"];
    step
}

pub(super) fn samples(desk: &Desk<'_>) -> Step {
    let scenario = desk.lesson.scenario();
    let mut step = desk.step(Prose::text(words::SAMPLES_TITLE));
    let current = desk.lesson.view().sample;
    let mut formula = Formula::default();
    let shown = Desk::window(scenario.samples.len(), Some(current));
    for index in shown.clone() {
        let sample = &scenario.samples[index];
        let row = |values: &Array1<f64>, kind: Kind, layer: usize| {
            desk.lying(layer, None, |i| {
                Expr::Number(Number {
                    value: values[i],
                    of: (index == current).then(|| Quantity::of(kind, layer, i)),
                    form: Form::Given(decimals_of(values[i]).min(6)),
                    hidden: false,
                })
            })
        };
        let line = Expr::Row(vec![
            row(&sample.input, Kind::Out, 0),
            Expr::word(" ⟼ "),
            row(&sample.target, Kind::Target, desk.last()),
        ]);
        let left = Expr::word(format!("sample {}", index + 1));
        formula = formula.line(Stage::Symbols, Some(left), ":", line);
    }
    step.formula = Desk::more(formula, &shown, scenario.samples.len());
    step.picture = Picture::Samples { errors: false };
    step.lit = vec![Part::all(Kind::Out, 0), Part::all(Kind::Target, desk.last())];
    step.new.clone_from(&step.lit);
    let holes = [("sample", (current + 1).into()), ("count", scenario.samples.len().into())];
    step.why = words::SAMPLES.iter().map(|text| Prose::fill(text, &holes)).collect();
    if scenario.samples.len() == 1 {
        step.why[1] = Prose::text(words::SAMPLES_ONE);
    }
    step
}
