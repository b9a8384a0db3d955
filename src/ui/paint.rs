//! Putting styled text and formulas into cells, never beyond the buffer.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use textwrap::core::Fragment;

use super::theme::Theme;
use crate::app::App;
use crate::engine::{Kind, Part};
use crate::lesson::{Piece, Prose};
use crate::notation::plain::Plain;
use crate::notation::{Expr, Grid, Ink, number};
use crate::text;

/// Text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub text: Cow<'static, str>,
    pub style: Style,
}

impl Run {
    pub fn new(text: impl Into<Cow<'static, str>>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// Writes runs side by side in at most `width` cells; returns the cells used.
pub(super) fn runs(runs: &[Run], x: u16, y: u16, width: u16, buf: &mut Buffer) -> u16 {
    let mut used = 0;
    for run in runs {
        if used >= width || !buf.area.contains((x + used, y).into()) {
            break;
        }
        let room = usize::from((width - used).min(buf.area.right() - x - used));
        let (end, _) = buf.set_stringn(x + used, y, &run.text, room, run.style);
        used = end - x;
    }
    used
}

/// Runs in at most `width` cells; an ellipsis says where they were cut.
pub(super) fn cut(runs: &[Run], width: usize) -> Vec<Run> {
    let mut kept = Vec::with_capacity(runs.len());
    let mut room = width;
    let whole: usize = runs.iter().map(|run| text::width(&run.text)).sum();
    for run in runs {
        let cells = text::width(&run.text);
        let is_cut = whole > width && cells >= room;
        if is_cut {
            // Cut one cell early at the latest, so that there is room for the ellipsis.
            let padded = format!("{}……", run.text);
            kept.push(Run::new(text::cut(&padded, room).into_owned(), run.style));
            break;
        }
        kept.push(run.clone());
        room -= cells;
    }
    kept
}

/// Copies a formula into cells from line `from` on, as far as there is room.
pub(super) fn grid(grid: &Grid, from: usize, area: Rect, theme: Theme, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for (y, row) in (area.y..area.bottom()).zip(from..grid.height()) {
        for (x, &(c, ink)) in (area.x..area.right()).zip(grid.row(row)) {
            if c != ' ' || ink != Ink::PLAIN {
                buf[(x, y)].set_char(c).set_style(theme.ink(ink));
            }
        }
    }
}

/// Words of the lesson as runs, entities in their colours.
pub(super) fn prose(prose: &Prose, app: &App, theme: Theme, style: Style) -> Vec<Run> {
    let names = &app.names();
    let ink = |part: Part| theme.ink(Ink::of_part(part, &[], &[]));
    prose
        .0
        .iter()
        .map(|piece| match piece {
            Piece::Text(words) => Run::new(names.spell(words).into_owned(), style),
            Piece::Symbol(part) => Run::new(names.screen_part(*part), ink(*part)),
            Piece::Neuron(layer, row) => {
                Run::new(names.neuron(*layer, *row), ink(Part::row(Kind::Out, *layer, *row)))
            }
            Piece::Number(n) => {
                let plain = Plain { names, carry: app.lesson().carry() };
                let text = number::with_minus(&plain.expr(&Expr::Number(*n)));
                Run::new(text, n.of.map_or(style, |q| ink(q.into())))
            }
        })
        .collect()
}

/// A word with its styled pieces, as textwrap wants it.
#[derive(Debug)]
struct Word {
    runs: Vec<Run>,
    width: usize,
    space_after: bool,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.space_after))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks runs into lines of at most `width` cells, at spaces; longer words are broken.
pub(super) fn wrap(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let width = width.max(1);
    let words = words(runs, width);
    let lines = textwrap::wrap_algorithms::wrap_first_fit(&words, &[width as f64]);
    lines
        .into_iter()
        .map(|line| {
            let mut runs: Vec<Run> = Vec::new();
            for (index, word) in line.iter().enumerate() {
                runs.extend(word.runs.iter().cloned());
                if word.space_after && index + 1 < line.len() {
                    let style = word.runs.last().map_or(Style::new(), |run| run.style);
                    runs.push(Run::new(" ", style));
                }
            }
            runs
        })
        .collect()
}

fn words(runs: &[Run], width: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = Word { runs: Vec::new(), width: 0, space_after: false };
    let mut close = |open: &mut Word, space_after: bool| {
        if !open.runs.is_empty() {
            let word = std::mem::replace(open, Word { runs: Vec::new(), width: 0, space_after: false });
            words.push(Word { space_after, ..word });
        }
    };
    for run in runs {
        for (index, piece) in run.text.split(' ').enumerate() {
            if index > 0 {
                close(&mut open, true);
            }
            // A word longer than a line is broken where the line ends.
            for part in text::wrap(piece, width).iter().filter(|part| !part.is_empty()) {
                let cells = text::width(part);
                if open.width + cells > width {
                    close(&mut open, false);
                }
                open.width += cells;
                open.runs.push(Run::new(part.clone().into_owned(), run.style));
            }
        }
    }
    close(&mut open, false);
    words
}
