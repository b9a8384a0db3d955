//! Activation functions and their slopes.

/// What a layer applies to each of its net values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Activation {
    /// `out = 1 / (1 + e^(−net))`, the logistic function.
    #[default]
    Sigmoid,
}

impl Activation {
    /// The output for one net value.
    pub fn apply(self, net: f64) -> f64 {
        match self {
            // e^(−net) may overflow to infinity for a very negative net; 1/∞ is the right limit, 0.
            Self::Sigmoid => 1.0 / (1.0 + (-net).exp()),
        }
    }

    /// The slope `∂out/∂net`, from the output alone: for the sigmoid `out · (1 − out)`.
    ///
    /// ```
    /// use chainrule::engine::Activation;
    /// assert_eq!(Activation::Sigmoid.slope(0.5), 0.25);
    /// ```
    pub fn slope(self, out: f64) -> f64 {
        match self {
            Self::Sigmoid => out * (1.0 - out),
        }
    }
}
