//! How wide a formula gets at least. Most ways to set wide matrices are too wide; that is seen without
//! setting them.

use std::cell::RefCell;
use std::rc::Rc;

use super::change::{Marking, has_matrix};
use super::sight::Sight;
use super::{SIGN_WIDTH, Setter};
use crate::notation::expr::{Expr, Formula, Times, Window};

/// What is known of matrices from earlier tries to set them.
#[derive(Debug, Default)]
pub(super) struct Memo(RefCell<Vec<Rc<Known>>>);

/// What of a matrix does not depend on how many of its columns are shown.
#[derive(Debug)]
pub(super) struct Known {
    /// Where its rows lie, which tells it from others; with how many digits, and whether as it was.
    which: (*const Vec<Expr>, usize, bool),
    /// How wide the entries of its first and last row are, whichever is wider.
    widths: Vec<usize>,
    /// The column around which others are left out.
    pub focus: usize,
}

/// Brackets with the blank beside each.
const BRACKETS: usize = 4;

impl Setter<'_> {
    /// No formula set in this way is narrower.
    pub(super) fn least_of_formula(&self, formula: &Formula, width: usize) -> usize {
        let lefts = formula.lines.iter().filter_map(|line| line.left.as_ref());
        let wide = lefts.clone().map(|left| self.least(left)).max().unwrap_or(0);
        if wide > width {
            return wide;
        }
        let most = width / 2;
        let lefts = lefts.map(|left| self.expr(left).width());
        let margin = SIGN_WIDTH + lefts.filter(|&width| width <= most).max().unwrap_or(0);
        let with_matrix = formula.lines.iter().filter(|line| has_matrix(&line.right));
        let lines = with_matrix.map(|line| {
            let margin = if line.sign.is_empty() { 0 } else { margin };
            margin
                + if self.economy.break_lines {
                    self.least_piece(&line.right)
                } else {
                    self.least(&line.right)
                }
        });
        lines.max().unwrap_or(0)
    }

    /// No line of an expression that is broken where it can be is narrower.
    fn least_piece(&self, expr: &Expr) -> usize {
        match expr {
            Expr::Sum(parts) | Expr::Product(_, parts) | Expr::Row(parts) => {
                parts.iter().map(|part| self.least(part)).max().unwrap_or(0)
            }
            Expr::Of(_, body) => self.least_piece(body),
            other => self.least(other),
        }
    }

    /// No expression in one piece is narrower: the matrices in it, whose first rows are looked at.
    pub(super) fn least(&self, expr: &Expr) -> usize {
        match expr {
            Expr::Matrix(rows) => self.least_of_matrix(rows, None),
            Expr::Window(window, rows) => self.least_of_matrix(rows, Some(*window)),
            Expr::Product(Times::Tight, parts) => self.least_of_all(parts, 1),
            Expr::Sum(parts) | Expr::Product(_, parts) => self.least_of_all(parts, SIGN_WIDTH),
            Expr::Row(parts) => self.least_of_all(parts, 0),
            // In a sum, its sign is that of the sum; so it may be with a number's.
            Expr::Negative(body) | Expr::Of(_, body) => self.least(body),
            Expr::Group(body) => 2 + self.least(body),
            Expr::Number(n) => self.number(n).chars().count() - usize::from(n.value < 0.0 && !n.hidden),
            Expr::Symbol(_) | Expr::Transposed(_) | Expr::Word(_) => self.expr(expr).width(),
            _ => 0,
        }
    }

    fn least_of_all(&self, parts: &[Expr], between: usize) -> usize {
        let widths: usize = parts.iter().map(|part| self.least(part)).sum();
        widths + between * parts.len().saturating_sub(1)
    }

    fn least_of_matrix(&self, rows: &[Vec<Expr>], window: Option<Window>) -> usize {
        let (known, sight) = (self.known(rows), Sight::of(self, rows, window));
        // Dots take a cell.
        let cell = |column: &Option<usize>| column.and_then(|c| known.widths.get(c).copied()).unwrap_or(1);
        let between = super::matrix::BETWEEN * sight.columns.len().saturating_sub(1);
        let width = sight.columns.iter().map(cell).sum::<usize>() + between + BRACKETS;
        // The wider the matrix, the longer its words may be; broken they are not longer than this.
        let words = sight.said(width).iter().map(|line| line.chars().count()).max().unwrap_or(0);
        width.max(words)
    }

    pub(super) fn known(&self, rows: &[Vec<Expr>]) -> Rc<Known> {
        let which = (rows.as_ptr(), self.economy.digits, self.marking == Marking::Old);
        let mut memo = self.memo.0.borrow_mut();
        if let Some(known) = memo.iter().find(|known| known.which == which) {
            return Rc::clone(known);
        }
        let inner = Self { marking: if which.2 { Marking::Old } else { Marking::Outside }, ..*self };
        let widths_of = |row: Option<&Vec<Expr>>| -> Vec<usize> {
            let width = |entry: &Expr| match entry {
                Expr::Number(n) => self.setting.names.spell(&inner.number(n)).chars().count(),
                other => inner.expr(other).width(),
            };
            row.into_iter().flatten().map(width).collect()
        };
        let (first, last) = (widths_of(rows.first()), widths_of(rows.last().filter(|_| rows.len() > 1)));
        let last = last.into_iter().chain(std::iter::repeat(0));
        let widths = first.into_iter().zip(last).map(|(one, other)| one.max(other)).collect();
        let known = Rc::new(Known { which, widths, focus: self.focus(rows) });
        memo.push(Rc::clone(&known));
        known
    }
}
