//! Where carrying decimals and full precision come apart.

use super::Lesson;
use super::address::Address;
use crate::engine::{Carry, Quantity};

/// Quantities that are listed at most: of more, nobody looks for one in a list.
const MOST_LISTED: usize = 200;

/// A quantity that comes out differently when decimals are carried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parting {
    /// Which.
    pub quantity: Quantity,
    /// As carried.
    pub carried: f64,
    /// In full precision.
    pub full: f64,
    /// The step that computes it, where the lesson has it.
    pub home: Option<Address>,
}

/// All quantities whose carried number is not what rounding the full one once would give.
#[derive(Debug, Clone, PartialEq)]
pub struct Partings {
    /// How many decimals are carried.
    pub decimals: u8,
    /// In the order of the lesson, of very many the first ones.
    pub list: Vec<Parting>,
    /// How many there are.
    pub count: usize,
    /// Of how many quantities.
    pub of: usize,
    /// The largest distance between a carried number and the full one, of all quantities.
    pub largest: f64,
}

impl Lesson {
    /// Compares the pass with the one in full precision, carrying as the lesson does, or so many
    /// decimals where it does not round. Computed once.
    pub fn partings(&self, decimals: u8) -> &Partings {
        self.partings.get_or_init(|| {
            let decimals = self.carry().decimals().unwrap_or(decimals);
            let carry = Carry::Decimals(decimals);
            let carried = match self.carry() {
                Carry::Decimals(_) => None,
                Carry::Full => Some(self.pass_when(carry)),
            };
            let carried = carried.as_ref().unwrap_or(self.pass());
            let (mut count, mut of, mut largest) = (0, 0, 0.0_f64);
            let mut list = Vec::new();
            for (quantity, carried) in carried.numbers() {
                of += 1;
                let Some(full) = self.exact_value(quantity) else { continue };
                if (carried - full).is_finite() {
                    largest = largest.max((carried - full).abs());
                }
                if carried == carry.round(full) {
                    continue;
                }
                count += 1;
                if list.len() < MOST_LISTED {
                    let home = self.home(quantity).filter(|&home| self.outline().has(home));
                    list.push(Parting { quantity, carried, full, home });
                }
            }
            Partings { decimals, list, count, of, largest }
        })
    }
}
