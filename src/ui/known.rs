//! Vectors and matrices: what is known of those that the step is about, and where the step is in
//! them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::{Scene, panel};
use crate::app::Panel;
use crate::engine::{Kind, Part, Quantity};
use crate::lesson::Sight;
use crate::lesson::words::screen as words;
use crate::notation::set::{self, Before, Setting};
use crate::notation::{Expr, Grid};

/// Columns between two matrices.
const BETWEEN: usize = 3;
/// Cells that a number of a large matrix takes besides its decimals, with what is between two; in full
/// precision, as if it had so many decimals.
const AROUND: usize = 4;
const FEW_DECIMALS: u8 = 4;
/// Rows below a large matrix that say which part of it is shown.
const WORDS: usize = 2;

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let title = [Run::new(words::KNOWN, scene.theme.strong())];
    let inner = panel::frame(scene, Panel::Known, &title, "", area, buf);
    if inner.is_empty() {
        return;
    }
    let width = usize::from(inner.width).saturating_sub(1).max(1);
    let rows = usize::from(inner.height);
    // So that two large matrices, one below the other, are in sight.
    let decimals = scene.app.lesson().carry().decimals().unwrap_or(FEW_DECIMALS);
    let columns = width / (AROUND + usize::from(decimals));
    let sight = scene.app.sight((rows / 2).saturating_sub(WORDS), columns);
    let mut items: Vec<Grid> = scene.step.shows.iter().map(|&part| item(scene, part, sight, width)).collect();
    let has_room = inner.height >= 20 || inner.height >= 10 && inner.width >= 90;
    if has_room || items.is_empty() {
        // What else is known, as long as there is room to spare.
        for part in others(scene) {
            items.push(item(scene, part, sight, width));
            if items.len() > 1 && height(&items, width) > rows {
                items.pop();
                break;
            }
        }
    }
    if items.is_empty() {
        paint::runs(&[Run::new(words::NOTHING, scene.theme.faint())], inner.x, inner.y, inner.width, buf);
        return;
    }
    let grid = flow(items, width, rows);
    let top = u16::from(grid.height() + 2 <= rows);
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let rows = usize::from(inner.height);
    let wanted = (0..grid.height()).find(|&y| grid.row(y).iter().any(|(_, ink)| ink.tone.stands_out()));
    let start = panel::offset(grid.height(), rows, wanted, scene.app.scroll_of(Panel::Known));
    paint::grid(scene, Panel::Known, &grid, start, inner, buf);
    panel::more(scene, start, grid.height().saturating_sub(start + rows), area, buf);
}

/// Layers of which is looked at what is known of them.
const LAYERS: usize = 6;

/// What is known besides what the step shows, of the layers around it.
fn others<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = Part> + 'a {
    const KINDS: [Kind; 7] =
        [Kind::Out, Kind::Weight, Kind::Net, Kind::Target, Kind::Error, Kind::ErrorByOut, Kind::Delta];
    let lesson = scene.app.lesson();
    let depth = lesson.pass().network().depth();
    let about = scene.step.shows.first().map_or(0, |part| part.layer);
    let first = about.saturating_sub(LAYERS / 2).min(depth.saturating_sub(LAYERS));
    let all = (first..depth.min(first + LAYERS))
        .flat_map(|layer| KINDS.into_iter().map(move |kind| Part::all(kind, layer)));
    all.filter(move |part| {
        let number = Quantity::of(part.kind, part.layer, 0);
        let is_known = lesson.value(number).is_some() && scene.app.knows(number);
        is_known && !scene.step.shows.contains(part)
    })
}

/// Rows, columns and cells that are at work; vectors and matrices as a whole are not marked.
fn of_a_whole(parts: &[Part]) -> Vec<Part> {
    parts.iter().filter(|part| part.row.is_some() || part.column.is_some()).copied().collect()
}

/// A vector or matrix with its name before it, in at most `width` columns.
fn item(scene: &Scene<'_>, part: Part, sight: Sight, width: usize) -> Grid {
    let lesson = scene.app.lesson();
    let (lit, working) = (of_a_whole(&scene.step.new), of_a_whole(&scene.step.lit));
    let names = scene.app.names();
    let before = scene.app.before().map(|before| Before { pass: before.pass(), formula: None });
    let setting = Setting { names: &names, carry: lesson.carry(), lit: &lit, working: &working, before };
    let focus: Vec<Part> = lit.iter().chain(&working).copied().collect();
    let entries = lesson.tensor(part, scene.app.place(), scene.app.reveal(), &focus, sight);
    let equation = Expr::Row(vec![Expr::symbol(part), Expr::word(" = "), entries]);
    set::expr(&equation, setting, width)
}

/// The rows that items take side by side as far as they fit, then below.
fn height(items: &[Grid], width: usize) -> usize {
    let (mut above, mut used) = (0, 0);
    // How far the band at hand reaches above its baseline, and from there down.
    let mut band = (0, 0);
    for item in items {
        let (up, down) = (item.baseline, item.height().saturating_sub(item.baseline));
        if used > 0 && used + BETWEEN + item.width() <= width {
            used += BETWEEN + item.width();
            band = (up.max(band.0), down.max(band.1));
        } else {
            above += band.0 + band.1;
            (used, band) = (item.width(), (up, down));
        }
    }
    above + band.0 + band.1
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
