//! Edits that were made, and those that were taken back.

use super::{Edit, EditError};
use crate::scenario::Scenario;

/// One edit with what takes it back, and the sample that its inputs and targets belong to.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Made {
    edit: Edit,
    inverse: Edit,
    sample: usize,
}

/// All edits of a session, without limit. Those behind the present can be made again, until another
/// edit takes their place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    made: Vec<Made>,
    /// How many of them hold now.
    present: usize,
}

impl History {
    /// Makes an edit.
    ///
    /// # Errors
    /// When it cannot be made; the scenario and the history are then as before.
    pub fn apply(&mut self, edit: Edit, scenario: &mut Scenario, sample: usize) -> Result<(), EditError> {
        let inverse = edit.apply(scenario, sample)?;
        self.made.truncate(self.present);
        self.made.push(Made { edit, inverse, sample });
        self.present += 1;
        Ok(())
    }

    /// Takes the last edit back; returns what was changed to what, or `None` where nothing is left to
    /// take back.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn undo(&mut self, scenario: &mut Scenario) -> Result<Option<Edit>, EditError> {
        let Some(index) = self.present.checked_sub(1) else { return Ok(None) };
        let Made { inverse, sample, .. } = self.made[index];
        inverse.apply(scenario, sample)?;
        self.present = index;
        Ok(Some(inverse))
    }

    /// Makes the edit again that was taken back last; returns it, or `None` where there is none.
    ///
    /// # Errors
    /// When the scenario is not the one that the edits were made on.
    pub fn redo(&mut self, scenario: &mut Scenario) -> Result<Option<Edit>, EditError> {
        let Some(&Made { edit, sample, .. }) = self.made.get(self.present) else { return Ok(None) };
        edit.apply(scenario, sample)?;
        self.present += 1;
        Ok(Some(edit))
    }

    /// Whether any edit holds now.
    pub fn is_edited(&self) -> bool {
        self.present > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::builtin;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn undoing_all_is_the_start_and_redoing_all_the_end(
            edits in prop::collection::vec((0..26_usize, -9.0..9.0_f64, 0..4_usize), 0..30)
        ) {
            let start = builtin("swap").unwrap();
            let mut scenario = start.clone();
            let mut history = History::default();
            let names = ["w_b1", "w_c7", "w_d6", "a1", "a2", "target_d1", "target_d2", "learning_rate"];
            for (name, value, sample) in edits {
                let name = names[name % names.len()];
                let value = if name == "learning_rate" { value.abs() + 0.1 } else { value };
                let edit = Edit::parse(&format!("{name}={value}"), scenario.network()).unwrap();
                history.apply(edit, &mut scenario, sample).unwrap();
            }
            let end = scenario.clone();
            while history.undo(&mut scenario).unwrap().is_some() {}
            prop_assert_eq!(&scenario, &start);
            prop_assert!(!history.is_edited());
            while history.redo(&mut scenario).unwrap().is_some() {}
            prop_assert_eq!(&scenario, &end);
        }
    }

    #[test]
    fn a_new_edit_takes_the_place_of_those_taken_back() {
        let mut scenario = builtin("swap").unwrap();
        let mut history = History::default();
        for text in ["w_d1=1", "w_d1=2"] {
            let edit = Edit::parse(text, scenario.network()).unwrap();
            history.apply(edit, &mut scenario, 0).unwrap();
        }
        assert_eq!(history.undo(&mut scenario).unwrap().map(|edit| edit.value), Some(1.0));
        let edit = Edit::parse("w_d2=5", scenario.network()).unwrap();
        history.apply(edit, &mut scenario, 0).unwrap();
        assert_eq!(history.redo(&mut scenario).unwrap(), None);
        let wrong = Edit { quantity: edit.quantity, value: f64::NAN };
        assert!(history.apply(wrong, &mut scenario, 0).is_err() && history.is_edited());
    }
}
