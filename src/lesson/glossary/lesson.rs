//! How the lesson looks at it all.

use super::Entry;

/// In the order of their words.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        word: "address",
        aliases: &["addresses"],
        title: "Address",
        text: &[
            "The name of a step: its chapter, what it is about, and which row and product of that. \
             forward/c/net/2 is the second net value of layer c.",
            "Addresses stay the same at every zoom and after every edit, so notes and links can rely on \
             them.",
        ],
        related: &["zoom", "scenario"],
        at: &["network/layers"],
    },
    Entry {
        word: "bill",
        aliases: &["cost-of-a-path", "multiplications"],
        title: "Bill",
        text: &[
            "What the gradients of all weights cost, counted in multiplications: of a path, one fewer \
             than it has factors; by the pattern, what its products take.",
            "By hand it grows as the number of paths does, which every further layer multiplies; by the \
             pattern every layer only adds to it.",
        ],
        related: &["path", "pattern", "backpropagation"],
        at: &["chain/bill"],
    },
    Entry {
        word: "carrying",
        aliases: &["carry", "rounding", "rounded", "decimals"],
        title: "Carrying decimals",
        text: &[
            "Each number that has a name is rounded once, when it is computed, and the rounded number \
             goes on, as one does with a pencil. What is given is not rounded, nor is a product inside a \
             sum.",
            "Halves are rounded away from 0. Where carrying and full precision part, the program can \
             show.",
        ],
        related: &["full-precision", "gradient"],
        at: &["forward/{first}/net/1"],
    },
    Entry {
        word: "chapter",
        aliases: &["chapters", "lesson"],
        title: "Chapter",
        text: &[
            "A part of the lesson: the network, the way forward, the error, the chain rule by hand, the \
             pattern, learning, and the check.",
            "A scenario may leave chapters out. The numbers of the others' steps then follow each other \
             without a gap.",
        ],
        related: &["address", "zoom"],
        at: &["network/layers"],
    },
    Entry {
        word: "full-precision",
        aliases: &["precision"],
        title: "Full precision",
        text: &[
            "No rounding but what the machine's own numbers bring, which have 15 to 17 significant \
             digits. Numbers are shown with as many digits as there is room for.",
            "Gradient checks, error curves and training always use it.",
        ],
        related: &["carrying", "gradient-check"],
        at: &["check/{w_out_name}"],
    },
    Entry {
        word: "glossary",
        aliases: &[],
        title: "Glossary",
        text: &[
            "The words of this lesson and what it takes for granted. On a step, the list of words shows \
             those that the step uses.",
        ],
        related: &["address", "scenario"],
        at: &[],
    },
    Entry {
        word: "path",
        aliases: &["paths"],
        title: "Path",
        text: &[
            "One way from a weight to the error: through its own neuron, then one neuron of each later layer. \
             With more layers and wider ones there are as many paths as the widths multiply to; through softmax \
             each forks once more, to every output.",
        ],
        related: &["chain-rule", "bill", "pattern"],
        at: &["{w_hidden}"],
    },
    Entry {
        word: "pattern",
        aliases: &["rule"],
        title: "Pattern",
        text: &[
            "What the sums over paths have in common, found once and used for all weights: the error \
             terms of a layer come from those of the next layer, and a gradient is an error term times an \
             output.",
            "It holds for any number of layers and neurons, which is why the chapter of this name needs \
             no paths any more.",
        ],
        related: &["error-term", "path", "bill", "backpropagation"],
        at: &["pattern/rule"],
    },
    Entry {
        word: "scenario",
        aliases: &["scenarios"],
        title: "Scenario",
        text: &[
            "A file with a network, its samples and how the lesson goes. Some are built in; any other is \
             opened by its path.",
            "What one changes stays in the program until it is saved to a file.",
        ],
        related: &["sample", "drawn-weights", "address"],
        at: &["network/samples"],
    },
    Entry {
        word: "zoom",
        aliases: &["zoom-in", "zoom-out"],
        title: "Zoom",
        text: &[
            "How closely one looks: a step a matrix operation (layer), a step a neuron (operation), or a \
             step a product (term). Each closer look keeps the steps of the others and adds its own.",
            "The place stays when the zoom changes; looked at from further away, it is the nearest step \
             that is shown.",
        ],
        related: &["address", "product"],
        at: &["forward/{first}/net"],
    },
];
