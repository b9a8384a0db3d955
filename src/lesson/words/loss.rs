//! What is said of each error function.

use crate::engine::Loss;

/// The words for one error function.
pub(crate) struct Words {
    /// What it is called within a sentence.
    pub name: &'static str,
    /// Its entry in the glossary.
    pub glossary: &'static str,
    /// What the error of one output means.
    pub single: [&'static str; 2],
    /// How its derivative comes about.
    pub derived: &'static str,
    /// The derivative in the first factor of the chain.
    pub factor: &'static str,
    /// What the error over one output looks like.
    pub shape: &'static str,
}

/// The words for this error function.
pub(crate) fn of(loss: Loss) -> &'static Words {
    match loss {
        Loss::HalfSquaredError => &HALF_SQUARED,
        Loss::BinaryCrossEntropy => &BINARY,
        Loss::CrossEntropy => &CROSS,
    }
}

const HALF_SQUARED: Words = Words {
    name: "half the squared error",
    glossary: "squared-error",
    single: [
        "{neuron} should have given {target} and gave {out}. The difference is squared: so too high and too \
         low count alike, and a large miss counts much more than a small one.",
        "The ½ changes nothing about where the error is smallest. It is there because it will cancel a 2 \
         when we differentiate.",
    ],
    derived: "Differentiating the square brings a 2 in front, which the ½ cancels; the inside, differentiated \
              with respect to the output, gives −1, which turns the difference around.",
    factor: "The last link of the chain, and we have it from the chapter before: {out} minus {target}.",
    shape: "a parabola",
};

const BINARY: Words = Words {
    name: "binary cross-entropy",
    glossary: "binary-cross-entropy",
    single: [
        "{neuron} gives the probability of a yes, {out}; the target is {target}. If the answer is yes, the error \
         is minus the logarithm of what was given to yes; if it is no, of what was left for no.",
        "A sure answer that is right costs next to nothing. A sure answer that is wrong costs without bound: the \
         logarithm of 0 is minus infinity.",
    ],
    derived: "The derivative of ln x is 1/x. In the second term the inside, 1 minus the output, adds a −1. So the \
              two terms pull in opposite directions, each the harder the less was given to it.",
    factor: "The last link of the chain, and we have it from the chapter before: the error of {out}, differentiated.",
    shape: "a curve that rises without bound towards the wrong end",
};

const CROSS: Words = Words {
    name: "cross-entropy",
    glossary: "cross-entropy",
    single: [
        "The targets say how the probability should be shared, the outputs how it is. {neuron} gave {out} where \
         {target} was wanted: its error is minus the logarithm of what it gave, weighted with the target.",
        "Where the target is 0 nothing is counted here: what this output took is missing at the others, and \
         counts there.",
    ],
    derived: "The derivative of ln x is 1/x, so the less probability a wanted output gave, the harder it is \
              pulled. An output whose target is 0 has no error of its own, and its derivative is 0.",
    factor: "The last link of the chain, and we have it from the chapter before: the error of {out}, differentiated.",
    shape: "a curve that rises without bound towards 0",
};

/// Where a term with a factor of 0 would have the logarithm of 0, or be divided by it.
pub(crate) const DROPPED: &str =
    "A term with a factor of 0 is left out: it counts 0, whatever it is multiplied with.";
/// Where the rounded output, or its distance from 1, is 0, and would be divided by.
pub(crate) const DIVIDED_FROM_NETS: &str = "Rounded, the output is {out}, and nothing can be divided by that, or by its \
     distance from 1. The net value behind it still tells how far out it is, so the derivative is had from there.";
/// Where the rounded output has no logarithm.
pub(crate) const FROM_NETS: &str = "Rounded, the output is {out}, and of that, or of its distance from 1, there is no \
     logarithm. The net value behind it still tells how far out it is, so the error is had from there.";
