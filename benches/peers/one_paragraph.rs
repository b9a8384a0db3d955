//! The least that a program of ratatui is: one paragraph, drawn anew for each key.

use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::widgets::{Block, Paragraph};

fn main() -> std::io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let mut count = 0;
    loop {
        let text = format!("{count} keys were pressed; q ends this.");
        terminal
            .draw(|frame| frame.render_widget(Paragraph::new(text).block(Block::bordered()), frame.area()))?;
        if let Event::Key(key) = event::read()? {
            if key.code == KeyCode::Char('q') {
                break;
            }
            count += 1;
        }
    }
    ratatui::try_restore()
}
