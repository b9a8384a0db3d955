//! The steps as rows.
//!
//! No cell holds a text of the scenario's author, only words and numbers of the program: what a
//! spreadsheet would take for a formula cannot come in by a file.

use std::io::{self, Write};

use super::{Record, Steps};
use crate::export::table::Table;
use crate::lesson::Sight;

const COLUMNS: [&str; 9] =
    ["index", "address", "chapter", "title", "symbols", "numbers", "result", "values", "why"];

/// Writes one after the other.
pub(super) fn write(steps: &Steps<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::begin(&COLUMNS, to)?;
    for (n, step) in steps.each(Sight::default()) {
        let Record { index, address, chapter, title, formula, values, why } =
            Record::of(steps.lesson, n, &step);
        // A step computes one number or half a million: as a list they are one cell either way.
        let values = serde_json::to_string(&values).map_err(io::Error::from)?;
        let (index, chapter) = (index.to_string(), chapter.to_owned());
        table.row([
            index,
            address,
            chapter,
            title,
            formula.symbols,
            formula.numbers,
            formula.result,
            values,
            why,
        ])?;
    }
    table.end()
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::lesson::{Lesson, View, Zoom};
    use crate::scenario::{builtin, builtins, parse};

    fn rows(lesson: &Lesson) -> Vec<csv::StringRecord> {
        let mut bytes = Vec::new();
        write(&Steps::all(lesson, Zoom::Term), &mut bytes).unwrap();
        csv::Reader::from_reader(&bytes[..]).into_records().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn rows_say_what_the_json_says() {
        for name in ["swap", "three-classes"] {
            let scenario = builtin(name).unwrap();
            let view = View::of(&scenario);
            let lesson = Lesson::new(scenario, view).unwrap();
            let mut bytes = Vec::new();
            Steps::all(&lesson, Zoom::Term).json(&mut bytes).unwrap();
            let records: Vec<Json> = serde_json::from_slice(&bytes).unwrap();
            let rows = rows(&lesson);
            assert_eq!(rows.len(), records.len());
            for (row, record) in rows.iter().zip(&records) {
                assert_eq!(row[0], record["index"].to_string());
                let formula = &record["formula"];
                let texts = [&record["address"], &record["chapter"], &record["title"]];
                let texts =
                    texts.into_iter().chain([&formula["symbols"], &formula["numbers"], &formula["result"]]);
                for (cell, text) in row.iter().skip(1).zip(texts) {
                    assert_eq!(cell, text.as_str().unwrap());
                }
                assert_eq!(serde_json::from_str::<Json>(&row[7]).unwrap(), record["values"]);
                assert_eq!(&row[8], record["why"].as_str().unwrap());
            }
        }
    }

    /// Whether a spreadsheet would compute what begins so.
    fn is_formula(cell: &str) -> bool {
        cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
    }

    #[test]
    fn no_text_of_a_file_becomes_a_formula() {
        let hostile = "=HYPERLINK(1)";
        let source = builtin("swap").unwrap().source.replace("Swap two inputs", hostile);
        let source = source.replace("text = \"", &format!("text = \"{hostile}"));
        let scenario = parse(&source, "x").unwrap();
        assert!(scenario.notes.iter().any(|note| note.text.as_str().starts_with(hostile)));
        let view = View::of(&scenario);
        let rows = rows(&Lesson::new(scenario, view).unwrap());
        assert!(!rows.iter().flatten().any(|cell| cell.contains(hostile)));
    }

    #[test]
    fn only_formulas_of_the_mathematics_begin_with_a_sign() {
        let mut signs = 0;
        for built_in in builtins().iter().filter(|built_in| built_in.name != "large") {
            let scenario = builtin(built_in.name).unwrap();
            let view = View::of(&scenario);
            let mut bytes = Vec::new();
            let lesson = Lesson::new(scenario, view).unwrap();
            write(&Steps::all(&lesson, Zoom::Operation), &mut bytes).unwrap();
            for row in csv::Reader::from_reader(&bytes[..]).records() {
                for (column, cell) in row.unwrap().iter().enumerate().filter(|(_, cell)| is_formula(cell)) {
                    assert!(["numbers", "result"].contains(&COLUMNS[column]), "{cell}");
                    assert!(cell.starts_with('-'), "{cell}");
                    signs += 1;
                }
            }
        }
        assert!(signs > 0, "there is none: say so in docs/data.md");
    }
}
