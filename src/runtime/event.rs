//! What happens outside: keys, pastes, resizes, signals.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{
    self as terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::keymap::{Code, Key};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was pressed at this column and row.
    Click(u16, u16),
    /// The same with its other button.
    OtherClick(u16, u16),
    /// Its wheel was turned there: up, or down.
    Wheel(u16, u16, bool),
    /// It was moved there, no button pressed.
    Moved(u16, u16),
    /// The terminal has another size, or has lost what was drawn.
    Resized,
    /// A signal asks to end.
    End(u8),
    /// A signal asks to stop for a while.
    Stop,
    /// The process goes on after it was stopped.
    Continue,
    /// The terminal is gone.
    Gone,
}

/// Sends [`Event::Gone`] when its thread ends, in whatever way.
struct Farewell<E: From<Event>>(Sender<E>);

impl<E: From<Event>> Drop for Farewell<E> {
    fn drop(&mut self) {
        // Nobody listens any more when the program is ending.
        let _ = self.0.send(Event::Gone.into());
    }
}

/// Reads the terminal on a thread of its own: an unfinished escape sequence then holds up nothing else.
pub(super) fn read_terminal<E: From<Event> + Send + 'static>(sender: Sender<E>) {
    thread::spawn(move || {
        let farewell = Farewell(sender);
        while let Ok(event) = terminal::read() {
            let event = match event {
                terminal::Event::Key(key) => match self::key(key) {
                    Some(key) => Event::Key(key),
                    None => continue,
                },
                terminal::Event::Paste(text) => Event::Paste(text),
                // A signal tells it where there are signals: this waits for the end of a half-read key.
                terminal::Event::Resize(..) if cfg!(unix) => continue,
                terminal::Event::Resize(..) => Event::Resized,
                terminal::Event::Mouse(mouse) => match self::mouse(mouse) {
                    Some(event) => event,
                    None => continue,
                },
                _ => continue,
            };
            if farewell.0.send(event.into()).is_err() {
                break;
            }
        }
    });
}

/// What the mouse did, if it is something that is acted upon.
fn mouse(event: MouseEvent) -> Option<Event> {
    let MouseEvent { kind, column, row, .. } = event;
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(column, row)),
        MouseEventKind::Down(MouseButton::Right) => Some(Event::OtherClick(column, row)),
        MouseEventKind::Moved => Some(Event::Moved(column, row)),
        MouseEventKind::ScrollUp => Some(Event::Wheel(column, row, true)),
        MouseEventKind::ScrollDown => Some(Event::Wheel(column, row, false)),
        _ => None,
    }
}

/// A key of the terminal as the table of keys knows it; `None` for what it does not know.
pub fn key(event: KeyEvent) -> Option<Key> {
    if !matches!(event.kind, KeyEventKind::Press | KeyEventKind::Repeat) {
        return None;
    }
    let is_other = KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.modifiers.intersects(is_other) {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        // What some terminals send for Backspace, and what Enter is where lines end in line feeds.
        KeyCode::Char('h' | 'H') if ctrl => Code::Backspace,
        KeyCode::Char('j' | 'J') if ctrl => Code::Enter,
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::Delete => Code::Delete,
        _ => return None,
    };
    Some(Key { code, ctrl: ctrl && matches!(code, Code::Char(_)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_presses_without_foreign_modifiers_are_keys() {
        let press = |code, modifiers| key(KeyEvent::new(code, modifiers));
        assert_eq!(press(KeyCode::Char('q'), KeyModifiers::NONE), Some(Key::plain(Code::Char('q'))));
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(Key::plain(Code::Char('G'))));
        let ctrl_c = Some(Key { code: Code::Char('c'), ctrl: true });
        assert_eq!(press(KeyCode::Char('C'), KeyModifiers::CONTROL), ctrl_c);
        let backspace = Some(Key::plain(Code::Backspace));
        assert_eq!(press(KeyCode::Char('h'), KeyModifiers::CONTROL), backspace);
        assert_eq!(press(KeyCode::Right, KeyModifiers::CONTROL), Some(Key::plain(Code::Right)));
        assert_eq!(press(KeyCode::Char('q'), KeyModifiers::ALT), None);
        assert_eq!(press(KeyCode::F(1), KeyModifiers::NONE), None);
        let release = KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(release), None);
    }
}
