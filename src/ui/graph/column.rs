//! A layer as a column: which of its neurons are shown, and what stands at each.

use super::super::Scene;
use super::super::paint::Run;
use super::taking::{Emphasis, Taking};
use crate::engine::{Carry, Kind, Quantity};
use crate::lesson::{Chapter, Section};
use crate::notation::number::{decimals_of, given, named, significant, with_minus};
use crate::text;

/// What can stand at a neuron.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// Its name, with room for a mark on both sides.
    Label,
    /// What it gives.
    Value,
    /// What it should give.
    Target,
    /// Its error term.
    Delta,
}

/// The lines of a neuron.
pub(super) type Form = &'static [&'static [Item]];

const PLAIN: &[Form] =
    &[&[&[Item::Label], &[Item::Value]], &[&[Item::Label, Item::Value]], &[&[Item::Label]]];
const DELTA: &[Form] = &[
    &[&[Item::Label], &[Item::Value], &[Item::Delta]],
    &[&[Item::Label], &[Item::Value]],
    &[&[Item::Label, Item::Value]],
    &[&[Item::Label]],
];
const OUTPUT: &[Form] = &[
    &[&[Item::Label], &[Item::Value], &[Item::Target]],
    &[&[Item::Label], &[Item::Value, Item::Target]],
    &[&[Item::Label, Item::Value, Item::Target]],
    &[&[Item::Label], &[Item::Value]],
    &[&[Item::Label, Item::Value]],
    &[&[Item::Label]],
];
const OUTPUT_DELTA: &[Form] = &[
    &[&[Item::Label], &[Item::Value], &[Item::Target], &[Item::Delta]],
    &[&[Item::Label], &[Item::Value, Item::Target], &[Item::Delta]],
    &[&[Item::Label], &[Item::Value], &[Item::Target]],
    &[&[Item::Label], &[Item::Value, Item::Target]],
    &[&[Item::Label, Item::Value, Item::Target]],
    &[&[Item::Label], &[Item::Value]],
    &[&[Item::Label, Item::Value]],
    &[&[Item::Label]],
];

/// A row of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// A neuron.
    Neuron(usize),
    /// Here so many neurons are left out.
    Hidden(usize),
}

/// Neurons beyond which a layer is shown in part, even where the rows for them would do.
const FEW: usize = 5;

/// What is written at neurons, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer<'a> {
    pub scene: &'a Scene<'a>,
    pub taking: Taking<'a>,
    /// Significant digits where numbers have more than fit.
    pub digits: usize,
    /// With a blank between values and connections.
    pub air: bool,
}

impl Writer<'_> {
    fn quantity(&self, item: Item, layer: usize, row: usize) -> Quantity {
        let kind = match item {
            Item::Label | Item::Value if self.is_after() => Kind::OutAfter,
            Item::Label | Item::Value => Kind::Out,
            Item::Target => Kind::Target,
            Item::Delta => Kind::Delta,
        };
        Quantity::of(kind, layer, row)
    }

    /// Whether the network runs with its new weights.
    fn is_after(&self) -> bool {
        matches!(self.scene.step.address.section, Section::ForwardAgain | Section::ErrorAgain)
    }

    /// What would stand there if it were known.
    fn text(&self, item: Item, layer: usize, row: usize) -> String {
        let lesson = self.scene.app.lesson();
        let number = |q: Quantity| {
            let value = lesson.value(q)?;
            let is_given = q.kind == Kind::Target || q.layer == 0;
            let carry = lesson.carry();
            let text = match carry {
                _ if is_given && decimals_of(value) < self.digits => given(value, 0),
                Carry::Decimals(n) if !is_given && usize::from(n) <= super::MOST_DIGITS => {
                    named(value, carry, 0)
                }
                _ => significant(value, self.digits),
            };
            Some(with_minus(&text))
        };
        let q = self.quantity(item, layer, row);
        match item {
            Item::Label => format!(" {} ", lesson.names().neuron(layer, row)),
            Item::Value => number(q).unwrap_or_default(),
            Item::Target => number(q).map_or(String::new(), |text| format!("→ {text}")),
            Item::Delta => number(q).map_or(String::new(), |text| format!("δ {text}")),
        }
    }

    fn is_known(&self, item: Item, layer: usize, row: usize) -> bool {
        let app = self.scene.app;
        item == Item::Label || app.lesson().known(self.quantity(item, layer, row), app.place(), app.zoom())
    }

    /// The widest that a line can get.
    fn width(&self, line: &[Item], layer: usize, row: usize) -> usize {
        let cells: usize = line.iter().map(|&item| text::width(&self.text(item, layer, row))).sum();
        cells + between(line)
    }

    /// A line of a neuron as far as it is known.
    pub fn runs(&self, line: &[Item], layer: usize, row: usize) -> Vec<Run> {
        let theme = self.scene.theme;
        let mut runs = Vec::new();
        for (index, &item) in line.iter().enumerate().filter(|&(_, &item)| self.is_known(item, layer, row)) {
            if index > 0 && line[index - 1] != Item::Label {
                runs.push(Run::new(" ", theme.text()));
            }
            let text = self.text(item, layer, row);
            let q = self.quantity(item, layer, row);
            match (item, self.taking.neuron(layer, row)) {
                (Item::Label, Some((kind, emphasis))) => {
                    let edge = theme.kind(kind).add_modifier(ratatui::style::Modifier::BOLD);
                    let style = if emphasis == Emphasis::New { theme.lit(kind) } else { edge };
                    runs.push(Run::new("▐", edge));
                    runs.push(Run::new(text.trim().to_owned(), style));
                    runs.push(Run::new("▌", edge));
                }
                (Item::Label, None) => runs.push(Run::new(text, theme.text())),
                _ => {
                    let style = theme.kind(q.kind);
                    let bold = style.add_modifier(ratatui::style::Modifier::BOLD);
                    runs.push(Run::new(text, if self.taking.is_new(q) { bold } else { style }));
                }
            }
        }
        runs
    }
}

