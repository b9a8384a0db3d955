//! Lines, dots and areas, gathered by colour and joined where they meet, so that no seam shows between
//! cells and a picture stays small.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::CELL_HEIGHT;
use crate::export::colour::{Rgb, hex};

/// Width of a line, in tenths.
pub const LIGHT: usize = 10;
/// The same where the character is bold.
pub const BOLD: usize = 15;
/// Width of a thick line.
pub const HEAVY: usize = 22;

/// A stretch of a line or of an area: where it lies, from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    at: usize,
    from: usize,
    to: usize,
}

impl Stretch {
    /// Adds a stretch, joined to one that ends where it begins.
    fn join(self, all: &mut Vec<Self>) {
        // What it could go on from is among the last few: pictures are drawn row by row.
        match all.iter_mut().rev().take(4).find(|other| other.at == self.at && other.to == self.from) {
            Some(other) => other.to = self.to,
            None => all.push(self),
        }
    }
}

/// What is drawn in one colour.
#[derive(Debug, Default)]
struct Ink {
    /// By their width: lines across and lines down, half a unit below and right of the number, and other
    /// paths.
    strokes: BTreeMap<usize, Strokes>,
    /// By their size.
    dots: BTreeMap<usize, String>,
    blocks: String,
    areas: String,
}

#[derive(Debug, Default)]
struct Strokes {
    across: Vec<Stretch>,
    down: BTreeMap<usize, Vec<Stretch>>,
    paths: String,
}

/// Gathers what is drawn.
#[derive(Debug, Default)]
pub struct Pen {
    grounds: BTreeMap<Rgb, Vec<Stretch>>,
    inks: BTreeMap<Rgb, Ink>,
}

impl Pen {
    /// Fills cells.
    pub fn ground(&mut self, colour: Rgb, left: usize, top: usize, width: usize) {
        let stretch = Stretch { at: top, from: left, to: left + width };
        stretch.join(self.grounds.entry(colour).or_default());
    }

    /// A line across, in the middle of the unit that begins at `y`.
    pub fn across(&mut self, colour: Rgb, width: usize, left: usize, y: usize, length: usize) {
        let stretch = Stretch { at: y, from: left, to: left + length };
        stretch.join(&mut self.strokes(colour, width).across);
    }

    /// A line down, in the middle of the unit that begins at `x`.
    pub fn down(&mut self, colour: Rgb, width: usize, x: usize, top: usize, length: usize) {
        let stretch = Stretch { at: x, from: top, to: top + length };
        stretch.join(self.strokes(colour, width).down.entry(x).or_default());
    }

    /// Any other line, from a corner: `h4v4`.
    pub fn stroke(&mut self, colour: Rgb, width: usize, (x, y): (usize, usize), path: &str) {
        let _ = write!(self.strokes(colour, width).paths, "M{x} {y}{path}");
    }

    /// A dot of a size in tenths around a point.
    pub fn dot(&mut self, colour: Rgb, size: usize, (x, y): (usize, usize)) {
        let dots = self.inks.entry(colour).or_default().dots.entry(size).or_default();
        let _ = write!(dots, "M{x} {y}h0");
    }

    /// An upright rectangle. It joins with the ground of cells beside it.
    pub fn block(&mut self, colour: Rgb, (x, y): (usize, usize), (width, height): (usize, usize)) {
        let blocks = &mut self.inks.entry(colour).or_default().blocks;
        let _ = write!(blocks, "M{x} {y}h{width}v{height}h-{width}z");
    }

    /// Any other area, from a corner: `h4v4h-4z`.
    pub fn area(&mut self, colour: Rgb, (x, y): (usize, usize), path: &str) {
        let _ = write!(self.inks.entry(colour).or_default().areas, "M{x} {y}{path}");
    }

    fn strokes(&mut self, colour: Rgb, width: usize) -> &mut Strokes {
        self.inks.entry(colour).or_default().strokes.entry(width).or_default()
    }

    /// Writes what was drawn, a path a colour and kind.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        for (colour, stretches) in &self.grounds {
            let mut path = String::new();
            for Stretch { at, from, to } in stretches {
                let _ = write!(path, "M{from} {at}h{length}v{CELL_HEIGHT}h-{length}z", length = to - from);
            }
            let fill = hex(*colour);
            writeln!(to, r#"<path fill="{fill}" shape-rendering="crispEdges" d="{path}"/>"#)?;
        }
        for (colour, ink) in &self.inks {
            let colour = hex(*colour);
            for (width, strokes) in &ink.strokes {
                let (path, width) = (strokes.path(), tenths(*width));
                writeln!(to, r#"<path fill="none" stroke="{colour}" stroke-width="{width}" d="{path}"/>"#)?;
            }
            for (size, path) in &ink.dots {
                let size = tenths(*size);
                writeln!(
                    to,
                    r#"<path fill="none" stroke="{colour}" stroke-width="{size}" stroke-linecap="round" d="{path}"/>"#
                )?;
            }
            if !ink.blocks.is_empty() {
                writeln!(to, r#"<path fill="{colour}" shape-rendering="crispEdges" d="{}"/>"#, ink.blocks)?;
            }
            if !ink.areas.is_empty() {
                writeln!(to, r#"<path fill="{colour}" d="{}"/>"#, ink.areas)?;
            }
        }
        Ok(())
    }
}

impl Strokes {
    fn path(&self) -> String {
        let mut path = String::new();
        for Stretch { at, from, to } in &self.across {
            let _ = write!(path, "M{from} {at}.5h{}", to - from);
        }
        for Stretch { at, from, to } in self.down.values().flatten() {
            let _ = write!(path, "M{at}.5 {from}v{}", to - from);
        }
        path.push_str(&self.paths);
        path
    }
}

/// 15 tenths are `1.5`.
fn tenths(n: usize) -> String {
    if n.is_multiple_of(10) { (n / 10).to_string() } else { format!("{}.{}", n / 10, n % 10) }
}
