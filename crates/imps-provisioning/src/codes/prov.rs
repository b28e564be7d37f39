// Made by `cargo xtask made` from testdata/spec/wbxml (prov-tags.tsv, prov-attributes.tsv,
// prov-values.tsv), in the order of these.
//! The codes of client provisioning. Writers use the rows that two independent tables have.

use super::{attribute, tag, value};
use wbxml::table::{AttributeRow, TagRow, ValueRow};

/// The elements.
#[rustfmt::skip]
pub(super) const TAGS: &[TagRow<'static>] = &[
    tag(0x00, 0x05, "wap-provisioningdoc"), tag(0x00, 0x06, "characteristic"), tag(0x00, 0x07, "parm"),
    tag(0x01, 0x06, "characteristic"), tag(0x01, 0x07, "parm"),
];

/// The starts of attributes that both tables have.
#[rustfmt::skip]
pub(super) const ATTRIBUTES: &[AttributeRow<'static>] = &[
    attribute(0x00, 0x05, "name", ""), attribute(0x00, 0x06, "value", ""),
    attribute(0x00, 0x07, "name", "NAME"), attribute(0x00, 0x08, "name", "NAP-ADDRESS"),
    attribute(0x00, 0x09, "name", "NAP-ADDRTYPE"), attribute(0x00, 0x0A, "name", "CALLTYPE"),
    attribute(0x00, 0x0B, "name", "VALIDUNTIL"), attribute(0x00, 0x0C, "name", "AUTHTYPE"),
    attribute(0x00, 0x0D, "name", "AUTHNAME"), attribute(0x00, 0x0E, "name", "AUTHSECRET"),
    attribute(0x00, 0x0F, "name", "LINGER"), attribute(0x00, 0x10, "name", "BEARER"),
    attribute(0x00, 0x11, "name", "NAPID"), attribute(0x00, 0x12, "name", "COUNTRY"),
    attribute(0x00, 0x13, "name", "NETWORK"), attribute(0x00, 0x14, "name", "INTERNET"),
    attribute(0x00, 0x15, "name", "PROXY-ID"), attribute(0x00, 0x16, "name", "PROXY-PROVIDER-ID"),
    attribute(0x00, 0x17, "name", "DOMAIN"), attribute(0x00, 0x18, "name", "PROVURL"),
    attribute(0x00, 0x19, "name", "PXAUTH-TYPE"), attribute(0x00, 0x1A, "name", "PXAUTH-ID"),
    attribute(0x00, 0x1B, "name", "PXAUTH-PW"), attribute(0x00, 0x1C, "name", "STARTPAGE"),
    attribute(0x00, 0x1D, "name", "BASAUTH-ID"), attribute(0x00, 0x1E, "name", "BASAUTH-PW"),
    attribute(0x00, 0x1F, "name", "PUSHENABLED"), attribute(0x00, 0x20, "name", "PXADDR"),
    attribute(0x00, 0x21, "name", "PXADDRTYPE"), attribute(0x00, 0x22, "name", "TO-NAPID"),
    attribute(0x00, 0x23, "name", "PORTNBR"), attribute(0x00, 0x24, "name", "SERVICE"),
    attribute(0x00, 0x25, "name", "LINKSPEED"), attribute(0x00, 0x26, "name", "DNLINKSPEED"),
    attribute(0x00, 0x27, "name", "LOCAL-ADDR"), attribute(0x00, 0x28, "name", "LOCAL-ADDRTYPE"),
    attribute(0x00, 0x29, "name", "CONTEXT-ALLOW"), attribute(0x00, 0x2A, "name", "TRUST"),
    attribute(0x00, 0x2B, "name", "MASTER"), attribute(0x00, 0x2C, "name", "SID"),
    attribute(0x00, 0x2D, "name", "SOC"), attribute(0x00, 0x2E, "name", "WSP-VERSION"),
    attribute(0x00, 0x2F, "name", "PHYSICAL-PROXY-ID"), attribute(0x00, 0x30, "name", "CLIENT-ID"),
    attribute(0x00, 0x31, "name", "DELIVERY-ERR-SDU"), attribute(0x00, 0x32, "name", "DELIVERY-ORDER"),
    attribute(0x00, 0x33, "name", "TRAFFIC-CLASS"), attribute(0x00, 0x34, "name", "MAX-SDU-SIZE"),
    attribute(0x00, 0x35, "name", "MAX-BITRATE-UPLINK"),
    attribute(0x00, 0x36, "name", "MAX-BITRATE-DNLINK"), attribute(0x00, 0x37, "name", "RESIDUAL-BER"),
    attribute(0x00, 0x38, "name", "SDU-ERROR-RATIO"), attribute(0x00, 0x39, "name", "TRAFFIC-HANDL-PRIO"),
    attribute(0x00, 0x3A, "name", "TRANSFER-DELAY"),
    attribute(0x00, 0x3B, "name", "GUARANTEED-BITRATE-UPLINK"),
    attribute(0x00, 0x3C, "name", "GUARANTEED-BITRATE-DNLINK"),
    attribute(0x00, 0x3D, "name", "PXADDR-FQDN"), attribute(0x00, 0x3E, "name", "PROXY-PW"),
    attribute(0x00, 0x3F, "name", "PPGAUTH-TYPE"), attribute(0x00, 0x45, "version", ""),
    attribute(0x00, 0x46, "version", "1.0"), attribute(0x00, 0x47, "name", "PULLENABLED"),
    attribute(0x00, 0x48, "name", "DNS-ADDR"), attribute(0x00, 0x49, "name", "MAX-NUM-RETRY"),
    attribute(0x00, 0x4A, "name", "FIRST-RETRY-TIMEOUT"), attribute(0x00, 0x4B, "name", "REREG-THRESHOLD"),
    attribute(0x00, 0x4C, "name", "T-BIT"), attribute(0x00, 0x4E, "name", "AUTH-ENTITY"),
    attribute(0x00, 0x4F, "name", "SPI"), attribute(0x00, 0x50, "type", ""),
    attribute(0x00, 0x51, "type", "PXLOGICAL"), attribute(0x00, 0x52, "type", "PXPHYSICAL"),
    attribute(0x00, 0x53, "type", "PORT"), attribute(0x00, 0x54, "type", "VALIDITY"),
    attribute(0x00, 0x55, "type", "NAPDEF"), attribute(0x00, 0x56, "type", "BOOTSTRAP"),
    attribute(0x00, 0x57, "type", "VENDORCONFIG"), attribute(0x00, 0x58, "type", "CLIENTIDENTITY"),
    attribute(0x00, 0x59, "type", "PXAUTHINFO"), attribute(0x00, 0x5A, "type", "NAPAUTHINFO"),
    attribute(0x00, 0x5B, "type", "ACCESS"), attribute(0x01, 0x07, "name", "NAME"),
    attribute(0x01, 0x14, "name", "INTERNET"), attribute(0x01, 0x1C, "name", "STARTPAGE"),
    attribute(0x01, 0x22, "name", "TO-NAPID"), attribute(0x01, 0x23, "name", "PORTNBR"),
    attribute(0x01, 0x24, "name", "SERVICE"), attribute(0x01, 0x2E, "name", "AACCEPT"),
    attribute(0x01, 0x2F, "name", "AAUTHDATA"), attribute(0x01, 0x30, "name", "AAUTHLEVEL"),
    attribute(0x01, 0x31, "name", "AAUTHNAME"), attribute(0x01, 0x32, "name", "AAUTHSECRET"),
    attribute(0x01, 0x33, "name", "AAUTHTYPE"), attribute(0x01, 0x34, "name", "ADDR"),
    attribute(0x01, 0x35, "name", "ADDRTYPE"), attribute(0x01, 0x36, "name", "APPID"),
    attribute(0x01, 0x37, "name", "APROTOCOL"), attribute(0x01, 0x38, "name", "PROVIDER-ID"),
    attribute(0x01, 0x39, "name", "TO-PROXY"), attribute(0x01, 0x3A, "name", "URI"),
    attribute(0x01, 0x3B, "name", "RULE"), attribute(0x01, 0x50, "type", ""),
    attribute(0x01, 0x53, "type", "PORT"), attribute(0x01, 0x55, "type", "APPLICATION"),
    attribute(0x01, 0x56, "type", "APPADDR"), attribute(0x01, 0x57, "type", "APPAUTH"),
    attribute(0x01, 0x58, "type", "CLIENTIDENTITY"), attribute(0x01, 0x59, "type", "RESOURCE"),
];

