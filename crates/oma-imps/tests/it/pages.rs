//! The tables on the pages of the messages: made from the declarations and the code tables, into
//! `page.rs` of each crate.
//! `UPDATE_PAGES=1 cargo test -p oma-imps --all-features --test it pages` writes them anew.

use imps_core::schema::Type;
use imps_core::{CSP, Content, Element, Tag, Version, Versions, Vocabulary};
use imps_csp::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse};
use imps_presence::PresenceAttribute;
use imps_pts::Codes;
use imps_ssp::SSP;
use imps_ssp::envelope::SetupPrimitive;
use imps_wbxml::codes;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

/// A page: the name of the element in Rust, and the rows of the table.
type Page = (String, Vec<String>);

/// A crate with pages: its folder, the columns and the pages.
type Crate = (&'static str, &'static str, Vec<Page>);

const NO_CODE: &str = "no code known here";

fn crates() -> [Crate; 3] {
    let columns = "versions | XML | binary XML | plain text";
    [
        ("imps-csp", columns, csp()),
        ("imps-presence", columns, presence()),
        ("imps-ssp", "versions | XML", ssp()),
    ]
}

/// The primitives, and the documents of version discovery.
fn csp() -> Vec<Page> {
    let rows = imps_csp::Primitive::ROWS.iter().map(|row| (row.tag, row.versions));
    let discovery = [VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];
    let rows: Vec<_> = rows.chain(discovery.map(|schema| (schema.tag, schema.versions))).collect();
    let page = |(tag, versions): &(Tag, Versions)| {
        let code = Codes::standard().message(CSP.name(*tag).unwrap()).map(|code| code.to_string());
        let of_version = |version| versions.contains(version).then(|| cells(version, *tag, code.clone()));
        (ident(&CSP, *tag), by_version(of_version))
    };
    rows.iter().map(page).collect()
}

fn presence() -> Vec<Page> {
    let page = |attribute: &PresenceAttribute| {
        let name = attribute.as_str();
        let mut codes = Codes::standard().rows().filter(|row| row.kind == "presence" && row.path == name);
        let code = codes.next().map(|row| row.code.to_string());
        let of_version = |version| {
            let has = attribute.versions().contains(version);
            has.then(|| cells(version, attribute.tag(), code.clone()))
        };
        (ident(&CSP, attribute.tag()), by_version(of_version))
    };
    PresenceAttribute::ALL.iter().map(page).collect()
}

/// XML only, and no version is as certain as the client versions.
fn ssp() -> Vec<Page> {
    let confirmed =
        |tag| imps_ssp::Primitive::ROWS.iter().find(|row| row.tag == tag).is_none_or(|row| row.confirmed);
    let types = [<SetupPrimitive as Content>::TYPE, <imps_ssp::Primitive as Content>::TYPE];
    let page = |(tag, content): (Tag, Type)| {
        let Type::Structure(schema) = content else { panic!("{} is no structure", ident(&SSP, tag)) };
        let versions = match confirmed(tag) {
            // The only known implementation uses 1.3.
            true if schema.versions.is_all() => "1.3, taken for 1.1 and 1.2 too".to_owned(),
            true => panic!("{} was seen in other versions", ident(&SSP, tag)),
            false => format!("{}, from memory only", schema.versions),
        };
        (ident(&SSP, tag), vec![format!("{versions} | {}", names(&SSP, tag))])
    };
    let alternatives = types.into_iter().flat_map(|content| match content {
        Type::Choice(alternatives) => alternatives,
        _ => &[],
    });
    alternatives.copied().map(page).collect()
}

/// Returns the cells after the versions: the names, the tokens of a version, the code.
fn cells(version: Version, tag: Tag, code: Option<String>) -> String {
    let name = CSP.name(tag).unwrap();
    let space = codes::code_space(version);
    let tokens = space.tags.iter().filter(|row| row.name == name);
    let tokens: Vec<_> =
        tokens.map(|row| format!("page {:02X}, token {:02X}", row.page, row.token)).collect();
    assert!(!tokens.is_empty(), "{name} has no token in {version}");
    let code = code.map_or(NO_CODE.to_owned(), |code| format!("`{code}`"));
    format!("{} | {} | {code}", names(&CSP, tag), tokens.join(" or "))
}

/// Returns the name that is written, and the other names that are read.
fn names(vocabulary: &Vocabulary, tag: Tag) -> String {
    let name = vocabulary.name(tag).unwrap();
    let spellings = vocabulary.aliases().iter().map(|(spelling, _)| *spelling);
    let spellings = spellings.filter(|other| *other != name && vocabulary.tag(other) == Some(tag));
    let all: Vec<_> = [name].into_iter().chain(spellings).map(|name| format!("`{name}`")).collect();
    all.join(", also read: ")
}

