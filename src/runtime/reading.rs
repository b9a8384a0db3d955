//! The lesson read line by line: no screen, no control characters; for a screen reader, a Braille
//! display, a pipe.
//!
//! A line that is typed becomes the actions that keys and commands of the screen ask for; what has
//! changed in the state is said in sentences, one a line.

mod pages;
mod predicting;
mod words;

use std::io::{self, BufRead, Read as _, Write};
use std::time::{Duration, Instant};

use super::recovery::Recovery;
use crate::app::{Action, App, Effect, Mode, ModeKind, Saving};
use crate::engine::Quantity;
use crate::export::speech;
use crate::keymap::{Key, Reader};
use crate::lesson::words::speech::{heard, sentences};
use crate::lesson::words::{reading as said, tour};
use crate::lesson::{Address, Chapter, Hint, View, Zoom};
use crate::notation::Formula;
use crate::text::{SafeText, wrap};
use words::{Ask, Word};

/// Longer lines are cut off.
const LONGEST_LINE: u64 = 1 << 16;
/// Time after which a training says how far it is.
const BETWEEN_REPORTS: Duration = Duration::from_secs(5);
/// Commands about the look of the screen.
const OF_THE_SCREEN: &[&str] = &["present", "theme"];

/// Reads the lesson aloud: the step at hand, then what each line of `input` asks for, to its end. Lines are
/// broken between words where they are longer than `width`, so that no word is torn by a terminal.
/// Where a person types them, edits are kept in case that it breaks off.
///
/// # Errors
/// When what is said cannot be written, or lines cannot be read.
pub fn read(
    app: &mut App,
    input: &mut dyn BufRead,
    to: &mut dyn Write,
    width: Option<usize>,
    is_typed: bool,
) -> io::Result<()> {
    let mut recovery = is_typed.then(Recovery::of_user);
    let record = recovery.as_mut().and_then(|recovery| recovery.recover(&app.lesson().scenario().origin));
    let offer = record.and_then(|record| {
        app.offer_edits(record);
        Some(app.message()?.text.clone())
    });
    let mut reading = Reading::new(app, to, width, super::saving::save);
    reading.begin()?;
    if let Some(offer) = offer {
        reading.message(&offer)?;
        reading.to.flush()?;
    }
    let (mut line, mut kept) = (Vec::new(), 0);
    loop {
        if let Some(recovery) = recovery.as_mut().filter(|_| reading.app.revision() != kept) {
            kept = reading.app.revision();
            recovery.keep(reading.app.keeping());
        }
        line.clear();
        (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        // Lines that run out ask for no end.
        if line.is_empty() {
            return Ok(());
        }
        if !reading.answer(&String::from_utf8_lossy(&line))? {
            if let Some(recovery) = &mut recovery {
                recovery.keep(reading.app.keeping_at_the_end());
            }
            return Ok(());
        }
    }
}

/// Reads the lesson aloud from the step at hand to its end, in lines as [`read`] does.
///
/// # Errors
/// When what is said cannot be written.
pub fn read_all(app: &mut App, to: &mut dyn Write, width: Option<usize>) -> io::Result<()> {
    let mut reading = Reading::new(app, to, width, super::saving::save);
    reading.title()?;
    reading.step()?;
    while reading.app.update(Action::Next) != Effect::None {
        reading.say("")?;
        if let Mode::Recap { chapter, .. } = *reading.app.mode() {
            let recap = reading.recap(chapter);
            reading.say_all(recap)?;
            if reading.app.update(Action::Next) == Effect::None {
                break;
            }
            reading.say("")?;
        }
        reading.step()?;
    }
    reading.to.flush()
}

/// Writes a file, or says in a sentence why that cannot be.
type Save = fn(&Saving) -> Result<(), String>;

/// A lesson that is being read.
pub struct Reading<'a> {
    app: &'a mut App,
    to: &'a mut dyn Write,
    save: Save,
    /// The columns of a terminal that reads along.
    width: Option<usize>,
    /// The chapter that was named last.
    chapter: Option<Chapter>,
}

/// What is said anew where it changes.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    place: Address,
    zoom: Zoom,
    view: View,
    edit: usize,
    /// The number that is asked for, how much help there is, and whether it is known by now.
    asked: Option<(Quantity, Hint, bool)>,
}

impl<'a> Reading<'a> {
    /// A reading of this lesson.
    pub fn new(app: &'a mut App, to: &'a mut dyn Write, width: Option<usize>, save: Save) -> Self {
        Self { app, to, save, width, chapter: None }
    }

