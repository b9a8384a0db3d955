//! The bill as bars: multiplications path by path, and by the pattern.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::Scene;
use super::super::paint::{self, Run};
use crate::engine::{Count, Kind, by_hand, by_pattern};
use crate::lesson::Chapter;
use crate::lesson::measure::{count_text, hand_if_deeper, hand_if_wider};
use crate::lesson::words::{chain, pattern, screen as words};
use crate::text;

/// Bars are drawn to a logarithmic scale if one is so many times as long as the other.
const TOO_UNLIKE: f64 = 50.0;
/// Cells between two marks of the scale.
const MARK_EVERY: f64 = 8.0;
/// Eighths of a cell.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

struct Bar {
    name: &'static str,
    count: Count,
    style: Style,
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let bars = bars(scene);
    let logarithms: Vec<f64> = bars.iter().map(|bar| bar.count.logarithm()).collect();
    let (least, most) =
        logarithms.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), &l| (least.min(l), most.max(l)));
    let is_logarithmic = most - least > TOO_UNLIKE.log10();
    // A bar with its name above it and air below, as far as there are rows for that; else the name
    // stands after it.
    let rows = area.height / bars.len() as u16;
    let (has_line, thick) = (rows >= 2, if rows >= 5 { 2 } else { 1 });
    let number = |bar: &Bar| match count_text(bar.count) {
        count if has_line => format!(" {count}"),
        count => format!(" {count} {}", bar.name),
    };
    let widest = bars.iter().map(|bar| text::width(&number(bar))).max().unwrap_or(0) as u16;
    let room = f64::from(area.width.saturating_sub(widest + 1));
    let share = |logarithm: f64| {
        if is_logarithmic {
            // From one multiplication on, so that the bars begin at one place.
            logarithm / most.max(1.0)
        } else {
            10_f64.powf(logarithm - most)
        }
    };
    let mut y = area.y + u16::from(rows >= 4);
    let mut line = |runs: &[Run], y: u16| {
        if y < area.bottom() {
            paint::runs(runs, area.x, y, area.width, buf);
        }
    };
    for (bar, &logarithm) in bars.iter().zip(&logarithms) {
        if has_line {
            line(&[Run::new(bar.name, theme.text())], y);
            y += 1;
        }
        let text = bar_text(share(logarithm) * room);
        for row in 0..thick {
            let mut runs = vec![Run::new(text.clone(), bar.style)];
            if row == 0 {
                runs.push(Run::new(number(bar), bar.style.add_modifier(Modifier::BOLD)));
            }
            line(&runs, y);
            y += 1;
        }
        y += u16::from(rows >= 4);
    }
    if is_logarithmic {
        for runs in scale(scene, most, room) {
            line(&runs, y);
            y += 1;
        }
        line(&[Run::new(words::LOGARITHMIC, theme.faint())], y);
    } else if rows >= 4 {
        line(&[Run::new(words::MULTIPLICATIONS, theme.faint())], y);
    }
}

/// Chapter 4 shows how its bill grows with the network, chapter 5 how the pattern's compares.
fn bars(scene: &Scene<'_>) -> Vec<Bar> {
    let network = scene.app.lesson().pass().network();
    let hand = scene.theme.kind(Kind::Error);
    let bar = |name, count, style| Bar { name, count, style };
    if scene.step.address.chapter() == Chapter::Chain {
        vec![
            bar(chain::AS_IT_IS, by_hand(network), hand),
            bar(chain::TWICE_AS_WIDE, hand_if_wider(network), hand),
            bar(chain::TWO_LAYERS_MORE, hand_if_deeper(network), hand),
        ]
    } else {
        let pattern_count = Count::Exact(by_pattern(network));
        vec![
            bar(chain::BY_HAND, by_hand(network), hand),
            bar(pattern::BY_PATTERN, pattern_count, scene.theme.kind(Kind::Delta)),
        ]
    }
}

/// A bar of so many cells, to an eighth; there is always something to see.
fn bar_text(cells: f64) -> String {
    let eighths = if cells.is_finite() { (cells.max(0.0) * 8.0).round() as usize } else { 0 }.max(1);
    let mut text = "█".repeat(eighths / 8);
    text.push_str(EIGHTHS[eighths % 8]);
    text
}

/// The powers of ten below the bars.
fn scale(scene: &Scene<'_>, most: f64, room: f64) -> [Vec<Run>; 2] {
    let each = (MARK_EVERY * most.max(1.0) / room.max(1.0)).ceil().max(1.0) as usize;
    let (mut marks, mut numbers) = (String::new(), String::new());
    for power in (0..=most.floor() as usize).step_by(each) {
        let at = (power as f64 / most.max(1.0) * room) as usize;
        let padded = |text: &str, mark: &str, fill: char| {
            let gap = at.saturating_sub(text::width(text));
            format!("{text}{}{mark}", fill.to_string().repeat(gap))
        };
        marks = padded(&marks, "┴", '─');
        let number = match power {
            0 => "1".to_owned(),
            1..=3 => 10_usize.pow(power as u32).to_string(),
            _ => format!("10^{power}"),
        };
        numbers = padded(&numbers, &number, ' ');
    }
    let style = scene.theme.faint();
    [vec![Run::new(marks, style)], vec![Run::new(numbers, style)]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_its_length_to_an_eighth_and_is_never_empty() {
        let bars = [0.0, 0.5, 1.0, 2.25, f64::NAN].map(bar_text);
        assert_eq!(bars, ["▏", "▌", "█", "██▎", "▏"]);
    }
}
