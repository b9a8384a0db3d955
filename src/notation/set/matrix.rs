//! Bracketed matrices and vectors.

use super::change::{Changed, Marking, Was};
use super::sight::Sight;
use super::{Setter, stands_out};
use crate::notation::expr::{Expr, Window};
use crate::notation::grid::{Grid, Ink, Tone};

/// Columns between two entries; the marks of a lit entry stand in them.
pub(super) const BETWEEN: usize = 2;
/// Changed entries of which it is said what they were; of more, only that they changed, and which way.
const MOST_OLD: usize = 24;

impl Setter<'_> {
    /// Entries in columns, right-aligned, in brackets; `▐ ▌` around what is lit. Where only a part is
    /// written, it says below which.
    pub(super) fn matrix(&self, rows: &[Vec<Expr>], window: Option<Window>) -> Grid {
        // What entries were stands outside of the brackets.
        let inner = Self {
            marking: if self.marking == Marking::Old { Marking::Old } else { Marking::Outside },
            ..*self
        };
        let sight = Sight::of(self, rows, window);
        let cell = |row: Option<usize>, column: Option<usize>| match (row, column) {
            (Some(row), Some(column)) => rows[row].get(column).map_or_else(Grid::default, |e| inner.expr(e)),
            (None, Some(_)) => Grid::text("⋮", Ink::FAINT),
            (Some(_), None) => Grid::text("⋯", Ink::FAINT),
            (None, None) => Grid::text("⋱", Ink::FAINT),
        };
        let line = |&row: &Option<usize>| sight.columns.iter().map(|&column| cell(row, column)).collect();
        let entries: Vec<Vec<Grid>> = sight.rows.iter().map(line).collect();
        let columns = sight.columns.len();
        let widths: Vec<usize> =
            (0..columns).map(|c| entries.iter().map(|row| row[c].width()).max().unwrap_or(0)).collect();
        let cells = 2 + widths.iter().sum::<usize>() + BETWEEN * columns.saturating_sub(1);
        let heights: Vec<usize> =
            entries.iter().map(|row| row.iter().map(Grid::height).max().unwrap_or(1)).collect();
        let height = heights.iter().sum::<usize>();
        let mut grid = Grid::blank(cells + 2, height, height.saturating_sub(1) / 2);
        // Marks set a part off from the rest; where everything is lit there is nothing to set off.
        let lit: Vec<Vec<Option<bool>>> = (entries.iter().zip(&sight.rows))
            .map(|(row, number)| {
                let cells = row.iter().zip(&sight.columns);
                cells.map(|(entry, column)| number.and(*column).map(|_| stands_out(entry))).collect()
            })
            .collect();
        let marks = lit.iter().flatten().any(|lit| *lit == Some(false));
        let mut y = 0;
        for ((row, lit), &row_height) in entries.iter().zip(&lit).zip(&heights) {
            place_row(&mut grid, y, (row, lit), &widths, marks);
            y += row_height;
        }
        put_brackets(&mut grid, height);
        let changed = self.changed_entries(rows, &sight);
        let count = changed.iter().flatten().flatten().count();
        let columns: Vec<usize> =
            (0..columns).filter(|&c| changed.iter().any(|row| row[c].is_some())).collect();
        // One column says which way it went where it says what it was; of several, each entry says it.
        let mut unmarked = changed.clone();
        if columns.len() > 1 {
            put_arrows(&mut grid, &widths, &heights, &mut unmarked, self);
        }
        let grid = self.with_place(grid, &sight);
        if count == 0 || count > MOST_OLD {
            return grid;
        }
        let old = self.old_entries(&changed, &columns, &unmarked, &heights);
        match self.economy.was {
            Was::Beside => Grid::beside(&[grid, old]),
            Was::Below => Grid::stack(&[(0, grid), (0, old)], 0),
        }
    }

    /// A matrix with the words below it that say which part of the whole it is.
    fn with_place(&self, matrix: Grid, sight: &Sight) -> Grid {
        let lines = sight.said(matrix.width());
        if lines.is_empty() {
            return matrix;
        }
        let lines = lines.iter().map(|line| (0, self.text(line, Ink::FAINT)));
        let parts: Vec<(usize, Grid)> = std::iter::once((0, matrix)).chain(lines).collect();
        Grid::stack(&parts, 0)
    }

    /// The entries that changed.
    fn changed_entries(&self, rows: &[Vec<Expr>], sight: &Sight) -> Vec<Vec<Option<Changed>>> {
        let at = |row: Option<usize>, column: Option<usize>| match rows[row?].get(column?)? {
            Expr::Number(n) => self.changed(n),
            _ => None,
        };
        if self.setting.before.is_none() {
            return Vec::new();
        }
        sight.rows.iter().map(|&row| sight.columns.iter().map(|&column| at(row, column)).collect()).collect()
    }

    /// What the entries that changed were, row by row, in as many rows as the matrix has; with arrows for
    /// those of `unmarked` that have none in the matrix.
    fn old_entries(
        &self,
        changed: &[Vec<Option<Changed>>],
        columns: &[usize],
        unmarked: &[Vec<Option<Changed>>],
        heights: &[usize],
    ) -> Grid {
        let old = |changed: Changed| self.text(&self.number(&changed.old), Ink::OLD);
        let width = |c: usize| changed.iter().filter_map(|row| Some(old(row[c]?).width())).max().unwrap_or(0);
        let widths: Vec<usize> = columns.iter().map(|&c| width(c)).collect();
        let is_single = columns.len() == 1;
        // Before an operator, what was stands in parentheses, so that it is not taken for an operand.
        let is_inside = self.in_front && self.economy.was == Was::Beside;
        let (open, close) = if is_inside { ("(", ")") } else { ("", "") };
        let lines = changed.iter().zip(unmarked).zip(heights).map(|((row, unmarked), &height)| {
            let is_any = row.iter().any(Option::is_some);
            if !is_any {
                return (0, Grid::blank(0, height.max(1), 0));
            }
            let mut parts = Vec::with_capacity(3 + 3 * columns.len());
            let arrow = columns.iter().find_map(|&c| unmarked[c]).filter(|_| is_single);
            let arrow = arrow.map_or(String::new(), |changed| format!(" {}", changed.arrow));
            parts.push(self.text(&format!("{arrow} {open}was"), Ink::MARK));
            for (&column, &width) in columns.iter().zip(&widths) {
                let number = row[column].map_or_else(|| self.text("·", Ink::OLD), old);
                let arrow = unmarked[column].filter(|_| !is_single).map_or("", |changed| changed.arrow);
                let pad = (width + 1 + usize::from(!is_single))
                    .saturating_sub(number.width() + arrow.chars().count());
                parts.extend([Grid::blank(pad, 1, 0), self.text(arrow, Ink::MARK), number]);
            }
            parts.push(self.text(close, Ink::MARK));
            let content = Grid::beside(&parts);
            let mut line = Grid::blank(content.width(), height.max(1), 0);
            line.place(0, 0, &content);
            (0, line)
        });
        let lines: Vec<(usize, Grid)> = lines.collect();
        let mut block = Grid::stack(&lines, 0);
        block.baseline = block.height().saturating_sub(1) / 2;
        block
    }
}

