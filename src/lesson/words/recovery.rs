//! The words on edits that a run left unsaved because it broke off.

/// At the start: there are such edits.
pub(crate) const OFFER: &str = "{edits} not saved. :recover makes {them} again, :recover no drops {them}.";
/// They are made again, and all is as it was.
pub(crate) const MADE: &str = "{unsaved} made again: u takes back, :save keeps.";
/// The same where the scenario is not what it was.
pub(crate) const MADE_ON_OTHERS: &str =
    "{edits} not saved and {are} made again, on other numbers: the scenario was changed since.";
/// Where they cannot be made.
pub(crate) const DO_NOT_FIT: &str =
    "The scenario was changed since, and the edits do not fit it: {why}. They stay; :recover no drops them.";
/// Where something else was edited first.
pub(crate) const NOT_ON_EDITS: &str = "They would come on top of what you changed: :reset or u takes that back, then :recover makes them again.";
/// They are dropped.
pub(crate) const DROPPED: &str = "They are dropped.";
/// Where there are none.
pub(crate) const NONE: &str = "No edits are left of a run that broke off.";
/// What stands behind the command.
pub(crate) const ARGUMENT: &str = "recover stands alone, or with no: recover no drops what is left";

/// So many edits, as the beginning of a sentence.
pub(crate) fn edits(count: usize, sentence: &str) -> String {
    let (edit, were, are, them) =
        if count == 1 { ("edit", "was", "is", "it") } else { ("edits", "were", "are", "them") };
    sentence
        .replace("{edits}", &format!("{count} {edit} {were}"))
        .replace("{unsaved}", &format!("{count} unsaved {edit} {are}"))
        .replace("{are}", are)
        .replace("{them}", them)
}
