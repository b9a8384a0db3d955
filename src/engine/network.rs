//! The network: layers of weights, and the samples it is shown.

use std::sync::Arc;

use ndarray::{Array1, Array2};

use super::{Activation, Loss, Unsuited};

/// One layer after the input layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// `neurons × inputs`: row `i` leads to neuron `i`.
    pub weights: Array2<f64>,
    /// One bias a neuron, where the layer has them.
    pub biases: Option<Array1<f64>>,
    /// What turns net values into outputs.
    pub activation: Activation,
}

/// A fully connected network of any number of layers.
///
/// Layers are counted from 0, the input layer; layer `l` of the network is `layers()[l - 1]` here,
/// which [`Network::layer`] spares its callers. A clone shares the layers; one that is changed is
/// copied then.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    layers: Vec<Arc<Layer>>,
    loss: Loss,
}

/// A weight by its place: it leads from neuron `input` of layer `layer − 1` to neuron `neuron` of `layer`.
/// All three count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WeightId {
    /// The layer that it leads to, 1 or more.
    pub layer: usize,
    /// The neuron that it leads to.
    pub neuron: usize,
    /// The neuron that it comes from.
    pub input: usize,
}

/// An input and the output that is wanted for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// One value for each neuron of the input layer.
    pub input: Array1<f64>,
    /// One value for each neuron of the output layer.
    pub target: Array1<f64>,
}

impl Sample {
    /// The sum of the targets where it is not 1, which the targets of a distribution add up to.
    pub fn target_scale(&self) -> f64 {
        let sum = self.target.iter().fold(0.0, |sum, target| sum + target);
        // Thirds and their like do not add up to 1 in their last digits.
        if (sum - 1.0).abs() <= 1e-12 { 1.0 } else { sum }
    }
}

/// Why layers do not make a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// No layer but the input.
    #[error("a network needs a layer of neurons after its inputs")]
    NoLayer,
    /// A layer without neurons or inputs.
    #[error("layer {layer} has no neurons or no inputs")]
    Empty {
        /// Counted from 0, the input layer.
        layer: usize,
    },
    /// A layer does not take what the one before gives.
    #[error("layer {layer} takes {takes} inputs, but the layer before has {gives} neurons")]
    Inputs {
        /// Counted from 0, the input layer.
        layer: usize,
        /// Columns of its weights.
        takes: usize,
        /// Rows of the weights before.
        gives: usize,
    },
    /// Not one bias a neuron.
    #[error("layer {layer} has {neurons} neurons, but {biases} biases")]
    Biases {
        /// Counted from 0, the input layer.
        layer: usize,
        /// Rows of its weights.
        neurons: usize,
        /// How many biases were given.
        biases: usize,
    },
    /// Softmax before the last layer.
    #[error("layer {layer} has softmax, which belongs in the last layer")]
    InnerSoftmax {
        /// Counted from 0, the input layer.
        layer: usize,
    },
    /// Softmax of a single neuron, whose output is always 1.
    #[error("softmax over a single neuron always gives 1, so nothing could be learned")]
    LoneSoftmax,
    /// An error function that makes no sense for the outputs.
    #[error("{0}")]
    Unsuited(#[from] Unsuited),
}

impl Network {
    /// Puts layers together. Weights that lie in memory by columns are laid out by rows, as a pass reads them.
    ///
    /// # Errors
    /// When the shapes do not fit each other, or the functions do not.
    pub fn new(mut layers: Vec<Layer>, loss: Loss) -> Result<Self, ShapeError> {
        if layers.is_empty() {
            return Err(ShapeError::NoLayer);
        }
        let mut gives = layers[0].weights.ncols();
        for (index, layer) in layers.iter().enumerate() {
            let (neurons, takes) = layer.weights.dim();
            let layer_number = index + 1;
            if neurons == 0 || takes == 0 {
                return Err(ShapeError::Empty { layer: layer_number });
            }
            if takes != gives {
                return Err(ShapeError::Inputs { layer: layer_number, takes, gives });
            }
            if let Some(biases) = layer.biases.as_ref().filter(|b| b.len() != neurons) {
                return Err(ShapeError::Biases { layer: layer_number, neurons, biases: biases.len() });
            }
            let is_last = layer_number == layers.len();
            match layer.activation.is_softmax() {
                true if !is_last => return Err(ShapeError::InnerSoftmax { layer: layer_number }),
                true if neurons == 1 => return Err(ShapeError::LoneSoftmax),
                _ if is_last => loss.suits(layer.activation)?,
                _ => {}
            }
            gives = neurons;
        }
        for layer in layers.iter_mut().filter(|layer| !layer.weights.is_standard_layout()) {
            layer.weights = layer.weights.as_standard_layout().into_owned();
        }
        Ok(Self { layers: layers.into_iter().map(Arc::new).collect(), loss })
    }

