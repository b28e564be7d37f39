//! Prints documents and pushes, one per line: name, syntax, bytes in hexadecimal. The script
//! `testdata/verify-provisioning-with-peers.sh` gives them to other decoders.
//!
//! With the name of a file, reads it as binary XML and prints it as XML.

use imps_provisioning::ddf::Description;
use imps_provisioning::mo::{Options, Tree, from_account};
use imps_provisioning::push::{Push, Security};
use imps_provisioning::wa::{Account, Credentials, Service};
use imps_provisioning::wv_settings::{Common, Http, Sms, WvSettings};
use imps_provisioning::{Characteristic, Document, XML_MEDIA_TYPE};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(file) = std::env::args_os().nth(1) {
        print!("{}", Document::from_wbxml(&std::fs::read(file)?)?.to_xml()?);
        return Ok(());
    }
    let full = full()?;
    let securities = [
        ("none", None),
        ("netwpin", Some(Security::NetwPin("466923103145252".parse()?))),
        ("userpin", Some(Security::UserPin("0000".parse()?))),
        ("usernetwpin", Some(Security::UserNetwPin("466923103145252".parse()?, "0000".parse()?))),
    ];
    for (name, document) in
        [("full", &full), ("codes", &codes()), ("plain", &plain()), ("empty", &Document::new("1.0"))]
    {
        let bytes = document.to_wbxml()?;
        line(name, "xml", document.to_xml()?.as_bytes());
        line(name, "wbxml", &bytes);
        for (security_name, security) in &securities {
            let mut push = Push::new(&bytes);
            push.security = security.as_ref();
            line(&format!("{name}-{security_name}"), "push", &push.to_pdu()?);
        }
    }
    let xml = full.to_xml()?;
    line("full-xml", "push", &Push::new(xml.as_bytes()).with_media_type(XML_MEDIA_TYPE).to_pdu()?);
    for (number, sms) in (1..).zip(Push::new(&full.to_wbxml()?).to_sms(9)?) {
        line(&format!("full-{number}"), "sms", &sms);
    }
    let settings = settings();
    line("settings", "wv-xml", settings.to_xml()?.as_bytes());
    line("settings", "wv-wbxml", &settings.to_wbxml()?);
    let account = Account::from_document(&full)?.account;
    let tree = Tree::new("./IMPS", from_account(&account, "1", &Options::default()).node);
    line("tree", "tnds", tree.to_xml()?.as_bytes());
    line("imps", "ddf", Description::imps().to_xml()?.as_bytes());
    Ok(())
}

fn line(name: &str, syntax: &str, bytes: &[u8]) {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    println!("{name} {syntax} {}", digits.concat());
}

/// A document as an operator sends it: an access point, a proxy, an account.
fn full() -> Result<Document, Box<dyn Error>> {
    let account = Account {
        provider_id: Some("imps.example".into()),
        name: Some("Example chat".into()),
        accepted_types: vec!["application/vnd.wv.csp+wbxml".into()],
        proxies: vec!["proxy-a".into()],
        access_points: vec!["nap-a".into()],
        addresses: vec!["http://imps.example:80/csp".into()],
        services: Some(vec![Service::InstantMessaging, Service::Presence, Service::Groups]),
        client_id_prefix: Some("EXA".into()),
        credentials: vec![Credentials::new("wv:alice@imps.example", "correct-horse")],
        ..Account::default()
    };
    let access_point = Characteristic::new("NAPDEF")
        .with_parm("NAPID", "nap-a")
        .with_parm("NAME", "Example packet data")
        .with_parm("BEARER", "GSM-GPRS")
        .with_parm("NAP-ADDRESS", "apn.example")
        .with_parm("NAP-ADDRTYPE", "APN")
        .with(Characteristic::new("NAPAUTHINFO").with_parm("AUTHTYPE", "PAP").with_parm("AUTHNAME", "u"));
    let physical = Characteristic::new("PXPHYSICAL")
        .with_parm("PHYSICAL-PROXY-ID", "1")
        .with_parm("PXADDR", "10.0.0.1")
        .with_parm("PXADDRTYPE", "IPV4")
        .with_parm("TO-NAPID", "nap-a")
        .with(Characteristic::new("PORT").with_parm("PORTNBR", "9201").with_parm("SERVICE", "CO-WSP"));
    let proxy = Characteristic::new("PXLOGICAL").with_parm("PROXY-ID", "proxy-a").with(physical);
    Ok(Document::new("1.1").with(access_point).with(proxy).with(account.to_characteristic()?))
}

/// Values that are codes, and values and names that only begin like codes.
fn codes() -> Document {
    let application = Characteristic::new("APPLICATION")
        .with_parm("APPID", "wA")
        .with_parm("SERVICES", "PAPER IPV4X")
        .with_parm("NAMES", "IPV6")
        .with_parm("ADDR", "http://CHAP.example/")
        .with(
            Characteristic::new("APPAUTH")
                .with_parm("AAUTHLEVEL", "APPSRV")
                .with_parm("AAUTHLEVEL", "CLIENT"),
        )
        .with(Characteristic::new("PORTS").with_parm("PORTNBR", "E164"));
    Document::new("1.1").with(application)
}

/// Names without a code, and characters of XML and of other alphabets.
fn plain() -> Document {
    let inner = Characteristic::new("X-INNER").with_parm("X-B", "caf\u{e9} \u{4f60}\u{597d}");
    Document::new("1.1").with(Characteristic::new("X-VENDOR").with_parm("X-A", "a < b & \"c\"").with(inner))
}

fn settings() -> WvSettings {
    let common = Common {
        settings_name: "Example chat".into(),
        supported_versions: vec!["1.1".into()],
        user_id: Some("wv:alice@imps.example".into()),
        ..Common::default()
    };
    let sms = Sms { sap_mobile_number: "+15550100".into(), ..Sms::default() };
    let http = Http { sap_uri: "http://imps.example/csp".into(), ..Http::default() };
    WvSettings { ota_version: "7.1".into(), common, sms: Some(sms), http: Some(http) }
}
