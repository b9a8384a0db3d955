//! The wrong way: a known mistake beside the right pass.

/// The title of the page.
pub(crate) const TITLE: &str = "The wrong way: {name}";
/// Heading of the step at which the two ways part.
pub(crate) const PARTING: &str = "Where they part";
/// Heading of the right way.
pub(crate) const RIGHT: &str = "right";
/// Heading of the wrong one.
pub(crate) const WRONG: &str = "wrong";
/// Which step it is.
pub(crate) const PARTS_AT: &str = "Both ways compute the same numbers until {name}, at {address}.";
/// Where the mistake makes no difference.
pub(crate) const SAME: &str = "Here it makes no difference: no number of this pass comes out in another way. Another \
                               sample or another scenario may show it.";
/// Heading of what comes of it.
pub(crate) const FOLLOWS: &str = "What comes of it";
/// How the gradients differ.
pub(crate) const GRADIENTS: &str = "Of {count} gradients {other} come out differently, {flipped} of them with the \
                                    opposite sign.";
/// The same where none does.
pub(crate) const GRADIENTS_SAME: &str = "All {count} gradients are as they should be.";
/// One learning step on this sample.
pub(crate) const STEP: &str = "One learning step takes {E} of this sample from {before} to {right}; made this way, to \
                               {wrong}.";
/// Training.
pub(crate) const TRAINING: &str = "Training for {epochs} epochs takes the mean error from {start} to {right}; trained this \
                                   way, to {wrong}. Both are measured by the right way forward, in full precision.";
/// A training that ended early.
pub(crate) const ENDS_EARLY: &str =
    "Trained this way, numbers grow beyond what can be computed with after {epochs} epochs.";
/// Where it learns all the same.
pub(crate) const UNNOTICED: &str =
    "The error falls all the same: who looks at the curve alone does not notice such a mistake.";
/// Where it learns less.
pub(crate) const BEHIND: &str = "The error falls this way too, but not as far: the curve alone does not say that something is \
                                 wrong.";
/// Behind that, where the way back is wrong.
pub(crate) const CHECK_TELLS: &str = "A gradient check does.";
/// The same where the error is computed in another way, or what leads to it.
pub(crate) const CHECK_MEASURES_IT: &str = "Nor does a gradient check that measures this very error; one that measures the \
                                            right error does.";
/// The same where gradients are right.
pub(crate) const CHECK_IS_FINE: &str = "Nor does a gradient check, since the gradients are right.";
/// Where it does not learn.
pub(crate) const NOTICED: &str = "The error does not fall this way: that is how one notices.";
/// Where a training would take too long.
pub(crate) const TOO_LARGE: &str = "This network is too large to be trained the wrong way while one waits.";
/// Behind what is said to a wrong answer.
pub(crate) const SHOWS: &str = ":wrong {word} shows what comes of it.";
