//! The stops of a tour in the teacher's order, each with its words and the numbers that hold there.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::{Record, Steps, Value};
use crate::app::numbers_at_stop;
use crate::engine::Part;
use crate::lesson::words::tour as words;
use crate::lesson::{Lesson, Prose, Reveal, Step, Zoom};
use crate::scenario::{Scenario, Setting};

/// The stops of a tour.
#[derive(Debug)]
pub struct Tour<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// The scenario with the numbers of its file.
    pub scenario: &'a Scenario,
    /// The stops, from 0.
    pub range: Range<usize>,
    /// Whether text is written with ASCII characters only.
    pub ascii: bool,
}

/// A stop with what is looked at there.
pub(in crate::export) struct At {
    pub lesson: Lesson,
    pub zoom: Zoom,
    pub is_edited: bool,
    pub step: Step,
    pub words: Prose,
}

impl Tour<'_> {
    pub(in crate::export) fn at(&self, n: usize) -> Option<At> {
        let stop = self.lesson.tour().get(n)?;
        let numbers = numbers_at_stop(self.scenario, n).ok()?;
        let lesson = self.lesson.at_stop(n, numbers.scenario)?;
        let is_edited = numbers.history.is_edited();
        let mut step = lesson.step(stop.address, Reveal::All);
        step.notes.retain(|note| !(note.quotes && is_edited));
        let words = lesson.tour_words(n)?;
        Some(At { lesson, zoom: stop.zoom, is_edited, step, words })
    }

    /// The numbers that a stop sets, and the sample of those that are of another one than it shows.
    pub(in crate::export) fn settings_of(
        &self,
        n: usize,
    ) -> impl Iterator<Item = (Part, Option<usize>, f64)> + '_ {
        let shown = self.lesson.tour()[n].view.sample;
        self.scenario.tour[n].set.iter().map(move |&Setting { quantity, sample, value }| {
            let part = Part::from(quantity);
            (part, (part.is_of_sample() && sample != shown).then_some(sample), value)
        })
    }

    /// The same by their names.
    fn settings(&self, n: usize) -> impl Iterator<Item = (String, f64)> + '_ {
        self.settings_of(n).map(|(part, sample, value)| {
            let name = self.lesson.names().plain_part(part);
            (sample.map_or(name.clone(), |sample| format!("{name}@{}", sample + 1)), value)
        })
    }

    /// Writes text to read: what the tour says, the formula as it is set on the screen, the reason.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn text(&self, to: &mut dyn Write) -> io::Result<()> {
        for n in self.range.clone() {
            let Some(at) = self.at(n) else { continue };
            if n > self.range.start {
                writeln!(to)?;
            }
            let Self { ascii, .. } = *self;
            let steps = Steps { is_edited: at.is_edited, ascii, ..Steps::all(&at.lesson, at.zoom) };
            let names = at.lesson.names().in_ascii(ascii);
            steps.write_title(n, &at.step, to)?;
            let set: Vec<String> =
                self.settings(n).map(|(name, value)| format!("{name} = {value}")).collect();
            if !set.is_empty() {
                steps.write_paragraph(&format!("{}{}", words::SETS, set.join(", ")), to)?;
            }
            let said = at.words.screen(&names, at.lesson.carry());
            steps.write_paragraph(&format!("{}{said}", words::TOUR), to)?;
            steps.write_formula(&at.step, to)?;
            steps.write_why(&at.step, to)?;
        }
        Ok(())
    }

    /// Writes a JSON array, a stop a line.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn json(&self, to: &mut dyn Write) -> io::Result<()> {
        write!(to, "[")?;
        for n in self.range.clone() {
            let Some(at) = self.at(n) else { continue };
            write!(to, "{}", if n == self.range.start { "\n" } else { ",\n" })?;
            let (before, is_step) =
                at.lesson.outline().insertion(at.zoom, at.step.address).unwrap_or((0, true));
            let stop = TourRecord {
                stop: n + 1,
                words: at.words.plain(at.lesson.names(), at.lesson.carry()),
                reset: self.scenario.tour[n].resets,
                set: self.settings(n).map(|(name, value)| Value { name, value }).collect(),
                sample: at.lesson.view().sample + 1,
                decimals: at.lesson.carry().decimals(),
                zoom: at.zoom.word(),
                step: Record::of(
                    &at.lesson,
                    if is_step { before } else { before.saturating_sub(1) },
                    &at.step,
                ),
            };
            serde_json::to_writer(&mut *to, &stop).map_err(io::Error::from)?;
        }
        writeln!(to, "\n]")
    }
}

/// The shape of a stop in JSON: what the tour says and sets, then the step.
#[derive(Serialize)]
struct TourRecord<'a> {
    stop: usize,
    words: String,
    reset: bool,
    set: Vec<Value>,
    sample: usize,
    decimals: Option<u8>,
    zoom: &'static str,
    #[serde(flatten)]
    step: Record<'a>,
}
