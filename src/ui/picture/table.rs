//! Tables: a heading and rows, a window of which is in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Scene;
use super::super::paint::{self, Run};
use crate::app::Panel;
use crate::text;

/// Cells between two columns, usually.
pub(super) const BETWEEN: usize = 2;

/// A table whose columns are as wide as their widest cell. The first column is set flush left, the
/// others flush right.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub heading: Vec<Run>,
    pub rows: Vec<Vec<Run>>,
    /// Cells between two columns.
    pub between: usize,
}

impl Table {
    fn widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = self.heading.iter().map(|cell| text::width(&cell.text)).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(text::width(&cell.text));
            }
        }
        widths
    }

    /// The cells of the widest column, with those to the next one.
    pub fn widest(&self) -> usize {
        BETWEEN + self.widths().into_iter().max().unwrap_or(0)
    }

    /// The cells of a line.
    pub fn width(&self) -> usize {
        let widths = self.widths();
        widths.iter().sum::<usize>() + self.between * widths.len().saturating_sub(1)
    }

    /// Draws the heading and below it the rows.
    pub fn draw(&self, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
        let widths = self.widths();
        let lines = std::iter::once(&self.heading).chain(&self.rows);
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            let mut x = usize::from(area.x);
            for (index, (cell, width)) in line.iter().zip(&widths).enumerate() {
                let shift = if index == 0 { 0 } else { width - text::width(&cell.text) };
                let start = x + shift;
                if start >= usize::from(area.right()) {
                    break;
                }
                let room = area.right() - start as u16;
                let shown = paint::cut(std::slice::from_ref(cell), usize::from(room));
                paint::noted(scene, Panel::Picture, &shown, (start as u16, y), room, buf);
                x += width + self.between;
            }
        }
    }
}
