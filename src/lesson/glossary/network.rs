//! What a network consists of.

use super::Entry;

/// In the order of their words.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        word: "activation-function",
        aliases: &["activation", "activations", "squashing-function"],
        title: "Activation function",
        text: &[
            "What a layer applies to its net values to get its outputs: sigmoid, tanh, ReLU, leaky ReLU, \
             the identity, or in the last layer softmax.",
            "Somewhere it must not be a straight line, or else all layers together could do no more than one.",
        ],
        related: &["sigmoid", "tanh", "relu", "softmax", "slope"],
        at: &["forward/{first}/out"],
    },
    Entry {
        word: "bias",
        aliases: &["biases"],
        title: "Bias",
        text: &[
            "A number of a neuron's own that is added to its sum, whatever the inputs are: bias_b1 \
             belongs to neuron b1.",
            "It is a weight whose input is always 1, so its gradient is the error term itself. Not every \
             network has biases.",
        ],
        related: &["weight", "net-value", "error-term"],
        at: &["forward/{first}/bias", "network/givens"],
    },
    Entry {
        word: "dead-neuron",
        aliases: &["dead"],
        title: "Dead neuron",
        text: &[
            "A neuron with ReLU whose net value is not above 0 for any sample. Its output is always 0 and so is \
             its slope: no error passes back through it, and its weights have the gradient 0. It stays as it is, \
             unless layers before it come to send it something else.",
            "A large step of learning or an unlucky start can bring a neuron there. Leaky ReLU leaves it a way out.",
        ],
        related: &["relu", "leaky-relu", "saturated"],
        at: &["forward/{first}/out/1"],
    },
    Entry {
        word: "forward-pass",
        aliases: &["forward", "forward-propagation", "way-forward"],
        title: "Forward pass",
        text: &[
            "From the inputs to the outputs, layer by layer: a matrix product makes the net values, the \
             activation function makes the outputs of them.",
            "Nothing is learnt on this way, but all its numbers are kept for the way back.",
        ],
        related: &["backward-pass", "net-value", "output"],
        at: &["forward/{first}/net"],
    },
    Entry {
        word: "identity",
        aliases: &[],
        title: "Identity",
        text: &[
            "  id(x) = x,   id′(x) = 1",
            "The output is the net value itself: used in the last layer where any number may come out, as when a \
             quantity is to be estimated.",
        ],
        related: &["activation-function", "relu"],
        at: &["chain/identity"],
    },
    Entry {
        word: "input",
        aliases: &["inputs", "out-a"],
        title: "Input",
        text: &[
            "The numbers that a sample brings: they stand in layer a and are called by their places, a1, \
             a2 and so on. In formulas they are written as outputs of layer a, out_a1.",
            "Inputs are given, never learnt. A weight whose input is 0 has no part in the error of that \
             sample.",
        ],
        related: &["layer", "sample", "output"],
        at: &["network/givens"],
    },
    Entry {
        word: "layer",
        aliases: &["layers", "hidden-layer", "input-layer", "output-layer"],
        title: "Layer",
        text: &[
            "Neurons that stand side by side: each is connected to all neurons of the layer before, and \
             none to another of its own. Layers have the letters a, b, c and so on, from left to right.",
            "Layer a is the input layer: it only holds the inputs. The last one is the output layer, \
             those between are called hidden.",
        ],
        related: &["neuron", "weight", "input"],
        at: &["network/layers"],
    },
    Entry {
        word: "leaky-relu",
        aliases: &["lrelu"],
        title: "Leaky ReLU",
        text: &[
            "ReLU with a small slope s in place of 0 below 0:",
            "  lReLU(x) = x where x > 0, else s·x",
            "So its derivative is 1 or s, and a neuron whose net value is negative can still learn.",
        ],
        related: &["relu", "kink", "dead-neuron"],
        at: &["chain/leaky-relu"],
    },
    Entry {
        word: "net-value",
        aliases: &["net", "net-values", "net-input", "pre-activation"],
        title: "Net value",
        text: &["What a neuron receives: the outputs of the layer before, each times the weight of its \
                 connection, added up, and the neuron's bias where it has one. The activation function makes the \
                 neuron's output of it."],
        related: &["output", "weight", "bias", "activation-function"],
        at: &["forward/{first}/net/1"],
    },
    Entry {
        word: "network",
        aliases: &["neural-network", "network-shape"],
        title: "Network",
        text: &[
            "Layers of neurons, one after the other, with weights between them. From inputs to outputs it \
             is a single function, put together from simple ones.",
            "Its shape is written as the widths of its layers: 2-3-1 has two inputs, three neurons \
             between, and one output.",
        ],
        related: &["layer", "neuron", "chain-rule"],
        at: &["network/layers"],
    },
    Entry {
        word: "neuron",
        aliases: &["neurons", "unit"],
        title: "Neuron",
        text: &[
            "It adds up what comes in, each input times the weight of its connection, and applies its \
             activation function to the sum.",
            "b3 is the third neuron of layer b, counted from the top.",
        ],
        related: &["layer", "net-value", "output"],
        at: &["network/layers"],
    },
    Entry {
        word: "output",
        aliases: &["outputs", "out"],
        title: "Output",
        text: &[
            "What a neuron passes on: its activation function applied to its net value. out_b1 is what b1 \
             gives.",
            "The outputs of the last layer are the network's answer. All outputs are kept on the way \
             forward, since the way back needs them.",
        ],
        related: &["net-value", "activation-function", "target"],
        at: &["forward/{first}/out/1"],
    },
    Entry {
        word: "relu",
        aliases: &["rectified-linear-unit"],
        title: "ReLU",
        text: &[
            "The rectified linear unit:",
            "  ReLU(x) = max(0, x)",
            "Its derivative is 1 above 0 and 0 below. At 0 it has none, and 0 is taken.",
        ],
        related: &["leaky-relu", "kink", "dead-neuron"],
        at: &["chain/relu"],
    },
    Entry {
        word: "saturated",
        aliases: &["saturation"],
        title: "Saturated",
        text: &[
            "A neuron whose net value is so far out that its curve, sigmoid or tanh, is almost level there. Its slope \
             is next to 0, so next to nothing of the error passes back through it, and it hardly learns.",
        ],
        related: &["sigmoid", "tanh", "slope"],
        at: &["{w_out}/slope"],
    },
    Entry {
        word: "sigmoid",
        aliases: &["sig", "logistic"],
        title: "Sigmoid",
        text: &[
            "             1",
            "  sig(x) = ───────",
            "           1 + e⁻ˣ",
            "It rises from 0 to 1 and passes one half at x = 0. Its derivative, by the quotient rule:",
            "               e⁻ˣ           1        e⁻ˣ",
            "  sig′(x) = ────────── = ─────── · ───────",
            "            (1 + e⁻ˣ)²   1 + e⁻ˣ   1 + e⁻ˣ",
            "The first factor is sig(x) and the second is 1 − sig(x). So sig′(x) = sig(x) · (1 − sig(x)): who \
             knows the value of the sigmoid knows its slope.",
        ],
        related: &["slope", "tanh", "saturated"],
        at: &["forward/{first}/out"],
    },
    Entry {
        word: "softmax",
        aliases: &[],
        title: "Softmax",
        text: &[
            "            e^(x_i)",
            "  out_i = ───────────",
            "           Σ e^(x_j)",
            "All outputs are above 0 and add up to 1. Each depends on every net value, so the derivative is a matrix: \
             out_i·(1 − out_i) on the diagonal, −out_i·out_j beside it.",
            "To keep the exponentials from overflowing, the largest net value is first taken from all: that divides \
             above and below the line by the same number.",
        ],
        related: &["cross-entropy", "jacobian", "activation-function"],
        at: &["pattern/{last}/jacobian"],
    },
    Entry {
        word: "tanh",
        aliases: &["hyperbolic-tangent"],
        title: "Tanh",
        text: &[
            "             eˣ − e⁻ˣ",
            "  tanh(x) = ──────────",
            "             eˣ + e⁻ˣ",
            "The hyperbolic tangent rises from −1 to 1 and passes 0 at x = 0. By the quotient rule its derivative is \
             1 − tanh²(x).",
        ],
        related: &["sigmoid", "slope", "saturated"],
        at: &["chain/tanh"],
    },
    Entry {
        word: "target",
        aliases: &["targets"],
        title: "Target",
        text: &["What an output neuron should give for a sample's input."],
        related: &["error", "sample", "output"],
        at: &["network/givens"],
    },
    Entry {
        word: "weight",
        aliases: &["weights", "w", "connection", "connections"],
        title: "Weight",
        text: &[
            "The strength of a connection: the output at its start is multiplied with it before it is \
             added up at its end.",
            "w_b1 leads into layer b. Weights are counted row by row through the matrix W_b, which has a \
             row for each neuron of layer b. They are what a network learns.",
        ],
        related: &["bias", "matrix", "gradient", "update"],
        at: &["network/names"],
    },
];
