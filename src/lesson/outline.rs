//! The order of the steps: how many there are, which comes n-th, where an address stands.
//!
//! No list of steps exists. The outline has an entry for each section, whose steps are counted by
//! arithmetic, and one for the errors of all outputs; so it grows with the number of layers, not of
//! neurons or weights.

use foldhash::{HashMap, HashMapExt as _};

use super::address::{Address, Factor, Place, Section};
use super::chapter::{Chapter, Zoom};
use crate::engine::{BatchPass, Largest, Network, Pass, Paths, WeightId};

/// Of more paths than this, only the largest are steps of their own.
pub const MOST_PATHS: usize = 24;

/// What steps a section has besides its own.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// None; it is a step from this zoom on.
    Single(Zoom),
    /// None; so many sections of one kind follow each other, a step each.
    Alike(usize),
    /// A step a row and, in each row, a step a column.
    Rows { rows: usize, columns: usize },
    /// A weight of the output layer: its factors and their product.
    Factors,
    /// A hidden weight: the paths that are listed, the factors of each, the sum. Where no number
    /// holds their count, none has a number to be listed by.
    Paths { listed: Vec<u128>, count: Option<u128>, factors: usize },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    section: Section,
    shape: Shape,
    /// The number of steps before it, at each zoom.
    before: [usize; 3],
    included: bool,
}

/// A place among all places of a lesson: the number of its section's entry, and its place within.
pub type Rank = (usize, (u128, usize));

/// The order of a lesson's steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    entries: Vec<Entry>,
    places: HashMap<Section, usize>,
    totals: [usize; 3],
}

impl Shape {
    fn len(&self, zoom: Zoom) -> usize {
        match (self, zoom) {
            (Self::Single(from), _) => usize::from(zoom >= *from),
            (Self::Alike(count), _) => *count,
            (_, Zoom::Layer) => 1,
            (Self::Rows { rows, .. }, Zoom::Operation) => 1 + rows,
            (Self::Rows { rows, columns }, Zoom::Term) => 1 + rows * (1 + columns),
            (Self::Factors, _) => 1 + Factor::ALL.len(),
            (Self::Paths { listed, .. }, Zoom::Operation) => 2 + listed.len(),
            (Self::Paths { listed, factors, .. }, Zoom::Term) => 2 + listed.len() * (1 + factors),
        }
    }

    /// The place of the n-th step.
    fn place(&self, zoom: Zoom, n: usize) -> Place {
        let Some(n) = n.checked_sub(1) else { return Place::Head };
        let grouped = |each: usize| (n / (1 + each), (n % (1 + each)).checked_sub(1));
        match self {
            Self::Single(_) | Self::Alike(_) => Place::Head,
            Self::Rows { columns, .. } => match grouped(if zoom == Zoom::Term { *columns } else { 0 }) {
                (row, None) => Place::Row(row),
                (row, Some(column)) => Place::Cell(row, column),
            },
            Self::Factors => Place::Factor(Factor::ALL[n.min(Factor::ALL.len() - 1)]),
            Self::Paths { listed, factors, .. } => {
                let (index, factor) = grouped(if zoom == Zoom::Term { *factors } else { 0 });
                match (listed.get(index), factor) {
                    (None, _) => Place::Sum,
                    (Some(&k), None) => Place::Path(k),
                    (Some(&k), Some(f)) => Place::PathFactor(k, f),
                }
            }
        }
    }

    /// Whether the section has such a place, listed or not.
    fn has(&self, place: Place) -> bool {
        match (self, place) {
            (_, Place::Head) | (Self::Factors, Place::Factor(_)) | (Self::Paths { .. }, Place::Sum) => true,
            (Self::Rows { rows, .. }, Place::Row(i)) => i < *rows,
            (Self::Rows { rows, columns }, Place::Cell(i, j)) => i < *rows && j < *columns,
            (Self::Paths { count, .. }, Place::Path(k)) => count.is_some_and(|count| k < count),
            (Self::Paths { count, factors, .. }, Place::PathFactor(k, f)) => {
                count.is_some_and(|count| k < count) && f < *factors
            }
            _ => false,
        }
    }

