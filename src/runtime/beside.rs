//! Files that are written beside the one whose place they are to take.
//!
//! Such a file is locked while it is written, and the end of its writer, of whatever kind, unlocks it. So one
//! that is not locked was left behind by a program that was killed; whoever comes across it removes it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// What the names of such files begin and end with.
const NAME: (&str, &str) = (".chainrule-", ".tmp");
/// How often a file is made anew that someone takes for left behind before it is locked.
const MOST_TRIES: usize = 20;

/// A new file in a folder, empty and locked. Dropped, it is gone.
///
/// It is the user's alone, or as open as the user lets new files be.
pub(super) fn new_in(folder: &Path, is_open: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(NAME.0).suffix(NAME.1);
    #[cfg(unix)]
    if is_open {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = is_open;
    for _ in 0..MOST_TRIES {
        let new = builder.tempfile_in(folder)?;
        if lock(new.as_file()) && is_there(new.as_file()) {
            return Ok(new);
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Removes the files of a folder that were left behind. What cannot be removed stays.
pub(super) fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = |name: &str| name.starts_with(NAME.0) && name.ends_with(NAME.1);
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_ours) {
            let path = entry.path();
            // Where a folder knows no locks, nobody can tell.
            let is_left =
                OpenOptions::new().write(true).open(&path).is_ok_and(|file| file.try_lock().is_ok());
            if is_left {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Locks a file; says whether nobody else has. Where there are no locks, nobody has.
pub(super) fn lock(file: &File) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Whether an open file still has a name.
pub(super) fn is_there(file: &File) -> bool {
    #[cfg(unix)]
    return file.metadata().is_ok_and(|about| std::os::unix::fs::MetadataExt::nlink(&about) > 0);
    // Elsewhere, a file that is open keeps its name.
    #[cfg(not(unix))]
    {
        let _ = file;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_behind_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (left, other, ours) = (path(".chainrule-x.tmp"), path("x.tmp"), path(".chainrule-x"));
        for file in [&left, &other, &ours] {
            fs::write(file, "half").unwrap();
        }
        fs::create_dir(path(".chainrule-folder.tmp")).unwrap();
        let new = new_in(folder.path(), false).unwrap();
        clear(folder.path());
        assert!(!left.exists() && other.exists() && ours.exists(), "only what was being written");
        assert!(new.path().exists() && path(".chainrule-folder.tmp").exists());
        let made = new.path().to_owned();
        drop(new);
        assert!(!made.exists());
        clear(&path("no folder"));
    }

    #[test]
    fn who_writes_and_who_clears_up_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let is_over = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                    clear(folder.path());
                }
            });
            for n in 0..500 {
                let target = folder.path().join(format!("{n}"));
                new_in(folder.path(), false).unwrap().persist_noclobber(target).unwrap();
            }
            is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 500);
    }
}
