//! The moves, replacements and answers, with documents typed by hand: `notes.md`, "Version
//! differences at a glance", and `version-bridge.md`.

use crate::common::context;
use imps_bridge::{Bridged, convert_with};
use imps_core::Version;
use imps_csp::{Message, Primitive};

const V1_1: Version = Version::V1_1;
const V1_2: Version = Version::V1_2;
const V1_3: Version = Version::V1_3;

/// A message of a version with a primitive, whatever shape it has.
pub(crate) fn message(version: Version, mode: &str, primitive: &str) -> Message<'static> {
    let text = format!(
        "<WV-CSP-Message xmlns='http://www.openmobilealliance.org/DTD/IMPS-CSP1.3'><Session><SessionDescriptor>\
         <SessionType>Inband</SessionType><SessionID>s1</SessionID></SessionDescriptor><Transaction><TransactionDescriptor>\
         <TransactionMode>{mode}</TransactionMode><TransactionID>t1</TransactionID></TransactionDescriptor><TransactionContent>\
         {primitive}</TransactionContent></Transaction></Session></WV-CSP-Message>"
    );
    let message: Message<'_> =
        imps_xml::from_str(&text).unwrap_or_else(|error| panic!("{error}: {primitive}"));
    Message { version, ..message.into_owned() }
}

/// The primitive of a message as XML, without namespaces.
pub(crate) fn primitive(message: &Message<'_>) -> String {
    let text = imps_xml::to_string(message).unwrap();
    let (_, content) = text.split_once("<TransactionContent xmlns=").unwrap();
    let (_, content) = content.split_once('>').unwrap();
    let (content, _) = content.split_once("</TransactionContent>").unwrap();
    let mut plain = String::new();
    for (index, part) in content.split(" xmlns=\"").enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('"').unwrap().1 });
    }
    plain
}

pub(crate) fn paths(bridged: &Bridged<'_>) -> Vec<String> {
    let short =
        |path: &str| path.split_once("/TransactionContent/").map_or(path, |(_, rest)| rest).to_owned();
    bridged.losses.iter().map(|loss| format!("{} {}", short(&loss.path), loss.reason.name())).collect()
}

struct Case {
    from: Version,
    to: Version,
    before: &'static str,
    after: &'static str,
    losses: &'static [&'static str],
}

