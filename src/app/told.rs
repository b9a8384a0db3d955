//! What an edit did, in a line.

use super::mode::Mode;
use super::state::App;
use crate::edit::{By, Edit};
use crate::engine::{Differences, Fill, Kind, Part, Quantity, Share};
use crate::lesson::{Changed, Lesson, Prose};
use crate::notation::number;
use crate::notation::set::arrow;

impl App {
    /// What was changed from what to what: `w_d1 0.3 → 0.35`.
    pub fn told(&self, edit: &Edit, inverse: &Edit) -> String {
        let sample = self.lesson.view().sample;
        match (edit, inverse) {
            (Edit::One { quantity, sample: of, value }, Edit::One { value: before, .. }) => {
                let name = self.name_of((*quantity).into(), *of, sample);
                format!("{name} {} → {}", given(*before), given(*value))
            }
            (Edit::Whole { part, sample: of, rule }, _) => {
                let name = self.name_of(*part, *of, sample);
                match rule {
                    Fill::Equal(value) => format!("{name}: all {}", given(*value)),
                    Fill::Times(factor) => format!("{name}: all times {}", given(*factor)),
                    Fill::Random { seed } => format!("{name}: drawn from seed {seed}"),
                }
            }
            (Edit::Several(_), _) => "back to the start".into(),
            (Edit::Together(edits), Edit::Together(inverses)) => {
                let told =
                    edits.iter().zip(inverses.iter().rev()).map(|(edit, inverse)| self.told(edit, inverse));
                told.collect::<Vec<_>>().join(", ")
            }
            _ => edit.part().map_or_else(String::new, |part| self.name_of(part, sample, sample)),
        }
    }

    /// Why things changed as they did, right after an edit.
    pub fn change_explained(&self) -> Vec<Prose> {
        let Some(made) = self.history.last().filter(|_| self.shows_cone) else { return Vec::new() };
        // Of several numbers that a tour sets, its words say what they do.
        if self.before().is_none() || matches!(made.edit, Edit::Together(_)) {
            return Vec::new();
        }
        let number = |edit: &Edit| match edit {
            Edit::One { value, .. } => Some(*value),
            _ => None,
        };
        self.lesson.explain_change(&Changed {
            part: made.edit.part(),
            sample: made.edit.sample(),
            old: number(&made.inverse),
            new: number(&made.edit),
            by_tour: made.by == By::Tour,
        })
    }

    fn name_of(&self, part: Part, of: usize, here: usize) -> String {
        let names = self.names();
        let name = match part.row {
            // An input is called by its neuron.
            Some(row) if part.kind == Kind::Out && part.layer == 0 => names.neuron(0, row),
            _ => names.screen_part(part),
        };
        if part.is_of_sample() && of != here { format!("{name} of sample {}", of + 1) } else { name }
    }

    /// What the last edit was and did: what it changed, `E_total` before and after, how many of what.
    /// While numbers are open, their panel says the rest.
    pub(super) fn told_change(&self, before: &Lesson) -> String {
        let Some(made) = self.history.last() else { return String::new() };
        let told = self.told(&made.edit, &made.inverse);
        if matches!(self.mode, Mode::Edit(_)) {
            return told;
        }
        let is_of_rate = made.edit.part().is_some_and(|part| part.kind == Kind::LearningRate);
        let outcome = if is_of_rate { Kind::ErrorTotalAfter } else { Kind::ErrorTotal };
        if self.presenting().is_some() && !self.knows(Quantity::whole(outcome)) {
            // It is still to be found out in front of the class.
            return told;
        }
        if is_of_rate {
            let after =
                |lesson: &Lesson| lesson.value(Quantity::whole(Kind::ErrorTotalAfter)).unwrap_or(f64::NAN);
            let error = self.told_error("new E_total", after(before), after(&self.lesson));
            return format!("{told} · {error} · the new weights follow, nothing before them");
        }
        let differences = self.lesson.pass().differences(before.pass());
        format!("{told} · {}", self.told_differences(&differences))
    }

    /// `E_total 0.2723 → 0.2773 ▲`
    fn told_error(&self, name: &str, before: f64, now: f64) -> String {
        let number = |value| number::with_minus(number::named(value, self.lesson.carry(), 6));
        if before == now {
            return format!("{name} stays {}", number(now));
        }
        format!("{name} {} → {} {}", number(before), number(now), arrow(before, now))
    }

    /// `E_total 0.2723 → 0.2773 ▲ · 1 net, 1 out, 1 error, 19 of 26 gradients changed`
    pub fn told_differences(&self, differences: &Differences) -> String {
        let (before, now) = differences.total;
        let error = self.told_error("E_total", before, now);
        let some = |share: Share, one: &str| {
            let plural = if share.changed == 1 { "" } else { "s" };
            format!("{} {one}{plural}", share.changed)
        };
        let Differences { nets, outs, errors, gradients, .. } = *differences;
        format!(
            "{error} · {}, {}, {}, {} of {} gradients changed",
            some(nets, "net"),
            some(outs, "out"),
            some(errors, "error"),
            gradients.changed,
            gradients.of,
        )
    }
}

fn given(value: f64) -> String {
    number::with_minus(number::given(value, 0))
}
