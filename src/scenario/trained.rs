//! A file of weights beside a scenario's: JSON, as training writes it.
//!
//! ```json
//! {"layers":[2,3,1],"weights":{"b":[[…],[…],[…]],"c":[[…]]},"biases":{"b":[…]}}
//! ```
//!
//! The scenario says what shape the weights have before the file is opened, so that a file that is
//! too long is not read, and of one that has more numbers than it should none is kept.

use std::fmt;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::Path;

use ndarray::{Array1, Array2};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::text::{from_letters, letters};

/// Bytes of a file that a number may take, with all blanks around it: four times of what is written.
const MOST_BYTES_A_NUMBER: u64 = 100;
/// Bytes that a file may have beside its numbers.
const MOST_OTHER_BYTES: u64 = 1 << 16;

/// The numbers of each layer with weights, in their order.
#[derive(Debug)]
pub(super) struct Trained {
    pub weights: Vec<Array2<f64>>,
    pub biases: Vec<Option<Array1<f64>>>,
}

/// What is wrong with a file of weights, and what would be right.
#[derive(Debug)]
pub(super) struct Wrong {
    /// Goes on after the name of the file: "is no regular file".
    pub problem: String,
    pub help: String,
}

/// What such files are made by.
pub(super) const HELP: &str =
    "a file of weights is what `chainrule weights` writes, and `chainrule train` with --weights";

/// What helps where there is no file of the name that a scenario gives.
pub(super) const BESIDE: &str = "a file of weights stands beside the scenario, or in a folder below its own";

/// Reads the weights for layers of these widths. Where there is no such file, `absent` helps.
pub(super) fn read(path: &Path, widths: &[usize], absent: &str) -> Result<Trained, Wrong> {
    let wrong = |problem: String| Wrong { problem, help: HELP.to_owned() };
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            Wrong { problem: "is not there".to_owned(), help: absent.to_owned() }
        }
        _ => wrong(format!("cannot be read: {error}")),
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    // Something else might never end, or not even begin.
    if !metadata.is_file() {
        return Err(wrong("is no regular file".to_owned()));
    }
    let (numbers, most) = most_bytes(widths);
    if metadata.len() > most {
        let problem = format!(
            "has {} bytes, but the {numbers} weights and biases of these layers take {most} at most",
            metadata.len()
        );
        return Err(wrong(problem));
    }
    // It may have grown since.
    read_from(BufReader::new(File::open(path).map_err(failed)?.take(most)), widths)
}

/// How many weights and biases such layers have at most, and how many bytes they may take.
fn most_bytes(widths: &[usize]) -> (usize, u64) {
    let numbers: usize = widths.windows(2).map(|pair| pair[0] * pair[1] + pair[1]).sum();
    (numbers, numbers as u64 * MOST_BYTES_A_NUMBER + MOST_OTHER_BYTES)
}

/// Reads the weights for layers of these widths from a text that may be of any length.
pub(super) fn read_at_most(text: impl Read, widths: &[usize]) -> Result<Trained, Wrong> {
    read_from(BufReader::new(text.take(most_bytes(widths).1)), widths)
}

/// Reads the weights for layers of these widths from a text.
pub(super) fn read_from(text: impl Read, widths: &[usize]) -> Result<Trained, Wrong> {
    let mut json = serde_json::Deserializer::from_reader(text);
    let read = Contents { widths }.deserialize(&mut json).and_then(|read| json.end().map(|()| read));
    read.map_err(|error| Wrong { problem: explained(&error), help: HELP.to_owned() })
}

/// What the JSON parser found, with its place.
fn explained(error: &serde_json::Error) -> String {
    let said = error.to_string();
    if error.line() == 0 {
        return format!("cannot be read: {said}");
    }
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = said.strip_suffix(&place).unwrap_or(&said);
    let message =
        message.replace("expected f64", "expected a number").replace("expected u64", "expected a width");
    let kind = if error.is_data() { "holds no weights of this network" } else { "is not JSON" };
    format!("{kind}; in line {}, column {}: {message}", error.line(), error.column())
}

/// The whole object.
struct Contents<'a> {
    widths: &'a [usize],
}

impl<'de> DeserializeSeed<'de> for Contents<'_> {
    type Value = Trained;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Trained, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Contents<'_> {
    type Value = Trained;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with layers, weights and biases")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Trained, A::Error> {
        let layers = self.widths.len() - 1;
        let (mut has_layers, mut weights, mut biases) = (false, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "layers" if !has_layers => {
                    map.next_value_seed(Widths(self.widths))?;
                    has_layers = true;
                }
                "weights" if weights.is_none() => {
                    let of =
                        |layer| Rows { layer, neurons: self.widths[layer], inputs: self.widths[layer - 1] };
                    weights = Some(map.next_value_seed(PerLayer { layers, what: "weights", of })?);
                }
                "biases" if biases.is_none() => {
                    let of =
                        |layer| Row { of: Whose::Biases(layer), count: self.widths[layer], into: Vec::new() };
                    biases = Some(map.next_value_seed(PerLayer { layers, what: "biases", of })?);
                }
                "layers" | "weights" | "biases" => {
                    return Err(A::Error::custom(format_args!("`{key}` stands there twice")));
                }
                _ => return Err(A::Error::custom("a key that is not layers, weights or biases")),
            }
        }
        if !has_layers {
            return Err(A::Error::custom("`layers` is missing"));
        }
        let weights = weights.ok_or_else(|| A::Error::custom("`weights` is missing"))?;
        let missing =
            |layer: usize| A::Error::custom(format_args!("`weights.{}` is missing", letters(layer)));
        let weights = weights.into_iter().zip(1..).map(|(one, layer)| one.ok_or_else(|| missing(layer)));
        let biases = biases.unwrap_or_else(|| vec![None; layers]);
        let biases = biases.into_iter().map(|one: Option<Vec<f64>>| one.map(Array1::from)).collect();
        Ok(Trained { weights: weights.collect::<Result<_, _>>()?, biases })
    }
}

