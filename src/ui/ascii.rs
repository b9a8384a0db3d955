//! A frame in ASCII only, for terminals and locales that know nothing else.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Replaces every character beyond ASCII by one that comes closest, cell by cell.
pub(super) fn only(area: Rect, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let cell = &mut buf[(x, y)];
            if !cell.symbol().is_ascii() {
                let c = cell.symbol().chars().next().map_or(' ', stand_in);
                cell.set_char(c);
            }
        }
    }
}

/// The ASCII character that stands for another.
pub(super) fn stand_in(c: char) -> char {
    match c {
        '─' | '━' | '╌' | '┄' | '−' | '–' | '—' | '⁻' => '-',
        '│' | '┃' | '⎢' | '⎥' | '⎜' | '⎟' | '┆' | '┤' | '├' => '|',
        '╭' | '╮' | '╰' | '╯' | '┌' | '┐' | '└' | '┘' | '┏' | '┓' | '┗' | '┛' | '┬' | '┴' | '┼' | '╱'
        | '╲' => '+',
        '⎡' | '⎣' | '▐' => '[',
        '⎤' | '⎦' | '▌' => ']',
        '⎛' | '⎝' => '(',
        '⎞' | '⎠' => ')',
        '·' | '×' | '⊙' | '•' => '*',
        '∂' => 'd',
        'δ' => 'D',
        'η' => 'n',
        'Σ' => 'S',
        '→' | '▶' | '▷' | '▸' | '⟼' => '>',
        '←' | '◀' | '◁' | '◂' => '<',
        '↑' | '▲' | '²' => '^',
        '↓' | '▼' => 'v',
        '○' | '⋯' | '⋮' | '⋱' | '…' => '.',
        '✓' | 'ˣ' => 'x',
        '✗' | '≠' => '!',
        'ᵀ' => 'T',
        'ℓ' => 'l',
        '½' => 'h',
        '∞' => '8',
        '“' | '”' => '"',
        '‘' | '’' | '′' => '\'',
        '█' | '▓' | '▒' | '░' | '▏' | '▎' | '▍' | '▋' | '▊' | '▉' => '#',
        'ä' | 'à' | 'á' => 'a',
        '●' | 'ö' => 'o',
        '◆' => '@',
        'ü' => 'u',
        'ß' => 's',
        'ε' | 'é' | 'è' => 'e',
        '\u{2800}' => ' ',
        // Braille patterns: the fuller, the darker.
        '\u{2801}'..='\u{28ff}' => match (u32::from(c) - 0x2800).count_ones() {
            1 | 2 => '.',
            3 | 4 => ':',
            _ => '#',
        },
        _ => '?',
    }
}
