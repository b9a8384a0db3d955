//! Error functions, their derivatives, and with which activation functions they make sense.

use ndarray::Array1;

use super::Activation;

/// How an output's distance from its target is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loss {
    /// `E = ½ (target − out)²`.
    #[default]
    HalfSquaredError,
    /// `E = −(target · ln out + (1 − target) · ln(1 − out))`: each output is a probability of its
    /// own.
    BinaryCrossEntropy,
    /// `E = −target · ln out`: the outputs together are one distribution.
    CrossEntropy,
}

impl Loss {
    /// The error of one output, from the output alone. Where a logarithm has no value it is
    /// infinite; see [`Loss::has_value`].
    pub fn error(self, target: f64, out: f64) -> f64 {
        match self {
            Self::HalfSquaredError => 0.5 * (target - out) * (target - out),
            Self::BinaryCrossEntropy => times(target, -out.ln()) + times(1.0 - target, -(1.0 - out).ln()),
            Self::CrossEntropy => times(target, -out.ln()),
        }
    }

    /// Its derivative by the output: `out − target` for the half squared error,
    /// `(1 − target) / (1 − out) − target / out` and `−target / out` for the others.
    pub fn by_out(self, target: f64, out: f64) -> f64 {
        match self {
            Self::HalfSquaredError => out - target,
            Self::BinaryCrossEntropy => times(1.0 - target, 1.0 / (1.0 - out)) - times(target, 1.0 / out),
            Self::CrossEntropy => times(-target, 1.0 / out),
        }
    }

    /// Whether the error can be had from the output: an output that is rounded to 0 or 1 has no
    /// logarithm, or none of its distance from 1, though the net values behind it have.
    pub fn has_value(self, target: f64, out: f64) -> bool {
        match self {
            Self::HalfSquaredError => true,
            Self::BinaryCrossEntropy => (target == 0.0 || out > 0.0) && (target == 1.0 || out < 1.0),
            Self::CrossEntropy => target == 0.0 || out > 0.0,
        }
    }

    /// Whether it counts logarithms of the outputs. That says two things: the outputs are
    /// probabilities, and so must be the targets, from 0 to 1; and the net values tell such a
    /// logarithm more exactly than an output does that is rounded to 0 or 1.
    pub fn is_logarithmic(self) -> bool {
        self != Self::HalfSquaredError
    }

    /// Whether its derivative and this activation function's cancel, so that δ is a difference: `out − target`,
    /// behind softmax `out · Σ target − target`.
    pub fn collapses_with(self, activation: Activation) -> bool {
        matches!(
            (self, activation),
            (Self::BinaryCrossEntropy, Activation::Sigmoid) | (Self::CrossEntropy, Activation::Softmax)
        )
    }

    /// Whether it makes sense for outputs of this activation function.
    ///
    /// # Errors
    /// Which demand of the error function the outputs do not meet.
    pub fn suits(self, activation: Activation) -> Result<(), Unsuited> {
        match (self, activation) {
            (Self::HalfSquaredError, _)
            | (Self::BinaryCrossEntropy, Activation::Sigmoid)
            | (Self::CrossEntropy, Activation::Softmax) => Ok(()),
            (Self::BinaryCrossEntropy, Activation::Softmax) => Err(Unsuited::Shared),
            (Self::BinaryCrossEntropy, _) => Err(Unsuited::NoProbabilities),
            (Self::CrossEntropy, _) => Err(Unsuited::NoDistribution),
        }
    }
}

/// Why an error function makes no sense for the outputs of an activation function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsuited {
    /// Binary cross-entropy wants outputs between 0 and 1.
    #[error(
        "binary cross-entropy takes each output as a probability, between 0 and 1, which only sigmoid gives"
    )]
    NoProbabilities,
    /// Binary cross-entropy wants outputs that do not depend on each other.
    #[error(
        "binary cross-entropy takes each output as a probability of its own, but softmax makes its outputs share one"
    )]
    Shared,
    /// Cross-entropy wants outputs that add up to 1.
    #[error(
        "cross-entropy takes the outputs together as probabilities that add up to 1, which only softmax gives"
    )]
    NoDistribution,
}

/// A product in which a factor of 0 wins, also over an infinite one. What is not a number stays so.
fn times(factor: f64, value: f64) -> f64 {
    if factor == 0.0 && !value.is_nan() { 0.0 } else { factor * value }
}

/// `ln(1 + e^x)` without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// The logarithms of a layer's outputs, had from its net values: exact where an output itself is
/// too close to 0 or to 1 to tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Logarithms<'a> {
    nets: &'a Array1<f64>,
    /// Of softmax; nothing for other functions.
    distribution: Option<Distribution>,
}

/// What softmax divides by, as seen from the largest net value: one, for that value itself, and the
/// others' part. Kept apart, neither swallows the other's digits.
#[derive(Debug, Clone, Copy)]
struct Distribution {
    largest: f64,
    /// The sum of `e^(net − largest)` over the others.
    others: f64,
}

impl Distribution {
    fn of(nets: &Array1<f64>) -> Self {
        let at = (1..nets.len()).fold(0, |at, row| if nets[row] > nets[at] { row } else { at });
        let largest = nets[at];
        let others = nets.iter().enumerate().filter(|(row, _)| *row != at);
        Self { largest, others: others.fold(0.0, |sum, (_, net)| sum + (net - largest).exp()) }
    }
}

