//! The words of presence, and the words that client capability negotiation shares with it.

use imps_core::enumeration;

enumeration! {
    /// The value of [`OnlineStatus`](crate::OnlineStatus) and
    /// [`Registration`](crate::Registration).
    #[doc(alias("PresenceValue", "boolean"))]
    pub enum Flag {
        /// The user has a session; the device is registered.
        True = "T",
        /// The user has no session; the device is not registered.
        False = "F",
    }

    /// The willingness of a user to communicate.
    #[doc(alias = "PresenceValue")]
    pub enum UserAvailabilityValue {
        /// Ready for anybody.
        Available = "AVAILABLE",
        /// Not willing or not able.
        NotAvailable = "NOT_AVAILABLE",
        /// At the user's own discretion: busy, or available only for important matters.
        Discreet = "DISCREET",
    }

    /// The mood of a user.
    #[doc(alias = "PresenceValue")]
    pub enum StatusMoodValue {
        /// Angry.
        Angry = "ANGRY",
        /// Anxious.
        Anxious = "ANXIOUS",
        /// Ashamed.
        Ashamed = "ASHAMED",
        /// Bored.
        Bored = "BORED",
        /// Excited.
        Excited = "EXCITED",
        /// Happy.
        Happy = "HAPPY",
        /// In love.
        InLove = "IN_LOVE",
        /// Invincible.
        Invincible = "INVINCIBLE",
        /// Jealous.
        Jealous = "JEALOUS",
        /// Sad.
        Sad = "SAD",
        /// Sleepy.
        Sleepy = "SLEEPY",
    }

    /// A means of communication: a capability of a client, or a preference of a user.
    #[doc(alias = "PrefC")]
    pub enum Cap {
        /// A telephone call.
        Call = "CALL",
        /// Text messages.
        Sms = "SMS",
        /// Multimedia messages.
        Mms = "MMS",
        /// Mail.
        Email = "EMAIL",
        /// Instant messages of this service.
        Im = "IM",
        /// Instant messages while online. Only in 1.1 and 1.2.
        ImOnline = "IM_ONLINE" in "1.1-1.2",
        /// Instant messages while offline. Only in 1.1 and 1.2.
        ImOffline = "IM_OFFLINE" in "1.1-1.2",
        /// An audio call. Only in 1.1 and 1.2.
        AudioCall = "AUDIO_CALL" in "1.1-1.2",
        /// A video call. Only in 1.1 and 1.2.
        VideoCall = "VIDEO_CALL" in "1.1-1.2",
        /// A video stream. Only in 1.1 and 1.2.
        VideoStream = "VIDEO_STREAM" in "1.1-1.2",
    }

    /// Whether a means of communication can be used now.
    #[doc(alias = "Cstatus")]
    pub enum CommStatus {
        /// It can be used.
        Open = "OPEN",
        /// It cannot be used.
        Closed = "CLOSED",
    }
}

impl Flag<'_> {
    /// The value. `true`, `false` and lower case are accepted, as for every other boolean. `None`
    /// for any other text.
    ///
    /// ```
    /// use imps_presence::Flag;
    /// assert_eq!(Flag::from("T").value(), Some(true));
    /// assert_eq!(Flag::from(" false").value(), Some(false));
    /// assert_eq!(Flag::from("AWAY").value(), None);
    /// ```
    pub fn value(&self) -> Option<bool> {
        let text = self.as_str().trim();
        let is = |words: [&str; 2]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        match self {
            Self::True => Some(true),
            Self::False => Some(false),
            Self::Other(_) if is(["T", "true"]) => Some(true),
            Self::Other(_) if is(["F", "false"]) => Some(false),
            Self::Other(_) => None,
        }
    }
}

impl From<bool> for Flag<'_> {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
