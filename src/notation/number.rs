//! How a number is written.

use crate::engine::Carry;

/// The most significant digits that are ever shown: what `f64` holds for certain.
pub const MOST_DIGITS: usize = 15;

/// A value with a fixed number of decimals: `0.5250`. Very large and very small values that would
/// not show that way are written with an exponent.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    if value.abs() >= 1e12 {
        return significant(value, MOST_DIGITS);
    }
    if let Some(text) = exactly(value, decimals) {
        return text;
    }
    let text = format!("{:.decimals$}", value + 0.0);
    if text.bytes().any(|b| (b'1'..=b'9').contains(&b)) { text } else { text.replace('-', "") }
}

/// The same for a value that has no more decimals than that, as carried ones do: its digits are those
/// of a whole number, which is much quicker to write.
fn exactly(value: f64, decimals: usize) -> Option<String> {
    const MOST: f64 = 9e15;
    let power = 10_u64.checked_pow(u32::try_from(decimals).ok()?).filter(|_| (1..=12).contains(&decimals))?;
    let scaled = (value.abs() * power as f64 + 0.5).min(2.0 * MOST) as u64 as f64;
    if scaled > MOST || scaled / power as f64 != value.abs() {
        return None;
    }
    let scaled = scaled as u64;
    // From the last digit to the first, at least one before the point: 16 digits, the point, the sign.
    let mut text = [0; 24];
    let mut start = text.len();
    let mut put = |byte: u8| {
        start -= 1;
        text[start] = byte;
    };
    let (mut rest, mut place) = (scaled, 0);
    while rest > 0 || place <= decimals {
        if place == decimals {
            put(b'.');
        }
        put(b'0' + (rest % 10) as u8);
        rest /= 10;
        place += 1;
    }
    if value < 0.0 {
        put(b'-');
    }
    std::str::from_utf8(&text[start..]).ok().map(str::to_owned)
}

/// A sum or difference without the noise of its last binary digits: as many decimals as the 15
/// significant digits of its largest operand have. 1.0797 − 1 is 0.0797, and 0.3 − 0.3 is 0.
///
/// ```
/// use chainrule::notation::number::without_noise;
/// assert_eq!(without_noise(1.0797 - 1.0, [1.0797, 1.0]), 0.0797);
/// ```
pub fn without_noise(sum: f64, operands: impl IntoIterator<Item = f64>) -> f64 {
    let largest = operands.into_iter().fold(sum.abs(), |largest, operand| largest.max(operand.abs()));
    if !largest.is_finite() || largest == 0.0 {
        return sum;
    }
    let decimals = MOST_DIGITS as i32 - 1 - largest.log10().floor() as i32;
    let Ok(decimals) = usize::try_from(decimals) else { return sum };
    format!("{sum:.decimals$}").parse().unwrap_or(sum) + 0.0
}

/// The sum from left to right, and the largest of what is added without its sign: all that
/// [`without_noise`] asks of many operands, had by going through them once.
pub fn sum_and_largest(operands: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let add = |(sum, largest): (f64, f64), operand: f64| (sum + operand, largest.max(operand.abs()));
    operands.into_iter().fold((0.0, 0.0), add)
}

/// A value with at most so many significant digits, trailing zeros dropped: `0.23625`.
pub fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    if value == 0.0 {
        return "0".into();
    }
    let text = format!("{value:.*e}", digits.clamp(1, MOST_DIGITS) - 1);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-7..MOST_DIGITS as i32).contains(&exponent) {
        return format!("{}e{exponent}", trim(mantissa));
    }
    let decimals = (digits.min(MOST_DIGITS) as i32 - 1 - exponent).max(0) as usize;
    trim(&format!("{value:.decimals$}")).to_owned()
}

/// Whether two values differ in the digits that are ever shown.
///
/// ```
/// use chainrule::notation::number::are_shown_apart;
/// assert!(are_shown_apart(0.525, 0.5251));
/// assert!(!are_shown_apart(0.1 + 0.2, 0.3)); // 0.30000000000000004
/// ```
pub fn are_shown_apart(one: f64, other: f64) -> bool {
    // The last of 15 digits is worth at most 1e-14 of a value. Values further apart differ in it, and need
    // not be written to see that; nor need the same value.
    let is_far = || (one - other).abs() > 2e-14 * one.abs().max(other.abs());
    let is_same = one.to_bits() == other.to_bits();
    !is_same && (is_far() || significant(one, MOST_DIGITS) != significant(other, MOST_DIGITS))
}

