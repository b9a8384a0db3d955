//! The page of a training: how far it is, the error over the epochs, outputs beside targets, and the
//! ways of some weights.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget as _};

use super::Scene;
use super::paint::{self, Run};
use super::picture::training::{Epochs, Errors, curve, outputs, trails};
use super::{layout, panel};
use crate::app::{Action, Mode, ModeKind, Panel, Run as Training};
use crate::keymap;
use crate::lesson::words::training as words;
use crate::notation::number::{given, significant, with_minus};
use crate::text;

/// Rows of what is said at the top.
const STATUS_ROWS: u16 = 2;
/// Rows and columns that a panel is worth having from.
const LEAST: (u16, u16) = (24, 5);
/// Columns from which the table stands beside the curves, at all and in the full height.
const TWO_COLUMNS: u16 = 56;
const FULL_HEIGHT: u16 = 100;
/// Cells of the bar of progress, where there is room and where there is less.
const BAR: (usize, usize) = (20, 10);
/// Significant digits of the error.
const DIGITS: usize = 4;

/// Where everything is; what has no room is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    status: Rect,
    errors: Rect,
    outputs: Rect,
    weights: Rect,
}

impl Parts {
    /// In the room that there is, for a table with so many samples.
    fn of(body: Rect, samples: usize) -> Self {
        let rows = STATUS_ROWS.min(body.height);
        let (status, rest) = split(body, rows, false);
        let none = Rect::ZERO;
        let is_low = rest.height < 3 * LEAST.1;
        // A frame and a heading besides the samples.
        let is_long = samples + 3 > usize::from(rest.height * 55 / 100);
        match rest.width {
            width if width >= FULL_HEIGHT && is_long => {
                let (left, outputs) = split(rest, width * 58 / 100, true);
                let (errors, weights) =
                    if is_low { (left, none) } else { split(left, left.height * 52 / 100, false) };
                Self { status, errors, outputs, weights }
            }
            width if width >= TWO_COLUMNS => {
                let (above, weights) =
                    if is_low { (rest, none) } else { split(rest, rest.height * 55 / 100, false) };
                let share = if width >= FULL_HEIGHT { 58 } else { 52 };
                let (errors, outputs) = split(above, width * share / 100, true);
                Self { status, errors, outputs, weights }
            }
            _ if is_low => Self { status, errors: rest, outputs: none, weights: none },
            _ => {
                let (errors, below) = split(rest, rest.height / 3, false);
                let (outputs, weights) = split(below, below.height / 2, false);
                Self { status, errors, outputs, weights }
            }
        }
    }
}

/// Two parts, the first of them so many rows high or columns wide.
fn split(area: Rect, first: u16, is_beside: bool) -> (Rect, Rect) {
    if is_beside {
        let rest = Rect { x: area.x + first, width: area.width - first, ..area };
        (Rect { width: first, ..area }, rest)
    } else {
        let rest = Rect { y: area.y + first, height: area.height - first, ..area };
        (Rect { height: first, ..area }, rest)
    }
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let Some(run) = scene.app.training() else { return };
    let body = layout::columns(area, scene.app).body();
    if body.is_empty() {
        return;
    }
    Clear.render(body, buf);
    paint::fill(body, scene.theme.ground(), buf);
    let parts = Parts::of(body, run.course().samples().len());
    let room = usize::from(body.width);
    for (y, line) in
        (parts.status.y..parts.status.bottom()).zip([progress(scene, run, room), about(scene, run, room)])
    {
        let line = paint::cut(&line, usize::from(body.width));
        paint::runs(&line, body.x, y, body.width, buf);
    }
    errors(scene, run, parts.errors, buf);
    table(scene, run, parts.outputs, buf);
    weights(scene, run, parts.weights, buf);
}

/// The frame of a part with its title; the room inside, empty where there is none to speak of.
fn frame(scene: &Scene<'_>, title: String, mark: &str, area: Rect, buf: &mut Buffer) -> Rect {
    if area.width < LEAST.0 / 2 || area.height < 3 {
        return Rect::ZERO;
    }
    let title = [Run::new(title, scene.theme.strong())];
    let inner = panel::frame(scene, Panel::Page, &title, mark, area, buf);
    Rect { width: inner.width - u16::from(inner.width > 20), ..inner }
}

fn key(action: &Action) -> &'static str {
    keymap::key_of(ModeKind::Train, action).unwrap_or_default()
}

