//! Addresses: the names of steps. `forward/c/net/2` is the same step at every zoom.

use super::chapter::Chapter;
use super::words::activation as words;
use crate::engine::{Kind, Network, Quantity, WeightId};
use crate::notation::Names;
use crate::scenario::parse_name;
use crate::text::from_letters;

/// What a group of steps is about. Layers count from 0, the input layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// `network/layers`
    Layers,
    /// `network/names`
    Names,
    /// `network/givens`
    Givens,
    /// `network/samples`
    Samples,
    /// `forward/L/bias`
    Bias(usize),
    /// `forward/L/net`
    Net(usize),
    /// `forward/L/out`
    Out(usize),
    /// `forward/chain`
    Chain,
    /// `error/d1`: the error of one output neuron
    Single(usize),
    /// `error/total`
    Total,
    /// `error/samples`
    OtherSamples,
    /// `error/descent`
    Descent,
    /// `error/dout`
    ErrorByOut,
    /// `chain/weights`
    Weights,
    /// `chain/tanh`: the slope of an activation function; the last layer that has it
    Slope(usize),
    /// `chain/w_d1`: one weight derived by hand
    Derive(WeightId),
    /// `chain/bill`
    HandBill,
    /// `pattern/L/dout`
    ByOut(usize),
    /// `pattern/L/jacobian`: softmax's derivative
    Jacobian(usize),
    /// `pattern/L/collapse`: where error and activation function cancel
    Collapse(usize),
    /// `pattern/L/delta`
    Delta(usize),
    /// `pattern/L/gradient`
    Gradient(usize),
    /// `pattern/L/bias`
    BiasGradient(usize),
    /// `pattern/rule`
    Rule,
    /// `pattern/bill`
    PatternBill,
    /// `learn/L`
    Update(usize),
    /// `learn/L/bias`
    BiasUpdate(usize),
    /// `learn/forward`
    ForwardAgain,
    /// `learn/error`
    ErrorAgain,
    /// `learn/batch`: the samples that one learning step is made for
    Batch,
    /// `learn/L/mean`
    Mean(usize),
    /// `learn/L/mean-bias`
    MeanBias(usize),
    /// `learn/step`: the batch's error before and after
    BatchStep,
    /// `check/w_d1`
    CheckWeight(WeightId),
    /// `check/all`
    CheckAll,
    /// `check/train`
    Train,
}

/// One of the steps by which a weight of the output layer is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Factor {
    /// `∂E/∂out`
    Error,
    /// `∂out/∂net`
    Slope,
    /// `∂net/∂w`
    Input,
    /// All three.
    Product,
}

impl Factor {
    /// In the order of the lesson.
    pub const ALL: [Self; 4] = [Self::Error, Self::Slope, Self::Input, Self::Product];

    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Slope => "slope",
            Self::Input => "input",
            Self::Product => "product",
        }
    }
}

/// Where in a section. Indices count from 0 here and from 1 in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The section as a whole.
    Head,
    /// One neuron.
    Row(usize),
    /// One product of a neuron's sum, or one weight.
    Cell(usize, usize),
    /// A step of deriving a weight of the output layer.
    Factor(Factor),
    /// One path from a hidden weight to the error.
    Path(u128),
    /// One factor of a path.
    PathFactor(u128, usize),
    /// The sum over the paths.
    Sum,
}

/// The name of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address {
    /// What it belongs to.
    pub section: Section,
    /// Where in that.
    pub place: Place,
}

impl Place {
    /// Orders the places of one section: parents before their children, children before the next.
    pub(super) fn rank(self) -> (u128, usize) {
        match self {
            Self::Head => (0, 0),
            Self::Row(i) => (i as u128 + 1, 0),
            Self::Cell(i, j) => (i as u128 + 1, j + 1),
            Self::Factor(f) => (f as u128 + 1, 0),
            Self::Path(k) => (k + 1, 0),
            Self::PathFactor(k, f) => (k + 1, f + 1),
            Self::Sum => (u128::MAX, 0),
        }
    }

    /// The place one level up, if this is not the section's own.
    pub(super) fn parent(self) -> Option<Self> {
        match self {
            Self::Head => None,
            Self::Cell(i, _) => Some(Self::Row(i)),
            Self::PathFactor(k, _) => Some(Self::Path(k)),
            Self::Row(_) | Self::Factor(_) | Self::Path(_) | Self::Sum => Some(Self::Head),
        }
    }
}

