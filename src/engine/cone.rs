//! What depends on a given number: forward its cone of outputs, backward the derivatives.

use super::{Kind, Network, Part, Pass, Quantity};

/// Which quantities a change of given numbers can reach. It is a matter of the network's shape: a
/// quantity in the cone may happen to stay the same, one outside of it cannot change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cone {
    changed: Vec<Part>,
    /// Which net values of a softmax layer are reached, if any is: its outputs then are all reached.
    nets: Option<Vec<bool>>,
    outs: Reached,
    by_outs: Reached,
    deltas: Reached,
    outs_after: Reached,
    rate: bool,
}

/// Which neurons are reached with one of their numbers: by layer, the input layer first, which has
/// no derivatives.
type Reached = Vec<Vec<bool>>;

impl Cone {
    /// The cone of given numbers: weights, biases, inputs, targets, the learning rate.
    pub fn of(network: &Network, changed: impl IntoIterator<Item = Part>) -> Self {
        Self::through(network, changed, |_| true)
    }

    /// The same where a factor of 0, before the change and after it, lets nothing through: a weight
    /// that is multiplied with an input of 0 reaches no output.
    ///
    /// The two passes are those before and after.
    pub fn between(before: &Pass, now: &Pass, changed: impl IntoIterator<Item = Part>) -> Self {
        let is_zero = |pass: &Pass, q: Quantity| pass.value(q) == Some(0.0);
        Self::through(now.network(), changed, |q| !(is_zero(before, q) && is_zero(now, q)))
    }

    fn through(
        network: &Network,
        changed: impl IntoIterator<Item = Part>,
        lets_through: impl Fn(Quantity) -> bool,
    ) -> Self {
        let changed: Vec<Part> = changed.into_iter().collect();
        let is_changed = |q: Quantity| changed.iter().any(|part| part.contains(q));
        let last = network.last();
        let neurons = |layer: usize| 0..network.width(layer);
        let weight =
            |layer: usize, row: usize, column: usize| Quantity { kind: Kind::Weight, layer, row, column };
        // A number is multiplied with an output or an error term; that counts only if it is not 0.
        let factor = |kind: Kind, layer: usize, row: usize| lets_through(Quantity::of(kind, layer, row));
        let has_changed_weights =
            |layer: usize| changed.iter().any(|part| part.kind == Kind::Weight && part.layer == layer);

        let mut outs: Reached =
            vec![neurons(0).map(|row| is_changed(Quantity::of(Kind::Out, 0, row))).collect()];
        let mut nets = None;
        for layer in 1..=last {
            let is_touched = has_changed_weights(layer);
            let reached = |row: usize| {
                is_changed(Quantity::of(Kind::Bias, layer, row))
                    || neurons(layer - 1).any(|column| {
                        let w = weight(layer, row, column);
                        outs[layer - 1][column] && lets_through(w)
                            || is_touched && is_changed(w) && factor(Kind::Out, layer - 1, column)
                    })
            };
            let mut here: Vec<bool> = neurons(layer).map(reached).collect();
            if network.layer(layer).activation.is_softmax() && here.contains(&true) {
                nets = Some(here.clone());
                here.fill(true); // each output depends on every net value
            }
            outs.push(here);
        }
        let blank = || -> Reached { (0..=last).map(|layer| vec![false; network.width(layer)]).collect() };
        let (mut by_outs, mut deltas) = (blank(), blank());
        for layer in (1..=last).rev() {
            let is_touched = layer < last && has_changed_weights(layer + 1);
            for row in neurons(layer) {
                by_outs[layer][row] = if layer == last {
                    outs[last][row] || is_changed(Quantity::of(Kind::Target, last, row))
                } else {
                    neurons(layer + 1).any(|next| {
                        let w = weight(layer + 1, next, row);
                        deltas[layer + 1][next] && lets_through(w)
                            || is_touched && is_changed(w) && factor(Kind::Delta, layer + 1, next)
                    })
                };
                deltas[layer][row] = by_outs[layer][row] || outs[layer][row];
            }
            // Through softmax's Jacobian each error term depends on all derivatives by an output.
            if network.layer(layer).activation.is_softmax() && by_outs[layer].contains(&true) {
                deltas[layer].fill(true);
            }
        }
        let rate = is_changed(Quantity::whole(Kind::LearningRate));
        let mut outs_after: Reached = vec![outs[0].clone()];
        for (layer, deltas) in deltas.iter().enumerate().skip(1) {
            let before = outs_after[layer - 1].contains(&true);
            // What was 0 in an inner layer need not be 0 after the learning step.
            let own =
                |row: usize| layer > 1 && changed.iter().any(|part| part.is_in_row(Kind::Weight, layer, row));
            let reached =
                |(row, &delta): (usize, &bool)| before || rate || delta || outs[layer][row] || own(row);
            outs_after.push(deltas.iter().enumerate().map(reached).collect());
        }
        Self { changed, nets, outs, by_outs, deltas, outs_after, rate }
    }

