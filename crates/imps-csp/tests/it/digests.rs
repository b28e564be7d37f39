//! Login digests for any input.

use imps_csp::DigestSchema;
use imps_csp::access::digest;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_digest_proves_its_own_password_only(nonce in "[ -~]{0,40}", password in "[\u{20}-\u{FF}]{0,20}", other in "\\PC{0,20}") {
        for schema in [DigestSchema::Md5, DigestSchema::Sha] {
            let bytes = digest::login_digest(&schema, &nonce, &password).unwrap();
            prop_assert_eq!(bytes.len(), if schema == DigestSchema::Md5 { 24 } else { 28 });
            prop_assert_eq!(digest::verify(&schema, &nonce, &password, &bytes), Ok(true));
            prop_assert_eq!(digest::verify(&schema, &nonce, &password, &other), Ok(other.trim() == bytes));
        }
    }
}
