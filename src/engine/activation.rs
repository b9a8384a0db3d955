//! Activation functions and their slopes.

use ndarray::Array1;

/// What a layer makes of its net values.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Activation {
    /// `out = 1 / (1 + e^(−net))`, the logistic function.
    #[default]
    Sigmoid,
    /// `out = tanh(net)`, the hyperbolic tangent.
    Tanh,
    /// `out = max(0, net)`, the rectified linear unit.
    Relu,
    /// `out = net` above 0, `leak · net` elsewhere.
    LeakyRelu {
        /// The slope below 0, and at 0.
        leak: f64,
    },
    /// `out = net`.
    Identity,
    /// `out_i = e^(net_i) / Σ e^(net_j)`: each output depends on all net values of the layer.
    Softmax,
}

impl Activation {
    /// The usual slope of leaky ReLU below 0.
    pub const USUAL_LEAK: f64 = 0.01;

    /// Whether each output depends on all net values of its layer, so that the derivative is a
    /// matrix and not one slope a neuron.
    pub fn is_softmax(self) -> bool {
        self == Self::Softmax
    }

    /// Whether the curve has a corner at 0, where it has no derivative and a convention stands in.
    pub fn has_kink(self) -> bool {
        matches!(self, Self::Relu | Self::LeakyRelu { .. })
    }

    /// Whether its slope is had from the output, so that one can mistake the net value for it.
    pub fn has_slope_of_output(self) -> bool {
        matches!(self, Self::Sigmoid | Self::Tanh)
    }

    /// The output for one net value. Softmax, which needs all of a layer, is taken of this one
    /// alone: 1.
    pub fn apply(self, net: f64) -> f64 {
        match self {
            // e^(−net) may overflow to infinity for a very negative net; 1/∞ is the right limit, 0.
            Self::Sigmoid => 1.0 / (1.0 + (-net).exp()),
            Self::Tanh => net.tanh(),
            // What is not a number stays so, rather than becoming 0.
            Self::Relu if net > 0.0 || net.is_nan() => net,
            Self::Relu => 0.0,
            // A product too small for any number is 0, not −0.
            Self::LeakyRelu { leak } if net <= 0.0 => leak * net + 0.0,
            Self::LeakyRelu { .. } | Self::Identity => net,
            Self::Softmax => 1.0,
        }
    }

    /// The outputs for all net values of a layer, one for each.
    ///
    /// Softmax takes the largest net value from all of them first, which changes no quotient and
    /// lets no exponential overflow.
    pub fn apply_all(self, nets: &[f64], outs: &mut [f64]) {
        if !self.is_softmax() {
            for (out, &net) in outs.iter_mut().zip(nets) {
                *out = self.apply(net);
            }
            return;
        }
        let largest = nets.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for (out, &net) in outs.iter_mut().zip(nets) {
            *out = (net - largest).exp();
            sum += *out;
        }
        for exponential in outs {
            *exponential /= sum;
        }
    }

    /// The curve on which the output of neuron `row` moves with its net value while the layer's
    /// others stay where they stand in `nets`, which only softmax asks for.
    ///
    /// Softmax of one among several is the sigmoid of its net value less `ln Σ e^(net_j)` of the others.
    pub fn curve(self, nets: &Array1<f64>, row: usize) -> impl Fn(f64) -> f64 + use<> {
        let others = self.is_softmax().then(|| {
            let others = || nets.iter().enumerate().filter(|(other, _)| *other != row).map(|(_, net)| *net);
            let largest = others().fold(f64::NEG_INFINITY, f64::max);
            largest + others().fold(0.0, |sum, net| sum + (net - largest).exp()).ln()
        });
        move |net| match others {
            Some(others) => Self::Sigmoid.apply(net - others),
            None => self.apply(net),
        }
    }

