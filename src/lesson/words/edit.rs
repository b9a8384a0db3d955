//! What is said of an edit: what it reaches, and what it leaves alone.

/// Who made an edit: the learner, or the tour.
pub(crate) const WHO: [&str; 2] = ["You", "The tour"];
/// One number, from what to what.
pub(crate) const ONE: &str = "{who} changed {given} from {old} to {new}.";
/// A vector or matrix as a whole.
pub(crate) const WHOLE: &str = "{who} changed {given} as a whole.";
/// Several at once.
pub(crate) const BACK: &str = "All numbers are as they were at the start.";
/// An input or target of a sample that is not walked.
pub(crate) const OTHER_SAMPLE: &str = "{who} changed {given} of sample {other} from {old} to {new}. What is walked here is sample {here}: nothing that is computed for it depends on that.";
/// The same where that sample is in the walked one's batch.
pub(crate) const OTHER_OF_BATCH: &str = "{who} changed {given} of sample {other} from {old} to {new}. What is walked here is sample {here}: nothing that is computed for it alone depends on that. But both are in one batch, so the means over the batch do.";
/// Numbers that are there before a training.
pub(crate) const BEFORE_TRAINING: &str = "That is what stands at the start. The {epochs} epochs of training were gone through anew from there, so every weight, and all that is computed with them, can have become another.";
/// A weight, forward.
pub(crate) const WEIGHT: &str = "It carries {from} to {to}: {net} changes by as much as the weight did, times {out}, and what comes behind {to} follows.";
/// A weight of the last layer, forward.
pub(crate) const LAST_WEIGHT: &str = "It carries {from} to {to}: {net} changes by as much as the weight did, times {out}; the output of {to} and its error follow.";
/// A weight from a neuron that gives 0.
pub(crate) const WEIGHT_OF_ZERO: &str = "It carries {from} to {to}, but {out} is 0: the weight is multiplied with nothing, so {net} and all that comes behind it stay as they were.";
/// Outputs beside the one that a weight of the last layer leads to.
pub(crate) const OTHERS_STAY: &str =
    "{given} leads to {to} alone: the other outputs of {layer} stay as they were.";
/// Outputs beside it where softmax divides by the sum of all.
pub(crate) const OTHERS_SHARE: &str = "{given} leads to {to} alone, but through softmax every output of {layer} depends on {net}: what {to} gains the others lose.";
/// A weight that leads to a neuron with ReLU that stays off.
pub(crate) const WEIGHT_OF_OFF: &str = "It carries {from} to {to}: {net} changes by as much as the weight did, times {out}. But it is not above 0, and was not before, so {to} passes on 0 all the same, and what comes behind it stays as it was.";
/// The bias of such a neuron.
pub(crate) const BIAS_OF_OFF: &str = "It is added to {net} as it is. But that is not above 0, and was not before, so {to} passes on 0 all the same, and what comes behind it stays as it was.";
/// What lies before.
pub(crate) const BEFORE_STAYS: &str = "Forward, nothing before {layer} changed. Backward, all before it can follow: {to} hands {delta} on to every neuron before it, and on the way to {from} that is multiplied with this very weight.";
/// What lies before a weight from a neuron that gives 0.
pub(crate) const BEFORE_STAYS_OF_ZERO: &str = "Backward it counts all the same: on the way from {to} to {from}, {delta} is multiplied with this very weight.";
/// A weight of the first layer.
pub(crate) const FIRST_LAYER: &str = "With the outputs the errors change, and with them all derivatives can.";
/// A bias.
pub(crate) const BIAS: &str = "It is added to {net} as it is; what comes behind {to} follows, and with the errors all derivatives can change.";
/// An input.
pub(crate) const INPUT: &str = "Every neuron of {next} takes it in, so all that is computed can change, forward and backward. A weight from {from} is multiplied with it, and so is that weight's gradient.";
/// A target.
pub(crate) const TARGET: &str = "No net value and no output of this pass depends on a target. {error} does, and so does {by_out}: with it, every derivative on the way back from {to}.";
/// A target of a network whose outputs share one distribution.
pub(crate) const TARGET_SHARED: &str = "No net value and no output of this pass depends on a target. {error} does, and so does {by_out}: with it, every derivative on the way back. The targets are a distribution; they should add up to 1.";
/// The learning rate.
pub(crate) const RATE: &str = "No net value, output, error or gradient of this pass depends on it: only how far the weights move, and so what comes out after the learning step.";
/// Weights of a layer as a whole.
pub(crate) const WHOLE_WEIGHTS: &str =
    "Forward, all from {layer} on follows, nothing before it. Backward, all derivatives can change.";
