//! Chapter 1: the network.

pub(crate) const LAYERS_TITLE: &str = "Layers and neurons";
pub(crate) const LAYERS: [&str; 2] = [
    "The network computes in layers, from left to right. The first, {a}, only holds the inputs. Every later \
     layer has neurons, and each neuron is connected to all neurons of the layer before.",
    "Each connection has a strength, its weight: {weights} {numbers} in all. {rest}",
];
/// What else there is to a network, without and with biases that learn.
pub(crate) const FIXED: &str = "They are what the network will learn; everything else is fixed.";
pub(crate) const FIXED_BUT_BIASES: &str =
    "They and the biases are what the network will learn; everything else is fixed.";
pub(crate) const LAYERS_BIASED: &str = "Besides, neurons may have a bias, a number that is added whatever the \
     inputs are: a weight whose input is always one.";
/// The functions of the network.
pub(crate) const FUNCTIONS: &str = "What a layer makes of what it receives is its activation function: {list}. How wrong the \
     outputs are is told by {loss}.";
/// A layer with its function.
pub(crate) const HAS_FUNCTION: &str = "layer {last} has {function}";
/// Layers that have the same one.
/// Two layers that have the same one.
pub(crate) const BOTH_HAVE_FUNCTION: &str = "layers {first} and {last} have {function}";
pub(crate) const HAVE_FUNCTION: &str = "layers {first} to {last} have {function}";
pub(crate) const NUMBERS: [&str; 2] = ["number", "numbers"];
pub(crate) const INPUTS: [&str; 2] = ["input", "inputs"];
pub(crate) const NEURONS: [&str; 2] = ["neuron", "neurons"];

pub(crate) const NAMES_TITLE: &str = "How a weight gets its name";
pub(crate) const NAMES: [&str; 2] = [
    "The letter is the layer that a weight leads to. The number counts through the layer's matrix row by \
     row: first all weights that lead to its first neuron, then those of the second, and so on.",
    "So {w} leads from {from} to {to}: it stands in row {row}, the row of {to}, and in column {column}, \
     the column of {from}.",
];

pub(crate) const GIVENS_TITLE: &str = "What is given";
pub(crate) const GIVENS: [&str; 2] = [
    "Before anything is computed, these numbers are there: the inputs, the outputs that we would like \
     to get for them (the targets), and the weights as they happen to be now.",
    "The rows of {W} belong to the neurons of {layer}, its columns to the outputs of {before}. Its shape \
     is {rows}×{columns}.",
];

pub(crate) const GIVENS_BIASED: &str = "A layer that has biases brings these along, one for each neuron. A bias counts like a \
     weight whose input is always one.";

pub(crate) const SAMPLES_TITLE: &str = "The table of samples";
pub(crate) const SAMPLES: [&str; 2] = [
    "What the network is to do is told by examples: an input and its target, a row each. There is one \
     network for all of them, so one set of weights has to serve every row.",
    "This lesson walks sample {sample} of {count}; any other can be chosen at any step.",
];
pub(crate) const SAMPLES_ONE: &str = "This scenario has a single one, and the lesson walks it.";
