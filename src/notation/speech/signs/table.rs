//! What signs, functions and names are called.

/// Functions that are called as in `sig(x)`, and how they are read.
const FUNCTIONS: &[(&str, &str)] = &[
    ("sig", "sigmoid"),
    ("tanh", "tanh"),
    ("ReLU", "ReLU"),
    ("lReLU", "leaky ReLU"),
    ("id", "identity"),
    ("softmax", "softmax"),
    ("max", "the larger"),
    ("ln", "natural logarithm"),
    ("E", "E"),
];

/// Words of a formula that are no sentence's.
pub(super) const QUANTITIES: &[&str] = &["out", "net", "target", "bias", "slope"];

/// How the function of this name is read, if it is one.
pub(in crate::notation::speech) fn function(name: &str) -> Option<&'static str> {
    FUNCTIONS.iter().find(|(written, _)| *written == name).map(|(_, read)| *read)
}

/// A sign of one character in words.
pub(super) fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '=' => "equals",
        '+' => "plus",
        '−' => "minus",
        '·' => "times",
        '×' => "by",
        '⊙' => "element-wise times",
        '←' => "becomes",
        '→' => "to",
        '⟼' => "gives",
        '>' => "is greater than",
        '<' => "is less than",
        '≤' => "is at most",
        '≥' => "is at least",
        '≠' => ", changed",
        '▲' => ", larger",
        '▼' => ", smaller",
        'ᵀ' => "transposed",
        '²' => "squared",
        'ˣ' => "to the power of x",
        '⁻' => "to the power of minus",
        '^' => "to the power of",
        '½' => "one half",
        '⅓' => "one third",
        '⅔' => "two thirds",
        '¼' => "one quarter",
        '¾' => "three quarters",
        '′' => "prime",
        'Σ' => "the sum of",
        '∞' => "infinity",
        '…' => "and so on",
        '—' | '–' => ",",
        '[' => "open bracket",
        ']' => "close bracket",
        '⋮' | '●' | '◆' | '▷' | '◁' | '“' | '”' | '‘' | '’' => "",
        _ => return None,
    })
}

/// Letters of names; some signs count as letters too.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ᵀ' | 'ˣ' | 'Σ')
}

/// A neuron's name that stands by itself: one or two small letters and a number.
pub(super) fn neuron(name: &str) -> Option<String> {
    let letters = name.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_neuron = (1..=2).contains(&letters)
        && name.len() > letters
        && name[letters..].bytes().all(|b| b.is_ascii_digit());
    is_neuron.then(|| apart(name))
}

/// Letters and digits with room between them: `d1` is `d 1`.
pub(super) fn apart(name: &str) -> String {
    let digits = name.find(|c: char| c.is_ascii_digit());
    match digits {
        Some(at) if at > 0 => format!("{} {}", &name[..at], &name[at..]),
        _ => name.to_owned(),
    }
}
