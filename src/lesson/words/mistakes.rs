//! Known mistakes: what they are called, and what is said to one who made one.

use crate::engine::{Kind, Mistake};

/// What is said of a mistake.
pub(crate) struct Words {
    /// On the command line: `:wrong early-update`.
    pub word: &'static str,
    /// In a few words, as the end of a sentence.
    pub name: &'static str,
    /// What is done wrong, all through a pass.
    pub what: &'static str,
}

/// What a mistake is called.
pub(crate) fn of(mistake: Mistake) -> Words {
    let (word, name, what) = match mistake {
        Mistake::NoSlope => (
            "no-slope",
            "leaving out the slope",
            "δ is taken to be ∂E/∂out itself, as if a neuron passed its net value on unchanged.",
        ),
        Mistake::NetInSlope => (
            "net-in-slope",
            "the net value in the formula of the slope",
            "The slope is computed from the net value, where its formula wants the output.",
        ),
        Mistake::OnePath => (
            "one-path",
            "one path where several are added up",
            "The error is followed back through the first neuron of the next layer only, not through all of them.",
        ),
        Mistake::Untransposed => (
            "untransposed",
            "W where its transpose belongs",
            "On the way back the numbers of W are read row by row, as on the way forward, and not column by column.",
        ),
        Mistake::RowForColumn => (
            "row-for-column",
            "rows and columns exchanged",
            "The weights of a net value are taken down the columns of W, and ∂E/∂W is filled in as its transpose.",
        ),
        Mistake::Sign => (
            "sign",
            "the opposite sign",
            "The derivative of the error starts with the opposite sign, so every weight moves uphill.",
        ),
        Mistake::EarlyUpdate => (
            "early-update",
            "the updated weights used too early",
            "The weights of a layer are updated before the error is passed back through them.",
        ),
        Mistake::NoHalf => (
            "no-half",
            "without the ½",
            "The error is the whole square, so the 2 of its derivative is not cancelled.",
        ),
        Mistake::NoSquare => (
            "no-square",
            "without the square",
            "The error is half the difference, not half its square, so its derivative is the same wherever the output \
             stands.",
        ),
        Mistake::NoBias => ("no-bias", "a forgotten bias", "Net values are summed without the biases."),
        Mistake::NoActivation => (
            "no-activation",
            "the net value passed on as the output",
            "No activation function is applied: neurons pass on their net values.",
        ),
        Mistake::NoInput => (
            "no-input",
            "a gradient without the output that comes in",
            "The gradient of a weight is taken to be δ of its neuron, whatever comes in through the weight.",
        ),
        Mistake::NoRate => ("no-rate", "a forgotten learning rate", "Weights move by their whole gradient."),
    };
    Words { word, name, what }
}

/// The mistake of a word, or the only one whose word begins so.
pub(crate) fn find(word: &str) -> Option<Mistake> {
    let exact = Mistake::ALL.into_iter().find(|mistake| of(*mistake).word == word);
    exact.or_else(|| {
        let mut all = Mistake::ALL.into_iter().filter(|mistake| of(*mistake).word.starts_with(word));
        all.next().filter(|_| !word.is_empty() && all.next().is_none())
    })
}

/// What one who answered a question with a mistake did, and what would have been right.
pub(crate) fn found(mistake: Mistake, kind: Kind) -> &'static str {
    match (mistake, kind) {
        (Mistake::NoSlope, _) => {
            "This is what comes out without the slope. The error reaches a net value only through the activation \
             function, so ∂out/∂net is a factor."
        }
        (Mistake::NetInSlope, _) => {
            "Here the net value stands in the formula of the slope. That formula wants the output: it is written with \
             what the activation function gives, not with what it takes."
        }
        (Mistake::OnePath, Kind::Gradient) => {
            "This is one path alone. The weight reaches the error by several, and their products are added."
        }
        (Mistake::OnePath, _) => {
            "This is a single product of the sum. {out} goes to every neuron of {next}, and comes back from each of \
             them with its part of the error."
        }
        (Mistake::Untransposed, _) => {
            "Here the numbers of {W} were taken along its rows. Going back, {neuron} needs the weights by which its own \
             output went forward. They stand in one column of {W}, which is one row of its transpose."
        }
        (Mistake::RowForColumn, Kind::Net) => {
            "Here a column of {W} was taken. The weights that arrive at {neuron} stand in one row."
        }
        (Mistake::RowForColumn, _) => {
            "Rows and columns are exchanged. The row of ∂E/∂W says whose δ it is, the column which output it is \
             multiplied with."
        }
        (Mistake::Sign, Kind::WeightAfter | Kind::BiasAfter) => {
            "The step goes uphill. The gradient points to where the error grows, so η times the gradient is taken off."
        }
        (Mistake::Sign, Kind::ErrorByOut) => {
            "The size is right, the sign is not. Ask which way the error moves when {out} grows a little: that is the \
             sign of this derivative."
        }
        (Mistake::Sign, _) => "The size is right, the sign is not.",
        (Mistake::EarlyUpdate, _) => {
            "Here the updated weights of {next} were used. The error goes back through the weights that were there on \
             the way forward; they all change at the end, from the old ones."
        }
        (Mistake::NoHalf, Kind::ErrorByOut | Kind::Delta | Kind::Gradient | Kind::BiasGradient) => {
            "This is twice what is right: without the ½ in the error, the 2 of its derivative stays."
        }
        (Mistake::NoHalf, _) => "The ½ is missing: this is the whole square.",
        (Mistake::NoSquare, Kind::Error | Kind::ErrorTotal) => {
            "The square is missing: half the difference is not half its square."
        }
        (Mistake::NoSquare, _) => {
            "The square is not dealt with. Its derivative brings down a 2, which cancels the ½ and leaves the \
             difference."
        }
        (Mistake::NoBias, _) => "{bias} is missing from the sum.",
        (Mistake::NoActivation, _) => {
            "This is {net} itself. {neuron} passes on what its activation function makes of it."
        }
        (Mistake::NoInput, _) => {
            "This is δ of the neuron. A weight's gradient is δ times the output that comes in through the weight."
        }
        (Mistake::NoRate, _) => "Here the whole gradient was taken off. A step is η times the gradient.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_has_a_word_of_its_own() {
        for mistake in Mistake::ALL {
            assert_eq!(find(of(mistake).word), Some(mistake));
        }
        assert_eq!(find("ear"), Some(Mistake::EarlyUpdate));
        assert_eq!(find("no"), None, "several words begin like this");
        assert_eq!(find(""), None);
    }
}
