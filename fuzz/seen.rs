//! What must hold of everything that is seen, and keys as a person presses them.

#![allow(dead_code, reason = "each target uses what it needs")]

use chainrule::app::{Action, App};
use chainrule::export::frame;
use chainrule::keymap::{self, Key, Reader};
use chainrule::text::SafeText;
use chainrule::ui;
use ratatui::layout::Rect;

/// A cell takes no more bytes.
const MOST_CELL: usize = 32;

/// A text that is seen holds no control and nothing invisible.
pub fn is_text(text: &str) {
    assert_eq!(SafeText::new(text).as_str(), text);
}

/// Draws the state at a size and looks at every cell.
pub fn look(app: &App, width: u16, height: u16) {
    for cell in &frame::draw(app, width, height).content {
        let symbol = cell.symbol();
        assert!(symbol.len() <= MOST_CELL, "a cell of {} bytes", symbol.len());
        is_text(symbol);
    }
}

/// Presses the key that each byte chooses of those of the mode, or types it.
pub fn press(app: &mut App, bytes: &[u8], width: u16, height: u16) {
    let mut reader = Reader::default();
    for &byte in bytes {
        let mode = app.mode_kind();
        let all: Vec<_> = keymap::bindings(mode).collect();
        let keys = if byte < 0x80 {
            vec![Key::plain(keymap::Code::Char(byte.into()))]
        } else {
            Key::sequence(all[usize::from(byte & 0x7f) % all.len()].keys[0])
        };
        for key in keys {
            if let Some(action) = reader.read(app.mode_kind(), key) {
                act(app, action, width, height);
            }
        }
    }
}

/// Types a command and carries it out.
pub fn command(app: &mut App, line: &str) {
    app.update(Action::CommandLine);
    app.update(Action::Paste(line.to_owned()));
    app.update(Action::Complete);
    app.update(Action::Submit);
    app.update(Action::Leave);
}

fn act(app: &mut App, action: Action, width: u16, height: u16) {
    let action = ui::resolve(app, Rect::new(0, 0, width, height), action);
    app.update(action);
}
