//! Numbers that are asked for before they are said.

use std::io;

use super::{Reading, words};
use crate::app::{Action, COMMANDS, Mode, Predicting};
use crate::lesson::words::reading as said;
use crate::lesson::words::speech::sentences;

/// What a line means while a number is asked for.
enum Meant {
    /// More of the way there.
    Hint,
    /// The answer is given up, or once it is known, the next number is asked for.
    On,
    /// No more numbers.
    Done,
    /// An answer.
    Answer(String),
}

impl Reading<'_> {
    /// Takes a line as something about the number that is asked for; nothing where none is, or where the
    /// line is a word like any other.
    pub(super) fn predicted(&mut self, line: &str) -> Option<io::Result<bool>> {
        let Mode::Predict(asked) = self.app.mode() else { return None };
        let (is_done, before) = (asked.is_done, self.seen());
        Some(match meant(line, is_done)? {
            Meant::Hint => self.carry_out(&Action::Hint),
            Meant::On if is_done => self.carry_out(&Action::Submit),
            Meant::On => self.carry_out(&Action::Next),
            Meant::Done if is_done => {
                self.ask_no_more();
                self.say(said::PREDICT_DONE).map(|()| true)
            }
            Meant::Done => {
                self.ask_no_more();
                self.changes(&before).map(|_| true)
            }
            Meant::Answer(text) if text.is_empty() => self.say_all(sentences(said::PREDICT)).map(|()| true),
            Meant::Answer(text) => {
                self.app.update(Action::EraseAll);
                self.app.update(Action::Paste(text));
                self.app.update(Action::Submit);
                self.answered(&before)
            }
        })
    }

    /// Says how an answer was; a right one is followed by the step.
    fn answered(&mut self, before: &super::Seen) -> io::Result<bool> {
        if !self.changes(before)? {
            let told = self.told();
            self.say_all(told)?;
            self.app.update(Action::EraseAll);
        }
        Ok(true)
    }

    /// Comes back from a question to the lesson.
    pub(super) fn ask_no_more(&mut self) {
        // The first time may only drop what was typed.
        for _ in 0..2 {
            if matches!(self.app.mode(), Mode::Predict(_)) {
                self.app.update(Action::Leave);
            }
        }
    }

    /// What was said to the last answer, in sentences.
    pub(super) fn told(&self) -> Vec<String> {
        let lesson = self.app.lesson();
        let told = self.app.predicting().map_or(&[][..], |asked: &Predicting| &asked.told);
        let spoken = told.iter().map(|prose| prose.spoken(lesson.names(), lesson.carry()));
        spoken.flat_map(|text| sentences(&text)).collect()
    }
}

/// What a line means; nothing where it is a word that moves or a command.
fn meant(line: &str, is_done: bool) -> Option<Meant> {
    let name = line.split_whitespace().next().unwrap_or_default();
    match line {
        "hint" | "h" if !is_done => return Some(Meant::Hint),
        "skip" | "next" | "n" => return Some(Meant::On),
        "" if is_done => return Some(Meant::On),
        "done" => return Some(Meant::Done),
        _ => {}
    }
    let is_word = words::find(name).is_some() || COMMANDS.iter().any(|command| command.name == name);
    (!is_done && !is_word).then(|| Meant::Answer(words::arithmetic(line)))
}
