//! PDUs of WSP.

use imps_transport::wsp::{Datagram, Pdu, client, server};

/// Returns whether the bytes are a datagram.
pub(crate) fn run(data: &[u8]) -> bool {
    if let Ok(arrived) = server::read(data) {
        let mut reply = Vec::new();
        let status = http::StatusCode::OK;
        server::reply(arrived.tid, status, None, arrived.request.body(), &mut reply).unwrap();
        let replied = client::read(&reply).unwrap();
        assert_eq!((replied.tid, replied.response.body()), (arrived.tid, arrived.request.body()));
    } else {
        let _ = client::read(data);
    }
    match Datagram::parse(data) {
        Ok(datagram) => {
            // One pass gives the short forms, and the same PDU.
            let written = datagram.to_vec().unwrap();
            assert_eq!(Datagram::parse(&written), Ok(datagram.clone()));
            assert_eq!(Datagram::parse(&written).unwrap().to_vec(), Ok(written.clone()));
            assert_eq!(Pdu::parse(&data[1..]), Ok(datagram.pdu));
            true
        }
        Err(error) => {
            let text = error.to_string();
            assert!(error.offset <= data.len() && !text.contains(['\n', '\r']), "{error:?}");
            false
        }
    }
}
