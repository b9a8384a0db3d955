//! A file's values held against each other: shapes, ranges and names.

mod edits;
mod functions;
mod network;
mod tour;
mod weights;

pub(super) use edits::MOST_EDITS;

use std::ops::Range;
use std::sync::Arc;

use ndarray::Array1;
use toml::Spanned;

use crate::engine::{Batch, Carry, Kind, Learning, Network, Quantity, Sample, WeightId};
use crate::text::{SafeText, letters};

use super::error::{ScenarioError, Source, bounded};
use super::explain::example;
use super::name::{name, parse_name};
use super::raw::{Raw, RawLesson, RawNote, RawSample, RawTraining, Table};
use super::values::{Biases, Named, Number, Quotes};
use super::{Beside, Note, Origin, Plan, Scenario, refused};

/// How many samples there may be.
const MOST_SAMPLES: usize = 100_000;
/// How many notes there may be.
const MOST_NOTES: usize = 1000;
/// Characters of a title, or of a note's address, at most.
const MOST_TITLE: usize = 200;
/// Characters of a note at most.
const MOST_NOTE: usize = 2000;

/// Where a file begins: there a message points when something is missing as a whole.
const START: Range<usize> = 0..0;

/// The scenario that the raw values make. A file of weights that it names is looked for `beside` it.
pub(super) fn validate(source: &Source<'_>, beside: Beside<'_>, raw: Raw) -> Result<Scenario, ScenarioError> {
    let check = Check { source, beside };
    let title = raw.title.ok_or_else(|| check.missing(&START, "title"))?;
    let title = check.text("title", &title, MOST_TITLE)?;
    let (network, weights_from, draw) =
        check.network(raw.network.ok_or_else(|| check.missing(&START, "network"))?)?;
    let learning = check.training(&raw.training.0, &network)?;
    let samples = check.samples(raw.samples, &network)?;
    check.batch(&raw.training.0, samples.len())?;
    let plan = check.lesson(raw.lesson.0, &network, samples.len())?;
    let notes = check.notes(&raw.notes)?;
    let mut scenario = Scenario {
        title,
        network: network.into(),
        weights_from,
        learning,
        plan,
        samples: samples.into(),
        notes: notes.into(),
        tour: Arc::default(),
        origin: Origin::Text,
        source: Arc::from(source.text()),
    };
    check.edits(&raw.edits, &mut scenario)?;
    scenario.tour = check.tour(&raw.tour, &scenario)?.into();
    if let Some(draw) = draw {
        // Only now, since it takes long for a large network, and a file that is refused needs no weights.
        draw.into(scenario.network_mut());
        check.edits(&raw.edits, &mut scenario)?;
    }
    Ok(scenario)
}

struct Check<'a> {
    source: &'a Source<'a>,
    beside: Beside<'a>,
}

