//! Lists of users and contact lists. 1.3 wraps them in their own elements.

/// Declares accessors that read and fill such lists in any version.
macro_rules! id_lists {
    ($($primitive:ident $user:ident: |$item:ident| $user_id:expr;)*) => { $(
        impl<'a> $primitive<'a> {
            /// Returns the users in any version.
            pub fn user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
                let plain = self.$user.iter().filter_map(|$item| $user_id);
                plain.chain(self.user_id_list.iter().flat_map(|list| &list.user_ids))
            }

            /// Returns the contact lists in any version.
            pub fn contact_lists(&self) -> impl Iterator<Item = &ContactListId<'a>> {
                let plain = self.contact_list.iter();
                plain.chain(self.contact_list_id_list.iter().flat_map(|list| &list.contact_lists))
            }

            /// Replaces the users, in the form of the version.
            #[must_use]
            pub fn with_user_ids(
                mut self,
                version: imps_core::Version,
                user_ids: impl IntoIterator<Item = UserId<'a>>,
            ) -> Self {
                let user_ids = user_ids.into_iter();
                if version < imps_core::Version::V1_3 {
                    self.$user = user_ids.map(Into::into).collect();
                    self.user_id_list = None;
                } else {
                    self.$user = Vec::new();
                    self.user_id_list = Some(user_ids.collect());
                }
                self
            }

            /// Replaces the contact lists, in the form of the version.
            #[must_use]
            pub fn with_contact_lists(
                mut self,
                version: imps_core::Version,
                contact_lists: impl IntoIterator<Item = ContactListId<'a>>,
            ) -> Self {
                let contact_lists = contact_lists.into_iter();
                if version < imps_core::Version::V1_3 {
                    self.contact_list = contact_lists.collect();
                    self.contact_list_id_list = None;
                } else {
                    self.contact_list = Vec::new();
                    self.contact_list_id_list = Some(contact_lists.collect());
                }
                self
            }
        }
    )* };
}

pub(crate) use id_lists;
