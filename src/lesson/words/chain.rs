//! Chapter 4: the chain rule, by hand.

pub(crate) const WEIGHTS_TITLE: &str = "What is left to change";
pub(crate) const WEIGHTS: [&str; 2] = [
    "What does the error depend on? On the inputs and targets: they are the task, and changing them \
     would be cheating. On the activation function: it was chosen and stays. And on the weights: \
     these can move.",
    "So we want ∂E/∂w for {each}: the gradient of that weight. In this chapter we \
     take a few, one at a time, as one does by hand.",
];
pub(crate) const EACH_WEIGHT: &str = "each of the {weights} weights";
pub(crate) const ONLY_WEIGHT: &str = "the only weight";
pub(crate) const WEIGHTS_BIASED: &str = "The biases can move as well: a bias is a weight whose input is always 1, and is treated \
     like one.";
pub(crate) const WEIGHTS_FROZEN: &str =
    "The biases could move as well, but in this scenario they are frozen.";

/// The slope of an activation function, derived.
pub(crate) const DERIVED_TITLE: &str = "∂out/∂net — the slope of {function}";
/// All derivatives of softmax.
pub(crate) const JACOBIAN_TITLE: &str = "∂out/∂net — the derivatives of softmax";

pub(crate) const OUTPUT_TITLE: &str = "{gradient} — three factors";
pub(crate) const OUTPUT: [&str; 2] = [
    "Start at the weight and go outward: {w} is part of {net}, {net} makes {out}, and {out} is part of the \
     error. Three links, so the chain rule gives three factors.",
    "What does not contain {w} drops out, since its derivative with respect to {w} is 0: the other neurons \
     of {layer}, their net values and their errors. Everything in the layers before is just a number here.",
];
pub(crate) const OUTPUT_ALONE: &str = "What does not contain {w} is just a number here: everything in the layers before, \
     and the other products of {net}.";

pub(crate) const ERROR_TITLE: &str = "{gradient} — first factor: the error";
pub(crate) const ERROR: [&str; 1] =
    ["The total error is a sum over all outputs, but only {E} contains {out}. The derivatives of the other \
     terms with respect to {out} are 0."];

pub(crate) const SLOPE_TITLE: &str = "{gradient} — second factor: the slope";
pub(crate) const SLOPE: [&str; 1] =
    ["How much does {out} move when {net} moves a little? That is the slope of {function} where {neuron} \
     stands on it."];

pub(crate) const INPUT_TITLE: &str = "{gradient} — third factor: the input";
pub(crate) const INPUT: [&str; 2] = [
    "{net} is a sum, and only one of its products contains {w}. The others do not change with {w}, and \
     their derivatives are 0.",
    "What is left is the number that {w} is multiplied with, {x}: the output at the other end of its \
     connection.",
];
pub(crate) const INPUT_ALONE: &str = "{net} is {w} times {x} and nothing else that contains {w}, so its \
     derivative with respect to {w} is {x}: the output at the other end of the connection.";

pub(crate) const PRODUCT_TITLE: &str = "{gradient} — the product";
pub(crate) const PRODUCT: [&str; 1] = [
    "The three factors multiplied. The first two together are ∂E/∂net of {neuron}; this product has a name \
     of its own, {delta}, and the chapter Pattern is built on it.",
];
pub(crate) const PRODUCT_COLLAPSES: &str = "The first two factors cancel to {out} minus {target}: the chapter Pattern shows \
     why. That is the number that is used, so that rounding the two factors does no harm.";
pub(crate) const UPHILL: &str = "The gradient is positive: a larger {w} would make the error larger. Learning will \
     make {w} smaller.";
pub(crate) const DOWNHILL: &str = "The gradient is negative: a larger {w} would make the error smaller. Learning \
     will make {w} larger.";
pub(crate) const ROUNDED_AWAY: &str = "Rounded to {decimals} decimals nothing is left of this gradient, but it is not 0: \
     with more decimals one would see it.";
pub(crate) const FLAT: &str = "The gradient is 0: moving {w} a little changes nothing about the error of this \
     sample. The weight itself need not be 0 for that.";

pub(crate) const HIDDEN_TITLE: &str = "{gradient} — {paths} paths to the error";
pub(crate) const HIDDEN: [&str; 2] = [
    "{w} is part of {net}, and that makes {out}. But {out} goes to every neuron of {next}, and so reaches \
     the error along several paths: {paths} in all.",
    "Along a path the derivatives are multiplied, as before. And since the error feels every path, the \
     products of all paths are added.",
];
pub(crate) const HIDDEN_FORKED: &str = "That counts the fork at the end as well: through softmax a net value of {last} \
     moves every output, so the Jacobian leads from one to all.";
pub(crate) const FORKED: [&str; 2] = [
    "{w} is part of {net} alone. But through softmax {net} moves every output of {layer}: if it grows, {out} gains and \
     all others lose. So there are {paths} paths to the error, one through each output.",
    "Along a path the derivatives are multiplied. And since the error feels every path, the products of all paths are \
     added.",
];
pub(crate) const ONE_PATH_TITLE: &str = "{gradient} — one path to the error";
pub(crate) const ONE_PATH: [&str; 2] = [
    "{w} is part of {net}, and that makes {out}. From there on every layer has a single neuron, so {out} reaches the \
     error along one path.",
    "Along the path the derivatives are multiplied, as before. Had a later layer more neurons, there would be more \
     paths, and their products would be added.",
];
pub(crate) const SUM_ONE_TITLE: &str = "{gradient} — the path is all there is";
pub(crate) const SUM_ONE: &str =
    "With a single path nothing is left to add: its product is the gradient of {w}.";
