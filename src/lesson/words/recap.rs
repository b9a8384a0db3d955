//! What is said at the end of each chapter.

use crate::lesson::Chapter;

/// Title of the page.
pub(crate) const TITLE: &str = "{chapter}: what was done";
/// Before what is worth keeping.
pub(crate) const REMEMBER: &str = "To remember. ";
/// Before what comes next.
pub(crate) const NEXT: &str = "Next. ";
/// The next chapter and what it does.
pub(crate) const NEXT_CHAPTER: &str = "{chapter}: {what}";
/// What there is to do behind the last chapter.
pub(crate) const END: &str = "Here the lesson ends. Change any number with {edit}, and all of it follows; train the \
     network with {train}; go to any step with {find}. Other networks: `chainrule scenarios` lists them.";

/// What a chapter does, for the page before it.
pub(crate) fn what(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Network => "the layers, how weights are named, and what is given.",
        Chapter::Forward => "the inputs go through the layers, one after the other, until there are outputs.",
        Chapter::Error => "how far the outputs are from their targets, as a single number.",
        Chapter::Chain => "how the error depends on a few weights, worked out by hand, one at a time.",
        Chapter::Pattern => {
            "the gradients of all weights at once, layer by layer, from the last to the first."
        }
        Chapter::Learn => "every weight moves against its gradient, and one sees whether that helped.",
        Chapter::Check => "the gradients are measured, without the chain rule, and the network is trained.",
    }
}

/// So many things, by their word for one and for several.
pub(crate) const WEIGHTS: [&str; 2] = ["weight", "weights"];
pub(crate) const BIASES: [&str; 2] = ["bias", "biases"];
/// Both together.
pub(crate) const AND: &str = " and ";
/// Between things of a list.
pub(crate) const COMMA: &str = ", ";
/// Behind those of a list that are named.
pub(crate) const AND_MORE: &str = " and {count} more";

pub(crate) const NETWORK: &str = "The network is {shape}, with {parameters} between its layers.";
pub(crate) const NETWORK_SAMPLE: &str = "Sample {sample} of {samples} is walked: {inputs}.";
pub(crate) const NETWORK_ONLY_SAMPLE: &str = "Its only sample is walked: {inputs}.";
pub(crate) const IS: &str = "{name} is {value}";
pub(crate) const MANY_INPUTS: &str = "it has {count} inputs";
pub(crate) const NETWORK_REMEMBER: &str = "A weight is named by the layer that it leads to and counted row by row: {w} \
     leads from {from} to {to}.";

pub(crate) const FORWARD: &str = "The inputs went through the layers, and the network answers: {answers}.";
/// An output beside what is wanted.
pub(crate) const WANTED: &str = "{out} is {value} (wanted: {target})";
pub(crate) const MANY_OUTPUTS: &str = "the largest of its {count} outputs is {out}, with {value}";
pub(crate) const FORWARD_REMEMBER: &str = "Every layer does the same two things: a matrix product makes its net values, \
     and its activation function makes outputs of them. All of these numbers are kept, since the way back needs them.";
pub(crate) const FORWARD_REMEMBER_BIASED: &str = "Every layer does the same two things: a matrix product, with the biases \
     added where it has any, makes its net values, and its activation function makes outputs of them. All of these \
     numbers are kept, since the way back needs them.";

pub(crate) const ERROR: &str = "For this sample {E} is {value}.";
pub(crate) const ERROR_LARGEST: &str = "Most of it comes from {neuron}, whose error is {one}.";
pub(crate) const ERROR_WHOLE: &str = "All of it comes from {neuron}.";
pub(crate) const ERROR_SLOPE: &str = "How the error follows an output is known by now: {by_out} is {slope}.";
pub(crate) const ERROR_REMEMBER: &str = "Moved against its derivative, a weight makes the error smaller, as long as the step \
     is small. What is missing are the derivatives with respect to the weights.";

/// How many weights were derived.
pub(crate) const CHAIN: [&str; 2] =
    ["One gradient was derived by hand: {list}.", "{count} gradients were derived by hand: {list}."];
pub(crate) const CHAIN_BILL: &str =
    "Done like this for all that there are ({parameters}), it takes {by_hand} multiplications.";
pub(crate) const CHAIN_REMEMBER: &str = "Along a path to the error derivatives are multiplied; where several paths lead \
     there, their products are added.";

pub(crate) const PATTERN: &str = "A single way back gave the gradients of {parameters}, with {by_pattern} \
     multiplications; path by path it takes {by_hand}.";
pub(crate) const PATTERN_TERMS: &str = "It began at layer {last}, where {late} is {late_value}, and ended at layer {first}, where {early} is {early_value}.";
pub(crate) const PATTERN_TERM: &str = "The error term {late} is {late_value}.";
pub(crate) const PATTERN_REMEMBER: &str = "A layer's error terms come from those of the next layer. A weight's gradient is \
     the error term at the end of its connection times the output at the start.";

pub(crate) const LEARN: &str = "At a learning rate of {eta} every weight went against its gradient, where that is not 0: {w} went from {old} to {new}.";
pub(crate) const LEARN_STAYED: &str = "At a learning rate of {eta} every weight went against its gradient, where that is not 0; {w} stayed at {old}.";
pub(crate) const LEARN_DOWN: &str = "{E} went down from {before} to {after}.";
pub(crate) const LEARN_UP: &str =
    "{E} went up from {before} to {after}: the step was too long for where the weights stand.";
pub(crate) const LEARN_SAME: &str = "{E} stayed at {before}.";
pub(crate) const LEARN_BATCH: &str = "In a training this network takes a step for {size} samples together, against the \
     mean of their gradients.";
pub(crate) const LEARN_REMEMBER: &str = "All gradients come from the old weights, and only then do the weights change. A \
     step does little; learning is many of them.";

pub(crate) const CHECK: &str = "Of {count} gradients, {agreeing} are what a nudge measures.";
pub(crate) const CHECK_KINKS: &str = "For {kinks} of them a kink is in the way.";
pub(crate) const CHECK_TRAINED: &str =
    "By epoch {epochs} a training brings the mean error from {start} to {end}.";
pub(crate) const CHECK_DIVERGED: &str =
    "A training diverges after epoch {epochs}: the learning rate is too large for it.";
pub(crate) const CHECK_REMEMBER: &str = "Backpropagation is the chain rule, with everything that is needed more than once \
     computed only once.";
