//! Sending and forwarding messages. OMA-TS-IMPS-CSP, "Instant messaging feature".

use super::access_control::Origin;
use super::delivery::{ClientKey, Turn};
use super::key::Key;
use super::letters::{Letter, date_time};
use super::{Answer, World};
use core::time::Duration;
use imps_core::{Data, Extensions};
use imps_csp::common::{DetailedResult, Group, GroupOrMember, Party, Recipient, ScreenName, Sender, User};
use imps_csp::messaging::{
    ForwardMessageRequest, ForwardMessageResponse, MessageInfo, SendMessageRequest, SendMessageResponse,
};
use imps_csp::{MessageId, Outcome, Status, StatusCode};
use std::collections::{BTreeMap, BTreeSet};

/// A message before it is known whom it reaches.
struct Draft {
    id: MessageId<'static>,
    info: MessageInfo<'static>,
    data: Option<Data<'static>>,
    wants_report: bool,
    expires: Duration,
}

/// One receiver of a message, and how the message looks to her.
pub(super) struct Route {
    pub(super) to: Key,
    pub(super) recipient: Recipient<'static>,
    pub(super) sender: Sender<'static>,
    /// The group, and the sessions that are in it.
    pub(super) group: Option<(Key, Vec<ClientKey>)>,
}

/// Whom a message did not reach, by the reason.
#[derive(Default)]
pub(super) struct Failures(BTreeMap<StatusCode, DetailedResult<'static>>);

impl Failures {
    pub(super) fn of(&mut self, code: StatusCode) -> &mut DetailedResult<'static> {
        let result = self.0.entry(code).or_default();
        result.code = Some(code);
        result
    }

    pub(super) fn into_results(self) -> Vec<DetailedResult<'static>> {
        self.0.into_values().collect()
    }
}

