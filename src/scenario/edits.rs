//! The `[[edits]]` of a file: numbers that stand on top of the others.

use crate::engine::{Part, Quantity};
use crate::text::SafeText;

use super::error::bounded;
use super::{NameError, Scenario, parse_name};

/// Why an edit sets nothing; each says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoNumber {
    /// A name that names nothing.
    #[error("names no given number: {0}")]
    Name(#[from] NameError),
    /// A sample by no number.
    #[error("names {name}, but a sample is numbered from 1 on, as in a1@3")]
    SampleNumber {
        /// What was given.
        name: SafeText,
    },
    /// A sample that is not there.
    #[error("names {name}, but the last sample is {count}")]
    NoSample {
        /// What was given.
        name: SafeText,
        /// How many there are.
        count: usize,
    },
    /// A sample with a number that is the same for all.
    #[error("names {name}, but only an input or a target is that of a sample")]
    NotOfSample {
        /// What was given.
        name: SafeText,
    },
}

/// The number that an edit names, and the sample that it belongs to, counted from 0. Of inputs and
/// targets this is the lesson's where the name says no other; of other numbers it is 0.
pub(super) fn named(set: &str, scenario: &Scenario) -> Result<(Quantity, usize), NoNumber> {
    named_of(set, scenario, scenario.plan.sample)
}

/// The same where inputs and targets are those of a sample of one's own choice, from 0, unless the name
/// says another.
pub(super) fn named_of(
    set: &str,
    scenario: &Scenario,
    shown_sample: usize,
) -> Result<(Quantity, usize), NoNumber> {
    let shown = || bounded(set.trim(), 60);
    let (name, number) = at_sample(set).map_err(|_| NoNumber::SampleNumber { name: shown() })?;
    let q = parse_name(name, scenario.network())?;
    let count = scenario.samples.len();
    match (Part::from(q).is_of_sample(), number) {
        (true, None) => Ok((q, shown_sample)),
        (true, Some(sample)) if sample < count => Ok((q, sample)),
        (true, Some(_)) => Err(NoNumber::NoSample { name: shown(), count }),
        (false, None) => Ok((q, 0)),
        (false, Some(_)) => Err(NoNumber::NotOfSample { name: shown() }),
    }
}

/// A name such as `a1@3` in its two parts; samples are written from 1 on and come back from 0 on.
///
/// # Errors
/// What stands after the `@` where that is no number of a sample.
///
/// ```
/// use chainrule::scenario::at_sample;
/// assert_eq!(at_sample("a1@3"), Ok(("a1", Some(2))));
/// assert_eq!(at_sample("w_b1"), Ok(("w_b1", None)));
/// assert_eq!(at_sample("a1@+3"), Err("+3"));
/// ```
pub fn at_sample(text: &str) -> Result<(&str, Option<usize>), &str> {
    let Some((name, number)) = text.split_once('@') else { return Ok((text, None)) };
    let number = number.trim();
    // Written in one way only, as everything that is counted.
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    let index = number.parse::<usize>().ok().filter(|_| is_number).and_then(|n| n.checked_sub(1));
    index.map(|index| (name, Some(index))).ok_or(number)
}
