//! What `chainrule read` says around the steps.

/// First line: what is read.
pub(crate) const TITLE: &str = "{title}: a network of {layers}, {steps} steps.";
/// How it is used.
pub(crate) const USE: [&str; 2] = [
    "Enter goes on to the next step; back, again, where and a number go to a step or say it again; quit ends.",
    "Names can be typed as they are heard, as in: set w d 1 0.35. The word predict asks for the next number, help lists all words.",
];
/// While a number is asked for: what can be typed.
pub(crate) const PREDICT: &str = "Type the number, or: hint for the formula and then the numbers in it, skip for the answer, done to stop.";
/// After it is known.
pub(crate) const PREDICT_ON: &str = "Enter goes on to the next number, done stops.";
/// Before a number that is computed the right or the wrong way.
pub(crate) const WAY: &str = "The {which} way:";
/// After the last question.
pub(crate) const PREDICT_DONE: &str = "Back in the lesson. Enter is the next step again.";
/// At the end.
pub(crate) const LAST: &str = "This is the last step.";
/// At the beginning.
pub(crate) const FIRST: &str = "This is the first step.";
/// Where a word did nothing.
pub(crate) const NOTHING: &str = "Nothing changes.";
/// Where the last edit was taken back.
pub(crate) const AT_START: &str = "Taken back: all numbers are as they were at the start.";
/// Where a command is about the screen.
pub(crate) const NEEDS_SCREEN: &str = "The word {word} is about the screen; here it changes nothing.";
/// The same of numbers changed in place.
pub(crate) const EDIT_NEEDS_SCREEN: &str = "To change numbers where they stand needs a screen. The word set changes them too, as in: set w d 1 0.35.";
/// A word that there is not.
pub(crate) const UNKNOWN: &str = "There is no word “{word}”. The word help lists all words.";
/// Where one is.
pub(crate) const WHERE: &str =
    "Step {step} of {steps}, in chapter {number}, {chapter}; its address is {address}.";
/// What takes part.
pub(crate) const PART: &str = "Part of this step: {parts}.";
/// How closely one looks.
pub(crate) const ZOOM: &str = "Zoom: {zoom}, {about}.";
/// What a step is at each zoom.
pub(crate) const ZOOMS: [&str; 3] =
    ["a step for each matrix operation", "a step for each neuron", "a step for each product"];
/// The sample that is walked.
pub(crate) const SAMPLE: &str = "Sample {sample} of {samples}: {input} is to give {target}.";
/// How numbers are carried.
pub(crate) const DECIMALS: [&str; 2] = ["Carrying {decimals} decimals.", "Full precision."];
/// After how many epochs.
pub(crate) const EPOCH: &str = "The weights after epoch {epoch} of training.";
/// Numbers that were changed.
pub(crate) const EDITS: &str = "Edits made: {edits}.";
/// Where to find what a step takes for granted.
pub(crate) const REFRESH: &str = "To refresh, type: {words}.";
/// Before the words of `read` itself.
pub(crate) const HELP: &str =
    "These words are understood; the first letters of the longer ones are enough where they leave no doubt.";
/// What an empty line does.
pub(crate) const HELP_ENTER: &str = "Enter alone: the next step.";
/// What can be typed while a number is asked for.
pub(crate) const HELP_PREDICT: &str =
    "While a number is asked for: the number, or an expression; hint; skip; done.";
/// What single keys of the screen do.
pub(crate) const HELP_KEYS: &str =
    "A key of the screen by itself, as z, d, s, u, r, + or -, does what it does there.";
/// Before the edits made.
pub(crate) const HISTORY: &str = "Edits, the oldest first; undo and redo go through them.";
/// An edit.
pub(crate) const HISTORY_EDIT: &str = "{number}: {edit}.";
/// Behind those that were taken back.
pub(crate) const HISTORY_BACK: &str = ", taken back";
/// Where none was made.
pub(crate) const HISTORY_NONE: &str = "No number has been changed.";
/// A quantity of which carried and full number differ.
pub(crate) const PARTING: &str = "{name}: carried {carried}, full {full}.";
/// Where more differ than are read.
pub(crate) const PARTINGS_MORE: &str = "And {more} more.";
/// Where the link leads.
pub(crate) const LINK: &str = "This command line leads to just this step:";
/// While a training takes long.
pub(crate) const TRAINING: &str = "Training: epoch {epoch} of {goal}.";
/// What a training came to.
pub(crate) const TRAINED: &str = "Trained to epoch {epoch}. The mean error over all samples went from {first} to {last}. The word epoch and a number walk through the lesson with the weights after that epoch.";
/// The question before edits are lost.
pub(crate) const UNSAVED: &str = "Edits are not saved. Type quit once more to end without them, save and a file name to write them, or anything else to go on.";
/// Connections, by where they come from and lead to.
pub(crate) const CONNECTION: &str = "the connection from {from} to {to}";
/// Several.
pub(crate) const CONNECTIONS: &str = "the connections from {from} to {to}";

/// Where a word takes something else.
pub(crate) const TAKES: &str = "The word {word} takes: {argument}.";

/// Where it takes nothing.
pub(crate) const NO_MORE: &str = "nothing more";

/// What some commands do, where the screen says it of keys and pages.
pub(crate) const LABELS: &[(&str, &str)] = &[
    ("history", "the edits made"),
    ("nudge", "by how much + and - change a number"),
    ("reset", "all numbers as at the start, or the one named; an edit too, which undo takes back"),
    ("train", "train N epochs more"),
    ("weights", "write the weights of the epoch that is walked as JSON"),
];

/// What messages of the screen say of its keys, and what is said in its place.
pub(crate) const MESSAGES: &[(&str, &str)] = &[
    ("; Tab shows what there is", "; help lists what there is"),
    (", and Tab completes it", ""),
    (":what glossary lists them", "what glossary lists them"),
    (":recover", "recover"),
    (":reset or u takes", "reset or undo takes"),
    ("u takes back, :save keeps", "undo takes back, save keeps"),
];

/// The words of the glossary that a step uses.
pub(crate) const WORDS_LISTED: &str = "Words to look up with what: {words}.";
/// How many steps have the words looked for.
pub(crate) const FOUND: &str = "{count} steps found.";
/// One of them.
pub(crate) const STEP_LISTED: &str = "Step {number}: {title}.";
