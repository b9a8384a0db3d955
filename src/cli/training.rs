//! `chainrule train`.

use std::io::{self, Write};

use super::args::{Common, RowFormat, Training, Writing};
use super::opened::Opened;
use super::{Failure, output};
use crate::engine::{MOST_EPOCHS, Trainer, tidy};
use crate::export::training::{Format, Rows};
use crate::export::weights;
use crate::scenario::Scenario;

/// Multiplications an epoch from which each row is sent on as it comes. Those of a smaller network
/// come so fast that a reader does not wait for them.
const SLOW: usize = 20_000;

pub(super) fn train(common: &Common, training: &Training) -> Result<(), Failure> {
    check(common, training)?;
    let opened = Opened::new(common)?;
    let scenario = opened.lesson.scenario();
    let network = scenario.network();
    let mut trainer = Trainer::new(network.clone(), scenario.samples.as_slice(), scenario.learning);
    let rows = Writing { output: training.output.clone(), force: training.force };
    output::write(&rows, |to| write_rows(scenario, training, &mut trainer, to))?;
    if let Some(path) = &training.weights {
        // Who reads no more rows still gets the weights that were asked for.
        while trainer.next_epoch() <= training.epochs && trainer.next().is_some() {}
        let file = Writing { output: Some(path.clone()), force: training.force };
        output::write(&file, |to| weights::json(trainer.network(), to))?;
    }
    if trainer.diverged() {
        let last = trainer.next_epoch() - 1;
        return Err(Failure::Failed(anyhow::anyhow!(
            "training diverged: epoch {last} is the last whose numbers are not too large to compute with\nhelp: a smaller learning rate may do, as --set learning_rate={}",
            tidy(scenario.learning.rate / 10.0)
        )));
    }
    Ok(())
}

/// Refuses what cannot be meant, before any work is done.
fn check(common: &Common, training: &Training) -> Result<(), Failure> {
    let usage = |sentence: String| Err(Failure::Usage(sentence));
    if common.epoch > 0 {
        return usage("train counts its epochs from the start; --epochs says how many".into());
    }
    if training.epochs > MOST_EPOCHS {
        return usage(format!("--epochs takes at most {MOST_EPOCHS}"));
    }
    if training.every == 0 {
        return usage("--every takes a number from 1".into());
    }
    let Some(path) = &training.weights else { return Ok(()) };
    if training.output.as_ref() == Some(path) {
        return usage("--output and --weights name the same file".into());
    }
    if !training.force && path.exists() {
        let sentence = format!("{} exists; --force overwrites it", path.display());
        return Err(Failure::Failed(anyhow::anyhow!(sentence)));
    }
    Ok(())
}

fn write_rows(
    scenario: &Scenario,
    training: &Training,
    trainer: &mut Trainer,
    to: &mut dyn Write,
) -> io::Result<()> {
    let format = match training.format {
        RowFormat::Text => Format::Text,
        RowFormat::Csv => Format::Csv,
        RowFormat::Json => Format::Json,
    };
    let is_slow = scenario.network().weight_count() * scenario.samples.len() >= SLOW;
    let mut rows = Rows::begin(format, scenario, training.epochs, to)?;
    let mut skipped = None;
    for row in trainer.by_ref().take(training.epochs + 1) {
        let is_shown = row.epoch % training.every == 0 || row.epoch == training.epochs;
        if is_shown {
            rows.row(row, to)?;
            if is_slow {
                to.flush()?;
            }
        }
        skipped = (!is_shown).then_some(row);
    }
    // The last one there is, where training did not come to its end.
    if let Some(row) = skipped {
        rows.row(row, to)?;
    }
    rows.end(to)
}
