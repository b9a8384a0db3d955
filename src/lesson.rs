//! The lesson: a numbered sequence of steps, each computed from the network when it is asked for.
//!
//! A [`Lesson`] is one scenario, one sample and one way of carrying numbers. Its [`Outline`] knows
//! the order of the steps and [`Lesson::step`] makes any one of them. What a step computes and
//! shows is in [`chapters`]; the words it says are in [`words`], apart from the logic.

pub mod address;
pub mod chapter;
mod chapters;
mod desk;
pub mod glossary;
mod known;
pub mod measure;
pub mod outline;
pub mod prose;
pub mod step;
pub(crate) mod words;

use std::cell::OnceCell;
use std::sync::Arc;

pub use address::{Address, Place, Section};
pub use chapter::{Chapter, Zoom};
pub use known::Reveal;
pub use outline::Outline;
pub use prose::{Piece, Prose};
pub use step::{Flow, Label, Picture, Step, StepNote};

use crate::engine::{Carry, Checked, Network, Part, Pass, Quantity, Training, train_to};
use crate::notation::{Expr, Names};
use crate::scenario::Scenario;

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
    #[error(
        "line {line}: the note stands at “{at}”, but the lesson has no such step\nhelp: `chainrule steps` lists the addresses of this scenario's steps"
    )]
    Note {
        /// The address as written.
        at: String,
        /// The line of the note in its file.
        line: usize,
    },
    /// There is no such sample.
    #[error("there is no sample {sample}; the scenario has {count}, counted from 1")]
    Sample {
        /// As asked for, from 1.
        sample: usize,
        /// How many there are.
        count: usize,
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
    outline: Outline,
    notes: Vec<(Address, StepNote)>,
    exact: OnceCell<Pass>,
    nudged: Vec<OnceCell<measure::Nudged>>,
    training: OnceCell<Training>,
    checks: OnceCell<Vec<Checked>>,
}

impl Lesson {
    /// Computes the pass that the lesson walks.
    ///
    /// # Errors
    /// When the sample does not exist, or a note of the scenario stands on no step.
    pub fn new(scenario: Scenario, view: View) -> Result<Self, LessonError> {
        let count = scenario.samples.len();
        if view.sample >= count {
            return Err(LessonError::Sample { sample: view.sample + 1, count });
        }
        let trained = match view.epoch {
            0 => Arc::clone(scenario.network()),
            epochs => Arc::new(train_to(scenario.network(), &scenario.samples, scenario.learning, epochs)),
        };
        let mut given = scenario.given(view.sample);
        given.network = match (view.epoch, view.carry) {
            // Given weights are never rounded; trained ones are, once, before a carrying pass.
            (0, _) | (_, Carry::Full) => Arc::clone(&trained),
            (_, carry) => Arc::new(Network::clone(&trained).rounded(carry)),
        };
        let pass = Pass::compute(given, view.carry);
        let wants = |chapter: Chapter| match &scenario.plan.chapters {
            Some(chapters) => chapters.iter().any(|name| name.as_str() == chapter.word()),
            None => true,
        };
        let outline = Outline::new(&pass, &scenario.plan.derive, wants);
        let notes = resolve_notes(&scenario, &outline)?;
        Ok(Self {
            names: Names::of(pass.network()),
            exact: OnceCell::new(),
            nudged: vec![OnceCell::new(); scenario.plan.derive.len()],
            scenario,
            view,
            trained,
            pass,
            outline,
            notes,
            training: OnceCell::new(),
            checks: OnceCell::new(),
        })
    }

    /// The same scenario looked at in another way.
    ///
    /// # Errors
    /// As [`Lesson::new`].
    pub fn with_view(&self, view: View) -> Result<Self, LessonError> {
        Self::new(self.scenario.clone(), view)
    }

    /// The scenario, with the edits made.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
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

    /// The value of a quantity of the pass.
    pub fn value(&self, q: Quantity) -> Option<f64> {
        self.pass.value(q)
    }

    /// The value of a quantity in full precision, however the lesson carries its numbers.
    pub fn exact_value(&self, q: Quantity) -> Option<f64> {
        let exact = || {
            let mut given = self.scenario.given(self.view.sample);
            given.network = Arc::clone(&self.trained);
            Pass::compute(given, Carry::Full)
        };
        match self.view.carry {
            Carry::Full => self.value(q),
            Carry::Decimals(_) => self.exact.get_or_init(exact).value(q),
        }
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
        let mut step = chapters::step(&desk::Desk::new(self, address, reveal));
        step.notes =
            self.notes.iter().filter(|(at, _)| *at == address).map(|(_, note)| note.clone()).collect();
        step
    }

    /// A vector or matrix as far as it is known at a step; of a large one the part around what is
    /// lit.
    pub fn tensor(&self, part: Part, here: Address, zoom: Zoom, lit: &[Part]) -> Expr {
        let desk = desk::Desk::new(self, here, Reveal::AsOf(zoom));
        let focus = lit.iter().find(|l| l.kind == part.kind && l.layer == part.layer);
        let (row, column) = focus.map_or((None, None), |l| (l.row, l.column));
        if part.kind.is_matrix() {
            desk.matrix(part.kind, part.layer, (row, column))
        } else {
            desk.vector(part.kind, part.layer, row)
        }
    }
}

/// The scenario's notes at their steps.
fn resolve_notes(scenario: &Scenario, outline: &Outline) -> Result<Vec<(Address, StepNote)>, LessonError> {
    let mut notes = Vec::with_capacity(scenario.notes.len());
    for note in &scenario.notes {
        let wrong = || LessonError::Note { at: note.at.to_string(), line: note.line };
        let address = Address::parse(note.at.as_str(), scenario.network()).ok_or_else(wrong)?;
        if outline.rank(address).is_none() {
            return Err(wrong());
        }
        notes.push((address, StepNote { text: note.text.to_string(), quotes: note.quotes }));
    }
    Ok(notes)
}
