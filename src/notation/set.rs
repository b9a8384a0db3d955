//! Setting a formula in two dimensions, as a textbook does: stacked fractions, bracketed matrices,
//! lines aligned at their signs, long sums broken before a `+`.

mod change;
mod least;
mod lines;
mod matrix;
mod sight;

use super::expr::{Expr, Form, Formula, Line, Number, Times};
use super::grid::{Grid, Ink, Tone};
use super::number;
use super::symbol::Names;
use crate::engine::{Carry, Part};
pub use change::{Before, arrow};
use change::{Marking, Was};
use least::Memo;
pub use lines::Rows;

/// What setting a formula depends on besides the formula.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// How things are called.
    pub names: &'a Names,
    /// How numbers are carried, and so shown.
    pub carry: Carry,
    /// What is new, and lit.
    pub lit: &'a [Part],
    /// What takes part, and stands out where it is a part of a whole.
    pub working: &'a [Part],
    /// What numbers were before, where those that changed are to be marked.
    pub before: Option<Before<'a>>,
}

/// How much room is to be saved, from nothing on.
#[derive(Debug, Clone, Copy)]
struct Economy {
    /// Significant digits where all would be shown.
    digits: usize,
    /// Break long sums and products into lines.
    break_lines: bool,
    /// Columns of a matrix that are shown.
    columns: usize,
    /// Where the old numbers of a matrix stand.
    was: Was,
}

#[derive(Clone, Copy)]
struct Setter<'a> {
    setting: Setting<'a>,
    economy: Economy,
    /// How a changed number shows what it was.
    marking: Marking,
    /// Whether an operator follows.
    in_front: bool,
    /// What is known of matrices from earlier tries.
    memo: &'a Memo,
}

/// How much room lines take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// An empty row between any two.
    Airy,
    /// One right below the other.
    Compact,
    /// Besides, forms of the same left side stand side by side as far as they fit.
    Dense,
}

/// Sets a whole formula in `width` columns, as [`rows`] does, and puts the rows together.
pub fn formula(formula: &Formula, setting: Setting<'_>, width: usize, spacing: Spacing) -> Grid {
    rows(formula, setting, width, spacing).grid(spacing == Spacing::Airy)
}

/// Sets a whole formula in `width` columns.
///
/// In full precision it shows as many digits as fit, at most 15. What still does not fit is broken
/// into lines, and wide matrices leave out columns, which they say. A grid wider than `width` comes
/// back only where a single name or number is wider.
pub fn rows(formula: &Formula, setting: Setting<'_>, width: usize, spacing: Spacing) -> Rows {
    let digit_steps: &[usize] = if setting.carry == Carry::Full { &[15, 12, 10, 8, 6] } else { &[15] };
    let few = digit_steps[digit_steps.len() - 1];
    let economy = |digits, break_lines, columns, was| Economy { digits, break_lines, columns, was };
    let has_matrix = formula.lines.iter().any(|line| change::has_matrix(&line.right));
    let ways = if has_matrix { ways_to_show(setting) } else { 1 };
    let whole = digit_steps.iter().flat_map(|&digits| {
        Was::ALL.map(|was| economy(digits, false, usize::MAX, was)).into_iter().take(ways)
    });
    let broken = [usize::MAX, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1]
        .into_iter()
        .map(|columns| economy(few, true, columns, Was::Below));
    let (mut last, memo) = (Rows::default(), Memo::default());
    let mut was: Option<Vec<&[Line]>> = None;
    // Without a matrix there are no columns to leave out.
    let broken = broken.take(if has_matrix { usize::MAX } else { 1 });
    let mut economies = whole.chain(broken).peekable();
    while let Some(economy) = economies.next() {
        let setter = Setter { setting, economy, marking: Marking::Lines, in_front: false, memo: &memo };
        let is_last = economies.peek().is_none();
        if has_matrix && !is_last && setter.least_of_formula(formula, width) > width {
            continue;
        }
        let was = was.get_or_insert_with(|| setter.lines_before(formula));
        last = setter.formula(formula, was, width, spacing);
        if last.width() <= width {
            break;
        }
    }
    last
}

