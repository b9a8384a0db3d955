//! Chapter 6: the mean over a batch of samples, where a scenario learns in batches.

use crate::engine::{BatchPass, Carry, Kind, Part, Quantity, WeightId};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step, Value};
use crate::lesson::words::batch as words;
use crate::notation::expr::{Form, Number};
use crate::notation::number::{are_shown_apart, without_noise};
use crate::notation::{Expr, Formula, Stage};

/// A number carried as named quantities are.
fn named(value: f64) -> Expr {
    Expr::Number(Number { value, of: None, form: Form::Named, hidden: false })
}

/// A sum over the batch, of many samples the first ones and the last, divided by their number.
fn mean_of(batch: &BatchPass, number: &dyn Fn(usize) -> f64) -> Expr {
    let sum = Desk::sum_of(batch.len(), None, |sample| named(number(sample)));
    sum.over(Expr::word(batch.len().to_string()))
}

/// A mean as it comes out.
fn exact_mean(batch: &BatchPass, number: &dyn Fn(usize) -> f64) -> f64 {
    without_noise(batch.mean_of(number), (0..batch.len()).map(number))
}

/// Puts a mean behind the formula: as it comes out, then rounded.
fn close(desk: &Desk<'_>, formula: Formula, exact: f64, rounded: Expr) -> Formula {
    let carry = desk.pass().carry();
    let is_rounded = are_shown_apart(exact, carry.round(exact));
    match carry {
        Carry::Decimals(_) if is_rounded => formula.numbers(Expr::exact(exact)).rounded(rounded),
        _ => formula.result(rounded),
    }
}

/// Goes on with a number on the way to the step's result: as it comes out, then rounded.
fn then_rounded(desk: &Desk<'_>, formula: Formula, exact: f64) -> Formula {
    let rounded = desk.pass().carry().round(exact);
    if desk.pass().carry() == Carry::Full || !are_shown_apart(exact, rounded) {
        return formula.numbers(named(rounded));
    }
    formula.numbers(Expr::exact(exact)).line(Stage::Numbers, None, "→", named(rounded)).joined()
}

fn eta() -> Quantity {
    Quantity::whole(Kind::LearningRate)
}

pub(super) fn batch(desk: &Desk<'_>) -> Step {
    let lesson = desk.lesson;
    let samples = lesson.batch_samples();
    let all = lesson.scenario().samples.len();
    let size = lesson.scenario().learning.batch.size(all);
    let holes = [
        ("size", Piece::from(size)),
        ("sample", (lesson.view().sample + 1).into()),
        ("first", (samples.start + 1).into()),
        ("last", samples.end.into()),
        ("count", samples.len().into()),
        ("weights", desk.network().weight_count().into()),
    ];
    let mut step = desk.step(Prose::fill(words::BATCH_TITLE, &holes));
    step.why = words::BATCH.iter().map(|text| Prose::fill(text, &holes)).collect();
    if samples.len() < size {
        step.why.push(Prose::fill(words::BATCH_SHORT, &holes));
    }
    step.refresh = vec!["batch"];
    if !BatchPass::fits(desk.network(), size) {
        let mean = Expr::symbol(Part::all(Kind::MeanGradient, desk.last()));
        step.formula = Formula::new(mean, mean_in_symbols(desk, desk.last()));
        step.why.push(Prose::fill(words::BATCH_LARGE, &holes));
        return step;
    }
    let batch = lesson.batch();
    let mut formula = Formula::default();
    let focus = lesson.view().sample - samples.start;
    let shown = Desk::window(batch.len(), Some(focus));
    for index in shown.clone() {
        let name = words::OF_SAMPLE.replace("{sample}", &(samples.start + index + 1).to_string());
        let left = Expr::Row(vec![Expr::word("E_total, "), Expr::word(name)]);
        formula = formula.line(Stage::Numbers, Some(left), "=", named(batch.total(index)));
    }
    formula = Desk::more(formula, &shown, batch.len());
    let total = |sample: usize| batch.total(sample);
    formula = formula.line(Stage::Numbers, Some(Expr::word(words::MEAN_ERROR)), "=", mean_of(batch, &total));
    step.formula = close(desk, formula, exact_mean(batch, &total), named(batch.error()));
    step.values = vec![Value::Words(words::VALUE_MEAN_ERROR.into(), batch.error())];
    step.picture = Picture::Samples { errors: true };
    step
}

