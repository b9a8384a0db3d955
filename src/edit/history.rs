//! Edits that were made, and those that were taken back.

use super::{Edit, EditError};
use crate::scenario::Scenario;

/// One edit with what takes it back.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What was done.
    pub edit: Edit,
    /// What undoes it.
    pub inverse: Edit,
    /// Whose it is.
    pub by: By,
}

/// Who makes an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Who sits at the keys.
    Learner,
    /// The tour, on arrival at a stop.
    Tour,
}

/// An edit that was made elsewhere, as it is told here.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// This one.
    Edit(Edit),
    /// This one, which a tour made.
    Tour(Edit),
    /// Going back to the start, which is made of what the edits before it changed.
    StartOver,
}

/// All edits of a session, without limit. Those behind the present can be made again, until another
/// edit takes their place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    made: Vec<Made>,
    /// How many of them hold now.
    present: usize,
    /// How many of those came before one last went back to the start, that going back included.
    undone_by_going_back: usize,
    /// How many held when the scenario was last written.
    saved: Saved,
    /// What the last edit took the place of, so that it can be taken back as if it had never been made.
    replaced: Vec<Made>,
    saved_before: Saved,
}

/// Where in the history the scenario was last written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saved {
    At(usize),
    Nowhere,
}

impl Default for Saved {
    fn default() -> Self {
        Self::At(0)
    }
}

impl History {
    /// Makes an edit; says whether it changed anything. One that does not is none.
    ///
    /// # Errors
    /// When it cannot be made; the scenario and the history are then as before.
    pub fn apply(&mut self, edit: Edit, scenario: &mut Scenario) -> Result<bool, EditError> {
        self.apply_by(By::Learner, edit, scenario)
    }

    /// The same for an edit of a tour.
    ///
    /// # Errors
    /// When it cannot be made; the scenario and the history are then as before.
    pub fn apply_by(&mut self, by: By, edit: Edit, scenario: &mut Scenario) -> Result<bool, EditError> {
        let inverse = edit.apply(scenario)?;
        if inverse.leaves(scenario) {
            return Ok(false);
        }
        self.replaced = self.made.split_off(self.present);
        self.saved_before = self.saved;
        if let Saved::At(at) = self.saved
            && at > self.present
        {
            self.saved = Saved::Nowhere;
        }
        self.made.push(Made { edit, inverse, by });
        self.present += 1;
        self.note_start();
        Ok(true)
    }

    /// Makes an edit that goes on with the last one: both are taken back as one.
    ///
    /// # Errors
    /// When it cannot be made; the scenario and the history are then as before.
    pub fn go_on(&mut self, edit: Edit, scenario: &mut Scenario) -> Result<bool, EditError> {
        if self.present == 0 || self.present < self.made.len() || self.saved == Saved::At(self.present) {
            return self.apply(edit, scenario);
        }
        edit.apply(scenario)?;
        self.made[self.present - 1].edit = edit;
        Ok(true)
    }

