//! Where a step is made: the pass at hand, what is revealed, and the pieces that formulas are
//! built from.

use super::address::Address;
use super::known::Reveal;
use super::prose::Piece;
use super::step::Step;
use super::{Lesson, Prose};
use crate::engine::{Carry, Kind, Network, Part, Pass, Quantity};
use crate::notation::expr::{Form, Number};
use crate::notation::number::{MOST_DIGITS, decimals_of, significant};
use crate::notation::{Expr, Formula};

/// Entries of a vector, columns of a matrix and terms of a sum beyond which the middle is left out.
const MOST_ENTRIES: usize = 12;

/// The place where one step is made.
pub(super) struct Desk<'a> {
    pub lesson: &'a Lesson,
    pub here: Address,
    pub reveal: Reveal,
}

impl<'a> Desk<'a> {
    pub fn new(lesson: &'a Lesson, here: Address, reveal: Reveal) -> Self {
        Self { lesson, here, reveal }
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
        match self.reveal {
            Reveal::All => true,
            Reveal::AsOf(zoom) => self.lesson.known(q, self.here, zoom),
        }
    }

    /// Whether what another step computes may be shown.
    pub fn reached(&self, step: Address) -> bool {
        match self.reveal {
            Reveal::All => true,
            Reveal::AsOf(zoom) => self.lesson.reached(step, self.here, zoom),
        }
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
        is_input || q.kind.is_given() && !is_trained
    }

    /// A quantity's number within a sentence.
    pub fn said(&self, q: Quantity) -> Piece {
        Piece::Number(self.number(q, 0))
    }

    /// Which of `count` entries are shown: all if they are few, else those around `focus`, with
    /// `None` standing for what is left out.
    pub fn window(count: usize, focus: Option<usize>) -> Vec<Option<usize>> {
        if count <= MOST_ENTRIES {
            return (0..count).map(Some).collect();
        }
        let room = MOST_ENTRIES - 2;
        let start = focus.unwrap_or(0).saturating_sub(room / 2).min(count - room);
        let mut shown = Vec::with_capacity(MOST_ENTRIES);
        if start > 0 {
            shown.push(None);
        }
        shown.extend((start..start + room).map(Some));
        if start + room < count {
            shown.push(None);
        }
        shown
    }

    /// A column of entries, the middle of a long one left out.
    pub fn column(count: usize, focus: Option<usize>, entry: impl Fn(usize) -> Expr) -> Expr {
        Expr::vector(
            Self::window(count, focus).into_iter().map(|shown| shown.map_or_else(|| Expr::word("⋮"), &entry)),
        )
    }

    /// A sum of many terms, the middle of a long one left out.
    pub fn sum(count: usize, term: impl Fn(usize) -> Expr) -> Expr {
        let mut terms: Vec<Expr> = Vec::new();
        if count <= MOST_ENTRIES {
            terms.extend((0..count).map(term));
        } else {
            let few = MOST_ENTRIES / 2 - 1;
            terms.extend((0..few).map(&term));
            terms.push(Expr::word(format!("… {} more …", count - few - 1)));
            terms.push(term(count - 1));
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

    /// A layer's vector in numbers.
    pub fn vector(&self, kind: Kind, layer: usize, focus: Option<usize>) -> Expr {
        let count = self.network().width(layer);
        let decimals = self.decimals(Part::all(kind, layer), focus);
        Self::column(count, focus, |row| self.num_padded(Quantity::of(kind, layer, row), decimals))
            .of(Part::all(kind, layer))
    }

    /// A layer's vector in symbols, entry by entry.
    pub fn symbols(&self, kind: Kind, layer: usize, focus: Option<usize>) -> Expr {
        let count = self.network().width(layer);
        Self::column(count, focus, |row| Expr::symbol(Quantity::of(kind, layer, row)))
    }

    /// A layer's matrix, entry by entry in the way that `entry` writes one.
    pub fn matrix_of(
        &self,
        layer: usize,
        focus: (Option<usize>, Option<usize>),
        entry: impl Fn(usize, usize) -> Expr,
    ) -> Expr {
        self.grid(layer, self.network().width(layer - 1), focus, entry)
    }

    /// Rows for the neurons of a layer, and so many columns.
    fn grid(
        &self,
        layer: usize,
        columns: usize,
        focus: (Option<usize>, Option<usize>),
        entry: impl Fn(usize, usize) -> Expr,
    ) -> Expr {
        let rows = Self::window(self.network().width(layer), focus.0);
        let columns = Self::window(columns, focus.1);
        Expr::Matrix(
            rows.iter()
                .map(|row| {
                    let cell = |column: &Option<usize>| match (row, column) {
                        (Some(i), Some(j)) => entry(*i, *j),
                        (None, Some(_)) => Expr::word("⋮"),
                        (Some(_), None) => Expr::word("⋯"),
                        (None, None) => Expr::word("⋱"),
                    };
                    columns.iter().map(cell).collect()
                })
                .collect(),
        )
    }

    /// A layer's matrix in numbers.
    pub fn matrix(&self, kind: Kind, layer: usize, focus: (Option<usize>, Option<usize>)) -> Expr {
        let decimals = self.decimals(Part::all(kind, layer), focus.0);
        self.grid(layer, self.columns(kind, layer), focus, |row, column| {
            self.num_padded(Quantity { kind, layer, row, column }, decimals)
        })
        .of(Part::all(kind, layer))
    }

    /// How many columns a layer's numbers of a kind have.
    fn columns(&self, kind: Kind, layer: usize) -> usize {
        self.lesson.columns(kind, layer)
    }

    /// The decimals that all given numbers near `focus` of a vector or matrix need to be aligned.
    pub fn decimals(&self, part: Part, focus: Option<usize>) -> usize {
        let first = Quantity::of(part.kind, part.layer, 0);
        if !self.is_given(first) {
            return 0;
        }
        let columns = self.columns(part.kind, part.layer);
        let rows = Self::window(self.network().width(part.layer), focus.or(part.row));
        let wanted_row = |row: &usize| part.row.is_none_or(|r| r == *row);
        let cells = rows.into_iter().flatten().filter(wanted_row).flat_map(|row| {
            Self::window(columns, None).into_iter().flatten().map(move |column| Quantity {
                kind: part.kind,
                layer: part.layer,
                row,
                column,
            })
        });
        // A drawn weight's many digits would make every other number as long.
        cells.map(|q| decimals_of(self.value(q))).filter(|&d| d <= 6).max().unwrap_or(0)
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
        self.pass().before_rounding(q).unwrap_or(f64::NAN)
    }

    /// What outputs are multiplied with in `δ = out − target`: through softmax, the sum of targets
    /// that are no distribution; else 1.
    pub fn target_scale(&self) -> f64 {
        if self.network().forks_at_output() { self.pass().given().sample.target_scale() } else { 1.0 }
    }

    /// Whether a quantity's number is rounded from what comes out for it.
    pub fn is_rounded(&self, exact: f64, q: Quantity) -> bool {
        self.pass().carry() != Carry::Full
            && significant(exact, MOST_DIGITS) != significant(self.value(q), MOST_DIGITS)
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
        self.value(q) == 0.0 && self.lesson.exact_value(q).is_none_or(|value| value == 0.0)
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
        let nets = &self.pass().forward().net[layer - 1];
        let mut outs = nets.clone();
        self.network().layer(layer).activation.apply_all(nets, &mut outs);
        outs.to_vec()
    }
}
