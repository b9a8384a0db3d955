//! How a number that changed shows it: an arrow, and what it was before.
//!
//! In a line of its own kind stands what the whole line was (`was 0.7199 · (1 − 0.7199)`); beside or
//! below a matrix, what its changed entries were; below a factor's brace, what that factor was.

use super::{Setter, Setting};
use crate::engine::{Pass, differs};
use crate::notation::expr::{Expr, Formula, Line, Number, Stage};
use crate::notation::grid::{Grid, Ink};

/// What was before, for marks.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// The numbers.
    pub pass: &'a Pass,
    /// The same formula with them, where a formula is set.
    pub formula: Option<&'a Formula>,
}

/// Where the old numbers of a matrix stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Was {
    /// Behind its bracket, row by row.
    Beside,
    /// In rows of their own.
    Below,
}

impl Was {
    pub(super) const ALL: [Self; 2] = [Self::Beside, Self::Below];
}

/// How a changed number shows what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marking {
    /// By an arrow; the line says in a line below what it was.
    Lines,
    /// By an arrow, with what it was right behind.
    InLine,
    /// Not at all: what surrounds it says it.
    Outside,
    /// It is itself what was before.
    Old,
}

/// A number that changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Changed {
    pub arrow: &'static str,
    /// As it was.
    pub old: Number,
}

/// Which way a number went.
pub fn arrow(before: f64, now: f64) -> &'static str {
    match before.partial_cmp(&now) {
        Some(std::cmp::Ordering::Less) => "▲",
        Some(std::cmp::Ordering::Greater) => "▼",
        _ => "≠",
    }
}

impl<'a> Setter<'a> {
    /// What a number was, where it changed.
    pub(super) fn changed(&self, n: &Number) -> Option<Changed> {
        if n.hidden || self.marking == Marking::Old {
            return None;
        }
        let old = self.setting.before?.pass.value(n.of?)?;
        let is_changed = differs(old, n.value);
        is_changed.then_some(Changed { arrow: arrow(old, n.value), old: Number { value: old, ..*n } })
    }

    /// A number in its ink, with what marks it where it changed. `shown` may have another sign.
    pub(super) fn marked(&self, shown: &Number, n: &Number) -> Grid {
        let changed = self.changed(n);
        let ink = Ink { changed: changed.is_some(), ..self.number_ink(n) };
        let number = self.text(&self.number(shown), ink);
        let Some(Changed { arrow, old }) = changed else { return number };
        match self.marking {
            Marking::Outside | Marking::Old => number,
            Marking::Lines => Grid::beside(&[number, self.text(arrow, Ink::MARK)]),
            Marking::InLine => {
                let was = self.text(&format!("{arrow} (was "), Ink::MARK);
                let old = self.text(&self.number(&old), Ink::OLD);
                Grid::beside(&[number, was, old, self.text(")", Ink::MARK)])
            }
        }
    }

    /// The label under a brace; below a number that changed stands what it was.
    pub(super) fn label(&self, label: &Expr) -> Grid {
        let grid = self.expr(label);
        let Expr::Number(number) = label else { return grid };
        let Some(Changed { old, .. }) = self.changed(number) else { return grid };
        let was = self.old(&Expr::Number(old));
        let width = grid.width().max(was.width());
        Grid::stack(&[((width - grid.width()) / 2, grid), ((width - was.width()) / 2, was)], 0)
    }

    /// Something as it was.
    fn old(&self, expr: &Expr) -> Grid {
        let setting = Setting { lit: &[], working: &[], ..self.setting };
        Self { setting, marking: Marking::Old, ..*self }.expr(expr)
    }

