//! The whole schema as messages of protobuf, made from the declarations as `prost-build` would make
//! them from a `.proto`. `UPDATE=1 cargo test -p imps-benches --test peers made` writes them anew.

use imps_benches::protobuf::plan::{Alternative, Form, Member, camel_case, members};
use oma_imps::csp::Message;
use oma_imps::imps_core::Element as _;
use oma_imps::imps_core::schema::{Cardinality, Schema};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const HEAD: &str = "//! Made by the test `made` from `imps_csp::Message::SCHEMA`; `UPDATE=1` writes it anew.";
const ALLOW: &str =
    "#![allow(missing_docs, clippy::large_enum_variant, reason = \"as prost-build writes it\")]";

/// The types of both modules.
#[derive(Default)]
struct Maker {
    full: String,
    boxed: String,
    /// The names in use, each with its type.
    names: Vec<(String, Types)>,
}

/// The same type in both forms.
#[derive(Clone, PartialEq)]
struct Types {
    full: String,
    boxed: String,
    /// Whether the forms differ: somewhere in the type, a variant is in a box.
    differ: bool,
}

/// How members refer to a type.
struct Reference {
    full: String,
    boxed: String,
    differ: bool,
}

impl Types {
    fn push(&mut self, text: &str) {
        self.full.push_str(text);
        self.boxed.push_str(text);
    }
}

impl Maker {
    /// Makes a message and those within.
    fn message(&mut self, schema: &'static Schema) -> Reference {
        // `$name` is the name, which is known when the whole text is.
        let mut types = Types { full: String::new(), boxed: String::new(), differ: false };
        let mut behind = types.clone();
        types.push("\n#[derive(Clone, PartialEq, ::prost::Message)]\npub struct $name {");
        let members = members(schema);
        for member in &members {
            self.member(member, &mut types, &mut behind);
        }
        types.push(if members.is_empty() { "}\n" } else { "\n}\n" });
        types.full += &behind.full;
        types.boxed += &behind.boxed;
        types.differ |= behind.differ;
        self.named(camel_case(schema.vocabulary, schema.tag), types)
    }

    /// Adds a type, unless it is there.
    fn named(&mut self, name: String, types: Types) -> Reference {
        let differ = types.differ;
        match self.names.iter().find(|(used, _)| *used == name) {
            Some((_, of)) => assert!(*of == types, "two declarations of {name}"),
            None => {
                self.full += &types.full.replace("$name", &name);
                if differ {
                    self.boxed += &types.boxed.replace("$name", &name);
                }
                self.names.push((name.clone(), types));
            }
        }
        let boxed = if differ { name.clone() } else { format!("full::{name}") };
        Reference { full: name, boxed, differ }
    }

    /// Adds a member; a choice adds its type behind the message.
    fn member(&mut self, member: &Member, types: &mut Types, behind: &mut Types) {
        let Member { name, cardinality, form, number, .. } = member;
        match form {
            Form::Choice(alternatives) => {
                let choice = format!("$name{}", camel_field(name));
                self.choice(&choice, alternatives, behind);
                if *cardinality == Cardinality::Many {
                    // A `oneof` cannot be repeated, but the message around it can.
                    types.push(&field("message, repeated", *number, name, &format!("Vec<{choice}Item>")));
                    behind.push(&format!(
                        "\n#[derive(Clone, PartialEq, ::prost::Message)]\npub struct {choice}Item {{{}\n}}\n",
                        one_of(&choice, alternatives, "item")
                    ));
                } else {
                    types.push(&one_of(&choice, alternatives, name));
                }
            }
            form => {
                let (kind, reference) = self.kind(form);
                let in_form = |of: &str| match (cardinality, form) {
                    (Cardinality::Many, _) => (", repeated", format!("Vec<{of}>")),
                    (Cardinality::One, Form::Message(_)) | (Cardinality::Optional, _) => {
                        (", optional", format!("Option<{of}>"))
                    }
                    (Cardinality::One, _) => ("", of.to_owned()),
                };
                let line = |of: &str| {
                    let (label, of) = in_form(of);
                    field(&format!("{kind}{label}"), *number, name, &of)
                };
                types.full += &line(&reference.full);
                types.boxed += &line(&reference.boxed);
                types.differ |= reference.differ;
            }
        }
    }

