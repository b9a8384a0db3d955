//! What a scenario's author says in it: notes, and a tour whose numbers are to be computable.

use serde::Serialize;

use crate::app::numbers_at_stop;
use crate::lesson::Lesson;

/// How many notes there are, and what there is of a tour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Notes on steps.
    pub notes: usize,
    /// The tour, if there is one.
    pub tour: Option<TourTold>,
}

/// What there is of a tour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TourTold {
    /// How many stops it has.
    pub stops: usize,
    /// How many of them set numbers.
    pub with_edits: usize,
    /// Those, from 1, at which a number of the pass is not finite.
    pub not_finite: Vec<usize>,
}

impl Told {
    /// Looks at every stop; that each is a step and that what it sets is given, the lesson has seen to.
    pub(super) fn of(lesson: &Lesson) -> Self {
        let scenario = lesson.scenario();
        let is_finite = |n: usize| {
            let at =
                numbers_at_stop(scenario, n).ok().and_then(|numbers| lesson.at_stop(n, numbers.scenario));
            at.is_some_and(|at| at.pass().numbers().all(|(_, value)| value.is_finite()))
        };
        let stops = scenario.tour.len();
        let tour = (stops > 0).then(|| TourTold {
            stops,
            with_edits: scenario.tour.iter().filter(|stop| !stop.set.is_empty()).count(),
            not_finite: (0..stops).filter(|&n| !is_finite(n)).map(|n| n + 1).collect(),
        });
        Self { notes: scenario.notes.len(), tour }
    }

    /// Whether all numbers of all stops are finite.
    pub fn is_finite(&self) -> bool {
        self.tour.as_ref().is_none_or(|tour| tour.not_finite.is_empty())
    }

    /// "8 notes; tour: 26 stops, 3 with edits"; nothing where there is neither.
    pub(super) fn text(&self) -> Vec<String> {
        let counted =
            |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
        let mut lines = Vec::new();
        let notes = (self.notes > 0).then(|| counted(self.notes, "note"));
        let tour = self.tour.as_ref().map(|tour| {
            let edits = if tour.with_edits == 0 { "none".to_owned() } else { tour.with_edits.to_string() };
            format!("tour: {}, {edits} with edits", counted(tour.stops, "stop"))
        });
        let parts: Vec<String> = notes.into_iter().chain(tour).collect();
        if !parts.is_empty() {
            lines.push(parts.join("; "));
        }
        if let Some(tour) = self.tour.as_ref().filter(|tour| !tour.not_finite.is_empty()) {
            let numbers: Vec<String> = tour.not_finite.iter().map(usize::to_string).collect();
            let stops = if numbers.len() == 1 { "stop" } else { "stops" };
            lines.push(format!(
                "error: at {stops} {} of the tour, numbers are too large to compute with",
                numbers.join(", ")
            ));
        }
        lines
    }
}
