//! Training, and opening any epoch of it.
//!
//! Work is done in pieces, one at each [`Action::Tick`]. The state knows no clock: how long a piece
//! took, whoever ticks says.

mod looking;
mod page;
mod run;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use run::Run;

use super::action::{Action, Effect, Replaces};
use super::field::Field;
use super::mode::Mode;
use super::state::App;
use crate::engine::{MOST_EPOCHS, Network, Trained, epoch_cost, tidy};
use crate::lesson::LessonError;
use crate::lesson::words::training as words;
use crate::notation::number::given;
use crate::text::SafeText;
use run::{MOST_AT_ONCE, Worked};

/// By how much a learning rate is divided that is proposed where training diverged.
const SMALLER: f64 = 10.0;

/// What there is of training.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    /// One on the numbers as they are.
    run: Option<Box<Run>>,
    /// There was one on other numbers.
    is_outdated: bool,
    /// That one, in case the numbers come back.
    earlier: Option<Box<Run>>,
}

impl App {
    /// The training, if there is one.
    pub fn training(&self) -> Option<&Run> {
        self.training.run.as_deref()
    }

    /// Whether training to an epoch takes so long that it is not done at once.
    pub(super) fn is_much(&self, epoch: usize) -> bool {
        let scenario = self.lesson.scenario();
        let cost = epoch_cost(scenario.network().weight_count(), scenario.samples.len());
        epoch.saturating_mul(cost) > MOST_AT_ONCE
    }

    /// Whether a piece of work would do something now. Only while its page is open.
    pub fn is_training(&self) -> bool {
        matches!(self.mode, Mode::Train { .. }) && self.training.run.as_deref().is_some_and(Run::has_work)
    }

    /// Whether the page of training is what one sees.
    pub fn shows_training(&self) -> bool {
        let page = match self.mode {
            Mode::Command(_) | Mode::Epochs(_) => self.below.last(),
            _ => Some(&self.mode),
        };
        matches!(page, Some(Mode::Train { .. }))
    }

    /// How many epochs are trained unless one says otherwise.
    pub fn usual_epochs(&self) -> usize {
        let usual = || run::usual_epochs(self.lesson.scenario());
        self.training.run.as_deref().map_or_else(usual, Run::asked)
    }

    /// What is said before how many epochs are asked for.
    pub fn trains_anew(&self) -> bool {
        self.training.is_outdated
    }

    /// The page of a training that has begun; else asks for how many epochs.
    pub(super) fn train(&mut self) -> Effect {
        if self.training.run.as_deref().is_some_and(|run| run.course().epochs() > 0 || run.has_work()) {
            return self.enter(Mode::Train { typed: Field::default() });
        }
        self.enter(Mode::Epochs(Field::default()))
    }

    /// Trains so many epochs more, as a command or an answer says.
    pub(super) fn train_for(&mut self, argument: &str) -> Result<Effect, String> {
        let epochs = match argument {
            "" => self.usual_epochs(),
            text => text
                .parse()
                .ok()
                .filter(|n| (1..=MOST_EPOCHS).contains(n))
                .ok_or_else(|| words::EPOCHS_WRONG.replace("{most}", &MOST_EPOCHS.to_string()))?,
        };
        let run = self.training_mut();
        if run.course().diverged() {
            self.enter(Mode::Train { typed: Field::default() });
            return Ok(self.say_what_helps());
        }
        run.go_on_for(epochs);
        Ok(self.enter(Mode::Train { typed: Field::default() }))
    }

    /// The training of the scenario as it is now.
    fn training_mut(&mut self) -> &mut Run {
        let scenario = self.lesson.scenario();
        let is_anew = std::mem::take(&mut self.training.is_outdated);
        self.training.run.get_or_insert_with(|| Box::new(Run::new(scenario, is_anew)))
    }

    /// After numbers were changed, a training of others has nothing to say any more. It does where its
    /// numbers come back: then it is there again.
    pub(super) fn renew_training(&mut self) {
        let scenario = self.lesson.scenario();
        if self.training.run.as_deref().is_some_and(|run| run.is_of(scenario)) {
            return;
        }
        let left = self.training.run.take();
        self.training.is_outdated |=
            left.as_ref().is_some_and(|run| run.course().epochs() > 0 || run.is_anew());
        let back = self.training.earlier.take_if(|run| run.is_of(scenario));
        if let Some(mut run) = left.filter(|run| run.course().epochs() > 0) {
            run.give_up_opening();
            run.pause();
            self.training.earlier = Some(run);
        }
        if back.is_some() {
            self.training.run = back;
            self.training.is_outdated = false;
            return;
        }
        let is_open = |mode: &Mode| matches!(mode, Mode::Train { .. });
        if is_open(&self.mode) || self.below.iter().any(is_open) {
            self.training_mut();
        }
    }

    pub(super) fn tick(&mut self, took: Duration) -> Effect {
        if !self.is_training() {
            return Effect::None;
        }
        let worked = self.training.run.as_mut().map_or(Worked::Nothing, |run| run.work(took));
        match worked {
            Worked::Nothing => Effect::None,
            Worked::Further => Effect::Redraw,
            Worked::Arrived(trained) => self.open_trained(trained),
            Worked::Diverged(wanted) => self.say_diverged(wanted),
        }
    }

