//! Lines of braille dots, two by four to a cell, drawn where no text stands.
//!
//! Ratatui's own canvas paints with colours alone; here a dot has a style, so that what is lit is
//! bold where there are no colours, and lines that matter more cover those that matter less.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    /// Of its cells.
    pub style: Style,
    /// In a cell, the higher rank covers the lower; equal ranks join.
    pub rank: u8,
    /// With gaps, if any.
    pub gaps: Option<Gaps>,
}

/// Dots of a dash, and of the gap after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gaps(pub u16, pub u16);

/// As most lines have them that have any.
pub(super) const DASHES: Gaps = Gaps(4, 3);

impl Gaps {
    /// Whether there is a gap after so many dots.
    fn are_at(self, drawn: f64) -> bool {
        // To the nearest, without a call for it: so many are never negative.
        (drawn + 0.5) as u32 % u32::from((self.0 + self.1).max(1)) >= u32::from(self.0)
    }
}

impl Pen {
    /// A line without gaps.
    pub fn solid(style: Style, rank: u8) -> Self {
        Self { style, rank, gaps: None }
    }

    /// A line with gaps.
    pub fn dashed(style: Style, rank: u8) -> Self {
        Self { style, rank, gaps: Some(DASHES) }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    dots: u8,
    rank: u8,
    style: Style,
}

/// The bits of a braille character, by column and row of the dot.
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// Dots over an area of cells.
#[derive(Debug)]
pub(super) struct Dots {
    area: Rect,
    cells: Vec<Cell>,
}

impl Dots {
    /// None yet. Only what lies in the buffer will be drawn.
    pub fn new(area: Rect) -> Self {
        Self { area, cells: vec![Cell::default(); usize::from(area.width) * usize::from(area.height)] }
    }

    /// How many dots there are in a row and in a column.
    pub fn size(&self) -> (f64, f64) {
        (f64::from(self.area.width) * 2.0, f64::from(self.area.height) * 4.0)
    }

    /// Sets dots of a cell.
    fn set(&mut self, cell: usize, dots: u8, pen: Pen) {
        let Some(cell) = self.cells.get_mut(cell) else { return };
        if cell.dots == 0 || pen.rank > cell.rank {
            *cell = Cell { dots, rank: pen.rank, style: pen.style };
        } else if pen.rank == cell.rank {
            *cell = Cell { dots: cell.dots | dots, rank: pen.rank, style: pen.style };
        }
    }

    /// Draws a line between two places, given in dots; what lies outside is left out, as is a line
    /// that ends nowhere.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), pen: Pen) {
        self.stroke(from, to, pen, 0.0);
    }

    /// The same as part of a curve, of which so many dots are drawn.
    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), pen: Pen, drawn: f64) {
        let (width, height) = self.size();
        let Some((from, to)) = clip(from, to, (width - 1.0, height - 1.0)) else { return };
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.abs().max(dy.abs());
        // No more than a screen has; numbers of this size are the quickest to turn into fractions and back.
        let steps = length.round() as u32;
        let whole = f64::from(steps.max(1));
        let columns = u32::from(self.area.width);
        // Dots of one cell after another: most have several, which are set together.
        let (mut at, mut dots) = (0, 0);
        for step in 0..=steps {
            let share = f64::from(step) / whole;
            if pen.gaps.is_some_and(|gaps| gaps.are_at(drawn + share * length)) {
                continue;
            }
            // Both are at least 0 and within the area: the nearest whole number without a call for it.
            let (x, y) = ((from.0 + dx * share + 0.5) as u32, (from.1 + dy * share + 0.5) as u32);
            let cell = (y / 4 * columns + x / 2) as usize;
            if cell != at && dots != 0 {
                self.set(at, dots, pen);
                dots = 0;
            }
            at = cell;
            dots |= BITS[(x % 2) as usize][(y % 4) as usize];
        }
        if dots != 0 {
            self.set(at, dots, pen);
        }
    }

    /// Draws a curve through points given in dots. It is broken where a point is not finite. Dashes and
    /// gaps go on from point to point, however close these are.
    pub fn curve(&mut self, points: impl IntoIterator<Item = (f64, f64)>, pen: Pen) {
        let mut before: Option<(f64, f64)> = None;
        let mut drawn = 0.0;
        for point in points {
            let is_finite = point.0.is_finite() && point.1.is_finite();
            if is_finite {
                let from = before.unwrap_or(point);
                self.stroke(from, point, pen, drawn);
                drawn += (point.0 - from.0).abs().max((point.1 - from.1).abs());
            }
            before = is_finite.then_some(point);
        }
    }

    /// Takes away the dots of a cell, for a text that stands there.
    fn clear_cell(&mut self, x: u16, y: u16) {
        if let Some(index) = self.index(x, y) {
            self.cells[index] = Cell::default();
        }
    }

    /// Takes away the dots under a text of so many cells.
    pub fn clear(&mut self, x: u16, y: u16, width: u16) {
        for x in x..x.saturating_add(width) {
            self.clear_cell(x, y);
        }
    }

    /// Whether no dot is in a cell. Outside the area there is none.
    pub fn is_free(&self, x: u16, y: u16) -> bool {
        self.index(x, y).is_none_or(|index| self.cells[index].dots == 0)
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let inside = self.area.contains((x, y).into());
        inside.then(|| {
            usize::from(y - self.area.y) * usize::from(self.area.width) + usize::from(x - self.area.x)
        })
    }

    /// Puts the dots into the buffer, but for cells where something stands already.
    pub fn draw(&self, buf: &mut Buffer) {
        let inside = self.area.intersection(buf.area);
        for y in inside.top()..inside.bottom() {
            let Some(start) = self.index(inside.x, y) else { break };
            let targets = paint::row(inside.x, y, inside.width, buf);
            for (cell, target) in self.cells[start..].iter().zip(targets) {
                if cell.dots != 0 && target.symbol() == " " {
                    let braille = char::from_u32(0x2800 + u32::from(cell.dots)).unwrap_or(' ');
                    target.set_char(braille).set_style(cell.style);
                }
            }
        }
    }
}

