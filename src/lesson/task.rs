//! A step as a task on paper: its formula with blanks, what is known from before, and how much there is to
//! write.

use std::collections::HashSet;

use super::address::Section;
use super::chapters::network;
use super::desk::Desk;
use super::known::Reveal;
use super::parts::number;
use super::prose::{Piece, Prose};
use super::{Address, Chapter, Label, Lesson, Sight, Step, Value, Zoom};
use crate::engine::{Kind, Part, Quantity};
use crate::notation::{Expr, Form, Formula, Line, Number, Stage};

/// Lines to write on that a task has at most.
const MOST_ROOM: usize = 6;
/// Numbers that are asked for one by one, below a formula that has no blank of its own.
const MOST_LISTED: usize = 12;

/// A step as it stands on a sheet of tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The step; numbers that the sheet asks for are hidden, and where it asks for some itself, so is the
    /// way to them.
    pub step: Step,
    /// Whether the learner computes something here.
    pub asks: bool,
    /// Lines to write on.
    pub room: usize,
}

/// Some steps of a lesson on paper.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// How closely it is looked at.
    pub zoom: Zoom,
    /// The first step: what was computed before it is known.
    pub first: Address,
}

impl Sheet<'_> {
    /// Whether a number is left to the learner.
    fn is_asked(&self, q: Quantity) -> bool {
        !q.is_given() && !self.lesson.is_revealed(q, self.first, Reveal::Before(self.zoom))
    }

    /// Whether a step can be worked from this sheet: nobody nudges weights with a pencil, and the mean over a
    /// batch takes the passes of samples that the sheet does not walk. What the sheet begins with is wanted all
    /// the same.
    pub fn is_by_hand(&self, step: Address) -> bool {
        let takes_more = |step: Address| {
            matches!(
                step.section,
                Section::Batch
                    | Section::Mean(_)
                    | Section::MeanBias(_)
                    | Section::BatchStep
                    | Section::OtherSamples
            ) || step.chapter() == Chapter::Check
        };
        takes_more(self.first) || !takes_more(step)
    }

    /// A sentence without the numbers that are left to the learner.
    pub fn hidden(&self, prose: &Prose) -> Prose {
        let piece = |piece: &Piece| match piece {
            Piece::Number(n) if self.hides(n) => Piece::Number(Number { hidden: true, ..*n }),
            piece => piece.clone(),
        };
        Prose(prose.0.iter().map(piece).collect())
    }

    fn hides(&self, n: &Number) -> bool {
        n.of.is_some_and(|q| self.is_asked(q))
    }

    /// The numbers that a step uses and that were computed before the sheet begins.
    pub fn from_before(&self, step: &Step) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for line in &step.formula.lines {
            line.right.visit(&mut |expr| {
                if let Expr::Number(Number { of: Some(q), .. }) = expr
                    && !q.is_given()
                    && !self.is_asked(*q)
                    && seen.insert(*q)
                {
                    found.push(*q);
                }
            });
        }
        found
    }

    /// Every given number: weights and biases layer by layer, the sample, the learning rate.
    pub fn givens(&self, sight: Sight) -> Formula {
        let network = self.lesson.pass().network();
        let whole = |formula: Formula, part: Part| {
            let numbers = self.lesson.tensor(part, self.first, Reveal::All, &[], sight);
            formula.symbols(Expr::symbol(part), numbers)
        };
        let mut formula = Formula::default();
        for layer in 1..network.depth() {
            formula = whole(formula, Part::all(Kind::Weight, layer));
            if network.layer(layer).biases.is_some() {
                formula = whole(formula, Part::all(Kind::Bias, layer));
            }
        }
        formula = whole(formula, Part::all(Kind::Out, 0));
        formula = whole(formula, Part::all(Kind::Target, network.last()));
        let rate = Quantity::whole(Kind::LearningRate);
        let value = self.lesson.value(rate).unwrap_or(f64::NAN);
        let number = Number { value, of: Some(rate), form: Form::Given(0), hidden: false };
        formula.symbols(Expr::symbol(rate), Expr::Number(number))
    }

    /// Which functions the layers have, and what the error is.
    pub fn functions(&self) -> Prose {
        network::functions(&Desk::new(self.lesson, self.first, Reveal::All))
    }

    /// The step as a task.
    pub fn task(&self, here: Address, sight: Sight) -> Task {
        let mut step = self.lesson.step_in(here, Reveal::All, sight);
        let new: Vec<Quantity> =
            self.lesson.newly_known(here, self.zoom).filter(|q| self.is_asked(*q)).collect();
        let hides = |n: &Number| self.hides(n);
        step.title = self.hidden(&step.title);
        step.why = step.why.iter().map(|why| self.hidden(why)).collect();
        let way = step.formula.lines.iter().filter(|line| line.stage == Stage::Numbers).count();
        let is_result = |line: &Line| line.stage == Stage::Result && line.left.is_none();
        // A number that an earlier step asked for may come out here again, and so may the product of a path.
        let comes_out = |line: &Line| is_result(line) && number(&line.right).is_some_and(hides);
        let is_product = here.chapter() == Chapter::Chain
            && step.values.iter().any(|value| matches!(value, Value::Words(..)));
        let asking = asked(&step.formula, &hides);
        let asks =
            !new.is_empty() || step.formula.lines.iter().any(comes_out) || is_product && has_blank(&asking);
        step.formula = if asks { asking } else { masked(&step.formula, &hides) };
        if asks && !has_blank(&step.formula) {
            for q in new.into_iter().take(MOST_LISTED) {
                step.formula = step.formula.line(Stage::Result, Some(Expr::symbol(q)), "=", Expr::word("?"));
            }
        }
        Task { step, asks, room: if asks { (way + 1).min(MOST_ROOM) } else { 0 } }
    }
}

