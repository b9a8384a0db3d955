//! The schemas of all JSON that is written, or read as weights. They are part of the program, so that an
//! installed one needs no file.

/// A schema of the draft 2020-12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// What it is asked for by.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! schema {
    ($name:literal) => {
        Schema { name: $name, text: include_str!(concat!("../../schemas/", $name, ".schema.json")) }
    };
}

/// One for each kind of output, by the command that writes it; `tour` is `steps --tour`.
pub const SCHEMAS: [Schema; 7] = [
    schema!("values"),
    schema!("steps"),
    schema!("tour"),
    schema!("train"),
    schema!("check"),
    schema!("weights"),
    schema!("scenarios"),
];
