//! The words by which a file names one of a few values.

use serde::de;

use super::{Biases, Chapter, ZoomWord};
use crate::engine::{Activation, Init, Loss};
use crate::scenario::{CHAPTERS, ZOOMS};

/// The words for the values of a type.
pub(in crate::scenario) trait Words: Copy + 'static {
    /// Each word with the value that it stands for.
    const PAIRS: &'static [(&'static str, Self)];
    /// The words alone, as an error lists them.
    const WORDS: &'static [&'static str];
}

/// The words of pairs, of which there must be so many.
const fn words<const COUNT: usize, T>(pairs: &[(&'static str, T)]) -> [&'static str; COUNT] {
    assert!(pairs.len() == COUNT);
    let mut words = [""; COUNT];
    let mut place = 0;
    while place < COUNT {
        words[place] = pairs[place].0;
        place += 1;
    }
    words
}

impl Words for Activation {
    const PAIRS: &'static [(&'static str, Self)] = &[
        ("sigmoid", Self::Sigmoid),
        ("tanh", Self::Tanh),
        ("relu", Self::Relu),
        ("leaky-relu", Self::LeakyRelu { leak: Self::USUAL_LEAK }),
        ("identity", Self::Identity),
        ("softmax", Self::Softmax),
    ];
    const WORDS: &'static [&'static str] = &words::<6, _>(Self::PAIRS);
}

impl Words for Loss {
    const PAIRS: &'static [(&'static str, Self)] = &[
        ("half-squared-error", Self::HalfSquaredError),
        ("binary-cross-entropy", Self::BinaryCrossEntropy),
        ("cross-entropy", Self::CrossEntropy),
    ];
    const WORDS: &'static [&'static str] = &words::<3, _>(Self::PAIRS);
}

impl Words for Init {
    const PAIRS: &'static [(&'static str, Self)] = &[("xavier", Self::Xavier), ("he", Self::He)];
    const WORDS: &'static [&'static str] = &words::<2, _>(Self::PAIRS);
}

impl Words for Biases {
    const PAIRS: &'static [(&'static str, Self)] = &[("learning", Self::Learning), ("frozen", Self::Frozen)];
    const WORDS: &'static [&'static str] = &words::<2, _>(Self::PAIRS);
}

impl Words for Chapter {
    const PAIRS: &'static [(&'static str, Self)] = &{
        let mut pairs = [("", Self("")); CHAPTERS.len()];
        let mut place = 0;
        while place < CHAPTERS.len() {
            pairs[place] = (CHAPTERS[place], Self(CHAPTERS[place]));
            place += 1;
        }
        pairs
    };
    const WORDS: &'static [&'static str] = &CHAPTERS;
}

impl Words for ZoomWord {
    const PAIRS: &'static [(&'static str, Self)] = &{
        let mut pairs = [("", Self("")); ZOOMS.len()];
        let mut place = 0;
        while place < ZOOMS.len() {
            pairs[place] = (ZOOMS[place], Self(ZOOMS[place]));
            place += 1;
        }
        pairs
    };
    const WORDS: &'static [&'static str] = &ZOOMS;
}

/// The value of a word, or the error that lists the words.
pub(super) fn word<T: Words, E: de::Error>(text: &str) -> Result<T, E> {
    let pair = T::PAIRS.iter().find(|(word, _)| *word == text);
    pair.map(|(_, value)| *value).ok_or_else(|| E::unknown_variant(text, T::WORDS))
}

/// The word for a value; values that differ in a number only have the same.
pub(in crate::scenario) fn word_of<T: Words>(value: T) -> &'static str {
    let is_kind = |of: &T| std::mem::discriminant(of) == std::mem::discriminant(&value);
    T::PAIRS.iter().find(|(_, of)| is_kind(of)).map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Holds the words of a type against a match, which leaves out no variant.
    macro_rules! each_has_its_word {
        ($type:ty: $($variant:pat => $word:literal),+ $(,)?) => {
            let by_match = |value: $type| match value {
                $($variant => $word,)+
            };
            assert_eq!(<$type>::WORDS, [$($word),+]);
            for &(word, value) in <$type>::PAIRS {
                assert_eq!((by_match(value), word_of(value)), (word, word));
            }
        };
    }

    #[test]
    fn every_variant_has_its_word() {
        each_has_its_word!(Activation:
            Activation::Sigmoid => "sigmoid",
            Activation::Tanh => "tanh",
            Activation::Relu => "relu",
            Activation::LeakyRelu { .. } => "leaky-relu",
            Activation::Identity => "identity",
            Activation::Softmax => "softmax",
        );
        each_has_its_word!(Loss:
            Loss::HalfSquaredError => "half-squared-error",
            Loss::BinaryCrossEntropy => "binary-cross-entropy",
            Loss::CrossEntropy => "cross-entropy",
        );
        each_has_its_word!(Init: Init::Xavier => "xavier", Init::He => "he");
        each_has_its_word!(Biases: Biases::Learning => "learning", Biases::Frozen => "frozen");
        assert_eq!(word_of(Activation::LeakyRelu { leak: 0.3 }), "leaky-relu");
    }

    #[test]
    fn every_chapter_is_its_own_word() {
        let pairs: Vec<_> = Chapter::PAIRS.iter().map(|(word, chapter)| (*word, chapter.0)).collect();
        assert_eq!(pairs, CHAPTERS.map(|name| (name, name)));
    }

    #[test]
    fn every_zoom_is_its_own_word() {
        let pairs: Vec<_> = ZoomWord::PAIRS.iter().map(|(word, zoom)| (*word, zoom.0)).collect();
        assert_eq!(pairs, ZOOMS.map(|name| (name, name)));
    }
}
