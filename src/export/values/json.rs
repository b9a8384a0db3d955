//! The shape of the JSON, which those who read it rely on.

use serde::{Serialize, Serializer};

use crate::engine::{Kind, Pass, Quantity, WeightId};
use crate::lesson::Lesson;
use crate::text::letters;

/// Everything.
#[derive(Serialize)]
pub(super) struct Values<'a> {
    scenario: &'a str,
    layers: Vec<usize>,
    decimals: Option<u8>,
    sample: Sample,
    forward: Vec<Forward>,
    error: Errors,
    backward: Vec<Backward>,
    update: Update,
}

#[derive(Serialize)]
struct Sample {
    index: usize,
    input: Vector,
    target: Vector,
}

#[derive(Serialize)]
struct Forward {
    layer: String,
    net: Vector,
    out: Vector,
}

#[derive(Serialize)]
struct Errors {
    per_output: Vector,
    total: Value,
}

#[derive(Serialize)]
struct Backward {
    layer: String,
    #[serde(rename = "dE_dout")]
    by_out: Vector,
    #[serde(rename = "dout_dnet")]
    slope: Slope,
    delta: Vector,
    #[serde(rename = "dE_dW")]
    gradient: Matrix,
    #[serde(rename = "dE_dbias", skip_serializing_if = "Option::is_none")]
    bias_gradient: Option<Vector>,
}

/// One slope a neuron, or of softmax the Jacobian, row by row.
#[derive(Serialize)]
#[serde(untagged)]
enum Slope {
    Each(Vector),
    Jacobian(Matrix),
}

#[derive(Serialize)]
struct Update {
    learning_rate: Value,
    weights: ByLayer<Matrix>,
    #[serde(skip_serializing_if = "Option::is_none")]
    biases: Option<ByLayer<Vector>>,
    error_after: Value,
}

type Vector = Vec<Value>;
type Matrix = Vec<Vector>;

/// A number; a whole one is written without a point, as it stands in scenario files.
#[derive(Debug, Clone, Copy)]
struct Value(f64);

/// Whole numbers below this are whole in `i64` as well.
const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < MOST_WHOLE {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Something for each of some layers, by their letters and in their order.
struct ByLayer<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for ByLayer<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(layer, value)| (layer, value)))
    }
}

/// Reads the numbers of a pass.
#[derive(Clone, Copy)]
struct Numbers<'a>(&'a Pass);

impl Numbers<'_> {
    fn value(self, q: Quantity) -> Value {
        Value(self.0.value(q).unwrap_or(f64::NAN))
    }

    fn whole(self, kind: Kind) -> Value {
        self.value(Quantity::whole(kind))
    }

    fn vector(self, kind: Kind, layer: usize) -> Vector {
        (0..self.0.network().width(layer)).map(|row| self.value(Quantity::of(kind, layer, row))).collect()
    }

    fn matrix(self, kind: Kind, layer: usize) -> Matrix {
        let network = self.0.network();
        let row = |neuron| {
            let weights = (0..network.width(layer - 1)).map(move |input| WeightId { layer, neuron, input });
            weights.map(|weight| self.value(Quantity::at(kind, weight))).collect()
        };
        (0..network.width(layer)).map(row).collect()
    }

    fn slope(self, layer: usize) -> Slope {
        let width = self.0.network().width(layer);
        if !self.0.network().layer(layer).activation.is_softmax() {
            return Slope::Each(self.vector(Kind::Slope, layer));
        }
        let entry = |row, column| self.value(Quantity { kind: Kind::Jacobian, layer, row, column });
        let row = |row: usize| (0..width).map(|column| entry(row, column)).collect();
        Slope::Jacobian((0..width).map(row).collect())
    }

    /// A vector where the layer has biases.
    fn of_biases(self, kind: Kind, layer: usize) -> Option<Vector> {
        self.0.network().layer(layer).biases.as_ref().map(|_| self.vector(kind, layer))
    }
}

impl<'a> Values<'a> {
    pub fn of(lesson: &'a Lesson) -> Self {
        let pass = lesson.pass();
        let (network, numbers) = (pass.network(), Numbers(pass));
        let last = network.last();
        let forward = |layer| Forward {
            layer: letters(layer),
            net: numbers.vector(Kind::Net, layer),
            out: numbers.vector(Kind::Out, layer),
        };
        let backward = |layer| Backward {
            layer: letters(layer),
            by_out: numbers.vector(Kind::ErrorByOut, layer),
            slope: numbers.slope(layer),
            delta: numbers.vector(Kind::Delta, layer),
            gradient: numbers.matrix(Kind::Gradient, layer),
            bias_gradient: numbers.of_biases(Kind::BiasGradient, layer),
        };
        let weights = (1..=last).map(|l| (letters(l), numbers.matrix(Kind::WeightAfter, l))).collect();
        let biases = (1..=last)
            .filter_map(|layer| Some((letters(layer), numbers.of_biases(Kind::BiasAfter, layer)?)))
            .collect();
        Self {
            scenario: lesson.scenario().title.as_str(),
            layers: network.widths(),
            decimals: pass.carry().decimals(),
            sample: Sample {
                index: lesson.view().sample + 1,
                input: numbers.vector(Kind::Out, 0),
                target: numbers.vector(Kind::Target, last),
            },
            forward: (1..=last).map(forward).collect(),
            error: Errors {
                per_output: numbers.vector(Kind::Error, last),
                total: numbers.whole(Kind::ErrorTotal),
            },
            backward: (1..=last).rev().map(backward).collect(),
            update: Update {
                learning_rate: numbers.whole(Kind::LearningRate),
                weights: ByLayer(weights),
                biases: network.has_biases().then_some(ByLayer(biases)),
                error_after: numbers.whole(Kind::ErrorTotalAfter),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_exactly() {
        for value in [0.1 + 0.2, 1.0 / 3.0, 5e-324, 1.797e308, -2.5e-9, 9_007_199_254_740_993.0, 3.0, -4.0] {
            let text = serde_json::to_string(&Value(value)).unwrap();
            assert_eq!(text.parse(), Ok(value), "{text}");
        }
        assert_eq!(
            serde_json::to_string(&[Value(1.0), Value(0.0), Value(f64::INFINITY)]).unwrap(),
            "[1,0,null]"
        );
    }
}
