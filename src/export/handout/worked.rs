//! A step as a sheet has it.

use std::collections::HashSet;
use std::io;

use super::block::{Block, Inline, Level, equation, inlines, listed};
use super::{Handout, Kind, Put, SIGHT};
use crate::engine::Quantity;
use crate::lesson::words::{handout as words, screen};
use crate::lesson::{Address, Prose, Reveal, Sheet, Step};
use crate::notation::math::{Math, MathRow, Setter};
use crate::notation::number;

/// A step as a sheet has it.
pub(super) struct Worked<'a> {
    sheet: &'a Sheet<'a>,
    step: Step,
    /// Numbers from before that it uses.
    from_before: Vec<Quantity>,
    /// Whether the learner computes something here.
    asks: bool,
    room: usize,
    is_edited: bool,
}

impl<'a> Worked<'a> {
    pub fn new(handout: &Handout<'_>, sheet: &'a Sheet<'a>, at: Address, is_edited: bool) -> Self {
        let mut step = sheet.lesson.step_in(at, Reveal::All, SIGHT);
        step.notes.retain(|note| !(note.quotes && is_edited));
        let is_whole = handout.kind == Kind::Lesson;
        let from_before = if is_whole { Vec::new() } else { sheet.from_before(&step) };
        if handout.kind != Kind::Worksheet {
            return Self { sheet, step, from_before, asks: false, room: 0, is_edited };
        }
        let task = sheet.task(at, SIGHT);
        // Notes may say what is asked for; they are for whoever has the solution.
        let step = Step { notes: Vec::new(), ..task.step };
        Self { sheet, step, from_before, asks: task.asks, room: task.room, is_edited }
    }

    fn inlines(&self, prose: &Prose) -> Vec<Inline> {
        inlines(prose, self.sheet.lesson.names(), self.sheet.lesson.carry())
    }

    /// Its title behind its number, and its address.
    pub fn heading(&self, number: String) -> Block {
        let title = self.inlines(&self.step.title);
        let title = std::iter::once(Inline::Text(number)).chain(title).collect();
        Block::Heading(Level::Step, title, Some(self.sheet.lesson.address_text(self.step.address)))
    }

    /// What it uses of what was not said yet, its formula, room to write or the reason, the notes.
    pub fn body(&self, said: &mut HashSet<Quantity>, put: Put<'_>) -> io::Result<()> {
        let lesson = self.sheet.lesson;
        let setter = Setter { names: lesson.names(), carry: lesson.carry() };
        let new = self.from_before.iter().filter(|q| said.insert(**q));
        let new = new.filter_map(|&q| {
            let value = lesson.value(q)?;
            let text = number::named(value, lesson.carry(), number::MOST_DIGITS);
            Some(equation(setter.symbol(q.into(), true), Math::number(&text)))
        });
        let new = listed(words::FROM_BEFORE, new);
        if !new.is_empty() {
            put(Block::Paragraph(new))?;
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
