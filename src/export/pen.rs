//! What a terminal is told to show changed cells: as few bytes as say it.

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::frame::{is_unseen_on_blank, push_colour};
use crate::text;

/// The codes that take modifiers back, each with those that it takes back.
const TAKEN_BACK: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];
/// The codes that set them.
const SET: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// How a terminal writes at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

impl Style {
    /// What a reset leaves.
    const PLAIN: Self = Self { ink: Color::Reset, ground: Color::Reset, modifier: Modifier::empty() };
}

/// Writes cell after cell of one frame and knows where the terminal's cursor is and how it writes.
///
/// What it does not know at the start it sets. A blank shows no ink, so that ink is not changed for it.
///
/// ```
/// use chainrule::export::pen::Pen;
/// use ratatui::buffer::Cell;
/// use ratatui::style::Color;
///
/// let (mut pen, mut bytes) = (Pen::default(), String::new());
/// let mut cell = Cell::new("w");
/// cell.fg = Color::Indexed(81);
/// pen.put((4, 0), &cell, &mut bytes);
/// pen.put((5, 0), &Cell::new(" "), &mut bytes);
/// pen.put((6, 0), &cell, &mut bytes);
/// assert_eq!(bytes, "\x1b[1;5H\x1b[0;38;5;81mw w");
/// ```
#[derive(Debug, Default)]
pub struct Pen {
    style: Option<Style>,
    /// The column and the row that the next character goes to.
    cursor: Option<(u16, u16)>,
}

impl Pen {
    /// Adds what puts a cell at a column and a row, counted from 0.
    pub fn put(&mut self, (x, y): (u16, u16), cell: &Cell, bytes: &mut String) {
        match self.cursor {
            Some(at) if at == (x, y) => {}
            // The column as such, not the way to it: a terminal may take a character for wider than we do.
            Some((_, row)) if row == y => drop(write!(bytes, "\x1b[{}G", x + 1)),
            _ => drop(write!(bytes, "\x1b[{};{}H", y + 1, x + 1)),
        }
        self.turn(cell, bytes);
        bytes.push_str(cell.symbol());
        self.cursor = Some((x + text::width(cell.symbol()).max(1) as u16, y));
    }

    /// Adds what makes the terminal write as a cell is written.
    fn turn(&mut self, cell: &Cell, bytes: &mut String) {
        let mut wanted = Style { ink: cell.fg, ground: cell.bg, modifier: cell.modifier };
        if let Some(now) =
            self.style.filter(|now| cell.symbol() == " " && is_unseen_on_blank(now.modifier, cell.modifier))
        {
            (wanted.ink, wanted.modifier) = (now.ink, now.modifier);
        }
        if self.style == Some(wanted) {
            return;
        }
        let mut codes = String::new();
        let now = self.style.unwrap_or_else(|| {
            codes.push_str(";0");
            Style::PLAIN
        });
        let mut has = now.modifier;
        for (modifiers, code) in TAKEN_BACK {
            if (has - wanted.modifier).intersects(modifiers) {
                let _ = write!(codes, ";{code}");
                has -= modifiers;
            }
        }
        push_modifiers(&mut codes, wanted.modifier - has);
        for (before, colour, base) in [(now.ink, wanted.ink, 30), (now.ground, wanted.ground, 40)] {
            match colour {
                _ if colour == before => {}
                Color::Reset => drop(write!(codes, ";{}", base + 9)),
                _ => push_colour(&mut codes, colour, base),
            }
        }
        self.style = Some(wanted);
        let _ = write!(bytes, "\x1b[{}m", codes.trim_start_matches(';'));
    }
}

/// Adds the codes that set modifiers.
pub(super) fn push_modifiers(codes: &mut String, modifiers: Modifier) {
    for (_, code) in SET.iter().filter(|(modifier, _)| modifiers.contains(*modifier)) {
        let _ = write!(codes, ";{code}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(symbol: &'static str, ink: Color, modifier: Modifier) -> Cell {
        let mut cell = Cell::new(symbol);
        (cell.fg, cell.bg, cell.modifier) = (ink, Color::Blue, modifier);
        cell
    }

    fn written(cells: &[(u16, Cell)]) -> String {
        let (mut pen, mut bytes) = (Pen::default(), String::new());
        for (x, cell) in cells {
            pen.put((*x, 0), cell, &mut bytes);
        }
        bytes
    }

    #[test]
    fn only_what_differs_is_set() {
        let (bold, none) = (Modifier::BOLD, Modifier::empty());
        let cells = [
            (0, cell("a", Color::Red, bold | Modifier::DIM)),
            (1, cell("b", Color::Red, bold)),
            (2, cell("c", Color::Green, none)),
            (3, cell("d", Color::Reset, none)),
        ];
        assert_eq!(written(&cells), "\x1b[1;1H\x1b[0;1;2;31;44ma\x1b[22;1mb\x1b[22;32mc\x1b[39md");
    }

    #[test]
    fn a_blank_changes_no_ink_but_what_is_seen_of_it() {
        let none = Modifier::empty();
        let (a, plain) = (cell("a", Color::Red, none), cell(" ", Color::Green, Modifier::BOLD));
        let (line, reverse) =
            (cell(" ", Color::Red, Modifier::UNDERLINED), cell(" ", Color::Green, Modifier::REVERSED));
        assert_eq!(
            written(&[(0, a.clone()), (1, plain.clone()), (2, a.clone())]),
            "\x1b[1;1H\x1b[0;31;44ma a"
        );
        assert_eq!(written(&[(0, a.clone()), (1, line.clone())]), "\x1b[1;1H\x1b[0;31;44ma\x1b[4m ");
        assert_eq!(written(&[(0, a), (1, reverse.clone())]), "\x1b[1;1H\x1b[0;31;44ma\x1b[7;32m ");
        assert_eq!(written(&[(0, reverse), (1, plain)]), "\x1b[1;1H\x1b[0;7;32;44m \x1b[27;1m ");
    }

    #[test]
    fn the_cursor_is_placed_where_it_is_not() {
        let cells = [(0, Cell::new("漢")), (2, Cell::new("a")), (9, Cell::new("b"))];
        assert_eq!(written(&cells), "\x1b[1;1H\x1b[0m漢a\x1b[10Gb");
    }
}