const fn case(
    from: Version,
    to: Version,
    before: &'static str,
    after: &'static str,
    losses: &'static [&'static str],
) -> Case {
    Case { from, to, before, after, losses }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Users and contact lists in presence requests.
    case(V1_2, V1_3,
        "<GetPresence-Request><User><UserID>wv:a</UserID><ClientID><URL>c</URL></ClientID></User></GetPresence-Request>",
        "<GetPresence-Request><UserIDList><UserID>wv:a</UserID></UserIDList></GetPresence-Request>",
        &["GetPresence-Request/User[0]/ClientID not-in-version"]),
    case(V1_3, V1_2,
        "<SubscribePresence-Request><UserIDList><UserID>wv:a</UserID></UserIDList><ContactListIDList><ContactList>wv:a/l</ContactList></ContactListIDList></SubscribePresence-Request>",
        "<SubscribePresence-Request><User><UserID>wv:a</UserID></User><ContactList>wv:a/l</ContactList><AutoSubscribe>F</AutoSubscribe></SubscribePresence-Request>",
        &[]),
    case(V1_3, V1_1,
        "<UnsubscribePresence-Request><UserIDList><UserID>wv:a</UserID><UserID>wv:b</UserID></UserIDList></UnsubscribePresence-Request>",
        "<UnsubscribePresence-Request><User><UserID>wv:a</UserID></User><User><UserID>wv:b</UserID></User></UnsubscribePresence-Request>",
        &[]),
    case(V1_1, V1_3,
        "<CreateAttributeList-Request><PresenceSubList><Alias/></PresenceSubList><UserID>wv:a</UserID><DefaultList>F</DefaultList></CreateAttributeList-Request>",
        "<CreateAttributeList-Request><PresenceSubList><Alias/></PresenceSubList><UserIDList><UserID>wv:a</UserID></UserIDList><DefaultList>F</DefaultList></CreateAttributeList-Request>",
        &[]),
    case(V1_2, V1_1,
        "<SubscribePresence-Request><User><UserID>wv:a</UserID></User><AutoSubscribe>T</AutoSubscribe></SubscribePresence-Request>",
        "<SubscribePresence-Request><User><UserID>wv:a</UserID></User></SubscribePresence-Request>",
        &["SubscribePresence-Request/AutoSubscribe not-in-version"]),
    // The flags of the lists.
    case(V1_2, V1_3,
        "<BlockEntity-Request><BlockList><InUse>T</InUse><AddList><UserID>wv:a</UserID></AddList></BlockList><GrantList><InUse>F</InUse></GrantList></BlockEntity-Request>",
        "<BlockEntity-Request><BlockList><AddList><UserID>wv:a</UserID></AddList></BlockList><BlockListInUse>T</BlockListInUse><GrantListInUse>F</GrantListInUse></BlockEntity-Request>",
        &[]),
    case(V1_3, V1_1,
        "<GetBlockedList-Response><BlockList><EntityList><ContactList>wv:a/l</ContactList></EntityList></BlockList><BlockListInUse>T</BlockListInUse></GetBlockedList-Response>",
        "<GetBlockedList-Response><BlockList><InUse>T</InUse><EntityList/></BlockList></GetBlockedList-Response>",
        &["GetBlockedList-Response/BlockList/EntityList/ContactList[0] not-in-version"]),
    // Watchers.
    case(V1_3, V1_1,
        "<GetWatcherList-Response><WatcherCount>1</WatcherCount><Watcher><UserID>wv:a</UserID><FriendlyName>A</FriendlyName><WatcherStatus>CURRENT_SUBSCRIBER</WatcherStatus></Watcher></GetWatcherList-Response>",
        "<GetWatcherList-Response><User><UserID>wv:a</UserID></User></GetWatcherList-Response>",
        &["GetWatcherList-Response/Watcher[0]/FriendlyName not-in-version", "GetWatcherList-Response/Watcher[0]/WatcherStatus not-in-version", "GetWatcherList-Response/WatcherCount not-in-version"]),
    case(V1_1, V1_2,
        "<GetWatcherList-Response><User><UserID>wv:a</UserID></User></GetWatcherList-Response>",
        "<GetWatcherList-Response><Watcher><User><UserID>wv:a</UserID></User></Watcher></GetWatcherList-Response>",
        &[]),
    case(V1_2, V1_3,
        "<GetWatcherList-Response><Watcher><User><UserID>wv:a</UserID></User><WatcherStatus>CURRENT_SUBSCRIBER</WatcherStatus></Watcher></GetWatcherList-Response>",
        "<GetWatcherList-Response><Watcher><UserID>wv:a</UserID><WatcherStatus>CURRENT_SUBSCRIBER</WatcherStatus></Watcher></GetWatcherList-Response>",
        &[]),
    // Groups: joined users, members, roles.
    case(V1_2, V1_3,
        "<JoinGroup-Response><UserMapList><UserMapping><Mapping><SName>n</SName></Mapping></UserMapping></UserMapList></JoinGroup-Response>",
        "<JoinGroup-Response><Joined><UserMapList><UserMapping><Mapping><SName>n</SName></Mapping></UserMapping></UserMapList></Joined></JoinGroup-Response>",
        &[]),
    case(V1_3, V1_1,
        "<JoinGroup-Response><Joined><UserMapList><UserMapping><Mapping><SName>n</SName><UserID>wv:a</UserID></Mapping></UserMapping></UserMapList></Joined></JoinGroup-Response>",
        "<JoinGroup-Response><UserList><ScreenName><SName>n</SName><GroupID>wv:/context@example.com</GroupID></ScreenName></UserList></JoinGroup-Response>",
        &["JoinGroup-Response/Joined/UserMapList/UserMapping/Mapping[0]/UserID not-in-version"]),
    case(V1_1, V1_2,
        "<GroupChangeNotice><GroupID>wv:/g</GroupID><Joined><UserList><User><UserID>wv:a</UserID></User><ScreenName><SName>n</SName><GroupID>wv:/g</GroupID></ScreenName></UserList></Joined></GroupChangeNotice>",
        "<GroupChangeNotice><GroupID>wv:/g</GroupID><Joined><UserMapList><UserMapping><Mapping><SName>wv:a</SName><UserID>wv:a</UserID></Mapping><Mapping><SName>n</SName></Mapping></UserMapping></UserMapList></Joined></GroupChangeNotice>",
        &["GroupChangeNotice/Joined/UserList/ScreenName[0]/GroupID merged"]),
    case(V1_2, V1_3,
        "<AddGroupMembers-Request><GroupID>wv:/g</GroupID><UserList><User><UserID>wv:a</UserID></User><ScreenName><SName>n</SName><GroupID>wv:/g</GroupID></ScreenName></UserList></AddGroupMembers-Request>",
        "<AddGroupMembers-Request><GroupID>wv:/g</GroupID><UserIDList><UserID>wv:a</UserID></UserIDList></AddGroupMembers-Request>",
        &["AddGroupMembers-Request/UserList/ScreenName[0] not-in-version"]),
    case(V1_3, V1_2,
        "<RemoveGroupMembers-Request><GroupID>wv:/g</GroupID><UserIDList><UserID>wv:a</UserID></UserIDList></RemoveGroupMembers-Request>",
        "<RemoveGroupMembers-Request><GroupID>wv:/g</GroupID><UserList><User><UserID>wv:a</UserID></User></UserList></RemoveGroupMembers-Request>",
        &[]),
    case(V1_3, V1_2,
        "<MemberAccess-Request><GroupID>wv:/g</GroupID><UserList><User><UserID>wv:a</UserID><FriendlyName>A</FriendlyName></User></UserList></MemberAccess-Request>",
        "<MemberAccess-Request><GroupID>wv:/g</GroupID><Users><UserList><User><UserID>wv:a</UserID></User></UserList></Users></MemberAccess-Request>",
        &["MemberAccess-Request/UserList/User[0]/FriendlyName not-in-version"]),
    case(V1_2, V1_3,
        "<GetGroupMembers-Response><Users><UserList><User><UserID>wv:a</UserID></User></UserList></Users></GetGroupMembers-Response>",
        "<GetGroupMembers-Response><UserList><User><UserID>wv:a</UserID></User></UserList></GetGroupMembers-Response>",
        &[]),
    case(V1_3, V1_2,
        "<SetGroupProps-Request><GroupID>wv:/g</GroupID><GroupProperties><WelcomeNote><ContentType>text/plain</ContentType><ContentData>x</ContentData></WelcomeNote></GroupProperties></SetGroupProps-Request>",
        "<SetGroupProps-Request><GroupID>wv:/g</GroupID><GroupProperties><Property><Name>Name</Name></Property><WelcomeNote><ContentType>text/plain</ContentType><ContentData>x</ContentData></WelcomeNote></GroupProperties></SetGroupProps-Request>",
        &[]),
    // Contact lists and lists of messages.
    case(V1_2, V1_3,
        "<GetList-Response><ContactList>wv:a/l</ContactList></GetList-Response>",
        "<GetList-Response><ContactListIDList><ContactList>wv:a/l</ContactList></ContactListIDList></GetList-Response>",
        &[]),
    case(V1_1, V1_2,
        "<ListManage-Request><ContactList>wv:a/l</ContactList><AddNickList/></ListManage-Request>",
        "<ListManage-Request><ContactList>wv:a/l</ContactList><ReceiveList>T</ReceiveList></ListManage-Request>",
        &[]),
    case(V1_3, V1_2,
        "<GetMessageList-Response><MessageInfoList><MessageInfo><MessageID>m</MessageID><ContentSize>1</ContentSize><ContentName>n</ContentName><Recipient/></MessageInfo></MessageInfoList></GetMessageList-Response>",
        "<GetMessageList-Response><MessageInfo><MessageID>m</MessageID><ContentSize>1</ContentSize><Recipient/><Sender><User><UserID>wv:sender@example.com</UserID></User></Sender></MessageInfo></GetMessageList-Response>",
        &["GetMessageList-Response/MessageInfoList/MessageInfo[0]/ContentName not-in-version"]),
    case(V1_2, V1_3,
        "<GetMessageList-Response><MessageInfo><MessageID>m</MessageID><ContentSize>1</ContentSize><Recipient/></MessageInfo></GetMessageList-Response>",
        "<GetMessageList-Response><MessageInfoList><MessageInfo><MessageID>m</MessageID><ContentSize>1</ContentSize><Recipient/></MessageInfo></MessageInfoList></GetMessageList-Response>",
        &[]),
    case(V1_2, V1_3,
        "<SetDeliveryMethod-Request><DeliveryMethod>P</DeliveryMethod><AcceptedContentLength>9</AcceptedContentLength><GroupID>wv:/g</GroupID></SetDeliveryMethod-Request>",
        "<SetDeliveryMethod-Request><DeliveryMethod>P</DeliveryMethod><GroupID>wv:/g</GroupID><GroupContentLimit>9</GroupContentLimit></SetDeliveryMethod-Request>",
        &[]),
    case(V1_2, V1_3,
        "<SetDeliveryMethod-Request><DeliveryMethod>P</DeliveryMethod><AcceptedContentLength>9</AcceptedContentLength></SetDeliveryMethod-Request>",
        "<SetDeliveryMethod-Request><DeliveryMethod>P</DeliveryMethod></SetDeliveryMethod-Request>",
        &["SetDeliveryMethod-Request/AcceptedContentLength not-in-version"]),
    // Invitations.
    case(V1_2, V1_3,
        "<Invite-Response><InviteID>i</InviteID><Acceptance>T</Acceptance><Sender><User><UserID>wv:a</UserID></User></Sender><ResponseNote>n</ResponseNote></Invite-Response>",
        "<Invite-Response><InviteID>i</InviteID><Acceptance>T</Acceptance><Sender><User><UserID>wv:a</UserID></User></Sender><InviteNote>n</InviteNote></Invite-Response>",
        &[]),
    case(V1_2, V1_1,
        "<Invite-Request><InviteID>i</InviteID><InviteType>GM</InviteType><Recipient/><GroupID>wv:/g</GroupID></Invite-Request>",
        "<Invite-Request><InviteID>i</InviteID><InviteType>GR</InviteType><Recipient/><GroupID>wv:/g</GroupID></Invite-Request>",
        &["Invite-Request/InviteType approximated"]),
    case(V1_3, V1_1,
        "<CancelInvite-Request><InviteID>i</InviteID></CancelInvite-Request>",
        "<CancelInvite-Request><InviteID>i</InviteID><Recipient/></CancelInvite-Request>",
        &[]),
    case(V1_1, V1_2,
        "<InviteUser-Response><InviteID>i</InviteID><Acceptance>F</Acceptance></InviteUser-Response>",
        "<InviteUser-Response><InviteID>i</InviteID><Acceptance>F</Acceptance><Sender><User><UserID>wv:sender@example.com</UserID></User></Sender></InviteUser-Response>",
        &[]),
    // Search.
    case(V1_3, V1_2,
        "<Search-Request><SearchPairList><SearchElement>USER_ALIAS</SearchElement><SearchString>a</SearchString><PairID>1</PairID><SearchElement>USER_CITY</SearchElement><SearchString>b</SearchString></SearchPairList></Search-Request>",
        "<Search-Request><SearchPairList><SearchElement>USER_ALIAS</SearchElement><SearchString>a</SearchString></SearchPairList></Search-Request>",
        &["Search-Request/SearchPairList[0]/PairID[0] not-in-version", "Search-Request/SearchPairList[0]/SearchElement[1] not-in-version", "Search-Request/SearchPairList[0]/SearchString[1] not-in-version"]),
    case(V1_2, V1_3,
        "<Search-Request><SearchPairList><SearchElement>USER_ALIAS</SearchElement><SearchString>a</SearchString></SearchPairList><SearchPairList><SearchElement>USER_LAST_NAME</SearchElement><SearchString>b</SearchString></SearchPairList></Search-Request>",
        "<Search-Request><SearchPairList><SearchElement>USER_ALIAS</SearchElement><SearchString>a</SearchString><SearchElement>USER_LAST_NAME</SearchElement><SearchString>b</SearchString></SearchPairList></Search-Request>",
        &[]),
    case(V1_3, V1_2,
        "<Search-Response><SearchFindings>7</SearchFindings><CompletionFlag>T</CompletionFlag></Search-Response>",
        "<Search-Response><SearchFindings>7</SearchFindings><CompletionFlag>T</CompletionFlag><SearchIndex>7</SearchIndex></Search-Response>",
        &[]),
    // Login and negotiation.
    case(V1_2, V1_1,
        "<Login-Request><UserID>wv:a</UserID><DigestSchema>SHA</DigestSchema><DigestSchema>MD5</DigestSchema></Login-Request>",
        "<Login-Request><UserID>wv:a</UserID><DigestSchema>SHA,MD5</DigestSchema></Login-Request>",
        &[]),
    case(V1_1, V1_3,
        "<Login-Request><UserID>wv:a</UserID><DigestSchema>SHA, MD5</DigestSchema></Login-Request>",
        "<Login-Request><UserID>wv:a</UserID><DigestSchema>SHA</DigestSchema><DigestSchema>MD5</DigestSchema></Login-Request>",
        &[]),
    case(V1_1, V1_2,
        "<Service-Request><ClientID><URL>c</URL></ClientID><Functions><WVCSPFeat/></Functions><AllFunctionsRequest>F</AllFunctionsRequest></Service-Request>",
        "<Service-Request><Functions><WVCSPFeat/></Functions><AllFunctionsRequest>F</AllFunctionsRequest></Service-Request>",
        &["Service-Request/ClientID not-in-version"]),
    // A function without its parts would mean all of its parts.
    case(V1_3, V1_1,
        "<Service-Response><Functions><WVCSPFeat><FundamentalFeat><ServiceFunc><GETMAP/></ServiceFunc><SearchFunc><SRCH/></SearchFunc></FundamentalFeat></WVCSPFeat></Functions></Service-Response>",
        "<Service-Response><ClientID><URL>wv:client</URL></ClientID><Functions><WVCSPFeat><FundamentalFeat><SearchFunc><SRCH/></SearchFunc></FundamentalFeat></WVCSPFeat></Functions></Service-Response>",
        &["Service-Response/Functions/WVCSPFeat/FundamentalFeat/ServiceFunc/GETMAP not-in-version"]),
    case(V1_1, V1_2,
        "<ClientCapability-Response><ClientID><URL>c</URL></ClientID><CapabilityList><ClientType>PDA</ClientType><SupportedBearer>WSP</SupportedBearer><TCPAddress>im</TCPAddress><TCPPort>7</TCPPort></CapabilityList></ClientCapability-Response>",
        "<ClientCapability-Response><AgreedCapabilityList><SupportedBearer>WSP</SupportedBearer><TCPAddress>im</TCPAddress><TCPPort>7</TCPPort></AgreedCapabilityList></ClientCapability-Response>",
        &["ClientCapability-Response/ClientID not-in-version", "ClientCapability-Response/CapabilityList/ClientType not-in-version"]),
    case(V1_2, V1_3,
        "<ClientCapability-Response><AgreedCapabilityList><CIRURL><URL>u</URL></CIRURL></AgreedCapabilityList></ClientCapability-Response>",
        "<ClientCapability-Response><AgreedCapabilityList><CIRHTTPAddress><URL>u</URL></CIRHTTPAddress></AgreedCapabilityList></ClientCapability-Response>",
        &[]),
    case(V1_2, V1_3,
        "<ClientCapability-Request><CapabilityList><AnyContent>T</AnyContent><AcceptedCharSet>106</AcceptedCharSet><AcceptedContentLength>9</AcceptedContentLength><SupportedBearer>HTTPS</SupportedBearer></CapabilityList></ClientCapability-Request>",
        "<ClientCapability-Request><CapabilityList><AnyContent>T</AnyContent><AcceptedPullLength>9</AcceptedPullLength><AcceptedPushLength>9</AcceptedPushLength><PlainTextCharset>106</PlainTextCharset><SupportedBearer>HTTP</SupportedBearer></CapabilityList></ClientCapability-Request>",
        &["ClientCapability-Request/CapabilityList/SupportedBearer[0] approximated"]),
    case(V1_3, V1_2,
        "<ClientCapability-Request><CapabilityList><AcceptedContentType><ContentType>image/gif</ContentType><AcceptedRichContentLength>5</AcceptedRichContentLength></AcceptedContentType><AcceptedPullLength>9</AcceptedPullLength><AcceptedPushLength>4</AcceptedPushLength><PlainTextCharset>106</PlainTextCharset></CapabilityList></ClientCapability-Request>",
        "<ClientCapability-Request><CapabilityList><ClientType>OTHER</ClientType><InitialDeliveryMethod>P</InitialDeliveryMethod><AcceptedContentType>image/gif</AcceptedContentType><AcceptedContentLength>4</AcceptedContentLength><MultiTrans>1</MultiTrans><ParserSize>4294967295</ParserSize></CapabilityList></ClientCapability-Request>",
        &["ClientCapability-Request/CapabilityList/AcceptedPullLength approximated", "ClientCapability-Request/CapabilityList/AcceptedContentType[0]/AcceptedRichContentLength not-in-version", "ClientCapability-Request/CapabilityList/PlainTextCharset[0] not-in-version"]),
    // Presence values of several clients.
    case(V1_3, V1_2,
        "<UpdatePresence-Request><PresenceSubList><OnlineStatus><Qualifier>T</Qualifier><PresenceValue>F</PresenceValue></OnlineStatus><OnlineStatus><Qualifier>T</Qualifier><PresenceValue>T</PresenceValue><ClientID><URL>c</URL></ClientID></OnlineStatus><TimeZone/><TimeZone/></PresenceSubList></UpdatePresence-Request>",
        "<UpdatePresence-Request><PresenceSubList><OnlineStatus><Qualifier>T</Qualifier><PresenceValue>T</PresenceValue></OnlineStatus><TimeZone/></PresenceSubList></UpdatePresence-Request>",
        &["UpdatePresence-Request/PresenceSubList/OnlineStatus[0] merged", "UpdatePresence-Request/PresenceSubList/OnlineStatus[1]/ClientID not-in-version", "UpdatePresence-Request/PresenceSubList/TimeZone[1] merged"]),
    case(V1_2, V1_3,
        "<UpdatePresence-Request><PresenceSubList><StatusContent><DirectContent>x</DirectContent><ReferredContent>y</ReferredContent></StatusContent></PresenceSubList></UpdatePresence-Request>",
        "<UpdatePresence-Request><PresenceSubList><StatusContent><DirectContent>x</DirectContent></StatusContent></PresenceSubList></UpdatePresence-Request>",
        &["UpdatePresence-Request/PresenceSubList/StatusContent/ReferredContent not-in-version"]),
    case(V1_2, V1_3,
        "<GetAttributeList-Response><Result><Code>200</Code></Result><DefaultAttributeList><PresenceSubList><Alias/></PresenceSubList><PresenceSubList><Alias/><StatusText/></PresenceSubList></DefaultAttributeList></GetAttributeList-Response>",
        "<GetAttributeList-Response><Result><Code>200</Code></Result><DefaultAttributeList><DefaultNotify>F</DefaultNotify><PresenceSubList><StatusText/><Alias/></PresenceSubList></DefaultAttributeList></GetAttributeList-Response>",
        &[]),
    // A word that may not be missing stays, although the version lacks it.
    case(V1_2, V1_3,
        "<UpdatePresence-Request><PresenceSubList><CommCap><CommC><Cap>VIDEO_CALL</Cap><Status>OPEN</Status></CommC></CommCap></PresenceSubList></UpdatePresence-Request>",
        "<UpdatePresence-Request><PresenceSubList><CommCap><CommC><Cap>VIDEO_CALL</Cap><Status>OPEN</Status></CommC></CommCap></PresenceSubList></UpdatePresence-Request>",
        &[]),
    // The pairs of 1.3, whatever the version of the message, keep their numbers.
    case(V1_2, V1_3,
        "<Search-Request><SearchPairList><SearchPair><SearchElement>USER_ID</SearchElement><SearchString>a</SearchString><PairID>1</PairID></SearchPair></SearchPairList></Search-Request>",
        "<Search-Request><SearchPairList><SearchElement>USER_ID</SearchElement><SearchString>a</SearchString><PairID>1</PairID></SearchPairList></Search-Request>",
        &[]),
    // Status codes.
    case(V1_3, V1_1,
        "<Status><Result><Code>429</Code><DetailedResult><Code>824</Code></DetailedResult></Result></Status>",
        "<Status><Result><Code>400</Code><DetailedResult><Code>900</Code></DetailedResult></Result></Status>",
        &["Status/Result/Code approximated", "Status/Result/DetailedResult[0]/Code approximated"]),
    // Replaced primitives.
    case(V1_3, V1_2, "<CreateList-Response><ContactList>wv:a/l</ContactList></CreateList-Response>",
        "<Status><Result><Code>200</Code></Result></Status>", &["CreateList-Response replaced"]),
    case(V1_3, V1_1, "<ForwardMessage-Response><MessageID>m</MessageID></ForwardMessage-Response>",
        "<Status><Result><Code>200</Code></Result></Status>", &["ForwardMessage-Response replaced"]),
    // An answer that the version lacks: a failure keeps its code, and a success becomes 501.
    case(V1_3, V1_2,
        "<GetPublicProfile-Response><Result><Code>531</Code></Result></GetPublicProfile-Response>",
        "<Status><Result><Code>531</Code></Result></Status>", &["GetPublicProfile-Response replaced"]),
    case(V1_3, V1_2,
        "<GetPublicProfile-Response><Result><Code>200</Code></Result></GetPublicProfile-Response>",
        "<Status><Result><Code>501</Code></Result></Status>", &["GetPublicProfile-Response replaced"]),
    case(V1_1, V1_2, "<Disconnect><Result><Code>200</Code></Result></Disconnect>",
        "<Status><Result><Code>200</Code></Result></Status>", &["Disconnect replaced"]),
    case(V1_2, V1_3,
        "<PresenceAuth-Request><UserID>wv:a</UserID><PresenceSubList><Alias/></PresenceSubList></PresenceAuth-Request>",
        "<Notification-Request><NotificationType>ANU</NotificationType><PresenceSubList><Alias/></PresenceSubList><UserIDList><UserID>wv:a</UserID></UserIDList></Notification-Request>",
        &["PresenceAuth-Request replaced"]),
    case(V1_3, V1_1,
        "<Notification-Request><NotificationType>ANU</NotificationType><PresenceSubList><Alias/></PresenceSubList><UserIDList><UserID>wv:a</UserID><UserID>wv:b</UserID></UserIDList></Notification-Request>",
        "<PresenceAuth-Request><UserID>wv:a</UserID><PresenceSubList><Alias/></PresenceSubList></PresenceAuth-Request>",
        &["Notification-Request/UserIDList/UserID[1] merged", "Notification-Request replaced"]),
    case(V1_2, V1_3,
        "<PresenceAuth-User><UserID>wv:a</UserID><Acceptance>T</Acceptance><PresenceSubList><Alias/></PresenceSubList></PresenceAuth-User>",
        "<CreateAttributeList-Request><PresenceSubList><Alias/></PresenceSubList><UserIDList><UserID>wv:a</UserID></UserIDList><DefaultList>F</DefaultList></CreateAttributeList-Request>",
        &["PresenceAuth-User replaced"]),
    case(V1_1, V1_3,
        "<PresenceAuth-User><UserID>wv:a</UserID><Acceptance>F</Acceptance></PresenceAuth-User>",
        "<CreateAttributeList-Request><PresenceSubList/><UserIDList><UserID>wv:a</UserID></UserIDList><DefaultList>F</DefaultList></CreateAttributeList-Request>",
        &["PresenceAuth-User/Acceptance approximated", "PresenceAuth-User replaced"]),
    // "missing = all attributes": presence/notes.md, "The two forms of PresenceSubList".
    case(V1_1, V1_3,
        "<PresenceAuth-User><UserID>wv:a</UserID><Acceptance>T</Acceptance></PresenceAuth-User>",
        "<CreateAttributeList-Request><PresenceSubList><OnlineStatus/><Registration/><ClientInfo/><TimeZone/><GeoLocation/><Address/><FreeTextLocation/><PLMN/><CommCap/><UserAvailability/><PreferredContacts/><PreferredLanguage/><StatusText/><StatusMood/><Alias/><StatusContent/><ContactInfo/><InfoLink/></PresenceSubList><UserIDList><UserID>wv:a</UserID></UserIDList><DefaultList>F</DefaultList></CreateAttributeList-Request>",
        &["PresenceAuth-User replaced"]),
    case(V1_1, V1_3,
        "<CancelAuth-Request><UserID>wv:a</UserID></CancelAuth-Request>",
        "<DeleteAttributeList-Request><UserIDList><UserID>wv:a</UserID></UserIDList><DefaultList>F</DefaultList></DeleteAttributeList-Request>",
        &["CancelAuth-Request replaced"]),
    case(V1_3, V1_2, "<GetMap-Response><URL>u</URL></GetMap-Response>",
        "<Status><Result><Code>501</Code></Result></Status>", &["GetMap-Response replaced"]),
    // The next page of a search names no criteria.
    case(V1_3, V1_2,
        "<Search-Request><SearchID>s</SearchID><SearchIndex>8</SearchIndex></Search-Request>",
        "<Search-Request><SearchID>s</SearchID><SearchIndex>8</SearchIndex></Search-Request>",
        &[]),
    // Two statements in two shapes: the shape of the version has precedence.
    case(V1_3, V1_2,
        "<BlockEntity-Request><BlockList><InUse>F</InUse></BlockList><BlockListInUse>T</BlockListInUse><GrantList><InUse>T</InUse></GrantList><GrantListInUse>T</GrantListInUse></BlockEntity-Request>",
        "<BlockEntity-Request><BlockList><InUse>F</InUse></BlockList><GrantList><InUse>T</InUse></GrantList></BlockEntity-Request>",
        &["BlockEntity-Request/BlockListInUse merged"]),
    // Any shape, whatever the version says: Android writes shapes of 1.2 at 1.3.
    case(V1_3, V1_3,
        "<GetPresence-Request><User><UserID>wv:a</UserID></User></GetPresence-Request>",
        "<GetPresence-Request><UserIDList><UserID>wv:a</UserID></UserIDList></GetPresence-Request>",
        &[]),
    case(V1_3, V1_1,
        "<JoinGroup-Response><UserMapList><UserMapping><Mapping><SName>wv:a</SName><UserID>wv:a</UserID></Mapping></UserMapping></UserMapList></JoinGroup-Response>",
        "<JoinGroup-Response><UserList><User><UserID>wv:a</UserID></User></UserList></JoinGroup-Response>",
        &[]),
    case(V1_3, V1_2,
        "<GetList-Response><ContactList>wv:a/l</ContactList><ContactListIDList><ContactList>wv:a/m</ContactList></ContactListIDList></GetList-Response>",
        "<GetList-Response><ContactList>wv:a/l</ContactList><ContactList>wv:a/m</ContactList></GetList-Response>",
        &[]),
];

