//! The page on one weight: what makes its gradient at the left, the error over it at the right; where
//! there is no room side by side, one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::paint::{self, Run};
use super::picture::nudge;
use super::{layout, panel};
use crate::app::{Inspecting, Panel};
use crate::engine::{Kind, Quantity};
use crate::lesson::Prose;
use crate::lesson::inspect::{self, Inspection};
use crate::lesson::measure::Nudged;
use crate::lesson::words::inspect as words;
use crate::notation::Grid;
use crate::notation::set::{self, Setting, Spacing};

/// Room inside the frame from which the curves stand at the right.
const ROOM_FOR_TWO: (u16, u16) = (100, 14);
/// Rows of a curve that stands below the text.
const CURVE_ROWS: u16 = 14;
/// Rows of a curve beyond which it only grows apart.
const MOST_CURVE_ROWS: u16 = 24;
/// Columns that formulas are set in.
const INDENT: u16 = 2;
/// Longer lines of words are hard to follow.
const LONGEST_LINE: usize = 84;

/// Room between what is said and worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Air {
    /// None but before headings.
    Little,
    /// Besides, between words and formulas.
    Much,
}

/// A line of the page.
enum Line<'a> {
    Words(Vec<Run>),
    /// A row of a formula.
    Row(&'a Grid, usize),
    /// A row of the curves.
    Drawn(u16),
}

/// What a passage consists of, ready to be laid out.
enum Piece {
    Heading(&'static str),
    Words(Vec<Vec<Run>>),
    Formula(Grid),
}

pub(super) fn draw(scene: &Scene<'_>, at: &Inspecting, area: Rect, buf: &mut Buffer) {
    let body = layout::columns(area, scene.app).body();
    if body.width < 4 || body.height < 3 {
        return;
    }
    let inspection = scene.app.lesson().inspect(at.weight, at.epsilon);
    let inner = panel::over_all(scene, &inspection.title, body, buf);
    if inner.is_empty() {
        return;
    }
    let is_wide = inner.width >= ROOM_FOR_TWO.0 && inner.height >= ROOM_FOR_TWO.1;
    let text_width = if is_wide { inner.width * 56 / 100 } else { inner.width };
    let text = Rect { width: text_width, ..inner };
    let pieces = pieces(scene, &inspection, text.width);
    let rows = usize::from(text.height);
    let mut lines = lines(scene, &pieces, Air::Much);
    if lines.len() > rows {
        lines = self::lines(scene, &pieces, Air::Little);
    }
    let mut drawn = Buffer::empty(Rect::ZERO);
    if is_wide {
        let x = text.right() + 3;
        let right = Rect { x, width: inner.right() - x, ..inner };
        curves(scene, &inspection, &legend(scene, &inspection, right.width), right, buf);
    } else {
        let legend = legend(scene, &inspection, text.width);
        let height = inspection.curves.len() as u16 * CURVE_ROWS + legend.len() as u16;
        drawn = Buffer::empty(Rect::new(0, 0, text.width, height));
        drawn.set_style(drawn.area, scene.theme.ground());
        curves(scene, &inspection, &legend, Rect::new(0, 0, text.width, height), &mut drawn);
        lines.push(Line::Words(Vec::new()));
        lines.extend((0..height).map(Line::Drawn));
    }
    let start = at.scroll.min(lines.len().saturating_sub(rows));
    for (y, line) in (text.y..text.bottom()).zip(lines.iter().skip(start)) {
        put(scene, line, &drawn, Rect { y, height: 1, ..text }, body, buf);
    }
    panel::more(scene, start, lines.len().saturating_sub(start + rows), body, buf);
}

fn pieces(scene: &Scene<'_>, inspection: &Inspection, width: u16) -> Vec<Piece> {
    let names = scene.app.names();
    let gradient = Quantity::at(Kind::Gradient, inspection.weight).into();
    // The page has numbers in full precision beside carried ones; marks would compare across.
    let before = None;
    let carry = scene.app.lesson().carry();
    let setting = Setting { names: &names, carry, lit: &[], working: &[gradient], before };
    let room = usize::from(width.saturating_sub(INDENT)).max(1);
    let mut pieces = Vec::new();
    for passage in &inspection.passages {
        pieces.push(Piece::Heading(passage.heading));
        pieces.extend(passage.blocks.iter().map(|block| match block {
            inspect::Block::Says(prose) => {
                Piece::Words(wrapped(scene, prose, usize::from(width).min(LONGEST_LINE)))
            }
            inspect::Block::Shows(formula) => {
                Piece::Formula(set::formula(formula, setting, room, Spacing::Compact))
            }
        }));
    }
    pieces
}

fn wrapped(scene: &Scene<'_>, prose: &Prose, width: usize) -> Vec<Vec<Run>> {
    paint::wrap(&paint::prose(prose, scene.app, scene.theme, scene.theme.text()), width)
}

fn lines<'a>(scene: &Scene<'_>, pieces: &'a [Piece], air: Air) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for piece in pieces {
        let is_apart = matches!(piece, Piece::Heading(_)) || air == Air::Much;
        if is_apart && !lines.is_empty() {
            lines.push(Line::Words(Vec::new()));
        }
        match piece {
            Piece::Heading(heading) => {
                lines.push(Line::Words(vec![Run::new(*heading, scene.theme.accent())]));
            }
            Piece::Words(words) => lines.extend(words.iter().cloned().map(Line::Words)),
            Piece::Formula(grid) => lines.extend((0..grid.height()).map(|row| Line::Row(grid, row))),
        }
    }
    lines
}