/// Sets one expression with everything it has in the first way that fits into `width`: with fewer
/// digits in full precision, old numbers below their matrix, at last with columns of wide matrices
/// left out.
pub fn expr(expr: &Expr, setting: Setting<'_>, width: usize) -> Grid {
    let digits = if setting.carry == Carry::Full { &FEWER_DIGITS[..] } else { &FEWER_DIGITS[..1] };
    let few = digits[digits.len() - 1];
    let economy = |digits, columns, was| Economy { digits, break_lines: false, columns, was };
    let whole = digits.iter().flat_map(|&digits| {
        Was::ALL.map(|was| economy(digits, usize::MAX, was)).into_iter().take(ways_to_show(setting))
    });
    let fewer = (1..=10).rev().map(|columns| economy(few, columns, Was::Below));
    let (mut last, memo) = (Grid::default(), Memo::default());
    let mut economies = whole.chain(fewer).peekable();
    while let Some(economy) = economies.next() {
        let setter = Setter { setting, economy, marking: Marking::InLine, in_front: false, memo: &memo };
        if economies.peek().is_some() && setter.least(expr) > width {
            continue;
        }
        last = setter.expr(expr);
        if last.width() <= width {
            break;
        }
    }
    last
}

/// Significant digits in full precision, from as many as there are to as few as tell something.
const FEWER_DIGITS: [usize; 5] = [15, 12, 9, 6, 4];

/// Where nothing changed, there is one way to show what was.
fn ways_to_show(setting: Setting<'_>) -> usize {
    if setting.before.is_some() { Was::ALL.len() } else { 1 }
}

/// Columns between a left side and the right side: the sign with a space on each side.
const SIGN_WIDTH: usize = 3;
/// How far a broken line's continuation is set in.
const INDENT: usize = 2;

