//! How a network learns.

/// How a network learns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learning {
    /// `η`, how far a step goes against the gradient.
    pub rate: f64,
    /// Biases that do not learn.
    pub biases_frozen: bool,
    /// After how many samples a step is made.
    pub batch: Batch,
}

/// After how many samples a learning step is made, against the mean of their gradients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Batch {
    /// After each sample.
    #[default]
    Sample,
    /// After all of them.
    All,
    /// After so many, 1 or more; the last batch of an epoch may be shorter.
    Of(usize),
}

impl Default for Learning {
    /// A rate of ½, after each sample, biases too.
    fn default() -> Self {
        Self { rate: 0.5, biases_frozen: false, batch: Batch::Sample }
    }
}

impl Batch {
    /// How many samples of so many a batch has; the last one may have fewer.
    pub fn size(self, samples: usize) -> usize {
        match self {
            Self::Sample => 1,
            Self::All => samples.max(1),
            Self::Of(count) => count.clamp(1, samples.max(1)),
        }
    }

    /// The samples of the batch that a sample belongs to; batches are made in the samples' order.
    ///
    /// ```
    /// use chainrule::engine::Batch;
    /// assert_eq!(Batch::Of(3).around(4, 5), 3..5);
    /// assert_eq!(Batch::All.around(4, 5), 0..5);
    /// ```
    pub fn around(self, sample: usize, samples: usize) -> std::ops::Range<usize> {
        let size = self.size(samples);
        let start = sample / size * size;
        start..(start + size).min(samples)
    }
}
