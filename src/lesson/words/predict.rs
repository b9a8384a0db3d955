//! Predicting: what is asked, and what is said to an answer.

/// The title of a question.
pub(crate) const TITLE: &str = "{name} — what will it be?";
/// The question.
pub(crate) const ASK: &str = "What is {name}? Work it out, type it and press Enter.";
/// How exact an answer is to be, where decimals are carried.
pub(crate) const TO_DECIMALS: &str =
    "{count} decimals are carried; one more or less in the last of them is right too.";
/// The same in full precision.
pub(crate) const TO_DIGITS: &str = "{count} digits are enough.";
/// What may be typed.
pub(crate) const EXPRESSION: &str = "An expression counts as well: numbers and the names of what is known, with + − * / ^ \
                                     and parentheses, sig(…), tanh(…), exp(…), ln(…).";
/// The same where what was typed is none.
pub(crate) const UNREADABLE: &str = "Not understood: {reason}.";
/// Where there is help.
pub(crate) const HINT_FORMULA: &str = "Stuck? {hint} shows the formula, {skip} the answer.";
/// The same once the formula is there.
pub(crate) const HINT_NUMBERS: &str = "{hint} puts the numbers in, {skip} shows the answer.";
/// The same once the numbers are there.
pub(crate) const HINT_NONE: &str = "Now it is only arithmetic. {skip} shows the answer.";

/// After a right answer at the first try.
pub(crate) const RIGHT_AT_ONCE: &str = "Right, at the first try.";
/// After another right answer.
pub(crate) const RIGHT: &str = "Right.";
/// After a right answer that is off by one in the last digit.
pub(crate) const RIGHT_NEARLY: &str = "{answer} is off by one in the last digit, which rounding can do.";
/// After the answer was shown.
pub(crate) const SHOWN: &str = "This is the answer. Go through it below, the next number is for you again.";
/// What comes then.
pub(crate) const ON: &str = "{next} goes on to the next number.";

/// Before what is said of a mistake.
pub(crate) const WRONG: &str = "{answer} is not it.";
/// Where no known mistake fits.
pub(crate) const NONE_FITS: &str = "No mistake that is known here gives this number. Look whether each factor is the one \
                                    that belongs there, then at the arithmetic.";
/// Before several mistakes that give one number.
pub(crate) const SEVERAL: &str =
    "{count} mistakes give just this number here; which one it was, you know best.";

/// The same in a word, beside its key.
pub(crate) const NEXT: &str = "next";

/// At the end of the lesson.
pub(crate) const NO_MORE: &str = "No further number is asked for in this lesson.";

/// How predicting went in a chapter.
pub(crate) const TALLY: &str =
    "Numbers predicted in the chapter {chapter}: {asked}; right at the first try: {first}.";
/// The mistake that came most.
pub(crate) const MOST: &str = " What came most: {mistake}, {times}.";
/// How often.
pub(crate) const ONCE: &str = "once";
/// The same for more.
pub(crate) const TIMES: &str = "{count} times";
