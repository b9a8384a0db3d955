//! Bracketed matrices and vectors.

use super::{Setter, stands_out};
use crate::notation::expr::Expr;
use crate::notation::grid::{Grid, Ink, Tone};

/// Columns between two entries; the marks of a lit entry stand in them.
const BETWEEN: usize = 2;

impl Setter<'_> {
    /// Entries in columns, right-aligned, in brackets; `▐ ▌` around what is lit.
    pub(super) fn matrix(&self, rows: &[Vec<Expr>]) -> Grid {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let shown = self.shown_columns(rows, columns);
        let entries: Vec<Vec<Grid>> = rows
            .iter()
            .map(|row| {
                shown
                    .iter()
                    .map(|&column| match column.and_then(|c| row.get(c)) {
                        Some(entry) => self.expr(entry),
                        None => Grid::text("⋯", Ink::FAINT),
                    })
                    .collect()
            })
            .collect();
        let widths: Vec<usize> =
            (0..shown.len()).map(|c| entries.iter().map(|row| row[c].width()).max().unwrap_or(0)).collect();
        let inner = 2 + widths.iter().sum::<usize>() + BETWEEN * widths.len().saturating_sub(1);
        let heights: Vec<usize> =
            entries.iter().map(|row| row.iter().map(Grid::height).max().unwrap_or(1)).collect();
        let height = heights.iter().sum::<usize>();
        let mut grid = Grid::blank(inner + 2, height, height.saturating_sub(1) / 2);
        // Marks set a part off from the rest; where everything is lit there is nothing to set off.
        let marks = !entries.iter().flatten().all(stands_out);
        let mut y = 0;
        for (row, &row_height) in entries.iter().zip(&heights) {
            place_row(&mut grid, y, row, &widths, marks);
            y += row_height;
        }
        put_brackets(&mut grid, height);
        grid
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

fn place_row(grid: &mut Grid, y: usize, row: &[Grid], widths: &[usize], marks: bool) {
    let lit: Vec<bool> = row.iter().map(stands_out).collect();
    let whole_row = lit.len() > 1 && lit.iter().all(|&l| l);
    let mut x = 2;
    for (index, (entry, &width)) in row.iter().zip(widths).enumerate() {
        let is_unknown = entry.lines() == ["?"];
        let pad = width - entry.width();
        grid.place(x + if is_unknown { pad / 2 } else { pad }, y, entry);
        if lit[index] && marks {
            let ink = Ink { tone: Tone::Working, ..entry.at(0, 0).1 };
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
