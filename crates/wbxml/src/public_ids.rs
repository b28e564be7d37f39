//! The registry of public identifiers, which OMNA keeps: the numbers that headers state instead of
//! names.

use crate::PublicId;

/// Numbers and formal public identifiers, by number.
const REGISTERED: &[(u32, &str)] = &[
    (0x02, "-//WAPFORUM//DTD WML 1.0//EN"),
    (0x03, "-//WAPFORUM//DTD WTA 1.0//EN"),
    (0x04, "-//WAPFORUM//DTD WML 1.1//EN"),
    (0x05, "-//WAPFORUM//DTD SI 1.0//EN"),
    (0x06, "-//WAPFORUM//DTD SL 1.0//EN"),
    (0x07, "-//WAPFORUM//DTD CO 1.0//EN"),
    (0x08, "-//WAPFORUM//DTD CHANNEL 1.1//EN"),
    (0x09, "-//WAPFORUM//DTD WML 1.2//EN"),
    (0x0A, "-//WAPFORUM//DTD WML 1.3//EN"),
    (0x0B, "-//WAPFORUM//DTD PROV 1.0//EN"),
    (0x0C, "-//WAPFORUM//DTD WTA-WML 1.2//EN"),
    (0x0D, "-//WAPFORUM//DTD EMN 1.0//EN"),
    (0x0E, "-//OMA//DTD DRMREL 1.0//EN"),
    (0x0F, "-//WIRELESSVILLAGE//DTD CSP 1.0//EN"),
    (0x10, "-//WIRELESSVILLAGE//DTD CSP 1.1//EN"),
    (0x11, "-//OMA//DTD WV-CSP 1.2//EN"),
    (0x12, "-//OMA//DTD IMPS-CSP 1.3//EN"),
    (0x13, "-//OMA//DRM 2.1//EN"),
    (0x14, "-//OMA//SRM 1.0//EN"),
    (0x15, "-//OMA//DCD 1.0//EN"),
    (0x16, "-//OMA//DTD DS-DataObjectEmail 1.2//EN"),
    (0x17, "-//OMA//DTD DS-DataObjectFolder 1.2//EN"),
    (0x18, "-//OMA//DTD DS-DataObjectFile 1.2//EN"),
    (0x0FD1, "-//SYNCML//DTD SyncML 1.0//EN"),
    (0x0FD2, "-//SYNCML//DTD DevInf 1.0//EN"),
    (0x0FD3, "-//SYNCML//DTD SyncML 1.1//EN"),
    (0x0FD4, "-//SYNCML//DTD DevInf 1.1//EN"),
    (0x1100, "-//PHONE.COM//DTD ALERT 1.0//EN"),
    (0x1101, "-//PHONE.COM//DTD CACHE-OPERATION 1.0//EN"),
    (0x1102, "-//PHONE.COM//DTD SIGNAL 1.0//EN"),
    (0x1103, "-//PHONE.COM//DTD LIST 1.0//EN"),
    (0x1104, "-//PHONE.COM//DTD LISTCMD 1.0//EN"),
    (0x1105, "//PHONE.COM//DTD CHANNEL 1.0//EN"),
    (0x1106, "-//PHONE.COM//DTD MMC 1.0//EN"),
    (0x1107, "-//PHONE.COM//DTD BEARER-CHOICE 1.0//EN"),
    (0x1108, "-//PHONE.COM//DTD WML 1.1//EN"),
    (0x1109, "-//PHONE.COM//DTD CHANNEL 1.1//EN"),
    (0x110A, "-//PHONE.COM//DTD LIST 1.1//EN"),
    (0x110B, "-//PHONE.COM//DTD LISTCMD 1.1//EN"),
    (0x110C, "-//PHONE.COM//DTD MMC 1.1//EN"),
    (0x110D, "-//PHONE.COM//DTD WML 1.3//EN"),
    (0x110E, "-//PHONE.COM//DTD MMC 2.0//EN"),
    (0x1200, "-//3GPP2.COM//DTD IOTA 1.0//EN"),
    (0x1201, "-//SYNCML//DTD SyncML 1.2//EN"),
    (0x1202, "-//SYNCML//DTD MetaInf 1.2//EN"),
    (0x1203, "-//SYNCML//DTD DevInf 1.2//EN"),
    (0x1204, "-//NOKIA//DTD LANDMARKS 1.0//EN"),
    (0x1205, "-//SyncML//Schema SyncML 2.0//EN"),
    (0x1206, "-//SyncML//Schema DevInf 2.0//EN"),
    (0x1207, "-//OMA//DTD DRMREL 1.0//EN"),
];

impl PublicId {
    /// The formal public identifier that the registry lists for the number; `None` for a number
    /// that it does not list, and for a public identifier in the string table.
    ///
    /// ```
    /// use wbxml::PublicId;
    /// assert_eq!(PublicId::Number(0x0A).registered(), Some("-//WAPFORUM//DTD WML 1.3//EN"));
    /// assert_eq!(PublicId::UNKNOWN.registered(), None);
    /// ```
    pub fn registered(self) -> Option<&'static str> {
        let Self::Number(number) = self else { return None };
        let found = REGISTERED.binary_search_by_key(&number, |row| row.0).ok()?;
        REGISTERED.get(found).map(|row| row.1)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    const TABLE: &str = include_str!("../../../testdata/spec/wbxml/public-ids-omna.tsv");

    #[test]
    fn the_registry_is_that_of_the_table() {
        let rows = TABLE.lines().filter(|row| row.starts_with("0x"));
        let rows = rows.filter_map(|row| {
            let mut columns = row.split('\t');
            let number = u32::from_str_radix(columns.next()?.strip_prefix("0x")?, 16).ok()?;
            Some((number, columns.next()?)).filter(|(_, name)| !name.starts_with('('))
        });
        assert_eq!(rows.collect::<Vec<_>>(), REGISTERED);
    }

    #[test]
    fn every_row_is_found_and_nothing_beside_it() {
        assert!(REGISTERED.is_sorted_by(|a, b| a.0 < b.0));
        for (number, name) in REGISTERED {
            assert_eq!(PublicId::Number(*number).registered(), Some(*name));
        }
        for number in [0, 1, 0x19, 0x7F, 0xFD0, 0x110F, u32::MAX] {
            assert_eq!(PublicId::Number(number).registered(), None, "{number:#x}");
        }
        assert_eq!(PublicId::Table(2).registered(), None);
    }
}
