//! The text of a scenario with the numbers that it has now.
//!
//! The text is not written anew: of the text that was read, the numbers that differ are replaced where
//! they stand, byte by byte. So all else stays as it was, down to comments, line ends and blanks.

mod places;

use std::fs;
use std::path::Path;

use crate::engine::{Kind, Part, Quantity};
use crate::text::SafeText;

use super::error::bounded;
use super::validate::MOST_EDITS as MOST_READ;
use super::{MOST_BYTES, Origin, Refused, Scenario, ScenarioError, WeightsFrom, givens, name, parse_in};
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
    #[error("{name} is {value}, but should be {must}")]
    Value {
        /// The number's name.
        name: String,
        /// What it is, as Rust writes it.
        value: String,
        /// What it must be.
        must: Refused,
    },
    /// More weights and biases differ than `[[edits]]` may set, and the text lists none of them.
    #[error(
        "the file would have {count} edits, and may have {MOST_READ}: it lists no weights; take back what changed a whole matrix"
    )]
    TooManyEdits {
        /// How many edits there would be.
        count: usize,
    },
    /// The file of weights would not be found from another folder.
    #[error(
        "the weights stand in {file}, which is looked for in the folder of the scenario; save it to {folder}"
    )]
    OtherFolder {
        /// The name of that file.
        file: SafeText,
        /// The folder in which it is.
        folder: SafeText,
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
    /// gets a new entry for each weight or bias that differs, as long as there are 500 at most; one
    /// whose weights are drawn or read from a file gets one always.
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
        // Drawn weights are drawn again, and a file of weights is read again: what it holds by now is
        // what the text stands for.
        let before = parse_in(&self.source, "the text", self.folder())?;
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
        let (by_edits, in_place): (Vec<_>, Vec<_>) = new.into_iter().partition(|change| {
            change.is_of_network() && (by_edits || !places.lists(change.quantity, change.sample))
        });
        let count = places.count_edits() + by_edits.len();
        if count > MOST_READ {
            return Err(SaveError::TooManyEdits { count });
        }
        for change in by_edits {
            places.add_edit(change, &name(change.quantity, self.network()));
        }
        for change in in_place {
            places.change(change)?;
        }

        let start = &self.source[..self.source.len() - text.len()];
        let written = format!("{start}{}", places.written());
        if written.len() > MOST_BYTES {
            return Err(SaveError::TooLarge { bytes: written.len() });
        }
        Ok(written)
    }

    /// The text for a file at `path`: [`Scenario::written`], if a file of weights that it names would
    /// be found there.
    ///
    /// # Errors
    /// When that file stands beside another, and for the reasons of [`Scenario::written`].
    pub fn written_to(&self, path: &Path) -> Result<String, SaveError> {
        if let (WeightsFrom::File(file), Some(own)) = (self.weights_from(), self.folder()) {
            let real = |folder: &Path| {
                let here = folder.as_os_str().is_empty();
                let folder = if here { Path::new(".") } else { folder };
                fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
            };
            let own = real(own);
            if path.parent().map(real).as_ref() != Some(&own) {
                let shown = |path: &Path| bounded(&path.display().to_string(), 240);
                return Err(SaveError::OtherFolder { file: shown(file), folder: shown(&own) });
            }
        }
        self.written()
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
        match self.refuses(quantity, value) {
            None => Ok(()),
            Some(must) => {
                let name = name(quantity, self.network());
                Err(SaveError::Value { name, value: format!("{value:?}"), must })
            }
        }
    }

    /// The folder of the file that it came from.
    fn folder(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => path.parent(),
            Origin::Builtin(_) | Origin::Text => None,
        }
    }
}
