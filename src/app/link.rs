//! The command line that leads to just this view.

use super::action::Effect;
use super::look::ThemeName;
use super::marks::Against;
use super::mode::Mode;
use super::state::App;
use super::touring::Arrived;
use crate::edit::{Edit, Made, differences};
use crate::scenario::{Origin, Scenario, WeightsFrom};
use crate::text::SafeText;

/// Single numbers that a command line names at most.
const MOST_NAMED: usize = 200;

/// Whether a text is what it looks like. A link is pasted into a shell, where a control would be more than text.
fn is_seen(text: &str) -> bool {
    SafeText::new(text).as_str() == text
}

impl App {
    /// Shows the command line that leads to this view, and puts it on the clipboard.
    pub(super) fn show_link(&mut self) -> Effect {
        match self.link() {
            Ok(text) => {
                self.enter(Mode::Link { text: text.clone(), scroll: 0 });
                Effect::Copy(text)
            }
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// The command line: scenario, edits, sample, decimals, epoch, zoom, step.
    ///
    /// # Errors
    /// A sentence, where the scenario came from where it cannot be had again, or a word of it cannot
    /// be written for a shell.
    pub fn link(&self) -> Result<String, String> {
        let scenario = self.lesson.scenario();
        let stop = self.stop_arrived();
        let origin = if stop.is_some() { &self.base.origin } else { &scenario.origin };
        let mut words = vec!["chainrule".to_owned()];
        match origin {
            Origin::Builtin(name) => words.push((*name).to_owned()),
            Origin::File(path) => {
                let shown = path.to_str().filter(|shown| is_seen(shown));
                let shown = shown.ok_or("the path of this scenario is not text")?;
                // By itself, a word could be an option, a command or a built-in scenario.
                words.push(if shown.contains('/') { shown.to_owned() } else { format!("./{shown}") });
            }
            Origin::Text => {
                let sentence = "this scenario came from standard input; :save FILE first, and open that";
                return Err(sentence.into());
            }
        }
        // Once saved, the scenario's text holds them.
        if let WeightsFrom::Given(path) = self.start.weights_from()
            && self.base.source == self.start.source
        {
            let shown = path.to_str().filter(|shown| *shown != "-" && is_seen(shown));
            let shown =
                shown.ok_or("the weights came from where they cannot be had again; :weights FILE first")?;
            words.extend(["--weights-from".into(), shown.to_owned()]);
        }
        if let Some(stop) = &stop {
            words.extend(["--stop".into(), stop.number.to_string()]);
        }
        let view = self.lesson.view();
        let network = scenario.network();
        let edits = match &stop {
            Some(stop) => self.edits_at_stop(stop)?,
            None => self.edits_to_name()?,
        };
        let has_edits = !edits.is_empty();
        for edit in edits {
            words.extend(["--set".into(), edit.text(network, view.sample)]);
        }
        // At a stop, only what is not the stop's own has to be said.
        let says = |is_of_stop: fn(&Arrived, &Self) -> bool| {
            !stop.as_ref().is_some_and(|stop| is_of_stop(stop, self))
        };
        if says(|stop, app| stop.view.sample == app.lesson.view().sample) || has_edits {
            words.extend(["--sample".into(), (view.sample + 1).to_string()]);
        }
        if says(|stop, app| stop.view.carry == app.lesson.view().carry) {
            let decimals = view.carry.decimals().map_or("full".into(), |n| n.to_string());
            words.extend(["--decimals".into(), decimals]);
        }
        if view.epoch > 0 {
            words.extend(["--epoch".into(), view.epoch.to_string()]);
        }
        if says(|stop, app| stop.zoom == app.zoom && stop.address == app.place) {
            words.extend(["--zoom".into(), self.zoom.word().into()]);
            words.extend(["--step".into(), self.lesson.address_text(self.place)]);
        }
        if let Some(word) = Against::word(self.against).filter(|_| has_edits) {
            words.extend(["--compare".into(), word.into()]);
            words.extend(self.shows_cone.then(|| "--reach".into()));
        }
        if let Some(presenting) = self.presenting() {
            let (part, _) = presenting.part();
            words.push("--present".into());
            words.extend(["--part".to_owned(), part.to_string()].into_iter().filter(|_| part > 1));
        }
        if self.look.ascii {
            words.push("--ascii".into());
        }
        if self.look.theme != ThemeName::default() {
            words.extend(["--theme".into(), self.look.theme.word().into()]);
        }
        shlex::try_join(words.iter().map(String::as_str)).map_err(|error| error.to_string())
    }

    /// The edits that make the scenario from what its file holds.
    fn edits_to_name(&self) -> Result<Vec<Edit>, String> {
        let made = self.history.since_the_start();
        if self.base.source == self.start.source && made.len() <= MOST_NAMED {
            return Ok(made.iter().map(|made| made.edit.clone()).collect());
        }
        // The file holds some of the edits by now, or they are many, of which the last ones count.
        differing(&self.base, self.lesson.scenario())
    }

    /// The edits that make the scenario from what it is on arrival at a stop.
    fn edits_at_stop(&self, stop: &Arrived) -> Result<Vec<Edit>, String> {
        let made = self.history.holding();
        let has_name = |made: &Made| !matches!(made.edit, Edit::Several(_));
        if self.base.source == self.start.source
            && let Some(own) = made.strip_prefix(stop.history.all())
            && own.len() <= MOST_NAMED
            && own.iter().all(has_name)
        {
            return Ok(own.iter().map(|made| made.edit.clone()).collect());
        }
        differing(&stop.scenario, self.lesson.scenario())
    }
}

/// The edits that make one scenario the other, number by number.
fn differing(base: &Scenario, now: &Scenario) -> Result<Vec<Edit>, String> {
    let edits = differences(base, now, MOST_NAMED);
    edits.ok_or_else(|| "too much differs from the file for a command line; :save first".into())
}
