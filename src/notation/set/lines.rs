//! The rows of a formula, before they are put one below the other.

use crate::notation::grid::Grid;

/// The rows of a formula, each with its indent, before they are put one below the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    pub(super) grids: Vec<(usize, Grid)>,
    /// For each row the last of the formula's lines that stands in it.
    pub(super) lines: Vec<usize>,
    /// Whether lines would stand side by side where they may.
    pub(super) can_be_denser: bool,
}

impl Rows {
    /// The rows that it takes with an empty one between any two, or without.
    pub fn height(&self, airy: bool) -> usize {
        let gaps = if airy { self.grids.len().saturating_sub(1) } else { 0 };
        self.grids.iter().map(|(_, grid)| grid.height()).sum::<usize>() + gaps
    }

    /// All of it, with an empty row between any two, or without.
    pub fn grid(&self, airy: bool) -> Grid {
        Grid::stack(&self.grids, usize::from(airy))
    }

    /// The same with nothing yet in the rows of lines beyond the first `count`.
    #[must_use]
    pub fn upto(&self, count: usize) -> Self {
        let mut rows = self.clone();
        for ((_, grid), &line) in rows.grids.iter_mut().zip(&self.lines) {
            if line >= count {
                *grid = Grid::blank(grid.width(), grid.height(), grid.baseline);
            }
        }
        rows
    }

    /// Whether it would take fewer rows set with [`super::Spacing::Dense`].
    pub fn can_be_denser(&self) -> bool {
        self.can_be_denser
    }

    pub(super) fn width(&self) -> usize {
        self.grids.iter().map(|(indent, grid)| indent + grid.width()).max().unwrap_or(0)
    }
}
