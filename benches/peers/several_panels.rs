//! A program of ratatui with several panels, all of them drawn anew for each key.

use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::symbols::Marker;
use ratatui::widgets::canvas::{Canvas, Line};
use ratatui::widgets::{Block, Paragraph, Row, Table};

fn draw(frame: &mut Frame<'_>, count: u32) {
    let [top, bottom] =
        Layout::vertical([Constraint::Percentage(60), Constraint::Percentage(40)]).areas(frame.area());
    let [left, right] =
        Layout::horizontal([Constraint::Percentage(50), Constraint::Percentage(50)]).areas(top);
    let angle = f64::from(count) / 10.0;
    let canvas = Canvas::default()
        .block(Block::bordered().title("lines"))
        .marker(Marker::Braille)
        .x_bounds([-1.0, 1.0])
        .y_bounds([-1.0, 1.0])
        .paint(|context| {
            for part in 0..24 {
                let turned = angle + f64::from(part) / 4.0;
                context.draw(&Line {
                    x1: 0.0,
                    y1: 0.0,
                    x2: turned.cos(),
                    y2: turned.sin(),
                    ..Line::default()
                });
            }
        });
    frame.render_widget(canvas, left);
    let rows =
        (0..12).map(|row| Row::new((0..6).map(|column| format!("{:.4}", angle + f64::from(row * column)))));
    let table = Table::new(rows.collect::<Vec<_>>(), [Constraint::Length(8); 6])
        .block(Block::bordered().title("numbers"));
    frame.render_widget(table, right);
    let text = format!("{count} keys were pressed; q ends this.");
    frame.render_widget(Paragraph::new(text).block(Block::bordered().title("words")), bottom);
}

fn main() -> std::io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let mut count = 0;
    loop {
        terminal.draw(|frame| draw(frame, count))?;
        if let Event::Key(key) = event::read()? {
            if key.code == KeyCode::Char('q') {
                break;
            }
            count += 1;
        }
    }
    ratatui::try_restore()
}
