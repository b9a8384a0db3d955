//! Finding an explainer and hearing what it tells, on a thread of its own.

use std::io::ErrorKind;
use std::net::Shutdown;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::follower::{Heard, Wanted};
use super::message::{Garbled, Message};
use super::mirror::Received;
use super::place::{self, Leader};
use crate::lesson::words::second_screen as words;

/// How long one waits before one looks again for an explainer.
const PAUSE: Duration = Duration::from_millis(200);
/// The same after one could not be followed, which will not be otherwise at once.
const LONG_PAUSE: Duration = Duration::from_secs(2);

/// The newest that was heard; what came before it and was not looked at is gone.
#[derive(Debug, Default)]
pub struct News(Mutex<Option<Heard>>);

impl News {
    /// Takes what is new.
    pub fn take(&self) -> Option<Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Puts in what is newest; says whether what was there before was taken, so that someone must be told.
    pub(super) fn put(&self, heard: Heard) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(heard).is_none()
    }
}

/// Looks for an explainer, hears what it tells, and looks for another when it has ended. `tell` says that
/// there is news, and returns whether anybody cares.
///
/// # Errors
/// When there can be no thread.
pub fn scout(
    folders: Vec<PathBuf>,
    wanted: Wanted,
    news: Arc<News>,
    tell: impl Fn() -> bool + Send + 'static,
) -> std::io::Result<()> {
    let scout = Scout { folders, wanted, news, tell };
    thread::Builder::new().name("scout".into()).spawn(move || scout.run()).map(drop)
}

struct Scout<F> {
    folders: Vec<PathBuf>,
    wanted: Wanted,
    news: Arc<News>,
    tell: F,
}

/// Nobody listens any more.
struct Unheard;

impl<F: Fn() -> bool> Scout<F> {
    fn run(mut self) {
        let mut why = None;
        while let Ok((reason, pause)) = self.round(why.take()) {
            why = reason;
            thread::sleep(pause);
        }
    }

    /// Says why one waits, if that is news, and follows an explainer to its end if there is one. Returns
    /// why one waits then, and how long before looking again.
    fn round(&mut self, why: Option<String>) -> Result<(Option<String>, Duration), Unheard> {
        let mut leaders = place::running(&self.folders);
        let chosen = self.wanted.process.take();
        let index = leaders.iter().position(|leader| Some(leader.process) == chosen);
        if leaders.is_empty() {
            if let Some(why) = why {
                self.say(Heard::Nobody(Some(why)))?;
            }
            return Ok((None, PAUSE));
        }
        let leader = leaders.swap_remove(index.unwrap_or(0));
        // Chosen by nobody, one says that there was a choice.
        let others = if chosen.is_some() { Vec::new() } else { leaders };
        let others: Vec<u32> = others.into_iter().map(|leader| leader.process).collect();
        let process = leader.process;
        let (garbled, was_heard) = self.hear(leader, &others)?;
        let (sentence, pause) = match garbled {
            // One that took the connection and let it go at once is just ending.
            Garbled::Connection(_) => (words::HAS_ENDED.to_owned(), PAUSE),
            Garbled::Full => (words::IS_FULL.to_owned(), LONG_PAUSE),
            other => (words::IS_GARBLED.replace("{why}", &other.to_string()), LONG_PAUSE),
        };
        if self.wanted.once && was_heard {
            self.say(Heard::Ended)?;
            return Err(Unheard);
        }
        let sentence = sentence.replace("{process}", &process.to_string());
        self.say(Heard::Nobody(Some(sentence.clone())))?;
        Ok((Some(sentence), pause))
    }

    /// Hears what an explainer tells until it ends; returns how it did, and whether it told anything.
    fn hear(&self, leader: Leader, others: &[u32]) -> Result<(Garbled, bool), Unheard> {
        let Leader { process, mut stream, .. } = leader;
        // There is nothing to be said to it.
        if let Err(error) = stream.shutdown(Shutdown::Write)
            && error.kind() != ErrorKind::NotConnected
        {
            return Ok((error.into(), false));
        }
        let mut known: Option<Received> = None;
        loop {
            let state = match Message::read(&mut stream) {
                Ok(Message::State(state)) => state,
                Ok(Message::Full) => return Ok((Garbled::Full, false)),
                Ok(Message::TooLarge) => {
                    let sentence = words::IS_TOO_LARGE.replace("{process}", &process.to_string());
                    self.say(Heard::Nobody(Some(sentence)))?;
                    continue;
                }
                Err(garbled) => return Ok((garbled, known.is_some())),
            };
            match Received::after(known.as_ref(), *state) {
                Ok(received) => known = Some(received.clone()),
                Err(garbled) => return Ok((garbled, known.is_some())),
            }
            if let Some(received) = known.clone() {
                self.say(Heard::State { received: Box::new(received), process, others: others.to_vec() })?;
            }
        }
    }

    fn say(&self, heard: Heard) -> Result<(), Unheard> {
        // While earlier news is not taken, it has been told that there is some.
        if !self.news.put(heard) || (self.tell)() { Ok(()) } else { Err(Unheard) }
    }
}
