//! The connections: lines between the neurons that are shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::change::Change;
use super::super::dots::{DASHES, Dots, Pen};
use super::super::paint::{self, Run};
use super::Spot;
use super::plan::Plan;
use super::reach::Ways;
use super::taking::Emphasis;
use crate::app::Panel;
use crate::engine::{Kind, Quantity, WeightId};
use crate::lesson::Flow;
use crate::lesson::words::screen as words;
use crate::notation::number::{given, named, with_minus};
use crate::text;

/// Connections that are drawn at most of those that take no part, and half of those that do: the
/// strongest. More would be a blot.
const MOST: usize = 240;
/// Cells between two columns for each connection that is drawn there, besides those that take part,
/// beyond a few that always are.
const CELLS_EACH: usize = 12;
const FEW: usize = 20;
/// How much of its strength is seen of a connection that a change does not reach, while others are.
const STEPPED_BACK: f64 = 0.4;
/// Connections that are at most written beside.
const MOST_WRITTEN: usize = 8;
/// Changed weights that are at most written beside their connections.
const MOST_CHANGED: usize = 4;
/// Cells of line that are to be seen beside a written number.
const LINE_LEFT: u16 = 8;

/// The least rank of a connection that takes part.
const TAKES_PART: u8 = 4;

/// A connection that is drawn.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: Spot,
    to: Spot,
    weight: WeightId,
    value: f64,
    /// Its strength among those drawn, from 0 to 1.
    strength: f64,
    taking: Option<(Kind, Emphasis)>,
    reached: Ways,
    /// Whether its weight is marked as changed.
    is_changed: bool,
}

impl Edge {
    fn style(&self, plan: &Plan<'_>) -> Style {
        let theme = plan.writer.scene.theme;
        match (self.taking, self.reached.style(theme)) {
            (Some((kind, _)), _) => theme.kind(kind).add_modifier(Modifier::BOLD),
            (None, Some(style)) => style,
            // What a change does not reach steps back while the rest is shown.
            (None, None) if plan.writer.reach.is_shown() => theme.edge(self.strength * STEPPED_BACK),
            (None, None) if plan.writer.scene.dims() => theme.edge(0.0),
            (None, None) => theme.edge(self.strength),
        }
    }

    /// How much it matters: what takes part covers what a change reaches, and that the rest.
    fn rank(&self) -> u8 {
        match (self.taking, self.reached) {
            (Some((_, emphasis)), _) => emphasis as u8 + TAKES_PART,
            (None, _) if self.is_changed => 3,
            (None, Ways { forward: true, .. }) => 2,
            (None, Ways { backward: true, .. }) => 1,
            (None, _) => 0,
        }
    }

    fn size(&self) -> f64 {
        if self.value.is_finite() { self.value.abs() } else { 0.0 }
    }

    /// The cell in which it arrives at a neuron.
    fn arrives(&self) -> (u16, u16) {
        (self.to.text_left.saturating_sub(1), self.to.y)
    }

    /// The cell in which it leaves a neuron.
    fn leaves(&self) -> (u16, u16) {
        (self.from.text_right, self.from.y)
    }

    /// Room for a text of so many cells on it, apart from those that stand already. The number of a
    /// weight that was changed may reach into the columns, where nothing stands within so many cells.
    fn place(&self, width: u16, margin: u16, taken: &[Rect], buf: &Buffer) -> Option<Rect> {
        let (left, right) = if self.is_changed {
            (self.from.text_right, self.to.text_left)
        } else {
            (self.from.right, self.to.left)
        };
        let is_blank = |x: u16, y: u16| buf.cell((x, y)).is_some_and(|cell| cell.symbol() == " ");
        [0.5, 0.36, 0.64, 0.28, 0.72].into_iter().find_map(|share| {
            let (x, y) = self.at(share);
            let x = (x - f64::from(width) / 2.0).round().max(0.0) as u16;
            let place = Rect::new(x, y.round() as u16, width, 1);
            let is_inside = x > left + 1 && x + width + 1 < right;
            let around = Rect::new(x.saturating_sub(1), place.y, width + 2, 1);
            let mut near = x.saturating_sub(margin)..x + width + margin;
            let is_free = !self.is_changed || near.all(|x| is_blank(x, place.y));
            (is_inside && is_free && !taken.iter().any(|other| other.intersects(around))).then_some(place)
        })
    }

    /// Cells between the columns; of a weight that was changed, between the names.
    fn length(&self) -> u16 {
        if self.is_changed {
            self.to.text_left.saturating_sub(self.from.text_right)
        } else {
            self.to.left.saturating_sub(self.from.right)
        }
    }

