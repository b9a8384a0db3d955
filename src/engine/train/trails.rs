//! The ways of some weights over the epochs.

use super::super::{Kind, Network, Quantity, WeightId};
use super::checkpoints::thin;

/// Weights of a layer that are followed.
const FOLLOWED: usize = 6;
/// Epochs whose values are kept at most.
const MOST_POINTS: usize = 1024;

/// Values of a few weights of each layer after every so many epochs. When they become too many, every
/// other epoch goes.
#[derive(Debug, Clone)]
pub(super) struct Trails {
    every: usize,
    /// At index `n` the values at epoch `n · every`, in the order of what is followed.
    points: Vec<Vec<f64>>,
    /// All that is followed, layer by layer.
    followed: Vec<Quantity>,
}

impl Trails {
    /// Follows in each layer those of `first` that it has, then the weights and biases that moved most
    /// from one network to the other, the first epoch's.
    pub fn new(start: &Network, moved: &Network, first: &[WeightId]) -> Self {
        let followed = (1..start.depth()).flat_map(|layer| chosen(layer, start, moved, first)).collect();
        let mut trails = Self { every: 1, points: Vec::new(), followed };
        trails.note(0, start);
        trails.note(1, moved);
        trails
    }

    /// Keeps the values after the next epoch, if it is one of those that are kept.
    pub fn note(&mut self, epoch: usize, network: &Network) {
        if epoch != self.points.len() * self.every {
            return;
        }
        if self.points.len() == MOST_POINTS {
            thin(&mut self.points);
            self.every *= 2;
            if epoch != self.points.len() * self.every {
                return;
            }
        }
        self.points.push(self.followed.iter().map(|&q| value(network, q)).collect());
    }

    /// What is followed in a layer.
    pub fn of_layer(&self, layer: usize) -> impl Iterator<Item = Quantity> {
        self.followed.iter().copied().filter(move |q| q.layer == layer)
    }

    /// The values of one of them, each with its epoch.
    pub fn values(&self, q: Quantity) -> impl Iterator<Item = (usize, f64)> {
        let index = self.followed.iter().position(|&followed| followed == q);
        let points = self.points.iter().enumerate();
        points.filter_map(move |(n, values)| Some((n * self.every, *values.get(index?)?)))
    }
}

/// A weight's or a bias's value.
pub(super) fn value(network: &Network, q: Quantity) -> f64 {
    match (q.kind, &network.layer(q.layer).biases) {
        (Kind::Bias, Some(biases)) => biases[q.row],
        _ => network.weight(q.weight_id()),
    }
}

/// What is followed in a layer, in the order of its rows.
fn chosen(layer: usize, start: &Network, moved: &Network, first: &[WeightId]) -> Vec<Quantity> {
    let (rows, columns) = start.layer(layer).weights.dim();
    let weights = (0..rows * columns).map(|n| Quantity {
        kind: Kind::Weight,
        layer,
        row: n / columns,
        column: n % columns,
    });
    let biases = start.layer(layer).biases.iter().flatten().enumerate();
    let biases = biases.map(|(row, _)| Quantity::of(Kind::Bias, layer, row));
    let wanted = first.iter().filter(|weight| weight.layer == layer);
    let mut chosen: Vec<Quantity> =
        wanted.take(FOLLOWED).map(|&weight| Quantity::at(Kind::Weight, weight)).collect();
    // The best so far, the one that moved least at the end.
    let mut most: Vec<(f64, Quantity)> = Vec::with_capacity(FOLLOWED + 1);
    let room = FOLLOWED - chosen.len();
    for q in weights.chain(biases).filter(|q| !chosen.contains(q)) {
        let by = (value(moved, q) - value(start, q)).abs();
        let rank = most.partition_point(|(best, _)| *best >= by);
        if rank < room {
            most.insert(rank, (by, q));
            most.truncate(room);
        }
    }
    chosen.extend(most.into_iter().map(|(_, q)| q));
    chosen.sort_by_key(|q| (q.kind == Kind::Bias, q.row, q.column));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_are_wanted_come_before_those_that_move_most() {
        let scenario = crate::scenario::builtin("swap").unwrap();
        let start = scenario.network();
        let mut moved = Network::clone(start);
        let at = |neuron, input| WeightId { layer: 1, neuron, input };
        for (n, weight) in start.weight_ids().filter(|weight| weight.layer == 1).enumerate() {
            moved.layer_mut(1).weights[[weight.neuron, weight.input]] += (n as f64 - 3.2) / 10.0;
        }
        let trails = Trails::new(start, &moved, &[at(1, 1), at(1, 0)]);
        let followed: Vec<_> = trails.of_layer(1).map(|q| (q.row, q.column)).collect();
        assert_eq!(followed, [(0, 0), (0, 1), (1, 0), (1, 1), (3, 0), (3, 1)]);
        assert_eq!(trails.of_layer(2).count(), FOLLOWED);
        assert_eq!(trails.of_layer(3).count(), FOLLOWED);
    }

    #[test]
    fn long_ways_are_thinned() {
        let scenario = crate::scenario::builtin("swap").unwrap();
        let start = scenario.network();
        let q = Quantity { kind: Kind::Weight, layer: 2, row: 1, column: 2 };
        let mut network = Network::clone(start);
        let mut trails = Trails::new(start, start, &[q.weight_id()]);
        for epoch in 2..10_000 {
            network.layer_mut(2).weights[[1, 2]] = epoch as f64;
            trails.note(epoch, &network);
        }
        let values: Vec<_> = trails.values(q).collect();
        assert!((MOST_POINTS / 2..=MOST_POINTS).contains(&values.len()));
        assert!(values[1..].iter().all(|&(epoch, value)| value == epoch as f64));
        assert_eq!(values[0], (0, 0.55));
    }
}
