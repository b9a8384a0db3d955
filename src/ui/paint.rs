//! Putting styled text and formulas into cells, never beyond the buffer.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use textwrap::core::Fragment;

use super::Scene;
use super::theme::Theme;
use crate::app::{App, Panel};
use crate::engine::{Kind, Part, Quantity};
use crate::lesson::{Piece, Prose};
use crate::notation::grid::Of;
use crate::notation::plain::Plain;
use crate::notation::{Expr, Grid, Ink, number};
use crate::text;

/// Text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub text: Cow<'static, str>,
    pub style: Style,
    /// The quantity whose number it is.
    pub of: Option<Quantity>,
}

impl Run {
    pub fn new(text: impl Into<Cow<'static, str>>, style: Style) -> Self {
        Self { text: text.into(), style, of: None }
    }

    /// The number of a quantity.
    pub fn number(text: impl Into<Cow<'static, str>>, style: Style, q: Quantity) -> Self {
        Self { text: text.into(), style, of: Some(q) }
    }

    /// Another text in its place.
    fn with(&self, text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), ..self.clone() }
    }
}

/// Gives every cell of an area a style. The buffer's own way looks up where each of them lies, which for a
/// whole screen takes a tenth of a frame's time.
pub(super) fn fill(area: Rect, style: Style, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    // What has two colours and nothing else, as grounds have, needs no more to be looked at for each cell.
    let plain = style.fg.zip(style.bg).filter(|(fg, bg)| style == Style::new().fg(*fg).bg(*bg));
    for y in area.top()..area.bottom() {
        let cells = row(area.x, y, area.width, buf).iter_mut();
        match plain {
            Some((fg, bg)) => cells.for_each(|cell| _ = cell.set_fg(fg).set_bg(bg)),
            None => cells.for_each(|cell| _ = cell.set_style(style)),
        }
    }
}

/// So many cells of a row, from one that lies in the buffer.
pub(super) fn row(x: u16, y: u16, width: u16, buf: &mut Buffer) -> &mut [Cell] {
    let room = usize::from(width.min(buf.area.right() - x));
    let start = if room == 0 { 0 } else { buf.index_of(x, y) };
    &mut buf.content[start..start + room]
}

/// Writes runs side by side in at most `width` cells; returns the cells used.
pub(super) fn runs(runs: &[Run], x: u16, y: u16, width: u16, buf: &mut Buffer) -> u16 {
    let mut used = 0;
    for run in runs {
        if used >= width || !buf.area.contains((x + used, y).into()) {
            break;
        }
        let room = (width - used).min(buf.area.right() - x - used);
        used = if run.text.chars().all(is_simple) {
            used + simple(&run.text, x + used, y, room, run.style, buf)
        } else {
            buf.set_stringn(x + used, y, &run.text, room.into(), run.style).0 - x
        };
    }
    used
}

/// Characters that are a cell each whatever stands beside them: ASCII, and the signs that formulas
/// and frames are made of.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '·' | '½' | '²' | 'δ' | 'ε' | 'η'
        | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{22ff}' | '\u{2500}'..='\u{25fc}' | '\u{2800}'..='\u{28ff}')
}

/// Most text consists of such; there is no need to look for what belongs together. Returns the
/// cells used.
fn simple(text: &str, x: u16, y: u16, room: u16, style: Style, buf: &mut Buffer) -> u16 {
    let mut used = 0;
    for (cell, c) in row(x, y, room, buf).iter_mut().zip(text.chars()) {
        cell.set_char(c).set_style(style);
        used += 1;
    }
    used
}

/// Runs in at most `width` cells; an ellipsis says where they were cut.
pub(super) fn cut(runs: &[Run], width: usize) -> Cow<'_, [Run]> {
    let whole: usize = runs.iter().map(|run| text::width(&run.text)).sum();
    if whole <= width {
        return Cow::Borrowed(runs);
    }
    let mut kept = Vec::with_capacity(runs.len());
    let mut room = width;
    for run in runs {
        let cells = text::width(&run.text);
        if cells >= room {
            // Cut one cell early at the latest, so that there is room for the ellipsis.
            let padded = format!("{}……", run.text);
            kept.push(run.with(text::cut(&padded, room).into_owned()));
            break;
        }
        kept.push(run.clone());
        room -= cells;
    }
    Cow::Owned(kept)
}

/// Writes runs side by side, and notes where numbers stand.
pub(super) fn noted(
    scene: &Scene<'_>,
    panel: Panel,
    runs: &[Run],
    (x, y): (u16, u16),
    width: u16,
    buf: &mut Buffer,
) -> u16 {
    let mut start = x;
    for run in runs {
        let end = x.saturating_add(width).min(buf.area.right());
        let cells = (text::width(&run.text) as u16).min(end.saturating_sub(start));
        if let Some(q) = run.of {
            scene.spots.note(panel, q, Rect::new(start, y, cells, 1));
        }
        start += cells;
    }
    self::runs(runs, x, y, width, buf)
}