/// How far it is, how fast, and whether it goes on.
fn progress(scene: &Scene<'_>, run: &Training, room: usize) -> Vec<Run> {
    let theme = scene.theme;
    let (epochs, goal) = (run.course().epochs(), run.goal().max(run.course().epochs()));
    let mut line = vec![Run::new(format!(" {}  ", words::TITLE), theme.accent())];
    if run.course().errors().is_empty() {
        line.push(Run::new(words::MEASURING, theme.text()));
        return line;
    }
    let text = words::EPOCH_OF.replace("{epoch}", &grouped(epochs)).replace("{goal}", &grouped(goal));
    let bar = if room >= usize::from(FULL_HEIGHT) { BAR.0 } else { BAR.1 };
    let full = (epochs * bar).checked_div(goal).unwrap_or(0);
    line.extend([
        Run::new(format!("{text}  "), theme.strong()),
        Run::new("█".repeat(full), if run.course().diverged() { theme.bad() } else { theme.accent() }),
        Run::new("░".repeat(bar - full), theme.faint()),
        Run::new("  ", theme.text()),
    ]);
    if let Some(pace) = run.pace() {
        let pace = if pace >= 10.0 { grouped(pace.round() as usize) } else { significant(pace, 2) };
        line.push(Run::new(format!("{}  ", words::PACE.replace("{pace}", &pace)), theme.text()));
    }
    line.push(state(scene, run, goal));
    line
}

/// Whether it goes on, or how it would.
fn state(scene: &Scene<'_>, run: &Training, goal: usize) -> Run {
    let theme = scene.theme;
    let key = key(&Action::Pause);
    match run.opening() {
        Some(epoch) if epoch <= run.course().epochs() => {
            return Run::new(words::AGAIN.replace("{epoch}", &grouped(epoch)), theme.accent());
        }
        Some(epoch) => return Run::new(words::OPENS.replace("{epoch}", &grouped(epoch)), theme.accent()),
        None => {}
    }
    if run.is_running() {
        return Run::new(words::RUNNING, theme.accent());
    }
    if run.course().diverged() {
        return Run::new(words::DIVERGED_HELP.replace("{key}", key), theme.bad());
    }
    if run.course().epochs() < goal {
        return Run::new(words::PAUSED.replace("{key}", key), theme.faint());
    }
    let done = words::DONE.replace("{key}", key).replace("{epochs}", &grouped(run.asked()));
    Run::new(done, theme.faint())
}

/// The error at the epoch that is looked at, and how it learns.
fn about(scene: &Scene<'_>, run: &Training, room: usize) -> Vec<Run> {
    let theme = scene.theme;
    let mut line = vec![Run::new(" ", theme.text())];
    if let Mode::Train { typed } = scene.app.mode()
        && !typed.text().is_empty()
    {
        line.push(Run::new(words::GO_TO.replace("{typed}", typed.text()), theme.accent()));
        line.push(Run::new("▏", theme.accent()));
        return line;
    }
    let epoch = run.epoch();
    let Some(&error) = run.course().errors().get(epoch) else { return line };
    let text = if epoch == 0 { words::ERROR_AT_START } else { words::ERROR_AT };
    let error = with_minus(significant(error, DIGITS));
    let text = text.replace("{error}", &error).replace("{epoch}", &grouped(epoch));
    line.push(Run::new(text, theme.text()));
    if epoch < run.course().epochs() {
        let walk = words::WALK_WITH_IT.replace("{key}", key(&Action::Submit));
        line.push(Run::new(format!(" · {walk}"), theme.accent()));
        return line;
    }
    let learning = scene.app.lesson().scenario().learning;
    if run.course().diverged() {
        line.push(Run::new(format!(" · {}", words::LAST_GOOD), theme.bad()));
    }
    if run.is_anew() {
        let taken: usize = line.iter().map(|run| text::width(&run.text)).sum();
        let ways = words::ANEW.map(|anew| format!(" · {anew}"));
        let fitting = ways.into_iter().find(|way| taken + text::width(way) <= room);
        line.extend(fitting.map(|way| Run::new(way, theme.accent())));
    }
    let taken: usize = line.iter().map(|run| text::width(&run.text)).sum();
    let ways = words::LEARNS.map(|learns| {
        let learns = learns.replace("{rate}", &given(learning.rate, 0));
        format!(" · {}", learns.replace("{batch}", &words::batch(learning.batch)))
    });
    let fitting = ways.into_iter().find(|way| taken + text::width(way) <= room);
    line.extend(fitting.map(|way| Run::new(way, theme.faint())));
    line
}

