//! The codes of WVSettings. They have one page, and no attributes.

use super::tag;
use wbxml::table::TagRow;

/// The elements.
#[rustfmt::skip]
pub(super) const TAGS: &[TagRow<'static>] = &[
    tag(0, 0x05, "WVCommon"), tag(0, 0x06, "WVHTTP"), tag(0, 0x07, "WVOTAVersion"),
    tag(0, 0x08, "WVPassword"), tag(0, 0x09, "WVPreferredProtocol"), tag(0, 0x0A, "WVProxy"),
    tag(0, 0x0B, "WVProxyAddress"), tag(0, 0x0C, "WVProxyPassword"), tag(0, 0x0D, "WVProxyPort"),
    tag(0, 0x0E, "WVProxyUser"), tag(0, 0x0F, "WVRefName"), tag(0, 0x10, "WVSAPFourWaySupported"),
    tag(0, 0x11, "WVSAPMobileNumber"), tag(0, 0x12, "WVSAPURI"), tag(0, 0x13, "WVSettings"),
    tag(0, 0x14, "WVSettingsName"), tag(0, 0x15, "WVSMS"), tag(0, 0x16, "WVSMSCMobileNumber"),
    tag(0, 0x17, "WVSupportedVersion"), tag(0, 0x18, "WVUserID"),
];

#[cfg(test)]
mod tests {
    use super::TAGS;

    #[test]
    fn the_facts_have_the_same_tokens() {
        let facts = include_str!("../../../../testdata/spec/provisioning/wa.md");
        let (_, list) = facts.split_once("WBXML tag tokens, page 0: ").unwrap();
        let list = list.split_once(" (hex)").unwrap().0.replace('\n', " ");
        let mut count = 0;
        for (row, fact) in TAGS.iter().zip(list.split(',')) {
            assert_eq!(
                format!("{} {:02X}", row.name, row.token),
                fact.split_whitespace().collect::<Vec<_>>().join(" ")
            );
            count += 1;
        }
        assert_eq!((count, list.split(',').count()), (20, 20));
    }
}
