//! A frame of the screen, without one.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::colour::number;
use super::pen::push_modifiers;
use crate::app::App;
use crate::{text, ui};

/// Draws the state as it would stand on a screen of this size.
pub fn draw(app: &App, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    ui::draw(app, area, &mut buffer);
    buffer
}

/// Writes the characters of a frame, spaces at the ends of lines dropped.
///
/// # Errors
/// When the bytes cannot be written.
pub fn text(frame: &Buffer, to: &mut dyn Write) -> io::Result<()> {
    for row in rows(frame) {
        let line: String = row.iter().map(|cell| cell.symbol()).collect();
        writeln!(to, "{}", line.trim_end_matches(' '))?;
    }
    Ok(())
}

/// Writes a frame with its colours as a terminal takes them. Every line stands for itself: it ends
/// in the terminal's own colours.
///
/// # Errors
/// When the bytes cannot be written.
pub fn ansi(frame: &Buffer, to: &mut dyn Write) -> io::Result<()> {
    for row in rows(frame) {
        let end =
            row.iter().rposition(|cell| cell.symbol() != " " || !is_unstyled(cell)).map_or(0, |at| at + 1);
        let mut now = String::new();
        for cell in &row[..end] {
            let style = rendition(cell);
            if style != now {
                write!(to, "\x1b[0{style}m")?;
                now = style;
            }
            write!(to, "{}", cell.symbol())?;
        }
        writeln!(to, "{}", if now.is_empty() { "" } else { "\x1b[0m" })?;
    }
    Ok(())
}

/// The cells of each row; those that a wide character covers are left out.
fn rows(frame: &Buffer) -> impl Iterator<Item = Vec<&Cell>> {
    let width = usize::from(frame.area.width.max(1));
    frame.content.chunks(width).map(|row| cells(row).map(|(_, cell)| cell).collect())
}

/// The cells of a row with their columns; those that a wide character covers are left out.
pub(super) fn cells(row: &[Cell]) -> impl Iterator<Item = (usize, &Cell)> {
    let mut next = 0;
    row.iter().enumerate().filter(move |(x, cell)| {
        let is_own = *x == next;
        if is_own {
            next += text::width(cell.symbol()).max(1);
        }
        is_own
    })
}

/// Modifiers that show on a blank, or show its ink.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Whether a blank looks the same with either.
pub(super) fn is_unseen_on_blank(one: Modifier, other: Modifier) -> bool {
    !(one | other).intersects(SEEN_ON_BLANK)
}

/// Whether a space in this style cannot be seen.
fn is_unstyled(cell: &Cell) -> bool {
    cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_BLANK)
}

/// What follows the 0 that resets: `;1;38;5;81`.
fn rendition(cell: &Cell) -> String {
    let mut codes = String::new();
    push_modifiers(&mut codes, cell.modifier);
    for (colour, base) in [(cell.fg, 30), (cell.bg, 40)] {
        push_colour(&mut codes, colour, base);
    }
    codes
}

/// Adds the code of a colour; none for that which a reset leaves.
pub(super) fn push_colour(codes: &mut String, colour: Color, base: u8) {
    let _ = match colour {
        Color::Reset => Ok(()),
        Color::Indexed(n) => write!(codes, ";{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => write!(codes, ";{};2;{r};{g};{b}", base + 8),
        named => write!(codes, ";{}", base + of_sixteen(named)),
    };
}

/// The code of a named colour: dark ones from 0, light ones from 60 on.
fn of_sixteen(colour: Color) -> u8 {
    let number = number(colour);
    if number < 8 { number } else { number - 8 + 60 }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn written(frame: &Buffer, write: fn(&Buffer, &mut dyn Write) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(frame, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn frame() -> Buffer {
        let mut frame = Buffer::empty(Rect::new(0, 0, 8, 3));
        frame.set_string(0, 0, "w 漢x", Style::new().fg(Color::Indexed(81)).add_modifier(Modifier::BOLD));
        frame.set_string(2, 1, "ab", Style::new());
        frame.set_style(Rect::new(6, 2, 1, 1), Style::new().bg(Color::Blue));
        frame
    }

    #[test]
    fn text_has_no_escapes_and_a_wide_character_once() {
        assert_eq!(written(&frame(), text), "w 漢x\n  ab\n\n");
    }

    #[test]
    fn colours_change_where_the_style_does_and_end_with_the_line() {
        assert_eq!(
            written(&frame(), ansi),
            "\x1b[0;1;38;5;81mw 漢x\x1b[0m\n  ab\n      \x1b[0;44m \x1b[0m\n"
        );
    }

    #[test]
    fn no_size_is_too_small() {
        for (width, height) in [(0, 0), (0, 3), (3, 0)] {
            let frame = Buffer::empty(Rect::new(0, 0, width, height));
            assert_eq!(written(&frame, text).trim(), "");
            assert_eq!(written(&frame, ansi).trim(), "");
        }
    }
}
