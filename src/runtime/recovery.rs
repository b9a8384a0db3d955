//! Edits that are not saved, kept in a file of the user's state in case the program breaks off.
//!
//! Each running explainer has a file of its own, which it keeps locked. The system unlocks it when the program
//! ends, however it ends: a file that nobody locks was left by a run that broke off, and is offered by the next
//! run on the same scenario. So programs that run at once leave each other's alone, and no number of a process
//! has to be believed.
//!
//! A thread of its own writes it, so that neither frames wait for a disk nor the disk for the loop.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::beside;
use super::memory::{make, name_of, state_folder};
use crate::app::{Decided, Keeping, Record, Unsaved};
use crate::scenario::Origin;
use crate::text::stable_hash;

/// Time from one writing to the next, at least. The first edit is written at once; an edit is so much behind
/// at most, and as long as writing takes.
const BETWEEN_WRITINGS: Duration = Duration::from_secs(2);
/// Files that are kept at most; of those left by runs that broke off, the oldest are forgotten.
const MOST_FILES: usize = 100;
/// Bytes of a file that are read at most.
const MOST_BYTES: u64 = 64 << 20;
/// What ends the name of such a file.
const ENDING: &str = ".json";

/// A file as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    scenario: String,
    base: u64,
    now: u64,
    edits: Vec<String>,
}

/// A file that is this process's own, as long as it is locked.
#[derive(Debug)]
struct Own {
    path: PathBuf,
    scenario: String,
    /// Its end unlocks the file.
    lock: Option<File>,
}

/// What keeps the edits of a running explainer. At its end, all that was handed over is written.
#[derive(Debug)]
pub(super) struct Recovery {
    /// None where the user has no home.
    folder: Option<PathBuf>,
    /// What an earlier run left, until something is decided about it.
    left: Option<Own>,
    clerk: Option<Clerk>,
}

/// The thread that writes.
#[derive(Debug)]
struct Clerk {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

/// What is to be kept now, and the file to go on with or to remove.
struct Order {
    unsaved: Option<Unsaved>,
    taken: Option<Own>,
    dropped: Option<Own>,
}

impl Recovery {
    /// In the user's own folder. Nothing is made before there is something to keep.
    pub fn of_user() -> Self {
        let folder = state_folder(|name| std::env::var_os(name));
        Self { folder: folder.map(|folder| folder.join("unsaved")), left: None, clerk: None }
    }

    /// What a run on this scenario left that broke off. Nobody else is offered it until this one ends.
    pub fn recover(&mut self, origin: &Origin) -> Option<Record> {
        let folder = self.folder.as_deref()?;
        beside::clear(folder);
        let scenario = name_of(origin)?;
        let start = start_of_name(&scenario);
        let found = newest_first(folder).into_iter().filter(|path| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(&start))
        });
        for path in found {
            let Some(lock) = open_locked(&path) else { continue };
            let Some(kept) = read(&lock).filter(|kept| kept.scenario == scenario) else { continue };
            self.left = Some(Own { path, scenario, lock: Some(lock) });
            let Kept { base, now, edits, .. } = kept;
            return Some(Record { base, now, edits });
        }
        None
    }

    /// Keeps edits, or nothing where all are saved; takes over or removes what an earlier run left.
    pub fn keep(&mut self, keeping: Keeping) {
        let Some(folder) = &self.folder else { return };
        let decided = if keeping.left == Decided::Nothing { None } else { self.left.take() };
        let (taken, dropped) = match keeping.left {
            Decided::Taken => (decided, None),
            _ => (None, decided),
        };
        if self.clerk.is_none() && keeping.unsaved.is_none() && taken.is_none() && dropped.is_none() {
            return;
        }
        let clerk = self.clerk.get_or_insert_with(|| Clerk::begin(folder.clone()));
        if let Some(orders) = &clerk.orders {
            let _ = orders.send(Order { unsaved: keeping.unsaved, taken, dropped });
        }
    }
}

impl Clerk {
    fn begin(folder: PathBuf) -> Self {
        let (sender, orders) = channel();
        let thread =
            thread::Builder::new().name("unsaved edits".into()).spawn(move || work(&folder, &orders));
        // Without a thread nothing is kept, and all else goes on.
        let thread = thread.ok();
        Self { orders: thread.is_some().then_some(sender), thread }
    }
}