impl Section {
    /// The chapter it belongs to.
    pub fn chapter(self) -> Chapter {
        match self {
            Self::Layers | Self::Names | Self::Givens | Self::Samples => Chapter::Network,
            Self::Bias(_) | Self::Net(_) | Self::Out(_) | Self::Chain => Chapter::Forward,
            Self::Single(_) | Self::Total | Self::OtherSamples | Self::Descent | Self::ErrorByOut => {
                Chapter::Error
            }
            Self::Weights | Self::Slope(_) | Self::Derive(_) | Self::HandBill => Chapter::Chain,
            Self::ByOut(_)
            | Self::Jacobian(_)
            | Self::Collapse(_)
            | Self::Delta(_)
            | Self::Gradient(_)
            | Self::BiasGradient(_)
            | Self::Rule
            | Self::PatternBill => Chapter::Pattern,
            Self::Update(_)
            | Self::BiasUpdate(_)
            | Self::ForwardAgain
            | Self::ErrorAgain
            | Self::Batch
            | Self::Mean(_)
            | Self::MeanBias(_)
            | Self::BatchStep => Chapter::Learn,
            Self::CheckWeight(_) | Self::CheckAll | Self::Train => Chapter::Check,
        }
    }

    /// Its part of an address, after the chapter.
    fn text(self, names: &Names, network: &Network) -> String {
        let last = network.last();
        let of_layer = |layer: usize, what: &str| format!("{}/{what}", names.layer(layer));
        let weight = |w: WeightId| names.plain(Quantity::at(Kind::Weight, w));
        match self {
            Self::Layers => "layers".into(),
            Self::Names => "names".into(),
            Self::Givens => "givens".into(),
            Self::Samples | Self::OtherSamples => "samples".into(),
            Self::Bias(l) | Self::BiasGradient(l) | Self::BiasUpdate(l) => of_layer(l, "bias"),
            Self::Net(l) => of_layer(l, "net"),
            Self::Out(l) => of_layer(l, "out"),
            Self::Chain => "chain".into(),
            Self::Single(k) => names.neuron(last, k),
            Self::Total => "total".into(),
            Self::Descent => "descent".into(),
            Self::ErrorByOut => "dout".into(),
            Self::Weights => "weights".into(),
            Self::Slope(l) => words::of(network.layer(l).activation).glossary.into(),
            Self::Derive(w) | Self::CheckWeight(w) => weight(w),
            Self::HandBill | Self::PatternBill => "bill".into(),
            Self::ByOut(l) => of_layer(l, "dout"),
            Self::Jacobian(l) => of_layer(l, "jacobian"),
            Self::Collapse(l) => of_layer(l, "collapse"),
            Self::Delta(l) => of_layer(l, "delta"),
            Self::Gradient(l) => of_layer(l, "gradient"),
            Self::Rule => "rule".into(),
            Self::Update(l) => names.layer(l),
            Self::ForwardAgain => "forward".into(),
            Self::ErrorAgain => "error".into(),
            Self::Batch => "batch".into(),
            Self::Mean(l) => of_layer(l, "mean"),
            Self::MeanBias(l) => of_layer(l, "mean-bias"),
            Self::BatchStep => "step".into(),
            Self::CheckAll => "all".into(),
            Self::Train => "train".into(),
        }
    }