/// Draws one line of the page; `drawn` is what lines of curves show.
fn put(scene: &Scene<'_>, line: &Line<'_>, drawn: &Buffer, area: Rect, body: Rect, buf: &mut Buffer) {
    match *line {
        Line::Words(ref runs) => {
            paint::runs(runs, area.x, area.y, area.width, buf);
        }
        Line::Row(grid, row) => {
            let indent = INDENT.min(area.width / 8);
            let room = Rect { x: area.x + indent, width: area.width - indent, ..area };
            paint::grid(scene, Panel::Page, grid, row, room, buf);
            if grid.width() > usize::from(room.width) {
                // A single name or number wider than the page: say so rather than cut it off in silence.
                paint::runs(&[Run::new("▸", scene.theme.accent())], body.right() - 1, area.y, 1, buf);
            }
        }
        Line::Drawn(row) => {
            for x in 0..area.width.min(drawn.area.width) {
                buf[(area.x + x, area.y)] = drawn[(x, row)].clone();
            }
        }
    }
}

/// What the marks in the curves are.
fn legend(scene: &Scene<'_>, inspection: &Inspection, width: u16) -> Vec<Vec<Run>> {
    inspection.legend.iter().flat_map(|prose| wrapped(scene, prose, width.into())).collect()
}

/// The curves one below the other, and below them what their marks are.
fn curves(scene: &Scene<'_>, inspection: &Inspection, legend: &[Vec<Run>], area: Rect, buf: &mut Buffer) {
    let count = inspection.curves.len().max(1) as u16;
    let room = area.height.saturating_sub(legend.len() as u16);
    let rows = (room / count).min(MOST_CURVE_ROWS);
    let mut y = area.y;
    for (index, curve) in inspection.curves.iter().enumerate() {
        one_curve(scene, curve, index, Rect { y, height: rows, ..area }, buf);
        y += rows;
    }
    for (y, line) in (y..area.bottom()).zip(legend) {
        paint::runs(line, area.x, y, area.width, buf);
    }
}

/// A curve below its title.
fn one_curve(scene: &Scene<'_>, curve: &Nudged, index: usize, area: Rect, buf: &mut Buffer) {
    if area.height < 3 {
        return;
    }
    let weight = curve.checked.parameter;
    let error = Quantity::whole(Kind::ErrorTotal);
    let text = if index == 0 { words::CURVE } else { words::CLOSER };
    let title = Prose::fill(text, &[("E", error.into()), ("w", weight.into())]);
    let title = paint::prose(&title, scene.app, scene.theme, scene.theme.accent());
    paint::runs(&paint::cut(&title, area.width.into()), area.x, area.y, area.width, buf);
    let below = Rect { y: area.y + 1, height: area.height - 2, ..area };
    nudge::draw_curve(scene, curve, below, buf);
}
