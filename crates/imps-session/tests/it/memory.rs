//! The memory of sessions.

use crate::common::{Phone, World};
use oma_imps::Version;
use oma_imps::csp::access::KeepAliveRequest;

const SESSIONS: usize = 150;

/// Beyond what waits for them.
#[test]
fn sessions_that_poll_hold_at_most_4_kb_each() {
    for version in Version::ALL {
        let mut world = World::new();
        let held = allocation_counter::measure(|| {
            for number in 0..SESSIONS {
                let user = Box::leak(format!("wv:user{number}@example.com").into_boxed_str());
                let mut phone = Phone { user, ..Phone::new(version) };
                world.village.credentials = Some(imps_session::server::Credentials::Trusted);
                phone.start(&mut world);
                for _ in 0..5 {
                    phone.code(&mut world, KeepAliveRequest::default());
                    assert!(phone.poll(&mut world).is_none());
                }
                world.take_events();
            }
        });
        assert_eq!(world.sessions.len(), SESSIONS);
        let each = usize::try_from(held.bytes_current).unwrap() / SESSIONS;
        println!("{version}: {each} bytes per session");
        assert!(each <= 4096, "{version}: {each} bytes per session");
    }
}
