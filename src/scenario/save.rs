//! The text of a scenario with the numbers that it has now.
//!
//! The text is not written anew: of the text that was read, the numbers that differ are replaced where
//! they stand, byte by byte. So all else stays as it was, down to comments, line ends and blanks.

mod places;

use crate::engine::{Kind, Part, Quantity};

use super::{MOST_BYTES, Scenario, ScenarioError, givens, name, parse};
use places::Places;

/// A network of more weights than this gets single changes as `[[edits]]` rather than in its matrices,
/// where nobody would find them.
const MOST_WEIGHTS_IN_PLACE: usize = 1000;

/// More `[[edits]]` of weights and biases than this are not written: then matrices are easier to read.
const MOST_EDITS: usize = 500;

/// Why a scenario has no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The text that it was read from is none any more.
    #[error("the text that the scenario was read from does not parse: {}", .0.problem)]
    Source(#[from] ScenarioError),
    /// That text is of another network, or of other samples.
    #[error("the text that the scenario was read from has other layers or samples")]
    Shape,
    /// A number that no file may hold.
    #[error("{name} is {value}; a file holds finite numbers, and a learning rate above 0")]
    Value {
        /// The number's name.
        name: String,
        /// What it is, as Rust writes it.
        value: String,
    },
    /// The text would not be read again.
    #[error("the file would have {bytes} bytes; more than {MOST_BYTES} are not read")]
    TooLarge {
        /// How long it would be.
        bytes: usize,
    },
}

/// A given number that is not what the text says.
#[derive(Debug, Clone, Copy)]
struct Change {
    quantity: Quantity,
    /// The sample that it belongs to, counted from 0; 0 where it belongs to none.
    sample: usize,
    value: f64,
}

impl Change {
    fn is_of_network(self) -> bool {
        matches!(self.quantity.kind, Kind::Weight | Kind::Bias)
    }
}

impl Scenario {
    /// The text that it was read from, with the numbers that the scenario has now: weights, biases,
    /// inputs, targets and the learning rate. Every byte that belongs to no changed number stays, but
    /// notes that quote a source are marked, since they speak of its own numbers.
    ///
    /// A number that has an entry in `[[edits]]` changes there. A network of more than 1000 weights
    /// gets a new entry for each weight or bias that differs, as long as there are 500 at most.
    ///
    /// # Errors
    /// When that text is no scenario of this shape, when a number may not stand in a file, or when the
    /// file would be too large to be opened again.
    ///
    /// ```
    /// use chainrule::scenario::builtin;
    /// let mut swap = builtin("swap").unwrap();
    /// assert_eq!(*swap.written().unwrap(), *swap.source);
    /// swap.learning.rate = 0.25;
    /// let expected = swap.source.replace("learning_rate = 0.5", "learning_rate = 0.25");
    /// let expected = expected.replace("quotes = true", "quotes = \"changed\"");
    /// assert_eq!(swap.written().unwrap(), expected);
    /// ```
    pub fn written(&self) -> Result<String, SaveError> {
        let before = parse(&self.source, "the text")?;
        let changes = self.changes_since(&before)?;
        // What is not changed is not even taken apart.
        if changes.is_empty() {
            return Ok(self.source.to_string());
        }
        let text = self.source.strip_prefix('\u{feff}').unwrap_or(&self.source);
        let mut places = Places::find(text, &before)?;
        places.mark_quotations();

        let (edited, new): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| places.has_edit(change.quantity, change.sample));
        for change in edited {
            places.change_edit(change);
        }
        let of_network = new.iter().filter(|change| change.is_of_network()).count();
        let by_edits = self.network().weight_count() > MOST_WEIGHTS_IN_PLACE
            && places.network_edits() + of_network <= MOST_EDITS;
        for change in new {
            if by_edits && change.is_of_network() {
                places.add_edit(change, &name(change.quantity, self.network()));
            } else {
                places.change(change)?;
            }
        }

        let start = &self.source[..self.source.len() - text.len()];
        let written = format!("{start}{}", places.written());
        if written.len() > MOST_BYTES {
            return Err(SaveError::TooLarge { bytes: written.len() });
        }
        Ok(written)
    }

    /// The numbers that are not what they were, in the order of [`givens`].
    fn changes_since(&self, before: &Self) -> Result<Vec<Change>, SaveError> {
        let has_same_shape = self.network().widths() == before.network().widths()
            && self.samples.len() == before.samples.len();
        if !has_same_shape {
            return Err(SaveError::Shape);
        }
        let mut changes = Vec::new();
        for part in givens(self.network()) {
            let of_sample = matches!(part.kind, Kind::Out | Kind::Target);
            for sample in 0..if of_sample { self.samples.len() } else { 1 } {
                let (now, then) = (self.given_numbers(part, sample), before.given_numbers(part, sample));
                let (Some(now), Some(then)) = (now, then) else { return Err(SaveError::Shape) };
                if now.len() != then.len() {
                    return Err(SaveError::Shape);
                }
                for (index, (&value, _)) in now.iter().zip(&then).enumerate().filter(|(_, (a, b))| a != b) {
                    let change = Change { quantity: self.nth(part, index), sample, value };
                    self.check(change)?;
                    changes.push(change);
                }
            }
        }
        // A layer whose biases were dropped is not among the numbers that there are now.
        if givens(self.network()) != givens(before.network()) {
            return Err(SaveError::Shape);
        }
        Ok(changes)
    }

    /// One of a whole vector or matrix, counted row by row.
    fn nth(&self, part: Part, index: usize) -> Quantity {
        if part.kind != Kind::Weight {
            return Quantity::of(part.kind, part.layer, index);
        }
        let columns = self.network().width(part.layer - 1);
        Quantity { kind: part.kind, layer: part.layer, row: index / columns, column: index % columns }
    }

    /// Whether a file may hold this.
    fn check(&self, change: Change) -> Result<(), SaveError> {
        let Change { quantity, value, .. } = change;
        if value.is_finite() && (quantity.kind != Kind::LearningRate || value > 0.0) {
            return Ok(());
        }
        Err(SaveError::Value { name: name(quantity, self.network()), value: format!("{value:?}") })
    }
}
