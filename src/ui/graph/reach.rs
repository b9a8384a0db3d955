//! What the change that marks show reaches, as far as the graph shows it.

use ratatui::style::Style;

use super::super::Scene;
use super::super::theme::Theme;
use crate::engine::{Cone, Kind, Network, Quantity, WeightId};
use crate::lesson::{Chapter, Flow};

/// Changed numbers whose neurons are to be in sight; of more, some do.
const MOST_IN_SIGHT: usize = 6;

/// Where the change goes: forward through outputs, and where the lesson has come to derivatives also
/// backward through them.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    cone: Option<&'a Cone>,
    has_derivatives: bool,
    /// What was changed, as long as it is marked.
    changed: &'a [Quantity],
}

/// On which ways a neuron or a connection is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Ways {
    /// By a value on the way forward.
    pub forward: bool,
    /// By a derivative on the way back.
    pub backward: bool,
}

impl Ways {
    /// Whether it is reached at all.
    pub fn any(self) -> bool {
        self.forward || self.backward
    }

    /// Its colours; where both ways lead over it, the way forward is what one looks for.
    pub fn style(self, theme: Theme) -> Option<Style> {
        match self {
            Self { forward: true, .. } => Some(theme.changed()),
            Self { backward: true, .. } => Some(theme.changed_back()),
            _ => None,
        }
    }
}

impl<'a> Reach<'a> {
    pub fn of(scene: &'a Scene<'_>) -> Self {
        let derivatives = [Chapter::Chain, Chapter::Pattern, Chapter::Learn, Chapter::Check];
        Self {
            cone: scene.app.cone(),
            has_derivatives: derivatives.contains(&scene.step.address.chapter())
                || scene.step.flow == Flow::Backward,
            changed: scene.app.changed_givens(MOST_IN_SIGHT),
        }
    }

    /// Whether the graph shows it.
    pub fn is_shown(&self) -> bool {
        self.cone.is_some()
    }

    /// What was changed, at most a few.
    pub fn changed(&self) -> &'a [Quantity] {
        self.changed
    }

    /// A neuron is reached forward with its output and backward with its `δ`.
    pub fn neuron(&self, layer: usize, row: usize) -> Ways {
        let Some(cone) = self.cone else { return Ways::default() };
        let has = |kind: Kind| cone.contains(Quantity::of(kind, layer, row));
        Ways { forward: has(Kind::Out), backward: self.has_derivatives && has(Kind::Delta) }
    }

    /// A connection is reached forward if it was changed or leads on what was; backward if a changed
    /// `δ` goes over it to a neuron that has one.
    pub fn edge(&self, weight: WeightId) -> Ways {
        let Some(cone) = self.cone else { return Ways::default() };
        let WeightId { layer, neuron, input } = weight;
        let has = |kind: Kind, layer: usize, row: usize| cone.contains(Quantity::of(kind, layer, row));
        let forward = cone.contains(Quantity::at(Kind::Weight, weight)) || has(Kind::Out, layer - 1, input);
        let backward = has(Kind::Delta, layer, neuron) && has(Kind::ErrorByOut, layer - 1, input);
        Ways { forward, backward: self.has_derivatives && backward }
    }

    /// On which ways anything is reached: backward, whether a derivative goes over any connection.
    pub fn ways(&self, network: &Network) -> Ways {
        let Some(cone) = self.cone else { return Ways::default() };
        let has = |kind: Kind, layers: std::ops::Range<usize>| {
            let mut neurons = layers.flat_map(|l| (0..network.width(l)).map(move |row| (l, row)));
            neurons.any(|(layer, row)| cone.contains(Quantity::of(kind, layer, row)))
        };
        let last = network.last();
        Ways {
            forward: has(Kind::Out, 1..last + 1),
            backward: self.has_derivatives && has(Kind::ErrorByOut, 1..last),
        }
    }

    /// The neurons of a layer at which something was changed, or to or from which a connection leads
    /// that was.
    pub fn rows(&self, layer: usize) -> impl Iterator<Item = usize> + '_ {
        self.changed.iter().flat_map(move |q| {
            let is_here = q.layer == layer && q.kind != Kind::LearningRate;
            let leads_on = q.kind == Kind::Weight && q.layer == layer + 1;
            [is_here.then_some(q.row), leads_on.then_some(q.column)].into_iter().flatten()
        })
    }
}
