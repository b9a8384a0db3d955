//! A frame as an SVG picture.
//!
//! Whoever looks at it has some monospaced font, and another where that one lacks a character; neither is
//! known. So every character is placed by itself, at the left edge of its cell. What must join from cell to
//! cell, or stand exactly where it stands, is drawn: lines of frames, tall brackets, blocks, dots. There the
//! character lies over it unseen, so that all of the frame can be selected, searched and copied.

mod pen;
mod shapes;

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::colour::{GROUND, Rgb, Seen, hex, seen};
use super::frame::cells;
use super::speech;
use crate::app::App;
use crate::text::{self, escape_xml};
use pen::Pen;

/// The width of a cell.
pub const CELL_WIDTH: usize = 8;
/// The height of a cell.
pub const CELL_HEIGHT: usize = 16;
/// From the top of a cell to the line on which letters stand.
const BASELINE: usize = 12;
/// Most monospaced fonts are 0.6 times as wide as they are large.
const FONT_SIZE: &str = "13.3";
const FONTS: &str = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";
/// Ground around the frame.
const MARGIN: usize = 8;
const CORNERS: usize = 6;

/// What a picture is called, and what it shows, for who does not see it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Its title.
    pub title: String,
    /// The step in words.
    pub description: String,
}

impl About {
    /// About a frame of this state.
    pub fn of(app: &App) -> Self {
        let lesson = app.lesson();
        let step = app.step_in(speech::SIGHT);
        let title = step.title.screen(lesson.names(), lesson.carry());
        let (number, is_edited) = (app.progress().0, app.is_edited());
        let mut said = speech::Step { lesson, step: &step, number, is_edited }.sentences();
        said.extend(app.tour_words().map(|words| words.spoken(lesson.names(), lesson.carry())));
        Self {
            title: format!("chainrule · {} · {title}", lesson.scenario().title),
            description: said.join(" "),
        }
    }
}

/// Writes a frame as an SVG picture that needs nothing beside it.
///
/// # Errors
/// When the bytes cannot be written.
pub fn svg(frame: &Buffer, about: &About, to: &mut dyn Write) -> io::Result<()> {
    let columns = usize::from(frame.area.width);
    let (width, height) = (columns * CELL_WIDTH, usize::from(frame.area.height) * CELL_HEIGHT);
    let (full_width, full_height) = (width + 2 * MARGIN, height + 2 * MARGIN);
    let ground = frame.content.first().map_or(GROUND, |cell| seen(cell).ground);
    writeln!(
        to,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{full_width}" height="{full_height}" viewBox="-{MARGIN} -{MARGIN} {full_width} {full_height}" role="img" font-family="{FONTS}" font-size="{FONT_SIZE}">"#
    )?;
    writeln!(to, "<title>{}</title>", escape_xml(&about.title))?;
    writeln!(to, "<desc>{}</desc>", escape_xml(&about.description))?;
    let fill = hex(ground);
    writeln!(
        to,
        r#"<rect x="-{MARGIN}" y="-{MARGIN}" width="{full_width}" height="{full_height}" rx="{CORNERS}" fill="{fill}"/>"#
    )?;
    let mut pen = Pen::default();
    let mut lines = String::new();
    for (y, row) in frame.content.chunks(columns.max(1)).enumerate() {
        draw(row, y * CELL_HEIGHT, ground, &mut pen);
        write_row(row, y * CELL_HEIGHT + BASELINE, &mut lines);
    }
    pen.write(to)?;
    writeln!(to, "{lines}</svg>")
}

/// Draws all of a row that is no text.
fn draw(row: &[Cell], top: usize, ground: Rgb, pen: &mut Pen) {
    for (x, cell) in cells(row) {
        let (left, seen) = (x * CELL_WIDTH, seen(cell));
        let width = text::width(cell.symbol()).max(1) * CELL_WIDTH;
        if seen.ground != ground {
            pen.ground(seen.ground, left, top, width);
        }
        shapes::draw(cell, seen, left, top, pen);
        for (modifier, below) in [(Modifier::UNDERLINED, 14), (Modifier::CROSSED_OUT, 8)] {
            if cell.modifier.contains(modifier) {
                pen.across(seen.ink, pen::LIGHT, left, top + below, width);
            }
        }
    }
}

