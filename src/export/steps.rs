//! The lesson as a sequence of steps, each with everything that it computes.
//!
//! Steps are made and written one after the other, so a lesson of a large network is never held as
//! a whole.

mod csv;
mod tour;

use std::io::{self, Write};
use std::ops::Range;

use serde::{Serialize, Serializer};

use super::speech;
use crate::lesson::words::screen as words;
use crate::lesson::{Label, Lesson, Reveal, Sight, Step, Zoom};
use crate::notation::Stage;
use crate::notation::plain::Plain;
use crate::notation::set::{self, Setting};
use crate::{text, ui};

pub use tour::Tour;

/// Columns of the text.
const WIDTH: usize = 96;
/// How far formulas and words stand in.
const INDENT: usize = 4;

/// Which steps are written.
#[derive(Debug, Clone)]
pub struct Steps<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// How closely it is looked at.
    pub zoom: Zoom,
    /// The steps by their numbers at this zoom, from 0.
    pub range: Range<usize>,
    /// Whether the scenario's numbers were changed, so that its quotations do not fit any more.
    pub is_edited: bool,
    /// Whether text is written with ASCII characters only.
    pub ascii: bool,
}

impl<'a> Steps<'a> {
    /// All steps of a lesson.
    pub fn all(lesson: &'a Lesson, zoom: Zoom) -> Self {
        Self { lesson, zoom, range: 0..lesson.outline().len(zoom), is_edited: false, ascii: false }
    }

    /// Each step with its number, from 0.
    fn each(&self, sight: Sight) -> impl Iterator<Item = (usize, Step)> + '_ {
        self.range.clone().filter_map(move |n| {
            let address = self.lesson.outline().at(self.zoom, n)?;
            let mut step = self.lesson.step_in(address, Reveal::All, sight);
            step.notes.retain(|note| !(note.quotes && self.is_edited));
            Some((n, step))
        })
    }

    /// Writes a JSON array, a step a line.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn json(&self, to: &mut dyn Write) -> io::Result<()> {
        write!(to, "[")?;
        for (n, step) in self.each(Sight::default()) {
            write!(to, "{}", if n == self.range.start { "\n" } else { ",\n" })?;
            serde_json::to_writer(&mut *to, &Record::of(self.lesson, n, &step)).map_err(io::Error::from)?;
        }
        writeln!(to, "\n]")
    }

    /// Writes a row a step below a heading: `index,address,chapter,title,symbols,numbers,result,values,why`.
    /// `values` holds the array that the JSON has under this name.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn csv(&self, to: &mut dyn Write) -> io::Result<()> {
        csv::write(self, to)
    }

    /// Writes text to read: formulas as they are set on the screen, the reason below.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn text(&self, to: &mut dyn Write) -> io::Result<()> {
        for (n, step) in self.each(Sight::default()) {
            if n > self.range.start {
                writeln!(to)?;
            }
            self.write_text(n, &step, to)?;
        }
        Ok(())
    }

    /// Writes what is to be read aloud: a sentence a line, an empty line between steps.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn speech(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut chapter = None;
        for (n, step) in self.each(speech::SIGHT) {
            if n > self.range.start {
                writeln!(to)?;
            }
            let is_new = chapter.replace(step.address.chapter()) != Some(step.address.chapter());
            let heading = is_new.then(|| speech::chapter(step.address.chapter()));
            let step =
                speech::Step { lesson: self.lesson, step: &step, number: n + 1, is_edited: self.is_edited };
            for sentence in heading.into_iter().chain(step.sentences()) {
                writeln!(to, "{sentence}")?;
            }
        }
        Ok(())
    }

    fn write_text(&self, n: usize, step: &Step, to: &mut dyn Write) -> io::Result<()> {
        self.write_title(n, step, to)?;
        self.write_formula(step, to)?;
        self.write_why(step, to)
    }

    fn write_title(&self, n: usize, step: &Step, to: &mut dyn Write) -> io::Result<()> {
        let names = &self.lesson.names().in_ascii(self.ascii);
        let address = self.lesson.address_text(step.address);
        let title = step.title.screen(names, self.lesson.carry());
        self.write_line(&names.spell(&format!("{}  {address}  {title}", n + 1)), to)
    }

    fn write_formula(&self, step: &Step, to: &mut dyn Write) -> io::Result<()> {
        let (names, carry) = (&self.lesson.names().in_ascii(self.ascii), self.lesson.carry());
        let setting = Setting { names, carry, lit: &[], working: &[], before: None };
        let formula = set::formula(&step.formula, setting, WIDTH - INDENT, set::Spacing::Airy).lines();
        if !formula.is_empty() {
            writeln!(to)?;
        }
        for line in formula {
            self.write_line(format!("{:INDENT$}{line}", "").trim_end(), to)?;
        }
        Ok(())
    }

    /// The reason, and notes.
    fn write_why(&self, step: &Step, to: &mut dyn Write) -> io::Result<()> {
        let (names, carry) = (&self.lesson.names().in_ascii(self.ascii), self.lesson.carry());
        let notes = step.notes.iter().map(|note| format!("{}{}", self.before(note.quotes), note.text));
        let mut paragraphs = step.why.iter().map(|prose| prose.screen(names, carry)).chain(notes);
        paragraphs.try_for_each(|paragraph| self.write_paragraph(&paragraph, to))
    }

    fn write_paragraph(&self, paragraph: &str, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to)?;
        for line in text::wrap(&self.lesson.names().in_ascii(self.ascii).spell(paragraph), WIDTH - INDENT) {
            self.write_line(&format!("{:INDENT$}{line}", ""), to)?;
        }
        Ok(())
    }

    /// What stands before a note.
    fn before(&self, quotes: bool) -> &'static str {
        match (quotes, self.is_edited) {
            (true, _) => words::QUOTED,
            (false, true) => words::NOTE_EDITED,
            (false, false) => words::NOTE,
        }
    }

    fn write_line(&self, line: &str, to: &mut dyn Write) -> io::Result<()> {
        if self.ascii { writeln!(to, "{}", ui::in_ascii(line)) } else { writeln!(to, "{line}") }
    }
}

