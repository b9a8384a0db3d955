//! A teacher's tour: its stops at their steps, with their words.

use std::sync::Arc;

use super::chapter::Zoom;
use super::desk::Desk;
use super::known::Reveal;
use super::prose::{Piece, Prose};
use super::{Address, Lesson, LessonError, View};
use crate::engine::{Kind, Quantity};
use crate::notation::Names;
use crate::scenario::{Said, Scenario, Stop};

/// Before the name of a number that the learning step makes.
const NEW: &str = "new ";

/// Where a stop of the tour stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TourStop {
    /// The step.
    pub address: Address,
    /// How closely it is looked at.
    pub zoom: Zoom,
    /// The sample that is walked and how numbers are carried, before any training.
    pub view: View,
}

impl Lesson {
    /// The stops of the scenario's tour, in the teacher's order.
    pub fn tour(&self) -> &[TourStop] {
        &self.tour
    }

    /// What is said at the n-th stop, from 0, with the numbers that this lesson has.
    pub fn tour_words(&self, n: usize) -> Option<Prose> {
        let (stop, at) = (self.scenario().tour.get(n)?, self.tour.get(n)?);
        // A teacher may speak of a number before its step.
        let desk = Desk::new(self, at.address, Reveal::All);
        let piece = |said: &Said| match said {
            Said::Words(words) => Piece::from(words.to_string()),
            Said::Number(name) => match quantity(name.as_str(), self.names()) {
                Some(q) => desk.said(q),
                // Stops that ask for what is not there were refused.
                None => Piece::from(name.to_string()),
            },
        };
        Some(Prose(stop.words.iter().map(piece).collect()))
    }

    /// The lesson as the n-th stop, from 0, looks at it, on a scenario with the stop's numbers; that
    /// scenario must have the shape of this lesson's.
    pub fn at_stop(&self, n: usize, scenario: Scenario) -> Option<Self> {
        let view = self.tour.get(n)?.view;
        let network = Arc::clone(scenario.network());
        Some(Self::make(scenario, view, network, Some(self)))
    }

    /// The scenario's stops at their steps.
    pub(super) fn resolve_tour(&self) -> Result<Vec<TourStop>, LessonError> {
        self.scenario().tour.iter().map(|stop| self.resolve_stop(stop)).collect()
    }

    fn resolve_stop(&self, stop: &Stop) -> Result<TourStop, LessonError> {
        let scenario = self.scenario();
        let wrong = |error| LessonError::Tour(Box::new(error));
        let address = self.parse_address(stop.at.as_str());
        let address = address.ok_or_else(|| wrong(scenario.stop_without_step(stop)))?;
        for said in &stop.words {
            let Said::Number(name) = said else { continue };
            let value = quantity(name.as_str(), self.names()).and_then(|q| self.value(q));
            value.ok_or_else(|| wrong(scenario.stop_without_number(stop, name.as_str())))?;
        }
        let asked = stop.zoom.and_then(|word| Zoom::ALL.into_iter().find(|zoom| zoom.word() == word));
        let zoom = asked.unwrap_or_else(|| self.zoom_for(address));
        // A path that is not listed can be looked at all the same, though not from afar.
        let is_listed = self.shows(Zoom::Term, address);
        if !self.shows(zoom, address) && (is_listed || zoom == Zoom::Layer) {
            return Err(wrong(scenario.stop_out_of_sight(stop, zoom.word())));
        }
        let usual = View::of(scenario);
        let view = View {
            sample: stop.sample.unwrap_or(usual.sample),
            carry: stop.carry.unwrap_or(usual.carry),
            epoch: 0,
        };
        Ok(TourStop { address, zoom, view })
    }

    fn shows(&self, zoom: Zoom, address: Address) -> bool {
        self.outline().index(zoom, address).is_some()
    }

    /// The zoom to look at a step with: the usual one, or a closer one where the step exists only there.
    pub fn zoom_for(&self, address: Address) -> Zoom {
        let zooms = [Zoom::default(), Zoom::Term];
        zooms.into_iter().find(|&zoom| self.shows(zoom, address)).unwrap_or_default()
    }
}

/// The quantity of a name as a tour says it: as everywhere, or with "new" before it after the learning
/// step.
fn quantity(name: &str, names: &Names) -> Option<Quantity> {
    let name = name.trim();
    let Some(old) = name.strip_prefix(NEW) else { return names.quantity(name) };
    let q = names.quantity(old.trim_start())?;
    let kind = match q.kind {
        Kind::Weight => Kind::WeightAfter,
        Kind::Bias => Kind::BiasAfter,
        Kind::Out => Kind::OutAfter,
        Kind::ErrorTotal => Kind::ErrorTotalAfter,
        _ => return None,
    };
    Some(q.with(kind))
}
