//! A change of given numbers, and the change that undoes it.

mod differences;
mod expression;
mod history;
mod number;

use std::sync::Arc;

use crate::engine::{Fill, Kind, Network, Part, Quantity};
use crate::scenario::{NameError, Refused, Scenario, at_sample, name, parse_name, parse_whole, refused};
use crate::text::{SafeText, cut, letters};

pub use differences::differences;
pub use expression::{ExpressionError, evaluate};
pub use history::{By, History, Made, Told};
pub use number::parse_number;

/// A change of given numbers. Inputs and targets are those of a sample, counted from 0; for other
/// numbers the sample means nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// One number gets a value.
    One {
        /// A weight, a bias, an input (an output of layer 0), a target, or the learning rate.
        quantity: Quantity,
        /// The sample that it belongs to.
        sample: usize,
        /// Its new value.
        value: f64,
    },
    /// A whole vector or matrix follows a rule.
    Whole {
        /// Which.
        part: Part,
        /// The sample that it belongs to.
        sample: usize,
        /// What each number becomes.
        rule: Fill,
    },
    /// A whole vector or matrix gets these values, row by row: what takes a rule back.
    Put {
        /// Which.
        part: Part,
        /// The sample that it belongs to.
        sample: usize,
        /// One for each of its numbers.
        values: Arc<[f64]>,
    },
    /// Several, one after the other: going back to the start, and what takes that back.
    Several(Vec<Edit>),
    /// Several single numbers at once: what a stop of a tour sets, and what takes that back.
    Together(Vec<Edit>),
}

/// Why an edit is none; each says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No name and value.
    #[error("'{text}' gives no number a value; write a name and a value, such as {example}")]
    Form {
        /// What was given.
        text: SafeText,
        /// What would do.
        example: String,
    },
    /// A name that names nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A value that is no number.
    #[error("'{text}' is no number; write it like 0.35, -2, 1e-3 or 1/3")]
    Number {
        /// What was given.
        text: SafeText,
    },
    /// A number beyond what can be computed with.
    #[error("'{text}' is too {size} to compute with")]
    Range {
        /// What was given.
        text: SafeText,
        /// "large" or "small".
        size: &'static str,
    },
    /// A fraction by zero.
    #[error("'{text}' divides by zero")]
    Zero {
        /// What was given.
        text: SafeText,
    },
    /// A value that the number may not have.
    #[error("{name} must be {must}")]
    Refused {
        /// The number's name.
        name: String,
        /// What it must be.
        must: Refused,
    },
    /// A bias where there is none.
    #[error("layer {layer} has no biases; a scenario file gives them in [network.biases]")]
    NoBiases {
        /// Its letter.
        layer: String,
    },
    /// A number that is computed, or that the network does not have.
    #[error(
        "{name} is no given number of this network; weights, biases, inputs, targets and the learning rate can be set"
    )]
    NotGiven {
        /// The number's name.
        name: String,
    },
    /// A sample by no number.
    #[error("'{text}' is no number of a sample; they count from 1, as in a1@3")]
    SampleNumber {
        /// What was given.
        text: SafeText,
    },
    /// A sample for a number of the network.
    #[error("{name} belongs to no sample; only inputs and targets do")]
    OfNoSample {
        /// The number's name.
        name: SafeText,
    },
    /// A seed that is none.
    #[error("'{text}' is no seed; write a whole number: random 7")]
    Seed {
        /// What was given.
        text: SafeText,
    },
    /// A sample that is not there.
    #[error("there is no sample {sample}; there are {count}")]
    NoSample {
        /// Counted from 1.
        sample: usize,
        /// How many there are.
        count: usize,
    },
}

/// A text from a person, as a message repeats it.
fn shown(text: &str) -> SafeText {
    let start: String = text.chars().take(60).collect();
    SafeText::new(&cut(&start, 40))
}

