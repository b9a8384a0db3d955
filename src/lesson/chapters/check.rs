//! Chapter 7: gradients measured, and a training.

use crate::engine::{Agreement, Carry, Checked, Group, Kind, Quantity, Tally, WeightId};
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Picture, Step, Value};
use crate::lesson::words::check as words;
use crate::notation::number::{significant, with_minus};
use crate::notation::{Expr, Formula, Stage};

/// A measurement: the errors above and below, their difference over the distance, and how far that is
/// from backpropagation's gradient.
pub(in crate::lesson) fn measurement(checked: &Checked) -> Formula {
    let (w, gradient) = (checked.parameter, checked.gradient_name());
    let epsilon = || Expr::word("ε");
    let error_of = |sum: Vec<Expr>| Expr::call("E", Expr::Sum(sum));
    let line = |formula: Formula, stage: Stage, left: Expr, value: f64| {
        formula.line(stage, Some(left), "=", Expr::exact(value))
    };
    let mut formula =
        Formula::default().line(Stage::Numbers, Some(epsilon()), "=", Expr::exact(checked.epsilon));
    formula = line(formula, Stage::Numbers, error_of(vec![Expr::symbol(w), epsilon()]), checked.error_above);
    formula = line(
        formula,
        Stage::Numbers,
        error_of(vec![Expr::symbol(w), epsilon().negative()]),
        checked.error_below,
    );
    let difference = Expr::Sum(vec![
        error_of(vec![Expr::symbol(w), epsilon()]),
        error_of(vec![Expr::symbol(w), epsilon().negative()]).negative(),
    ]);
    formula
        .symbols(Expr::word(words::MEASURED), difference.over(Expr::Row(vec![Expr::word("2"), epsilon()])))
        .numbers(Expr::exact(checked.numeric()))
        .line(
            Stage::Result,
            Some(Expr::word(words::BACKPROP)),
            "=",
            Expr::exact(checked.gradient).of(gradient),
        )
        .line(
            Stage::Numbers,
            Some(Expr::word(words::DIFFERENCE)),
            "=",
            Expr::word(with_minus(significant(checked.difference(), 2))),
        )
}

pub(super) fn weight(desk: &Desk<'_>, weight: WeightId) -> Step {
    let checked = match desk.lesson.nudged(weight) {
        Some(nudged) => nudged.checked,
        None => desk.lesson.checked(weight),
    };
    let (w, gradient) = (Quantity::at(Kind::Weight, weight), Quantity::at(Kind::Gradient, weight));
    let holes = [("gradient", Piece::from(gradient)), ("w", w.into())];
    let said = |text: &'static str| Prose::fill(text, &holes).plain(desk.lesson.names(), Carry::Full);
    let mut step = desk.step(Prose::fill(words::WEIGHT_TITLE, &holes));
    step.formula = measurement(&checked);
    step.values = vec![
        Value::Words(said(words::ABOVE), checked.error_above),
        Value::Words(said(words::BELOW), checked.error_below),
        Value::Words(said(words::VALUE_MEASURED), checked.numeric()),
        Value::Words(said(words::VALUE_EXACT), checked.gradient),
    ];
    step.new = vec![gradient.into()];
    step.lit = vec![w.into()];
    step.picture = Picture::Nudge(weight);
    step.why = words::WEIGHT.iter().map(|text| Prose::fill(text, &holes)).collect();
    step.why.push(Prose::text(match checked.agreement() {
        Agreement::Agrees => words::AGREES,
        Agreement::Kink => words::KINK,
        Agreement::Differs => words::DIFFERS,
    }));
    step.refresh = vec!["gradient-check", "partial-derivative"];
    step
}

pub(super) fn all(desk: &Desk<'_>) -> Step {
    let checks = desk.lesson.all_checked();
    let words = if desk.network().has_biases() { &words::WITH_BIASES } else { &words::WEIGHTS_ALONE };
    let all: usize = Group::all(desk.network()).iter().map(|group| group.count).sum();
    let tally = Tally::of(checks);
    let largest = with_minus(significant(tally.largest, 2));
    let mut step = desk.step(Prose::text(words.title));
    step.formula = Formula::default()
        .line(Stage::Numbers, Some(Expr::word(words.count)), "=", Expr::word(checks.len().to_string()))
        .line(Stage::Result, Some(Expr::word(words::VALUE_LARGEST)), "=", Expr::word(largest.clone()));
    step.values = vec![
        Value::Words(words.count.into(), checks.len() as f64),
        Value::Words(words::VALUE_LARGEST.into(), tally.largest),
    ];
    step.picture = Picture::Checks;
    let holes = [
        ("agreeing", Piece::from(tally.agreeing)),
        ("count", checks.len().into()),
        ("all", all.into()),
        ("kinks", tally.kinks.into()),
        ("largest", largest.into()),
    ];
    step.why = vec![Prose::text(words.about), Prose::fill(words::ALL_AGREE, &holes)];
    step.why.extend((tally.kinks > 0).then(|| Prose::fill(words::ALL_KINKS, &holes)));
    step.why.extend((checks.len() < all).then(|| Prose::fill(words.sampled, &holes)));
    step.refresh = vec!["gradient-check"];
    step
}

pub(super) fn train(desk: &Desk<'_>) -> Step {
    let training = desk.lesson.training();
    let epochs = training.epochs();
    let mut step = desk.step(Prose::text(words::TRAIN_TITLE));
    let mut formula = Formula::default();
    let mut epoch = 0;
    while epoch <= epochs {
        let error = training.errors[epoch];
        let name = match epoch {
            0 => words::BEFORE.to_owned(),
            n => format!("{} {n}", words::EPOCH),
        };
        let stage = if epoch == epochs { Stage::Result } else { Stage::Numbers };
        formula =
            formula.line(stage, Some(Expr::word(name)), ":", Expr::word(with_minus(significant(error, 6))));
        let text = Prose::fill(words::VALUE_EPOCH, &[("epoch", epoch.into())]);
        step.values.push(Value::Words(text.plain(desk.lesson.names(), Carry::Full), error));
        if epoch == epochs {
            break;
        }
        epoch = if epoch == 0 { 1 } else { (epoch * 10).min(epochs) };
    }
    step.formula = formula;
    step.picture = Picture::Training;
    let holes = [
        ("epochs", Piece::from(epochs)),
        ("first", with_minus(significant(training.errors[0], 4)).into()),
        ("end", with_minus(significant(training.errors[epochs], 4)).into()),
    ];
    let samples = desk.lesson.scenario().samples.len();
    let size = desk.lesson.scenario().learning.batch.size(samples);
    let batch = match size {
        1 => words::TRAIN_EACH.to_owned(),
        size if size == samples => words::TRAIN_ALL.to_owned(),
        size => words::TRAIN_OF.replace("{size}", &size.to_string()),
    };
    let holes = [holes.as_slice(), &[("batch", batch.into())]].concat();
    let said: &[&str] = match epochs {
        0 if training.diverged() => &[words::TRAIN],
        0 => &[words::TRAIN, words::TRAINED_NONE],
        _ if desk.lesson.trains_briefly() => &[words::TRAIN, words::TRAINED, words::TRAINED_FEW],
        _ => &[words::TRAIN, words::TRAINED],
    };
    step.why = said.iter().map(|text| Prose::fill(text, &holes)).collect();
    if training.diverged() {
        step.why.push(Prose::fill(words::TRAIN_DIVERGED, &holes));
    }
    step.refresh = vec!["gradient"];
    step
}
