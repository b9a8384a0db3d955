//! The colours of a cell as they are seen, where no terminal says it.
//!
//! A terminal's own ink, ground and sixteen colours are its owner's choice. In a picture they are these:
//! light ink on a dark ground, and sixteen colours that can be read on it.

use anstyle_lossy::palette::VGA;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// Letters that have no colour of their own.
pub const INK: Rgb = [0xd4, 0xd4, 0xd4];
/// What is under them.
pub const GROUND: Rgb = [0x1e, 0x1e, 0x1e];
/// The sixteen colours, the dark ones first.
pub const SIXTEEN: [Rgb; 16] = [
    [0x00, 0x00, 0x00],
    [0xcd, 0x31, 0x31],
    [0x0d, 0xbc, 0x79],
    [0xe5, 0xe5, 0x10],
    [0x3b, 0x84, 0xe0],
    [0xbc, 0x3f, 0xbc],
    [0x11, 0xa8, 0xcd],
    [0xd4, 0xd4, 0xd4],
    [0x70, 0x70, 0x70],
    [0xf1, 0x4c, 0x4c],
    [0x23, 0xd1, 0x8b],
    [0xf5, 0xf5, 0x43],
    [0x6c, 0xae, 0xf5],
    [0xd6, 0x70, 0xd6],
    [0x29, 0xb8, 0xdb],
    [0xff, 0xff, 0xff],
];

/// How much of its ink a dimmed letter keeps; the rest is ground.
const DIMMED: f64 = 0.6;

/// What is seen of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The colour of its character.
    pub ink: Rgb,
    /// The colour under it.
    pub ground: Rgb,
}

/// The colours that a cell has on the screen: dimmed, reversed and hidden as it says.
pub fn seen(cell: &Cell) -> Seen {
    let (mut ink, mut ground) = (rgb(cell.fg, INK), rgb(cell.bg, GROUND));
    if cell.modifier.contains(Modifier::DIM) {
        ink = mixed(ground, ink, DIMMED);
    }
    if cell.modifier.contains(Modifier::REVERSED) {
        (ink, ground) = (ground, ink);
    }
    if cell.modifier.contains(Modifier::HIDDEN) {
        ink = ground;
    }
    Seen { ink, ground }
}

/// A colour; where it is the terminal's own, that.
pub fn rgb(colour: Color, own: Rgb) -> Rgb {
    match colour {
        Color::Reset => own,
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(n) => indexed(n),
        named => indexed(number(named)),
    }
}

/// A colour so far on the way from one to another, from 0 to 1.
pub fn mixed(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let part = |n: usize| {
        let (from, to) = (f64::from(from[n]), f64::from(to[n]));
        (from + (to - from) * share.clamp(0.0, 1.0)).round() as u8
    };
    [part(0), part(1), part(2)]
}

/// As files write it: `#14161b`.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// One of 256: the sixteen, a cube, greys.
fn indexed(n: u8) -> Rgb {
    if let Some(&colour) = SIXTEEN.get(usize::from(n)) {
        return colour;
    }
    let colour = anstyle_lossy::xterm_to_rgb(n.into(), VGA);
    [colour.r(), colour.g(), colour.b()]
}

/// The place of a named colour among the sixteen.
pub(super) fn number(colour: Color) -> u8 {
    match colour {
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        // Black, and those that are no names.
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn colours_are_those_of_their_kind() {
        assert_eq!(rgb(Color::Rgb(1, 2, 3), INK), [1, 2, 3]);
        assert_eq!(rgb(Color::Indexed(81), INK), [0x5f, 0xd7, 0xff]);
        assert_eq!(rgb(Color::Indexed(244), INK), [0x80, 0x80, 0x80]);
        assert_eq!(rgb(Color::Indexed(9), INK), rgb(Color::LightRed, INK));
        assert_eq!(rgb(Color::White, INK), [0xff, 0xff, 0xff]);
        assert_eq!((rgb(Color::Reset, INK), rgb(Color::Reset, GROUND)), (INK, GROUND));
        assert_eq!(hex([0x14, 0x16, 0x1b]), "#14161b");
    }

    #[test]
    fn modifiers_change_what_is_seen() {
        let (red, blue) = ([200, 0, 0], [0, 0, 100]);
        let of = |modifier: Modifier| {
            let mut cell = Cell::EMPTY;
            let [r, g, b] = red;
            let [x, y, z] = blue;
            cell.set_style(
                Style::new().fg(Color::Rgb(r, g, b)).bg(Color::Rgb(x, y, z)).add_modifier(modifier),
            );
            let Seen { ink, ground } = seen(&cell);
            (ink, ground)
        };
        assert_eq!(of(Modifier::BOLD), (red, blue));
        assert_eq!(of(Modifier::REVERSED), (blue, red));
        assert_eq!(of(Modifier::HIDDEN), (blue, blue));
        assert_eq!(of(Modifier::DIM), ([120, 0, 40], blue));
        assert_eq!(of(Modifier::DIM | Modifier::REVERSED), (blue, [120, 0, 40]));
    }

    #[test]
    fn the_terminals_own_colours_can_be_read_on_its_ground() {
        let light = |colour: Rgb| {
            let part = |n: usize| (f64::from(colour[n]) / 255.0).powf(2.2);
            0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
        };
        let contrast = |colour: Rgb| (light(colour) + 0.05) / (light(GROUND) + 0.05);
        assert!(contrast(INK) > 9.0);
        for colour in &SIXTEEN[1..] {
            assert!(contrast(*colour) > 3.0, "{colour:?}");
        }
    }
}
