//! A teacher's page: where the class is, what to say there, what comes next, and the time.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::spot::Spots;
use super::theme::Theme;
use super::{AROUND, Scene, ascii, layout, panel, why};
use crate::app::{App, Panel};
use crate::keymap::{Following, following_key};
use crate::lesson::words::screen;
use crate::lesson::words::second_screen as words;
use crate::lesson::{Address, Sight, Step, StepNote};
use crate::notation::set::Rows;
use crate::text::width;

/// Longer lines are hard to find back into after a look at the class.
const LONGEST_LINE: usize = 90;
/// Of the rows, how many in a hundred the notes have where both they and the reason want more.
const NOTES_SHARE: u16 = 60;

/// What clocks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Hours, minutes and seconds of the day.
    pub time: (u8, u8, u8),
    /// For how long the explainer has been running.
    pub running: Duration,
}

/// Draws the page into `area`, which may have any size, the notes scrolled by so many lines; returns by
/// how many they are, which is no more than there is to see.
pub fn draw_notes(app: &App, clock: Clock, scroll: usize, area: Rect, buf: &mut Buffer) -> usize {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return 0;
    }
    let theme = Theme::of(app.theme(), app.depth());
    paint::fill(area, theme.ground(), buf);
    // A step that is told part by part is whole here: who tells it knows how it ends.
    let mut step = if app.awaits_part() { app.whole_step_in(Sight::default()) } else { app.step() };
    // Who has this page open wants the notes, also where the class does not see them.
    let notes = notes(app);
    step.notes.clear();
    let room = usize::from(area.width).saturating_sub(6).clamp(1, LONGEST_LINE);
    let why = why::of_step(app, &step, theme, (room + 5) as u16);
    let head = head(app, &step, clock, theme, area.width);
    let foot = foot(app, theme, area.width);
    let scene = Scene {
        app,
        step,
        old: None,
        theme,
        formula: Rows::default(),
        why,
        whole: None,
        spots: Spots::default(),
    };

    // Where there is little room, what matters least goes first: the keys, then what comes next.
    let rows = area.height;
    let head_rows = (head.len() as u16).min(rows);
    let foot_rows = (foot.len() as u16).min(rows.saturating_sub(head_rows + 4));
    let body = Rect { y: area.y + head_rows, height: rows - head_rows - foot_rows, ..area };
    for (y, line) in (area.y..body.y).zip(&head) {
        paint::runs(line, area.x, y, area.width, buf);
    }
    for (y, line) in (body.bottom()..area.bottom()).zip(&foot) {
        paint::runs(line, area.x, y, area.width, buf);
    }
    let notes = note_lines(app, &notes, theme, room);
    let needs = layout::Needs {
        formula: notes.len() as u16 + AROUND,
        tight: notes.len() as u16 + AROUND,
        why: scene.why.len() as u16 + AROUND,
    };
    let (above, below) = layout::share(body, needs, NOTES_SHARE);
    let scrolled = draw_box(&scene, words::NOTES, &notes, scroll, above, buf);
    draw_box(&scene, screen::WHY, &scene.why, 0, below, buf);
    if app.is_ascii() {
        ascii::only(area, buf);
    }
    scrolled
}

/// The notes on the step, shown to the class or not. A quotation's slip speaks of the scenario's own
/// numbers.
fn notes(app: &App) -> Vec<StepNote> {
    let mut notes = app.lesson().step(app.place(), app.reveal()).notes;
    notes.retain(|note| !(note.quotes && app.is_edited()));
    notes
}

fn note_lines(app: &App, notes: &[StepNote], theme: Theme, room: usize) -> Vec<Vec<Run>> {
    if notes.is_empty() {
        return vec![vec![Run::new(words::NO_NOTES, theme.faint())]];
    }
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for note in notes {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        let label = match (note.quotes, app.is_edited()) {
            (true, _) => Some(screen::QUOTED),
            (false, true) => Some(screen::NOTE_EDITED),
            (false, false) => None,
        };
        let label = label.map(|label| Run::new(label, theme.accent()));
        let text = Run::new(note.text.clone(), theme.strong());
        lines.extend(paint::wrap(&label.into_iter().chain([text]).collect::<Vec<_>>(), room));
    }
    lines
}

