//! The total error over one weight, and the slope that backpropagation found.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::Scene;
use super::super::dots::Pen;
use super::super::paint::Run;
use super::plot::{self, Axis, CURVE, Plot, Tick};
use super::{DIGITS, name, nothing, plain};
use crate::engine::{Kind, Quantity, WeightId};
use crate::lesson::inspect::digits_apart;
use crate::lesson::measure::Nudged;
use crate::notation::number::{significant, with_minus};

pub(super) fn draw(scene: &Scene<'_>, weight: WeightId, area: Rect, buf: &mut Buffer) {
    match scene.app.lesson().nudged(weight) {
        Some(curve) => draw_curve(scene, curve, area, buf),
        None => nothing(scene, area, buf),
    }
}

/// The error over a weight: where it stands, the tangent there, and where a learning step lands.
pub(in crate::ui) fn draw_curve(scene: &Scene<'_>, curve: &Nudged, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let weight = curve.checked.parameter.weight_id();
    let slope = curve.checked.gradient;
    let bold = |kind: Kind| theme.kind(kind).add_modifier(Modifier::BOLD);
    let ends = curve.points.first().zip(curve.points.last()).map(|(first, last)| (first.0, last.0));
    let landing = curve.landing.filter(|at| at.0.is_finite() && at.1.is_finite());
    let heights = curve.points.iter().map(|point| point.1).chain(landing.map(|at| at.1));
    let (Some((from, to)), Some((low, high))) = (ends, plot::round_range(heights)) else {
        return nothing(scene, area, buf);
    };
    let x = Axis {
        series: Vec::new(),
        name: name(scene, Quantity::at(Kind::Weight, weight)),
        from,
        to,
        ticks: ticks(scene, Kind::Weight, (curve.here.0, landing.map(|at| at.0)), (from, to)),
    };
    let y = Axis {
        series: Vec::new(),
        name: name(scene, Quantity::whole(Kind::ErrorTotal)),
        from: low,
        to: high,
        ticks: ticks(scene, Kind::ErrorTotal, (curve.here.1, landing.map(|at| at.1)), (low, high)),
    };
    let Some(mut plot) = Plot::new(scene, area, x, y, buf) else { return nothing(scene, area, buf) };
    plot.curve(curve.points.iter().copied(), Pen::solid(theme.text(), CURVE));
    if let Some(at) = landing {
        plot.drop_lines(at, theme.faint());
        plot.mark(at, "◆", theme.accent(), buf);
    }
    if curve.here.1.is_finite() {
        plot.drop_lines(curve.here, theme.faint());
        plot.tangent(curve.here, slope, bold(Kind::Gradient));
        plot.mark(curve.here, "●", bold(Kind::Weight), buf);
    }
    let gradient = name(scene, Quantity::at(Kind::Gradient, weight));
    let number = Run::new(with_minus(significant(slope, DIGITS)), bold(Kind::Gradient));
    plot.note(scene, &[vec![vec![gradient, Run::new(" = ", theme.faint()), number]]], buf);
    plot.finish(buf);
}

/// The numbers of an axis: where the weight stands, where its step lands, the ends. They have as many
/// digits as it takes to tell each from the next.
fn ticks(
    scene: &Scene<'_>,
    kind: Kind,
    (here, landing): (f64, Option<f64>),
    (from, to): (f64, f64),
) -> Vec<Tick> {
    let theme = scene.theme;
    let digits = landing.map_or(0, |landing| digits_of_all([here, landing, from, to]));
    let text = |value: f64| match landing {
        Some(_) => with_minus(significant(value, digits)),
        None => plain(value),
    };
    let mut ticks = vec![Tick::new(here, text(here), theme.kind(kind).add_modifier(Modifier::BOLD))];
    ticks.extend(landing.map(|landing| Tick::new(landing, text(landing), theme.accent())));
    ticks.extend([from, to].map(|end| Tick::new(end, text(end), theme.faint())));
    ticks
}

/// As many digits as tell each of the numbers from the next.
fn digits_of_all(mut numbers: [f64; 4]) -> usize {
    numbers.sort_by(f64::total_cmp);
    let apart = numbers.windows(2).map(|two| digits_apart(two[0], two[1]));
    apart.fold(0, usize::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_heights_of_an_axis_have_the_same_number() {
        for numbers in [
            // Where it stands and the upper end are closer to each other than the two ends are.
            [0.273_954_9, 0.273_949_2, 0.273_93, 0.273_97],
            [0.9, 0.898_3, 0.896_6, 0.903_4],
            [2.0, 1.0, 0.0, 4.0],
        ] {
            let digits = digits_of_all(numbers);
            let mut shown: Vec<String> = numbers.iter().map(|&at| significant(at, digits)).collect();
            shown.sort();
            shown.dedup();
            assert_eq!(shown.len(), 4, "{shown:?}");
        }
    }
}
