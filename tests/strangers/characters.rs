//! The characters, and how they are looked for. Nothing here asks the program what is safe.

use std::ops::RangeInclusive;

/// Marks that stand on one letter at most, in anything that is written.
const MOST_MARKS: usize = 4;
/// What the program shows in place of a character that it does not show.
pub const SHOWN: char = '\u{fffd}';

/// Characters that have no place in a text that is seen, by the names that Unicode has for them.
const UNSEEN: &[(&str, RangeInclusive<char>)] = &[
    ("C0", '\0'..='\u{1f}'),
    ("DEL and C1", '\u{7f}'..='\u{9f}'),
    ("SOFT HYPHEN", '\u{ad}'..='\u{ad}'),
    ("COMBINING GRAPHEME JOINER", '\u{34f}'..='\u{34f}'),
    ("ARABIC LETTER MARK", '\u{61c}'..='\u{61c}'),
    ("HANGUL FILLERS", '\u{115f}'..='\u{1160}'),
    ("MONGOLIAN VARIATION SELECTORS AND VOWEL SEPARATOR", '\u{180b}'..='\u{180f}'),
    ("ZERO WIDTH AND DIRECTIONAL MARKS", '\u{200b}'..='\u{200f}'),
    ("LINE AND PARAGRAPH SEPARATOR, EMBEDDINGS AND OVERRIDES", '\u{2028}'..='\u{202e}'),
    ("WORD JOINER, INVISIBLE OPERATORS, ISOLATES, DEPRECATED CONTROLS", '\u{2060}'..='\u{206f}'),
    ("HANGUL FILLER", '\u{3164}'..='\u{3164}'),
    ("VARIATION SELECTORS", '\u{fe00}'..='\u{fe0f}'),
    ("BYTE ORDER MARK", '\u{feff}'..='\u{feff}'),
    ("HALFWIDTH HANGUL FILLER", '\u{ffa0}'..='\u{ffa0}'),
    ("INTERLINEAR ANNOTATION", '\u{fff9}'..='\u{fffb}'),
    ("MUSICAL BEAMS AND SLURS", '\u{1d173}'..='\u{1d17a}'),
    ("TAGS", '\u{e0000}'..='\u{e007f}'),
    ("VARIATION SELECTORS SUPPLEMENT", '\u{e0100}'..='\u{e01ef}'),
];

/// Marks that would be piled up.
const MARKS: [char; 4] = ['\u{301}', '\u{489}', '\u{20dd}', '\u{e31}'];

/// Every character.
pub fn all() -> impl Iterator<Item = char> {
    UNSEEN.iter().flat_map(|(_, range)| range.clone())
}

/// Texts of at most so many characters that together hold every one, and a last of letters under many marks.
pub fn texts(most: usize) -> Vec<String> {
    let all: Vec<char> = all().collect();
    let mut texts: Vec<String> = all.chunks(most).map(|some| some.iter().collect()).collect();
    texts.push(MARKS.map(|mark| format!("x{}", mark.to_string().repeat(most / MARKS.len() - 1))).concat());
    texts
}

/// As [`texts`] in one.
pub fn text() -> String {
    texts(100).concat()
}

/// A text in quotes as TOML has it, whatever it holds.
pub fn quoted(text: &str) -> String {
    let escaped = text.chars().fold(String::new(), |all, c| format!("{all}\\U{:08x}", u32::from(c)));
    format!("\"{escaped}\"")
}

/// What a text shows on one line: blanks for what breaks a line, and a mark for all else that is not seen.
pub fn on_one_line(text: &str) -> String {
    let shown = |c| match c {
        '\t' | '\n' | '\r' => ' ',
        c if name(c).is_some() => SHOWN,
        c => c,
    };
    text.chars().map(shown).collect()
}

fn name(c: char) -> Option<&'static str> {
    UNSEEN.iter().find(|(_, range)| range.contains(&c)).map(|(name, _)| *name)
}

/// Fails where a text holds such a character, but for those that stand there by right, or piled marks.
pub fn assert_is_seen(text: &str, by_right: &[char], wherefrom: &str) {
    let mut marks = 0;
    for (at, c) in text.char_indices() {
        if let Some(name) = name(c).filter(|_| !by_right.contains(&c)) {
            let before: Vec<char> = text[..at].chars().rev().take(40).collect();
            let before: String = before.into_iter().rev().collect();
            panic!("{wherefrom}: U+{:04X} ({name}) behind {before:?}", u32::from(c));
        }
        marks = if MARKS.contains(&c) { marks + 1 } else { 0 };
        assert!(marks <= MOST_MARKS, "{wherefrom}: {marks} marks on one letter");
    }
}

#[test]
fn what_is_looked_for_is_found() {
    for c in all() {
        let found = std::panic::catch_unwind(|| assert_is_seen(&format!("a{c}b"), &[], ""));
        assert!(found.is_err(), "U+{:04X}", u32::from(c));
    }
    assert!(
        std::panic::catch_unwind(|| assert_is_seen("a\u{301}\u{301}\u{301}\u{301}\u{301}", &[], "")).is_err()
    );
    assert_is_seen("héé 界 �", &[], "");
}
