//! An epoch before the last one that is looked at, and what the network made of the samples then.

use crate::engine::{Course, Outcome, Piece, Trainer};

/// An epoch that is looked at.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    pub epoch: usize,
    outputs: Outputs,
}

/// What the network makes of the samples after it.
#[derive(Debug, Clone)]
enum Outputs {
    /// Being computed again, from the nearest network that is kept.
    Coming(Box<Trainer>),
    There(Box<Outcome>),
}

impl Looked {
    /// Begins to look at an epoch that is done. Its outputs are yet to be computed.
    pub fn at(epoch: usize, course: &Course) -> Self {
        Self { epoch, outputs: Outputs::Coming(Box::new(course.on_the_way_to(epoch))) }
    }

    /// What the network makes of the samples after the epoch, once that is computed.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.outputs {
            Outputs::Coming(_) => None,
            Outputs::There(outcome) => Some(outcome),
        }
    }

    /// About how many multiplications it takes to compute that, where an epoch takes so many.
    pub fn cost(&self, of_epoch: usize) -> usize {
        match &self.outputs {
            // The one that it begins with is measured again.
            Outputs::Coming(trainer) => {
                (self.epoch - trainer.next_epoch()).saturating_mul(of_epoch) + of_epoch / 5
            }
            Outputs::There(_) => 0,
        }
    }

    /// Does a piece of that; returns about how many multiplications it took, none where all is there.
    pub fn work(&mut self) -> usize {
        let Outputs::Coming(trainer) = &mut self.outputs else { return 0 };
        let cost = trainer.cost();
        if let Piece::Row(row) = trainer.step()
            && row.epoch == self.epoch
        {
            let outcome = trainer.outcome().clone();
            self.outputs = Outputs::There(Box::new(outcome));
        }
        cost
    }
}
