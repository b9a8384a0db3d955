//! Names and words as they are set: `net_b1` upright with an index, `∂E/∂w_d1` a fraction, `path 2` words.

use super::Math;

/// Functions, which stand upright however short they are.
const FUNCTIONS: [&str; 8] = ["sig", "tanh", "ReLU", "lReLU", "softmax", "id", "max", "ln"];

/// A name as it stands on the screen: `w_b1`, `new W_b`, `∂E/∂out_d1`.
pub(super) fn math(name: &str, in_line: bool) -> Math {
    if let Some((before, rest)) = name.rsplit_once(' ') {
        return Math::Row(vec![Math::Words(format!("{before} ")), math(rest, in_line)]);
    }
    match name.split_once('/') {
        Some((above, below)) if in_line => Math::Row(vec![single(above), Math::Sign('/'), single(below)]),
        Some((above, below)) => single(above).over(single(below)),
        None => single(name),
    }
}

/// A name without a fraction.
fn single(name: &str) -> Math {
    if let Some(rest) = name.strip_prefix('∂') {
        return Math::Row(vec![Math::Sign('∂'), single(rest)]);
    }
    match name.split_once('_') {
        Some((base, index)) => called(base).sub(place(index)),
        None => called(name),
    }
}

/// A letter is a variable, more are a name.
fn called(text: &str) -> Math {
    let is_letter = text.chars().count() == 1;
    if is_letter { Math::Letter(text.to_owned()) } else { Math::Name(text.to_owned()) }
}

/// An index: a layer with the place in it (`b1`), `ℓ+1`, `ij`, `total`.
pub(super) fn place(index: &str) -> Math {
    let index = index.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(index);
    let mut pieces = Vec::new();
    let mut rest = index;
    while let Some(first) = rest.chars().next() {
        let is_kind = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            first if first.is_alphabetic() => c.is_alphabetic(),
            _ => false,
        };
        let end = rest.find(|c| !is_kind(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let piece = &rest[..end];
        match first {
            '0'..='9' => pieces.push(Math::Number(piece.to_owned())),
            // Two letters are two indices; before a number they are a layer.
            _ if first.is_alphabetic() && piece.chars().count() == 2 && end == rest.len() => {
                pieces.extend(piece.chars().map(|letter| Math::Letter(letter.to_string())));
            }
            _ if first.is_alphabetic() => pieces.push(called(piece)),
            sign => pieces.push(Math::Sign(sign)),
        }
        rest = &rest[end..];
    }
    Math::row(pieces)
}

/// What stands in a formula as a word: a number, a sign, a name, a function, words, or some of these in a
/// row.
pub(super) fn words(text: &str) -> Vec<Math> {
    let mut pieces: Vec<Math> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, after) = token(rest, first, pieces.is_empty());
        rest = after;
        match (pieces.last_mut(), piece) {
            // Words and the spaces around them are one piece.
            (Some(Math::Words(before)), Math::Words(more)) => before.push_str(&more),
            (_, piece) => pieces.push(piece),
        }
    }
    // A space sets off words; beside a sign there is room enough, and elsewhere it is room, as before a
    // bracket, which is no function's then.
    let is_space = |piece: &Math| matches!(piece, Math::Words(words) if words.trim().is_empty());
    let is_sign = |piece: &Math| matches!(piece, Math::Sign(_));
    let is_close = |piece: &Math| matches!(piece, Math::Sign(sign) if *sign != '(');
    let mut spaced = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let (before, after) = (index.checked_sub(1).map(|at| &pieces[at]), pieces.get(index + 1));
        if !is_space(piece) {
            spaced.push(piece.clone());
        } else if !before.is_some_and(is_sign) && !after.is_some_and(is_close) {
            spaced.push(Math::Space);
        }
    }
    spaced
}

