//! The service tree: the services that a session may use, as a set. OMA-TS-IMPS-CSP, "Service
//! negotiation".

mod primitives;
mod service;

pub use service::{Service, UnknownService};

use crate::service::features::{Functions, WvCspFeat};
use alloc::boxed::Box;
use core::fmt;
use core::ops::{BitAnd, BitOr, BitOrAssign, Sub};
use imps_core::{Tag, Version};

/// A set of services.
///
/// In messages the set is a tree, in which a feature without children represents everything below
/// it ([`WvCspFeat`]). A request names the services that the client requests. The answer names the
/// services that are *not* agreed:
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
#[doc(alias("service negotiation", "feature tree"))]
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ServiceTree(u64);

impl ServiceTree {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// The services that name only the mandatory functions: `MF`, `MP`, `MM`, `MG`.
    pub const MANDATORY: Self =
        Self(Service::MF.bit() | Service::MP.bit() | Service::MM.bit() | Service::MG.bit());

    /// Returns every service of a version, without the names of mandatory functions.
    pub fn all(version: Version) -> Self {
        Self::of(version).difference(Self::MANDATORY)
    }

    /// Returns every service of a version.
    fn of(version: Version) -> Self {
        Service::ALL.iter().copied().filter(|service| service.versions().contains(version)).collect()
    }

    /// Returns whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the number of services.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Returns whether a service is in the set.
    pub const fn contains(self, service: Service) -> bool {
        self.0 & service.bit() != 0
    }

    /// Returns whether this set contains all services of another set.
    pub const fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Adds a service.
    pub const fn insert(&mut self, service: Service) {
        self.0 |= service.bit();
    }

    /// Removes a service.
    pub const fn remove(&mut self, service: Service) {
        self.0 &= !service.bit();
    }

    /// Iterates over the services in the order of the tree.
    pub fn iter(self) -> impl Iterator<Item = Service> {
        Service::ALL.iter().copied().filter(move |service| self.contains(*service))
    }

    /// Returns the services that are in this set and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns the services that a server with other services does not agree to: the content of its
    /// answer. Mandatory functions are always agreed.
    #[must_use]
    pub const fn not_agreed(self, offered: Self) -> Self {
        self.difference(offered).difference(Self::MANDATORY)
    }

    /// Returns whether a session with these services may use a primitive.
    ///
    /// Primitives that belong to no service of the version (login, status and other mandatory ones)
    /// are always allowed. The function does not look at the content of a primitive: a search with
    /// `AdvancedCriteria` also needs [`Service::ADVSR`].
    pub fn allows(self, primitive: Tag, version: Version) -> bool {
        let gates: Self = Service::that_allow(primitive, version).collect();
        gates.is_empty() || !(self & gates).is_empty()
    }

    /// Returns the services that a tree names. A feature without children represents everything
    /// below it in the version.
    pub fn from_features(features: &WvCspFeat<'_>, version: Version) -> Self {
        service::read(features, Self::all(version))
    }

    /// Returns the services that a message names. A message without a tree names none: some servers
    /// send it so if everything is agreed.
    pub fn from_functions(functions: &Functions<'_>, version: Version) -> Self {
        functions.wv_csp_feat.as_ref().map_or(Self::EMPTY, |features| Self::from_features(features, version))
    }

    /// Returns the tree that names these services, as short as the version allows; `None` if there
    /// are none.
    ///
    /// Omits services that the version lacks. Omits the names of mandatory functions if other
    /// services are present.
    pub fn to_features(self, version: Version) -> Option<WvCspFeat<'static>> {
        service::write(self & Self::of(version), Self::all(version))
    }

    /// Returns the tree in the form of messages; `None` if there are no services.
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

/// Returns the union.
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

/// Returns the intersection.
impl BitAnd for ServiceTree {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// Returns the difference.
impl Sub for ServiceTree {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.difference(other)
    }
}

/// Writes the names, separated by spaces.
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
