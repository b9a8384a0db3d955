//! A program in a terminal, and when what it writes comes.

use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::peers::Peer;
use crate::process;

/// The screen of the goals.
pub const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };

pub struct Watched {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    /// When bytes came, and which.
    came: Receiver<(Instant, Vec<u8>)>,
    began: Instant,
    /// What came since the start.
    pub shown: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

/// What a key brought.
pub struct Answer {
    /// From the key to the first byte; nothing if none came.
    pub first: Option<Duration>,
    pub bytes: usize,
}

impl Watched {
    pub fn open(peer: &Peer) -> Self {
        Self::open_with(peer, 0, Duration::ZERO)
    }

    /// The same on a line that takes so many bytes at a time, and waits after each; as much as there is for 0.
    pub fn open_with(peer: &Peer, at_a_time: usize, pause: Duration) -> Self {
        let pair = native_pty_system().openpty(SIZE).expect("there is a terminal");
        let mut command = CommandBuilder::new(&peer.command[0]);
        command.args(&peer.command[1..]);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let own = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
        command.env("XDG_STATE_HOME", own.join("state"));
        command.env("XDG_RUNTIME_DIR", own.join("runtime"));
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let keys = pair.master.take_writer().expect("it can be typed to");
        let mut from = pair.master.try_clone_reader().expect("it can be read from");
        let (sender, came) = channel();
        thread::spawn(move || {
            let mut bytes = vec![0; if at_a_time == 0 { 1 << 16 } else { at_a_time }];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    break;
                }
                if !pause.is_zero() {
                    thread::sleep(pause);
                }
            }
        });
        let shown = vt100::Parser::new(SIZE.rows, SIZE.cols, 0);
        Self { child, keys, came, began, shown, _master: pair.master }
    }

    pub fn id(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits until nothing has come for a while; the time from the start to the last byte.
    pub fn until_stable(&mut self, quiet: Duration) -> Duration {
        let mut last = self.began;
        // Whatever is slow to begin is waited for.
        let mut patience = Duration::from_secs(10);
        while let Some((when, _)) = self.next(patience) {
            (last, patience) = (when, quiet);
        }
        last.duration_since(self.began)
    }

    /// What comes next, if it comes soon: when, and how many bytes.
    fn next(&mut self, patience: Duration) -> Option<(Instant, usize)> {
        match self.came.recv_timeout(patience) {
            Ok((when, bytes)) => {
                self.shown.process(&bytes);
                self.answer(&bytes);
                Some((when, bytes.len()))
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Says what a terminal says to those who ask what it is, whether all is well, and where the cursor
    /// stands. Who asks waits for it.
    fn answer(&mut self, bytes: &[u8]) {
        let (row, column) = self.shown.screen().cursor_position();
        let place = format!("\x1b[{};{}R", row + 1, column + 1);
        for (question, answer) in [("\x1b[c", "\x1b[?6c"), ("\x1b[5n", "\x1b[0n"), ("\x1b[6n", &place)] {
            if bytes.windows(question.len()).any(|part| part == question.as_bytes()) {
                self.send(answer);
            }
        }
    }

    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it takes keys");
        self.keys.flush().expect("it takes keys");
    }

    /// Presses a key and waits for what it brings, and until no more comes.
    pub fn press(&mut self, key: &str, patience: Duration) -> Answer {
        let pressed = Instant::now();
        self.send(key);
        let Some((first, mut bytes)) = self.next(patience) else { return Answer { first: None, bytes: 0 } };
        while let Some((_, more)) = self.next(Duration::from_millis(10)) {
            bytes += more;
        }
        Answer { first: Some(first.duration_since(pressed)), bytes }
    }

    /// Waits until nothing has come for a while; when the last byte came, if any did.
    pub fn until_quiet(&mut self, quiet: Duration) -> Option<Instant> {
        let mut last = None;
        while let Some((when, _)) = self.next(quiet) {
            last = Some(when);
        }
        last
    }

    /// Waits so long; how many bytes came meanwhile.
    pub fn wait(&mut self, time: Duration) -> usize {
        let (end, mut bytes) = (Instant::now() + time, 0);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return bytes;
            }
            bytes += self.next(left).map_or(0, |(_, bytes)| bytes);
        }
    }

    /// Lets it alone; how often it woke up, and how many bytes came.
    pub fn rest(&mut self, time: Duration) -> (u64, usize) {
        let before = process::read(self.id());
        let bytes = self.wait(time);
        (process::read(self.id()).sleeps - before.sleeps, bytes)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
