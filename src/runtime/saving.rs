//! Writing a scenario to its file: the whole of it, or nothing.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::beside;
use crate::app::{Replaces, Saving};
use crate::text::SafeText;

/// How many symbolic links are followed from one to the next.
const MOST_LINKS: usize = 40;

/// How bytes are written to a file.
type Write = fn(&mut File, &[u8]) -> io::Result<()>;

/// Writes the file as a whole or not at all: what is written goes to a file beside it, which then
/// takes its place in one step.
///
/// A file that is replaced gives the new one its mode, and its owner where this may be passed on.
///
/// # Errors
/// One sentence; the file is then as it was, and no other is left behind.
pub(super) fn save(saving: &Saving) -> Result<(), String> {
    save_by(File::write_all, saving)
}

fn save_by(write: Write, saving: &Saving) -> Result<(), String> {
    let (asked, command) = (shown(&saving.path), saving.command);
    // The system would take some of these for a file, some not.
    let ends = saving.path.as_os_str().as_encoded_bytes().last().copied().map(char::from);
    if saving.path.file_name().is_none() || ends.is_some_and(std::path::is_separator) {
        return Err(is_folder(&asked));
    }
    let path = followed(&saving.path).map_err(|error| sentence(&error, &asked, &saving.path))?;
    let failed = |error: &io::Error| sentence(error, &asked, &path);
    let there = match fs::metadata(&path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(failed(&error)),
    };
    if let Some(metadata) = &there {
        check(metadata, &asked)?;
        if saving.replaces == Replaces::Nothing {
            return Err(exists(&asked, command));
        }
        // Taking the place of a file needs only its folder; a file that is write-protected is to stay.
        OpenOptions::new().write(true).open(&path).map_err(|error| failed(&error))?;
    }

    beside::clear(folder(&path));
    let new = filled(write, &path, saving.text.as_bytes(), there.as_ref()).map_err(|error| failed(&error))?;
    // As late as can be: what is written between this look and the next line is lost.
    if let (Some(_), Replaces::Exactly(text)) = (&there, &saving.replaces)
        && !holds(&path, text).map_err(|error| failed(&error))?
    {
        return Err(changed(&asked, command));
    }
    let moved = match there {
        None if saving.replaces != Replaces::Anything => new.persist_noclobber(&path),
        _ => new.persist(&path),
    };
    moved.map_err(|failure| match (failure.error.kind(), &saving.replaces) {
        (ErrorKind::AlreadyExists, Replaces::Exactly(_)) => changed(&asked, command),
        (ErrorKind::AlreadyExists, _) => exists(&asked, command),
        _ => failed(&failure.error),
    })?;
    // The new file is in its place. A system that cannot sync a folder has nothing better to offer.
    #[cfg(unix)]
    let _ = File::open(folder(&path)).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Removes what a program that was killed while it saved this file left beside it.
pub(super) fn clear_up(path: &Path) {
    if let Ok(path) = followed(path) {
        beside::clear(folder(&path));
    }
}

/// Where a path leads in the end, so that a symbolic link stays one. There need be nothing.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            // A path that begins at the root stands for itself.
            Ok(target) => path = folder(&path).join(target),
            // It is no link, or nothing; whatever else is wrong shows when it is written.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its symbolic links lead in a circle"))
}

/// The folder that a file is in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses what must not be replaced by a file.
fn check(metadata: &Metadata, asked: &str) -> Result<(), String> {
    if metadata.is_dir() {
        return Err(is_folder(asked));
    }
    if !metadata.is_file() {
        return Err(format!("{asked} is no regular file; save to another name"));
    }
    // A new file would part the names, and the old numbers would live on under the other one; to write
    // into the old file could leave half of it. Neither is what one expects of saving.
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(metadata) > 1 {
        return Err(format!("{asked} is one file under several names (hard links); save to another name"));
    }
    Ok(())
}

/// A file beside `path` that holds all of this and is on the disk. Dropped, it is gone.
fn filled(write: Write, path: &Path, bytes: &[u8], replaced: Option<&Metadata>) -> io::Result<NamedTempFile> {
    // A new file is as open as the user lets new files be.
    let mut new = beside::new_in(folder(path), replaced.is_none())?;
    write(new.as_file_mut(), bytes)?;
    if let Some(old) = replaced {
        keep_owner(new.as_file(), old);
        // After the owner, since a change of owner may take bits of the mode.
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    Ok(new)
}

/// Gives a file the owner of another, as far as one may.
#[cfg(unix)]
fn keep_owner(new: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};

    // Only the superuser may give files away, and only to their own groups may others.
    if fchown(new, Some(old.uid()), Some(old.gid())).is_err() {
        let _ = fchown(new, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Whether a file holds just this; one that vanished holds nothing else.
fn holds(path: &Path, text: &str) -> io::Result<bool> {
    match fs::metadata(path) {
        // A file of another length is not even read.
        Ok(metadata) if metadata.len() != text.len() as u64 => Ok(false),
        Ok(_) => Ok(fs::read(path)? == text.as_bytes()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn shown(path: &Path) -> String {
    SafeText::new(&path.display().to_string()).as_str().to_owned()
}

fn is_folder(asked: &str) -> String {
    format!("{asked} is a folder; name a file in it")
}

fn exists(asked: &str, command: &str) -> String {
    format!("{asked} exists; :{command} !{asked} overwrites it")
}

fn changed(asked: &str, command: &str) -> String {
    format!("{asked} was changed by someone else since it was opened; :{command} !{asked} overwrites it")
}

/// What went wrong, in one sentence.
fn sentence(error: &io::Error, asked: &str, path: &Path) -> String {
    let is_there = folder(path).is_dir();
    let folder = shown(folder(path));
    match error.kind() {
        ErrorKind::NotFound if !is_there => format!("{asked} cannot be written: there is no folder {folder}"),
        ErrorKind::NotADirectory => format!("{asked} cannot be written: {folder} is no folder"),
        ErrorKind::PermissionDenied if path.exists() => {
            format!("{asked} cannot be written: it is protected, or its folder is; save to another name")
        }
        ErrorKind::PermissionDenied => {
            format!("{asked} cannot be written: the folder {folder} takes no new files from you")
        }
        ErrorKind::ReadOnlyFilesystem => format!("{asked} cannot be written: its disk can only be read"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("{asked} cannot be written: there is no room left on its disk")
        }
        ErrorKind::InvalidFilename => format!("{asked} cannot be written: the name is too long"),
        _ => format!("{asked} cannot be written: {}", SafeText::new(&error.to_string())),
    }
}

#[cfg(test)]
mod tests;
