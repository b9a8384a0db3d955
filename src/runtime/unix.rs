//! What only Unix has: signals, stopping, a terminal that hangs up.

use std::io;
use std::os::fd::AsFd as _;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::event::Event;

/// Sends signals, and the end of the terminal, as events.
pub(super) fn watch(sender: &Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT])?;
    let to_loop = sender.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continue,
                other => Event::End(u8::try_from(other).unwrap_or(u8::MAX)),
            };
            if to_loop.send(event).is_err() {
                break;
            }
        }
    });
    let to_loop = sender.clone();
    thread::spawn(move || {
        // Asked for nothing, a poll returns only when the other side has hung up. Reading would not
        // tell: on a dead terminal the library's own waiting spins.
        let stdin = io::stdin();
        let mut terminal = [PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::empty())];
        while let Err(rustix::io::Errno::INTR) = poll(&mut terminal, None) {}
        let _ = to_loop.send(Event::Gone);
    });
    Ok(())
}

/// Stops the process as Ctrl-Z does; returns when it goes on.
pub(super) fn stop() -> io::Result<()> {
    low_level::emulate_default_handler(SIGTSTP)
}
