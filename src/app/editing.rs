//! Changing numbers of the scenario, and taking that back. The step that is shown stays.

use super::action::Effect;
use super::marks::{Against, Before};
use super::state::App;
use crate::edit::{Edit, EditError, History, Made};
use crate::engine::{Part, Quantity, Trained, tidy};
use crate::lesson::Lesson;
use crate::lesson::words::training as words;
use crate::scenario::Scenario;

/// The smallest and the largest nudge that can be chosen.
const NUDGES: (f64, f64) = (1e-9, 1e6);

impl App {
    /// Changes numbers and computes everything anew.
    ///
    /// # Errors
    /// A sentence that says why it cannot be; nothing has changed then.
    pub(super) fn edit(&mut self, edit: Edit) -> Result<Effect, String> {
        self.edit_by(edit, History::apply)
    }

    fn edit_by(
        &mut self,
        edit: Edit,
        make: fn(&mut History, Edit, &mut Scenario) -> Result<bool, EditError>,
    ) -> Result<Effect, String> {
        let (is_change, before) = self.change(|history, scenario| make(history, edit, scenario))?;
        if !is_change {
            return Ok(self.say("That is what it is already: nothing changes."));
        }
        self.show_marks();
        self.edited_at = Some(self.place);
        let told = self.told_with_epoch(&before, |app| app.told_change(&before));
        // What was there just now need not be computed again, unless more than this is compared.
        let is_same_epoch = before.view() == self.lesson.view();
        if self.against == Against::LastEdit && self.nudging.is_none() && is_same_epoch {
            self.before = Some(Box::new(Before::new(before))).into();
        }
        Ok(self.say(told))
    }

    /// What an edit changed is marked, unless marks compare with the start already.
    pub(super) fn show_marks(&mut self) {
        self.shows_cone = true;
        if self.against == Against::Nothing {
            self.against = Against::LastEdit;
        }
    }

