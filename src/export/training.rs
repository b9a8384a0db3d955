//! A training, a row an epoch.

use std::io::{self, Write};

use crate::engine::Row;
use crate::lesson::words::training as words;
use crate::notation::Names;
use crate::notation::number::{given, significant};
use crate::scenario::Scenario;

/// Significant digits of an error for people.
const DIGITS: usize = 10;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: what is trained, then aligned rows, errors with at most ten significant digits.
    Text,
    /// `epoch,error`; errors read back exactly.
    Csv,
    /// An array of `{"epoch": 0, "error": 0.5}`; errors read back exactly, and what is not finite is
    /// `null`.
    Json,
}

/// What is trained, and how.
fn about(scenario: &Scenario) -> String {
    words::ABOUT
        .replace("{layers}", &Names::of(scenario.network()).shape())
        .replace("{rate}", &given(scenario.learning.rate, 0))
        .replace("{batch}", &words::batch(scenario.learning.batch))
        .replace("{title}", scenario.title.as_str())
}

/// Writes rows one at a time, as they come.
///
/// ```
/// use chainrule::{engine::Row, export::training::{Format, Rows}};
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// let mut bytes = Vec::new();
/// let mut rows = Rows::begin(Format::Csv, &scenario, 100, &mut bytes).unwrap();
/// rows.row(Row { epoch: 0, error: 0.25 }, &mut bytes).unwrap();
/// rows.end(&mut bytes).unwrap();
/// assert_eq!(bytes, b"epoch,error\n0,0.25\n");
/// ```
#[derive(Debug)]
pub struct Rows {
    format: Format,
    /// Cells of the largest epoch.
    width: usize,
    is_first: bool,
}

impl Rows {
    /// Writes what comes before the first row; there will be `epochs` epochs at most.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn begin(format: Format, scenario: &Scenario, epochs: usize, to: &mut dyn Write) -> io::Result<Self> {
        let width = epochs.to_string().len().max("epoch".len());
        match format {
            Format::Text => {
                writeln!(to, "{}\n", about(scenario))?;
                writeln!(to, "{:>width$}  mean E_total", "epoch")?;
            }
            Format::Csv => writeln!(to, "epoch,error")?,
            Format::Json => write!(to, "[")?,
        }
        Ok(Self { format, width, is_first: true })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn row(&mut self, row: Row, to: &mut dyn Write) -> io::Result<()> {
        let (Row { epoch, error }, width) = (row, self.width);
        match self.format {
            Format::Text => writeln!(to, "{epoch:>width$}  {}", significant(error, DIGITS))?,
            Format::Csv => writeln!(to, "{epoch},{error:?}")?,
            Format::Json => {
                let error = serde_json::to_string(&error).map_err(io::Error::from)?;
                let comma = if self.is_first { "" } else { "," };
                write!(to, "{comma}\n{{\"epoch\":{epoch},\"error\":{error}}}")?;
            }
        }
        self.is_first = false;
        Ok(())
    }

    /// Writes what comes after the last row.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn end(self, to: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Text | Format::Csv => Ok(()),
            Format::Json => writeln!(to, "\n]"),
        }
    }
}
