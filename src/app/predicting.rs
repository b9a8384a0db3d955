//! Predicting numbers before they are shown.

use super::action::{Action, Effect};
use super::field::Field;
use super::mode::Mode;
use super::state::App;
use crate::edit::evaluate;
use crate::engine::{Mistake, Quantity, Verdict};
use crate::lesson::words::{mistakes, predict as words};
use crate::lesson::{Address, Chapter, Hint, Prose, Sight, Step};

/// Steps that are looked through for the next number to ask for.
const MOST_LOOKED_THROUGH: usize = 20_000;

/// A number that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicting {
    /// The step that computes it.
    pub at: Address,
    /// The number.
    pub asked: Quantity,
    /// Its place among those of the step, from 0.
    pub index: usize,
    /// What is typed.
    pub field: Field,
    /// How much help is shown.
    pub hint: Hint,
    /// Answers that were wrong.
    pub wrong: usize,
    /// What was said to the last answer.
    pub told: Vec<Prose>,
    /// Whether the number is shown.
    pub is_done: bool,
}

/// How predicting went in a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Numbers that were asked for and answered, or whose answer was shown.
    pub asked: usize,
    /// Those right at the first try, without a hint.
    pub at_once: usize,
    /// Mistakes that were found, each time.
    pub mistakes: Vec<Mistake>,
}

impl Tally {
    /// The mistake that was made most, and how often; the first made of several.
    pub fn most(&self) -> Option<(Mistake, usize)> {
        let count = |mistake: &Mistake| self.mistakes.iter().filter(|other| *other == mistake).count();
        let most = self.mistakes.iter().map(count).max()?;
        self.mistakes.iter().find(|mistake| count(mistake) == most).map(|&mistake| (mistake, most))
    }
}

impl App {
    /// The number that is asked for, also while a page lies over it.
    pub fn predicting(&self) -> Option<&Predicting> {
        let modes = std::iter::once(&self.mode).chain(self.below.iter().rev());
        let asked = modes.filter_map(|mode| match mode {
            Mode::Predict(predicting) => Some(predicting),
            _ => None,
        });
        asked.filter(|predicting| predicting.at == self.place).last()
    }

    /// How predicting went in a chapter so far.
    pub fn tally(&self, chapter: Chapter) -> Option<&Tally> {
        self.tallies.get(&chapter)
    }

    /// How predicting went in a chapter, in words; nothing where no number was asked for.
    pub fn told_tally(&self, chapter: Chapter) -> Option<Prose> {
        let tally = self.tallies.get(&chapter).filter(|tally| tally.asked > 0)?;
        let title = chapter.title();
        let holes =
            [("chapter", title.into()), ("asked", tally.asked.into()), ("first", tally.at_once.into())];
        let mut told = Prose::fill(words::TALLY, &holes);
        if let Some((mistake, times)) = tally.most() {
            let times = if times == 1 {
                words::ONCE.to_owned()
            } else {
                words::TIMES.replace("{count}", &times.to_string())
            };
            let holes = [("mistake", mistakes::of(mistake).name.into()), ("times", times.into())];
            told.0.extend(Prose::fill(words::MOST, &holes).0);
        }
        Some(told)
    }

    /// The step as a question, or with what was said to its answer.
    pub(super) fn question(&self, predicting: &Predicting, sight: Sight) -> Step {
        let Predicting { at, asked, hint, .. } = *predicting;
        let mut step = self.lesson.question(at, self.zoom, sight, asked, hint);
        if predicting.wrong > 0 {
            // What may be typed is known by now.
            step.why.truncate(1);
        }
        step.why.splice(0..0, predicting.told.iter().cloned());
        step
    }

    /// Asks for the next number after this step.
    pub(super) fn predict(&mut self) -> Effect {
        let (before, is_step) = self.lesson.outline().insertion(self.zoom, self.place).unwrap_or((0, true));
        self.ask_from(if is_step { before + 1 } else { before })
    }

    fn ask_from(&mut self, first: usize) -> Effect {
        let outline = self.lesson.outline();
        let steps = (first..outline.len(self.zoom)).take(MOST_LOOKED_THROUGH);
        let found = steps.filter_map(|n| outline.at(self.zoom, n)).find_map(|at| {
            let asked = self.lesson.questions(at, self.zoom).first().copied()?;
            Some((at, asked))
        });
        match found {
            Some((at, asked)) => {
                let left = self.place.chapter();
                self.go_to(at);
                let effect = self.ask(asked, 0);
                // What was done in the chapter before comes first.
                let told = (left != at.chapter()).then(|| self.told_tally(left)).flatten();
                if let Mode::Predict(predicting) = &mut self.mode {
                    predicting.told.extend(told);
                }
                effect
            }
            None => {
                self.leave_all();
                let tally = self.told_tally(self.place.chapter());
                let tally = tally.map(|told| told.plain(&self.names(), self.lesson.carry()));
                let all: Vec<String> = tally.into_iter().chain([words::NO_MORE.to_owned()]).collect();
                self.say(all.join(" "))
            }
        }
    }