fn mode(primitive: &str) -> &'static str {
    let is_answer = ["-Response", "<Status", "<Disconnect"]
        .iter()
        .any(|end| primitive.split('>').next().unwrap().contains(end));
    // They open transactions of their own.
    let opens = ["<InviteUser-Response", "<Invite-Response"].iter().any(|name| primitive.starts_with(name));
    if is_answer && !opens { "Response" } else { "Request" }
}

#[test]
fn documents_move_as_the_facts_say() {
    for Case { from, to, before, after, losses } in CASES {
        let bridged = convert_with(message(*from, mode(before), before), *to, &context());
        assert_eq!(primitive(bridged.message.as_ref().unwrap()), *after, "{from} to {to}");
        assert_eq!(paths(&bridged), *losses, "{from} to {to}: {before}");
        let transaction = bridged.message.unwrap().session.transactions.remove(0);
        assert_eq!(transaction.descriptor.transaction_mode.unwrap().as_str(), mode(after), "{after}");
    }
}

/// Requests without a counterpart: `version-bridge.md`, "Answer in place of the other side".
#[test]
fn the_bridge_answers_what_the_other_side_lacks() {
    for (from, to, request, code) in [
        (V1_2, V1_1, "<VerifyID-Request><IDList/></VerifyID-Request>", 506),
        (V1_2, V1_1, "<GetJoinedUsers-Request><GroupID>wv:/g</GroupID></GetJoinedUsers-Request>", 506),
        (V1_2, V1_3, "<GetReactiveAuthStatus-Request/>", 506),
        (V1_3, V1_2, "<GetMap-Request><UserID>wv:a</UserID></GetMap-Request>", 506),
        (V1_3, V1_1, "<SystemMessage-Request/>", 501),
        (V1_3, V1_2, "<GetPublicProfile-Request><UserID>wv:a</UserID></GetPublicProfile-Request>", 501),
        (
            V1_3,
            V1_2,
            "<Notification-Request><NotificationType>GC</NotificationType></Notification-Request>",
            501,
        ),
        (
            V1_3,
            V1_2,
            "<Notification-Request><NotificationType>AND</NotificationType></Notification-Request>",
            501,
        ),
        (V1_3, V1_2, "<Search-Request><AdvancedCriteria>x</AdvancedCriteria></Search-Request>", 506),
        (
            V1_3,
            V1_2,
            "<Invite-Request><InviteID>i</InviteID><InviteType>AP</InviteType></Invite-Request>",
            501,
        ),
        (
            V1_3,
            V1_2,
            "<InviteUser-Request><InviteID>i</InviteID><InviteType>EC</InviteType></InviteUser-Request>",
            501,
        ),
    ] {
        let bridged = convert_with(message(from, "Request", request), to, &context());
        assert_eq!(bridged.message, None, "{request}");
        let reply = bridged.reply.unwrap();
        assert_eq!((reply.version, reply.transaction_id()), (from, Some("t1")), "{request}");
        assert_eq!(reply.outcome().unwrap().code.unwrap().number(), code, "{request}");
        assert!(!reply.is_request());
        assert!(!bridged.losses.is_empty(), "{request}");
    }
    let request = "<Service-Request><Functions><WVCSPFeat><FundamentalFeat><ServiceFunc><GETMAP/></ServiceFunc></FundamentalFeat>\
                   </WVCSPFeat></Functions><AllFunctionsRequest>F</AllFunctionsRequest></Service-Request>";
    let reply = convert_with(message(V1_3, "Request", request), V1_2, &context()).reply.unwrap();
    let Some(Primitive::ServiceResponse(answer)) = reply.primitive() else { panic!("{reply:?}") };
    assert!(answer.functions.is_some());
}

/// Facts that nobody states are missing, and the losses say so.
#[test]
fn a_missing_fact_is_reported() {
    let request =
        "<NewMessage><MessageInfo><ContentSize>0</ContentSize><Recipient/></MessageInfo></NewMessage>";
    let bridged = imps_bridge::convert(message(V1_3, "Request", request), V1_2);
    assert_eq!(paths(&bridged), ["NewMessage/MessageInfo/Sender required"]);
    let answer = "<Service-Response/>";
    let bridged = imps_bridge::convert(message(V1_3, "Response", answer), V1_1);
    assert_eq!(paths(&bridged), ["Service-Response/ClientID required"]);
}
