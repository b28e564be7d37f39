//! The words of the protocol. OMA-TS-IMPS-CSP_Data_Types.

use imps_core::enumeration;

enumeration! {
    /// Whether a message belongs to a session.
    pub enum SessionType {
        /// It belongs to the named session.
        Inband = "Inband",
        /// It belongs to no session: login and provider information.
        Outband = "Outband",
    }

    /// Whether a message opens or answers a transaction.
    pub enum TransactionMode {
        /// It opens a transaction.
        Request = "Request",
        /// It answers a transaction.
        Response = "Response",
    }

    /// How new messages reach the client.
    #[doc(alias("push", "notify"))]
    pub enum DeliveryMethod {
        /// Pushed: the server sends the message itself.
        Push = "P",
        /// Announced: the server sends a notification, and the client fetches the message.
        Notify = "N",
    }

    /// The bearer of the messages of a session.
    #[doc(alias = "transport")]
    pub enum SupportedBearer {
        /// Text messages.
        Sms = "SMS",
        /// The session layer of WAP.
        Wsp = "WSP",
        /// HTTP.
        Http = "HTTP",
        /// HTTP over TLS. Only in 1.1 and 1.2.
        Https = "HTTPS" in "1.1-1.2",
    }

    /// The bearer of notices to a user who is offline. Only in 1.3.
    pub enum SupportedOfflineBearer {
        /// Text messages.
        Sms = "SMS" in "1.3",
        /// Multimedia messages.
        Mms = "MMS" in "1.3",
        /// Mail.
        Email = "EMAIL" in "1.3",
    }

    /// The way in which a server makes a client poll: the communication initiation channel.
    #[doc(alias("CIR", "Communication Initiation Request"))]
    pub enum SupportedCirMethod {
        /// WAP push over text messages.
        WapSms = "WAPSMS",
        /// WAP push over UDP.
        WapUdp = "WAPUDP",
        /// A UDP datagram to the client's port.
        Sudp = "SUDP",
        /// A TCP connection that the client keeps open.
        Stcp = "STCP",
        /// A text message. Since 1.2.
        Ssms = "SSMS" in "1.2-1.3",
        /// An HTTP request that the client repeats. The server answers each request at once. Since
        /// 1.2.
        Shttp = "SHTTP" in "1.2-1.3",
    }

    /// The encoding of content.
    #[doc(alias("base64", "content transfer encoding"))]
    pub enum ContentEncoding {
        /// Not encoded.
        None = "None",
        /// Base64.
        Base64 = "BASE64",
    }

    /// The digest of a password at login.
    #[doc(alias("MD5", "SHA", "hash"))]
    pub enum DigestSchema {
        /// No digest: the password in clear.
        Password = "PWD",
        /// SHA-1.
        Sha = "SHA",
        /// MD4.
        Md4 = "MD4",
        /// MD5, the one in use.
        Md5 = "MD5",
        /// A name in the list of the standard. Nobody implements it.
        Md6 = "MD6",
    }

    /// The element that a search compares.
    pub enum SearchElement {
        /// The address of a user.
        UserId = "USER_ID",
        /// The given name.
        UserFirstName = "USER_FIRST_NAME",
        /// The family name.
        UserLastName = "USER_LAST_NAME",
        /// The mail address.
        UserEmailAddress = "USER_EMAIL_ADDRESS",
        /// The presence attribute `Alias`.
        UserAlias = "USER_ALIAS",
        /// Whether the user is online: `T` or `F`.
        UserOnlineStatus = "USER_ONLINE_STATUS",
        /// The telephone number.
        UserMobileNumber = "USER_MOBILE_NUMBER",
        /// The address of a group.
        GroupId = "GROUP_ID",
        /// The name of a group.
        GroupName = "GROUP_NAME",
        /// The topic of a group.
        GroupTopic = "GROUP_TOPIC",
        /// The groups that a user has joined.
        GroupUserIdJoined = "GROUP_USER_ID_JOINED",
        /// The groups that a user owns.
        GroupUserIdOwner = "GROUP_USER_ID_OWNER",
        /// The groups that a user joins at login. Since 1.2.
        GroupUserIdAutojoin = "GROUP_USER_ID_AUTOJOIN" in "1.2-1.3",
        /// The minimum age in the public profile. Only in 1.3.
        UserAgeMin = "USER_AGE_MIN" in "1.3",
        /// The maximum age in the public profile. Only in 1.3.
        UserAgeMax = "USER_AGE_MAX" in "1.3",
        /// The city in the public profile. Only in 1.3.
        UserCity = "USER_CITY" in "1.3",
        /// The country in the public profile. Only in 1.3.
        UserCountry = "USER_COUNTRY" in "1.3",
        /// The name for people to read in the public profile. Only in 1.3.
        UserFriendlyName = "USER_FRIENDLY_NAME" in "1.3",
        /// The gender in the public profile. Only in 1.3.
        UserGender = "USER_GENDER" in "1.3",
        /// The intention of the user in the public profile. Only in 1.3.
        UserIntention = "USER_INTENTION" in "1.3",
        /// The interests in the public profile. Only in 1.3.
        UserInterestsHobbies = "USER_INTERESTS_HOBBIES" in "1.3",
        /// The marital status in the public profile. Only in 1.3.
        UserMaritalStatus = "USER_MARITAL_STATUS" in "1.3",
    }

    /// The sessions of a user that get a message, if there are several. Only in 1.3.
    pub enum OnlineEtemHandling {
        /// The server decides.
        ServerLogic = "SERVERLOGIC" in "1.3",
        /// All sessions.
        ForkAll = "FORKALL" in "1.3",
        /// The session that the server finds active.
        Detect = "DETECT" in "1.3",
    }

    /// The handling of a message for a user who is offline. Only in 1.3.
    pub enum OfflineEtemHandling {
        /// A notice is sent, and the message is stored.
        SendStore = "SENDSTORE" in "1.3",
        /// It is sent over the offline bearer, or else rejected.
        SendReject = "SENDREJECT" in "1.3",
        /// It is offered to the sessions by priority, or else stored.
        PriorityStore = "PRIORITYSTORE" in "1.3",
        /// It is offered to the sessions by priority, or else rejected.
        PriorityReject = "PRIORITYREJECT" in "1.3",
        /// It is rejected.
        Reject = "REJECT" in "1.3",
    }
    /// The subject of an invitation.
    pub enum InviteType {
        /// To join the named group.
        Group = "GR",
        /// To exchange messages.
        Messaging = "IM",
        /// To subscribe to presence. A list of attributes may limit the subscription.
        Presence = "PR",
        /// To look at content at the given addresses.
        SharedContent = "SC",
        /// To become a member of the named group. Since 1.2.
        GroupMembership = "GM" in "1.2-1.3",
        /// To use the named application. Only in 1.3.
        Application = "AP" in "1.3",
        /// To a conversation that is extended to more users. Only in 1.3.
        ExtendedConversation = "EC" in "1.3",
        /// To an extended group. Only in 1.3.
        ExtendedGroup = "EG" in "1.3",
    }

    /// The subject of a general notification. Only in 1.3.
    pub enum NotificationType {
        /// An authorisation was changed.
        AuthorizationChanged = "AC" in "1.3",
        /// A member of a contact list has asked for presence that she is not authorised for.
        AuthorizationNeededContactList = "ANC" in "1.3",
        /// A user under the default attribute list has asked for presence that she is not
        /// authorised for.
        AuthorizationNeededDefault = "AND" in "1.3",
        /// A user has asked for presence that she is not authorised for.
        AuthorizationNeededUser = "ANU" in "1.3",
        /// Somebody has added the user to a contact list.
        AddedToContactList = "ATCL" in "1.3",
        /// The block list was changed.
        BlockListChanged = "BLC" in "1.3",
        /// The use of the block list was switched on or off.
        BlockListUsageChanged = "BLUC" in "1.3",
        /// A contact list was changed.
        ContactListChanged = "CLC" in "1.3",
        /// A contact list was created.
        ContactListCreated = "CLCR" in "1.3",
        /// A contact list was deleted.
        ContactListDeleted = "CLD" in "1.3",
        /// A group was created.
        GroupCreated = "GC" in "1.3",
        /// A group was deleted.
        GroupDeleted = "GD" in "1.3",
        /// The grant list was changed.
        GrantListChanged = "GLC" in "1.3",
        /// The use of the grant list was switched on or off.
        GrantListUsageChanged = "GLUC" in "1.3",
        /// The rights of a member of a group were changed.
        GroupMemberAccessUpdated = "GMAU" in "1.3",
        /// The user has become a member of a group.
        GroupMembershipGranted = "GMG" in "1.3",
        /// The user has lost the membership of a group.
        GroupMembershipRevoked = "GMR" in "1.3",
        /// The members of a group were changed.
        GroupMembersUpdated = "GMU" in "1.3",
        /// An invitation was accepted.
        InvitationAccepted = "IA" in "1.3",
        /// An invitation was cancelled.
        InvitationCancelled = "IC" in "1.3",
        /// An invitation was rejected.
        InvitationRejected = "IR" in "1.3",
        /// Another session of the user gets messages from now on.
        OnlineEtemHandlingUpdated = "OEU" in "1.3",
        /// A public profile was updated.
        PublicProfileUpdated = "PPU" in "1.3",
        /// The rank of the session was changed.
        SessionPriorityAdjusted = "SPA" in "1.3",
    }

    /// The way in which a user watches the presence of another. Since 1.2.
    pub enum WatcherStatus {
        /// By a subscription that is in force.
        CurrentSubscriber = "CURRENT_SUBSCRIBER" in "1.2-1.3",
        /// By a subscription that has ended within the history period.
        FormerSubscriber = "FORMER_SUBSCRIBER" in "1.2-1.3",
        /// By asking once.
        PresenceAccess = "PRESENCE_ACCESS" in "1.2-1.3",
    }

    /// The state of a watcher's request for presence. Only in 1.2.
    pub enum ReactiveAuthState {
        /// It was granted.
        Granted = "GRANTED" in "1.2",
        /// It was denied.
        Denied = "DENIED" in "1.2",
        /// It is not decided yet.
        Pending = "PENDING" in "1.2",
    }
}

