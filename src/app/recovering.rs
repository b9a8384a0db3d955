//! Edits that are not saved, as they are kept in case the program breaks off; and making those again that
//! an earlier run left.

use super::action::Effect;
use super::state::App;
use crate::edit::{Edit, EditError, Made, differences};
use crate::lesson::words::recovery as words;
use crate::scenario::{Origin, Scenario, givens};
use crate::text::stable_hash;

/// Edits that are kept at most. More single numbers than this differ only where whole matrices of a very
/// large network were changed back and forth around a saving.
const MOST_EDITS: usize = 100_000;

/// Edits that would be lost if the program ended now.
#[derive(Debug, Clone)]
pub struct Unsaved {
    /// The scenario as its file holds it.
    base: Scenario,
    /// As it is now.
    now: Scenario,
    /// Edits that may lead from the one to the other.
    ways: Vec<Vec<Edit>>,
}

/// Edits that lead from one scenario to another, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the numbers were before, in short.
    pub base: u64,
    /// What they are with the edits.
    pub now: u64,
    /// The edits, one after the other, each as [`Edit::parse`] reads it.
    pub edits: Vec<String>,
}

/// What was decided about the edits that an earlier run left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decided {
    /// Nothing yet.
    #[default]
    Nothing,
    /// They are made again, and unsaved as before.
    Taken,
    /// They are not wanted.
    Dropped,
}

/// What is to be kept now.
#[derive(Debug, Clone)]
pub struct Keeping {
    /// The edits, if any are not saved.
    pub unsaved: Option<Unsaved>,
    /// What is to become of those that an earlier run left.
    pub left: Decided,
}

/// The edits that an earlier run left, and what was decided about them.
#[derive(Debug, Clone, Default)]
pub(super) struct Left {
    record: Option<Record>,
    decided: Decided,
}

impl Unsaved {
    /// Where the scenario came from.
    pub fn origin(&self) -> &Origin {
        &self.now.origin
    }

    /// The edits as they are kept; nothing where they are too many. What is kept leads to the same numbers
    /// bit for bit: it is tried here.
    pub fn record(&self) -> Option<Record> {
        let (base, now) = (fingerprint(&self.base), fingerprint(&self.now));
        let leads = |edits: &Vec<Edit>| {
            let mut scenario = self.base.clone();
            // What takes a rule back, or goes back to the start, has no text.
            let has_text = |edit: &Edit| matches!(edit, Edit::One { .. } | Edit::Whole { .. });
            edits.iter().all(|edit| has_text(edit) && edit.apply(&mut scenario).is_ok())
                && fingerprint(&scenario) == now
        };
        let edits = match self.ways.iter().find(|edits| leads(edits)) {
            Some(edits) => edits,
            None => &differences(&self.base, &self.now, MOST_EDITS)?,
        };
        let network = self.now.network();
        // No sample has this number: each is named.
        let edits = edits.iter().map(|edit| edit.text(network, usize::MAX)).collect();
        Some(Record { base, now, edits })
    }
}

impl App {
    /// A number that is another whenever there may be other edits to keep, or something was decided about
    /// those that are left.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What is to be kept for the next run.
    pub fn keeping(&self) -> Keeping {
        let unsaved = || {
            let (lesson, history) = self.own();
            let edits = |made: &[Made]| made.iter().map(|made| made.edit.clone()).collect();
            Unsaved {
                base: self.base.clone(),
                now: lesson.scenario().clone(),
                ways: vec![edits(history.since_saved()), edits(history.since_the_start())],
            }
        };
        Keeping { unsaved: self.is_unsaved().then(unsaved), left: self.left.decided }
    }

    /// The same once the program ends because one wants it to: whoever leaves edits then has been asked.
    pub fn keeping_at_the_end(&self) -> Keeping {
        Keeping { unsaved: None, left: self.left.decided }
    }

    /// Says that an earlier run left edits. Those that the scenario holds by now are dropped: it was
    /// written, and there was no time to say so.
    pub fn offer_edits(&mut self, record: Record) {
        if record.now == fingerprint(&self.base) {
            self.decide(Decided::Dropped);
            return;
        }
        self.say(words::edits(record.edits.len(), words::OFFER));
        self.bookmarks.is_offered = false;
        self.left.record = Some(record);
    }

    /// `:recover` makes the edits again that are left, `:recover no` drops them.
    ///
    /// # Errors
    /// A sentence, where there are none or they cannot be made.
    pub(super) fn recover(&mut self, argument: &str) -> Result<Effect, String> {
        let Some(record) = self.left.record.clone() else { return Err(words::NONE.into()) };
        match argument {
            "no" => {
                self.decide(Decided::Dropped);
                return Ok(self.say(words::DROPPED));
            }
            "" => {}
            _ => return Err(words::ARGUMENT.into()),
        }
        self.leave_tour();
        if self.is_edited() {
            return Err(words::NOT_ON_EDITS.into());
        }
        let texts = &record.edits[..record.edits.len().min(MOST_EDITS)];
        self.change(|history, scenario| {
            // All of them or none.
            let mut made = history.clone();
            for text in texts {
                made.apply(Edit::parse(text, scenario.network(), usize::MAX)?, scenario)?;
            }
            *history = made;
            Ok::<_, EditError>(())
        })
        .map_err(|why| words::DO_NOT_FIT.replace("{why}", &why))?;
        self.show_marks();
        self.decide(Decided::Taken);
        let is_same = fingerprint(self.lesson.scenario()) == record.now;
        let sentence = if is_same { words::MADE } else { words::MADE_ON_OTHERS };
        Ok(self.say(words::edits(texts.len(), sentence)))
    }

    fn decide(&mut self, decided: Decided) {
        self.left = Left { record: None, decided };
        self.revision += 1;
    }
}

/// All given numbers of a scenario in short: their bits, after the shape of the network.
fn fingerprint(scenario: &Scenario) -> u64 {
    let samples = scenario.samples.len();
    let shape = scenario.network().widths().into_iter().chain([samples]).map(|count| count as u64);
    let places = givens(scenario.network()).into_iter().flat_map(|part| {
        (0..if part.is_of_sample() { samples } else { 1 }).map(move |sample| (part, sample))
    });
    let numbers = places.flat_map(|(part, sample)| {
        let numbers = scenario.given_numbers(part, sample).unwrap_or_default();
        // −0 is 0.
        numbers.into_iter().map(|number| (number + 0.0).to_bits())
    });
    stable_hash(shape.chain(numbers).flat_map(u64::to_le_bytes))
}
