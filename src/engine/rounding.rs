//! How numbers are carried from one operation to the next: rounded, as with a pencil, or in full.

/// The way a pass carries its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carry {
    /// Each named quantity is rounded once to this many decimals, 1 to 12.
    Decimals(u8),
    /// No rounding.
    Full,
}

/// Powers of ten that `f64` holds exactly and that rounding needs.
const POWERS: [f64; 13] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

impl Carry {
    /// The fewest and the most decimals that can be carried.
    pub const RANGE: std::ops::RangeInclusive<u8> = 1..=12;

    /// The decimals carried, or `None` in full precision.
    pub fn decimals(self) -> Option<u8> {
        match self {
            Self::Decimals(n) => Some(n),
            Self::Full => None,
        }
    }

    /// Rounds as a pencil does: the value's 15 significant decimals, half away from zero; −0 is 0.
    ///
    /// ```
    /// use chainrule::engine::Carry;
    /// assert_eq!(Carry::Decimals(4).round(0.20164), 0.2016);
    /// assert_eq!(Carry::Decimals(2).round(1.005), 1.01); // the nearest f64 lies below 1.005
    /// assert_eq!(Carry::Full.round(-0.0).to_bits(), 0.0_f64.to_bits());
    /// ```
    pub fn round(self, value: f64) -> f64 {
        let Self::Decimals(n) = self else { return value + 0.0 };
        let Some(&power) = POWERS.get(usize::from(n)) else { return value + 0.0 };
        if !value.is_finite() {
            return value;
        }
        let scaled = value.abs() * power;
        // Through a whole number: what is rounded by the million is not to call a function for it.
        let whole = scaled as i64 as f64;
        let fraction = scaled - whole;
        // How far below a tie, in units of the value. Half a unit of its 15th decimal is between 5e-16
        // and 5e-15 of it, and scaling errs by less than 2e-16: up to the first, those decimals are at the
        // tie or above, beyond the second below it, and in between they have to be looked at. Dividing an
        // exact integer by an exact power gives the nearest double.
        let below = 0.5 - fraction;
        let is_up = below <= 3e-16 * scaled;
        let rounded = if scaled < 1e14 && (is_up || below > 6e-15 * scaled) {
            (if is_up { whole + 1.0 } else { whole }) / power
        } else {
            round_digits(value.abs(), usize::from(n))
        };
        rounded.copysign(value) + 0.0
    }

    /// Rounds each of them; in full precision none is touched.
    pub fn round_all<'a>(self, values: impl IntoIterator<Item = &'a mut f64>) {
        if self != Self::Full {
            for value in values {
                *value = self.round(*value);
            }
        }
    }
}

/// Rounds a finite, non-negative value through its 15 significant decimal digits.
fn round_digits(value: f64, decimals: usize) -> f64 {
    let text = format!("{value:.14e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    // The digit at place p (counted from 0) is worth 10^(exponent − p); those up to 10^−decimals stay.
    let keep = i64::from(exponent) + decimals as i64 + 1;
    if keep < 0 {
        return 0.0;
    }
    let keep = keep as usize;
    if keep >= digits.len() {
        return text.parse().unwrap_or(value);
    }
    let mut whole: u64 = digits[..keep].iter().fold(0, |sum, &d| sum * 10 + u64::from(d));
    if digits[keep] >= 5 {
        whole += 1;
    }
    format!("{whole}e-{decimals}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_go_away_from_zero_by_their_decimal_digits() {
        let four = Carry::Decimals(4);
        for (value, expected) in [
            (0.00005, 0.0001),
            (-0.00005, -0.0001),
            (0.94401, 0.9440),
            (2.67495, 2.675),
            (1.00005, 1.0001),
            (-0.00004, 0.0),
            (123_456.789_05, 123_456.789_1),
            (1e-300, 0.0),
            (1e20, 1e20),
        ] {
            assert_eq!(four.round(value), expected, "{value}");
        }
        assert!(four.round(-0.00004).is_sign_positive(), "−0 is 0");
        assert!(four.round(f64::NAN).is_nan());
    }

    proptest! {
        #[test]
        fn near_ties_the_digits_decide(whole in 0..1_000_000_u32, n in 1..=8_u8, ulps in -60..60_i64) {
            let tie = (f64::from(whole) + 0.5) / POWERS[usize::from(n)];
            let value = f64::from_bits(tie.to_bits().saturating_add_signed(ulps));
            prop_assert_eq!(Carry::Decimals(n).round(value), round_digits(value, usize::from(n)));
        }

        #[test]
        fn the_short_way_and_the_digits_agree(value in -1e6..1e6_f64, n in 1..=12_u8) {
            let by_digits = round_digits(value.abs(), usize::from(n)).copysign(value) + 0.0;
            prop_assert_eq!(Carry::Decimals(n).round(value), by_digits);
        }

        #[test]
        fn rounding_twice_is_rounding_once(value in -1e3..1e3_f64, n in 1..=12_u8) {
            let once = Carry::Decimals(n).round(value);
            prop_assert_eq!(Carry::Decimals(n).round(once), once);
        }

        #[test]
        fn exact_ties_round_up(whole in 0..100_000_u32, n in 1..=8_usize) {
            let tie: f64 = format!("{whole}5e-{}", n + 1).parse().unwrap();
            let up: f64 = format!("{}e-{n}", whole + 1).parse().unwrap();
            prop_assert_eq!(Carry::Decimals(n as u8).round(tie), up);
        }
    }
}
