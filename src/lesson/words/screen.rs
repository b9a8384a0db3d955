//! The words of the screen around the steps.

/// The program's name, as it stands in the corner.
pub(crate) const PROGRAM: &str = "chainrule";
/// Title of the panel with the graph.
pub(crate) const NETWORK: &str = "Network";
/// Title of the panel with vectors and matrices.
pub(crate) const KNOWN: &str = "Known so far";
/// Title of the panel with the reason.
pub(crate) const WHY: &str = "Why";
/// The same while a number is asked for.
pub(crate) const PREDICT: &str = "Predict";
/// Before the words of a source that a note quotes.
pub(crate) const QUOTED: &str = "Slip in the source. ";
/// Before a teacher's own note.
pub(crate) const NOTE: &str = "Note. ";
/// The same where numbers were changed since it was written.
pub(crate) const NOTE_EDITED: &str = "Note, on the numbers as they were. ";
/// Before the glossary's words that refresh what a step takes for granted.
pub(crate) const REFRESH: &str = "To refresh: ";
/// Where nothing is known yet.
pub(crate) const NOTHING: &str = "Nothing is computed yet.";
/// Where a change goes nowhere: it is multiplied with 0, or only the learning step feels it.
pub(crate) const NOTHING_FROM_CHANGE: &str = " no value here";
/// Title of the help page.
pub(crate) const HELP: &str = "Keys";
/// After the title of a scenario whose numbers were changed.
pub(crate) const EDITED: &str = " (edited)";
/// Help's heading for the keys of the command line.
pub(crate) const HELP_COMMAND: &str = "While typing a command";
/// Help's heading for the keys of the glossary.
pub(crate) const HELP_WHAT: &str = "While reading a refresher";
/// Help's heading for the keys of predicting.
pub(crate) const HELP_PREDICT: &str = "While predicting a number";
/// Help's heading for the keys of the wrong way.
pub(crate) const HELP_WRONG: &str = "While looking at a mistake";
/// Help's heading for the keys that change numbers in place.
pub(crate) const HELP_EDIT: &str = "While changing numbers";
/// Help's heading for the keys that point at numbers.
pub(crate) const HELP_POINT: &str = "While pointing at a number";
/// Help's heading for the keys of a weight that is inspected.
pub(crate) const HELP_INSPECT: &str = "While inspecting a weight";
/// Help's heading for the keys of the list of edits.
pub(crate) const HELP_HISTORY: &str = "In the list of edits";
/// Help's heading for the keys of the page on carrying.
pub(crate) const HELP_COMPARE: &str = "While comparing carried and full";
/// Help's heading for the keys of the link.
pub(crate) const HELP_LINK: &str = "While the link is shown";
/// Help's heading for the keys of the page of training.
pub(crate) const HELP_TRAIN: &str = "While training";
/// Help's heading for the keys of the question before it.
pub(crate) const HELP_EPOCHS: &str = "When asked for how many epochs";
/// Help's heading for the keys of the question before edits are lost.
pub(crate) const HELP_UNSAVED: &str = "When edits are not saved";
/// Help's heading for the keys of the index of steps.
pub(crate) const HELP_FIND: &str = "While finding a step";
/// Help's heading for the keys of the page between two chapters.
pub(crate) const HELP_RECAP: &str = "At the end of a chapter";
/// Help's heading for the keys of lists of words.
pub(crate) const HELP_WORDS: &str = "In a list of words";
/// Help's heading for the keys of the list of marked steps.
pub(crate) const HELP_BOOKMARKS: &str = "In the list of marked steps";
/// Help's heading for its own keys.
pub(crate) const HELP_HELP: &str = "On this page";
/// Help's heading for commands.
pub(crate) const HELP_COMMANDS: &str = "Commands";
/// Where help has nothing that matches.
pub(crate) const HELP_NONE: &str = "No key and no command matches.";
/// After the number of neurons or columns that are left out.
pub(crate) const MORE: &str = "more";
/// Which layers the graph shows, where there are more.
pub(crate) const LAYERS_SHOWN: &str = "layers {first}–{last} of {count}";
/// The same for a single one.
pub(crate) const LAYER_SHOWN: &str = "layer {first} of {count}";
/// Before what a number was, where it changed.
pub(crate) const WAS: &str = "was ";
/// What was changed, where it is more than one number.
pub(crate) const CHANGE: &str = "the change";
/// After what was changed, before the ways on which it reaches what is lit in the graph.
pub(crate) const REACHES: &str = " reaches";
/// By its value, on the way forward.
pub(crate) const FORWARD_FROM_CHANGE: &str = " ▷ forward";
/// By its derivative, on the way back.
pub(crate) const BACKWARD_FROM_CHANGE: &str = " ◁ backward";
/// Title of an activation function's picture with a neuron on it.
pub(crate) const CURVE_AT: &str = "{function} at {neuron}";
/// Title of a picture of one quantity over another.
pub(crate) const OVER: &str = "{y} over {x}";
/// Title of the table of samples.
pub(crate) const SAMPLES: &str = "Samples";
/// Title of the picture of the bills.
pub(crate) const BILL: &str = "The bill";
/// Title of the table of gradients checked.
pub(crate) const CHECKS: &str = "Gradients measured";
/// Title of the error curve.
pub(crate) const TRAINING: &str = "Training";
/// What the bars of the bill count.
pub(crate) const MULTIPLICATIONS: &str = "multiplications";
/// Where bars are too unlike for their lengths to be compared.
pub(crate) const LOGARITHMIC: &str = "The scale is logarithmic.";
/// Where numbers have no picture because they are not finite.
pub(crate) const NO_PICTURE: &str = "Nothing to draw: the numbers are not finite.";
/// Heading of the samples' numbers.
pub(crate) const SAMPLE: &str = "sample";
/// Before a target on an axis.
pub(crate) const TARGET: &str = "target";
/// Name of the axis of net values.
pub(crate) const NET: &str = "net";
/// Name of the axis of outputs.
pub(crate) const OUT: &str = "out";
/// Heading of the samples' numbers where there is little room.
pub(crate) const NUMBER: &str = "#";
/// Headings of the table of gradients.
pub(crate) const BACKPROP: &str = "backprop";
/// The same for measured ones.
pub(crate) const MEASURED: &str = "measured";
/// The same for how far the two are apart.
pub(crate) const DIFFERENCE: &str = "difference";
/// Beside one that cannot be measured, since a kink lies between its two errors.
pub(crate) const ACROSS_KINK: &str = "kink";
/// Where no shell is there to go back to.
pub(crate) const CANNOT_SUSPEND: &str = "No shell started this program as a job, so it cannot be suspended.";
/// Title of the panel in which numbers are changed, before the name of the matrix.
pub(crate) const EDIT: &str = "Edit";
/// Behind it, where the lesson stands after some epochs.
pub(crate) const BEFORE_TRAINING: &str = " (as it is before training)";
/// What an edit changed, in numbers of quantities.
pub(crate) const CHANGED: &str = "changed: {nets}, {outs}, {errors}, {gradients}";