    /// Takes the last edit back.
    pub(super) fn undo(&mut self) -> Effect {
        match self.change(|history, scenario| Ok(history.undo(scenario)?.cloned())) {
            Ok((Some(made), before)) => self.tell("Taken back", &made, &before),
            Ok((None, _)) => self.say("There is nothing to undo."),
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// Makes the edit again that was taken back last.
    pub(super) fn redo(&mut self) -> Effect {
        match self.change(|history, scenario| Ok(history.redo(scenario)?.cloned())) {
            Ok((Some(made), before)) => self.tell("Made again", &made, &before),
            Ok((None, _)) => self.say("There is nothing to redo."),
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// Takes the last edit back as if it had never been made.
    pub(super) fn retract(&mut self) {
        // What cannot be retracted stays, and is seen.
        let _ = self.change(History::retract);
    }

    /// Takes back or makes again until so many edits hold.
    pub(super) fn go_to_edit(&mut self, present: usize) -> Effect {
        match self.change(|history, scenario| history.go_to(present, scenario)) {
            Ok(((), before)) => {
                let (present, all) = (self.history.present(), self.history.all().len());
                match self.history.last().cloned() {
                    Some(made) => self.tell(&format!("Edit {present} of {all}"), &made, &before),
                    None => self.back_at_start(&before),
                }
            }
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// Goes back to the start, as an edit that can be taken back.
    pub(super) fn start_over(&mut self) -> Effect {
        match self.change(History::start_over) {
            Ok((true, before)) => {
                self.show_marks();
                let told = self.told_with_epoch(&before, |app| app.told_change(&before));
                self.say(told)
            }
            Ok((false, _)) => self.say("All is as it was at the start."),
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// Says what was done with an edit. At the very start all is as it was, and so is the screen.
    fn tell(&mut self, what: &str, made: &Made, before: &Lesson) -> Effect {
        if self.history.present() == 0 {
            return self.back_at_start(before);
        }
        self.show_marks();
        let told = || format!("{what}: {}", self.told(&made.edit, &made.inverse));
        let said = self.epoch_told(before).map_or_else(told, |epoch| format!("{} · {epoch}", told()));
        self.say(said)
    }

    fn back_at_start(&mut self, before: &Lesson) -> Effect {
        self.shows_cone = false;
        match self.epoch_told(before) {
            Some(epoch) => self.say(epoch),
            None => Effect::Redraw,
        }
    }

    /// What an edit did; where the lesson is not at the epoch that it was at, that, since numbers of
    /// different epochs are not to be compared.
    fn told_with_epoch(&self, before: &Lesson, told: impl FnOnce(&Self) -> String) -> String {
        match (self.epoch_told(before), self.history.last()) {
            (Some(epoch), Some(made)) => format!("{} · {epoch}", self.told(&made.edit, &made.inverse)),
            _ => told(self),
        }
    }

    /// Where the lesson stands now, if it is not at the epoch that it was at.
    fn epoch_told(&self, before: &Lesson) -> Option<String> {
        let (was, is) = (before.view().epoch, self.lesson.view().epoch);
        let text = if self.is_much(was) { words::NOT_AT_ONCE } else { words::NOT_SO_FAR };
        let epoch = if self.is_much(was) { was } else { is };
        (was != is).then(|| text.replace("{epoch}", &epoch.to_string()))
    }

    /// The lesson on changed numbers, trained anew to the epoch that it is at unless that would keep one
    /// waiting.
    fn lesson_on(&self, scenario: Scenario) -> Lesson {
        if !self.is_much(self.lesson.view().epoch) {
            return self.lesson.edited(scenario);
        }
        let network = self.lesson.scenario().network().clone();
        self.lesson.with_trained(Trained { network, epochs: 0 }).edited(scenario)
    }

    /// Changes the scenario and takes up the lesson on it, or leaves both as they are. Returns also the
    /// lesson that there was.
    pub(super) fn change<T>(
        &mut self,
        change: impl FnOnce(&mut History, &mut Scenario) -> Result<T, EditError>,
    ) -> Result<(T, Lesson), String> {
        // It is not needed any more, and in a large network as large as the weights.
        self.before.take();
        let mut scenario = self.lesson.scenario().clone();
        // A refusal leaves the history as it was, and the scenario that was changed is a copy.
        let changed = change(&mut self.history, &mut scenario).map_err(|error| error.to_string())?;
        let now = self.lesson_on(scenario);
        self.before.take();
        let before = std::mem::replace(&mut self.lesson, now);
        self.renew_training();
        self.revision += 1;
        Ok((changed, before))
    }

    /// One number of the sample at hand gets a value.
    pub(super) fn edit_of(&self, quantity: Quantity, value: f64) -> Edit {
        Edit::One { quantity, sample: self.lesson.view().sample, value }
    }

    /// Changes a number by so many nudges; says whether it was done. Nudges in a row are one edit.
    ///
    /// # Errors
    /// A sentence that says why it cannot be; nothing has changed then.
    pub(super) fn nudge_by(&mut self, q: Quantity, by: f64) -> Result<Effect, String> {
        let sample = self.lesson.view().sample;
        let Some(value) = self.lesson.scenario().given_number(q, sample) else { return Ok(Effect::None) };
        let edit = self.edit_of(q, tidy(value + by * self.nudge));
        let goes_on = self.nudging == Some(q);
        let effect = self.edit_by(edit, if goes_on { History::go_on } else { History::apply })?;
        self.nudging = Some(q);
        Ok(effect)
    }

    pub(super) fn nudge_or_say(&mut self, q: Quantity, by: f64) -> Effect {
        match self.nudge_by(q, by) {
            Ok(effect) => effect,
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// The number that a nudge changes while walking: the one changed last, if that was done in this
    /// part of the lesson, else the step's own.
    pub(super) fn nudge_here(&mut self, by: f64) -> Effect {
        let q = self.edited_here().unwrap_or_else(|| self.given_at_step());
        self.nudge_or_say(q, by)
    }

    /// The one number that the last edit changed, if it was made in this part of the lesson.
    pub(super) fn edited_here(&self) -> Option<Quantity> {
        let is_here = self.edited_at.is_some_and(|at| at.section == self.place.section);
        match self.history.last().filter(|_| is_here)?.edit {
            Edit::One { quantity, sample, .. } => {
                let is_of_sample = Part::from(quantity).is_of_sample();
                (!is_of_sample || sample == self.lesson.view().sample).then_some(quantity)
            }
            _ => None,
        }
    }

    pub(super) fn set_nudge(&mut self, nudge: f64) -> Effect {
        self.nudge = tidy(nudge).clamp(NUDGES.0, NUDGES.1);
        self.say(format!("+ and − change a number by {}.", self.nudge))
    }
}