impl Check<'_> {
    fn missing(&self, span: &Range<usize>, key: &str) -> ScenarioError {
        self.source.error(span, key, &format!("`{key}` is missing"), &example(key))
    }

    /// Something declared that is more than can be.
    fn too_many(
        &self,
        span: &Range<usize>,
        key: &str,
        count: usize,
        things: &str,
        most: usize,
    ) -> ScenarioError {
        let problem = format!("`{key}` has {}", counted(count, things));
        self.source.error(span, key, &problem, &format!("there may be {most} at most"))
    }

    /// A text that is there and not too long, made safe.
    fn text(&self, key: &str, text: &Spanned<String>, most: usize) -> Result<SafeText, ScenarioError> {
        let count = text.get_ref().chars().count();
        if count > most {
            return Err(self.too_many(&text.span(), key, count, "characters", most));
        }
        let safe = SafeText::new(text.get_ref());
        if safe.as_str().trim().is_empty() {
            return Err(self.source.error(&text.span(), key, &format!("`{key}` is empty"), &example(key)));
        }
        Ok(safe)
    }

    /// As many numbers as a layer has neurons.
    fn vector(
        &self,
        what: &str,
        key: &str,
        values: &Spanned<Vec<Number>>,
        neurons: usize,
        whose: &str,
    ) -> Result<Array1<f64>, ScenarioError> {
        let count = values.get_ref().len();
        if count != neurons {
            let (numbers, neurons) = (counted(count, "numbers"), counted(neurons, "neurons"));
            let problem = format!("{what} has {numbers}, but {whose} has {neurons}");
            return Err(self.source.error(&values.span(), key, &problem, &example(key)));
        }
        Ok(values.get_ref().iter().map(|number| number.0).collect())
    }

    fn training(&self, training: &RawTraining, network: &Network) -> Result<Learning, ScenarioError> {
        let mut learning = Learning::default();
        if let Some(rate) = &training.learning_rate {
            learning.rate = rate.get_ref().0;
            if let Some(must) = refused(Kind::LearningRate, learning.rate, network) {
                let key = "training.learning_rate";
                let problem = format!("`{key}` is {}, but should be {must}", learning.rate);
                return Err(self.source.error(&rate.span(), key, &problem, &example(key)));
            }
        }
        learning.batch = training.batch.as_ref().map_or(learning.batch, |batch| batch.get_ref().0);
        learning.biases_frozen = matches!(training.biases, Some(Named(Biases::Frozen)));
        Ok(learning)
    }

    /// Whether there are as many samples as a batch takes.
    fn batch(&self, training: &RawTraining, samples: usize) -> Result<(), ScenarioError> {
        let Some(batch) = &training.batch else { return Ok(()) };
        let Batch::Of(count) = batch.get_ref().0 else { return Ok(()) };
        if count <= samples {
            return Ok(());
        }
        let key = "training.batch";
        let problem = format!("`{key}` is {count}, but the file has {}", counted(samples, "samples"));
        let help = "a batch has no more samples than there are; batch = \"all\" takes them all";
        Err(self.source.error(&batch.span(), key, &problem, help))
    }

    fn samples(
        &self,
        samples: Option<Spanned<Vec<Spanned<Table<RawSample>>>>>,
        network: &Network,
    ) -> Result<Vec<Sample>, ScenarioError> {
        let key = "samples";
        let samples = samples.ok_or_else(|| self.missing(&START, key))?;
        let (count, last) = (samples.get_ref().len(), network.last());
        if count == 0 {
            return Err(self.source.error(&samples.span(), key, "there are no samples", &example(key)));
        }
        if count > MOST_SAMPLES {
            return Err(self.too_many(&samples.span(), key, count, "samples", MOST_SAMPLES));
        }
        let output_layer = format!("the output layer {}", letters(last));
        let numbered = samples.get_ref().iter().zip(1..);
        numbered
            .map(|(sample, number)| {
                let Table(RawSample { input, target }) = sample.get_ref();
                let side = |what: &str, values, layer, whose: &str| {
                    let of = format!("the {what} of sample {number}");
                    self.vector(&of, &format!("samples.{what}"), values, network.width(layer), whose)
                };
                let input = side("input", input, 0, "the input layer a")?;
                let values = side("target", target, last, &output_layer)?;
                self.target(&values, number, &target.span(), network)?;
                Ok(Sample { input, target: values })
            })
            .collect()
    }

    /// Whether the error function can take the targets of a sample.
    fn target(
        &self,
        values: &Array1<f64>,
        sample: usize,
        span: &Range<usize>,
        network: &Network,
    ) -> Result<(), ScenarioError> {
        for (row, &value) in values.iter().enumerate() {
            if let Some(must) = refused(Kind::Target, value, network) {
                let of = name(Quantity::of(Kind::Target, network.last(), row), network);
                let problem = format!("{of} of sample {sample} is {value}, but should be {must}");
                let key = "samples.target";
                return Err(self.source.error(span, key, &problem, &example(key)));
            }
        }
        Ok(())
    }

    fn lesson(&self, lesson: RawLesson, network: &Network, samples: usize) -> Result<Plan, ScenarioError> {
        let carry = lesson.decimals.map_or(Carry::Decimals(4), |decimals| decimals.0);
        let sample = lesson.sample.as_ref().map_or(1, |sample| sample.get_ref().0);
        if let Some(span) = lesson.sample.filter(|_| sample > samples).map(|sample| sample.span()) {
            let key = "lesson.sample";
            let problem = format!("`{key}` is {sample}, but the file has {}", counted(samples, "samples"));
            return Err(self.source.error(
                &span,
                key,
                &problem,
                "samples count from 1, in the order of the file",
            ));
        }
        let derive = match lesson.weights {
            Some(weights) => self.derive(&weights, network)?,
            None => (1..network.depth()).rev().map(|layer| WeightId { layer, neuron: 0, input: 0 }).collect(),
        };
        let chapters = lesson.chapters.map(|chapters| {
            let names: Vec<_> = chapters.get_ref().iter().map(|chapter| SafeText::new(chapter.0.0)).collect();
            if names.is_empty() {
                return Err(self.none_named(&chapters.span(), "lesson.chapters", "chapter"));
            }
            Ok(names)
        });
        Ok(Plan { carry, sample: sample - 1, derive, chapters: chapters.transpose()? })
    }

    fn none_named(&self, span: &Range<usize>, key: &str, thing: &str) -> ScenarioError {
        let problem = format!("`{key}` names no {thing}");
        self.source.error(span, key, &problem, &format!("{}, or no such line at all", example(key)))
    }

    /// The weights to derive by hand.
    fn derive(
        &self,
        weights: &Spanned<Vec<Spanned<String>>>,
        network: &Network,
    ) -> Result<Vec<WeightId>, ScenarioError> {
        let key = "lesson.weights";
        let mut derive = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for weight in weights.get_ref() {
            let shown = bounded(weight.get_ref(), 60);
            let wrong = |problem: &str| Err(self.source.error(&weight.span(), key, problem, &example(key)));
            match parse_name(weight.get_ref(), network) {
                Ok(q) if q.kind != Kind::Weight => {
                    return wrong(&format!("`{key}` names {shown}, which is no weight"));
                }
                Ok(q) if !seen.insert(q) => return wrong(&format!("`{key}` names {shown} twice")),
                Ok(q) => derive.push(q.weight_id()),
                Err(error) => return wrong(&format!("`{key}` names no weight: {error}")),
            }
        }
        if derive.is_empty() {
            return Err(self.none_named(&weights.span(), key, "weight"));
        }
        Ok(derive)
    }

    fn notes(&self, notes: &[Spanned<Table<RawNote>>]) -> Result<Vec<Note>, ScenarioError> {
        if let Some(surplus) = notes.get(MOST_NOTES) {
            return Err(self.too_many(&surplus.span(), "notes", notes.len(), "notes", MOST_NOTES));
        }
        let mut kept = Vec::with_capacity(notes.len());
        for note in notes {
            let Table(RawNote { at, text, quotes }) = note.get_ref();
            let note = Note {
                at: self.text("notes.at", at, MOST_TITLE)?,
                text: self.text("notes.text", text, MOST_NOTE)?,
                quotes: *quotes == Quotes::Yes,
                line: self.source.line(at.span().start),
            };
            // It speaks of numbers that are not there.
            if *quotes != Quotes::Changed {
                kept.push(note);
            }
        }
        Ok(kept)
    }
}

/// "1 row", "3 rows": `things` is a plural in s.
pub(super) fn counted(count: usize, things: &str) -> String {
    if count == 1 { format!("1 {}", things.trim_end_matches('s')) } else { format!("{count} {things}") }
}
