//! Where an axis has its numbers: evenly, at round ones, as close as there is room for.

use crate::engine::tidy;

/// Intervals of an axis at most, from what needs most room to what needs least.
const INTERVALS: [usize; 5] = [5, 4, 3, 2, 1];
/// Powers of ten from one number of a logarithmic axis to the next, likewise.
const POWERS: [i32; 9] = [1, 2, 3, 5, 10, 20, 50, 100, 200];

/// Multiples of 1, 2 or 5 times a power of ten within a range, the closest together first.
pub(super) fn even(from: f64, to: f64) -> Vec<Vec<f64>> {
    choices(INTERVALS.into_iter().filter_map(|most| multiples(from, to, step_for(to - from, most)?)))
}

/// The same where there are whole numbers only.
pub(super) fn whole(from: usize, to: usize) -> Vec<Vec<f64>> {
    let (from, to) = (from as f64, to as f64);
    let step = |most| step_for(to - from, most).map(|step| step.max(1.0));
    choices(INTERVALS.into_iter().filter_map(|most| multiples(from, to, step(most)?)))
}

/// Powers of ten within a range above 0, of which there are few; with twice and five times as much where
/// there would be less than two.
pub(super) fn logarithmic(from: f64, to: f64) -> Vec<Vec<f64>> {
    let (low, high) = (from.log10().floor() as i32, to.log10().ceil() as i32);
    let within = |numbers: Vec<f64>| -> Vec<f64> {
        numbers.into_iter().filter(|number| (from..=to).contains(number)).collect()
    };
    let powers = |step: i32| {
        within((low..=high).filter(|power| power % step == 0).map(|power| round(1, power)).collect())
    };
    if powers(1).len() < 2 {
        let finer = (low..=high).flat_map(|power| [1, 2, 5].map(|factor| round(factor, power)));
        return choices([within(finer.collect()), vec![from, to]]);
    }
    choices(POWERS.into_iter().map(powers))
}

/// A factor times a power of ten, as near as there is a number.
pub(super) fn round(factor: u8, power: i32) -> f64 {
    format!("{factor}e{power}").parse().unwrap_or(0.0)
}

/// Without what is there twice. One number alone says nothing of how far it is to others.
fn choices(all: impl IntoIterator<Item = Vec<f64>>) -> Vec<Vec<f64>> {
    let mut choices: Vec<Vec<f64>> = all.into_iter().filter(|numbers| numbers.len() > 1).collect();
    choices.dedup();
    choices
}

/// The least of 1, 2 and 5 times a power of ten that makes at most so many intervals.
fn step_for(range: f64, most: usize) -> Option<f64> {
    let least = range / most as f64;
    let power = least.log10().floor();
    if !power.is_finite() {
        return None;
    }
    let power = power as i32;
    // A hair's breadth is no interval more.
    [(1, power), (2, power), (5, power), (1, power + 1)]
        .map(|(factor, power)| round(factor, power))
        .into_iter()
        .find(|step| *step >= least * (1.0 - 1e-9))
}

/// The multiples of a step within a range.
fn multiples(from: f64, to: f64, step: f64) -> Option<Vec<f64>> {
    let (first, last) = ((from / step - 1e-9).ceil(), (to / step + 1e-9).floor());
    if !(first.is_finite() && last.is_finite() && last - first < 100.0) {
        return None;
    }
    let count = (last - first) as usize;
    Some((0..=count).map(|n| tidy((first + n as f64) * step)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_round_and_evenly_spaced() {
        assert_eq!(even(0.0, 1.0)[0], [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(even(-0.1, 0.8)[0], [0.0, 0.2, 0.4, 0.6, 0.8]);
        assert_eq!(even(-7e24, 1e24)[0], [-6e24, -4e24, -2e24, 0.0]);
        assert_eq!(whole(0, 3)[0], [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(whole(0, 6)[0], [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(whole(0, 3000)[0], [0.0, 1000.0, 2000.0, 3000.0]);
        assert_eq!(whole(0, 2000)[0], [0.0, 500.0, 1000.0, 1500.0, 2000.0]);
        assert_eq!(whole(0, 1), [[0.0, 1.0]]);
        for choice in even(0.0, 0.35).into_iter().chain(whole(0, 770)) {
            let steps: Vec<f64> = choice.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(steps.iter().all(|step| (step - steps[0]).abs() < 1e-9), "{choice:?}");
        }
        assert!(even(1.0, 1.0).is_empty() && even(f64::NAN, 1.0).is_empty());
    }

    #[test]
    fn a_logarithmic_axis_has_powers_of_ten() {
        assert_eq!(logarithmic(5e-4, 0.5)[0], [1e-3, 1e-2, 0.1]);
        assert_eq!(logarithmic(0.2, 0.5)[0], [0.2, 0.5]);
        assert_eq!(logarithmic(0.02, 0.5)[0], [0.02, 0.05, 0.1, 0.2, 0.5]);
        let far = logarithmic(2.0, 1e149);
        assert!(far[0].len() == 149 && far[0][0] == 10.0);
        assert_eq!(far[far.len() - 1], [1e50, 1e100]);
    }
}
