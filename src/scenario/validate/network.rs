//! The network of a file: every shape against the layers that it declares.

use std::ops::Range;

use ndarray::Array2;
use toml::Spanned;

use crate::engine::{Activation, Layer, Network};
use crate::scenario::error::ScenarioError;
use crate::scenario::explain::example;
use crate::scenario::name::layers_with_weights;
use crate::scenario::raw::{Matrix, PerLayer, RawNetwork};
use crate::scenario::values::{LayerKey, MOST_LAYERS, Named, Number, OneOrEach, Whole};
use crate::text::letters;

use super::{Check, counted};

/// How many weights a network may have in all: half a gigabyte of them.
const MOST_WEIGHTS: usize = 64 << 20;

impl Check<'_> {
    pub(super) fn network(&self, network: Spanned<RawNetwork>) -> Result<Network, ScenarioError> {
        let span = network.span();
        let RawNetwork { layers, activation, loss, weights, biases } = network.into_inner();
        let widths = self.widths(&layers.ok_or_else(|| self.missing(&span, "network.layers"))?)?;
        let activations = self.activations(activation, widths.len() - 1)?;
        let weights = weights.ok_or_else(|| self.missing(&span, "network.weights"))?;
        let mut layers = self.weights(weights, &widths, &activations)?;
        self.biases(biases, &widths, &mut layers)?;
        let loss = loss.map(|Named(loss)| loss).unwrap_or_default();
        // Every shape has been checked against `layers`, with better words than these would be.
        Network::new(layers, loss).map_err(|error| {
            self.source.error(&span, "network", &error.to_string(), &example("network.layers"))
        })
    }

    /// The widths of all layers, the input layer first.
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
        let mut weights = 0_usize;
        for (index, pair) in widths.windows(2).enumerate() {
            let more = pair[0].checked_mul(pair[1]).and_then(|more| weights.checked_add(more));
            weights = more.filter(|&sum| sum <= MOST_WEIGHTS).ok_or_else(|| {
                let problem = format!("`{key}` makes a network of too many weights");
                let help = format!("there may be {MOST_WEIGHTS} weights at most");
                self.source.error(&layers.get_ref()[index + 1].span(), key, &problem, &help)
            })?;
        }
        Ok(widths)
    }

    /// The activation function of each layer with weights.
    fn activations(
        &self,
        activation: Option<Spanned<OneOrEach>>,
        layers: usize,
    ) -> Result<Vec<Activation>, ScenarioError> {
        let Some(activation) = activation else { return Ok(vec![Activation::default(); layers]) };
        let span = activation.span();
        match activation.into_inner() {
            OneOrEach::One(activation) => Ok(vec![activation; layers]),
            OneOrEach::Each(each) if each.len() == layers => Ok(each.into_iter().map(|a| a.0).collect()),
            OneOrEach::Each(each) => {
                let key = "network.activation";
                let (functions, layers) = (counted(each.len(), "functions"), counted(layers, "layers"));
                let problem = format!("`{key}` names {functions}, but there are {layers} with weights");
                let help = "one function for all layers, or one for each but the input layer";
                Err(self.source.error(&span, key, &problem, help))
            }
        }
    }

    /// A key for a layer that is not there.
    fn surplus(&self, key: &Spanned<LayerKey>, of: &str, widths: &[usize]) -> ScenarioError {
        let letter = letters(key.get_ref().0);
        let key_name = format!("{of}.{letter}");
        let problem = format!("`{key_name}` belongs to no layer");
        self.source.error(&key.span(), &key_name, &problem, &layers_with_weights(widths.len() - 1))
    }

    fn weights(
        &self,
        weights: Spanned<PerLayer<Matrix>>,
        widths: &[usize],
        activations: &[Activation],
    ) -> Result<Vec<Layer>, ScenarioError> {
        let span = weights.span();
        let mut layers = Vec::new();
        for (key, matrix) in weights.into_inner() {
            let (layer, next) = (key.get_ref().0, layers.len() + 1);
            if next < layer && next < widths.len() {
                return Err(self.missing_weights(&span, next, widths));
            }
            if layer >= widths.len() {
                return Err(self.surplus(&key, "network.weights", widths));
            }
            let weights = self.matrix(layer, &matrix, widths)?;
            layers.push(Layer { weights, biases: None, activation: activations[layer - 1] });
        }
        if layers.len() + 1 < widths.len() {
            return Err(self.missing_weights(&span, layers.len() + 1, widths));
        }
        Ok(layers)
    }

    fn missing_weights(&self, span: &Range<usize>, layer: usize, widths: &[usize]) -> ScenarioError {
        let key = format!("network.weights.{}", letters(layer));
        self.source.error(span, &key, &format!("`{key}` is missing"), &matrix_help(layer, widths))
    }

    /// One layer's weights in the shape that `layers` says.
    fn matrix(&self, layer: usize, matrix: &Matrix, widths: &[usize]) -> Result<Array2<f64>, ScenarioError> {
        let (neurons, inputs) = (widths[layer], widths[layer - 1]);
        let (key, letter) = (format!("network.weights.{}", letters(layer)), letters(layer));
        let rows = matrix.get_ref();
        let wrong = |span: Range<usize>, problem: String| {
            Err(self.source.error(&span, &key, &problem, &matrix_help(layer, widths)))
        };
        if rows.len() != neurons {
            let problem = format!(
                "`{key}` has {}, but layer {letter} has {}",
                counted(rows.len(), "rows"),
                counted(neurons, "neurons")
            );
            return wrong(matrix.span(), problem);
        }
        let mut numbers = Vec::with_capacity(neurons * inputs);
        for (index, row) in rows.iter().enumerate() {
            if row.get_ref().len() != inputs {
                let problem = format!(
                    "row {} of `{key}` has {}, but layer {} has {}",
                    index + 1,
                    counted(row.get_ref().len(), "numbers"),
                    letters(layer - 1),
                    counted(inputs, "neurons")
                );
                return wrong(row.span(), problem);
            }
            numbers.extend(row.get_ref().iter().map(|number| number.0));
        }
        Array2::from_shape_vec((neurons, inputs), numbers)
            .or_else(|error| wrong(matrix.span(), format!("`{key}`: {error}")))
    }

    fn biases(
        &self,
        biases: PerLayer<Spanned<Vec<Number>>>,
        widths: &[usize],
        layers: &mut [Layer],
    ) -> Result<(), ScenarioError> {
        for (key, values) in biases {
            let Some(layer) = layers.get_mut(key.get_ref().0 - 1) else {
                return Err(self.surplus(&key, "network.biases", widths));
            };
            let letter = letters(key.get_ref().0);
            let whose = format!("layer {letter}");
            let key = format!("network.biases.{letter}");
            layer.biases =
                Some(self.vector(&format!("`{key}`"), &key, &values, layer.weights.nrows(), &whose)?);
        }
        Ok(())
    }
}

/// The shape that a layer's weights should have.
fn matrix_help(layer: usize, widths: &[usize]) -> String {
    let (rows, columns) = (counted(widths[layer], "rows"), counted(widths[layer - 1], "numbers"));
    let letter = letters(layer);
    format!("{letter} = [[…], …] with {rows} of {columns}, a row for each neuron of layer {letter}")
}
