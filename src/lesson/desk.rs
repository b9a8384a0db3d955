//! Where a step is made: the pass at hand, what is revealed, and the pieces that formulas are
//! built from.

use std::ops::Range;

use super::address::Address;
use super::known::{Reveal, Standpoint};
use super::prose::Piece;
use super::step::Step;
use super::{Lesson, Prose};
use crate::engine::{Carry, Kind, Loss, Network, Part, Pass, Quantity, WeightId};
use crate::notation::expr::{Form, Number};
use crate::notation::number::{are_shown_apart, decimals_of, without_noise};
use crate::notation::{Expr, Formula, Stage};

/// Entries of a vector, columns of a matrix and terms of a sum beyond which the middle is left out.
const MOST_ENTRIES: usize = 12;

/// What of large vectors and matrices is written where nothing is lit in them, and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// Entries of a column at most.
    pub rows: usize,
    /// Entries of a row at most.
    pub columns: usize,
    /// The number that the reader is at: what is written is around its neuron, and of the layer that its
    /// connection comes from, around the neuron there.
    pub at: Option<Quantity>,
}

impl Default for Sight {
    fn default() -> Self {
        Self { rows: MOST_ENTRIES, columns: MOST_ENTRIES, at: None }
    }
}

impl Sight {
    /// The neuron of a layer that the reader is at.
    fn around(self, layer: usize) -> Option<usize> {
        let at = self.at.filter(|at| at.kind != Kind::LearningRate)?;
        let comes_from = at.kind.is_matrix() && layer + 1 == at.layer;
        if layer == at.layer { Some(at.row) } else { comes_from.then_some(at.column) }
    }
}

/// Which of `count` entries are shown around `focus`: all if they are few, else so many that the dots for
/// the rest have room among `most`.
fn window(count: usize, focus: Option<usize>, most: usize) -> Range<usize> {
    if count <= MOST_ENTRIES {
        return 0..count;
    }
    let room = most.clamp(3, MOST_ENTRIES) - 2;
    let start = focus.unwrap_or(0).saturating_sub(room / 2).min(count - room);
    start..start + room
}

/// The place where one step is made.
pub(super) struct Desk<'a> {
    pub lesson: &'a Lesson,
    pub here: Address,
    pub reveal: Reveal,
    /// Where `here` stands among the steps.
    pub standpoint: Standpoint,
    pub sight: Sight,
    /// Whether only the title and the names are wanted, so that nothing else need be computed.
    pub is_brief: bool,
}

impl<'a> Desk<'a> {
    pub fn new(lesson: &'a Lesson, here: Address, reveal: Reveal) -> Self {
        let standpoint = lesson.standpoint(here, reveal);
        Self { lesson, here, reveal, standpoint, sight: Sight::default(), is_brief: false }
    }