impl World {
    pub(super) fn send_message(&mut self, turn: &mut Turn, request: SendMessageRequest<'_>) -> Answer {
        let SendMessageRequest { delivery_report, message_info, content_data, .. } = request;
        let mut info = message_info.into_owned();
        let recipient = info.recipient.take().ok_or(StatusCode::BAD_REQUEST)?;
        self.check_sender(turn, info.sender.as_ref())?;
        let size = content_data.as_ref().map_or(0, |data| data.as_bytes().len());
        info.content_size = info.content_size.or(u32::try_from(size).ok());
        if size.saturating_add(super::size::of(&info)) > self.limits().message_bytes {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let id = self.next_message_id();
        info.message_id = Some(id.clone());
        info.date_time = info.date_time.or_else(|| date_time(turn.now));
        let draft = Draft {
            id: id.clone(),
            expires: self.expiry(turn.now, info.validity),
            info,
            data: content_data.map(Data::into_owned),
            wants_report: delivery_report == Some(true),
        };
        let result = self.distribute(turn, &draft, &recipient)?;
        let message_id = result.is_success().then_some(id);
        Ok(SendMessageResponse { result, message_id, extensions: Extensions::new() }.into())
    }

    /// Sends a waiting message on, as a message of the caller. It stops waiting for her.
    pub(super) fn forward(&mut self, turn: &mut Turn, request: ForwardMessageRequest<'_>) -> Answer {
        let id = request.message_id.ok_or(StatusCode::INVALID_MESSAGE_ID)?;
        let recipient = request.recipient.ok_or(StatusCode::BAD_REQUEST)?.into_owned();
        self.check_sender(turn, request.sender.as_ref())?;
        self.expire_letters(turn);
        let new_id = self.next_message_id();
        let letter = self.caller(turn)?.letters.get(&id).ok_or(StatusCode::INVALID_MESSAGE_ID)?;
        let mut info = letter.info.clone();
        info.message_id = Some(new_id.clone());
        let draft = Draft {
            id: new_id.clone(),
            info,
            data: letter.data.clone(),
            wants_report: false,
            expires: letter.expires,
        };
        let result = self.distribute(turn, &draft, &recipient)?;
        if !result.is_success() {
            return Ok(Status { result, ..Status::default() }.into());
        }
        if let Some(letter) = self.caller(turn)?.letters.take(&id) {
            self.report(turn, &letter, StatusCode::MESSAGE_FORWARDED);
        }
        if result.code == Some(StatusCode::SUCCESS) {
            let message_id = Some(new_id);
            return Ok(ForwardMessageResponse { message_id, extensions: Extensions::new() }.into());
        }
        Ok(Status { result, ..Status::default() }.into())
    }

    /// A sender that a request names must be the caller.
    pub(super) fn check_sender(&self, turn: &Turn, sender: Option<&Sender<'_>>) -> Result<(), StatusCode> {
        let Some(Party::User(user)) = sender.map(|sender| &sender.party) else { return Ok(()) };
        match &user.user_id {
            Some(named) if self.user_key(named).as_ref() != Ok(&turn.user) => {
                Err(StatusCode::INVALID_USER_ID)
            }
            _ => Ok(()),
        }
    }

    /// The end of the time that something waits: as the sender wishes, within the limit.
    pub(super) fn expiry(&self, now: Duration, validity: Option<u32>) -> Duration {
        let most = self.limits().validity;
        let wished = validity.map_or(most, |seconds| Duration::from_secs(seconds.into()));
        now.saturating_add(wished.min(most))
    }

    /// Brings a message to all its receivers. Each user gets it once.
    fn distribute(
        &mut self,
        turn: &mut Turn,
        draft: &Draft,
        recipient: &Recipient<'_>,
    ) -> Result<Outcome<'static>, StatusCode> {
        let mut failures = Failures::default();
        let (routes, mut reached) = self.routes(turn, recipient, &mut failures)?;
        let mut seen = BTreeSet::new();
        for Route { to, recipient, sender, group } in routes {
            if !seen.insert(to.clone()) {
                continue;
            }
            let mut info = draft.info.clone();
            let shown = recipient.clone();
            (info.recipient, info.sender) = (Some(recipient), Some(sender));
            let (group, clients) =
                group.map_or((None, None), |(group, clients)| (Some(group), Some(clients)));
            let mut letter =
                Letter::new(draft.id.clone(), turn.user.clone(), info, draft.data.clone(), draft.expires);
            letter.wants_report = draft.wants_report;
            letter.group = group;
            match self.keep(turn, &to, letter, clients.as_deref()) {
                Ok(()) => reached = reached.saturating_add(1),
                Err(code) => {
                    let failed = failures.of(code);
                    failed.user_id.extend(shown.users.into_iter().filter_map(|user| user.user_id));
                    for group in shown.groups {
                        match group.member {
                            GroupOrMember::Member(name) => failed.screen_name.push(*name),
                            GroupOrMember::Group(group) => failed.group_id.push(group),
                        }
                    }
                }
            }
        }
        Ok(Outcome::of(reached, failures.into_results()))
    }

    /// Finds the receivers, and counts the groups without receivers: a message to an empty group
    /// succeeds.
    fn routes(
        &self,
        turn: &Turn,
        recipient: &Recipient<'_>,
        failures: &mut Failures,
    ) -> Result<(Vec<Route>, usize), StatusCode> {
        let (most, mut routes, mut reached) = (self.limits().recipients, Vec::new(), 0_usize);
        let Recipient { users, groups, contact_lists, .. } = recipient;
        let named = users.len().saturating_add(groups.len()).saturating_add(contact_lists.len());
        if named == 0 {
            return Err(StatusCode::BAD_REQUEST);
        }
        if named > most {
            return Err(StatusCode::BAD_PARAMETER);
        }
        for user in users {
            let user_id = user.user_id.clone().unwrap_or_default().into_owned();
            match self.known(&user_id).and_then(|to| self.route_to_user(turn, to)) {
                Ok(route) => routes.push(route),
                Err(code) => failures.of(code).user_id.push(user_id),
            }
        }
        let mut seen = BTreeSet::new();
        for list in contact_lists {
            if !seen.insert(list.as_str()) {
                continue;
            }
            let Ok(keys) = self.list_keys(turn, core::iter::once(list)) else {
                let failed = failures.of(StatusCode::CONTACT_LIST_DOES_NOT_EXIST);
                failed.contact_list.push(list.clone().into_owned());
                continue;
            };
            let lists = self.people.get(&turn.user).map(|person| &person.lists);
            let members = keys.iter().flat_map(|key| lists.into_iter().flat_map(move |it| it.members(key)));
            reached = reached.saturating_add(1);
            for member in members {
                match self.route_to_user(turn, member.clone()) {
                    Ok(route) => routes.push(route),
                    Err(code) => failures.of(code).user_id.push(self.user_id(member)),
                }
            }
        }
        for Group { member, .. } in groups {
            match member {
                GroupOrMember::Group(group) if !seen.insert(group.as_str()) => {}
                GroupOrMember::Group(group) => match self.routes_to_group(turn, group) {
                    Ok(found) => {
                        reached = reached.saturating_add(1);
                        routes.extend(found);
                    }
                    Err(code) => failures.of(code).group_id.push(group.clone().into_owned()),
                },
                GroupOrMember::Member(name) => match self.route_to_name(turn, name) {
                    Ok(route) => routes.push(route),
                    Err(code) => failures.of(code).screen_name.push((**name).clone().into_owned()),
                },
            }
        }
        Ok((routes, reached))
    }

