//! Instances of the generic functions, for builds without optimisation.
//!
//! Such a build shares the instances that a crate contains with the crates above it. Without this
//! module, each program, example and test compiles the reading and writing of all messages again:
//! ten seconds each.

use crate::{Error, Input, Root, Syntax, csp, wbxml, xml};

#[used]
static CSP: fn(&Input<'_>) -> Result<(), Error> = |input| {
    write(&input.read::<csp::Message<'_>>()?)?;
    write(&input.read_owned::<csp::Message<'_>>()?)?;
    wbxml::from_slice::<csp::Message<'_>>(&[])?;
    xml::from_str::<csp::Message<'_>>("").map(drop)
};

#[cfg(feature = "ssp")]
#[used]
static SSP: fn(&Input<'_>) -> Result<(), Error> = |input| {
    write(&input.read::<crate::ssp::Message<'_>>()?)?;
    xml::from_str::<crate::ssp::Message<'_>>("").map(drop)
};

fn write<'a, T: Root<'a>>(message: &T) -> Result<(), Error> {
    Syntax::Wbxml.to_vec(message)?;
    wbxml::to_vec(message)?;
    xml::to_string(message).map(drop)
}
