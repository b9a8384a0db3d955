//! What is said of each activation function.

use crate::engine::Activation;

/// The words for one activation function.
pub(crate) struct Words {
    /// What it is called within a sentence: `the sigmoid`.
    pub name: &'static str,
    /// The same with a capital letter, as a title.
    pub title: &'static str,
    /// How it is called in a formula: `sig(net)`.
    pub function: &'static str,
    /// Its entry in the glossary.
    pub glossary: &'static str,
    /// What it does, said of a layer.
    pub about: &'static str,
    /// Its slope, in a few signs.
    pub slope: &'static str,
    /// What the derivation of its slope says.
    pub derived: [&'static str; 2],
    /// Where the slope is large and where it fades.
    pub slopes: &'static str,
}

/// The words for this activation function.
pub(crate) fn of(activation: Activation) -> &'static Words {
    match activation {
        Activation::Sigmoid => &SIGMOID,
        Activation::Tanh => &TANH,
        Activation::Relu => &RELU,
        Activation::LeakyRelu { .. } => &LEAKY_RELU,
        Activation::Identity => &IDENTITY,
        Activation::Softmax => &SOFTMAX,
    }
}

/// Its slope in a few signs, with the slope of leaky ReLU written out.
pub(crate) fn slope_of(activation: Activation) -> String {
    with_leak(of(activation).slope, activation)
}

/// A text about leaky ReLU with its slope below 0 written out.
pub(crate) fn with_leak(text: &str, activation: Activation) -> String {
    match activation {
        Activation::LeakyRelu { leak } => text.replace("{leak}", &leak.to_string()),
        _ => text.to_owned(),
    }
}

const SIGMOID: Words = Words {
    name: "the sigmoid",
    title: "Sigmoid",
    function: "sig",
    glossary: "sigmoid",
    about: "The activation function of {layer} is the sigmoid. It turns any number into one between 0 and 1: \
            large net values come out near 1, very negative ones near 0, and 0 gives exactly one half. It is \
            applied to each element by itself.",
    slope: "out · (1 − out)",
    derived: [
        "The quotient rule gives the fraction, since e^(−net) has the derivative −e^(−net).",
        "It comes apart into the sigmoid itself and what the sigmoid lacks to 1: whoever knows the output knows the \
         slope, without a new exponential.",
    ],
    slopes: "The slope is greatest where the output is one half, and fades towards 0 at both ends: a neuron that \
             is very sure learns slowly.",
};

const TANH: Words = Words {
    name: "tanh",
    title: "Tanh",
    function: "tanh",
    glossary: "tanh",
    about: "The activation function of {layer} is tanh, the hyperbolic tangent. It turns any number into one \
            between −1 and 1: large net values come out near 1, very negative ones near −1, and 0 stays 0. It is \
            applied to each element by itself.",
    slope: "1 − out²",
    derived: [
        "Tanh is a quotient. Its numerator and its denominator are each other's derivative, so the quotient rule \
         gives the square of the one minus the square of the other, over the square of the denominator.",
        "That is 1 minus the square of tanh itself: whoever knows the output knows the slope, without a new \
         exponential.",
    ],
    slopes: "The slope is 1 where the output is 0, four times as steep as the sigmoid can be, and fades towards 0 \
             at both ends: a neuron that is very sure learns slowly.",
};

const RELU: Words = Words {
    name: "ReLU",
    title: "ReLU",
    function: "ReLU",
    glossary: "relu",
    about: "The activation function of {layer} is ReLU, the rectified linear unit. What is above 0 passes as it \
            is, everything else becomes 0. It is applied to each element by itself.",
    slope: "1 above 0, else 0",
    derived: [
        "Above 0 the output is the net value itself, and its derivative is 1. Below 0 it is 0 whatever the net \
         value is: a constant, and its derivative is 0.",
        "At 0 the curve has a corner and no derivative: any slope from 0 to 1 would touch it. One has to be \
         chosen, and here it is 0, the slope of the left side.",
    ],
    slopes: "Above 0 the error passes back undiminished, below 0 not at all: the slope never fades, it is there or \
             it is not.",
};