    /// Takes the last edit back as if it had never been made: what it took the place of is there again.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn retract(&mut self, scenario: &mut Scenario) -> Result<(), EditError> {
        if self.present == self.made.len() && self.undo(scenario)?.is_some() {
            self.made.truncate(self.present);
            self.made.append(&mut self.replaced);
            self.saved = self.saved_before;
        }
        Ok(())
    }

    /// Takes the last edit back; returns it, or `None` where nothing is left to take back.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn undo(&mut self, scenario: &mut Scenario) -> Result<Option<&Made>, EditError> {
        let Some(index) = self.present.checked_sub(1) else { return Ok(None) };
        self.made[index].inverse.apply(scenario)?;
        self.present = index;
        self.note_start();
        Ok(self.made.get(index))
    }

    /// Makes the edit again that was taken back last; returns it, or `None` where there is none.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn redo(&mut self, scenario: &mut Scenario) -> Result<Option<&Made>, EditError> {
        let Some(made) = self.made.get(self.present) else { return Ok(None) };
        made.edit.apply(scenario)?;
        self.present += 1;
        self.note_start();
        Ok(self.made.get(self.present - 1))
    }

    /// Takes back or makes again until so many edits hold; beyond the last, all.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn go_to(&mut self, present: usize, scenario: &mut Scenario) -> Result<(), EditError> {
        let target = present.min(self.made.len());
        while self.present > target {
            self.undo(scenario)?;
        }
        while self.present < target {
            self.redo(scenario)?;
        }
        Ok(())
    }

    /// Goes back to the start as an edit of its own, which can be taken back; says whether there was
    /// anything to go back from.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn start_over(&mut self, scenario: &mut Scenario) -> Result<bool, EditError> {
        let is_any = self.is_edited();
        if is_any {
            self.apply(self.back_to_the_start(), scenario)?;
        }
        Ok(is_any)
    }

    fn back_to_the_start(&self) -> Edit {
        Edit::Several(self.since_the_start().iter().rev().map(|made| made.inverse.clone()).collect())
    }

    /// Becomes the history that is told: its own first `keep` edits, then `more`, of which altogether
    /// `present` hold. An edit is told even if it changed nothing in the end, as nudging up and down does.
    ///
    /// # Errors
    /// When one cannot be made; the scenario and the history are then those of the edits before it.
    pub fn retell(
        &mut self,
        keep: usize,
        more: impl IntoIterator<Item = Told>,
        present: usize,
        scenario: &mut Scenario,
    ) -> Result<(), EditError> {
        self.go_to(keep, scenario)?;
        self.made.truncate(self.present);
        for told in more {
            let (edit, by) = match told {
                Told::Edit(edit) => (edit, By::Learner),
                Told::Tour(edit) => (edit, By::Tour),
                Told::StartOver => (self.back_to_the_start(), By::Learner),
            };
            let inverse = edit.apply(scenario)?;
            self.made.push(Made { edit, inverse, by });
            self.present += 1;
            self.note_start();
        }
        self.go_to(present, scenario)
    }

    /// The edits in their order, those that were taken back included.
    pub fn all(&self) -> &[Made] {
        &self.made
    }

    /// How many of them hold now.
    pub fn present(&self) -> usize {
        self.present
    }

    /// Those that hold now.
    pub fn holding(&self) -> &[Made] {
        &self.made[..self.present]
    }

    /// The last edit that holds.
    pub fn last(&self) -> Option<&Made> {
        self.holding().last()
    }

    /// Those that hold and that tell the scenario from what it was at the start: none before the last
    /// time that one went back to the start.
    pub fn since_the_start(&self) -> &[Made] {
        &self.holding()[self.undone_by_going_back..]
    }

    /// Those that were made since the scenario was last written; of those that were taken back since, what
    /// takes them back is not among them.
    pub fn since_saved(&self) -> &[Made] {
        match self.saved {
            Saved::At(at) => self.holding().get(at..).unwrap_or_default(),
            Saved::Nowhere => &[],
        }
    }

    /// Keeps count of what going back to the start has undone, after one more or one less edit holds.
    fn note_start(&mut self) {
        let went_back = |made: &Made| matches!(made.edit, Edit::Several(_));
        if self.last().is_some_and(went_back) {
            self.undone_by_going_back = self.present;
        } else if self.undone_by_going_back > self.present {
            let index = self.holding().iter().rposition(went_back);
            self.undone_by_going_back = index.map_or(0, |index| index + 1);
        }
    }

    /// Whether the scenario differs from what it was at the start, as far as edits tell.
    pub fn is_edited(&self) -> bool {
        !self.since_the_start().is_empty()
    }

    /// Whether edits would be lost if the program ended now.
    pub fn is_unsaved(&self) -> bool {
        self.saved != Saved::At(self.present)
    }

    /// Says that the scenario is written as it is now, or can be had again.
    pub fn set_saved(&mut self) {
        self.saved = Saved::At(self.present);
        self.saved_before = self.saved;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::builtin;
    use proptest::prelude::*;

    /// Edits of every kind, by number.
    const TEXTS: [&str; 14] = [
        "w_b1=",
        "w_c7=",
        "w_d6=",
        "a1=",
        "a2@1=",
        "target_d1=",
        "target_d2@4=",
        "learning_rate=",
        "W_b=",
        "W_c=times ",
        "W_d=random ",
        "target_d=",
        "out_a=",
        "out_a@3=times ",
    ];

    proptest! {
        #[test]
        fn undoing_all_is_the_start_and_redoing_all_the_end(
            edits in prop::collection::vec((0..16_usize, -9.0..9.0_f64), 0..30),
            stops in prop::collection::vec(0..40_usize, 0..8),
        ) {
            let start = builtin("swap").unwrap();
            let mut scenario = start.clone();
            let mut history = History::default();
            let mut states = vec![start.clone()];
            for (which, value) in edits {
                if let Some(text) = TEXTS.get(which) {
                    let value = if text.contains("rate") { value.abs() + 0.1 } else { value };
                    let value = if text.contains("random") { value.abs().floor() } else { value };
                    let edit = Edit::parse(&format!("{text}{value}"), scenario.network(), 1).unwrap();
                    let is_change = history.apply(edit, &mut scenario).unwrap();
                    prop_assert_eq!(is_change, states.last() != Some(&scenario));
                    states.extend(is_change.then(|| scenario.clone()));
                } else if history.start_over(&mut scenario).unwrap() {
                    prop_assert_eq!(&scenario, &start);
                    states.push(scenario.clone());
                }
            }
            let count = history.all().len();
            for stop in stops {
                history.go_to(stop, &mut scenario).unwrap();
                prop_assert_eq!(&scenario, &states[stop.min(count)]);
            }
            while history.undo(&mut scenario).unwrap().is_some() {}
            prop_assert_eq!(&scenario, &start);
            prop_assert!(!history.is_edited() && !history.is_unsaved());
            while history.redo(&mut scenario).unwrap().is_some() {}
            prop_assert_eq!(&scenario, &states[count]);
        }
    }

    fn edited(texts: &[&str]) -> (History, Scenario) {
        let mut scenario = builtin("swap").unwrap();
        let mut history = History::default();
        for text in texts {
            let edit = Edit::parse(text, scenario.network(), 0).unwrap();
            history.apply(edit, &mut scenario).unwrap();
        }
        (history, scenario)
    }

    #[test]
    fn a_new_edit_takes_the_place_of_those_taken_back() {
        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=2"]);
        let taken_back = history.undo(&mut scenario).unwrap().unwrap().edit.clone();
        assert_eq!(taken_back.text(scenario.network(), 0), "w_d1=2");
        let edit = Edit::parse("w_d2=5", scenario.network(), 0).unwrap();
        history.apply(edit, &mut scenario).unwrap();
        assert_eq!(history.redo(&mut scenario).unwrap(), None);
        assert_eq!(history.all().len(), 2);
    }

    #[test]
    fn what_is_retracted_was_never_made() {
        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=2"]);
        history.set_saved();
        history.undo(&mut scenario).unwrap();
        let before = (history.all().to_vec(), scenario.clone());
        history.apply(Edit::parse("w_d1=3", scenario.network(), 0).unwrap(), &mut scenario).unwrap();
        history.retract(&mut scenario).unwrap();
        assert_eq!((history.all().to_vec(), scenario.clone()), before);
        history.redo(&mut scenario).unwrap();
        assert!(!history.is_unsaved());
    }

    #[test]
    fn what_goes_on_is_taken_back_as_one() {
        let (mut history, mut scenario) = edited(&["w_d1=1"]);
        for text in ["w_d1=2", "w_d1=3"] {
            history.go_on(Edit::parse(text, scenario.network(), 0).unwrap(), &mut scenario).unwrap();
        }
        assert_eq!(history.all().len(), 1);
        history.undo(&mut scenario).unwrap();
        assert_eq!(scenario, builtin("swap").unwrap());
        history.redo(&mut scenario).unwrap();
        assert_eq!(
            scenario.given_number(crate::engine::Quantity::of(crate::engine::Kind::Weight, 3, 0), 0),
            Some(3.0)
        );
    }

    #[test]
    fn a_refused_edit_changes_nothing() {
        let (mut history, mut scenario) = edited(&["w_d1=1"]);
        let before = (history.clone(), scenario.clone());
        let wrong = Edit::Several(vec![
            Edit::parse("w_d2=1", scenario.network(), 0).unwrap(),
            Edit::parse("W_c=times 1e308", scenario.network(), 0).unwrap(),
            Edit::parse("W_c=times 1e308", scenario.network(), 0).unwrap(),
        ]);
        assert!(history.apply(wrong, &mut scenario).is_err());
        assert_eq!((history, scenario), before);
    }

    #[test]
    fn what_is_written_is_saved_until_it_cannot_be_reached_again() {
        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=2"]);
        assert!(history.is_unsaved());
        history.set_saved();
        history.undo(&mut scenario).unwrap();
        assert!(history.is_unsaved());
        history.redo(&mut scenario).unwrap();
        assert!(!history.is_unsaved());
        history.undo(&mut scenario).unwrap();
        history.apply(Edit::parse("w_d1=3", scenario.network(), 0).unwrap(), &mut scenario).unwrap();
        assert!(history.is_unsaved(), "as many edits, but others");
    }

    #[test]
    fn nothing_goes_on_with_what_was_taken_back_or_written() {
        let nudge = |history: &mut History, scenario: &mut Scenario, text: &str| {
            history.go_on(Edit::parse(text, scenario.network(), 0).unwrap(), scenario).unwrap();
        };
        let (mut history, mut scenario) = edited(&[]);
        nudge(&mut history, &mut scenario, "w_d1=1");
        assert_eq!(history.present(), 1, "there was nothing to go on with");

        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=2"]);
        history.undo(&mut scenario).unwrap();
        nudge(&mut history, &mut scenario, "w_d1=3");
        assert_eq!((history.all().len(), history.present()), (2, 2));
        history.undo(&mut scenario).unwrap();
        assert_eq!(
            scenario.given_number(crate::engine::Quantity::of(crate::engine::Kind::Weight, 3, 0), 0),
            Some(1.0)
        );

        let (mut history, mut scenario) = edited(&["w_d1=1"]);
        history.set_saved();
        nudge(&mut history, &mut scenario, "w_d1=2");
        history.undo(&mut scenario).unwrap();
        assert!(!history.is_unsaved(), "what was written can be reached");
    }

    #[test]
    fn redoing_tells_what_was_made_again() {
        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=2", "w_d1=3"]);
        history.go_to(1, &mut scenario).unwrap();
        let made = history.redo(&mut scenario).unwrap().unwrap().edit.clone();
        assert_eq!(made.text(scenario.network(), 0), "w_d1=2");
    }

    #[test]
    fn a_history_that_is_told_is_the_one_that_was_made() {
        let (mut told, mut copy) = edited(&["w_d1=1", "w_d1=2"]);
        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=3"]);
        history.start_over(&mut scenario).unwrap();
        history.apply(Edit::parse("w_d2=7", scenario.network(), 0).unwrap(), &mut scenario).unwrap();
        history.undo(&mut scenario).unwrap();
        let edit = |text: &str| Told::Edit(Edit::parse(text, copy.network(), 0).unwrap());
        let more = [edit("w_d1=3"), Told::StartOver, edit("w_d2=7")];
        told.retell(1, more, 3, &mut copy).unwrap();
        assert_eq!((told.all(), told.present(), told.is_edited()), (history.all(), 3, false));
        assert_eq!(copy, scenario);
        told.go_to(2, &mut copy).unwrap();
        assert!(told.is_edited());
    }

    #[test]
    fn what_was_made_since_writing_is_told() {
        let (mut history, mut scenario) = edited(&["w_d1=1", "w_d1=2"]);
        assert_eq!(history.since_saved().len(), 2);
        history.undo(&mut scenario).unwrap();
        history.set_saved();
        history.redo(&mut scenario).unwrap();
        assert_eq!(history.since_saved(), &history.all()[1..]);
        history.go_to(0, &mut scenario).unwrap();
        assert_eq!(history.since_saved(), &[]);
    }

    #[test]
    fn taking_back_a_second_going_back_leads_to_the_first() {
        let (mut history, mut scenario) = edited(&["w_d1=1"]);
        history.start_over(&mut scenario).unwrap();
        history.apply(Edit::parse("w_d2=5", scenario.network(), 0).unwrap(), &mut scenario).unwrap();
        history.start_over(&mut scenario).unwrap();
        assert!(!history.is_edited());
        history.undo(&mut scenario).unwrap();
        assert_eq!(history.since_the_start(), &history.all()[2..3]);
        history.undo(&mut scenario).unwrap();
        assert!(!history.is_edited());
    }
}