/// The starts of attributes that one table has.
#[rustfmt::skip]
pub(super) const DOUBTFUL_ATTRIBUTES: &[AttributeRow<'static>] = &[
    attribute(0x01, 0x05, "name", ""), attribute(0x01, 0x06, "value", ""),
];

/// The values that both tables have.
#[rustfmt::skip]
pub(super) const VALUES: &[ValueRow<'static>] = &[
    value(0x00, 0x85, "IPV4"), value(0x00, 0x86, "IPV6"), value(0x00, 0x87, "E164"),
    value(0x00, 0x88, "ALPHA"), value(0x00, 0x89, "APN"), value(0x00, 0x8A, "SCODE"),
    value(0x00, 0x8B, "TETRA-ITSI"), value(0x00, 0x8C, "MAN"), value(0x00, 0x90, "ANALOG-MODEM"),
    value(0x00, 0x91, "V.120"), value(0x00, 0x92, "V.110"), value(0x00, 0x93, "X.31"),
    value(0x00, 0x94, "BIT-TRANSPARENT"), value(0x00, 0x95, "DIRECT-ASYNCHRONOUS-DATA-SERVICE"),
    value(0x00, 0x9A, "PAP"), value(0x00, 0x9B, "CHAP"), value(0x00, 0x9C, "HTTP-BASIC"),
    value(0x00, 0x9D, "HTTP-DIGEST"), value(0x00, 0x9E, "WTLS-SS"), value(0x00, 0x9F, "MD5"),
    value(0x00, 0xA2, "GSM-USSD"), value(0x00, 0xA3, "GSM-SMS"), value(0x00, 0xA4, "ANSI-136-GUTS"),
    value(0x00, 0xA5, "IS-95-CDMA-SMS"), value(0x00, 0xA6, "IS-95-CDMA-CSD"),
    value(0x00, 0xA7, "IS-95-CDMA-PACKET"), value(0x00, 0xA8, "ANSI-136-CSD"),
    value(0x00, 0xA9, "ANSI-136-GPRS"), value(0x00, 0xAA, "GSM-CSD"), value(0x00, 0xAB, "GSM-GPRS"),
    value(0x00, 0xAC, "AMPS-CDPD"), value(0x00, 0xAD, "PDC-CSD"), value(0x00, 0xAE, "PDC-PACKET"),
    value(0x00, 0xAF, "IDEN-SMS"), value(0x00, 0xB0, "IDEN-CSD"), value(0x00, 0xB1, "IDEN-PACKET"),
    value(0x00, 0xB2, "FLEX/REFLEX"), value(0x00, 0xB3, "PHS-SMS"), value(0x00, 0xB4, "PHS-CSD"),
    value(0x00, 0xB7, "ANSI-136-GHOST"), value(0x00, 0xB8, "MOBITEX-MPAK"),
    value(0x00, 0xC5, "AUTOBAUDING"), value(0x00, 0xCA, "CL-WSP"), value(0x00, 0xCB, "CO-WSP"),
    value(0x00, 0xCC, "CL-SEC-WSP"), value(0x00, 0xCD, "CO-SEC-WSP"), value(0x00, 0xCE, "CL-SEC-WTA"),
    value(0x00, 0xCF, "CO-SEC-WTA"), value(0x00, 0xD0, "OTA-HTTP-TO"),
    value(0x00, 0xD1, "OTA-HTTP-TLS-TO"), value(0x00, 0xD2, "OTA-HTTP-PO"),
    value(0x00, 0xD3, "OTA-HTTP-TLS-PO"), value(0x01, 0x86, "IPV6"), value(0x01, 0x87, "E164"),
    value(0x01, 0x88, "ALPHA"), value(0x01, 0x8D, "APPSRV"), value(0x01, 0x8E, "OBEX"),
];

/// The values that one table has, or that the tables spell in two ways.
#[rustfmt::skip]
pub(super) const DOUBTFUL_VALUES: &[ValueRow<'static>] = &[
    value(0x00, 0xB5, "TETRA-SDS"), value(0x00, 0xB6, "TETRA-PACKET"),
    value(0x00, 0xB9, "CDMA2000-1X-SIMPLE-IP"), value(0x00, 0xBA, "CDMA2000-1X-MOBILE-IP"),
    value(0x00, 0xE0, "AAA"), value(0x00, 0xE1, "HA"), value(0x01, 0x90, ","), value(0x01, 0x91, "HTTP-"),
    value(0x01, 0x92, "BASIC"), value(0x01, 0x93, "DIGEST"), value(0x01, 0xE0, "AAA"),
    value(0x01, 0xE1, "HA"),
];