/// A formula without the way to its result, and the result to be filled in.
fn asked(formula: &Formula, hides: &impl Fn(&Number) -> bool) -> Formula {
    let is_given = |n: &Number| n.of.is_some_and(Quantity::is_given);
    let mut lines: Vec<Line> = Vec::new();
    // The line that begins the way left out.
    let mut way: Option<&Line> = None;
    for line in &formula.lines {
        match line.stage {
            Stage::Symbols => lines.push(Line { right: line.right.hidden_where(hides), ..line.clone() }),
            Stage::Numbers => way = way.filter(|_| line.left.is_none()).or(Some(line)),
            Stage::Result => {
                let right = line.right.hidden_where(&|n| !is_given(n));
                let line = Line { right, ..line.clone() };
                // In place of the way stands what comes out at its end.
                lines.push(match way.take().filter(|_| line.left.is_none()) {
                    Some(way) => Line { left: way.left.clone(), sign: way.sign, joins: false, ..line },
                    None => line,
                });
            }
        }
    }
    Formula { lines }
}

/// A formula whose numbers are hidden where they are asked for elsewhere; what comes of them on the way is
/// hidden as well.
fn masked(formula: &Formula, hides: &impl Fn(&Number) -> bool) -> Formula {
    let mut uses_hidden = false;
    let lines = formula.lines.iter().map(|line| {
        let mut has = false;
        line.right.visit(&mut |expr| has |= matches!(expr, Expr::Number(n) if hides(n)));
        // A new left side begins another calculation.
        uses_hidden = has || uses_hidden && line.left.is_none();
        let on_the_way = uses_hidden && !has;
        let right = line.right.hidden_where(&|n| hides(n) || on_the_way && n.form == Form::Exact);
        Line { right, ..line.clone() }
    });
    Formula { lines: lines.collect() }
}

fn has_blank(formula: &Formula) -> bool {
    let mut has = false;
    for line in &formula.lines {
        line.right.visit(&mut |expr| has |= matches!(expr, Expr::Number(n) if n.hidden));
    }
    has
}

impl Lesson {
    /// The numbers that a step makes known at this zoom.
    pub(super) fn newly_known(&self, here: Address, zoom: Zoom) -> impl Iterator<Item = Quantity> + '_ {
        let step = self.step(here, Reveal::AsOf(zoom));
        let numbers: Vec<Quantity> = self
            .values_of(&step)
            .take(super::predict::MOST_LOOKED_AT)
            .filter_map(|(label, _)| match label {
                Label::Quantity(q) => Some(q),
                Label::Words(_) => None,
            })
            .collect();
        numbers.into_iter().filter(move |&q| {
            self.is_revealed(q, here, Reveal::AsOf(zoom)) && !self.is_revealed(q, here, Reveal::Before(zoom))
        })
    }
}