    fn choice(&mut self, name: &str, alternatives: &[Alternative], types: &mut Types) {
        types.push(&format!("\n#[derive(Clone, PartialEq, ::prost::Oneof)]\npub enum {name} {{"));
        for Alternative { name, form, number, .. } in alternatives {
            let (kind, reference) = self.kind(form);
            let Reference { full, boxed, differ } = reference;
            write!(types.full, "\n    #[prost({kind}, tag = \"{number}\")]\n    {name}({full}),").unwrap();
            if let Form::Message(_) = form {
                write!(
                    types.boxed,
                    "\n    #[prost({kind}, boxed, tag = \"{number}\")]\n    {name}(Box<{boxed}>),"
                )
                .unwrap();
                types.differ = true;
            } else {
                write!(types.boxed, "\n    #[prost({kind}, tag = \"{number}\")]\n    {name}({boxed}),")
                    .unwrap();
                types.differ |= differ;
            }
        }
        types.push("\n}\n");
    }

    /// The word of prost for a form, and the type in Rust.
    fn kind(&mut self, form: &Form) -> (&'static str, Reference) {
        let plain = |kind, name: &str| {
            (kind, Reference { full: name.to_owned(), boxed: name.to_owned(), differ: false })
        };
        match form {
            Form::Message(schema) => ("message", self.message(schema)),
            Form::Text => plain("string", "String"),
            Form::Bytes => plain("bytes = \"vec\"", "Vec<u8>"),
            Form::Number => plain("uint32", "u32"),
            Form::Flag | Form::Mark => plain("bool", "bool"),
            Form::Time => plain("int64", "i64"),
            Form::Word(_) => plain("int32", "i32"),
            Form::Choice(_) => panic!("a choice in a choice"),
        }
    }
}

fn field(kind: &str, number: u32, name: &str, of: &str) -> String {
    format!("\n    #[prost({kind}, tag = \"{number}\")]\n    pub {name}: {of},")
}

/// A member that holds a choice. Long lists of numbers are broken as `rustfmt` breaks them.
fn one_of(choice: &str, alternatives: &[Alternative], name: &str) -> String {
    let tags: Vec<_> = alternatives.iter().map(|alternative| alternative.number.to_string()).collect();
    let tags = tags.join(", ");
    let attribute = match alternatives.len() {
        0..20 => format!("oneof = \"{choice}\", tags = \"{tags}\""),
        _ => format!("\n        oneof = \"{choice}\",\n        tags = \"{tags}\"\n    "),
    };
    format!("\n    #[prost({attribute})]\n    pub {name}: Option<{choice}>,")
}

fn camel_field(name: &str) -> String {
    name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

#[test]
fn the_full_messages_are_those_of_the_declarations() {
    let mut maker = Maker::default();
    assert!(maker.message(Message::SCHEMA).differ);
    let full = format!(
        "{HEAD}\n//! All messages between client and server, the variants of a `oneof` in place.\n{ALLOW}\n{}",
        maker.full
    );
    let boxed = format!(
        "{HEAD}\n//! The messages that differ if the variants of a `oneof` are boxed, as `prost-build` does if told to.\n\
         {ALLOW}\n\nuse super::full;\n{}",
        maker.boxed
    );
    for (file, expected) in [("full.rs", full), ("boxed.rs", boxed)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/protobuf").join(file);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &expected).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{file}: UPDATE=1 writes it anew");
        }
        assert_eq!(found.len(), expected.len(), "{file}: UPDATE=1 writes it anew");
    }
}
