//! Chapter 3: the errors, their sum, and their derivative by the outputs.

use super::chain::derivative;
use crate::engine::{Carry, Kind, Loss, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::functions;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step, Value};
use crate::lesson::words::error as words;
use crate::lesson::words::loss as loss_words;
use crate::notation::expr::{Form, Number};
use crate::notation::number::without_noise;
use crate::notation::{Expr, Formula, Stage};

/// Target, output and error of an output neuron.
fn at_output(desk: &Desk<'_>, row: usize) -> [Quantity; 3] {
    let last = desk.last();
    [Kind::Target, Kind::Out, Kind::Error].map(|kind| Quantity::of(kind, last, row))
}

/// The output by which an error is best shown: with cross-entropy, one whose target counts.
fn telling(desk: &Desk<'_>) -> usize {
    let target = |row: usize| desk.value(Quantity::of(Kind::Target, desk.last(), row));
    let rows = 0..desk.network().width(desk.last());
    match desk.network().loss() {
        Loss::CrossEntropy => {
            rows.max_by(|&a, &b| target(a).total_cmp(&target(b)).then(b.cmp(&a))).unwrap_or(0)
        }
        _ => 0,
    }
}

/// What belongs beside a step on the error.
fn shows(desk: &Desk<'_>) -> Vec<Part> {
    [Kind::Out, Kind::Target, Kind::Error].map(|kind| Part::all(kind, desk.last())).to_vec()
}

pub(super) fn single(desk: &Desk<'_>, row: usize) -> Step {
    let [target, out, error] = at_output(desk, row);
    let holes = [
        ("E", Piece::from(error)),
        ("neuron", Piece::Neuron(desk.last(), row)),
        ("target", desk.said(target)),
        ("out", desk.said(out)),
    ];
    let mut step = desk.step(Prose::fill(words::SINGLE_TITLE, &holes));
    let loss = desk.network().loss();
    let mut formula =
        Formula::new(Expr::symbol(error), functions::error(loss, Expr::symbol(target), Expr::symbol(out)));
    if desk.pass().takes_nets(row) {
        let net = out.with(Kind::Net);
        let count = desk.network().width(desk.last());
        let sum = |of: &dyn Fn(Quantity) -> Expr| {
            Desk::short_sum(count, |j| functions::exponential(of(Quantity::of(Kind::Net, desk.last(), j))))
        };
        let symbols = sum(&|q| Expr::symbol(q));
        let numbers = sum(&|q| desk.num(q));
        formula = formula
            .also(functions::error_from_nets(loss, Expr::symbol(target), Expr::symbol(net), symbols))
            .numbers(functions::error_from_nets(loss, desk.num(target), desk.num(net), numbers));
    } else {
        formula = formula.numbers(functions::error_in_numbers(desk, row));
    }
    let exact = match loss {
        Loss::HalfSquaredError => {
            without_noise(desk.before_rounding(error), [target, out].map(|q| desk.value(q)))
        }
        _ => desk.before_rounding(error),
    };
    step.formula = desk.close(formula, exact, error);
    step.values = vec![error.into()];
    step.new = vec![error.into()];
    step.lit = vec![target.into(), out.into()];
    step.flow = Flow::Forward;
    step.shows = shows(desk);
    step.picture = Picture::Error { row, tangent: false };
    step.why = loss_words::of(loss).single.iter().map(|text| Prose::fill(text, &holes)).collect();
    if desk.pass().takes_nets(row) {
        step.why.push(Prose::fill(loss_words::FROM_NETS, &holes));
    }
    if functions::drops_term(desk, row) {
        step.why.push(Prose::text(loss_words::DROPPED));
    }
    step.refresh = vec![loss_words::of(loss).glossary];
    step
}

