//! The weights of a file: listed, drawn from a seed, or read from a file beside it.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use ndarray::{Array1, Array2};
use toml::Spanned;

use crate::engine::{Init, Network};
use crate::scenario::error::{ScenarioError, bounded};
use crate::scenario::explain::example;
use crate::scenario::raw::{Keyed, Matrix, PerLayer, RawWeights};
use crate::scenario::values::Named;
use crate::scenario::{Beside, WeightsFrom, trained};
use crate::text::letters;

use super::{Check, counted};

const KEY: &str = "network.weights";

/// The numbers of each layer with weights, in their order.
pub(super) struct Numbers {
    pub weights: Vec<Array2<f64>>,
    /// What a file of weights says of biases.
    pub biases: Vec<Option<Array1<f64>>>,
    pub from: WeightsFrom,
    /// What the weights are drawn from once all else is right; until then they are 0.
    pub draw: Option<Draw>,
}

/// Weights that are yet to be drawn.
#[derive(Clone, Copy)]
pub(super) struct Draw {
    seed: u64,
    init: Init,
}

impl Draw {
    /// Draws all weights of a network.
    pub fn into(self, network: &mut Network) {
        for layer in 1..network.depth() {
            let (inputs, neurons) = (network.width(layer - 1), network.width(layer));
            network.layer_mut(layer).weights = self.init.draw(self.seed, layer, inputs, neurons);
        }
    }
}

impl Numbers {
    fn without_biases(weights: Vec<Array2<f64>>, from: WeightsFrom) -> Self {
        let biases = vec![None; weights.len()];
        Self { weights, biases, from, draw: None }
    }
}

impl Check<'_> {
    /// The weights for layers of these widths.
    pub(super) fn weights(
        &self,
        weights: Spanned<RawWeights>,
        widths: &[usize],
    ) -> Result<Numbers, ScenarioError> {
        let span = weights.span();
        let RawWeights { layers, seed, init, file } = weights.into_inner();
        let listed = layers.first_key_value().map(|(key, _)| (key.span(), letters(key.get_ref().0)));
        let keys: Vec<(Range<usize>, String)> = [
            seed.as_ref().map(|seed| (seed.key.clone(), "seed".to_owned())),
            file.as_ref().map(|file| (file.key.clone(), "file".to_owned())),
            listed,
        ]
        .into_iter()
        .flatten()
        .collect();
        if let [one, other, ..] = &keys[..] {
            // The one that comes later in the text is the one too many.
            let (first, later) = if one.0.start < other.0.start { (one, other) } else { (other, one) };
            let problem = format!("`{KEY}` has `{}` beside `{}`", later.1, first.1);
            let key = format!("{KEY}.{}", later.1);
            let help =
                "weights are listed by layer, or drawn: { seed = 7 }, or read: { file = \"trained.json\" }";
            return Err(self.source.error(&later.0, &key, &problem, help));
        }
        if let (Some(init), None) = (&init, &seed) {
            let key = format!("{KEY}.init");
            let problem = format!("`{key}` says how weights are drawn, but there is no seed");
            return Err(self.source.error(&init.key, &key, &problem, &example(&key)));
        }
        if let Some(seed) = seed {
            let init = init.map(|Keyed { value: Named(init), .. }| init).unwrap_or_default();
            let zero = widths.windows(2).map(|pair| Array2::zeros((pair[1], pair[0])));
            let draw = Some(Draw { seed: seed.value.0, init });
            return Ok(Numbers { draw, ..Numbers::without_biases(zero.collect(), WeightsFrom::Seed) });
        }
        if let Some(file) = file {
            return self.trained(&file.value, widths);
        }
        Ok(Numbers::without_biases(self.listed(&span, layers, widths)?, WeightsFrom::Text))
    }

    /// The weights of a file beside the scenario's.
    fn trained(&self, name: &Spanned<String>, widths: &[usize]) -> Result<Numbers, ScenarioError> {
        let key = format!("{KEY}.file");
        let shown = bounded(name.get_ref(), 80);
        let wrong = |problem: &str, help: &str| Err(self.source.error(&name.span(), &key, problem, help));
        let path = Path::new(name.get_ref());
        // A scenario may come from anyone: what it makes the program read lies with it.
        let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || path.file_name().is_none() {
            return wrong(
                &format!("`{key}` is \"{shown}\", which is no file beside the scenario"),
                "the name of a file in the scenario's folder or below it, such as file = \"trained.json\"",
            );
        }
        let read = match self.beside {
            Beside::Folder(folder) => trained::read(&folder.join(path), widths, trained::BESIDE),
            Beside::Weights(text) => trained::read_from(text.as_bytes(), widths),
            Beside::Nothing => {
                return wrong(
                    &format!(
                        "`{key}` is \"{shown}\", but this scenario is no file that it could stand beside"
                    ),
                    "save the scenario in the folder of that file, and open it by its path",
                );
            }
        };
        match read {
            Ok(trained::Trained { weights, biases }) => {
                Ok(Numbers { weights, biases, from: WeightsFrom::File(PathBuf::from(path)), draw: None })
            }
            Err(trained::Wrong { problem, help }) => wrong(&format!("\"{shown}\" {problem}"), &help),
        }
    }

    /// The weights that are listed by layer.
    fn listed(
        &self,
        span: &Range<usize>,
        layers: PerLayer<Matrix>,
        widths: &[usize],
    ) -> Result<Vec<Array2<f64>>, ScenarioError> {
        let mut listed = Vec::new();
        for (key, matrix) in layers {
            let (layer, next) = (key.get_ref().0, listed.len() + 1);
            if next < layer && next < widths.len() {
                return Err(self.missing_weights(span, next, widths));
            }
            if layer >= widths.len() {
                return Err(self.surplus(&key, KEY, widths));
            }
            listed.push(self.matrix(layer, &matrix, widths)?);
        }
        if listed.len() + 1 < widths.len() {
            return Err(self.missing_weights(span, listed.len() + 1, widths));
        }
        Ok(listed)
    }

    fn missing_weights(&self, span: &Range<usize>, layer: usize, widths: &[usize]) -> ScenarioError {
        let key = format!("{KEY}.{}", letters(layer));
        self.source.error(span, &key, &format!("`{key}` is missing"), &matrix_help(layer, widths))
    }

    /// One layer's weights in the shape that `layers` says.
    fn matrix(&self, layer: usize, matrix: &Matrix, widths: &[usize]) -> Result<Array2<f64>, ScenarioError> {
        let (neurons, inputs) = (widths[layer], widths[layer - 1]);
        let (key, letter) = (format!("{KEY}.{}", letters(layer)), letters(layer));
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
}

/// The shape that a layer's weights should have.
fn matrix_help(layer: usize, widths: &[usize]) -> String {
    let (rows, columns) = (counted(widths[layer], "rows"), counted(widths[layer - 1], "numbers"));
    let letter = letters(layer);
    format!("{letter} = [[…], …] with {rows} of {columns}, a row for each neuron of layer {letter}")
}
