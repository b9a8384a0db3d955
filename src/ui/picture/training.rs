//! The error over the epochs of a training, and what else is seen of one.

pub(in crate::ui) mod beside;
pub(in crate::ui) mod outputs;
pub(in crate::ui) mod trails;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::Scene;
use super::super::dots::Pen;
use super::super::paint::Run;
use super::plot::{self, Axis, CURVE, Plot, Tick};
use super::{nothing, plain, ticks};
use crate::engine::Kind;
use crate::lesson::words::check as words;
use crate::notation::number::with_minus;

/// The axis of epochs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Epochs {
    /// The epoch at its right end.
    pub until: usize,
    /// An epoch that is marked: one that is done.
    pub marked: Option<usize>,
}

/// A training's errors, as they are drawn.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Errors<'a> {
    /// At the start and after each epoch, at least one.
    pub means: &'a [f64],
    /// The axis that they stand over.
    pub epochs: Epochs,
    /// Whether equal distances are equal factors.
    pub is_logarithmic: bool,
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let training = scene.app.lesson().training();
    let epochs = training.epochs();
    let here = scene.app.lesson().view().epoch;
    let errors = Errors {
        means: &training.errors,
        epochs: Epochs { until: epochs, marked: (1..=epochs).contains(&here).then_some(here) },
        is_logarithmic: false,
    };
    curve(scene, errors, area, buf);
}

/// Draws the curve with its axes.
pub(in crate::ui) fn curve(scene: &Scene<'_>, drawn: Errors<'_>, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let errors = drawn.means;
    let epochs = errors.len() - 1;
    let bold = theme.kind(Kind::ErrorTotal).add_modifier(Modifier::BOLD);
    let scale = if drawn.is_logarithmic { Scale::logarithmic(errors) } else { Scale::linear(errors) };
    let Some(scale) = scale else { return nothing(scene, area, buf) };
    let (first, last) = (errors[0], errors[epochs]);
    let error = |value: f64| Tick::new(scale.place(value), plain(value), bold);
    let (low, high) = (scale.place(scale.from), scale.place(scale.to));
    let y = Axis {
        name: Run::new(words::MEAN, theme.kind(Kind::ErrorTotal)),
        from: low,
        to: high,
        ticks: [error(last), error(first)].to_vec(),
        series: scale.series(scene),
    };
    let Some(mut plot) = Plot::new(scene, area, drawn.epochs.axis(scene), y, buf) else {
        return nothing(scene, area, buf);
    };
    let points = thinned(errors, plot.along().len()).into_iter().map(|(x, error)| (x, scale.place(error)));
    plot.curve(points, Pen::solid(bold, CURVE));
    if let Some(epoch) = drawn.epochs.mark(scene, &mut plot, (low, high)) {
        plot.mark((epoch as f64, scale.place(errors[epoch])), "●", theme.accent(), buf);
    }
    let line = |name: String, value: f64| {
        vec![Run::new(format!("{name}: "), theme.text()), Run::new(plain(value), bold)]
    };
    let after = line(format!("{} {epochs}", words::EPOCH), last);
    plot.note(scene, &[vec![line(words::BEFORE.to_owned(), first), after.clone()], vec![after]], buf);
    plot.finish(buf);
}

impl Epochs {
    /// With the number of what is marked first.
    fn axis(self, scene: &Scene<'_>) -> Axis {
        let tick = |epoch: usize, style| Tick::new(epoch as f64, epoch.to_string(), style);
        let marked = self.marked.map(|epoch| tick(epoch, scene.theme.accent()));
        let until = self.until.max(1);
        let series = ticks::whole(0, until).into_iter().map(|epochs| {
            epochs.into_iter().map(|epoch| tick(epoch as usize, scene.theme.faint())).collect()
        });
        Axis {
            name: Run::new(words::EPOCH, scene.theme.text()),
            from: 0.0,
            to: until as f64,
            ticks: marked.into_iter().collect(),
            series: series.collect(),
        }
    }

    /// Draws a line from the lower end to the upper one where an epoch is marked, which it returns.
    fn mark(self, scene: &Scene<'_>, plot: &mut Plot, (low, high): (f64, f64)) -> Option<usize> {
        let epoch = self.marked?;
        let at = epoch as f64;
        plot.curve([(at, low), (at, high)], Pen::dashed(scene.theme.accent(), plot::HELPER));
        Some(epoch)
    }
}

/// How errors are laid along the axis.
#[derive(Debug)]
struct Scale {
    is_logarithmic: bool,
    from: f64,
    to: f64,
}

