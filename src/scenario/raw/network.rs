//! Weights and biases as a file may give them: listed by layer, drawn from a seed, or in a file.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, MapAccess, Visitor};
use toml::Spanned;

use crate::engine::Init;
use crate::text::from_letters;

use super::super::values::{LayerKey, MOST_LAYERS, Named, Number, Seed};
use super::{Matrix, PerLayer};

/// What stands at `network.weights`.
#[derive(Default)]
pub(in crate::scenario) struct RawWeights {
    pub layers: PerLayer<Matrix>,
    pub seed: Option<Keyed<Seed>>,
    pub init: Option<Keyed<Named<Init>>>,
    pub file: Option<Keyed<Spanned<String>>>,
}

/// A value with the place of its key.
pub(in crate::scenario) struct Keyed<T> {
    pub key: Range<usize>,
    pub value: T,
}

/// What stands at `network.biases`: a number for all biases of the network, or a list a layer.
pub(in crate::scenario) enum RawBiases {
    All(f64),
    Each(PerLayer<Spanned<Vec<Number>>>),
}

/// A key of `network.weights`.
enum Key {
    Layer(LayerKey),
    Seed,
    Init,
    File,
}

/// What may stand at `network.biases`.
pub(in crate::scenario) const BIASES: &str = "a finite number for all, or a table with a list for each layer";

struct KeyVisitor;
struct WeightsVisitor;
struct BiasesVisitor;

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the letter of a layer with weights (b, c, …), or seed with init, or file")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match (text, from_letters(text)) {
            ("seed", _) => Ok(Key::Seed),
            ("init", _) => Ok(Key::Init),
            ("file", _) => Ok(Key::File),
            (_, Some(layer @ 1..MOST_LAYERS)) => Ok(Key::Layer(LayerKey(layer))),
            _ => Err(E::custom(format_args!(
                "unknown field `{text}`, expected {}",
                &self as &dyn de::Expected
            ))),
        }
    }
}

impl<'de> Deserialize<'de> for RawWeights {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WeightsVisitor)
    }
}

impl<'de> Visitor<'de> for WeightsVisitor {
    type Value = RawWeights;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut weights = RawWeights::default();
        while let Some(spanned) = map.next_key::<Spanned<Key>>()? {
            let key = spanned.span();
            match spanned.into_inner() {
                Key::Layer(layer) => {
                    weights.layers.insert(Spanned::new(key, layer), map.next_value()?);
                }
                Key::Seed => weights.seed = Some(Keyed { key, value: map.next_value()? }),
                Key::Init => weights.init = Some(Keyed { key, value: map.next_value()? }),
                Key::File => weights.file = Some(Keyed { key, value: map.next_value()? }),
            }
        }
        Ok(weights)
    }
}

impl<'de> Deserialize<'de> for RawBiases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BiasesVisitor)
    }
}

impl<'de> Visitor<'de> for BiasesVisitor {
    type Value = RawBiases;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BIASES)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(RawBiases::All(value as f64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Number::deserialize(value.into_deserializer()).map(|number| RawBiases::All(number.0))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut layers = BTreeMap::new();
        while let Some((key, values)) = map.next_entry()? {
            layers.insert(key, values);
        }
        Ok(RawBiases::Each(layers))
    }
}