    /// Where between the columns, in cells.
    fn at(&self, share: f64) -> (f64, f64) {
        let (left, right) = (f64::from(self.from.right), f64::from(self.to.left));
        let (top, bottom) = (f64::from(self.from.y), f64::from(self.to.y));
        (left + (right - left) * share, top + (bottom - top) * share)
    }
}

/// Draws the connections between the spots of each two neighbouring columns.
/// They leave `notes` free.
pub(super) fn draw(plan: &Plan<'_>, spots: &[Vec<Spot>], notes: &[Rect], area: Rect, buf: &mut Buffer) {
    let edges = edges(plan, spots, area.height);
    let mut dots = Dots::new(area);
    for edge in &edges {
        let pen =
            Pen { style: edge.style(plan), rank: edge.rank(), gaps: (edge.value < 0.0).then_some(DASHES) };
        let stub = Pen { gaps: None, ..pen };
        // In dots: two to a cell across, four down; lines run through the middle of a row.
        let across = |cell: u16| f64::from(cell.saturating_sub(area.x)) * 2.0;
        let down = |cell: u16| f64::from(cell.saturating_sub(area.y)) * 4.0 + 2.0;
        let (start, end) =
            ((across(edge.from.right), down(edge.from.y)), (across(edge.to.left) - 1.0, down(edge.to.y)));
        dots.line((across(edge.from.text_right), start.1), start, stub);
        dots.line(start, end, pen);
        plan.writer.scene.spots.lead(edge.weight, edge.at(0.0), edge.at(1.0));
        dots.line(end, (across(edge.to.text_left) - 1.0, end.1), stub);
    }
    for note in notes {
        dots.clear(note.x.saturating_sub(1), note.y, note.width + 2);
    }
    let lit: Vec<&Edge> = edges.iter().filter(|edge| edge.taking.is_some()).collect();
    for edge in &edges {
        heads(plan, edge, buf);
    }
    for edge in &lit {
        arrow(plan, edge, buf);
    }
    write(plan, &edges, &mut dots, buf);
    dots.draw(buf);
}

/// The connections to draw, those that matter most last.
fn edges(plan: &Plan<'_>, spots: &[Vec<Spot>], rows: u16) -> Vec<Edge> {
    let mut ranked: Vec<Ranked> = Vec::new();
    for (left, pair) in spots.windows(2).enumerate() {
        let places = (0..pair[1].len()).flat_map(|to| (0..pair[0].len()).map(move |from| (left, to, from)));
        let here = places.map(|place| Ranked::new(&edge(plan, spots, place), place)).collect();
        let (before, after) = (&plan.columns[left], &plan.columns[left + 1]);
        let cells = usize::from(after.x.saturating_sub(before.right())) * usize::from(rows);
        ranked.extend(strongest(here, (cells / CELLS_EACH).max(FEW)));
    }
    let largest = ranked.iter().map(|edge| edge.size).max().map_or(0.0, f64::from_bits);
    let mut ranked = strongest(ranked, MOST);
    // Weak ones first, what takes part last.
    ranked.sort_unstable();
    let drawn = ranked.iter().map(|ranked| {
        let edge = edge(plan, spots, ranked.place);
        let strength = if largest > 0.0 { edge.size() / largest } else { 0.0 };
        Edge { strength, ..edge }
    });
    drawn.collect()
}

/// The connection from one spot of a column to one of the next.
fn edge(plan: &Plan<'_>, spots: &[Vec<Spot>], (left, to, from): (usize, usize, usize)) -> Edge {
    let (from, to) = (spots[left][from], spots[left + 1][to]);
    let weight = WeightId { layer: plan.columns[left + 1].layer, neuron: to.row, input: from.row };
    let q = Quantity::at(Kind::Weight, weight);
    let value = plan.writer.scene.app.lesson().value(q).unwrap_or(0.0);
    let taking = plan.writer.taking.edge(weight);
    let reached = plan.writer.reach.edge(weight);
    Edge { from, to, weight, value, strength: 0.0, taking, reached, is_changed: plan.writer.is_changed(q) }
}

/// A connection as far as it has to be kept to choose between connections: of thousands, some hundred
/// are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    rank: u8,
    /// Its strength, as bits: of numbers that are not negative, the larger has the larger ones.
    size: u64,
    /// The column at its left, and its spots in the next column and in that one: of equal ones, the first comes
    /// first.
    place: (usize, usize, usize),
}

impl Ranked {
    fn new(edge: &Edge, place: (usize, usize, usize)) -> Self {
        Self { rank: edge.rank(), size: edge.size().to_bits(), place }
    }

    fn takes_part(&self) -> bool {
        self.rank >= TAKES_PART
    }
}

