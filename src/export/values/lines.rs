//! The values as lines: names as the command line knows them, numbers as the screen shows them.

use std::io::{self, Write};

use super::order::{Group, groups};
use crate::engine::{Carry, Quantity};
use crate::lesson::Lesson;
use crate::notation::number;

/// Writes all groups.
pub(super) fn write(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    head(lesson, to)?;
    for Group { chapter, layer, mut quantities } in groups(lesson.pass().network()) {
        let chapter = chapter.title();
        let title = match layer {
            Some(layer) => format!("{chapter}, layer {}", lesson.names().layer(layer)),
            None => chapter.to_owned(),
        };
        write_group(lesson, &title, &mut *quantities, to)?;
    }
    Ok(())
}

/// What is looked at, and how.
fn head(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    let carry = match lesson.carry() {
        Carry::Decimals(1) => "1 decimal carried".to_owned(),
        Carry::Decimals(n) => format!("{n} decimals carried"),
        Carry::Full => "full precision".to_owned(),
    };
    let view = lesson.view();
    let epoch = if view.epoch == 0 { String::new() } else { format!(", after epoch {}", view.epoch) };
    let (title, widths) = (&lesson.scenario().title, lesson.names().shape());
    writeln!(to, "{title}\nlayers {widths}, sample {}{epoch}, {carry}", view.sample + 1)
}

/// Writes a heading and a line for each quantity that the network has, values one below the other.
fn write_group(
    lesson: &Lesson,
    title: &str,
    quantities: &mut dyn Iterator<Item = Quantity>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let lines: Vec<(String, String)> = quantities
        .filter_map(|q| Some((lesson.names().plain(q), shown(q, lesson.value(q)?, lesson.carry()))))
        .collect();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    // Where there are negative numbers, the others leave room for the sign.
    let sign = usize::from(lines.iter().any(|(_, value)| value.starts_with('-')));
    writeln!(to, "\n{title}")?;
    for (name, value) in &lines {
        let room = if value.starts_with('-') { 0 } else { sign };
        writeln!(to, "  {name:width$}  {:room$}{value}", "")?;
    }
    Ok(())
}

/// A number as the screen shows it, with the hyphen for minus.
fn shown(q: Quantity, value: f64, carry: Carry) -> String {
    if q.is_given() { number::given(value, 0) } else { number::named(value, carry, number::MOST_DIGITS) }
}
