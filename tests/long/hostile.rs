//! Input that no keyboard sends: broken sequences, pastes without an end, random bytes.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use crate::folder::folder;
use crate::pty::{Session, cells, fresh, program, size};

/// Sequences that end too soon, have numbers that no terminal has, or are none at all.
const BROKEN: &[&[u8]] = &[
    b"\x1b[<0;0;0M",
    b"\x1b[<35;0;0M",
    b"\x1b[<0;99999;1M",
    b"\x1b[<0;1;65536M",
    b"\x1b[<0;65535;65535M",
    b"\x1b[<64;65535;65535M",
    b"\x1b[<0;;M",
    b"\x1b[<M",
    b"\x1b[<999;1;1m",
    b"\x1b[M\x00\x00\x00",
    b"\x1b[M\x20\x20\x20",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[32;0;0M",
    b"\x1b[0;0;0M",
    b"\x1b[0;0R",
    b"\x1b[65536;65536R",
    b"\x1b[99999999999999999999R",
    b"\x1b[?1u",
    b"\x1b[?0c",
    b"\x1b[0;0~",
    b"\x1b[255;255~",
    b"\x1b[27;5;99999~",
    b"\x1b[1114112u",
    b"\x1b[55296u",
    b"\x1b[57399;255:9u",
    b"\x1b[201~",
    b"\x1b[200~\x1b[200~\x1b[201~",
    b"\x1b]52;c;!!!\x07",
    b"\x1b]11;rgb:0/0/0\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bO\x1b",
    b"\x1b\x1b\x1b",
    b"\xff\xfe\xfd",
    b"\xc3",
    b"\xf0\x9f",
    b"\xed\xa0\x80",
    b"\x00",
    b"\x1b[I\x1b[O",
];

/// The beginnings of sequences that may go on for ever.
const HALF: &[&[u8]] = &[
    b"\x1b",
    b"\x1b[",
    b"\x1b[1",
    b"\x1b[1;",
    b"\x1b[<0;1",
    b"\x1b[M",
    b"\x1b[200~",
    b"\x1b]52;c;",
    b"\x1bP",
    b"\xe2\x96",
];

/// The program at a step, in a folder of its own, where what hits the command line by chance can write.
fn open(name: &str) -> Session {
    let mut command = program();
    command.cwd(folder(&format!("hostile-{name}")));
    let session = Session::open_as(command, 100, 30, &["--step", "5"]);
    session.shows("step 5 of 116");
    session
}

/// Whatever was sent: it draws when the size changes, and ends when it is asked to.
fn is_alive(session: Session) {
    assert!(draws_and_ends(session), "it has quit");
}

/// The same of input that may have clicked on what quits: says whether it had not.
fn draws_and_ends(session: Session) -> bool {
    for (columns, rows) in [(64, 17), (100, 30)] {
        let before = session.shown().bytes.len();
        session.resize(columns, rows);
        session.until_shown("a frame", |shown| shown.bytes.len() > before || shown.is_over);
    }
    let is_over = session.shown().is_over;
    if !is_over {
        session.signal("TERM");
    }
    let code = session.ends().exit_code();
    assert_eq!(code, if is_over { 0 } else { 143 });
    !is_over
}

#[test]
fn broken_sequences_change_nothing() {
    let mut session = open("broken");
    for broken in BROKEN {
        session.send(broken);
        // What ends a paste, and a sequence of any kind.
        session.send(b"\x1b[201~\x07\x1b\\");
    }
    // What could have been opened is left.
    session.press("\x1b[201~");
    session.send(b"\x1b[200~x\x1b[201~");
    session.press(":goto 6\r");
    session.shows("step 6 of 116");
    is_alive(session);
}

#[test]
fn after_half_a_sequence_it_still_draws_and_ends() {
    for (n, half) in HALF.iter().enumerate() {
        let mut session = open(&format!("half-{n}"));
        session.send(half);
        is_alive(session);
    }
}

/// A paste of so many bytes of what would be commands.
fn commands(bytes: usize) -> Vec<u8> {
    let line = b"q\n:quit\n\x03:set w_d1 9\n:save stolen.toml\nllll\n";
    line.iter().copied().cycle().take(bytes).collect()
}

#[test]
fn a_paste_of_two_megabytes_runs_no_command() {
    let mut session = open("paste");
    session.send(b"\x1b[200~");
    session.send(&commands(2 << 20));
    session.send(b"\x1b[201~l");
    session.until("the next step", |screen| screen.contents().contains("step 6 of 116"));
    let wanted = fresh("6");
    session.until("just that", |screen| cells(screen) == wanted);
    assert!(!folder_of("paste").join("stolen.toml").exists());
    // An open field takes it as text.
    session.press(":");
    session.send(b"\x1b[200~");
    session.send(&commands(2 << 20));
    session.send(b"\x1b[201~");
    session.press("\x15\x1b");
    is_alive(session);
}

fn folder_of(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"))
}

/// Random bytes, of which many are those that sequences are made of. None quits: no `q`, no Ctrl-C, and no
/// `u`, by which a terminal may spell any key.
fn noise(random: &mut ChaCha8Rng, count: usize) -> Vec<u8> {
    const PARTS: &[u8] = b"\x1b\x1b\x1b[[[<;;;0123456789MmRABCD~?:O \r\t\x7f\x1a/ept";
    let byte = |_| loop {
        let number = random.next_u32() as usize;
        let byte =
            if number.is_multiple_of(3) { (number >> 8) as u8 } else { PARTS[number / 3 % PARTS.len()] };
        if !matches!(byte, b'q' | 3 | b'u') {
            return byte;
        }
    };
    (0..count).map(byte).collect()
}

#[test]
fn noise_does_not_end_it() {
    let mut session = open("noise");
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let _ = session.try_send(&noise(&mut random, 20_000));
    draws_and_ends(session);
}

#[test]
#[ignore = "long: two hundred times 64 KB of random bytes, a paste that never ends, ten thousand resizes of a terminal"]
fn hostile() {
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut quit = 0;
    for n in 0..200 {
        let mut session = open("noise-long");
        let _ = session.try_send(&noise(&mut random, 64 << 10));
        quit += usize::from(!draws_and_ends(session));
        if n % 20 == 19 {
            println!("{} times 64 KB of noise, of which {quit} clicked on what quits", n + 1);
        }
    }
    let mut session = open("endless");
    session.send(b"\x1b[200~");
    for _ in 0..8 {
        session.send(&commands(2 << 20));
    }
    is_alive(session);
    println!("16 MB of a paste that does not end");
    let session = open("resizes");
    for n in 0..10_000 {
        // The screen that is read here stays as it is: what is drawn for others falls on it anyhow.
        let (columns, rows) = (1 + random.next_u32() as u16 % 300, 1 + random.next_u32() as u16 % 100);
        session.master.resize(size(columns, rows)).unwrap();
        if n % 1000 == 999 {
            session.resize(100, 30);
            let wanted = fresh("5");
            session.until("the frame of a fresh start", |screen| cells(screen) == wanted);
        }
    }
    println!("10000 sizes of a terminal");
    is_alive(session);
}
