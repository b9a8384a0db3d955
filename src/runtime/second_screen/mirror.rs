//! What was told becomes an explainer's state again. Nothing of it is believed before it is checked.

use std::sync::Arc;

use super::message::{Edits, Garbled, MOST_EDITS, OpenedText, Origin, START_OVER, State, TOUR};
use super::view::View;
use crate::app::App;
use crate::edit::{Edit, History, Told};
use crate::engine::{Network, Trained};
use crate::lesson::{Lesson, View as LessonView};
use crate::scenario::{self, MOST_BYTES as MOST_SOURCE, Scenario};

/// All that an explainer has told up to now. What is large is shared from state to state.
#[derive(Debug, Clone)]
pub struct Received {
    /// When the explainer started, in seconds since 1970.
    pub started: u64,
    opened: Arc<OpenedText>,
    edits: Arc<Vec<String>>,
    present: usize,
    trained: Option<Arc<str>>,
    view: View,
}

impl Received {
    /// What is known after a state was told, where this was known before.
    ///
    /// # Errors
    /// When something is absent that was not told before either, or there is too much.
    pub fn after(before: Option<&Self>, state: State) -> Result<Self, Garbled> {
        let known = before.ok_or(Garbled::Nonsense);
        // With another scenario, nothing that was told of the one before holds.
        let is_new = state.opened.is_some();
        let opened = match state.opened {
            Some(opened) => opened,
            None => Arc::clone(&known?.opened),
        };
        let edits = match (state.edits, before) {
            (Some(told), before) => {
                let before = before.filter(|_| !is_new).map(|before| &before.edits);
                Arc::new(edits(before.map_or(&[], |edits| edits), told)?)
            }
            (None, Some(before)) if !is_new => Arc::clone(&before.edits),
            (None, _) => return Err(Garbled::Nonsense),
        };
        let trained = match (state.trained, before) {
            _ if state.view.epoch == 0 => None,
            (Some(weights), _) => Some(weights),
            (None, Some(before)) if !is_new => before.trained.clone(),
            (None, _) => None,
        };
        if trained.is_none() && state.view.epoch > 0 {
            return Err(Garbled::Nonsense);
        }
        Ok(Self { started: state.started, opened, edits, present: state.present, trained, view: state.view })
    }
}

/// The edits told before and those told now.
fn edits(before: &[String], told: Edits) -> Result<Vec<String>, Garbled> {
    let kept = before.get(..told.keep).ok_or(Garbled::Nonsense)?;
    let edits: Vec<String> = kept.iter().cloned().chain(told.more).collect();
    if edits.len() > MOST_EDITS {
        return Err(Garbled::TooLong);
    }
    Ok(edits)
}

/// An explainer's state, built from what it told.
#[derive(Debug)]
pub struct Mirror {
    app: App,
    from: Received,
    /// The weights after the epochs of the view.
    trained: Option<Arc<Network>>,
}

impl Mirror {
    /// The state.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The same, to say something.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// When the explainer started, in seconds since 1970.
    pub fn started(&self) -> u64 {
        self.from.started
    }

    /// Builds the state.
    ///
    /// # Errors
    /// When what was told leads to none.
    pub fn new(received: Received) -> Result<Self, Garbled> {
        let start = opened(&received.opened)?;
        let view = LessonView { epoch: 0, ..LessonView::of(&start) };
        let lesson = Lesson::new(start.clone(), view).map_err(|_| Garbled::Nonsense)?;
        let app = App::mirroring(lesson, start, History::default());
        let from = Received { edits: Arc::default(), present: 0, trained: None, ..received.clone() };
        let mut mirror = Self { app, from, trained: None };
        mirror.take_up(received)?;
        Ok(mirror)
    }

    /// Takes up what was told since; what has not changed is not computed again.
    ///
    /// # Errors
    /// When what was told leads to no state; this one is then as it was.
    pub fn follow(&mut self, received: Received) -> Result<(), Garbled> {
        if Arc::ptr_eq(&self.from.opened, &received.opened) {
            return self.take_up(received);
        }
        *self = Self::new(received)?;
        Ok(())
    }

