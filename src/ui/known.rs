//! Vectors and matrices: what is known of those that the step is about, and where the step is in
//! them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::{Scene, panel};
use crate::app::Panel;
use crate::engine::{Kind, Part};
use crate::lesson::words::screen as words;
use crate::notation::set::{self, Before, Setting};
use crate::notation::{Expr, Grid};

/// Columns between two matrices.
const BETWEEN: usize = 3;

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let title = [Run::new(words::KNOWN, scene.theme.strong())];
    let inner = panel::frame(scene, Panel::Known, &title, "", area, buf);
    if inner.is_empty() {
        return;
    }
    let parts = parts(scene, inner);
    if parts.is_empty() {
        paint::runs(&[Run::new(words::NOTHING, scene.theme.faint())], inner.x, inner.y, inner.width, buf);
        return;
    }
    let width = usize::from(inner.width).saturating_sub(1).max(1);
    let items: Vec<Grid> = parts.iter().map(|&part| item(scene, part, width)).collect();
    let grid = flow(items, width, usize::from(inner.height));
    let rows = usize::from(inner.height);
    let top = u16::from(grid.height() + 2 <= rows);
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let rows = usize::from(inner.height);
    let wanted = (0..grid.height()).find(|&y| grid.row(y).iter().any(|(_, ink)| ink.tone.stands_out()));
    let start = panel::offset(grid.height(), rows, wanted, scene.app.scroll_of(Panel::Known));
    paint::grid(scene, Panel::Known, &grid, start, inner, buf);
    panel::more(scene, start, grid.height().saturating_sub(start + rows), area, buf);
}

/// What the step shows; where there is room to spare, also what else is known by now.
fn parts(scene: &Scene<'_>, room: Rect) -> Vec<Part> {
    let mut parts = scene.step.shows.clone();
    let has_room = room.height >= 20 || room.height >= 10 && room.width >= 90;
    if !has_room && !parts.is_empty() {
        return parts;
    }
    let (lesson, place, zoom) = (scene.app.lesson(), scene.app.place(), scene.app.zoom());
    let last = lesson.pass().network().last();
    let kinds =
        [Kind::Out, Kind::Weight, Kind::Net, Kind::Target, Kind::Error, Kind::ErrorByOut, Kind::Delta];
    for layer in (0..=last).take(6) {
        for kind in kinds {
            let first = crate::engine::Quantity::of(kind, layer, 0);
            let part = Part::all(kind, layer);
            let is_known = lesson.value(first).is_some() && lesson.known(first, place, zoom);
            if is_known && !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts
}

/// Rows, columns and cells that are at work; vectors and matrices as a whole are not marked.
fn of_a_whole(parts: &[Part]) -> Vec<Part> {
    parts.iter().filter(|part| part.row.is_some() || part.column.is_some()).copied().collect()
}

/// A vector or matrix with its name before it, in at most `width` columns.
fn item(scene: &Scene<'_>, part: Part, width: usize) -> Grid {
    let lesson = scene.app.lesson();
    let (lit, working) = (of_a_whole(&scene.step.new), of_a_whole(&scene.step.lit));
    let names = scene.app.names();
    let before = scene.app.before().map(|before| Before { pass: before.pass(), formula: None });
    let setting = Setting { names: &names, carry: lesson.carry(), lit: &lit, working: &working, before };
    let focus: Vec<Part> = lit.iter().chain(&working).copied().collect();
    let entries = lesson.tensor(part, scene.app.place(), scene.app.zoom(), &focus);
    let equation = Expr::Row(vec![Expr::symbol(part), Expr::word(" = "), entries]);
    set::expr(&equation, setting, width)
}

/// Items side by side as far as they fit, then below; a blank row between where there is room.
pub(super) fn flow(items: Vec<Grid>, width: usize, rows: usize) -> Grid {
    let mut bands: Vec<Vec<Grid>> = Vec::new();
    let mut used = 0;
    for item in items {
        let cells = item.width();
        match bands.last_mut().filter(|_| used + BETWEEN + cells <= width) {
            Some(band) => {
                band.push(Grid::blank(BETWEEN, 1, 0));
                band.push(item);
                used += BETWEEN + cells;
            }
            None => {
                used = cells;
                bands.push(vec![item]);
            }
        }
    }
    let bands: Vec<(usize, Grid)> = bands.iter().map(|band| (0, Grid::beside(band))).collect();
    let height: usize = bands.iter().map(|(_, band)| band.height()).sum();
    let gap = usize::from(height.saturating_add(bands.len()) <= rows);
    Grid::stack(&bands, gap)
}
