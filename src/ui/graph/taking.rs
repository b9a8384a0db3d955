//! Which neurons and connections take part in a step.

use crate::engine::{Kind, Part, Quantity, WeightId};
use crate::lesson::Step;

/// How much something stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Emphasis {
    /// It takes part.
    Lit,
    /// It is what the step is about.
    New,
}

/// Numbers that stand at a neuron.
const AT_NEURONS: [Kind; 12] = [
    Kind::Net,
    Kind::Out,
    Kind::Slope,
    Kind::Delta,
    Kind::ErrorByOut,
    Kind::Target,
    Kind::Error,
    Kind::Bias,
    Kind::BiasGradient,
    Kind::MeanBiasGradient,
    Kind::BiasAfter,
    Kind::OutAfter,
];
/// Numbers that stand at a connection.
const AT_EDGES: [Kind; 4] = [Kind::Weight, Kind::Gradient, Kind::MeanGradient, Kind::WeightAfter];

/// What takes part in a step, asked for by neuron and by connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taking<'a> {
    step: &'a Step,
}

impl<'a> Taking<'a> {
    pub fn of(step: &'a Step) -> Self {
        Self { step }
    }

    fn find(self, kinds: &[Kind], q: Quantity) -> Option<(Kind, Emphasis)> {
        // The layer first: it rules most parts out.
        let has = |part: &&Part| {
            part.layer == q.layer && kinds.contains(&part.kind) && part.contains(q.with(part.kind))
        };
        let new = self.step.new.iter().find(has).map(|part| (part.kind, Emphasis::New));
        new.or_else(|| self.step.lit.iter().find(has).map(|part| (part.kind, Emphasis::Lit)))
    }

    /// Whether a neuron takes part, and with which of its numbers.
    pub fn neuron(self, layer: usize, row: usize) -> Option<(Kind, Emphasis)> {
        self.find(&AT_NEURONS, Quantity::of(Kind::Out, layer, row))
    }

    /// Whether a connection takes part, and with which of its numbers.
    pub fn edge(self, weight: WeightId) -> Option<(Kind, Emphasis)> {
        self.find(&AT_EDGES, Quantity::at(Kind::Weight, weight))
    }

    /// Whether this very number takes part.
    pub fn takes(self, q: Quantity) -> bool {
        self.is_new(q) || self.step.lit.iter().any(|part| part.contains(q))
    }

    /// Whether this very number is what the step is about.
    pub fn is_new(self, q: Quantity) -> bool {
        self.step.new.iter().any(|part| part.contains(q))
    }

    /// Parts that stand in the graph, the new ones first.
    fn parts(self) -> impl Iterator<Item = &'a Part> {
        let in_graph = |part: &&Part| AT_NEURONS.contains(&part.kind) || AT_EDGES.contains(&part.kind);
        self.step.new.iter().chain(&self.step.lit).filter(in_graph)
    }

    /// Neurons of a layer that take part and are named one by one, the new ones first.
    pub fn rows(self, layer: usize) -> Vec<usize> {
        let mut rows = Vec::new();
        for part in self.parts() {
            let is_edge = AT_EDGES.contains(&part.kind);
            let row = if part.layer == layer {
                part.row
            } else if is_edge && part.layer == layer + 1 {
                part.column
            } else {
                None
            };
            rows.extend(row.filter(|row| !rows.contains(row)));
        }
        rows
    }

    /// The first and the last layer where something takes part, and the layer that it is about.
    pub fn layers(self) -> Option<(usize, usize, usize)> {
        let about = self.parts().next()?.layer;
        let first = |part: &Part| {
            if AT_EDGES.contains(&part.kind) { part.layer.saturating_sub(1) } else { part.layer }
        };
        let from = self.parts().map(first).min()?;
        let to = self.parts().map(|part| part.layer).max()?;
        Some((from, to, about))
    }
}
