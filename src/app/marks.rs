//! What marks of changed numbers compare with.

use std::cell::OnceCell;

use super::action::Effect;
use super::state::App;
use crate::edit::Edit;
use crate::engine::{Cone, Differences, Kind, Network, Quantity};
use crate::lesson::{Lesson, Sight, Step};
use crate::scenario::{Scenario, givens};

/// Changed numbers beyond which all are taken to be.
const MOST_APART: usize = 200;

/// What numbers are compared with, so that those that changed are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Against {
    /// Nothing; no number is marked.
    #[default]
    Nothing,
    /// What they were before the last edit.
    LastEdit,
    /// What they were at the start.
    Start,
}

impl Against {
    /// Its name on the command line.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::LastEdit => Some("last"),
            Self::Start => Some("start"),
        }
    }
}

/// What numbers are compared with, and what that comes to: found once, since it takes a look at every
/// weight.
#[derive(Debug, Clone)]
pub(super) struct Before {
    lesson: Lesson,
    differences: OnceCell<Differences>,
    /// At most [`MOST_APART`].
    changed: OnceCell<Vec<Quantity>>,
    cone: OnceCell<Cone>,
}

impl Before {
    pub fn new(lesson: Lesson) -> Self {
        let (differences, changed, cone) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { lesson, differences, changed, cone }
    }

    fn changed(&self, now: &Lesson) -> &[Quantity] {
        self.changed.get_or_init(|| changed_givens(&self.lesson, now, MOST_APART))
    }
}

impl App {
    /// What marks compare with.
    pub fn against(&self) -> Against {
        self.against
    }

    /// The same explainer with marks that compare with this, and with what the change reaches shown or
    /// not.
    #[must_use]
    pub fn comparing(mut self, against: Against, reach: bool) -> Self {
        (self.against, self.shows_cone) = (against, reach);
        self
    }

    /// The lesson as it was before what marks show; `None` where nothing is marked.
    pub fn before(&self) -> Option<&Lesson> {
        Some(&self.compared()?.lesson)
    }

    fn compared(&self) -> Option<&Before> {
        let before = || Some(Box::new(Before::new(self.lesson.edited(self.scenario_before()?))));
        self.before.get_or_init(before).as_deref()
    }

    /// The number around which large vectors and matrices are written: the one that was changed last.
    pub(super) fn centre(&self) -> Option<Quantity> {
        self.before()?;
        match self.history.last()?.edit {
            Edit::One { quantity, .. } => Some(quantity),
            _ => None,
        }
    }

    /// What of large vectors and matrices is written where there is room for so many rows and columns.
    pub fn sight(&self, rows: usize, columns: usize) -> Sight {
        let most = Sight::default();
        Sight { rows: most.rows.min(rows), columns: most.columns.min(columns), at: self.centre() }
    }

    /// The scenario as it was then.
    fn scenario_before(&self) -> Option<Scenario> {
        let last = self.history.last()?;
        match self.against {
            Against::Start if self.history.is_edited() => Some(self.start.clone()),
            Against::Nothing | Against::Start => None,
            Against::LastEdit => {
                let mut scenario = self.lesson.scenario().clone();
                last.inverse.apply(&mut scenario).ok()?;
                Some(scenario)
            }
        }
    }

    /// The step as it was then, in the same sight as [`App::step_in`].
    pub fn step_before(&self, sight: Sight) -> Option<Step> {
        // A question is written in another way than the step that it is of.
        let is_open = self.predicting().is_some_and(|predicting| !predicting.is_done);
        if is_open {
            return None;
        }
        let mut step = self.before()?.step_in(self.place, self.reveal(), sight);
        self.tell_partly(&mut step);
        Some(step)
    }

    /// How much differs from then.
    pub fn differences(&self) -> Option<Differences> {
        let before = self.compared()?;
        let count = || self.lesson.pass().differences(before.lesson.pass());
        Some(*before.differences.get_or_init(count))
    }

    /// The given numbers that differ from then, at most so many: what was changed.
    pub fn changed_givens(&self, most: usize) -> &[Quantity] {
        let Some(before) = self.compared() else { return &[] };
        let changed = before.changed(&self.lesson);
        &changed[..most.min(changed.len())]
    }

    /// What depends on the numbers that were changed, while the graph shows it.
    pub fn cone(&self) -> Option<&Cone> {
        // Trained from other weights, all is different.
        let here = self.lesson.view();
        let is_elsewhere = || {
            let sample = self.history.last().and_then(|made| made.edit.sample());
            self.against == Against::LastEdit && sample.is_some_and(|sample| sample != here.sample)
        };
        if !self.shows_cone || here.epoch > 0 || is_elsewhere() {
            return None;
        }
        self.cone_of_change()
    }

    /// What depends on the numbers that were changed.
    pub fn cone_of_change(&self) -> Option<&Cone> {
        let before = self.compared()?;
        Some(before.cone.get_or_init(|| self.cone_between(before)))
    }

    fn cone_between(&self, before: &Before) -> Cone {
        let (then, now) = (before.lesson.pass(), self.lesson.pass());
        let parts: Vec<_> = match self.against {
            Against::LastEdit => self.history.last().and_then(|made| made.edit.part()).into_iter().collect(),
            _ => Vec::new(),
        };
        if !parts.is_empty() {
            return Cone::between(then, now, parts);
        }
        let changed = before.changed(&self.lesson);
        // Beyond some, which of them it is does not matter any more.
        if changed.len() < MOST_APART {
            Cone::between(then, now, changed.iter().map(|&q| q.into()))
        } else {
            Cone::of(now.network(), givens(now.network()))
        }
    }

    /// Compares with the last edit, or with the start.
    pub(super) fn compare_start(&mut self) -> Effect {
        if self.history.last().is_none() {
            return self.say("Nothing has been changed.");
        }
        let (against, sentence) = match self.against {
            Against::Start => (Against::LastEdit, "Marks show what the last edit changed."),
            _ if !self.history.is_edited() => return self.say("All is as it was at the start."),
            _ => (Against::Start, "Marks show what differs from the start."),
        };
        self.against = against;
        self.before.take();
        self.shows_cone = true;
        self.say(sentence)
    }

    /// No marks any more; says whether there were any.
    pub(super) fn unmark(&mut self) -> bool {
        let had = self.before().is_some();
        self.against = Against::Nothing;
        self.before.take();
        self.shows_cone = false;
        had
    }
}

fn changed_givens(before: &Lesson, now: &Lesson, most: usize) -> Vec<Quantity> {
    let network: &Network = now.pass().network();
    let last = network.last();
    let neurons =
        |kind: Kind, layer: usize| (0..network.width(layer)).map(move |row| Quantity::of(kind, layer, row));
    let inputs = neurons(Kind::Out, 0);
    let weights = network.weights_apart(before.pass().network());
    let weights = weights.map(|weight| Quantity::at(Kind::Weight, weight));
    let biases = (1..=last).flat_map(|layer| neurons(Kind::Bias, layer));
    let rest = neurons(Kind::Target, last).chain([Quantity::whole(Kind::LearningRate)]);
    let differs = |q: &Quantity| before.value(*q) != now.value(*q);
    inputs.chain(weights).chain(biases).chain(rest).filter(differs).take(most).collect()
}
