//! What is written at a neuron.

use ratatui::style::Modifier;

use super::super::Scene;
use super::super::change::Change;
use super::super::paint::Run;
use super::column::Texts;
use super::reach::Reach;
use super::taking::{Emphasis, Taking};
use crate::engine::{Carry, Kind, Quantity};
use crate::lesson::Section;
use crate::lesson::words::screen as words;
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
    /// What it gave before the change that is marked.
    OldValue,
    /// What it should have given then.
    OldTarget,
    /// Its error term then.
    OldDelta,
}

impl Item {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// What stands for the same number as it was.
    pub fn was(self) -> Option<Self> {
        match self {
            Self::Value => Some(Self::OldValue),
            Self::Target => Some(Self::OldTarget),
            Self::Delta => Some(Self::OldDelta),
            Self::Label | Self::OldValue | Self::OldTarget | Self::OldDelta => None,
        }
    }

    /// Whether it is a number as it was.
    pub fn is_old(self) -> bool {
        matches!(self, Self::OldValue | Self::OldTarget | Self::OldDelta)
    }
}

/// What is written at neurons, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer<'a> {
    pub scene: &'a Scene<'a>,
    pub taking: Taking<'a>,
    pub reach: &'a Reach<'a>,
    /// Significant digits where numbers have more than fit.
    pub digits: usize,
    /// With a blank between values and connections, and before marks.
    pub air: bool,
    /// Whether numbers that changed are marked, where there are any.
    pub marks: bool,
}

