//! A step as a task on paper: its formula with blanks, what is known from before, and how much there is to
//! write.

use std::collections::HashSet;

use super::address::{Place, Section};
use super::chapters::network;
use super::desk::Desk;
use super::functions;
use super::known::Reveal;
use super::parts::number;
use super::prose::{Piece, Prose};
use super::words::pattern as words;
use super::{Address, Chapter, Label, Lesson, Sight, Step, Value, Zoom};
use crate::engine::{Kind, Part, Quantity};
use crate::notation::{Expr, Form, Formula, Line, Number, Stage};

/// Lines to write on that a task has at most.
const MOST_ROOM: usize = 6;
/// The same of the pass that is made again with new weights.
const MOST_ROOM_FORWARD: usize = 20;
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
    /// The numbers that it asks for, as far as they have names.
    pub answers: Vec<Quantity>,
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
    /// What is left to the learner besides: asked for on sheets before this one.
    pub asked: Option<&'a HashSet<Quantity>>,
}

/// Whether a step takes more than a sheet has: nobody nudges weights with a pencil, and other samples have
/// passes of their own. Nor is there anything to do where a bias is only named.
pub fn takes_more(step: Address) -> bool {
    matches!(
        step.section,
        Section::Batch | Section::Mean(_) | Section::MeanBias(_) | Section::BatchStep | Section::OtherSamples
    ) || step.chapter() == Chapter::Check
        || matches!((step.section, step.place), (Section::Bias(_), Place::Row(_)))
}

impl Sheet<'_> {
    /// Whether a number is left to the learner.
    fn is_asked(&self, q: Quantity) -> bool {
        let was_asked = self.asked.is_some_and(|asked| asked.contains(&q));
        !q.is_given() && (was_asked || !self.lesson.is_revealed(q, self.first, Reveal::Before(self.zoom)))
    }

    /// Whether what all weights cost path by path is for the learner to work out on this sheet.
    fn asks_for_the_bill(&self) -> bool {
        let outline = self.lesson.outline();
        let bill = Address::head(Section::HandBill);
        outline.has(bill) && outline.rank(bill) >= outline.rank(self.first)
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
        let mut used = Vec::new();
        for line in &step.formula.lines {
            line.right.visit(&mut |expr| {
                if let Expr::Number(Number { of: Some(q), .. }) = expr {
                    used.push(*q);
                }
            });
        }
        used.extend(self.used_unsaid(step.address));
        let mut seen = HashSet::new();
        used.retain(|&q| !q.is_given() && !self.is_asked(q) && seen.insert(q));
        used
    }

    /// What the steps after the update use without saying so: the new weights, and then the new outputs.
    fn used_unsaid(&self, step: Address) -> Vec<Quantity> {
        let network = self.lesson.pass().network();
        let parts: Vec<Part> = match step.section {
            Section::ForwardAgain => {
                let weights = (1..network.depth()).map(|layer| Part::all(Kind::WeightAfter, layer));
                let has_biases = |layer: &usize| network.layer(*layer).biases.is_some();
                let biased = (1..network.depth()).filter(has_biases);
                weights.chain(biased.map(|layer| Part::all(Kind::BiasAfter, layer))).collect()
            }
            Section::ErrorAgain => vec![Part::all(Kind::OutAfter, network.last())],
            _ => Vec::new(),
        };
        parts.into_iter().flat_map(|part| self.lesson.quantities_of(part)).collect()
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
        let answers: Vec<Quantity> =
            self.lesson.newly_known(here, self.zoom).filter(|q| self.is_asked(*q)).collect();
        let hides = |n: &Number| self.hides(n);
        step.title = self.hidden(&step.title);
        step.why = step.why.iter().map(|why| self.hidden(why)).collect();
        let is_result = |line: &Line| line.stage == Stage::Result && line.left.is_none();
        // A number that an earlier step asked for may come out here again, and so may the product of a path.
        let comes_out = |line: &Line| is_result(line) && number(&line.right).is_some_and(hides);
        let is_product = here.chapter() == Chapter::Chain
            && step.values.iter().any(|value| matches!(value, Value::Words(..)));
        // What the paths come to stands on no sheet that begins with their sum.
        let gives_way = here == self.first && here.place == Place::Sum;
        let asking = asked(&step.formula, &hides, gives_way);
        // A weight's own step only says what its factors or paths are, where steps of theirs follow.
        let is_overview = matches!(here.section, Section::Derive(_))
            && here == Address::head(here.section)
            && self.zoom != Zoom::Layer;
        let asks = !is_overview
            && (!answers.is_empty()
                || step.formula.lines.iter().any(comes_out)
                || is_product && has_blank(&asking));
        if here.section == Section::PatternBill && self.asks_for_the_bill() {
            step.why.remove(words::BILL_TOTALS);
        }
        let room = if asks { self.room(&step) } else { 0 };
        step.formula = if asks { asking } else { masked(&step.formula, &hides) };
        if asks && !has_blank(&step.formula) {
            for &q in answers.iter().take(MOST_LISTED) {
                step.formula = step.formula.line(Stage::Result, Some(Expr::symbol(q)), "=", Expr::word("?"));
            }
        }
        Task { step, asks, room, answers }
    }

    /// Lines to write on: by the way that is left out, whatever its numbers.
    fn room(&self, step: &Step) -> usize {
        let is_way = |line: &&Line| line.stage == Stage::Numbers && number(&line.right).is_none();
        let way = step.formula.lines.iter().filter(is_way).count();
        match step.address.section {
            Section::ForwardAgain => {
                let widths = self.lesson.pass().network().widths();
                (2 * widths[1..].iter().sum::<usize>()).min(MOST_ROOM_FORWARD)
            }
            _ => (way + 2).min(MOST_ROOM),
        }
    }
}

