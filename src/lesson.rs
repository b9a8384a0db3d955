//! The lesson: a numbered sequence of steps, each computed from the network when it is asked for.
//!
//! A [`Lesson`] is one scenario, one sample and one way of carrying numbers. Its [`Outline`] knows
//! the order of the steps and [`Lesson::step`] makes any one of them. What a step computes and
//! shows is in [`chapters`]; the words it says are in [`words`], apart from the logic.

pub mod address;
mod change;
pub mod chapter;
mod chapters;
mod desk;
pub mod finding;
mod functions;
mod given;
pub mod glossary;
pub mod inspect;
mod known;
pub mod measure;
pub mod outline;
mod partings;
pub mod parts;
mod predict;
pub mod prose;
pub mod recap;
pub mod step;
pub mod task;
mod tour;
pub(crate) mod words;
mod wrong;

use std::cell::{OnceCell, RefCell};
use std::sync::{Arc, OnceLock};

pub use address::{Address, Place, Section};
pub use change::Changed;
pub use chapter::{Chapter, Zoom};
pub use desk::Sight;
pub use inspect::Inspection;
pub use known::Reveal;
pub use outline::Outline;
pub use partings::{Parting, Partings};
pub use predict::Hint;
pub use prose::{Piece, Prose};
pub use step::{Flow, Label, Picture, Step, StepNote, Value};
pub use task::{Sheet, Task, takes_more};
pub use tour::TourStop;
pub use wrong::{Parted, WrongWay};

use crate::engine::{
    BatchPass, Carry, Checked, Curve, Given, Kind, Network, Part, Pass, Quantity, Standing, Trained, train_to,
};
use crate::notation::{Expr, Names};
use crate::scenario::{Origin, Scenario, ScenarioError};

/// How a scenario is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The sample that is walked, from 0.
    pub sample: usize,
    /// How numbers are carried.
    pub carry: Carry,
    /// Epochs trained before.
    pub epoch: usize,
}

impl View {
    /// As the scenario's author wants it looked at first.
    pub fn of(scenario: &Scenario) -> Self {
        Self { sample: scenario.plan.sample, carry: scenario.plan.carry, epoch: 0 }
    }
}

/// Why there is no lesson on a scenario.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LessonError {
    /// A note stands on no step.
    #[error(transparent)]
    Note(Box<ScenarioError>),
    /// A stop of the tour stands on no step, or asks for a number that is not there.
    #[error(transparent)]
    Tour(Box<ScenarioError>),
    /// There is no such sample.
    #[error("there is no sample {sample}; the scenario has {count}, counted from 1")]
    Sample {
        /// As asked for, from 1.
        sample: usize,
        /// How many there are.
        count: usize,
    },
    /// Training does not come that far.
    #[error(
        "training does not come to epoch {epoch}: beyond epoch {reached} its numbers are too large to compute with; a smaller learning_rate may help"
    )]
    Diverged {
        /// As asked for.
        epoch: usize,
        /// The last epoch whose numbers are finite.
        reached: usize,
    },
}

/// A scenario's lesson on one sample.
#[derive(Debug, Clone)]
pub struct Lesson {
    scenario: Scenario,
    view: View,
    /// The weights after the epochs of the view, not rounded.
    trained: Arc<Network>,
    pass: Pass,
    names: Names,
    outline: Arc<Outline>,
    notes: Arc<[(Address, StepNote)]>,
    tour: Arc<[TourStop]>,
    exact: OnceCell<Pass>,
    nudged: Vec<OnceCell<measure::Nudged>>,
    /// What the paths of each weight that is derived by hand add up to.
    path_sums: Vec<OnceCell<f64>>,
    /// The weight that was inspected last.
    inspected: RefCell<Option<Arc<Inspection>>>,
    /// The mistake that was looked at last.
    wrong: RefCell<Option<Arc<WrongWay>>>,
    /// Shared by lessons on the same numbers.
    training: Arc<OnceLock<Curve>>,
    batch: OnceCell<BatchPass>,
    batch_totals_after: OnceCell<Vec<f64>>,
    /// `E_total` of each sample, as far as it was asked for.
    errors: Vec<OnceCell<f64>>,
    exact_batch: OnceCell<BatchPass>,
    /// Where the neurons stand over all samples, unless these are too many to look at.
    standing: OnceCell<Option<Standing>>,
    /// Shared by lessons on the same sample with the same weights.
    checks: Arc<OnceLock<Vec<Checked>>>,
    partings: OnceCell<Partings>,
    finder: finding::Finder,
}

impl Lesson {
    /// Computes the pass that the lesson walks.
    ///
    /// # Errors
    /// When the sample does not exist, a note or a stop of the scenario's tour stands on no step, or
    /// training to the epoch of the view diverges.
    pub fn new(scenario: Scenario, view: View) -> Result<Self, LessonError> {
        let count = scenario.samples.len();
        if view.sample >= count {
            return Err(LessonError::Sample { sample: view.sample + 1, count });
        }
        let trained = train(&scenario, view.epoch)?;
        let mut lesson = Self::make(scenario, view, trained, None);
        lesson.notes = resolve_notes(&lesson.scenario, &lesson.outline)?.into();
        lesson.tour = lesson.resolve_tour()?.into();
        Ok(lesson)
    }

