//! Text spelled with ASCII characters only.

use std::borrow::Cow;

/// Spells what mathematics and print have beyond ASCII: `∂E/∂w` is `dE/dw`, `½` is `1/2`, `δ` is
/// `delta`. Other characters stay; whoever draws has to do with them what can be done.
///
/// ```
/// use chainrule::text::spell_ascii;
/// assert_eq!(spell_ascii("δ_c = W_dᵀ · δ_d ⊙ slope"), "delta_c = W_d^T * delta_d (*) slope");
/// ```
pub fn spell_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut spelled = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '∂' => spelled.push('d'),
            'δ' => spelled.push_str("delta"),
            'η' => spelled.push_str("eta"),
            'ε' => spelled.push_str("eps"),
            'Σ' => spelled.push_str("sum"),
            'ℓ' => spelled.push('l'),
            '½' => spelled.push_str("1/2"),
            '²' => spelled.push_str("^2"),
            'ᵀ' => spelled.push_str("^T"),
            'ˣ' => spelled.push_str("^x"),
            '⊙' => spelled.push_str("(*)"),
            '·' => spelled.push('*'),
            '×' => spelled.push('x'),
            '−' | '–' | '⁻' => spelled.push('-'),
            '—' => spelled.push_str("--"),
            '→' | '⟼' => spelled.push_str("->"),
            '←' => spelled.push_str("<-"),
            '…' => spelled.push_str("..."),
            '∞' => spelled.push_str("inf"),
            '“' | '”' => spelled.push('"'),
            '‘' | '’' | '′' => spelled.push('\''),
            other => spelled.push(other),
        }
    }
    Cow::Owned(spelled)
}
