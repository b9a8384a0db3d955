//! The table of samples.

use ndarray::Array1;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::change::Change;
use super::super::paint::Run;
use super::super::{Scene, panel};
use super::table::{BETWEEN, Table};
use super::{carried, name};
use crate::app::Panel;
use crate::engine::{Kind, Quantity};
use crate::lesson::Lesson;
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
    let numbers: Vec<Option<Error>> = if errors {
        shown.clone().map(|sample| Some(Error::of(scene, sample))).collect()
    } else {
        vec![None; shown.len()]
    };
    let width = usize::from(inner.width);
    let network = lesson.pass().network();
    let (inputs, outputs) = (network.width(0), network.width(network.last()));
    let most = width / NARROWEST;
    let (mut left, mut right) = (inputs.min(most), outputs.min(most));
    let mut has_names = true;
    let mut has_old = numbers.iter().flatten().any(|error| error.change.is_some());
    let table = loop {
        let is_last = left <= 1 && right <= 1 && !has_names;
        let least = NARROWEST * (left + right + 1);
        // What is too wide even with the narrowest columns need not be made.
        let table = (least <= width || is_last)
            .then(|| table(scene, start, &numbers, (left, right), has_names, has_old));
        let excess = table.as_ref().map_or(least, Table::width).saturating_sub(width);
        // So many columns at once as are too many, however wide they are.
        let many = table.as_ref().map_or(1, |table| excess / table.widest());
        if let Some(table) = table.filter(|_| excess == 0 || is_last) {
            break table;
        }
        // First what errors were gives way, then the targets' names to those of their neurons, then columns.
        if has_old {
            has_old = false;
        } else if has_names {
            has_names = false;
        } else if left > right || right <= 1 {
            left -= many.clamp(1, (left - right.min(left - 1)).max(1));
        } else {
            right -= 1;
        }
    };
    table.draw(scene, inner, buf);
    panel::more(scene, start, count.saturating_sub(shown.end), area, buf);
}

/// A sample's error.
#[derive(Debug, Clone, Copy)]
struct Error {
    value: f64,
    change: Option<Change>,
}

impl Error {
    fn of(scene: &Scene<'_>, sample: usize) -> Self {
        let value = scene.app.lesson().error_of(sample);
        let before = scene.app.before().map(|before| before.error_of(sample));
        Self { value, change: before.and_then(|before| Change::between(before, value)) }
    }
}

/// How a number of a sample changed, counted from 0: an input, or a target.
fn change(scene: &Scene<'_>, sample: usize, kind: Kind, row: usize) -> Option<Change> {
    let value = |lesson: &Lesson| {
        let sample = lesson.scenario().samples.get(sample)?;
        let values = if kind == Kind::Target { &sample.target } else { &sample.input };
        values.get(row).copied()
    };
    Change::between(value(scene.app.before()?)?, value(scene.app.lesson())?)
}

/// A number with the mark of its change; in a column that has marks the others have a blank.
fn marked(number: &str, change: Option<Change>, has_marks: bool) -> String {
    let mark = change.map_or(if has_marks { " " } else { "" }, Change::arrow);
    format!("{number}{mark}")
}

/// The table with so many inputs and targets; the rest is left out, and there is a mark for it.
fn table(
    scene: &Scene<'_>,
    start: usize,
    errors: &[Option<Error>],
    (inputs, targets): (usize, usize),
    has_names: bool,
    has_old: bool,
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
    let errors_changed = errors.iter().flatten().any(|error| error.change.is_some());
    let has_old = has_old && errors_changed;
    heading.extend(has_old.then(|| faint("")));
    let has_marks = |kind: Kind, row: usize| {
        (start..start + errors.len()).any(|sample| change(scene, sample, kind, row).is_some())
    };
    let marks = |kind: Kind, count: usize| (0..count).map(|row| has_marks(kind, row)).collect::<Vec<_>>();
    let (input_marks, target_marks) = (marks(Kind::Out, inputs), marks(Kind::Target, targets));
    let rows = errors.iter().zip(start..).map(|(error, index)| {
        let is_current = index == lesson.view().sample;
        let style = |style: Style| if is_current { style.add_modifier(Modifier::BOLD) } else { style };
        let sample = &lesson.scenario().samples[index];
        let numbers = |values: &Array1<f64>, kind: Kind, marks: &[bool]| -> Vec<Run> {
            let cell = |(row, (&value, &has_marks)): (usize, (&f64, &bool))| {
                let text = with_minus(given(value, 0));
                let text = marked(&text, change(scene, index, kind, row), has_marks);
                let layer = if kind == Kind::Target { last } else { 0 };
                let of = is_current.then(|| Quantity::of(kind, layer, row));
                Run { of, ..Run::new(text, style(theme.kind(kind))) }
            };
            values.iter().zip(marks).enumerate().map(cell).collect()
        };
        let mark = if is_current { "▶" } else { " " };
        let first = if is_current { theme.accent() } else { theme.text() };
        let mut row = vec![Run::new(format!("{mark} {}", index + 1), first)];
        row.extend(numbers(&sample.input, Kind::Out, &input_marks));
        row.extend(more_inputs.then(|| faint("⋯")));
        row.push(faint("→"));
        row.extend(numbers(&sample.target, Kind::Target, &target_marks));
        row.extend(more_targets.then(|| faint("⋯")));
        if let Some(error) = error {
            let text = marked(&carried(scene, error.value), error.change, errors_changed);
            let of = is_current.then(|| Quantity::whole(Kind::ErrorTotal));
            row.push(Run { of, ..Run::new(text, style(theme.kind(Kind::ErrorTotal))) });
            let old = error.change.map(|change| format!("{}{}", words::WAS, carried(scene, change.before)));
            row.extend(has_old.then(|| Run::new(old.unwrap_or_default(), theme.faint())));
        }
        row
    });
    Table { rows: rows.collect(), heading, between: BETWEEN }
}
