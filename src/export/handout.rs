//! Hand-outs: a worksheet, its solution, or the lesson as a text, in Markdown, LaTeX or HTML.
//!
//! A [`Handout`] is a sequence of blocks, made step by step; each language writes a block as it comes, so that
//! a hand-out of a large network is never held as a whole.

mod block;
mod html;
mod latex;
mod markdown;
mod network;
mod tour;
mod worked;

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;

use super::steps::Tour;
use crate::engine::{Carry, Quantity};
use crate::lesson::address::Section;
use crate::lesson::words::handout as words;
use crate::lesson::{Address, Lesson, Sheet, Sight, Zoom, takes_more};
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
    /// The same as a text to read: every step, without the answers in short.
    Lesson,
}

impl Kind {
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Worksheet => words::WORKSHEET,
            Self::Solution => words::SOLUTION,
            Self::Lesson => words::STEPS,
        }
    }
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

impl Student {
    /// `Student 3 of 30`.
    pub fn title(self) -> String {
        let Self { number, count } = self;
        words::STUDENT.replace("{number}", &number.to_string()).replace("{count}", &count.to_string())
    }
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

/// Steps of which a solution says the answers in short.
const MOST_ANSWERED: usize = 1000;

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
        let kind = self.kind.title();
        let mut lines = vec![self.about()];
        lines.extend(self.whose());
        put(Block::Title { kind, title: lesson.scenario().title.to_string(), lines })?;
        if self.kind == Kind::Worksheet {
            put(Block::Fields(&words::FIELDS))?;
        }
        put(Block::paragraph(self.carrying()))?;
        let Some(first) = self.first() else { return Ok(()) };
        let sheet = Sheet { lesson, zoom: Zoom::default(), first, asked: None };
        let setter = Setter { names: lesson.names(), carry: lesson.carry() };
        put(self.part(words::GIVEN))?;
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
        let view = lesson.view();
        let mut about = words::ABOUT
            .replace("{layers}", &lesson.names().shape())
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
                let decimals = decimals(count);
                let text = if self.kind == Kind::Worksheet { words::CARRY } else { words::CARRIED };
                text.replace("{decimals}", &decimals)
            }
        }
    }

    /// Steps under the headings of their chapters.
    fn steps(&self, lesson: &Lesson, zoom: Zoom, range: Range<usize>, put: Put<'_>) -> io::Result<()> {
        let outline = lesson.outline();
        let Some(first) = outline.at(zoom, range.start) else { return Ok(()) };
        let sheet = Sheet { lesson, zoom, first, asked: None };
        if self.kind == Kind::Solution && range.len() <= MOST_ANSWERED {
            self.answers(&sheet, range.clone(), put)?;
        }
        let mut chapter = None;
        let mut said = HashSet::new();
        for n in range {
            let Some(address) = outline.at(zoom, n) else { break };
            if self.leaves_out(address, first) {
                continue;
            }
            if chapter.replace(address.chapter()) != Some(address.chapter()) {
                put(self.part(address.chapter().title()))?;
            }
            let worked = Worked::new(self, &sheet, address, self.is_edited);
            put(worked.heading(&words::STEP.replace("{number}", &(n + 1).to_string())))?;
            worked.body(&mut said, put)?;
        }
        Ok(())
    }

    /// Whether a step is not for this sheet: what is given stands at its head, and a worksheet has only what can
    /// be worked on it.
    fn leaves_out(&self, step: Address, first: Address) -> bool {
        let is_at_head = step == Address::head(Section::Givens);
        match self.kind {
            Kind::Lesson => false,
            Kind::Solution => is_at_head,
            Kind::Worksheet => is_at_head || !is_worked(step, first),
        }
    }

    /// What the worksheet of the same steps asks for, in short, for whoever marks it.
    fn answers(&self, sheet: &Sheet<'_>, range: Range<usize>, put: Put<'_>) -> io::Result<()> {
        let lesson = sheet.lesson;
        let mut lines = Vec::new();
        for n in range {
            let Some(address) = lesson.outline().at(sheet.zoom, n) else { break };
            if !is_worked(address, sheet.first) {
                continue;
            }
            let answers = sheet.task(address, SIGHT).answers;
            if answers.is_empty() {
                continue;
            }
            let number = words::STEP.replace("{number}", &(n + 1).to_string());
            lines.push(listed(&number, answers.into_iter().filter_map(|q| named(lesson, q))));
        }
        if lines.is_empty() {
            return Ok(());
        }
        put(self.part(words::ANSWERS))?;
        put(Block::List(lines))
    }

    /// The heading of a part, with whose sheet it is.
    fn part(&self, title: &str) -> Block {
        Block::Heading(Level::Part, vec![Inline::Text(title.into())], self.whose())
    }

    fn whose(&self) -> Option<String> {
        self.student.map(Student::title)
    }
}

/// Whether a step is on a worksheet that begins with another: one that begins with what takes more than a sheet
/// has was asked for so.
fn is_worked(step: Address, first: Address) -> bool {
    !takes_more(step) || takes_more(first)
}

/// A name and its number, as it is shown.
fn named(lesson: &Lesson, q: Quantity) -> Option<Inline> {
    let setter = Setter { names: lesson.names(), carry: lesson.carry() };
    let value = lesson.value(q)?;
    let value = if q.is_given() {
        given(value)
    } else {
        Math::number(&number::named(value, lesson.carry(), number::MOST_DIGITS))
    };
    Some(equation(setter.symbol(q.into(), true), value))
}

fn decimals(count: u8) -> String {
    words::DECIMALS[usize::from(count > 1)].replace("{count}", &count.to_string())
}