/// Of those that take no part the strongest, and of those that do, where a whole layer does, twice as
/// many.
fn strongest(edges: Vec<Ranked>, most: usize) -> Vec<Ranked> {
    let (lit, faint) = edges.into_iter().partition(Ranked::takes_part);
    let mut kept = last(faint, most);
    kept.append(&mut last(lit, 2 * most));
    kept
}

/// So many that come last in their order, in any order.
fn last(mut edges: Vec<Ranked>, most: usize) -> Vec<Ranked> {
    let before = edges.len().saturating_sub(most);
    if before > 0 {
        edges.select_nth_unstable(before);
        edges.drain(..before);
    }
    edges
}

/// Shows which way values flow along a connection.
fn arrow(plan: &Plan<'_>, edge: &Edge, buf: &mut Buffer) {
    match plan.writer.scene.step.flow {
        Flow::Still => {}
        Flow::Forward => head(edge.arrives(), '▶', edge.style(plan), buf),
        Flow::Backward => head(edge.leaves(), '◀', edge.style(plan), buf),
    }
}

/// Shows on which ways a change goes over a connection.
fn heads(plan: &Plan<'_>, edge: &Edge, buf: &mut Buffer) {
    let theme = plan.writer.scene.theme;
    if edge.reached.backward {
        head(edge.leaves(), '◁', theme.changed_back(), buf);
    }
    if edge.reached.forward {
        head(edge.arrives(), '▷', theme.changed(), buf);
    }
}

fn head((x, y): (u16, u16), head: char, style: Style, buf: &mut Buffer) {
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.set_char(head).set_style(style);
    }
}

/// Writes numbers beside connections where there is room between the columns: of those that take
/// part, unless they are many, and of weights that were changed.
fn write(plan: &Plan<'_>, edges: &[Edge], dots: &mut Dots, buf: &mut Buffer) {
    let lit: Vec<&Edge> = edges.iter().filter(|edge| edge.taking.is_some()).collect();
    let lit = if lit.len() <= MOST_WRITTEN { lit } else { Vec::new() };
    let changed: Vec<&Edge> = edges.iter().filter(|edge| edge.is_changed).collect();
    // Of a whole matrix, nobody could tell which number belongs to which connection.
    let changed = if changed.len() <= MOST_CHANGED { changed } else { Vec::new() };
    let mut taken: Vec<Rect> = Vec::new();
    for edge in changed {
        // Where the step is about another number of the connection, that one is meant.
        let what = edge.taking.unwrap_or((Kind::Weight, Emphasis::New));
        number(plan, edge, what, &mut taken, dots, buf);
    }
    for edge in lit {
        if let Some(what) = edge.taking.filter(|_| !edge.is_changed) {
            number(plan, edge, what, &mut taken, dots, buf);
        }
    }
}

/// Writes a number of a connection; if it changed, with its mark, and with what it was if there is
/// room.
fn number(
    plan: &Plan<'_>,
    edge: &Edge,
    (kind, emphasis): (Kind, Emphasis),
    taken: &mut Vec<Rect>,
    dots: &mut Dots,
    buf: &mut Buffer,
) {
    let (app, theme) = (plan.writer.scene.app, plan.writer.scene.theme);
    let q = Quantity::at(kind, edge.weight);
    let known = app.lesson().value(q).filter(|_| app.knows(q));
    let Some(value) = known else { return };
    let text = |value: f64| {
        let text = if kind == Kind::Weight { given(value, 0) } else { named(value, app.lesson().carry(), 4) };
        with_minus(text)
    };
    let style = theme.kind(kind);
    let style = if emphasis == Emphasis::New { style.add_modifier(Modifier::BOLD) } else { style };
    let now = || Run::number(text(value), style, q);
    let ways = match Change::of(app, q) {
        None => vec![(vec![now()], 1)],
        Some(change) => {
            let mark = |gap: &str| Run::new(format!("{gap}{}", change.arrow()), theme.mark());
            let old = Run::new(format!(" {}{}", words::WAS, text(change.before)), theme.faint());
            let short = || vec![now(), mark("")];
            vec![(vec![now(), mark(" "), old], 2), (short(), 2), (short(), 1)]
        }
    };
    // Of a line that was changed less has to be seen than of one whose way one follows.
    let line_left = if edge.is_changed { LINE_LEFT / 2 } else { LINE_LEFT };
    for (runs, margin) in ways {
        let width = runs.iter().map(|run| text::width(&run.text)).sum::<usize>() as u16;
        if edge.length() < width + line_left {
            continue;
        }
        if let Some(place) = edge.place(width, margin, taken, buf) {
            dots.clear(place.x - 1, place.y, width + 2);
            paint::noted(plan.writer.scene, Panel::Graph, &runs, (place.x, place.y), width, buf);
            taken.push(place);
            return;
        }
    }
}