/// The part of a line that lies between 0 and `most`, both included.
fn clip(from: (f64, f64), to: (f64, f64), most: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let is_finite = [from.0, from.1, to.0, to.1].iter().all(|v| v.is_finite() && v.abs() < 1e12);
    if !is_finite || most.0 < 0.0 || most.1 < 0.0 {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, end, most) in [(from.0, to.0, most.0), (from.1, to.1, most.1)] {
        let delta = end - start;
        if delta == 0.0 {
            if !(0.0..=most).contains(&start) {
                return None;
            }
            continue;
        }
        let (at_zero, at_most) = (-start / delta, (most - start) / delta);
        enter = enter.max(at_zero.min(at_most));
        leave = leave.min(at_zero.max(at_most));
    }
    let at = |share: f64| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
    (enter <= leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Place = (f64, f64);

    fn drawn(lines: &[(Place, Place)], area: Rect) -> Vec<String> {
        let mut buf = Buffer::empty(area);
        let mut dots = Dots::new(area);
        for &(from, to) in lines {
            dots.line(from, to, Pen::solid(Style::new(), 0));
        }
        dots.draw(&mut buf);
        (0..area.height).map(|y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect()).collect()
    }

    #[test]
    fn a_line_is_drawn_dot_by_dot_and_clipped() {
        let area = Rect::new(0, 0, 3, 1);
        assert_eq!(drawn(&[((0.0, 2.0), (5.0, 2.0))], area), ["⠤⠤⠤"]);
        assert_eq!(drawn(&[((-90.0, 2.0), (90.0, 2.0))], area), ["⠤⠤⠤"]);
        assert_eq!(drawn(&[((-9.0, -9.0), (-1.0, -1.0))], area), ["   "]);
        assert_eq!(drawn(&[((f64::NAN, 0.0), (5.0, 2.0))], area), ["   "]);
        assert_eq!(drawn(&[((0.0, 0.0), (f64::INFINITY, 2.0))], area), ["   "]);
        assert_eq!(drawn(&[((0.0, 0.0), (1.0, 1.0))], Rect::ZERO), Vec::<String>::new());
    }

    #[test]
    fn a_higher_rank_covers_a_lower_one_and_equal_ranks_join() {
        let area = Rect::new(0, 0, 1, 1);
        let cell = |ranks: [u8; 2]| {
            let mut buf = Buffer::empty(area);
            let mut dots = Dots::new(area);
            for (rank, y) in ranks.into_iter().zip([0.0, 3.0]) {
                dots.line((0.0, y), (1.0, y), Pen::solid(Style::new(), rank));
            }
            dots.draw(&mut buf);
            buf[(0, 0)].symbol().to_owned()
        };
        assert_eq!([cell([0, 0]), cell([0, 1]), cell([1, 0])], ["⣉", "⣀", "⠉"]);
    }

    #[test]
    fn gaps_of_a_curve_are_the_same_however_many_points_it_has() {
        let area = Rect::new(0, 0, 8, 1);
        let drawn = |points: usize| {
            let mut buf = Buffer::empty(area);
            let mut dots = Dots::new(area);
            let point = |n: usize| (n as f64 * 15.0 / (points - 1) as f64, 0.0);
            dots.curve((0..points).map(point), Pen::dashed(Style::new(), 0));
            dots.draw(&mut buf);
            (0..8).map(|x| buf[(x, 0)].symbol()).collect::<String>()
        };
        assert_eq!(drawn(2), "⠉⠉ ⠈⠉⠁ ⠉");
        assert_eq!([16, 31, 301].map(drawn), ["⠉⠉ ⠈⠉⠁ ⠉"; 3]);
    }

    #[test]
    fn a_curve_is_broken_where_it_is_not_finite_and_text_is_kept() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buf = Buffer::empty(area);
        buf[(0, 0)].set_char('x');
        let mut dots = Dots::new(area);
        let points = [(0.0, 0.0), (3.0, 0.0), (4.0, f64::NAN), (6.0, 0.0), (7.0, 0.0)];
        dots.curve(points, Pen::solid(Style::new(), 0));
        dots.draw(&mut buf);
        let line: String = (0..4).map(|x| buf[(x, 0)].symbol()).collect();
        assert_eq!(line, "x⠉ ⠉");
        assert!(dots.is_free(2, 0) && !dots.is_free(1, 0));
    }
}