pub(crate) const HIDDEN_MANY: &str = "The {listed} with the largest products are listed.";
pub(crate) const PATH_NAME: &str = "path {k}";

pub(crate) const PATH_TITLE: &str = "{gradient} — path {k} of {paths}";
pub(crate) const PATH: [&str; 2] = [
    "Read from the error back to the weight: ∂E/∂out of the output; for every neuron on the way its slope; \
     between two neurons the weight of their connection; last, the number that {w} is multiplied with.",
    "The product of a path is kept as it comes out: only the sum over the paths will be rounded.",
];
pub(crate) const PATH_ALONE: &str =
    "The product is kept as it comes out: only as {gradient} will it be rounded.";

pub(crate) const PATH_FORKED: &str = "Read from the error back to the weight: ∂E/∂out of an output; from there through \
     softmax to a net value, an entry of the Jacobian; for every neuron before it its slope; between two neurons the \
     weight of their connection; last, the number that {w} is multiplied with.";

pub(crate) const PATH_FORKED_AT_ONCE: &str = "Read from the error back to the weight: ∂E/∂out of an output; from there through \
     softmax to {net}, an entry of the Jacobian; last, the number that {w} is multiplied with.";

pub(crate) const FACTOR_TITLE: &str = "{gradient} — path {k}, factor {f} of {count}";
pub(crate) const FACTOR_ERROR: &str = "The path begins at the error: {by_out}, from the chapter Error.";
pub(crate) const FACTOR_SLOPE: &str = "Through {neuron}, from its output to its net value: the slope of \
     {function} where {neuron} stands on it.";
pub(crate) const FACTOR_JACOBIAN_OWN: &str = "Through softmax, from the output of {neuron} to its own net value: its entry \
     on the diagonal of the Jacobian.";
pub(crate) const FACTOR_JACOBIAN: &str = "Through softmax, from the output of {neuron} to the net value of {own}: the \
     entry is negative, since what {own} gains {neuron} loses.";
pub(crate) const FACTOR_WEIGHT: &str = "From {to} back to {from}: in {net} the output of {from} is multiplied with \
     {w}, so the derivative of {net} with respect to that output is {w}.";
pub(crate) const FACTOR_INPUT: &str = "The path has arrived at {w}: the derivative of {net} with respect to it is the \
     number that it is multiplied with.";

pub(crate) const SUM_TITLE: &str = "{gradient} — the sum over all paths";
pub(crate) const SUM: &str = "Every path has brought its share; together they are the gradient of {w}.";
pub(crate) const SUM_REST: &str =
    "The paths that are not listed count too; their products are in the last term.";
pub(crate) const SUM_SAME: &str =
    "The chapter Pattern, which rounds on its way, comes to the same {gradient} = {number}.";
pub(crate) const SUM_DIFFERS: &str = "Rounded, this sum is {sum}. Everywhere else {gradient} is {number}, as the \
     chapter Pattern computes it: both ways go through rounded numbers, but not through the same ones, and so the last \
     digits part. In full precision they agree.";

pub(crate) const SUM_DIFFERS_IN_FULL: &str = "The chapter Pattern comes to {gradient} = {number}. Even in full precision each \
     operation rounds a little, and the two ways do not take them in the same order.";
pub(crate) const SUM_LOST: &str = "Everywhere else {gradient} is {number}. An output of this network is so close to 0 or 1 \
     that its slope, and with it the product of a path, is lost in rounding. In the error term of the chapter Pattern \
     the slope has cancelled, so the number there is the right one.";

pub(crate) const BILL_TITLE: &str = "The bill: what this costs for all weights";
pub(crate) const BILL: [&str; 2] = [
    "Every weight of every layer, over all its paths: along a path one multiplication fewer than it has \
     factors. The further a weight is from the error, the more paths it has and the longer they are.",
    "And it grows fast: with every layer twice as wide it would be {wider} multiplications, with two more \
     layers as wide as the widest {deeper}. Worse, all of it would have to be worked out anew for each new \
     shape. We need a pattern.",
];
/// The first of them where no weight has more than one path.
pub(crate) const BILL_ONE_PATH: &str = "Every weight of every layer, over its path: along it one multiplication fewer than it has \
     factors. The further a weight is from the error, the longer its path is; with more neurons in the later layers \
     there would be more paths, too.";
pub(crate) const BILL_ROW: &str = "{count} {things} · {paths} {ways} · {each} {multiplications}";
/// What a row of the bill counts: one of it, and more.
pub(crate) const BILL_THINGS: [[&str; 2]; 4] =
    [["weight", "weights"], ["bias", "biases"], ["path", "paths"], ["multiplication", "multiplications"]];
pub(crate) const BY_HAND: &str = "path by path";
pub(crate) const TOTAL: &str = "in all";
pub(crate) const VALUE: &str = "multiplications path by path";
pub(crate) const AS_IT_IS: &str = "path by path, this network";
pub(crate) const TWICE_AS_WIDE: &str = "twice as wide";
pub(crate) const TWO_LAYERS_MORE: &str = "two layers more";
