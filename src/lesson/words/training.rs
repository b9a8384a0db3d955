//! The page of training, and what the command line says of one.

use crate::engine::Batch;

/// What a training's rows are of.
pub(crate) const ABOUT: &str = "{title} · {layers} · learning rate {rate} · {batch} · full precision";

/// After how many samples a step is made.
pub(crate) fn batch(batch: Batch) -> String {
    match batch {
        Batch::Sample | Batch::Of(1) => "a step after each sample".to_owned(),
        Batch::All => "a step after all samples".to_owned(),
        Batch::Of(count) => format!("a step after every {count} samples"),
    }
}

/// The question before a training.
pub(crate) const ASK: &str = "Train how many epochs?";
/// The same where some are done.
pub(crate) const ASK_MORE: &str = "Train how many epochs more?";
/// Before the question, where numbers were changed since an earlier training; in full and in short.
pub(crate) const ASK_ANEW: [&str; 2] = ["Numbers were changed, so training begins anew.", "It begins anew."];
/// Behind the question: the answer that Enter alone gives, likewise.
pub(crate) const ASK_USUAL: [&str; 2] = ["{epochs} if you type none", "else {epochs}"];
/// Where the answer is no number of epochs.
pub(crate) const EPOCHS_WRONG: &str = "train takes a number of epochs from 1 to {most}";
/// Where what was typed is no epoch.
pub(crate) const EPOCH_WRONG: &str = "an epoch is a number from 0 to {most}";
/// Where as many epochs are done as there can be.
pub(crate) const NO_MORE: &str = "A training has at most {most} epochs.";
/// Where a training ended because of its numbers.
pub(crate) const DIVERGED: &str =
    "Training diverged: after epoch {epoch} the numbers grow too large to compute with.";
/// The same on the page, with what can be done.
pub(crate) const DIVERGED_HELP: &str = "diverged; {key} says what may help";
/// Where one would go on beyond that: what can be done.
pub(crate) const DIVERGED_TRY: &str =
    "It diverges after epoch {epoch}. What may help: :set learning_rate {rate}";
/// Behind the error of the last good epoch.
pub(crate) const LAST_GOOD: &str = "beyond, numbers are not finite";
/// When the lesson stands at an epoch.
pub(crate) const OPENED: &str = "The weights after epoch {epoch}.";
/// Behind that, where there is a training to come back to.
pub(crate) const COMES_BACK: &str = "{key} comes back to the training.";
/// At a key that does nothing on the page.
pub(crate) const NO_KEY: &str = "“{key}” is no key here.";
/// Behind that, of the key that helps.
pub(crate) const LISTS_KEYS: &str = "{key} lists them.";
/// When it stands at the start again.
pub(crate) const UNTRAINED: &str = "The weights before training.";
/// When an edit leaves too much to train again at once.
pub(crate) const NOT_AT_ONCE: &str = "the weights before training; :epoch {epoch} trains anew";
/// When the training of edited numbers does not come as far as before.
pub(crate) const NOT_SO_FAR: &str = "training now diverges after epoch {epoch}, where the lesson stands";
/// Where no file is named.
pub(crate) const WEIGHTS_WHERE: &str = "weights takes a file: weights trained.json";
/// When weights were written.
pub(crate) const WEIGHTS_WRITTEN: &str = "The weights after epoch {epoch} are written to {file}.";

/// What the key that pauses does now: under way, before the goal, at the goal in full and in short, where
/// training diverged.
pub(crate) const PAUSE_WORDS: [&str; 5] =
    ["pause", "go on", "train {epochs} more", "{epochs} more", "what helps"];

/// When a scenario was written while trained weights are what one sees.
pub(crate) const SAVED_UNTRAINED: &str =
    "Written to {file}, weights as before training; for epoch {epoch}: :weights FILE";

/// Title of the page.
pub(crate) const TITLE: &str = "Training";
/// How far it is.
pub(crate) const EPOCH_OF: &str = "epoch {epoch} of {goal}";
/// Before there is anything.
pub(crate) const MEASURING: &str = "measuring the error at the start";
/// How fast it is.
pub(crate) const PACE: &str = "{pace} epochs a second";
/// While it is under way.
pub(crate) const RUNNING: &str = "running";
/// While it is not, but not at its goal.
pub(crate) const PAUSED: &str = "paused, {key} goes on";
/// At its goal.
pub(crate) const DONE: &str = "done, {key} trains {epochs} more";
/// While weights are computed again.
pub(crate) const AGAIN: &str = "computing the weights after epoch {epoch} once more, to open them";
/// While weights that are to be opened are yet to come.
pub(crate) const OPENS: &str = "opens at epoch {epoch}";
/// The error at an epoch.
pub(crate) const ERROR_AT: &str = "mean error {error} after epoch {epoch}";
/// The same at the start.
pub(crate) const ERROR_AT_START: &str = "mean error {error} before training";
/// Behind an epoch that is looked at.
pub(crate) const WALK_WITH_IT: &str = "{key} walks with its weights";
/// An epoch that is being typed.
pub(crate) const GO_TO: &str = "to epoch {typed}";
/// How it learns, in full and in short.
pub(crate) const LEARNS: [&str; 2] =
    ["learning rate {rate} · {batch} · full precision", "learning rate {rate} · full precision"];
/// Where an earlier training was of other numbers, in full and in short.
pub(crate) const ANEW: [&str; 2] =
    ["numbers were changed, so training began anew", "anew, with changed numbers"];
/// Title of the error's curve.
pub(crate) const ERRORS: &str = "Mean error";
/// Behind it, where the axis is logarithmic.
pub(crate) const LOGARITHMIC: &str = "logarithmic";
/// Title of the table of outputs.
pub(crate) const OUTPUTS: &str = "Outputs after epoch {epoch}";
/// The same before training.
pub(crate) const OUTPUTS_AT_START: &str = "Outputs before training";
/// In it, while they are computed again.
pub(crate) const OUTPUTS_AGAIN: &str = "They are computed once more, from the nearest epoch that was kept.";
/// In its frame, where not all have room: out of how many some were picked.
pub(crate) const OF_OUTPUTS: &str = "of {all} outputs";
/// Over the column of the neuron whose output is largest, or farthest from its target.
pub(crate) const LARGEST: &str = "largest";
pub(crate) const FARTHEST: &str = "farthest";
/// For how many samples the largest output is the one that is wanted, with and without what that means.
pub(crate) const RIGHT: [&str; 2] =
    ["right: {right} of {all}, the largest output being the one that is wanted", "right: {right} of {all}"];
/// Title of the weights' ways.
pub(crate) const WEIGHTS: &str = "Weights into layer {layer}";
/// In its frame: how many there are, with and without which.
pub(crate) const SOME_WEIGHTS: [&str; 2] = ["{shown} of {all}: {which}", "{shown} of {all}"];
/// Which ones: those that move most.
pub(crate) const MOVED_MOST: &str = "moved most in epoch 1";
/// Which ones: the lesson's own among them.
pub(crate) const DERIVED: &str = "the lesson's, then what moved most in epoch 1";
/// Before there are any ways.
pub(crate) const NO_WEIGHTS_YET: &str = "Their ways begin with the first epoch.";
/// Name of the axis of weights.
pub(crate) const VALUE: &str = "value";
