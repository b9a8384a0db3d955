//! What is written of a lesson: some of its steps, or stops of its tour.

use std::ops::Range;

use super::Failure;
use super::args::Common;
use super::opened::Opened;
use super::range::StepRange;
use crate::edit::Edit;
use crate::export::handout::{Content, Handout, Kind};
use crate::export::steps::Tour;
use crate::lesson::{View, Zoom};
use crate::scenario::Scenario;

/// Steps, or stops of a tour, with the lesson opened at the first of them.
pub(super) struct Selected {
    pub opened: Opened,
    chosen: Chosen,
    /// Whether its numbers are others than the file's.
    pub is_edited: bool,
}

enum Chosen {
    Steps(Zoom, Range<usize>),
    Stops(Range<usize>),
}

impl Selected {
    /// The stops of the tour if they are asked for, else these steps, or the one of --step, or all.
    pub fn new(scenario: &Scenario, common: &Common, range: Option<&StepRange>) -> Result<Self, Failure> {
        if common.step.is_none() && (common.tour || common.stop.is_some()) {
            return Self::stops(scenario.clone(), common, range);
        }
        let mut opened = Opened::of(scenario.clone(), common)?;
        let (zoom, range) = match range {
            Some(range) => range.steps(&opened.lesson, common.zoom)?,
            None => {
                let (outline, zoom) = (opened.lesson.outline(), opened.start.zoom);
                // As on the screen: a step that this zoom does not show is the nearest one that it does.
                let place = opened.start.place.and_then(|at| outline.nearest(zoom, at));
                let one = place.and_then(|at| outline.index(zoom, at));
                (zoom, one.map_or(0..outline.len(zoom), |n| n..n + 1))
            }
        };
        opened.start.place = opened.lesson.outline().at(zoom, range.start);
        opened.start.zoom = zoom;
        let is_edited = opened.is_edited();
        Ok(Self { opened, chosen: Chosen::Steps(zoom, range), is_edited })
    }

    /// On a tour, edits are made to the scenario that it begins with: stops set their own on top.
    fn stops(mut base: Scenario, common: &Common, range: Option<&StepRange>) -> Result<Self, Failure> {
        let sample = View::of(&base).sample;
        for text in &common.set {
            let edit = Edit::parse(text, base.network(), sample);
            let made = edit.and_then(|edit| edit.apply(&mut base));
            made.map_err(|error| Failure::Usage(error.to_string()))?;
        }
        let plain = Common { set: Vec::new(), compare: None, reach: false, ..common.clone() };
        let mut opened = Opened::of(base.clone(), &plain)?;
        let stops = match range {
            Some(range) => range.stops(opened.lesson.tour().len())?,
            None => match common.stop {
                Some(number) => number - 1..number,
                None => 0..opened.lesson.tour().len(),
            },
        };
        if opened.stop != Some(stops.start) {
            opened = Opened::of(base, &Common { stop: Some(stops.start + 1), ..plain })?;
        }
        Ok(Self { opened, chosen: Chosen::Stops(stops), is_edited: !common.set.is_empty() })
    }

    /// What its scenario is called.
    pub fn title(&self) -> &str {
        self.opened.lesson.scenario().title.as_str()
    }

    /// What was selected.
    pub fn content(&self) -> Content<'_> {
        let Opened { lesson, start, unedited: scenario, .. } = &self.opened;
        match &self.chosen {
            Chosen::Steps(zoom, range) => Content::Steps(lesson, *zoom, range.clone()),
            Chosen::Stops(range) => {
                Content::Tour(Tour { lesson, scenario, range: range.clone(), ascii: start.ascii })
            }
        }
    }

    /// A hand-out of it, of this kind.
    pub fn handout(&self, kind: Kind) -> Handout<'_> {
        Handout { content: self.content(), kind, is_edited: self.is_edited, student: None, command: None }
    }

    /// The command line that opens the same numbers at the first step, where there is one that a sheet can
    /// show.
    pub fn command(&self) -> Option<String> {
        let is_edited_tour = matches!(self.chosen, Chosen::Stops(_)) && self.is_edited;
        // Where the name of a file holds what is not seen, there is none.
        if is_edited_tour { None } else { self.opened.clone().app().link().ok() }
    }
}
