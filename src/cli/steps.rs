//! The lesson as a sequence of steps, or the stops of its tour, in the format that is asked for.

use super::args::{Common, StepFormat, Writing};
use super::opened::scenario_of;
use super::selected::Selected;
use super::{Failure, output};
use crate::export::handout::{Content, Document, Format, Kind};
use crate::export::steps::Steps;

pub(super) fn steps(common: &Common, format: StepFormat, writing: &Writing) -> Result<(), Failure> {
    let selected = Selected::new(&scenario_of(common)?, common, None)?;
    match format {
        StepFormat::Markdown => return document(&selected, Format::Markdown, writing),
        StepFormat::Latex => return document(&selected, Format::Latex, writing),
        StepFormat::Text | StepFormat::Csv | StepFormat::Json | StepFormat::Speech => {}
    }
    match selected.content() {
        Content::Steps(lesson, zoom, range) => {
            let (is_edited, ascii) = (selected.is_edited, selected.opened.start.ascii);
            let steps = Steps { lesson, zoom, range, is_edited, ascii };
            output::write(writing, |to| match format {
                StepFormat::Csv => steps.csv(to),
                StepFormat::Json => steps.json(to),
                StepFormat::Speech => steps.speech(to),
                _ => steps.text(to),
            })
        }
        Content::Tour(_) if matches!(format, StepFormat::Csv | StepFormat::Speech) => {
            let sentence = "the stops of a tour are written as text, json, markdown or latex; `chainrule read` \
                            says its steps";
            Err(Failure::Usage(sentence.to_owned()))
        }
        Content::Tour(tour) => output::write(writing, |to| match format {
            StepFormat::Json => tour.json(to),
            _ => tour.text(to),
        }),
    }
}

/// Writes them as a text to read.
fn document(selected: &Selected, format: Format, writing: &Writing) -> Result<(), Failure> {
    output::write(writing, |to| {
        let mut document = Document::begin(format, selected.title(), to)?;
        document.sheet(&selected.handout(Kind::Lesson), to)?;
        document.end(to)
    })
}
