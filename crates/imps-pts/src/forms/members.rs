//! Members of contact lists: `UN=(("Old Sam",wv:sam),(,wv:ivy))`.

use super::pairs::pairs;
use super::texts::pick;
use crate::codes::Code;
use crate::error::Fail;
use crate::reading::grammar::Value;
use crate::reading::layout::Decoder;
use crate::writing::leaf::Place;
use crate::writing::output::{Encoder, Entry};
use imps_core::{Error, Tag, tag};

/// Every member gets a name, possibly an empty one, as from the public client.
pub(super) fn read<'a>(decoder: &mut Decoder<'a, '_>, list: Tag, value: Value<'_, 'a>) -> Result<(), Fail> {
    decoder.tape.start(list, value.at());
    for pair in pairs(list, value)? {
        let [name, user] = pair?;
        decoder.tape.start(tag::NickName, name.at());
        decoder.text(tag::Name, name)?;
        decoder.text(tag::UserID, user)?;
        decoder.tape.end();
    }
    decoder.tape.end();
    Ok(())
}

/// Users alone: written as pairs with an empty name, and also read as plain users.
pub(super) fn read_users<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: Tag,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    decoder.tape.start(list, value.at());
    for member in value.members() {
        let user = match member.members().exactly::<2>() {
            Some([name, user]) if name.raw() == Some("") => user,
            _ => member,
        };
        decoder.text(tag::UserID, user)?;
    }
    decoder.tape.end();
    Ok(())
}

pub(super) fn write<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    element: Entry<'t>,
    takes_names: bool,
) -> Result<(), Error> {
    let mut before = b'(';
    for member in element.children() {
        let (name, user) = match member.tag {
            tag::UserID => (None, member),
            tag::NickName if takes_names => match pick(encoder, member, [tag::Name, tag::UserID])? {
                [name, Some(user)] => (name, user),
                _ => return Err(encoder.no_mapping(member)),
            },
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
