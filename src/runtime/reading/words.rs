//! The words that only reading has. All others are the commands of the screen.

use super::Reading;
use crate::app::{Action, COMMANDS};
use crate::lesson::{Chapter, Zoom};

/// What a word asks for.
pub(super) enum Ask {
    /// An action of the screen.
    Do(Action),
    /// The step once more.
    Again,
    /// Where one is.
    Where,
    /// All words.
    Help,
}

/// A word of reading.
pub(super) struct Word {
    /// The word, and others for the same.
    pub names: &'static [&'static str],
    /// What may follow, as help says it.
    pub argument: &'static str,
    /// What it does.
    pub label: &'static str,
    /// What it asks for with what follows it; nothing where that is no word of reading.
    pub ask: fn(&Reading<'_>, &str) -> Option<Ask>,
}

/// All of them, in the order in which help says them.
pub(super) const WORDS: &[Word] = &[
    Word {
        names: &["next", "n"],
        argument: "",
        label: "the next step",
        ask: |_, rest| alone(rest, Action::Next),
    },
    Word {
        names: &["back", "b"],
        argument: "",
        label: "the step before",
        ask: |_, rest| alone(rest, Action::Back),
    },
    Word {
        names: &["chapter"],
        argument: "back, or its number or name",
        label: "the next chapter, the start of this one or the one before, or the one named",
        ask: chapter,
    },
    Word {
        names: &["first"],
        argument: "",
        label: "the first step",
        ask: |_, rest| alone(rest, Action::First),
    },
    Word { names: &["last"], argument: "", label: "the last step", ask: |_, rest| alone(rest, Action::Last) },
    Word {
        names: &["again", "repeat", "a"],
        argument: "",
        label: "the step once more",
        ask: |_, rest| rest.is_empty().then_some(Ask::Again),
    },
    Word {
        names: &["where", "w"],
        argument: "",
        label: "which step this is, what takes part in it, the zoom, the sample, the decimals",
        ask: |_, rest| rest.is_empty().then_some(Ask::Where),
    },
    Word {
        names: &["predict", "p"],
        argument: "",
        label: "be asked for the next number before it is said",
        ask: |_, rest| alone(rest, Action::Predict),
    },
    Word { names: &["zoom"], argument: "in or out", label: "look closer, or from further away", ask: zoom },
    Word {
        names: &["help", "?"],
        argument: "",
        label: "these words",
        ask: |_, rest| rest.is_empty().then_some(Ask::Help),
    },
    Word { names: &["quit", "q"], argument: "", label: "end", ask: |_, rest| alone(rest, Action::Quit) },
];

impl Word {
    /// Whether no command of the screen has the same name.
    pub fn is_only_ours(&self) -> bool {
        COMMANDS.iter().all(|command| command.name != self.names[0])
    }
}

/// The word of this name, or the only one that begins so, if no command does.
pub(super) fn find(name: &str) -> Option<&'static Word> {
    let exact = WORDS.iter().find(|word| word.names.contains(&name));
    exact.or_else(|| {
        let begins = |of: &str| of.starts_with(name);
        let mut matching = WORDS.iter().filter(|word| word.names.iter().any(|of| begins(of)));
        let is_command = COMMANDS.iter().any(|command| begins(command.name));
        matching.next().filter(|_| matching.next().is_none() && !is_command)
    })
}

fn alone(rest: &str, action: Action) -> Option<Ask> {
    rest.is_empty().then_some(Ask::Do(action))
}

fn zoom(_: &Reading<'_>, rest: &str) -> Option<Ask> {
    match rest {
        "in" => Some(Ask::Do(Action::ZoomIn)),
        "out" => Some(Ask::Do(Action::ZoomOut)),
        // A zoom by its name is a command like any other.
        _ => None,
    }
}

fn chapter(reading: &Reading<'_>, rest: &str) -> Option<Ask> {
    let outline = reading.app.lesson().outline();
    let zoom: Zoom = reading.app.zoom();
    let by_number = || rest.parse::<usize>().ok()?.checked_sub(1).and_then(|n| Chapter::ALL.get(n).copied());
    let by_name = || {
        let named = |chapter: &Chapter| {
            chapter.word() == rest.to_lowercase() || chapter.title().to_lowercase() == rest.to_lowercase()
        };
        Chapter::ALL.into_iter().find(named)
    };
    match rest {
        "" | "next" => Some(Ask::Do(Action::NextChapter)),
        "back" => Some(Ask::Do(Action::PreviousChapter)),
        _ => {
            let start =
                by_number().or_else(by_name).and_then(|chapter| outline.chapter_start(zoom, chapter))?;
            Some(Ask::Do(Action::StepNumber(start + 1)))
        }
    }
}

/// A line with names as they are heard, as they are written: `set w d 1 0.35` is `set w_d1 0.35`.
pub(super) fn written(line: &str) -> String {
    let line = line.trim();
    match line.split_once(char::is_whitespace) {
        Some((command, rest)) => format!("{command} {}", names(rest)),
        None => line.to_owned(),
    }
}

/// Arithmetic as it is heard, as it is written: `out c 1 times 0.2` is `out_c1 * 0.2`.
pub(super) fn arithmetic(line: &str) -> String {
    let sign = |word| match word {
        "plus" => "+",
        "minus" => "-",
        "times" => "*",
        "over" => "/",
        "squared" => "^2",
        word => word,
    };
    names(&line.split_whitespace().map(sign).collect::<Vec<_>>().join(" "))
}

fn names(text: &str) -> String {
    let is_layer = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = text.split_whitespace().peekable();
    let mut written: Vec<String> = Vec::new();
    while let Some(word) = words.next() {
        let is_stem = matches!(word, "w" | "W" | "bias" | "target" | "out" | "net" | "slope" | "delta");
        let layer = if is_stem { words.next_if(|word| is_layer(word)) } else { None };
        written.push(match (word, layer) {
            ("eta", _) => "learning_rate".to_owned(),
            ("learning", _) if words.next_if_eq(&"rate").is_some() => "learning_rate".to_owned(),
            // A whole matrix has no number; what follows is its value.
            ("W", Some(layer)) => format!("W_{layer}"),
            (stem, Some(layer)) => {
                format!("{stem}_{layer}{}", words.next_if(|word| is_number(word)).unwrap_or_default())
            }
            // An input.
            (layer, None) if is_layer(layer) => {
                format!("{layer}{}", words.next_if(|word| is_number(word)).unwrap_or_default())
            }
            (word, None) => word.to_owned(),
        });
    }
    written.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood_as_they_are_heard() {
        for (heard, expected) in [
            ("set w d 1 0.35", "set w_d1 0.35"),
            ("set w_d1 0.35", "set w_d1 0.35"),
            ("set a 1 0", "set a1 0"),
            ("set bias b 2 -1", "set bias_b2 -1"),
            ("set target d 1 = 1", "set target_d1 = 1"),
            ("set W d times 2", "set W_d times 2"),
            ("set learning rate 0.1", "set learning_rate 0.1"),
            ("set eta 0.1", "set learning_rate 0.1"),
            ("inspect w c 5", "inspect w_c5"),
            ("what chain rule", "what chain rule"),
            ("set w_d1=0.35 w_d2=0.1", "set w_d1=0.35 w_d2=0.1"),
        ] {
            assert_eq!(written(heard), expected);
        }
        assert_eq!(arithmetic("out c 1 times w d 1 minus 0.2"), "out_c1 * w_d1 - 0.2");
        assert_eq!(arithmetic("0.7199*(1-0.7199)"), "0.7199*(1-0.7199)");
    }
}
