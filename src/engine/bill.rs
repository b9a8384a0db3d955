//! What the gradients of all weights cost, in multiplications: path by path, and by the pattern.

use super::Network;

/// A number of multiplications, exact as far as `u128` goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Count {
    /// Exactly so many.
    Exact(u128),
    /// About ten to this power.
    PowerOfTen(u32),
}

impl Count {
    fn of(exact: Option<u128>, logarithm: f64) -> Self {
        match exact {
            Some(count) => Self::Exact(count),
            None => Self::PowerOfTen(logarithm.round() as u32),
        }
    }

    /// Its power of ten, of which a count that no number holds has nothing else.
    pub fn logarithm(self) -> f64 {
        match self {
            Self::Exact(count) => (count.max(1) as f64).log10(),
            Self::PowerOfTen(power) => f64::from(power),
        }
    }

    fn plus(self, other: Self) -> Self {
        if let (Self::Exact(a), Self::Exact(b)) = (self, other)
            && let Some(sum) = a.checked_add(b)
        {
            return Self::Exact(sum);
        }
        let (a, b) = (self.logarithm(), other.logarithm());
        let (large, small) = (a.max(b), a.min(b));
        Self::of(None, large + (1.0 + 10_f64.powf(small - large)).log10())
    }

    /// How many times as much it is as another count, to the nearest whole number.
    pub fn over(self, other: u128) -> Self {
        let other = other.max(1);
        match self {
            Self::Exact(count) => {
                let rest = count % other;
                Self::Exact(count / other + u128::from(rest >= other - rest))
            }
            Self::PowerOfTen(_) => Self::of(None, self.logarithm() - (other as f64).log10()),
        }
    }

    /// As a floating-point number, for ratios; infinite where even that cannot hold it.
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Exact(count) => count as f64,
            Self::PowerOfTen(power) => 10_f64.powi(power as i32),
        }
    }
}

/// The multiplications of one layer's weights, or of its biases, when each is derived by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HandCost {
    /// How many weights or biases there are.
    pub parameters: u128,
    /// How many paths each has.
    pub paths: Count,
    /// Multiplications along a path: one fewer than it has factors.
    pub each: u128,
    /// All of them together.
    pub total: Count,
}

impl HandCost {
    fn new(parameters: usize, widths_after: &[usize], each: usize) -> Self {
        let after = || widths_after.iter().map(|&width| width as u128);
        let logarithm: f64 = after().map(|width| (width as f64).log10()).sum();
        let (parameters, each) = (parameters as u128, each as u128);
        let exact = after().try_fold(1, u128::checked_mul);
        Self {
            parameters,
            paths: Count::of(exact, logarithm),
            each,
            total: Count::of(
                exact.and_then(|paths| paths.checked_mul(parameters * each)),
                logarithm + ((parameters * each) as f64).log10(),
            ),
        }
    }

    /// For the weights of layer `layer` of a network of this shape.
    pub fn of_weights(shape: &Shape, layer: usize) -> Self {
        let widths = &shape.widths;
        let later = widths.len() - 1 - layer;
        Self::new(widths[layer] * widths[layer - 1], &shape.forks_after(layer), 2 + 2 * later)
    }

    /// For the biases of layer `layer`: a bias has no input among its factors.
    pub fn of_biases(shape: &Shape, layer: usize) -> Self {
        let later = shape.widths.len() - 1 - layer;
        Self::new(shape.widths[layer], &shape.forks_after(layer), 1 + 2 * later)
    }
}

/// As much of a network as its bill depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Neurons of each layer, the input layer's first.
    pub widths: Vec<usize>,
    /// Which layers have biases; the input layer has none.
    pub biased: Vec<bool>,
    /// Whether the outputs are softmax's, so that each path forks once more.
    pub forks: bool,
}

impl Shape {
    /// The shape of a network.
    pub fn of(network: &Network) -> Self {
        let biased = |layer: usize| layer > 0 && network.layer(layer).biases.is_some();
        Self {
            widths: network.widths(),
            biased: (0..network.depth()).map(biased).collect(),
            forks: network.forks_at_output(),
        }
    }

    /// Every layer twice as wide.
    #[must_use]
    pub fn wider(mut self) -> Self {
        self.widths.iter_mut().for_each(|width| *width *= 2);
        self
    }

    /// Two more layers behind the inputs, as wide as the widest, with biases if the next has them.
    #[must_use]
    pub fn deeper(mut self) -> Self {
        let widest = self.widths.iter().copied().max().unwrap_or(1);
        self.widths.splice(1..1, [widest; 2]);
        self.biased.splice(1..1, [self.biased[1]; 2]);
        self
    }

