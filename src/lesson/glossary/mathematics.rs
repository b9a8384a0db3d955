//! What the lesson takes for granted: words of mathematics.

use super::Entry;

/// In the order of their words.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        word: "chain-rule",
        aliases: &[],
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
        related: &["partial-derivative", "path", "backpropagation"],
        at: &["forward/chain", "{w_out}"],
    },
    Entry {
        word: "derivative",
        aliases: &[
            "derivatives",
            "differentiation",
            "differentiate",
            "differentiated",
            "de",
            "de/dout",
            "∂e/∂out",
        ],
        title: "Derivative",
        text: &[
            "How fast a function changes when its argument grows a little: the change of the one over the \
             change of the other, for smaller and smaller changes.",
            "∂E/∂out_d1 says how the error follows an output. It is positive where both grow together, \
             negative where one falls while the other grows, and 0 where the function is level.",
        ],
        related: &["partial-derivative", "slope", "chain-rule"],
        at: &["error/dout"],
    },
    Entry {
        word: "element-wise",
        aliases: &["hadamard", "hadamard-product", "⊙", "elementwise", "element-wise-product"],
        title: "Element-wise product ⊙",
        text: &[
            "Two vectors of the same length, entry times entry; also called the Hadamard product. Nothing is \
             added up:",
            "  ⎡ p ⎤   ⎡ x ⎤   ⎡ p·x ⎤",
            "  ⎣ q ⎦ ⊙ ⎣ y ⎦ = ⎣ q·y ⎦",
        ],
        related: &["matrix-vector", "outer-product", "error-term"],
        at: &["pattern/{last}/delta"],
    },
    Entry {
        word: "function",
        aliases: &["functions"],
        title: "Function",
        text: &[
            "A rule that gives a number, or several, for what is put in. sig(x) is the value of the \
             sigmoid at x.",
            "Functions can be put one into the other: then what one gives is what the next takes. A \
             network is such a chain.",
        ],
        related: &["chain-rule", "activation-function", "derivative"],
        at: &["forward/chain"],
    },
    Entry {
        word: "gradient",
        aliases: &["gradients", "de/dw", "∂e/∂w", "de/dbias"],
        title: "Gradient",
        text: &[
            "All partial derivatives of a function together. It points where the function grows fastest, so \
             against it lies the steepest way down.",
            "We also say “the gradient of a weight” for the one partial derivative ∂E/∂w.",
        ],
        related: &["partial-derivative", "descent", "gradient-check"],
        at: &["pattern/{last}/gradient"],
    },
    Entry {
        word: "jacobian",
        aliases: &["j"],
        title: "Jacobian J",
        text: &[
            "If several numbers depend on several others, there is a partial derivative for each pair. The Jacobian \
             is the matrix of them: entry (i, j) is the derivative of the i-th result by the j-th argument.",
            "Where each result depends on one argument alone, only the diagonal is left, and multiplying with it is \
             multiplying element by element. That is why a vector of slopes is enough but for softmax.",
        ],
        related: &["softmax", "partial-derivative", "matrix"],
        at: &["pattern/{last}/jacobian"],
    },
    Entry {
        word: "kink",
        aliases: &[],
        title: "Kink",
        text: &[
            "A corner of a curve, as ReLU has one at 0: its slope is one to the left and another to the right, and \
             at the corner itself there is none. By convention the slope of the left side is taken there.",
            "A nudge that crosses a kink measures something between the two slopes, so a gradient check may fail \
             there although both numbers are right.",
        ],
        related: &["relu", "leaky-relu", "gradient-check"],
        at: &["check/all"],
    },
    Entry {
        word: "matrix",
        aliases: &["matrices"],
        title: "Matrix",
        text: &[
            "Numbers in rows and columns. A matrix with m rows and n columns is called m×n, rows first. W_b \
             has a row for each neuron of layer b and a column for each output of layer a.",
        ],
        related: &["vector", "transpose", "matrix-vector", "weight"],
        at: &["network/givens"],
    },
    Entry {
        word: "matrix-vector",
        aliases: &["matrix-product", "matrix-times-vector"],
        title: "Matrix times vector",
        text: &[
            "Each row of the matrix is multiplied entry by entry with the vector and added up; each row gives \
             one number.",
            "  ⎡ p  q ⎤   ⎡ x ⎤   ⎡ p·x + q·y ⎤",
            "  ⎢ r  s ⎥ · ⎣ y ⎦ = ⎢ r·x + s·y ⎥",
            "  ⎣ t  u ⎦           ⎣ t·x + u·y ⎦",
            "So the matrix needs as many columns as the vector has entries: m×n times n×1 gives m×1.",
        ],
        related: &["matrix", "vector", "net-value"],
        at: &["forward/{first}/net"],
    },
    Entry {
        word: "outer-product",
        aliases: &["column-times-row"],
        title: "Column times row",
        text: &[
            "A column of m numbers times a row of n numbers is an m×n matrix: every entry of the one times every \
             entry of the other.",
            "  ⎡ p ⎤              ⎡ p·x  p·y ⎤",
            "  ⎢ q ⎥ · [ x  y ] = ⎢ q·x  q·y ⎥",
            "  ⎣ r ⎦              ⎣ r·x  r·y ⎦",
        ],
        related: &["gradient", "transpose", "matrix"],
        at: &["pattern/{last}/gradient"],
    },
    Entry {
        word: "partial-derivative",
        aliases: &["∂", "partial"],
        title: "Partial derivative",
        text: &[
            "A function of several numbers, differentiated with respect to one of them while all others are \
             held still. ∂E/∂w says how fast E changes when only w moves.",
            "What does not contain w is a constant then, and its derivative is 0. What is multiplied with w \
             is left standing: ∂(w·x)/∂w = x.",
        ],
        related: &["derivative", "gradient", "chain-rule"],
        at: &["chain/weights"],
    },
    Entry {
        word: "product",
        aliases: &["products", "term", "terms", "sum", "sums", "factor", "factors"],
        title: "Product and sum",
        text: &[
            "A product inside a sum is one term of it: an output times a weight on the way forward, an \
             error term times a weight on the way back. The closest look shows them one by one.",
            "Along a path derivatives are multiplied, over several paths the products are added.",
        ],
        related: &["matrix-vector", "path", "zoom"],
        at: &["forward/{first}/net/1"],
    },
    Entry {
        word: "slope",
        aliases: &["slopes", "dout/dnet", "∂out/∂net"],
        title: "Slope",
        text: &[
            "How much a function's value moves when its argument moves a little: its derivative there. At a \
                 neuron we mean ∂out/∂net, the slope of its activation function where the neuron stands.",
        ],
        related: &["derivative", "activation-function", "error-term"],
        at: &["{w_out}/slope"],
    },
    Entry {
        word: "transpose",
        aliases: &["ᵀ", "transposed"],
        title: "Transpose ᵀ",
        text: &[
            "Rows and columns exchanged: row i of Wᵀ is column i of W. A column becomes a row.",
            "  ⎡ p  q  r ⎤ᵀ   ⎡ p  s ⎤",
            "  ⎣ s  t  u ⎦  = ⎢ q  t ⎥",
            "                 ⎣ r  u ⎦",
            "An m×n matrix becomes n×m.",
        ],
        related: &["matrix", "vector", "outer-product"],
        at: &["pattern/{before}/dout"],
    },
    Entry {
        word: "vector",
        aliases: &["vectors"],
        title: "Vector",
        text: &[
            "A column of numbers, a matrix with a single column. net_b has one entry for each neuron of \
                 layer b.",
        ],
        related: &["matrix", "transpose", "matrix-vector"],
        at: &["network/givens"],
    },
];
