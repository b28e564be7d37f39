//! Descriptions: the one of the facts, findings with their places, hostile ones.

use imps_provisioning::ErrorKind;
use imps_provisioning::ddf::{Access, Description, Finding, FindingKind, Format, Kind, Occurrence, Scope};
use imps_testing::text;

fn findings(xml: &str) -> Vec<String> {
    let read = Description::from_xml(xml.as_bytes()).unwrap();
    read.findings.iter().map(ToString::to_string).collect()
}

/// A document of one node.
fn with_node(content: &str) -> String {
    format!("<MgmtTree><VerDTD>1.2</VerDTD>{content}</MgmtTree>")
}

const PROPERTIES: &str = "<DFProperties><AccessType><Get/></AccessType><DFFormat><chr/></DFFormat>\
                          <DFType><MIME>text/plain</MIME></DFType></DFProperties>";

#[test]
fn the_fragment_of_the_notes() {
    let notes = text("spec/provisioning/ddf.md");
    let xml = notes.split("```xml\n").nth(1).unwrap().split("```").next().unwrap();
    let read = Description::from_xml(xml.as_bytes()).unwrap();
    assert_eq!(read.findings, []);
    let account = &read.description.nodes[0];
    assert_eq!((&*account.name, account.nodes.len()), ("", 1));
    let properties = account.nodes[0].properties.as_ref().unwrap();
    assert_eq!(properties.access, [Access::Get]);
    assert_eq!((properties.format, properties.occurrence), (Some(Format::Chr), Some(Occurrence::One)));
    assert_eq!(properties.scope, Some(Scope::Dynamic));
    assert_eq!(properties.kind, Some(Kind::Media(vec!["text/plain".into()])));
    let again = read.description.to_xml().unwrap();
    assert_eq!(Description::from_xml(again.as_bytes()).unwrap().description, read.description);
}

/// `ddf.md`, section 7, and the tree of `mo.md`, section 3.
#[test]
fn the_description_of_the_object() {
    let description = Description::imps();
    assert_eq!(description.check(), []);
    let facts = text("spec/provisioning/mo.md");
    let drawing = facts.split("```").nth(1).unwrap();
    let rows: Vec<&str> =
        drawing.lines().filter(|line| line.contains("  <X> *  ") || line.starts_with("    ")).collect();
    let mut open = vec![(0, description.nodes.as_slice())];
    let mut seen = 0;
    for row in rows.iter().filter(|row| !row.contains("PEPCompliant")) {
        let indent = row.len() - row.trim_start().len();
        open.retain(|(at, _)| *at < indent);
        let words: Vec<&str> = row.split_whitespace().collect();
        let name = if words[0] == "<X>" { "" } else { words[0] };
        let (mark, rest) = match words[1] {
            "?" | "*" => (words[1], &words[2..]),
            _ => ("", &words[1..]),
        };
        let nodes = open.last().unwrap().1;
        let node = nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{row}"));
        let properties = node.properties.as_ref().unwrap();
        assert_eq!(properties.format.unwrap().as_str(), rest[0], "{row}");
        let access: Vec<&str> = properties.access.iter().map(|access| access.as_str()).collect();
        let known = ["Add", "Delete", "Get", "Replace"];
        let stated =
            row.split("  ").map(str::trim).find(|cell| cell.starts_with("Add") || cell.starts_with("Get"));
        let stated =
            stated.unwrap().split(" (").next().unwrap().split(' ').filter(|word| known.contains(word));
        assert_eq!(access, stated.collect::<Vec<_>>(), "{row}");
        let occurrence = match mark {
            "?" => Occurrence::ZeroOrOne,
            "*" => Occurrence::ZeroOrMore,
            _ => Occurrence::One,
        };
        assert_eq!(properties.occurrence, Some(occurrence), "{row}");
        open.push((indent, &node.nodes));
        seen += 1;
    }
    assert_eq!(seen, 12);
}

#[test]
fn a_published_form_is_accepted() {
    // A blank before the identifier, an internal subset with an instruction, comments, a default
    // namespace, foreign elements, another order.
    let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- FILE: x -->
<!DOCTYPE MgmtTree PUBLIC " -//OMA//DTD-DM-DDF 1.2//EN" "http://www.openmobilealliance.org/tech/DTD/dm_ddf-v1_2.dtd" [<?oma-dm-ddf-ver supported-versions="1.2"?>]>
<MgmtTree xmlns="syncml:dmddf1.2" xmlns:MSFT="http://schemas.microsoft.com/MobileDevice/DM">
  <VerDTD>1.2</VerDTD>
  <MSFT:Diagnostics/>
  <Node>
    <NodeName>A</NodeName>
    <Path>./Vendor</Path>
    <DFProperties>
      <AccessType><Replace/><Get/></AccessType>
      <DefaultValue>0</DefaultValue>
      <DFFormat><int/></DFFormat>
      <Occurrence><ZeroOrN>3</ZeroOrN></Occurrence>
      <Scope><Permanent/></Scope>
      <Description>d</Description>
      <CaseSense><CIS/></CaseSense>
      <DFType><MIME>text/plain</MIME><MIME>text/x</MIME></DFType>
      <DFTitle>t</DFTitle>
    </DFProperties>
  </Node>
</MgmtTree>"#;
    let read = Description::from_xml(xml.as_bytes()).unwrap();
    let [foreign] = &*read.findings else { panic!("{:?}", read.findings) };
    assert_eq!(foreign.kind, FindingKind::Foreign("MSFT:Diagnostics".into()));
    assert!(foreign.kind.is_warning());
    let properties = read.description.nodes[0].properties.as_ref().unwrap();
    assert_eq!(properties.access, [Access::Replace, Access::Get]);
    assert_eq!(
        (properties.occurrence, properties.is_case_sensitive),
        (Some(Occurrence::ZeroOrN(3)), Some(false))
    );
    let again = read.description.to_xml().unwrap();
    assert_eq!(Description::from_xml(again.as_bytes()).unwrap().description, read.description);
}