/// The layers that the file is for, which must be these.
struct Widths<'a>(&'a [usize]);

impl<'de> DeserializeSeed<'de> for Widths<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Widths<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of how many neurons each layer has")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        // As many as can be said; a file may hold any number of them.
        let mut found: Vec<u64> = Vec::new();
        let mut count = 0;
        while let Some(width) = list.next_element::<u64>()? {
            if count <= self.0.len() {
                found.push(width);
            }
            count += 1;
        }
        if found.len() == self.0.len() && found.iter().zip(self.0).all(|(&found, &own)| found == own as u64) {
            return Ok(());
        }
        let own: Vec<u64> = self.0.iter().map(|&width| width as u64).collect();
        let (found, own) = (shape(&found), shape(&own));
        Err(A::Error::custom(format_args!(
            "`layers` is {found}, but the scenario's `network.layers` is {own}"
        )))
    }
}

/// The widths of layers in a few words: `2-4-3-2`.
fn shape(widths: &[u64]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = widths.iter().take(MOST).map(u64::to_string).collect();
    format!("{}{}", shown.join("-"), if widths.len() > MOST { "-…" } else { "" })
}

/// Something for each layer by its letter.
struct PerLayer<F> {
    layers: usize,
    what: &'static str,
    /// What a layer's is read by.
    of: F,
}

impl<'de, S: DeserializeSeed<'de>, F: Fn(usize) -> S> DeserializeSeed<'de> for PerLayer<F> {
    type Value = Vec<Option<S::Value>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de>, F: Fn(usize) -> S> Visitor<'de> for PerLayer<F> {
    type Value = Vec<Option<S::Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the letters of layers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all: Self::Value = (0..self.layers).map(|_| None).collect();
        while let Some(key) = map.next_key::<String>()? {
            let layer = from_letters(&key).filter(|layer| (1..=self.layers).contains(layer));
            let (Some(layer), what) = (layer, self.what) else {
                let last = letters(self.layers);
                let message = format_args!("a key of `{}` is no layer from b to {last}", self.what);
                return Err(A::Error::custom(message));
            };
            if all[layer - 1].is_some() {
                return Err(A::Error::custom(format_args!("`{what}.{key}` stands there twice")));
            }
            all[layer - 1] = Some(map.next_value_seed((self.of)(layer))?);
        }
        Ok(all)
    }
}

/// The weights of a layer, row by row.
struct Rows {
    layer: usize,
    neurons: usize,
    inputs: usize,
}

impl<'de> DeserializeSeed<'de> for Rows {
    type Value = Array2<f64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows {
    type Value = Array2<f64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut numbers = Vec::with_capacity(self.neurons * self.inputs);
        for row in 0..self.neurons {
            let of = Whose::Weights(self.layer, row);
            match list.next_element_seed(Row { of, count: self.inputs, into: numbers })? {
                Some(more) => numbers = more,
                None => return Err(self.wrong(row)),
            }
        }
        let mut surplus = 0;
        while list.next_element::<IgnoredAny>()?.is_some() {
            surplus += 1;
        }
        if surplus > 0 {
            return Err(self.wrong(self.neurons + surplus));
        }
        Array2::from_shape_vec((self.neurons, self.inputs), numbers).map_err(A::Error::custom)
    }
}

impl Rows {
    fn wrong<E: serde::de::Error>(&self, rows: usize) -> E {
        let letter = letters(self.layer);
        let count = super::validate::counted(rows, "rows");
        let neurons = super::validate::counted(self.neurons, "neurons");
        E::custom(format_args!("`weights.{letter}` has {count}, but layer {letter} has {neurons}"))
    }
}

/// What a row of numbers is.
#[derive(Clone, Copy)]
enum Whose {
    /// A row of a layer's weights, from 0.
    Weights(usize, usize),
    /// The biases of a layer.
    Biases(usize),
}

/// As many numbers as there should be, added to those that are there.
struct Row {
    of: Whose,
    count: usize,
    into: Vec<f64>,
}

impl<'de> DeserializeSeed<'de> for Row {
    type Value = Vec<f64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row {
    type Value = Vec<f64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut found = 0;
        while found < self.count {
            let Some(number) = list.next_element::<f64>()? else { return Err(self.wrong(found)) };
            // −0 is 0, here as in the scenario.
            self.into.push(number + 0.0);
            found += 1;
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            found += 1;
        }
        if found > self.count { Err(self.wrong(found)) } else { Ok(self.into) }
    }
}

impl Row {
    fn wrong<E: serde::de::Error>(&self, found: usize) -> E {
        let (what, whose) = match self.of {
            Whose::Weights(layer, row) => {
                (format!("row {} of `weights.{}`", row + 1, letters(layer)), letters(layer - 1))
            }
            Whose::Biases(layer) => (format!("`biases.{}`", letters(layer)), letters(layer)),
        };
        let numbers = super::validate::counted(found, "numbers");
        let neurons = super::validate::counted(self.count, "neurons");
        E::custom(format_args!("{what} has {numbers}, but layer {whose} has {neurons}"))
    }
}
