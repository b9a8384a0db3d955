//! What goes over the socket: frames of JSON, each with its length before it.
//!
//! A reader takes nothing on trust: the kind and the version of the other side stand in front of each
//! frame, a frame has a greatest length, and what it holds is checked when it is taken up.

use std::io::{self, Read};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::view::View;

/// What every frame begins with: who speaks, and in which version of these messages. It changes
/// whenever their shape does.
const MARK: [u8; 4] = *b"chr\x02";
/// Bytes before a frame's text: the mark and its length.
const HEAD: usize = 8;
/// Bytes of a frame's text at most.
pub const MOST_BYTES: usize = 64 << 20;
/// Edits that are told at most.
pub const MOST_EDITS: usize = 100_000;

/// What an explainer tells a follower.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// What it shows now.
    State(Box<State>),
    /// It has as many followers as it takes.
    Full,
    /// What it shows now is too large to be told.
    TooLarge,
}

/// What an explainer shows. What is absent is as it was told last on this connection; the first time
/// nothing is absent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    /// When it started, in seconds since 1970.
    pub started: u64,
    /// The scenario as it was opened.
    pub opened: Option<Arc<OpenedText>>,
    /// The edits.
    pub edits: Option<Edits>,
    /// How many of them hold.
    pub present: usize,
    /// The weights after the epochs of the view, as training writes them; only where there are epochs.
    pub trained: Option<Arc<str>>,
    /// How it is looked at.
    pub view: View,
}

/// A scenario as it can be opened again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenedText {
    /// The text of its file.
    pub source: Arc<str>,
    /// Where it came from.
    pub origin: Origin,
    /// Its weights, where the text names a file of them.
    pub weights: Option<Arc<str>>,
}

/// Where a scenario came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A built-in one of this name.
    Builtin(String),
    /// A file.
    File(String),
    /// Standard input.
    Text,
}

/// Edits: so many of those that were told before, then more. Each is as a command line gives it, inputs
/// and targets with their sample, or [`START_OVER`]; those that a tour made begin with [`TOUR`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Edits {
    /// How many of those told before stay, from the first on.
    pub keep: usize,
    /// What comes behind them.
    pub more: Vec<String>,
}

/// Going back to the start among edits.
pub const START_OVER: &str = "start over";
/// Before numbers that a tour set, each as a command line gives it.
pub const TOUR: &str = "tour ";

/// Why a frame is none.
#[derive(Debug, thiserror::Error)]
pub enum Garbled {
    /// The connection failed or ended.
    #[error(transparent)]
    Connection(#[from] io::Error),
    /// Another program, or another version of it.
    #[error("it speaks as another version of chainrule does")]
    OtherVersion,
    /// A frame beyond all bounds.
    #[error("it tells more than can be")]
    TooLong,
    /// It has as many followers as it takes.
    #[error("it has as many followers as it takes")]
    Full,
    /// What is told makes no sense.
    #[error("what it tells cannot be understood")]
    Nonsense,
}

impl Message {
    /// The frame of this message; nothing if it would be too long.
    pub fn frame(&self) -> io::Result<Option<Vec<u8>>> {
        let mut frame = vec![0; HEAD];
        serde_json::to_writer(&mut frame, self)?;
        let length = frame.len() - HEAD;
        let Some(length) = u32::try_from(length).ok().filter(|_| length <= MOST_BYTES) else {
            return Ok(None);
        };
        frame[..4].copy_from_slice(&MARK);
        frame[4..HEAD].copy_from_slice(&length.to_be_bytes());
        Ok(Some(frame))
    }

    /// Reads one frame; waits until it has come.
    pub fn read(from: &mut impl Read) -> Result<Self, Garbled> {
        let mut head = [0; HEAD];
        from.read_exact(&mut head)?;
        let [a, b, c, version, length @ ..] = head;
        if [a, b, c, version] != MARK {
            return Err(Garbled::OtherVersion);
        }
        let length = u32::from_be_bytes(length);
        if length as usize > MOST_BYTES {
            return Err(Garbled::TooLong);
        }
        // The length is only said: room is made for what really comes.
        let mut text = Vec::new();
        from.take(length.into()).read_to_end(&mut text)?;
        if text.len() < length as usize {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        serde_json::from_slice(&text).map_err(|_| Garbled::Nonsense)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_back_one_after_the_other() {
        let bytes = [Message::Full, Message::TooLarge].map(|told| told.frame().unwrap().unwrap()).concat();
        let mut from = &bytes[..];
        assert!(matches!(Message::read(&mut from), Ok(Message::Full)));
        assert!(matches!(Message::read(&mut from), Ok(Message::TooLarge)));
        assert!(matches!(Message::read(&mut from), Err(Garbled::Connection(_))));
    }

    #[test]
    fn what_is_no_frame_is_refused_before_room_is_made_for_it() {
        let read = |bytes: &[u8]| Message::read(&mut &*bytes).unwrap_err();
        assert!(matches!(read(b"chr\x01\0\0\0\x06\"full\""), Garbled::OtherVersion));
        assert!(matches!(read(b"GET / HTTP/1.1\r\n"), Garbled::OtherVersion));
        assert!(matches!(read(b"chr\x02\xff\xff\xff\xff"), Garbled::TooLong));
        assert!(matches!(read(b"chr\x02\0\0\0\x06nonsen"), Garbled::Nonsense));
        assert!(matches!(read(b"chr\x02\0\0\0\x07\"full\""), Garbled::Connection(_)));
        let deep = "[".repeat(100_000);
        let frame = [&b"chr\x02"[..], &(deep.len() as u32).to_be_bytes(), deep.as_bytes()].concat();
        assert!(matches!(read(&frame), Garbled::Nonsense));
    }
}
