//! Hand-outs: a worksheet, its solution, or the lesson as a text, in Markdown, LaTeX or HTML.
//!
//! A [`Handout`] is a sequence of blocks, made step by step; each language writes a block as it comes, so that
//! a hand-out of a large network is never held as a whole.

mod block;
mod html;
mod latex;
mod markdown;
mod network;
mod worked;

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;

use super::steps::Tour;
use crate::engine::Carry;
use crate::lesson::address::Section;
use crate::lesson::words::handout as words;
use crate::lesson::{Address, Lesson, Sheet, Sight, Zoom};
use crate::notation::math::{Math, Setter};
use crate::notation::number;
use block::{Block, Inline, Level, equation, given, inlines, listed};
use network::Network;
use worked::Worked;

/// The language that a hand-out is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With mathematics in LaTeX between dollar signs.
    Markdown,
    /// A document of its own, of the class `article`.
    Latex,
    /// A page of its own, with `MathML`.
    Html,
}

/// What is made of the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Blanks, and room to write.
    Worksheet,
    /// Every step worked.
    Solution,
    /// The same as a text to read, without the head of a sheet.
    Lesson,
}

/// What a hand-out is of.
#[derive(Debug)]
pub enum Content<'a> {
    /// Some steps, by their numbers at this zoom, from 0.
    Steps(&'a Lesson, Zoom, Range<usize>),
    /// The stops of a tour.
    Tour(Tour<'a>),
}

/// Whose sheet it is, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Student {
    /// Which one.
    pub number: usize,
    /// Of how many.
    pub count: usize,
}

/// A sheet.
#[derive(Debug)]
pub struct Handout<'a> {
    /// What it is of.
    pub content: Content<'a>,
    /// What is made of it.
    pub kind: Kind,
    /// Whether the scenario's numbers were changed.
    pub is_edited: bool,
    /// Whose it is, in a class set.
    pub student: Option<Student>,
    /// The command line that opens the same numbers.
    pub command: Option<String>,
}

/// What is written of large vectors and matrices: as much as has room across a page.
const SIGHT: Sight = Sight { rows: 8, columns: 7, at: None };

/// Writes hand-outs one after the other as one document.
#[derive(Debug)]
pub struct Document {
    format: Format,
    has_sheet: bool,
}

impl Document {
    /// Writes the beginning of a document with this title.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn begin(format: Format, title: &str, to: &mut dyn Write) -> io::Result<Self> {
        match format {
            Format::Markdown => {}
            Format::Latex => latex::begin(title, to)?,
            Format::Html => html::begin(title, to)?,
        }
        Ok(Self { format, has_sheet: false })
    }

    /// Writes a sheet.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn sheet(&mut self, handout: &Handout<'_>, to: &mut dyn Write) -> io::Result<()> {
        let write = match self.format {
            Format::Markdown => markdown::block,
            Format::Latex => latex::block,
            Format::Html => html::block,
        };
        if std::mem::replace(&mut self.has_sheet, true) {
            write(&Block::NewSheet, to)?;
        }
        handout.blocks(&mut |block| write(&block, to))
    }

    /// Writes the end of the document.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn end(self, to: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Markdown => Ok(()),
            Format::Latex => latex::end(to),
            Format::Html => html::end(to),
        }
    }
}

/// Where blocks go.
type Put<'p> = &'p mut dyn FnMut(Block) -> io::Result<()>;

