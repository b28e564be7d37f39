//! Groups.

mod joined;
mod life;
mod mapping;
mod members;
mod notice;
mod properties;

pub use joined::*;
pub use life::*;
pub use mapping::*;
pub use members::*;
pub use notice::*;
pub use properties::*;
