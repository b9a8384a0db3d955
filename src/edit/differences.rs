//! The edits that lead from one scenario to another.

use super::Edit;
use crate::engine::Quantity;
use crate::scenario::{Scenario, givens};

/// The single numbers in which a scenario differs from another of the same shape, as edits that make one the
/// other; nothing where they are more than so many.
pub fn differences(base: &Scenario, now: &Scenario, most: usize) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for part in givens(now.network()) {
        let columns = if part.kind.is_matrix() { now.network().width(part.layer - 1) } else { 1 };
        for sample in 0..if part.is_of_sample() { now.samples.len() } else { 1 } {
            let (before, after) = (base.given_numbers(part, sample)?, now.given_numbers(part, sample)?);
            let changed =
                before.iter().zip(&after).enumerate().filter(|(_, (before, after))| before != after);
            edits.extend(changed.map(|(n, (_, &value))| {
                let (row, column) = (n / columns, n % columns);
                let quantity = Quantity { kind: part.kind, layer: part.layer, row, column };
                Edit::One { quantity, sample, value }
            }));
            if edits.len() > most {
                return None;
            }
        }
    }
    Some(edits)
}
