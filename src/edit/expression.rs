//! Arithmetic as one types it: `0.7199·0.2016`, `(out_d1 − 1)/2`, `sig(0.1)`.
//!
//! ```text
//! sum     = product { (+ | −) product }
//! product = power { (· | × | * | / | : | nothing before "(" or a name) power }
//! power   = [ + | − ] atom [ ^ power | ² ]
//! atom    = number | name | function "(" sum ")" | "(" sum ")"
//! ```

use super::{EditError, parse_number, shown};
use crate::text::SafeText;

/// Brackets within brackets beyond which nobody types.
const MOST_DEPTH: usize = 40;

/// Why a text is no arithmetic; each reads on behind a colon.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ExpressionError {
    /// Nothing, or nothing where something must follow.
    #[error("a number is missing at the end")]
    Missing,
    /// A sign that belongs elsewhere.
    #[error("'{0}' stands where a number or a name should")]
    Unexpected(SafeText),
    /// More behind what could be read.
    #[error("'{0}' stands where a sign should")]
    Left(SafeText),
    /// A bracket that is not closed.
    #[error("a bracket is not closed")]
    Unclosed,
    /// Too many brackets within each other.
    #[error("too many brackets stand within each other")]
    Deep,
    /// A name that names nothing that is known.
    #[error("'{0}' is no number that is known here")]
    Name(SafeText),
    /// A number that is none.
    #[error("{0}")]
    Number(EditError),
    /// It divides by zero, or grows beyond what can be computed with.
    #[error("it comes to no number: it divides by zero or grows too large")]
    Nothing,
}

/// Computes what was typed; `known` tells the number that a name has.
///
/// # Errors
/// When it cannot be read, names what is not known, or comes to no number.
///
/// ```
/// use chainrule::edit::evaluate;
/// let known = |name: &str| (name == "out_d1").then_some(0.75);
/// assert_eq!(evaluate("out_d1·(1 − out_d1)", known), Ok(0.1875));
/// assert_eq!(evaluate("0,5*3²", known), Ok(4.5));
/// assert!(evaluate("0.5*out_d2", known).is_err());
/// ```
pub fn evaluate(text: &str, known: impl Fn(&str) -> Option<f64>) -> Result<f64, ExpressionError> {
    let mut reader = Reader { rest: text.trim(), known: &known, depth: 0 };
    let value = reader.sum()?;
    if !reader.rest.is_empty() {
        return Err(ExpressionError::Left(shown(reader.rest)));
    }
    if value.is_finite() { Ok(value + 0.0) } else { Err(ExpressionError::Nothing) }
}