pub(super) fn mean(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => mean_row(desk, layer, row),
        Place::Cell(row, column) => mean_cell(desk, layer, row, column),
        _ => mean_layer(desk, layer),
    };
    step.flow = Flow::Backward;
    step.shows =
        [Kind::Weight, Kind::Gradient, Kind::MeanGradient].map(|kind| Part::all(kind, layer)).to_vec();
    step.refresh = vec!["batch"];
    step
}

/// The mean of a layer's gradients, sample by sample.
fn mean_in_symbols(desk: &Desk<'_>, layer: usize) -> Expr {
    let gradient = |sample: usize| {
        let name = words::OF_SAMPLE.replace("{sample}", &sample.to_string());
        Expr::Row(vec![Expr::symbol(Part::all(Kind::Gradient, layer)), Expr::word(format!(", {name}"))])
    };
    let samples = desk.lesson.batch_samples();
    let sum = match samples.len() {
        1 => gradient(samples.start + 1),
        2 => Expr::Sum(vec![gradient(samples.start + 1), gradient(samples.end)]),
        _ => Expr::Sum(vec![gradient(samples.start + 1), Expr::word("…"), gradient(samples.end)]),
    };
    sum.over(Expr::word(samples.len().to_string()))
}

fn mean_layer(desk: &Desk<'_>, layer: usize) -> Step {
    let (w, mean) = (Part::all(Kind::Weight, layer), Part::all(Kind::MeanGradient, layer));
    let count = desk.lesson.batch_samples().len();
    let holes =
        [("mean", Piece::from(mean)), ("W", w.into()), ("eta", eta().into()), ("count", count.into())];
    let mut step = desk.step(Prose::fill(words::MEAN_TITLE, &holes));
    step.formula = Formula::new(Expr::symbol(mean), mean_in_symbols(desk, layer)).result(desk.matrix(
        Kind::MeanGradient,
        layer,
        (None, None),
    ));
    step.values = vec![Part::all(Kind::MeanGradient, layer).into()];
    step.new = vec![mean];
    step.lit = vec![w];
    step.why = words::MEAN.iter().map(|text| Prose::fill(text, &holes)).collect();
    if count == 1 {
        step.why[0] = Prose::text(words::MEAN_ONE);
    }
    step
}

fn mean_row(desk: &Desk<'_>, layer: usize, row: usize) -> Step {
    let batch = desk.lesson.batch();
    let mean = Part::all(Kind::MeanGradient, layer);
    let holes = [("mean", Piece::from(mean)), ("i", (row + 1).into()), ("neuron", Piece::Neuron(layer, row))];
    let mut step = desk.step(Prose::fill(words::MEAN_ROW_TITLE, &holes));
    let mut formula = Formula::default();
    let shown = desk.columns(layer - 1, None);
    for input in shown.clone() {
        let weight = WeightId { layer, neuron: row, input };
        let q = Quantity::at(Kind::MeanGradient, weight);
        let of = |sample: usize| batch.gradient_of(sample, weight);
        formula = formula.line(Stage::Numbers, Some(Expr::symbol(q)), "=", mean_of(batch, &of));
        formula = desk.close_in_line(formula, exact_mean(batch, &of), q);
    }
    step.formula = Desk::more(formula, &shown, desk.network().width(layer - 1));
    step.values = vec![Part::row(Kind::MeanGradient, layer, row).into()];
    step.new = vec![Part::row(Kind::MeanGradient, layer, row)];
    step.lit = vec![Part::row(Kind::Weight, layer, row)];
    step.why = vec![Prose::fill(words::MEAN_ROW, &holes)];
    step
}

