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
    let mut words = line.split_whitespace().peekable();
    let mut written: Vec<String> = Vec::new();
    let is_layer = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    while let Some(word) = words.next() {
        let is_command = written.is_empty();
        let stem = match word {
            _ if is_command => None,
            "w" | "W" | "bias" | "target" | "out" => Some(word),
            "learning" if words.next_if_eq(&"rate").is_some() => {
                written.push("learning_rate".into());
                continue;
            }
            "eta" => {
                written.push("learning_rate".into());
                continue;
            }
            _ => None,
        };
        if let Some(stem) = stem
            && let Some(layer) = words.next_if(|word| is_layer(word))
        {
            // A whole matrix or vector has no number; what follows is its value.
            let is_whole = stem == "W";
            let number = if is_whole { None } else { words.next_if(|word| is_number(word)) };
            // A weight is small where it has a number.
            written.push(format!("{stem}_{layer}{}", number.unwrap_or_default()));
            continue;
        }
        if !is_command
            && is_layer(word)
            && let Some(number) = words.next_if(|word| is_number(word))
        {
            written.push(format!("{word}{number}"));
            continue;
        }
        written.push(word.to_owned());
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
    }
}
