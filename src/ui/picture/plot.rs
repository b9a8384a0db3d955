//! Axes, and what is drawn between them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) use super::axis::{Axis, Tick};

use super::super::Scene;
use super::super::dots::{Dots, Pen};
use super::super::paint::{self, Run};
use crate::app::Panel;
use crate::text;

/// What covers what: lines that help the eye, what is drawn, what is drawn upon it.
pub(super) const HELPER: u8 = 0;
pub(super) const CURVE: u8 = 1;
pub(super) const TANGENT: u8 = 2;
/// Rows from which an axis has its numbers, and its name.
const ROWS_FOR_NUMBERS: u16 = 5;
const ROWS_FOR_NAME: u16 = 7;
/// Columns that the drawing itself has at least beside numbers and names.
const LEAST_COLUMNS: u16 = 14;

/// A drawing between two axes.
#[derive(Debug)]
pub(super) struct Plot {
    area: Rect,
    x: Axis,
    y: Axis,
    dots: Dots,
}

impl Plot {
    /// Draws the axes, as far as there is room for them; `None` where there is no range to draw.
    pub fn new(scene: &Scene<'_>, area: Rect, x: Axis, y: Axis, buf: &mut Buffer) -> Option<Self> {
        if area.is_empty() || !x.is_sound() || !y.is_sound() {
            return None;
        }
        let widest = y.widest();
        let has_numbers = area.height >= ROWS_FOR_NUMBERS && area.width >= widest + 2 + LEAST_COLUMNS;
        let x_name = text::width(&x.name.text) as u16 + 2;
        let has_names = area.height >= ROWS_FOR_NAME && area.width >= widest + 2 + x_name + LEAST_COLUMNS;
        let (left, below) = if has_numbers { (widest + 2, 2) } else { (0, 0) };
        let (above, right) = if has_names { (1, x_name) } else { (0, 1) };
        let inner = Rect {
            x: area.x + left,
            y: area.y + above,
            width: area.width.saturating_sub(left + right).max(1),
            height: area.height - above - below,
        };
        let plot = Self { area: inner, x, y, dots: Dots::new(inner) };
        if has_numbers {
            plot.draw_axes(scene, area, buf);
        }
        if has_names {
            let width = text::width(&plot.y.name.text) as u16;
            let start = (inner.x - 1).saturating_sub(width / 2).max(area.x);
            paint::runs(std::slice::from_ref(&plot.y.name), start, area.y, area.width, buf);
            paint::runs(
                std::slice::from_ref(&plot.x.name),
                inner.right() + 1,
                inner.bottom(),
                right - 1,
                buf,
            );
        }
        Some(plot)
    }

