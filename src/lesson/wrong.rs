//! The wrong way: a pass with a known mistake in it beside the right one.

use std::sync::Arc;

use super::address::Address;
use super::desk::Desk;
use super::functions::Written;
use super::known::{Reveal, coarsened};
use super::prose::{Piece, Prose};
use super::words::mistakes;
use super::words::wrong as words;
use super::{Lesson, Section, Zoom};
use crate::engine::{Kind, Mistake, Quantity, Recipe, WrongPass, train_curve, train_wrong};
use crate::notation::expr::{Form, Number};
use crate::notation::number::{significant, with_minus};
use crate::notation::{Expr, Formula};

/// Epochs of training that are shown at most.
const MOST_EPOCHS: usize = 1000;
/// Fewer than these show nothing.
const FEWEST_EPOCHS: usize = 20;
/// About how many weights times samples a training may take in. That is a fraction of a second.
const MOST_WORK: usize = 100_000;
/// The share of the right training's fall from which the wrong one's looks like it.
const MOST_OF_IT: f64 = 0.9;
/// Gradients that are compared one by one at most.
const MOST_GRADIENTS: usize = 100_000;

/// A mistake, and what it does to this network.
#[derive(Debug, Clone, PartialEq)]
pub struct WrongWay {
    /// The mistake.
    pub mistake: Mistake,
    /// What it is called, in a line.
    pub title: Prose,
    /// What is done wrong.
    pub what: Prose,
    /// Where the two ways part, if they do.
    pub parting: Option<Parted>,
    /// What comes of it.
    pub follows: Vec<Prose>,
    /// The errors over training, the right way and the wrong way; none where that would take too long.
    pub curves: Option<[Vec<f64>; 2]>,
}

/// The first number that comes out differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Parted {
    /// The number.
    pub quantity: Quantity,
    /// The step that computes it, if this lesson has it.
    pub at: Option<Address>,
    /// Which step it is, in words.
    pub said: Prose,
    /// How it is computed, the right way and the wrong way.
    pub formulas: [Formula; 2],
}

impl Lesson {
    /// A known mistake made all through this lesson's pass. What was asked for last is kept, since it
    /// trains.
    pub fn wrong_way(&self, mistake: Mistake) -> Arc<WrongWay> {
        let mut kept = self.wrong.borrow_mut();
        if let Some(way) = kept.as_ref().filter(|way| way.mistake == mistake) {
            return Arc::clone(way);
        }
        Arc::clone(kept.insert(Arc::new(self.make_wrong_way(mistake))))
    }

    fn make_wrong_way(&self, mistake: Mistake) -> WrongWay {
        let wrong = WrongPass::new(self.pass(), mistake);
        let parting = wrong.parts_at().map(|q| self.parted(&wrong, q));
        let said = mistakes::of(mistake);
        let curves = self.curves(mistake);
        let follows = match parting {
            None => vec![Prose::text(words::SAME)],
            Some(_) => self.follows(&wrong, curves.as_ref()),
        };
        WrongWay {
            mistake,
            title: Prose::fill(words::TITLE, &[("name", said.name.into())]),
            what: Prose::text(said.what),
            parting,
            follows,
            curves,
        }
    }

    fn parted(&self, wrong: &WrongPass<'_>, q: Quantity) -> Parted {
        let home = self.home(q).map(|home| coarsened(home, Zoom::Operation));
        let at = home.filter(|&at| self.outline().has(at));
        let step = home.map_or_else(String::new, |at| self.address_text(at));
        let desk = Desk::new(self, at.unwrap_or(Address::head(Section::Weights)), Reveal::All);
        let right = self.pass().recipe(q);
        let (wrong_recipe, _) = wrong.recipe(q).unzip();
        let formula = |recipe: Option<Recipe>, value: &dyn Fn(Quantity) -> Option<f64>| {
            let number = |of: Quantity| {
                let form = if of.is_given() { Form::Given(0) } else { Form::Named };
                let value = value(of).unwrap_or(f64::NAN);
                Expr::Number(Number { value, of: Some(of), form, hidden: false })
            };
            let Some(recipe) = recipe else { return Formula::default() };
            let symbols = Formula::new(Expr::symbol(q), Written::in_symbols(&desk).expr(&recipe));
            let numbers = match recipe {
                // It would stand there twice.
                Recipe::Of(_) => symbols,
                recipe => symbols.numbers(Written::in_numbers(&desk, &number).expr(&recipe)),
            };
            numbers.result(number(q))
        };
        Parted {
            quantity: q,
            at,
            said: Prose::fill(words::PARTS_AT, &[("name", q.into()), ("address", step.into())]),
            formulas: [formula(right, &|q| self.pass().value(q)), formula(wrong_recipe, &|q| wrong.value(q))],
        }
    }