impl Handout<'_> {
    fn lesson(&self) -> &Lesson {
        match &self.content {
            Content::Steps(lesson, ..) => lesson,
            Content::Tour(tour) => tour.lesson,
        }
    }

    fn blocks(&self, put: Put<'_>) -> io::Result<()> {
        self.head(put)?;
        match &self.content {
            Content::Steps(lesson, zoom, range) => self.steps(lesson, *zoom, range.clone(), put),
            Content::Tour(tour) => self.tour(tour, put),
        }
    }

    /// The title, how numbers are carried, what is given.
    fn head(&self, put: Put<'_>) -> io::Result<()> {
        let lesson = self.lesson();
        let kind = match self.kind {
            Kind::Worksheet => words::WORKSHEET,
            Kind::Solution => words::SOLUTION,
            Kind::Lesson => words::STEPS,
        };
        let mut lines = vec![self.about()];
        lines.extend(self.student.map(|Student { number, count }| {
            words::STUDENT.replace("{number}", &number.to_string()).replace("{count}", &count.to_string())
        }));
        put(Block::Title { kind, title: lesson.scenario().title.to_string(), lines })?;
        if self.kind == Kind::Worksheet {
            put(Block::Fields(&words::FIELDS))?;
        }
        put(Block::paragraph(self.carrying()))?;
        let Some(first) = self.first() else { return Ok(()) };
        let sheet = Sheet { lesson, zoom: Zoom::default(), first };
        let setter = Setter { names: lesson.names(), carry: lesson.carry() };
        put(Block::Heading(Level::Part, vec![Inline::Text(words::GIVEN.into())], None))?;
        put(Block::Network(Box::new(Network::of(lesson))))?;
        put(Block::Paragraph(inlines(&sheet.functions(), lesson.names(), lesson.carry())))?;
        put(Block::Formula(setter.rows(&sheet.givens(SIGHT))))?;
        match &self.command {
            Some(command) => {
                put(Block::paragraph(words::OPEN))?;
                put(Block::Code(command.clone()))
            }
            None => Ok(()),
        }
    }

    /// The step with which it begins.
    fn first(&self) -> Option<Address> {
        match &self.content {
            Content::Steps(lesson, zoom, range) => lesson.outline().at(*zoom, range.start),
            Content::Tour(tour) => Some(tour.lesson.tour().get(tour.range.start)?.address),
        }
    }

    /// What is walked.
    fn about(&self) -> String {
        let lesson = self.lesson();
        let widths: Vec<String> = lesson.pass().network().widths().iter().map(usize::to_string).collect();
        let view = lesson.view();
        let mut about = words::ABOUT
            .replace("{layers}", &widths.join("-"))
            .replace("{sample}", &(view.sample + 1).to_string())
            .replace("{samples}", &lesson.scenario().samples.len().to_string());
        if view.epoch > 0 {
            let epochs = words::EPOCHS[usize::from(view.epoch > 1)];
            let epochs = epochs.replace("{count}", &view.epoch.to_string());
            about.push_str(&words::TRAINED.replace("{epochs}", &epochs));
        }
        if self.is_edited {
            about.push_str(words::EDITED);
        }
        about
    }

    /// How numbers are carried.
    fn carrying(&self) -> String {
        match self.lesson().carry() {
            Carry::Full => words::FULL.replace("{digits}", &number::MOST_DIGITS.to_string()),
            Carry::Decimals(count) => {
                let decimals = words::DECIMALS[usize::from(count > 1)].replace("{count}", &count.to_string());
                let text = if self.kind == Kind::Worksheet { words::CARRY } else { words::CARRIED };
                text.replace("{decimals}", &decimals)
            }
        }
    }

    /// Steps under the headings of their chapters.
    fn steps(&self, lesson: &Lesson, zoom: Zoom, range: Range<usize>, put: Put<'_>) -> io::Result<()> {
        let outline = lesson.outline();
        let Some(first) = outline.at(zoom, range.start) else { return Ok(()) };
        let sheet = Sheet { lesson, zoom, first };
        let mut chapter = None;
        let mut said = HashSet::new();
        for n in range {
            let Some(address) = outline.at(zoom, n) else { break };
            // What is given stands at the head.
            let is_at_head = self.kind != Kind::Lesson && address == Address::head(Section::Givens);
            if is_at_head || self.kind == Kind::Worksheet && !sheet.is_by_hand(address) {
                continue;
            }
            if chapter.replace(address.chapter()) != Some(address.chapter()) {
                let title = vec![Inline::Text(address.chapter().title().into())];
                put(Block::Heading(Level::Part, title, None))?;
            }
            let worked = Worked::new(self, &sheet, address, self.is_edited);
            put(worked.heading(format!("{}. ", n + 1)))?;
            worked.body(&mut said, put)?;
        }
        Ok(())
    }

    /// The stops of a tour, each a sheet of its own as far as numbers go.
    fn tour(&self, tour: &Tour<'_>, put: Put<'_>) -> io::Result<()> {
        put(Block::Heading(Level::Part, vec![Inline::Text(words::TOUR.into())], None))?;
        for n in tour.range.clone() {
            let Some(at) = tour.at(n) else { continue };
            let (lesson, names) = (&at.lesson, at.lesson.names());
            let sheet = Sheet { lesson, zoom: at.zoom, first: at.step.address };
            let stop = words::STOP.replace("{number}", &(n + 1).to_string());
            let worked = Worked::new(self, &sheet, at.step.address, at.is_edited);
            put(worked.heading(stop))?;
            let setter = Setter { names, carry: lesson.carry() };
            let set = tour.settings_of(n).map(|(part, sample, value)| {
                let name = setter.symbol(part, true);
                let of = sample.map(|n| words::OF_SAMPLE.replace("{number}", &(n + 1).to_string()));
                let name = of.map_or(name.clone(), |of| Math::Row(vec![name, Math::Words(of)]));
                equation(name, given(value))
            });
            let set = listed(words::SETS, set);
            if !set.is_empty() {
                put(Block::Paragraph(set))?;
            }
            let said = if self.kind == Kind::Worksheet { sheet.hidden(&at.words) } else { at.words.clone() };
            put(Block::Note(inlines(&said, names, lesson.carry())))?;
            worked.body(&mut HashSet::new(), put)?;
        }
        Ok(())
    }
}
