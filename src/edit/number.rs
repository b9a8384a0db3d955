//! Numbers as people write them.

use super::{EditError, shown};

/// Reads a number: digits with an optional sign, a point or a comma, an exponent; or a fraction of
/// two such.
///
/// # Errors
/// When it is none, is infinite, divides by zero, or is so small that it would silently become 0.
///
/// ```
/// use chainrule::edit::parse_number;
/// assert_eq!(parse_number("0,35"), Ok(0.35));
/// assert_eq!(parse_number("−1/3"), Ok(-1.0 / 3.0));
/// assert!(parse_number("inf").is_err());
/// ```
pub fn parse_number(text: &str) -> Result<f64, EditError> {
    let text = text.trim();
    let value = match text.split_once('/') {
        Some((above, below)) => {
            let (above, below) = (decimal(above.trim(), text)?, decimal(below.trim(), text)?);
            if below == 0.0 {
                return Err(EditError::Zero { text: shown(text) });
            }
            let value = above / below;
            if value == 0.0 && above != 0.0 {
                return Err(EditError::Range { text: shown(text), size: "small" });
            }
            value
        }
        None => decimal(text, text)?,
    };
    if value.is_finite() {
        Ok(value + 0.0)
    } else {
        Err(EditError::Range { text: shown(text), size: "large" })
    }
}

/// A number without a fraction bar; `whole` is what a message repeats.
fn decimal(text: &str, whole: &str) -> Result<f64, EditError> {
    let no_number = || EditError::Number { text: shown(whole) };
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.replacen('−', "-", 1))),
        None => (digits, None),
    };
    // The standard parser takes more than people mean (inf, nan); it gets digits only.
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (before, after) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    if !only_digits(before) || !only_digits(after) || (before.is_empty() && after.is_empty()) {
        return Err(no_number());
    }
    let exponent = exponent.unwrap_or_else(|| "0".to_owned());
    let size = exponent.strip_prefix(['-', '+']).unwrap_or(&exponent);
    if size.is_empty() || !only_digits(size) {
        return Err(no_number());
    }
    let value: f64 = format!("{before}.{after}e{exponent}").parse().map_err(|_| no_number())?;
    if value == 0.0 && mantissa.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        return Err(EditError::Range { text: shown(whole), size: "small" });
    }
    Ok(if negative { -value } else { value })
}