pub(super) fn total(desk: &Desk<'_>) -> Step {
    let last = desk.last();
    let count = desk.network().width(last);
    let total = Quantity::whole(Kind::ErrorTotal);
    let error = |row| Quantity::of(Kind::Error, last, row);
    let holes = [("E", Piece::from(total))];
    let mut step = desk.step(Prose::fill(words::TOTAL_TITLE, &holes));
    let mut formula = Formula::new(Expr::symbol(total), desk.sum(desk.last(), |k| Expr::symbol(error(k))));
    if count > 1 {
        formula = formula.numbers(desk.sum(desk.last(), |k| desk.num(error(k))));
    }
    let exact = (0..count).fold(0.0, |sum, k| sum + desk.value(error(k)));
    step.formula = desk.close(formula, exact, total);
    step.values = vec![total.into()];
    step.new = vec![total.into()];
    step.lit = vec![Part::all(Kind::Error, last)];
    step.flow = Flow::Forward;
    step.shows = shows(desk);
    let lowest = match desk.network().loss() {
        Loss::HalfSquaredError => words::LOWEST,
        Loss::CrossEntropy if desk.target_scale() != 1.0 => words::LOWEST_OF_SHARES,
        _ => words::LOWEST_OF_LOGARITHMS,
    };
    step.why = words::TOTAL.iter().map(|text| Prose::fill(text, &[("lowest", lowest.into())])).collect();
    step
}

pub(super) fn samples(desk: &Desk<'_>) -> Step {
    let (view, count) = (desk.lesson.view(), desk.lesson.scenario().samples.len());
    let mut step = desk.step(Prose::text(words::samples_title(count)));
    let holes = [("sample", Piece::from(view.sample + 1))];
    let mut formula = Formula::default();
    let shown = Desk::window(count, Some(view.sample));
    for index in shown.clone() {
        let error = desk.lesson.error_of(index);
        let of = (index == view.sample).then(|| Quantity::whole(Kind::ErrorTotal));
        let name = Prose::fill(words::SAMPLE, &[("sample", (index + 1).into())]);
        let name = name.plain(desk.lesson.names(), Carry::Full);
        let number = Expr::Number(Number { value: error, of, form: Form::Named, hidden: false });
        // Only the sample that is walked has its number in the pass, and so in the light.
        let total = match of {
            Some(q) => Expr::symbol(q),
            None => Expr::word("E_total"),
        };
        let left = Expr::Row(vec![total, Expr::word(format!(", {name}"))]);
        formula = formula.line(Stage::Result, Some(left), "=", number);
        step.values.push(Value::Words(format!("E_total of {name}"), error));
    }
    step.formula = Desk::more(formula, &shown, count);
    step.new = vec![Quantity::whole(Kind::ErrorTotal).into()];
    step.picture = Picture::Samples { errors: true };
    let texts = if count == 1 { &[words::SAMPLES_ONE][..] } else { &words::SAMPLES };
    step.why = texts.iter().map(|text| Prose::fill(text, &holes)).collect();
    step
}

pub(super) fn descent(desk: &Desk<'_>) -> Step {
    let rate = Quantity::whole(Kind::LearningRate);
    let row = telling(desk);
    let out = Quantity::of(Kind::Out, desk.last(), row);
    let shape = loss_words::of(desk.network().loss()).shape;
    let holes = [("eta", Piece::from(rate)), ("out", out.into()), ("shape", shape.into())];
    let mut step = desk.step(Prose::text(words::DESCENT_TITLE));
    let w = || Expr::word("w");
    let gradient = Expr::word("∂E").over(Expr::word("∂w"));
    step.formula = Formula::default()
        .line(
            Stage::Symbols,
            Some(w()),
            "←",
            Expr::Sum(vec![w(), Expr::wide([Expr::symbol(rate), gradient]).negative()]),
        )
        .line(Stage::Result, Some(Expr::symbol(rate)), "=", desk.num(rate));
    step.values = vec![rate.into()];
    step.new = vec![rate.into()];
    step.shows = shows(desk);
    step.picture = Picture::Error { row, tangent: true };
    step.why = words::DESCENT.iter().map(|text| Prose::fill(text, &holes)).collect();
    let is_lowest = desk.is_zero(out.with(Kind::ErrorByOut));
    let text = if is_lowest { words::DESCENT_LOWEST } else { words::DESCENT_SLOPE };
    step.why.push(Prose::fill(text, &holes));
    step.refresh = vec!["partial-derivative", "gradient"];
    step
}

pub(super) fn by_out(desk: &Desk<'_>, place: Place) -> Step {
    let mut step = match place {
        Place::Row(row) => by_out_row(desk, row),
        _ => by_out_layer(desk),
    };
    step.flow = Flow::Backward;
    step.shows =
        [Kind::Out, Kind::Target, Kind::ErrorByOut].map(|kind| Part::all(kind, desk.last())).to_vec();
    step
}

