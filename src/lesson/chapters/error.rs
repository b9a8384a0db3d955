//! Chapter 3: the errors, their sum, and their derivative by the outputs.

use super::chain::derivative;
use crate::engine::{Carry, Kind, Part, Quantity};
use crate::lesson::address::Place;
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Label, Picture, Step};
use crate::lesson::words::error as words;
use crate::notation::expr::{Form, Number};
use crate::notation::{Expr, Formula};

/// Target, output and error of an output neuron.
fn at_output(desk: &Desk<'_>, row: usize) -> [Quantity; 3] {
    let last = desk.last();
    [Kind::Target, Kind::Out, Kind::Error].map(|kind| Quantity::of(kind, last, row))
}

/// `½ (target − out)²`
fn half_square(target: Expr, out: Expr) -> Expr {
    let difference = Expr::Sum(vec![target, out.negative()]).grouped();
    Expr::Row(vec![Expr::word("½"), difference.power(Expr::word("2"))])
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
    let formula = Formula::new(Expr::symbol(error), half_square(Expr::symbol(target), Expr::symbol(out)))
        .numbers(half_square(desk.num(target), desk.num(out)));
    let exact = desk.network().loss().error(desk.value(target), desk.value(out));
    step.formula = desk.close(formula, exact, error);
    step.values = vec![desk.labelled(error)];
    step.new = vec![error.into()];
    step.lit = vec![target.into(), out.into()];
    step.flow = Flow::Forward;
    step.shows = shows(desk);
    step.picture = Picture::Error { row, tangent: false };
    step.why = words::SINGLE.iter().map(|text| Prose::fill(text, &holes)).collect();
    step
}

pub(super) fn total(desk: &Desk<'_>) -> Step {
    let last = desk.last();
    let count = desk.network().width(last);
    let total = Quantity::whole(Kind::ErrorTotal);
    let error = |row| Quantity::of(Kind::Error, last, row);
    let holes = [("E", Piece::from(total))];
    let mut step = desk.step(Prose::fill(words::TOTAL_TITLE, &holes));
    let formula = Formula::new(Expr::symbol(total), Desk::sum(count, |k| Expr::symbol(error(k))))
        .numbers(Desk::sum(count, |k| desk.num(error(k))));
    let exact = (0..count).fold(0.0, |sum, k| sum + desk.value(error(k)));
    step.formula = desk.close(formula, exact, total);
    step.values = vec![desk.labelled(total)];
    step.new = vec![total.into()];
    step.lit = vec![Part::all(Kind::Error, last)];
    step.flow = Flow::Forward;
    step.shows = shows(desk);
    step.why = words::TOTAL.iter().map(|text| Prose::text(*text)).collect();
    step
}

pub(super) fn samples(desk: &Desk<'_>) -> Step {
    let mut step = desk.step(Prose::text(words::SAMPLES_TITLE));
    let (view, count) = (desk.lesson.view(), desk.lesson.scenario().samples.len());
    let holes = [("sample", Piece::from(view.sample + 1))];
    let mut formula = Formula::default();
    for index in Desk::window(count, Some(view.sample)).into_iter().flatten() {
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
        formula = formula.line(crate::notation::Stage::Result, Some(left), "=", number);
        step.values.push((Label::Words(format!("E_total of {name}")), error));
    }
    step.formula = formula;
    step.new = vec![Quantity::whole(Kind::ErrorTotal).into()];
    step.picture = Picture::Samples { errors: true };
    step.why = words::SAMPLES.iter().map(|text| Prose::fill(text, &holes)).collect();
    step
}

pub(super) fn descent(desk: &Desk<'_>) -> Step {
    let rate = Quantity::whole(Kind::LearningRate);
    let out = Quantity::of(Kind::Out, desk.last(), 0);
    let holes = [("eta", Piece::from(rate)), ("out", out.into())];
    let mut step = desk.step(Prose::text(words::DESCENT_TITLE));
    let w = || Expr::word("w");
    let gradient = Expr::word("∂E").over(Expr::word("∂w"));
    step.formula = Formula::default()
        .line(
            crate::notation::Stage::Symbols,
            Some(w()),
            "←",
            Expr::Sum(vec![w(), Expr::wide([Expr::symbol(rate), gradient]).negative()]),
        )
        .line(crate::notation::Stage::Result, Some(Expr::symbol(rate)), "=", desk.num(rate));
    step.values = vec![desk.labelled(rate)];
    step.new = vec![rate.into()];
    step.shows = shows(desk);
    step.picture = Picture::Error { row: 0, tangent: true };
    step.why = words::DESCENT.iter().map(|text| Prose::fill(text, &holes)).collect();
    let is_lowest = desk.value(out.with(Kind::ErrorByOut)) == 0.0;
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
    let [target, out, error] = at_output(desk, 0);
    let by_out = Part::all(Kind::ErrorByOut, last);
    let first = Quantity::of(Kind::ErrorByOut, last, 0);
    let mut step = desk.step(Prose::fill(words::DOUT_TITLE, &[("by_out", by_out.into())]));
    let difference = || Expr::Sum(vec![Expr::symbol(target), Expr::symbol(out).negative()]).grouped();
    let minus_one = Expr::word("−1").grouped();
    step.formula = Formula::new(Expr::symbol(error), half_square(Expr::symbol(target), Expr::symbol(out)))
        .symbols(
            derivative(desk, None, out, first),
            Expr::wide([Expr::word("½"), Expr::word("2"), difference(), minus_one]),
        )
        .also(Expr::Sum(vec![Expr::symbol(out), Expr::symbol(target).negative()]))
        .symbols(
            Expr::symbol(by_out),
            Expr::Sum(vec![
                Expr::symbol(Part::all(Kind::Out, last)),
                Expr::symbol(Part::all(Kind::Target, last)).negative(),
            ]),
        )
        .numbers(Expr::Sum(vec![
            desk.vector(Kind::Out, last, None),
            desk.vector(Kind::Target, last, None).negative(),
        ]))
        .result(desk.vector(Kind::ErrorByOut, last, None));
    step.values = desk.all_of(Kind::ErrorByOut, last);
    step.new = vec![by_out];
    step.lit = vec![Part::all(Kind::Out, last), Part::all(Kind::Target, last)];
    step.picture = Picture::Error { row: 0, tangent: true };
    step.why = words::DOUT.iter().map(|text| Prose::text(*text)).collect();
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
    let mut step = desk.step(Prose::fill(words::DOUT_ROW_TITLE, &holes));
    let formula = Formula::new(
        Expr::symbol(by_out),
        Expr::Sum(vec![Expr::symbol(out), Expr::symbol(target).negative()]),
    )
    .numbers(Expr::Sum(vec![desk.num(out), desk.num(target).negative()]));
    let exact = desk.network().loss().by_out(desk.value(target), desk.value(out));
    step.formula = desk.close(formula, exact, by_out);
    step.values = vec![desk.labelled(by_out)];
    step.new = vec![by_out.into()];
    step.lit = vec![target.into(), out.into()];
    step.picture = Picture::Error { row, tangent: true };
    let value = desk.value(by_out);
    let meaning = if value > 0.0 {
        words::DOUT_ROW_HIGH
    } else if value < 0.0 {
        words::DOUT_ROW_LOW
    } else {
        words::DOUT_ROW_RIGHT
    };
    step.why = vec![Prose::fill(meaning, &holes)];
    step
}
