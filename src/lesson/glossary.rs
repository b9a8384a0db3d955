//! Short refreshers: what the lesson takes for granted, and the words that it uses.

/// An entry of the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The word by which it is asked for: `:what transpose`.
    pub word: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its text, a paragraph each. Lines that begin with two spaces are set as they stand.
    pub text: &'static [&'static str],
}

/// All entries, in the order of their words.
pub const ENTRIES: &[Entry] = &[
    Entry {
        word: "activation-function",
        title: "Activation function",
        text: &[
            "What a layer applies to its net values to get its outputs: sigmoid, tanh, ReLU, leaky ReLU, \
             the identity, or in the last layer softmax.",
            "Somewhere it must not be a straight line, or else all layers together could do no more than one.",
        ],
    },
    Entry {
        word: "batch",
        title: "Batch",
        text: &[
            "The samples after which a learning step is made: one, all, or some number. The gradient of a batch \
             is the mean of its samples' gradients, all computed with the same weights.",
            "Small batches move often and not quite in the right direction, large ones seldom and more surely. \
             Where the samples do not fill the last batch, its mean is over those it has.",
        ],
    },
    Entry {
        word: "binary-cross-entropy",
        title: "Binary cross-entropy",
        text: &[
            "An error for outputs that are each the probability of a yes:",
            "  E = −(t·ln o + (1 − t)·ln(1 − o))",
            "For a target of 1 only −ln o is left, for a target of 0 only −ln(1 − o): small where the answer is \
             right, without bound where it is surely wrong. Together with the sigmoid its derivative is simply \
             δ = o − t.",
        ],
    },
    Entry {
        word: "chain-rule",
        title: "Chain rule",
        text: &[
            "If y depends on x only through u, the change of y per change of x is the change of y per change \
             of u, times the change of u per change of x:",
            "  ∂y   ∂y   ∂u",
            "  ── = ── · ──",
            "  ∂x   ∂u   ∂x",
            "A chain of more links gives more factors. If x reaches y in several ways, each way gives a \
             product, and the products are added.",
        ],
    },
    Entry {
        word: "cross-entropy",
        title: "Cross-entropy",
        text: &[
            "An error for outputs that together are one distribution, as softmax gives them:",
            "  E = −t·ln o, added up over all outputs",
            "With a target of 1 for the right class and 0 for the others, it is minus the logarithm of what the \
             right class got. Together with softmax its derivative is simply δ = o − t.",
        ],
    },
    Entry {
        word: "dead-neuron",
        title: "Dead neuron",
        text: &[
            "A neuron with ReLU whose net value is not above 0 for any sample. Its output is always 0 and so is \
             its slope: no error passes back through it, and its weights have the gradient 0. It stays as it is, \
             unless layers before it come to send it something else.",
            "A large step of learning or an unlucky start can bring a neuron there. Leaky ReLU leaves it a way out.",
        ],
    },
    Entry {
        word: "element-wise",
        title: "Element-wise product ⊙",
        text: &[
            "Two vectors of the same length, entry times entry; also called the Hadamard product. Nothing is \
             added up:",
            "  ⎡ p ⎤   ⎡ x ⎤   ⎡ p·x ⎤",
            "  ⎣ q ⎦ ⊙ ⎣ y ⎦ = ⎣ q·y ⎦",
        ],
    },
    Entry {
        word: "epoch",
        title: "Epoch",
        text: &["Once through all samples, with a learning step after each, or after each batch of them."],
    },
    Entry {
        word: "error-term",
        title: "Error term δ",
        text: &[
            "The error term of a neuron is ∂E/∂net: how the total error changes when the neuron's net value \
             grows a little. It is ∂E/∂out times the slope of the activation function; through softmax, which has \
             a slope for each pair, the sum of such products.",
            "All weights that lead to the neuron share it, which is why it is computed once and kept.",
        ],
    },
    Entry {
        word: "glossary",
        title: "The words of the glossary",
        text: &["activation-function, batch, binary-cross-entropy, chain-rule, cross-entropy, dead-neuron, \
                 element-wise, epoch, error-term, glossary, gradient, gradient-check, identity, jacobian, \
                 kink, leaky-relu, learning-rate, matrix, matrix-vector, net-value, outer-product, \
                 partial-derivative, path, relu, saturated, sigmoid, slope, softmax, squared-error, tanh, \
                 target, transpose, vector"],
    },
    Entry {
        word: "gradient",
        title: "Gradient",
        text: &[
            "All partial derivatives of a function together. It points where the function grows fastest, so \
             against it lies the steepest way down.",
            "We also say “the gradient of a weight” for the one partial derivative ∂E/∂w.",
        ],
    },
    Entry {
        word: "gradient-check",
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
    },
    Entry {
        word: "identity",
        title: "Identity",
        text: &[
            "  id(x) = x,   id′(x) = 1",
            "The output is the net value itself: used in the last layer where any number may come out, as when a \
             quantity is to be estimated.",
        ],
    },
    Entry {
        word: "jacobian",
        title: "Jacobian J",
        text: &[
            "If several numbers depend on several others, there is a partial derivative for each pair. The Jacobian \
             is the matrix of them: entry (i, j) is the derivative of the i-th result by the j-th argument.",
            "Where each result depends on one argument alone, only the diagonal is left, and multiplying with it is \
             multiplying element by element. That is why a vector of slopes is enough but for softmax.",
        ],
    },
    Entry {
        word: "kink",
        title: "Kink",
        text: &[
            "A corner of a curve, as ReLU has one at 0: its slope is one to the left and another to the right, and \
             at the corner itself there is none. By convention the slope of the left side is taken there.",
            "A nudge that crosses a kink measures something between the two slopes, so a gradient check may fail \
             there although both numbers are right.",
        ],
    },
    Entry {
        word: "leaky-relu",
        title: "Leaky ReLU",
        text: &[
            "ReLU with a small slope s in place of 0 below 0:",
            "  lReLU(x) = x where x > 0, else s·x",
            "So its derivative is 1 or s, and a neuron whose net value is negative can still learn.",
        ],
    },
    Entry {
        word: "learning-rate",
        title: "Learning rate η",
        text: &[
            "How far a learning step goes: each weight changes by η times its gradient, downhill. Too small, \
                 and learning takes long; too large, and a step may jump over the valley and up the other side.",
        ],
    },
    Entry {
        word: "matrix",
        title: "Matrix",
        text: &[
            "Numbers in rows and columns. A matrix with m rows and n columns is called m×n, rows first. W_b \
             has a row for each neuron of layer b and a column for each output of layer a.",
        ],
    },
    Entry {
        word: "matrix-vector",
        title: "Matrix times vector",
        text: &[
            "Each row of the matrix is multiplied entry by entry with the vector and added up; each row gives \
             one number.",
            "  ⎡ p  q ⎤   ⎡ x ⎤   ⎡ p·x + q·y ⎤",
            "  ⎢ r  s ⎥ · ⎣ y ⎦ = ⎢ r·x + s·y ⎥",
            "  ⎣ t  u ⎦           ⎣ t·x + u·y ⎦",
            "So the matrix needs as many columns as the vector has entries: m×n times n×1 gives m×1.",
        ],
    },
    Entry {
        word: "net-value",
        title: "Net value",
        text: &["What a neuron receives: the outputs of the layer before, each times the weight of its \
                 connection, added up, and the neuron's bias where it has one. The activation function makes the \
                 neuron's output of it."],
    },
    Entry {
        word: "outer-product",
        title: "Column times row",
        text: &[
            "A column of m numbers times a row of n numbers is an m×n matrix: every entry of the one times every \
             entry of the other.",
            "  ⎡ p ⎤              ⎡ p·x  p·y ⎤",
            "  ⎢ q ⎥ · [ x  y ] = ⎢ q·x  q·y ⎥",
            "  ⎣ r ⎦              ⎣ r·x  r·y ⎦",
        ],
    },
    Entry {
        word: "partial-derivative",
        title: "Partial derivative",
        text: &[
            "A function of several numbers, differentiated with respect to one of them while all others are \
             held still. ∂E/∂w says how fast E changes when only w moves.",
            "What does not contain w is a constant then, and its derivative is 0. What is multiplied with w \
             is left standing: ∂(w·x)/∂w = x.",
        ],
    },
    Entry {
        word: "path",
        title: "Path",
        text: &[
            "One way from a weight to the error: through its own neuron, then one neuron of each later layer. \
             With more layers and wider ones there are as many paths as the widths multiply to; through softmax \
             each forks once more, to every output.",
        ],
    },
    Entry {
        word: "relu",
        title: "ReLU",
        text: &[
            "The rectified linear unit:",
            "  ReLU(x) = max(0, x)",
            "Its derivative is 1 above 0 and 0 below. At 0 it has none, and 0 is taken.",
        ],
    },
    Entry {
        word: "saturated",
        title: "Saturated",
        text: &[
            "A neuron whose net value is so far out that its curve, sigmoid or tanh, is almost level there. Its slope \
             is next to 0, so next to nothing of the error passes back through it, and it hardly learns.",
        ],
    },
    Entry {
        word: "sigmoid",
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
    },
    Entry {
        word: "slope",
        title: "Slope",
        text: &[
            "How much a function's value moves when its argument moves a little: its derivative there. At a \
                 neuron we mean ∂out/∂net, the slope of its activation function where the neuron stands.",
        ],
    },
    Entry {
        word: "softmax",
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
    },
    Entry {
        word: "squared-error",
        title: "Half squared error",
        text: &[
            "  E = ½ (t − o)²",
            "Too high and too low count alike, and a large miss counts much more than a small one. The ½ is there to \
             cancel the 2 of the derivative, o − t.",
        ],
    },
    Entry {
        word: "tanh",
        title: "Tanh",
        text: &[
            "             eˣ − e⁻ˣ",
            "  tanh(x) = ──────────",
            "             eˣ + e⁻ˣ",
            "The hyperbolic tangent rises from −1 to 1 and passes 0 at x = 0. By the quotient rule its derivative is \
             1 − tanh²(x).",
        ],
    },
    Entry {
        word: "target",
        title: "Target",
        text: &["What an output neuron should give for a sample's input."],
    },
    Entry {
        word: "transpose",
        title: "Transpose ᵀ",
        text: &[
            "Rows and columns exchanged: row i of Wᵀ is column i of W. A column becomes a row.",
            "  ⎡ p  q  r ⎤ᵀ   ⎡ p  s ⎤",
            "  ⎣ s  t  u ⎦  = ⎢ q  t ⎥",
            "                 ⎣ r  u ⎦",
            "An m×n matrix becomes n×m.",
        ],
    },
    Entry {
        word: "vector",
        title: "Vector",
        text: &[
            "A column of numbers, a matrix with a single column. net_b has one entry for each neuron of \
                 layer b.",
        ],
    },
];

/// The entry of a word, or the only one that begins with it.
pub fn find(word: &str) -> Option<&'static Entry> {
    let word = word.trim().to_lowercase().replace([' ', '_'], "-");
    let exact = ENTRIES.iter().find(|entry| entry.word == word);
    exact.or_else(|| {
        let mut matching = ENTRIES.iter().filter(|entry| !word.is_empty() && entry.word.starts_with(&word));
        matching.next().filter(|_| matching.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_found_by_their_beginning() {
        assert!(ENTRIES.is_sorted_by_key(|entry| entry.word));
        assert_eq!(find("trans").map(|e| e.word), Some("transpose"));
        assert_eq!(find("Chain rule").map(|e| e.word), Some("chain-rule"));
        assert_eq!(find("matrix").map(|e| e.word), Some("matrix"));
        assert_eq!(find("gradien"), None, "two words begin like this");
        assert_eq!(find(""), None);
    }

    #[test]
    fn the_list_of_words_is_all_of_them() {
        let list = find("glossary").unwrap().text[0];
        assert_eq!(list.split(", ").collect::<Vec<_>>(), ENTRIES.iter().map(|e| e.word).collect::<Vec<_>>());
    }
}
