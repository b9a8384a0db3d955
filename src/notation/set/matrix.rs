//! Bracketed matrices and vectors.

use super::change::{Changed, Marking, Was};
use super::{Setter, stands_out};
use crate::notation::expr::Expr;
use crate::notation::grid::{Grid, Ink, Tone};

/// Columns between two entries; the marks of a lit entry stand in them.
const BETWEEN: usize = 2;
/// Changed entries of which it is said what they were; of more, only that they changed, and which way.
const MOST_OLD: usize = 24;

impl Setter<'_> {
    /// Entries in columns, right-aligned, in brackets; `▐ ▌` around what is lit.
    pub(super) fn matrix(&self, rows: &[Vec<Expr>]) -> Grid {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        // What entries were stands outside of the brackets.
        let inner = Self {
            marking: if self.marking == Marking::Old { Marking::Old } else { Marking::Outside },
            ..*self
        };
        let shown = self.shown_columns(rows, columns);
        let entries: Vec<Vec<Grid>> = rows
            .iter()
            .map(|row| {
                shown
                    .iter()
                    .map(|&column| match column.and_then(|c| row.get(c)) {
                        Some(entry) => inner.expr(entry),
                        None => Grid::text("⋯", Ink::FAINT),
                    })
                    .collect()
            })
            .collect();
        let widths: Vec<usize> =
            (0..shown.len()).map(|c| entries.iter().map(|row| row[c].width()).max().unwrap_or(0)).collect();
        let cells = 2 + widths.iter().sum::<usize>() + BETWEEN * widths.len().saturating_sub(1);
        let heights: Vec<usize> =
            entries.iter().map(|row| row.iter().map(Grid::height).max().unwrap_or(1)).collect();
        let height = heights.iter().sum::<usize>();
        let mut grid = Grid::blank(cells + 2, height, height.saturating_sub(1) / 2);
        // Marks set a part off from the rest; where everything is lit there is nothing to set off.
        let marks = !entries.iter().flatten().all(stands_out);
        let mut y = 0;
        for (row, &row_height) in entries.iter().zip(&heights) {
            place_row(&mut grid, y, row, &widths, marks);
            y += row_height;
        }
        put_brackets(&mut grid, height);
        let changed = self.changed_entries(rows, &shown);
        let count = changed.iter().flatten().flatten().count();
        if count == 0 {
            return grid;
        }
        let columns: Vec<usize> =
            (0..shown.len()).filter(|&c| changed.iter().any(|row| row[c].is_some())).collect();
        // One column says which way it went where it says what it was; of several, each entry says it.
        let mut unmarked = changed.clone();
        if columns.len() > 1 {
            put_arrows(&mut grid, &widths, &heights, &mut unmarked, self);
        }
        if count > MOST_OLD {
            return grid;
        }
        let old = self.old_entries(&changed, &columns, &unmarked, &heights);
        match self.economy.was {
            Was::Beside => Grid::beside(&[grid, old]),
            Was::Below => Grid::stack(&[(0, grid), (0, old)], 0),
        }
    }

    /// The entries that changed.
    fn changed_entries(&self, rows: &[Vec<Expr>], shown: &[Option<usize>]) -> Vec<Vec<Option<Changed>>> {
        let at = |row: &Vec<Expr>, column: Option<usize>| match row.get(column?)? {
            Expr::Number(n) => self.changed(n),
            _ => None,
        };
        if self.setting.before.is_none() {
            return Vec::new();
        }
        rows.iter().map(|row| shown.iter().map(|&column| at(row, column)).collect()).collect()
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

    /// Which columns are shown, `None` standing for those left out: all if they are few enough,
    /// else those around the first lit one.
    fn shown_columns(&self, rows: &[Vec<Expr>], columns: usize) -> Vec<Option<usize>> {
        let most = self.economy.columns;
        if columns <= most {
            return (0..columns).map(Some).collect();
        }
        let lit = rows.iter().filter_map(|row| row.iter().position(|e| stands_out(&self.expr(e)))).min();
        let all_lit = rows.iter().any(|row| row.len() > 1 && row.iter().all(|e| stands_out(&self.expr(e))));
        let focus = if all_lit { 0 } else { lit.unwrap_or(0) };
        let start = focus.saturating_sub(most / 2).min(columns - most);
        let mut shown: Vec<Option<usize>> = (start..start + most).map(Some).collect();
        if start > 0 {
            shown.insert(0, None);
        }
        if start + most < columns {
            shown.push(None);
        }
        shown
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

fn place_row(grid: &mut Grid, y: usize, row: &[Grid], widths: &[usize], marks: bool) {
    let lit: Vec<bool> = row.iter().map(stands_out).collect();
    let whole_row = lit.len() > 1 && lit.iter().all(|&l| l);
    let mut x = 2;
    for (index, (entry, &width)) in row.iter().zip(widths).enumerate() {
        let is_unknown = entry.lines() == ["?"];
        let pad = width - entry.width();
        grid.place(x + if is_unknown { pad / 2 } else { pad }, y, entry);
        if lit[index] && marks {
            let ink = Ink { tone: Tone::Working, of: None, changed: false, ..entry.at(0, 0).1 };
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
