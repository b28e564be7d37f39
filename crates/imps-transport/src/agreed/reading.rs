//! The client's side of the negotiation.

use super::{Agreed, AgreedNote, DEFAULT_TCP_PORT, DEFAULT_UDP_PORT, TcpAddress};
use oma_imps::Text;
use oma_imps::csp::SupportedCirMethod;
use oma_imps::csp::service::{AgreedCapabilityList, CapabilityList, ClientCapabilityResponse};
use std::time::Duration;

impl Agreed {
    /// Reads an answer of any version. `offered` is the list that the client sent: its settings
    /// hold where the answer has none.
    pub fn read(offered: &CapabilityList<'_>, answer: &ClientCapabilityResponse<'_>) -> Self {
        match (&answer.agreed_capability_list, &answer.capability_list) {
            (Some(list), _) => Self::read_list(offered, list),
            (None, Some(list)) => read_whole(offered, list),
            (None, None) => {
                let mut agreed = read_fields(offered, &Fields::default());
                agreed.notes.push(AgreedNote::NoList);
                agreed
            }
        }
    }

    /// Reads the list of an answer since 1.2, such as the list in the answer to a login of 1.3.
    pub fn read_list(offered: &CapabilityList<'_>, list: &AgreedCapabilityList<'_>) -> Self {
        let http_1_3 = list.cir_http_address.as_ref().and_then(|address| address.url.as_ref());
        let http_1_2 = list.cir_url.as_ref().map(|address| &address.url);
        read_fields(
            offered,
            &Fields {
                methods: &list.supported_cir_method,
                tcp_address: list.tcp_address.as_ref(),
                tcp_port: list.tcp_port,
                udp_address: list.udp_address.as_ref(),
                udp_port: list.udp_port,
                http_address: http_1_3.or(http_1_2),
                sms_address: list.cir_sms_address.as_ref(),
                poll_minimum: list.server_poll_min,
                multi_trans: list.multi_trans,
                multi_trans_per_message: list.multi_trans_per_message,
                parser_size: None,
            },
        )
    }
}

/// Reads the list of an answer of 1.1.
fn read_whole(offered: &CapabilityList<'_>, list: &CapabilityList<'_>) -> Agreed {
    read_fields(
        offered,
        &Fields {
            methods: &list.supported_cir_method,
            tcp_address: list.tcp_address.as_ref(),
            tcp_port: list.tcp_port,
            udp_port: list.udp_port,
            poll_minimum: list.server_poll_min,
            multi_trans: list.multi_trans,
            parser_size: list.parser_size,
            ..Fields::default()
        },
    )
}

/// The fields of an answer, wherever the version has them.
#[derive(Default)]
struct Fields<'a> {
    methods: &'a [SupportedCirMethod<'a>],
    tcp_address: Option<&'a Text<'a>>,
    tcp_port: Option<u32>,
    udp_address: Option<&'a Text<'a>>,
    udp_port: Option<u32>,
    http_address: Option<&'a Text<'a>>,
    sms_address: Option<&'a Text<'a>>,
    poll_minimum: Option<u32>,
    multi_trans: Option<u32>,
    multi_trans_per_message: Option<u32>,
    parser_size: Option<u32>,
}

fn read_fields(offered: &CapabilityList<'_>, fields: &Fields<'_>) -> Agreed {
    let mut notes = Vec::new();
    let tcp = tcp(fields, &mut notes);
    let http_address = fields.http_address.and_then(text);
    let mut methods: Vec<SupportedCirMethod<'static>> = Vec::new();
    for method in fields.methods {
        let method = method.clone().into_owned();
        let is_offered = offered.supported_cir_method.iter().any(|it| it.as_str() == method.as_str());
        match &method {
            _ if !is_offered => notes.push(AgreedNote::NotOffered(method)),
            SupportedCirMethod::Stcp if tcp.is_none() => notes.push(AgreedNote::NoTcpAddress),
            SupportedCirMethod::Shttp if http_address.is_none() => notes.push(AgreedNote::NoHttpAddress),
            _ if methods.contains(&method) => {}
            _ => methods.push(method),
        }
    }
    if tcp.is_some() && !fields.methods.contains(&SupportedCirMethod::Stcp) {
        notes.push(AgreedNote::TcpAddressWithoutMethod);
    }
    let udp_port = methods.contains(&SupportedCirMethod::Sudp).then(|| {
        let number = fields.udp_port.or(offered.udp_port);
        number.and_then(|number| port(number, &mut notes)).unwrap_or(DEFAULT_UDP_PORT)
    });
    let poll_minimum = fields.poll_minimum.or(offered.server_poll_min);
    Agreed {
        cir_methods: methods,
        tcp,
        udp_port,
        udp_address: fields.udp_address.and_then(text),
        http_address,
        sms_address: fields.sms_address.and_then(text),
        poll_minimum: poll_minimum.map(|seconds| Duration::from_secs(seconds.into())),
        multi_trans: fields.multi_trans.or(offered.multi_trans).unwrap_or(1).max(1),
        multi_trans_per_message: fields.multi_trans_per_message.unwrap_or(1).max(1),
        parser_size: fields.parser_size.or(offered.parser_size),
        notes,
    }
}

fn tcp(fields: &Fields<'_>, notes: &mut Vec<AgreedNote>) -> Option<TcpAddress> {
    let host = fields.tcp_address.and_then(text)?;
    let port = match fields.tcp_port {
        Some(number) => port(number, notes)?,
        None => {
            notes.push(AgreedNote::NoTcpPort);
            DEFAULT_TCP_PORT
        }
    };
    Some(TcpAddress { host, port })
}

fn text(text: &Text<'_>) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the port, or notes why there is none.
pub(super) fn port(number: u32, notes: &mut Vec<AgreedNote>) -> Option<u16> {
    let port = u16::try_from(number).ok().filter(|port| *port != 0);
    if port.is_none() {
        notes.push(AgreedNote::NotAPort(number));
    }
    port
}
