//! The lesson read line by line.

use std::io::{self, BufWriter, IsTerminal as _};

use anyhow::Context as _;

use super::Failure;
use super::args::Common;
use super::opened::Opened;
use crate::runtime;

/// Reads the lesson aloud: all of it, or as lines of standard input ask for. A reader that closes its
/// pipe early has had enough: that is no failure.
pub(super) fn read(common: &Common, all: bool) -> Result<(), Failure> {
    // What is read is read whole.
    let common = Common { present: false, part: None, ..common.clone() };
    let mut app = Opened::new(&common)?.app();
    let width = runtime::terminal_width();
    let mut to = BufWriter::new(io::stdout().lock());
    let result = if all {
        runtime::read_all(&mut app, &mut to, width)
    } else {
        let is_typed = io::stdin().is_terminal();
        runtime::read(&mut app, &mut io::stdin().lock(), &mut to, width, is_typed)
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still buffered has nowhere to go.
            let _ = to.into_parts();
            Ok(())
        }
        result => Ok(result.context("the lesson cannot be read")?),
    }
}
