//! The words on marked steps, and on where one left off.

/// Title of the list.
pub(crate) const TITLE: &str = "Bookmarks";
/// Where there are none.
pub(crate) const EMPTY: &str = "No step is marked. {key} at a step marks it.";
/// Before the step at which the last run ended.
pub(crate) const LEFT: &str = "last time:";
/// When a step was marked.
pub(crate) const SET: &str = "This step is marked.";
/// Behind that.
pub(crate) const NEXT_ONE: &str = "{key} goes from one marked step to the next.";
/// When it is no longer.
pub(crate) const REMOVED: &str = "This step is no longer marked.";
/// Where there is no room for another.
pub(crate) const TOO_MANY: &str = "More than {most} steps are not marked.";
/// Where there is no marked step to go to.
pub(crate) const NONE: &str = "No step is marked.";
/// Behind that.
pub(crate) const SETS_ONE: &str = "{key} marks this one.";
/// Where one is at the only one.
pub(crate) const ONLY: &str = "This is the only marked step.";
/// At the start: where the last run ended.
pub(crate) const LAST_TIME: &str = "Last time you were at step {step}, {address}.";
/// Behind that.
pub(crate) const GOES_THERE: &str = "{key} goes there.";