    /// What comes of it, from the gradients to the training.
    fn follows(&self, wrong: &WrongPass<'_>, curves: Option<&[Vec<f64>; 2]>) -> Vec<Prose> {
        let pass = self.pass();
        let mut follows = Vec::new();
        let network = pass.network();
        let of_weights = network.weight_ids().map(|weight| Quantity::at(Kind::Gradient, weight));
        let biased = (1..network.depth()).filter(|&layer| network.layer(layer).biases.is_some());
        let of_biases = biased.flat_map(|layer| {
            (0..network.width(layer)).map(move |row| Quantity::of(Kind::BiasGradient, layer, row))
        });
        let gradients = of_weights.chain(of_biases).take(MOST_GRADIENTS);
        let pairs = gradients.filter_map(|q| Some((pass.value(q)?, wrong.value(q)?)));
        let (mut count, mut other, mut flipped) = (0, 0, 0);
        for (right, wrong) in pairs {
            count += 1;
            other += usize::from(right != wrong);
            flipped += usize::from(right * wrong < 0.0);
        }
        let text = if other == 0 { words::GRADIENTS_SAME } else { words::GRADIENTS };
        let holes = [("count", count.into()), ("other", other.into()), ("flipped", flipped.into())];
        follows.push(Prose::fill(text, &holes));
        let total = |kind| pass.value(Quantity::whole(kind)).unwrap_or(f64::NAN);
        let number = |value: f64, q: Quantity| {
            Piece::Number(Number { value, of: Some(q), form: Form::Named, hidden: false })
        };
        let (before, after) = (Quantity::whole(Kind::ErrorTotal), Quantity::whole(Kind::ErrorTotalAfter));
        follows.push(Prose::fill(
            words::STEP,
            &[
                ("E", before.into()),
                ("before", number(total(Kind::ErrorTotal), before)),
                ("right", number(total(Kind::ErrorTotalAfter), after)),
                ("wrong", number(wrong.error_after(), after)),
            ],
        ));
        match curves {
            Some(curves) => follows.extend(told_of_training(curves, Self::checked_by(wrong, other > 0))),
            None => follows.push(Prose::text(words::TOO_LARGE)),
        }
        follows
    }

    /// What a gradient check says of a mistake.
    fn checked_by(wrong: &WrongPass<'_>, is_in_gradients: bool) -> &'static str {
        match () {
            () if !is_in_gradients => words::CHECK_IS_FINE,
            () if wrong.mistake().is_consistent() => words::CHECK_MEASURES_IT,
            () => words::CHECK_TELLS,
        }
    }

    /// The errors of both trainings, from the weights that the lesson walks with.
    fn curves(&self, mistake: Mistake) -> Option<[Vec<f64>; 2]> {
        let (network, samples) = (self.trained(), &self.scenario().samples);
        let learning = self.scenario().learning;
        let work = network.weight_count().saturating_mul(samples.len()).max(1);
        let epochs = rounded((MOST_WORK / work).min(MOST_EPOCHS));
        if epochs < FEWEST_EPOCHS {
            return None;
        }
        let right = train_curve(network, samples, learning, epochs).errors;
        let wrong = train_wrong(network, samples, learning, mistake, epochs);
        Some([right, wrong])
    }
}

/// The first digit of a count, the others 0.
fn rounded(count: usize) -> usize {
    let power = 10_usize.pow(count.checked_ilog10().unwrap_or(0));
    count / power * power
}

/// What the error did over both trainings; where the curve alone says nothing, with what a gradient check
/// says.
fn told_of_training([right, wrong]: &[Vec<f64>; 2], checked: &'static str) -> Vec<Prose> {
    let last = |errors: &[f64]| errors.last().copied().unwrap_or(f64::NAN);
    let short = |value: f64| Piece::from(with_minus(significant(value, 4)));
    let start = right.first().copied().unwrap_or(f64::NAN);
    let mut told = vec![Prose::fill(
        words::TRAINING,
        &[
            ("epochs", (right.len() - 1).into()),
            ("start", short(start)),
            ("right", short(last(right))),
            ("wrong", short(last(wrong))),
        ],
    )];
    if wrong.len() < right.len() {
        told.push(Prose::fill(words::ENDS_EARLY, &[("epochs", (wrong.len() - 1).into())]));
    }
    // A fall that is hardly less than that of the right way.
    let [due, made] = [right, wrong].map(|errors| start - last(errors));
    told.push(match () {
        () if made <= 0.0 || made.is_nan() => Prose::text(words::NOTICED),
        () if made >= due * MOST_OF_IT => Prose::text(format!("{} {checked}", words::UNNOTICED)),
        () => Prose::text(format!("{} {checked}", words::BEHIND)),
    });
    told
}
