//! Settings of older phones. The content models come from `wa.md`, section 8.

use imps_provisioning::ErrorKind;
use imps_provisioning::wv_settings::{Common, Http, Proxy, Sms, WvSettings};

fn full() -> WvSettings {
    WvSettings {
        ota_version: "7.1".into(),
        common: Common {
            settings_name: "Chat".into(),
            ref_name: Some("r".into()),
            supported_versions: vec!["1.0".into(), "1.1".into()],
            user_id: Some("u".into()),
            password: Some("geheim".into()),
            preferred_protocol: Some("HTTP".into()),
        },
        sms: Some(Sms {
            sap_mobile_number: "+1555".into(),
            four_way_supported: "YES".into(),
            smsc_mobile_number: "+1556".into(),
        }),
        http: Some(Http {
            sap_uri: "http://imps.example/csp".into(),
            four_way_supported: "NO".into(),
            proxy: Some(Proxy {
                address: "10.0.0.1".into(),
                port: Some(8080),
                user: Some("v".into()),
                password: Some("auch geheim".into()),
            }),
        }),
    }
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<WVSettings>
  <WVOTAVersion>7.1</WVOTAVersion>
  <WVCommon>
    <WVSettingsName>Chat</WVSettingsName>
    <WVRefName>r</WVRefName>
    <WVSupportedVersion>1.0</WVSupportedVersion>
    <WVSupportedVersion>1.1</WVSupportedVersion>
    <WVUserID>u</WVUserID>
    <WVPassword>geheim</WVPassword>
    <WVPreferredProtocol>HTTP</WVPreferredProtocol>
  </WVCommon>
  <WVSMS>
    <WVSAPMobileNumber>+1555</WVSAPMobileNumber>
    <WVSAPFourWaySupported>YES</WVSAPFourWaySupported>
    <WVSMSCMobileNumber>+1556</WVSMSCMobileNumber>
  </WVSMS>
  <WVHTTP>
    <WVSAPURI>http://imps.example/csp</WVSAPURI>
    <WVSAPFourWaySupported>NO</WVSAPFourWaySupported>
    <WVProxy>
      <WVProxyAddress>10.0.0.1</WVProxyAddress>
      <WVProxyPort>8080</WVProxyPort>
      <WVProxyUser>v</WVProxyUser>
      <WVProxyPassword>auch geheim</WVProxyPassword>
    </WVProxy>
  </WVHTTP>
</WVSettings>
"#;

#[test]
fn both_syntaxes() {
    let settings = full();
    assert_eq!(settings.to_xml().unwrap(), XML);
    assert_eq!(WvSettings::from_xml(XML.as_bytes()), Ok(settings.clone()));
    let bytes = settings.to_wbxml().unwrap();
    let expected = [
        b"\x01\x01\x6A\x00\x53\x47\x037.1\0\x01\x45\x54\x03Chat\0\x01\x4F\x03r\0\x01".as_slice(),
        b"\x57\x031.0\0\x01\x57\x031.1\0\x01\x58\x03u\0\x01\x48\x03geheim\0\x01\x49\x03HTTP\0\x01\x01",
        b"\x55\x51\x03+1555\0\x01\x50\x03YES\0\x01\x56\x03+1556\0\x01\x01",
        b"\x46\x52\x03http://imps.example/csp\0\x01\x50\x03NO\0\x01",
        b"\x4A\x4B\x0310.0.0.1\0\x01\x4D\x038080\0\x01\x4E\x03v\0\x01\x4C\x03auch geheim\0\x01\x01\x01\x01",
    ];
    assert_eq!(bytes, expected.concat());
    assert_eq!(WvSettings::from_wbxml(&bytes), Ok(settings.clone()));
    assert!(!format!("{settings:?}").contains("geheim"));
}

#[test]
fn the_least_that_is_needed() {
    let least = WvSettings {
        common: Common { supported_versions: vec![String::new()], ..Common::default() },
        ..WvSettings::default()
    };
    assert_eq!(WvSettings::from_wbxml(&least.to_wbxml().unwrap()), Ok(least.clone()));
    assert_eq!(WvSettings::from_xml(least.to_xml().unwrap().as_bytes()), Ok(least));
    let error = WvSettings::default().to_xml().unwrap_err();
    assert_eq!(error.kind, ErrorKind::MissingElement("WVSupportedVersion"));
}

#[test]
fn long_texts_are_advice() {
    let mut settings = full();
    settings.ota_version = "7".repeat(200);
    assert_eq!(settings.long_texts(), [""; 0]);
    settings.ota_version.push('7');
    settings.common.password = Some(" ".repeat(201));
    assert_eq!(settings.long_texts(), ["WVOTAVersion", "WVPassword"]);
    assert_eq!(WvSettings::from_wbxml(&settings.to_wbxml().unwrap()), Ok(settings));
}

#[test]
fn what_must_be_there_and_the_order() {
    for name in [
        "WVOTAVersion",
        "WVSettingsName",
        "WVSAPMobileNumber",
        "WVSMSCMobileNumber",
        "WVSAPURI",
        "WVProxyAddress",
    ] {
        let without: String = XML.lines().filter(|line| !line.contains(&format!("<{name}>"))).collect();
        let error = WvSettings::from_xml(without.as_bytes()).unwrap_err();
        assert_eq!(
            error.kind,
            match name {
                "WVOTAVersion" => ErrorKind::MissingElement("WVOTAVersion"),
                "WVSettingsName" => ErrorKind::MissingElement("WVSettingsName"),
                "WVSAPMobileNumber" => ErrorKind::MissingElement("WVSAPMobileNumber"),
                "WVSMSCMobileNumber" => ErrorKind::MissingElement("WVSMSCMobileNumber"),
                "WVSAPURI" => ErrorKind::MissingElement("WVSAPURI"),
                _ => ErrorKind::MissingElement("WVProxyAddress"),
            }
        );
    }
    let fault = |from: &str, to: &str| {
        let changed = XML.replacen(from, to, 1);
        assert_ne!(changed, XML);
        let error = WvSettings::from_xml(changed.as_bytes()).unwrap_err();
        (
            error.kind,
            error.offset.map(|offset| changed[offset..].split(['>', ' ']).next().unwrap().to_owned()),
        )
    };
    let (kind, place) = fault("<WVRefName>r</WVRefName>", "<WVUserID>u</WVUserID>");
    assert_eq!(
        (kind, place.as_deref()),
        (ErrorKind::MissingElement("WVSupportedVersion"), Some("<WVCommon"))
    );
    let (kind, place) = fault("</WVCommon>", "<WVRefName>s</WVRefName></WVCommon>");
    assert_eq!(
        (kind, place.as_deref()),
        (ErrorKind::UnexpectedElement("WVRefName".into()), Some("<WVRefName"))
    );
    let (kind, place) = fault("8080", "65536");
    let value = ErrorKind::Value { element: "WVProxyPort", value: "65536".into() };
    assert_eq!((kind, place.as_deref()), (value, Some("<WVProxyPort")));
    assert_eq!(fault("<WVSMS>", "<WVSMS>text").0, ErrorKind::UnexpectedText);
    assert_eq!(fault("<WVSMS>", "<WVSMS id='1'>").0, ErrorKind::UnexpectedAttribute("id".into()));
    assert_eq!(fault("<WVRefName>r<", "<WVRefName><a/><").0, ErrorKind::UnexpectedElement("a".into()));
    let error = WvSettings::from_xml(b"<a/>").unwrap_err();
    assert_eq!(error.to_string(), "root element a instead of WVSettings at byte 0");
    let error = WvSettings::from_wbxml(b"\x01\x01\x6A\x00\x19").unwrap_err();
    assert_eq!(error.kind, ErrorKind::UnknownTag { page: 0, token: 0x19 });
}