enumeration! {
    /// The size of text. Only in 1.3.
    pub enum FontSize {
        /// The smallest.
        Tiny = "Tiny" in "1.3",
        /// Smaller than usual.
        Small = "Small" in "1.3",
        /// The usual size.
        Medium = "Medium" in "1.3",
        /// Larger than usual.
        Big = "Big" in "1.3",
        /// The largest.
        Huge = "Huge" in "1.3",
    }

    /// The emphasis of text. Only in 1.3.
    pub enum FontStyle {
        /// In bold letters.
        Bold = "Bold" in "1.3",
        /// In italic letters.
        Italic = "Italic" in "1.3",
        /// With a line below.
        Underline = "Underline" in "1.3",
    }

    /// The colours of text: the sixteen colours of HTML. Only in 1.3.
    pub enum Color {
        /// `#00FFFF`.
        Aqua = "Aqua" in "1.3",
        /// `#000000`.
        Black = "Black" in "1.3",
        /// `#0000FF`.
        Blue = "Blue" in "1.3",
        /// `#FF00FF`.
        Fuchsia = "Fuchsia" in "1.3",
        /// `#808080`.
        Gray = "Gray" in "1.3",
        /// `#008000`.
        Green = "Green" in "1.3",
        /// `#00FF00`.
        Lime = "Lime" in "1.3",
        /// `#800000`.
        Maroon = "Maroon" in "1.3",
        /// `#000080`.
        Navy = "Navy" in "1.3",
        /// `#808000`.
        Olive = "Olive" in "1.3",
        /// `#800080`.
        Purple = "Purple" in "1.3",
        /// `#FF0000`.
        Red = "Red" in "1.3",
        /// `#C0C0C0`.
        Silver = "Silver" in "1.3",
        /// `#008080`.
        Teal = "Teal" in "1.3",
        /// `#FFFFFF`.
        White = "White" in "1.3",
        /// `#FFFF00`.
        Yellow = "Yellow" in "1.3",
    }
}