struct Reader<'a> {
    rest: &'a str,
    known: &'a dyn Fn(&str) -> Option<f64>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Takes one of these characters, if one is next.
    fn take(&mut self, any: &[char]) -> Option<char> {
        let next = self.rest.chars().next().filter(|c| any.contains(c))?;
        self.skip(next.len_utf8());
        Some(next)
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest.trim_start();
        taken
    }

    fn sum(&mut self) -> Result<f64, ExpressionError> {
        let mut sum = self.product()?;
        while let Some(sign) = self.take(&['+', '-', '−']) {
            let term = self.product()?;
            sum += if sign == '+' { term } else { -term };
        }
        Ok(sum)
    }

    fn product(&mut self) -> Result<f64, ExpressionError> {
        let mut product = self.power()?;
        loop {
            let sign = self.take(&['*', '·', '×', '⋅', '/', ':', '÷']);
            // 2(3 + 4), as it is written in formulas.
            let begins_name = |c: char| is_of_name(c) && !c.is_ascii_digit();
            let is_beside = || self.rest.starts_with(['(', '½']) || self.rest.starts_with(begins_name);
            match sign {
                Some('/' | ':' | '÷') => product /= self.power()?,
                Some(_) => product *= self.power()?,
                None if is_beside() => product *= self.power()?,
                None => return Ok(product),
            }
        }
    }

    fn power(&mut self) -> Result<f64, ExpressionError> {
        match self.take(&['+', '-', '−']) {
            // −2² is −(2²), as in the formulas on the screen.
            Some('+') => return self.nested(Self::power),
            Some(_) => return Ok(-self.nested(Self::power)?),
            None => {}
        }
        let base = self.atom()?;
        if self.take(&['²']).is_some() {
            return Ok(base * base);
        }
        if self.take(&['^']).is_some() {
            let exponent = self.nested(Self::power)?;
            return Ok(base.powf(exponent));
        }
        Ok(base)
    }

    fn atom(&mut self) -> Result<f64, ExpressionError> {
        let Some(next) = self.rest.chars().next() else { return Err(ExpressionError::Missing) };
        match next {
            '(' => self.bracketed(),
            '½' => {
                self.skip(next.len_utf8());
                Ok(0.5)
            }
            '0'..='9' | '.' | ',' => self.number(),
            c if is_of_name(c) => self.name(),
            c => Err(ExpressionError::Unexpected(shown(c.encode_utf8(&mut [0; 4])))),
        }
    }

    fn bracketed(&mut self) -> Result<f64, ExpressionError> {
        self.skip(1);
        let value = self.nested(Self::sum)?;
        self.take(&[')']).map(|_| value).ok_or(ExpressionError::Unclosed)
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<f64, ExpressionError>,
    ) -> Result<f64, ExpressionError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(ExpressionError::Deep);
        }
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn number(&mut self) -> Result<f64, ExpressionError> {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mut length = digits(self.rest);
        if self.rest[length..].starts_with(['.', ',']) {
            length += 1;
            length += digits(&self.rest[length..]);
        }
        // 1e-3, but not the e of 2·e^…
        let after = &self.rest[length..];
        if let Some(exponent) = after.strip_prefix(['e', 'E']) {
            let unsigned = exponent.strip_prefix(['-', '+', '−']).unwrap_or(exponent);
            let count = digits(unsigned);
            if count > 0 {
                length += after.len() - unsigned.len() + count;
            }
        }
        parse_number(self.skip(length)).map_err(ExpressionError::Number)
    }

    /// A name, or a function of what is in the brackets behind it. The names of derivatives have a
    /// fraction bar in them.
    fn name(&mut self) -> Result<f64, ExpressionError> {
        let word = |text: &str| text.len() - text.trim_start_matches(is_of_name).len();
        let length = word(self.rest);
        let longer = self.rest[length..].strip_prefix('/').map(|under| length + 1 + word(under));
        if let Some(value) = longer.and_then(|longer| (self.known)(&self.rest[..longer])) {
            self.skip(longer.unwrap_or(length));
            return Ok(value);
        }
        let name = &self.rest[..length];
        let function: Option<fn(f64) -> f64> = match name {
            "sig" | "sigmoid" | "σ" => Some(|x| 1.0 / (1.0 + (-x).exp())),
            "tanh" => Some(f64::tanh),
            "ReLU" | "relu" => Some(|x| x.max(0.0)),
            "exp" => Some(f64::exp),
            "ln" => Some(f64::ln),
            _ => None,
        };
        if let Some(function) = function {
            self.skip(length);
            if !self.rest.starts_with('(') {
                return Err(ExpressionError::Missing);
            }
            return self.bracketed().map(function);
        }
        if name == "e" {
            self.skip(length);
            return Ok(std::f64::consts::E);
        }
        let value = (self.known)(name).ok_or_else(|| ExpressionError::Name(shown(name)))?;
        self.skip(length);
        Ok(value)
    }
}

