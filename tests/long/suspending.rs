//! Stopping and going on: by the key and by the signal, under a shell that puts the terminal right itself and
//! under one that does not.

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::pty::{Session, binary, cells, fresh, keep_apart, modes, within_the_deadline};

/// What the shell asks with.
const PROMPT: &str = "ready>";

struct Shell {
    session: Session,
    /// The terminal's modes while the shell asks.
    asking: String,
}

impl Shell {
    fn open(shell: &[&str]) -> Self {
        let mut command = CommandBuilder::new(shell[0]);
        keep_apart(&mut command);
        command.env("PS1", format!("{PROMPT} "));
        command.env_remove("ENV");
        let session = Session::open_as(command, 100, 30, &shell[1..]);
        asks(&session);
        let mut shell = Self { session, asking: String::new() };
        // What it sets for itself it has set by now.
        shell.asking = shell.modes();
        shell
    }

    fn modes(&self) -> String {
        modes(self.session.master.as_ref())
    }

    /// The program, which is the only one that the shell has started.
    fn program(&self) -> Pid {
        let shell = self.session.child.process_id().unwrap();
        let path = format!("/proc/{shell}/task/{shell}/children");
        let children = within_the_deadline("the program", || {
            std::fs::read_to_string(&path).ok().filter(|text| !text.trim().is_empty())
        });
        Pid::from_raw(children.trim().parse().unwrap()).unwrap()
    }

    /// Stops the program and lets it go on, so often; each time it must be as it was.
    fn cycle(&mut self, count: usize) {
        let frames = [fresh("5"), fresh("6")];
        self.session.press(&format!("{} --step forward/b/net\r", binary().display()));
        self.session.shows("step 5 of 116");
        let program = self.program();
        for n in 0..count {
            // One step on, and back again.
            self.session.press(["l", "h"][n % 2]);
            let frame = &frames[(n + 1) % 2];
            self.session.until("the frame", |screen| cells(screen) == *frame);
            if n % 4 < 2 {
                self.session.press("\x1a");
            } else {
                kill_process(program, Signal::TSTP).unwrap();
            }
            asks(&self.session);
            within_the_deadline("the modes of before", || (self.modes() == self.asking).then_some(()));
            let is_plain = |screen: &vt100::Screen| {
                !screen.hide_cursor() && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            };
            self.session.until("a usual screen", is_plain);
            self.session.press("fg\r");
            self.session.until("the whole frame again", |screen| {
                screen.alternate_screen() && screen.hide_cursor() && cells(screen) == *frame
            });
        }
        self.session.press("q");
        asks(&self.session);
        self.session.press("exit\r");
        self.session.child.wait().unwrap();
    }
}

/// Waits until the shell asks for a command.
fn asks(session: &Session) {
    session.until("the shell", |screen| {
        let (row, _) = screen.cursor_position();
        let line = screen.rows(0, 100).nth(row.into()).unwrap_or_default();
        !screen.alternate_screen() && line.trim_end() == PROMPT
    });
}

/// A shell that sets the terminal's modes itself whenever it asks.
const BASH: &[&str] = &["bash", "--norc", "--noprofile", "-i"];
/// One that leaves them as they are.
const DASH: &[&str] = &["dash", "-i"];

#[test]
fn it_stops_and_goes_on_by_the_key_and_by_the_signal() {
    Shell::open(BASH).cycle(2);
    if std::path::Path::new("/bin/dash").exists() {
        Shell::open(DASH).cycle(2);
    }
}

#[test]
#[ignore = "long: two hundred times stopped and gone on"]
fn suspending() {
    Shell::open(BASH).cycle(100);
    println!("100 times under bash");
    Shell::open(DASH).cycle(100);
    println!("100 times under dash");
}
