//! The error, its way back, and learning.

use super::Entry;

/// In the order of their words.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        word: "backpropagation",
        aliases: &["backprop"],
        title: "Backpropagation",
        text: &[
            "The chain rule for networks, worked out from the error backward so that nothing is computed \
             twice: every error term serves all weights behind it.",
            "It gives the gradients of all weights for about as much work as two or three forward passes. \
             What is done with them, a step of gradient descent say, is no longer backpropagation.",
        ],
        related: &["backward-pass", "chain-rule", "pattern", "descent"],
        at: &["pattern/rule"],
    },
    Entry {
        word: "backward-pass",
        aliases: &["backward", "way-back"],
        title: "Backward pass",
        text: &[
            "From the error back to the first layer: error terms of the last layer first, then of the one \
             before, and so on. Each layer's gradients fall out on the way.",
            "It uses the same weights as the way forward, turned on their side, and the outputs that were \
             kept.",
        ],
        related: &["backpropagation", "error-term", "forward-pass", "transpose"],
        at: &["pattern/{last}/delta"],
    },
    Entry {
        word: "batch",
        aliases: &["mini-batch", "batches"],
        title: "Batch",
        text: &[
            "The samples after which a learning step is made: one, all, or some number. The gradient of a batch \
             is the mean of its samples' gradients, all computed with the same weights.",
            "Small batches move often and not quite in the right direction, large ones seldom and more surely. \
             Where the samples do not fill the last batch, its mean is over those it has.",
        ],
        related: &["epoch", "sample", "gradient", "learning-rate"],
        at: &["learn/batch", "check/train"],
    },
    Entry {
        word: "binary-cross-entropy",
        aliases: &[],
        title: "Binary cross-entropy",
        text: &[
            "An error for outputs that are each the probability of a yes:",
            "  E = −(t·ln o + (1 − t)·ln(1 − o))",
            "For a target of 1 only −ln o is left, for a target of 0 only −ln(1 − o): small where the answer is \
             right, without bound where it is surely wrong. Together with the sigmoid its derivative is simply \
             δ = o − t.",
        ],
        related: &["error", "sigmoid", "cross-entropy", "squared-error"],
        at: &["pattern/{last}/collapse", "error/{out1}"],
    },
    Entry {
        word: "cross-entropy",
        aliases: &[],
        title: "Cross-entropy",
        text: &[
            "An error for outputs that together are one distribution, as softmax gives them:",
            "  E = −t·ln o, added up over all outputs",
            "With a target of 1 for the right class and 0 for the others, it is minus the logarithm of what the \
             right class got. Together with softmax its derivative is simply δ = o − t.",
        ],
        related: &["error", "softmax", "binary-cross-entropy"],
        at: &["pattern/{last}/collapse", "error/{out1}"],
    },
    Entry {
        word: "descent",
        aliases: &["gradient-descent", "downhill", "steepest-descent"],
        title: "Gradient descent",
        text: &[
            "Go against the derivative, again and again: where the error grows with a weight, make the \
             weight smaller, where it falls, make it larger. That is what the minus in w ← w − η·∂E/∂w \
             does.",
            "The slope holds only where one stands, so steps should be small, and after each everything \
             is computed anew.",
        ],
        related: &["gradient", "learning-rate", "update"],
        at: &["error/descent"],
    },
    Entry {
        word: "drawn-weights",
        aliases: &["seed", "xavier", "initialization"],
        title: "Drawn weights",
        text: &[
            "Weights to begin with that come from chance. The same seed draws the same numbers on every \
             machine.",
            "With xavier they lie evenly between plus and minus a bound that is smaller the more \
             connections there are, with he they are spread around 0 in the shape of a bell: so that net \
             values neither fade nor explode from layer to layer.",
        ],
        related: &["weight", "saturated", "scenario"],
        at: &["network/givens"],
    },
    Entry {
        word: "epoch",
        aliases: &["epochs"],
        title: "Epoch",
        text: &["Once through all samples, with a learning step after each, or after each batch of them."],
        related: &["batch", "training", "sample"],
        at: &["check/train"],
    },
    Entry {
        word: "error",
        aliases: &["errors", "loss", "cost", "e"],
        title: "Error",
        text: &[
            "How wrong an output is: a number that is lowest where the output is what it should be. E_d1 \
             is the error of output neuron d1.",
            "In this lesson ∂E always means the derivative of the total error, E_total.",
        ],
        related: &["error-total", "target", "squared-error"],
        at: &["error/{out1}"],
    },
    Entry {
        word: "error-term",
        aliases: &["delta", "δ", "error-terms", "de/dnet", "∂e/∂net"],
        title: "Error term δ",
        text: &[
            "The error term of a neuron is ∂E/∂net: how the total error changes when the neuron's net value \
             grows a little. It is ∂E/∂out times the slope of the activation function; through softmax, which has \
             a slope for each pair, the sum of such products.",
            "All weights that lead to the neuron share it, which is why it is computed once and kept.",
        ],
        related: &["derivative", "slope", "gradient", "pattern"],
        at: &["pattern/{last}/delta"],
    },
    Entry {
        word: "error-total",
        aliases: &["e-total", "total-error"],
        title: "Total error E_total",
        text: &[
            "The errors of all outputs for one sample, added. To learn is to make it smaller, for all \
             samples together.",
            "Wherever ∂E stands above a fraction's line, this is the E that is meant.",
        ],
        related: &["error", "derivative", "descent"],
        at: &["error/total"],
    },
    Entry {
        word: "gradient-check",
        aliases: &["numerical-gradient", "ε", "epsilon", "nudge"],
        title: "Gradient check",
        text: &[
            "Measure a slope instead of working it out: take the error a little above and a little below where \
             the weight stands.",
            "  E(w + ε) − E(w − ε)",
            "  ───────────────────",
            "           2ε",
            "Taking both sides makes the mistake of this measurement shrink with the square of ε. A difference \
             written as 3e−12 is a 3 on the twelfth place behind the decimal point.",
        ],
        related: &["gradient", "derivative", "kink"],
        at: &["check/all"],
    },
    Entry {
        word: "learning-rate",
        aliases: &["η", "eta", "step-size"],
        title: "Learning rate η",
        text: &[
            "How far a learning step goes: each weight changes by η times its gradient, downhill. Too small, \
                 and learning takes long; too large, and a step may jump over the valley and up the other side.",
        ],
        related: &["descent", "gradient", "update"],
        at: &["error/descent"],
    },
    Entry {
        word: "sample",
        aliases: &["samples"],
        title: "Sample",
        text: &[
            "An input and the target for it: one row of the table. What a network is to do is told by \
             samples.",
            "The lesson walks through one of them at a time; each has its own outputs and its own error, \
             with the same weights.",
        ],
        related: &["input", "target", "batch"],
        at: &["network/samples"],
    },
    Entry {
        word: "squared-error",
        aliases: &["half-squared-error", "mean-squared-error", "½"],
        title: "Half squared error",
        text: &[
            "  E = ½ (t − o)²",
            "Too high and too low count alike, and a large miss counts much more than a small one. The ½ is there to \
             cancel the 2 of the derivative, o − t.",
        ],
        related: &["error", "error-total", "target"],
        at: &["error/{out1}"],
    },
    Entry {
        word: "training",
        aliases: &[],
        title: "Training",
        text: &[
            "Learning steps over all samples, epoch after epoch, in the order of the table. Row 0 of its \
             course is the start; the error that is shown is the mean over all samples after an epoch.",
            "It is always in full precision. At any epoch one can stop and walk through the lesson with \
             the weights of that moment.",
        ],
        related: &["epoch", "batch", "update"],
        at: &["check/train"],
    },
    Entry {
        word: "update",
        aliases: &["updates", "learning-step", "←"],
        title: "Update",
        text: &[
            "One step of learning: from every weight its gradient times the learning rate is taken away. \
             All gradients are computed with the old weights first.",
            "The arrow in w ← w − η·∂E/∂w means that what stands at the right becomes the new value of \
             what stands at the left.",
        ],
        related: &["learning-rate", "descent", "weight"],
        at: &["learn/{last}"],
    },
];