impl Setter<'_> {
    fn formula(&self, formula: &Formula, was: &[&[Line]], width: usize, spacing: Spacing) -> Rows {
        let lefts: Vec<Option<Grid>> =
            formula.lines.iter().map(|line| line.left.as_ref().map(|l| self.expr(l))).collect();
        // A left side that would leave too little for the right stands on a line of its own.
        let most = width / 2;
        let margin = lefts.iter().flatten().map(Grid::width).filter(|&w| w <= most).max().unwrap_or(0);
        let room = width.saturating_sub(margin + SIGN_WIDTH);
        let mut rows: Vec<(usize, Grid)> = Vec::new();
        let mut lines: Vec<usize> = Vec::new();
        let mut open: Option<Grid> = None;
        // What the open line was before.
        let mut old: &[Line] = &[];
        // What was broken into lines has no one end at which another could go on.
        let mut can_go_on = false;
        let mut can_be_denser = false;
        for (index, ((line, left), &was)) in formula.lines.iter().zip(lefts).zip(was).enumerate() {
            let (right, is_whole) = self.right_side(line, room);
            let before = open.take();
            let goes_on = line.left.is_none() && !line.sign.is_empty();
            if let Some(before) = before.as_ref().filter(|_| is_whole && can_go_on && (line.joins || goes_on))
            {
                let pad = if line.joins { "  " } else { " " };
                let sign = self.text(&format!("{pad}{}{pad}", line.sign), Ink::FAINT);
                let fits = before.width() + sign.width() + right.width() <= width;
                can_be_denser |= fits && !line.joins && spacing != Spacing::Dense;
                if fits && (line.joins || spacing == Spacing::Dense) {
                    open = Some(Grid::beside(&[before.clone(), sign, right]));
                    continue;
                }
            }
            rows.extend(before.map(|grid| (0, self.with_old(grid, old, margin, room))));
            // What was open until here is of the lines before this one.
            lines.resize(rows.len(), index.saturating_sub(1));
            old = was;
            can_go_on = is_whole;
            open = Some(self.aligned(line, left, right, margin, &mut rows));
            lines.resize(rows.len(), index);
        }
        rows.extend(open.map(|grid| (0, self.with_old(grid, old, margin, room))));
        lines.resize(rows.len(), formula.lines.len().saturating_sub(1));
        Rows { grids: rows, lines, can_be_denser }
    }

    /// One line with its sign at the margin. A left side too wide for that goes to `rows` before.
    fn aligned(
        &self,
        line: &Line,
        left: Option<Grid>,
        right: Grid,
        margin: usize,
        rows: &mut Vec<(usize, Grid)>,
    ) -> Grid {
        if line.sign.is_empty() {
            return Grid::beside(&[left.unwrap_or_default(), right]);
        }
        let sign = self.text(&format!(" {} ", line.sign), Ink::FAINT);
        match left {
            Some(left) if left.width() > margin => {
                rows.push((0, left));
                Grid::beside(&[Grid::blank(margin, 1, 0), sign, right])
            }
            Some(left) => {
                let pad = Grid::blank(margin - left.width(), 1, 0);
                Grid::beside(&[pad, left, sign, right])
            }
            None => Grid::beside(&[Grid::blank(margin, 1, 0), sign, right]),
        }
    }

    /// The right side of a line, and whether it stands in one piece.
    fn right_side(&self, line: &Line, room: usize) -> (Grid, bool) {
        // Beside a matrix, which says of its entries what they were, a number says it of itself.
        let marking = match self.marking {
            Marking::Lines if change::has_matrix(&line.right) => Marking::InLine,
            marking => marking,
        };
        let setter = Self { marking, ..*self };
        if !self.economy.break_lines || setter.least(&line.right) <= room {
            let whole = setter.expr(&line.right);
            if whole.width() <= room || !self.economy.break_lines {
                return (whole, true);
            }
        }
        let lines = setter.broken(&line.right, room);
        let indented: Vec<_> =
            lines.into_iter().enumerate().map(|(i, g)| (if i == 0 { 0 } else { INDENT }, g)).collect();
        let gap = usize::from(indented.iter().any(|(_, g)| g.height() > 1));
        let is_whole = indented.len() == 1;
        (Grid::stack(&indented, gap), is_whole)
    }

    /// The lines of a sum or a product that is too wide for one.
    fn broken(&self, expr: &Expr, room: usize) -> Vec<Grid> {
        let pieces = match expr {
            Expr::Sum(terms) => self.terms(terms),
            Expr::Product(times, factors) => self.factors(*times, factors),
            Expr::Of(_, body) => return self.broken(body, room),
            Expr::Row(parts) => parts.iter().map(|part| self.expr(part)).collect(),
            _ => return vec![self.expr(expr)],
        };
        let mut lines: Vec<Vec<Grid>> = Vec::new();
        let mut used = 0;
        for piece in pieces {
            let fits = used + piece.width() + INDENT <= room;
            match lines.last_mut().filter(|_| fits) {
                Some(line) => {
                    used += piece.width();
                    line.push(piece);
                }
                None => {
                    used = piece.width();
                    lines.push(vec![piece]);
                }
            }
        }
        lines.iter().map(|line| Grid::beside(line)).collect()
    }

    fn expr(&self, expr: &Expr) -> Grid {
        let names = self.setting.names;
        match expr {
            Expr::Symbol(part) => Grid::text(&names.screen_part(*part), self.ink(*part)),
            Expr::Transposed(part) => self.text(&format!("{}ᵀ", names.screen_part(*part)), self.ink(*part)),
            Expr::Neuron(layer, row) => {
                let part = Part::row(crate::engine::Kind::Out, *layer, *row);
                Grid::text(&names.neuron(*layer, *row), self.ink(part))
            }
            Expr::Number(n) => self.marked(n, n),
            Expr::Word(word) => self.text(word, Ink::PLAIN),
            Expr::Fraction(top, bottom) => fraction(&self.expr(top), &self.expr(bottom)),
            Expr::Sum(terms) => Grid::beside(&self.terms(terms)),
            Expr::Negative(term) => Grid::beside(&[self.text("−", Ink::FAINT), self.expr(term)]),
            Expr::Product(times, factors) => Grid::beside(&self.factors(*times, factors)),
            Expr::Group(body) => grouped(&self.expr(body)),
            Expr::Power(base, exponent) if **exponent == Expr::word("2") => {
                Grid::beside(&[self.expr(base), self.text("²", Ink::PLAIN)])
            }
            Expr::Power(base, exponent) => power(&self.expr(base), &self.expr(exponent)),
            Expr::Matrix(rows) => self.matrix(rows, None),
            Expr::Window(window, rows) => self.matrix(rows, Some(*window)),
            Expr::Under(body, label) => under(&self.expr(body), &self.label(label)),
            Expr::Row(parts) => Grid::beside(&parts.iter().map(|part| self.expr(part)).collect::<Vec<_>>()),
            Expr::Of(part, body) => self.of(*part, body),
        }
    }

    /// A piece in the ink of the entity that it is as a whole: a fraction `∂E` over `∂out_d1`.
    fn of(&self, part: Part, body: &Expr) -> Grid {
        let mut grid = self.expr(body);
        let ink = self.ink(part);
        for y in 0..grid.height() {
            for x in 0..grid.width() {
                let (c, own) = grid.at(x, y);
                let is_another = own.kind.is_some_and(|kind| kind != part.kind);
                if c == ' ' || is_another || !matches!(own.tone, Tone::Plain | Tone::Faint) {
                    continue;
                }
                // Brackets and signs take the colour, but only names and numbers are lit.
                let tone = if own.tone == Tone::Faint { Tone::Plain } else { ink.tone };
                grid.put(x, y, c, Ink { tone, of: own.of.or(ink.of), changed: own.changed, ..ink });
            }
        }
        grid
    }

    /// Terms, each with the sign before it.
    fn terms(&self, terms: &[Expr]) -> Vec<Grid> {
        let mut grids = Vec::with_capacity(terms.len());
        for (index, term) in terms.iter().enumerate() {
            let setter = Self { in_front: self.in_front || index + 1 < terms.len(), ..*self };
            let (sign, grid) = match term {
                Expr::Negative(body) => ("−", setter.factor(body, false)),
                // A number that comes out negative is subtracted rather than added in parentheses.
                Expr::Number(n) if n.value < 0.0 && !n.hidden && index > 0 => {
                    let positive = Number { value: -n.value, ..*n };
                    ("−", self.marked(&positive, n))
                }
                Expr::Product(times, factors) if index > 0 => {
                    ("+", Grid::beside(&setter.factors_signed(*times, factors, false)))
                }
                _ => ("+", setter.expr(term)),
            };
            grids.push(match (index, sign) {
                (0, "+") => grid,
                (0, _) => Grid::beside(&[self.text(sign, Ink::FAINT), grid]),
                _ => Grid::beside(&[self.text(&format!(" {sign} "), Ink::FAINT), grid]),
            });
        }
        grids
    }

    fn factors(&self, times: Times, factors: &[Expr]) -> Vec<Grid> {
        self.factors_signed(times, factors, true)
    }

    /// Factors, each with the sign before it; negative numbers in parentheses unless first in line.
    fn factors_signed(&self, times: Times, factors: &[Expr], leads: bool) -> Vec<Grid> {
        let sign = match times {
            Times::Tight => "·",
            Times::Wide => " · ",
            Times::Hadamard => " ⊙ ",
        };
        let mut grids = Vec::with_capacity(factors.len());
        for (index, factor) in factors.iter().enumerate() {
            let setter = Self { in_front: self.in_front || index + 1 < factors.len(), ..*self };
            let grid = setter.factor(factor, leads && index == 0);
            grids.push(if index == 0 { grid } else { Grid::beside(&[self.text(sign, Ink::FAINT), grid]) });
        }
        grids
    }

    fn factor(&self, factor: &Expr, leads: bool) -> Grid {
        let grid = self.expr(factor);
        if !leads && factor.is_negative_number() { grouped(&grid) } else { grid }
    }

    /// One line of text as the names are spelled.
    fn text(&self, text: &str, ink: Ink) -> Grid {
        Grid::text(&self.setting.names.spell(text), ink)
    }

    fn number(&self, n: &Number) -> String {
        if n.hidden {
            return "?".into();
        }
        let text = match n.form {
            Form::Named => number::named(n.value, self.setting.carry, self.economy.digits),
            Form::Given(decimals) => number::given(n.value, decimals),
            Form::Exact => number::significant(n.value, self.economy.digits),
        };
        number::with_minus(text)
    }

    fn number_ink(&self, n: &Number) -> Ink {
        if self.marking == Marking::Old {
            return Ink::OLD;
        }
        let ink = n.of.map_or(Ink::PLAIN, |q| self.ink(q.into()));
        // There is nothing to look at yet where a number is not known.
        if n.hidden && ink.tone == Tone::Lit { Ink { tone: Tone::Working, ..ink } } else { ink }
    }

    fn ink(&self, part: Part) -> Ink {
        if self.marking == Marking::Old {
            return Ink::OLD;
        }
        Ink::of_part(part, self.setting.lit, self.setting.working)
    }
}

