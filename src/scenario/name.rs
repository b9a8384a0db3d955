//! The names of given numbers, as they are written in files and on the command line.

use crate::engine::{Kind, Network, Part, Quantity, WeightId};
use crate::text::{SafeText, from_letters, letters};

use super::error::bounded;

/// Why a name names no given number of a network; each says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing that a name looks like.
    #[error("'{name}' is no name of a number; try {examples}")]
    Unknown {
        /// What was given.
        name: SafeText,
        /// Names that there are.
        examples: String,
    },
    /// A weight or bias of a layer that has none because it is not there, or is the input layer.
    #[error("{layer}: {layers}")]
    NoLayer {
        /// Why it is no layer with weights.
        layer: String,
        /// Which are.
        layers: String,
    },
    /// A layer without biases.
    #[error("layer {layer} has no biases")]
    NoBiases {
        /// Its letter.
        layer: String,
    },
    /// A target of a layer that is not the last, or an input of one that is not the first.
    #[error("{name}: {reason}")]
    WrongLayer {
        /// What was given.
        name: SafeText,
        /// Which layer has such numbers.
        reason: String,
    },
    /// A number that its layer does not reach.
    #[error("{name}: {whole} has {count} {things}, {names}")]
    Index {
        /// What was given.
        name: SafeText,
        /// The matrix or layer.
        whole: String,
        /// How many there are.
        count: usize,
        /// What they are, in the plural or, of one, the singular.
        things: &'static str,
        /// The first and the last name.
        names: String,
    },
}

/// The given number that a name names: `w_d1`, `bias_b1`, `a1`, `target_d1` or `learning_rate`.
///
/// # Errors
/// When the network has no given number of this name.
///
/// ```
/// use chainrule::scenario::{builtin, parse_name};
/// let swap = builtin("swap").unwrap();
/// let w = parse_name("w_d4", swap.network()).unwrap();
/// assert_eq!((w.layer, w.row, w.column), (3, 1, 0));
/// let error = parse_name("w_d7", swap.network()).unwrap_err();
/// assert_eq!(error.to_string(), "w_d7: W_d has 6 weights, w_d1 to w_d6");
/// ```
pub fn parse_name(name: &str, network: &Network) -> Result<Quantity, NameError> {
    let name = name.trim();
    if matches!(name, "learning_rate" | "eta" | "η") {
        return Ok(Quantity::whole(Kind::LearningRate));
    }
    let (kind, place) = if let Some(place) = name.strip_prefix("w_") {
        (Kind::Weight, place)
    } else if let Some(place) = name.strip_prefix("bias_") {
        (Kind::Bias, place)
    } else if let Some(place) = name.strip_prefix("target_") {
        (Kind::Target, place)
    } else {
        // The inputs are the outputs of layer a.
        (Kind::Out, name.strip_prefix("out_").unwrap_or(name))
    };
    let unknown = || NameError::Unknown { name: bounded(name, 60), examples: examples(network) };
    let digits = place.find(|c: char| c.is_ascii_digit()).ok_or_else(unknown)?;
    let (layer, number) = place.split_at(digits);
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(unknown());
    }
    let layer = from_letters(layer).ok_or_else(unknown)?;
    let asked = Asked { name, kind, layer, number };
    asked.check_layer(network)?;
    asked.find(network)
}

/// The whole vector or matrix of given numbers that a name names: `W_d`, `bias_b`, `out_a`, `target_d`.
pub fn parse_whole(name: &str, network: &Network) -> Option<Part> {
    let name = name.trim();
    let last = network.last();
    let layer = |place: &str, from: usize| from_letters(place).filter(|layer| (from..=last).contains(layer));
    if let Some(place) = name.strip_prefix("W_") {
        return Some(Part::all(Kind::Weight, layer(place, 1)?));
    }
    if let Some(place) = name.strip_prefix("bias_") {
        let layer = layer(place, 1).filter(|&layer| network.layer(layer).biases.is_some())?;
        return Some(Part::all(Kind::Bias, layer));
    }
    if let Some(place) = name.strip_prefix("target_") {
        return Some(Part::all(Kind::Target, layer(place, last)?));
    }
    matches!(name, "out_a" | "a").then(|| Part::all(Kind::Out, 0))
}

/// A name that looks like one.
struct Asked<'a> {
    name: &'a str,
    kind: Kind,
    layer: usize,
    number: &'a str,
}