/// Whether a character is part of a name.
fn is_of_name(c: char) -> bool {
    (c.is_alphanumeric() || c == '_' || c == '∂') && c != '²' && c != '½'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<f64, ExpressionError> {
        let known = |name: &str| match name {
            "out_c1" => Some(0.5),
            "δ_d1" | "delta_d1" => Some(-0.25),
            "∂E/∂out_d1" | "dE/dout_d1" => Some(3.0),
            _ => None,
        };
        evaluate(text, known)
    }

    #[test]
    fn signs_bind_as_in_a_formula() {
        let pairs = [
            ("1+2*3", 7.0),
            ("(1+2)·3", 9.0),
            ("2-3-4", -5.0),
            ("12/3/2", 2.0),
            ("-2²", -4.0),
            ("(−2)²", 4.0),
            ("2^3^2", 512.0),
            ("2·-3", -6.0),
            ("½(1-0,5)²", 0.125),
            ("2(3+4)", 14.0),
            ("1e-3", 0.001),
            ("2*e^0", 2.0),
            (".5", 0.5),
            ("1/(1+e^-0)", 0.5),
            ("sig(0)", 0.5),
            ("sigmoid(ln(3))", 0.75),
            ("tanh(0,5)", 0.5_f64.tanh()),
            ("ReLU(3) + relu(-2)", 3.0),
            ("exp(2)", 2_f64.exp()),
            ("5.", 5.0),
            ("out_c1(1 − out_c1)", 0.25),
            ("0.5·δ_d1", -0.125),
            ("delta_d1*out_c1", -0.125),
            ("∂E/∂out_d1 · out_c1", 1.5),
            ("dE/dout_d1/2", 1.5),
            ("out_c1/out_c1", 1.0),
            ("0.45·0.5250 + 0.50·0.5744", 0.45 * 0.525 + 0.5 * 0.5744),
        ];
        for (text, expected) in pairs {
            assert_eq!(value(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_arithmetic_says_why() {
        let pairs = [
            ("", "a number is missing at the end"),
            ("1+", "a number is missing at the end"),
            ("1 2", "'2' stands where a sign should"),
            ("(1", "a bracket is not closed"),
            (")", "')' stands where a number or a name should"),
            ("out_d9", "'out_d9' is no number that is known here"),
            ("inf", "'inf' is no number that is known here"),
            ("1/0", "it comes to no number: it divides by zero or grows too large"),
            ("ln(0)", "it comes to no number: it divides by zero or grows too large"),
            ("sig 3", "a number is missing at the end"),
            ("1e999", "'1e999' is too large to compute with"),
        ];
        for (text, expected) in pairs {
            assert_eq!(value(text).map_err(|error| error.to_string()), Err(expected.into()), "{text}");
        }
    }

    #[test]
    fn no_depth_of_brackets_ends_the_program() {
        for text in ["(", "-", "sig(", "2^"] {
            assert_eq!(value(&text.repeat(10_000)), Err(ExpressionError::Deep), "{text}");
        }
    }

    #[test]
    fn what_is_closed_leaves_the_depth() {
        // Far more brackets than may be open at once, but one after the other.
        let many = vec!["(1)"; 5 * MOST_DEPTH].join("+");
        assert_eq!(value(&many), Ok(5.0 * MOST_DEPTH as f64));
        let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(value(&nested(MOST_DEPTH)), Ok(1.0));
        assert_eq!(value(&nested(MOST_DEPTH + 1)), Err(ExpressionError::Deep));
    }

    #[test]
    fn nothing_is_0_without_a_sign() {
        assert_eq!(value("-0").map(f64::is_sign_negative), Ok(false));
    }

    #[test]
    fn any_text_is_read_or_refused() {
        let signs = ['0', '.', 'e', '-', '(', ')', '²', '½', 'δ', '/', '∂', ' ', '漢', '·', '^', ','];
        let (mut state, mut read) = (7_usize, 0);
        for _ in 0..20_000 {
            let text: String = (0..state % 12)
                .map(|_| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    signs[(state >> 33) % signs.len()]
                })
                .collect();
            state = state.wrapping_add(1);
            if let Ok(value) = value(&text) {
                assert!(value.is_finite(), "{text}");
                read += 1;
            }
        }
        assert!(read > 500, "only {read} were arithmetic");
    }
}
