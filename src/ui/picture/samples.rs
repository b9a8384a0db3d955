//! The table of samples.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::paint::Run;
use super::super::{Scene, panel};
use super::table::Table;
use super::{carried, name};
use crate::app::Panel;
use crate::engine::{Kind, Quantity};
use crate::lesson::words::screen as words;
use crate::notation::number::{given, with_minus};

/// Cells that a column takes at least, with the blanks before it.
const NARROWEST: usize = 3;

pub(super) fn draw(scene: &Scene<'_>, errors: bool, area: Rect, inner: Rect, buf: &mut Buffer) {
    let lesson = scene.app.lesson();
    let (count, current) = (lesson.scenario().samples.len(), lesson.view().sample);
    let rows = usize::from(inner.height).saturating_sub(1);
    let start = panel::offset(count, rows, Some(current), scene.app.scroll_of(Panel::Picture));
    let shown = start..count.min(start + rows);
    let numbers: Vec<Option<String>> = if errors {
        shown.clone().map(|sample| Some(carried(scene, lesson.error_of(sample)))).collect()
    } else {
        vec![None; shown.len()]
    };
    let width = usize::from(inner.width);
    let network = lesson.pass().network();
    let (inputs, outputs) = (network.width(0), network.width(network.last()));
    let most = width / NARROWEST;
    let (mut left, mut right) = (inputs.min(most), outputs.min(most));
    let mut has_names = true;
    let table = loop {
        let table = table(scene, start, &numbers, (left, right), has_names);
        if table.width() <= width || (left <= 1 && right <= 1 && !has_names) {
            break table;
        }
        // First the targets' names give way to those of their neurons, then columns.
        if has_names {
            has_names = false;
        } else if left > right || right <= 1 {
            left -= 1;
        } else {
            right -= 1;
        }
    };
    table.draw(inner, buf);
    panel::more(scene, start, count.saturating_sub(shown.end), area, buf);
}

/// The table with so many inputs and targets; the rest is left out, and there is a mark for it.
fn table(
    scene: &Scene<'_>,
    start: usize,
    errors: &[Option<String>],
    (inputs, targets): (usize, usize),
    has_names: bool,
) -> Table {
    let (lesson, theme) = (scene.app.lesson(), scene.theme);
    let network = lesson.pass().network();
    let last = network.last();
    let more_inputs = inputs < network.width(0);
    let more_targets = targets < network.width(last);
    let faint = |text: &'static str| Run::new(text, theme.faint());
    let mut heading =
        vec![Run::new(format!("  {}", if has_names { words::SAMPLE } else { words::NUMBER }), theme.faint())];
    let neuron =
        |layer: usize, row: usize, kind: Kind| Run::new(lesson.names().neuron(layer, row), theme.kind(kind));
    heading.extend((0..inputs).map(|row| neuron(0, row, Kind::Out)));
    heading.extend(more_inputs.then(|| faint("⋯")));
    heading.push(faint("→"));
    heading.extend((0..targets).map(|row| {
        if has_names {
            name(scene, Quantity::of(Kind::Target, last, row))
        } else {
            neuron(last, row, Kind::Target)
        }
    }));
    heading.extend(more_targets.then(|| faint("⋯")));
    let has_errors = errors.iter().any(Option::is_some);
    heading.extend(has_errors.then(|| name(scene, Quantity::whole(Kind::ErrorTotal))));
    let rows = errors.iter().zip(start..).map(|(error, index)| {
        let is_current = index == lesson.view().sample;
        let style = |style: Style| if is_current { style.add_modifier(Modifier::BOLD) } else { style };
        let sample = &lesson.scenario().samples[index];
        let number =
            |value: &f64, kind: Kind| Run::new(with_minus(&given(*value, 0)), style(theme.kind(kind)));
        let mark = if is_current { "▶" } else { " " };
        let first = if is_current { theme.accent() } else { theme.text() };
        let mut row = vec![Run::new(format!("{mark} {}", index + 1), first)];
        row.extend(sample.input.iter().take(inputs).map(|value| number(value, Kind::Out)));
        row.extend(more_inputs.then(|| faint("⋯")));
        row.push(faint("→"));
        row.extend(sample.target.iter().take(targets).map(|value| number(value, Kind::Target)));
        row.extend(more_targets.then(|| faint("⋯")));
        row.extend(error.as_ref().map(|error| Run::new(error.clone(), style(theme.kind(Kind::ErrorTotal)))));
        row
    });
    Table { rows: rows.collect(), heading }
}
