//! A rectangle of inked characters, and how rectangles are put together.

use crate::engine::{Kind, Part, Quantity};

/// How strongly a character shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// In its own colour.
    #[default]
    Plain,
    /// In the background: brackets, signs.
    Faint,
    /// What takes part.
    Working,
    /// What is new: the one thing that the eye is to find first.
    Lit,
    /// A sign that something changed: `▲`, `▼`, `was`.
    Mark,
    /// What a changed number was before.
    Old,
}

impl Tone {
    /// Whether it is set off from the rest.
    pub fn stands_out(self) -> bool {
        matches!(self, Self::Working | Self::Lit)
    }
}

/// What a character belongs to; the view turns it into a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink {
    /// The kind of the entity.
    pub kind: Option<Kind>,
    /// The number that it is a character of.
    pub of: Option<Of>,
    /// How strongly it shows.
    pub tone: Tone,
    /// It is of a number that changed.
    pub changed: bool,
}

/// Which quantity, in a form small enough to stand in every cell: grids are copied into grids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of {
    kind: Kind,
    layer: u16,
    row: u32,
    column: u32,
}

impl Of {
    /// `None` beyond what any screen could show.
    pub fn new(q: Quantity) -> Option<Self> {
        let layer = u16::try_from(q.layer).ok()?;
        let (row, column) = (u32::try_from(q.row).ok()?, u32::try_from(q.column).ok()?);
        Some(Self { kind: q.kind, layer, row, column })
    }

    /// The quantity.
    pub fn quantity(self) -> Quantity {
        let Self { kind, layer, row, column } = self;
        Quantity { kind, layer: layer.into(), row: row as usize, column: column as usize }
    }
}

impl Ink {
    /// Signs and brackets.
    pub const FAINT: Self = Self { kind: None, of: None, tone: Tone::Faint, changed: false };
    /// Words.
    pub const PLAIN: Self = Self { kind: None, of: None, tone: Tone::Plain, changed: false };
    /// Signs that something changed.
    pub const MARK: Self = Self { kind: None, of: None, tone: Tone::Mark, changed: false };
    /// Numbers as they were.
    pub const OLD: Self = Self { kind: None, of: None, tone: Tone::Old, changed: false };

    /// The ink of an entity: lit if it is among `lit`, else working if it is among `working`.
    pub fn of_part(part: Part, lit: &[Part], working: &[Part]) -> Self {
        let of = part.row.map(|row| Quantity {
            kind: part.kind,
            layer: part.layer,
            row,
            column: part.column.unwrap_or(0),
        });
        let is_among =
            |parts: &[Part]| of.is_some_and(|q| parts.iter().any(|p| p.contains(q))) || parts.contains(&part);
        let tone = if is_among(lit) {
            Tone::Lit
        } else if is_among(working) {
            Tone::Working
        } else {
            Tone::Plain
        };
        Self { kind: Some(part.kind), of: of.and_then(Of::new), tone, changed: false }
    }
}

/// Characters in rows of equal width. The baseline is the row on which signs stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    width: usize,
    height: usize,
    /// The row at which it is aligned with its neighbours.
    pub baseline: usize,
    cells: Vec<(char, Ink)>,
}

impl Grid {
    /// An empty rectangle.
    pub fn blank(width: usize, height: usize, baseline: usize) -> Self {
        Self { width, height, baseline, cells: vec![(' ', Ink::PLAIN); width * height] }
    }

    /// One line of text. Formulas consist of characters of one cell each.
    pub fn text(text: &str, ink: Ink) -> Self {
        // A character takes a byte at least.
        let mut cells = Vec::with_capacity(text.len());
        cells.extend(text.chars().map(|c| (c, ink)));
        Self { width: cells.len(), height: 1, baseline: 0, cells }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// One character.
    pub fn at(&self, x: usize, y: usize) -> (char, Ink) {
        self.cells[y * self.width + x]
    }

    /// One row.
    pub fn row(&self, y: usize) -> &[(char, Ink)] {
        &self.cells[y * self.width..(y + 1) * self.width]
    }

    /// Writes one character.
    pub fn put(&mut self, x: usize, y: usize, c: char, ink: Ink) {
        self.cells[y * self.width + x] = (c, ink);
    }

    /// Copies another grid into this one, its corner at `x`, `y`. It must fit.
    pub fn place(&mut self, x: usize, y: usize, other: &Self) {
        for row in 0..other.height {
            let start = (y + row) * self.width + x;
            self.cells[start..start + other.width].copy_from_slice(other.row(row));
        }
    }

    /// Side by side, aligned at their baselines.
    pub fn beside(parts: &[Self]) -> Self {
        let above = parts.iter().map(|p| p.baseline).max().unwrap_or(0);
        let below = parts.iter().map(|p| p.height - p.baseline.min(p.height)).max().unwrap_or(0);
        let width = parts.iter().map(|p| p.width).sum();
        let mut grid = Self::blank(width, above + below, above);
        let mut x = 0;
        for part in parts {
            grid.place(x, above - part.baseline, part);
            x += part.width;
        }
        grid
    }

    /// One above the other, each at its own indent; the baseline is the first one's.
    pub fn stack(parts: &[(usize, Self)], gap: usize) -> Self {
        let width = parts.iter().map(|(indent, p)| indent + p.width).max().unwrap_or(0);
        let height = parts.iter().map(|(_, p)| p.height).sum::<usize>() + gap * parts.len().saturating_sub(1);
        let mut grid = Self::blank(width, height, parts.first().map_or(0, |(_, p)| p.baseline));
        let mut y = 0;
        for (indent, part) in parts {
            grid.place(*indent, y, part);
            y += part.height + gap;
        }
        grid
    }

    /// The rows as text, spaces at their ends dropped.
    pub fn lines(&self) -> Vec<String> {
        (0..self.height)
            .map(|y| self.row(y).iter().map(|&(c, _)| c).collect::<String>().trim_end().to_owned())
            .collect()
    }
}
