//! Text: untrusted text made safe, the cells it takes, wrapping, and counting in letters.

mod ascii;
mod hash;
mod letters;
mod measure;
mod safe;
mod xml;

pub use ascii::spell_ascii;
pub use hash::stable_hash;
pub use letters::{from_letters, letters, push_letters};
pub use measure::{cut, width, wrap};
pub use safe::SafeText;
pub use xml::escape_xml;
