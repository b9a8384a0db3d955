//! The page on which a step is found: the index of all steps, or those that have the words looked for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget as _};

use super::pages::MARKED;
use super::paint::{self, Run};
use super::{Scene, layout, panel};
use crate::app::{Action, Field};
use crate::lesson::finding::Found;
use crate::lesson::words::finding as words;
use crate::lesson::{Address, Chapter};
use crate::text::width;

/// Columns from which what is looked for is named in full.
const WIDE: u16 = 100;
/// Columns that a title has at least before the address beside it gives way.
const LEAST_TITLE: usize = 24;
/// Columns that a line has at most: an address far from its title is hard to find.
const MOST_COLUMNS: u16 = 96;
/// The sign of the step that one came from.
const HERE: &str = "●";

pub(super) fn draw(scene: &Scene<'_>, query: &Field, row: usize, area: Rect, buf: &mut Buffer) {
    let body = layout::columns(area, scene.app).body();
    if body.width < 4 || body.height < 3 {
        return;
    }
    let found = scene.app.found(query);
    let (app, theme) = (scene.app, scene.theme);
    Clear.render(body, buf);
    paint::fill(body, theme.ground(), buf);
    let all = app.lesson().outline().len(app.zoom());
    let inner = panel::thick_frame(scene, &[Run::new(words::INDEX, theme.accent())], body, buf);
    let count = match &found {
        Some(found) => words::FOUND.replace("{count}", &found.count.to_string()),
        None => words::ALL.replace("{count}", "{all}"),
    };
    panel::at_right(scene, &count.replace("{all}", &all.to_string()), body, buf);
    if inner.is_empty() {
        return;
    }
    look_for(scene, query, inner, buf);
    let air = if inner.height > 6 { 2 } else { 1 };
    let inner = Rect { y: inner.y + air, height: inner.height.saturating_sub(air), ..inner };
    let start = match &found {
        Some(found) => list(scene, found, row, inner, buf),
        None => index(scene, row, inner, buf),
    };
    let lines = found.map_or(all + chapters(scene).len(), |found| lines_of(&found));
    panel::more(scene, start, lines.saturating_sub(start + usize::from(inner.height)), body, buf);
}

/// The line that is typed in.
fn look_for(scene: &Scene<'_>, query: &Field, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let [full, short] = words::LOOK_FOR;
    let ask = if area.width >= WIDE { full } else { short };
    let mut runs = vec![Run::new(ask, theme.accent()), Run::new(query.text().to_owned(), theme.strong())];
    runs.push(Run::new(" ", theme.strong().add_modifier(Modifier::REVERSED)));
    if query.text().is_empty() {
        runs.push(Run::new(format!(" {}", words::LOOK_FOR_WHAT), theme.faint()));
    }
    paint::runs(&paint::cut(&runs, area.width.into()), area.x, area.y, area.width, buf);
}

/// The chapters, each with the number of its first step.
fn chapters(scene: &Scene<'_>) -> Vec<(Chapter, usize)> {
    let (outline, zoom) = (scene.app.lesson().outline(), scene.app.zoom());
    let start = |chapter| Some((chapter, outline.chapter_start(zoom, chapter)?));
    Chapter::ALL.into_iter().filter_map(start).collect()
}

/// All steps below the names of their chapters, as many as there is room for; returns the first line.
fn index(scene: &Scene<'_>, row: usize, area: Rect, buf: &mut Buffer) -> usize {
    let (outline, zoom) = (scene.app.lesson().outline(), scene.app.zoom());
    let chapters = chapters(scene);
    let begun = chapters.iter().filter(|(_, start)| *start <= row).count();
    let lines = outline.len(zoom) + chapters.len();
    let start = panel::offset(lines, area.height.into(), Some(row + begun), 0);
    for (line, y) in (start..lines).zip(area.y..area.bottom()) {
        // The n-th heading stands before as many lines as it has steps and headings before it.
        let before = chapters.iter().enumerate().filter(|(n, (_, first))| first + n < line).count();
        match chapters.get(before) {
            Some((chapter, first)) if first + before == line => {
                let heading = [Run::new(chapter.title(), scene.theme.accent())];
                paint::runs(&heading, area.x, y, area.width, buf);
            }
            _ => {
                let n = line - before;
                if let Some(address) = outline.at(zoom, n) {
                    step(scene, address, n, n == row, Rect { y, height: 1, ..area }, buf);
                }
            }
        }
    }
    start
}

/// The lines of what was found: a step each, and how many more there are.
fn lines_of(found: &Found) -> usize {
    found.list.len() + usize::from(found.count > found.list.len())
}

/// What was found, as much as there is room for; returns the first line.
fn list(scene: &Scene<'_>, found: &Found, row: usize, area: Rect, buf: &mut Buffer) -> usize {
    if found.list.is_empty() {
        let lines = paint::wrap(&[Run::new(words::NONE, scene.theme.text())], area.width.into());
        for (line, y) in lines.iter().zip(area.y..area.bottom()) {
            paint::runs(line, area.x, y, area.width, buf);
        }
        return 0;
    }
    let lines = lines_of(found);
    let start = panel::offset(lines, area.height.into(), Some(row), 0);
    for (n, y) in (start..lines).zip(area.y..area.bottom()) {
        let line = Rect { y, height: 1, ..area };
        match found.list.get(n) {
            Some(&address) => step(scene, address, n, n == row, line, buf),
            None => {
                let rest = (found.count - found.list.len()).to_string();
                let more = Run::new(words::MORE.replace("{count}", &rest), scene.theme.faint());
                paint::runs(&[more], area.x + 2, y, area.width, buf);
            }
        }
    }
    start
}

/// A step: its number, its title, its address. A click goes there.
fn step(scene: &Scene<'_>, address: Address, n: usize, is_chosen: bool, area: Rect, buf: &mut Buffer) {
    let (app, theme) = (scene.app, scene.theme);
    let area = Rect { width: area.width.min(MOST_COLUMNS), ..area };
    let outline = app.lesson().outline();
    let digits = outline.len(app.zoom()).to_string().len();
    let number = outline.index(app.zoom(), address).map_or_else(String::new, |n| (n + 1).to_string());
    let sign = if address == app.place() { HERE } else { " " };
    let mark = if app.bookmarks().contains(&address) { MARKED } else { " " };
    let mut runs = vec![
        Run::new(sign, theme.accent()),
        Run::new(mark, theme.accent()),
        Run::new(format!("{number:>digits$}  "), theme.faint()),
    ];
    runs.extend(paint::prose(&app.lesson().title(address), app, theme, theme.text()));
    let room = usize::from(area.width).saturating_sub(1);
    let text = app.lesson().address_text(address);
    let has_room = room >= width(&text) + digits + 4 + LEAST_TITLE;
    let title_room = if has_room { room - width(&text) - 2 } else { room };
    let mut runs = paint::cut(&runs, title_room).into_owned();
    if has_room {
        let used: usize = runs.iter().map(|run| width(&run.text)).sum();
        let pad = " ".repeat((room - width(&text)).saturating_sub(used));
        runs.extend([Run::new(pad, theme.text()), Run::new(text, theme.faint())]);
    }
    paint::runs(&runs, area.x, area.y, area.width, buf);
    if is_chosen {
        buf.set_style(area, theme.text().add_modifier(Modifier::REVERSED));
    }
    scene.spots.button(area, Action::Choose(n));
}
