//! Telling followers what an explainer shows, without ever waiting for one.
//!
//! The loop puts what it shows into a slot that holds one state, and goes on. A thread of its own sends
//! each follower the newest state whenever the follower has taken the one before; what came between is
//! skipped. Nothing that a follower sends is read.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::event::{PollFd, PollFlags, poll};

use super::message::{Edits, MOST_BYTES, MOST_EDITS, Message, OpenedText, Origin, START_OVER, State, TOUR};
use super::place;
use super::view::View;
use crate::app::App;
use crate::edit::{By, Edit, Made};
use crate::engine::Network;
use crate::export::weights;
use crate::scenario::{self, Scenario, WeightsFrom};

/// Followers at a time at most.
const MOST_FOLLOWERS: usize = 8;
/// Bytes that a weight takes as text at most, or nearly so.
const BYTES_A_WEIGHT: usize = 25;

/// Tells followers what an explainer shows. Dropped, it takes its socket away and lets them go.
#[derive(Debug)]
pub struct Publisher {
    slot: Arc<Slot>,
    socket: PathBuf,
    last: Option<Arc<Snapshot>>,
    /// The edits that were told last, to see which are new.
    made: Vec<(Edit, By)>,
}

/// The newest state, and what wakes the thread that sends it.
#[derive(Debug)]
struct Slot {
    newest: Mutex<Newest>,
    bell: UnixStream,
}

#[derive(Debug, Default)]
struct Newest {
    snapshot: Option<Arc<Snapshot>>,
    has_ended: bool,
}

/// What an explainer shows, ready to be told: what is large is shared from state to state.
#[derive(Debug, Clone)]
struct Snapshot {
    opened: Arc<Opened>,
    edits: Arc<Vec<String>>,
    present: usize,
    trained: Option<Arc<Network>>,
    view: View,
}

/// A scenario as it was opened, and where it stands now.
#[derive(Debug)]
struct Opened {
    start: Scenario,
    origin: scenario::Origin,
}

impl Publisher {
    /// Begins to listen in a folder, under the name of a process.
    ///
    /// # Errors
    /// When there can be no socket there.
    pub fn open(folder: &Path, process: u32) -> io::Result<Self> {
        let (socket, early) = place::names(folder, process);
        // Left over from one that had the same number, or that was killed just here.
        for path in [&socket, &early] {
            let _ = fs::remove_file(path);
        }
        let listener = UnixListener::bind(&early)?;
        fs::set_permissions(&early, Permissions::from_mode(0o600))?;
        listener.set_nonblocking(true)?;
        let (bell, wakes) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        wakes.set_nonblocking(true)?;
        let slot = Arc::new(Slot { newest: Mutex::default(), bell });
        // Only now does it have a name at which it is looked for: whoever finds it is not refused.
        fs::rename(&early, &socket)?;
        let sending = Sending {
            slot: Arc::clone(&slot),
            listener,
            wakes,
            started: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
            followers: Vec::new(),
            texts: Texts::default(),
        };
        thread::Builder::new().name("second screen".into()).spawn(move || sending.run())?;
        Ok(Self { slot, socket, last: None, made: Vec::new() })
    }

    /// Tells what is shown now. It takes no longer with followers than without.
    pub fn publish(&mut self, app: &App) {
        let snapshot = self.snapshot(app);
        if self.last.as_ref().is_some_and(|last| last.is(&snapshot)) {
            return;
        }
        let snapshot = Arc::new(snapshot);
        self.last = Some(Arc::clone(&snapshot));
        self.slot.lock().snapshot = Some(snapshot);
        self.slot.ring();
    }

    fn snapshot(&mut self, app: &App) -> Snapshot {
        let lesson = app.lesson();
        let origin = &lesson.scenario().origin;
        let last = self.last.take();
        let opened = last.as_ref().map(|last| &last.opened).filter(|opened| opened.origin == *origin);
        let opened = opened.map_or_else(
            || Arc::new(Opened { start: app.start().clone(), origin: origin.clone() }),
            Arc::clone,
        );
        let edits = self.edits(app, last.as_ref().map(|last| &last.edits));
        let view = lesson.view();
        let snapshot = Snapshot {
            opened,
            edits,
            present: app.history().present(),
            trained: (view.epoch > 0).then(|| Arc::clone(lesson.trained())),
            view: View::of(app),
        };
        self.last = last;
        snapshot
    }