    fn draw_axes(&self, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
        let (axis, inner) = (scene.theme.faint(), self.area);
        let column = inner.x - 1;
        let put = |x: u16, y: u16, symbol: &'static str, style: Style, buf: &mut Buffer| {
            paint::runs(&[Run::new(symbol, style)], x, y, 1, buf);
        };
        (inner.y..inner.bottom()).for_each(|y| put(column, y, "│", axis, buf));
        put(column, inner.bottom(), "└", axis, buf);
        (inner.x..inner.right()).for_each(|x| put(x, inner.bottom(), "─", axis, buf));
        let mut rows: Vec<u16> = Vec::new();
        // With a free row between two numbers of a series, if there is room.
        let row_of = |tick: &Tick| self.cell(self.x.from, tick.at).map(|(_, y)| y);
        let series = self.y.fitting(|tick| row_of(tick).map(|y| (y, y + 1)));
        let series = series.or_else(|| self.y.fitting(|tick| row_of(tick).map(|y| (y, y))));
        for tick in self.y.ticks.iter().chain(series.unwrap_or_default()) {
            let Some((_, y)) = self.cell(self.x.from, tick.at) else { continue };
            if rows.contains(&y) {
                continue;
            }
            rows.push(y);
            let width = text::width(&tick.text) as u16;
            put(column, y, "┤", axis, buf);
            let start = (column - 1).saturating_sub(width);
            paint::noted(scene, Panel::Picture, &[tick.run()], (start, y), width, buf);
        }
        let mut taken: Vec<Rect> = Vec::new();
        let start_of = |tick: &Tick| {
            let (x, _) = self.cell(tick.at, self.y.from)?;
            let width = text::width(&tick.text) as u16;
            let most = area.right().saturating_sub(width);
            Some((x, x.saturating_sub(width / 2).clamp(area.x, most.max(area.x)), width))
        };
        // And two free columns.
        let columns = |tick: &Tick| start_of(tick).map(|(_, start, width)| (start, start + width + 1));
        let series = self.x.fitting(columns).unwrap_or_default();
        for (index, tick) in self.x.ticks.iter().chain(series).enumerate() {
            let Some((x, start, width)) = start_of(tick) else { continue };
            let place = Rect::new(start, inner.bottom() + 1, width, 1);
            let around = Rect::new(start.saturating_sub(1), place.y, width + 2, 1);
            let is_free =
                start + width <= area.right() && !taken.iter().any(|other| other.intersects(around));
            if is_free || index >= self.x.ticks.len() {
                // Where another number covers its own, a series still has its place.
                put(x, inner.bottom(), "┬", axis, buf);
            }
            if !is_free {
                continue;
            }
            taken.push(place);
            paint::noted(scene, Panel::Picture, &[tick.run()], (start, place.y), width, buf);
        }
    }

    /// A place in dots.
    fn dot(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (width, height) = self.dots.size();
        (self.x.share(x) * (width - 1.0), (1.0 - self.y.share(y)) * (height - 1.0))
    }

    /// The cell of a place, if it is in sight.
    fn cell(&self, x: f64, y: f64) -> Option<(u16, u16)> {
        let (dot_x, dot_y) = self.dot((x, y));
        let (width, height) = self.dots.size();
        let is_inside = (-0.5..=width - 0.5).contains(&dot_x) && (-0.5..=height - 0.5).contains(&dot_y);
        let column = (dot_x.clamp(0.0, width - 1.0).round() / 2.0) as u16;
        let row = (dot_y.clamp(0.0, height - 1.0).round() / 4.0) as u16;
        is_inside.then(|| (self.area.x + column, self.area.y + row))
    }

    /// The row of a height, if it is in sight.
    pub fn row(&self, y: f64) -> Option<u16> {
        self.cell(self.x.from, y).map(|(_, row)| row)
    }

    /// Whether two places are both in sight, in different cells.
    pub fn are_apart(&self, one: (f64, f64), other: (f64, f64)) -> bool {
        let (one, other) = (self.cell(one.0, one.1), self.cell(other.0, other.1));
        one.is_some() && other.is_some() && one != other
    }

    /// As many places along the x axis as there are dots.
    pub fn along(&self) -> Vec<f64> {
        let count = (self.dots.size().0 as usize).max(2);
        let share = |n: usize| n as f64 / (count - 1) as f64;
        (0..count).map(|n| self.x.from + (self.x.to - self.x.from) * share(n)).collect()
    }

    /// Draws a curve through places.
    pub fn curve(&mut self, points: impl IntoIterator<Item = (f64, f64)>, pen: Pen) {
        let points: Vec<(f64, f64)> = points.into_iter().map(|point| self.dot(point)).collect();
        self.dots.curve(points, pen);
    }

    /// Draws a piece of the line that touches a curve at a point.
    pub fn tangent(&mut self, at: (f64, f64), slope: f64, style: Style) {
        // As seen, not as measured, so that steep and flat pieces look equally long.
        let (width, height) = self.dots.size();
        let (across, up) = (width / (self.x.to - self.x.from), height / (self.y.to - self.y.from));
        let reach = (width * 0.24).max(8.0).min(height * 0.9) / across.hypot(slope * up);
        let end = |sign: f64| (at.0 + sign * reach, at.1 + sign * slope * reach);
        self.curve([end(-1.0), at, end(1.0)], Pen::solid(style, TANGENT));
    }

    /// Draws lines from a point to both axes.
    pub fn drop_lines(&mut self, at: (f64, f64), style: Style) {
        let pen = Pen::dashed(style, HELPER);
        self.curve([at, (at.0, self.y.from)], pen);
        self.curve([at, (self.x.from, at.1)], pen);
    }

    /// Marks a point.
    pub fn mark(&mut self, at: (f64, f64), symbol: &'static str, style: Style, buf: &mut Buffer) {
        if let Some((x, y)) = self.cell(at.0, at.1) {
            paint::runs(&[Run::new(symbol, style)], x, y, 1, buf);
        }
    }

    /// Marks a place on the x axis itself.
    pub fn mark_axis(&self, at: f64, symbol: &'static str, style: Style, buf: &mut Buffer) {
        if let Some((x, _)) = self.cell(at, self.y.from)
            && buf.cell((x, self.area.bottom())).is_some_and(|cell| matches!(cell.symbol(), "─" | "┬"))
        {
            paint::runs(&[Run::new(symbol, style)], x, self.area.bottom(), 1, buf);
        }
    }

    /// Writes the first of these notes for which there is room where nothing is drawn.
    pub fn note(&mut self, scene: &Scene<'_>, notes: &[Vec<Vec<Run>>], buf: &mut Buffer) {
        let fitting = notes.iter().find_map(|note| Some((note, self.free_for(note, buf)?)));
        let Some((note, (x, y))) = fitting else { return };
        for (y, line) in (y..).zip(note) {
            let width = self.area.right().saturating_sub(x);
            paint::noted(scene, Panel::Picture, line, (x, y), width, buf);
        }
    }

    /// Room for a note at the right, from below, else at the left, from above.
    fn free_for(&self, note: &[Vec<Run>], buf: &Buffer) -> Option<(u16, u16)> {
        let cells = |line: &Vec<Run>| line.iter().map(|run| text::width(&run.text)).sum::<usize>();
        let width = note.iter().map(cells).max()? as u16;
        let (height, area) = (note.len() as u16, self.area);
        if width + 2 > area.width || height > area.height {
            return None;
        }
        let right = (area.y..=area.bottom() - height).rev().map(|y| (area.right() - width, y));
        let left = (area.y..=area.bottom() - height).map(|y| (area.x + 1, y));
        let is_blank = |x: u16, y: u16| {
            self.dots.is_free(x, y) && buf.cell((x, y)).is_none_or(|cell| cell.symbol() == " ")
        };
        right.chain(left).find(|&(x, y)| {
            let columns = || (x - 1).max(area.x)..(x + width + 1).min(area.right());
            (y..y + height).all(|y| columns().all(|x| is_blank(x, y)))
        })
    }

    /// Puts the dots into the buffer, around all that stands there.
    pub fn finish(self, buf: &mut Buffer) {
        self.dots.draw(buf);
    }
}

