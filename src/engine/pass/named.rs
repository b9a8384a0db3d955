//! Every quantity that a pass computes, by name.

use super::Pass;
use crate::engine::{Kind, Quantity};

impl Pass {
    /// The named quantities of the pass in the order of the lesson: computed ones only, and of the way forward
    /// after the update the error alone.
    pub fn named(&self) -> Vec<(Quantity, f64)> {
        self.numbers().collect()
    }

    /// The same one by one: all at once those of a large network take more room than anything else.
    pub fn numbers(&self) -> impl Iterator<Item = (Quantity, f64)> + '_ {
        self.quantities().filter_map(|q| Some((q, self.value(q)?)))
    }

    fn quantities(&self) -> impl Iterator<Item = Quantity> + '_ {
        let last = self.network().last();
        let whole = |kind: Kind| std::iter::once(Quantity::whole(kind));
        let forward = (1..=last).flat_map(|l| self.each(Kind::Net, l).chain(self.each(Kind::Out, l)));
        let error = self.each(Kind::Error, last).chain(whole(Kind::ErrorTotal));
        let back = (1..=last).rev().flat_map(|layer| self.derivatives(layer));
        let learned = (1..=last)
            .rev()
            .flat_map(|l| self.matrix(Kind::WeightAfter, l).chain(self.each(Kind::BiasAfter, l)));
        forward.chain(error).chain(back).chain(learned).chain(whole(Kind::ErrorTotalAfter))
    }

    fn derivatives(&self, layer: usize) -> impl Iterator<Item = Quantity> + '_ {
        let both = move |row: usize| [Kind::Slope, Kind::Delta].map(|kind| Quantity::of(kind, layer, row));
        let jacobian = self.matrix(Kind::Jacobian, layer).filter(move |_| self.is_softmax(layer));
        self.each(Kind::ErrorByOut, layer)
            .chain(jacobian)
            .chain((0..self.network().width(layer)).flat_map(both))
            .chain(self.matrix(Kind::Gradient, layer))
            .chain(self.each(Kind::BiasGradient, layer))
    }

    fn each(&self, kind: Kind, layer: usize) -> impl Iterator<Item = Quantity> + use<> {
        (0..self.network().width(layer)).map(move |row| Quantity::of(kind, layer, row))
    }

    fn matrix(&self, kind: Kind, layer: usize) -> impl Iterator<Item = Quantity> + use<> {
        let across = if kind.is_square() { layer } else { layer - 1 };
        let (rows, columns) = (self.network().width(layer), self.network().width(across));
        (0..rows).flat_map(move |row| (0..columns).map(move |column| Quantity { kind, layer, row, column }))
    }
}
