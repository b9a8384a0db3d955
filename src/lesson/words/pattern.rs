//! Chapter 5: the pattern.

pub(crate) const DELTA_TITLE: &str = "{delta} = {by_out} ⊙ {slope}";
pub(crate) const DELTA_LAST: [&str; 2] = [
    "In the chapter Chain rule all weights that lead to the same neuron had their first two factors in common. So we \
     multiply these two once for each neuron and keep the product: its error term δ, which is ∂E/∂net.",
    "⊙ multiplies element by element: {rows} numbers with {rows} numbers give {rows} numbers.",
];
pub(crate) const DELTA_HIDDEN: [&str; 2] = [
    "The same step as in the output layer: how the error depends on each output of {layer}, times the slope \
     of the sigmoid there, is how it depends on each net value.",
    "From here on the way back goes just as it went from {next}: nothing new is needed, however many \
     layers there are.",
];
pub(crate) const DELTA_FIRST: &str = "It went just as in {next}: nothing new was needed, and however many layers there \
     were, nothing new would be.";
pub(crate) const DELTA_ROW_TITLE: &str = "{delta} = {by_out} · {slope}";
pub(crate) const DELTA_ROW: &str = "First the slope at {neuron}, from its output alone; then the error term: how \
     the error changes when {net} grows a little.";
pub(crate) const DELTA_ROW_FLAT: &str = "The sigmoid's slope is one quarter at most, so in size the error term is at \
     most a quarter of {by_out}. This happens anew at every layer on the way back: unless large weights make \
     up for it, little of the error arrives at the first layers.";

pub(crate) const GRADIENT_TITLE: &str = "{gradient} = {delta} · {out}ᵀ";
pub(crate) const GRADIENT: [&str; 2] = [
    "A weight's gradient is its neuron's error term times one more factor: the number that the weight is \
     multiplied with. ᵀ lays the column {out} on its side, and a column times a row gives a matrix: entry \
     (i, j) is the i-th error term times the j-th output.",
    "{rows}×1 times 1×{columns} gives {rows}×{columns}, the shape of {W}: each weight has its gradient at \
     its own place.",
];
pub(crate) const GRADIENT_ROW_TITLE: &str = "{gradient} — row {i}: {delta} · {out}ᵀ";
pub(crate) const GRADIENT_ROW: &str = "Row {i} belongs to {neuron}: its error term times each output of {before} \
     gives the gradients of all weights that lead to it.";
pub(crate) const GRADIENT_ROW_SILENT: &str = "{silent} is 0, so the gradient of its weight is 0: it had no part in \
     this error. That says nothing about the weight's own size.";
pub(crate) const GRADIENT_ROW_BY_HAND: &str = "Compare {gradient} with the chapter Chain rule: the same number, and \
     its neighbours came along with it.";
pub(crate) const GRADIENT_CELL_TITLE: &str = "{gradient} = {delta} · {out}";
pub(crate) const GRADIENT_CELL: &str = "{w} leads from {from} to {to}: its gradient is the error term of {to}, times \
     the output of {from}.";

pub(crate) const BIAS_TITLE: &str = "{gradient} = {delta}";
pub(crate) const BIAS: &str = "A bias is a weight whose input is always one. So its gradient is the error term of \
     its neuron times one: {delta} itself.";
pub(crate) const BIAS_ROW_TITLE: &str = "{gradient} = {delta}";
pub(crate) const BIAS_ROW: &str =
    "{net} grows by as much as {bias} does, so the error depends on both alike.";

pub(crate) const DOUT_TITLE: &str = "{by_out} = {W}ᵀ · {delta}";
pub(crate) const DOUT: [&str; 2] = [
    "Forward, each neuron of {layer} sent its output to every neuron of {next}. Back, it gathers from \
     all of them: each error term of {next}, times the weight of the connection. The sum over paths of \
     the chapter Chain rule is this one product; what lies beyond is already in {delta}.",
    "Forward, a neuron's weights were a row of {W}. Back, the weights that leave a neuron are a column: \
     turning {W} on its side, {W}ᵀ, makes rows of them. {rows}×{columns} times {columns}×1 gives {rows}×1.",
];
pub(crate) const DOUT_ROW_TITLE: &str = "{by_out} — column {i} of {W} · {delta}";
pub(crate) const DOUT_ROW: &str = "Column {i} of {W} is row {i} of {W}ᵀ: the weights of all connections that leave \
     {neuron}. Each brings back the error term at its other end.";
pub(crate) const DOUT_ROW_CONTRAST: &str = "Compare the way forward: there each neuron of {next} used a row of the \
     same matrix.";
pub(crate) const DOUT_TERM_TITLE: &str = "{by_out} — product {k} of {count}";
pub(crate) const DOUT_TERM: &str = "The connection from {from} to {to} brings back the error term of {to}, \
     multiplied with {w}, the same weight as on the way forward.";
pub(crate) const DOUT_TERM_FIRST: &str = "It is the first product of the sum.";
pub(crate) const DOUT_TERM_ONLY: &str = "It is the only product: {from} sent to a single neuron.";
pub(crate) const DOUT_TERM_MORE: &str = "It is added to the products before it; the sum is not complete yet.";
pub(crate) const DOUT_TERM_LAST: &str =
    "It is the last: now {from} has heard from every neuron that it sent to.";

pub(crate) const RULE_TITLE: &str = "The rule for any layer";
pub(crate) const RULE: [&str; 2] = [
    "ℓ stands for any layer, ℓ+1 for the one after it, ℓ−1 for the one before. Begin at the last layer; then \
     go back one by one: the error terms, the gradients, and on to the layer before. It holds for any number \
     of layers and of neurons.",
    "All that it needs are the targets, the weights, and the outputs, kept from the way forward. This is \
     backpropagation.",
];
pub(crate) const THIS: &str = "ℓ";
pub(crate) const NEXT: &str = "(ℓ+1)";
pub(crate) const BEFORE: &str = "(ℓ−1)";
pub(crate) const OUTPUT: &str = "last";

pub(crate) const BILL_TITLE: &str = "The bill again, by the pattern";
pub(crate) const BILL: [&str; 2] = [
    "Each error term is computed once, by one multiplication, and used by all weights behind it. Every \
     weight then costs one multiplication for its gradient and, but for the first layer, one more to \
     carry the error term back.",
    "Now it is {by_pattern}; path by path it was {by_hand}, about {ratio} times as many. Every further layer \
     multiplies the paths, but only adds to this bill.",
];
pub(crate) const BILL_LAYER: &str = "{delta} for δ, {gradient} for gradients, {back} back";
pub(crate) const BY_PATTERN: &str = "by the pattern";
pub(crate) const TOTAL: &str = "in all";
pub(crate) const VALUE: &str = "multiplications by the pattern";
