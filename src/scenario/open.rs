//! Opening a scenario by what a person calls it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::error::{Source, bounded};
use super::{BUILTINS, ErrorKind, Origin, Scenario, ScenarioError, parse, parse_in};

/// How large a file may be. Parsed, it takes some fifty times the room.
pub const MOST_BYTES: usize = 1 << 20;

/// Opens a scenario: a built-in by its name, `-` for standard input, else a file by its path.
/// `None` is the built-in to begin with.
///
/// # Errors
/// When there is no such scenario, when it cannot be read, or when it is not one.
pub fn open(name: Option<&str>) -> Result<Scenario, ScenarioError> {
    let name = name.unwrap_or(BUILTINS[0].name);
    if let Some(builtin) = BUILTINS.iter().find(|builtin| builtin.name == name) {
        let scenario = parse(builtin.source, builtin.name)?;
        return Ok(Scenario { origin: Origin::Builtin(builtin.name), ..scenario });
    }
    if name == "-" {
        return parse_from(io::stdin().lock(), "standard input");
    }
    match File::open(name) {
        Ok(file) => {
            let scenario = parse_in(&read(file, name)?, name, Path::new(name).parent())?;
            Ok(Scenario { origin: Origin::File(name.into()), ..scenario })
        }
        Err(error) => Err(match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidInput => {
                not_found(name)
            }
            _ => unreadable(name, &error),
        }),
    }
}

/// Reads a scenario from what may be no text at all, and may never end. `origin` is what messages call it.
///
/// # Errors
/// When it cannot be read, is too long or no text; then as [`parse`].
///
/// ```
/// use chainrule::scenario::{ErrorKind, parse_from};
/// let error = parse_from(&b"title = \"\xff\""[..], "bytes").unwrap_err();
/// assert_eq!((error.kind, error.column()), (ErrorKind::NotUtf8, Some(10)));
/// ```
pub fn parse_from(from: impl Read, origin: &str) -> Result<Scenario, ScenarioError> {
    parse(&read(from, origin)?, origin)
}

/// The text of a file, if it is text and not too long.
fn read(from: impl Read, origin: &str) -> Result<String, ScenarioError> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(origin, &error))?;
    let shown = bounded(origin, 80);
    if bytes.len() > MOST_BYTES {
        let problem = format!("{shown} is larger than 1 MiB");
        let help = "a scenario is a text file of some lines";
        return Err(ScenarioError::without_place(ErrorKind::TooLarge, origin, &problem, help));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let lossy = String::from_utf8_lossy(error.as_bytes());
        let problem = format!("{shown} is not UTF-8 text");
        let help = "save it as UTF-8; a scenario is a TOML file";
        let mut refused = ScenarioError::without_place(ErrorKind::NotUtf8, origin, &problem, help);
        refused.place = Some(Box::new(Source::new(&lossy, origin).place(offset)));
        refused
    })
}

fn not_found(name: &str) -> ScenarioError {
    let shown = bounded(name, 80);
    let problem = format!("there is no scenario '{shown}': it is neither built in nor a file");
    let names: Vec<&str> = BUILTINS.iter().map(|builtin| builtin.name).collect();
    let help = format!("built in: {}; anything else is the path of a file", names.join(", "));
    ScenarioError::without_place(ErrorKind::NotFound, name, &problem, &help)
}

fn unreadable(origin: &str, error: &io::Error) -> ScenarioError {
    let shown = bounded(origin, 80);
    let (problem, help) = if error.kind() == io::ErrorKind::IsADirectory {
        (format!("{shown} is a directory"), "name a file in it")
    } else {
        (format!("{shown} cannot be read: {error}"), "")
    };
    ScenarioError::without_place(ErrorKind::Unreadable, origin, &problem, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that fails.
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken\x1b"))
        }
    }

    #[test]
    fn without_a_name_the_first_builtin_opens() {
        assert_eq!(open(None).unwrap(), open(Some("swap")).unwrap());
    }

    #[test]
    fn a_name_that_is_nothing_is_told_what_there_is() {
        let error = open(Some("no/such\x1b")).unwrap_err();
        assert_eq!(error.kind, ErrorKind::NotFound);
        assert_eq!(
            error.to_string(),
            "there is no scenario 'no/such�': it is neither built in nor a file\n\
             help: built in: swap, mazur, and, or, xor, xor-stuck, symmetry, vanishing-sigmoid, vanishing-tanh, \
             vanishing-relu, dead-relu, regression, three-classes, digits, large; anything else is the path of a file"
        );
        for name in ["", "a\0b", "Cargo.toml/x", &"x/".repeat(1000)] {
            assert_eq!(open(Some(name)).unwrap_err().kind, ErrorKind::NotFound, "{name:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_is_told_to_be_one() {
        let error = open(Some("src")).unwrap_err();
        assert_eq!((error.kind, error.problem.as_str()), (ErrorKind::Unreadable, "src is a directory"));
    }

    #[test]
    fn what_is_too_large_or_no_text_is_refused() {
        assert_eq!(read(io::repeat(b'#'), "x").unwrap_err().kind, ErrorKind::TooLarge);
        assert_eq!(read(&vec![b'#'; MOST_BYTES][..], "x").unwrap().len(), MOST_BYTES);
        let error = read(&b"a = 1\nb = \"\xff\""[..], "x").unwrap_err();
        assert_eq!((error.kind, error.line(), error.column()), (ErrorKind::NotUtf8, Some(2), Some(6)));
        let error = read(Broken, "x").unwrap_err();
        assert_eq!(error.problem.as_str(), "x cannot be read: broken�");
    }
}
