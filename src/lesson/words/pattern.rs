//! Chapter 5: the pattern.

pub(crate) const DELTA_TITLE: &str = "{delta} = {by_out} ⊙ {slope}";
pub(crate) const DELTA_LAST: [&str; 2] = [
    "In the chapter Chain rule all weights that lead to the same neuron had their first two factors in common. So we \
     multiply these two once for each neuron and keep the product: its error term δ, which is ∂E/∂net.",
    "{elements}",
];
pub(crate) const DELTA_HIDDEN: [&str; 2] = [
    "The same step as in the output layer: how the error depends on each output of {layer}, times the slope \
     of {function} there, is how it depends on each net value.",
    "From here on the way back goes just as it went from {next}: nothing new is needed, however many \
     layers there are.",
];
pub(crate) const DELTA_FIRST: &str = "It went just as in {next}: nothing new was needed, and however many layers there \
     were, nothing new would be.";
pub(crate) const DELTA_FIRST_OF_TWO: &str =
    "However many layers there were, nothing new would be needed from here on.";
pub(crate) const DELTA_ROW_TITLE: &str = "{delta} = {by_out} · {slope}";
pub(crate) const DELTA_HIDDEN_NEW: &str = "How the error depends on each output of {layer}, times the slope of \
     {function} there, is how it depends on each net value. A layer before softmax needs no Jacobian: each of its \
     outputs depends on its own net value alone.";
pub(crate) const DELTA_HIDDEN_SLOPE: &str = "How the error depends on each output of {layer}, times the slope of \
     {function} there, is how it depends on each net value. Here nothing cancels: the slope stays as a factor.";
pub(crate) const DELTA_ELEMENTS: &str = "{elements}";
pub(crate) const ELEMENTS: [&str; 2] = [
    "⊙ multiplies element by element; here there is one element.",
    "⊙ multiplies element by element: {rows} numbers with {rows} numbers give {rows} numbers.",
];
pub(crate) const DELTA_ROW_SOFTMAX_TITLE: &str = "{delta} — column {i} of {J} · {by_outs}";
pub(crate) const DELTA_SOFTMAX_TITLE: &str = "{delta} = {J}ᵀ · {by_out}";
pub(crate) const DELTA_SOFTMAX: [&str; 2] = [
    "A net value reaches the error through every output. So its error term is a sum over all of them: how the error \
     depends on an output, times how that output depends on the net value.",
    "Column j of {J} holds how all outputs depend on net value j; turned on its side it is row j of {J}ᵀ. Softmax's \
     Jacobian is its own transpose, but another function's need not be.",
];
pub(crate) const DELTA_COLLAPSED_TITLE: &str = "{delta} = {out} − {target}";
pub(crate) const DELTA_COLLAPSED: [&str; 2] = [
    "What the step before found, for the whole layer: what was given minus what was wanted. The derivatives of the \
     error and of {function} have cancelled.",
    "Nothing is left of the slope. Even where the curve is almost level, a wrong answer gets its full error term, and \
     that is why this error function is chosen with {function}.",
];
pub(crate) const DELTA_ROW_COLLAPSED: &str = "What {neuron} gave, minus what was wanted. It is ∂E/∂net: how the error \
     changes when {net} grows a little.";
pub(crate) const DELTA_ROW_SAME: &str = "Multiplied out, {by_out} · {slope} would be the same number but for rounding. It \
     is not used, since the difference is more exact and costs nothing.";
pub(crate) const DELTA_ROW_LOST: &str = "Multiplied out, {by_out} · {slope} should be the same, but {out} is so close to 0 or 1 \
     that its slope is lost in rounding. The difference is the right number, and costs nothing.";
pub(crate) const DELTA_ROW_SOFTMAX: &str = "Each output brings back its derivative, times how it depends on {net}: the \
     column of {neuron} in the Jacobian.";
pub(crate) const JACOBIAN_TITLE: &str = "{J} — all derivatives ∂out/∂net of softmax";
pub(crate) const JACOBIAN: [&str; 2] = [
    "In a layer before this one every output depends on its own net value alone, and one slope a neuron is enough. Softmax divides by \
     the sum of all exponentials, so each output depends on all net values of {layer}: the derivative is a {rows}×{rows} \
     matrix, the Jacobian.",
    "Entry (i, j) says how output i moves when net value j grows a little ([i = j] is 1 on the diagonal, 0 beside it). On the diagonal an output gains from its \
     own net value; beside it all entries are negative. Each column adds up to 0 (but for rounding), since the \
     outputs together stay 1.",
];
pub(crate) const JACOBIAN_ROW_TITLE: &str = "{J} — row {i}: how {out} depends on each net value";
pub(crate) const JACOBIAN_ROW: [&str; 2] = [
    "By its own net value {net}, the derivative is {out} · (1 − {out}), as for a sigmoid.",
    "By the net value of another neuron it is minus the product of the two outputs: when the other's grows, {neuron} \
     loses, the more the larger both shares are.",
];
pub(crate) const JACOBIAN_CELL_TITLE: &str = "{entry}";
pub(crate) const JACOBIAN_OWN: &str = "When {net} grows, {neuron} gets a larger share, but of a sum that grows too: the \
     factor 1 − {out} takes that into account.";