/// How a run of characters is written.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// Over what is drawn.
    Unseen,
    Seen {
        ink: Rgb,
        bold: bool,
        italic: bool,
    },
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let Seen { ink, .. } = seen(cell);
        let has = |modifier| cell.modifier.contains(modifier);
        if shapes::are_of(cell) {
            Self::Unseen
        } else {
            Self::Seen { ink, bold: has(Modifier::BOLD), italic: has(Modifier::ITALIC) }
        }
    }

    fn attributes(self) -> String {
        match self {
            Self::Unseen => " fill-opacity=\"0\"".to_owned(),
            Self::Seen { ink, bold, italic } => {
                let bold = if bold { " font-weight=\"bold\"" } else { "" };
                let italic = if italic { " font-style=\"italic\"" } else { "" };
                format!(" fill=\"{}\"{bold}{italic}", hex(ink))
            }
        }
    }
}

/// Characters that are written alike, each with its place.
#[derive(Default)]
struct Run {
    look: Option<Look>,
    places: String,
    text: String,
    /// Its last character was more than one to a place, after which places are no longer counted alike.
    is_full: bool,
}

impl Run {
    fn end(&mut self, into: &mut String) {
        let run = std::mem::take(self);
        if run.text.is_empty() {
            return;
        }
        let attributes = run.look.map_or(String::new(), Look::attributes);
        let _ = write!(into, "<tspan x=\"{}\"{attributes}>{}</tspan>", run.places.trim_start(), run.text);
    }
}

/// Writes the characters of a row, spaces at its end dropped.
fn write_row(row: &[Cell], baseline: usize, into: &mut String) {
    let end = row.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |at| at + 1);
    if end == 0 {
        return;
    }
    // Only here do all viewers heed that spaces are kept.
    let _ = write!(into, "<text y=\"{baseline}\" xml:space=\"preserve\">");
    let mut run = Run::default();
    for (x, cell) in cells(&row[..end]) {
        // A space looks like whatever is beside it.
        let look = Some(Look::of(cell)).filter(|_| cell.symbol() != " ");
        let is_other = look.is_some() && run.look.is_some() && look != run.look;
        // A letter with marks, or one that UTF-16 writes as two, takes one place from a list or several.
        let is_single = cell.symbol().encode_utf16().count() == 1;
        if is_other || run.is_full || (!is_single && !run.text.is_empty()) {
            run.end(into);
        }
        run.look = run.look.or(look);
        run.is_full = !is_single;
        let _ = write!(run.places, " {}", x * CELL_WIDTH);
        run.text.push_str(&escape_xml(cell.symbol()));
    }
    run.end(into);
    into.push_str("</text>\n");
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    fn written(frame: &Buffer) -> String {
        let mut bytes = Vec::new();
        svg(frame, &About { title: "a < b & c".into(), description: "\u{1}".into() }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn characters_have_their_places_and_drawn_ones_are_unseen() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 9, 2));
        frame.set_string(0, 0, "a <─漢e\u{301}b", Style::new());
        frame.set_string(1, 1, "x", Style::new().fg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::BOLD));
        let svg = written(&frame);
        for expected in [
            "<title>a &lt; b &amp; c</title>\n<desc>\u{fffd}</desc>",
            "<tspan x=\"0 8 16\" fill=\"#d4d4d4\">a &lt;</tspan><tspan x=\"24\" fill-opacity=\"0\">─</tspan>\
             <tspan x=\"32\" fill=\"#d4d4d4\">漢</tspan><tspan x=\"48\" fill=\"#d4d4d4\">e\u{301}</tspan>\
             <tspan x=\"56\" fill=\"#d4d4d4\">b</tspan></text>",
            "<text y=\"28\" xml:space=\"preserve\"><tspan x=\"0 8\" fill=\"#010203\" font-weight=\"bold\"> x</tspan></text>",
            "d=\"M24 8.5h8\"",
        ] {
            assert!(svg.contains(expected), "{expected} is not in {svg}");
        }
    }

    #[test]
    fn no_size_is_too_small() {
        for (width, height) in [(0, 0), (0, 3), (3, 0), (1, 1)] {
            let svg = written(&Buffer::empty(Rect::new(0, 0, width, height)));
            assert!(svg.ends_with("</svg>\n") && !svg.contains("<text"), "{svg}");
        }
    }
}