fn by_out_layer(desk: &Desk<'_>) -> Step {
    let last = desk.last();
    let row = telling(desk);
    let [target, out, error] = at_output(desk, row);
    let by_out = Part::all(Kind::ErrorByOut, last);
    let shown = Quantity::of(Kind::ErrorByOut, last, row);
    let mut step = desk.step(Prose::fill(words::DOUT_TITLE, &[("by_out", by_out.into())]));
    let loss = desk.network().loss();
    let (t, o) = (Expr::symbol(target), Expr::symbol(out));
    let formula = Formula::new(Expr::symbol(error), functions::error(loss, t.clone(), o.clone()));
    let mut formula = functions::by_out_derived(formula, derivative(desk, None, out, shown), loss, &t, &o);
    if loss == Loss::HalfSquaredError {
        let all = [Kind::Out, Kind::Target].map(|kind| Part::all(kind, last));
        let [outs, targets] = all.map(Expr::symbol);
        formula = formula.symbols(Expr::symbol(by_out), Expr::Sum(vec![outs, targets.negative()])).numbers(
            Expr::Sum(vec![
                desk.vector(Kind::Out, last, None),
                desk.vector(Kind::Target, last, None).negative(),
            ]),
        );
        step.formula = formula.result(desk.vector(Kind::ErrorByOut, last, None));
    } else {
        step.formula = formula.line(
            Stage::Result,
            Some(Expr::symbol(by_out)),
            "=",
            desk.vector(Kind::ErrorByOut, last, None),
        );
    }
    step.values = vec![Part::all(Kind::ErrorByOut, last).into()];
    step.new = vec![by_out];
    step.lit = vec![Part::all(Kind::Out, last), Part::all(Kind::Target, last)];
    step.picture = Picture::Error { row, tangent: true };
    let holes = [("derived", loss_words::of(loss).derived.into())];
    let texts = &words::DOUT[..desk.network().width(last).min(2)];
    step.why = texts.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.refresh = vec!["partial-derivative"];
    step
}

fn by_out_row(desk: &Desk<'_>, row: usize) -> Step {
    let [target, out, _] = at_output(desk, row);
    let by_out = out.with(Kind::ErrorByOut);
    let holes = [
        ("by_out", Piece::from(by_out)),
        ("out", out.into()),
        ("target", target.into()),
        ("neuron", Piece::Neuron(desk.last(), row)),
    ];
    let loss = desk.network().loss();
    let is_difference = loss == Loss::HalfSquaredError;
    let title = if is_difference { words::DOUT_ROW_TITLE } else { words::DOUT_ROW_OTHER_TITLE };
    let mut step = desk.step(Prose::fill(title, &holes));
    let symbols = functions::by_out(loss, Expr::symbol(target), Expr::symbol(out));
    let mut formula = Formula::new(Expr::symbol(by_out), symbols);
    if !desk.pass().takes_nets(row) {
        formula = formula.numbers(functions::by_out_in_numbers(desk, row));
    }
    step.formula = desk.close(formula, desk.before_rounding(by_out), by_out);
    step.values = vec![by_out.into()];
    step.new = vec![by_out.into()];
    step.lit = vec![target.into(), out.into()];
    step.picture = Picture::Error { row, tangent: true };
    let value = desk.value(by_out);
    let meaning = if loss == Loss::CrossEntropy {
        let is_uncounted = desk.value(target) == 0.0;
        if is_uncounted { words::DOUT_ROW_UNCOUNTED } else { words::DOUT_ROW_SHARE }
    } else if desk.value(out) == desk.value(target) && value != 0.0 {
        words::DOUT_ROW_EDGE
    } else if value > 0.0 {
        words::DOUT_ROW_HIGH
    } else if value < 0.0 {
        words::DOUT_ROW_LOW
    } else if desk.is_zero(by_out) {
        words::DOUT_ROW_RIGHT
    } else {
        words::DOUT_ROW_CLOSE
    };
    step.why = vec![Prose::fill(meaning, &holes)];
    if functions::drops_term(desk, row) {
        step.why.push(Prose::text(loss_words::DROPPED));
    }
    if desk.pass().takes_nets(row) {
        let holes = [("out", desk.said(out))];
        step.why.push(Prose::fill(loss_words::DIVIDED_FROM_NETS, &holes));
    }
    step
}
