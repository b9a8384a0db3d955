//! Changing numbers of the scenario, and taking that back. The step that is shown stays.

use super::action::Effect;
use super::state::App;
use crate::edit::{Edit, EditError, History};
use crate::lesson::Lesson;
use crate::notation::number;
use crate::scenario::{Scenario, name};

impl App {
    /// Changes a number and computes everything anew.
    ///
    /// # Errors
    /// A sentence that says why it cannot be; nothing has changed then.
    pub(super) fn edit(&mut self, edit: Edit) -> Result<Effect, String> {
        let sample = self.lesson.view().sample;
        self.change(|history, scenario| history.apply(edit, scenario, sample))?;
        Ok(self.say(self.told(edit, "is now")))
    }

    /// Takes the last edit back.
    pub(super) fn undo(&mut self) -> Effect {
        match self.change(History::undo) {
            Ok(Some(edit)) => self.say(self.told(edit, "is again")),
            Ok(None) => self.say("There is nothing to undo."),
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// Makes the edit again that was taken back last.
    pub(super) fn redo(&mut self) -> Effect {
        match self.change(History::redo) {
            Ok(Some(edit)) => self.say(self.told(edit, "is again")),
            Ok(None) => self.say("There is nothing to redo."),
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// Changes the scenario and takes up the lesson on it, or leaves both as they are.
    fn change<T>(
        &mut self,
        change: impl FnOnce(&mut History, &mut Scenario) -> Result<T, EditError>,
    ) -> Result<T, String> {
        let mut history = self.history.clone();
        let mut scenario = self.lesson.scenario().clone();
        let changed = change(&mut history, &mut scenario).map_err(|error| error.to_string())?;
        self.lesson = Lesson::new(scenario, self.lesson.view()).map_err(|error| error.to_string())?;
        self.history = history;
        Ok(changed)
    }

    fn told(&self, edit: Edit, verb: &str) -> String {
        let name = name(edit.quantity, self.lesson.scenario().network());
        format!("{name} {verb} {}", number::with_minus(&number::given(edit.value, 0)))
    }
}
