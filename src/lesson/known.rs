//! What is known at a step: a number is shown from the step on that computes it.

use super::address::{Address, Factor, Place, Section};
use super::chapter::Zoom;
use super::outline::Rank;
use super::{Lesson, Outline};
use crate::engine::{Kind, Network, Quantity, WeightId};

/// How much a step shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reveal {
    /// All that it computes, as in data and hand-outs.
    All,
    /// What is known when one arrives there at this zoom: where finer steps follow, they fill in
    /// the numbers.
    AsOf(Zoom),
    /// What was known before the step: its own numbers are still to come.
    Before(Zoom),
}

/// A place in the order of the steps, as far as it decides what is known there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standpoint {
    rank: Option<Rank>,
    reveal: Reveal,
}

impl Lesson {
    /// Where one stands who asks, at one place, for many quantities.
    pub(super) fn standpoint(&self, here: Address, reveal: Reveal) -> Standpoint {
        Standpoint { rank: self.outline().rank(here), reveal }
    }

    /// The step that computes a quantity, as finely as steps go; `None` for what no step computes.
    pub fn home(&self, q: Quantity) -> Option<Address> {
        let network = self.pass().network();
        home(network, q)
    }

    /// The step to which one goes who asks where a number comes from: the step that computes it, or
    /// where the lesson has not come to that yet, the one that derived it by hand.
    pub fn source(&self, q: Quantity, here: Address, zoom: Zoom) -> Option<Address> {
        let home = self.home(q).filter(|&home| self.outline().has(home));
        if home.is_some_and(|home| self.reached(home, here, zoom)) {
            return home;
        }
        let derived = self.derivations(q).find(|&step| self.reached(step, here, zoom));
        derived.filter(|&step| self.outline().has(step)).or(home)
    }

    /// Whether a quantity is known when one stands at `here`, looking at this zoom.
    pub fn known(&self, q: Quantity, here: Address, zoom: Zoom) -> bool {
        self.is_revealed(q, here, Reveal::AsOf(zoom))
    }

    /// Whether a quantity's number is shown at `here`.
    pub fn is_revealed(&self, q: Quantity, here: Address, reveal: Reveal) -> bool {
        self.is_revealed_from(q, self.standpoint(here, reveal))
    }

    /// The same where one stands.
    pub(super) fn is_revealed_from(&self, q: Quantity, at: Standpoint) -> bool {
        let Some(home) = self.home(q) else { return true };
        self.is_shown(home, at) || self.derivations(q).any(|step| self.is_shown(step, at))
    }

    /// Whether what `step` computes is shown where one stands.
    pub(super) fn is_shown(&self, step: Address, at: Standpoint) -> bool {
        let rank = |zoom| self.outline().rank(coarsened(step, zoom));
        match at.reveal {
            Reveal::All => true,
            Reveal::AsOf(zoom) => rank(zoom) <= at.rank,
            Reveal::Before(zoom) => rank(zoom) < at.rank,
        }
    }

    /// Whether `here` is at or after the step at this zoom that shows what `step` computes.
    pub(super) fn reached(&self, step: Address, here: Address, zoom: Zoom) -> bool {
        self.is_shown(step, self.standpoint(here, Reveal::AsOf(zoom)))
    }

    /// The steps at which deriving weights by hand first needs a quantity.
    fn derivations(&self, q: Quantity) -> impl Iterator<Item = Address> + '_ {
        let network = self.pass().network();
        let is_needed = matches!(q.kind, Kind::Slope | Kind::Jacobian | Kind::Delta | Kind::Gradient);
        let weights = self.scenario().plan.derive.iter().filter(move |_| is_needed);
        weights.filter_map(move |&weight| {
            let place = met_on_the_way(network, self.outline(), weight, q)?;
            Some(Address::at(Section::Derive(weight), place))
        })
    }
}

