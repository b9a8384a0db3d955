//! Writing the scenario as it is now.

use std::path::PathBuf;

use super::action::{Effect, Replaces, Saving};
use super::state::App;
use crate::lesson::words::{tour, training};
use crate::scenario::Origin;
use crate::text::SafeText;

impl App {
    /// Asks for the scenario to be written: to a file, or without one, where it came from. A file
    /// that is there already is replaced if a `!` stands before its name.
    pub(super) fn save(&mut self, argument: &str) -> Effect {
        if self.is_touring() {
            return self.say_error(tour::NO_SAVING);
        }
        let (forced, name) = match argument.strip_prefix('!') {
            Some(name) => (true, name.trim()),
            None => (false, argument),
        };
        let scenario = self.lesson.scenario();
        let own = match &scenario.origin {
            Origin::File(path) => Some(path.clone()),
            Origin::Builtin(_) | Origin::Text => None,
        };
        let path = match (name, own.clone()) {
            ("", Some(path)) => path,
            ("", None) => return self.say_error("save takes a file: save my.toml"),
            (name, _) => PathBuf::from(name),
        };
        let text = match scenario.written_to(&path) {
            Ok(text) => text,
            Err(error) => return self.say_error(error.to_string()),
        };
        let replaces = match () {
            () if forced => Replaces::Anything,
            // Only what one has seen is written over.
            () if own.is_some_and(|own| own == path) => Replaces::Exactly(scenario.source.to_string()),
            () => Replaces::Nothing,
        };
        Effect::Save(Saving { path, text, replaces, command: "save" })
    }

    /// How writing went: the file now holds this, or what went wrong. Ends the program where that was
    /// what writing was for.
    pub fn saved(&mut self, saving: &Saving, result: Result<(), String>) -> Effect {
        let shown = SafeText::new(&saving.path.display().to_string());
        match result {
            Ok(()) if self.quits_when_saved => Effect::Quit,
            Ok(()) => {
                self.history.set_saved();
                self.revision += 1;
                // From now on it is this file's, unless it already was another one's.
                let is_own = match &self.lesson.scenario().origin {
                    Origin::File(path) => *path == saving.path,
                    Origin::Builtin(_) | Origin::Text => true,
                };
                if is_own {
                    self.lesson.written_to(Origin::File(saving.path.clone()), &saving.text);
                    self.base = self.lesson.scenario().clone();
                }
                match self.weights_to_write().0 {
                    0 => self.say(format!("Written to {shown}.")),
                    epoch => {
                        let said = training::SAVED_UNTRAINED.replace("{epoch}", &epoch.to_string());
                        self.say(said.replace("{file}", shown.as_str()))
                    }
                }
            }
            Err(sentence) => {
                self.quits_when_saved = false;
                self.say_error(sentence)
            }
        }
    }
}
