//! The errors of a right training and of one with a mistake.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::super::Scene;
use super::super::super::dots::Pen;
use super::super::super::paint::Run;
use super::super::plot::{Axis, CURVE, Plot, TANGENT, Tick};
use super::super::{nothing, plain};
use super::{Epochs, Scale, thinned};
use crate::engine::Kind;
use crate::lesson::words::check as words;
use crate::lesson::words::wrong::{RIGHT, WRONG};

/// Draws both curves over the same axes: the right one solid, the wrong one dashed.
pub(in crate::ui) fn draw(scene: &Scene<'_>, [right, wrong]: &[Vec<f64>; 2], area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let styles = [theme.kind(Kind::ErrorTotal).add_modifier(Modifier::BOLD), theme.bad()];
    let all: Vec<f64> = right.iter().chain(wrong).copied().collect();
    let (Some(scale), Some(&start)) = (Scale::linear(&all), right.first()) else {
        return nothing(scene, area, buf);
    };
    let last = |errors: &[f64]| errors.last().copied().unwrap_or(start);
    let tick = |value: f64, style: Style| Tick::new(scale.place(value), plain(value), style);
    let y = Axis {
        name: Run::new(words::MEAN, theme.kind(Kind::ErrorTotal)),
        from: scale.place(scale.from),
        to: scale.place(scale.to),
        ticks: vec![tick(last(right), styles[0]), tick(last(wrong), styles[1]), tick(start, theme.text())],
        series: scale.series(scene),
    };
    let epochs = Epochs { until: right.len() - 1, marked: None };
    let Some(mut plot) = Plot::new(scene, area, epochs.axis(scene), y, buf) else {
        return nothing(scene, area, buf);
    };
    let columns = plot.along().len();
    // The wrong training may have ended early; its epochs stand where those of the right one do.
    let points = |errors: &[f64]| {
        let share = (columns * errors.len() / right.len().max(1)).max(1);
        thinned(errors, share).into_iter().map(|(x, error)| (x, scale.place(error))).collect::<Vec<_>>()
    };
    plot.curve(points(right), Pen::solid(styles[0], CURVE));
    plot.curve(points(wrong), Pen::dashed(styles[1], TANGENT));
    let line = |name: &'static str, errors: &[f64], style: Style| {
        vec![Run::new(format!("{name}: "), theme.text()), Run::new(plain(last(errors)), style)]
    };
    plot.note(scene, &[vec![line(RIGHT, right, styles[0]), line(WRONG, wrong, styles[1])]], buf);
    plot.finish(buf);
}