#[test]
fn faults_have_a_path_and_a_place() {
    assert_eq!(findings("<MgmtTree/>"), ["missing VerDTD", "missing Node"]);
    let xml = with_node(&format!("<Node><NodeName>A</NodeName>{PROPERTIES}</Node>"));
    assert_eq!(findings(&xml), [""; 0]);
    assert_eq!(findings(&xml.replace("1.2", "9")), ["version 9 instead of 1.2"]);
    assert_eq!(findings(&xml.replace("<NodeName>A</NodeName>", "")), ["<X>: missing NodeName at byte 30"]);
    assert_eq!(findings(&xml.replace("<Get/>", "")), ["A: missing AccessType at byte 30"]);
    assert_eq!(findings(&xml.replace("<Get/>", "<Get/><Get/>")), ["A: Get occurs twice at byte 90"]);
    assert_eq!(
        findings(&xml.replace("<Get/>", "<Get/><Put/>")),
        ["A: Put is not a value of AccessType at byte 90"]
    );
    let other = ["A: str is not a value of DFFormat at byte 113", "A: missing DFFormat at byte 30"];
    assert_eq!(findings(&xml.replace("<chr/>", "<str/>")), other);
    // A word is an element: as a text it is not taken for the default.
    let scope = xml.replace("</DFProperties>", "<Scope>Permanent</Scope></DFProperties>");
    let place = scope.find("<Scope>").unwrap();
    assert_eq!(findings(&scope), [format!("A: Permanent is not a value of Scope at byte {place}")]);
    let node = ["A: format node without nodes or an object at byte 30"];
    assert_eq!(findings(&xml.replace("<chr/>", "<node/>")), node);
    let object = ["A: another format than node, with nodes or an object at byte 30"];
    assert_eq!(findings(&xml.replace("<MIME>text/plain</MIME>", "<DDFName/>")), object);
    let nested = with_node(&format!(
        "<Node><NodeName>A</NodeName>{}<Node><NodeName/><Path>./B</Path>{PROPERTIES}</Node><Value>1</Value></Node>",
        PROPERTIES.replace("chr", "node")
    ));
    let offset = nested.find("<Node><NodeName/>").unwrap();
    let expected = [
        "A: value beside nodes at byte 30".to_owned(),
        format!("A/<X>: Path below the top at byte {offset}"),
    ];
    assert_eq!(findings(&nested), expected);
    let odd =
        with_node(&format!("<Other/><Node><NodeName>A</NodeName>{PROPERTIES}<RTProperties/><Odd/></Node>"));
    let at = |name: &str| odd.find(name).unwrap();
    let expected = [
        format!("unexpected element Other at byte {}", at("<Other")),
        format!("A: run-time properties at byte {}", at("<RTP")),
        format!("A: unexpected element Odd at byte {}", at("<Odd")),
    ];
    assert_eq!(findings(&odd), expected);
}

#[test]
fn the_object_has_rules_of_its_own() {
    let mut description = Description::imps();
    let account = &mut description.nodes[0];
    let auth = account.nodes.iter_mut().find(|node| node.name == "AppAuth").unwrap();
    let secret = auth.nodes[0].nodes.iter_mut().find(|node| node.name == "AAuthSecret").unwrap();
    secret.properties.as_mut().unwrap().access.push(Access::Get);
    let leaf = account.nodes.iter().find(|node| node.name == "Name").unwrap().clone();
    let mut extra = leaf.clone();
    extra.name = "Colour".into();
    account.nodes.push(extra.clone());
    account.nodes.iter_mut().find(|node| node.name == "Ext").unwrap().nodes.push(extra);
    let found: Vec<String> = description.check().iter().map(ToString::to_string).collect();
    let expected =
        ["<X>/AppAuth/<X>/AAuthSecret: a secret that Get reads", "<X>/Colour: unknown node outside Ext"];
    assert_eq!(found, expected);
    let warnings: Vec<bool> = description.check().iter().map(|finding| finding.kind.is_warning()).collect();
    assert_eq!(warnings, [false, true]);
}

#[test]
fn hostile_descriptions_are_bounded() {
    let (open, close) = ("<Node><NodeName/>", "</Node>");
    let deep = with_node(&(open.repeat(10_000) + &close.repeat(10_000)));
    let error = Description::from_xml(deep.as_bytes()).unwrap_err();
    // The root and 49 nodes are open, and the name of the last one is the fault.
    let offset = 30 + 48 * open.len() + "<Node>".len();
    assert_eq!((error.kind, error.offset), (ErrorKind::DepthLimit(50), Some(offset)));

    let wide = with_node(&"<Node/>".repeat(5_000));
    let read = Description::from_xml(wide.as_bytes()).unwrap();
    assert_eq!(read.description.nodes.len(), 5_000);
    let more = |finding: &&Finding| finding.kind == FindingKind::More(1_000);
    assert_eq!((read.findings.len(), read.findings.iter().filter(more).count()), (2_002, 2));
    let error = Description::from_xml(b"<!DOCTYPE MgmtTree [<!ENTITY a 'b'>]><MgmtTree/>").unwrap_err();
    assert_eq!(error.kind, ErrorKind::Declarations);
    let error = Description::from_xml(b"<Tree/>").unwrap_err();
    assert_eq!(error.to_string(), "root element Tree instead of MgmtTree at byte 0");
}