/// What is open and the time; the chapter and how far one is; the step.
fn head(app: &App, step: &Step, clock: Clock, theme: Theme, columns: u16) -> Vec<Vec<Run>> {
    let columns = usize::from(columns);
    let (number, count) = app.progress();
    let lesson = app.lesson();
    let mut title = vec![Run::new(format!(" {}", lesson.scenario().title), theme.faint())];
    if app.is_edited() {
        title.push(Run::new(screen::EDITED, theme.accent()));
    }
    let (hour, minute, second) = clock.time;
    let time = vec![
        Run::new(format!("{hour:02}:{minute:02}:{second:02}"), theme.accent()),
        Run::new(format!(" · {} {} ", spelled(clock.running), words::SINCE_START), theme.faint()),
    ];
    let place = vec![
        Run::new(format!(" {}", app.place().chapter().title()), theme.accent()),
        Run::new(format!(" · {}", words::step(number, count)), theme.text()),
    ];
    let sample = words::sample(lesson.view().sample + 1, lesson.scenario().samples.len()) + " ";
    let mut lines =
        vec![ends(&title, time, columns), ends(&place, vec![Run::new(sample, theme.faint())], columns)];
    let name = [vec![Run::new(" ", theme.text())], paint::prose(&step.title, app, theme, theme.strong())];
    lines.push(paint::cut(&name.concat(), columns).into_owned());
    lines
}

/// One thing at the left and one at the right. Where both have no room, the left is cut.
fn ends(left: &[Run], right: Vec<Run>, columns: usize) -> Vec<Run> {
    let cells = |runs: &[Run]| runs.iter().map(|run| width(&run.text)).sum::<usize>();
    let room = columns.saturating_sub(cells(&right));
    let mut line = paint::cut(left, room.saturating_sub(1)).into_owned();
    let gap = room.saturating_sub(cells(&line));
    line.push(Run::new(" ".repeat(gap), ratatui::style::Style::new()));
    line.extend(right);
    line
}

/// The step that comes next; what the explainer says, else the keys.
fn foot(app: &App, theme: Theme, columns: u16) -> Vec<Vec<Run>> {
    let next = match next(app) {
        None => vec![Run::new(format!(" {}", words::LAST), theme.faint())],
        Some(address) => {
            let step = app.lesson().step(address, app.reveal());
            let mut runs = vec![Run::new(format!(" {}", words::NEXT), theme.accent())];
            if address.chapter() != app.place().chapter() {
                runs.push(Run::new(format!("{} · ", address.chapter().title()), theme.accent()));
            }
            runs.extend(paint::prose(&step.title, app, theme, theme.text()));
            runs
        }
    };
    let said = app.message().map(|message| {
        let style = if message.is_error { theme.bad() } else { theme.accent() };
        paint::cut(&[Run::new(format!(" {}", message.text), style)], columns.into()).into_owned()
    });
    vec![paint::cut(&next, columns.into()).into_owned(), said.unwrap_or_else(|| hints(theme, true))]
}

/// The step that a key would go to.
fn next(app: &App) -> Option<Address> {
    if let Some((stop, _)) = app.tour_progress() {
        return app.lesson().tour().get(stop).map(|stop| stop.address);
    }
    let outline = app.lesson().outline();
    let (before, is_step) = outline.insertion(app.zoom(), app.place())?;
    outline.at(app.zoom(), before + usize::from(is_step))
}

/// The keys of a second screen.
pub(super) fn hints(theme: Theme, scrolls: bool) -> Vec<Run> {
    let mut runs = vec![Run::new("  ", theme.text())];
    let mut hint = |keys: String, word: &'static str| {
        runs.push(Run::new(format!("{keys} "), theme.accent()));
        runs.push(Run::new(format!("{word}   "), theme.faint()));
    };
    if scrolls {
        let keys = [Following::Up, Following::Down].map(following_key).join(" ");
        hint(keys, words::SCROLL);
    }
    hint(following_key(Following::Leave).to_owned(), words::LEAVE);
    runs
}

