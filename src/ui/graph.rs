//! The network as a graph: a column of neurons for each layer, and the connections between them.
//!
//! What takes part in the step stands out: what is new is the brightest, and arrowheads say which
//! way values flow. Values appear as they become known. Of layers too wide and networks too deep
//! for the panel, the part at work is shown, and how much is left out.

mod column;
mod edges;
mod plan;
mod reach;
mod taking;
mod writer;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::{Scene, panel};
use crate::app::Panel;
use crate::lesson::words::screen as words;
use crate::text;
use column::Slot;
use plan::{Column, Plan};
use reach::Reach;
use writer::Item;

/// Significant digits of values that have more; also the most decimals that are shown as carried.
const MOST_DIGITS: usize = 6;

/// Cells of a panel's upper edge beside its title.
const TITLE_MARGIN: usize = 6;

/// Where a neuron's name stands, and where its connections arrive and leave.
#[derive(Debug, Clone, Copy)]
struct Spot {
    row: usize,
    /// The line of its name.
    y: u16,
    /// The first cell of the column, and the first one after it.
    left: u16,
    right: u16,
    /// The first cell of what stands in the line, and the first one after it.
    text_left: u16,
    text_right: u16,
}

/// Draws the panel.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let reach = Reach::of(scene);
    let title = title(scene, &reach, usize::from(area.width));
    let inner = panel::frame(scene, Panel::Graph, &title, "", area, buf);
    // The frame leaves a blank column at the left of a wide panel; here there is one at the right too.
    let inner = Rect { width: inner.width - u16::from(inner.width > 20), ..inner };
    if inner.is_empty() {
        return;
    }
    let plan = Plan::new(scene, &reach, inner);
    let mut notes = Vec::new();
    let spots: Vec<Vec<Spot>> =
        plan.columns.iter().map(|column| neurons(&plan, column, inner, &mut notes, buf)).collect();
    if plan.columns.is_empty() || plan.hidden.0 {
        left_out("⋯", inner.x, inner, scene, buf);
    }
    if plan.hidden.1 {
        left_out("⋯", inner.right() - 1, inner, scene, buf);
    }
    if !notes.is_empty() {
        scene.spots.scrolls(area);
    }
    edges::draw(&plan, &spots, &notes, inner, buf);
    if let [first, .., last] | [first @ last] = plan.columns.as_slice()
        && (plan.hidden.0 || plan.hidden.1)
    {
        let (names, depth) = (scene.app.lesson().names(), scene.app.lesson().pass().network().depth());
        let text = if first.layer == last.layer { words::LAYER_SHOWN } else { words::LAYERS_SHOWN };
        let text = text
            .replace("{first}", &names.layer(first.layer))
            .replace("{last}", &names.layer(last.layer))
            .replace("{count}", &depth.to_string());
        panel::in_sight(scene, &text, area, buf);
    }
}

/// What the panel is; while it shows what a change reaches, also that, and by which marks.
fn title(scene: &Scene<'_>, reach: &Reach<'_>, width: usize) -> Vec<Run> {
    let theme = scene.theme;
    let mut title = vec![Run::new(words::NETWORK, theme.strong())];
    let ways = reach.ways(scene.app.lesson().pass().network());
    if !reach.is_shown() {
        return title;
    }
    let text = |words: &'static str| Run::new(words, theme.text());
    let mut legend = vec![text("  ")];
    match reach.changed() {
        [only] => legend.push(Run::new(scene.app.names().screen_part((*only).into()), theme.kind(only.kind))),
        _ => legend.push(text(words::CHANGE)),
    }
    legend.push(text(words::REACHES));
    if !ways.any() {
        legend.push(text(words::NOTHING_FROM_CHANGE));
    }
    legend.extend(ways.forward.then(|| Run::new(words::FORWARD_FROM_CHANGE, theme.changed())));
    legend.extend(ways.backward.then(|| Run::new(words::BACKWARD_FROM_CHANGE, theme.changed_back())));
    let cells: usize = title.iter().chain(&legend).map(|run| text::width(&run.text)).sum();
    if cells + TITLE_MARGIN <= width {
        title.extend(legend);
    }
    title
}

