//! Where the sockets of running explainers lie, and which of them are alive.
//!
//! They lie in a folder that nobody but the user can look into. A name in it says which process listens;
//! a socket at which nobody listens any more is removed by whoever comes across it.

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::text::SafeText;

/// The bits of a folder's mode that let others in.
const OF_OTHERS: u32 = 0o077;
/// What the names of sockets begin and end with; between them stands the number of the process.
const NAME: (&str, &str) = ("explainer-", ".sock");

/// Why there is no folder for sockets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFolder {
    /// The environment names none.
    #[error(
        "there is no place for the socket of a second screen: neither XDG_RUNTIME_DIR nor XDG_STATE_HOME nor HOME names a folder of yours"
    )]
    Nowhere,
    /// One that others may look into, or that is someone else's.
    #[error("{0} must be a folder of yours that nobody else can open; chmod 700 makes it one if it is yours")]
    NotPrivate(SafeText),
    /// It cannot be made.
    #[error("{0} cannot be made: {1}")]
    CannotBe(SafeText, SafeText),
}

/// A running explainer.
#[derive(Debug)]
pub struct Leader {
    /// The number of its process.
    pub process: u32,
    /// A connection to it.
    pub stream: UnixStream,
    /// When it began to listen.
    since: SystemTime,
}

fn shown(path: &Path) -> SafeText {
    SafeText::new(&path.display().to_string())
}

/// Where sockets may lie, the best place first: the user's runtime folder where it is one, then a folder
/// of the user's state.
pub fn folders() -> Vec<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    // It is promised to be private; where it is not, it was left over from someone else's session.
    let runtime = named("XDG_RUNTIME_DIR").filter(|path| is_private(path));
    let state =
        named("XDG_STATE_HOME").or_else(|| named("HOME").map(|home| home.join(".local").join("state")));
    let runtime = runtime.map(|path| path.join("chainrule"));
    let state = state.map(|path| path.join("chainrule").join("run"));
    runtime.into_iter().chain(state).collect()
}

/// The folder to listen in, made if it is not there.
///
/// # Errors
/// When there is none, or it is not the user's alone.
pub fn folder(folders: &[PathBuf]) -> Result<&Path, NoFolder> {
    let folder = folders.first().ok_or(NoFolder::Nowhere)?;
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| NoFolder::CannotBe(shown(folder), SafeText::new(&error.to_string())))?;
    if is_private(folder) { Ok(folder) } else { Err(NoFolder::NotPrivate(shown(folder))) }
}

/// Whether it is a folder, and no link to one, that is the user's and that nobody else can open.
fn is_private(folder: &Path) -> bool {
    let user = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(folder)
        .is_ok_and(|about| about.is_dir() && about.uid() == user && about.mode() & OF_OTHERS == 0)
}

/// The socket of a process, and the name that it has until it listens.
pub(super) fn names(folder: &Path, process: u32) -> (PathBuf, PathBuf) {
    let (start, end) = NAME;
    let name = format!("{start}{process}{end}");
    (folder.join(&name), folder.join(format!(".{name}")))
}

/// The process that a name of a socket says, if it is one.
fn process_of(name: &str) -> Option<u32> {
    name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?.parse().ok()
}

/// The explainers that run, with a connection to each, the newest first. Sockets without anyone
/// listening are removed; folders that others could write to are not looked into.
pub fn running(folders: &[PathBuf]) -> Vec<Leader> {
    let mut leaders: Vec<Leader> = Vec::new();
    for folder in folders.iter().filter(|folder| is_private(folder)) {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let Some(process) = entry.file_name().to_str().and_then(process_of) else { continue };
            let Ok(since) = entry.metadata().and_then(|about| about.modified()) else { continue };
            match UnixStream::connect(entry.path()) {
                Ok(stream) => leaders.push(Leader { process, stream, since }),
                Err(error) => remove_if_dead(&entry.path(), &error),
            }
        }
    }
    leaders.sort_by_key(|leader| std::cmp::Reverse((leader.since, leader.process)));
    leaders
}

/// Removes a socket that refused a connection: its process ended without doing so.
fn remove_if_dead(path: &Path, error: &io::Error) {
    if error.kind() == ErrorKind::ConnectionRefused {
        // Someone else may have come across it, too.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::UnixListener;

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_folder_is_made_private_or_refused() {
        let home = tempfile::tempdir().unwrap();
        let wanted = [home.path().join("a").join("chainrule")];
        assert_eq!(folder(&wanted), Ok(wanted[0].as_path()));
        assert_eq!(fs::metadata(&wanted[0]).unwrap().mode() & 0o777, 0o700);
        set_mode(&wanted[0], 0o750);
        assert_eq!(folder(&wanted), Err(NoFolder::NotPrivate(shown(&wanted[0]))));
        let link = [home.path().join("link")];
        set_mode(&wanted[0], 0o700);
        std::os::unix::fs::symlink(&wanted[0], &link[0]).unwrap();
        assert_eq!(folder(&link), Err(NoFolder::NotPrivate(shown(&link[0]))));
        let file = [home.path().join("file").join("chainrule")];
        fs::write(home.path().join("file"), "").unwrap();
        assert!(matches!(folder(&file), Err(NoFolder::CannotBe(..))));
        assert_eq!(folder(&[]), Err(NoFolder::Nowhere));
    }

    #[test]
    fn who_listens_is_found_the_newest_first_and_what_is_dead_removed() {
        let home = tempfile::tempdir().unwrap();
        let folders = [home.path().join("run")];
        let path = folder(&folders).unwrap();
        let alive = [4, 7].map(|process| UnixListener::bind(names(path, process).0).unwrap());
        drop(UnixListener::bind(names(path, 9).0).unwrap());
        for other in ["explainer-x.sock", "notes.txt"] {
            fs::write(path.join(other), "").unwrap();
        }
        let found: Vec<u32> = running(&folders).iter().map(|leader| leader.process).collect();
        assert_eq!(found, [7, 4]);
        assert!(!names(path, 9).0.exists() && path.join("notes.txt").exists());
        set_mode(path, 0o755);
        assert!(running(&folders).is_empty(), "others could have put them there");
        drop(alive);
    }
}