/// How many decimals a given number needs to show all its digits.
pub fn decimals_of(value: f64) -> usize {
    if let Some(few) = few_decimals_of(value.abs()) {
        return few;
    }
    let text = format!("{}", value.abs());
    if text.len() > 22 || !value.is_finite() {
        return 0;
    }
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// The same where they are as few as someone would write: a whole number over a power of ten, which is
/// much quicker to see.
fn few_decimals_of(value: f64) -> Option<usize> {
    let is_over = |power: f64| {
        let whole = (value * power + 0.5) as u64 as f64;
        whole / power == value
    };
    let powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
    if value >= 1e9 { None } else { powers.into_iter().position(is_over) }
}

/// A given number with all its digits, and zeros up to `decimals` where it has fewer.
pub fn given(value: f64, decimals: usize) -> String {
    let own = decimals_of(value);
    if own == 0 && value.fract() != 0.0 {
        // More digits than anyone wrote: a fraction, or a small number.
        return significant(value, MOST_DIGITS);
    }
    if value.is_finite() && value != 0.0 && !(1e-7..1e15).contains(&value.abs()) {
        return format!("{value:e}");
    }
    fixed(value, own.max(decimals))
}

/// A named quantity as shown: with the decimals carried, or with `digits` significant ones.
pub fn named(value: f64, carry: Carry, digits: usize) -> String {
    match carry {
        Carry::Decimals(n) => fixed(value, usize::from(n)),
        Carry::Full => significant(value, digits),
    }
}

fn trim(decimal: &str) -> &str {
    if decimal.contains('.') { decimal.trim_end_matches('0').trim_end_matches('.') } else { decimal }
}

fn not_finite(value: f64) -> String {
    if value.is_nan() {
        "undefined".into()
    } else if value > 0.0 {
        "∞".into()
    } else {
        "-∞".into()
    }
}

/// With the minus sign of print instead of the hyphen, as the screen shows numbers.
pub fn with_minus(number: String) -> String {
    if number.contains('-') { number.replace('-', "−") } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn products_show_fifteen_digits_without_trailing_zeros() {
        for (value, expected) in [
            (0.45 * 0.5250, "0.23625"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333333333333"),
            (-2.5e-9, "-2.5e-9"),
            (1.5e20, "1.5e20"),
            (1234.0, "1234"),
            (0.0, "0"),
            (f64::NAN, "undefined"),
        ] {
            assert_eq!(significant(value, MOST_DIGITS), expected);
        }
        assert_eq!(significant(0.99996, 4), "1");
    }

    proptest! {
        #[test]
        fn the_quick_way_writes_what_the_usual_one_does(n in -1_000_000_000_i64..1_000_000_000, decimals in 0..=12_usize) {
            let value = n as f64 / 10_f64.powi(decimals as i32);
            if let Some(text) = exactly(value, decimals) {
                prop_assert_eq!(text, format!("{value:.decimals$}"));
            }
            prop_assert!(decimals == 0 || exactly(value, decimals).is_some());
            prop_assert_eq!(exactly((n as f64 + 0.5) / 1e4, 4), None);
        }
    }

    proptest! {
        #[test]
        fn values_are_shown_apart_where_their_digits_differ(value in -1e3..1e3_f64, ulps in -300..300_i64, power in -320..300) {
            let value = value * 10_f64.powi(power);
            for other in [f64::from_bits(value.to_bits().saturating_add_signed(ulps)), value, -value, 0.0, value * 1.5] {
                let differ = significant(value, MOST_DIGITS) != significant(other, MOST_DIGITS);
                prop_assert_eq!(are_shown_apart(value, other), differ, "{} {}", value, other);
            }
        }
    }

    #[test]
    fn what_is_not_finite_is_shown_apart_from_the_rest() {
        assert!(!are_shown_apart(f64::NAN, f64::NAN) && !are_shown_apart(f64::INFINITY, f64::INFINITY));
        assert!(are_shown_apart(f64::NAN, 1.0) && are_shown_apart(f64::INFINITY, -f64::INFINITY));
    }

    #[test]
    fn named_numbers_keep_their_zeros_and_given_ones_their_digits() {
        assert_eq!(fixed(0.525, 4), "0.5250");
        assert_eq!(fixed(-0.0, 4), "0.0000");
        assert_eq!(given(0.3, 2), "0.30");
        assert_eq!(given(0.123_456_789, 2), "0.123456789");
        assert_eq!(given(1.0, 0), "1");
        assert_eq!(with_minus("-0.5".into()), "−0.5");
    }
}
