//! A change of one given number, and the change that undoes it.

mod history;
mod number;

use crate::engine::{Kind, Network, Quantity};
use crate::scenario::{NameError, Scenario, name, parse_name};
use crate::text::{SafeText, cut, letters};

pub use history::History;
pub use number::parse_number;

/// One given number and the value that it gets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edit {
    /// Which number: a weight, a bias, an input (an output of layer 0), a target, or the learning rate.
    pub quantity: Quantity,
    /// Its new value.
    pub value: f64,
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
    /// A value that is infinite or not a number.
    #[error("{name} must be a finite number")]
    NotFinite {
        /// The number's name.
        name: String,
    },
    /// A learning rate that leads nowhere or uphill.
    #[error("learning_rate must be above 0")]
    Rate,
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
    /// Reads an edit: a name, `=` or a space, and a value, as [`parse_number`] reads it.
    ///
    /// # Errors
    /// When it is no name of a given number, or no value that this number may have.
    ///
    /// ```
    /// use chainrule::{edit::Edit, scenario::builtin};
    /// let mut swap = builtin("swap").unwrap();
    /// let before = swap.clone();
    /// let edit = Edit::parse("w_d1 = 0.35", swap.network()).unwrap();
    /// let inverse = edit.apply(&mut swap, 1).unwrap();
    /// assert_eq!((edit.value, inverse.value), (0.35, 0.3));
    /// inverse.apply(&mut swap, 1).unwrap();
    /// assert_eq!(swap, before);
    /// ```
    pub fn parse(text: &str, network: &Network) -> Result<Self, EditError> {
        let text = text.trim();
        let parts = text.split_once('=').or_else(|| text.split_once(char::is_whitespace));
        let (name, value) = parts.ok_or_else(|| EditError::Form {
            text: shown(text),
            example: format!("w_{}1=0.35", letters(network.last())),
        })?;
        let quantity = match parse_name(name, network) {
            Err(NameError::NoBiases { layer }) => return Err(EditError::NoBiases { layer }),
            other => other?,
        };
        let edit = Self { quantity, value: parse_number(value)? };
        edit.check_value(network)?;
        Ok(edit)
    }

    /// Whether the number may have this value.
    fn check_value(&self, network: &Network) -> Result<(), EditError> {
        if !self.value.is_finite() {
            return Err(EditError::NotFinite { name: name(self.quantity, network) });
        }
        if self.quantity.kind == Kind::LearningRate && self.value <= 0.0 {
            return Err(EditError::Rate);
        }
        Ok(())
    }

    /// Carries the edit out and returns the one that undoes it. Inputs and targets are those of
    /// `sample`, counted from 0.
    ///
    /// # Errors
    /// When there is no such number or it may not have this value; the scenario is then as before.
    pub fn apply(self, scenario: &mut Scenario, sample: usize) -> Result<Self, EditError> {
        self.check_value(scenario.network())?;
        let number = self.number(scenario, sample)?;
        // −0 is 0, here as in a file.
        let value = std::mem::replace(number, self.value + 0.0);
        Ok(Self { value, ..self })
    }

    /// The number in the scenario.
    fn number(self, scenario: &mut Scenario, sample: usize) -> Result<&mut f64, EditError> {
        let Quantity { kind, layer, row, column } = self.quantity;
        let network = scenario.network();
        let last = network.last();
        let has_layer = (1..=last).contains(&layer);
        let not_given = EditError::NotGiven { name: name(self.quantity, network) };
        match kind {
            Kind::Weight | Kind::Bias if !has_layer => Err(not_given),
            Kind::Weight => {
                // Asked before the network is copied, so that a refusal costs nothing.
                if network.layer(layer).weights.get([row, column]).is_none() {
                    return Err(not_given);
                }
                scenario.network_mut().layer_mut(layer).weights.get_mut([row, column]).ok_or(not_given)
            }
            Kind::Bias => {
                let biases = &network.layer(layer).biases;
                let no_biases = EditError::NoBiases { layer: letters(layer) };
                if biases.as_ref().ok_or(no_biases.clone())?.get(row).is_none() {
                    return Err(not_given);
                }
                let biases = scenario.network_mut().layer_mut(layer).biases.as_mut();
                biases.ok_or(no_biases)?.get_mut(row).ok_or(not_given)
            }
            Kind::Out if layer > 0 => Err(not_given),
            Kind::Target if layer != last => Err(not_given),
            Kind::Out | Kind::Target => {
                let count = scenario.samples.len();
                let found = scenario.samples.get_mut(sample);
                let found = found.ok_or(EditError::NoSample { sample: sample.saturating_add(1), count })?;
                let values = if kind == Kind::Out { &mut found.input } else { &mut found.target };
                values.get_mut(row).ok_or(not_given)
            }
            Kind::LearningRate => Ok(&mut scenario.learning.rate),
            _ => Err(not_given),
        }
    }
}

#[cfg(test)]
mod tests;
