//! The gradient check of a whole scenario: as text, JSON and CSV.

mod json;
mod lines;
mod told;

use std::io::{self, Write};

use crate::engine::{Agreement, Checked, Finding, Group, Tally, check_all, findings};
use crate::lesson::Lesson;

pub use told::{Told, TourTold};

/// Every gradient of a scenario, or a part of them, measured.
#[derive(Debug)]
pub struct Checks<'a> {
    lesson: &'a Lesson,
    sample: Option<usize>,
    checked: Vec<Checked>,
    findings: Vec<Finding>,
    told: Told,
}

impl<'a> Checks<'a> {
    /// Checks at most about `most` weights and biases of a lesson in full precision: by the error of
    /// one sample, from 0, or by the mean error of all.
    pub fn of(lesson: &'a Lesson, sample: Option<usize>, most: usize) -> Self {
        let (network, samples) = (lesson.pass().network(), &lesson.scenario().samples);
        let chosen = match sample {
            Some(n) => &samples[n..=n],
            None => samples,
        };
        Self {
            lesson,
            sample,
            checked: check_all(network, chosen, most),
            findings: findings(network, samples),
            told: Told::of(lesson),
        }
    }

    /// Whether no gradient differs from what was measured.
    pub fn agree(&self) -> bool {
        self.checked.iter().all(|checked| checked.agreement() != Agreement::Differs)
    }

    /// What the author says in the scenario.
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// The weights and biases of each layer, with what their check came to.
    fn groups(&self) -> Vec<(Group, Tally)> {
        let tally = |group: Group| Tally::of(self.checked.iter().filter(|c| group.contains(c.parameter)));
        Group::all(self.lesson.pass().network()).into_iter().map(|group| (group, tally(group))).collect()
    }

    /// How many weights and biases there are.
    fn all(&self) -> usize {
        Group::all(self.lesson.pass().network()).iter().map(|group| group.count).sum()
    }

    /// What the name of a gradient is on the command line and in data.
    fn name(&self, checked: &Checked) -> String {
        self.lesson.names().plain(checked.parameter)
    }

    /// Writes tables and sentences for a reader.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn text(&self, to: &mut dyn Write) -> io::Result<()> {
        lines::write(self, to)
    }

    /// Writes one JSON object in one line. What is not finite is `null`.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn json(&self, to: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *to, &json::Report::of(self)).map_err(io::Error::from)?;
        writeln!(to)
    }

    /// Writes a line for each gradient below a heading; numbers read back exactly.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn csv(&self, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "name,gradient,measured,difference,epsilon,result")?;
        for checked in &self.checked {
            let (name, result) = (self.name(checked), word(checked.agreement()));
            let (gradient, measured) = (checked.gradient, checked.numeric());
            writeln!(
                to,
                "{name},{gradient:?},{measured:?},{:?},{:?},{result}",
                checked.difference(),
                checked.epsilon
            )?;
        }
        Ok(())
    }
}

/// What a comparison came to, in data.
fn word(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Agrees => "agrees",
        Agreement::Kink => "kink",
        Agreement::Differs => "differs",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::View;
    use crate::scenario;

    fn text(checks: &Checks<'_>) -> String {
        let mut bytes = Vec::new();
        checks.text(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_gradient_that_differs_is_told_with_both_numbers() {
        let swap = scenario::builtin("swap").unwrap();
        let view = View::of(&swap);
        let lesson = Lesson::new(swap, view).unwrap();
        let mut checks = Checks::of(&lesson, None, 1000);
        assert!(checks.agree() && text(&checks).contains("All 26 gradients agree"));
        checks.checked[3].gradient = 0.25;
        checks.checked[7].crosses_kink = true;
        checks.checked[7].gradient = 0.5;
        let said = text(&checks);
        assert!(!checks.agree());
        assert!(said.contains("24 of 26 gradients agree") && said.contains("1 differs"), "{said}");
        let line = said.lines().find(|line| line.starts_with("w_b4 ")).unwrap();
        assert!(line.contains("0.25") && line.ends_with("differs"), "{line}");
        let kink = said.lines().find(|line| line.starts_with("w_b8 ")).unwrap();
        assert!(kink.ends_with("kink"), "{kink}");
    }
}
