//! Every quantity of a pass in groups, in the order of the lesson; updated weights from the first layer on.

use crate::engine::{Kind, Network, Quantity};
use crate::lesson::Chapter;

/// The quantities that a chapter computes, in some chapters a layer at a time.
pub(super) struct Group<'a> {
    pub chapter: Chapter,
    /// The layer, if they are of one.
    pub layer: Option<usize>,
    /// A network that has no number under some of these names has none there.
    pub quantities: Box<dyn Iterator<Item = Quantity> + 'a>,
}

/// All of them: what is given first.
pub(super) fn groups(network: &Network) -> impl Iterator<Item = Group<'_>> {
    let last = network.last();
    let group = |chapter, layer, quantities| Group { chapter, layer, quantities };
    let given = group(Chapter::Network, None, Box::new(givens(network)) as Box<dyn Iterator<Item = _>>);
    let forward = (1..=last).map(move |layer| {
        let quantities = vectors(network, &[Kind::Net, Kind::Out], layer);
        group(Chapter::Forward, Some(layer), Box::new(quantities))
    });
    let errors = vectors(network, &[Kind::Error], last).chain([Quantity::whole(Kind::ErrorTotal)]);
    let errors = group(Chapter::Error, None, Box::new(errors));
    let back = (1..=last).rev().map(move |layer| {
        let by_out = vectors(network, &[Kind::ErrorByOut], layer);
        let jacobian = square(network, layer);
        let by_neuron = by_out.chain(jacobian).chain(vectors(network, &[Kind::Slope, Kind::Delta], layer));
        let gradients = matrix(network, Kind::Gradient, layer);
        let of_biases = vectors(network, &[Kind::BiasGradient], layer);
        group(Chapter::Pattern, Some(layer), Box::new(by_neuron.chain(gradients).chain(of_biases)))
    });
    let learned = (1..=last).map(move |layer| {
        let weights = matrix(network, Kind::WeightAfter, layer);
        let biases = vectors(network, &[Kind::BiasAfter], layer);
        group(Chapter::Learn, Some(layer), Box::new(weights.chain(biases)))
    });
    let after = vectors(network, &[Kind::OutAfter], last).chain([Quantity::whole(Kind::ErrorTotalAfter)]);
    let after = group(Chapter::Learn, None, Box::new(after));
    [given].into_iter().chain(forward).chain([errors]).chain(back).chain(learned).chain([after])
}

/// Inputs, targets, weights, biases and the learning rate.
fn givens(network: &Network) -> impl Iterator<Item = Quantity> + '_ {
    let layers = (1..=network.last())
        .flat_map(|layer| matrix(network, Kind::Weight, layer).chain(vectors(network, &[Kind::Bias], layer)));
    vectors(network, &[Kind::Out], 0)
        .chain(vectors(network, &[Kind::Target], network.last()))
        .chain(layers)
        .chain([Quantity::whole(Kind::LearningRate)])
}

/// The numbers of these kinds of every neuron of a layer, kind by kind.
fn vectors<'a>(
    network: &Network,
    kinds: &'a [Kind],
    layer: usize,
) -> impl Iterator<Item = Quantity> + use<'a> {
    let width = network.width(layer);
    kinds.iter().flat_map(move |&kind| (0..width).map(move |row| Quantity::of(kind, layer, row)))
}

/// The entries of softmax's Jacobian, row by row.
fn square(network: &Network, layer: usize) -> impl Iterator<Item = Quantity> + use<> {
    let width = if network.layer(layer).activation.is_softmax() { network.width(layer) } else { 0 };
    (0..width).flat_map(move |row| {
        (0..width).map(move |column| Quantity { kind: Kind::Jacobian, layer, row, column })
    })
}

/// The numbers of this kind of every weight of a layer, row by row.
fn matrix(network: &Network, kind: Kind, layer: usize) -> impl Iterator<Item = Quantity> + use<> {
    let (rows, columns) = (network.width(layer), network.width(layer - 1));
    (0..rows).flat_map(move |row| (0..columns).map(move |column| Quantity { kind, layer, row, column }))
}
