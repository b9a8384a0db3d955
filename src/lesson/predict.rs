//! Questions: a step without its number, help on the way to it, and what is said to an answer.

use super::desk::Desk;
use super::functions::Written;
use super::known::Reveal;
use super::parts;
use super::prose::{Piece, Prose};
use super::words::mistakes;
use super::words::predict as words;
use super::words::wrong;
use super::{Address, Lesson, Picture, Sight, Step, Zoom};
use crate::engine::{Carry, DIGITS_ASKED, Kind, Mistake, Part, Quantity, Slip, Verdict};
use crate::notation::number::significant;
use crate::notation::{Expr, Formula, Line, Stage};

/// Numbers of one step that are asked for at most.
const MOST_ASKED: usize = 4;
/// Numbers of a step among which those are looked for.
pub(super) const MOST_LOOKED_AT: usize = 1000;

/// How far a question helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Hint {
    /// Not at all.
    #[default]
    None,
    /// The formula is shown.
    Formula,
    /// With the numbers in it.
    Numbers,
}

impl Hint {
    /// The next one, if there is more help.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::None => Some(Self::Formula),
            Self::Formula => Some(Self::Numbers),
            Self::Numbers => None,
        }
    }
}

/// As much of a formula as a hint shows, and what is asked for in place of the result.
fn asking(formula: Formula, q: Quantity, hint: Hint) -> Formula {
    let unknown = Expr::word("?").of(q);
    let shown = |line: &Line| match line.stage {
        Stage::Symbols => hint >= Hint::Formula,
        // A number alone is what comes out, before it is rounded.
        Stage::Numbers => hint >= Hint::Numbers && parts::number(&line.right).is_none(),
        Stage::Result => false,
    };
    let lines: Vec<Line> = formula.lines.into_iter().filter(shown).collect();
    // Where the lines shown are equal to what is asked for, it stands below them.
    let goes_on = lines.iter().rev().find_map(|line| line.left.clone()) == Some(Expr::symbol(q));
    let left = (!goes_on).then(|| Expr::symbol(q));
    Formula { lines }.line(Stage::Result, left, "=", unknown)
}

impl Lesson {
    /// The numbers that a step makes known at this zoom, as far as they can be asked for: those that are
    /// computed from others by a formula.
    pub fn questions(&self, here: Address, zoom: Zoom) -> Vec<Quantity> {
        self.newly_known(here, zoom).filter(|q| self.can_be_asked(*q)).take(MOST_ASKED).collect()
    }

    fn can_be_asked(&self, q: Quantity) -> bool {
        let pass = self.pass();
        // An output that is rounded to 0 or 1 has no logarithm, so its error has no formula to follow.
        let takes_nets = matches!(q.kind, Kind::Error | Kind::ErrorByOut)
            && q.layer == pass.network().last()
            && pass.takes_nets(q.row);
        // Nor is there anything to work out about a bias that stays.
        let stays = q.kind == Kind::BiasAfter && pass.given().learning.biases_frozen;
        !stays && pass.recipe(q).is_some() && pass.value(q).is_some_and(f64::is_finite) && !takes_nets
    }

    /// A step as a question: its number is not shown, and of the formula only so much as the hint says.
    pub fn question(&self, here: Address, zoom: Zoom, sight: Sight, q: Quantity, hint: Hint) -> Step {
        let reveal = Reveal::Before(zoom);
        let mut step = self.step_in(here, reveal, sight);
        let is_alone = self.questions(here, zoom).len() == 1;
        let formula = match hint {
            Hint::None => Formula::default(),
            // The step's own way to write it is the one that its reason speaks of.
            _ if is_alone && !step.formula.lines.is_empty() => step.formula,
            _ => self.formula_of(here, reveal, sight, q),
        };
        step.formula = asking(formula, q, hint);
        if hint == Hint::None {
            // The step's own title may be the formula.
            step.title = Prose::fill(words::TITLE, &[("name", q.into())]);
        }
        step.new = vec![Part::from(q)];
        step.why = self.asked(q);
        // Who computes a number needs those that are known more than a picture, which may say too much.
        step.picture = Picture::None;
        step.notes.clear();
        step
    }

