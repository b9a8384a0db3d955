//! An answer held against the right number, and against what known mistakes would have given.

use super::super::{Carry, Pass, Quantity};
use super::Slip;

/// What an answer is.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Right, or off by no more than one in the last digit that counts.
    Right,
    /// Wrong. These mistakes give just this number: none, where no known one does, and several where
    /// they give the same.
    Wrong(Vec<Slip>),
}

/// Significant digits that are asked for in full precision.
pub const DIGITS_ASKED: usize = 4;
/// What counts as 0 where the right number is 0.
const NOTHING: f64 = 1e-9;

impl Pass {
    /// The last digit of a number that counts: of those carried, or in full precision of its first
    /// [`DIGITS_ASKED`].
    pub fn last_digit(&self, number: f64) -> f64 {
        match self.carry() {
            Carry::Decimals(decimals) => 10_f64.powi(-i32::from(decimals)),
            Carry::Full if number == 0.0 => NOTHING,
            Carry::Full => 10_f64.powi(number.abs().log10().floor() as i32 + 1 - DIGITS_ASKED as i32),
        }
    }

    /// Whether an answer is a number, give or take one in its last digit.
    fn is_answer(&self, answer: f64, number: f64) -> bool {
        // What is off by exactly one may be a little more in binary.
        let little = self.last_digit(number) * 1e-6 + number.abs() * 4.0 * f64::EPSILON;
        (self.carry().round(answer) - number).abs() <= self.last_digit(number) + little
    }

    /// Judges an answer; `None` where there is no such quantity.
    ///
    /// ```
    /// use chainrule::engine::{Carry, Kind, Mistake, Quantity, Verdict};
    /// # let scenario = chainrule::scenario::builtin("swap").unwrap();
    /// let pass = scenario.pass(1, Carry::Decimals(4));
    /// let delta = Quantity::of(Kind::Delta, 3, 0);
    /// assert_eq!(pass.judge(delta, 0.7199 * 0.2016), Some(Verdict::Right));
    /// let Some(Verdict::Wrong(slips)) = pass.judge(delta, 0.7199) else { panic!() };
    /// assert_eq!(slips[0].mistake, Mistake::NoSlope);
    /// ```
    pub fn judge(&self, q: Quantity, answer: f64) -> Option<Verdict> {
        let right = self.value(q)?;
        if self.is_answer(answer, right) {
            return Some(Verdict::Right);
        }
        let distance = |slip: &Slip| (self.carry().round(answer) - slip.value).abs();
        let mut slips: Vec<Slip> = self.slips(q);
        slips.retain(|slip| self.is_answer(answer, slip.value));
        let nearest = slips.iter().map(distance).fold(f64::INFINITY, f64::min);
        // Numbers that are the same but for the last bits of their arithmetic are the same.
        slips.retain(|slip| distance(slip) <= nearest + self.last_digit(slip.value) * 1e-3);
        // One mistake may give the number in several ways, of which the first is as good as any.
        slips.dedup_by_key(|slip| slip.mistake);
        Some(Verdict::Wrong(slips))
    }
}
