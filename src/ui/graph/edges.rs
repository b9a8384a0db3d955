//! The connections: lines between the neurons that are shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::dots::{Dots, Pen};
use super::super::paint::{self, Run};
use super::Spot;
use super::plan::Plan;
use super::taking::Emphasis;
use crate::engine::{Kind, Quantity, WeightId};
use crate::lesson::Flow;
use crate::notation::number::{given, named, with_minus};
use crate::text;

/// Connections that are drawn at most, besides those that take part: the strongest. More would be
/// a blot.
const MOST: usize = 400;
/// Cells between two columns for each connection that is drawn there, besides those that take part,
/// beyond a few that always are.
const CELLS_EACH: usize = 3;
const FEW: usize = 20;
/// Connections that are at most written beside.
const MOST_WRITTEN: usize = 8;
/// Cells of line that are to be seen beside a written number.
const LINE_LEFT: u16 = 8;

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
}

impl Edge {
    fn style(&self, plan: &Plan<'_>) -> Style {
        let theme = plan.writer.scene.theme;
        match self.taking {
            Some((kind, _)) => theme.kind(kind).add_modifier(Modifier::BOLD),
            None => theme.edge(self.strength),
        }
    }

    fn size(&self) -> f64 {
        if self.value.is_finite() { self.value.abs() } else { 0.0 }
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
        let rank = edge.taking.map_or(0, |(_, emphasis)| emphasis as u8 + 1);
        let pen = Pen { style: edge.style(plan), rank, dashed: edge.value < 0.0 };
        let stub = Pen { dashed: false, ..pen };
        // In dots: two to a cell across, four down; lines run through the middle of a row.
        let across = |cell: u16| f64::from(cell.saturating_sub(area.x)) * 2.0;
        let down = |cell: u16| f64::from(cell.saturating_sub(area.y)) * 4.0 + 2.0;
        let (start, end) =
            ((across(edge.from.right), down(edge.from.y)), (across(edge.to.left) - 1.0, down(edge.to.y)));
        dots.line((across(edge.from.text_right), start.1), start, stub);
        dots.line(start, end, pen);
        dots.line(end, (across(edge.to.text_left) - 1.0, end.1), stub);
    }
    for note in notes {
        dots.clear(note.x.saturating_sub(1), note.y, note.width + 2);
    }
    let lit: Vec<&Edge> = edges.iter().filter(|edge| edge.taking.is_some()).collect();
    for edge in &lit {
        arrow(plan, edge, buf);
    }
    if lit.len() <= MOST_WRITTEN {
        write(plan, &lit, &mut dots, buf);
    }
    dots.draw(buf);
}

/// The connections to draw, those that matter most last.
fn edges(plan: &Plan<'_>, spots: &[Vec<Spot>], rows: u16) -> Vec<Edge> {
    let network = plan.writer.scene.app.lesson().pass().network();
    let mut edges: Vec<Edge> = Vec::new();
    for (pair, columns) in spots.windows(2).zip(plan.columns.windows(2)) {
        let layer = columns[1].layer;
        let here = pair[1].iter().flat_map(|&to| {
            pair[0].iter().map(move |&from| {
                let weight = WeightId { layer, neuron: to.row, input: from.row };
                let value = network.weight(weight);
                Edge { from, to, weight, value, strength: 0.0, taking: plan.writer.taking.edge(weight) }
            })
        });
        let mut here: Vec<Edge> = here.collect();
        let cells = usize::from(columns[1].x.saturating_sub(columns[0].right())) * usize::from(rows);
        sort(&mut here);
        limit(&mut here, (cells / CELLS_EACH).max(FEW));
        edges.append(&mut here);
    }
    let largest = edges.iter().map(Edge::size).fold(0.0, f64::max);
    for edge in &mut edges {
        edge.strength = if largest > 0.0 { edge.size() / largest } else { 0.0 };
    }
    sort(&mut edges);
    limit(&mut edges, MOST);
    edges
}

/// Weak ones first, what takes part last.
fn sort(edges: &mut [Edge]) {
    let emphasis = |edge: &Edge| edge.taking.map(|(_, emphasis)| emphasis);
    edges.sort_by(|a, b| emphasis(a).cmp(&emphasis(b)).then(a.size().total_cmp(&b.size())));
}

/// Keeps, of sorted connections that take no part, the strongest.
fn limit(edges: &mut Vec<Edge>, most: usize) {
    let faint = edges.partition_point(|edge| edge.taking.is_none());
    edges.drain(..faint.saturating_sub(most));
}

/// Shows which way values flow along a connection.
fn arrow(plan: &Plan<'_>, edge: &Edge, buf: &mut Buffer) {
    let (x, y, head) = match plan.writer.scene.step.flow {
        Flow::Still => return,
        Flow::Forward => (edge.to.text_left.saturating_sub(1), edge.to.y, "▶"),
        Flow::Backward => (edge.from.text_right, edge.from.y, "◀"),
    };
    paint::runs(&[Run::new(head, edge.style(plan))], x, y, 1, buf);
}

/// Writes numbers beside connections where there is room between the columns.
fn write(plan: &Plan<'_>, edges: &[&Edge], dots: &mut Dots, buf: &mut Buffer) {
    let app = plan.writer.scene.app;
    let mut taken: Vec<Rect> = Vec::new();
    for edge in edges {
        let Some((kind, emphasis)) = edge.taking else { continue };
        let q = Quantity::at(kind, edge.weight);
        let value = app.lesson().value(q).filter(|_| app.lesson().known(q, app.place(), app.zoom()));
        let Some(value) = value else { continue };
        let number =
            if kind == Kind::Weight { given(value, 0) } else { named(value, app.lesson().carry(), 4) };
        let number = with_minus(&number);
        let width = text::width(&number) as u16;
        if edge.to.left.saturating_sub(edge.from.right) < width + LINE_LEFT {
            continue;
        }
        let place = [0.5, 0.36, 0.64, 0.28, 0.72].into_iter().find_map(|share| {
            let (x, y) = edge.at(share);
            let x = (x - f64::from(width) / 2.0).round().max(0.0) as u16;
            let place = Rect::new(x, y.round() as u16, width, 1);
            let is_inside = x > edge.from.right + 1 && x + width + 1 < edge.to.left;
            let around = Rect::new(x - 1, place.y, width + 2, 1);
            (is_inside && !taken.iter().any(|other| other.intersects(around))).then_some(place)
        });
        let Some(place) = place else { continue };
        let style = plan.writer.scene.theme.kind(kind);
        let style = if emphasis == Emphasis::New { style.add_modifier(Modifier::BOLD) } else { style };
        dots.clear(place.x - 1, place.y, width + 2);
        paint::runs(&[Run::new(number, style)], place.x, place.y, width, buf);
        taken.push(place);
    }
}
