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
    let (name, number) = match set.split_once('@') {
        Some((name, number)) => (name, Some(number.trim())),
        None => (set, None),
    };
    let q = parse_name(name, scenario.network())?;
    let shown = || bounded(set.trim(), 60);
    let is_of_sample = Part::from(q).is_of_sample();
    let Some(number) = number else {
        return Ok((q, if is_of_sample { scenario.plan.sample } else { 0 }));
    };
    if !is_of_sample {
        return Err(NoNumber::NotOfSample { name: shown() });
    }
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    if !is_number || number.is_empty() {
        return Err(NoNumber::SampleNumber { name: shown() });
    }
    // What is too long for a number is too large as well.
    let count = scenario.samples.len();
    match number.parse::<usize>() {
        Ok(number) if number <= count => Ok((q, number - 1)),
        _ => Err(NoNumber::NoSample { name: shown(), count }),
    }
}
