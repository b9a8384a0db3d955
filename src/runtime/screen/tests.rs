//! A panic while a real terminal is taken: this test opens one and runs itself in it.

use std::io::Read as _;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::*;

/// Says which thread is to panic; elsewhere there is nothing to do.
const WHO: &str = "CHAINRULE_TEST_PANICS";

#[test]
#[ignore = "it runs in a terminal that `a_panic_in_any_thread_gives_the_terminal_back` opens"]
fn panics_on_this_terminal() {
    let Ok(who) = std::env::var(WHO) else { return };
    let screen = Screen::enter(Keeper::of_user()).unwrap();
    let mut terminal = screen.terminal().unwrap();
    let mut frames = 0_usize;
    loop {
        terminal.draw(|frame| frame.render_widget(format!("frame {frames}"), frame.area())).unwrap();
        frames += 1;
        match who.as_str() {
            "drawing" if frames == 50 => panic!("the one that draws\nhas slipped"),
            // This thread goes on drawing all the time.
            "another" if frames == 50 => drop(thread::spawn(|| panic!("another\nhas slipped"))),
            _ => {}
        }
    }
}

#[test]
fn a_panic_in_any_thread_gives_the_terminal_back() {
    for who in ["drawing", "another"] {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = || format!("{:?}", pair.master.get_termios());
        let before = modes();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let name = "runtime::screen::tests::panics_on_this_terminal";
        command.args(["--exact", name, "--ignored", "--nocapture"]);
        command.env(WHO, who);
        command.env("RUST_BACKTRACE", "0");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut parser = vt100::Parser::new(24, 80, 0);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (mut bytes, mut all) = ([0; 4096], Vec::new());
        // Reading a terminal whose other side is gone ends in an error.
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            parser.process(&bytes[..count]);
            all.extend(&bytes[..count]);
        }
        assert_eq!(child.wait().unwrap().exit_code(), 101, "{who}");
        let screen = parser.screen();
        let is_left = !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste();
        let was_taken = String::from_utf8_lossy(&all).contains("\x1b[?1049h");
        assert!(was_taken && is_left, "{who}: {was_taken}, {is_left}\n{}", screen.contents());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(modes(), before, "{who}");
        let text = screen.contents();
        assert!(text.contains("\nhas slipped") && !text.contains("frame"), "{who}:\n{text}");
    }
}
