//! What is kept of scenarios from one run to the next: a small file each, in a folder of the user's.
//!
//! Nothing here is missed when it is gone. What cannot be read is as if it were not there, and what cannot
//! be written is not said: nobody asked for it.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::beside;
use crate::app::{Left, MOST_BOOKMARKS, Memory, Remembering};
use crate::scenario::Origin;
use crate::text::stable_hash;

/// Scenarios that something is kept of; those used longest ago are forgotten.
const MOST_FILES: usize = 200;
/// Bytes of a file that are read at most.
const MOST_BYTES: u64 = 64 << 10;
/// What ends the name of such a file.
const ENDING: &str = "json";

/// The folder of the files; none where the user has no home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeper {
    folder: Option<PathBuf>,
}

/// A file as it is written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    scenario: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<KeptLeft>,
    bookmarks: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptLeft {
    step: String,
    zoom: String,
    sample: usize,
}

impl Keeper {
    /// The user's own.
    pub fn of_user() -> Self {
        Self { folder: state_folder(|name| std::env::var_os(name)) }
    }

    /// What is kept of a scenario, if anything.
    pub fn recall(&self, origin: &Origin) -> Option<Memory> {
        let (path, name) = self.file(origin)?;
        let Kept { left, mut bookmarks, .. } = read(&path, &name)?;
        bookmarks.truncate(MOST_BOOKMARKS);
        let left = left.map(|KeptLeft { step, zoom, sample }| Left { step, zoom, sample });
        Some(Memory { left, bookmarks })
    }

    /// Keeps where one is, and what was done to the marks. Marks that another run has set meanwhile stay.
    pub fn remember(&self, origin: &Origin, remembering: &Remembering) {
        // There is nobody to tell, and nothing that would be different.
        let _ = self.try_to_remember(origin, remembering);
    }

    fn try_to_remember(&self, origin: &Origin, remembering: &Remembering) -> io::Result<()> {
        let Some((path, scenario)) = self.file(origin) else { return Ok(()) };
        let mut bookmarks = read(&path, &scenario).unwrap_or_default().bookmarks;
        for (address, is_set) in &remembering.changes {
            bookmarks.retain(|marked| marked != address);
            bookmarks.extend(is_set.then(|| address.clone()));
        }
        let Left { step, zoom, sample } = remembering.left.clone();
        let kept = Kept { scenario, left: Some(KeptLeft { step, zoom, sample }), bookmarks };
        let folder = path.parent().unwrap_or(Path::new("."));
        make(folder)?;
        // As a whole or not at all, and for nobody else to read.
        beside::clear(folder);
        let mut new = beside::new_in(folder, false)?;
        new.write_all(&serde_json::to_vec(&kept)?)?;
        new.persist(&path)?;
        forget_old(folder)
    }

    /// The file of a scenario, and the name that it stands for. A text that cannot be had again has none.
    fn file(&self, origin: &Origin) -> Option<(PathBuf, String)> {
        let folder = self.folder.as_ref()?;
        let name = name_of(origin)?;
        Some((folder.join(format!("{:016x}.{ENDING}", stable_hash(name.bytes()))), name))
    }
}

/// By which name something is kept of a scenario: the same wherever one opens it from. A text that cannot
/// be had again has none.
pub(super) fn name_of(origin: &Origin) -> Option<String> {
    match origin {
        Origin::Builtin(name) => Some(format!("builtin {name}")),
        Origin::File(path) => Some(format!("file {}", real(path)?.to_str()?)),
        Origin::Text => None,
    }
}

/// Where a file is, or was before someone removed it.
fn real(path: &Path) -> Option<PathBuf> {
    let folder = || path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let there = fs::canonicalize(path);
    there
        .or_else(|_| {
            Ok::<_, io::Error>(fs::canonicalize(folder())?.join(path.file_name().unwrap_or_default()))
        })
        .ok()
}

/// Reads a file that is kept for this scenario; nothing if it is anything else.
fn read(path: &Path, scenario: &str) -> Option<Kept> {
    // Opening what is no file may wait for ever.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    let kept: Kept = serde_json::from_slice(&bytes).ok()?;
    (kept.scenario == scenario).then_some(kept)
}

/// Makes the folder, for this user alone.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes the files of the scenarios that were used longest ago, where there are too many.
fn forget_old(folder: &Path) -> io::Result<()> {
    let is_ours = |path: &Path| path.extension().is_some_and(|ending| ending == ENDING);
    let mut all: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter(|entry| is_ours(&entry.path()))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    all.sort();
    let too_many = all.len().saturating_sub(MOST_FILES);
    all.into_iter().take(too_many).try_for_each(|(_, path)| fs::remove_file(path))
}

/// Where a user's programs keep such files, by the variables of the environment.
pub(super) fn state_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A path that does not begin at a root would be another one in every folder.
    let path = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = || {
        if cfg!(windows) {
            path("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            Some(path("HOME")?.join("Library/Application Support"))
        } else {
            Some(path("HOME")?.join(".local/state"))
        }
    };
    Some(path("XDG_STATE_HOME").or_else(base)?.join("chainrule"))
}

#[cfg(test)]
mod tests;
