//! Chapter 6: learning.

pub(crate) const UPDATE_TITLE: &str = "{W} ← {W} − {eta} · {gradient}";
pub(crate) const UPDATE: [&str; 2] = [
    "From each weight {eta} times its gradient is taken away. The matrix of gradients has the shape of the \
     matrix of weights, so entry goes with entry.",
    "All gradients were computed with the old weights, and are used only now. Had {W} been changed on the \
     way back, the error terms of the layer before would have come from a mixture of old and new.",
];
pub(crate) const UPDATE_FIRST: &str = "With this layer the learning step is complete: every weight was updated by its \
     own gradient; where that is 0, it stays.";
pub(crate) const UPDATE_FIRST_BIASED: &str = "With this layer every weight has been updated by its own gradient; where that is 0, \
     it stays. Only the biases of this layer are left.";
pub(crate) const UPDATE_FIRST_ONE_BIAS: &str = "With this layer every weight has been updated by its own gradient; where that \
     is 0, it stays. Only the bias of this layer is left.";
pub(crate) const UPDATE_ROW_TITLE: &str = "{W} — row {i}, the weights that lead to {neuron}";
pub(crate) const UPDATE_ROW: &str = "A positive gradient makes a weight smaller, a negative one makes it larger. \
     The further the gradient is from 0, the further the weight goes.";
pub(crate) const UPDATE_ROW_SILENT: &str = "Where the gradient is 0 the weight stays as it is: this sample says \
     nothing about it.";
pub(crate) const UPDATE_CELL_TITLE: &str = "{w} ← {w} − {eta} · {gradient}";
pub(crate) const UPDATE_CELL_DOWN: &str = "The gradient is positive, so {w} becomes smaller.";
pub(crate) const UPDATE_CELL_UP: &str = "The gradient is negative, so {w} becomes larger.";
pub(crate) const UPDATE_CELL_STAY: &str = "The gradient is 0, so {w} stays.";

pub(crate) const BIAS_TITLE: &str = "{bias} ← {bias} − {eta} · {gradient}";
pub(crate) const BIAS: &str = "Biases learn by the same rule as weights.";
pub(crate) const BIAS_FROZEN_TITLE: &str = "{bias} stays";
pub(crate) const BIAS_FROZEN: &str = "In this scenario the biases are frozen: they keep their values.";
pub(crate) const BIAS_ROW_TITLE: &str = "{bias} ← {bias} − {eta} · {gradient}";
pub(crate) const BIAS_ROW: &str = "The bias of {neuron} moves against its gradient.";
pub(crate) const BIAS_ROW_STAY: &str = "Its gradient is 0, so the bias of {neuron} stays.";

pub(crate) const FORWARD_TITLE: &str = "Forward again, with the new weights";
pub(crate) const FORWARD: &str = "The same sample once more, now through the new weights: has it helped? Compare the outputs with \
     the targets and with what they were.";
pub(crate) const MOVED_CLOSER: &str = "Every output moved towards its target.";
pub(crate) const MOVED_SOME: &str =
    "Of the outputs that were off, {closer} of {count} moved towards their targets.";
pub(crate) const MOVED_NOT: &str = "The outputs are on their targets already, and so nothing moves.";

pub(crate) const ERROR_TITLE: &str = "The error before and after";
pub(crate) const ERROR_DOWN: &str = "It went down, as the gradient promised. One learning step does no more than \
     that; learning is many of them.";
pub(crate) const ERROR_UP: &str = "It went up. The gradient tells the direction only for a small step; this one was \
     too long for where the weights stand. A smaller learning rate would most likely have gone down.";
pub(crate) const ERROR_NONE: &str = "There was no error to begin with: every output is on its target.";
pub(crate) const ERROR_NONE_SHOWN: &str = "Rounded, there was no error to begin with: every output is as close to its target as \
     the decimals can tell.";
pub(crate) const ERROR_SAME: &str =
    "It did not change in the digits that are shown: here the error is level, or nearly so.";