impl<'a> Logarithms<'a> {
    pub fn new(activation: Activation, nets: &'a Array1<f64>) -> Self {
        Self { nets, distribution: activation.is_softmax().then(|| Distribution::of(nets)) }
    }

    /// `−ln out` of one output.
    fn of_out(&self, row: usize) -> f64 {
        match self.distribution {
            Some(Distribution { largest, others }) => (largest - self.nets[row]) + others.ln_1p(),
            None => softplus(-self.nets[row]),
        }
    }

    /// `−ln(1 − out)` of one output of a sigmoid.
    fn of_rest(&self, row: usize) -> f64 {
        softplus(self.nets[row])
    }

    /// [`Loss::error`] from the net values, of a loss that counts logarithms.
    pub fn error(&self, loss: Loss, target: f64, row: usize) -> f64 {
        let rest = match loss {
            Loss::BinaryCrossEntropy => times(1.0 - target, self.of_rest(row)),
            _ => 0.0,
        };
        times(target, self.of_out(row)) + rest
    }

    /// [`Loss::by_out`] from the net values, of a loss that counts logarithms.
    pub fn by_out(&self, loss: Loss, target: f64, row: usize) -> f64 {
        let rest = match loss {
            Loss::BinaryCrossEntropy => times(1.0 - target, self.of_rest(row).exp()),
            _ => 0.0,
        };
        rest - times(target, self.of_out(row).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn from_outputs_and_from_net_values_the_same() {
        let nets = array![-2.0, 0.5, 3.0];
        for (loss, activation) in
            [(Loss::BinaryCrossEntropy, Activation::Sigmoid), (Loss::CrossEntropy, Activation::Softmax)]
        {
            let mut outs = nets.to_vec();
            activation.apply_all(&nets.to_vec(), &mut outs);
            let logarithms = Logarithms::new(activation, &nets);
            for (row, &out) in outs.iter().enumerate() {
                for target in [0.0, 0.25, 1.0] {
                    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{loss:?} {row}: {a} {b}");
                    near(logarithms.error(loss, target, row), loss.error(target, out));
                    near(logarithms.by_out(loss, target, row), loss.by_out(target, out));
                }
            }
        }
    }

    #[test]
    fn net_values_far_out_have_finite_errors() {
        let nets = array![800.0, -800.0];
        let sigmoid = Logarithms::new(Activation::Sigmoid, &nets);
        assert_eq!(sigmoid.error(Loss::BinaryCrossEntropy, 0.0, 0), 800.0);
        assert_eq!(sigmoid.error(Loss::BinaryCrossEntropy, 1.0, 1), 800.0);
        assert_eq!(sigmoid.error(Loss::BinaryCrossEntropy, 1.0, 0), 0.0);
        let softmax = Logarithms::new(Activation::Softmax, &nets);
        assert_eq!(softmax.error(Loss::CrossEntropy, 1.0, 1), 1600.0);
        assert!(
            !Loss::BinaryCrossEntropy.has_value(0.0, 1.0) && Loss::BinaryCrossEntropy.has_value(1.0, 1.0)
        );
        assert!(!Loss::CrossEntropy.has_value(0.5, 0.0) && Loss::CrossEntropy.has_value(0.0, 0.0));
    }

    #[test]
    fn an_output_next_to_one_has_its_own_distance_from_it() {
        let error = |nets: Array1<f64>, row: usize| {
            Logarithms::new(Activation::Softmax, &nets).error(Loss::CrossEntropy, 1.0, row)
        };
        // ln(1 + e^−10), ln(1 + e^−40), ln(1 + 2e^−30), ln 2 and 10 + ln(1 + e^−10), to all their digits.
        assert_eq!(error(array![1000.0, 990.0], 0), 4.539_889_921_686_465e-5);
        assert_eq!(error(array![960.0, 1000.0], 1), 4.248_354_255_291_589e-18);
        assert_eq!(error(array![-1030.0, -1000.0, -1030.0], 1), 1.871_524_593_767_859_8e-13);
        assert_eq!(error(array![1e6, 1e6], 0), std::f64::consts::LN_2);
        assert_eq!(error(array![1000.0, 990.0], 1), 10.000_045_398_899_218);
    }

    #[test]
    fn what_is_not_a_number_stays_so() {
        for nets in [array![f64::NAN, 1.0], array![1.0, f64::NAN], array![1.0, f64::INFINITY]] {
            let softmax = Logarithms::new(Activation::Softmax, &nets);
            for target in [0.0, 1.0] {
                assert!(softmax.error(Loss::CrossEntropy, target, 1).is_nan(), "{nets} {target}");
                assert!(softmax.by_out(Loss::CrossEntropy, target, 1).is_nan(), "{nets} {target}");
            }
        }
        for loss in [Loss::BinaryCrossEntropy, Loss::CrossEntropy] {
            assert!(loss.error(0.0, f64::NAN).is_nan() && loss.by_out(0.0, f64::NAN).is_nan(), "{loss:?}");
        }
    }
}
