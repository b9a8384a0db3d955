//! The words of the pages on which one finds one's way.

/// Title of the page with all steps.
pub(crate) const INDEX: &str = "Steps";
/// Before what is looked for, in full and in short.
pub(crate) const LOOK_FOR: [&str; 2] = ["Look for ", "/ "];
/// Where nothing is looked for yet.
pub(crate) const LOOK_FOR_WHAT: &str = "words, an address, or a name such as net_b1";
/// In the frame: how many steps there are.
pub(crate) const ALL: &str = "{count} steps";
/// The same of those that were found.
pub(crate) const FOUND: &str = "{count} of {all} steps";
/// Where no step has all the words.
pub(crate) const NONE: &str = "No step has all of these words in its title, its address or its names.";
/// Behind the last step that is listed, where more were found.
pub(crate) const MORE: &str = "{count} more; another word makes them fewer";
/// When one went to a step from elsewhere.
pub(crate) const CAME_FROM: &str = "You came from {address}.";
/// Behind that.
pub(crate) const GOES_BACK: &str = "{key} goes back.";
