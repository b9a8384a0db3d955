//! The network of a file: every shape against the layers that it declares.

use ndarray::Array1;
use toml::Spanned;

use crate::engine::{Layer, Network};
use crate::scenario::error::ScenarioError;
use crate::scenario::explain::example;
use crate::scenario::name::layers_with_weights;
use crate::scenario::raw::{RawBiases, RawNetwork, Table};
use crate::scenario::values::{LayerKey, MOST_LAYERS, Whole};
use crate::scenario::{Beside, WeightsFrom};
use crate::text::letters;

use super::functions::Activations;
use super::weights::Draw;
use super::{Check, counted};

/// How many numbers a network may be made of: a weight counts as one and so does a neuron, which
/// stands for its bias.
///
/// A lesson keeps the weights, and an edit those of before; a training adds its own, their gradient,
/// and a few networks to come back to. At 8 bytes a number that is about a gigabyte. A pass keeps no
/// second copy and no gradients, and where a batch keeps something for each of its samples, the lesson
/// has a limit of its own.
const MOST_NUMBERS: usize = 16 << 20;

impl Check<'_> {
    pub(super) fn network(
        &self,
        network: Spanned<Table<RawNetwork>>,
    ) -> Result<(Network, WeightsFrom, Option<Draw>), ScenarioError> {
        let span = network.span();
        let Table(RawNetwork { layers, activation, leaky_slope, loss, weights, biases }) =
            network.into_inner();
        let layers = layers.ok_or_else(|| self.missing(&span, "network.layers"))?;
        let widths = self.widths(&layers)?;
        let (activations, loss) = self.functions(activation, leaky_slope.as_ref(), loss.as_ref(), &widths)?;
        self.check_jacobian(&layers, &activations)?;
        let weights = weights.ok_or_else(|| self.missing(&span, "network.weights"))?;
        let numbers = self.weights(weights, &widths)?;
        let mut biases_of = numbers.biases;
        if let Some(biases) = biases {
            self.biases(biases, &widths, &mut biases_of)?;
        }
        let parts = numbers.weights.into_iter().zip(biases_of).zip(activations.each);
        let layers = parts.map(|((weights, biases), activation)| Layer { weights, biases, activation });
        // Every shape has been checked against `layers`, with better words than these would be.
        let network = Network::new(layers.collect(), loss).map_err(|error| {
            self.source.error(&span, "network", &error.to_string(), &example("network.layers"))
        })?;
        Ok((network, numbers.from, numbers.draw))
    }

    /// The widths of all layers, the input layer first. Nothing is made room for before they are
    /// known to fit.
    fn widths(&self, layers: &Spanned<Vec<Spanned<Whole>>>) -> Result<Vec<usize>, ScenarioError> {
        let key = "network.layers";
        let widths: Vec<usize> = layers.get_ref().iter().map(|width| width.get_ref().0).collect();
        if widths.len() < 2 {
            let problem =
                format!("`{key}` has {}, but should have two at least", counted(widths.len(), "layers"));
            return Err(self.source.error(&layers.span(), key, &problem, &example(key)));
        }
        if widths.len() > MOST_LAYERS {
            return Err(self.too_many(&layers.span(), key, widths.len(), "layers", MOST_LAYERS));
        }
        let mut numbers = widths[0];
        for (index, pair) in widths.windows(2).enumerate() {
            let weights = pair[0].checked_mul(pair[1]);
            let sum = weights.and_then(|more| numbers.checked_add(more)?.checked_add(pair[1]));
            numbers = sum.filter(|&sum| sum <= MOST_NUMBERS).ok_or_else(|| {
                let problem = format!("`{key}` makes a network of too many weights");
                let help = format!("there may be {MOST_NUMBERS} weights and neurons together at most");
                self.source.error(&layers.get_ref()[index + 1].span(), key, &problem, &help)
            })?;
        }
        Ok(widths)
    }

    /// Softmax's derivative is a matrix, which is as large as the square of its layer.
    fn check_jacobian(
        &self,
        layers: &Spanned<Vec<Spanned<Whole>>>,
        activations: &Activations,
    ) -> Result<(), ScenarioError> {
        let Some(last) = layers.get_ref().last() else { return Ok(()) };
        let width = last.get_ref().0;
        let is_softmax = activations.each.last().is_some_and(|activation| activation.is_softmax());
        if !is_softmax || width.checked_mul(width).is_some_and(|entries| entries <= MOST_NUMBERS) {
            return Ok(());
        }
        let key = "network.layers";
        let problem =
            format!("`{key}` gives softmax {width} neurons, so that its derivative is too large a matrix");
        let help = format!("there may be {} neurons with softmax at most", MOST_NUMBERS.isqrt());
        Err(self.source.error(&last.span(), key, &problem, &help))
    }

    /// A key for a layer that is not there.
    pub(super) fn surplus(&self, key: &Spanned<LayerKey>, of: &str, widths: &[usize]) -> ScenarioError {
        let letter = letters(key.get_ref().0);
        let key_name = format!("{of}.{letter}");
        let problem = format!("`{key_name}` belongs to no layer");
        self.source.error(&key.span(), &key_name, &problem, &layers_with_weights(widths.len() - 1))
    }

    /// The biases that the file gives, where a file of weights has given none.
    fn biases(
        &self,
        biases: Spanned<RawBiases>,
        widths: &[usize],
        of_layers: &mut [Option<Array1<f64>>],
    ) -> Result<(), ScenarioError> {
        let key = "network.biases";
        let has_own = of_layers.iter().any(Option::is_some);
        if let (true, Beside::Weights(_)) = (has_own, self.beside) {
            // They were told with the weights of the network, which had these biases by then.
            return Ok(());
        }
        if has_own {
            let problem = format!("`{key}` is given, but the file of weights has biases of its own");
            let help = "no biases here, or none in that file; single ones can be changed by [[edits]]";
            return Err(self.source.error(&biases.span(), key, &problem, help));
        }
        let each = match biases.into_inner() {
            RawBiases::All(value) => {
                for (biases, &neurons) in of_layers.iter_mut().zip(&widths[1..]) {
                    *biases = Some(Array1::from_elem(neurons, value));
                }
                return Ok(());
            }
            RawBiases::Each(each) => each,
        };
        for (key, values) in each {
            let Some(biases) = of_layers.get_mut(key.get_ref().0 - 1) else {
                return Err(self.surplus(&key, "network.biases", widths));
            };
            let (layer, letter) = (key.get_ref().0, letters(key.get_ref().0));
            let (key, whose) = (format!("network.biases.{letter}"), format!("layer {letter}"));
            *biases = Some(self.vector(&format!("`{key}`"), &key, &values, widths[layer], &whose)?);
        }
        Ok(())
    }
}