    /// Whether a quantity depends on what was changed, or is it.
    pub fn contains(&self, q: Quantity) -> bool {
        let at = |reached: &Reached, layer: usize, row: usize| {
            reached.get(layer).and_then(|neurons| neurons.get(row)).copied().unwrap_or(false)
        };
        let any_output = |reached: &Reached| reached.last().is_some_and(|neurons| neurons.contains(&true));
        let is_changed = |kind: Kind| self.changed.iter().any(|part| part.contains(q.with(kind)));
        let delta = at(&self.deltas, q.layer, q.row);
        match q.kind {
            Kind::Weight | Kind::Bias | Kind::Target | Kind::LearningRate => is_changed(q.kind),
            Kind::Net if q.layer + 1 == self.outs.len() => match &self.nets {
                Some(nets) => nets.get(q.row).copied().unwrap_or(false),
                None => at(&self.outs, q.layer, q.row),
            },
            Kind::Net | Kind::Slope | Kind::Out | Kind::Jacobian => at(&self.outs, q.layer, q.row),
            Kind::Error | Kind::ErrorByOut => at(&self.by_outs, q.layer, q.row),
            Kind::ErrorTotal => any_output(&self.by_outs),
            Kind::Delta | Kind::BiasGradient => delta,
            Kind::Gradient => delta || q.layer > 0 && at(&self.outs, q.layer - 1, q.column),
            // Over a batch, what any given number but the learning rate reaches is in the mean.
            Kind::MeanGradient | Kind::MeanBiasGradient => {
                self.changed.iter().any(|part| part.kind != Kind::LearningRate)
            }
            Kind::WeightAfter => {
                is_changed(Kind::Weight) || self.rate || self.contains(q.with(Kind::Gradient))
            }
            Kind::BiasAfter => is_changed(Kind::Bias) || self.rate || delta,
            Kind::OutAfter => at(&self.outs_after, q.layer, q.row),
            Kind::ErrorTotalAfter => any_output(&self.outs_after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Activation, Layer, Loss, WeightId};
    use ndarray::Array2;

    /// A network of these widths; its numbers do not matter.
    fn network(widths: &[usize]) -> Network {
        let layers = widths.windows(2).map(|pair| Layer {
            weights: Array2::zeros((pair[1], pair[0])),
            biases: None,
            activation: Activation::Sigmoid,
        });
        Network::new(layers.collect(), Loss::HalfSquaredError).unwrap()
    }

    /// The weight counted row by row, from 1, as it is named.
    fn weight(network: &Network, layer: usize, number: usize) -> Quantity {
        let columns = network.width(layer - 1);
        let id = WeightId { layer, neuron: (number - 1) / columns, input: (number - 1) % columns };
        Quantity::at(Kind::Weight, id)
    }

    /// The neurons of each layer, from the input layer on, whose number of this kind is reached.
    fn reached(network: &Network, cone: &Cone, kind: Kind) -> Vec<Vec<usize>> {
        let is_in = |layer: usize, row: &usize| cone.contains(Quantity::of(kind, layer, *row));
        (0..network.depth()).map(|l| (0..network.width(l)).filter(|row| is_in(l, row)).collect()).collect()
    }

    /// How many weights of each layer, from the first with weights on, are reached with this number.
    fn weights_reached(network: &Network, cone: &Cone, kind: Kind) -> Vec<usize> {
        let in_layer = |layer: usize| {
            let ids = network.weight_ids().filter(|id| id.layer == layer);
            ids.filter(|&id| cone.contains(Quantity::at(kind, id))).count()
        };
        (1..network.depth()).map(in_layer).collect()
    }

    #[test]
    fn a_last_weight_reaches_one_output_and_all_that_its_error_reaches_on_the_way_back() {
        let network = network(&[2, 4, 3, 2]);
        let w_d1 = weight(&network, 3, 1);
        let cone = Cone::of(&network, [w_d1.into()]);
        let none = Vec::<usize>::new;
        assert_eq!(reached(&network, &cone, Kind::Out), [none(), none(), none(), vec![0]]);
        let all_but_d2 = [none(), vec![0, 1, 2, 3], vec![0, 1, 2], vec![0]];
        assert_eq!(reached(&network, &cone, Kind::Delta), all_but_d2);
        assert_eq!(reached(&network, &cone, Kind::ErrorByOut), all_but_d2);
        assert_eq!(reached(&network, &cone, Kind::Slope), [none(), none(), none(), vec![0]]);
        assert_eq!(weights_reached(&network, &cone, Kind::Gradient), [8, 12, 3]);
        assert_eq!(weights_reached(&network, &cone, Kind::Weight), [0, 0, 1]);
        assert!(cone.contains(weight(&network, 3, 3).with(Kind::Gradient)), "row 1 of W_d");
        assert!(!cone.contains(weight(&network, 3, 4).with(Kind::Gradient)), "row 2 of W_d");
        assert!(cone.contains(Quantity::whole(Kind::ErrorTotal)));
        assert_eq!(reached(&network, &cone, Kind::OutAfter)[3], [0, 1], "through layers b and c");
    }

    #[test]
    fn a_first_weight_reaches_forward_through_one_neuron() {
        let network = network(&[2, 4, 3, 2]);
        let cone = Cone::of(&network, [weight(&network, 1, 3).into()]);
        assert_eq!(reached(&network, &cone, Kind::Out), [vec![], vec![1], vec![0, 1, 2], vec![0, 1]]);
        assert_eq!(weights_reached(&network, &cone, Kind::Gradient), [8, 12, 6]);
    }

    #[test]
    fn a_target_changes_no_output_and_an_input_changes_all() {
        let network = network(&[2, 4, 3, 2]);
        let target = Cone::of(&network, [Quantity::of(Kind::Target, 3, 0).into()]);
        assert!(reached(&network, &target, Kind::Out).concat().is_empty());
        assert_eq!(
            reached(&network, &target, Kind::Delta),
            [vec![], vec![0, 1, 2, 3], vec![0, 1, 2], vec![0]]
        );
        assert_eq!(reached(&network, &target, Kind::Error)[3], [0]);
        assert!(reached(&network, &target, Kind::OutAfter)[0].is_empty(), "inputs do not learn");
        let input = Cone::of(&network, [Quantity::of(Kind::Out, 0, 0).into()]);
        assert_eq!(
            reached(&network, &input, Kind::Out),
            [vec![0], vec![0, 1, 2, 3], vec![0, 1, 2], vec![0, 1]]
        );
    }

    #[test]
    fn the_learning_rate_changes_only_what_is_learned() {
        let network = network(&[2, 4, 3, 2]);
        let cone = Cone::of(&network, [Quantity::whole(Kind::LearningRate).into()]);
        for kind in [Kind::Net, Kind::Out, Kind::Slope, Kind::ErrorByOut, Kind::Delta] {
            assert!(reached(&network, &cone, kind).concat().is_empty(), "{kind:?}");
        }
        assert_eq!(weights_reached(&network, &cone, Kind::Gradient), [0, 0, 0]);
        assert_eq!(weights_reached(&network, &cone, Kind::WeightAfter), [8, 12, 6]);
        assert!(!cone.contains(Quantity::whole(Kind::ErrorTotal)));
        assert!(cone.contains(Quantity::whole(Kind::ErrorTotalAfter)));
    }

    #[test]
    fn what_does_not_meet_stays_apart() {
        let network = network(&[2, 2]);
        let cone = Cone::of(&network, [weight(&network, 1, 1).into()]);
        assert_eq!(reached(&network, &cone, Kind::OutAfter), [vec![], vec![0]]);
        let nothing = Cone::of(&network, []);
        assert!(!nothing.contains(Quantity::whole(Kind::ErrorTotalAfter)));
    }
}
