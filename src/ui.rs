//! Draws the state as a frame of cells, and changes nothing.
//!
//! ```text
//!  header     what is open, the chapters, how far one is          (ui/header.rs)
//! ╭─ Network ──────────╮╭─ ∂E/∂w_d1 ─────────────────────╮
//! │ the graph          ││ the formula, in two dimensions │
//! │ (ui/graph.rs)      ││ (ui/formula.rs)                │
//! ╰────────────────────╯│                                │
//! ╭─ Known so far ─────╮╰────────────────────────────────╯
//! │ matrices or a      │╭─ Why ──────────────────────────╮
//! │ picture (known.rs, ││ the reason (ui/why.rs)         │
//! │ picture/)          ││                                │
//! ╰────────────────────╯╰────────────────────────────────╯
//!  hints      the keys of the mode, or a message                  (ui/hints.rs)
//! ```
//!
//! [`layout`] says which panels there are at a size; overlays (help, glossary, command line) are
//! drawn on top.

mod ascii;
mod dots;
mod formula;
mod graph;
mod header;
mod hints;
mod known;
mod layout;
mod overlay;
mod paint;
mod panel;
mod picture;
#[cfg(test)]
mod testing;
mod theme;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Panel};
use crate::lesson::Step;
use crate::notation::Grid;
use crate::notation::set::Spacing;
use paint::Run;
use theme::Theme;

/// What the panels draw from: the state, the step that it shows, the colours, and the contents that
/// the layout had to measure.
#[derive(Debug)]
struct Scene<'a> {
    app: &'a App,
    step: Step,
    theme: Theme,
    formula: Grid,
    why: Vec<Vec<Run>>,
}

/// Rows that a panel has besides its content: two of the frame and one of air above.
const AROUND: u16 = 3;

/// Draws the whole frame into `area`, which may have any size.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let theme = Theme::of(app.theme());
    let step = app.step();
    let columns = layout::columns(area, app);
    let formula = formula::set(app, &step, columns.right.width, Spacing::Airy);
    let why = why::lines(app, &step, theme, columns.why_width(&step.picture));
    let needs = layout::Needs { formula: formula.height() as u16 + AROUND, why: why.len() as u16 + AROUND };
    let layout = layout::layout(columns, app, &step.picture, needs);
    let scene = Scene { app, step, theme, formula, why };

    buf.set_style(area, theme.ground());
    header::draw(&scene, layout.header, buf);
    for &(panel, rect) in &layout.panels {
        match panel {
            Panel::Formula => formula::draw(&scene, rect, buf),
            Panel::Why => why::draw(&scene, rect, buf),
            Panel::Graph => graph::draw(&scene, rect, buf),
            Panel::Known => known::draw(&scene, rect, buf),
            Panel::Picture => picture::draw(&scene, rect, buf),
        }
    }
    hints::draw(&scene, layout.hints, buf);
    overlay::draw(&scene, area, buf);
    if app.is_ascii() {
        ascii::only(area, buf);
    }
}

/// A line of text as a frame in ASCII shows it: cell for cell the character that comes closest.
pub fn in_ascii(line: &str) -> String {
    line.chars().map(|c| if c.is_ascii() { c } else { ascii::stand_in(c) }).collect()
}
