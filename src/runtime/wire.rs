//! Where frames go out: the library's terminal, told of changed cells in few bytes.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::export::pen::Pen;

/// Leaves nothing set that what is written next, or cleared, would take on.
const RESET: &str = "\x1b[0m";

/// A terminal behind a writer, which is where standard output goes. All is the library's but the drawing of
/// cells, what is asked for with every frame, and its size.
///
/// The library sets both colours whenever one changes, and places the cursor by row and column; on a line
/// that takes 9,600 bytes a second that is half of the time that a step takes.
pub(super) struct Wire<W: Write> {
    terminal: CrosstermBackend<W>,
    /// What a frame is made of; kept, so that it is not allocated anew for each.
    bytes: String,
    /// Whether the cursor is known not to be shown.
    hides_cursor: bool,
}

impl<W: Write> Wire<W> {
    pub fn new(to: W) -> Self {
        Self { terminal: CrosstermBackend::new(to), bytes: String::new(), hides_cursor: false }
    }
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        self.bytes.clear();
        let mut pen = Pen::default();
        for (x, y, cell) in content {
            pen.put((x, y), cell, &mut self.bytes);
        }
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.bytes.push_str(RESET);
        self.terminal.write_all(self.bytes.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // It is asked for with every frame.
        if !std::mem::replace(&mut self.hides_cursor, true) {
            self.terminal.hide_cursor()?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.hides_cursor = false;
        self.terminal.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.terminal.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.terminal.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.terminal.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        // It is asked for with every frame; the library would open the terminal anew for it.
        #[cfg(unix)]
        if let Some(size) = super::unix::size() {
            return Ok(size);
        }
        self.terminal.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.terminal.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.terminal)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::style::{Color, Style};
    use ratatui::{TerminalOptions, Viewport};

    use super::*;

    #[test]
    fn a_frame_is_what_changed_and_one_that_changes_nothing_is_nothing() {
        let area = ratatui::layout::Rect::new(0, 0, 20, 4);
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let mut terminal = Terminal::with_options(Wire::new(Vec::new()), options).unwrap();
        let mut screen = vt100::Parser::new(4, 20, 0);
        let mut frame = |text: &str| {
            terminal
                .draw(|frame| {
                    frame.buffer_mut().set_string(
                        3,
                        1,
                        text,
                        Style::new().fg(Color::Green).bg(Color::Indexed(17)),
                    );
                })
                .unwrap();
            std::mem::take(&mut terminal.backend_mut().bytes)
        };
        let first = frame("w = 0.15");
        screen.process(first.as_bytes());
        assert_eq!(screen.screen().contents(), "\n   w = 0.15");
        assert_eq!(screen.screen().cell(1, 3).unwrap().bgcolor(), vt100::Color::Idx(17));
        assert_eq!(frame("w = 0.25"), "\x1b[2;10H\x1b[0;32;48;5;17m2\x1b[0m");
        assert_eq!(frame("w = 0.25"), "");
    }
}
