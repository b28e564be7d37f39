//! Messages of clients with everything that the table can carry.

pub(crate) const INVITE: &str = "<Invite-Request><InviteID>inv-1</InviteID><InviteType>GR</InviteType>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient><ApplicationID>chess</ApplicationID>\
    <GroupID>wv:nadia/rowing@alpha.example</GroupID><PresenceSubList><OnlineStatus/></PresenceSubList>\
    <URLList><URL>http://alpha.example/17</URL></URLList><InviteNote>On Friday</InviteNote>\
    <ScreenName><SName>Stroke</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>\
    <Validity>3600</Validity></Invite-Request>";
pub(crate) const CANCEL: &str = "<CancelInvite-Request><InviteID>inv-1</InviteID>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient><InviteNote>On Sunday</InviteNote>\
    <ApplicationID>chess</ApplicationID><GroupID>wv:nadia/rowing@alpha.example</GroupID>\
    <PresenceSubList><OnlineStatus/></PresenceSubList><URLList><URL>http://alpha.example/17</URL></URLList>\
    <ScreenName><SName>Stroke</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName></CancelInvite-Request>";
/// Nadia decides about an invitation of Omar.
pub(crate) const DECISION: &str = "<InviteUser-Response><InviteID>inv-1</InviteID><Acceptance>T</Acceptance>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient><ResponseNote>With pleasure</ResponseNote>\
    <ScreenName><SName>Bow</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName></InviteUser-Response>";
pub(crate) const REFUSAL: &str = "<InviteUser-Response><InviteID>inv-1</InviteID><Acceptance>F</Acceptance>\
        <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
        <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient></InviteUser-Response>";
pub(crate) const SUBSCRIBE: &str = "<SubscribePresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID>\
    <UserID>wv:pia@beta.example</UserID></UserIDList><PresenceSubList><OnlineStatus/></PresenceSubList>\
    </SubscribePresence-Request>";
pub(crate) const UNSUBSCRIBE: &str = "<UnsubscribePresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>\
    </UnsubscribePresence-Request>";
pub(crate) const GET_PRESENCE: &str = "<GetPresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>\
    <PresenceSubList><UserAvailability/></PresenceSubList></GetPresence-Request>";
pub(crate) const NOTIFICATION: &str = "<PresenceNotification-Request><Presence><UserID>wv:nadia@alpha.example</UserID>\
    <PresenceSubList><OnlineStatus><Qualifier>T</Qualifier><PresenceValue>T</PresenceValue></OnlineStatus></PresenceSubList>\
    </Presence></PresenceNotification-Request>";
pub(crate) const PRESENCE: &str = "<GetPresence-Response><Result><Code>200</Code></Result>\
    <Presence><UserID>wv:omar@beta.example</UserID><PresenceSubList><UserAvailability><Qualifier>T</Qualifier>\
    <PresenceValue>DISCREET</PresenceValue></UserAvailability></PresenceSubList></Presence></GetPresence-Response>";
pub(crate) const SEND: &str = "<SendMessage-Request><DeliveryReport>T</DeliveryReport><MessageInfo><MessageID>m-1</MessageID>\
    <MessageURI>http://alpha.example/m-1</MessageURI><ContentType>text/plain</ContentType><ContentSize>5</ContentSize>\
    <ContentName>note.txt</ContentName>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User>\
    <Group><GroupID>wv:omar/chess@beta.example</GroupID></Group></Recipient>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender><DateTime>20090514T162005Z</DateTime>\
    <Validity>86400</Validity></MessageInfo><ContentData>Hello</ContentData></SendMessage-Request>";
pub(crate) const SENT: &str = "<SendMessage-Response><Result><Code>201</Code><Description>Partly</Description></Result>\
    <MessageID>m-1</MessageID></SendMessage-Response>";
/// Nadia's server reports the fate of Omar's message.
pub(crate) const REPORT: &str = "<DeliveryReport-Request><Result><Code>200</Code></Result><DeliveryTime>20090514T162031Z</DeliveryTime>\
    <MessageInfo><MessageID>m-1</MessageID><ContentType>text/plain</ContentType>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender></MessageInfo></DeliveryReport-Request>";
pub(crate) const JOIN: &str = "<JoinGroup-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <ScreenName><SName>Castle</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName>\
    <JoinedRequest>T</JoinedRequest><SubscribeNotification>T</SubscribeNotification>\
    <OwnProperties><Property><Name>ShowID</Name><Value>T</Value></Property></OwnProperties></JoinGroup-Request>";
pub(crate) const JOINED: &str = "<JoinGroup-Response><Joined><UserMapList><UserMapping><Mapping><SName>King</SName></Mapping>\
    <Mapping><SName>Castle</SName></Mapping></UserMapping></UserMapList></Joined>\
    <WelcomeNote><ContentType>text/plain</ContentType><ContentData>Be nice</ContentData></WelcomeNote></JoinGroup-Response>";
pub(crate) const DELETE: &str =
    "<DeleteGroup-Request><GroupID>wv:omar/chess@beta.example</GroupID></DeleteGroup-Request>";
pub(crate) const LEAVE: &str =
    "<LeaveGroup-Request><GroupID>wv:omar/chess@beta.example</GroupID></LeaveGroup-Request>";