fn fraction(top: &Grid, bottom: &Grid) -> Grid {
    let width = top.width().max(bottom.width());
    let mut grid = Grid::blank(width, top.height() + 1 + bottom.height(), top.height());
    grid.place((width - top.width()) / 2, 0, top);
    grid.place((width - bottom.width()) / 2, top.height() + 1, bottom);
    for x in 0..width {
        grid.put(x, top.height(), '─', Ink::PLAIN);
    }
    grid
}

fn grouped(body: &Grid) -> Grid {
    let side = |one: char, [top, middle, bottom]: [char; 3]| {
        let mut grid = Grid::blank(1, body.height(), body.baseline);
        let last = body.height().saturating_sub(1);
        for y in 0..body.height() {
            let c = match y {
                0 if last == 0 => one,
                0 => top,
                _ if y == last => bottom,
                _ => middle,
            };
            grid.put(0, y, c, Ink::FAINT);
        }
        grid
    };
    Grid::beside(&[side('(', ['⎛', '⎜', '⎝']), body.clone(), side(')', ['⎞', '⎟', '⎠'])])
}

fn power(base: &Grid, exponent: &Grid) -> Grid {
    let height = exponent.height() + base.height();
    let mut grid = Grid::blank(base.width() + exponent.width(), height, exponent.height() + base.baseline);
    grid.place(0, exponent.height(), base);
    grid.place(base.width(), 0, exponent);
    grid
}

fn under(body: &Grid, label: &Grid) -> Grid {
    let width = body.width().max(label.width()).max(3);
    let mut grid = Grid::blank(width, body.height() + 1 + label.height(), body.baseline);
    grid.place((width - body.width()) / 2, 0, body);
    let (start, end) = ((width - body.width().max(3)) / 2, width.midpoint(body.width().max(3)) - 1);
    for x in start..=end {
        let c = match x {
            _ if x == start => '╰',
            _ if x == end => '╯',
            _ if x == start.midpoint(end) => '┬',
            _ => '─',
        };
        grid.put(x, body.height(), c, Ink::FAINT);
    }
    grid.place((width - label.width()) / 2, body.height() + 1, label);
    grid
}

/// Whether any character of a grid is lit or working.
fn stands_out(grid: &Grid) -> bool {
    (0..grid.height()).any(|y| grid.row(y).iter().any(|(_, ink)| ink.tone.stands_out()))
}

#[cfg(test)]
mod tests;
