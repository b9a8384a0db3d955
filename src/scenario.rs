//! Scenario files: from TOML, which may hold anything, to a network, its samples and a lesson plan.
//!
//! A file goes through three hands: `raw` says what may stand where, `validate` holds it against
//! itself (shapes, ranges, names), and whatever is wrong becomes a [`ScenarioError`] that points into
//! the file. Texts are made safe here, once; no other module sees what a file says as it stands.

mod builtin;
mod change;
mod edits;
mod error;
mod explain;
mod name;
mod open;
mod put_in;
mod raw;
mod refused;
mod save;
mod tour;
mod trained;
mod validate;
mod values;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::{Carry, Given, Learning, Network, Pass, Sample, WeightId};
use crate::text::SafeText;

pub use builtin::{BUILTINS, Builtin, builtin, builtins};
pub use change::givens;
pub use edits::at_sample;
pub use error::{ErrorKind, Place, ScenarioError};
pub use name::{NameError, name, parse_name, parse_whole};
pub use open::{MOST_BYTES, open, parse_from};
pub use refused::{Refused, refused};
pub use save::SaveError;
pub use tour::{Said, Setting, Stop, ZOOMS};

/// The chapters that a lesson has, in its order; a file may choose among them.
pub const CHAPTERS: [&str; 7] = ["network", "forward", "error", "chain", "pattern", "learn", "check"];

/// A network with the samples it is shown, and what a lesson does with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub title: SafeText,
    network: Arc<Network>,
    weights_from: WeightsFrom,
    /// How the network learns.
    pub learning: Learning,
    /// How the lesson goes.
    pub plan: Plan,
    /// At least one, each as wide as the network. They are shared until one is changed.
    pub samples: Arc<Vec<Sample>>,
    /// A teacher's words on steps, in the order of the file.
    pub notes: Arc<[Note]>,
    /// A teacher's tour, stop by stop; empty where the file has none.
    pub tour: Arc<[Stop]>,
    /// Where it came from.
    pub origin: Origin,
    /// The text that it was read from, as it stood there.
    pub source: Arc<str>,
}

/// Where a scenario came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program, under this name.
    Builtin(&'static str),
    /// A file.
    File(PathBuf),
    /// A text that cannot be had again.
    Text,
}

/// Where the weights of a scenario come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeightsFrom {
    /// They are listed in its text.
    Text,
    /// They are drawn from a seed.
    Seed,
    /// They are read from a file beside the scenario's, of this name.
    File(PathBuf),
    /// They are read from a file of this name, which the scenario's text does not name.
    Given(PathBuf),
}

/// What the lesson starts with.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How numbers are carried.
    pub carry: Carry,
    /// The sample that the lesson walks, counted from 0.
    pub sample: usize,
    /// The weights that are derived by hand, at least one, none twice; if the file does not say,
    /// the first of each layer, from the output layer back.
    pub derive: Vec<WeightId>,
    /// The chapters to show, of [`CHAPTERS`], at least one; `None` is all.
    pub chapters: Option<Vec<SafeText>>,
}

/// A note on a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The address of the step; whether there is such a step, the lesson knows.
    pub at: SafeText,
    /// What it says.
    pub text: SafeText,
    /// Whether it quotes a source.
    pub quotes: bool,
    /// The line of the file where the address stands, counted from 1.
    pub line: usize,
}

impl Scenario {
    /// The network. It is shared; a clone of the handle copies no weights.
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// The network, to change its numbers. Copies it first where passes still share it.
    pub fn network_mut(&mut self) -> &mut Network {
        Arc::make_mut(&mut self.network)
    }

    /// Where the weights come from.
    pub fn weights_from(&self) -> &WeightsFrom {
        &self.weights_from
    }

    /// Whether the weights are drawn or trained, so that they have more digits than anyone would
    /// write: these are rounded once, all of them, when a pass begins that carries decimals. A single
    /// one that was edited since is rounded with them.
    pub fn has_long_weights(&self) -> bool {
        self.weights_from != WeightsFrom::Text
    }

    /// What a pass of one sample starts with, in full precision.
    ///
    /// # Panics
    /// When there is no such sample; they count from 0.
    pub fn given(&self, sample: usize) -> Given {
        Given {
            network: Arc::clone(&self.network),
            sample: self.samples[sample].clone(),
            learning: self.learning,
        }
    }

    /// That a note stands on no step, with its place in the file. Which steps there are, the lesson
    /// knows.
    pub fn note_without_step(&self, note: &Note) -> ScenarioError {
        let problem = format!("a note stands at \"{}\", but the lesson has no such step", note.at);
        let help = "steps are called as they are on the screen: forward/b/net, pattern/b/delta/1; without the note, \
                    `chainrule steps` lists them all";
        self.error_at(note.line, note.at.as_str(), "notes.at", &problem, help)
    }

    /// What messages call the file that it came from.
    fn origin_shown(&self) -> String {
        match &self.origin {
            Origin::Builtin(name) => (*name).to_owned(),
            Origin::File(path) => path.display().to_string(),
            Origin::Text => "standard input".to_owned(),
        }
    }

    /// One pass of one sample.
    ///
    /// # Panics
    /// When there is no such sample; they count from 0.
    pub fn pass(&self, sample: usize, carry: Carry) -> Pass {
        let given = self.given(sample);
        if self.has_long_weights() {
            Pass::compute_rounded(given, carry)
        } else {
            Pass::compute(given, carry)
        }
    }
}

/// Reads a scenario from the text of a file.
///
/// `origin` is what messages call the file. A text by itself has no folder, so it cannot name a file
/// of weights; see [`open`].
///
/// # Errors
/// When the text is not TOML or does not say what a scenario needs; the error points at the place.
///
/// ```
/// use chainrule::scenario::parse;
/// let error = parse("title = 'One'\nnetwork = { layers = [2, 0] }", "one.toml").unwrap_err();
/// assert_eq!(error.line(), Some(2));
/// assert!(error.to_string().starts_with("`network.layers` holds 0, where a whole number"));
/// ```
pub fn parse(source: &str, origin: &str) -> Result<Scenario, ScenarioError> {
    parse_beside(source, origin, Beside::Nothing)
}

/// The same, with the weights of a text, as training writes it: that of the file that the scenario names,
/// or of one that is in place of its own.
///
/// # Errors
/// When either says not what it must.
pub fn parse_with_weights(source: &str, origin: &str, weights: &str) -> Result<Scenario, ScenarioError> {
    let mut scenario = parse_beside(source, origin, Beside::Weights(weights))?;
    if !matches!(scenario.weights_from, WeightsFrom::File(_)) {
        scenario.put_in_text(weights, origin)?;
    }
    Ok(scenario)
}

/// The same, with the folder in which files that the text names are looked for.
fn parse_in(source: &str, origin: &str, folder: Option<&Path>) -> Result<Scenario, ScenarioError> {
    parse_beside(source, origin, folder.map_or(Beside::Nothing, Beside::Folder))
}

/// Where a file of weights is that a scenario may name.
#[derive(Debug, Clone, Copy)]
enum Beside<'a> {
    /// Nowhere.
    Nothing,
    /// In this folder.
    Folder(&'a Path),
    /// This is what it holds.
    Weights(&'a str),
}

fn parse_beside(source: &str, origin: &str, beside: Beside<'_>) -> Result<Scenario, ScenarioError> {
    let text = Arc::from(source);
    let source = error::Source::new(source, origin);
    Ok(Scenario { source: text, ..validate::validate(&source, beside, raw::read(&source)?)? })
}
