//! The formula panel.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::Scene;
use super::presenting::{self, Whole};
use super::{paint, panel};
use crate::app::{App, Panel, Presenting};
use crate::lesson::Step;
use crate::notation::set::{self, Before, Rows, Setting, Spacing};
use crate::notation::{Formula, Grid, Tone};

/// Sets the step's formula for a panel of this width, frame included; numbers that differ from those
/// of the step before an edit are marked.
pub(super) fn set(app: &App, step: &Step, old: Option<&Step>, width: u16, spacing: Spacing) -> Rows {
    let lesson = app.lesson();
    let names = app.names();
    let before =
        app.before().map(|before| Before { pass: before.pass(), formula: old.map(|old| &old.formula) });
    // Where all else is dimmed, what takes part must not be.
    let dims = app.presenting().is_some_and(Presenting::dims);
    let working = if dims { &step.lit[..] } else { &[] };
    let setting = Setting { names: &names, carry: lesson.carry(), lit: &step.new, working, before };
    let air = 2 * presenting::air(app, Panel::Formula, width);
    let room = usize::from(width.saturating_sub(air)).saturating_sub(5).max(1);
    set::rows(&step.formula, setting, room, spacing)
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let title = paint::prose(&scene.step.title, scene.app, scene.theme, scene.theme.strong());
    let title: Vec<_> = title
        .into_iter()
        .map(|run| paint::Run { style: run.style.add_modifier(Modifier::BOLD), ..run })
        .collect();
    let address = || scene.app.lesson().address_text(scene.app.place());
    let mark = presenting::dots(scene.app).unwrap_or_else(address);
    let inner = panel::frame(scene, Panel::Formula, &title, &mark, area, buf);
    if inner.is_empty() {
        return;
    }
    let rows = usize::from(inner.height);
    let shown = match &scene.whole {
        Some(whole) => told(scene, whole, area.width, rows),
        None => Shown::from(fitting(scene, area.width, rows)),
    };
    let grid = &shown.grid;
    let top = u16::from(shown.height + 2 <= rows);
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let inner =
        Rect { x: inner.x + u16::from(inner.width > 20), width: inner.width.saturating_sub(1), ..inner };
    let rows = usize::from(inner.height);
    let start = panel::offset(grid.height(), rows, shown.wanted, scene.app.scroll_of(Panel::Formula));
    paint::grid(scene, Panel::Formula, grid, start, inner, buf);
    panel::more(scene, start, grid.height().saturating_sub(start + rows), area, buf);
    if grid.width() > usize::from(inner.width) {
        // A single name wider than the panel: say so rather than cut it off in silence.
        let x = area.right().saturating_sub(1);
        paint::runs(&[paint::Run::new("▸", scene.theme.accent())], x, area.y + area.height / 2, 1, buf);
    }
}

/// The formula with room between its lines, without, or if it must be with lines side by side.
fn fitting(scene: &Scene<'_>, width: u16, rows: usize) -> Grid {
    let set = &scene.formula;
    if set.height(false) <= rows || !set.can_be_denser() {
        return set.grid(set.height(true) <= rows);
    }
    self::set(scene.app, &scene.step, scene.old.as_ref(), width, Spacing::Dense).grid(false)
}

/// What is shown of a formula.
struct Shown {
    grid: Grid,
    /// The row that is to be in sight.
    wanted: Option<usize>,
    /// The rows that the formula has, or will have once all of it is told.
    height: usize,
}

impl From<Grid> for Shown {
    fn from(grid: Grid) -> Self {
        Self { wanted: last_lit_row(&grid), height: grid.height(), grid }
    }
}

/// The formula as far as it is told, each line where it will stand in the whole; where that has no
/// room, the lines told alone, the last of them in sight.
fn told(scene: &Scene<'_>, whole: &Whole, width: u16, rows: usize) -> Shown {
    let count = scene.app.lines_told(&scene.step.formula);
    let height = |airy| scene.formula.height(airy).max(whole.formula.height(airy));
    if height(false) <= rows {
        let airy = height(true) <= rows;
        return Shown { grid: scene.formula.upto(count).grid(airy), wanted: None, height: height(airy) };
    }
    let lines = scene.step.formula.lines.iter().take(count).cloned().collect();
    let step = Step { formula: Formula { lines }, ..scene.step.clone() };
    let grid = self::set(scene.app, &step, scene.old.as_ref(), width, Spacing::Dense).grid(false);
    Shown { wanted: grid.height().checked_sub(1), height: height(false), grid }
}

/// The row on which the new thing stands: the last that has a lit number or name; with what it was
/// below it.
fn last_lit_row(grid: &Grid) -> Option<usize> {
    let has = |y: usize, tone: Tone| y < grid.height() && grid.row(y).iter().any(|(_, ink)| ink.tone == tone);
    let lit = (0..grid.height()).rev().find(|&y| has(y, Tone::Lit))?;
    Some(if has(lit + 1, Tone::Old) { lit + 1 } else { lit })
}
