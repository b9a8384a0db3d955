//! Chapter 7: the check.

pub(crate) const WEIGHT_TITLE: &str = "{gradient} — is it true?";
pub(crate) const WEIGHT: [&str; 2] = [
    "A derivative is the slope of a curve, so it can be measured: make {w} a little larger, run forward; make \
     it a little smaller, run forward; the difference of the errors over the distance is the slope. No \
     chain rule is used for that.",
    "Here everything is in full precision, since a nudge this small would vanish in rounded numbers.",
];
pub(crate) const AGREES: &str = "They agree: the difference is within what a measured slope can be off.";
pub(crate) const KINK: &str = "They do not agree, and need not: between the two measurements a net value passes \
     the kink of its activation function. The error has a corner there and no slope to measure; the gradient is \
     that of one side, by convention.";
pub(crate) const DIFFERS: &str = "They do not agree, whatever the nudge. Either one of the two is wrong, or the error is too \
     large or too steep here for a nudge to measure.";
pub(crate) const ABOVE: &str = "E_total with {w} + ε";
pub(crate) const BELOW: &str = "E_total with {w} − ε";
pub(crate) const MEASURED: &str = "measured slope";
pub(crate) const BACKPROP: &str = "backpropagation";
pub(crate) const DIFFERENCE: &str = "difference";
pub(crate) const VALUE_MEASURED: &str = "measured {gradient}";
pub(crate) const VALUE_EXACT: &str = "{gradient} in full precision";

/// The words that depend on whether there are biases to check.
pub(crate) struct All {
    /// Title of the step.
    pub title: &'static str,
    /// What was done.
    pub about: &'static str,
    /// Where not all were taken.
    pub sampled: &'static str,
    /// What is counted.
    pub count: &'static str,
}

pub(crate) const WEIGHTS_ALONE: All = All {
    title: "Every weight checked",
    about: "The same for all weights: two forward passes for each, where backpropagation needed one way forward \
     and one way back for all of them together. As a check it is fine; to learn with, it would be far \
     too slow.",
    sampled: "The network is large: {count} of its {all} weights were taken, spread evenly over each layer.",
    count: "weights checked",
};
pub(crate) const WITH_BIASES: All = All {
    title: "Every weight and bias checked",
    about: "The same for all weights and biases (a bias is nudged as a weight is): two forward passes for each, \
     where backpropagation needed one way forward and one way back for all of them together. As a check it is \
     fine; to learn with, it would be far too slow.",
    sampled: "The network is large: {count} of its {all} weights and biases were taken, spread evenly over each \
     layer.",
    count: "weights and biases checked",
};
pub(crate) const ALL_AGREE: &str =
    "{agreeing} of {count} gradients agree; the largest difference is {largest}.";
pub(crate) const ALL_KINKS: &str = "For {kinks} of them the nudge carries a net value across the kink of its \
     activation function. The error has a corner there, so what is measured lies between two slopes, and the \
     difference tells nothing.";
pub(crate) const VALUE_LARGEST: &str = "largest difference";

pub(crate) const TRAIN_TITLE: &str = "Again and again: training";
pub(crate) const TRAIN: &str = "One epoch shows every sample once, in the order of the table, {batch}. The \
     curve is the error after each epoch, the mean over all samples, in full precision.";
pub(crate) const TRAINED: &str = "By epoch {epochs} the mean error went from {first} to {end}. The \
     weights after any epoch can be opened, and the whole lesson walks through them (:epoch N). To watch a \
     training on its way: :train.";
/// Where there are fewer epochs than a small network has.
pub(crate) const TRAINED_FEW: &str = "So that nobody waits for this step, a network of this size, with so many \
     samples, is trained no further here. :train goes on for as many epochs as you like and shows how far it is.";
/// Where there are none at all.
pub(crate) const TRAINED_NONE: &str = "Before training the mean error is {first}. A single epoch of this \
     network takes so long that none is trained here. :train trains it for as many epochs as you like and shows \
     how far it is.";
/// After how many samples a step is made.
pub(crate) const TRAIN_EACH: &str = "and after each makes the learning step of the chapter Learn";
pub(crate) const TRAIN_ALL: &str =
    "and after all of them makes one learning step, against the mean of their gradients";
pub(crate) const TRAIN_OF: &str =
    "and after every {size} of them makes a learning step, against the mean of their gradients";
pub(crate) const TRAIN_DIVERGED: &str = "After epoch {epochs} the numbers grew beyond all bounds and training \
     stopped: the learning rate is too large.";
pub(crate) const MEAN: &str = "mean error";
pub(crate) const EPOCH: &str = "epoch";
pub(crate) const BEFORE: &str = "before training";
pub(crate) const VALUE_EPOCH: &str = "mean error after epoch {epoch}";
