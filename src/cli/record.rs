//! `chainrule record`.

use std::time::Duration;

use clap::Args;

use super::args::{Common, Size, Writing};
use super::opened::{Opened, scenario_of};
use super::range::StepRange;
use super::{Failure, output};
use crate::export::recording;

/// What is recorded.
#[derive(Debug, Clone, Args)]
pub(super) struct Recording {
    /// The steps, by number, address or chapter, both ends included: `17..42`, `chain/w_d1..chain/w_d1/product`, `pattern`;
    /// either end may be left out. With --tour, numbers of its stops
    #[arg(long, default_value = "..", value_name = "A..B")]
    pub steps: StepRange,
    /// Columns and rows of the screen
    #[arg(long, default_value = "120x36", value_name = "COLUMNSxROWS")]
    pub size: Size,
    /// Seconds that each frame stands [default: as long as it takes to read what is new]
    #[arg(long, value_parser = seconds, value_name = "N")]
    pub seconds: Option<Duration>,
    #[command(flatten)]
    pub writing: Writing,
}

/// A tenth of a second to an hour.
fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|n| (0.1..=3600.0).contains(n));
    number
        .map(|n| Duration::from_millis((n * 1000.0).round() as u64))
        .ok_or_else(|| "it is a number from 0.1 to 3600".to_owned())
}

pub(super) fn record(common: &Common, asked: &Recording) -> Result<(), Failure> {
    if common.step.is_some() || common.stop.is_some() {
        let sentence = "record takes a range: --steps A..B, and with --tour those are its stops";
        return Err(Failure::Usage(sentence.to_owned()));
    }
    let scenario = scenario_of(common)?;
    let mut opened = Opened::of(scenario.clone(), common)?;
    let range = if common.tour {
        let range = asked.steps.stops(opened.lesson.tour().len())?;
        opened = Opened::of(scenario, &Common { stop: Some(range.start + 1), ..common.clone() })?;
        range
    } else {
        let (zoom, range) = asked.steps.steps(&opened.lesson, common.zoom)?;
        (opened.start.zoom, opened.start.place) = (zoom, opened.lesson.outline().at(zoom, range.start));
        range
    };
    let recording = recording::Recording {
        steps: range.len(),
        width: asked.size.width,
        height: asked.size.height,
        pace: asked.seconds,
    };
    output::write(&asked.writing, |to| recording.asciicast(opened.app(), to))
}