/// Puts the arrow of each changed entry behind it, where nothing stands, and takes it out of `changed`.
fn put_arrows(
    grid: &mut Grid,
    widths: &[usize],
    heights: &[usize],
    changed: &mut [Vec<Option<Changed>>],
    setter: &Setter<'_>,
) {
    let mut y = 0;
    for (row, height) in changed.iter_mut().zip(heights) {
        let mut x = 2;
        for (entry, width) in row.iter_mut().zip(widths) {
            x += width;
            if let Some(Changed { arrow, .. }) = *entry
                && grid.at(x, y).0 == ' '
            {
                let spelled = setter.setting.names.spell(arrow);
                grid.put(x, y, spelled.chars().next().unwrap_or(' '), Ink::MARK);
                *entry = None;
            }
            x += BETWEEN;
        }
        y += height;
    }
}

/// Places a row with marks around what of it is lit; dots are neither lit nor not.
fn place_row(
    grid: &mut Grid,
    y: usize,
    (row, lit): (&[Grid], &[Option<bool>]),
    widths: &[usize],
    marks: bool,
) {
    let written = || lit.iter().flatten();
    let whole_row = written().count() > 1 && written().all(|&lit| lit);
    let first_lit = lit.iter().position(|&lit| lit == Some(true));
    let mut x = 2;
    for (index, (entry, &width)) in row.iter().zip(widths).enumerate() {
        let is_unknown = entry.width() == 1 && entry.at(0, 0).0 == '?';
        let pad = width - entry.width();
        grid.place(x + if is_unknown { pad / 2 } else { pad }, y, entry);
        // Dots between entries that are all lit stand for more of them.
        let inked = match lit[index] {
            Some(true) => Some(index),
            None if whole_row => first_lit,
            _ => None,
        };
        if let Some(inked) = inked.filter(|_| marks) {
            let ink = Ink { tone: Tone::Working, of: None, changed: false, ..row[inked].at(0, 0).1 };
            if !whole_row || index == 0 {
                grid.put(x - 1, y, '▐', ink);
            }
            if !whole_row || index + 1 == row.len() {
                grid.put(x + width, y, '▌', ink);
            }
        }
        x += width + BETWEEN;
    }
}

fn put_brackets(grid: &mut Grid, height: usize) {
    let right = grid.width() - 1;
    for y in 0..height {
        let (open, close) = match y {
            _ if height == 1 => ('[', ']'),
            0 => ('⎡', '⎤'),
            _ if y + 1 == height => ('⎣', '⎦'),
            _ => ('⎢', '⎥'),
        };
        grid.put(0, y, open, Ink::FAINT);
        grid.put(right, y, close, Ink::FAINT);
    }
}
