//! Datagrams that wake clients, for phones without a connection for wake-ups.

use imps_csp::SupportedCirMethod;
use imps_transport::agreed::{Agreed, DEFAULT_UDP_PORT};
use imps_transport::cir::{Wakeup, push};
use imps_transport::sms::PUSH_PORT;
use std::net::{IpAddr, SocketAddr};

/// The methods that this server has besides connections and addresses.
pub(in crate::service) const METHODS: [SupportedCirMethod<'static>; 2] =
    [SupportedCirMethod::Sudp, SupportedCirMethod::WapUdp];

/// A datagram that wakes a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::service) struct Datagram {
    pub(in crate::service) to: SocketAddr,
    pub(in crate::service) bytes: Vec<u8>,
}

/// Makes the datagram for a client at an address, if one was agreed. It goes to no other address.
pub(super) fn datagram(agreed: &Agreed, wakeup: &Wakeup, client: IpAddr) -> Option<Datagram> {
    agreed.cir_methods.iter().find_map(|method| match method {
        SupportedCirMethod::Sudp => {
            let port = agreed.udp_port.unwrap_or(DEFAULT_UDP_PORT);
            Some(Datagram { to: (client, port).into(), bytes: wakeup.to_string().into_bytes() })
        }
        SupportedCirMethod::WapUdp => {
            let mut bytes = Vec::new();
            push::write(wakeup, 1, &mut bytes);
            Some(Datagram { to: (client, PUSH_PORT).into(), bytes })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_agreed_method_decides() {
        let wakeup: Wakeup = "WVCI 1.1 cookie-1".parse().unwrap();
        let client = IpAddr::from([127, 0, 0, 1]);
        let made = |methods: &[SupportedCirMethod<'static>], udp_port| {
            let agreed = Agreed { cir_methods: methods.to_vec(), udp_port, ..Agreed::default() };
            datagram(&agreed, &wakeup, client)
        };
        assert_eq!(made(&[SupportedCirMethod::Stcp, SupportedCirMethod::Shttp], None), None);
        let plain = made(&[SupportedCirMethod::Stcp, SupportedCirMethod::Sudp], Some(4711)).unwrap();
        assert_eq!((plain.to.port(), &*plain.bytes), (4711, &b"WVCI 1.1 cookie-1"[..]));
        assert_eq!(made(&[SupportedCirMethod::Sudp], None).unwrap().to.port(), 3717);
        let pushed = made(&[SupportedCirMethod::WapUdp, SupportedCirMethod::Sudp], None).unwrap();
        assert_eq!((pushed.to.ip(), pushed.to.port()), (client, 2948));
        assert_eq!(push::read(&pushed.bytes, [&wakeup.cookie]), Ok(&wakeup.cookie));
    }
}