    /// Says what is read, how, and the step at hand.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(&mut self) -> io::Result<()> {
        self.title()?;
        for line in said::USE {
            self.say(line)?;
        }
        self.step()?;
        self.to.flush()
    }

    fn title(&mut self) -> io::Result<()> {
        let scenario = self.app.lesson().scenario();
        let title = said::TITLE
            .replace("{title}", &heard(&scenario.title.to_string()))
            .replace("{layers}", &self.app.lesson().names().shape())
            .replace("{steps}", &self.app.progress().1.to_string());
        self.say(&title)
    }

    /// Does what a line asks for, and says what came of it. Says whether to go on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn answer(&mut self, line: &str) -> io::Result<bool> {
        let line = SafeText::new(line.trim());
        // As on the screen, where a colon opens the command line.
        let line = line.as_str().trim_start_matches(':').trim();
        let goes_on = self.dispatch(line)?;
        self.to.flush()?;
        Ok(goes_on)
    }

    /// Every line comes here: an answer to what is asked, a word of reading, a key or a command of the
    /// screen; an empty one is the next step.
    fn dispatch(&mut self, line: &str) -> io::Result<bool> {
        if let Some(result) = self.predicted(line) {
            return result;
        }
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let word = if name.is_empty() { None } else { words::find(name) };
        let ask = match word {
            None if name.is_empty() => Some(Ask::Do(Action::Next)),
            word => word.and_then(|word| (word.ask)(self, rest.trim())),
        };
        let is_quit = matches!(ask, Some(Ask::Do(Action::Quit)));
        if self.app.mode_kind() == ModeKind::Unsaved && !is_quit {
            // Whoever does something else has thought better of ending.
            self.app.update(Action::Leave);
        }
        match ask {
            Some(Ask::Do(action)) => {
                if !is_quit {
                    self.ask_no_more();
                }
                self.carry_out(&action)
            }
            Some(Ask::Again) => self.step().map(|()| true),
            Some(Ask::Where) => self.place().map(|()| true),
            Some(Ask::Help) => self.help().map(|()| true),
            None if word.is_some_and(Word::is_only_ours) => {
                let word = word.map_or(("", ""), |word| (word.names[0], word.argument));
                let argument = if word.1.is_empty() { said::NO_MORE } else { word.1 };
                self.say(&said::TAKES.replace("{word}", word.0).replace("{argument}", argument))
                    .map(|()| true)
            }
            None => match key(name).filter(|_| rest.is_empty()) {
                Some(action) => {
                    self.ask_no_more();
                    self.carry_out(&action)
                }
                None => self.command(name, line),
            },
        }
    }

    /// A command of the screen's command line.
    fn command(&mut self, name: &str, line: &str) -> io::Result<bool> {
        let is_number = name.bytes().all(|b| b.is_ascii_digit());
        let line = if is_number { format!("goto {line}") } else { words::written(line) };
        match pages::command(&line) {
            None => {
                let unknown = said::UNKNOWN.replace("{word}", name);
                self.say(&heard(&unknown)).map(|()| true)
            }
            Some(command) if OF_THE_SCREEN.contains(&command.name) => {
                let needs = said::NEEDS_SCREEN.replace("{word}", command.name);
                self.say(&needs).map(|()| true)
            }
            Some(_) => {
                let before = self.seen();
                self.app.update(Action::CommandLine);
                self.app.update(Action::Paste(line));
                let effect = self.app.update(Action::Submit);
                self.after(effect, &before, None)
            }
        }
    }

    fn carry_out(&mut self, action: &Action) -> io::Result<bool> {
        let before = self.seen();
        let effect = self.app.update(action.clone());
        self.after(effect, &before, Some(action))
    }

    /// What an action or command came to.
    fn after(&mut self, effect: Effect, before: &Seen, action: Option<&Action>) -> io::Result<bool> {
        match effect {
            Effect::Quit => return Ok(false),
            Effect::Save(saving) => {
                let result = (self.save)(&saving);
                if self.app.saved(&saving, result) == Effect::Quit {
                    return Ok(false);
                }
            }
            Effect::SaveWeights { path, replaces } => {
                let saving = super::looping::weights_saving(self.app, path.clone(), replaces);
                let result = saving.and_then(|saving| (self.save)(&saving));
                self.app.weights_saved(&path, result);
            }
            // Marks are kept at the end of a run on the screen; here there is none.
            Effect::None | Effect::Redraw | Effect::Copy(_) | Effect::Suspend | Effect::Remember => {}
        }
        self.train()?;
        let message = self.app.message().map(|message| message.text.clone());
        let said_page = self.page()?;
        if let Some(text) = &message {
            self.message(text)?;
        }
        if message.is_none() && self.app.history().present() != before.edit {
            // The screen says nothing where all is as at the start; ears have nothing else to go by.
            self.say(said::AT_START)?;
        }
        let changed = self.changes(before)?;
        if !(said_page || changed || message.is_some()) {
            let nothing = match action {
                Some(Action::Next | Action::NextChapter | Action::Last) => said::LAST,
                Some(Action::Back | Action::PreviousChapter | Action::First) => said::FIRST,
                _ => said::NOTHING,
            };
            self.say(nothing)?;
        }
        Ok(true)
    }

    fn seen(&self) -> Seen {
        Seen {
            place: self.app.place(),
            zoom: self.app.zoom(),
            view: self.app.lesson().view(),
            edit: self.app.history().present(),
            asked: self.app.predicting().map(|asked| (asked.asked, asked.hint, asked.is_done)),
        }
    }

    /// Says how the lesson is looked at now, as far as that is new, and then the step. Says whether
    /// anything is new.
    fn changes(&mut self, before: &Seen) -> io::Result<bool> {
        let now = self.seen();
        if now == *before {
            return Ok(false);
        }
        if now.zoom != before.zoom {
            self.zoom()?;
        }
        if now.view.sample != before.view.sample {
            self.sample()?;
        }
        if now.view.carry != before.view.carry {
            self.decimals()?;
        }
        self.step()?;
        Ok(true)
    }

    /// Says the step, before it its chapter where that is another than before.
    fn step(&mut self) -> io::Result<()> {
        let mut step = self.app.step_in(self.app.sight(speech::SIGHT.rows, speech::SIGHT.columns));
        let asked = self.app.predicting();
        let (is_asked, is_known) = asked.map_or((false, false), |asked| (!asked.is_done, asked.is_done));
        let told = asked.map_or(0, |asked| asked.told.len()).min(step.why.len());
        // How the answer was is said once, before all else.
        step.why.drain(..told);
        if is_known {
            let told = self.told();
            self.say_all(told)?;
        } else if asked.is_some_and(|asked| asked.hint == Hint::None) {
            step.formula = Formula::default();
        }
        let chapter = step.address.chapter();
        if self.chapter.replace(chapter) != Some(chapter) {
            self.say(&speech::chapter(chapter))?;
        }
        let read = speech::Step {
            lesson: self.app.lesson(),
            step: &step,
            number: self.app.progress().0,
            is_edited: self.app.is_edited(),
        };
        let mut lines = read.sentences();
        if let (Some(words), Some((stop, count))) = (self.app.tour_words(), self.app.tour_progress()) {
            let before =
                tour::READ.replace("{stop}", &stop.to_string()).replace("{count}", &count.to_string());
            let said = words.spoken(self.app.lesson().names(), self.app.lesson().carry());
            lines.splice(1..1, sentences(&format!("{before}{}", heard(&said))));
        }
        if is_asked {
            lines.extend(sentences(said::PREDICT));
        } else if is_known {
            lines.push(said::PREDICT_ON.to_owned());
        } else if let Some(refresh) = step.refresh.first() {
            lines.push(said::REFRESH.replace("{words}", &format!("what {refresh}")));
        }
        self.say_all(lines)
    }

    /// A message of the screen, a sentence for each of its parts.
    fn message(&mut self, text: &str) -> io::Result<()> {
        let mut text = text.to_owned();
        for (seen, heard) in said::MESSAGES {
            text = text.replace(seen, heard);
        }
        let lines: Vec<String> = text.split(" · ").flat_map(|part| sentences(&heard(part))).collect();
        self.say_all(lines)
    }

    /// Lets a training go on to its end, if one was begun.
    fn train(&mut self) -> io::Result<()> {
        let mut reported = Instant::now();
        let mut worked = reported;
        while self.app.is_training() {
            let now = Instant::now();
            self.app.update(Action::Tick(now - worked));
            worked = now;
            if now - reported < BETWEEN_REPORTS {
                continue;
            }
            reported = now;
            if let Some(run) = self.app.training() {
                let epoch = run.course().epochs().to_string();
                let report = said::TRAINING.replace("{epoch}", &epoch);
                self.say(&report.replace("{goal}", &run.goal().to_string()))?;
                self.to.flush()?;
            }
        }
        Ok(())
    }

    fn say_all(&mut self, lines: impl IntoIterator<Item = impl AsRef<str>>) -> io::Result<()> {
        lines.into_iter().try_for_each(|line| self.say(line.as_ref()))
    }

    /// A line, or of a long one as many as it takes.
    fn say(&mut self, line: &str) -> io::Result<()> {
        match self.width {
            Some(width) => wrap(line, width).iter().try_for_each(|line| writeln!(self.to, "{line}")),
            None => writeln!(self.to, "{line}"),
        }
    }
}

/// What a key of the screen asks for, if the word is a single one.
fn key(name: &str) -> Option<Action> {
    let mut keys = name.chars();
    let (Some(c), None) = (keys.next(), keys.next()) else { return None };
    let key = Key::sequence(c.encode_utf8(&mut [0; 4])).pop()?;
    let action = Reader::default().read(ModeKind::Walk, key)?;
    let is_of_steps = matches!(
        action,
        Action::Next
            | Action::Back
            | Action::NextChapter
            | Action::PreviousChapter
            | Action::Last
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ToggleDecimals
            | Action::NextSample
            | Action::ComparePrecision
            | Action::Inspect
            | Action::NudgeUp
            | Action::NudgeDown
            | Action::Undo
            | Action::Redo
            | Action::CompareStart
            | Action::Link
    );
    is_of_steps.then_some(action)
}

#[cfg(test)]
mod tests;