/// A range around values whose ends are round numbers.
pub(super) fn round_range(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.into_iter().filter(|value| value.is_finite());
    let (low, high) =
        finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return None;
    }
    let spread = if high > low { high - low } else { low.abs().max(1.0) };
    let power = 10_f64.powf(spread.log10().floor());
    let step = [0.1, 0.2, 0.5, 1.0].into_iter().map(|s| s * power).find(|step| spread / step <= 10.0)?;
    let (from, to) = ((low / step).floor() * step, (high / step).ceil() * step);
    let (from, to) = if from < to { (from, to) } else { (from - step, to + step) };
    (from.is_finite() && to.is_finite() && from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_round_and_holds_its_values() {
        for values in [
            vec![0.018, 0.982],
            vec![-3.0, 7.5],
            vec![0.25],
            vec![0.0],
            vec![1e-9, 2e-9],
            vec![1e300, -1e300],
        ] {
            let (from, to) = round_range(values.clone()).unwrap();
            assert!(from < to && values.iter().all(|v| (from..=to).contains(v)), "{values:?} {from} {to}");
        }
        assert_eq!(round_range([0.018, 0.982]), Some((0.0, 1.0)));
        assert_eq!(round_range([f64::NAN]), None);
        assert_eq!(round_range([]), None);
    }
}