/// The step that computes a quantity.
fn home(network: &Network, q: Quantity) -> Option<Address> {
    let last = network.last();
    let final_cell = |section, columns: usize| Address::at(section, Place::Cell(q.row, columns - 1));
    let row = |section| Address::at(section, Place::Row(q.row));
    let cell = |section| Address::at(section, Place::Cell(q.row, q.column));
    Some(match q.kind {
        Kind::Weight | Kind::Bias | Kind::Target => Address::head(Section::Givens),
        Kind::Out if q.layer == 0 => Address::head(Section::Givens),
        Kind::LearningRate => return None,
        Kind::Net => final_cell(Section::Net(q.layer), network.width(q.layer - 1)),
        Kind::Out => row(Section::Out(q.layer)),
        Kind::Error => Address::head(Section::Single(q.row)),
        Kind::ErrorTotal => Address::head(Section::Total),
        Kind::ErrorByOut if q.layer == last => row(Section::ErrorByOut),
        Kind::ErrorByOut => final_cell(Section::ByOut(q.layer), network.width(q.layer + 1)),
        Kind::Slope | Kind::Delta => row(Section::Delta(q.layer)),
        Kind::Jacobian => cell(Section::Jacobian(q.layer)),
        Kind::Gradient => cell(Section::Gradient(q.layer)),
        Kind::BiasGradient => row(Section::BiasGradient(q.layer)),
        Kind::MeanGradient => cell(Section::Mean(q.layer)),
        Kind::MeanBiasGradient => row(Section::MeanBias(q.layer)),
        Kind::WeightAfter => cell(Section::Update(q.layer)),
        Kind::BiasAfter => row(Section::BiasUpdate(q.layer)),
        Kind::OutAfter => Address::head(Section::ForwardAgain),
        Kind::ErrorTotalAfter => Address::head(Section::ErrorAgain),
    })
}

/// The ancestor that shows the result where the step itself is finer than the zoom.
pub(super) fn coarsened(address: Address, zoom: Zoom) -> Address {
    let place = match (zoom, address.place) {
        (Zoom::Layer, _) => Place::Head,
        (Zoom::Operation, Place::Cell(i, _)) => Place::Row(i),
        (Zoom::Operation, Place::PathFactor(k, _)) => Place::Path(k),
        (_, place) => place,
    };
    Address::at(address.section, place)
}

/// Where deriving a weight by hand first needs a quantity.
fn met_on_the_way(network: &Network, outline: &Outline, weight: WeightId, q: Quantity) -> Option<Place> {
    let (last, forks) = (network.last(), network.forks_at_output());
    let by_factors = weight.layer == last && !forks;
    if q.kind == Kind::Gradient {
        let same = q.weight_id() == weight;
        let end = if by_factors { Place::Factor(Factor::Product) } else { Place::Sum };
        return same.then_some(end);
    }
    if by_factors {
        return match q.kind {
            _ if q.layer != weight.layer || q.row != weight.neuron => None,
            Kind::Slope => Some(Place::Factor(Factor::Slope)),
            _ => Some(Place::Factor(Factor::Product)),
        };
    }
    if q.kind == Kind::Delta || q.layer < weight.layer {
        return None;
    }
    let (listed, _) = outline.paths(weight)?;
    let neuron = if q.kind == Kind::Jacobian { q.column } else { q.row };
    if q.layer == weight.layer && neuron != weight.neuron {
        return None;
    }
    // The first listed path through the neuron; a path's number counts its neurons as digits, and
    // behind softmax the output that it arrives at.
    let outputs = if forks { network.width(last) as u128 } else { 1 };
    let mut widths = (q.layer + 1..=last).map(|l| network.width(l) as u128);
    let behind = widths.try_fold(outputs, u128::checked_mul)?;
    let width = network.width(q.layer) as u128;
    let passes = |k: u128| {
        let is_through = q.layer == weight.layer || k / behind % width == neuron as u128;
        is_through && (q.kind != Kind::Jacobian || k % outputs == q.row as u128)
    };
    let Some(&first) = listed.iter().find(|&&k| passes(k)) else { return Some(Place::Sum) };
    let from_error = 2 * (last - q.layer) + 1;
    Some(Place::PathFactor(first, from_error))
}
