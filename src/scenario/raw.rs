//! What may stand where in a scenario file, before anything is held against anything else.
//!
//! Keys that a file must have are optional here: `validate` says better what is missing than a
//! parser can.

mod network;
mod table;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::engine::Loss;

use super::error::{ScenarioError, Source};
use super::explain;
use super::values::{
    Biases, Chapter, Decimals, LayerKey, Named, Number, OneOrEach, Quotes, RawBatch, Whole, ZoomWord,
};
pub(super) use network::{BIASES, Keyed, RawBiases, RawWeights};
pub(super) use table::Table;

/// A file's text as the keys and values of a scenario.
pub(super) fn read(source: &Source<'_>) -> Result<Raw, ScenarioError> {
    let parsed = toml::de::Deserializer::parse(source.text());
    let deserializer = parsed.map_err(|error| explain::syntax(source, &error))?;
    Raw::deserialize(deserializer).map_err(|error| explain::content(source, error))
}

/// A whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct Raw {
    pub title: Option<Spanned<String>>,
    pub network: Option<Spanned<Table<RawNetwork>>>,
    #[serde(default)]
    pub training: Table<RawTraining>,
    #[serde(default)]
    pub lesson: Table<RawLesson>,
    pub samples: Option<Spanned<Vec<Spanned<Table<RawSample>>>>>,
    #[serde(default)]
    pub notes: Vec<Spanned<Table<RawNote>>>,
    #[serde(default)]
    pub edits: Vec<Spanned<Table<RawEdit>>>,
    #[serde(default)]
    pub tour: Vec<Spanned<Table<RawStop>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawNetwork {
    pub layers: Option<Spanned<Vec<Spanned<Whole>>>>,
    pub activation: Option<Spanned<OneOrEach>>,
    pub leaky_slope: Option<Spanned<Number>>,
    pub loss: Option<Spanned<Named<Loss>>>,
    pub weights: Option<Spanned<RawWeights>>,
    pub biases: Option<Spanned<RawBiases>>,
}

/// A layer's weights, row by row.
pub(super) type Matrix = Spanned<Vec<Spanned<Vec<Number>>>>;

/// Something for each layer by its letter.
pub(super) type PerLayer<T> = BTreeMap<Spanned<LayerKey>, T>;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawTraining {
    pub learning_rate: Option<Spanned<Number>>,
    pub biases: Option<Named<Biases>>,
    pub batch: Option<Spanned<RawBatch>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawLesson {
    pub decimals: Option<Decimals>,
    pub sample: Option<Spanned<Whole>>,
    pub weights: Option<Spanned<Vec<Spanned<String>>>>,
    pub chapters: Option<Spanned<Vec<Named<Chapter>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawSample {
    pub input: Spanned<Vec<Number>>,
    pub target: Spanned<Vec<Number>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawNote {
    pub at: Spanned<String>,
    pub text: Spanned<String>,
    #[serde(default)]
    pub quotes: Quotes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawEdit {
    pub set: Spanned<String>,
    pub value: Spanned<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(super) struct RawStop {
    pub at: Spanned<String>,
    pub text: Spanned<String>,
    pub set: Option<Spanned<BTreeMap<Spanned<String>, Spanned<Number>>>>,
    #[serde(default)]
    pub reset: bool,
    pub sample: Option<Spanned<Whole>>,
    pub decimals: Option<Decimals>,
    pub zoom: Option<Named<ZoomWord>>,
}
