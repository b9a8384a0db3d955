//! Chapter 3: the error.

pub(crate) const SINGLE_TITLE: &str = "{E} — how far {neuron} is off";

pub(crate) const TOTAL_TITLE: &str = "{E} — the errors added";
pub(crate) const TOTAL: [&str; 2] = [
    "One number says how wrong the whole answer is: the sum over all outputs.",
    "To learn is to make this number smaller. {lowest}",
];
/// Where it is lowest, by the error function.
pub(crate) const LOWEST: &str = "It would be 0 only if every output were exactly on its target.";
pub(crate) const LOWEST_OF_LOGARITHMS: &str = "It is lowest where every output is exactly on its target.";
pub(crate) const LOWEST_OF_SHARES: &str =
    "It is lowest where the outputs share 1 in the proportions of the targets.";

/// The title of the step that looks at all samples.
pub(crate) fn samples_title(count: usize) -> &'static str {
    if count == 1 { "One sample, one error" } else { "Another sample, another error" }
}
pub(crate) const SAMPLES: [&str; 2] = [
    "The same weights serve every sample, but each sample has its own outputs and so its own error. \
     Good weights are good for all of them.",
    "What follows is computed for sample {sample} alone. A learning step for it may well make another \
     sample's error larger; only going through all of them, again and again, settles that.",
];
pub(crate) const SAMPLES_ONE: &str = "This scenario has a single sample, so this error is all that there is to make smaller. With \
     more of them each would have its own outputs and its own error, and the same weights would have to serve all.";
pub(crate) const SAMPLE: &str = "sample {sample}";

pub(crate) const DESCENT_TITLE: &str = "Downhill, and why minus";
pub(crate) const DESCENT: [&str; 2] = [
    "∂E/∂w, with E for the total error, says what the error does when the weight w grows a little. If it is \
     positive, the error grows too, and the weight should shrink; if it is negative, the weight should grow. \
     Going against the derivative is right both times: that is the minus.",
    "The learning rate {eta} says how far to go. The slope holds only where we stand, so the step should be \
     small, and afterwards everything is computed anew. This is gradient descent.",
];
pub(crate) const DESCENT_SLOPE: &str = "The same for one output: over {out} the error is {shape}, and from \
     where {out} stands it falls towards the target.";
pub(crate) const DESCENT_LOWEST: &str = "The same for one output: over {out} the error is {shape}, and {out} \
     stands at its lowest point, where the slope is 0.";

pub(crate) const DOUT_TITLE: &str = "{by_out} — the error differentiated";
pub(crate) const DOUT: [&str; 2] = [
    "The outputs are all that the error sees of the network, so the way back starts at them. {derived}",
    "Each output stands in one error only. The errors of the others do not contain it and drop out.",
];
pub(crate) const DOUT_ROW_TITLE: &str = "{by_out} = {out} − {target}";
pub(crate) const DOUT_ROW_OTHER_TITLE: &str = "{by_out} — the derivative at {neuron}";
pub(crate) const DOUT_ROW_HIGH: &str = "It is positive: {neuron} is above its target, and if its output grew, the \
     error would grow.";
pub(crate) const DOUT_ROW_LOW: &str = "It is negative: {neuron} is below its target, and if its output grew, the \
     error would shrink.";
pub(crate) const DOUT_ROW_UNCOUNTED: &str = "It is 0: with a target of 0, {neuron} has no error of its own. What it gave \
     is missing at the outputs that were wanted, and is felt there.";
pub(crate) const DOUT_ROW_SHARE: &str = "It is negative: if the output of {neuron} grew, the error would shrink. The \
     less was given of what was wanted, the further it is from 0.";
pub(crate) const DOUT_ROW_EDGE: &str = "As far as the decimals can tell, {neuron} is on its target. The curve of the error ends \
     there, but is not level, so the derivative is not 0.";
pub(crate) const DOUT_ROW_CLOSE: &str = "Rounded, it is 0: {neuron} is as close to its target as these decimals can \
     tell.";
pub(crate) const DOUT_ROW_RIGHT: &str = "It is 0: {neuron} is exactly on its target, and nothing is to be gained \
     here.";