    fn route_to_user(&self, turn: &Turn, to: Key) -> Result<Route, StatusCode> {
        if !self.admits(&to, Origin { user: &turn.user, group: None }) {
            return Err(StatusCode::RECIPIENT_BLOCKED_SENDER);
        }
        let recipient = Recipient::from_iter([User::new(self.user_id(&to))]);
        let sender = User::new(self.user_id(&turn.user)).into();
        Ok(Route { to, recipient, sender, group: None })
    }

    /// A message to a group reaches everybody in it, except its sender and users who block her.
    fn routes_to_group(&self, turn: &Turn, group: &imps_csp::GroupId<'_>) -> Result<Vec<Route>, StatusCode> {
        let (key, room) = self.room(group)?;
        let own = room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
        let sender: Sender<'static> = Group::from(room.screen_name(own)).into();
        let origin = Origin { user: &turn.user, group: Some((&key, own.name.as_str())) };
        let mut routes: Vec<Route> = Vec::new();
        for seat in room.seats.iter().filter(|seat| seat.user != turn.user) {
            if let Some(Route { group: Some((_, clients)), .. }) =
                routes.iter_mut().find(|route| route.to == seat.user)
            {
                clients.push(seat.client.clone());
            } else if self.admits(&seat.user, origin) {
                let group = Group::from(room.id.clone());
                let recipient = Recipient { groups: vec![group], ..Recipient::default() };
                let group = Some((key.clone(), vec![seat.client.clone()]));
                routes.push(Route { to: seat.user.clone(), recipient, sender: sender.clone(), group });
            }
        }
        Ok(routes)
    }

    /// A private message in a group goes from one name to another.
    fn route_to_name(&self, turn: &Turn, name: &ScreenName<'_>) -> Result<Route, StatusCode> {
        let (key, room) = self.room(&name.group_id)?;
        let own = room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
        if room.properties.private_messaging() == Some(false) {
            return Err(StatusCode::PRIVATE_MESSAGING_DISABLED_FOR_GROUP);
        }
        let named = room.named(name.name.trim()).ok_or(StatusCode::UNKNOWN_USER)?;
        if !room.own(&named.user).private_messaging {
            return Err(StatusCode::PRIVATE_MESSAGING_DISABLED_FOR_USER);
        }
        if !self.admits(&named.user, Origin { user: &turn.user, group: Some((&key, own.name.as_str())) }) {
            return Err(StatusCode::RECIPIENT_BLOCKED_SENDER);
        }
        let seats = room.seats.iter().filter(|seat| seat.user == named.user);
        let clients = seats.map(|seat| seat.client.clone()).collect();
        let group = Group::from(room.screen_name(named));
        let recipient = Recipient { groups: vec![group], ..Recipient::default() };
        let sender = Group::from(room.screen_name(own)).into();
        Ok(Route { to: named.user.clone(), recipient, sender, group: Some((key, clients)) })
    }
}
