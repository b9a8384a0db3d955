//! Where everything of the graph stands: which layers are shown, and how far apart.

use ratatui::layout::Rect;

use super::super::Scene;
use super::column::{self, Choice, Slot, Texts};
use super::reach::Reach;
use super::taking::Taking;
use super::writer::Writer;
use crate::app::Panel;

/// Cells that connections need at least between two columns where all layers are shown.
const LEAST_GAP: usize = 3;
/// The same where some layers are left out anyway.
const GAP: usize = 7;
/// Significant digits of values that have more, and whether there is air beside values: from what
/// is wanted to what does.
const TRIES: [(usize, bool); 4] =
    [(super::MOST_DIGITS, true), (super::MOST_DIGITS, false), (5, false), (4, false)];
/// The same where what numbers were is written too.
const GAP_WITH_OLD: usize = 5;
/// Cells of the mark for layers left out, with the blank beside it.
const MARK: usize = 2;
/// The narrowest column that there can be.
const NARROWEST: usize = 5;
/// Layers that are shown with their values rather than more of them without.
const ENOUGH: usize = 4;

/// A layer in its place.
#[derive(Debug)]
pub(super) struct Column<'a> {
    pub layer: usize,
    pub choice: Choice,
    /// What its neurons' items say.
    pub texts: Texts<'a>,
    /// Where it begins.
    pub x: u16,
    /// Cells of it before and after a name.
    pub ports: (u16, u16),
}

impl Column<'_> {
    /// The first column of cells after it.
    pub fn right(&self) -> u16 {
        self.x + self.choice.width as u16
    }

    /// The row in which the slot of this number begins. Slots are spread evenly.
    pub fn top(&self, slot: usize, area: Rect) -> u16 {
        let (rows, slots) = (usize::from(area.height), self.choice.slots.len().max(1));
        let lines = match self.choice.slots.get(slot) {
            Some(Slot::Hidden(_)) | None => 1,
            Some(Slot::Neuron(_)) => self.choice.form.len(),
        };
        area.y + (((2 * slot + 1) * rows).saturating_sub(lines * slots) / (2 * slots)) as u16
    }
}

/// The layers that are shown, from left to right.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub writer: Writer<'a>,
    pub columns: Vec<Column<'a>>,
    /// Whether layers are left out before the first and after the last column.
    pub hidden: (bool, bool),
}

