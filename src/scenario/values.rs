//! The single values of a scenario file. Each checks itself, so that an error points at the very one.

mod words;

pub(super) use words::word_of;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Unexpected, Visitor};

use toml::Spanned;

use crate::engine::{Activation, Batch, Carry};
use crate::text::from_letters;

use words::{Words, word};

/// How many layers there may be.
pub(super) const MOST_LAYERS: usize = 1000;

/// The index of a layer with weights, written as its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LayerKey(pub usize);

/// A finite number; −0 is 0. A whole number is one too.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number(pub f64);

/// A whole number from 1 on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole(pub usize);

/// A whole number from 0 on, from which weights are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed(pub u64);

/// After how many samples is learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawBatch(pub Batch);

/// How many decimals are carried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimals(pub Carry);

/// Whether a note quotes a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Quotes {
    #[default]
    No,
    Yes,
    /// It quotes a source whose numbers are not those of the file any more.
    Changed,
}

/// One activation function for all layers, or one for each.
pub(super) enum OneOrEach {
    One(Activation),
    Each(Vec<Spanned<Named<Activation>>>),
}

/// Whether biases learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Biases {
    Frozen,
    Learning,
}

/// A chapter's name, of [`CHAPTERS`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Chapter(pub &'static str);

/// How closely a step is looked at, of [`ZOOMS`](crate::scenario::ZOOMS).
#[derive(Debug, Clone, Copy)]
pub(super) struct ZoomWord(pub &'static str);

/// A value that a file names with one of a few words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<T>(pub T);

/// Reads each of these types from the value itself, so that an error has the value's place.
struct Read<T>(PhantomData<T>);

impl<'de, T: Words> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl<T: Words> Visitor<'_> for Read<Named<T>> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        word(text).map(Named)
    }
}

impl<'de> Deserialize<'de> for LayerKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<LayerKey> {
    type Value = LayerKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the letter of a layer with weights: b, c, …")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        // Words such as `seed` are letters too, but of no layer that can be.
        match from_letters(text) {
            Some(layer @ 1..MOST_LAYERS) => Ok(LayerKey(layer)),
            _ => Err(E::custom(format_args!(
                "unknown field `{text}`, expected {}",
                &self as &dyn de::Expected
            ))),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<Number> {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a finite number")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Number(value as f64))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Number(value as f64))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Self::Value, E> {
        Ok(Number(value as f64))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Self::Value, E> {
        Ok(Number(value as f64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        if value.is_finite() {
            Ok(Number(value + 0.0))
        } else {
            Err(E::invalid_value(Unexpected::Float(value), &self))
        }
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<Whole> {
    type Value = Whole;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 1 on")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        match usize::try_from(value) {
            Ok(whole @ 1..) => Ok(Whole(whole)),
            _ => Err(E::invalid_value(Unexpected::Signed(value), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Seed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<Seed> {
    type Value = Seed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What TOML holds for certain.
        write!(f, "a whole number from 0 to {}", i64::MAX)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        u64::try_from(value).map(Seed).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }
}

impl<'de> Deserialize<'de> for RawBatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<RawBatch> {
    type Value = RawBatch;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"sample\", \"all\", or a whole number from 1 on")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        match usize::try_from(value) {
            Ok(count @ 1..) => Ok(RawBatch(Batch::Of(count))),
            _ => Err(E::invalid_value(Unexpected::Signed(value), &self)),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match text {
            "sample" => Ok(RawBatch(Batch::Sample)),
            "all" => Ok(RawBatch(Batch::All)),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Decimals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<Decimals> {
    type Value = Decimals;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fewest, most) = (Carry::RANGE.start(), Carry::RANGE.end());
        write!(f, "a whole number from {fewest} to {most}, or \"full\"")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        let decimals = u8::try_from(value).ok().filter(|decimals| Carry::RANGE.contains(decimals));
        let refused = || E::invalid_value(Unexpected::Signed(value), &self);
        decimals.map(|decimals| Decimals(Carry::Decimals(decimals))).ok_or_else(refused)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match text {
            "full" => Ok(Decimals(Carry::Full)),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Quotes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl Visitor<'_> for Read<Quotes> {
    type Value = Quotes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false, or \"changed\"")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(if value { Quotes::Yes } else { Quotes::No })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match text {
            "changed" => Ok(Quotes::Changed),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for OneOrEach {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read::<Self>(PhantomData))
    }
}

impl<'de> Visitor<'de> for Read<OneOrEach> {
    type Value = OneOrEach;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotes, or a list of one for each layer")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        word(text).map(OneOrEach::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut each = Vec::new();
        while let Some(one) = list.next_element()? {
            each.push(one);
        }
        Ok(OneOrEach::Each(each))
    }
}
