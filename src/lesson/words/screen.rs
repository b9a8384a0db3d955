//! The words of the screen around the steps.

/// The program's name, as it stands in the corner.
pub(crate) const PROGRAM: &str = "chainrule";
/// Title of the panel with the graph.
pub(crate) const NETWORK: &str = "Network";
/// Title of the panel with vectors and matrices.
pub(crate) const KNOWN: &str = "Known so far";
/// Title of the panel with the reason.
pub(crate) const WHY: &str = "Why";
/// Before the words of a source that a note quotes.
pub(crate) const QUOTED: &str = "Slip in the source. ";
/// Before a teacher's own note.
pub(crate) const NOTE: &str = "Note. ";
/// Before the glossary's words that refresh what a step takes for granted.
pub(crate) const REFRESH: &str = "To refresh: ";
/// Where nothing is known yet.
pub(crate) const NOTHING: &str = "Nothing is computed yet.";
/// Title of the help page.
pub(crate) const HELP: &str = "Keys";
/// After the title of a scenario whose numbers were changed.
pub(crate) const EDITED: &str = " (edited)";
/// Help's heading for the keys of the command line.
pub(crate) const HELP_COMMAND: &str = "While typing a command";
/// Help's heading for the keys of the glossary.
pub(crate) const HELP_WHAT: &str = "While reading a refresher";
/// Help's heading for its own keys.
pub(crate) const HELP_HELP: &str = "On this page";
/// Help's heading for commands.
pub(crate) const HELP_COMMANDS: &str = "Commands";
/// Where help has nothing that matches.
pub(crate) const HELP_NONE: &str = "No key and no command matches.";
/// After the number of neurons or columns that are left out.
pub(crate) const MORE: &str = "more";
/// Title of the sigmoid's picture.
pub(crate) const SIGMOID: &str = "Sigmoid";
/// The same with a neuron on it.
pub(crate) const SIGMOID_AT: &str = "Sigmoid at {neuron}";
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
/// The slope of the sigmoid from its output.
pub(crate) const SIGMOID_SLOPE: &str = "out · (1 − out)";
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
/// Where no shell is there to go back to.
pub(crate) const CANNOT_SUSPEND: &str = "No shell started this program as a job, so it cannot be suspended.";