impl Drop for Clerk {
    fn drop(&mut self) {
        self.orders.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Carries out orders until no more can come. It sleeps while there is nothing to do.
fn work(folder: &Path, orders: &Receiver<Order>) {
    let mut own: Option<Own> = None;
    let mut written: Option<Instant> = None;
    while let Ok(first) = orders.recv() {
        let order = newest(first, orders, written.map(|written| written + BETWEEN_WRITINGS));
        if let Some(dropped) = order.dropped {
            dropped.remove();
        }
        if let Some(taken) = order.taken
            && let Some(before) = own.replace(taken)
        {
            before.remove();
        }
        let Some(unsaved) = order.unsaved else {
            if let Some(own) = own.take() {
                own.remove();
            }
            continue;
        };
        // Edits that are too many leave what was written before them; a text that cannot be had again has no
        // file at all.
        if let (Some(scenario), Some(record)) = (name_of(unsaved.origin()), unsaved.record()) {
            // There is nobody to tell; the next edit is another try.
            let _ = write(folder, scenario, record, &mut own);
            written = Some(Instant::now());
        }
    }
}

/// The newest order, once it is time to carry one out: at once where a file is to go.
fn newest(first: Order, orders: &Receiver<Order>, due: Option<Instant>) -> Order {
    let mut order = first;
    loop {
        let left = due.map_or(Duration::ZERO, |due| due.saturating_duration_since(Instant::now()));
        let wait = if order.unsaved.is_some() { left } else { Duration::ZERO };
        match orders.recv_timeout(wait) {
            Ok(newer) => {
                order = Order {
                    unsaved: newer.unsaved,
                    taken: newer.taken.or(order.taken),
                    dropped: newer.dropped.or(order.dropped),
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return order,
        }
    }
}

/// Writes a file as a whole or not at all, for nobody else to read.
fn write(folder: &Path, scenario: String, record: Record, own: &mut Option<Own>) -> io::Result<()> {
    make(folder)?;
    let new = beside::new_in(folder, false)?;
    let Record { base, now, edits } = record;
    let kept = Kept { scenario, base, now, edits };
    let mut to = BufWriter::new(new.as_file());
    serde_json::to_writer(&mut to, &kept)?;
    to.flush()?;
    drop(to);
    new.as_file().sync_all()?;
    let same = own.as_ref().filter(|own| own.scenario == kept.scenario).map(|own| own.path.clone());
    let (path, lock) = match same {
        Some(path) => {
            // Elsewhere than on Unix, nothing takes the place of an open file.
            if let Some(own) = own.as_mut().filter(|_| cfg!(not(unix))) {
                own.lock = None;
            }
            let lock = new.persist(&path)?;
            (path, lock)
        }
        None => {
            let path = folder.join(new_name(&kept.scenario, new.path()));
            let lock = new.persist_noclobber(&path)?;
            (path, lock)
        }
    };
    let before = own.replace(Own { path: path.clone(), scenario: kept.scenario, lock: Some(lock) });
    if let Some(before) = before.filter(|before| before.path != path) {
        before.remove();
    }
    forget_old(folder);
    Ok(())
}

impl Own {
    fn remove(self) {
        // Someone may have removed it.
        let _ = fs::remove_file(&self.path);
    }
}

/// What the names of a scenario's files begin with; the file itself says which scenario it is of.
fn start_of_name(scenario: &str) -> String {
    format!("{:016x}-", stable_hash(scenario.bytes()))
}

/// A name that no other file has: the one that is written has one, too.
fn new_name(scenario: &str, written: &Path) -> String {
    let stem = written.file_stem().unwrap_or_default().to_string_lossy();
    let own: String = stem.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}{own}{ENDING}", start_of_name(scenario))
}

/// The files of a folder, the newest first.
fn newest_first(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_ours = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ENDING));
    let mut all: Vec<_> = entries
        .filter(|entry| is_ours(&entry.path()) && entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    all.sort();
    all.into_iter().rev().map(|(_, path)| path).collect()
}

/// Opens and locks a file, if nobody has it and it is still the one of this name.
fn open_locked(path: &Path) -> Option<File> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    (beside::lock(&file) && beside::is_there(&file)).then_some(file)
}

/// Reads a file; nothing where it is damaged.
fn read(file: &File) -> Option<Kept> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Removes the oldest files of runs that broke off, where there are too many.
fn forget_old(folder: &Path) {
    for path in newest_first(folder).into_iter().skip(MOST_FILES) {
        if open_locked(&path).is_some() {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests;