    /// The edits as text; the ones told last where they are still the same.
    fn edits(&mut self, app: &App, last: Option<&Arc<Vec<String>>>) -> Arc<Vec<String>> {
        let made = app.history().all();
        let same = made.iter().zip(&self.made).take_while(|(made, told)| is_same(made, told)).count();
        if let Some(last) = last.filter(|_| same == made.len() && same == self.made.len()) {
            return Arc::clone(last);
        }
        let network = app.lesson().scenario().network();
        let text = |made: &Made| match (&made.edit, made.by) {
            (Edit::Several(_), _) => START_OVER.to_owned(),
            // No sample has this number: each is named.
            (edit, By::Learner) => edit.text(network, usize::MAX),
            (edit, By::Tour) => format!("{TOUR}{}", edit.text(network, usize::MAX)),
        };
        self.made.truncate(same);
        self.made.extend(made[same..].iter().map(|made| (made.edit.clone(), made.by)));
        let kept = last.iter().flat_map(|last| last[..same].iter().cloned());
        Arc::new(kept.chain(made[same..].iter().map(text)).collect())
    }
}

/// Whether an edit is that which was told. Going back to the start follows from the edits before it, so
/// that nobody need compare all its numbers.
fn is_same(made: &Made, (told, by): &(Edit, By)) -> bool {
    match (&made.edit, told) {
        (Edit::Several(_), Edit::Several(_)) => true,
        (edit, told) => edit == told && made.by == *by,
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        // Someone may have removed it.
        let _ = fs::remove_file(&self.socket);
        self.slot.lock().has_ended = true;
        self.slot.ring();
    }
}

impl Slot {
    fn lock(&self) -> MutexGuard<'_, Newest> {
        // Whoever held it only put something in or took it out.
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the thread. Where it has not yet heard the bells before this one, it will look anyway.
    fn ring(&self) {
        let _ = (&self.bell).write(&[0]);
    }
}

impl Snapshot {
    /// Whether a follower would see no difference.
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.opened, &other.opened)
            && Arc::ptr_eq(&self.edits, &other.edits)
            && self.present == other.present
            && is_one(self.trained.as_ref(), other.trained.as_ref())
            && self.view == other.view
    }
}

