//! What is drawn: every cell of every page that shows a file's own words.

use std::time::Duration;

use chainrule::app::{Action, App, Effect, Start};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario::{Origin, parse};
use chainrule::ui;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::characters::{SHOWN, assert_is_seen, quoted, text, texts};
use super::driver::{self, act, command, draw, press};
use super::file::file;

/// Bytes of a cell at most.
const MOST_CELL: usize = 32;
/// A title is cut behind so many cells.
const TITLE: usize = 40;

/// An explainer of a file that has its words from a stranger, and its name too.
fn open(title: &str, name: &str) -> App {
    let all = quoted(&text());
    let all = all.trim_matches('"');
    let source = file(|path, _| match path {
        "title" => Some(format!("title = {}", quoted(title))),
        "notes.text" => Some(format!("text = \"Noted {all} noted.\"")),
        "tour.text" => Some(format!("text = \"Toured {all} toured.\"")),
        _ => None,
    });
    let mut scenario = parse(&source, "strange").unwrap_or_else(|error| panic!("{error}"));
    scenario.origin = Origin::File(name.into());
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = lesson.parse_address("forward/b/net/1");
    App::new(lesson, Start { place, zoom: Zoom::Operation, ..Start::default() })
}

fn assert_cells(frame: &Buffer, page: &str) {
    for cell in &frame.content {
        assert!(cell.symbol().len() <= MOST_CELL, "{page}: a cell of {} bytes", cell.symbol().len());
        assert_is_seen(cell.symbol(), &[], page);
    }
}

/// The pages that show words of the file, by the keys that lead there from the step with the note, and words that
/// are seen there.
const PAGES: [(&str, &[&str], &str); 9] = [
    ("the step", &[], "Noted"),
    ("the tour", &[":", "tour", "Enter"], "Toured"),
    ("presenting", &[":", "present", "Enter"], ""),
    ("the command line", &[":", "link", "Enter"], ""),
    ("keys", &["?"], ""),
    ("finding", &["/"], ""),
    ("the edits", &[":", "history", "Enter"], ""),
    ("saving", &[":", "save /no/such/folder/x.toml", "Enter"], ""),
    ("ending", &[":", "set w_c1 0.9", "Enter", "q"], ""),
];

#[test]
fn no_page_draws_what_is_not_seen() {
    let last = texts(TITLE).len();
    for (n, title) in texts(TITLE).iter().enumerate() {
        let name: String = title.chars().filter(|c| !matches!(c, '\0')).collect();
        for (page, keys, seen) in PAGES {
            let mut app = open(title, &format!("./{name}.toml"));
            for effect in press(&mut app, keys) {
                if let Effect::Copy(text) = effect {
                    assert_is_seen(&text, &[], "the clipboard");
                }
            }
            let frame = draw(&app, 200, 120);
            let drawn = driver::text(&frame);
            assert!(drawn.contains(seen), "{page}:\n{drawn}");
            let shows = !["Noted", "Toured"].contains(&seen) || n + 1 == last || drawn.contains(SHOWN);
            assert!(shows, "{page} shows nothing of a stranger:\n{drawn}");
            assert_cells(&frame, page);
            for (width, height) in [(1, 1), (20, 10), (80, 24)] {
                assert_cells(&draw(&app, width, height), page);
            }
        }
    }
}

#[test]
fn the_second_screen_draws_what_is_seen() {
    for title in texts(TITLE) {
        let mut app = open(&title, "x.toml");
        for toured in [false, true] {
            if toured {
                command(&mut app, "tour");
            }
            let clock = ui::Clock { time: (9, 30, 0), running: Duration::from_mins(1) };
            let area = Rect::new(0, 0, 160, 100);
            let mut frame = Buffer::empty(area);
            ui::draw_notes(&app, clock, 0, area, &mut frame);
            assert_cells(&frame, "the second screen");
        }
    }
}

#[test]
fn what_is_typed_or_pasted_is_text() {
    for text in texts(TITLE) {
        for keys in [&[":"][..], &["/"], &["w"], &["e"], &["p"]] {
            let mut app = open("x", "x.toml");
            press(&mut app, keys);
            act(&mut app, Action::Paste(format!("a{text}b")));
            assert_cells(&draw(&app, 120, 36), "what is pasted");
            for c in text.chars() {
                act(&mut app, Action::Type(c));
            }
            assert_cells(&draw(&app, 120, 36), "what is typed");
            act(&mut app, Action::Submit);
            assert_cells(&draw(&app, 120, 36), "what is said of it");
        }
    }
}
