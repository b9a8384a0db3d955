//! The words of hand-outs around the steps.

/// What a sheet with blanks is called.
pub(crate) const WORKSHEET: &str = "Worksheet";
/// What the same with everything worked is called.
pub(crate) const SOLUTION: &str = "Solution";
/// What the steps alone are called.
pub(crate) const STEPS: &str = "The lesson step by step";
/// What there is to fill in at the head of a worksheet.
pub(crate) const FIELDS: [&str; 2] = ["Name", "Date"];
/// Whose sheet it is.
pub(crate) const STUDENT: &str = "Student {number} of {count}";
/// What is walked, and how.
pub(crate) const ABOUT: &str = "Network {layers}, sample {sample} of {samples}";
/// Behind it, where it was trained before.
pub(crate) const TRAINED: &str = ", after {epochs} of training";
/// So many epochs.
pub(crate) const EPOCHS: [&str; 2] = ["{count} epoch", "{count} epochs"];
/// Behind it, where numbers were changed.
pub(crate) const EDITED: &str = ", with numbers changed";
/// How numbers are carried on paper.
pub(crate) const CARRY: &str = "Carry {decimals}: round every number that has a name once, when you have it, and go on with what you \
     wrote down; a 5 is rounded away from zero. What has no name of its own, a product within a sum or along a \
     path, is not rounded.";
/// So many decimals.
pub(crate) const DECIMALS: [&str; 2] = ["{count} decimal", "{count} decimals"];
/// The same on a sheet where all is worked.
pub(crate) const CARRIED: &str = "{decimals} carried: every number that has a name is rounded once, when it is computed, and goes on rounded.";
/// Where nothing is rounded.
pub(crate) const FULL: &str =
    "Nothing is rounded on the way; numbers are shown with at most {digits} significant digits.";
/// Heading of the given numbers.
pub(crate) const GIVEN: &str = "What is given";
/// What the picture of the network shows.
pub(crate) const PICTURE: &str =
    "The network: neurons layer by layer, from the inputs at the left to the outputs at the right.";
/// Before the command line that opens the same numbers.
pub(crate) const OPEN: &str = "The same numbers in the program:";
/// Before numbers that steps before the sheet computed.
pub(crate) const FROM_BEFORE: &str = "From before: ";
/// Before what is given otherwise from a stop of a tour on.
pub(crate) const FROM_HERE: &str = "From here on: ";
/// Heading of the stops of a tour.
pub(crate) const TOUR: &str = "The tour";
/// Before the title of a step, and before its answers.
pub(crate) const STEP: &str = "Step {number}: ";
/// Where the weights of a class set leave nothing to compute.
pub(crate) const ASLEEP: &str = "with the weights of these students no error arrives at the first layer: {students}; another --seed may do better";
/// Heading of the answers of a sheet in short.
pub(crate) const ANSWERS: &str = "Answers";
/// Which sample.
pub(crate) const SAMPLE: &str = "sample {sample} of {samples}";
/// How numbers are carried, where they are not.
pub(crate) const NOT_ROUNDED: &str = "nothing rounded";
/// Heading of a stop of a tour.
pub(crate) const STOP: &str = "Stop {number}: ";
/// Below the shortened pictures of large layers.
pub(crate) const MORE: &str = "{count} more";