impl Asked<'_> {
    /// Whether the layer has numbers of this kind.
    fn check_layer(&self, network: &Network) -> Result<(), NameError> {
        let (last, letter) = (network.last(), letters(self.layer));
        let wrong = |reason| Err(NameError::WrongLayer { name: bounded(self.name, 60), reason });
        match self.kind {
            Kind::Out if self.layer > last => Err(no_layer(self.layer, network)),
            Kind::Out if self.layer > 0 => {
                let inputs = range("a", network.width(0));
                wrong(format!("an output of layer {letter} is computed, not given; the inputs are {inputs}"))
            }
            Kind::Target if self.layer != last => {
                let targets = range(&format!("target_{}", letters(last)), network.width(last));
                wrong(format!("layer {letter} is not the output layer; the targets are {targets}"))
            }
            Kind::Weight | Kind::Bias if self.layer == 0 || self.layer > last => {
                Err(no_layer(self.layer, network))
            }
            Kind::Bias if network.layer(self.layer).biases.is_none() => {
                Err(NameError::NoBiases { layer: letter })
            }
            _ => Ok(()),
        }
    }

    /// The number within its layer, which has such numbers.
    fn find(&self, network: &Network) -> Result<Quantity, NameError> {
        let letter = letters(self.layer);
        let width = network.width(self.layer);
        let (prefix, whole, count, things) = match self.kind {
            Kind::Weight => {
                let count = network.layer(self.layer).weights.len();
                (format!("w_{letter}"), format!("W_{letter}"), count, ["weight", "weights"])
            }
            Kind::Bias => (format!("bias_{letter}"), format!("layer {letter}"), width, ["bias", "biases"]),
            Kind::Target => {
                (format!("target_{letter}"), format!("layer {letter}"), width, ["target", "targets"])
            }
            _ => (letter.clone(), format!("layer {letter}"), width, ["input", "inputs"]),
        };
        let number: Option<usize> = self.number.parse().ok();
        // Counted from 1, and written in one way only: w_d01 is no name.
        let place =
            number.filter(|n| (1..=count).contains(n) && !self.number.starts_with('0')).ok_or_else(|| {
                NameError::Index {
                    name: bounded(self.name, 60),
                    whole,
                    count,
                    things: things[usize::from(count != 1)],
                    names: range(&prefix, count),
                }
            })? - 1;
        if self.kind == Kind::Weight {
            let inputs = network.width(self.layer - 1);
            let weight = WeightId { layer: self.layer, neuron: place / inputs, input: place % inputs };
            return Ok(Quantity::at(Kind::Weight, weight));
        }
        Ok(Quantity::of(self.kind, self.layer, place))
    }
}

/// The first and the last of some names.
fn range(prefix: &str, count: usize) -> String {
    if count == 1 { format!("{prefix}1") } else { format!("{prefix}1 to {prefix}{count}") }
}

/// Names that there are.
fn examples(network: &Network) -> String {
    let last = letters(network.last());
    let bias = (1..network.depth()).find(|&layer| network.layer(layer).biases.is_some());
    let bias = bias.map_or_else(String::new, |layer| format!("bias_{}1, ", letters(layer)));
    format!("w_{last}1, {bias}a1, target_{last}1 or learning_rate")
}

fn no_layer(layer: usize, network: &Network) -> NameError {
    let why = if layer == 0 {
        "no weights lead to the input layer a".to_owned()
    } else {
        format!("there is no layer {}", letters(layer))
    };
    NameError::NoLayer { layer: why, layers: layers_with_weights(network.last()) }
}

/// Which layers have weights, up to the last.
pub(super) fn layers_with_weights(last: usize) -> String {
    match last {
        0 | 1 => "the layer with weights is b".to_owned(),
        2..=6 => {
            let names: Vec<String> = (1..last).map(letters).collect();
            format!("the layers with weights are {} and {}", names.join(", "), letters(last))
        }
        _ => format!("the layers with weights are b to {}", letters(last)),
    }
}