    /// The slope `∂out/∂net` where a neuron stands, taken from its output where the function
    /// allows that: `out · (1 − out)` for the sigmoid. At the kink it is that of the left side.
    ///
    /// For softmax it is the neuron's own entry of the Jacobian, which see at
    /// [`Activation::jacobian`].
    ///
    /// ```
    /// use chainrule::engine::Activation;
    /// assert_eq!(Activation::Sigmoid.slope(0.0, 0.5), 0.25);
    /// assert_eq!(Activation::Tanh.slope(0.0, 0.0), 1.0);
    /// assert_eq!(Activation::Relu.slope(0.0, 0.0), 0.0);
    /// ```
    pub fn slope(self, net: f64, out: f64) -> f64 {
        match self {
            Self::Sigmoid | Self::Softmax => out * (1.0 - out),
            Self::Tanh => 1.0 - out * out,
            Self::Relu => f64::from(net > 0.0),
            Self::LeakyRelu { leak } if net <= 0.0 => leak,
            Self::LeakyRelu { .. } | Self::Identity => 1.0,
        }
    }

    /// Softmax's derivative `∂out_i/∂net_j = out_i · ([i = j] − out_j)` from the two outputs.
    ///
    /// ```
    /// use chainrule::engine::Activation;
    /// assert_eq!(Activation::jacobian(0.75, 0.75, true), 0.1875);
    /// assert_eq!(Activation::jacobian(0.75, 0.25, false), -0.1875);
    /// ```
    pub fn jacobian(out_i: f64, out_j: f64, is_same: bool) -> f64 {
        out_i * (f64::from(u8::from(is_same)) - out_j)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn softmax_sums_to_one_and_never_overflows() {
        for nets in [[1.0, 2.0, 3.0], [1e4, 1e4 - 1.0, -1e4], [-1e5, -1e5, -1e5]] {
            let mut outs = [0.0; 3];
            Activation::Softmax.apply_all(&nets, &mut outs);
            let sum: f64 = outs.iter().sum();
            assert!((sum - 1.0).abs() < 1e-15 && outs.iter().all(|out| out.is_finite()), "{outs:?}");
        }
    }

    #[test]
    fn each_output_lies_on_its_curve() {
        let nets = array![-2.0, 0.5, 3.0, 1000.0];
        for activation in [Activation::Softmax, Activation::Tanh, Activation::LeakyRelu { leak: 0.2 }] {
            for count in 1..=nets.len() {
                let nets: Array1<f64> = nets.iter().copied().take(count).collect();
                let mut outs = nets.to_vec();
                for net in [-3.0, 0.0, 4.0] {
                    let mut moved = nets.to_vec();
                    moved[0] = net;
                    activation.apply_all(&moved, &mut outs);
                    let out = activation.curve(&nets, 0)(net);
                    assert!(
                        (out - outs[0]).abs() < 1e-15,
                        "{activation:?} of {count} at {net}: {out} {outs:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn each_slope_is_what_a_small_nudge_measures() {
        let all = [
            Activation::Sigmoid,
            Activation::Tanh,
            Activation::Relu,
            Activation::LeakyRelu { leak: 0.2 },
            Activation::Identity,
        ];
        for activation in all {
            for net in [-3.0, -0.5, 0.25, 2.0] {
                let measured = (activation.apply(net + 1e-6) - activation.apply(net - 1e-6)) / 2e-6;
                let slope = activation.slope(net, activation.apply(net));
                assert!((measured - slope).abs() < 1e-8, "{activation:?} at {net}: {measured} {slope}");
            }
        }
    }

    #[test]
    fn the_kink_counts_to_the_left_and_nan_stays_nan() {
        let leaky = Activation::LeakyRelu { leak: 0.01 };
        assert_eq!((Activation::Relu.slope(0.0, 0.0), leaky.slope(0.0, 0.0)), (0.0, 0.01));
        for activation in [Activation::Relu, leaky, Activation::Tanh, Activation::Sigmoid] {
            assert!(activation.apply(f64::NAN).is_nan(), "{activation:?}");
        }
        assert_eq!((Activation::Sigmoid.apply(-1e4), Activation::Sigmoid.apply(1e4)), (0.0, 1.0));
    }
}