    /// For each line of a formula, the lines that it and those joined to it were before, where they
    /// look different; nothing for those that are joined. Lines with matrices say entry by entry what
    /// they were instead.
    ///
    /// What belongs together is found by its form: the same left side and the same quantities at the
    /// same places. What is rounded today may have come out even before, so a result may answer to one
    /// of another form.
    pub(super) fn lines_before(&self, formula: &Formula) -> Vec<&'a [Line]> {
        let nothing = || vec![&[][..]; formula.lines.len()];
        let Some(before) = self.setting.before.and_then(|before| before.formula) else { return nothing() };
        let mut old = groups(&before.lines);
        let mut found = Vec::with_capacity(formula.lines.len());
        for (start, new) in groups(&formula.lines) {
            debug_assert_eq!(found.len(), start);
            let has_result = |lines: &[Line]| lines.iter().any(|line| line.stage == Stage::Result);
            let same_left = |lines: &[Line]| lines[0].left == new[0].left;
            let is_partner = |lines: &[Line]| same_left(lines) && same_form(&lines[0].right, &new[0].right);
            let index = old.iter().position(|(_, lines)| is_partner(lines)).or_else(|| {
                old.iter().position(|(_, lines)| same_left(lines) && has_result(lines) && has_result(new))
            });
            let partner = index.map_or(&[][..], |index| {
                // Later lines have later partners.
                let (_, lines) = old[index];
                old.drain(..=index);
                lines
            });
            let is_plain = |lines: &[Line]| !lines.iter().any(|line| has_matrix(&line.right));
            let shows = new[0].stage != Stage::Symbols && is_plain(new) && is_plain(partner);
            let is_other = || {
                let mut pairs = new.iter().zip(partner);
                new.len() != partner.len() || !pairs.all(|(new, old)| looks_alike(&new.right, &old.right))
            };
            found.push(if shows && !partner.is_empty() && is_other() { partner } else { &[] });
            found.extend(std::iter::repeat_n(&[][..], new.len() - 1));
        }
        found
    }

    /// A line with what it was below it.
    pub(super) fn with_old(&self, line: Grid, old: &[Line], margin: usize, room: usize) -> Grid {
        if old.is_empty() {
            return line;
        }
        let mut parts = Vec::with_capacity(2 * old.len());
        for (index, line) in old.iter().enumerate() {
            if index > 0 {
                parts.push(self.text(&format!("  {}  ", line.sign), Ink::OLD));
            }
            parts.push(self.old(&line.right));
        }
        let mut was = Grid::beside(&parts);
        if was.width() > room {
            let lines: Vec<_> = old.iter().map(|line| (0, self.old_in_lines(&line.right, room))).collect();
            was = Grid::stack(&lines, 0);
        }
        // Numbers stand below numbers: the word takes the room of the sign and what is before it.
        let word = self.text("was ", Ink::MARK);
        let indent = (margin + super::SIGN_WIDTH).saturating_sub(word.width());
        let was = Grid::beside(&[Grid::blank(indent, 1, 0), word, was]);
        Grid::stack(&[(0, line), (0, was)], 0)
    }

    /// The same for what is too long for one line.
    fn old_in_lines(&self, expr: &Expr, room: usize) -> Grid {
        let setting = Setting { lit: &[], working: &[], ..self.setting };
        let setter = Self { setting, marking: Marking::Old, ..*self };
        let lines: Vec<(usize, Grid)> = setter.broken(expr, room).into_iter().map(|grid| (0, grid)).collect();
        Grid::stack(&lines, 0)
    }
}

/// Lines with those that are joined to them, and the number of the first.
fn groups(lines: &[Line]) -> Vec<(usize, &[Line])> {
    let mut groups = Vec::new();
    let mut start = 0;
    for group in lines.chunk_by(|_, next| next.joins) {
        groups.push((start, group));
        start += group.len();
    }
    groups
}

/// Whether two formulas differ in the values of their numbers only.
fn same_form(one: &Expr, other: &Expr) -> bool {
    alike(one, other, &|one, other| {
        one.of == other.of && std::mem::discriminant(&one.form) == std::mem::discriminant(&other.form)
    })
}

/// Whether two formulas show the same: what is hidden in both may differ.
fn looks_alike(one: &Expr, other: &Expr) -> bool {
    alike(one, other, &|one, other| one == other || one.hidden && other.hidden)
}

/// Whether two formulas are built alike, of numbers that are.
fn alike(one: &Expr, other: &Expr, numbers: &impl Fn(&Number, &Number) -> bool) -> bool {
    let same = |one: &Expr, other: &Expr| alike(one, other, numbers);
    let all = |one: &[Expr], other: &[Expr]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
    };
    match (one, other) {
        (Expr::Number(one), Expr::Number(other)) => numbers(one, other),
        (Expr::Sum(one), Expr::Sum(other)) | (Expr::Row(one), Expr::Row(other)) => all(one, other),
        (Expr::Product(times, one), Expr::Product(like, other)) => times == like && all(one, other),
        (Expr::Negative(one), Expr::Negative(other)) | (Expr::Group(one), Expr::Group(other)) => {
            same(one, other)
        }
        (Expr::Of(part, one), Expr::Of(like, other)) => part == like && same(one, other),
        (Expr::Power(one, n), Expr::Power(other, m))
        | (Expr::Fraction(one, n), Expr::Fraction(other, m))
        | (Expr::Under(one, n), Expr::Under(other, m)) => same(one, other) && same(n, m),
        (Expr::Matrix(one), Expr::Matrix(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| all(one, other))
        }
        (Expr::Window(window, one), Expr::Window(like, other)) => {
            window == like && one.iter().zip(other).all(|(one, other)| all(one, other))
        }
        _ => one == other,
    }
}

/// Whether a matrix or vector is part of it.
pub(super) fn has_matrix(expr: &Expr) -> bool {
    match expr {
        Expr::Matrix(_) | Expr::Window(..) => true,
        Expr::Sum(parts) | Expr::Product(_, parts) | Expr::Row(parts) => parts.iter().any(has_matrix),
        Expr::Negative(body) | Expr::Group(body) | Expr::Of(_, body) => has_matrix(body),
        Expr::Power(one, other) | Expr::Fraction(one, other) | Expr::Under(one, other) => {
            has_matrix(one) || has_matrix(other)
        }
        Expr::Symbol(_) | Expr::Transposed(_) | Expr::Neuron(..) | Expr::Number(_) | Expr::Word(_) => false,
    }
}