/// How a given number is named; of a computed one, how the weight or neuron is that it belongs to.
///
/// The inverse of [`parse_name`] for the numbers that it knows.
pub fn name(q: Quantity, network: &Network) -> String {
    let letter = letters(q.layer);
    let number = q.row.saturating_add(1);
    match q.kind {
        Kind::LearningRate => "learning_rate".to_owned(),
        kind if kind.is_matrix() => {
            // Also of a weight that the network does not have, since a message may have to name it.
            let before = q.layer.checked_sub(1).filter(|&before| before < network.depth());
            let inputs = before.map_or(0, |before| network.width(before));
            let place = q.row.saturating_mul(inputs).saturating_add(q.column).saturating_add(1);
            format!("w_{letter}{place}")
        }
        Kind::Bias | Kind::BiasGradient | Kind::BiasAfter => format!("bias_{letter}{number}"),
        Kind::Target => format!("target_{letter}{number}"),
        Kind::ErrorTotal | Kind::ErrorTotalAfter => "E_total".to_owned(),
        _ => format!("{letter}{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{builtin, parse};

    const BIASED: &str = "title = 'x'\nsamples = [{ input = [1], target = [1, 1] }]\n\
        network = { layers = [1, 3, 2], weights = { b = [[1], [2], [3]], c = [[1, 2, 3], [4, 5, 6]] }, \
        biases = { c = [1, 2] } }";

    #[test]
    fn every_given_number_has_a_name_that_finds_it() {
        for scenario in [builtin("swap").unwrap(), parse(BIASED, "x").unwrap()] {
            let network = scenario.network();
            let (last, mut all) = (network.last(), vec![Quantity::whole(Kind::LearningRate)]);
            all.extend(network.weight_ids().map(|w| Quantity::at(Kind::Weight, w)));
            all.extend((0..network.width(0)).map(|row| Quantity::of(Kind::Out, 0, row)));
            all.extend((0..network.width(last)).map(|row| Quantity::of(Kind::Target, last, row)));
            for layer in (1..=last).filter(|&l| network.layer(l).biases.is_some()) {
                all.extend((0..network.width(layer)).map(|row| Quantity::of(Kind::Bias, layer, row)));
            }
            for q in all {
                assert_eq!(parse_name(&name(q, network), network), Ok(q));
            }
        }
    }

    #[test]
    fn weights_count_row_by_row() {
        let swap = builtin("swap").unwrap();
        let b3 = WeightId { layer: 1, neuron: 1, input: 0 };
        assert_eq!(parse_name(" w_b3 ", swap.network()), Ok(Quantity::at(Kind::Weight, b3)));
        assert_eq!(name(Quantity::at(Kind::Gradient, b3), swap.network()), "w_b3");
        assert_eq!(name(Quantity::of(Kind::Net, 2, 0), swap.network()), "c1");
    }

    #[test]
    fn what_is_no_name_is_told_what_would_be() {
        let (swap, biased) = (builtin("swap").unwrap(), parse(BIASED, "x").unwrap());
        let says = |scenario: &crate::scenario::Scenario, name: &str| {
            parse_name(name, scenario.network()).unwrap_err().to_string()
        };
        for (name, message) in [
            ("foo", "'foo' is no name of a number; try w_d1, a1, target_d1 or learning_rate"),
            ("", "'' is no name of a number; try w_d1, a1, target_d1 or learning_rate"),
            ("w_d1x", "'w_d1x' is no name of a number; try w_d1, a1, target_d1 or learning_rate"),
            ("W_d1", "'W_d1' is no name of a number; try w_d1, a1, target_d1 or learning_rate"),
            ("w_1", "'w_1' is no name of a number; try w_d1, a1, target_d1 or learning_rate"),
            ("\x1b1", "'�1' is no name of a number; try w_d1, a1, target_d1 or learning_rate"),
            ("w_d7", "w_d7: W_d has 6 weights, w_d1 to w_d6"),
            ("w_d0", "w_d0: W_d has 6 weights, w_d1 to w_d6"),
            ("w_d01", "w_d01: W_d has 6 weights, w_d1 to w_d6"),
            ("w_e1", "there is no layer e: the layers with weights are b, c and d"),
            ("w_a1", "no weights lead to the input layer a: the layers with weights are b, c and d"),
            ("bias_b1", "layer b has no biases"),
            ("a3", "a3: layer a has 2 inputs, a1 to a2"),
            ("b1", "b1: an output of layer b is computed, not given; the inputs are a1 to a2"),
            ("e1", "there is no layer e: the layers with weights are b, c and d"),
            (
                "target_c1",
                "target_c1: layer c is not the output layer; the targets are target_d1 to target_d2",
            ),
            ("target_d3", "target_d3: layer d has 2 targets, target_d1 to target_d2"),
        ] {
            assert_eq!(says(&swap, name), message);
        }
        let huge = "9".repeat(100_000);
        assert!(says(&swap, &format!("w_d{huge}")).len() < 200);
        assert_eq!(says(&biased, "a2"), "a2: layer a has 1 input, a1");
        assert_eq!(says(&biased, "bias_b1"), "layer b has no biases");
        assert_eq!(says(&biased, "bias_c3"), "bias_c3: layer c has 2 biases, bias_c1 to bias_c2");
        assert!(says(&biased, "foo").contains("try w_c1, bias_c1, a1, target_c1"));
    }
}
