//! The page of the wrong way: how the number at which the two ways part is computed in each, what comes
//! of it, and the errors of both trainings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::picture::training::beside;
use super::{Scene, layout, panel};
use crate::engine::Mistake;
use crate::lesson::words::wrong as words;
use crate::lesson::{Prose, WrongWay};
use crate::notation::Grid;
use crate::notation::set::{self, Setting, Spacing};

/// Columns inside the frame from which the two ways stand side by side.
const WIDE: u16 = 96;
/// Rows of the curves.
const CURVE_ROWS: u16 = 16;
const FEWEST_CURVE_ROWS: u16 = 8;
/// Columns between the two ways.
const BETWEEN: u16 = 3;
/// Longer lines of words are hard to follow.
const LONGEST_LINE: usize = 84;

/// A line of the page.
enum Line {
    Words(Vec<Run>),
    /// Cells of a formula, at the left and at the right.
    Cells([Option<Vec<Run>>; 2]),
    /// A row of the curves.
    Drawn(u16),
}

pub(super) fn draw(scene: &Scene<'_>, mistake: Mistake, scroll: usize, area: Rect, buf: &mut Buffer) {
    let body = layout::columns(area, scene.app).body();
    if body.width < 4 || body.height < 3 {
        return;
    }
    let way = scene.app.lesson().wrong_way(mistake);
    let inner = panel::over_all(scene, &way.title, body, buf);
    if inner.is_empty() {
        return;
    }
    let mut lines = lines(scene, &way, inner.width);
    let rows = usize::from(inner.height);
    let mut drawn = Buffer::empty(Rect::ZERO);
    if let Some(curves) = &way.curves {
        let left = inner.height.saturating_sub(lines.len() as u16 + 1);
        let height = left.clamp(FEWEST_CURVE_ROWS, CURVE_ROWS);
        let plot = Rect::new(0, 0, inner.width, height);
        drawn = Buffer::empty(plot);
        drawn.set_style(plot, scene.theme.ground());
        beside::draw(scene, curves, plot, &mut drawn);
        lines.push(Line::Words(Vec::new()));
        lines.extend((0..height).map(Line::Drawn));
    }
    let start = scroll.min(lines.len().saturating_sub(rows));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(start)) {
        put(line, &drawn, Rect { y, height: 1, ..inner }, buf);
    }
    panel::more(scene, start, lines.len().saturating_sub(start + rows), body, buf);
}

/// All that is said and worked out.
fn lines(scene: &Scene<'_>, way: &WrongWay, width: u16) -> Vec<Line> {
    let theme = scene.theme;
    let wrapped = |prose: &Prose| {
        let runs = paint::prose(prose, scene.app, theme, theme.text());
        paint::wrap(&runs, usize::from(width).min(LONGEST_LINE)).into_iter().map(Line::Words)
    };
    let heading = |text: &'static str| Line::Words(vec![Run::new(text, theme.accent())]);
    let mut lines: Vec<Line> = wrapped(&way.what).collect();
    if let Some(parting) = &way.parting {
        lines.extend([Line::Words(Vec::new()), heading(words::PARTING)]);
        lines.extend(wrapped(&parting.said));
        lines.push(Line::Words(Vec::new()));
        let names = scene.app.names();
        let carry = scene.app.lesson().carry();
        let lit = [parting.quantity.into()];
        let setting = Setting { names: &names, carry, lit: &[], working: &lit, before: None };
        let column = if width >= WIDE { (width - BETWEEN) / 2 } else { width };
        let [right, wrong] = parting
            .formulas
            .each_ref()
            .map(|formula| set::formula(formula, setting, usize::from(column).max(1), Spacing::Compact));
        let titles = [(words::RIGHT, theme.text()), (words::WRONG, theme.bad())]
            .map(|(text, style)| vec![Run::new(text, style)]);
        lines.extend(if width >= WIDE {
            side_by_side(scene, titles, &right, &wrong)
        } else {
            below(scene, titles, &right, &wrong)
        });
    }
    lines.extend([Line::Words(Vec::new()), heading(words::FOLLOWS)]);
    way.follows.iter().for_each(|prose| lines.extend(wrapped(prose)));
    lines
}

fn side_by_side(scene: &Scene<'_>, [right, wrong]: [Vec<Run>; 2], one: &Grid, other: &Grid) -> Vec<Line> {
    let row = |grid: &Grid, y: usize| (y < grid.height()).then(|| cells(scene, grid, y));
    let rows = (0..one.height().max(other.height())).map(|y| Line::Cells([row(one, y), row(other, y)]));
    std::iter::once(Line::Cells([Some(right), Some(wrong)])).chain(rows).collect()
}

fn below(scene: &Scene<'_>, [right, wrong]: [Vec<Run>; 2], one: &Grid, other: &Grid) -> Vec<Line> {
    let rows =
        |grid: &Grid| (0..grid.height()).map(|y| Line::Words(cells(scene, grid, y))).collect::<Vec<_>>();
    let mut lines = vec![Line::Words(right)];
    lines.extend(rows(one));
    lines.push(Line::Words(wrong));
    lines.extend(rows(other));
    lines
}

/// A row of a formula in its colours.
fn cells(scene: &Scene<'_>, grid: &Grid, y: usize) -> Vec<Run> {
    grid.row(y).iter().map(|&(c, ink)| Run::new(c.to_string(), scene.theme.ink(ink))).collect()
}

fn put(line: &Line, drawn: &Buffer, area: Rect, buf: &mut Buffer) {
    match line {
        Line::Words(runs) => {
            paint::runs(runs, area.x, area.y, area.width, buf);
        }
        Line::Cells(columns) => {
            let half = (area.width.saturating_sub(BETWEEN)) / 2;
            for (index, runs) in columns.iter().enumerate() {
                let x = area.x + index as u16 * (half + BETWEEN);
                paint::runs(runs.as_deref().unwrap_or_default(), x, area.y, half, buf);
            }
        }
        Line::Drawn(row) => {
            for x in 0..area.width.min(drawn.area.width) {
                buf[(area.x + x, area.y)] = drawn[(x, *row)].clone();
            }
        }
    }
}
