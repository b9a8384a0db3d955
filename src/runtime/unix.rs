//! What only Unix has: signals, stopping, a terminal that hangs up, and that says how large it is.

use std::io;
use std::os::fd::AsFd as _;
use std::process::exit;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{QueueSelector, tcflush, tcgetwinsize};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::event::Event;
use super::screen;

/// How long the loop may take to end when it is asked to. It ends at once unless it computes
/// something long, or writes to a terminal that takes nothing; then the program ends without it.
const GRACE: Duration = Duration::from_millis(250);

/// Sends signals, and the end of the terminal, as events.
pub(super) fn watch<E: From<Event> + Send + 'static>(sender: &Sender<E>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let to_loop = sender.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => drop(to_loop.send(Event::Stop.into())),
                SIGCONT => drop(to_loop.send(Event::Continue.into())),
                SIGWINCH => drop(to_loop.send(Event::Resized.into())),
                other => {
                    let number = u8::try_from(other).unwrap_or(u8::MAX);
                    end(&to_loop, Event::End(number), 128_i32.saturating_add(other));
                }
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
        // Where a terminal cannot be polled at all, SIGHUP has to do.
        if terminal[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
            end(&to_loop, Event::Gone, 1);
        }
    });
    Ok(())
}

/// How large the terminal is that standard output is; nothing where it does not know.
pub(super) fn size() -> Option<Size> {
    let size = tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then(|| Size::new(size.ws_col, size.ws_row))
}

/// Asks the loop to end, and ends without it where it does not in time.
fn end<E: From<Event>>(to_loop: &Sender<E>, event: Event, code: i32) {
    drop(to_loop.send(event.into()));
    thread::sleep(GRACE);
    screen::abandon();
    exit(code);
}

/// Whether somebody would let the process go on after it was stopped. In the group of its session's
/// leader it is no job of a shell: a terminal or a container was started with it.
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process as Ctrl-Z does, with those that it was started together with, so that the shell
/// gets its terminal back from a script, too; returns when it goes on.
pub(super) fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}

/// Drops what the terminal has sent and nobody has read: a mouse's reports, the rest of a paste. The shell
/// that comes next would take it for commands.
pub(super) fn forget_input() {
    // Where it cannot be done it stays as it is.
    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
}
