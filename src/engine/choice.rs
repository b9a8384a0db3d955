//! Which weights and biases are taken where all would be too many.

use super::{Kind, Network, Quantity};

/// The weights or the biases of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// [`Kind::Weight`] or [`Kind::Bias`].
    pub kind: Kind,
    /// The layer, from 1.
    pub layer: usize,
    /// How many there are.
    pub count: usize,
}

impl Group {
    /// All of a network's, layer by layer, weights before biases.
    pub fn all(network: &Network) -> Vec<Self> {
        let of_layer = |layer: usize| {
            let weights = Self { kind: Kind::Weight, layer, count: network.layer(layer).weights.len() };
            let biases = network.layer(layer).biases.as_ref();
            [Some(weights), biases.map(|b| Self { kind: Kind::Bias, layer, count: b.len() })]
        };
        (1..network.depth()).flat_map(of_layer).flatten().collect()
    }

    /// Whether it belongs to this group.
    pub fn contains(self, q: Quantity) -> bool {
        q.kind == self.kind && q.layer == self.layer
    }

    /// So many of them, spread evenly: one of each block of neighbours, each time a place further
    /// on, so that not always the same column is met.
    fn spread(self, network: &Network, taken: usize) -> impl Iterator<Item = Quantity> + use<> {
        let Self { kind, layer, count } = self;
        let columns = if kind == Kind::Weight { network.width(layer - 1) } else { 1 };
        let shortest = count / taken.max(1);
        (0..taken).map(move |n| {
            let block = (n as u128 * count as u128 / taken as u128) as usize;
            let index = block + n % shortest;
            Quantity { kind, layer, row: index / columns, column: index % columns }
        })
    }
}

/// At most about `most` weights and biases, each group having the same share as far as it has so
/// many, and at least one.
pub(super) fn choose(network: &Network, most: usize) -> Vec<Quantity> {
    let groups = Group::all(network);
    let mut smallest_first: Vec<usize> = (0..groups.len()).collect();
    smallest_first.sort_by_key(|&n| groups[n].count);
    let mut taken = vec![0; groups.len()];
    let mut left = most;
    for (done, &n) in smallest_first.iter().enumerate() {
        taken[n] = groups[n].count.min((left / (groups.len() - done)).max(1));
        left = left.saturating_sub(taken[n]);
    }
    groups.iter().zip(taken).flat_map(|(group, taken)| group.spread(network, taken)).collect()
}

/// How many weights and biases can be nudged by all samples for so many multiplications, about; at
/// least 1.
///
/// A nudge takes two ways forward a sample, from the neuron on at which it is made.
pub fn affordable_checks(network: &Network, samples: usize, multiplications: usize) -> usize {
    let behind =
        |layer: usize| (layer + 1..network.depth()).map(|l| network.layer(l).weights.len()).sum::<usize>();
    let groups = Group::all(network);
    let costs = groups.iter().map(|group| network.width(group.layer - 1) + behind(group.layer));
    let mean = costs.sum::<usize>() / groups.len();
    (multiplications / (2 * samples.max(1)).saturating_mul(mean.max(1))).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Activation, Layer, Loss};
    use ndarray::{Array1, Array2};

    fn network(widths: &[usize]) -> Network {
        let layers = widths.windows(2).map(|pair| Layer {
            weights: Array2::zeros((pair[1], pair[0])),
            biases: Some(Array1::zeros(pair[1])),
            activation: Activation::Sigmoid,
        });
        Network::new(layers.collect(), Loss::HalfSquaredError).unwrap()
    }

    #[test]
    fn all_are_taken_where_there_is_room_each_once() {
        let network = network(&[3, 5, 2]);
        let all = choose(&network, 32);
        assert_eq!(all.len(), 15 + 5 + 10 + 2);
        assert!(
            all.is_sorted_by(|a, b| (a.layer, a.kind, a.row, a.column) < (b.layer, b.kind, b.row, b.column))
        );
        assert_eq!(choose(&network, usize::MAX), all);
    }

    #[test]
    fn of_many_each_layer_has_its_share_and_no_column_is_favoured() {
        let network = network(&[64, 64, 32, 4]);
        let chosen = choose(&network, 300);
        assert!(chosen.len() <= 300 && chosen.len() > 290, "{}", chosen.len());
        let of = |kind, layer| chosen.iter().filter(|q| q.kind == kind && q.layer == layer).count();
        assert_eq!((of(Kind::Bias, 3), of(Kind::Bias, 2)), (4, 32));
        assert_eq!(of(Kind::Weight, 1), of(Kind::Weight, 2));
        let mut columns: Vec<usize> =
            chosen.iter().filter(|q| q.kind == Kind::Weight && q.layer == 1).map(|q| q.column).collect();
        columns.sort_unstable();
        columns.dedup();
        assert!(columns.len() > 20, "{columns:?}");
        let mut once = chosen.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), chosen.len());
        assert_eq!(choose(&network, 0).len(), 6, "one of each at least");
    }

    #[test]
    fn what_can_be_afforded_falls_with_samples_and_size() {
        let network = network(&[2, 2, 2]);
        // Into b a nudge takes 2 + 4 multiplications, into c 2: 4 in the mean, twice for two sides.
        assert_eq!(affordable_checks(&network, 1, 800), 100);
        assert_eq!(affordable_checks(&network, 10, 800), 10);
        assert_eq!(affordable_checks(&network, 1000, 800), 1);
    }
}