    /// Reads a section from the words after the chapter; returns the words that are left.
    fn parse<'w>(chapter: Chapter, words: &'w [&'w str], network: &Network) -> Option<(Self, &'w [&'w str])> {
        let (&first, rest) = words.split_first()?;
        let weight = || {
            let q = parse_name(first, network).ok()?;
            (q.kind == Kind::Weight).then(|| q.weight_id())
        };
        let alone = match (chapter, first) {
            (Chapter::Network, "layers") => Some(Self::Layers),
            (Chapter::Network, "names") => Some(Self::Names),
            (Chapter::Network, "givens") => Some(Self::Givens),
            (Chapter::Network, "samples") => Some(Self::Samples),
            (Chapter::Forward, "chain") => Some(Self::Chain),
            (Chapter::Error, "total") => Some(Self::Total),
            (Chapter::Error, "samples") => Some(Self::OtherSamples),
            (Chapter::Error, "descent") => Some(Self::Descent),
            (Chapter::Error, "dout") => Some(Self::ErrorByOut),
            (Chapter::Error, neuron) => output_neuron(neuron, network).map(Self::Single),
            (Chapter::Chain, "weights") => Some(Self::Weights),
            (Chapter::Chain, "bill") => Some(Self::HandBill),
            (Chapter::Chain, _) => weight().map(Self::Derive).or_else(|| slope_of(first, network)),
            (Chapter::Pattern, "rule") => Some(Self::Rule),
            (Chapter::Pattern, "bill") => Some(Self::PatternBill),
            (Chapter::Learn, "forward") => Some(Self::ForwardAgain),
            (Chapter::Learn, "error") => Some(Self::ErrorAgain),
            (Chapter::Learn, "batch") => Some(Self::Batch),
            (Chapter::Learn, "step") => Some(Self::BatchStep),
            (Chapter::Check, "all") => Some(Self::CheckAll),
            (Chapter::Check, "train") => Some(Self::Train),
            (Chapter::Check, _) => weight().map(Self::CheckWeight),
            _ => None,
        };
        if let Some(section) = alone {
            return Some((section, rest));
        }
        let layer = from_letters(first)?;
        if chapter == Chapter::Learn
            && !rest.first().is_some_and(|word| ["bias", "mean", "mean-bias"].contains(word))
        {
            return Some((Self::Update(layer), rest));
        }
        let (&what, rest) = rest.split_first()?;
        let section = match (chapter, what) {
            (Chapter::Forward, "bias") => Self::Bias(layer),
            (Chapter::Forward, "net") => Self::Net(layer),
            (Chapter::Forward, "out") => Self::Out(layer),
            (Chapter::Pattern, "dout") => Self::ByOut(layer),
            (Chapter::Pattern, "jacobian") => Self::Jacobian(layer),
            (Chapter::Pattern, "collapse") => Self::Collapse(layer),
            (Chapter::Pattern, "delta") => Self::Delta(layer),
            (Chapter::Pattern, "gradient") => Self::Gradient(layer),
            (Chapter::Pattern, "bias") => Self::BiasGradient(layer),
            (Chapter::Learn, "bias") => Self::BiasUpdate(layer),
            (Chapter::Learn, "mean") => Self::Mean(layer),
            (Chapter::Learn, "mean-bias") => Self::MeanBias(layer),
            _ => return None,
        };
        Some((section, rest))
    }
}

/// The derivation of an activation function's slope, by the function's word.
fn slope_of(word: &str, network: &Network) -> Option<Section> {
    let has = |layer: &usize| words::of(network.layer(*layer).activation).glossary == word;
    (1..network.depth()).rev().find(has).map(Section::Slope)
}

/// The output neuron that a name such as `d2` means.
fn output_neuron(name: &str, network: &Network) -> Option<usize> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (layer, number) = name.split_at(digits);
    (from_letters(layer)? == network.last()).then(|| index(number))?
}

/// A number from 1 as an index from 0. Only its plain form: `01` names nothing.
fn index(word: &str) -> Option<usize> {
    index_wide(word).and_then(|n| usize::try_from(n).ok())
}

fn index_wide(word: &str) -> Option<u128> {
    if !word.bytes().all(|b| b.is_ascii_digit()) || word.starts_with('0') {
        return None;
    }
    word.parse::<u128>().ok()?.checked_sub(1)
}

impl Address {
    /// The first step of a section.
    pub const fn head(section: Section) -> Self {
        Self { section, place: Place::Head }
    }

    /// A place in a section.
    pub const fn at(section: Section, place: Place) -> Self {
        Self { section, place }
    }

    /// The chapter it belongs to.
    pub fn chapter(self) -> Chapter {
        self.section.chapter()
    }

    /// As it is written: `forward/c/net/2`.
    pub fn text(self, network: &Network) -> String {
        let names = Names::of(network);
        let head = format!("{}/{}", self.chapter().word(), self.section.text(&names, network));
        match self.place {
            Place::Head => head,
            Place::Row(i) => format!("{head}/{}", i + 1),
            Place::Cell(i, j) => format!("{head}/{}/{}", i + 1, j + 1),
            Place::Factor(factor) => format!("{head}/{}", factor.word()),
            Place::Path(k) => format!("{head}/path/{}", k + 1),
            Place::PathFactor(k, f) => format!("{head}/path/{}/{}", k + 1, f + 1),
            Place::Sum => format!("{head}/sum"),
        }
    }

    /// Reads an address. Whether there is such a step in a lesson, its outline says.
    pub fn parse(text: &str, network: &Network) -> Option<Self> {
        let words: Vec<&str> = text.trim().trim_matches('/').split('/').collect();
        let (&chapter, rest) = words.split_first()?;
        let chapter = Chapter::from_word(chapter)?;
        let (section, rest) = Section::parse(chapter, rest, network)?;
        let place = match (section, rest) {
            (_, []) => Place::Head,
            (Section::Derive(_), ["sum"]) => Place::Sum,
            (Section::Derive(_), ["path", k]) => Place::Path(index_wide(k)?),
            (Section::Derive(_), ["path", k, f]) => Place::PathFactor(index_wide(k)?, index(f)?),
            (Section::Derive(_), [word]) => {
                Place::Factor(*Factor::ALL.iter().find(|factor| factor.word() == *word)?)
            }
            (_, [i]) => Place::Row(index(i)?),
            (_, [i, j]) => Place::Cell(index(i)?, index(j)?),
            _ => return None,
        };
        Some(Self { section, place })
    }
}
