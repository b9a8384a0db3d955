//! Chapter 2: forward.

pub(crate) const NET_TITLE: &str = "{net} = {W} · {out}";
pub(crate) const NET_BIASED_TITLE: &str = "{net} = {W} · {out} + {bias}";
pub(crate) const NET: [&str; 2] = [
    "Every neuron of {layer} multiplies the outputs of {before}, each with the weight of its \
     connection, and adds the products. The sum is its net value: what it receives before its \
     activation function.",
    "All these sums together are one product of a matrix and a vector: {rows}×{columns} times \
     {columns}×1 gives {rows}×1, one net value for each row.",
];
pub(crate) const NET_BIASED: [&str; 2] = [
    "Every neuron of {layer} multiplies the outputs of {before}, each with the weight of its \
     connection, and adds the products and its own bias. The sum is its net value: what it receives before its \
     activation function.",
    "All these sums together are one product of a matrix and a vector, and the vector of \
     the biases added: {rows}×{columns} times {columns}×1 gives {rows}×1, one net value for each row.",
];

pub(crate) const NET_ROW_TITLE: &str = "{net} — row {i} of {W} · {out}";
pub(crate) const NET_ROW: &str = "{neuron} takes row {i} of {W}, the weights of the connections that arrive at it, \
     and multiplies it entry by entry with the outputs of {before}. The sum is its net value.";
pub(crate) const NET_ROW_BIASED: &str = "{neuron} takes row {i} of {W}, the weights of the connections that arrive at it, \
     and multiplies it entry by entry with the outputs of {before}. To the sum it adds {bias}, which does not depend on \
     any input: that is its net value.";
pub(crate) const NET_ROW_SILENT: &str = "{silent} is 0: whatever the weight of its connection is, nothing arrives \
     from there.";
pub(crate) const NET_ROW_SILENT_MORE: &str = "{count} of the outputs of {before} are 0: whatever the weights of their \
     connections are, nothing arrives from there.";

pub(crate) const NET_TERM_TITLE: &str = "{net} — product {j} of {count}";
pub(crate) const NET_TERM: &str = "The connection from {from} to {neuron} brings the output of {from}, multiplied \
     with {w}.";
pub(crate) const NET_TERM_FIRST: &str = "It is the first product of the sum.";
pub(crate) const NET_TERM_ONLY: &str = "It is the only product, so it is {net} already.";
pub(crate) const NET_TERM_ONLY_BIASED: &str = "It is the only product: with {bias} added, it is {net}.";
pub(crate) const NET_TERM_MORE: &str = "It is added to the products before it; the sum is not complete yet.";
pub(crate) const NET_TERM_LAST: &str = "It is the last: now the sum is complete, and it is {net}.";
pub(crate) const NET_TERM_LAST_BIASED: &str = "It is the last: with {bias} added, the sum is complete, and it is \
     {net}.";
pub(crate) const SO_FAR: &str = "sum so far";

pub(crate) const OUT_TITLE: &str = "{out} = {function}({net})";
pub(crate) const OUT_CURVE: &str = "Why a curve at all? Without it, matrix product after matrix product would be \
     just one matrix product, however many layers there were.";
pub(crate) const OUT_STRAIGHT: &str = "A straight line would not do in every layer: matrix product after matrix product \
     would be just one matrix product. Somewhere there has to be a bend.";
pub(crate) const OUT_ALL_STRAIGHT: &str = "No layer of this network has a bend, so all its matrix products together do no \
     more than a single one could.";
pub(crate) const OUT_ROW_TITLE: &str = "{out} = {function}({net})";
pub(crate) const OUT_ROW: &str = "Go to {net} on the horizontal axis and from there to the curve: the height there is \
     {out}.";
pub(crate) const OUT_ROW_SHARE: &str = "The exponential of {net}, over the sum of the exponentials of all net values of \
     the layer: the share of {neuron}.";
pub(crate) const OUT_ROW_LARGE: &str = "The exponentials themselves would be too large or too small to write. The largest \
     net value is taken from all of them first: that divides numerator and denominator by the same number.";
pub(crate) const OUT_ROW_ROUNDED: &str = "The arrow → rounds to {decimals} decimals, and the rounded number is what \
     goes on, as when one works with a pencil.";
pub(crate) const OUT_ROW_NEXT: &str = "This is what {neuron} passes on, to every neuron of {next}.";
pub(crate) const OUT_ROW_LAST: &str =
    "{neuron} is in the last layer, so this is one of the network's answers.";

pub(crate) const BIAS_TITLE: &str = "{bias} — what {layer} adds by itself";
pub(crate) const BIAS: &str = "Each neuron of {layer} has a number of its own that is added to its sum, whatever \
     the inputs are. A bias is a weight whose input is always one.";
pub(crate) const BIAS_ROW_TITLE: &str = "{bias}";
pub(crate) const BIAS_ROW: &str = "{neuron} adds {bias} to its sum. Even if every output of {before} were 0, \
     {net} would be this number.";

/// A link of the chain.
pub(crate) const PRODUCT: &str = "a matrix product";
pub(crate) const CHAIN_TITLE: &str = "The network is one chain of functions";
pub(crate) const CHAIN: [&str; 2] = [
    "Look back at what was done: {links} Each took \
     what the one before gave. From inputs to outputs the network is a single function, put \
     together from simple ones.",
    "That is why it can be differentiated: the derivative of a chain is the product of the derivatives of \
     its links. This is the chain rule, and all that follows rests on it.",
];