    /// How many steps of the section come before this place, and whether the place is a step.
    fn position(&self, zoom: Zoom, place: Place) -> (usize, bool) {
        let is_step = |level: Zoom| zoom >= level;
        match (self, place) {
            (Self::Single(from), _) => (0, is_step(*from)),
            (Self::Alike(_), _) | (_, Place::Head) => (0, true),
            (_, _) if zoom == Zoom::Layer => (1, false),
            (Self::Rows { columns, .. }, Place::Row(i)) => (1 + i * row_len(zoom, *columns), true),
            (Self::Rows { columns, .. }, Place::Cell(i, j)) => match zoom {
                Zoom::Term => (2 + i * (1 + columns) + j, true),
                _ => (2 + i, false),
            },
            (Self::Factors, Place::Factor(factor)) => (1 + factor as usize, true),
            (Self::Paths { listed, factors, .. }, Place::Path(k)) => {
                let index = listed.partition_point(|&l| l < k);
                (1 + index * row_len(zoom, *factors), listed.get(index) == Some(&k))
            }
            (Self::Paths { listed, factors, .. }, Place::PathFactor(k, f)) => {
                let index = listed.partition_point(|&l| l < k);
                let is_listed = listed.get(index) == Some(&k);
                let start = 1 + index * row_len(zoom, *factors);
                match (is_listed, zoom) {
                    (true, Zoom::Term) => (start + 1 + f, true),
                    (true, _) => (start + 1, false),
                    (false, _) => (start, false),
                }
            }
            (Self::Paths { .. }, _) => (self.len(zoom) - 1, true),
            _ => (self.len(zoom), false),
        }
    }
}

/// The steps of one row, path or neuron at a zoom.
fn row_len(zoom: Zoom, columns: usize) -> usize {
    if zoom == Zoom::Term { 1 + columns } else { 1 }
}

