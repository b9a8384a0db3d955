//! Which values a given number may have: the one place that says so, for files as for edits.

use crate::engine::{Kind, Network, Quantity};

use super::Scenario;
use super::values::word_of;

/// What a given number must be, and is not: "must be …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Infinite, or no number.
    #[error("a finite number")]
    NotFinite,
    /// A learning rate that leads nowhere or uphill.
    #[error("above 0")]
    NotAboveZero,
    /// A target that an error function with logarithms cannot take.
    #[error("from 0 to 1, since {loss} takes it as a probability")]
    NoProbability {
        /// The error function, as a file names it.
        loss: &'static str,
    },
}

/// Whether a given number of this kind may not have this value in a network.
///
/// ```
/// use chainrule::{engine::Kind, scenario::{Refused, builtin, refused}};
/// let swap = builtin("swap").unwrap();
/// assert_eq!(refused(Kind::LearningRate, 0.0, swap.network()), Some(Refused::NotAboveZero));
/// assert_eq!(refused(Kind::Target, 2.0, swap.network()), None);
/// ```
pub fn refused(kind: Kind, value: f64, network: &Network) -> Option<Refused> {
    if !value.is_finite() {
        return Some(Refused::NotFinite);
    }
    let loss = network.loss();
    match kind {
        Kind::LearningRate if value <= 0.0 => Some(Refused::NotAboveZero),
        Kind::Target if loss.is_logarithmic() && !(0.0..=1.0).contains(&value) => {
            Some(Refused::NoProbability { loss: word_of(loss) })
        }
        _ => None,
    }
}

impl Scenario {
    /// Whether a given number may not have this value.
    pub fn refuses(&self, q: Quantity, value: f64) -> Option<Refused> {
        refused(q.kind, value, self.network())
    }
}