/// So many of so many things.
pub(crate) fn of(count: usize, all: usize, thing: &str) -> String {
    let plural = if all == 1 { "" } else { "s" };
    format!("{count} of {all} {thing}{plural}")
}

/// In the panel of numbers: what a digit does.
pub(crate) const EDIT_TYPE: &str = "type";
/// What the keys of a nudge do.
pub(crate) const EDIT_NUDGE: &str = "nudge {nudge}";
/// What the keys that change the nudge do.
pub(crate) const EDIT_BY: &str = "by less, more";
/// What the key of a whole matrix of zeros does.
pub(crate) const EDIT_ZERO: &str = "all zero";
/// The same, equal numbers.
pub(crate) const EDIT_EQUAL: &str = "all equal";
/// The same, each number times one.
pub(crate) const EDIT_TIMES: &str = "all times";
/// The same, drawn numbers.
pub(crate) const EDIT_RANDOM: &str = "all random";
/// Title of the list of edits.
pub(crate) const HISTORY: &str = "Edits";
/// The first line of that list.
pub(crate) const HISTORY_START: &str = "the start";
/// Behind the edit that the numbers are at.
pub(crate) const HISTORY_HERE: &str = "you are here";
/// Title of the page on carrying.
pub(crate) const COMPARISON: &str = "Carried and full";
/// What that page says first.
pub(crate) const COMPARISON_INTRO: &str = "Carrying {decimals} decimals, {count} of {of} quantities come out otherwise than if all were computed in full precision and rounded once. No carried number is further than {largest} from the full one.";
/// From which step on.
pub(crate) const COMPARISON_FIRST: &str = "They part at step {step} ({address}): up to there, rounding each number as it was computed did no harm that shows.";
/// Where not all are listed.
pub(crate) const COMPARISON_LISTED: &str = "The first {listed} in the order of the lesson are listed.";
/// Where the two ways agree.
pub(crate) const COMPARISON_NONE: &str = "Carrying {decimals} decimals, each of the {of} quantities is what full precision gives, rounded once. The largest distance between a carried number and the full one is {largest}.";
/// Headings of that page's table.
pub(crate) const COMPARISON_HEADS: [&str; 4] = ["quantity", "carried", "full", "step"];
/// Title of the page with the link.
pub(crate) const LINK: &str = "Link to this view";
/// What that page says.
pub(crate) const LINK_ABOUT: &str = "This command line opens just this view: the scenario with the edits made, sample, decimals, zoom and step. It has been sent to the clipboard; where the terminal does not pass it on, it can be selected here (with Shift held).";
/// Title of the question before edits are lost.
pub(crate) const UNSAVED: &str = "Edits are not saved";
/// Where they would be written to, if the scenario did not come from a file.
pub(crate) const UNSAVED_NOWHERE: &str = "a file whose name it asks for";
/// The question.
pub(crate) const UNSAVED_ABOUT: &str = "What was changed here would be lost. {quit} ends without it; {save} writes it to {where} and ends; :save FILE writes it to another file; {leave} stays.";
