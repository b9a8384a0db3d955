//! The scenarios that are part of the program.

use super::{Origin, Scenario, parse};

/// A scenario that is part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// What it is opened by.
    pub name: &'static str,
    /// What it shows, or which question it answers, in a few words.
    pub shows: &'static str,
    /// Its file.
    pub source: &'static str,
}

/// A scenario by its name, which is that of its file too, and by what it shows.
macro_rules! file {
    ($name:literal, $shows:literal) => {
        Builtin {
            name: $name,
            shows: $shows,
            source: include_str!(concat!("../../scenarios/", $name, ".toml")),
        }
    };
}

/// Every scenario that is part of the program; the first is the one to begin with.
pub const BUILTINS: &[Builtin] = &[
    file!("swap", "where every number of a pass comes from"),
    file!("mazur", "a published example, with its numbers"),
    file!("and", "the smallest network that learns anything"),
    file!("or", "the same neuron, its error made for yes or no"),
    file!("xor", "what no single neuron can do, and three can"),
    file!("xor-stuck", "one sign changed: gradient descent gets stuck"),
    file!("symmetry", "why weights must not begin equal"),
    file!("vanishing-sigmoid", "how the gradient fades on the way back"),
    file!("vanishing-tanh", "with tanh in its place, it fades less"),
    file!("vanishing-relu", "with ReLU in its place, it does not fade"),
    file!("dead-relu", "a neuron that is 0 everywhere, and stays so"),
    file!("regression", "a curve out of three bent lines added up"),
    file!("three-classes", "softmax and cross-entropy, and what cancels"),
    file!("digits", "real images, learned while you watch"),
    file!("large", "that half a million weights go the same way"),
];

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
    fn every_one_parses_and_has_notes() {
        for Builtin { name, shows, source } in builtins() {
            let scenario = parse(source, name).unwrap_or_else(|error| panic!("{error}"));
            assert!((2..=8).contains(&scenario.notes.len()), "{name}");
            assert!(source.starts_with("# ") && source.len() < 200_000, "{name}");
            assert!((20..=45).contains(&shows.len()), "{name}: {shows}");
        }
        assert_eq!(builtin("nothing"), None);
    }

    #[test]
    fn every_file_of_a_scenario_is_part_of_the_program() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".toml")?.to_owned()))
            .collect();
        let mut names: Vec<&str> = builtins().iter().map(|builtin| builtin.name).collect();
        files.sort_unstable();
        names.sort_unstable();
        assert_eq!(files, names);
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