/// A formula without the way to its result, and the result to be filled in. A way that begins without symbols
/// shows how it begins.
fn asked(formula: &Formula, hides: &impl Fn(&Number) -> bool, gives_way: bool) -> Formula {
    let is_given = |n: &Number| n.of.is_some_and(Quantity::is_given);
    let blank = |lines: &mut Vec<Line>| {
        let right = Expr::word("?");
        lines.push(Line { stage: Stage::Result, left: None, sign: "=", right, joins: false });
    };
    let mut lines: Vec<Line> = Vec::new();
    // Whether the blank for what comes now stands there already.
    let mut is_blank_there = false;
    // Whether numbers were left out that have not come to their result yet.
    let mut is_open = false;
    for line in &formula.lines {
        let begins = line.stage == Stage::Symbols || line.left.is_some();
        if begins && std::mem::take(&mut is_open) {
            blank(&mut lines);
        }
        is_blank_there &= !begins;
        match line.stage {
            Stage::Symbols => {
                let right = unlabelled(line.right.hidden_where(hides));
                lines.push(Line { right, ..line.clone() });
            }
            Stage::Numbers if is_blank_there => {}
            Stage::Numbers if line.left.is_some() && functions::Place::is_told(&line.right) => {
                lines.push(Line { right: untold(&line.right, hides), ..line.clone() });
                is_blank_there = true;
            }
            Stage::Numbers => {
                if gives_way && !is_open {
                    lines.push(line.clone());
                } else if line.left.is_some() {
                    let right = line.right.hidden_where(&|n| hides(n) || n.form == Form::Exact);
                    lines.push(Line { right, ..line.clone() });
                }
                // A number alone has no way that could be left out.
                is_open = line.left.is_none() || number(&line.right).is_none();
            }
            Stage::Result => {
                // A total in words, as that of a bill, is for the learner like the numbers above it.
                let is_total = line.left.is_some() && matches!(line.right, Expr::Word(_));
                let right =
                    if is_total { Expr::word("?") } else { line.right.hidden_where(&|n| !is_given(n)) };
                let goes_on = line.left.is_none() && std::mem::take(&mut is_open);
                let (sign, joins) = if goes_on { ("=", false) } else { (line.sign, line.joins) };
                lines.push(Line { sign, right, joins, ..line.clone() });
            }
        }
    }
    if is_open {
        blank(&mut lines);
    }
    Formula { lines }
}

/// A blank instead of a slope that is told with its reason, and the net value that it is seen from, where that
/// is no blank itself.
fn untold(told: &Expr, hides: &impl Fn(&Number) -> bool) -> Expr {
    let mut pieces = vec![Expr::word("?")];
    told.visit(&mut |piece| {
        if let Expr::Number(n @ Number { of: Some(net), .. }) = piece
            && !hides(n)
        {
            let is =
                [Expr::word(" ("), Expr::symbol(*net), Expr::word(" = "), piece.clone(), Expr::word(")")];
            pieces.extend(is);
        }
    });
    Expr::Row(pieces)
}

/// A formula without the lines for which numbers would be needed that are asked for elsewhere.
fn masked(formula: &Formula, hides: &impl Fn(&Number) -> bool) -> Formula {
    let mut uses_hidden = false;
    let mut lines = Vec::new();
    for line in &formula.lines {
        let right = line.right.hidden_where(hides);
        let has = has_hidden(&right);
        // A new left side begins another calculation.
        uses_hidden = has || uses_hidden && line.left.is_none();
        if line.stage == Stage::Symbols || !uses_hidden {
            lines.push(Line { right: unlabelled(right), ..line.clone() });
        }
    }
    Formula { lines }
}

/// Without labels that would be blanks: there are better places to write.
fn unlabelled(expr: Expr) -> Expr {
    match expr {
        Expr::Product(times, factors) => Expr::Product(times, factors.into_iter().map(unlabelled).collect()),
        Expr::Under(body, label) if has_hidden(&label) => *body,
        Expr::Of(part, body) => Expr::Of(part, Box::new(unlabelled(*body))),
        other => other,
    }
}

fn has_hidden(expr: &Expr) -> bool {
    let mut has = false;
    expr.visit(&mut |expr| has |= matches!(expr, Expr::Number(n) if n.hidden) || *expr == Expr::word("?"));
    has
}

fn has_blank(formula: &Formula) -> bool {
    formula.lines.iter().any(|line| has_hidden(&line.right))
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
