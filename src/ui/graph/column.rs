//! A layer as a column: which of its neurons are shown, and in which lines.

use std::cell::RefCell;

use super::writer::{Item, Writer, between};
use crate::lesson::Chapter;

/// The lines of a neuron.
type Form = &'static [&'static [Item]];

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

impl Slot {
    fn neuron(self) -> Option<usize> {
        match self {
            Self::Neuron(row) => Some(row),
            Self::Hidden(_) => None,
        }
    }
}

/// Neurons beyond which a layer is shown in part, even where the rows for them would do.
const FEW: usize = 5;

/// The same form with what those of its numbers were that changed: below each, or else beside it.
fn forms_with_old(form: &[Vec<Item>], changed: &[Item]) -> [Vec<Vec<Item>>; 2] {
    let was = |item: Item| item.was().filter(|_| changed.contains(&item));
    let below = form.iter().flat_map(|line| {
        let old: Vec<Item> = line.iter().filter_map(|&item| was(item)).collect();
        [line.clone(), old].into_iter().filter(|line| !line.is_empty())
    });
    let beside =
        form.iter().map(|line| line.iter().flat_map(|&item| [Some(item), was(item)]).flatten().collect());
    [below.collect(), beside.collect()]
}

/// One way to show a layer in the rows that there are.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub form: Vec<Vec<Item>>,
    pub slots: Vec<Slot>,
    pub width: usize,
}

impl Choice {
    /// Whether it shows what neurons give.
    pub fn has_values(&self) -> bool {
        self.form.iter().any(|line| line.contains(&Item::Value))
    }
}

/// What the items of a layer's neurons say, known yet or not, and how wide that is. Many forms are measured
/// and one is drawn: each text is made once.
#[derive(Debug, Clone)]
pub(super) struct Texts<'a> {
    writer: Writer<'a>,
    layer: usize,
    /// Of the neurons that were asked for, in their order, by item.
    made: RefCell<Vec<(usize, [Option<Made>; Item::COUNT])>>,
}

/// A text, and the cells that it takes with the mark behind it.
#[derive(Debug, Clone)]
struct Made {
    text: String,
    cells: usize,
}

impl<'a> Texts<'a> {
    fn new(writer: Writer<'a>, layer: usize) -> Self {
        Self { writer, layer, made: RefCell::default() }
    }

    fn look_at<T>(&self, item: Item, row: usize, look: impl FnOnce(&Made) -> T) -> T {
        let mut made = self.made.borrow_mut();
        let index = made.binary_search_by_key(&row, |(row, _)| *row).unwrap_or_else(|index| {
            made.insert(index, (row, [const { None }; Item::COUNT]));
            index
        });
        look(made[index].1[item as usize].get_or_insert_with(|| {
            let text = self.writer.text(item, self.layer, row);
            Made { cells: self.writer.cells(&text, item, self.layer, row), text }
        }))
    }

    fn cells(&self, item: Item, row: usize) -> usize {
        self.look_at(item, row, |made| made.cells)
    }

    /// What an item of a neuron says.
    pub fn text(&self, item: Item, row: usize) -> String {
        self.look_at(item, row, |made| made.text.clone())
    }

    /// The widest that a line of a neuron can get, with what it needs beside it.
    fn of_line(&self, line: &[Item], row: usize) -> usize {
        let (before, after) = ports(self.layer, self.writer.scene.app.lesson().pass().network().last());
        let is_old = line.iter().all(|item| item.is_old());
        let has_ports = line.contains(&Item::Label) || self.writer.air && !is_old;
        let cells: usize = line.iter().map(|&item| self.cells(item, row)).sum();
        cells + between(line) + if has_ports { before + after } else { 0 }
    }

    /// The widest that any neuron that is shown can get.
    fn of_form(&self, form: &[Vec<Item>], slots: &[Slot]) -> usize {
        let rows = slots.iter().filter_map(|slot| slot.neuron());
        rows.flat_map(|row| form.iter().map(move |line| self.of_line(line, row))).max().unwrap_or(0)
    }
}

/// Cells beside a name where connections arrive and leave.
pub(super) fn ports(layer: usize, last: usize) -> (usize, usize) {
    (usize::from(layer > 0), usize::from(layer < last))
}

/// The ways to show a layer in so many rows, the best first, and the texts that were made for them.
pub(super) fn choices(
    writer: Writer<'_>,
    layer: usize,
    rows: usize,
    scroll: isize,
) -> (Vec<Choice>, Texts<'_>) {
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
    let fits = |form: &&Form| match form.len() {
        lines if count <= rows => lines * count <= rows,
        lines => lines == 1 || (count > 2 * rows && rows / lines >= FEW),
    };
    let mut required = writer.taking.rows(layer);
    for row in writer.reach.rows(layer) {
        if !required.contains(&row) {
            required.push(row);
        }
    }
    let texts = Texts::new(writer, layer);
    let choice = |&lines: &Form| {
        let slots = shown(count, rows / lines.len(), &required, scroll);
        let form: Vec<Vec<Item>> = lines.iter().map(|line| line.to_vec()).collect();
        Choice { width: texts.of_form(&form, &slots), form, slots }
    };
    let choices = forms.iter().filter(fits).map(choice).collect();
    (choices, texts)
}

/// The same choice with what those of its numbers were that changed, where there are rows for that,
/// and how wide it is then: the best first.
pub(super) fn with_old(texts: &Texts<'_>, rows: usize, choice: &Choice) -> Vec<(Vec<Vec<Item>>, usize)> {
    let neurons: Vec<usize> = choice.slots.iter().filter_map(|slot| slot.neuron()).collect();
    let changed = texts.writer.changed_items(texts.layer, &neurons);
    if changed.is_empty() {
        return Vec::new();
    }
    // With a blank row between neurons, so that it is seen which number belongs to which.
    let has_air = |old: &Vec<Vec<Item>>| (old.len() + 1) * choice.slots.len() <= rows + 1;
    let forms = forms_with_old(&choice.form, &changed).into_iter();
    let forms = forms.filter(|old| *old != choice.form && has_air(old));
    let measured = |form: Vec<Vec<Item>>| {
        let width = texts.of_form(&form, &choice.slots);
        (form, width)
    };
    forms.map(measured).collect()
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
    // The line that says that all are left out.
    let mut lines = 1;
    for row in wanted.filter(|&row| row < count) {
        let Err(place) = rows.binary_search(&row) else { continue };
        let before = place.checked_sub(1).map_or(0, |before| rows[before] + 1);
        let after = rows.get(place).copied().unwrap_or(count);
        // A line of its own, and the neurons left out around it have one, two or none where they had one.
        let more = usize::from(before < row) + usize::from(row + 1 < after);
        // Where there is hardly any room, at least what the step is about is there.
        if lines + more <= room || rows.is_empty() {
            rows.insert(place, row);
            lines += more;
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