    /// The formula of one number among several that a step computes.
    fn formula_of(&self, here: Address, reveal: Reveal, sight: Sight, q: Quantity) -> Formula {
        let Some(recipe) = self.pass().recipe(q) else { return Formula::default() };
        let desk = Desk { sight, ..Desk::new(self, here, reveal) };
        Formula::new(Expr::symbol(q), Written::in_symbols(&desk).expr(&recipe))
            .numbers(Written::in_numbers(&desk, &|q| desk.num(q)).expr(&recipe))
    }

    /// The question in words.
    fn asked(&self, q: Quantity) -> Vec<Prose> {
        let exact = match self.carry() {
            Carry::Decimals(count) => {
                Prose::fill(words::TO_DECIMALS, &[("count", usize::from(count).into())])
            }
            Carry::Full => Prose::fill(words::TO_DIGITS, &[("count", DIGITS_ASKED.into())]),
        };
        let mut ask = Prose::fill(words::ASK, &[("name", q.into())]);
        ask.0.push(Piece::from(" "));
        ask.0.extend(exact.0);
        vec![ask, Prose::text(words::EXPRESSION)]
    }

    /// Judges an answer.
    pub fn judge(&self, q: Quantity, answer: f64) -> Verdict {
        self.pass().judge(q, answer).unwrap_or(Verdict::Wrong(Vec::new()))
    }

    /// What is said to an answer; whether it is right at once, says `at_once`.
    pub fn told(&self, q: Quantity, answer: f64, verdict: &Verdict, at_once: bool) -> Vec<Prose> {
        match verdict {
            Verdict::Right => {
                let mut text = Prose::text(if at_once { words::RIGHT_AT_ONCE } else { words::RIGHT });
                if self.is_off_by_one(q, answer) {
                    text.0.push(Piece::from(" "));
                    text.0.extend(Prose::fill(words::RIGHT_NEARLY, &[("answer", self.written(answer))]).0);
                }
                vec![text]
            }
            Verdict::Wrong(slips) => self.told_wrong(q, answer, slips),
        }
    }

    fn told_wrong(&self, q: Quantity, answer: f64, slips: &[Slip]) -> Vec<Prose> {
        let mut first = Prose::fill(words::WRONG, &[("answer", self.written(answer))]);
        let add = |first: &mut Prose, more: Prose| {
            first.0.push(Piece::from(" "));
            first.0.extend(more.0);
        };
        match slips {
            [] => {
                add(&mut first, Prose::text(words::NONE_FITS));
                vec![first]
            }
            [slip] => {
                add(&mut first, self.said_of(slip.mistake, q));
                let word = mistakes::of(slip.mistake).word;
                add(&mut first, Prose::fill(wrong::SHOWS, &[("word", word.into())]));
                vec![first]
            }
            several => {
                add(&mut first, Prose::fill(words::SEVERAL, &[("count", several.len().into())]));
                std::iter::once(first)
                    .chain(several.iter().map(|slip| self.said_of(slip.mistake, q)))
                    .collect()
            }
        }
    }

    /// What one did who made a mistake in computing a quantity.
    fn said_of(&self, mistake: Mistake, q: Quantity) -> Prose {
        let at = |kind| Piece::from(Quantity::of(kind, q.layer, q.row));
        let next = (q.layer + 1).min(self.pass().network().last());
        let matrix = if q.kind == Kind::Net { q.layer } else { next };
        Prose::fill(
            mistakes::found(mistake, q.kind),
            &[
                ("out", at(Kind::Out)),
                ("net", at(Kind::Net)),
                ("bias", at(Kind::Bias)),
                ("neuron", Piece::Neuron(q.layer, q.row)),
                ("W", Piece::all(Kind::Weight, matrix)),
                ("next", format!("layer {}", self.names().layer(next)).into()),
            ],
        )
    }

    /// Whether an answer is right only give or take one in its last digit.
    fn is_off_by_one(&self, q: Quantity, answer: f64) -> bool {
        let right = self.pass().value(q).unwrap_or(f64::NAN);
        match self.carry() {
            carry @ Carry::Decimals(_) => carry.round(answer) != right,
            Carry::Full => false,
        }
    }

    /// An answer as it is taken: rounded as numbers are carried.
    fn written(&self, answer: f64) -> Piece {
        let rounded = self.carry().round(answer);
        match self.carry() {
            Carry::Decimals(_) => Piece::exact(rounded),
            // So many digits as count, and a few more.
            Carry::Full => {
                let few = significant(rounded, DIGITS_ASKED + 2);
                few.parse().map_or_else(|_| Piece::from(few), Piece::exact)
            }
        }
    }
}
