//! A step as a sheet has it.

use std::collections::HashSet;
use std::io;

use super::block::{Block, Inline, Level, inlines, listed};
use super::{Handout, Kind, Put, SIGHT, named};
use crate::engine::Quantity;
use crate::lesson::words::{handout as words, screen};
use crate::lesson::{Address, Prose, Reveal, Sheet, Step};
use crate::notation::math::{MathRow, Setter};

/// A step as a sheet has it.
pub(super) struct Worked<'a> {
    sheet: &'a Sheet<'a>,
    step: Step,
    /// Numbers from before that it uses.
    from_before: Vec<Quantity>,
    /// Whether the learner computes something here.
    asks: bool,
    room: usize,
    /// The numbers that it asks for.
    pub answers: Vec<Quantity>,
    is_edited: bool,
}

impl<'a> Worked<'a> {
    pub fn new(handout: &Handout<'_>, sheet: &'a Sheet<'a>, at: Address, is_edited: bool) -> Self {
        let mut step = sheet.lesson.step_in(at, Reveal::All, SIGHT);
        step.notes.retain(|note| !(note.quotes && is_edited));
        if handout.student.is_some() {
            // What an author says of the numbers in the file is not so of those that were drawn.
            step.notes.clear();
        }
        let is_whole = handout.kind == Kind::Lesson;
        let from_before = if is_whole { Vec::new() } else { sheet.from_before(&step) };
        if handout.kind != Kind::Worksheet {
            return Self { sheet, step, from_before, asks: false, room: 0, answers: Vec::new(), is_edited };
        }
        let task = sheet.task(at, SIGHT);
        // Notes may say what is asked for; they are for whoever has the solution.
        let step = Step { notes: Vec::new(), ..task.step };
        let (asks, room, answers) = (task.asks, task.room, task.answers);
        Self { sheet, step, from_before, asks, room, answers, is_edited }
    }

    fn inlines(&self, prose: &Prose) -> Vec<Inline> {
        inlines(prose, self.sheet.lesson.names(), self.sheet.lesson.carry())
    }

    /// Its title behind its number, and its address.
    pub fn heading(&self, number: &str) -> Block {
        let title = self.inlines(&self.step.title);
        let title = std::iter::once(Inline::Text(number.to_owned())).chain(title).collect();
        Block::Heading(Level::Step, title, Some(self.sheet.lesson.address_text(self.step.address)))
    }

    /// What it uses of what was not said yet, its formula, room to write or the reason, the notes.
    pub fn body(&self, said: &mut HashSet<Quantity>, put: Put<'_>) -> io::Result<()> {
        let lesson = self.sheet.lesson;
        let setter = Setter { names: lesson.names(), carry: lesson.carry() };
        let new = self.from_before.iter().filter(|q| said.insert(**q));
        let new = new.filter_map(|&q| named(lesson, q));
        let new = listed(words::FROM_BEFORE, new);
        if !new.is_empty() {
            put(Block::Before(new))?;
        }
        let rows: Vec<MathRow> = setter.rows(&self.step.formula);
        if !rows.is_empty() {
            put(Block::Formula(rows))?;
        }
        if self.asks {
            return put(Block::Room(self.room));
        }
        for why in &self.step.why {
            put(Block::Paragraph(self.inlines(why)))?;
        }
        for note in &self.step.notes {
            let before = match (note.quotes, self.is_edited) {
                (true, _) => screen::QUOTED,
                (false, true) => screen::NOTE_EDITED,
                (false, false) => screen::NOTE,
            };
            put(Block::Note(vec![Inline::Text(format!("{before}{}", note.text))]))?;
        }
        Ok(())
    }
}