    /// Into how many ways each path forks, behind a layer, again and again.
    fn forks_after(&self, layer: usize) -> Vec<usize> {
        let softmax = self.widths.last().filter(|_| self.forks);
        self.widths[layer + 1..].iter().chain(softmax).copied().collect()
    }

    /// Multiplications when each weight (and bias) is derived by itself over all its paths.
    pub fn by_hand(&self) -> Count {
        let costs = (1..self.widths.len()).flat_map(|layer| {
            let biases = self.biased[layer].then(|| HandCost::of_biases(self, layer));
            [Some(HandCost::of_weights(self, layer)), biases].into_iter().flatten()
        });
        costs.map(|cost| cost.total).fold(Count::Exact(0), Count::plus)
    }
}

/// Multiplications when each weight (and bias) of a network is derived by itself over all its paths.
pub fn by_hand(network: &Network) -> Count {
    Shape::of(network).by_hand()
}

/// What the error terms of a layer cost: one multiplication each; through softmax's Jacobian a whole
/// row each; none where they are `out − target`.
pub fn delta_cost(network: &Network, layer: usize) -> u128 {
    let here = network.width(layer) as u128;
    match layer == network.last() {
        true if network.collapses() => 0,
        true if network.forks_at_output() => here * here,
        _ => here,
    }
}

/// Multiplications when the error terms are passed back from layer to layer:
/// `δ`, then `∂E/∂W = δ · outᵀ`, then `Wᵀ · δ` for the layer before.
pub fn by_pattern(network: &Network) -> u128 {
    let last = network.last();
    (1..=last)
        .map(|layer| {
            let here = network.width(layer) as u128;
            let before = network.width(layer - 1) as u128;
            let after = if layer == last { 0 } else { network.width(layer + 1) as u128 };
            here * after + delta_cost(network, layer) + here * before
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Activation, Layer, Loss};
    use ndarray::Array2;

    fn network(widths: &[usize]) -> Network {
        let layers = widths
            .windows(2)
            .map(|w| Layer {
                weights: Array2::zeros((w[1], w[0])),
                biases: None,
                activation: Activation::Sigmoid,
            })
            .collect();
        Network::new(layers, Loss::default()).unwrap()
    }

    #[test]
    fn the_example_costs_what_a_count_of_its_paths_says() {
        assert_eq!(by_hand(&network(&[2, 4, 3, 2])), Count::Exact(396));
        assert_eq!(by_pattern(&network(&[2, 4, 3, 2])), 53);
    }

    #[test]
    fn softmax_forks_every_path_once_more() {
        let mut shape = Shape::of(&network(&[2, 4, 3, 2]));
        shape.forks = true;
        assert_eq!(shape.by_hand(), Count::Exact(2 * 396));
    }

    #[test]
    fn more_layers_have_biases_where_the_next_one_does() {
        let mut shape = Shape::of(&network(&[2, 4, 3, 2]));
        shape.biased = vec![false, false, true, false];
        let deeper = shape.clone().deeper();
        assert_eq!(deeper.widths, [2, 4, 4, 4, 3, 2]);
        assert_eq!(deeper.biased, [false, false, false, false, true, false]);
        // Weights: 6·2 + 12·2·4 + 16·6·6 + 16·24·8 + 8·96·10, and three biases of two paths of three.
        assert_eq!(deeper.by_hand(), Count::Exact(12 + 96 + 576 + 3072 + 7680 + 18));
        shape.biased = vec![false, true, false, false];
        assert_eq!(shape.clone().deeper().biased, [false, true, true, true, false, false]);
        assert_eq!(shape.wider().widths, [4, 8, 6, 4]);
    }

    #[test]
    fn a_ratio_is_rounded_and_beyond_u128_a_power_of_ten_too() {
        assert_eq!(Count::Exact(396).over(53), Count::Exact(7));
        assert_eq!((Count::Exact(3).over(2), Count::Exact(4).over(3)), (Count::Exact(2), Count::Exact(1)));
        assert_eq!(Count::PowerOfTen(400).over(30_000_000), Count::PowerOfTen(393));
    }

    #[test]
    fn beyond_u128_the_power_of_ten_is_given() {
        // 60 layers of 10: the first layer alone has 100 weights of 10^58 paths of 118 multiplications,
        // and all others together a ninth of that.
        let widths = [10; 60];
        assert_eq!(by_hand(&network(&widths)), Count::PowerOfTen(62));
    }
}
