//! What the network makes of the samples, beside what is wanted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::super::paint::Run;
use super::super::super::{Scene, panel};
use super::super::table::Table;
use crate::engine::{Kind, Outcome, Quantity, Sample};
use crate::lesson::words::screen as words;
use crate::notation::number::{fixed, given, significant, with_minus};

/// Outputs that are shown at most; no screen has room for more.
const MOST: usize = 40;

/// Numbers from which digits and exponent are shown instead of decimals.
const MOST_FIXED: f64 = 1e5;

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    /// Columns have the names of their quantities; else that of the neuron.
    has_names: bool,
    /// Decimals of outputs and errors.
    decimals: usize,
}

/// The ways to write it, the fullest first.
const WAYS: [Way; 3] = [
    Way { has_names: true, decimals: 4 },
    Way { has_names: false, decimals: 4 },
    Way { has_names: false, decimals: 2 },
];

/// The table with as many outputs as there is room for; returns how many. `frame` is what is around
/// it, where it is said how many samples are out of sight.
pub(in crate::ui) fn draw(
    scene: &Scene<'_>,
    samples: &[Sample],
    outcome: &Outcome,
    scroll: isize,
    (frame, inner): (Rect, Rect),
    buf: &mut Buffer,
) -> usize {
    let current = scene.app.lesson().view().sample;
    let rows = usize::from(inner.height).saturating_sub(1);
    let start = panel::offset(samples.len(), rows, Some(current), scroll);
    let end = samples.len().min(start + rows);
    let all = samples.first().map_or(0, |sample| sample.target.len());
    let table = |outputs: usize, way: Way| table(scene, samples, outcome, (start, end), outputs, way);
    let fits = |table: &Table| table.width() <= usize::from(inner.width);
    // All outputs in the fullest way that has room for them, else as many as there is room for.
    let full = WAYS
        .into_iter()
        .map(|way| (table(all.min(MOST), way), all))
        .find(|(table, _)| all <= MOST && fits(table));
    let few = || {
        let brief = WAYS[WAYS.len() - 1];
        let tables = (1..=all.min(MOST)).rev().map(|outputs| (table(outputs, brief), outputs));
        tables.into_iter().find(|(table, outputs)| *outputs == 1 || fits(table))
    };
    let Some((table, outputs)) = full.or_else(few) else { return 0 };
    table.draw(scene, inner, buf);
    panel::more(scene, start, samples.len() - end, frame, buf);
    outputs
}

/// The table of some samples with so many outputs, in full or in short.
fn table(
    scene: &Scene<'_>,
    samples: &[Sample],
    outcome: &Outcome,
    (start, end): (usize, usize),
    outputs: usize,
    way: Way,
) -> Table {
    let (lesson, theme, names) = (scene.app.lesson(), scene.theme, scene.app.names());
    let last = lesson.pass().network().last();
    let more = samples.first().is_some_and(|sample| outputs < sample.target.len());
    let name = |kind: Kind, row: usize| {
        let text = match (kind, way.has_names) {
            (Kind::Target, false) => "→".to_owned(),
            (_, true) => names.screen(Quantity::of(kind, last, row)),
            (_, false) => names.neuron(last, row),
        };
        Run::new(text, theme.kind(kind))
    };
    let faint = |text: &'static str| Run::new(text, theme.faint());
    let mut heading = vec![faint(if way.has_names { words::SAMPLE } else { words::NUMBER })];
    heading.extend((0..outputs).flat_map(|row| [name(Kind::Out, row), name(Kind::Target, row)]));
    heading.extend(more.then(|| faint("⋯")));
    heading.push(Run::new(names.screen(Quantity::whole(Kind::ErrorTotal)), theme.kind(Kind::ErrorTotal)));
    let rows = (start..end).map(|index| {
        let is_current = index == lesson.view().sample;
        let style = |style: Style| if is_current { style.add_modifier(Modifier::BOLD) } else { style };
        let number = |value: f64, kind: Kind| {
            let text =
                if value.abs() < MOST_FIXED { fixed(value, way.decimals) } else { significant(value, 3) };
            Run::new(with_minus(&text), style(theme.kind(kind)))
        };
        let target = |value: f64| Run::new(with_minus(&given(value, 0)), style(theme.kind(Kind::Target)));
        let mut row = vec![Run::new(format!("{:>3}", index + 1), style(theme.text()))];
        let pairs = outcome.outputs(index).iter().zip(&samples[index].target).take(outputs);
        row.extend(pairs.flat_map(|(&out, &wanted)| [number(out, Kind::Out), target(wanted)]));
        row.extend(more.then(|| faint("⋯")));
        row.push(number(outcome.error(index), Kind::ErrorTotal));
        row
    });
    Table { rows: rows.collect(), heading }
}
