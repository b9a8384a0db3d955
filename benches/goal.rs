//! Goals as lines of a table: what is measured, the figure of this run, the bound.

/// The head of the table.
pub fn head() {
    println!("| goal | figure | at most | |");
    println!("| --- | --- | --- | --- |");
}

/// A goal's line; `figure` is to be at most `bound`.
pub fn line(what: &str, figure: f64, bound: f64, unit: &str) {
    let kept = if figure <= bound { "kept" } else { "**missed**" };
    println!("| {what} | {figure:.2}{unit} | {bound}{unit} | {kept} |");
}
