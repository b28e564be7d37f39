//! The users whom a request names.

use imps_core::{CSP, Content as _, DateTime, Error, Sink, Tag, Version, Versions, Vocabulary, Word, tag};
use imps_csp::address::unescape;
use imps_csp::{Primitive, UserId};

/// Returns the users whom a request names, each as often as it does.
pub(crate) fn users_of(request: &Primitive<'_>) -> Vec<UserId<'static>> {
    let mut names = Names::default();
    // A request that cannot be written names nobody.
    let _ = request.write(request.tag(), &mut names);
    names.found
}

/// One spelling per user.
pub(crate) fn normal(user: &UserId<'_>) -> String {
    unescape(user.address().user().unwrap_or_default()).to_ascii_lowercase()
}

/// A sink that collects users.
#[derive(Default)]
struct Names {
    is_user: bool,
    found: Vec<UserId<'static>>,
}

impl Sink for Names {
    type Output = ();

    fn vocabulary(&self) -> &'static Vocabulary {
        &CSP
    }

    fn version(&self) -> Version {
        Version::V1_3
    }

    fn has(&self, _: Versions) -> bool {
        true
    }

    fn start(&mut self, tag: Tag) {
        self.is_user = tag == tag::UserID;
    }

    fn start_foreign(&mut self, _: &str) {
        self.is_user = false;
    }

    fn attribute(&mut self, _: &str, _: &str) {}

    fn text(&mut self, text: &str) {
        if self.is_user {
            self.found.push(text.trim().to_owned().into());
        }
    }

    fn word(&mut self, _: Word) {}

    fn integer(&mut self, _: u32) {}

    fn date_time(&mut self, _: DateTime) {}

    fn bytes(&mut self, _: &[u8]) {}

    fn end(&mut self, _: Tag) {
        self.is_user = false;
    }

    fn end_foreign(&mut self, _: &str) {}

    fn finish(self) -> Result<(), Error> {
        Ok(())
    }
}
