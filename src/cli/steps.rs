//! The lesson as a sequence of steps, or the stops of its tour, in the format that is asked for.

use super::args::{Common, StepFormat, Writing};
use super::opened::Opened;
use super::{Failure, handout, output};
use crate::export::handout::Format;

pub(super) fn steps(common: &Common, format: StepFormat, writing: &Writing) -> Result<(), Failure> {
    match format {
        StepFormat::Markdown => return handout::steps(common, Format::Markdown, writing),
        StepFormat::Latex => return handout::steps(common, Format::Latex, writing),
        StepFormat::Text | StepFormat::Csv | StepFormat::Json | StepFormat::Speech => {}
    }
    let opened = Opened::new(common)?;
    if let Some(tour) = opened.tour(common) {
        if matches!(format, StepFormat::Csv | StepFormat::Speech) {
            let sentence = "the stops of a tour are written as text, json, markdown or latex; `chainrule read` \
                            says its steps";
            return Err(Failure::Usage(sentence.to_owned()));
        }
        return output::write(writing, |to| match format {
            StepFormat::Json => tour.json(to),
            _ => tour.text(to),
        });
    }
    let steps = opened.steps();
    output::write(writing, |to| match format {
        StepFormat::Csv => steps.csv(to),
        StepFormat::Json => steps.json(to),
        StepFormat::Speech => steps.speech(to),
        _ => steps.text(to),
    })
}