    pub fn pass(&self) -> &'a Pass {
        self.lesson.pass()
    }

    pub fn network(&self) -> &'a Network {
        self.lesson.pass().network()
    }

    pub fn last(&self) -> usize {
        self.network().last()
    }

    pub fn value(&self, q: Quantity) -> f64 {
        self.lesson.value(q).unwrap_or(f64::NAN)
    }

    /// An empty step at this address with its title.
    pub fn step(&self, title: Prose) -> Step {
        Step {
            address: self.here,
            title,
            formula: Formula::default(),
            values: Vec::new(),
            new: Vec::new(),
            lit: Vec::new(),
            flow: super::Flow::Still,
            shows: Vec::new(),
            picture: super::Picture::None,
            why: Vec::new(),
            refresh: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether a quantity's number may be shown.
    pub fn knows(&self, q: Quantity) -> bool {
        self.reveal == Reveal::All || self.lesson.is_revealed_from(q, self.standpoint)
    }

    /// Whether what another step computes may be shown.
    pub fn reached(&self, step: Address) -> bool {
        self.lesson.is_shown(step, self.standpoint)
    }

    /// A quantity's number.
    pub fn num(&self, q: Quantity) -> Expr {
        self.num_padded(q, 0)
    }

    /// A quantity's number; a given one with at least so many decimals.
    pub fn num_padded(&self, q: Quantity, decimals: usize) -> Expr {
        Expr::Number(self.number(q, decimals))
    }

    fn number(&self, q: Quantity, decimals: usize) -> Number {
        let form = if self.is_given(q) { Form::Given(decimals) } else { Form::Named };
        Number { value: self.value(q), of: Some(q), form, hidden: !self.knows(q) }
    }

    /// Whether a number was given, and so shows all its digits. Trained weights were not.
    fn is_given(&self, q: Quantity) -> bool {
        let is_input = matches!(q.kind, Kind::Out | Kind::OutAfter) && q.layer == 0;
        let is_trained = matches!(q.kind, Kind::Weight | Kind::Bias) && self.lesson.view().epoch > 0;
        // A bias that is frozen stays the number that was given.
        let is_frozen = q.kind == Kind::BiasAfter
            && self.pass().given().learning.biases_frozen
            && self.lesson.view().epoch == 0;
        is_input || is_frozen || q.kind.is_given() && !is_trained
    }

    /// A quantity's number within a sentence.
    pub fn said(&self, q: Quantity) -> Piece {
        Piece::Number(self.number(q, 0))
    }

    /// Which of `count` entries are shown: all if they are few, else those around `focus`.
    pub fn window(count: usize, focus: Option<usize>) -> Range<usize> {
        window(count, focus, MOST_ENTRIES)
    }

    /// Which neurons of a layer are shown: all if they are few, else those around `focus`, or around the
    /// one that the reader is at.
    pub fn rows(&self, layer: usize, focus: Option<usize>) -> Range<usize> {
        window(self.network().width(layer), focus.or(self.sight.around(layer)), self.sight.rows)
    }

    /// The same for neurons that stand beside each other.
    pub fn columns(&self, layer: usize, focus: Option<usize>) -> Range<usize> {
        window(self.network().width(layer), focus.or(self.sight.around(layer)), self.sight.columns)
    }

    /// Says below lines for some of `count` entries how many have none.
    pub fn more(formula: Formula, shown: &Range<usize>, count: usize) -> Formula {
        Self::left_out(formula, count - shown.len())
    }

    /// Says in a line that so many are left out, if any are.
    pub fn left_out(formula: Formula, count: usize) -> Formula {
        let stage = formula.lines.last().map_or(Stage::Symbols, |line| line.stage);
        match count {
            0 => formula,
            count => formula.line(stage, None, "", Expr::word(format!("⋮ {count} more"))),
        }
    }

    /// The same for the layers between two that have lines.
    pub fn between(formula: Formula, before: Option<usize>, layer: usize) -> Formula {
        Self::left_out(formula, before.map_or(0, |before| before.abs_diff(layer).saturating_sub(1)))
    }

    /// A sum over the neurons of a layer; of a long one the first terms, the last, and the one that the
    /// reader is at.
    pub fn sum(&self, layer: usize, term: impl Fn(usize) -> Expr) -> Expr {
        Self::sum_of(self.network().width(layer), self.sight.around(layer), term)
    }

    /// A sum of so many terms, likewise.
    pub fn sum_of(count: usize, focus: Option<usize>, term: impl Fn(usize) -> Expr) -> Expr {
        if count <= MOST_ENTRIES {
            return Expr::Sum((0..count).map(term).collect());
        }
        let mut terms: Vec<Expr> = Vec::new();
        let mut next = 0;
        let few = MOST_ENTRIES / 2 - 1;
        let focus = focus.filter(|focus| (few..count - 1).contains(focus));
        for index in (0..few).chain(focus).chain([count - 1]) {
            if index > next {
                terms.push(Expr::word(format!("… {} more …", index - next)));
            }
            terms.push(term(index));
            next = index + 1;
        }
        Expr::Sum(terms)
    }

    /// A sum below a fraction's line, where there is less room: of more than four terms the first two
    /// and the last.
    pub fn short_sum(count: usize, term: impl Fn(usize) -> Expr) -> Expr {
        if count <= 4 {
            return Expr::Sum((0..count).map(term).collect());
        }
        Expr::Sum(vec![term(0), term(1), Expr::word("…"), term(count - 1)])
    }

    /// A layer's vector, entry by entry in the way that `entry` writes one.
    fn column(&self, layer: usize, rows: Range<usize>, entry: impl Fn(usize) -> Expr) -> Expr {
        Expr::window((self.network().width(layer), 1), rows, 0..1, |row, _| entry(row))
    }

    /// The same lying: a row.
    pub fn lying(&self, layer: usize, focus: Option<usize>, entry: impl Fn(usize) -> Expr) -> Expr {
        let columns = self.columns(layer, focus);
        Expr::window((1, self.network().width(layer)), 0..1, columns, |_, column| entry(column))
    }

    /// A layer's vector in numbers.
    pub fn vector(&self, kind: Kind, layer: usize, focus: Option<usize>) -> Expr {
        let rows = self.rows(layer, focus);
        let decimals = self.decimals(kind, layer, rows.clone(), 0..1);
        self.column(layer, rows, |row| self.num_padded(Quantity::of(kind, layer, row), decimals))
            .of(Part::all(kind, layer))
    }

    /// A layer's vector in symbols, entry by entry.
    pub fn symbols(&self, kind: Kind, layer: usize, focus: Option<usize>) -> Expr {
        self.column(layer, self.rows(layer, focus), |row| Expr::symbol(Quantity::of(kind, layer, row)))
    }

    /// A matrix with rows for the neurons of one layer and columns for those of another, entry by entry
    /// in the way that `entry` writes one.
    pub fn matrix_of(
        &self,
        (layer, across): (usize, usize),
        focus: (Option<usize>, Option<usize>),
        entry: impl Fn(usize, usize) -> Expr,
    ) -> Expr {
        let of = (self.network().width(layer), self.network().width(across));
        Expr::window(of, self.rows(layer, focus.0), self.columns(across, focus.1), entry)
    }

    /// A layer's matrix in numbers.
    pub fn matrix(&self, kind: Kind, layer: usize, focus: (Option<usize>, Option<usize>)) -> Expr {
        let across = if kind.is_square() { layer } else { layer - 1 };
        let (rows, columns) = (self.rows(layer, focus.0), self.columns(across, focus.1));
        let decimals = self.decimals(kind, layer, rows, columns);
        self.matrix_of((layer, across), focus, |row, column| {
            self.num_padded(Quantity { kind, layer, row, column }, decimals)
        })
        .of(Part::all(kind, layer))
    }

    /// The decimals that given numbers of a vector or matrix need to be aligned.
    pub fn decimals(&self, kind: Kind, layer: usize, rows: Range<usize>, columns: Range<usize>) -> usize {
        if !self.is_given(Quantity::of(kind, layer, 0)) {
            return 0;
        }
        let cells = rows.flat_map(|row| {
            columns.clone().map(move |column| self.value(Quantity { kind, layer, row, column }))
        });
        // A drawn weight's many digits would make every other number as long.
        cells.map(decimals_of).filter(|&decimals| decimals <= 6).max().unwrap_or(0)
    }

    /// A layer's part of the formula with its result: the sum as it comes out, then rounded; in
    /// full precision the one number. Nothing where the result is not known yet but for a `?`.
    pub fn close(&self, formula: Formula, exact: f64, q: Quantity) -> Formula {
        let result = self.num(q);
        if !self.is_rounded(exact, q) || !self.knows(q) {
            return formula.result(result);
        }
        formula.numbers(Expr::exact(exact)).rounded(result)
    }

    /// What an output's error, its derivative or its error term is before it is rounded.
    pub fn before_rounding(&self, q: Quantity) -> f64 {
        let exact = self.pass().before_rounding(q).unwrap_or(f64::NAN);
        let is_difference = match q.kind {
            Kind::ErrorByOut => self.network().loss() == Loss::HalfSquaredError,
            Kind::Delta => self.network().collapses(),
            _ => false,
        };
        if !is_difference {
            return exact;
        }
        without_noise(exact, [Kind::Out, Kind::Target].map(|kind| self.value(q.with(kind))))
    }

    /// What outputs are multiplied with in `δ = out − target`: through softmax, the sum of targets
    /// that are no distribution; else 1.
    pub fn target_scale(&self) -> f64 {
        if self.network().forks_at_output() { self.pass().given().sample.target_scale() } else { 1.0 }
    }

    /// Whether a quantity's number is rounded from what comes out for it.
    pub fn is_rounded(&self, exact: f64, q: Quantity) -> bool {
        self.pass().carry() != Carry::Full && are_shown_apart(exact, self.value(q))
    }

    /// The same with the result on the line of the numbers.
    pub fn close_in_line(&self, formula: Formula, exact: f64, q: Quantity) -> Formula {
        let lines = formula.lines.len();
        let mut closed = self.close(formula, exact, q);
        for line in &mut closed.lines[lines..] {
            line.joins = true;
        }
        closed
    }

    /// Whether a quantity is 0, not merely rounded to it.
    pub fn is_zero(&self, q: Quantity) -> bool {
        let is_exactly = || self.is_brief || self.lesson.exact_value(q).is_none_or(|value| value == 0.0);
        self.value(q) == 0.0 && is_exactly()
    }

    /// What the paths of a weight add up to.
    pub fn path_sum(&self, weight: WeightId) -> f64 {
        if self.is_brief { f64::NAN } else { self.lesson.path_sum(weight) }
    }

    /// Whether a neuron's net value is above 0 for no sample at all; `None` where nobody looks.
    pub fn is_dead(&self, layer: usize, row: usize) -> Option<bool> {
        if self.is_brief { None } else { self.lesson.is_dead(layer, row) }
    }

    /// A layer's name in a sentence: `layer c`.
    pub fn layer(&self, layer: usize) -> Piece {
        format!("layer {}", self.lesson.names().layer(layer)).into()
    }

    /// The exponentials of a layer's net values.
    pub fn exponentials(&self, layer: usize) -> Vec<f64> {
        (0..self.network().width(layer))
            .map(|row| self.value(Quantity::of(Kind::Net, layer, row)).exp())
            .collect()
    }

    /// A layer's outputs before they are rounded.
    pub fn shares(&self, layer: usize) -> Vec<f64> {
        let nets = self.pass().forward().net[layer - 1].to_vec();
        let mut outs = nets.clone();
        self.network().layer(layer).activation.apply_all(&nets, &mut outs);
        outs
    }
}
