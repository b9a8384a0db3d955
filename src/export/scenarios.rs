//! What is built in.

use std::io::{self, Write};

use serde::Serialize;

use crate::scenario;

/// A built-in scenario, as it is listed.
#[derive(Serialize)]
struct Listed {
    name: &'static str,
    layers: Vec<usize>,
    title: String,
    shows: &'static str,
}

/// Every one. None is left out here, since a test in `scenario/builtin.rs` sees that each can be read.
fn all() -> Vec<Listed> {
    let listed = |builtin: &scenario::Builtin| {
        let scenario = scenario::builtin(builtin.name)?;
        let (layers, title) = (scenario.network().widths(), scenario.title.to_string());
        Some(Listed { name: builtin.name, layers, title, shows: builtin.shows })
    };
    scenario::builtins().iter().filter_map(listed).collect()
}

/// Writes two lines for each: its name, its layers and its title; below, what it shows.
///
/// # Errors
/// When the bytes cannot be written.
pub fn text(to: &mut dyn Write) -> io::Result<()> {
    let row = |Listed { name, layers, title, shows }| {
        let layers: Vec<String> = layers.iter().map(usize::to_string).collect();
        (name, layers.join("-"), title, shows)
    };
    let rows: Vec<_> = all().into_iter().map(row).collect();
    let name_width = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let layers_width = rows.iter().map(|(_, layers, ..)| layers.len()).max().unwrap_or(0);
    for (name, layers, title, shows) in rows {
        writeln!(to, "{name:name_width$}  {layers:layers_width$}  {title}")?;
        writeln!(to, "{:name_width$}  {:layers_width$}  {shows}", "", "")?;
    }
    Ok(())
}

/// Writes a JSON array, a scenario a line.
///
/// # Errors
/// When the bytes cannot be written.
pub fn json(to: &mut dyn Write) -> io::Result<()> {
    write!(to, "[")?;
    for (n, listed) in all().iter().enumerate() {
        write!(to, "{}", if n == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *to, listed).map_err(io::Error::from)?;
    }
    writeln!(to, "\n]")
}
