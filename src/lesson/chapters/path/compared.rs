//! How the sum over a weight's paths and the pattern's gradient compare.

use crate::engine::{Carry, Quantity};
use crate::lesson::desk::Desk;
use crate::notation::number::are_shown_apart;

/// How two ways to the same gradient compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lesson) enum Compared {
    /// The numbers are the same, as they are carried.
    Same,
    /// They part in their last digits, since rounding does not take the same way.
    LastDigits,
    /// They part altogether: an output is so close to 0 or 1 that its slope is lost in rounding. In
    /// the pattern's error term the slope has cancelled.
    Lost,
}

/// Apart by less than this share, two ways of full precision differ in their last digits.
const SLIGHT: f64 = 1e-9;
/// Apart by more than this share of the larger one, and by more units than [`UNITS`], two carried
/// numbers differ in more than what rounding on the way explains.
const LARGE: f64 = 0.2;
/// Units of the last decimal.
const UNITS: f64 = 10.0;

impl Compared {
    /// Holds the sum over paths, not rounded, against the gradient.
    pub fn of(desk: &Desk<'_>, sum: f64, gradient: Quantity) -> Self {
        let (value, carry) = (desk.value(gradient), desk.pass().carry());
        let apart = (sum - value).abs();
        let is_lost = match carry {
            Carry::Full if !are_shown_apart(sum, value) => return Self::Same,
            Carry::Full => apart > SLIGHT * value.abs(),
            Carry::Decimals(_) if carry.round(sum) == value => return Self::Same,
            Carry::Decimals(n) => {
                apart > LARGE * sum.abs().max(value.abs()) && apart > UNITS * 10_f64.powi(-i32::from(n))
            }
        };
        if (is_lost || !apart.is_finite()) && desk.network().collapses() {
            Self::Lost
        } else {
            Self::LastDigits
        }
    }
}
