//! The ways of a few weights over the epochs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::super::Scene;
use super::super::super::dots::{Gaps, Pen};
use super::super::super::paint::{self, Run};
use super::super::plot::{self, Axis, CURVE, Plot, Tick};
use super::super::{nothing, plain, ticks};
use super::Epochs;
use crate::engine::{Course, Kind};
use crate::lesson::words::training as words;
use crate::text;

/// Kinds whose colours the curves have.
const COLOURS: [Kind; 6] = [Kind::Weight, Kind::Net, Kind::Out, Kind::Delta, Kind::Slope, Kind::Gradient];
/// Their gaps, which tell them apart in any colours, also where they cross; none so long that a steep
/// piece would be lost in it.
const GAPS: [Option<Gaps>; 6] =
    [None, Some(Gaps(5, 2)), Some(Gaps(1, 1)), Some(Gaps(12, 2)), Some(Gaps(2, 2)), Some(Gaps(1, 2))];
/// Columns from which a curve has its name beside it.
const ROOM_FOR_NAMES: u16 = 44;

/// The end of a way: where it stands now, and what it is called.
struct End {
    value: f64,
    label: Run,
}

/// Draws the ways of a layer's weights over the epochs, each with its name and value at the right.
pub(in crate::ui) fn draw(
    scene: &Scene<'_>,
    course: &Course,
    layer: usize,
    epochs: Epochs,
    area: Rect,
    buf: &mut Buffer,
) {
    let names = scene.app.names();
    let ways: Vec<_> = course.followed(layer).into_iter().map(|q| (q, course.trail(q))).collect();
    let values = ways.iter().flat_map(|(_, way)| way.iter().map(|&(_, value)| value));
    let Some((low, high)) = plot::round_range(values) else {
        let text = if ways.is_empty() { words::NO_WEIGHTS_YET } else { "" };
        let lines = paint::wrap(&[Run::new(text, scene.theme.faint())], usize::from(area.width));
        for (y, line) in (area.y..area.bottom()).zip(&lines) {
            paint::runs(line, area.x, y, area.width, buf);
        }
        return;
    };
    let style = |index: usize| scene.theme.kind(COLOURS[index % COLOURS.len()]);
    let ends: Vec<End> = ways
        .iter()
        .enumerate()
        .filter_map(|(index, (q, way))| {
            let &(_, value) = way.last()?;
            let label = Run::new(format!("{} {}", names.screen(*q), plain(value)), style(index));
            Some(End { value, label })
        })
        .collect();
    let widest = ends.iter().map(|end| text::width(&end.label.text)).max().unwrap_or(0) as u16;
    let beside = if area.width >= ROOM_FOR_NAMES { widest + 2 } else { 0 };
    let faint = |value: f64| Tick::new(value, plain(value), scene.theme.faint());
    let y = Axis {
        name: Run::new(words::VALUE, scene.theme.text()),
        from: low,
        to: high,
        ticks: Vec::new(),
        series: ticks::even(low, high).into_iter().map(|all| all.into_iter().map(faint).collect()).collect(),
    };
    let room = Rect { width: area.width - beside, ..area };
    let Some(mut plot) = Plot::new(scene, room, epochs.axis(scene), y, buf) else {
        return nothing(scene, area, buf);
    };
    epochs.mark(scene, &mut plot, (low, high));
    for (index, (_, way)) in ways.iter().enumerate() {
        let pen = Pen { gaps: GAPS[index % GAPS.len()], ..Pen::solid(style(index), CURVE) };
        plot.curve(way.iter().map(|&(epoch, value)| (epoch as f64, value)), pen);
    }
    if beside > 0 {
        let rows: Vec<u16> = ends.iter().map(|end| plot.row(end.value).unwrap_or(area.y)).collect();
        let inner = Rect { x: room.right() + 1, width: widest, ..area };
        write_ends(&ends, &rows, inner, buf);
    }
    plot.finish(buf);
}

/// Writes each name in the row where its way ends, or as near as there is room.
fn write_ends(ends: &[End], rows: &[u16], area: Rect, buf: &mut Buffer) {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|&a, &b| rows[a].cmp(&rows[b]).then(ends[b].value.total_cmp(&ends[a].value)));
    let mut next = area.y;
    for (place, &index) in order.iter().enumerate() {
        // Those below need rows as well.
        let left = (order.len() - place) as u16;
        let lowest = area.bottom().saturating_sub(left).max(area.y);
        let y = rows[index].min(lowest).max(next);
        if y >= area.bottom() {
            break;
        }
        paint::runs(std::slice::from_ref(&ends[index].label), area.x, y, area.width, buf);
        next = y + 1;
    }
}
