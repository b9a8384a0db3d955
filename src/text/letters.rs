//! Counting in letters: a, b, … z, aa, ab, …

/// The letters for a number, from 0.
///
/// ```
/// use chainrule::text::letters;
/// assert_eq!((letters(0), letters(25), letters(26)), ("a".into(), "z".into(), "aa".into()));
/// ```
pub fn letters(number: usize) -> String {
    let mut text = String::new();
    push_letters(&mut text, number);
    text
}

/// Writes the letters for a number behind a text.
pub fn push_letters(text: &mut String, number: usize) {
    if number >= 26 {
        push_letters(text, number / 26 - 1);
    }
    text.push(char::from(b'a' + (number % 26) as u8));
}

/// The number for letters; `None` for anything but a few small letters.
pub fn from_letters(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 6 || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let number = letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b - b'a') + 1);
    Some(number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_read_back_as_their_number() {
        for number in (0..2000).chain([18_277, 18_278]) {
            assert_eq!(from_letters(&letters(number)), Some(number));
        }
        assert_eq!(letters(701), "zz");
        for bad in ["", "A", "a1", "ä", "aaaaaaa"] {
            assert_eq!(from_letters(bad), None, "{bad}");
        }
    }
}