enumeration! {
    /// The users who may join a group.
    pub enum GroupAccessType {
        /// Everybody who is not barred.
        Open = "Open",
        /// Members only.
        Restricted = "Restricted",
    }

    /// The owner of a group.
    pub enum GroupType {
        /// The provider.
        Public = "Public",
        /// A user.
        Private = "Private",
    }

    /// The rights of a user in a group.
    #[doc(alias("moderator", "administrator"))]
    pub enum PrivilegeLevel {
        /// All rights: an administrator.
        Admin = "Admin",
        /// Many rights: a moderator.
        Moderator = "Mod",
        /// The usual rights. Some peers write `US`, the word that has a token in binary XML. An
        /// example of 1.1 has `Read`.
        User = "User",
    }
}

enumeration! {
    /// The kind of device that a client runs on.
    pub enum ClientType {
        /// A mobile telephone.
        MobilePhone = "MOBILE_PHONE",
        /// A computer, or a client inside a web page.
        Computer = "COMPUTER",
        /// A handheld computer.
        Pda = "PDA",
        /// A command line, used through text messages.
        CommandLine = "CLI",
        /// Anything else: the standard's own word `OTHER`.
        Unspecified = "OTHER",
    }
}

enumeration! {
    /// The encoding of content on its way to the client.
    pub enum AcceptedTransferEncoding {
        /// Base64.
        Base64 = "BASE64",
    }
}

enumeration! {
    /// The action of the server on content above a limit. Only in 1.3.
    pub enum ContentPolicy {
        /// Nothing special.
        Normal = "N" in "1.3",
        /// It considers the cost.
        Cost = "C" in "1.3",
        /// It rejects the content.
        Reject = "R" in "1.3",
    }
}
