//! Where output goes: standard output, or a file that is not overwritten unasked.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};

use anyhow::Context as _;

use super::Failure;
use super::args::Writing;

/// Writes with `write`. A reader that closes its pipe early has had enough: that is no failure.
pub(super) fn write(
    writing: &Writing,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = &writing.output else {
        let mut to = BufWriter::new(io::stdout().lock());
        return match write(&mut to).and_then(|()| to.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                // What is still buffered has nowhere to go.
                let _ = to.into_parts();
                Ok(())
            }
            result => Ok(result.context("standard output cannot be written")?),
        };
    };
    let mut options = OpenOptions::new();
    options.write(true);
    if writing.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let shown = path.display();
    let file = options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => anyhow::anyhow!("{shown} exists; --force overwrites it"),
        _ => anyhow::Error::from(error).context(format!("{shown} cannot be written")),
    })?;
    let mut to = BufWriter::new(file);
    write(&mut to).and_then(|()| to.flush()).with_context(|| format!("{shown} cannot be written"))?;
    Ok(())
}