/// Returns one row for adjacent versions with the same cells.
fn by_version(cells: impl Fn(Version) -> Option<String>) -> Vec<String> {
    let mut rows: Vec<(Versions, String)> = Vec::new();
    for version in Version::ALL {
        let (versions, Some(cells)) = (Versions::range(version, version), cells(version)) else { continue };
        match rows.last_mut() {
            Some((others, same)) if *same == cells => *others = others.union(versions),
            _ => rows.push((versions, cells)),
        }
    }
    rows.into_iter().map(|(versions, cells)| format!("{versions} | {cells}")).collect()
}

/// Returns the name in the modules `tag`.
fn ident(vocabulary: &Vocabulary, tag: Tag) -> String {
    vocabulary.name(tag).unwrap().replace('-', "_")
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(name).join("src")
}

/// Returns the module of a crate. Lines of tables begin with a space, like the lines of comments.
fn module((_, columns, pages): &Crate) -> String {
    let rule = columns.split('|').map(|_| "---").collect::<Vec<_>>().join(" | ");
    let arm = |(ident, rows): &Page| {
        let rows: Vec<_> = rows.iter().map(|row| format!("\" | {row} |\"")).collect();
        format!("    ({ident}) => {{ page! {{ @ {} }} }};\n", rows.join(" "))
    };
    format!(
        r#"//! Versions, tokens and codes on the pages of the messages. The declarations know no syntax.
//! Made by the test `pages` of `oma-imps`, which writes it anew with `UPDATE_PAGES=1`.

/// The table on the page of a message: `#[doc = page!(Element)]` behind the comment of its
/// declaration.
#[rustfmt::skip]
macro_rules! page {{
{}    // One that the test has not made yet.
    ($new:ident) => {{ "" }};
    (@ $($row:literal)+) => {{ concat!("\n | {columns} |\n | {rule} |", $("\n", $row),+) }};
}}
"#,
        pages.iter().map(arm).collect::<String>()
    )
}

#[test]
fn the_tables_are_those_of_the_declarations() {
    for made in crates() {
        let path = folder(made.0).join("page.rs");
        let expected = module(&made);
        if env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&path, &expected).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{}: UPDATE_PAGES=1 writes it anew", made.0);
        }
        assert_eq!(found.len(), expected.len(), "{}: UPDATE_PAGES=1 writes it anew", made.0);
    }
}

/// Returns the elements with a table in a file, each after a comment: a table alone would not be
/// documentation. The search of rustdoc finds a name with a hyphen only through its alias.
fn with_table(source: &str) -> BTreeSet<String> {
    let lines: Vec<_> = source.lines().map(str::trim).collect();
    let mut found = BTreeSet::new();
    for window in lines.windows(4) {
        let &[comment, attribute, alias, behind] = window else { continue };
        let Some(element) = attribute.strip_prefix("#[doc = page!(") else { continue };
        let element = element.strip_suffix(")]").unwrap();
        let has_alias = alias.starts_with("#[doc(alias");
        let declaration = if has_alias { behind } else { alias };
        assert!(comment.starts_with("///"), "{declaration}");
        let name = element.replace('_', "-");
        let is_found = !name.contains('-') || has_alias && alias.contains(&format!("\"{name}\""));
        assert!(is_found, "no alias {name} at {declaration}");
        // `pub struct Name<'a> = Element {`, or less where a macro writes that.
        let declared = declaration.split_once(" = ").map_or(declaration, |(_, behind)| behind);
        let declared = declared.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next();
        assert_eq!(declared, Some(element), "{declaration}");
        found.insert(element.to_owned());
    }
    found
}

#[test]
fn every_message_has_its_table() {
    let mut tables = 0;
    for (name, _, pages) in crates() {
        let files = imps_testing::files(&format!("../crates/{name}/src"), "rs");
        let files = files.iter().filter(|path| !path.ends_with("page.rs"));
        let found: BTreeSet<_> =
            files.flat_map(|path| with_table(&fs::read_to_string(path).unwrap())).collect();
        let expected: BTreeSet<_> = pages.into_iter().map(|(ident, _)| ident).collect();
        let differing: Vec<_> = found.symmetric_difference(&expected).collect();
        assert!(differing.is_empty(), "{name}: `#[doc = page!(..)]` is missing or too much: {differing:?}");
        tables += found.len();
    }
    assert_eq!(tables, 103 + 2 + 18 + 65);
}
