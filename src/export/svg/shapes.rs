//! Characters that are drawn rather than written: those that join with their neighbours, and those whose
//! place within the cell says something.
//!
//! A cell is 8 wide and 16 high. Lines run through the units in the middle, 4 and 8.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::pen::{BOLD, HEAVY, LIGHT, Pen};
use super::{CELL_HEIGHT, CELL_WIDTH};
use crate::export::colour::{Seen, mixed};

/// The size of a dot of a braille pattern, in tenths.
const DOT: usize = 24;

/// What a character is drawn as.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Lines from the middle: up, right, down, left; 1 is light, 2 heavy.
    Arms([u8; 4]),
    /// A line from the cell's corner.
    Stroke(&'static str),
    /// A line down the whole cell, in this unit.
    Down(usize),
    /// An area from the cell's corner.
    Area(&'static str),
    /// A part of the cell, filled: from where, and how much.
    Block((usize, usize), (usize, usize)),
    /// A disc in the middle of so many tenths.
    Disc(usize),
    /// The cell in a mixture of ink and ground: so many quarters of ink.
    Shade(u8),
    /// Dots of two columns and four rows.
    Braille(u8),
}

use Shape::{Area, Arms, Block, Braille, Disc, Down, Shade, Stroke};

/// Whether the cell's character is drawn.
pub fn are_of(cell: &Cell) -> bool {
    shape(cell.symbol()).is_some()
}

/// Draws the cell's character, if it is one to be drawn, in the cell with this corner.
pub fn draw(cell: &Cell, Seen { ink, ground }: Seen, left: usize, top: usize, pen: &mut Pen) {
    let light = if cell.modifier.contains(Modifier::BOLD) { BOLD } else { LIGHT };
    let corner = (left, top);
    match shape(cell.symbol()) {
        None => {}
        Some(Arms([up, right, down, left_arm])) => {
            let width = |weight: u8| if weight == 2 { HEAVY } else { light };
            // Both arms of a line are one, and those that end in the middle meet there.
            for (weight, from, length) in [(left_arm, 0, 5), (right, 4, 4)] {
                if weight > 0 {
                    let (from, length) = if from == 4 && left_arm > 0 { (5, 3) } else { (from, length) };
                    pen.across(ink, width(weight), left + from, top + 8, length);
                }
            }
            for (weight, from, length) in [(up, 0, 9), (down, 8, 8)] {
                if weight > 0 {
                    let (from, length) = if from == 8 && up > 0 { (9, 7) } else { (from, length) };
                    pen.down(ink, width(weight), left + 4, top + from, length);
                }
            }
        }
        Some(Stroke(path)) => pen.stroke(ink, light, corner, path),
        Some(Down(x)) => pen.down(ink, light, left + x, top, CELL_HEIGHT),
        Some(Area(path)) => pen.area(ink, corner, path),
        Some(Block((x, y), size)) => pen.block(ink, (left + x, top + y), size),
        Some(Disc(size)) => pen.dot(ink, size, (left + 4, top + 8)),
        Some(Shade(quarters)) => {
            pen.ground(mixed(ground, ink, f64::from(quarters) / 4.0), left, top, CELL_WIDTH);
        }
        Some(Braille(dots)) => {
            // Dots are numbered down the left column, then the right one; the last row came later.
            const PLACES: [(usize, usize); 8] =
                [(2, 2), (2, 6), (2, 10), (6, 2), (6, 6), (6, 10), (2, 14), (6, 14)];
            for (_, (x, y)) in PLACES.iter().enumerate().filter(|(n, _)| dots & (1 << n) != 0) {
                pen.dot(ink, DOT, (left + x, top + y));
            }
        }
    }
}

fn from_left(eighths: usize) -> Shape {
    Block((0, 0), (eighths * CELL_WIDTH / 8, CELL_HEIGHT))
}

fn from_bottom(eighths: usize) -> Shape {
    let height = eighths * CELL_HEIGHT / 8;
    Block((0, CELL_HEIGHT - height), (CELL_WIDTH, height))
}

fn shape(symbol: &str) -> Option<Shape> {
    let mut characters = symbol.chars();
    let (Some(c), None) = (characters.next(), characters.next()) else { return None };
    Some(match c {
        '─' => Arms([0, 1, 0, 1]),
        '│' => Arms([1, 0, 1, 0]),
        '┌' => Arms([0, 1, 1, 0]),
        '┐' => Arms([0, 0, 1, 1]),
        '└' => Arms([1, 1, 0, 0]),
        '┘' => Arms([1, 0, 0, 1]),
        '├' => Arms([1, 1, 1, 0]),
        '┤' => Arms([1, 0, 1, 1]),
        '┬' => Arms([0, 1, 1, 1]),
        '┴' => Arms([1, 1, 0, 1]),
        '┼' => Arms([1, 1, 1, 1]),
        '━' => Arms([0, 2, 0, 2]),
        '┃' => Arms([2, 0, 2, 0]),
        '┏' => Arms([0, 2, 2, 0]),
        '┓' => Arms([0, 0, 2, 2]),
        '┗' => Arms([2, 2, 0, 0]),
        '┛' => Arms([2, 0, 0, 2]),
        '╭' => Stroke("m8 8.5q-3.5 0 -3.5 3.5v4"),
        '╮' => Stroke("m0 8.5h1q3.5 0 3.5 3.5v4"),
        '╰' => Stroke("m4.5 0v5q0 3.5 3.5 3.5"),
        '╯' => Stroke("m4.5 0v5q0 3.5 -3.5 3.5h-1"),
        '╌' | '┄' => Stroke("m1 8.5h2m2 0h2"),
        '╎' | '┆' => Stroke("m4.5 2v3m0 3v3m0 3v2"),
        '╱' => Stroke("m8 0l-8 16"),
        '╲' => Stroke("l8 16"),
        '═' => Stroke("m0 6.5h8m-8 4h8"),
        '⎡' => Stroke("m6.5 1.5h-4v14.5"),
        '⎢' | '⎜' => Down(2),
        '⎣' => Stroke("m2.5 0v14.5h4"),
        '⎤' => Stroke("m1.5 1.5h4v14.5"),
        '⎥' | '⎟' => Down(5),
        '⎦' => Stroke("m5.5 0v14.5h-4"),
        '⎛' => Stroke("m6.5 1.5q-4 3 -4 14.5"),
        '⎝' => Stroke("m2.5 0q0 11.5 4 14.5"),
        '⎞' => Stroke("m1.5 1.5q4 3 4 14.5"),
        '⎠' => Stroke("m5.5 0q0 11.5 -4 14.5"),
        '▉'..='▏' => from_left((0x2590 - u32::from(c)) as usize),
        '█' => from_left(8),
        '▐' => Block((4, 0), (4, CELL_HEIGHT)),
        '▀' => Block((0, 0), (CELL_WIDTH, 8)),
        '▁'..='▇' => from_bottom((u32::from(c) - 0x2580) as usize),
        '░' => Shade(1),
        '▒' => Shade(2),
        '▓' => Shade(3),
        '●' => Disc(68),
        '○' => Stroke("m1 8.5a3 3 0 0 0 6 0a3 3 0 0 0 -6 0z"),
        '◆' => Area("m4 4.5l4 4l-4 4l-4 -4z"),
        '◀' => Area("m0 8.5l8 -4v8z"),
        '▶' => Area("m8 8.5l-8 -4v8z"),
        '▲' => Area("m4 4.5l4 8h-8z"),
        '▼' => Area("m4 12.5l4 -8h-8z"),
        '◂' => Area("m1.5 8.5l5 -2.5v5z"),
        '▸' => Area("m6.5 8.5l-5 -2.5v5z"),
        '◁' => Stroke("m1 8.5l6 -3.5v7z"),
        '▷' => Stroke("m7 8.5l-6 -3.5v7z"),
        '✓' => Stroke("m1 9l2.5 3l3.5 -7.5"),
        '✗' => Stroke("m1.5 5.5l5 6m0 -6l-5 6"),
        '⟼' => Stroke("m1 5.5v6m0 -3h6.5m-2.5 -2.5l2.5 2.5l-2.5 2.5"),
        '\u{2800}'..='\u{28ff}' => Braille((u32::from(c) - 0x2800) as u8),
        _ => return None,
    })
}
