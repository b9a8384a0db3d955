//! A scenario with the weights of a file that it does not name itself.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::bounded;
use super::trained::{self, HELP, Trained, Wrong};
use super::validate::counted;
use super::{ErrorKind, Network, Scenario, ScenarioError, WeightsFrom};
use crate::text::letters;

impl Scenario {
    /// The same scenario with the weights and biases of a file, as training writes it; `-` is standard
    /// input. Notes that quote a source go, since they speak of other numbers.
    ///
    /// # Errors
    /// When there is no such file, when it holds no weights, or those of another network.
    pub fn with_weights_of(mut self, file: &str) -> Result<Self, ScenarioError> {
        let widths = self.network.widths();
        let (read, shown) = match file {
            "-" => (trained::read_at_most(io::stdin().lock(), &widths), "standard input"),
            _ => (trained::read(Path::new(file), &widths, HELP), file),
        };
        self.put_in_given(read, shown, PathBuf::from(file))?;
        Ok(self)
    }

    /// The same with the text of such a file.
    pub(super) fn put_in_text(&mut self, weights: &str, origin: &str) -> Result<(), ScenarioError> {
        let read = trained::read_from(weights.as_bytes(), &self.network.widths());
        self.put_in_given(read, origin, PathBuf::from(origin))
    }

    fn put_in_given(
        &mut self,
        read: Result<Trained, Wrong>,
        shown: &str,
        path: PathBuf,
    ) -> Result<(), ScenarioError> {
        read.and_then(|read| self.put_in(read)).map_err(|Wrong { problem, help }| {
            let shown = bounded(shown, 80);
            ScenarioError::without_place(
                ErrorKind::Content,
                shown.as_str(),
                &format!("{shown} {problem}"),
                &help,
            )
        })?;
        self.weights_from = WeightsFrom::Given(path);
        if self.notes.iter().any(|note| note.quotes) {
            self.notes = self.notes.iter().filter(|note| !note.quotes).cloned().collect();
        }
        Ok(())
    }

    /// Its network with the weights and biases of a text that training writes; nothing where the text
    /// holds none for this network.
    pub fn network_with(&self, weights: &str) -> Option<Network> {
        let read = trained::read_from(weights.as_bytes(), &self.network.widths()).ok()?;
        let mut with = self.clone();
        with.put_in(read).ok()?;
        Some(Arc::unwrap_or_clone(with.network))
    }

    /// Puts them in place of its own.
    fn put_in(&mut self, read: Trained) -> Result<(), Wrong> {
        for layer in 1..self.network.depth() {
            let (has, reads) = (self.network.layer(layer).biases.is_some(), read.biases[layer - 1].is_some());
            let letter = letters(layer);
            if reads && !has {
                return Err(Wrong {
                    problem: format!(
                        "has `biases.{letter}`, but layer {letter} of the scenario has no biases"
                    ),
                    help: "a scenario gives them in [network.biases], or as biases = 0".to_owned(),
                });
            }
            if has && !reads {
                let numbers = counted(self.network.width(layer), "numbers");
                return Err(Wrong {
                    problem: format!(
                        "has no `biases.{letter}`, but layer {letter} of the scenario has biases"
                    ),
                    help: format!("\"biases\" with \"{letter}\": [...], {numbers}; {HELP}"),
                });
            }
        }
        let network = self.network_mut();
        for (layer, (weights, biases)) in (1..).zip(read.weights.into_iter().zip(read.biases)) {
            let own = network.layer_mut(layer);
            (own.weights, own.biases) = (weights, biases);
        }
        Ok(())
    }
}