    /// A lesson; notes, tour, and as far as numbers do not matter for it the outline, are those of an earlier
    /// one on a scenario of the same shape.
    fn make(scenario: Scenario, view: View, trained: Arc<Network>, earlier: Option<&Self>) -> Self {
        let pass = pass_when(&scenario, view, &trained, view.carry);
        let same = earlier.filter(|lesson| !lesson.outline.depends_on_numbers());
        let wants = |chapter: Chapter| match &scenario.plan.chapters {
            Some(chapters) => chapters.iter().any(|name| name.as_str() == chapter.word()),
            None => true,
        };
        let outline = match same {
            Some(lesson) => Arc::clone(&lesson.outline),
            None => {
                let batch = scenario.learning.batch.size(scenario.samples.len());
                Arc::new(Outline::new(&pass, &scenario.plan.derive, batch, wants))
            }
        };
        let notes = earlier.map(|lesson| Arc::clone(&lesson.notes)).unwrap_or_default();
        let tour = earlier.map(|lesson| Arc::clone(&lesson.tour)).unwrap_or_default();
        let errors = vec![OnceCell::new(); scenario.samples.len()];
        let training = earlier.filter(|lesson| lesson.trains_as(&scenario));
        let training = training.map(|lesson| Arc::clone(&lesson.training)).unwrap_or_default();
        let checks = earlier.filter(|lesson| lesson.measures_as(&trained, &pass.given().sample));
        let checks = checks.map(|lesson| Arc::clone(&lesson.checks)).unwrap_or_default();
        Self {
            names: Names::of(pass.network()),
            exact: OnceCell::new(),
            nudged: vec![OnceCell::new(); scenario.plan.derive.len()],
            path_sums: vec![OnceCell::new(); scenario.plan.derive.len()],
            scenario,
            view,
            trained,
            pass,
            outline,
            notes,
            tour,
            inspected: RefCell::default(),
            wrong: RefCell::default(),
            training,
            batch: OnceCell::new(),
            batch_totals_after: OnceCell::new(),
            errors,
            exact_batch: OnceCell::new(),
            standing: OnceCell::new(),
            checks,
            partings: OnceCell::new(),
            finder: finding::Finder::default(),
        }
    }

    /// The same scenario looked at in another way.
    ///
    /// # Errors
    /// When there is no such sample, or training to the epoch diverges.
    pub fn with_view(&self, view: View) -> Result<Self, LessonError> {
        let count = self.scenario.samples.len();
        if view.sample >= count {
            return Err(LessonError::Sample { sample: view.sample + 1, count });
        }
        let trained = if view.epoch == self.view.epoch {
            Arc::clone(&self.trained)
        } else {
            train(&self.scenario, view.epoch)?
        };
        Ok(Self::make(self.scenario.clone(), view, trained, Some(self)))
    }

    /// The same scenario after other epochs, with the weights that training them came to.
    pub fn with_trained(&self, trained: Trained) -> Self {
        let view = View { epoch: trained.epochs, ..self.view };
        Self::make(self.scenario.clone(), view, trained.network, Some(self))
    }

    /// The same lesson on the same scenario with other numbers; everything is computed anew.
    ///
    /// The scenario must have the shape, the samples and the notes of this lesson's. Where its training
    /// does not come to the epoch of the view, this is the lesson of the last one that it comes to.
    pub fn edited(&self, scenario: Scenario) -> Self {
        let trained = trained(&scenario, self.view.epoch);
        let view = View { epoch: trained.epochs, ..self.view };
        Self::make(scenario, view, trained.network, Some(self))
    }

    /// The scenario, with the edits made.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The same lesson on a scenario that now stands in a file of its own.
    pub fn written_to(&mut self, origin: Origin, source: &str) {
        (self.scenario.origin, self.scenario.source) = (origin, source.into());
    }

    /// How it is looked at.
    pub fn view(&self) -> View {
        self.view
    }

    /// The pass that the lesson walks.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// How things are called in this network.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The order of the steps.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The weights that the lesson walks with, not rounded.
    pub fn trained(&self) -> &Arc<Network> {
        &self.trained
    }

    /// The value of a quantity of the pass, or of the batch that its sample belongs to.
    pub fn value(&self, q: Quantity) -> Option<f64> {
        match q.kind {
            Kind::MeanGradient | Kind::MeanBiasGradient => mean(self.batch(), self.pass.network(), q),
            _ => self.pass.value(q),
        }
    }