    fn take_up(&mut self, received: Received) -> Result<(), Garbled> {
        let view = &received.view;
        let has_sample = view.sample < self.app.lesson().scenario().samples.len();
        let carry = view.carry().filter(|_| view.has_epoch() && has_sample).ok_or(Garbled::Nonsense)?;
        let history = self.history(&received)?;
        let trained = self.trained(&received)?;
        // A lesson is made only where it is another one.
        let mut made: Option<Lesson> = None;
        let lesson = self.app.lesson();
        let edited = |scenario: &Scenario| {
            if lesson.view().epoch == 0 {
                return lesson.edited(scenario.clone());
            }
            // Weights that were trained are told: there is no need to come to them.
            let network = Arc::clone(scenario.network());
            lesson.with_trained(Trained { network, epochs: 0 }).edited(scenario.clone())
        };
        if let Some((_, scenario)) = &history {
            made = Some(edited(scenario));
        }
        let now = made.as_ref().unwrap_or(lesson);
        let wanted = LessonView { sample: view.sample, carry, epoch: now.view().epoch };
        if wanted != now.view() {
            made = Some(now.with_view(wanted).map_err(|_| Garbled::Nonsense)?);
        }
        let now = made.as_ref().unwrap_or(lesson);
        let network = trained.as_ref().unwrap_or(now.scenario().network());
        if now.view().epoch != view.epoch || !Arc::ptr_eq(now.trained(), network) {
            let network = Arc::clone(network);
            made = Some(now.with_trained(Trained { network, epochs: view.epoch }));
        }
        let now = made.as_ref().unwrap_or(lesson);
        let edits = history.as_ref().map_or(self.app.history(), |(history, _)| history).all().len();
        let shown = view.shown(now, edits).ok_or(Garbled::Nonsense)?;
        let earlier =
            history.as_ref().filter(|(history, _)| self.has_one_more(history)).map(|_| lesson.clone());
        if let Some(lesson) = made {
            self.app.take_up(lesson, history.map(|(history, _)| history));
        }
        self.app.show(shown);
        if let Some(earlier) = earlier {
            self.app.remember(earlier);
        }
        (self.trained, self.from) = (trained, received);
        Ok(())
    }

    /// Whether a history is the one at hand and one edit more.
    fn has_one_more(&self, history: &History) -> bool {
        let now = self.app.history();
        history.holding().len() == now.present() + 1 && history.holding().starts_with(now.holding())
    }

    /// The history that is told and the scenario that it leads to; nothing where it is the one at hand.
    fn history(&self, received: &Received) -> Result<Option<(History, Scenario)>, Garbled> {
        let from = &self.from;
        if Arc::ptr_eq(&from.edits, &received.edits) && from.present == received.present {
            return Ok(None);
        }
        let mut scenario = self.app.lesson().scenario().clone();
        let network = Arc::clone(scenario.network());
        let keep = from.edits.iter().zip(&*received.edits).take_while(|(one, other)| one == other).count();
        let told: Result<Vec<Told>, Garbled> = received.edits[keep..]
            .iter()
            .map(|text| match (text.as_str(), text.strip_prefix(TOUR)) {
                (START_OVER, _) => Ok(Told::StartOver),
                (_, Some(set)) => edit_told(set, &network).map(Told::Tour),
                (text, None) => edit_told(text, &network).map(Told::Edit),
            })
            .collect();
        let mut history = self.app.history().clone();
        history.retell(keep, told?, received.present, &mut scenario).map_err(|_| Garbled::Nonsense)?;
        Ok(Some((history, scenario)))
    }

    /// The weights that were trained, read if they are others than before.
    fn trained(&self, received: &Received) -> Result<Option<Arc<Network>>, Garbled> {
        let Some(text) = &received.trained else { return Ok(None) };
        if let (Some(before), Some(network)) = (&self.from.trained, &self.trained)
            && Arc::ptr_eq(before, text)
        {
            return Ok(Some(Arc::clone(network)));
        }
        let network = self.app.start().network_with(text).ok_or(Garbled::Nonsense)?;
        Ok(Some(Arc::new(network)))
    }
}

/// The scenario as it was opened there.
fn opened(text: &OpenedText) -> Result<Scenario, Garbled> {
    if text.source.len() > MOST_SOURCE {
        return Err(Garbled::TooLong);
    }
    let (name, origin) = match &text.origin {
        Origin::Builtin(name) => {
            let builtin = scenario::BUILTINS.iter().find(|builtin| builtin.name == name);
            let builtin = builtin.ok_or(Garbled::Nonsense)?;
            (builtin.name, scenario::Origin::Builtin(builtin.name))
        }
        Origin::File(path) => (path.as_str(), scenario::Origin::File(path.into())),
        Origin::Text => ("standard input", scenario::Origin::Text),
    };
    let parsed = match &text.weights {
        Some(weights) => scenario::parse_with_weights(&text.source, name, weights),
        None => scenario::parse(&text.source, name),
    };
    let mut scenario = parsed.map_err(|_| Garbled::Nonsense)?;
    scenario.origin = origin;
    Ok(scenario)
}

/// An edit from its text: several numbers that were set at once stand side by side.
fn edit_told(text: &str, network: &Network) -> Result<Edit, Garbled> {
    let one = |text: &str| Edit::parse(text, network, usize::MAX).map_err(|_| Garbled::Nonsense);
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() > 1 && words.iter().all(|word| word.contains('=')) {
        return words.into_iter().map(one).collect::<Result<_, _>>().map(Edit::Together);
    }
    one(text)
}
