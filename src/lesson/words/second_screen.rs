//! The words of a second screen.

/// Where nobody can be followed yet.
pub(crate) const WAITING: &str = "Waiting for an explainer to start…";
/// What starts one, below that.
pub(crate) const WAITING_HOW: &str = "It is started in another terminal of this machine: chainrule";
/// Why one waits again: the explainer ended.
pub(crate) const HAS_ENDED: &str = "The explainer {process} has ended.";
/// Why one waits: others follow.
pub(crate) const IS_FULL: &str = "The explainer {process} has as many followers as it takes.";
/// Why one waits: the state is beyond what is told.
pub(crate) const IS_TOO_LARGE: &str = "The network of the explainer {process} is too large to be told.";
/// Why one waits: something else.
pub(crate) const IS_GARBLED: &str = "The explainer {process} cannot be followed: {why}.";
/// Where there was a choice.
pub(crate) const NEWEST: &str = "This is the newest of {count} explainers; --leader takes another: {others}";
/// Where what the explainer shows on top is not told: a training, or marks of one's own.
pub(crate) const HIDDEN: &str = "What is open there just now is not shown here.";
/// Title of the teacher's notes.
pub(crate) const NOTES: &str = "Notes";
/// Where a step has none.
pub(crate) const NO_NOTES: &str = "No notes on this step.";
/// Before the title of the step that comes next.
pub(crate) const NEXT: &str = "Next: ";
/// Where none does.
pub(crate) const LAST: &str = "This is the last step.";
/// Behind the time since the explainer started.
pub(crate) const SINCE_START: &str = "since the start";
/// What a key does that scrolls.
pub(crate) const SCROLL: &str = "scroll";
/// What a key does that leaves.
pub(crate) const LEAVE: &str = "leave";

/// How far one is.
pub(crate) fn step(number: usize, count: usize) -> String {
    format!("step {number} of {count}")
}

/// Which sample the lesson walks.
pub(crate) fn sample(number: usize, count: usize) -> String {
    format!("sample {number} of {count}")
}
