//! Rows of cells as RFC 4180 has them, but for lines that end as they do in all else that is written.

use std::fmt;
use std::io::{self, Write};

/// Writes rows; a cell is quoted where it must be, whatever it holds.
pub(super) struct Table<'a>(csv::Writer<&'a mut dyn Write>);

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Table")
    }
}

impl<'a> Table<'a> {
    /// Begins with the names of the columns.
    pub fn begin(columns: &[&str], to: &'a mut dyn Write) -> io::Result<Self> {
        let mut table = Self(csv::Writer::from_writer(to));
        table.row(columns.iter().copied())?;
        Ok(table)
    }

    /// Writes a row, which has a cell a column.
    pub fn row<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
        self.0.write_record(cells).map_err(|error| match error.into_kind() {
            // A closed pipe stays one that can be told from a full disk.
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }

    /// Writes what is still held back.
    pub fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A number that reads back exactly; `inf`, `-inf` and `NaN` where it is none. −0 is 0.
pub(super) fn number(value: f64) -> String {
    format!("{:?}", value + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pipe that nobody reads.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_cell_may_hold_anything() {
        let mut bytes = Vec::new();
        let mut table = Table::begin(&["a", "b"], &mut bytes).unwrap();
        table.row(["one, two", "\"three\"\nfour"]).unwrap();
        table.row(["", "ü"]).unwrap();
        table.end().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "a,b\n\"one, two\",\"\"\"three\"\"\nfour\"\n,ü\n");
    }

    #[test]
    fn a_closed_pipe_is_known_as_one() {
        let mut closed = Closed;
        let mut table = Table::begin(&["a"], &mut closed).unwrap();
        let mut ended = Ok(());
        for _ in 0..100_000 {
            ended = table.row(["1234567890"]);
            if ended.is_err() {
                break;
            }
        }
        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn numbers_read_back() {
        for value in [0.1 + 0.2, 1e-300, 5e-324, -1.0 / 3.0, 1e21, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(number(value).parse(), Ok(value));
        }
        assert_eq!((number(-0.0), number(f64::NAN)), ("0.0".into(), "NaN".into()));
    }
}