pub(crate) const LEFT: &str = "<LeaveGroup-Response><GroupID>wv:omar/chess@beta.example</GroupID><Result><Code>200</Code></Result>\
    </LeaveGroup-Response>";
pub(crate) const GET_MEMBERS: &str =
    "<GetGroupMembers-Request><GroupID>wv:omar/chess@beta.example</GroupID></GetGroupMembers-Request>";
pub(crate) const MEMBERS: &str = "<GetGroupMembers-Response>\
    <Admin><UserList><User><UserID>wv:omar@beta.example</UserID></User></UserList></Admin>\
    <Mod><UserList><User><UserID>wv:pia@beta.example</UserID></User></UserList></Mod>\
    <UserList><User><UserID>wv:nadia@alpha.example</UserID></User></UserList></GetGroupMembers-Response>";
pub(crate) const GET_JOINED: &str =
    "<GetJoinedUsers-Request><GroupID>wv:omar/chess@beta.example</GroupID></GetJoinedUsers-Request>";
pub(crate) const IN_GROUP: &str = "<GetJoinedUsers-Response><AdminMapList>\
    <AdminMapping><Mapping><SName>King</SName><UserID>wv:omar@beta.example</UserID></Mapping></AdminMapping>\
    <UserMapping><Mapping><SName>Castle</SName></Mapping></UserMapping></AdminMapList>\
    <JoinedBlocked><UserList><ScreenName><SName>Pawn</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName>\
    </UserList></JoinedBlocked></GetJoinedUsers-Response>";
pub(crate) const ADD: &str = "<AddGroupMembers-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <UserIDList><UserID>wv:nadia@alpha.example</UserID><UserID>wv:quinn@alpha.example</UserID></UserIDList></AddGroupMembers-Request>";
pub(crate) const REMOVE: &str = "<RemoveGroupMembers-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <UserIDList><UserID>wv:quinn@alpha.example</UserID></UserIDList></RemoveGroupMembers-Request>";
pub(crate) const ACCESS: &str = "<MemberAccess-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <Admin><UserList><User><UserID>wv:omar@beta.example</UserID></User></UserList></Admin>\
    <Mod><UserList><User><UserID>wv:nadia@alpha.example</UserID></User></UserList></Mod>\
    <UserList><User><UserID>wv:pia@beta.example</UserID></User></UserList></MemberAccess-Request>";
pub(crate) const GET_PROPS: &str =
    "<GetGroupProps-Request><GroupID>wv:omar/chess@beta.example</GroupID></GetGroupProps-Request>";
pub(crate) const PROPS: &str = "<GetGroupProps-Response><GroupProperties><Property><Name>Name</Name><Value>Chess corner</Value></Property>\
    </GroupProperties><OwnProperties><Property><Name>IsMember</Name><Value>T</Value></Property></OwnProperties>\
    </GetGroupProps-Response>";
pub(crate) const SET_PROPS: &str = "<SetGroupProps-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <GroupProperties><Property><Name>Topic</Name><Value>Openings</Value></Property>\
    <WelcomeNote><ContentType>text/plain</ContentType><ContentData>Hello</ContentData></WelcomeNote></GroupProperties>\
    <OwnProperties><Property><Name>ShowID</Name><Value>F</Value></Property></OwnProperties></SetGroupProps-Request>";
pub(crate) const REJECT: &str = "<RejectList-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <AddList><UserID>wv:troll@alpha.example</UserID></AddList><RemoveList><UserID>wv:rita@alpha.example</UserID></RemoveList>\
    </RejectList-Request>";
pub(crate) const REJECTED: &str = "<RejectList-Response><UserList><User><UserID>wv:troll@alpha.example</UserID></User></UserList>\
    </RejectList-Response>";
pub(crate) const ASK_NOTICE: &str = "<SubscribeGroupNotice-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <SubscribeType>G</SubscribeType></SubscribeGroupNotice-Request>";
pub(crate) const NOTICE: &str = "<GroupChangeNotice><GroupID>wv:nadia/rowing@alpha.example</GroupID>\
    <Joined><UserMapList><UserMapping><Mapping><SName>Bishop</SName></Mapping></UserMapping></UserMapList></Joined>\
    <Left><UserList><ScreenName><SName>King</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName></UserList></Left>\
    <JoinedBlocked><UserList><ScreenName><SName>Rook</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>\
    </UserList></JoinedBlocked>\
    <LeftBlocked><UserList><ScreenName><SName>Pawn</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>\
    </UserList></LeftBlocked>\
    <GroupProperties><Property><Name>Topic</Name><Value>Endgames</Value></Property></GroupProperties>\
    <OwnProperties><Property><Name>IsMember</Name><Value>T</Value></Property></OwnProperties></GroupChangeNotice>";
/// An answer with everything that a result can carry.
pub(crate) const DETAILED: &str = "<SendMessage-Response><Result><Code>201</Code><Description>Partly done</Description>\
    <DetailedResult><Code>427</Code><Description>Unknown user</Description><UserID>wv:ghost@beta.example</UserID>\
    <GroupID>wv:omar/go@beta.example</GroupID>\
    <ScreenName><SName>Pawn</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName><Domain>gamma.example</Domain>\
    </DetailedResult><TryAgainTimeout>120</TryAgainTimeout></Result><MessageID>m-1</MessageID></SendMessage-Response>";
