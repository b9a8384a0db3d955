//! The program in a real terminal, and what the terminal shows.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test uses what it needs; what fails fails it"
)]

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::folder::folder;

/// How long a screen may take at most on a busy machine; no test waits that long when all is well.
pub const DEADLINE: Duration = Duration::from_secs(30);
/// Between two looks at what no event tells.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

/// What the program puts on the terminal's clipboard.
#[derive(Default)]
pub struct Clipboard(pub Vec<u8>);

impl vt100::Callbacks for Clipboard {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        data.clone_into(&mut self.0);
    }
}

/// What came out of the program.
pub struct Shown {
    pub parser: vt100::Parser<Clipboard>,
    /// Every byte, as it came.
    pub bytes: Vec<u8>,
    /// Nothing more can come.
    pub is_over: bool,
}

/// The program in a terminal, and what the terminal shows.
pub struct Session {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn std::io::Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    /// The modes of the terminal before the program began.
    pub before: String,
}

pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The modes of a terminal, to compare.
pub fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has modes"))
}

/// Where the program is.
pub fn binary() -> PathBuf {
    assert_cmd::cargo::cargo_bin("chainrule")
}

/// The program, which keeps what it keeps for a session in a folder of these tests.
pub fn program() -> CommandBuilder {
    let mut command = CommandBuilder::new(binary());
    keep_apart(&mut command);
    command
}

/// The same with another folder.
pub fn program_in(runtime: &Path) -> CommandBuilder {
    let mut command = program();
    command.env("XDG_RUNTIME_DIR", runtime);
    command
}

/// Has a command leave the user's own folders alone, and find a usual terminal.
pub fn keep_apart(command: &mut CommandBuilder) {
    static RUNTIME: OnceLock<PathBuf> = OnceLock::new();
    command.env("XDG_RUNTIME_DIR", RUNTIME.get_or_init(|| private("runtime")));
    command.env("XDG_STATE_HOME", state());
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command.env_remove("NO_COLOR");
}

/// A folder that nobody else can open.
pub fn private(name: &str) -> PathBuf {
    let path = folder(&format!("{}-{name}", env!("CARGO_CRATE_NAME")));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    path
}

/// A folder in which the program keeps what it keeps between runs: never the user's own, and each time
/// another one.
pub fn state() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    folder(&format!("{}-state-{number}", env!("CARGO_CRATE_NAME")))
}

/// Sends a signal to a process by `kill`.
pub fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap().success());
}

/// What a screen shows: of each cell its character, colours, and whether it is bold and in reverse; of a blank
/// what is seen of it.
pub type Cells = Vec<(String, vt100::Color, vt100::Color, bool, bool)>;

pub fn cells(screen: &vt100::Screen) -> Cells {
    let (rows, columns) = screen.size();
    let all = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
    let cell = |(y, x)| {
        let cell = screen.cell(y, x).unwrap();
        // A cell that was never written to is as good as a blank.
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let has_ink = text != " " || cell.inverse() || cell.underline();
        let ink = if has_ink { cell.fgcolor() } else { vt100::Color::Default };
        (text.to_owned(), ink, cell.bgcolor(), cell.bold() && has_ink, cell.inverse())
    };
    all.map(cell).collect()
}

/// The frame of a step on 100 columns and 30 rows as the program writes it for no terminal.
pub fn fresh(step: &str) -> Cells {
    let arguments = ["show", "--step", step, "--size", "100x30", "--format", "ansi"];
    let mut command = Command::new(binary());
    let output = command.args(arguments).env_remove("NO_COLOR").output().unwrap();
    assert!(output.status.success());
    let mut parser = vt100::Parser::new(30, 100, 0);
    let text = String::from_utf8(output.stdout).unwrap();
    parser.process(text.trim_end_matches('\n').replace('\n', "\r\n").as_bytes());
    cells(parser.screen())
}

/// Asks again and again for what no event tells.
pub fn within_the_deadline<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "{what} does not come");
        thread::sleep(BETWEEN_LOOKS);
    }
}

impl Session {
    pub fn open(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::open_as(program(), columns, rows, arguments)
    }

    pub fn open_with(state: &Path, columns: u16, rows: u16, arguments: &[&str]) -> Self {
        let mut command = program();
        command.env("XDG_STATE_HOME", state);
        Self::open_as(command, columns, rows, arguments)
    }

    pub fn open_as(mut command: CommandBuilder, columns: u16, rows: u16, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let before = modes(pair.master.as_ref());
        command.args(arguments);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let parser = vt100::Parser::new_with_callbacks(rows, columns, 0, Clipboard::default());
        let shown =
            Arc::new((Mutex::new(Shown { parser, bytes: Vec::new(), is_over: false }), Condvar::new()));
        let to = Arc::clone(&shown);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut shown = to.0.lock().unwrap();
                shown.parser.process(&bytes[..count]);
                shown.bytes.extend(&bytes[..count]);
                to.1.notify_all();
            }
            to.0.lock().unwrap().is_over = true;
            to.1.notify_all();
        });
        Self { master: pair.master, child, keys, shown, before }
    }

    /// What came out by now.
    pub fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().unwrap()
    }

    /// The screen's text.
    pub fn contents(&self) -> String {
        self.shown().parser.screen().contents()
    }

    /// Waits until the screen is as it should be.
    pub fn until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        self.until_shown(what, |shown| is_so(shown.parser.screen()));
    }

    /// Waits until what came out is as it should be.
    pub fn until_shown(&self, what: &str, is_so: impl Fn(&Shown) -> bool) {
        let (shown, changed) = &*self.shown;
        let mut shown = shown.lock().unwrap();
        let end = Instant::now() + DEADLINE;
        while !is_so(&shown) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what} does not come:\n{}", shown.parser.screen().contents());
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    pub fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until a text is gone; an Esc that is followed too soon would be read as Alt.
    pub fn hides(&self, text: &str) {
        self.until(text, |screen| !screen.contents().contains(text));
    }

    pub fn press(&mut self, keys: &str) {
        self.send(keys.as_bytes());
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        self.try_send(bytes).unwrap();
    }

    /// The same where the program may end meanwhile.
    pub fn try_send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.keys.write_all(bytes)?;
        self.keys.flush()
    }

    /// The terminal gets another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.shown().parser.screen_mut().set_size(rows, columns);
        self.master.resize(size(columns, rows)).unwrap();
    }

    pub fn signal(&self, name: &str) {
        signal(self.child.process_id().unwrap(), name);
    }

    /// Waits for the end; the terminal must then be as it was.
    pub fn ends(mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        self.is_as_before();
        status
    }

    /// Waits until the terminal is as it was.
    pub fn is_as_before(&self) {
        self.until("the terminal's own screen", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        assert_eq!(modes(self.master.as_ref()), self.before, "the modes are not as before");
    }
}
