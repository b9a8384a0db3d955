//! The top lines: what is open and how it is looked at; the chapters and how far one is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::pages::MARKED;
use super::paint::{self, Run};
use super::presenting;
use crate::app::{Action, ModeKind};
use crate::engine::Carry;
use crate::lesson::Chapter;
use crate::lesson::words::{screen as words, tour};
use crate::text::width;

/// A title that is longer is cut, so that the network's shape and the view have room.
const LONGEST_TITLE: usize = 48;

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if area.height == 1 {
        both_ends(&here(scene), &progress(scene), area, area.y, buf);
        return;
    }
    let room = usize::from(area.width);
    let opened = opened(scene);
    let looked_at = widest(looked_at(scene).into_iter(), room.saturating_sub(cells(&opened) + 1));
    both_ends(&opened, &looked_at, area, area.y, buf);
    let progress = progress(scene);
    let bar = widest(chapters(scene), room.saturating_sub(cells(&progress) + 1));
    both_ends(&bar, &progress, area, area.y + 1, buf);
    note_chapters(scene, &bar, area);
}

/// A click on a chapter goes to its first step, where one walks.
fn note_chapters(scene: &Scene<'_>, bar: &[Run], area: Rect) {
    let outline = scene.app.lesson().outline();
    if !matches!(scene.app.mode_kind(), ModeKind::Walk | ModeKind::Present | ModeKind::Edit) {
        return;
    }
    let mut x = area.x;
    for run in bar {
        let cells = width(&run.text) as u16;
        let chapter = Chapter::ALL.into_iter().find(|chapter| run.text.contains(chapter.title()));
        let shown = chapter.filter(|&chapter| outline.chapter_start(scene.app.zoom(), chapter).is_some());
        if let Some(chapter) = shown {
            scene.spots.button(Rect::new(x, area.y + 1, cells, 1), Action::ToChapter(chapter));
        }
        x = x.saturating_add(cells);
    }
}

/// The fullest of several ways to say a thing that fits, else the shortest.
fn widest(ways: impl Iterator<Item = Vec<Run>>, room: usize) -> Vec<Run> {
    let mut shortest = Vec::new();
    for way in ways {
        if cells(&way) <= room {
            return way;
        }
        shortest = way;
    }
    shortest
}

fn cells(runs: &[Run]) -> usize {
    runs.iter().map(|run| width(&run.text)).sum()
}

/// Writes one thing at the left and one at the right; where both have no room, the left is cut,
/// and if it would be next to nothing, the right is left out.
fn both_ends(left: &[Run], right: &[Run], area: Rect, y: u16, buf: &mut Buffer) {
    let whole = usize::from(area.width);
    let right_cells = cells(right);
    let (left_room, shows_right) = if cells(left) + right_cells < whole {
        (whole - right_cells, true)
    } else if whole > right_cells + 14 {
        (whole - right_cells - 2, true)
    } else {
        (whole, false)
    };
    paint::runs(&paint::cut(left, left_room), area.x, y, area.width, buf);
    if shows_right {
        let x = area.right() - right_cells as u16;
        paint::runs(right, x, y, right_cells as u16, buf);
    }
}

fn opened(scene: &Scene<'_>) -> Vec<Run> {
    let lesson = scene.app.lesson();
    let mut runs = vec![
        Run::new(format!(" {}", words::PROGRAM), scene.theme.accent()),
        Run::new(" · ", scene.theme.faint()),
    ];
    if scene.app.presenting().is_some() {
        // A class need not be told by which program.
        runs = vec![Run::new(" ", scene.theme.text())];
    }
    runs.extend([Run::new(
        crate::text::cut(lesson.scenario().title.as_str(), LONGEST_TITLE).into_owned(),
        scene.theme.strong(),
    )]);
    if scene.app.is_edited() {
        runs.push(Run::new(words::EDITED, scene.theme.accent()));
    }
    runs.push(Run::new(format!(" · {}", lesson.names().shape()), scene.theme.faint()));
    runs
}

/// Sample, decimals and zoom, in full and in short.
fn looked_at(scene: &Scene<'_>) -> Vec<Vec<Run>> {
    if let Some(ways) = presenting::clock(scene) {
        return ways;
    }
    let lesson = scene.app.lesson();
    let view = lesson.view();
    let (sample, samples) = (view.sample + 1, lesson.scenario().samples.len());
    let zoom = scene.app.zoom().word();
    let (carried, briefly) = match view.carry {
        Carry::Decimals(n) => (format!("carrying {n} decimals"), format!("{n} decimals")),
        Carry::Full => ("full precision".into(), "full".into()),
    };
    let trained = match view.epoch {
        0 => String::new(),
        n => format!("epoch {n} · "),
    };
    [
        format!("{trained}sample {sample} of {samples} · {carried} · zoom: {zoom} "),
        format!("{trained}sample {sample}/{samples} · {briefly} · {zoom} "),
    ]
    .map(|text| vec![Run::new(text, scene.theme.faint())])
    .to_vec()
}

/// How much is said of the chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// All titles, with room between them.
    Airy,
    /// All titles.
    Tight,
    /// The title of the one where one is, and marks for the others.
    Briefly,
}

/// The chapters and where one is among them: with all titles, with this one's, this one alone.
fn chapters<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = Vec<Run>> + 'a {
    let here = scene.app.place().chapter();
    let shown = scene.app.lesson().outline().chapters(scene.app.zoom());
    let bar = move |said: Said| {
        let mut bar = vec![Run::new(" ", scene.theme.text())];
        for chapter in Chapter::ALL.into_iter().filter(|chapter| shown.contains(chapter)) {
            let (mark, style) = match chapter.cmp(&here) {
                std::cmp::Ordering::Less => ("✓", scene.theme.faint()),
                std::cmp::Ordering::Equal => ("●", scene.theme.accent()),
                std::cmp::Ordering::Greater => ("○", scene.theme.faint()),
            };
            let title = chapter.title();
            bar.push(match said {
                Said::Tight => Run::new(format!("{mark}{title}"), style),
                Said::Briefly if chapter != here => Run::new(mark, style),
                Said::Airy | Said::Briefly => Run::new(format!("{mark} {title}"), style),
            });
            bar.push(Run::new(if said == Said::Airy { "   " } else { " " }, style));
        }
        bar
    };
    [Said::Airy, Said::Tight, Said::Briefly]
        .into_iter()
        .map(bar)
        .chain(std::iter::once_with(|| self::here(scene)))
}

fn here(scene: &Scene<'_>) -> Vec<Run> {
    vec![Run::new(format!(" ● {}", scene.app.place().chapter().title()), scene.theme.accent())]
}

fn progress(scene: &Scene<'_>) -> Vec<Run> {
    let (number, count) = scene.app.progress();
    let mut runs = Vec::new();
    if scene.app.bookmarks().contains(&scene.app.place()) {
        runs.push(Run::new(format!("{MARKED} "), scene.theme.accent()));
    }
    if let Some((stop, count)) = scene.app.tour_progress() {
        let tour = tour::PROGRESS.replace("{stop}", &stop.to_string()).replace("{count}", &count.to_string());
        runs.extend([Run::new(tour, scene.theme.accent()), Run::new(" · ", scene.theme.faint())]);
    }
    runs.push(Run::new(format!("step {number} of {count} "), scene.theme.text()));
    runs
}
