//! Finding a step by words: of its title, its address, its chapter, and the names of what it computes.
//!
//! A lesson may have millions of steps, so no text is written for each. The steps of a section that differ
//! in their numbers only are a [`Family`] with one text that has slots for these; words without digits are
//! looked for in that text once, words with digits in the texts of those that can have them.

mod family;
mod name;
mod title;

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use super::address::{Address, Place, Section};
use super::{Lesson, Zoom};
use family::{Family, Members};

/// Steps that are listed at most; of the rest it is said how many they are.
pub const MOST_FOUND: usize = 200;

/// How well a step fits what is looked for: the less, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is what was named: by its address, its number, or the name of what it computes.
    Named,
    /// Its address or a name begins with what was typed, or it is a word of its address.
    Begins,
    /// Its title or its chapter does.
    TitleBegins,
    /// All words occur somewhere.
    Occurs,
}

impl Fit {
    const ALL: [Self; 4] = [Self::Named, Self::Begins, Self::TitleBegins, Self::Occurs];
}

/// The steps found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was looked for.
    pub query: String,
    /// At which zoom.
    pub zoom: Zoom,
    /// The best ones, at most [`MOST_FOUND`].
    pub list: Vec<Address>,
    /// How many there are.
    pub count: usize,
}

/// What was worked out for finding, kept with a lesson.
#[derive(Debug, Clone, Default)]
pub(super) struct Finder {
    /// The families that each zoom adds to the coarser one's.
    families: [OnceCell<Arc<[Family]>>; 3],
    last: RefCell<Option<Arc<Found>>>,
}

/// What is looked for, in small letters.
struct Query<'q> {
    whole: &'q str,
    words: Vec<&'q str>,
}

/// The steps found so far, those of one fit beside each other.
#[derive(Default)]
struct Gathered {
    by_fit: [Vec<Address>; 4],
    count: usize,
}

impl Gathered {
    fn add(&mut self, fit: Fit, address: Address) {
        self.by_fit[fit as usize].push(address);
    }
}

impl Lesson {
    /// The steps of a zoom in whose texts every word of a query occurs, the best first; all steps have
    /// none of the words of an empty query to lack, and are not listed for it.
    ///
    /// A query that names a step which only a closer look shows, a path that is not listed among them, finds
    /// that step too. Of very many products, those are looked at whose row, column or number is a number of
    /// the query.
    pub fn find(&self, query: &str, zoom: Zoom) -> Arc<Found> {
        let known = self.finder.last.borrow().clone();
        if let Some(found) = known.filter(|found| found.query == query && found.zoom == zoom) {
            return found;
        }
        let found = Arc::new(self.find_anew(query, zoom));
        self.finder.last.replace(Some(Arc::clone(&found)));
        found
    }

    fn find_anew(&self, text: &str, zoom: Zoom) -> Found {
        let whole = text.trim().to_lowercase();
        let query = Query { whole: &whole, words: whole.split_whitespace().collect() };
        let mut gathered = Gathered::default();
        if !query.words.is_empty() {
            for level in Zoom::ALL.into_iter().filter(|level| *level <= zoom) {
                self.families(level).iter().for_each(|family| family.search(&query, &mut gathered));
            }
        }
        let outline = self.outline();
        let number = |address: &Address| outline.insertion(zoom, *address).map(|(before, _)| before);
        let mut list: Vec<Address> = self.named(text.trim(), zoom);
        let found_by_name = list.clone();
        for fit in Fit::ALL {
            let of_fit = &mut gathered.by_fit[fit as usize];
            of_fit.sort_by_cached_key(number);
            of_fit.retain(|address| !found_by_name.contains(address));
            let room = MOST_FOUND.saturating_sub(list.len());
            list.extend(of_fit.iter().take(room));
        }
        // What was named may have been found by its words too, or not.
        let is_new = |address: &&Address| !self.is_found(**address, &query, zoom);
        let count = gathered.count + found_by_name.iter().filter(is_new).count();
        Found { query: text.to_owned(), zoom, list, count }
    }

    /// Whether the families of a zoom have this step and find it.
    fn is_found(&self, address: Address, query: &Query<'_>, zoom: Zoom) -> bool {
        let levels = Zoom::ALL.into_iter().filter(|level| *level <= zoom);
        levels.flat_map(|level| self.families(level).iter()).any(|family| family.finds(address, query))
    }

    /// The steps that a text names: by a number, an address, or what they compute.
    fn named(&self, text: &str, zoom: Zoom) -> Vec<Address> {
        let outline = self.outline();
        let by_number = text.parse::<usize>().ok().and_then(|n| outline.at(zoom, n.checked_sub(1)?));
        let by_address = || self.parse_address(text).or_else(|| self.parse_address(&text.to_lowercase()));
        let by_name = || {
            let home = self.home(name::parse(text, self)?)?;
            outline.has(home).then(|| outline.nearest(zoom, home)).flatten()
        };
        by_number.or_else(by_address).or_else(by_name).into_iter().collect()
    }

    /// The families of steps that a zoom adds.
    fn families(&self, level: Zoom) -> &[Family] {
        self.finder.families[level as usize].get_or_init(|| self.families_anew(level).into())
    }

    fn families_anew(&self, level: Zoom) -> Vec<Family> {
        let outline = self.outline();
        let network = self.pass().network();
        let mut families = Vec::new();
        for section in outline.sections() {
            let (rows, columns) = outline.rows(section).unwrap_or_default();
            let add = |families: &mut Vec<Family>, members: Members| {
                families.push(Family::learn(self, section, members));
            };
            match (section, level) {
                (Section::Single(_), Zoom::Layer) => {
                    add(&mut families, Members::Alike(network.width(network.last())));
                }
                (Section::CheckWeight(_), Zoom::Operation) => {
                    add(&mut families, Members::One(Place::Head));
                }
                (Section::CheckWeight(_), _) => {}
                (_, Zoom::Layer) => add(&mut families, Members::One(Place::Head)),
                (Section::Derive(weight), Zoom::Operation) => match outline.paths(weight) {
                    Some((listed, _)) => {
                        if !listed.is_empty() {
                            add(&mut families, Members::Paths(listed.into(), None));
                        }
                        add(&mut families, Members::One(Place::Sum));
                    }
                    None => {
                        let factors = super::address::Factor::ALL;
                        for factor in factors {
                            add(&mut families, Members::One(Place::Factor(factor)));
                        }
                    }
                },
                (Section::Derive(weight), Zoom::Term) => {
                    let factors = outline.path_factors(weight).unwrap_or(0);
                    let listed = outline.paths(weight).map_or(&[][..], |(listed, _)| listed);
                    for f in (0..factors).filter(|_| !listed.is_empty()) {
                        add(&mut families, Members::Paths(listed.into(), Some(f)));
                    }
                }
                (_, Zoom::Operation) if rows > 0 => add(&mut families, Members::Rows(rows)),
                (_, Zoom::Term) if rows * columns > 0 => add(&mut families, Members::Cells(rows, columns)),
                _ => {}
            }
        }
        families
    }
}