fn is_one(network: Option<&Arc<Network>>, other: Option<&Arc<Network>>) -> bool {
    match (network, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The thread that sends.
struct Sending {
    slot: Arc<Slot>,
    listener: UnixListener,
    wakes: UnixStream,
    /// In seconds since 1970.
    started: u64,
    followers: Vec<Follower>,
    texts: Texts,
}

/// One who follows.
struct Follower {
    stream: UnixStream,
    /// The newest state that was dealt with.
    seen: Option<Arc<Snapshot>>,
    /// The same where it was told: what stays as it was there need not be told again.
    told: Option<Arc<Snapshot>>,
    /// A frame on its way, and how much of it is sent.
    frame: Vec<u8>,
    sent: usize,
}

impl Sending {
    /// Sends until the explainer ends. It sleeps while there is nothing to do.
    fn run(mut self) {
        while let Ok((has_knocked, was_woken)) = self.wait() {
            if was_woken {
                self.hear();
            }
            let (newest, has_ended) = {
                let newest = self.slot.lock();
                (newest.snapshot.clone(), newest.has_ended)
            };
            if has_ended {
                return;
            }
            if has_knocked {
                self.let_in();
            }
            let Self { followers, texts, started, .. } = &mut self;
            followers.retain_mut(|follower| follower.go_on(newest.as_ref(), *started, texts).is_ok());
        }
    }

    /// Waits until someone knocks, rings, takes more or goes; says whether someone knocked or rang.
    fn wait(&mut self) -> io::Result<(bool, bool)> {
        let entry = PollFd::from_borrowed_fd;
        let mut fds =
            vec![entry(self.listener.as_fd(), PollFlags::IN), entry(self.wakes.as_fd(), PollFlags::IN)];
        // Asked for nothing, it still says who has gone.
        fds.extend(self.followers.iter().map(|follower| {
            let is_sending = follower.sent < follower.frame.len();
            entry(follower.stream.as_fd(), if is_sending { PollFlags::OUT } else { PollFlags::empty() })
        }));
        while let Err(error) = poll(&mut fds, None) {
            if error != rustix::io::Errno::INTR {
                return Err(error.into());
            }
        }
        let is_gone =
            |fd: &PollFd<'_>| fd.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        let gone: Vec<bool> = fds[2..].iter().map(is_gone).collect();
        let came = [&fds[0], &fds[1]].map(|fd| !fd.revents().is_empty());
        let mut gone = gone.into_iter();
        self.followers.retain(|_| !gone.next().unwrap_or(false));
        Ok((came[0], came[1]))
    }

    /// Takes the rings that have come.
    fn hear(&mut self) {
        let mut rings = [0; 64];
        while io::Read::read(&mut self.wakes, &mut rings).is_ok_and(|count| count == rings.len()) {}
    }

    /// Lets in those who have come, as many as there is room for.
    fn let_in(&mut self) {
        while let Ok((stream, _)) = self.listener.accept() {
            let is_ready =
                stream.set_nonblocking(true).and_then(|()| stream.shutdown(std::net::Shutdown::Read));
            if is_ready.is_err() {
                continue;
            }
            let mut follower = Follower { stream, seen: None, told: None, frame: Vec::new(), sent: 0 };
            if self.followers.len() < MOST_FOLLOWERS {
                self.followers.push(follower);
            } else if let Ok(Some(frame)) = Message::Full.frame() {
                // A few bytes always fit into a connection that is new.
                let _ = follower.stream.write(&frame);
            }
        }
    }
}

impl Follower {
    /// Sends what is on its way, then the newest state, as far as the follower takes it.
    fn go_on(&mut self, newest: Option<&Arc<Snapshot>>, started: u64, texts: &mut Texts) -> io::Result<()> {
        loop {
            while self.sent < self.frame.len() {
                match self.stream.write(&self.frame[self.sent..]) {
                    Ok(0) => return Err(ErrorKind::WriteZero.into()),
                    Ok(count) => self.sent += count,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            let is_seen =
                |newest: &Arc<Snapshot>| self.seen.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, newest));
            let Some(newest) = newest.filter(|newest| !is_seen(newest)) else { return Ok(()) };
            let told = state(newest, self.told.as_deref(), started, texts);
            let frame =
                told.and_then(|state| Message::State(Box::new(state)).frame().transpose()).transpose()?;
            // What was not told is no ground to build upon: the next state says all again.
            self.told = frame.is_some().then(|| Arc::clone(newest));
            self.seen = Some(Arc::clone(newest));
            self.frame = match frame {
                Some(frame) => frame,
                None => Message::TooLarge.frame()?.unwrap_or_default(),
            };
            self.sent = 0;
        }
    }
}

/// Weights as text, kept so that they are written once for all followers.
#[derive(Default)]
struct Texts {
    opened: Option<(Arc<Opened>, Arc<OpenedText>)>,
    trained: Option<(Arc<Network>, Arc<str>)>,
}

/// What of a state is to be told to one who was told another before, or nothing if that is too much.
fn state(now: &Snapshot, told: Option<&Snapshot>, started: u64, texts: &mut Texts) -> Option<State> {
    if now.edits.len() > MOST_EDITS {
        return None;
    }
    let is_opened = told.is_some_and(|told| Arc::ptr_eq(&told.opened, &now.opened));
    let is_edited = told.filter(|_| is_opened).is_some_and(|told| Arc::ptr_eq(&told.edits, &now.edits));
    let is_trained =
        told.filter(|_| is_opened).is_some_and(|told| is_one(told.trained.as_ref(), now.trained.as_ref()));
    let before = told.filter(|_| is_opened).map_or(&[][..], |told| &told.edits);
    let keep = before.iter().zip(&*now.edits).take_while(|(one, other)| one == other).count();
    Some(State {
        started,
        opened: if is_opened { None } else { Some(texts.opened(&now.opened)?) },
        edits: (!is_edited).then(|| Edits { keep, more: now.edits[keep..].to_vec() }),
        present: now.present,
        trained: match &now.trained {
            Some(network) if !is_trained => Some(texts.trained(network)?),
            _ => None,
        },
        view: now.view.clone(),
    })
}

impl Texts {
    fn opened(&mut self, opened: &Arc<Opened>) -> Option<Arc<OpenedText>> {
        if let Some((_, text)) = self.opened.as_ref().filter(|(of, _)| Arc::ptr_eq(of, opened)) {
            return Some(Arc::clone(text));
        }
        let weights = match opened.start.weights_from() {
            WeightsFrom::File(_) | WeightsFrom::Given(_) => Some(written(opened.start.network())?),
            WeightsFrom::Text | WeightsFrom::Seed => None,
        };
        let origin = match &opened.origin {
            scenario::Origin::Builtin(name) => Origin::Builtin((*name).to_owned()),
            scenario::Origin::File(path) => Origin::File(path.display().to_string()),
            scenario::Origin::Text => Origin::Text,
        };
        let text = Arc::new(OpenedText { source: Arc::clone(&opened.start.source), origin, weights });
        self.opened = Some((Arc::clone(opened), Arc::clone(&text)));
        Some(text)
    }

    fn trained(&mut self, network: &Arc<Network>) -> Option<Arc<str>> {
        if let Some((_, text)) = self.trained.as_ref().filter(|(of, _)| Arc::ptr_eq(of, network)) {
            return Some(Arc::clone(text));
        }
        let text = written(network)?;
        self.trained = Some((Arc::clone(network), Arc::clone(&text)));
        Some(text)
    }
}

/// The weights of a network as training writes them, if they are not too many.
fn written(network: &Network) -> Option<Arc<str>> {
    if network.weight_count() > MOST_BYTES / BYTES_A_WEIGHT {
        return None;
    }
    let mut text = Vec::new();
    weights::json(network, &mut text).ok()?;
    Some(String::from_utf8(text).ok()?.into())
}
