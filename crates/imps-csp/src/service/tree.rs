//! The service tree: which services a session may use, as a set. OMA-TS-IMPS-CSP, "Service negotiation".

mod service;

pub use service::{Service, UnknownService};

use crate::service::features::{Functions, WvCspFeat};
use alloc::boxed::Box;
use core::fmt;
use core::ops::{BitAnd, BitOr, BitOrAssign, Sub};
use imps_core::{Tag, Version};

/// A set of services.
///
/// In messages the set is a tree, in which a feature without children stands for all below it ([`WvCspFeat`]). A request names what the
/// client would like, the answer what is *not* agreed:
///
/// ```
/// use imps_core::{Version, tag};
/// use imps_csp::service::features::WvCspFeat;
/// use imps_csp::service::{Service, ServiceTree};
///
/// let asked = ServiceTree::from_features(&WvCspFeat::default(), Version::V1_2);
/// assert_eq!(asked, ServiceTree::all(Version::V1_2));
///
/// let offered: ServiceTree = asked.iter().filter(|service| *service != Service::SRCH).collect();
/// let not_agreed = asked.not_agreed(offered);
/// assert_eq!(not_agreed, Service::SRCH.into());
///
/// let agreed = asked & offered;
/// assert!(agreed.allows(tag::SendMessage_Request, Version::V1_2));
/// assert!(!agreed.allows(tag::Search_Request, Version::V1_2));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ServiceTree(u64);

impl ServiceTree {
    /// No service.
    pub const EMPTY: Self = Self(0);

    /// Those that name only what is mandatory: `MF`, `MP`, `MM`, `MG`.
    pub const MANDATORY: Self =
        Self(Service::MF.bit() | Service::MP.bit() | Service::MM.bit() | Service::MG.bit());

    /// Every service of a version, without the names of what is mandatory anyway.
    pub fn all(version: Version) -> Self {
        Self::of(version).difference(Self::MANDATORY)
    }

    /// Every service of a version.
    fn of(version: Version) -> Self {
        Service::ALL.iter().copied().filter(|service| service.versions().contains(version)).collect()
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether a service is in the set.
    pub const fn contains(self, service: Service) -> bool {
        self.0 & service.bit() != 0
    }

    /// Whether all of another set is in this one.
    pub const fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Adds a service.
    pub const fn insert(&mut self, service: Service) {
        self.0 |= service.bit();
    }

    /// Takes a service out.
    pub const fn remove(&mut self, service: Service) {
        self.0 &= !service.bit();
    }

    /// The services, in the order of the tree.
    pub fn iter(self) -> impl Iterator<Item = Service> {
        Service::ALL.iter().copied().filter(move |service| self.contains(*service))
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What a server that offers other services does not agree to: the content of its answer. What is mandatory is always agreed.
    #[must_use]
    pub const fn not_agreed(self, offered: Self) -> Self {
        self.difference(offered).difference(Self::MANDATORY)
    }

    /// Whether a session with these services may use a primitive.
    ///
    /// What no service of the version is about may always be used: login, status, and what else is mandatory.
    /// A search with `AdvancedCriteria` needs [`Service::ADVSR`] all the same.
    pub fn allows(self, primitive: Tag, version: Version) -> bool {
        let gates: Self = Service::that_allow(primitive, version).collect();
        gates.is_empty() || !(self & gates).is_empty()
    }

    /// The services that a tree names; a feature without children stands for everything below it in the version.
    pub fn from_features(features: &WvCspFeat<'_>, version: Version) -> Self {
        service::read(features, Self::all(version))
    }

    /// The services that a message names; none when it has no tree, as with servers that thereby say that nothing is not agreed.
    pub fn from_functions(functions: &Functions<'_>, version: Version) -> Self {
        functions.wv_csp_feat.as_ref().map_or(Self::EMPTY, |features| Self::from_features(features, version))
    }

    /// The tree that names these services, as short as the version allows; `None` when there are none.
    ///
    /// Services that the version lacks are left out, and so are the names of what is mandatory beside other services.
    pub fn to_features(self, version: Version) -> Option<WvCspFeat<'static>> {
        service::write(self & Self::of(version), Self::all(version))
    }

    /// The tree as messages hold it; `None` when there are no services.
    pub fn to_functions(self, version: Version) -> Option<Box<Functions<'static>>> {
        self.to_features(version).map(|features| Box::new(features.into()))
    }
}

impl From<Service> for ServiceTree {
    fn from(service: Service) -> Self {
        Self(service.bit())
    }
}

impl Extend<Service> for ServiceTree {
    fn extend<I: IntoIterator<Item = Service>>(&mut self, services: I) {
        services.into_iter().for_each(|service| self.insert(service));
    }
}

impl FromIterator<Service> for ServiceTree {
    fn from_iter<I: IntoIterator<Item = Service>>(services: I) -> Self {
        let mut tree = Self::EMPTY;
        tree.extend(services);
        tree
    }
}

/// What is in either.
impl BitOr for ServiceTree {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for ServiceTree {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

/// What is in both.
impl BitAnd for ServiceTree {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// What is in the first only.
impl Sub for ServiceTree {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.difference(other)
    }
}

/// The names, with spaces between.
impl fmt::Display for ServiceTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, service) in self.iter().enumerate() {
            let space = if place == 0 { "" } else { " " };
            write!(f, "{space}{service}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ServiceTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
