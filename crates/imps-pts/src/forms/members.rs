//! Members of contact lists: `UN=(("Old Sam",wv:sam),(,wv:ivy))`.

use super::pairs::pairs;
use super::texts::pick;
use crate::Code;
use crate::declared::{self, Child};
use crate::decode::{Decoder, shape};
use crate::encode::{Encoder, Entry, Place};
use crate::error::Fail;
use crate::grammar::Value;
use imps_core::{Error, tag};

/// A list that takes names gives every member one, if only an empty one, as the public client does.
pub(super) fn read<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    let Some(schema) = list.schema else { return Err(shape(list.tag, "a structure", value)) };
    let takes_names = declared::child(schema, tag::NickName).schema.is_some();
    decoder.tape.start(list.tag, value.at());
    if takes_names {
        for pair in pairs(list.tag, value)? {
            let [name, user] = pair?;
            decoder.tape.start(tag::NickName, name.at());
            decoder.text(tag::Name, name)?;
            decoder.text(tag::UserID, user)?;
            decoder.tape.end();
        }
    } else {
        for member in value.members() {
            // Pairs with an empty name are what is written; plain users will do.
            let user = match member.members().exactly::<2>() {
                Some([name, user]) if name.raw() == Some("") => user,
                _ => member,
            };
            decoder.text(tag::UserID, user)?;
        }
    }
    decoder.tape.end();
    Ok(())
}

pub(super) fn write<'t>(encoder: &mut Encoder<'t>, code: Code, element: Entry<'t>) -> Result<(), Error> {
    let mut before = b'(';
    for member in element.children() {
        let (name, user) = match member.tag {
            tag::UserID => (None, member),
            // Who is removed is not named: the reader knows users only.
            tag::NickName if element.tag != tag::RemoveNickList => {
                match pick(encoder, member, [tag::Name, tag::UserID])? {
                    [name, Some(user)] => (name, user),
                    _ => return Err(encoder.no_mapping(member)),
                }
            }
            _ => {
                encoder.unmapped(member)?;
                continue;
            }
        };
        if before == b'(' {
            encoder.parameter(code);
        }
        encoder.out.push(core::mem::replace(&mut before, b','));
        encoder.out.push(b'(');
        if let Some(name) = name {
            encoder.leaf(name, Place::InGroup)?;
        }
        encoder.out.push(b',');
        encoder.leaf(user, Place::InGroup)?;
        encoder.out.push(b')');
    }
    if before == b'(' {
        // There is no notation for an empty list.
        return encoder.unmapped(element);
    }
    encoder.out.push(b')');
    Ok(())
}
