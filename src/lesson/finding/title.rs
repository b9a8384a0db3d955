//! The title of a step without the step.

use crate::engine::{Kind, Quantity};
use crate::lesson::address::{Address, Section};
use crate::lesson::chapters;
use crate::lesson::desk::{Desk, Sight};
use crate::lesson::known::Reveal;
use crate::lesson::prose::Prose;
use crate::lesson::words::{check, error};
use crate::lesson::{Lesson, Step};

/// As little of large vectors and matrices as a step can have.
const LITTLE: Sight = Sight { rows: 3, columns: 3, at: None };

impl Lesson {
    /// The title of a step. It is there at once, also where the step itself takes a training, passes of
    /// other samples, or the gradients of a batch.
    pub fn title(&self, address: Address) -> Prose {
        match self.little(address) {
            Ok(step) => step.title,
            Err(title) => title,
        }
    }

    /// A step with little of what is large in it, or where it takes long, its title.
    pub(super) fn little(&self, address: Address) -> Result<Step, Prose> {
        match address.section {
            Section::OtherSamples => Err(Prose::text(error::samples_title(self.scenario().samples.len()))),
            Section::CheckWeight(weight) => {
                let gradient = Quantity::at(Kind::Gradient, weight);
                Err(Prose::fill(check::WEIGHT_TITLE, &[("gradient", gradient.into())]))
            }
            Section::CheckAll => {
                let has_biases = self.pass().network().has_biases();
                let all = if has_biases { &check::WITH_BIASES } else { &check::WEIGHTS_ALONE };
                Err(Prose::text(all.title))
            }
            Section::Train => Err(Prose::text(check::TRAIN_TITLE)),
            _ => {
                let desk = Desk::new(self, address, Reveal::All);
                Ok(chapters::step(&Desk { sight: LITTLE, is_brief: true, ..desk }))
            }
        }
    }
}
