//! The chapters of the lesson and how closely one looks.

/// A chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chapter {
    /// The network, its names, what is given.
    Network,
    /// From the inputs to the outputs.
    Forward,
    /// How wrong the outputs are.
    Error,
    /// One weight at a time, by hand.
    Chain,
    /// All weights at once.
    Pattern,
    /// The weights move.
    Learn,
    /// Is it true?
    Check,
}

impl Chapter {
    /// In the order of the lesson.
    pub const ALL: [Self; 7] =
        [Self::Network, Self::Forward, Self::Error, Self::Chain, Self::Pattern, Self::Learn, Self::Check];

    /// The word in addresses and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Forward => "forward",
            Self::Error => "error",
            Self::Chain => "chain",
            Self::Pattern => "pattern",
            Self::Learn => "learn",
            Self::Check => "check",
        }
    }

    /// The name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Network => "Network",
            Self::Forward => "Forward",
            Self::Error => "Error",
            Self::Chain => "Chain rule",
            Self::Pattern => "Pattern",
            Self::Learn => "Learn",
            Self::Check => "Check",
        }
    }

    /// The chapter of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chapter| chapter.word() == word)
    }
}

/// How closely one looks: each finer zoom keeps the coarser steps and adds its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Zoom {
    /// One step a matrix operation.
    Layer,
    /// One step a neuron.
    #[default]
    Operation,
    /// One step a product.
    Term,
}

impl Zoom {
    /// From coarse to fine.
    pub const ALL: [Self; 3] = [Self::Layer, Self::Operation, Self::Term];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Layer => "layer",
            Self::Operation => "operation",
            Self::Term => "term",
        }
    }

    /// One level finer, if there is one.
    pub fn finer(self) -> Option<Self> {
        match self {
            Self::Layer => Some(Self::Operation),
            Self::Operation => Some(Self::Term),
            Self::Term => None,
        }
    }

    /// One level coarser, if there is one.
    pub fn coarser(self) -> Option<Self> {
        match self {
            Self::Layer => None,
            Self::Operation => Some(Self::Layer),
            Self::Term => Some(Self::Operation),
        }
    }
}
