//! The values as rows, a quantity each.

use std::io::{self, Write};

use super::order::groups;
use crate::engine::{Kind, Quantity};
use crate::export::table::{Table, number};
use crate::lesson::Lesson;
use crate::text::letters;

const COLUMNS: [&str; 6] = ["name", "value", "kind", "layer", "row", "column"];

/// Writes one after the other.
pub(super) fn write(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::begin(&COLUMNS, to)?;
    for q in groups(lesson.pass().network()).flat_map(|group| group.quantities) {
        let Some(value) = lesson.value(q) else { continue };
        let [layer, row, column] = place(q);
        let kind = word(q).to_owned();
        table.row([lesson.names().plain(q), number(value), kind, layer, row, column])?;
    }
    table.end()
}

/// What a quantity is, as the JSON calls it where it has a name there.
fn word(q: Quantity) -> &'static str {
    match q.kind {
        Kind::Weight => "weight",
        Kind::Bias => "bias",
        Kind::Net => "net",
        Kind::Out if q.layer == 0 => "input",
        Kind::Out => "out",
        Kind::Target => "target",
        Kind::Error => "error",
        Kind::ErrorTotal => "error_total",
        Kind::ErrorByOut => "dE_dout",
        Kind::Slope | Kind::Jacobian => "dout_dnet",
        Kind::Delta => "delta",
        Kind::Gradient => "dE_dW",
        Kind::BiasGradient => "dE_dbias",
        Kind::MeanGradient => "mean_dE_dW",
        Kind::MeanBiasGradient => "mean_dE_dbias",
        Kind::WeightAfter => "weight_after",
        Kind::BiasAfter => "bias_after",
        Kind::OutAfter => "out_after",
        Kind::ErrorTotalAfter => "error_after",
        Kind::LearningRate => "learning_rate",
    }
}

/// The letter of its layer, its row and its column from 1: as much of it as it has.
fn place(q: Quantity) -> [String; 3] {
    if q.kind.is_of_whole() {
        return Default::default();
    }
    let column = if q.kind.is_matrix() { (q.column + 1).to_string() } else { String::new() };
    [letters(q.layer), (q.row + 1).to_string(), column]
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value as Json;

    use super::*;
    use crate::engine::Carry;
    use crate::lesson::View;
    use crate::scenario::builtin;

    #[test]
    fn rows_hold_every_number_of_the_json() {
        for (name, carry) in [("swap", Carry::Decimals(4)), ("three-classes", Carry::Full)] {
            let scenario = builtin(name).unwrap();
            let view = View { carry, ..View::of(&scenario) };
            let lesson = Lesson::new(scenario, view).unwrap();
            let (mut json, mut rows) = (Vec::new(), Vec::new());
            super::super::json(&lesson, &mut json).unwrap();
            write(&lesson, &mut rows).unwrap();
            let mut names = BTreeSet::new();
            let mut by_place: BTreeMap<[String; 4], f64> = BTreeMap::new();
            for row in csv::Reader::from_reader(&rows[..]).into_records().map(Result::unwrap) {
                assert!(names.insert(row[0].to_owned()), "{} is there twice", &row[0]);
                let place = [2, 3, 4, 5].map(|column| row[column].to_owned());
                assert_eq!(by_place.insert(place, row[1].parse().unwrap()), None, "{row:?}");
            }
            let json: Json = serde_json::from_slice(&json).unwrap();
            let at = |kind: &str, layer: &str, row: usize, column: Option<usize>| {
                let column = column.map(|column| (column + 1).to_string()).unwrap_or_default();
                by_place[&[kind.into(), layer.into(), (row + 1).to_string(), column]]
            };
            let mut held = 0;
            let mut hold = |kind: &str, layer: &str, numbers: &Json| {
                for (row, number) in numbers.as_array().unwrap().iter().enumerate() {
                    match number.as_array() {
                        None => {
                            assert_eq!(at(kind, layer, row, None), number.as_f64().unwrap());
                            held += 1;
                        }
                        Some(numbers) => {
                            for (column, number) in numbers.iter().enumerate() {
                                assert_eq!(at(kind, layer, row, Some(column)), number.as_f64().unwrap());
                                held += 1;
                            }
                        }
                    }
                }
            };
            for part in ["forward", "backward"] {
                for of_layer in json[part].as_array().unwrap() {
                    let layer = of_layer["layer"].as_str().unwrap();
                    for (kind, numbers) in of_layer.as_object().unwrap().iter().filter(|(k, _)| *k != "layer")
                    {
                        hold(kind, layer, numbers);
                    }
                }
            }
            for (part, kind) in [("weights", "weight_after"), ("biases", "bias_after")] {
                for (layer, numbers) in json["update"][part].as_object().into_iter().flatten() {
                    hold(kind, layer, numbers);
                }
            }
            let last = letters(lesson.pass().network().last());
            hold("input", "a", &json["sample"]["input"]);
            hold("target", &last, &json["sample"]["target"]);
            hold("error", &last, &json["error"]["per_output"]);
            let whole =
                |kind: &str| by_place[&[kind.to_owned(), String::new(), String::new(), String::new()]];
            assert_eq!(whole("error_total"), json["error"]["total"].as_f64().unwrap());
            assert_eq!(whole("error_after"), json["update"]["error_after"].as_f64().unwrap());
            assert_eq!(whole("learning_rate"), json["update"]["learning_rate"].as_f64().unwrap());
            // Beside these there are only the given weights and biases, and the outputs after the update.
            let more =
                by_place.keys().filter(|key| ["weight", "bias", "out_after"].contains(&key[0].as_str()));
            assert_eq!(by_place.len(), held + 3 + more.count(), "{name}");
        }
    }
}
