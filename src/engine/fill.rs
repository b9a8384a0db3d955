//! Rules that give every number of a vector or matrix a value at once.

use super::Carry;
use super::draw::Source;

/// A rule for all numbers of a vector or matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fill {
    /// The same value for each.
    Equal(f64),
    /// Each as many times as large.
    Times(f64),
    /// Drawn from this seed, evenly between `−range` and `range`.
    Random {
        /// The same seed draws the same numbers, on every machine.
        seed: u64,
    },
}

/// Decimals of drawn numbers: few enough to compute with by hand.
const DRAWN: Carry = Carry::Decimals(4);

impl Fill {
    /// Changes the numbers.
    ///
    /// Drawn ones are uniform in ± `range`, rounded to four decimals. `stream` keeps matrices that
    /// are drawn from the same seed apart.
    ///
    /// ```
    /// use chainrule::engine::{Fill, xavier};
    /// let (mut one, mut other) = ([0.0; 6], [0.0; 6]);
    /// Fill::Random { seed: 7 }.apply(&mut one, xavier(2, 3), 1);
    /// Fill::Random { seed: 7 }.apply(&mut other, xavier(2, 3), 2);
    /// assert!(one != other && one.iter().all(|w| w.abs() <= 1.0955));
    /// ```
    pub fn apply<'a>(self, numbers: impl IntoIterator<Item = &'a mut f64>, range: f64, stream: u64) {
        let numbers = numbers.into_iter();
        match self {
            Self::Equal(value) => numbers.for_each(|number| *number = value + 0.0),
            Self::Times(factor) => numbers.for_each(|number| *number = tidy(*number * factor)),
            Self::Random { seed } => {
                let mut source = Source::new(seed, stream);
                numbers.for_each(|number| *number = DRAWN.round(range * source.around_zero()));
            }
        }
    }
}

/// A sum or product of decimals without the noise of its last binary digits: 0.1 + 0.2 is 0.3.
///
/// ```
/// use chainrule::engine::tidy;
/// assert_eq!((tidy(0.1 + 0.2), tidy(0.75 * 1.2)), (0.3, 0.9));
/// ```
pub fn tidy(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_numbers_forever() {
        let mut numbers = [0.0; 4];
        Fill::Random { seed: 7 }.apply(&mut numbers, 1.0, 1);
        assert_eq!(numbers, [0.9842, -0.9819, 0.4432, 0.0562]);
        Fill::Random { seed: 7 }.apply(&mut numbers, 0.5, 2);
        assert_eq!(numbers, [-0.1999, -0.1225, -0.2509, -0.1843]);
        let mut many = vec![0.0; 10_000];
        Fill::Random { seed: 1 }.apply(&mut many, 0.5, 3);
        let mean = many.iter().sum::<f64>() / 10_000.0;
        assert!(mean.abs() < 0.01 && many.iter().all(|n| n.abs() <= 0.5 && DRAWN.round(*n) == *n));
    }

    #[test]
    fn equal_and_scaled() {
        let mut numbers = [0.5, -0.25, 0.0];
        Fill::Times(-2.0).apply(&mut numbers, 1.0, 0);
        assert_eq!(numbers, [-1.0, 0.5, 0.0]);
        assert!(numbers[2].is_sign_positive(), "−0 is 0");
        Fill::Equal(0.3).apply(&mut numbers, 1.0, 0);
        assert_eq!(numbers, [0.3; 3]);
    }
}