/// Says that layers are left out.
fn left_out(mark: &'static str, x: u16, area: Rect, scene: &Scene<'_>, buf: &mut Buffer) {
    paint::runs(&[Run::new(mark, scene.theme.accent())], x, area.y + area.height / 2, 1, buf);
}

/// Writes what stands at the neurons of a column, and where some are left out, which goes to `notes`.
fn neurons(
    plan: &Plan<'_>,
    column: &Column<'_>,
    area: Rect,
    notes: &mut Vec<Rect>,
    buf: &mut Buffer,
) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(column.choice.slots.len());
    for (index, slot) in column.choice.slots.iter().enumerate() {
        let top = column.top(index, area);
        match *slot {
            Slot::Hidden(count) => notes.extend(hidden(plan, column, count, top, area, buf)),
            Slot::Neuron(row) => spots.push(neuron(plan, column, row, top, buf)),
        }
    }
    spots
}

/// Writes the lines of a neuron.
fn neuron(plan: &Plan<'_>, column: &Column<'_>, row: usize, top: u16, buf: &mut Buffer) -> Spot {
    let (left, right) = (column.x, column.right());
    let mut spot = Spot { row, y: top, left, right, text_left: left, text_right: right };
    let mut next = top;
    for line in &column.choice.form {
        let runs = plan.writer.runs(line, column.layer, row, &column.texts);
        // What a number was that did not change here leaves no gap.
        if runs.is_empty() && line.iter().all(|item| item.is_old()) {
            continue;
        }
        let y = next;
        next += 1;
        let width: usize = runs.iter().map(|run| text::width(&run.text)).sum();
        let width = width as u16;
        // Names in a line with values stand at its beginning, so that they are below each other.
        let is_beside = line.len() > 1 && line[0] == Item::Label;
        let free = (right - left).saturating_sub(column.ports.0 + column.ports.1);
        let shift = if is_beside { 0 } else { (i32::from(free) - i32::from(width)).div_euclid(2) };
        let x = i32::from(left + column.ports.0) + shift;
        let x = x.clamp(i32::from(left), i32::from(right.saturating_sub(width)).max(i32::from(left))) as u16;
        paint::noted(plan.writer.scene, Panel::Graph, &runs, (x, y), right.saturating_sub(x), buf);
        if line.contains(&Item::Label) {
            note_name(plan, column.layer, row, Rect::new(x, y, right.saturating_sub(x), 1));
            spot = Spot { y, text_left: x, text_right: (x + width).min(right), ..spot };
        }
    }
    spot
}

/// A neuron's name, with the cell at each side of it, stands for what the neuron gives.
fn note_name(plan: &Plan<'_>, layer: usize, row: usize, line: Rect) {
    let scene = plan.writer.scene;
    let name = scene.app.lesson().names().neuron(layer, row);
    let width = (text::width(&name) as u16 + 2).min(line.width);
    scene.spots.name(Panel::Graph, plan.writer.quantity(Item::Label, layer, row), Rect { width, ..line });
}

/// Says how many neurons are left out, in as many words as there is room for; returns where.
fn hidden(
    plan: &Plan<'_>,
    column: &Column<'_>,
    count: usize,
    y: u16,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Rect> {
    let room = column.right() - column.x + 2;
    let texts = [format!("⋮ {count} {}", words::MORE), format!("⋮ {count}"), "⋮".to_owned()];
    let text = texts.into_iter().find(|text| text::width(text) <= usize::from(room))?;
    let width = text::width(&text) as u16;
    let centre = column.x + (column.right() - column.x) / 2;
    let x = centre.saturating_sub(width / 2).min(area.right().saturating_sub(width)).max(area.x);
    paint::runs(&[Run::new(text, plan.writer.scene.theme.faint())], x, y, width, buf);
    Some(Rect::new(x, y, width, 1))
}
