//! The keys of a second screen. They change nothing of what it shows but where it stands.

use super::key::Key;

/// What a key asks for on a second screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// No longer to follow.
    Leave,
    /// To give the terminal back to the shell for a while.
    Suspend,
    /// To see what is above.
    Up,
    /// To see what is below.
    Down,
}

/// The keys, and what they ask for.
const KEYS: [(&[&str], Following); 4] = [
    (&["q", "Ctrl-C", "Esc"], Following::Leave),
    (&["Ctrl-Z"], Following::Suspend),
    (&["↑", "k", "PageUp"], Following::Up),
    (&["↓", "j", "PageDown"], Following::Down),
];

/// What a key asks for on a second screen, if it does.
pub fn following(key: Key) -> Option<Following> {
    let is_meant = |names: &[&str]| names.iter().any(|name| Key::sequence(name) == [key]);
    KEYS.iter().find(|(names, _)| is_meant(names)).map(|&(_, asked)| asked)
}

/// The first key that asks for this, for texts that name it.
pub fn following_key(asked: Following) -> &'static str {
    KEYS.iter().find(|(_, of)| *of == asked).map_or("", |(names, _)| names[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_asks_for_one_thing() {
        let names: Vec<&str> = KEYS.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        for (names_of, asked) in KEYS {
            assert_eq!(following_key(asked), names_of[0]);
            for name in names_of {
                assert_eq!(Key::sequence(name).len(), 1, "{name}");
                assert_eq!(following(Key::sequence(name)[0]), Some(asked), "{name}");
                assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
            }
        }
        assert_eq!(following(Key::sequence("l")[0]), None);
    }
}
