//! Networks of some epochs, so that any epoch's can be had again without all the work.

use std::sync::Arc;

use super::super::Network;

/// Numbers that are kept at most, unless a network has more by itself.
const MOST_NUMBERS: usize = 2_000_000;
/// Networks that are kept at least and at most, however large or small they are.
const KEPT: (usize, usize) = (4, 64);

/// The networks after every so many epochs. When they become too many, every other one goes.
#[derive(Debug, Clone)]
pub(super) struct Checkpoints {
    every: usize,
    /// At index `n` that of epoch `n · every`.
    kept: Vec<Arc<Network>>,
    most: usize,
}

impl Checkpoints {
    /// With the network at the start.
    pub fn new(start: Arc<Network>) -> Self {
        let most = (MOST_NUMBERS / start.weight_count().max(1)).clamp(KEPT.0, KEPT.1);
        Self { every: 1, kept: vec![start], most }
    }

    /// Keeps the network after the next epoch, if it is one of those that are kept.
    pub fn note(&mut self, epoch: usize, network: &Arc<Network>) {
        if epoch != self.kept.len() * self.every {
            return;
        }
        if self.kept.len() == self.most {
            thin(&mut self.kept);
            self.every *= 2;
            if epoch != self.kept.len() * self.every {
                return;
            }
        }
        self.kept.push(Arc::clone(network));
    }

    /// The last one that is not beyond an epoch, and its epoch.
    pub fn before(&self, epoch: usize) -> (usize, &Arc<Network>) {
        let index = (epoch / self.every).min(self.kept.len() - 1);
        (index * self.every, &self.kept[index])
    }
}

/// Leaves out every other one; the first stays.
pub(super) fn thin<T>(all: &mut Vec<T>) {
    let mut index = 0;
    all.retain(|_| {
        index += 1;
        index % 2 == 1
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_kept_and_the_nearest_is_found() {
        let scenario = crate::scenario::builtin("swap").unwrap();
        let mut checkpoints = Checkpoints::new(Arc::clone(scenario.network()));
        let mut networks = vec![Arc::clone(scenario.network())];
        for epoch in 1..1000 {
            let network = Arc::new(Network::clone(scenario.network()));
            checkpoints.note(epoch, &network);
            networks.push(network);
            assert!((KEPT.1 / 2..=KEPT.1).contains(&checkpoints.kept.len()) || epoch < KEPT.1);
            for wanted in [0, 1, epoch / 3, epoch - 1, epoch] {
                let (found, network) = checkpoints.before(wanted);
                assert!(
                    found <= wanted && wanted - found < checkpoints.every,
                    "{wanted} of {epoch}: {found}"
                );
                assert!(Arc::ptr_eq(network, &networks[found]));
            }
        }
    }
}