impl Edit {
    /// Reads an edit: a name, `=` or a space, and a value, as [`parse_number`] reads it. A whole
    /// matrix or vector (`W_d`, `bias_b`, `out_a`, `target_d`) takes a value for all its numbers, `zero`,
    /// `times 0.5` or `random 7`, which draws from a seed. Inputs and targets are those of `sample`,
    /// unless the name says otherwise: `a1@3` is the input of sample 3, counted from 1.
    ///
    /// # Errors
    /// When it is no name of given numbers, or no value that they may have.
    ///
    /// ```
    /// use chainrule::{edit::Edit, scenario::builtin};
    /// let mut swap = builtin("swap").unwrap();
    /// let before = swap.clone();
    /// let edit = Edit::parse("w_d1 = 0.35", swap.network(), 1).unwrap();
    /// let inverse = edit.apply(&mut swap).unwrap();
    /// assert_eq!(inverse.text(swap.network(), 1), "w_d1=0.3");
    /// inverse.apply(&mut swap).unwrap();
    /// assert_eq!(swap, before);
    /// ```
    pub fn parse(text: &str, network: &Network, sample: usize) -> Result<Self, EditError> {
        let text = text.trim();
        let parts = text.split_once('=').or_else(|| text.split_once(char::is_whitespace));
        let (name, value) = parts.ok_or_else(|| EditError::Form {
            text: shown(text),
            example: format!("w_{}1=0.35", letters(network.last())),
        })?;
        let (name, asked) =
            at_sample(name).map_err(|number| EditError::SampleNumber { text: shown(number) })?;
        let sample = asked.unwrap_or(sample);
        let edit = match parse_whole(name, network) {
            Some(part) => Self::Whole { part, sample, rule: parse_rule(value)? },
            None => match parse_name(name, network) {
                Ok(quantity) => Self::One { quantity, sample, value: parse_number(value)? },
                Err(NameError::NoBiases { layer }) => return Err(EditError::NoBiases { layer }),
                Err(error) => return Err(error.into()),
            },
        };
        if asked.is_some() && edit.sample().is_none() {
            return Err(EditError::OfNoSample { name: shown(name) });
        }
        edit.check(network)?;
        Ok(edit)
    }

    /// Whether the numbers may have these values, as far as that can be said beforehand.
    fn check(&self, network: &Network) -> Result<(), EditError> {
        match self {
            Self::One { value, quantity, .. } => may_be((*quantity).into(), &[*value], network),
            Self::Whole { rule: Fill::Equal(value), part, .. } => may_be(*part, &[*value], network),
            _ => Ok(()),
        }
    }

    /// Carries the edit out and returns the one that undoes it.
    ///
    /// # Errors
    /// When there are no such numbers or they may not have these values; the scenario is then as before.
    pub fn apply(&self, scenario: &mut Scenario) -> Result<Self, EditError> {
        self.check(scenario.network())?;
        match self {
            Self::One { quantity, sample, value } => {
                let refused = refusal(Part::from(*quantity), *sample, scenario);
                let number = scenario.given_number_mut(*quantity, *sample).ok_or(refused)?;
                // −0 is 0, here as in a file.
                let value = std::mem::replace(number, value + 0.0);
                Ok(Self::One { quantity: *quantity, sample: *sample, value })
            }
            Self::Whole { part, sample, rule } => {
                let refused = refusal(*part, *sample, scenario);
                let before: Arc<[f64]> = scenario.given_numbers(*part, *sample).ok_or(refused)?.into();
                scenario.fill(*part, *sample, *rule);
                let after = scenario.given_numbers(*part, *sample).unwrap_or_default();
                if let Err(error) = may_be(*part, &after, scenario.network()) {
                    scenario.put(*part, *sample, &before);
                    return Err(error);
                }
                Ok(Self::Put { part: *part, sample: *sample, values: before })
            }
            Self::Put { part, sample, values } => {
                let refused = refusal(*part, *sample, scenario);
                let before: Arc<[f64]> = scenario.given_numbers(*part, *sample).ok_or(refused)?.into();
                scenario.put(*part, *sample, values);
                Ok(Self::Put { part: *part, sample: *sample, values: before })
            }
            Self::Several(edits) | Self::Together(edits) => {
                let mut inverses = Vec::with_capacity(edits.len());
                for edit in edits {
                    match edit.apply(scenario) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(error) => {
                            for inverse in inverses.iter().rev() {
                                inverse.apply(scenario)?;
                            }
                            return Err(error);
                        }
                    }
                }
                inverses.reverse();
                Ok(match self {
                    Self::Together(_) => Self::Together(inverses),
                    _ => Self::Several(inverses),
                })
            }
        }
    }

    /// Whether it would change nothing: the numbers are what it makes them.
    fn leaves(&self, scenario: &Scenario) -> bool {
        match self {
            Self::One { quantity, sample, value } => {
                scenario.given_number(*quantity, *sample) == Some(*value)
            }
            Self::Put { part, sample, values } => {
                scenario.given_numbers(*part, *sample).is_some_and(|numbers| numbers == **values)
            }
            Self::Together(edits) => edits.iter().all(|edit| edit.leaves(scenario)),
            Self::Whole { .. } | Self::Several(_) => false,
        }
    }

    /// The edit as [`Edit::parse`] reads it where `sample` is the one at hand. What gives a whole
    /// matrix its single values has no such form; it is named only.
    pub fn text(&self, network: &Network, sample: usize) -> String {
        let at = |part: Part, of: usize| {
            let suffix =
                if part.is_of_sample() && of != sample { format!("@{}", of + 1) } else { String::new() };
            format!("{}{suffix}", part_name(part, network))
        };
        match self {
            Self::One { quantity, sample, value } => format!("{}={value}", at((*quantity).into(), *sample)),
            Self::Whole { part, sample, rule } => {
                let rule = match rule {
                    Fill::Equal(value) => value.to_string(),
                    Fill::Times(factor) => format!("times {factor}"),
                    Fill::Random { seed } => format!("random {seed}"),
                };
                format!("{}={rule}", at(*part, *sample))
            }
            Self::Put { part, sample, .. } => at(*part, *sample),
            Self::Several(_) => String::new(),
            Self::Together(edits) => {
                let texts: Vec<String> = edits.iter().map(|edit| edit.text(network, sample)).collect();
                texts.join(" ")
            }
        }
    }

    /// The sample that its numbers belong to, where they belong to one.
    pub fn sample(&self) -> Option<usize> {
        match self {
            Self::One { sample, .. } | Self::Whole { sample, .. } | Self::Put { sample, .. } => {
                self.part().filter(|part| part.is_of_sample()).map(|_| *sample)
            }
            Self::Several(_) | Self::Together(_) => None,
        }
    }

    /// What it changes, as a whole or one number; nothing for several.
    pub fn part(&self) -> Option<Part> {
        match self {
            Self::One { quantity, .. } => Some((*quantity).into()),
            Self::Whole { part, .. } | Self::Put { part, .. } => Some(*part),
            Self::Several(_) | Self::Together(_) => None,
        }
    }
}

