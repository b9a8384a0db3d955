//! Weights drawn from a seed: the same seed draws the same weights, on every machine.

use ndarray::Array2;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// How far around 0 the weights of a layer are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Init {
    /// Evenly within ± [`xavier`], which suits sigmoid and tanh.
    #[default]
    Xavier,
    /// Normally with variance `2 / inputs` (He and others, 2015), which suits rectified units: they
    /// pass on about half of what comes in.
    He,
}

impl Init {
    /// The weights into layer `layer`, from 1: `neurons × inputs`, drawn row by row.
    ///
    /// Each layer has a stream of its own, so that another width elsewhere changes none of its
    /// weights as long as it keeps its own shape.
    ///
    /// ```
    /// use chainrule::engine::Init;
    /// let weights = Init::Xavier.draw(7, 1, 2, 3);
    /// assert_eq!(weights.dim(), (3, 2));
    /// assert_eq!(weights, Init::Xavier.draw(7, 1, 2, 3));
    /// assert_ne!(weights, Init::Xavier.draw(7, 2, 2, 3));
    /// ```
    pub fn draw(self, seed: u64, layer: usize, inputs: usize, neurons: usize) -> Array2<f64> {
        let mut source = Source::new(seed, weights_stream(layer));
        let (range, deviation) = (xavier(inputs, neurons), (2.0 / inputs as f64).sqrt());
        let shape = (neurons, inputs);
        match self {
            Self::Xavier => Array2::from_shape_simple_fn(shape, || range * source.around_zero()),
            Self::He => Array2::from_shape_simple_fn(shape, || deviation * source.normal()),
        }
    }
}

/// The stream of a layer's weights among those of a seed; the one after it is that of its biases.
pub(crate) const fn weights_stream(layer: usize) -> u64 {
    2 * layer as u64
}

/// How far weights of a layer are drawn around 0: `√(6 / (inputs + neurons))` (Glorot and Bengio,
/// 2010), so that neither outputs nor derivatives grow or fade from layer to layer at the start.
pub fn xavier(inputs: usize, neurons: usize) -> f64 {
    (6.0 / (inputs + neurons) as f64).sqrt()
}

/// Numbers from a seed.
pub(super) struct Source {
    bits: ChaCha8Rng,
    /// Normal numbers come in pairs; the second waits here.
    second: Option<f64>,
}

impl Source {
    /// Streams keep matrices apart that are drawn from the same seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut bits = ChaCha8Rng::seed_from_u64(seed);
        bits.set_stream(stream);
        Self { bits, second: None }
    }

    /// Evenly from −1 to below 1.
    pub fn around_zero(&mut self) -> f64 {
        // The 53 highest bits make a number from 0 to below 1, each as likely.
        let share = (self.bits.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        2.0 * share - 1.0
    }

    /// Normally around 0 with variance 1, by Marsaglia's polar method.
    fn normal(&mut self) -> f64 {
        if let Some(second) = self.second.take() {
            return second;
        }
        loop {
            let (x, y) = (self.around_zero(), self.around_zero());
            let square = x * x + y * y;
            if square < 1.0 && square > 0.0 {
                let factor = (-2.0 * ln(square) / square).sqrt();
                self.second = Some(y * factor);
                return x * factor;
            }
        }
    }
}

/// The natural logarithm of a positive number, to its last bit or two.
///
/// The standard library takes the platform's, whose last bit is not the same everywhere, and drawn
/// weights are to be. This one only adds, multiplies and divides, which is.
fn ln(x: f64) -> f64 {
    // x = m · 2^e with m around 1, and ln m = 2 · artanh((m − 1) / (m + 1)), as a series.
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    let (m, e) = if mantissa > std::f64::consts::SQRT_2 {
        (mantissa / 2.0, exponent + 1)
    } else {
        (mantissa, exponent)
    };
    let t = (m - 1.0) / (m + 1.0);
    let series = (0..12).rev().fold(0.0, |sum, n| sum * (t * t) + 1.0 / f64::from(2 * n + 1));
    f64::from(e) * std::f64::consts::LN_2 + 2.0 * t * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_these_weights_forever() {
        let first = |init: Init, layer| -> Vec<f64> {
            init.draw(7, layer, 784, 512).iter().copied().take(3).collect()
        };
        assert_eq!(
            first(Init::Xavier, 1),
            [-0.027_199_082_269_298_66, -0.016_664_025_843_799_293, -0.034_137_180_364_482_086]
        );
        assert_eq!(
            first(Init::Xavier, 2),
            [0.066_546_698_150_644_51, 0.013_762_104_693_984_319, -0.005_758_999_443_017_221]
        );
        assert_eq!(
            first(Init::He, 1),
            [-0.074_970_575_701_953_08, -0.045_932_123_689_042_086, -0.056_052_323_248_494_01]
        );
        assert_eq!(
            first(Init::He, 2),
            [0.003_529_306_231_703_773_6, 0.000_729_873_655_758_053_6, -0.100_445_261_243_451_48]
        );
    }

    #[test]
    fn they_are_spread_as_they_should_be() {
        let moments = |init: Init| {
            let weights = init.draw(1, 1, 200, 100);
            let mean = weights.mean().unwrap();
            (mean, weights.iter().map(|w| (w - mean).powi(2)).sum::<f64>() / weights.len() as f64)
        };
        // Even numbers within ± r have variance r² / 3.
        for (init, variance) in [(Init::Xavier, 6.0 / 300.0 / 3.0), (Init::He, 2.0 / 200.0)] {
            let (mean, found) = moments(init);
            assert!(mean.abs() < 3.0 * (variance / 20_000.0_f64).sqrt(), "{init:?}: {mean}");
            assert!((found / variance - 1.0).abs() < 0.03, "{init:?}: {found}");
        }
        let range = xavier(200, 100);
        assert!(Init::Xavier.draw(1, 1, 200, 100).iter().all(|w| w.abs() <= range));
        // Of normal numbers about 4.55 % lie beyond two deviations.
        let beyond = Init::He.draw(1, 1, 200, 100).iter().filter(|w| w.abs() > 0.2).count();
        assert!((850..970).contains(&beyond), "{beyond}");
    }

    #[test]
    fn the_logarithm_is_the_logarithm() {
        for x in [1e-300, 1e-9, 0.1, 0.5, 0.707, 0.999_999, 1.0, std::f64::consts::E, 7.0] {
            assert!((ln(x) - x.ln()).abs() <= 4e-16 * x.ln().abs().max(1.0), "{x}: {} {}", ln(x), x.ln());
        }
    }
}
