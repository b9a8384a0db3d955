//! The formula panel.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::Scene;
use super::{paint, panel};
use crate::app::{App, Panel};
use crate::lesson::Step;
use crate::notation::set::{self, Setting, Spacing};
use crate::notation::{Grid, Tone};

/// Sets the step's formula for a panel of this width, frame included.
pub(super) fn set(app: &App, step: &Step, width: u16, spacing: Spacing) -> Grid {
    let lesson = app.lesson();
    let names = app.names();
    let setting = Setting { names: &names, carry: lesson.carry(), lit: &step.new, working: &[] };
    let room = usize::from(width).saturating_sub(5).max(1);
    set::formula(&step.formula, setting, room, spacing)
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let title = paint::prose(&scene.step.title, scene.app, scene.theme, scene.theme.strong());
    let title: Vec<_> = title
        .into_iter()
        .map(|run| paint::Run { style: run.style.add_modifier(Modifier::BOLD), ..run })
        .collect();
    let address = scene.app.lesson().address_text(scene.app.place());
    let inner = panel::frame(scene, Panel::Formula, &title, &address, area, buf);
    if inner.is_empty() {
        return;
    }
    let rows = usize::from(inner.height);
    let airy = &scene.formula;
    let compact;
    let grid = if airy.height() <= rows {
        airy
    } else {
        compact = closer(scene, area.width, rows);
        &compact
    };
    let top = u16::from(grid.height() + 2 <= rows);
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let inner =
        Rect { x: inner.x + u16::from(inner.width > 20), width: inner.width.saturating_sub(1), ..inner };
    let rows = usize::from(inner.height);
    let wanted = last_lit_row(grid);
    let start = panel::offset(grid.height(), rows, wanted, scene.app.scroll_of(Panel::Formula));
    paint::grid(grid, start, inner, scene.theme, buf);
    panel::more(scene, start, grid.height().saturating_sub(start + rows), area, buf);
    if grid.width() > usize::from(inner.width) {
        // A single name wider than the panel: say so rather than cut it off in silence.
        let x = area.right().saturating_sub(1);
        paint::runs(&[paint::Run::new("▸", scene.theme.accent())], x, area.y + area.height / 2, 1, buf);
    }
}

/// The formula with less room between its lines, and with lines side by side if it must be.
fn closer(scene: &Scene<'_>, width: u16, rows: usize) -> Grid {
    let compact = set(scene.app, &scene.step, width, Spacing::Compact);
    if compact.height() <= rows {
        return compact;
    }
    set(scene.app, &scene.step, width, Spacing::Dense)
}

/// The row on which the new thing stands: the last that has a lit number or name.
fn last_lit_row(grid: &Grid) -> Option<usize> {
    (0..grid.height()).rev().find(|&y| grid.row(y).iter().any(|(_, ink)| ink.tone == Tone::Lit))
}
