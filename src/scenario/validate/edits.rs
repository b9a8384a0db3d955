//! The edits of a file, carried out on the scenario that the rest of it makes.

use toml::Spanned;

use crate::scenario::edits::named;
use crate::scenario::error::ScenarioError;
use crate::scenario::explain::example;
use crate::scenario::raw::{RawEdit, Table};
use crate::scenario::{Scenario, name};

use super::Check;

/// How many edits there may be.
pub(in crate::scenario) const MOST_EDITS: usize = 10_000;

impl Check<'_> {
    /// Sets each number in the order of the file, so that of two edits of one number the later counts.
    pub(super) fn edits(
        &self,
        edits: &[Spanned<Table<RawEdit>>],
        scenario: &mut Scenario,
    ) -> Result<(), ScenarioError> {
        if let Some(surplus) = edits.get(MOST_EDITS) {
            return Err(self.too_many(&surplus.span(), "edits", edits.len(), "edits", MOST_EDITS));
        }
        for edit in edits {
            let Table(RawEdit { set, value }) = edit.get_ref();
            let (q, sample) = named(set.get_ref(), scenario).map_err(|error| {
                let key = "edits.set";
                self.source.error(&set.span(), key, &format!("`{key}` {error}"), &example(key))
            })?;
            let number = value.get_ref().0;
            if let Some(must) = scenario.refuses(q, number) {
                let (key, of) = ("edits.value", name(q, scenario.network()));
                let problem = format!("`{key}` of {of} is {number}, but should be {must}");
                return Err(self.source.error(&value.span(), key, &problem, &example(key)));
            }
            // What can be named is there.
            if let Some(place) = scenario.given_number_mut(q, sample) {
                *place = number;
            }
        }
        Ok(())
    }
}