    /// The value of a quantity in full precision, however the lesson carries its numbers.
    pub fn exact_value(&self, q: Quantity) -> Option<f64> {
        let exact = || self.pass_when(Carry::Full);
        match self.view.carry {
            Carry::Full => self.value(q),
            Carry::Decimals(_) if matches!(q.kind, Kind::MeanGradient | Kind::MeanBiasGradient) => {
                mean(self.exact_batch(), self.pass.network(), q)
            }
            Carry::Decimals(_) => self.exact.get_or_init(exact).value(q),
        }
    }

    /// The pass that carries numbers in this way.
    fn pass_when(&self, carry: Carry) -> Pass {
        pass_when(&self.scenario, self.view, &self.trained, carry)
    }

    /// Whether its weights were drawn or trained, so that they are rounded where decimals are carried.
    fn has_long_weights(&self) -> bool {
        has_long_weights(&self.scenario, self.view)
    }

    /// Reads an address of this lesson.
    pub fn parse_address(&self, text: &str) -> Option<Address> {
        Address::parse(text, self.pass.network()).filter(|&address| self.outline.has(address))
    }

    /// Writes an address of this lesson.
    pub fn address_text(&self, address: Address) -> String {
        address.text(self.pass.network())
    }

    /// Makes the step at an address, showing what is revealed there.
    pub fn step(&self, address: Address, reveal: Reveal) -> Step {
        self.step_in(address, reveal, Sight::default())
    }

    /// The same with so much of large vectors and matrices as the sight says.
    pub fn step_in(&self, address: Address, reveal: Reveal, sight: Sight) -> Step {
        let mut step = chapters::step(&desk::Desk { sight, ..desk::Desk::new(self, address, reveal) });
        step.notes =
            self.notes.iter().filter(|(at, _)| *at == address).map(|(_, note)| note.clone()).collect();
        step
    }

    /// A vector or matrix as far as it is known at a step; of a large one the part around what is
    /// lit, else what the sight says.
    pub fn tensor(&self, part: Part, here: Address, reveal: Reveal, lit: &[Part], sight: Sight) -> Expr {
        let desk = desk::Desk { sight, ..desk::Desk::new(self, here, reveal) };
        let focus = lit.iter().find(|l| l.kind == part.kind && l.layer == part.layer);
        let (row, column) = focus.map_or((None, None), |l| (l.row, l.column));
        if part.kind.is_matrix() {
            desk.matrix(part.kind, part.layer, (row, column))
        } else {
            desk.vector(part.kind, part.layer, row)
        }
    }
}

/// The mean over a batch, where the network has such a quantity.
fn mean(batch: &BatchPass, network: &Network, q: Quantity) -> Option<f64> {
    let has_layer = (1..network.depth()).contains(&q.layer);
    let has_row = has_layer && q.row < network.width(q.layer);
    match q.kind {
        Kind::MeanGradient => {
            let has_cell = has_row && q.column < network.width(q.layer - 1);
            has_cell.then(|| batch.gradient(q.weight_id()))
        }
        _ => {
            let is_biased = has_row && network.layer(q.layer).biases.is_some();
            is_biased.then(|| batch.bias_gradient(q.layer, q.row))
        }
    }
}

/// The network after so many epochs.
fn train(scenario: &Scenario, epoch: usize) -> Result<Arc<Network>, LessonError> {
    match trained(scenario, epoch) {
        Trained { network, epochs } if epochs == epoch => Ok(network),
        Trained { epochs: reached, .. } => Err(LessonError::Diverged { epoch, reached }),
    }
}

/// The network after so many epochs, or as many as training comes to.
fn trained(scenario: &Scenario, epochs: usize) -> Trained {
    match epochs {
        0 => Trained { network: Arc::clone(scenario.network()), epochs },
        epochs => train_to(scenario.network(), &scenario.samples, scenario.learning, epochs),
    }
}

/// Given weights are never rounded; drawn or trained ones are, once, before a carrying pass.
fn pass_when(scenario: &Scenario, view: View, trained: &Arc<Network>, carry: Carry) -> Pass {
    let given = Given { network: Arc::clone(trained), ..scenario.given(view.sample) };
    if has_long_weights(scenario, view) {
        return Pass::compute_rounded(given, carry);
    }
    Pass::compute(given, carry)
}

fn has_long_weights(scenario: &Scenario, view: View) -> bool {
    view.epoch > 0 || scenario.has_long_weights()
}

/// The scenario's notes at their steps.
fn resolve_notes(scenario: &Scenario, outline: &Outline) -> Result<Vec<(Address, StepNote)>, LessonError> {
    let mut notes = Vec::with_capacity(scenario.notes.len());
    for note in scenario.notes.iter() {
        let wrong = || LessonError::Note(Box::new(scenario.note_without_step(note)));
        let address = Address::parse(note.at.as_str(), scenario.network()).ok_or_else(wrong)?;
        if !outline.exists(address) {
            return Err(wrong());
        }
        notes.push((address, StepNote { text: note.text.to_string(), quotes: note.quotes }));
    }
    Ok(notes)
}