fn mean_cell(desk: &Desk<'_>, layer: usize, row: usize, column: usize) -> Step {
    let batch = desk.lesson.batch();
    let weight = WeightId { layer, neuron: row, input: column };
    let (mean, w) = (Quantity::at(Kind::MeanGradient, weight), Quantity::at(Kind::Weight, weight));
    let of = |sample: usize| batch.gradient_of(sample, weight);
    let up = (0..batch.len()).filter(|&sample| of(sample) < 0.0).count();
    let down = (0..batch.len()).filter(|&sample| of(sample) > 0.0).count();
    let holes = [
        ("mean", Piece::from(mean)),
        ("w", w.into()),
        ("count", batch.len().into()),
        ("up", up.into()),
        ("down", down.into()),
    ];
    let mut step = desk.step(Prose::fill(words::MEAN_CELL_TITLE, &holes));
    let formula = Formula::default().line(Stage::Numbers, Some(Expr::symbol(mean)), "=", mean_of(batch, &of));
    let moved = Expr::Sum(vec![desk.num(w), Expr::wide([desk.num(eta()), desk.num(mean)]).negative()]);
    step.formula = desk.close(formula, exact_mean(batch, &of), mean).line(
        Stage::Numbers,
        Some(Expr::symbol(w)),
        "←",
        moved,
    );
    let exact = desk.value(w) - desk.value(eta()) * desk.value(mean);
    step.formula = then_rounded(desk, step.formula, exact);
    step.values = vec![mean.into()];
    step.new = vec![mean.into()];
    step.lit = vec![w.into()];
    let agreement = if up > 0 && down > 0 { words::MEAN_DISAGREE } else { words::MEAN_AGREE };
    step.why = vec![Prose::fill(words::MEAN_CELL, &holes)];
    if up + down > 0 {
        step.why.push(Prose::fill(agreement, &holes));
    }
    step
}

pub(super) fn mean_bias(desk: &Desk<'_>, layer: usize, place: Place) -> Step {
    let batch = desk.lesson.batch();
    let mean = Part::all(Kind::MeanBiasGradient, layer);
    let rows = match place {
        Place::Row(row) => row..row + 1,
        _ => desk.rows(layer, None),
    };
    let title = match place {
        Place::Row(row) => Piece::from(Quantity::of(Kind::MeanBiasGradient, layer, row)),
        _ => Piece::from(mean),
    };
    let mut step = desk.step(Prose::fill(words::MEAN_BIAS_TITLE, &[("mean", title)]));
    let mut formula = Formula::default();
    for row in rows.clone() {
        let q = Quantity::of(Kind::MeanBiasGradient, layer, row);
        let of = |sample: usize| batch.bias_gradient_of(sample, layer, row);
        formula = formula.line(Stage::Numbers, Some(Expr::symbol(q)), "=", mean_of(batch, &of));
        formula = desk.close_in_line(formula, exact_mean(batch, &of), q);
        step.new.push(q.into());
        step.lit.push(Quantity::of(Kind::Bias, layer, row).into());
    }
    step.formula = match place {
        Place::Row(_) => formula,
        _ => Desk::more(formula, &rows, desk.network().width(layer)),
    };
    step.values = match place {
        Place::Row(row) => vec![Quantity::of(Kind::MeanBiasGradient, layer, row).into()],
        _ => vec![Part::all(Kind::MeanBiasGradient, layer).into()],
    };
    step.why = vec![Prose::text(words::MEAN_BIAS)];
    if desk.pass().given().learning.biases_frozen {
        step.why.push(Prose::text(words::MEAN_FROZEN));
    }
    step.flow = Flow::Backward;
    step.shows =
        [Kind::Bias, Kind::BiasGradient, Kind::MeanBiasGradient].map(|kind| Part::all(kind, layer)).to_vec();
    step.refresh = vec!["batch"];
    step
}

pub(super) fn step(desk: &Desk<'_>) -> Step {
    let batch = desk.lesson.batch();
    let totals = desk.lesson.batch_totals_after();
    let after_of = |sample: usize| totals[sample];
    let after = desk.pass().carry().round(batch.mean_of(after_of));
    let mut step = desk.step(Prose::text(words::STEP_TITLE));
    let before = |sample: usize| batch.total(sample);
    let left = |text: &'static str| Some(Expr::word(text));
    let formula = Formula::default().line(Stage::Numbers, left(words::BEFORE), "=", mean_of(batch, &before));
    let formula = then_rounded(desk, formula, exact_mean(batch, &before)).line(
        Stage::Numbers,
        left(words::AFTER),
        "=",
        mean_of(batch, &after_of),
    );
    step.formula = close(desk, formula, exact_mean(batch, &after_of), named(after));
    step.values = vec![Value::Words(words::VALUE_AFTER.into(), after)];
    let text = match after.total_cmp(&batch.error()) {
        std::cmp::Ordering::Less => words::STEP_DOWN,
        std::cmp::Ordering::Greater => words::STEP_UP,
        std::cmp::Ordering::Equal => words::STEP_SAME,
    };
    step.why = vec![Prose::text(text)];
    step.flow = Flow::Forward;
    step.refresh = vec!["batch"];
    step
}
