//! The weights of a network as a file that a scenario can name: `weights = { file = "trained.json" }`.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};

use crate::engine::Network;
use crate::text::letters;

/// Writes one JSON object in one line: the widths of all layers, the weights of each layer row by
/// row, and where there are any, the biases. Numbers are finite and read back exactly.
///
/// # Errors
/// When the bytes cannot be written.
///
/// ```
/// use chainrule::{export::weights, scenario::builtin};
/// let mut bytes = Vec::new();
/// weights::json(builtin("swap").unwrap().network(), &mut bytes).unwrap();
/// assert!(bytes.starts_with(br#"{"layers":[2,4,3,2],"weights":{"b":[[0.1,0.2],[0.3,0.4],"#));
/// ```
pub fn json(network: &Network, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, &Weights(network)).map_err(io::Error::from)?;
    writeln!(to)
}

/// The whole object, written from where the numbers are: no second copy of them is made.
struct Weights<'a>(&'a Network);

/// One thing for each layer that has it.
struct PerLayer<'a, F>(&'a Network, F);

/// Rows of numbers.
struct Rows<'a>(ndarray::ArrayView2<'a, f64>);

/// Numbers; −0 is written as 0.
struct Row<'a>(ndarray::ArrayView1<'a, f64>);

impl Serialize for Weights<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let network = self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("layers", &network.widths())?;
        let weights = |layer: usize| Some(Rows(network.layer(layer).weights.view()));
        map.serialize_entry("weights", &PerLayer(network, weights))?;
        if network.has_biases() {
            let biases = |layer: usize| network.layer(layer).biases.as_ref().map(|biases| Row(biases.view()));
            map.serialize_entry("biases", &PerLayer(network, biases))?;
        }
        map.end()
    }
}

impl<T: Serialize, F: Fn(usize) -> Option<T>> Serialize for PerLayer<'_, F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for layer in 1..self.0.depth() {
            if let Some(value) = (self.1)(layer) {
                map.serialize_entry(&letters(layer), &value)?;
            }
        }
        map.end()
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.outer_iter().map(Row))
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut seq = to.serialize_seq(Some(self.0.len()))?;
        for number in self.0 {
            seq.serialize_element(&(number + 0.0))?;
        }
        seq.end()
    }
}
