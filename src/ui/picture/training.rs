//! The error over the epochs of a training.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::Scene;
use super::super::dots::Pen;
use super::super::paint::Run;
use super::plot::{self, Axis, CURVE, Plot, Tick};
use super::{nothing, plain};
use crate::engine::Kind;
use crate::lesson::words::check as words;

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let training = scene.app.lesson().training();
    let errors = &training.errors;
    let epochs = training.epochs();
    let bold = theme.kind(Kind::ErrorTotal).add_modifier(Modifier::BOLD);
    let heights = errors.iter().copied().chain([0.0]);
    let Some((low, high)) = plot::round_range(heights) else { return nothing(scene, area, buf) };
    let (first, last) = (errors[0], errors[epochs]);
    let count = |epoch: usize| Tick::new(epoch as f64, epoch.to_string(), theme.faint());
    let error = |value: f64| Tick::new(value, plain(value), bold);
    let here = scene.app.lesson().view().epoch;
    let opened = (1..=epochs).contains(&here).then_some(here);
    let at_opened = opened.map(|epoch| Tick::new(epoch as f64, epoch.to_string(), theme.accent()));
    let x = Axis {
        name: Run::new(words::EPOCH, theme.text()),
        from: 0.0,
        to: epochs.max(1) as f64,
        ticks: at_opened
            .into_iter()
            .chain([0, epochs, epochs / 2, epochs / 4, epochs / 4 * 3].map(count))
            .collect(),
    };
    let y = Axis {
        name: Run::new(words::MEAN, theme.kind(Kind::ErrorTotal)),
        from: low,
        to: high,
        ticks: [error(last), error(first)]
            .into_iter()
            .chain([low, high].map(|v| Tick::new(v, plain(v), theme.faint())))
            .collect(),
    };
    let Some(mut plot) = Plot::new(scene, area, x, y, buf) else { return nothing(scene, area, buf) };
    let points = thinned(errors, plot.along().len());
    plot.curve(points, Pen::solid(bold, CURVE));
    if let Some(epoch) = opened {
        plot.curve([(epoch as f64, low), (epoch as f64, high)], Pen::dashed(theme.faint(), plot::HELPER));
        plot.mark((epoch as f64, errors[epoch]), "●", theme.accent(), buf);
    }
    let line = |name: String, value: f64| {
        vec![Run::new(format!("{name}: "), theme.text()), Run::new(plain(value), bold)]
    };
    let after = line(format!("{} {epochs}", words::EPOCH), last);
    plot.note(scene, &[vec![line(words::BEFORE.to_owned(), first), after.clone()], vec![after]], buf);
    plot.finish(buf);
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
    use super::thinned;

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
}
