//! A tour on paper: the stops in their order, and what is given otherwise from one to the next.

use std::collections::HashSet;
use std::io;

use super::block::{Block, Inline, inlines};
use super::worked::Worked;
use super::{Handout, Kind, Put, decimals, named};
use crate::engine::{Carry, Quantity};
use crate::export::steps::Tour;
use crate::lesson::words::handout as words;
use crate::lesson::{Lesson, Sheet, takes_more};
use crate::scenario::givens;

/// Given numbers that a stop says to be others than before.
const MOST_CHANGES: usize = 60;

impl Handout<'_> {
    /// The stops of a tour. What one asks for stays asked for as long as the numbers are the same.
    pub(super) fn tour(&self, tour: &Tour<'_>, put: Put<'_>) -> io::Result<()> {
        put(self.part(words::TOUR))?;
        let mut before: Option<Lesson> = None;
        let mut asked = HashSet::new();
        let mut said = HashSet::new();
        for n in tour.range.clone() {
            let Some(at) = tour.at(n) else { continue };
            let (here, names) = (at.step.address, at.lesson.names());
            if self.kind == Kind::Worksheet && takes_more(here) {
                continue;
            }
            let changes = before.as_ref().map(|before| changes(before, &at.lesson)).unwrap_or_default();
            if !changes.is_empty() {
                asked.clear();
                said.clear();
            }
            let sheet = Sheet { lesson: &at.lesson, zoom: at.zoom, first: here, asked: Some(&asked) };
            let worked = Worked::new(self, &sheet, here, self.is_edited || at.is_edited);
            put(worked.heading(&words::STOP.replace("{number}", &(n + 1).to_string())))?;
            if !changes.is_empty() {
                put(Block::Paragraph(changes))?;
            }
            let words = if self.kind == Kind::Worksheet { sheet.hidden(&at.words) } else { at.words.clone() };
            put(Block::Note(inlines(&words, names, at.lesson.carry())))?;
            worked.body(&mut said, put)?;
            let answers = worked.answers;
            asked.extend(answers);
            before = Some(at.lesson);
        }
        Ok(())
    }
}

/// What is given otherwise at a stop than at the one before it: the sample, how numbers are carried, numbers.
fn changes(before: &Lesson, now: &Lesson) -> Vec<Inline> {
    let mut changes = Vec::new();
    let mut say = |piece: Inline| {
        changes.push(Inline::Text(if changes.is_empty() { words::FROM_HERE } else { ", " }.to_owned()));
        changes.push(piece);
    };
    if before.view().sample != now.view().sample {
        let (sample, samples) = (now.view().sample + 1, now.scenario().samples.len());
        let text = words::SAMPLE.replace("{sample}", &sample.to_string());
        say(Inline::Text(text.replace("{samples}", &samples.to_string())));
    }
    if before.carry() != now.carry() {
        say(Inline::Text(match now.carry() {
            Carry::Full => words::NOT_ROUNDED.to_owned(),
            Carry::Decimals(count) => decimals(count),
        }));
    }
    let differs = |q: &Quantity| before.value(*q) != now.value(*q);
    let numbers = givens(now.pass().network()).into_iter().flat_map(|part| now.quantities_of(part));
    for q in numbers.filter(differs).take(MOST_CHANGES) {
        if let Some(equation) = named(now, q) {
            say(equation);
        }
    }
    changes
}