    /// The number of layers, the input layer included.
    pub fn depth(&self) -> usize {
        self.layers.len() + 1
    }

    /// The index of the output layer, which is also the number of layers with weights.
    pub fn last(&self) -> usize {
        self.layers.len()
    }

    /// How many neurons a layer has; layer 0 is the input layer.
    pub fn width(&self, layer: usize) -> usize {
        match layer {
            0 => self.layers[0].weights.ncols(),
            _ => self.layers[layer - 1].weights.nrows(),
        }
    }

    /// The width of every layer, from the input layer on.
    pub fn widths(&self) -> Vec<usize> {
        (0..self.depth()).map(|layer| self.width(layer)).collect()
    }

    /// Layer `layer`, from 1.
    pub fn layer(&self, layer: usize) -> &Layer {
        &self.layers[layer - 1]
    }

    /// Layer `layer`, from 1, to change its numbers. Its shape must stay, and its rows must
    /// lie one behind the other. Copies the layer first where other networks share it.
    pub fn layer_mut(&mut self, layer: usize) -> &mut Layer {
        Arc::make_mut(&mut self.layers[layer - 1])
    }

    /// The error function.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// What the output layer makes of its net values.
    pub fn output_activation(&self) -> Activation {
        self.layer(self.last()).activation
    }

    /// Whether a path to the error forks once more at its end, through softmax's Jacobian.
    pub fn forks_at_output(&self) -> bool {
        self.output_activation().is_softmax()
    }

    /// Whether the derivatives of the error function and of the output layer cancel, so that δ is taken as a
    /// difference: `out − target`, behind softmax `out · Σ target − target`.
    pub fn collapses(&self) -> bool {
        self.loss.collapses_with(self.output_activation())
    }

    /// One weight's value.
    pub fn weight(&self, id: WeightId) -> f64 {
        self.layer(id.layer).weights[[id.neuron, id.input]]
    }

    /// Whether any layer has biases.
    pub fn has_biases(&self) -> bool {
        self.layers.iter().any(|layer| layer.biases.is_some())
    }

    /// How many weights there are, biases not counted.
    pub fn weight_count(&self) -> usize {
        self.layers.iter().map(|layer| layer.weights.len()).sum()
    }

    /// Whether every weight and bias is a number that can be computed with.
    pub fn is_finite(&self) -> bool {
        self.layers.iter().all(|layer| {
            let biases = layer.biases.iter().flatten();
            layer.weights.iter().chain(biases).all(|value| value.is_finite())
        })
    }

    /// Takes over all numbers of a network of the same shape.
    pub(super) fn assign(&mut self, other: &Self) {
        for (layer, from) in self.layers.iter_mut().zip(&other.layers) {
            let layer = Arc::make_mut(layer);
            layer.weights.assign(&from.weights);
            if let (Some(biases), Some(from)) = (&mut layer.biases, &from.biases) {
                biases.assign(from);
            }
        }
    }