    fn ask(&mut self, asked: Quantity, index: usize) -> Effect {
        let predicting = Predicting {
            at: self.place,
            asked,
            index,
            field: Field::default(),
            hint: Hint::default(),
            wrong: 0,
            told: Vec::new(),
            is_done: false,
        };
        self.leave_all();
        self.scroll = 0;
        self.enter(Mode::Predict(predicting))
    }

    /// Asks no more once a command went to another step.
    pub(super) fn ask_no_more_elsewhere(&mut self) {
        let is_elsewhere = matches!(&self.mode, Mode::Predict(predicting) if predicting.at != self.place);
        if is_elsewhere {
            self.leave_all();
        }
    }

    pub(super) fn answer(&mut self, action: Action) -> Effect {
        let Mode::Predict(predicting) = &mut self.mode else { return Effect::None };
        let is_done = predicting.is_done;
        let field = &mut predicting.field;
        match action {
            Action::Submit | Action::Next | Action::Type(' ') | Action::CursorRight if is_done => {
                return self.next_question();
            }
            Action::Type(_) | Action::Paste(_) if is_done => return Effect::None,
            Action::Type(c) => field.insert(c.encode_utf8(&mut [0; 4])),
            Action::Paste(text) => field.insert(&text),
            Action::Erase if field.erase() => {}
            Action::EraseAhead if field.delete() => {}
            Action::EraseAll => field.replace(""),
            Action::CursorLeft if field.left() => {}
            Action::CursorRight if field.right() => {}
            Action::First | Action::Last if field.to(action == Action::Last) => {}
            Action::Submit => return self.submit_answer(),
            Action::Hint if !is_done => match predicting.hint.next() {
                Some(hint) => predicting.hint = hint,
                None => return Effect::None,
            },
            Action::Next => return self.show_answer(),
            Action::ScrollUp
            | Action::ScrollDown
            | Action::NextPanel
            | Action::Scroll(..)
            | Action::Focus(_)
            | Action::NextTheme => return self.walk(&action),
            Action::Leave if !is_done && !field.text().is_empty() => field.replace(""),
            _ => return self.read_page(&action),
        }
        Effect::Redraw
    }

    fn submit_answer(&mut self) -> Effect {
        let Mode::Predict(predicting) = &self.mode else { return Effect::None };
        let asked = predicting.asked;
        let text = predicting.field.text().trim().to_owned();
        if text.is_empty() {
            return Effect::None;
        }
        let known = |name: &str| {
            let q = self.names().quantity(name)?;
            self.knows(q).then(|| self.lesson.value(q))?
        };
        let answer = match evaluate(&text, known) {
            Ok(answer) => answer,
            Err(error) => {
                let text = words::UNREADABLE.replace("{reason}", &error.to_string());
                if let Mode::Predict(predicting) = &mut self.mode {
                    predicting.told = vec![Prose::text(text)];
                }
                return Effect::Redraw;
            }
        };
        let verdict = self.lesson.judge(asked, answer);
        let at_once = predicting.wrong == 0 && predicting.hint == Hint::None;
        let told = self.lesson.told(asked, answer, &verdict, at_once);
        let chapter = self.place.chapter();
        let tally = self.tallies.entry(chapter).or_default();
        let is_right = verdict == Verdict::Right;
        match verdict {
            Verdict::Right => {
                tally.asked += 1;
                tally.at_once += usize::from(at_once);
            }
            Verdict::Wrong(slips) => tally.mistakes.extend(slips.first().map(|slip| slip.mistake)),
        }
        if let Mode::Predict(predicting) = &mut self.mode {
            predicting.told = told;
            predicting.is_done = is_right;
            predicting.wrong += usize::from(!is_right);
        }
        self.scroll = 0;
        Effect::Redraw
    }

    fn show_answer(&mut self) -> Effect {
        let Mode::Predict(predicting) = &mut self.mode else { return Effect::None };
        predicting.is_done = true;
        predicting.told = vec![Prose::text(words::SHOWN)];
        self.tallies.entry(self.place.chapter()).or_default().asked += 1;
        self.scroll = 0;
        Effect::Redraw
    }

    /// The next number of this step, or of the next step that has one.
    fn next_question(&mut self) -> Effect {
        let Mode::Predict(predicting) = &self.mode else { return Effect::None };
        let index = predicting.index + 1;
        match self.lesson.questions(self.place, self.zoom).get(index).copied() {
            Some(asked) => self.ask(asked, index),
            None => self.predict(),
        }
    }
}
