//! The scenarios that are part of the program.

use super::{Origin, Scenario, parse};

/// A scenario that is part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// What it is opened by.
    pub name: &'static str,
    /// Its file.
    pub source: &'static str,
}

/// Every scenario that is part of the program; the first is the one to begin with.
pub const BUILTINS: &[Builtin] =
    &[Builtin { name: "swap", source: include_str!("../../scenarios/swap.toml") }];

/// Every scenario that is part of the program; the first is the one to begin with.
pub fn builtins() -> &'static [Builtin] {
    BUILTINS
}

/// A scenario that is part of the program; `None` if there is none of this name.
pub fn builtin(name: &str) -> Option<Scenario> {
    let found = BUILTINS.iter().find(|builtin| builtin.name == name)?;
    // A file that does not parse cannot get this far: the test below reads them all.
    let scenario = parse(found.source, found.name).ok()?;
    Some(Scenario { origin: Origin::Builtin(found.name), ..scenario })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Carry, WeightId};

    #[test]
    fn every_one_parses() {
        for Builtin { name, source } in builtins() {
            if let Err(error) = parse(source, name) {
                panic!("{error}");
            }
        }
        assert_eq!(builtin("nothing"), None);
    }

    #[test]
    fn the_first_holds_what_its_file_says() {
        let swap = builtin("swap").unwrap();
        assert_eq!(swap.title.as_str(), "Swap two inputs");
        assert_eq!(swap.network().widths(), [2, 4, 3, 2]);
        let c7 = swap.network().weight(WeightId { layer: 2, neuron: 1, input: 2 });
        assert_eq!((c7, swap.network().has_biases()), (0.55, false));
        assert_eq!((swap.plan.carry, swap.plan.sample), (Carry::Decimals(4), 1));
        let derived: Vec<_> = swap.plan.derive.iter().map(|w| (w.layer, w.neuron, w.input)).collect();
        assert_eq!(derived, [(3, 0, 0), (3, 1, 0), (2, 0, 0), (1, 0, 0)]);
        assert_eq!(swap.samples[1].target.to_vec(), [0.0, 1.0]);
        let slips = swap.notes.iter().filter(|note| note.quotes).count();
        assert_eq!((swap.notes.len(), slips), (8, 6));
        let lines: Vec<&str> = BUILTINS[0].source.lines().collect();
        for note in swap.notes.iter() {
            assert_eq!(lines[note.line - 1], format!("at = \"{}\"", note.at));
        }
    }
}