/// Lines in a frame; returns by how many they are scrolled.
fn draw_box(
    scene: &Scene<'_>,
    title: &'static str,
    lines: &[Vec<Run>],
    scroll: usize,
    area: Rect,
    buf: &mut Buffer,
) -> usize {
    let inner = panel::frame(scene, Panel::Page, &[Run::new(title, scene.theme.strong())], "", area, buf);
    if inner.is_empty() {
        return 0;
    }
    let top = u16::from(lines.len() + 2 <= inner.height.into());
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let rows = usize::from(inner.height);
    let start = scroll.min(lines.len().saturating_sub(rows));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(start)) {
        paint::runs(line, inner.x + u16::from(inner.width > 20), y, inner.width, buf);
    }
    panel::more(scene, start, lines.len().saturating_sub(start + rows), area, buf);
    start
}

/// A time as a watch shows it: 0:42, 23:45, 1:02:03.
fn spelled(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::{set, swap, text};

    fn drawn(app: &App, scroll: usize, width: u16, height: u16) -> (String, usize) {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let clock = Clock { time: (9, 5, 7), running: Duration::from_secs(3723) };
        let scrolled = draw_notes(app, clock, scroll, area, &mut buf);
        (text(&buf), scrolled)
    }

    #[test]
    fn who_tells_a_step_part_by_part_has_its_reason_before() {
        let app = swap("forward/d/net/1").presented(1);
        assert!(app.awaits_part());
        let (page, _) = drawn(&app, 0, 90, 30);
        assert!(page.contains("d1 takes row 1 of W_d"), "{page}");
    }

    #[test]
    fn the_page_has_what_a_teacher_needs() {
        let (page, _) = drawn(&swap("forward/d/net/1"), 0, 80, 24);
        for part in
            ["09:05:07 · 1:02:03 since the start", "step 24 of 116", "net_d1 — row 1", "Slip in the source."]
        {
            assert!(page.contains(part), "no {part} in\n{page}");
        }
        let (page, _) = drawn(&swap("forward/chain"), 0, 80, 24);
        assert!(page.contains("Next: Error · "), "{page}");
        let (page, _) = drawn(&swap("check/train"), 0, 80, 24);
        assert!(page.contains(words::LAST), "{page}");
        // What speaks of the numbers as they were is gone with them.
        let (page, _) = drawn(&set(swap("forward/d/net/1"), "w_d1 0.35"), 0, 80, 24);
        assert!(page.contains(words::NO_NOTES) && page.contains("(edited)"), "{page}");
        assert!(page.contains("You changed w_d1"), "{page}");
    }

    #[test]
    fn it_is_scrolled_as_far_as_there_is_something_to_see() {
        let app = swap("forward/d/net/1");
        assert_eq!(drawn(&app, 9, 80, 24).1, 0, "all is in sight");
        let (small, most) = drawn(&app, 1000, 30, 14);
        assert!(most > 0 && most < 20, "{small}");
        assert_eq!(drawn(&app, most - 1, 30, 14).1, most - 1);
    }

    #[test]
    fn any_size_will_do() {
        for app in [swap("forward/d/net/1"), swap("check/train")] {
            for width in [0, 1, 2, 3, 5, 9, 20, 21, 40, 79, 300] {
                for height in [0, 1, 2, 3, 4, 5, 7, 9, 13, 20, 100] {
                    drawn(&app, 3, width, height);
                    let area = Rect::new(0, 0, width, height);
                    let mut buf = Buffer::empty(area);
                    crate::ui::draw_waiting(
                        Some("It has ended."),
                        (app.theme(), app.depth()),
                        true,
                        area,
                        &mut buf,
                    );
                }
            }
        }
    }
}
