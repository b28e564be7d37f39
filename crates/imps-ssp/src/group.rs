//! Groups.

pub(crate) mod joined;
pub(crate) mod life;
pub(crate) mod notice;

pub use joined::*;
pub use life::*;
pub use notice::*;
