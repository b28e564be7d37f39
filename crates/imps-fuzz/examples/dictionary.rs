//! Prints a dictionary by its name, or says which there are.

use imps_fuzz::dictionary::{NAMES, dictionary};

fn main() {
    match std::env::args().nth(1).as_deref().and_then(dictionary) {
        Some(dictionary) => print!("{dictionary}"),
        None => println!("{}", NAMES.join("\n")),
    }
}
