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
//! [`layout`] says which panels there are at a size. While given numbers are changed, `edit.rs` stands
//! in the place of what is known. Pages lie on top: help (`overlay.rs`), the glossary (`words.rs`), the
//! edits made, carrying compared, the link, the marked steps (`pages.rs`), a weight that is inspected
//! (`inspect.rs`), a training (`training.rs`), the index of steps (`find.rs`), what was done in a chapter
//! (`recap.rs`).
//!
//! A second screen shows the same frame, or a teacher's page (`notes_view.rs`); until there is anything to
//! follow, a few words (`waiting.rs`).
//! While presenting there are fewer panels, told part by part (`presenting.rs`, `layout/presenting.rs`).
//!
//! What is drawn where is noted on the way (`spot.rs`), so that a click or an arrow key finds the
//! number that stands there.

mod ascii;
mod change;
mod dots;
mod edit;
mod find;
mod formula;
mod graph;
mod header;
mod hints;
mod inspect;
mod known;
mod layout;
mod notes_view;
mod overlay;
mod pages;
mod paint;
mod panel;
mod picture;
mod predict;
mod presenting;
mod recap;
mod spot;
#[cfg(test)]
mod testing;
mod theme;
mod training;
mod under;
mod waiting;
mod why;
mod words;
mod wrong;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Mode, Panel};
use crate::lesson::{Sight, Step};
use crate::notation::set::{Rows, Spacing};
pub use notes_view::{Clock, draw_notes};
use paint::Run;
use presenting::Whole;
use spot::Spots;
pub use spot::{numbers, resolve};
use theme::Theme;
pub use waiting::draw_waiting;

/// What the panels draw from: the state, the step that it shows, the colours, and the contents that
/// the layout had to measure.
#[derive(Debug)]
struct Scene<'a> {
    app: &'a App,
    step: Step,
    /// The step as it was before an edit, where what changed is marked.
    old: Option<Step>,
    theme: Theme,
    formula: Rows,
    why: Vec<Vec<Run>>,
    /// The step as its last part shows it, while presenting and until it does.
    whole: Option<Whole>,
    /// Where numbers and connections are drawn.
    spots: Spots,
}

/// Rows that a panel has besides its content: two of the frame and one of air above.
const AROUND: u16 = 3;
/// Rows of a large matrix in a formula on the smallest screen, and rows of a screen for each one more.
const LEAST_ROWS: u16 = 3;
const ROWS_EACH: u16 = 12;
/// The same for its columns.
const LEAST_COLUMNS: u16 = 2;
const COLUMNS_EACH: u16 = 25;

/// Draws the whole frame into `area`, which may have any size.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    draw_noting(app, area, buf);
}

/// The same; returns where numbers stand and which panel is where.
fn draw_noting(app: &App, area: Rect, buf: &mut Buffer) -> Option<(Spots, layout::Layout)> {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return None;
    }
    let theme = Theme::of(app.theme(), app.depth());
    if *app.mode() == Mode::Blank {
        paint::fill(area, theme.ground(), buf);
        return None;
    }
    let columns = layout::columns(area, app);
    let sight = sight(app, area);
    let step = app.step_in(sight);
    let old = app.step_before(sight);
    let formula = formula::set(app, &step, old.as_ref(), columns.right.width, Spacing::Airy);
    let why = why::lines(app, &step, theme, columns.why_width(&step.picture));
    let whole = Whole::of(app, sight, theme, columns);
    let rows = |airy| {
        let whole = whole.as_ref().map_or(0, |whole| whole.formula.height(airy));
        formula.height(airy).max(whole) as u16 + AROUND
    };
    let why_rows = whole.as_ref().map_or(why.len(), |whole| whole.why) as u16 + AROUND;
    let needs = layout::Needs { formula: rows(true), tight: rows(false), why: why_rows };
    let picture = whole.as_ref().map_or(&step.picture, |whole| &whole.picture);
    let mut layout = layout::layout(columns, app, picture, needs);
    let scene = Scene { app, step, old, theme, formula, why, whole, spots: Spots::default() };
    layout.panels.retain(|&(panel, rect)| !presenting::is_to_come(&scene, panel, rect, area));

    paint::fill(area, theme.ground(), buf);
    header::draw(&scene, layout.header, buf);
    // The page of training covers them all.
    let panels = if app.shows_training() { &[][..] } else { &layout.panels };
    for &(panel, rect) in panels {
        match panel {
            Panel::Formula => formula::draw(&scene, rect, buf),
            Panel::Why => why::draw(&scene, rect, buf),
            Panel::Graph => graph::draw(&scene, rect, buf),
            Panel::Known => known::draw(&scene, rect, buf),
            Panel::Picture => picture::draw(&scene, rect, buf),
            Panel::Edit => edit::draw(&scene, rect, buf),
            Panel::Page => {}
        }
    }
    if let Mode::Point(pointer) = app.mode()
        && let Some(place) = scene.spots.find(*pointer)
    {
        buf.set_style(place, theme.pointed());
    }
    hints::draw(&scene, layout.hints, buf);
    overlay::draw(&scene, area, buf);
    if app.is_ascii() {
        ascii::only(area, buf);
    }
    Some((scene.spots, layout))
}

/// How much of large vectors and matrices a formula shows on a screen of this size: so much that a
/// formula of some of them is seen at once.
fn sight(app: &App, area: Rect) -> Sight {
    let (rows, columns) = (LEAST_ROWS + area.height / ROWS_EACH, LEAST_COLUMNS + area.width / COLUMNS_EACH);
    app.sight(rows.into(), columns.into())
}

/// A line of text as a frame in ASCII shows it: cell for cell the character that comes closest.
pub fn in_ascii(line: &str) -> String {
    line.chars().map(|c| if c.is_ascii() { c } else { ascii::stand_in(c) }).collect()
}