/// Whether given numbers may have these values.
fn may_be(part: Part, values: &[f64], network: &Network) -> Result<(), EditError> {
    let must = values.iter().find_map(|&value| refused(part.kind, value, network));
    must.map_or(Ok(()), |must| Err(EditError::Refused { name: part_name(part, network), must }))
}

/// What every number of a whole becomes.
fn parse_rule(text: &str) -> Result<Fill, EditError> {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match word {
        "zero" if rest.is_empty() => Ok(Fill::Equal(0.0)),
        "times" => Ok(Fill::Times(parse_number(rest)?)),
        "random" => {
            let seed = rest.trim().parse().map_err(|_| EditError::Seed { text: shown(rest) })?;
            Ok(Fill::Random { seed })
        }
        _ => Ok(Fill::Equal(parse_number(text)?)),
    }
}

/// The name of given numbers, one or a whole.
fn part_name(part: Part, network: &Network) -> String {
    let letter = letters(part.layer);
    match (part.row, part.kind) {
        (Some(row), kind) => {
            name(Quantity { kind, layer: part.layer, row, column: part.column.unwrap_or(0) }, network)
        }
        (None, Kind::Weight) => format!("W_{letter}"),
        (None, Kind::Bias) => format!("bias_{letter}"),
        (None, Kind::Target) => format!("target_{letter}"),
        (None, Kind::LearningRate) => "learning_rate".to_owned(),
        (None, _) => format!("out_{letter}"),
    }
}

/// Why there are no such numbers, where there are none.
fn refusal(part: Part, sample: usize, scenario: &Scenario) -> EditError {
    let network = scenario.network();
    let (last, count) = (network.last(), scenario.samples.len());
    match part.kind {
        Kind::Bias if (1..=last).contains(&part.layer) && network.layer(part.layer).biases.is_none() => {
            EditError::NoBiases { layer: letters(part.layer) }
        }
        Kind::Out if part.layer == 0 && sample >= count => {
            EditError::NoSample { sample: sample.saturating_add(1), count }
        }
        Kind::Target if part.layer == last && sample >= count => {
            EditError::NoSample { sample: sample.saturating_add(1), count }
        }
        _ => EditError::NotGiven { name: part_name(part, network) },
    }
}

#[cfg(test)]
mod tests;
