//! A scenario opened as the arguments say: edited, looked at, at a step.

use std::num::NonZeroUsize;

use super::Failure;
use super::args::Common;
use crate::app::{Against, App, Start};
use crate::edit::{Edit, History};
use crate::engine::MOST_EPOCHS;
use crate::lesson::{Address, Lesson, LessonError, View, Zoom};
use crate::scenario::{self, Scenario};

/// What a command works on.
#[derive(Debug)]
pub(super) struct Opened {
    pub lesson: Lesson,
    pub start: Start,
    /// The scenario before it was edited.
    unedited: Scenario,
    history: History,
    against: Against,
    reach: bool,
    /// The part of the step that is presented, from 1.
    part: Option<usize>,
}

impl Opened {
    /// Opens the scenario, makes the edits, then trains, then goes to the step.
    pub fn new(common: &Common) -> Result<Self, Failure> {
        let mut scenario = scenario::open(common.scenario.as_deref()).map_err(anyhow::Error::from)?;
        let mut view = View::of(&scenario);
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
        let unedited = scenario.clone();
        let mut history = History::default();
        for text in &common.set {
            let edit = Edit::parse(text, scenario.network(), view.sample);
            let made = edit.and_then(|edit| history.apply(edit, &mut scenario));
            made.map_err(|error| usage(error.to_string()))?;
        }
        let lesson = Lesson::new(scenario, view).map_err(|error| match error {
            LessonError::Note(_) | LessonError::Tour(_) | LessonError::Diverged { .. } => {
                Failure::Failed(error.into())
            }
            LessonError::Sample { .. } => usage(error.to_string()),
        })?;
        let asked = common.zoom.unwrap_or_default();
        let place = common.step.as_deref().map(|step| place(&lesson, asked, step)).transpose()?;
        let zoom = common.zoom.unwrap_or_else(|| zoom_for(&lesson, place));
        let (theme, depth) = common.look();
        let (ascii, present) = (common.ascii, common.present);
        let start = Start { place, zoom, theme, depth, ascii, present };
        let against = common.compare.unwrap_or_default();
        let (reach, part) = (common.reach, common.part.map(NonZeroUsize::get));
        Ok(Self { lesson, start, unedited, history, against, reach, part })
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
        match self.part {
            Some(part) => app.presented(part),
            None => app,
        }
    }
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
fn place(lesson: &Lesson, zoom: Zoom, step: &str) -> Result<Address, Failure> {
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
