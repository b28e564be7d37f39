//! Non-content around the root and between elements: instructions, declarations, other documents.

use imps_core::{
    Document, Error, ErrorKind, LeftOut, Node, ReadOptions, Rule, Sink, Source, TreeSink, UnknownContent,
    Version, pump, tag,
};
use imps_xml::{WriteOptions, XmlError, XmlSink, XmlSource, from_str, from_str_with, to_string_with};

const ROOT: &str = "<WV-CSP-Message xmlns='http://www.openmobilealliance.org/DTD/WV-CSP1.2'/>";

fn around(content: &str) -> String {
    ROOT.replace("/>", &format!(">{content}</WV-CSP-Message>"))
}

/// Reads a whole document as conversion does. Returns the omissions and the end.
fn read(document: &str, options: ReadOptions) -> Result<(Vec<LeftOut>, usize), Error> {
    let mut source = XmlSource::new(document, &options)?;
    pump(&mut source, &mut TreeSink::new(Version::V1_2))?;
    let end = source.end()?;
    Ok((source.left_out(), end))
}

#[test]
fn instructions_are_counted_wherever_they_stand() {
    let inside = around("<?b?><Session>x<?c?>y<SessionID>s<?d?></SessionID></Session>");
    let document = format!("\u{FEFF}<?xml version='1.0'?><!-- --><?a?>{inside}\n<?e?>");
    let expected = LeftOut::new(Rule::Instruction, 5, document.find("<?a?>").unwrap());
    let (left_out, end) = read(&document, ReadOptions::default()).unwrap();
    assert_eq!((left_out.len(), left_out[0].count, left_out[0].offset), (1, 5, expected.offset));
    assert_eq!(end, document.len());
    assert_eq!(read(&around("<!-- --><Session/>"), ReadOptions::default()).unwrap().0, []);
    let refuse = ReadOptions::default().with_unknown(UnknownContent::Refuse);
    for options in [refuse, ReadOptions::default().with_strict(true)] {
        for document in [
            format!("<?a?>{ROOT}"),
            around("<?a?>"),
            around("<Session>x<?a?></Session>"),
            format!("{ROOT} <?a?>"),
        ] {
            from_str::<Document>(&document).unwrap();
            let error = from_str_with::<Document>(&document, &options).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Strict(Rule::Instruction)), "{document}: {error}");
            assert_eq!(error.offset(), document.find("<?a?>"), "{document}");
        }
        // The instruction that the sink writes is not among them, nor is the declaration.
        let document = format!("<?xml version='1.0'?><?imps version='1.2'?>{ROOT}");
        from_str_with::<Document>(&document, &options).unwrap();
    }
}

#[test]
fn a_source_tells_where_its_document_ends() {
    let second = [
        (ROOT, XmlError::MultipleRoots),
        ("<html>", XmlError::MultipleRoots),
        ("<?xml version='1.0'?><a/>", XmlError::IllFormed("misplaced declaration")),
        ("<!DOCTYPE a><a/>", XmlError::IllFormed("misplaced declaration")),
        ("\0\0\n", XmlError::TextOutsideRoot),
        ("\0 \0<a/>", XmlError::TextOutsideRoot),
    ];
    for (behind, fault) in second {
        let document = format!("\u{FEFF}{ROOT}\r\n<!-- -->\t{behind}");
        let at = document.len() - behind.len();
        assert_eq!(read(&document, ReadOptions::default()).unwrap().1, at, "{behind}");
        let error = from_str::<Document>(&document).unwrap_err();
        let ErrorKind::Syntax(source) = error.kind() else { panic!("{error}") };
        assert_eq!((source.downcast_ref(), error.offset()), (Some(&fault), Some(at)), "{behind}");
    }
    for behind in ["hello", "\0x", "<![CDATA[]]>", "&amp;", "</a>", "<", "<!--"] {
        assert!(read(&format!("{ROOT}{behind}"), ReadOptions::default()).is_err(), "{behind}");
    }
}

