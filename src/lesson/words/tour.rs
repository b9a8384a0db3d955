//! The words around a teacher's tour.

/// Before a stop's words.
pub(crate) const TOUR: &str = "Tour. ";
/// Before a stop's words, where they are read.
pub(crate) const READ: &str = "Stop {stop} of {count} of the tour: ";
/// How far one is, in the header.
pub(crate) const PROGRESS: &str = "tour {stop} of {count}";
/// Where a scenario that has a tour begins.
pub(crate) const OFFER: &str = "A tour of {count} stops: type :tour and press Enter.";
/// Behind it, of the key for the next step.
pub(crate) const OFFER_ELSE: &str = "{key} goes on without it.";
/// Before what a stop sets, in the bottom line and in the list of edits.
pub(crate) const SETS: &str = "tour: ";
/// Where a stop takes back what others set.
pub(crate) const RESET: &str = "The numbers are the scenario's own again.";
/// Beyond the last stop.
pub(crate) const LAST: &str = "This is the last stop.";
/// How to leave.
pub(crate) const LEAVES: &str = "{key} leaves the tour.";
/// Where the tour was left.
pub(crate) const LEFT: &str = "The numbers are those from before the tour.";
/// Where it was left before its end.
pub(crate) const LEFT_BEFORE_END: &str =
    "The numbers are those from before the tour; :tour goes on at stop {stop}.";
/// Where a scenario has none.
pub(crate) const NONE: &str = "this scenario has no tour; a file gives one in [[tour]]";
/// Where there is no such stop.
pub(crate) const NO_STOP: &str = "there is no stop {stop}; they count from 1 to {count}";
/// Where one would write the numbers of a stop.
pub(crate) const NO_SAVING: &str = "On a tour the numbers are the tour's: leave it, then :save.";
/// What the keys do that go from stop to stop.
pub(crate) const STOP: &str = "stop";