/// The shape of a step in JSON, which those who read it rely on.
#[derive(Serialize)]
struct Record<'a> {
    index: usize,
    address: String,
    chapter: &'static str,
    title: String,
    formula: Formula,
    values: Values<'a>,
    why: String,
}

/// What a step computes; of a large matrix no list is made.
struct Values<'a> {
    lesson: &'a Lesson,
    step: &'a Step,
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = self.lesson.names();
        to.collect_seq(self.lesson.values_of(self.step).map(|(label, value)| {
            let name = match label {
                Label::Quantity(q) => names.plain(q),
                Label::Words(words) => words,
            };
            Value { name, value }
        }))
    }
}

#[derive(Serialize)]
struct Formula {
    symbols: String,
    numbers: String,
    result: String,
}

#[derive(Serialize)]
struct Value {
    name: String,
    value: f64,
}

impl<'a> Record<'a> {
    fn of(lesson: &'a Lesson, n: usize, step: &'a Step) -> Self {
        let (names, carry) = (lesson.names(), lesson.carry());
        let stage = |stage| Plain { names, carry }.stage(&step.formula, stage);
        let paragraphs: Vec<String> = step.why.iter().map(|prose| prose.plain(names, carry)).collect();
        Self {
            index: n + 1,
            address: lesson.address_text(step.address),
            chapter: step.address.chapter().word(),
            title: step.title.plain(names, carry),
            formula: Formula {
                symbols: stage(Stage::Symbols),
                numbers: stage(Stage::Numbers),
                result: stage(Stage::Result),
            },
            values: Values { lesson, step },
            why: paragraphs.join("\n\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::engine::Carry;
    use crate::lesson::View;
    use crate::scenario::builtin;

    fn lesson(carry: Option<Carry>) -> Lesson {
        let swap = builtin("swap").unwrap();
        let view = View::of(&swap);
        Lesson::new(swap, View { carry: carry.unwrap_or(view.carry), ..view }).unwrap()
    }

    fn records(steps: &Steps<'_>) -> Vec<Json> {
        let mut bytes = Vec::new();
        steps.json(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    fn written(steps: &Steps<'_>) -> String {
        let mut bytes = Vec::new();
        steps.text(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_step_has_a_record_at_every_zoom() {
        for carry in [None, Some(Carry::Full)] {
            let lesson = lesson(carry);
            for zoom in Zoom::ALL {
                let records = records(&Steps::all(&lesson, zoom));
                assert_eq!(records.len(), lesson.outline().len(zoom));
                for (n, record) in records.iter().enumerate() {
                    assert_eq!(record["index"], n + 1);
                    let address = record["address"].as_str().unwrap();
                    let found = lesson.parse_address(address).unwrap();
                    assert_eq!(lesson.outline().index(zoom, found), Some(n), "{address}");
                    assert!(address.starts_with(record["chapter"].as_str().unwrap()), "{address}");
                    for text in [&record["title"], &record["why"]] {
                        assert!(!text.as_str().unwrap().is_empty(), "{address}");
                    }
                    for stage in ["symbols", "numbers", "result"] {
                        assert!(record["formula"][stage].is_string(), "{address}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_record_says_what_the_step_computes() {
        let lesson = lesson(None);
        let address = lesson.parse_address("forward/c/net/2").unwrap();
        let n = lesson.outline().index(Zoom::Operation, address).unwrap();
        let steps = Steps { range: n..n + 1, ..Steps::all(&lesson, Zoom::Operation) };
        let [record] = &records(&steps)[..] else { panic!("one step") };
        assert_eq!(record["values"][0]["name"], "net_c2");
        assert_eq!(record["values"][0]["value"], 1.2667);
        let text = written(&steps);
        assert!(text.starts_with(&format!("{}  forward/c/net/2  ", n + 1)), "{text}");
        assert!(text.contains("1.2667"), "{text}");
    }

    #[test]
    fn text_stays_in_its_columns_and_ends_no_line_in_spaces() {
        let text = written(&Steps::all(&lesson(None), Zoom::Term));
        for line in text.lines() {
            assert!(text::width(line) <= WIDTH && !line.ends_with(' '), "{line:?}");
        }
    }

    #[test]
    fn quotations_go_with_the_numbers_that_they_speak_of() {
        let lesson = lesson(None);
        let steps = Steps::all(&lesson, Zoom::Operation);
        assert!(written(&steps).contains(words::QUOTED));
        assert!(!written(&Steps { is_edited: true, ..steps }).contains(words::QUOTED));
    }
}