#[test]
fn a_document_without_a_namespace_keeps_its_version() {
    let roots = [
        tag::WV_CSP_VersionDiscovery_Request,
        tag::WV_CSP_VersionDiscovery_Response,
        // An unknown root.
        tag::Status,
    ];
    for version in Version::ALL {
        for root in roots {
            let document = Document { version, root: Node::new(root) };
            for indent in [None, Some(2)] {
                for declaration in [false, true] {
                    let options = WriteOptions::default().with_indent(indent).with_declaration(declaration);
                    let xml = to_string_with(&document, &options).unwrap();
                    assert_eq!(from_str::<Document>(&xml).unwrap(), document, "{xml}");
                    // The default version needs no instruction.
                    assert_eq!(xml.contains("<?imps "), version != Version::V1_2, "{xml}");
                    assert!(xml.starts_with('<') && xml.matches('\n').count() <= 3, "{xml:?}");
                }
            }
        }
        let message = Document { version, root: Node::new(tag::WV_CSP_Message) };
        assert!(!imps_xml::to_string(&message).unwrap().contains("<?imps "));
    }
    let options = WriteOptions::default().with_indent(Some(2));
    let document = Document { version: Version::V1_3, root: Node::new(tag::WV_CSP_VersionDiscovery_Request) };
    assert_eq!(
        to_string_with(&document, &options).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?imps version=\"1.3\"?>\n<WV-CSP-VersionDiscovery-Request/>\n"
    );
}

#[test]
fn namespace_and_document_type_count_more_than_the_instruction() {
    let version = |text: &str, is_strict: bool| {
        let options = ReadOptions::default().with_strict(is_strict);
        XmlSource::new(text, &options).map(|source| source.version())
    };
    let instructed = format!("<?imps version='1.3'?>{ROOT}");
    assert_eq!(version(&instructed, false).unwrap(), Version::V1_2);
    let error = version(&instructed, true).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Strict(Rule::VersionMismatch)), "{error}");
    let root = "WV-CSP-VersionDiscovery-Request";
    let typed =
        format!("<?imps version='1.3'?><!DOCTYPE {root} PUBLIC '-//OMA//DTD WV-CSP 1.2//EN' ''><{root}/>");
    assert_eq!(version(&typed, false).unwrap(), Version::V1_2);
    // An instruction that names no version is omitted like any other.
    let unknown = format!("<?imps version='2.0'?><{root}/>");
    let mut source = XmlSource::new(&unknown, &ReadOptions::default()).unwrap();
    assert_eq!((source.version(), source.left_out().len()), (Version::V1_2, 1));
    assert!(source.child().unwrap().is_some());
}

#[test]
fn a_namespace_by_which_no_reader_would_know_the_document_is_refused() {
    let write = |root, namespace: &str| {
        let mut out = Vec::new();
        let mut sink = XmlSink::new(&mut out, Version::V1_3, &WriteOptions::default());
        sink.start(root);
        sink.attribute("xmlns", namespace);
        sink.start(tag::ExtBlock);
        sink.attribute("xmlns", "urn:vendor");
        sink.end(tag::ExtBlock);
        sink.end(root);
        sink.finish().map(|()| out)
    };
    for good in
        ["http://www.openmobilealliance.org/DTD/IMPS-CSP1.3", "http://www.wireless-village.org/CSP1.1", ""]
    {
        let xml = String::from_utf8(write(tag::WV_CSP_Message, good).unwrap()).unwrap();
        from_str::<Document>(&xml).unwrap_or_else(|error| panic!("{xml}: {error}"));
    }
    let long = "urn:".repeat(1000);
    for bad in ["urn:vendor", "http://www.openmobilealliance.org/DTD/IMPS-CSPunknown-00-85", &long] {
        let error = write(tag::WV_CSP_Message, bad).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::OtherLanguage(_)), "{error}");
        assert!(error.to_string().len() < 200, "{error}");
    }
    let error = write(tag::WV_CSP_Message, "http://www.openmobilealliance.org/DTD/IMPS-CSP9.9").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnsupportedVersion(version) if version == "9.9"), "{error}");
}
