//! A step in words: for a screen reader, a Braille display, a pipe.

use crate::engine::{Kind, Part};
use crate::lesson::words::reading;
use crate::lesson::words::screen as words;
use crate::lesson::words::speech::{end, heard, sentences};
use crate::lesson::{self, Chapter, Lesson, Prose, Sight};
use crate::notation::Formula;
use crate::notation::speech::{Speech, signs};

/// What is read of large vectors and matrices: less than is seen, since ears take one number after the
/// other.
pub const SIGHT: Sight = Sight { rows: 6, columns: 6, at: None };

/// A step that is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The lesson that it is of.
    pub lesson: &'a Lesson,
    /// The step.
    pub step: &'a lesson::Step,
    /// Its number, from 1.
    pub number: usize,
    /// Whether numbers were changed since its notes were written.
    pub is_edited: bool,
}

impl Step<'_> {
    /// Number and title; the formula, an equation or form of it a sentence; why; the notes.
    pub fn sentences(self) -> Vec<String> {
        let title = self.prose(&self.step.title);
        let mut heading = format!("Step {}: {title}", self.number);
        end(&mut heading);
        let mut lines = vec![heading];
        let mut formula = formula(self.lesson, &self.step.formula);
        // A title that is an equation need not be heard twice.
        let said = title.replace("the partial", "partial").replace(',', "");
        if formula.first().is_some_and(|first| first.trim_end_matches('.').replace(',', "") == said) {
            formula.remove(0);
        }
        lines.extend(formula);
        lines.extend(self.step.why.iter().flat_map(|why| sentences(&self.prose(why))));
        lines.extend(self.step.notes.iter().flat_map(|note| {
            let before = match (note.quotes, self.is_edited) {
                (true, _) => words::QUOTED,
                (false, true) => words::NOTE_EDITED,
                (false, false) => words::NOTE,
            };
            let before = before.trim_end_matches(['.', ' ']);
            sentences(&heard(&format!("{before}: {}", note.text)))
        }));
        lines
    }

    fn prose(self, prose: &Prose) -> String {
        prose.spoken(self.lesson.names(), self.lesson.carry())
    }
}

/// A formula, a sentence for each equation.
pub fn formula(lesson: &Lesson, formula: &Formula) -> Vec<String> {
    let speech = Speech { names: lesson.names(), carry: lesson.carry() };
    let mut sentences = speech.formula(formula);
    sentences.iter_mut().for_each(end);
    sentences
}

/// The heading of a chapter.
pub fn chapter(chapter: Chapter) -> String {
    let number = Chapter::ALL.iter().position(|&one| one == chapter).map_or(0, |index| index + 1);
    format!("Chapter {number}: {}.", chapter.title())
}

/// What takes part in a step: connections of the network, vectors and matrices, single numbers.
pub fn parts(lesson: &Lesson, step: &lesson::Step) -> Vec<String> {
    let names = lesson.names();
    let layer = |layer: usize| format!("layer {}", names.layer(layer));
    let neuron = |layer: usize, row: usize| signs(&names.neuron(layer, row));
    let part = |part: &Part| {
        if part.kind != Kind::Weight {
            return names.spoken_part(*part);
        }
        let to = part.row.map_or_else(|| layer(part.layer), |row| neuron(part.layer, row));
        let before = part.layer - 1;
        let from = part.column.map_or_else(|| layer(before), |column| neuron(before, column));
        let is_one = part.row.is_some() && part.column.is_some();
        let words = if is_one { reading::CONNECTION } else { reading::CONNECTIONS };
        words.replace("{from}", &from).replace("{to}", &to)
    };
    step.lit.iter().map(part).collect()
}