    fn say_diverged(&mut self, wanted: Option<usize>) -> Effect {
        let reached = self.training.run.as_deref().map_or(0, |run| run.course().epochs());
        self.say_error(match wanted {
            Some(epoch) => LessonError::Diverged { epoch, reached }.to_string(),
            None => words::DIVERGED.replace("{epoch}", &reached.to_string()),
        })
    }

    /// What can be done where training goes no further.
    fn say_what_helps(&mut self) -> Effect {
        let reached = self.training.run.as_deref().map_or(0, |run| run.course().epochs());
        let rate = tidy(self.lesson.scenario().learning.rate / SMALLER);
        let said = words::DIVERGED_TRY.replace("{epoch}", &reached.to_string());
        self.say_error(said.replace("{rate}", &given(rate, 0)))
    }

    /// The lesson with the weights after an epoch.
    fn open_trained(&mut self, trained: Trained) -> Effect {
        let epoch = trained.epochs;
        if let Some(run) = &mut self.training.run {
            run.pause();
        }
        self.lesson = self.lesson.with_trained(trained);
        self.before.take();
        self.leave_all();
        self.say_opened(epoch)
    }

    /// Says at which epoch the lesson stands, and how to come back to the training if there is one.
    fn say_opened(&mut self, epoch: usize) -> Effect {
        let effect = match epoch {
            0 => self.say(words::UNTRAINED),
            epoch => self.say(words::OPENED.replace("{epoch}", &epoch.to_string())),
        };
        if self.training.run.as_deref().is_some_and(|run| run.course().epochs() > 0) {
            self.add_key(Action::Train, words::COMES_BACK);
        }
        effect
    }

    /// Walks with the weights after an epoch: at once where they are there or soon will be, else when
    /// the page of training has come to them.
    ///
    /// # Errors
    /// A sentence, where training does not come that far.
    pub(super) fn walk_with_epoch(&mut self, epoch: usize) -> Result<Effect, String> {
        let mut view = self.lesson.view();
        if epoch == view.epoch && self.mode == Mode::Walk {
            return Ok(Effect::None);
        }
        if epoch == 0 || epoch == view.epoch {
            view.epoch = epoch;
            self.look(view).map_err(|error| error.to_string())?;
            self.leave_all();
            return Ok(self.say_opened(epoch));
        }
        let run = self.training_mut();
        let is_soon = run.cost_of(epoch) <= MOST_AT_ONCE;
        if let Some(trained) = run.open(epoch) {
            return Ok(self.open_trained(trained));
        }
        while is_soon && run.has_work() {
            match run.work(Duration::ZERO) {
                Worked::Nothing => break,
                Worked::Further => {}
                Worked::Arrived(trained) => return Ok(self.open_trained(trained)),
                Worked::Diverged(_) => {
                    let reached = run.course().epochs();
                    return Err(LessonError::Diverged { epoch, reached }.to_string());
                }
            }
        }
        Ok(self.enter(Mode::Train { typed: Field::default() }))
    }

    pub(super) fn type_epochs(&mut self, action: Action) -> Effect {
        let Mode::Epochs(field) = &mut self.mode else { return Effect::None };
        match action {
            Action::Type(c) if c.is_ascii_digit() => field.insert(c.encode_utf8(&mut [0; 4])),
            Action::Paste(text) => field.insert(text.trim()),
            Action::Erase => {
                field.erase();
            }
            Action::EraseAll => field.replace(""),
            Action::Submit => {
                let text = field.text().to_owned();
                return match self.train_for(&text) {
                    Ok(effect) => {
                        // Leaving the page does not come back to the question.
                        self.below.retain(|mode| !matches!(mode, Mode::Epochs(_)));
                        effect
                    }
                    Err(sentence) => self.say_error(sentence),
                };
            }
            Action::Leave => return self.leave(),
            Action::Quit => return self.quit(),
            Action::Suspend => return Effect::Suspend,
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    /// The weights to write, and the epoch that they are of: of the training while its page is what one
    /// sees, else those that the lesson walks with.
    pub fn weights_to_write(&self) -> (usize, &Arc<Network>) {
        match &self.training.run {
            Some(run) if self.shows_training() => (run.course().epochs(), run.course().network()),
            _ => (self.lesson.view().epoch, self.lesson.trained()),
        }
    }

    /// Asks for the weights to be written to a file. One that is there already is replaced if a `!`
    /// stands before its name.
    pub(super) fn save_weights(&mut self, argument: &str) -> Effect {
        let (replaces, name) = match argument.strip_prefix('!') {
            Some(name) => (Replaces::Anything, name.trim()),
            None => (Replaces::Nothing, argument),
        };
        if name.is_empty() {
            return self.say_error(words::WEIGHTS_WHERE);
        }
        Effect::SaveWeights { path: PathBuf::from(name), replaces }
    }

    /// How writing the weights went.
    pub fn weights_saved(&mut self, path: &std::path::Path, result: Result<(), String>) -> Effect {
        let epoch = self.weights_to_write().0;
        match result {
            Ok(()) => {
                let shown = SafeText::new(&path.display().to_string());
                let said = words::WEIGHTS_WRITTEN.replace("{epoch}", &epoch.to_string());
                self.say(said.replace("{file}", shown.as_str()))
            }
            Err(sentence) => self.say_error(sentence),
        }
    }
}