    /// Every weight in the order of the layers, row by row.
    pub fn weight_ids(&self) -> impl Iterator<Item = WeightId> + '_ {
        (1..self.depth()).flat_map(move |layer| {
            let (rows, columns) = self.layer(layer).weights.dim();
            (0..rows * columns).map(move |n| WeightId { layer, neuron: n / columns, input: n % columns })
        })
    }

    /// The weights that differ from those of another network of the same shape, in the order of the
    /// layers. Layers that both share are not looked at.
    pub fn weights_apart<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = WeightId> + 'a {
        let pairs = self.layers.iter().zip(&other.layers).enumerate();
        pairs.filter(|(_, (here, there))| !Arc::ptr_eq(here, there)).flat_map(|(index, (here, there))| {
            let pairs = here.weights.indexed_iter().zip(&there.weights);
            let apart = pairs.filter(|((_, here), there)| here != there);
            apart.map(move |(((neuron, input), _), _)| WeightId { layer: index + 1, neuron, input })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Batch, Learning, train};
    use ndarray::{Axis, array};

    fn layer(rows: usize, columns: usize, biases: Option<usize>) -> Layer {
        Layer {
            weights: Array2::zeros((rows, columns)),
            biases: biases.map(Array1::zeros),
            activation: Activation::Sigmoid,
        }
    }

    #[test]
    fn layers_that_do_not_fit_are_refused_with_the_place() {
        let new = |layers| Network::new(layers, Loss::HalfSquaredError);
        assert_eq!(new(vec![]), Err(ShapeError::NoLayer));
        assert_eq!(new(vec![layer(2, 0, None)]), Err(ShapeError::Empty { layer: 1 }));
        assert_eq!(
            new(vec![layer(4, 2, None), layer(3, 5, None)]),
            Err(ShapeError::Inputs { layer: 2, takes: 5, gives: 4 })
        );
        assert_eq!(
            new(vec![layer(4, 2, Some(3))]),
            Err(ShapeError::Biases { layer: 1, neurons: 4, biases: 3 })
        );
    }

    #[test]
    fn functions_that_make_no_sense_together_are_refused() {
        let with = |activation| Layer { activation, ..layer(2, 2, None) };
        let new = |layers: &[Layer], loss| Network::new(layers.to_vec(), loss).map(|_| ());
        let (sigmoid, softmax) = (with(Activation::Sigmoid), with(Activation::Softmax));
        let inner = [softmax.clone(), sigmoid.clone()];
        assert_eq!(new(&inner, Loss::default()), Err(ShapeError::InnerSoftmax { layer: 1 }));
        let lone = Layer { activation: Activation::Softmax, ..layer(1, 2, None) };
        assert_eq!(new(&[lone], Loss::CrossEntropy), Err(ShapeError::LoneSoftmax));
        for (layer, loss, why) in [
            (&sigmoid, Loss::CrossEntropy, Unsuited::NoDistribution),
            (&softmax, Loss::BinaryCrossEntropy, Unsuited::Shared),
            (&with(Activation::Tanh), Loss::BinaryCrossEntropy, Unsuited::NoProbabilities),
        ] {
            assert_eq!(new(std::slice::from_ref(layer), loss), Err(ShapeError::Unsuited(why)));
        }
        assert_eq!(new(std::slice::from_ref(&sigmoid), Loss::BinaryCrossEntropy), Ok(()));
        assert_eq!(new(&[sigmoid, softmax.clone()], Loss::CrossEntropy), Ok(()));
        assert_eq!(new(&[softmax], Loss::HalfSquaredError), Ok(()));
    }

    #[test]
    fn numbers_that_lie_in_another_order_are_the_same_numbers() {
        let weights = array![[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]];
        let by_columns = weights.t().as_standard_layout().into_owned().reversed_axes();
        let mut from_behind = array![0.7, 0.8, 0.9];
        from_behind.invert_axis(Axis(0));
        let trained = |weights: &Array2<f64>, input: Array1<f64>| {
            let layer = Layer { weights: weights.clone(), ..layer(2, 3, Some(2)) };
            let network = Network::new(vec![layer], Loss::default()).unwrap();
            assert!(network.layer(1).weights.is_standard_layout());
            let samples = [Sample { input, target: array![1.0, 0.0] }];
            let batches = [Batch::Sample, Batch::All].map(|batch| Learning { batch, ..Learning::default() });
            batches.map(|learning| train(&network, &samples, learning, 3))
        };
        let usual = trained(&weights, array![0.9, 0.8, 0.7]);
        assert!(usual[0].errors[3] < usual[0].errors[0]);
        assert_eq!(trained(&by_columns, from_behind), usual);
    }

    #[test]
    fn a_change_copies_its_layer_and_no_other() {
        let first = Network::new(vec![layer(2, 2, None), layer(1, 2, Some(1))], Loss::default()).unwrap();
        let mut second = first.clone();
        second.layer_mut(2).weights[[0, 0]] = 0.26;
        let shares = |one: &Network, other: &Network| {
            [0, 1].map(|index| Arc::ptr_eq(&one.layers[index], &other.layers[index]))
        };
        assert_eq!(shares(&first, &second), [true, false]);
        let apart: Vec<_> = second.weights_apart(&first).collect();
        assert_eq!(apart, [WeightId { layer: 2, neuron: 0, input: 0 }]);
    }

    #[test]
    fn weights_are_listed_row_by_row() {
        let network = Network::new(vec![layer(2, 2, None), layer(1, 2, Some(1))], Loss::default()).unwrap();
        let ids: Vec<_> = network.weight_ids().map(|w| (w.layer, w.neuron, w.input)).collect();
        assert_eq!(ids, [(1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 0, 0), (2, 0, 1)]);
        assert_eq!(network.widths(), [2, 2, 1]);
        assert!(network.has_biases());
    }
}