/// The first piece of a text, and what follows it.
fn token(text: &str, first: char, at_start: bool) -> (Math, &str) {
    let end_of =
        |is_in: &dyn Fn(char) -> bool| text.find(|c| !is_in(c)).unwrap_or(text.len()).max(first.len_utf8());
    if first.is_whitespace() {
        let end = end_of(&char::is_whitespace);
        return (Math::Words(" ".into()), &text[end..]);
    }
    if let Some(rest) = text.strip_prefix(", ") {
        return (Math::Words(", ".into()), rest);
    }
    let digits = if at_start { text.trim_start_matches(['−', '-']) } else { text };
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let end = number_end(text, text.len() - digits.len());
        let (number, rest) = (Math::number(&text[..end]), &text[end..]);
        return match rest.strip_prefix('^') {
            Some(power) if power.starts_with(|c: char| c.is_ascii_digit()) => {
                let end = number_end(power, 0);
                (number.sup(Math::number(&power[..end])), &power[end..])
            }
            _ => (number, rest),
        };
    }
    if first == '½' {
        let half = Math::Number("1".into()).over(Math::Number("2".into()));
        return (half, &text[first.len_utf8()..]);
    }
    if !(first.is_alphabetic() || matches!(first, '∂' | '_')) || matches!(first, 'ᵀ' | 'Σ') {
        return (Math::Sign(first), &text[first.len_utf8()..]);
    }
    let mut end = end_of(&|c| c.is_alphanumeric() || matches!(c, '_' | '∂'));
    if text[..end].ends_with('_') && text[end..].starts_with('(') {
        end += text[end..].find(')').map_or(0, |at| at + 1);
    }
    if first == '∂' && text[end..].starts_with("/∂") {
        let below = token(&text[end + 1..], '∂', false).1;
        end = text.len() - below.len();
    }
    let (word, rest) = text.split_at(end);
    let is_name = word.contains(['_', '∂']) || word.chars().count() == 1;
    let piece = if is_name {
        math(word, false)
    } else if FUNCTIONS.contains(&word) {
        Math::Name(word.to_owned())
    } else {
        Math::Words(word.to_owned())
    };
    (piece, rest)
}

/// Where a number ends whose digits begin at `start`: after decimals and an exponent.
fn number_end(text: &str, start: usize) -> usize {
    let after = |at: usize| {
        let digits = text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
        at + digits
    };
    let mut end = after(start);
    if text[end..].starts_with('.') {
        end = after(end + 1);
    }
    if let Some(exponent) = text[end..].strip_prefix('e') {
        let digits = exponent.trim_start_matches(['−', '-']);
        if digits.starts_with(|c: char| c.is_ascii_digit()) {
            end = after(text.len() - digits.len());
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str) -> Math {
        Math::Letter(text.into())
    }

    fn number(text: &str) -> Math {
        Math::Number(text.into())
    }

    fn b1() -> Math {
        Math::Row(vec![letter("b"), number("1")])
    }

    #[test]
    fn names_have_an_index_and_derivatives_a_line() {
        assert_eq!(math("w_b1", false), letter("w").sub(b1()));
        assert_eq!(math("net_b1", false), Math::Name("net".into()).sub(b1()));
        assert_eq!(math("E_total", false), letter("E").sub(Math::Name("total".into())));
        let by_out = Math::Row(vec![Math::Sign('∂'), Math::Name("out".into()).sub(b1())]);
        let error = Math::Row(vec![Math::Sign('∂'), letter("E")]);
        assert_eq!(math("∂E/∂out_b1", false), error.clone().over(by_out.clone()));
        assert_eq!(math("∂E/∂out_b1", true), Math::Row(vec![error, Math::Sign('/'), by_out]));
        let new = Math::Row(vec![Math::Words("new ".into()), letter("w").sub(b1())]);
        assert_eq!(math("new w_b1", false), new);
        // The 27th layer.
        let aa3 = Math::Row(vec![Math::Name("aa".into()), number("3")]);
        assert_eq!(math("δ_aa3", false), letter("δ").sub(aa3));
        let next = Math::Row(vec![letter("ℓ"), Math::Sign('+'), number("1")]);
        assert_eq!(math("W_(ℓ+1)", false), letter("W").sub(next));
        assert_eq!(math("J_ij", false), letter("J").sub(Math::Row(vec![letter("i"), letter("j")])));
    }

    #[test]
    fn words_fall_into_what_they_consist_of() {
        let words_of = |text: &str| Math::Words(text.into());
        assert_eq!(words("path 10"), [words_of("path "), number("10")]);
        assert_eq!(words(" > 0, else 0"), [Math::Sign('>'), number("0"), words_of(", else "), number("0")]);
        assert_eq!(words(" 4×2"), [Math::Space, number("4"), Math::Sign('×'), number("2")]);
        assert_eq!(words("−1"), [number("−1")]);
        let tiny = Math::Row(vec![number("1.1"), Math::Sign('×'), number("10").sup(number("−12"))]);
        assert_eq!(words("1.1e−12"), [tiny]);
        assert_eq!(words("about 10^11")[1], number("10").sup(number("11")));
        assert_eq!(words("layer a"), [words_of("layer "), letter("a")]);
        assert_eq!(words("2 for δ, 4 back").len(), 6);
        assert_eq!(words("before training"), [words_of("before training")]);
        assert_eq!(words("softmax"), [Math::Name("softmax".into())]);
        assert_eq!(words("∂E/∂W_ℓ"), [math("∂E/∂W_ℓ", false)]);
    }
}