impl Outline {
    /// The outline of a lesson on this pass that derives the given weights by hand; `batch` is the
    /// number of samples after which a learning step is made.
    ///
    /// Chapters that are not wanted keep their place in the order but have no steps.
    pub fn new(pass: &Pass, derive: &[WeightId], batch: usize, wants: impl Fn(Chapter) -> bool) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places = HashMap::new();
        for (section, shape) in sections(pass, derive, batch) {
            if places.contains_key(&section) {
                continue; // a weight that is named twice is derived once
            }
            places.insert(section, entries.len());
            let included = wants(section.chapter());
            entries.push(Entry { section, shape, before: [0; 3], included });
        }
        let mut totals = [0; 3];
        for entry in &mut entries {
            entry.before = totals;
            if entry.included {
                for (total, zoom) in totals.iter_mut().zip(Zoom::ALL) {
                    *total += entry.shape.len(zoom);
                }
            }
        }
        Self { entries, places, totals }
    }

    /// Whether other weights could make other steps: of very many paths, the largest are listed.
    pub fn depends_on_numbers(&self) -> bool {
        self.entries.iter().any(|entry| match &entry.shape {
            Shape::Paths { listed, count, .. } => count.is_some_and(|count| (listed.len() as u128) < count),
            _ => false,
        })
    }

    /// The number of steps at this zoom.
    pub fn len(&self, zoom: Zoom) -> usize {
        self.totals[zoom as usize]
    }

    /// Whether there are no steps at all.
    pub fn is_empty(&self) -> bool {
        self.totals[Zoom::Term as usize] == 0
    }

    /// The n-th step at this zoom, from 0.
    pub fn at(&self, zoom: Zoom, n: usize) -> Option<Address> {
        if n >= self.len(zoom) {
            return None;
        }
        let z = zoom as usize;
        // Entries without steps share their start with the next one, so the last that starts by n has it.
        let entry = &self.entries[self.entries.partition_point(|entry| entry.before[z] <= n) - 1];
        let n = n - entry.before[z];
        Some(match entry.shape {
            Shape::Alike(_) => Address::head(Section::Single(n)),
            _ => Address::at(entry.section, entry.shape.place(zoom, n)),
        })
    }

    /// Whether the lesson has this step, be it at the finest zoom or as a path that is not listed.
    pub fn has(&self, address: Address) -> bool {
        self.entry(address.section).is_some_and(|entry| entry.included) && self.exists(address)
    }

    /// Whether there is this step, also of chapters that are left out.
    pub fn exists(&self, address: Address) -> bool {
        self.entry(address.section).is_some_and(|entry| entry.shape.has(address.place))
    }

    /// The number of this step at this zoom, from 0, where it is one.
    pub fn index(&self, zoom: Zoom, address: Address) -> Option<usize> {
        if !self.has(address) {
            return None;
        }
        let (before, is_step) = self.insertion(zoom, address)?;
        is_step.then_some(before)
    }

    /// How many steps come before this place at this zoom, and whether the place is a step itself.
    pub fn insertion(&self, zoom: Zoom, address: Address) -> Option<(usize, bool)> {
        let entry = self.entry(address.section)?;
        let (offset, is_step) = entry.shape.position(zoom, address.place);
        if !entry.included {
            return Some((entry.before[zoom as usize], false));
        }
        Some((entry.before[zoom as usize] + number(address.section) + offset, is_step))
    }

    /// The step at this zoom on which one lands from an address: itself, its nearest ancestor that
    /// is a step, else the step before it in the chapter, else the one after.
    pub fn nearest(&self, zoom: Zoom, address: Address) -> Option<Address> {
        let mut place = Some(address.place);
        while let Some(at) = place {
            let candidate = Address::at(address.section, at);
            if self.index(zoom, candidate).is_some() {
                return Some(candidate);
            }
            place = at.parent();
        }
        let (before, _) = self.insertion(zoom, address)?;
        let earlier = before.checked_sub(1).and_then(|n| self.at(zoom, n));
        let later = self.at(zoom, before);
        earlier.filter(|a| a.chapter() == address.chapter()).or(later).or(earlier)
    }

    /// Orders addresses as the lesson does, also of chapters that are left out.
    pub fn rank(&self, address: Address) -> Option<Rank> {
        let (first, second) = address.place.rank();
        let number = number(address.section) as u128;
        Some((self.place(address.section)?, (first + number, second)))
    }

    /// The chapters that have steps at this zoom.
    pub fn chapters(&self, zoom: Zoom) -> Vec<Chapter> {
        Chapter::ALL.into_iter().filter(|&c| self.chapter_start(zoom, c).is_some()).collect()
    }

    /// The number of a chapter's first step.
    pub fn chapter_start(&self, zoom: Zoom, chapter: Chapter) -> Option<usize> {
        let has_steps = |e: &&Entry| e.included && e.section.chapter() == chapter && e.shape.len(zoom) > 0;
        self.entries.iter().find(has_steps).map(|entry| entry.before[zoom as usize])
    }

    /// The paths of a hidden weight that are steps, and how many there are in all; `None` beyond `u128`.
    pub fn paths(&self, weight: WeightId) -> Option<(&[u128], Option<u128>)> {
        match &self.entry(Section::Derive(weight))?.shape {
            Shape::Paths { listed, count, .. } => Some((listed, *count)),
            _ => None,
        }
    }

    /// The sections that have steps, in the order of the lesson; of those that are alike the first.
    pub(super) fn sections(&self) -> impl Iterator<Item = Section> + '_ {
        self.entries.iter().filter(|entry| entry.included).map(|entry| entry.section)
    }

    /// How many rows a section has and how many columns each.
    pub(super) fn rows(&self, section: Section) -> Option<(usize, usize)> {
        match self.entry(section)?.shape {
            Shape::Rows { rows, columns } => Some((rows, columns)),
            _ => None,
        }
    }

    /// How many factors each path of a hidden weight has.
    pub(super) fn path_factors(&self, weight: WeightId) -> Option<usize> {
        match self.entry(Section::Derive(weight))?.shape {
            Shape::Paths { factors, .. } => Some(factors),
            _ => None,
        }
    }

    fn entry(&self, section: Section) -> Option<&Entry> {
        self.place(section).map(|index| &self.entries[index])
    }

    /// The number of the entry that has a section.
    fn place(&self, section: Section) -> Option<usize> {
        let index = *self.places.get(&first_alike(section))?;
        match self.entries[index].shape {
            Shape::Alike(count) if number(section) >= count => None,
            _ => Some(index),
        }
    }
}

/// The section that has the entry of this one.
fn first_alike(section: Section) -> Section {
    if let Section::Single(_) = section { Section::Single(0) } else { section }
}

/// The number of a section among those that share an entry.
fn number(section: Section) -> usize {
    if let Section::Single(number) = section { number } else { 0 }
}

