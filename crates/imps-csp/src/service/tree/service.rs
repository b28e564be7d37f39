//! The services and their places in the tree.

use super::ServiceTree;
use super::primitives::{primitives, services};
use crate::Empty;
use crate::service::features::{
    AttListFunc, ContListFunc, FundamentalFeat, GroupAuthFunc, GroupFeat, GroupMgmtFunc, GroupUseFunc,
    ImAuthFunc, ImFeat, ImReceiveFunc, ImSendFunc, InviteFunc, PresenceAuthFunc, PresenceDeliverFunc,
    PresenceFeat, SearchFunc, ServiceFunc, VerifyIdFunc, WvCspFeat,
};
use core::fmt;
use core::str::FromStr;
use imps_core::{Tag, Version, Versions, tag};

/// Declares the tree: features, their functions, and the services of each function.
macro_rules! services {
    ($(
        $feature:ident = $feature_field:ident: $feature_type:ident {
            $(#[$only_meta:meta])*
            $only:ident = $only_field:ident in $only_versions:literal;
            $($function:ident = $function_field:ident: $function_type:ident {
                $(
                    $(#[$meta:meta])*
                    $service:ident = $field:ident in $versions:literal;
                )*
            })*
        }
    )*) => {
        /// A service: a leaf of the service tree.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Service {
            $(
                $(#[$only_meta])*
                $only,
                $($($(#[$meta])* $service,)*)*
            )*
        }

        impl Service {
            /// All services, in the order of the tree.
            pub const ALL: &'static [Self] = &[$(Self::$only, $($(Self::$service,)*)*)*];

            /// Returns the element, which has the name of the service.
            pub const fn tag(self) -> Tag {
                match self {
                    $(Self::$only => tag::$only, $($(Self::$service => tag::$service,)*)*)*
                }
            }

            /// Returns the name in the standard: `SRCH`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$only => stringify!($only), $($(Self::$service => stringify!($service),)*)*)*
                }
            }

            /// Returns the feature that contains it: `FundamentalFeat`.
            pub const fn feature(self) -> Tag {
                match self {
                    $(Self::$only $($(| Self::$service)*)* => tag::$feature,)*
                }
            }

            /// Returns the function that contains it: `SearchFunc`. `None` for the names of
            /// mandatory functions.
            pub const fn function(self) -> Option<Tag> {
                match self {
                    $(Self::$only => None, $($(Self::$service)|* => Some(tag::$function),)*)*
                }
            }

            /// Returns the versions that have it.
            pub const fn versions(self) -> Versions {
                match self {
                    $(
                        Self::$only => Versions::parse($only_versions),
                        $($(Self::$service => Versions::parse($versions),)*)*
                    )*
                }
            }
        }

        /// Reads the services that a tree names, given all services of the version.
        pub(super) fn read(tree: &WvCspFeat<'_>, all: ServiceTree) -> ServiceTree {
            let mut named = Named::default();
            $(if let Some(feature) = &tree.$feature_field {
                let mut below = Named::default();
                if feature.$only_field.is_some() {
                    below.add(Service::$only.into());
                }
                $(if let Some(function) = &feature.$function_field {
                    let mut leaves = Named::default();
                    $(if function.$field.is_some() {
                        leaves.add(Service::$service.into());
                    })*
                    let whole = ServiceTree(0 $(| Service::$service.bit())*);
                    below.add(leaves.or_whole(function.extensions.is_empty(), whole & all));
                })*
                let whole = ServiceTree(0 $($(| Service::$service.bit())*)*);
                named.add(below.or_whole(feature.extensions.is_empty(), whole & all));
            })*
            named.or_whole(tree.extensions.is_empty(), all)
        }

        /// Creates the tree that names services, given all services of the version.
        pub(super) fn write(services: ServiceTree, all: ServiceTree) -> Option<WvCspFeat<'static>> {
            branch(services, all, || WvCspFeat {
                $($feature_field: {
                    let whole = ServiceTree(0 $($(| Service::$service.bit())*)*);
                    let only = Service::$only.into();
                    branch(services & (whole | only), whole & all, || $feature_type {
                        $only_field: (services & (whole | only) == only).then_some(Empty::NEW),
                        $($function_field: {
                            let whole = ServiceTree(0 $(| Service::$service.bit())*);
                            branch(services & whole, whole & all, || $function_type {
                                $($field: services.contains(Service::$service).then_some(Empty::NEW),)*
                                ..$function_type::default()
                            })
                        },)*
                        ..$feature_type::default()
                    })
                },)*
                ..WvCspFeat::default()
            })
        }
    };
}

/// The services below an element; `None` if the element contains nothing.
#[derive(Default)]
struct Named(Option<ServiceTree>);

impl Named {
    fn add(&mut self, services: ServiceTree) {
        *self.0.get_or_insert_default() |= services;
    }

    /// Returns the services below the element, or the whole branch if the element is empty. Vendor
    /// content counts as content.
    fn or_whole(self, bare: bool, whole: ServiceTree) -> ServiceTree {
        self.0.unwrap_or(if bare { whole } else { ServiceTree::EMPTY })
    }
}

/// Returns an element of the tree: `None` without services, an empty element for the whole branch,
/// otherwise one with children.
fn branch<T: Default>(services: ServiceTree, whole: ServiceTree, children: impl FnOnce() -> T) -> Option<T> {
    if services.is_empty() {
        None
    } else if !whole.is_empty() && services.contains_all(whole) {
        Some(T::default())
    } else {
        Some(children())
    }
}

services! {
    FundamentalFeat = fundamental_feat: FundamentalFeat {
        /// Only the mandatory fundamental functions.
        MF = mf in "1.2-1.3";
        ServiceFunc = service_func: ServiceFunc {
            /// Get service provider information.
            GETSPI = getspi in "1.1-1.3";
            /// Get a map.
            GETMAP = getmap in "1.3";
            /// Send large messages in segments.
            SGMNT = sgmnt in "1.3";
        }
        SearchFunc = search_func: SearchFunc {
            /// Search for users and groups.
            SRCH = srch in "1.1-1.3";
            /// Search with criteria combined in any way.
            ADVSR = advsr in "1.3";
            /// Stop a search.
            STSRC = stsrc in "1.1-1.3";
        }
        InviteFunc = invite_func: InviteFunc {
            /// Invite users.
            INVIT = invit in "1.1-1.3";
            /// Cancel an invitation.
            CAINV = cainv in "1.1-1.3";
        }
        VerifyIDFunc = verify_id_func: VerifyIdFunc {
            /// Verify addresses.
            VRID = vrid in "1.2-1.3";
        }
    }
    PresenceFeat = presence_feat: PresenceFeat {
        /// Only the mandatory presence functions.
        MP = mp in "1.2-1.3";
        ContListFunc = cont_list_func: ContListFunc {
            /// Get the contact lists.
            GCLI = gcli in "1.1-1.3";
            /// Create a contact list.
            CCLI = ccli in "1.1-1.3";
            /// Delete a contact list.
            DCLI = dcli in "1.1-1.3";
            /// Manage a contact list.
            MCLS = mcls in "1.1-1.3";
        }
        PresenceAuthFunc = presence_auth_func: PresenceAuthFunc {
            /// Get the watchers.
            GETWL = getwl in "1.1-1.3";
            /// Authorise watchers when they ask.
            REACT = react in "1.1-1.2";
            /// Cancel an authorisation.
            CAAUT = caaut in "1.1-1.2";
            /// Get the decisions about watchers.
            GETAUT = getaut in "1.2";
        }
        PresenceDeliverFunc = presence_deliver_func: PresenceDeliverFunc {
            /// Get presence.
            GETPR = getpr in "1.1-1.3";
            /// Update the own presence.
            UPDPR = updpr in "1.1-1.3";
        }
        AttListFunc = att_list_func: AttListFunc {
            /// Create an attribute list.
            CALI = cali in "1.1-1.2";
            /// Delete an attribute list.
            DALI = dali in "1.1-1.2";
            /// Get the attribute lists.
            GALS = gals in "1.1-1.2";
        }
    }
    IMFeat = im_feat: ImFeat {
        /// Only the mandatory messaging functions.
        MM = mm in "1.2-1.3";
        IMSendFunc = im_send_func: ImSendFunc {
            /// Report the delivery of messages.
            MDELIV = mdeliv in "1.1-1.3";
            /// Forward messages.
            FWMSG = fwmsg in "1.1-1.3";
        }
        IMReceiveFunc = im_receive_func: ImReceiveFunc {
            /// Choose how messages are delivered.
            SETD = setd in "1.1-1.3";
            /// Get the list of messages.
            GETLM = getlm in "1.1-1.3";
            /// Get a message.
            GETM = getm in "1.1-1.3";
            /// Reject messages.
            REJCM = rejcm in "1.1-1.3";
            /// Receive announcements of messages.
            NOTIF = notif in "1.1-1.3";
            /// Receive messages.
            NEWM = newm in "1.1-1.3";
            /// Receive announcements over another bearer while offline.
            OFFNOTIF = offnotif in "1.3";
        }
        IMAuthFunc = im_auth_func: ImAuthFunc {
            /// Get the block list and the grant list.
            GLBLU = glblu in "1.1-1.3";
            /// Block and grant.
            BLENT = blent in "1.1-1.3";
        }
    }
    GroupFeat = group_feat: GroupFeat {
        /// Only the mandatory group functions.
        MG = mg in "1.2-1.3";
        GroupMgmtFunc = group_mgmt_func: GroupMgmtFunc {
            /// Create a group.
            CREAG = creag in "1.1-1.3";
            /// Delete a group.
            DELGR = delgr in "1.1-1.3";
            /// Get the properties of a group.
            GETGP = getgp in "1.1-1.3";
            /// Set the properties of a group.
            SETGP = setgp in "1.1-1.3";
        }
        GroupUseFunc = group_use_func: GroupUseFunc {
            /// Subscribe to notices of changes.
            SUBGCN = subgcn in "1.1-1.3";
            /// Receive notices of changes.
            GRCHN = grchn in "1.1-1.3";
            /// Extend a conversation to more users.
            EXCON = excon in "1.3";
        }
        GroupAuthFunc = group_auth_func: GroupAuthFunc {
            /// Get the members.
            GETGM = getgm in "1.1-1.3";
            /// Add members.
            ADDGM = addgm in "1.1-1.3";
            /// Remove members.
            RMVGM = rmvgm in "1.1-1.3";
            /// Change the rights of members.
            MBRAC = mbrac in "1.1-1.3";
            /// Bar users.
            REJEC = rejec in "1.1-1.3";
            /// Get the users who have joined.
            GETJU = getju in "1.2-1.3";
        }
    }
}

impl Service {
    /// Returns the primitives that it allows.
    pub const fn primitives(self) -> &'static [Tag] {
        primitives(self)
    }

    pub(super) const fn bit(self) -> u64 {
        1 << self as u8
    }

    /// Returns the services of a version that allow a primitive; one of them is enough. Returns
    /// none for a primitive that needs no service.
    pub fn that_allow(primitive: Tag, version: Version) -> impl Iterator<Item = Self> {
        services(primitive).iter().copied().filter(move |service| service.versions().contains(version))
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The text is not the name of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownService;

impl fmt::Display for UnknownService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the name of a service such as SRCH")
    }
}

impl core::error::Error for UnknownService {}

impl FromStr for Service {
    type Err = UnknownService;

    fn from_str(name: &str) -> Result<Self, UnknownService> {
        Self::ALL.iter().copied().find(|service| service.name() == name).ok_or(UnknownService)
    }
}
