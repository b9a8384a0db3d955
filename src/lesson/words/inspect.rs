//! A weight that is inspected.

pub(crate) const TITLE: &str = "{gradient} — inspected";

pub(crate) const WEIGHT: &str = "Where it is";
pub(crate) const PLACE: &str = "{w} = {value} leads from {from} to {to}; it stands in row {row}, column {column} of \
     {W}. On the way forward it is multiplied with {x} = {input}.";
pub(crate) const TRAINED: &str = "It was trained for {epochs} epochs. The pass rounds it once and goes on with \
     that; all that is in full precision below uses it as it is, {exact}.";

pub(crate) const CHAIN: &str = "Its chain";
pub(crate) const OUTPUT: &str = "{w} is part of {net}, {net} makes {out}, and {out} is part of the error. Three \
     links, three factors, and a single path:";
pub(crate) const FORKED: &str = "{w} is part of {net} alone. But through softmax {net} moves every output of {layer}, and so \
     it reaches the error through each of them:";
pub(crate) const HIDDEN: &str =
    "{w} is part of {net}, and {net} makes {out}. So far there are three factors:";
pub(crate) const FORKS: &str = "But {out} goes to every neuron of {next}. There its influence forks:";
pub(crate) const ALONE: &str = "{out} goes on to {only} alone, the only neuron of {next}:";
pub(crate) const SINGLE: &str =
    "Every layer after it has one neuron, so a single path leads from {w} to the error.";

pub(crate) const PATHS: &str = "Every path to the error";
pub(crate) const PATHS_MANY: &str = "The paths to the error";
pub(crate) const COUNT: &str = "{count} paths lead from {w} to the error. Along each, the factors are multiplied, read \
     from the error back to the weight: ∂E/∂out of the output; for every neuron its slope; between two \
     neurons the weight of their connection; last, {x}.";
pub(crate) const COUNT_ONE: &str = "Along it, the factors are multiplied, read from the error back to the weight: \
     ∂E/∂out of the output; for every neuron its slope; between two neurons the weight of their \
     connection; last, {x}.";
pub(crate) const COUNT_FORKED: &str = "{count} paths lead from {w} to the error. Along each, the factors are \
     multiplied, read from the error back to the weight: ∂E/∂out of an output; the entry of softmax's Jacobian from \
     there to a net value; for every neuron before it its slope; between two neurons the weight of their connection; \
     last, {x}.";
pub(crate) const LARGEST: &str = "The {listed} with the largest products, in their order; the others are added up \
     layer by layer, without going along each.";
pub(crate) const TOO_MANY: &str = "These are too many even to be numbered. What they add up to can be told all the \
     same: layer by layer, without going along each.";
pub(crate) const PATH: &str = "path {k}: ";
pub(crate) const ADDED: &str = "The error feels every path, so their products are added:";
pub(crate) const OTHERS: &str = "the other {rest}";
pub(crate) const ALL: &str = "all {count} paths";
pub(crate) const ABOUT: &str = "about 10^{power}";

pub(crate) const PATTERN: &str = "By the pattern";
pub(crate) const DELTA_LAST: &str = "{delta} = ∂E/∂{net} is the product of the first two factors. It is computed once, \
     for all weights that lead to {neuron}.";
pub(crate) const DELTA: &str = "{delta} = ∂E/∂{net} has all paths from {neuron} on in it, added up once for all weights \
     that lead to {neuron}.";
pub(crate) const SAME: &str = "That is the sum over the paths.";
pub(crate) const SAME_ROUNDED: &str =
    "Rounded, the sum over the paths is the same, though the pattern rounds on its way.";
pub(crate) const SAME_BUT_LAST: &str = "That is the sum over the paths but for the last digits: even in full precision \
     each operation rounds a little, and the two do not take them in the same order.";
pub(crate) const DIFFERS: &str = "Rounded, the sum over the paths is {sum}. The gradient's number is the pattern's, \
     {number}: it rounds on its way, and so the last digits part. In full precision they agree.";

pub(crate) const LOST: &str = "The sum over the paths is {sum}, the pattern's number {number}. An output is so close to 0 \
     or 1 that its slope, and with it the product of a path, is lost in rounding; in the pattern's error term the slope \
     has cancelled, so that number is the right one.";

pub(crate) const MEASURED: &str = "Measured";
pub(crate) const NUDGED: &str = "A slope can be measured: make {w} larger by ε, make it smaller by ε, run forward each \
     time, and divide the difference of the errors by the distance. No chain rule is used. All of this is in \
     full precision.";
pub(crate) const AGREES: &str = "They agree: the difference is within what a measured slope can be off.";
pub(crate) const KINK: &str = "They do not agree, and need not: with {w} nudged, a net value passes the kink of its \
     activation function. The error has a corner there and no slope to measure; the gradient is that of one side, \
     by convention.";
pub(crate) const TOO_SMALL: &str = "They do not agree, and ε is too small: the two errors are alike in nearly all their \
     digits, so what rounding did to the last ones is a noticeable part of their difference. A larger ε agrees.";
pub(crate) const TOO_LARGE: &str = "They do not agree, and ε is too large: the error over {w} is a curve, and the line \
     through two of its points this far apart has another slope than its tangent at {w}. A smaller ε agrees.";
pub(crate) const UNCLEAR: &str = "They do not agree, nor would they with the usual ε: here the error is too large, or \
     too steep, for a nudge to measure its slope well.";
pub(crate) const NOT_FINITE: &str = "There is nothing to compare: not all of these numbers are finite.";

pub(crate) const STEP: &str = "One learning step of this weight alone";
pub(crate) const MOVED: &str = "In full precision, all other weights as they are:";
pub(crate) const NOW: &str = "{E} now";
pub(crate) const THERE: &str = "{E} there";
pub(crate) const FALLS: &str = "The error falls by {change}; along the tangent it would fall by {promised}.";
pub(crate) const RISES: &str = "The error rises by {change}, though along the tangent it would fall by {promised}: the \
     step is too long for how the curve bends.";
pub(crate) const STAYS: &str = "The gradient comes out as 0, so {w} stays where it is: the curve is level here, or a factor of the chain is 0, an input or a slope.";
pub(crate) const UNMOVED: &str = "The step is so short that the error does not change in any digit.";

pub(crate) const CURVE: &str = "{E} over {w}";
pub(crate) const CLOSER: &str = "{E} over {w}, from closer";
pub(crate) const HERE: &str = "● now: {w} = {at}, {E} = {error}";
pub(crate) const LANDING: &str = "◆ then: {w} = {at}, {E} = {error}";
pub(crate) const TANGENT: &str = "The straight line is the tangent: the slope that the gradient claims.";