/// All sections in the order of the lesson.
fn sections(pass: &Pass, derive: &[WeightId], batch: usize) -> Vec<(Section, Shape)> {
    let network = pass.network();
    let last = network.last();
    let width = |layer| network.width(layer);
    let single = Shape::Single(Zoom::Layer);
    let rows = |layer: usize, columns: usize| Shape::Rows { rows: width(layer), columns };
    let biased = |layer: usize| network.layer(layer).biases.is_some();

    let mut all: Vec<(Section, Shape)> = Vec::new();
    let alone = |sections: &[Section], all: &mut Vec<(Section, Shape)>| {
        all.extend(sections.iter().map(|&section| (section, single.clone())));
    };
    alone(&[Section::Layers, Section::Names, Section::Givens, Section::Samples], &mut all);
    for layer in 1..=last {
        if biased(layer) {
            all.push((Section::Bias(layer), rows(layer, 0)));
        }
        all.push((Section::Net(layer), rows(layer, width(layer - 1))));
        all.push((Section::Out(layer), rows(layer, 0)));
    }
    alone(&[Section::Chain], &mut all);
    all.push((Section::Single(0), Shape::Alike(width(last))));
    alone(&[Section::Total, Section::OtherSamples, Section::Descent], &mut all);
    all.push((Section::ErrorByOut, rows(last, 0)));
    alone(&[Section::Weights], &mut all);
    all.extend(slopes(network, derive).map(|layer| (Section::Slope(layer), single.clone())));
    let mut largest = Largest::new(network, pass, MOST_PATHS);
    all.extend(
        derive.iter().map(|&weight| (Section::Derive(weight), derivation(network, &mut largest, weight))),
    );
    alone(&[Section::HandBill], &mut all);
    for layer in (1..=last).rev() {
        if layer < last {
            all.push((Section::ByOut(layer), rows(layer, width(layer + 1))));
        }
        if layer == last && network.forks_at_output() {
            all.push((Section::Jacobian(layer), rows(layer, width(layer))));
        }
        if layer == last && network.collapses() {
            alone(&[Section::Collapse(layer)], &mut all);
        }
        all.push((Section::Delta(layer), rows(layer, 0)));
        all.push((Section::Gradient(layer), rows(layer, width(layer - 1))));
        if biased(layer) {
            all.push((Section::BiasGradient(layer), rows(layer, 0)));
        }
    }
    alone(&[Section::Rule, Section::PatternBill], &mut all);
    for layer in (1..=last).rev() {
        all.push((Section::Update(layer), rows(layer, width(layer - 1))));
        if biased(layer) {
            all.push((Section::BiasUpdate(layer), rows(layer, 0)));
        }
    }
    alone(&[Section::ForwardAgain, Section::ErrorAgain], &mut all);
    if batch > 1 {
        alone(&[Section::Batch], &mut all);
    }
    // Of a batch that is too large to be gone through, the first step says so.
    if batch > 1 && BatchPass::fits(network, batch) {
        for layer in (1..=last).rev() {
            all.push((Section::Mean(layer), rows(layer, width(layer - 1))));
            if biased(layer) {
                all.push((Section::MeanBias(layer), rows(layer, 0)));
            }
        }
        alone(&[Section::BatchStep], &mut all);
    }
    all.extend(derive.iter().map(|&w| (Section::CheckWeight(w), Shape::Single(Zoom::Operation))));
    alone(&[Section::CheckAll, Section::Train], &mut all);
    all
}

/// The activation functions whose slope has a step of its own, each by the last layer that has it,
/// in the order of the way back. That of the output layer is derived where a weight of it is.
fn slopes(network: &Network, derive: &[WeightId]) -> impl Iterator<Item = usize> {
    let last = network.last();
    let of = |layer: usize| network.layer(layer).activation;
    let is_derived = !network.forks_at_output() && derive.iter().any(|weight| weight.layer == last);
    let is_first = |layer: &usize| (layer + 1..=last).all(|later| of(later) != of(*layer));
    (1..=last)
        .rev()
        .filter(is_first)
        .filter(|&layer| !(is_derived && layer == last))
        .collect::<Vec<_>>()
        .into_iter()
}

/// How a weight is derived by hand: by its factors in the output layer, else path by path.
fn derivation(network: &Network, largest: &mut Largest<'_>, weight: WeightId) -> Shape {
    if weight.layer == network.last() && !network.forks_at_output() {
        return Shape::Factors;
    }
    Shape::Paths {
        listed: largest.of(weight),
        count: Paths::new(network, weight).count(),
        factors: 3 + 2 * (network.last() - weight.layer),
    }
}
