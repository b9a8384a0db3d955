//! The words of presenting to a class.

/// What is said when presenting begins.
pub(crate) const BEGINS: &str = "Presenting. :present ends it.";
/// What is said when it ends.
pub(crate) const ENDS: &str = "No longer presenting.";
/// How long a part will stand.
pub(crate) const PACE: &str = "Playing, a part stands {seconds} s.";
/// Help's heading for the keys of presenting.
pub(crate) const HELP: &str = "While presenting (and all keys of walking)";
/// The same while the screen is blank.
pub(crate) const HELP_BLANK: &str = "While the screen is blank";
/// Going on by itself, a part every so many seconds.
pub(crate) const PLAYS: &str = "▶ {seconds} s";
/// For how long one has been presenting.
pub(crate) const MINUTES: &str = "{minutes} min";
/// In the place of the reason while parts are to come.
pub(crate) const WHY_LATER: &str = "The reason comes with the step's last part.";
