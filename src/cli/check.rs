//! `chainrule check`: is the file good, and are its gradients?

use std::num::NonZeroUsize;
use std::process::ExitCode;

use super::args::{Checking, Common, RowFormat};
use super::opened::Opened;
use super::{Failure, output};
use crate::engine::{Carry, affordable_checks};
use crate::export::check::Checks;

/// Multiplications that checking may cost, about, if it is not said how many gradients to take: a
/// second or so.
const MOST_WORK: usize = 300_000_000;

/// Opens the scenario, which validates it with its notes, its tour and its edits, and measures its gradients.
pub(super) fn check(common: &Common, checking: &Checking) -> Result<ExitCode, Failure> {
    // Measuring wants weights that are not rounded after training.
    let opened = Opened::new(&Common { decimals: Some(Carry::Full), ..common.clone() })?;
    let lesson = &opened.lesson;
    let samples = if common.sample.is_some() { 1 } else { lesson.scenario().samples.len() };
    let affordable = || affordable_checks(lesson.pass().network(), samples, MOST_WORK);
    let most = checking.most.map_or_else(affordable, NonZeroUsize::get);
    let checks = Checks::of(lesson, common.sample.map(|_| lesson.view().sample), most);
    output::write(&checking.writing, |to| match checking.format {
        RowFormat::Text => checks.text(to),
        RowFormat::Csv => checks.csv(to),
        RowFormat::Json => checks.json(to),
    })?;
    Ok(if checks.agree() && checks.told().is_finite() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