/// Copies a formula into cells from line `from` on, as far as there is room, and notes where numbers
/// stand.
pub(super) fn grid(scene: &Scene<'_>, panel: Panel, grid: &Grid, from: usize, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for (y, row) in (area.y..area.bottom()).zip(from..grid.height()) {
        let row = grid.row(row);
        let mut cells = self::row(area.x, y, area.width, buf).iter_mut();
        for alike in row.chunk_by(|(_, one), (_, other)| one == other) {
            let ink = alike[0].1;
            let style = scene.ink(ink);
            for (&(c, _), cell) in alike.iter().zip(&mut cells) {
                if c != ' ' || ink != Ink::PLAIN {
                    cell.set_char(c).set_style(style);
                }
            }
        }
        let mut start = area.x;
        for cells in row.chunk_by(|(_, one), (_, other)| one.of == other.of) {
            let (first, ink) = cells[0];
            // A name begins with a letter.
            let is_number = first.is_ascii_digit() || matches!(first, '−' | '∞');
            if let Some(q) = ink.of.map(Of::quantity) {
                let width = (cells.len() as u16).min(area.right().saturating_sub(start));
                let place = Rect::new(start, y, width, 1);
                if is_number { scene.spots.note(panel, q, place) } else { scene.spots.name(panel, q, place) }
            }
            start = start.saturating_add(cells.len() as u16);
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
                let text = number::with_minus(plain.expr(&Expr::Number(*n)));
                Run { of: n.of, ..Run::new(text, n.of.map_or(style, |q| ink(q.into()))) }
            }
        })
        .collect()
}

/// A word as textwrap wants it: so many of the pieces of text.
#[derive(Debug)]
struct Word {
    pieces: Range<usize>,
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

/// Breaks runs into lines of at most `width` cells, at spaces; longer words are broken. What has one
/// style becomes one run again.
pub(super) fn wrap(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let width = width.max(1);
    let (words, pieces) = words(runs, width);
    let lines = textwrap::wrap_algorithms::wrap_first_fit(&words, &[width as f64]);
    lines
        .into_iter()
        .map(|line| {
            let mut joined: Vec<Run> = Vec::new();
            for (index, word) in line.iter().enumerate() {
                for (run, text) in &pieces[word.pieces.clone()] {
                    join(&mut joined, run, text);
                }
                if word.space_after && index + 1 < line.len() {
                    let style = joined.last().map_or(Style::new(), |run| run.style);
                    join(&mut joined, &Run::new("", style), " ");
                }
            }
            joined
        })
        .collect()
}

/// Puts a text behind others, in the style of a run. A number stays a run of its own.
fn join(joined: &mut Vec<Run>, run: &Run, text: &str) {
    match joined.last_mut() {
        Some(last) if last.style == run.style && last.of.is_none() && run.of.is_none() => {
            last.text.to_mut().push_str(text);
        }
        _ => joined.push(run.with(text.to_owned())),
    }
}

/// The words, and the pieces of text in one style that they consist of.
fn words<'a>(runs: &'a [Run], width: usize) -> (Vec<Word>, Vec<(&'a Run, Cow<'a, str>)>) {
    let mut words: Vec<Word> = Vec::new();
    let mut pieces: Vec<(&'a Run, Cow<'a, str>)> = Vec::new();
    let (mut start, mut cells) = (0, 0);
    for run in runs {
        for (index, text) in run.text.split(' ').enumerate() {
            if index > 0 && pieces.len() > start {
                words.push(Word { pieces: start..pieces.len(), width: cells, space_after: true });
                (start, cells) = (pieces.len(), 0);
            }
            let mut add = |part: Cow<'a, str>, more: usize| {
                if cells + more > width && pieces.len() > start {
                    words.push(Word { pieces: start..pieces.len(), width: cells, space_after: false });
                    (start, cells) = (pieces.len(), 0);
                }
                pieces.push((run, part));
                cells += more;
            };
            match text::width(text) {
                0 => {}
                all if all <= width => add(Cow::Borrowed(text), all),
                // A word longer than a line is broken where the line ends.
                _ => {
                    for part in text::wrap(text, width).into_iter().filter(|part| !part.is_empty()) {
                        let more = text::width(&part);
                        add(part, more);
                    }
                }
            }
        }
    }
    if pieces.len() > start {
        words.push(Word { pieces: start..pieces.len(), width: cells, space_after: false });
    }
    (words, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_characters_take_one_cell_each() {
        for c in ('\0'..='\u{3000}').filter(|&c| is_simple(c)) {
            assert_eq!(text::width(c.encode_utf8(&mut [0; 4])), 1, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn both_ways_to_write_are_alike() {
        let styled = |text: &str, width: u16| {
            let mut quick = Buffer::empty(Rect::new(0, 0, 12, 1));
            let used = runs(&[Run::new(text.to_owned(), Style::new())], 1, 0, width, &mut quick);
            let mut usual = Buffer::empty(Rect::new(0, 0, 12, 1));
            let (end, _) = usual.set_stringn(1, 0, text, width.into(), Style::new());
            assert_eq!((quick, used), (usual, end - 1), "{text} in {width}");
        };
        for text in ["", "abc", "∂E/∂out_d1 ▲", "→ 0.7199", "漢字", "e\u{301}x"] {
            (0..11).for_each(|width| styled(text, width));
        }
    }

    #[test]
    fn lines_are_broken_at_spaces_and_styles_are_kept() {
        let bold = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
        let q = Quantity::of(Kind::Out, 1, 0);
        let words = [
            Run::new("one two ", Style::new()),
            Run::new("three", bold),
            Run::new(" is ", Style::new()),
            Run::number("0.5", Style::new(), q),
            Run::new(", unbreakable", Style::new()),
        ];
        let lines = wrap(&words, 9);
        let text = |line: &Vec<Run>| line.iter().map(|run| run.text.as_ref()).collect::<String>();
        assert_eq!(
            lines.iter().map(text).collect::<Vec<_>>(),
            ["one two", "three is", "0.5,", "unbreakab", "le"]
        );
        assert_eq!(lines[1][0], Run::new("three ", bold));
        assert_eq!(lines[2][0].of, Some(q));
        assert_eq!(lines[0].len(), 1, "one style, one run");
    }
}