/// Cells between the items of a line; a name's mark stands between it and what follows.
fn between(line: &[Item]) -> usize {
    let gaps = line.len().saturating_sub(1);
    gaps - usize::from(gaps > 0 && line[0] == Item::Label)
}

/// One way to show a layer in the rows that there are.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub form: Form,
    pub slots: Vec<Slot>,
    pub width: usize,
}

impl Choice {
    /// Whether it shows what neurons give.
    pub fn has_values(&self) -> bool {
        self.form.iter().any(|line| line.contains(&Item::Value))
    }
}

/// Cells beside a name where connections arrive and leave.
pub(super) fn ports(layer: usize, last: usize) -> (usize, usize) {
    (usize::from(layer > 0), usize::from(layer < last))
}

/// The ways to show a layer in so many rows, the best first.
pub(super) fn choices(writer: &Writer<'_>, layer: usize, rows: usize, scroll: isize) -> Vec<Choice> {
    let network = writer.scene.app.lesson().pass().network();
    let (count, last) = (network.width(layer), network.last());
    let chapter = writer.scene.step.address.chapter();
    let forms = match (layer, chapter) {
        (0, _) => PLAIN,
        (_, Chapter::Pattern) if layer < last => DELTA,
        (_, Chapter::Pattern | Chapter::Chain) if layer == last => OUTPUT_DELTA,
        _ if layer == last => OUTPUT,
        _ => PLAIN,
    };
    // Where not all fit even in a row each, fewer are more: with air, unless nearly all would fit.
    let fits = |form: &&&[&[Item]]| match form.len() {
        lines if count <= rows => lines * count <= rows,
        lines => lines == 1 || (count > 2 * rows && rows / lines >= FEW),
    };
    let required = writer.taking.rows(layer);
    let (before, after) = ports(layer, last);
    forms
        .iter()
        .filter(fits)
        .map(|form| {
            let slots = shown(count, rows / form.len(), &required, scroll);
            let neurons = slots.iter().filter_map(|slot| match slot {
                Slot::Neuron(row) => Some(*row),
                Slot::Hidden(_) => None,
            });
            let widest = |row: usize| {
                let line = |line: &&[Item]| {
                    let beside = if writer.air || line.contains(&Item::Label) { before + after } else { 0 };
                    writer.width(line, layer, row) + beside
                };
                form.iter().map(line).max().unwrap_or(0)
            };
            let width = neurons.map(widest).max().unwrap_or(0);
            Choice { form, slots, width }
        })
        .collect()
}

/// Which of `count` neurons are shown in `room` rows: those required, the first and the last, then
/// those around the first required one, or where the reader scrolled to.
fn shown(count: usize, room: usize, required: &[usize], scroll: isize) -> Vec<Slot> {
    if count <= room {
        return (0..count).map(Slot::Neuron).collect();
    }
    let centre = required.first().copied().unwrap_or(0).saturating_add_signed(scroll).min(count - 1);
    let around = (0..=room).flat_map(|n| [centre.checked_sub(n), centre.checked_add(n)]).flatten();
    let wanted = required.iter().take(room).copied().chain([0, count - 1]).chain(around);
    let mut rows: Vec<usize> = Vec::with_capacity(room);
    for row in wanted.filter(|&row| row < count) {
        let Err(place) = rows.binary_search(&row) else { continue };
        rows.insert(place, row);
        // Where there is hardly any room, at least what the step is about is there.
        if slots(count, &rows).len() > room && rows.len() > 1 {
            rows.remove(place);
        }
    }
    let slots = slots(count, &rows);
    if slots.len() > room { rows.into_iter().take(room).map(Slot::Neuron).collect() } else { slots }
}

/// The rows in order, with what is left out between them.
fn slots(count: usize, rows: &[usize]) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(rows.len() + 2);
    let mut next = 0;
    for &row in rows {
        if row > next {
            slots.push(Slot::Hidden(row - next));
        }
        slots.push(Slot::Neuron(row));
        next = row + 1;
    }
    if next < count {
        slots.push(Slot::Hidden(count - next));
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_required_and_both_ends_are_shown_and_every_neuron_is_counted() {
        for count in 1..40 {
            for room in 0..20 {
                for required in [vec![], vec![count / 2], vec![count - 1, 0], (0..count).collect()] {
                    for scroll in [0, 7, -7, 9999] {
                        let slots = shown(count, room, &required, scroll);
                        assert!(slots.len() <= room, "{count} {room} {required:?}");
                        let rows: Vec<_> = slots.iter().filter(|s| matches!(s, Slot::Neuron(_))).collect();
                        assert!(!rows.is_empty() || room == 0);
                        if room > 2 {
                            let all: usize =
                                slots.iter().map(|s| if let Slot::Hidden(n) = s { *n } else { 1 }).sum();
                            assert_eq!(all, count);
                        }
                        if room > 2 && required.len() == 1 {
                            assert!(slots.contains(&Slot::Neuron(required[0])));
                        }
                    }
                }
            }
        }
        let slots = shown(784, 7, &[300], 0);
        assert_eq!(slots[0], Slot::Neuron(0));
        assert_eq!(slots[6], Slot::Neuron(783));
        assert_eq!(slots.iter().filter(|s| matches!(s, Slot::Hidden(_))).count(), 2);
    }
}
