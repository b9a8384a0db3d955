//! Chapter 6: learning after several samples.

pub(crate) const BATCH_TITLE: &str = "A batch: one learning step for {size} samples";
pub(crate) const BATCH: [&str; 2] = [
    "Up to here this sample alone would have moved the weights. But this network is trained in batches: it looks at \
     {size} samples before it moves, and then takes one step for all of them. Sample {sample} is in the batch of \
     samples {first} to {last}.",
    "What should get smaller is the mean of their errors. A derivative of a mean is the mean of the derivatives, so \
     each gradient of the batch is the mean of the samples' gradients, all computed with the same weights.",
];
pub(crate) const BATCH_SHORT: &str =
    "The samples do not fill the last batch: it has {count}, and its means are over these.";
pub(crate) const MEAN_ONE: &str =
    "This batch has a single sample, so its mean is just that sample's gradient.";
pub(crate) const BATCH_LARGE: &str = "With {weights} weights and {size} samples these are too many gradients to be gone \
     through here, so the steps of the batch end with this one. A training forms the same means.";
pub(crate) const MEAN_ERROR: &str = "mean E_total";
pub(crate) const VALUE_MEAN_ERROR: &str = "mean E_total of the batch";
pub(crate) const OF_SAMPLE: &str = "sample {sample}";

pub(crate) const MEAN_TITLE: &str = "{mean} — the mean over the batch";
pub(crate) const MEAN: [&str; 2] = [
    "Entry by entry: the gradients of the {count} samples added, and divided by {count}. Where the samples disagree, \
     their gradients have different signs and cancel; where they agree, they add up.",
    "The learning step is as before, with this mean in place of the one sample's gradient: {W} ← {W} − {eta} · {mean}.",
];
pub(crate) const MEAN_ROW_TITLE: &str = "{mean} — row {i}, the weights that lead to {neuron}";
pub(crate) const MEAN_ROW: &str = "For each weight that leads to {neuron}: its gradient from every sample of the batch, \
     and their mean.";
pub(crate) const MEAN_CELL_TITLE: &str = "{mean} — formed for {w}";
pub(crate) const MEAN_CELL: &str = "One gradient from each sample, added up and divided by {count}. The mean moves {w} from \
     where it stands to its new value.";
pub(crate) const MEAN_AGREE: &str = "All samples that say anything want {w} to go the same way.";
pub(crate) const MEAN_DISAGREE: &str = "The samples do not agree: {up} would make {w} larger, {down} smaller. The mean is \
     what is left of that.";
pub(crate) const MEAN_BIAS_TITLE: &str = "{mean} — the mean over the batch";
pub(crate) const MEAN_BIAS: &str = "A bias has its neuron's error term as its gradient, in each sample another. Their mean \
     is the gradient of the batch.";
pub(crate) const MEAN_FROZEN: &str =
    "In this scenario the biases are frozen: they keep their values all the same.";

pub(crate) const STEP_TITLE: &str = "The batch's error before and after";
pub(crate) const STEP_DOWN: &str = "With all weights moved against the means, the mean error of the batch went down. \
     Single samples may have got worse for it.";
pub(crate) const STEP_UP: &str = "With all weights moved against the means, the mean error of the batch went up: the step was \
     too long for where the weights stand. A smaller learning rate would most likely have gone down.";
pub(crate) const STEP_SAME: &str = "The mean error of the batch did not change in the digits that are shown: here it is level, or nearly so.";
pub(crate) const BEFORE: &str = "before";
pub(crate) const AFTER: &str = "after";
pub(crate) const VALUE_AFTER: &str = "mean E_total of the batch after the step";