impl Writer<'_> {
    /// What an item shows; a name stands for what its neuron gives.
    pub fn quantity(&self, item: Item, layer: usize, row: usize) -> Quantity {
        let kind = match item {
            Item::Label | Item::Value | Item::OldValue if self.is_after() => Kind::OutAfter,
            Item::Label | Item::Value | Item::OldValue => Kind::Out,
            Item::Target | Item::OldTarget => Kind::Target,
            Item::Delta | Item::OldDelta => Kind::Delta,
        };
        Quantity::of(kind, layer, row)
    }

    /// Whether the network runs with its new weights.
    fn is_after(&self) -> bool {
        matches!(self.scene.step.address.section, Section::ForwardAgain | Section::ErrorAgain)
    }

    /// How a number at a neuron changed, if that is marked.
    fn change(&self, q: Quantity) -> Option<Change> {
        Change::of(self.scene.app, q).filter(|_| self.marks)
    }

    /// Whether a number is marked as changed.
    pub fn is_changed(&self, q: Quantity) -> bool {
        self.change(q).is_some()
    }

    /// The numbers that changed at any of these neurons of a layer, known by now or not.
    pub fn changed_items(&self, layer: usize, rows: &[usize]) -> Vec<Item> {
        if !self.marks {
            return Vec::new();
        }
        let changes =
            |item: Item| rows.iter().any(|&row| self.change(self.quantity(item, layer, row)).is_some());
        [Item::Value, Item::Target, Item::Delta].into_iter().filter(|&item| changes(item)).collect()
    }

    /// A number of a neuron.
    fn number(&self, q: Quantity, value: f64) -> String {
        let is_given = q.kind == Kind::Target || q.layer == 0;
        let carry = self.scene.app.lesson().carry();
        let text = match carry {
            _ if is_given && decimals_of(value) < self.digits => given(value, 0),
            Carry::Decimals(n) if !is_given && usize::from(n) <= super::MOST_DIGITS => named(value, carry, 0),
            _ => significant(value, self.digits),
        };
        with_minus(text)
    }

    /// What would stand there if it were known.
    pub fn text(&self, item: Item, layer: usize, row: usize) -> String {
        let lesson = self.scene.app.lesson();
        let q = self.quantity(item, layer, row);
        let now = || lesson.value(q).map(|value| self.number(q, value));
        // Where so few digits show no difference, only the mark does.
        let old = || {
            self.change(q)
                .map(|change| self.number(q, change.before))
                .filter(|old| Some(old) != now().as_ref())
        };
        let with = |before: &str, number: Option<String>| number.map(|text| format!("{before}{text}"));
        let text = match item {
            Item::Label => Some(format!(" {} ", lesson.names().neuron(layer, row))),
            Item::Value => now(),
            Item::Target => with("→ ", now()),
            Item::Delta => with("δ ", now()),
            Item::OldValue | Item::OldDelta => with(words::WAS, old()),
            Item::OldTarget => with(words::WAS, with("→ ", old())),
        };
        text.unwrap_or_default()
    }

    /// The mark behind a number that changed.
    fn mark(&self, item: Item, layer: usize, row: usize) -> Option<Run> {
        item.was()?;
        let arrow = self.change(self.quantity(item, layer, row))?.arrow();
        let text = if self.air { format!(" {arrow}").into() } else { std::borrow::Cow::from(arrow) };
        Some(Run::new(text, self.scene.theme.mark()))
    }

    fn is_known(&self, item: Item, layer: usize, row: usize) -> bool {
        item == Item::Label || self.scene.app.knows(self.quantity(item, layer, row))
    }

    /// The cells of an item's text and its mark.
    pub fn cells(&self, text: &str, item: Item, layer: usize, row: usize) -> usize {
        let mark = self.mark(item, layer, row).map_or(0, |mark| text::width(&mark.text));
        text::width(text) + mark
    }

    /// A line of a neuron as far as it is known, from the texts of its layer.
    pub fn runs(&self, line: &[Item], layer: usize, row: usize, texts: &Texts<'_>) -> Vec<Run> {
        let theme = self.scene.theme;
        let mut runs = Vec::new();
        for (index, &item) in line.iter().enumerate().filter(|&(_, &item)| self.is_known(item, layer, row)) {
            let text = texts.text(item, row);
            if item.is_old() && text.is_empty() {
                continue;
            }
            if index > 0 && line[index - 1] != Item::Label {
                runs.push(Run::new(" ", theme.text()));
            }
            match item {
                Item::Label => runs.extend(self.label(text, layer, row)),
                _ if item.is_old() => runs.push(Run::new(text, theme.faint())),
                _ => {
                    let q = self.quantity(item, layer, row);
                    let steps_back = self.scene.dims() && !self.taking.takes(q);
                    let style = if steps_back { theme.faint() } else { theme.kind(q.kind) };
                    let bold = style.add_modifier(Modifier::BOLD);
                    runs.push(Run::number(text, if self.taking.is_new(q) { bold } else { style }, q));
                    runs.extend(self.mark(item, layer, row));
                }
            }
        }
        runs
    }

    /// A neuron's name: between bars where it takes part, underlined where the change goes.
    fn label(&self, text: String, layer: usize, row: usize) -> Vec<Run> {
        let theme = self.scene.theme;
        let ways = self.reach.neuron(layer, row);
        match (self.taking.neuron(layer, row), ways.style(theme)) {
            (Some((kind, emphasis)), _) => {
                let edge = theme.kind(kind).add_modifier(Modifier::BOLD);
                let style = if emphasis == Emphasis::New { theme.lit(kind) } else { edge };
                vec![Run::new("▐", edge), Run::new(text.trim().to_owned(), style), Run::new("▌", edge)]
            }
            (None, Some(style)) => {
                let blank = || Run::new(" ", theme.text());
                let style = style.add_modifier(Modifier::UNDERLINED);
                vec![blank(), Run::new(text.trim().to_owned(), style), blank()]
            }
            (None, None) => {
                vec![Run::new(text, if self.scene.dims() { theme.faint() } else { theme.text() })]
            }
        }
    }
}

/// Cells between the items of a line; a name's mark stands between it and what follows.
pub(super) fn between(line: &[Item]) -> usize {
    let gaps = line.len().saturating_sub(1);
    gaps - usize::from(gaps > 0 && line[0] == Item::Label)
}