impl<'a> Plan<'a> {
    /// As many layers as fit, those at work among them; their values where they fit too.
    pub fn new(scene: &'a Scene<'a>, reach: &'a Reach<'a>, area: Rect) -> Self {
        let taking = Taking::of(&scene.step);
        let depth = scene.app.lesson().pass().network().depth();
        let width = usize::from(area.width);
        let most = (width / (NARROWEST + LEAST_GAP) + 1).min(depth);
        let marks = scene.app.before().is_some();
        let mut writer = Writer { scene, taking, reach, digits: super::MOST_DIGITS, air: true, marks };
        let attempts = |layers: usize, values: bool| (1..=layers).rev().map(move |count| (count, values));
        let enough = most.min(ENOUGH);
        let order = attempts(most, true)
            .filter(|&(count, _)| count >= enough)
            .chain((most == depth && depth <= ENOUGH).then_some((depth, false)))
            .chain(attempts(enough.saturating_sub(1), true))
            .chain(attempts(most, false));
        let window = |count: usize| {
            let (from, to, about) = taking.layers().unwrap_or((0, depth - 1, 0));
            let (centre, span) = if to - from < count { (from, to - from + 1) } else { (about, 1) };
            let before = if span == 1 { count / 2 } else { (count - span) / 2 };
            centre.saturating_sub(before).min(depth - count)
        };
        let scroll = scene.app.scroll_of(Panel::Graph);
        let rows = usize::from(area.height);
        let mut known: Vec<Option<(Vec<Choice>, Texts<'_>)>> = vec![None; depth];
        // Marks are given up before the numbers that they belong to are.
        let unmarked = TRIES.last().filter(|_| marks).map(|&(digits, air)| (digits, air, false));
        let tries: Vec<_> =
            TRIES.map(|(digits, air)| (digits, air, marks)).into_iter().chain(unmarked).collect();
        for (index, &(digits, air, marks)) in tries.iter().enumerate() {
            (writer.digits, writer.air, writer.marks) = (digits, air, marks);
            known.fill(None);
            for (count, values) in order.clone() {
                // Values are given up, or layers, only when nothing else is left to give up.
                if index + 1 < tries.len() && (!values || count < enough) {
                    break;
                }
                let start = window(count);
                for (layer, choices) in known.iter_mut().enumerate().skip(start).take(count) {
                    choices.get_or_insert_with(|| column::choices(writer, layer, rows, scroll));
                }
                let choices: Vec<&[Choice]> = known[start..start + count]
                    .iter()
                    .flatten()
                    .map(|(choices, _)| choices.as_slice())
                    .collect();
                let hidden = (start > 0, start + count < depth);
                let marks = (usize::from(hidden.0) + usize::from(hidden.1)) * MARK;
                let room = width.saturating_sub(marks);
                let gap = if count == depth { LEAST_GAP } else { GAP };
                if let Some(fitting) = fit(&choices, values, room, gap) {
                    let texts = known.drain(start..start + count).flatten().map(|(_, texts)| texts).collect();
                    let fitting = with_old(fitting, texts, rows, room);
                    let columns = place(fitting, start, depth - 1, area, hidden);
                    return Self { writer, columns, hidden };
                }
            }
        }
        Self { writer, columns: Vec::new(), hidden: (false, false) }
    }
}

/// Chooses a way to show each layer so that all fit in `room` cells, at least `gap` apart: the best
/// ones, then step by step a narrower one for the widest.
fn fit(layers: &[&[Choice]], values: bool, room: usize, gap: usize) -> Option<Vec<Choice>> {
    let gaps = (layers.len() - 1) * gap;
    let mut chosen = vec![0; layers.len()];
    if layers.iter().any(|choices| choices.is_empty()) {
        return None;
    }
    loop {
        let width = |layer: usize, index: usize| layers[layer][index].width;
        let total: usize = chosen.iter().enumerate().map(|(layer, &index)| width(layer, index)).sum();
        if total + gaps <= room {
            return Some(chosen.iter().zip(layers).map(|(&index, choices)| choices[index].clone()).collect());
        }
        let narrower = |layer: usize| {
            (chosen[layer] + 1..layers[layer].len()).find(|&index| {
                width(layer, index) < width(layer, chosen[layer])
                    && (!values || layers[layer][index].has_values())
            })
        };
        let candidates = (0..layers.len()).filter_map(|layer| Some((layer, narrower(layer)?)));
        let (layer, index) = candidates.max_by_key(|&(layer, _)| width(layer, chosen[layer]))?;
        chosen[layer] = index;
    }
}

/// Adds what numbers were to the layers where there is room for it, the last ones first: there
/// changes arrive. Where columns are close already, only what makes none of them wider.
fn with_old(
    mut choices: Vec<Choice>,
    texts: Vec<Texts<'_>>,
    rows: usize,
    room: usize,
) -> Vec<(Choice, Texts<'_>)> {
    let gaps = (choices.len() - 1) * GAP_WITH_OLD;
    let mut free = room.saturating_sub(choices.iter().map(|choice| choice.width).sum::<usize>() + gaps);
    for (choice, texts) in choices.iter_mut().zip(&texts).rev() {
        let old = column::with_old(texts, rows, choice);
        if let Some((form, width)) = old.into_iter().find(|(_, width)| *width <= choice.width + free) {
            let width = width.max(choice.width);
            free -= width - choice.width;
            (choice.form, choice.width) = (form, width);
        }
    }
    choices.into_iter().zip(texts).collect()
}

/// Spreads the columns evenly over the width.
fn place(
    choices: Vec<(Choice, Texts<'_>)>,
    start: usize,
    last: usize,
    area: Rect,
    hidden: (bool, bool),
) -> Vec<Column<'_>> {
    let (before, after) = (usize::from(hidden.0) * MARK, usize::from(hidden.1) * MARK);
    let room = usize::from(area.width) - before - after;
    let free = room - choices.iter().map(|(choice, _)| choice.width).sum::<usize>();
    let gaps = choices.len() - 1;
    let mut used = 0;
    choices
        .into_iter()
        .enumerate()
        .map(|(index, (choice, texts))| {
            // A column by itself stands in the middle.
            let shift = (free * index).checked_div(gaps).unwrap_or(free / 2);
            let x = area.x + (before + used + shift) as u16;
            used += choice.width;
            let (left, right) = column::ports(start + index, last);
            Column { layer: start + index, choice, texts, x, ports: (left as u16, right as u16) }
        })
        .collect()
}