const LEAKY_RELU: Words = Words {
    name: "leaky ReLU",
    title: "Leaky ReLU",
    function: "lReLU",
    glossary: "leaky-relu",
    about: "The activation function of {layer} is leaky ReLU. What is above 0 passes as it is; what is not is \
            multiplied with {leak}, so that a little of it passes all the same. It is applied to each element \
            by itself.",
    slope: "1 above 0, else {leak}",
    derived: [
        "Above 0 the output is the net value itself, and its derivative is 1. Below 0 it is {leak} times the net \
         value, and its derivative is {leak}.",
        "At 0 the curve has a corner and no derivative. One has to be chosen, and here it is {leak}, the slope of \
         the left side.",
    ],
    slopes: "Above 0 the error passes back undiminished, below 0 a small part of it: a neuron that is off can \
             still learn to come on again.",
};

const IDENTITY: Words = Words {
    name: "the identity",
    title: "Identity",
    function: "id",
    glossary: "identity",
    about: "The activation function of {layer} is the identity: each net value passes as it is. So an output can be \
            any number, as when a quantity is to be estimated.",
    slope: "1",
    derived: [
        "The output is the net value itself. When that grows a little, the output grows by just as much: the \
         derivative is 1, wherever the neuron stands.",
        "So the slope changes nothing as a factor. The steps keep it all the same, since they are those of any \
         layer.",
    ],
    slopes: "",
};

const SOFTMAX: Words = Words {
    name: "softmax",
    title: "Softmax",
    function: "softmax",
    glossary: "softmax",
    about: "The activation function of {layer} is softmax. It takes the exponential of each net value and divides it \
            by the sum of them all: so each output is above 0, together they are 1, and the largest net value gets \
            the largest share. They can be read as probabilities.",
    slope: "out · (1 − out)",
    derived: [
        "Each output contains every net value: its own above and below the line, the others below it. So there is \
         a derivative for each pair of an output and a net value, n·n numbers, by the quotient rule.",
        "By its own net value, an output has the derivative that a sigmoid would have. By another's it is negative: \
         what one output gains the others lose. Together they are a matrix, the Jacobian, and each of its columns adds up \
         to 0.",
    ],
    slopes: "",
};

/// A slope that depends on the side, in symbols.
pub(crate) const ONE_IF: &str = "1 if ";
/// Behind the net value.
pub(crate) const ABOVE_ELSE: &str = " > 0, else {below}";
/// The same with the number at hand.
pub(crate) const SINCE: &str = "{value} (since ";

/// Where a neuron is far out on a curve that levels off.
pub(crate) const SATURATED: &str = "{neuron} is saturated: {net} is so far out that the curve is almost level there. \
     Its output hardly moves any more, and hardly any of the error passes back through it.";
/// The same of an output whose slope cancels in the error term.
pub(crate) const SATURATED_CANCELS: &str = "{neuron} is saturated: {net} is so far out that the curve is almost level there, \
     and its output hardly moves any more. The error passes back all the same: with this error function the slope \
     cancels, as the chapter Pattern shows.";
/// Behind what is said of the slope of an output where it cancels in the error term.
pub(crate) const SLOPE_CANCELS: &str = "With the error function of this network that does no harm in the last layer: there the \
     slope cancels, as the chapter Pattern shows.";
/// On the very corner of a curve.
pub(crate) const KINK: &str = "{net} is exactly 0, on the corner of {function}, where the curve has no slope. The slope \
     of the left side is taken; a nudge to the right would measure another.";
/// Where ReLU gives 0 for this sample.
pub(crate) const OFF: &str = "{net} is negative, so {neuron} is off for this sample: it passes on 0, and nothing of the \
     error comes back through it. Another sample may switch it on.";
/// Where it does so for all samples.
pub(crate) const DEAD: &str = "{neuron} is dead: {net} is not above 0 for any of the {samples} samples. It passes on 0 \
     whatever comes, nothing of the error comes back through it, and so its own weights do not learn.";
/// Where leaky ReLU lets only little pass.
pub(crate) const LEAKS: &str = "{net} is negative, so only {leak} of it passes, and only that share of the error \
     comes back. It is little, but not nothing.";
