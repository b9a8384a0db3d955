//! A teacher's tour: steps in the teacher's order, with words and with numbers to set on arrival.

use super::{Scenario, ScenarioError, error};
use crate::engine::{Carry, Quantity};
use crate::text::SafeText;

/// The words for how closely a lesson is looked at.
pub const ZOOMS: [&str; 3] = ["layer", "operation", "term"];

/// A stop of a tour. What it does not say is the scenario's own: a stop looks the same whatever way
/// one came.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The address of the step; whether there is such a step, the lesson knows.
    pub at: SafeText,
    /// What is said there.
    pub words: Vec<Said>,
    /// The numbers that are set on arrival, on top of those of the stops before.
    pub set: Vec<Setting>,
    /// Whether all numbers are the scenario's own first.
    pub resets: bool,
    /// The sample that is walked, from 0.
    pub sample: Option<usize>,
    /// How numbers are carried.
    pub carry: Option<Carry>,
    /// How closely it is looked at, of [`ZOOMS`].
    pub zoom: Option<&'static str>,
    /// The line of the file where the address stands, counted from 1.
    pub line: usize,
    /// The same of the words.
    pub words_line: usize,
}

/// A piece of a stop's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Words.
    Words(SafeText),
    /// A number of the lesson at this stop, by its name; whether there is such a number, the lesson knows.
    Number(SafeText),
}

/// A given number that gets a value on arrival.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// A weight, a bias, an input (an output of layer 0), a target, or the learning rate.
    pub quantity: Quantity,
    /// The sample that it belongs to, from 0; 0 where it belongs to none.
    pub sample: usize,
    /// Its value.
    pub value: f64,
}

impl Scenario {
    /// The stops whose numbers are set at the n-th, from 0, in their order: from the last that resets on.
    pub fn stops_to(&self, n: usize) -> &[Stop] {
        let until = &self.tour[..(n + 1).min(self.tour.len())];
        let from = until.iter().rposition(|stop| stop.resets).unwrap_or(0);
        &until[from..]
    }

    /// That a stop stands on no step, with its place in the file.
    pub fn stop_without_step(&self, stop: &Stop) -> ScenarioError {
        let problem =
            format!("a stop of the tour stands at \"{}\", but the lesson has no such step", stop.at);
        let help = "steps are called as they are on the screen: forward/b/net, pattern/b/delta/1; without the tour, \
                    `chainrule steps` lists them all";
        self.error_at(stop.line, stop.at.as_str(), "tour.at", &problem, help)
    }

    /// That a stop's zoom does not show its step, with the place in the file.
    pub fn stop_out_of_sight(&self, stop: &Stop, zoom: &str) -> ScenarioError {
        let problem = format!("zoom {zoom} does not show the step \"{}\" of this stop", stop.at);
        let help = "without `zoom`, a stop is looked at as closely as its step needs";
        self.error_at(stop.line, stop.at.as_str(), "tour.zoom", &problem, help)
    }

    /// That a stop's words ask for a number that is not there, with the place in the file.
    pub fn stop_without_number(&self, stop: &Stop, name: &str) -> ScenarioError {
        let problem = format!("`tour.text` asks for {{{name}}}, but the network has no such number");
        let help = "such as {E_total}, {out_b1}, {w_b1}, {delta_b1}, {dE/dw_b1} or {new w_b1}; a brace by itself is \
                    written twice";
        self.error_at(stop.words_line, &format!("{{{name}}}"), "tour.text", &problem, help)
    }

    /// An error at a text of a line of the file.
    pub(super) fn error_at(
        &self,
        line: usize,
        text: &str,
        key: &str,
        problem: &str,
        help: &str,
    ) -> ScenarioError {
        let origin = self.origin_shown();
        let source = error::Source::new(&self.source, &origin);
        let at = source.find(line, text);
        source.error(&(at..at), key, problem, help)
    }
}