/// The epoch at the right end of the axes: round, so that the picture stays while the curve grows.
fn axis_end(run: &Training) -> usize {
    if run.course().diverged() {
        // It grows no further.
        return run.course().epochs().max(1);
    }
    let (epochs, goal) = (run.course().epochs().max(1), run.goal().max(run.course().epochs()).max(1));
    let steps = (0..9).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_usize.pow(power)));
    steps.into_iter().find(|&end| end >= epochs).unwrap_or(goal).min(goal)
}

/// The epoch that is looked at, if it is not the last one.
fn marked(run: &Training) -> Option<usize> {
    (run.epoch() < run.course().epochs()).then(|| run.epoch())
}

fn errors(scene: &Scene<'_>, run: &Training, area: Rect, buf: &mut Buffer) {
    let mark = if run.is_logarithmic() { words::LOGARITHMIC } else { "" };
    let inner = frame(scene, words::ERRORS.to_owned(), mark, area, buf);
    let course = run.course();
    if inner.is_empty() || course.errors().is_empty() {
        return;
    }
    let epochs = Epochs { until: axis_end(run), marked: marked(run) };
    let drawn = Errors { means: course.errors(), epochs, is_logarithmic: run.is_logarithmic() };
    curve(scene, drawn, inner, buf);
}

fn table(scene: &Scene<'_>, run: &Training, area: Rect, buf: &mut Buffer) {
    let course = run.course();
    let title = match run.epoch() {
        0 => words::OUTPUTS_AT_START.to_owned(),
        epochs => words::OUTPUTS.replace("{epoch}", &grouped(epochs)),
    };
    let inner = frame(scene, title.clone(), "", area, buf);
    if inner.is_empty() || course.errors().is_empty() {
        return;
    }
    let Some(outcome) = run.outcome() else {
        let text = [Run::new(words::OUTPUTS_AGAIN, scene.theme.faint())];
        for (y, line) in (inner.y..inner.bottom()).zip(paint::wrap(&text, inner.width.into())) {
            paint::runs(&line, inner.x, y, inner.width, buf);
        }
        return;
    };
    let shown = outputs::Outputs { samples: course.samples(), outcome, scroll: run.scroll() };
    let Some(which) = outputs::draw(scene, shown, (area, inner), buf) else { return };
    let text = format!(" {which} ");
    let width = text::width(&text) as u16;
    if usize::from(area.width) > text::width(&title) + usize::from(width) + 8 {
        paint::runs(&[Run::new(text, scene.theme.faint())], area.right() - width - 2, area.y, width, buf);
    }
}

fn weights(scene: &Scene<'_>, run: &Training, area: Rect, buf: &mut Buffer) {
    let (lesson, course) = (scene.app.lesson(), run.course());
    let layer = course.network().layer(run.layer());
    let all = layer.weights.len() + layer.biases.iter().flatten().count();
    let shown = course.followed(run.layer()).len();
    let derived = lesson.scenario().plan.derive.iter().any(|weight| weight.layer == run.layer());
    let which = if derived { words::DERIVED } else { words::MOVED_MOST };
    let title = words::WEIGHTS.replace("{layer}", &text::letters(run.layer()));
    let marks = words::SOME_WEIGHTS.map(|mark| {
        let mark = mark.replace("{shown}", &shown.to_string()).replace("{all}", &grouped(all));
        mark.replace("{which}", which)
    });
    let room = usize::from(area.width).saturating_sub(text::width(&title) + 12);
    let mark = marks.iter().find(|mark| text::width(mark) <= room && (1..all).contains(&shown));
    let inner = frame(scene, title, mark.map_or("", String::as_str), area, buf);
    if !inner.is_empty() {
        let epochs = Epochs { until: axis_end(run), marked: marked(run) };
        trails::draw(scene, course, run.layer(), epochs, inner, buf);
    }
}

/// A whole number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_page_without_overlap() {
        for width in 0..210 {
            for height in 0..70 {
                let body = Rect::new(3, 2, width, height);
                let parts = Parts::of(body, usize::from(width * height) % 30);
                let all = [parts.status, parts.errors, parts.outputs, parts.weights];
                let cells: u32 = all.iter().map(|part| u32::from(part.width) * u32::from(part.height)).sum();
                assert_eq!(cells, u32::from(width) * u32::from(height), "{width}x{height}");
                assert!(all.iter().all(|part| part.is_empty() || body.intersection(*part) == *part));
            }
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 1000, 12_400, 1_000_000].map(grouped), ["7", "1000", "12 400", "1 000 000"]);
    }
}