pub(crate) const JACOBIAN_OTHER: &str =
    "When {net} grows, {other} gets a larger share, and {neuron} a smaller one.";
pub(crate) const COLLAPSE_TITLE: &str = "Why {delta} = {out} − {target}";
pub(crate) const COLLAPSE_SOFTMAX: [&str; 2] = [
    "Written out for the first net value: its column of {J}, times ∂E/∂out. Each output that the Jacobian multiplies \
     with stands below the line in ∂E/∂out, and cancels. What is left are the targets, and those {sum}.",
    "So softmax with {loss} needs no Jacobian and no division at all. At the end the same number is computed both \
     ways; where decimals are carried they may part in the last digit, and the difference is the one that is used.",
];
pub(crate) const COLLAPSE_SIGMOID: [&str; 2] = [
    "On one denominator ∂E/∂out is the difference over out · (1 − out). And out · (1 − out) is just the slope of the \
     sigmoid, so the two cancel.",
    "So a sigmoid with {loss} needs no division and no slope. That also is why a neuron that is sure and wrong still \
     learns: its slope is next to 0, but it is divided away.",
];
pub(crate) const COLLAPSE_SCALED: &str = "The targets of a distribution should add up to 1, and then out alone is left. Those \
     of this sample do not, so each output is multiplied with their sum.";
/// What the targets do, and what they do here.
pub(crate) const ADD_UP: &str = "add up to 1";
pub(crate) const ADD_UP_TO: &str = "add up to {scale}";
pub(crate) const COLLAPSE_SCALED_TITLE: &str = "Why {delta} = {scale} · {out} − {target}";
pub(crate) const DELTA_SCALED_TITLE: &str = "{delta} = {scale} · {out} − {target}";
pub(crate) const DELTA_SCALED: &str = "The targets of this sample add up to {scale}, not to 1, so each output is multiplied \
     with their sum.";
pub(crate) const DELTA_ROW_SCALED: &str = "What {neuron} gave, times the sum of the targets, minus what was wanted. It is \
     ∂E/∂net: how the error changes when {net} grows a little.";
/// The left side of the number through the Jacobian.
pub(crate) const THROUGH_JACOBIAN: &str = "through J";
/// The left side of the number as a difference.
pub(crate) const AT_ONCE: &str = "at once";
pub(crate) const DELTA_ROW: &str = "First the slope at {neuron}, from its output alone; then the error term: how \
     the error changes when {net} grows a little.";
pub(crate) const DELTA_ROW_BY_NET: &str = "First the slope at {neuron}, by the side of 0 on which {net} is; then the \
     error term: how the error changes when {net} grows a little.";
pub(crate) const DELTA_ROW_LEVEL: &str = "The slope of tanh is 1 at most, and only where the output is 0. Away from \
     there the error term is smaller in size than {by_out}, and this happens anew at every layer on the way back.";
pub(crate) const DELTA_ROW_STRAIGHT: &str = "The slope is 1, so the error term is {by_out} itself: through {function} the \
     error passes back undiminished.";
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
pub(crate) const GRADIENT_ROW_SILENT_MORE: &str = "{count} of the outputs of {before} are 0, so the gradients of their weights \
     are 0: they had no part in this error. That says nothing about the weights' own size.";
pub(crate) const GRADIENT_ROW_STILL: &str = "{delta} is 0, and with it the gradient of every weight that leads to {neuron}: \
     for this sample, none of them learns.";
pub(crate) const GRADIENT_ROW_BY_HAND: &str = "Compare {gradient} with the chapter Chain rule: the same number, and \
     the rest of the row came along with it.";
pub(crate) const GRADIENT_ROW_ALL_BY_HAND: &str =
    "Compare {gradient} with the chapter Chain rule: the same number.";
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
/// Which of the reasons says what both bills come to.
pub(crate) const BILL_TOTALS: usize = 1;
pub(crate) const BILL: [&str; 2] = [
    "Each error term is computed once, by one multiplication, and used by all weights behind it. Every \
     weight then costs one multiplication for its gradient and, but for those that lead to {first}, one \
     more to carry the error term back.",
    "Now it is {by_pattern}; path by path it was {by_hand}, about {ratio} times as many. Every further layer \
     multiplies the paths, but only adds to this bill.",
];
pub(crate) const BILL_COLLAPSED: &str =
    "Only the last layer is an exception: there δ is a difference, and costs no multiplication.";
pub(crate) const BILL_JACOBIAN: &str = "In the last layer each δ takes a column of the Jacobian instead, with a multiplication for \
     each output.";
pub(crate) const BILL_LAYER: &str = "{delta} for δ, {gradient} for gradients, {back} back";
pub(crate) const BY_PATTERN: &str = "by the pattern";
pub(crate) const TOTAL: &str = "in all";
pub(crate) const VALUE: &str = "multiplications by the pattern";
