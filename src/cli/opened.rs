//! A scenario opened as the arguments say: edited, looked at, at a step.

use std::num::NonZeroUsize;

use super::Failure;
use super::args::Common;
use crate::app::{Against, App, Start, numbers_at_stop};
use crate::edit::{Edit, History};
use crate::engine::MOST_EPOCHS;
use crate::lesson::{Address, Lesson, LessonError, View, Zoom};
use crate::scenario::{self, Scenario};

/// What a command works on.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub lesson: Lesson,
    pub start: Start,
    /// The scenario before it was edited.
    pub unedited: Scenario,
    history: History,
    against: Against,
    reach: bool,
    /// The part of the step that is presented, from 1.
    part: Option<usize>,
    /// The stop of the tour, from 0, if it is taken.
    pub stop: Option<usize>,
}

impl Opened {
    /// Opens the scenario, goes to the stop of its tour, makes the edits, then trains, then goes to the
    /// step.
    pub fn new(common: &Common) -> Result<Self, Failure> {
        Self::of(scenario_of(common)?, common)
    }

    /// The same with a scenario that was read before.
    pub fn of(mut scenario: Scenario, common: &Common) -> Result<Self, Failure> {
        let unedited = scenario.clone();
        let mut view = View::of(&scenario);
        let mut history = History::default();
        let mut against = common.compare.unwrap_or_default();
        let mut reach = common.reach;
        let stop = stop_asked(common, &scenario)?;
        if let Some(n) = stop {
            view = lesson_on(scenario.clone(), view)?.tour()[n].view;
            let numbers = numbers_at_stop(&scenario, n).map_err(anyhow::Error::from)?;
            (scenario, history) = (numbers.scenario, numbers.history);
            if common.set.is_empty() && history.last().is_some() {
                (against, reach) = (Against::LastEdit, numbers.sets);
            }
        }
        if let Some(number) = common.sample {
            let count = scenario.samples.len();
            if !(1..=count).contains(&number) {
                return Err(usage(format!(
                    "there is no sample {number}; the scenario has {count}, counted from 1"
                )));
            }
            view.sample = number - 1;
        }
        if common.epoch > MOST_EPOCHS {
            return Err(usage(format!("--epoch takes at most {MOST_EPOCHS}")));
        }
        view.epoch = common.epoch;
        view.carry = common.decimals.unwrap_or(view.carry);
        for text in &common.set {
            let edit = Edit::parse(text, scenario.network(), view.sample);
            let made = edit.and_then(|edit| history.apply(edit, &mut scenario));
            made.map_err(|error| usage(error.to_string()))?;
        }
        let lesson = lesson_on(scenario, view)?;
        let asked = common.zoom.unwrap_or_default();
        let step = common.step.as_deref().map(|step| place(&lesson, asked, step)).transpose()?;
        let stop_at = stop.filter(|_| step.is_none()).map(|n| lesson.tour()[n]);
        let place = step.or(stop_at.map(|stop| stop.address));
        let usual = || stop_at.map_or_else(|| zoom_for(&lesson, place), |stop| stop.zoom);
        let zoom = common.zoom.unwrap_or_else(usual);
        let (theme, depth) = common.look();
        let (ascii, present) = (common.ascii, common.present);
        let start = Start { place, zoom, theme, depth, ascii, present };
        let part = common.part.map(NonZeroUsize::get);
        Ok(Self { lesson, start, unedited, history, against, reach, part, stop })
    }

    /// Whether numbers were changed.
    pub fn is_edited(&self) -> bool {
        self.history.is_edited()
    }

    /// An explainer of it.
    pub fn app(self) -> App {
        let app = App::new(self.lesson, self.start)
            .edited(self.unedited, self.history)
            .comparing(self.against, self.reach);
        let app = match self.stop {
            Some(n) => app.touring(n),
            None => app,
        };
        match self.part {
            Some(part) => app.presented(part),
            None => app,
        }
    }
}

/// The scenario, with the weights that it is to begin with.
pub(super) fn scenario_of(common: &Common) -> Result<Scenario, Failure> {
    let (name, weights) = (common.scenario.as_deref(), common.weights_from.as_deref());
    if (name, weights) == (Some("-"), Some("-")) {
        return Err(usage("standard input is the scenario or its weights, not both"));
    }
    let scenario = scenario::open(name).map_err(anyhow::Error::from)?;
    match weights {
        Some(file) => Ok(scenario.with_weights_of(file).map_err(anyhow::Error::from)?),
        None => Ok(scenario),
    }
}

/// The stop of the tour that is asked for, from 0.
fn stop_asked(common: &Common, scenario: &Scenario) -> Result<Option<usize>, Failure> {
    let Some(number) = common.stop.or(common.tour.then_some(1)) else { return Ok(None) };
    let count = scenario.tour.len();
    match number.checked_sub(1).filter(|n| *n < count) {
        Some(n) => Ok(Some(n)),
        None if count == 0 => Err(usage("this scenario has no tour; a file gives one in [[tour]]")),
        None => Err(usage(format!("there is no stop {number}; they count from 1 to {count}"))),
    }
}

fn lesson_on(scenario: Scenario, view: View) -> Result<Lesson, Failure> {
    Lesson::new(scenario, view).map_err(|error| match error {
        LessonError::Note(_) | LessonError::Tour(_) | LessonError::Diverged { .. } => {
            Failure::Failed(error.into())
        }
        LessonError::Sample { .. } => usage(error.to_string()),
    })
}

fn usage(sentence: impl Into<String>) -> Failure {
    Failure::Usage(sentence.into())
}

/// The zoom to begin with, or a closer one where the step exists only there.
fn zoom_for(lesson: &Lesson, place: Option<Address>) -> Zoom {
    let zooms = [Zoom::default(), Zoom::Term];
    let shows = |zoom: &Zoom| place.is_none_or(|at| lesson.outline().index(*zoom, at).is_some());
    zooms.into_iter().find(shows).unwrap_or_default()
}

/// The step of an address or a number.
pub(super) fn place(lesson: &Lesson, zoom: Zoom, step: &str) -> Result<Address, Failure> {
    if let Ok(number) = step.parse::<usize>() {
        let count = lesson.outline().len(zoom);
        return number.checked_sub(1).and_then(|n| lesson.outline().at(zoom, n)).ok_or_else(|| {
            usage(format!("there is no step {number}; at zoom {} they count from 1 to {count}", zoom.word()))
        });
    }
    lesson.parse_address(step).ok_or_else(|| {
        let shown = crate::text::SafeText::new(step);
        usage(format!(
            "there is no step “{}”; an address looks like forward/c/net/2, and `chainrule steps` lists them",
            crate::text::cut(shown.as_str(), 60)
        ))
    })
}