impl Scale {
    /// From 0, or what is below it, up.
    fn linear(errors: &[f64]) -> Option<Self> {
        let (from, to) = plot::round_range(errors.iter().copied().chain([0.0]))?;
        Some(Self { is_logarithmic: false, from, to })
    }

    /// Between round numbers, powers of ten and twice and five times as much. An error of 0 has no place.
    fn logarithmic(errors: &[f64]) -> Option<Self> {
        let positive = || errors.iter().copied().filter(|error| *error > 0.0 && error.is_finite());
        let (least, most) = positive()
            .fold((f64::INFINITY, 0.0_f64), |(least, most), error| (least.min(error), most.max(error)));
        if least > most {
            return None;
        }
        let power = |value: f64| value.log10().floor() as i32;
        let all =
            |factor: u8| (power(least) - 1..=power(most) + 1).map(move |power| ticks::round(factor, power));
        let numbers =
            || all(1).chain(all(5)).chain(all(2)).filter(|number| *number > 0.0 && number.is_finite());
        let from = numbers().filter(|number| *number <= least).fold(0.0, f64::max);
        let to = numbers().filter(|number| *number >= most).fold(f64::INFINITY, f64::min);
        let (from, to) = if from < to { (from, to) } else { (from / 2.0, to * 2.0) };
        Some(Self { is_logarithmic: true, from, to })
    }

    /// Numbers along the axis.
    fn series(&self, scene: &Scene<'_>) -> Vec<Vec<Tick>> {
        let choose = if self.is_logarithmic { ticks::logarithmic } else { ticks::even };
        let text = |value: f64| match value {
            // With so many zeros it is not read.
            _ if self.is_logarithmic && !(1e-4..1e5).contains(&value) => with_minus(format!("{value:e}")),
            _ => plain(value),
        };
        let tick = |value: f64| Tick::new(self.place(value), text(value), scene.theme.faint());
        choose(self.from, self.to).into_iter().map(|all| all.into_iter().map(tick).collect()).collect()
    }

    /// Where along the axis an error stands.
    fn place(&self, error: f64) -> f64 {
        if self.is_logarithmic { error.log10() } else { error }
    }
}

/// The least and the greatest error of every stretch of epochs that shares a column of dots, in
/// their order; the last epoch is among them.
fn thinned(errors: &[f64], columns: usize) -> Vec<(f64, f64)> {
    let stretch = errors.len().div_ceil(columns.max(1)).max(1);
    let mut points = Vec::with_capacity(2 * columns + 1);
    for (index, part) in errors.chunks(stretch).enumerate() {
        let place = |n: usize| ((index * stretch + n) as f64, part[n]);
        let extreme = |is_better: fn(f64, f64) -> bool| {
            (1..part.len()).fold(0, |best, n| if is_better(part[n], part[best]) { n } else { best })
        };
        let (least, greatest) = (extreme(|a, b| a < b), extreme(|a, b| a > b));
        points.push(place(least.min(greatest)));
        if least != greatest {
            points.push(place(least.max(greatest)));
        }
    }
    points.extend(errors.last().map(|&error| ((errors.len() - 1) as f64, error)));
    points
}

#[cfg(test)]
mod tests {
    use super::{Scale, thinned};

    #[test]
    fn peaks_and_the_last_epoch_survive_thinning() {
        let mut errors: Vec<f64> = (0..5000).map(|n| 1.0 / (1.0 + f64::from(n))).collect();
        errors[2345] = 7.0;
        let points = thinned(&errors, 90);
        assert!(points.len() <= 181);
        assert!(points.contains(&(2345.0, 7.0)) && points.contains(&(0.0, 1.0)));
        assert_eq!(points.last(), Some(&(4999.0, errors[4999])));
        assert!(points.is_sorted_by(|a, b| a.0 <= b.0));
        assert_eq!(thinned(&[0.5], 10), [(0.0, 0.5), (0.0, 0.5)]);
    }

    #[test]
    fn a_logarithmic_axis_ends_at_round_numbers() {
        for (errors, from, to) in [
            (&[0.3266, 0.2501][..], 0.2, 0.5),
            (&[0.5, 0.0, 3e-4], 2e-4, 0.5),
            (&[1.0], 0.5, 2.0),
            (&[f64::NAN, 7.0, f64::INFINITY, 120.0], 5.0, 200.0),
            (&[5e-324, 1.7e308], 5e-324, 1.7e308),
        ] {
            let scale = Scale::logarithmic(errors).unwrap();
            assert!(scale.place(scale.from) < scale.place(scale.to), "{scale:?}");
            if from > 1e-300 {
                assert_eq!((scale.from, scale.to), (from, to));
            }
        }
        assert!(Scale::logarithmic(&[0.0, -1.0]).is_none());
    }
}
