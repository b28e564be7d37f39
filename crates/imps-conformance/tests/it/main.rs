//! The tables and the evaluation, compared with the facts.

mod carriers;
mod carrying;
mod erdef;
mod hostile;
mod observing;
mod page;
