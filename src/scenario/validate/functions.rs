//! Activation functions and the error function of a file, and whether they make sense together.

use std::ops::Range;

use toml::Spanned;

use crate::engine::{Activation, Loss, Unsuited};
use crate::scenario::error::ScenarioError;
use crate::scenario::explain::example;
use crate::scenario::values::{Named, Number, OneOrEach, word_of};
use crate::text::letters;

use super::{Check, START, counted};

const ACTIVATION: &str = "network.activation";

/// The activation function of each layer with weights, and where the file says so.
pub(super) struct Activations {
    pub each: Vec<Activation>,
    /// One for all layers, one for each, or none where the file is silent.
    spans: Vec<Range<usize>>,
}

impl Activations {
    /// The function of layer `layer`, from 1.
    pub fn of(&self, layer: usize) -> Activation {
        self.each[layer - 1]
    }

    fn is_one_for_all(&self) -> bool {
        self.spans.len() < self.each.len()
    }

    fn span(&self, layer: usize) -> Range<usize> {
        self.spans.get(layer - 1).or(self.spans.first()).cloned().unwrap_or(START)
    }
}

impl Check<'_> {
    /// The functions of layers of these widths. What is wrong points at the function.
    pub(super) fn functions(
        &self,
        activation: Option<Spanned<OneOrEach>>,
        leaky_slope: Option<&Spanned<Number>>,
        loss: Option<&Spanned<Named<Loss>>>,
        widths: &[usize],
    ) -> Result<(Activations, Loss), ScenarioError> {
        let mut activations = self.activations(activation, widths.len() - 1)?;
        if let Some(slope) = leaky_slope {
            self.leak(slope, &mut activations.each)?;
        }
        self.softmax(&activations, widths)?;
        let chosen = loss.map_or(Loss::default(), |loss| loss.get_ref().0);
        let last = widths.len() - 1;
        if let (Err(unsuited), Some(loss)) = (chosen.suits(activations.of(last)), loss) {
            return Err(self.unsuited(unsuited, loss, &activations, last));
        }
        Ok((activations, chosen))
    }

    fn activations(
        &self,
        activation: Option<Spanned<OneOrEach>>,
        layers: usize,
    ) -> Result<Activations, ScenarioError> {
        let Some(activation) = activation else {
            return Ok(Activations { each: vec![Activation::default(); layers], spans: Vec::new() });
        };
        let span = activation.span();
        match activation.into_inner() {
            OneOrEach::One(activation) => {
                Ok(Activations { each: vec![activation; layers], spans: vec![span] })
            }
            OneOrEach::Each(each) if each.len() == layers => {
                let spans = each.iter().map(Spanned::span).collect();
                Ok(Activations { each: each.into_iter().map(|one| one.into_inner().0).collect(), spans })
            }
            OneOrEach::Each(each) => {
                let (functions, counted) = (counted(each.len(), "functions"), counted(layers, "layers"));
                let are = if layers == 1 { "is" } else { "are" };
                let problem =
                    format!("`{ACTIVATION}` names {functions}, but there {are} {counted} with weights");
                let help = "one function for all layers, or one for each but the input layer";
                Err(self.source.error(&span, ACTIVATION, &problem, help))
            }
        }
    }

    /// Gives leaky rectified units their slope below 0.
    fn leak(&self, slope: &Spanned<Number>, activations: &mut [Activation]) -> Result<(), ScenarioError> {
        let key = "network.leaky_slope";
        let wrong = |problem: &str, help: &str| Err(self.source.error(&slope.span(), key, problem, help));
        let value = slope.get_ref().0;
        if !(0.0..1.0).contains(&value) {
            let problem = format!("`{key}` is {value}, but should be from 0 to below 1");
            return wrong(&problem, &example(key));
        }
        let mut is_used = false;
        for activation in activations {
            if let Activation::LeakyRelu { leak } = activation {
                (*leak, is_used) = (value, true);
            }
        }
        if is_used {
            return Ok(());
        }
        let word = word_of(Activation::LeakyRelu { leak: value });
        wrong(
            &format!("`{key}` is given, but no layer has {word}"),
            &format!("activation = \"{word}\", or no such line"),
        )
    }

    /// Whether softmax stands only where it can.
    fn softmax(&self, activations: &Activations, widths: &[usize]) -> Result<(), ScenarioError> {
        let last = widths.len() - 1;
        let softmax = word_of(Activation::Softmax);
        let wrong = |layer: usize, problem: &str, help: &str| {
            Err(self.source.error(&activations.span(layer), ACTIVATION, problem, help))
        };
        if let Some(inner) = (1..last).find(|&layer| activations.of(layer).is_softmax()) {
            if activations.is_one_for_all() {
                let problem = format!("`{ACTIVATION}` gives all layers {softmax}, which belongs in the last");
                let most = if last <= 6 { "\"sigmoid\", ".repeat(last - 1) } else { "…, ".to_owned() };
                return wrong(inner, &problem, &format!("such as activation = [{most}\"{softmax}\"]"));
            }
            let letter = letters(inner);
            let problem = format!("`{ACTIVATION}` gives layer {letter} {softmax}, which belongs in the last");
            return wrong(inner, &problem, &format!("another function for layer {letter}"));
        }
        if activations.of(last).is_softmax() && widths[last] == 1 {
            let problem = format!(
                "`{ACTIVATION}` gives layer {} {softmax}, which over a single neuron is always 1, so that \
                 nothing could be learned",
                letters(last)
            );
            return wrong(last, &problem, "sigmoid for a single output, or two neurons at least");
        }
        Ok(())
    }

    /// What is wrong with an error function for the outputs of the last layer.
    fn unsuited(
        &self,
        why: Unsuited,
        loss: &Spanned<Named<Loss>>,
        activations: &Activations,
        last: usize,
    ) -> ScenarioError {
        let (key, word) = ("network.loss", word_of(loss.get_ref().0));
        let (letter, activation) = (letters(last), word_of(activations.of(last)));
        let problem = format!("`{key}` is {word}, but the output layer {letter} has {activation}: {why}");
        let help = match why {
            Unsuited::Shared => "loss = \"cross-entropy\", which goes with softmax".to_owned(),
            Unsuited::NoProbabilities => {
                format!("sigmoid for layer {letter}, or loss = \"half-squared-error\"")
            }
            Unsuited::NoDistribution if activations.of(last) == Activation::Sigmoid => {
                format!("softmax for layer {letter}, or loss = \"binary-cross-entropy\"")
            }
            Unsuited::NoDistribution => {
                format!("softmax for layer {letter}, or loss = \"half-squared-error\"")
            }
        };
        self.source.error(&loss.span(), key, &problem, &help)
    }
}
