//! A training that remembers its way.

use std::sync::Arc;

use super::super::{Learning, Network, Quantity, Sample, WeightId};
use super::checkpoints::Checkpoints;
use super::trails::{self, Trails};
use super::{Outcome, Piece, Trainer};

/// A training with its error after each epoch, the ways of some weights, and networks of some epochs.
/// Apart from the errors, a number an epoch, the room that it takes has a bound.
#[derive(Debug, Clone)]
pub struct Course {
    trainer: Trainer,
    errors: Vec<f64>,
    checkpoints: Checkpoints,
    /// Followed from the first epoch on, which says which weights move.
    trails: Option<Trails>,
    wanted: Vec<WeightId>,
}

impl Course {
    /// At the start. `wanted` are weights to follow in any case.
    pub fn new(
        network: Arc<Network>,
        samples: impl Into<Arc<[Sample]>>,
        learning: Learning,
        wanted: &[WeightId],
    ) -> Self {
        Self {
            checkpoints: Checkpoints::new(Arc::clone(&network)),
            trainer: Trainer::new(network, samples, learning),
            errors: Vec::new(),
            trails: None,
            wanted: wanted.to_vec(),
        }
    }

    /// Does the next piece of work and remembers what it came to.
    pub fn step(&mut self) -> Piece {
        let piece = self.trainer.step();
        if let Piece::Row(row) = piece {
            self.errors.push(row.error);
            let network = self.trainer.network();
            self.checkpoints.note(row.epoch, network);
            match &mut self.trails {
                Some(trails) => trails.note(row.epoch, network),
                None if row.epoch == 1 => {
                    self.trails = Some(Trails::new(self.checkpoints.before(0).1, network, &self.wanted));
                }
                None => {}
            }
        }
        piece
    }

    /// About how many multiplications the next piece of work takes.
    pub fn cost(&self) -> usize {
        self.trainer.cost()
    }

    /// How many epochs are done.
    pub fn epochs(&self) -> usize {
        self.errors.len().saturating_sub(1)
    }

    /// The mean `E_total` at the start and after each epoch; none before the start is measured.
    pub fn errors(&self) -> &[f64] {
        &self.errors
    }

    /// Whether it ended because numbers grew beyond what `f64` holds.
    pub fn diverged(&self) -> bool {
        self.trainer.diverged()
    }

    /// The network after the last whole epoch.
    pub fn network(&self) -> &Arc<Network> {
        self.trainer.network()
    }

    /// What it makes of the samples; nothing before the start is measured.
    pub fn outcome(&self) -> Option<&Outcome> {
        (!self.errors.is_empty()).then(|| self.trainer.outcome())
    }

    /// The samples that are learned from.
    pub fn samples(&self) -> &[Sample] {
        self.trainer.samples()
    }

    /// Whether it is the training of this network, these samples, and this way to learn.
    pub fn is_of(&self, network: &Arc<Network>, samples: &[Sample], learning: Learning) -> bool {
        let (_, start) = self.checkpoints.before(0);
        let is_same = Arc::ptr_eq(start, network) || start == network;
        is_same && self.trainer.learning() == learning && self.samples() == samples
    }

    /// The network after an epoch that is done, if it is kept.
    pub fn network_at(&self, epoch: usize) -> Option<&Arc<Network>> {
        if epoch == self.epochs() {
            return Some(self.network());
        }
        let (found, network) = self.checkpoints.before(epoch);
        (found == epoch).then_some(network)
    }

    /// A training on the way to an epoch that is done, from the nearest network that is kept.
    pub fn on_the_way_to(&self, epoch: usize) -> Trainer {
        let (from, network) = self.checkpoints.before(epoch);
        let samples = Arc::clone(self.trainer.samples());
        Trainer::from_epoch(from, Arc::clone(network), samples, self.trainer.learning())
    }

    /// The weights and biases of a layer that are followed; none before the first epoch is done.
    pub fn followed(&self, layer: usize) -> Vec<Quantity> {
        self.trails.iter().flat_map(|trails| trails.of_layer(layer)).collect()
    }

    /// The way of one of them: its value after some of the epochs, the last one among them.
    pub fn trail(&self, q: Quantity) -> Vec<(usize, f64)> {
        let mut values: Vec<_> = self.trails.iter().flat_map(|trails| trails.values(q)).collect();
        if values.last().is_some_and(|&(epoch, _)| epoch < self.epochs()) {
            values.push((self.epochs(), trails::value(self.network(), q)));
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Kind;

    #[test]
    fn a_trail_is_what_the_weights_were_and_ends_at_the_last_epoch() {
        let scenario = crate::scenario::builtin("or").unwrap();
        let samples = scenario.samples.to_vec();
        let mut course = Course::new(Arc::clone(scenario.network()), samples, scenario.learning, &[]);
        let mut networks = Vec::new();
        while networks.len() < 2000 {
            if matches!(course.step(), Piece::Row(_)) {
                networks.push(Arc::clone(course.network()));
            }
            assert_eq!(course.epochs(), networks.len().saturating_sub(1));
        }
        let followed = course.followed(1);
        assert_eq!(followed.iter().filter(|q| q.kind == Kind::Bias).count(), 1);
        assert_eq!(followed.len(), 3);
        for q in followed {
            let trail = course.trail(q);
            assert!(trail.is_sorted_by(|(before, _), (after, _)| before < after));
            assert_eq!((trail[0].0, trail[trail.len() - 1].0), (0, 1999));
            for (epoch, value) in trail {
                let layer = networks[epoch].layer(1);
                let was = match q.kind {
                    Kind::Bias => layer.biases.as_ref().unwrap()[q.row],
                    _ => layer.weights[[q.row, q.column]],
                };
                assert_eq!(value, was, "{q:?} {epoch}");
            }
        }
        let other = Quantity::of(Kind::Bias, 1, 1);
        assert_eq!(course.trail(other), []);
        for epoch in [0, 1, 999, 1000, 1999] {
            if let Some(network) = course.network_at(epoch) {
                assert_eq!(network, &networks[epoch]);
            }
        }
        assert!(course.network_at(0).is_some() && course.network_at(1999).is_some());
    }
}
