//! Error functions and their derivatives.

/// How one output's distance from its target is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loss {
    /// `E = ½ (target − out)²`.
    #[default]
    HalfSquaredError,
}

impl Loss {
    /// The error of one output.
    pub fn error(self, target: f64, out: f64) -> f64 {
        match self {
            Self::HalfSquaredError => 0.5 * (target - out) * (target - out),
        }
    }

    /// Its derivative by the output: `out − target` for the half squared error.
    pub fn by_out(self, target: f64, out: f64) -> f64 {
        match self {
            Self::HalfSquaredError => out - target,
        }
    }
}
